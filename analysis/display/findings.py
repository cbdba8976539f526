"""Findings at the top of a chapter: sentences, what they rest on, their as-of date."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from analysis.chapters.spec import Finding
from analysis.display import places
from analysis.display.cells import Shown

MANY = 400  # statements; more than these are not picked out of the lists of a page
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
    """Return the findings as a list for the top of a chapter; each leads to its statements and to its figure or table.

    >>> import pandas as pd
    >>> print(findings([Finding("A signed.", pd.DataFrame({"source": ["a"]}), "2024")]))
    ◔ A signed. (1 statement in one document; as of 2024)
    """
    items = list(items)
    rows = "".join(
        f'<li><span class="evidence-mark" aria-hidden="true">{mark(f)}</span><span>{places.marked(f.sentence)} '
        f'<small class="basis">{_trail(f)}</small></span></li>'
        for f in items
    )
    text = "\n".join(f"{mark(f)} {f.sentence} ({basis(f)})" for f in items)
    return Shown(f'<ul class="findings">{rows}</ul>', text)


def _trail(finding: Finding) -> str:
    """What a finding rests on, as links: to the first of its statements, and to what shows it."""
    counted, _, rest = basis(finding).partition(" in ")
    known = places.statements()
    ids = [key for key in dict.fromkeys(finding.rows.get("id", [])) if key in known]
    if ids:
        several = f' data-rows="{" ".join(ids)}"' if len(ids) <= MANY else ""
        counted = f'<a href="{places.UP}/{places.statement(ids[0])}"{several}>{counted}</a>'
    shows = f'. <a href="{escape(finding.shown)}">{_shown(finding.shown)}</a>' if finding.shown else ""
    return f"{counted} in {escape(rest)}{shows}"


def _shown(place: str) -> str:
    """What a link to the place that shows a finding says.

    >>> _shown("#fig-slips"), _shown("10_power.html")
    ('See the figure', 'See the chapter')
    """
    kind = place.rpartition("#")[2].partition("-")[0]
    return f"See the {({'fig': 'figure', 'table': 'table'} if '#' in place else {}).get(kind, 'chapter')}"
