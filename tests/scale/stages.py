"""What is timed of one package, in a process of its own: ``python -m tests.scale.stages`` in the folder of a copy.

Each line it prints is one stage as JSON: its name, its seconds of a processor, which other work on the machine hardly
changes, and what it made.
"""

from __future__ import annotations

import inspect
import json
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.charts.style import PHONE, WIDE
from analysis.display import figures as shown
from analysis.display.findings import findings
from analysis.display.pages import statements, table
from analysis.facts import check, comparison, evidence, judgements, mentions, tables, updates
from analysis.reference import extension
from analysis.topics import graphs, partners
from tests.parts import specified

SHOW = {Table: table, Statements: statements, list[Finding]: findings}
APART = {"data.findings", "index.findings"}  # two thousand resamples of what does not grow; the other chapters once more


def specifications(kinds: Iterable[type]) -> Iterator[tuple[type, str, Callable]]:
    """Yield kind, name and maker of everything of `kinds` that the chapters show, but for what takes a value."""
    for kind in kinds:
        for chapter, make in specified(kind):
            name = f"{chapter.WORDS.name}.{make.__name__}"
            if name not in APART and not inspect.signature(make).parameters:
                yield kind, name, make


def made(kinds: Iterable[type], use: Callable[[type, Any], object]) -> str:
    """Make and use what the chapters show; return how many there are, and which refuse."""
    every, refused = list(specifications(kinds)), []
    for kind, name, make in every:
        try:
            use(kind, make())
        except Exception as error:  # a chapter that asks for one statement of its kind refuses many
            refused.append(f"{name} ({type(error).__name__})")
    return f"{len(every) - len(refused)} of {len(every)}" + (f"; refused: {', '.join(refused)}" if refused else "")


def charts() -> str:
    """Draw every figure of the chapters for both widths."""
    return made([Figure], lambda _, one: [shown.svg(one.drawn(width), "x") for width in (WIDE, PHONE)])


def pages() -> str:
    """Make every finding, table and list of the chapters."""
    return made(SHOW, lambda kind, one: SHOW[kind](one))


def compared() -> str:
    """Compare the documents with each other and with what later sources say."""
    found, later, reviewed = comparison.pairs(), updates.pairs(), judgements.judgements()
    groups = comparison.groups(found)
    judgements.unjudged(found, reviewed)
    judgements.record(evidence.statements(), found, reviewed)
    updates.deciding(later)
    return f"{len(found):,} and {len(later):,} pairs of {len(groups):,} matters"


def linked() -> str:
    """Build the graphs of what statements link, and of who builds the station with whom."""
    names = {key: key for name in graphs.SHORT_NAMES for key in tables.load(name)["key"]}
    found = [graphs.from_links(graphs.links(graph), names, names) for graph in ("system", "market", "risk")]
    found.append(partners.network(partners.roster(partners.memberships(), tables.load("sources")), names))
    return f"{sum(len(one) for one in found)} nodes, {sum(one.size() for one in found)} edges"


def reference() -> str:
    """Make the pages of documents, states, companies, programmes and craft."""
    sizes = [len(page.body) for page in extension.made({}, {})]
    return f"{len(sizes)} pages, the largest {max(sizes) / 1e3:,.0f} kB"


def loaded() -> str:
    """Load every table, and find who is spoken of."""
    rows = sum(len(tables.load(name)) for name in tables.package())
    return f"{rows:,} rows, {len(evidence.statements()):,} statements, {len(mentions.mentions()):,} mentions"


def checked() -> str:
    """Check the package as a build does.

    Raises
    ------
    ValueError
        If it has a fault.
    """
    found = check.faults()
    if found:
        raise ValueError(found[:5])
    return "no fault"


STAGES = {
    "checking": checked,
    "loading": loaded,
    "comparison": compared,
    "graphs": linked,
    "charts": charts,
    "pages of chapters": pages,
    "pages of reference": reference,
}


def main() -> None:
    """Time the stages of this package."""
    for name, stage in STAGES.items():
        start = time.process_time()
        told = stage()
        print(json.dumps([name, time.process_time() - start, told]), flush=True)


if __name__ == "__main__":
    main()
