"""What a cell shows: HTML for the book, plain text for everything else."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd

FORMULA = ("=", "+", "-", "@", "\t")  # what a spreadsheet runs when a cell begins with it


@dataclass(frozen=True)
class Shown:
    """A result with its HTML and plain text; displays the same in JupyterLab, book and terminal."""

    html: str
    text: str
    metadata: dict[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}

    def __repr__(self) -> str:
        return self.text


def as_csv(frame: pd.DataFrame) -> str:
    """Return a table as CSV for readers: no longer fractions than four digits say, no ".0" behind whole numbers.

    Text that begins as a formula does begins with a quote: a spreadsheet runs nothing.

    >>> as_csv(pd.DataFrame({"share": [0.6779661016949152], "amount_usd": [2.89e9], "years": [-9.5]}))
    'share,amount_usd,years\\n0.678,2890000000,-9.5\\n'
    >>> as_csv(pd.DataFrame({"label": ["=1+1", "-5 to 5"], "low": [-5, 2]}))
    "label,low\\n'=1+1,-5\\n'-5 to 5,2\\n"
    """
    safe = frame.map(lambda cell: f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell)
    floats = safe.select_dtypes("float")
    return safe.assign(**{str(name): column.map(_short, na_action="ignore") for name, column in floats.items()}).to_csv(
        index=False
    )


def _short(number: float) -> str:
    return f"{number:.4g}" if abs(number) < 1 else f"{round(number, 4):.15g}"


def download(name: str, content: str, kind: str, label: str) -> str:
    """Return an HTML link that saves `content` as file `name`; it needs no server and no other file.

    >>> download("a.csv", "x,y", "text/csv", "CSV")
    '<a download="a.csv" href="data:text/csv;charset=utf-8,x%2Cy">CSV</a>'
    """
    return f'<a download="{escape(name)}" href="data:{kind};charset=utf-8,{quote(content)}">{escape(label)}</a>'


def address(text: str) -> str:
    """Return an address on the web as a link, and what is none as text.

    >>> address("https://cnsa.gov.cn/?a&b"), address("javascript:alert(1)")
    ('<a class="address" href="https://cnsa.gov.cn/?a&amp;b">https://cnsa.gov.cn/?a&amp;b</a>', 'javascript:alert(1)')
    """
    shown = escape(text)
    return f'<a class="address" href="{shown}">{shown}</a>' if text.startswith(("https://", "http://")) else shown
