"""Findings at the top of a chapter: sentences, what they rest on, their as-of date."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from analysis.chapters.spec import Finding
from analysis.display.cells import Shown

MARKS = {"one": "◔", "several": "●", "contested": "◐"}


def mark(finding: Finding) -> str:
    """Return the evidence mark of a finding: one document, several, or contested."""
    return MARKS["contested" if finding.contested else "one" if finding.documents == 1 else "several"]


def basis(finding: Finding) -> str:
    """Return what a finding rests on, in words.

    >>> import pandas as pd
    >>> basis(Finding("A and B signed.", pd.DataFrame({"source": ["a", "b"]}), "2024"))
    '2 statements in 2 documents; as of 2024'
    """
    n, documents = len(finding.rows), finding.documents
    count = f"{n} statement{'s' * (n > 1)} in " + ("one document" if documents == 1 else f"{documents} documents")
    return f"{count}{', contested' * finding.contested}; as of {finding.as_of}"


def findings(items: Iterable[Finding]) -> Shown:
    """Return the findings as a list for the top of a chapter.

    >>> import pandas as pd
    >>> print(findings([Finding("A signed.", pd.DataFrame({"source": ["a"]}), "2024")]))
    ◔ A signed. (1 statement in one document; as of 2024)
    """
    items = list(items)
    rows = "".join(
        f'<li><span class="evidence-mark" aria-hidden="true">{mark(f)}</span><span>{escape(f.sentence)} '
        f'<small class="basis">{escape(basis(f))}</small></span></li>'
        for f in items
    )
    text = "\n".join(f"{mark(f)} {f.sentence} ({basis(f)})" for f in items)
    return Shown(f'<ul class="findings">{rows}</ul>', text)
