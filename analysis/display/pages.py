"""Tables on a page: numbers right-aligned, a source note, a CSV; long ones can be sorted and searched."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.display.cells import Shown, download

WORDY = 30  # characters
LONG, TALL = 8, 16  # rows beyond which a table gets sorting and search; beyond which it scrolls in its own box
REFERENCES = "12_data.html"  # the page of the book that lists what the sources cite
EVIDENCE = ["source", "locator", "as_printed", "caveats", "cites"]
HEADINGS = {
    "as_printed": "As printed",
    "locator": "Where",
    "cites": "Its sources",
    "source": "Source",
    "title_zh": "Chinese title",
    "url": "Address",
}


def anchor(key: str) -> str:
    """Return the in-page link to a statement or entity shown by `statements`.

    >>> anchor("mem-ven-1")
    '#mem-ven-1'
    """
    return f"#{key}"


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    source: str,
    name: str,
    digits: dict[str, int] | None = None,
    links: dict[str, str] | None = None,
) -> Shown:
    """Return `frame` as a page table with caption, source note and CSV download.

    Parameters
    ----------
    frame : one row a line; the index is not shown; a column ``id`` becomes the rows' anchors
    caption : what the table shows, with the as-of date
    source : the source note
    name : file name of the CSV, without ending
    digits : decimals for each numeric column (0 where not given)
    links : column -> column that holds its address (which is then not shown)

    Examples
    --------
    >>> shown = table(pd.DataFrame({"n": [1200]}), caption="Counts", source="made up", name="counts")
    >>> "1,200" in shown.html, shown
    (True, Counts: 1 row x 1 column (n))
    """
    digits, links = digits or {}, links or {}
    shown = [column for column in frame.columns if column not in ("id", *links.values())]
    numeric = {column for column in shown if pd.api.types.is_numeric_dtype(frame[column])}
    head = "".join(
        f'<th scope="col"{_right(column, numeric)}>{escape(HEADINGS.get(column, _title(column)))}</th>' for column in shown
    )
    body = "".join(_row(row, shown, numeric, digits, links) for row in frame.to_dict("records"))
    long = (" long" if len(frame) > LONG else "") + (" tall" if len(frame) > TALL else "")
    long += " cards" if len(shown) > 3 and _wordy(frame[shown]) else ""
    csv = download(f"{name}.csv", frame.to_csv(index=False), "text/csv", "CSV")
    html = (
        f'<div class="data-table{long}"><div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f'<p class="source-note">Source: {escape(source)}. Download: {csv}</p></div>'
    )
    rows, columns = len(frame), len(shown)
    size = f"{rows} row{'s' * (rows != 1)} x {columns} column{'s' * (columns != 1)}"
    return Shown(html, f"{caption}: {size} ({', '.join(map(str, shown))})")


def statements(frame: pd.DataFrame, *, about: list[str], caption: str, name: str) -> Shown:
    """Return the statements behind a chapter, folded, each row an anchor figures and tables link to.

    Parameters
    ----------
    frame : statement rows with ``id`` and the evidence columns
    about : the columns that say what is stated, shown before the evidence
    caption : what they are
    name : file name of the CSV
    """
    kept = frame[["id", *about, *(column for column in EVIDENCE if column in frame)]]
    inner = table(kept, caption=caption, source="the documents named in each row", name=name)
    count = f"{len(frame)} statement{'s' * (len(frame) != 1)}"
    html = f'<details class="statements"><summary>{escape(caption)} ({count})</summary>{inner.html}</details>'
    return Shown(html, inner.text)


def _row(row: dict, shown: list[str], numeric: set[str], digits: dict[str, int], links: dict[str, str]) -> str:
    cells = ""
    for column in shown:
        text = _linked(_cell(row[column], digits.get(column, 0)), row, links.get(column))
        text = _cited(text) if column == "cites" else text
        cells += f'<td{_right(column, numeric)} data-label="{escape(HEADINGS.get(column, _title(column)))}">{text}</td>'
    return f"<tr{_row_id(row)}>{cells}</tr>"


def _wordy(frame: pd.DataFrame) -> bool:
    """Return whether a cell holds so many words that a phone shows rows as cards."""
    return any(len(str(value)) > WORDY for column in frame for value in frame[column])


def _title(column: str) -> str:
    words = str(column).replace("_", " ")
    return words[:1].upper() + words[1:]


def _right(column: str, numeric: set[str]) -> str:
    return ' class="number"' if column in numeric else ""


def _row_id(row: dict) -> str:
    return f' id="{escape(str(row["id"]))}"' if "id" in row else ""


def _cell(value: object, digits: int) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,.{digits}f}"
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    text = escape(str(value))
    if text.startswith("https://"):
        return f'<a class="address" href="{text}">{text}</a>'
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
    return f'<span lang="zh">{text}</span>' if chinese else text


def _cited(text: str) -> str:
    keys = text.split("; ") if text else []
    return "; ".join(f'<a href="{REFERENCES}#{key}">{key}</a>' for key in keys)


def _linked(text: str, row: dict, column: str | None) -> str:
    address = row.get(column) if column else None
    return f'<a href="{escape(str(address))}">{text}</a>' if address and text else text
