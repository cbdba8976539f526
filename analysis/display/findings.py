"""Findings: full sentences with computed numbers, as-of date and strength."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from analysis.display.cells import Shown
from analysis.evidence import strength

MARKS = {"one": "◔", "several": "●", "contested": "◐", "computed": "∑"}


@dataclass(frozen=True)
class Finding:
    """One sentence, what it rests on, and its as-of date."""

    sentence: str
    basis: str
    mark: str
    as_of: str


def finding(sentence: str, rows: pd.DataFrame, as_of: str, *, contested: bool = False) -> Finding:
    """Return a finding that rests on the statements `rows`.

    Parameters
    ----------
    sentence : the finding; its numbers computed by the caller
    rows : the statements behind it, with column ``source``
    as_of : the date it holds for, in words
    contested : whether another statement says otherwise

    Raises
    ------
    ValueError
        If there is no row: a finding without evidence is none.

    Examples
    --------
    >>> finding("A and B signed.", pd.DataFrame({"source": ["a", "b"]}), "2024").basis
    '2 statements in 2 documents'
    """
    if rows.empty:
        raise ValueError(f"no statement stands behind {sentence!r}")
    documents = rows["source"].nunique()
    count = f"{len(rows)} statement{'s' if len(rows) > 1 else ''} in "
    mark = "contested" if contested else "one" if documents == 1 else "several"
    return Finding(sentence, count + strength(documents, contested), mark, as_of)


def findings(*items: Finding) -> Shown:
    """Return the findings as a list for the top of a chapter.

    >>> print(findings(finding("A signed.", pd.DataFrame({"source": ["a"]}), "2024")))
    ◔ A signed. (1 statement in one document; as of 2024)
    """
    rows = "".join(
        f'<li><span class="evidence-mark" aria-hidden="true">{MARKS[f.mark]}</span><span>{escape(f.sentence)} '
        f'<small class="basis">{escape(f.basis)}; as of {escape(f.as_of)}</small></span></li>'
        for f in items
    )
    text = "\n".join(f"{MARKS[f.mark]} {f.sentence} ({f.basis}; as of {f.as_of})" for f in items)
    return Shown(f'<ul class="findings">{rows}</ul>', text)
