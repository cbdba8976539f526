"""Sources and data: what the book rests on, and how much of it is printed."""

from __future__ import annotations

import pandas as pd

from analysis.chapters.spec import Finding, Table
from analysis.chapters.words import words
from analysis.facts import dates, evidence, tables

WORDS = words(__name__)


def findings() -> list[Finding]:
    """Return the chapter's findings."""
    every, sources = evidence.statements(), tables.load("sources")
    founding = (sources["class"] == "founding").sum()
    rows = sum(len(tables.load(name)) for name in tables.package())
    counted = {"founding": founding, "later": len(sources) - founding, "tables": len(tables.statement_tables())}
    parts = {"translated": every["caveats"].str.contains("translated").mean(), "inferred": (every["inferred"] != "").mean()}
    said = WORDS.say("finding.statements", n=len(every), more=rows - len(every), **counted)
    return [Finding(said, every, WORDS["as_of"]), Finding(WORDS.say("finding.translated", **parts), every, WORDS["as_of"])]


def founding() -> Table:
    """Return the founding documents: what each is and up to when it speaks."""
    rows = tables.load("sources").query("`class` == 'founding'")
    columns = ["called", "title", "title_zh", "publisher", "as_of", "about"]
    return WORDS.table("founding", rows[columns].assign(as_of=rows["as_of"].map(dates.label)))


def later() -> Table:
    """Return the later sources with their addresses."""
    rows = tables.load("sources").query("`class` == 'later'")
    return WORDS.table(
        "later", rows[["title", "publisher", "published", "url"]].assign(published=rows["published"].map(dates.label))
    )


def overview(frame: pd.DataFrame) -> Table:
    """Return one row a table of the data package."""
    return WORDS.table("overview", frame)


def inferred() -> Table:
    """Return how much of each field is ours rather than printed, for the fields of which any is."""
    records = []
    for name in tables.statement_tables():
        rows = tables.load(name)
        for field in tables.columns(name):
            ours = int((~evidence.printed(rows, field)).sum())
            filled = int((rows[field].astype("str") != "").sum())
            if ours:
                records.append((name, field, filled, ours, ours / filled))
    frame = pd.DataFrame(records, columns=["table", "field", "filled", "inferred", "share"])
    return WORDS.table("inferred", frame, digits={"share": 2})


def caveats() -> Table:
    """Return the vocabulary of caveats."""
    return WORDS.table("caveats", tables.load("caveats"))
