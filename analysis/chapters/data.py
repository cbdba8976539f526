"""Sources and data: what the book rests on, and how much of it is printed."""

from __future__ import annotations

import pandas as pd

from analysis.chapters.spec import Finding, Table
from analysis.chapters.words import words
from analysis.facts import agreement, dates, evidence, tables

WORDS = words(__name__)


def findings() -> list[Finding]:
    """Return the chapter's findings."""
    every = evidence.statements()
    old = every["source"].isin(evidence.founding())
    founding = every.loc[old, "source"].nunique()
    rows = sum(len(tables.load(name)) for name in tables.package())
    counted = {"founding": founding, "later": every["source"].nunique() - founding, "tables": len(tables.statement_tables())}
    ours = every["inferred"] != ""
    parts = {"translated": every.loc[old, "caveats"].str.contains("translated").mean(), "inferred": ours[old].mean()}
    parts |= {"n": old.sum(), "later": (~old).sum(), "inferred_later": ours[~old].mean()}
    said = WORDS.say("finding.statements", n=len(every), more=rows - len(every), **counted)
    twice = agreement.recoded()
    return [
        Finding(said, every, WORDS["as_of"], shown="#table-data-overview"),
        Finding(_agreed(twice), twice.drop_duplicates("statement"), WORDS["as_of"], shown="#table-data-by-table"),
        Finding(WORDS.say("finding.translated", **parts), every, WORDS["as_of"], shown="#table-data-inferred"),
    ]


def _agreed(twice: pd.DataFrame) -> str:
    whole = agreement.agreement(twice.assign(all=""), ["all"]).iloc[0]
    marked = agreement.marks(twice)
    told = {"statements": twice["statement"].nunique(), "n": int(whole["n"]), "share": whole["share"]}
    told |= {"low": whole["share_low"], "high": whole["share_high"], "marks": (marked["first"] == marked["second"]).mean()}
    return WORDS.say("finding.agreement", **told)


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
    """Return how much of each field of the founding documents is ours rather than printed, where any is."""
    records = []
    for name in tables.statement_tables():
        rows = tables.load(name)
        rows = rows[rows["source"].isin(evidence.founding())]
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


SHARES = {"share": 2, "share_low": 2, "share_high": 2, "alpha": 2, "alpha_low": 2, "alpha_high": 2}
CASES = 10  # fewer say nothing of a coefficient


def _titled(frame: pd.DataFrame) -> pd.DataFrame:
    titles = {name: resource["title"] for name, resource in tables.package().items()}
    return frame.assign(title=frame["table"].map(titles))


def by_table() -> Table:
    """Return how far two coders agree in each table."""
    found = _titled(agreement.agreement(agreement.recoded(), ["table"])).sort_values("share", kind="stable")
    return WORDS.table("by_table", found[["title", "n", "share", "share_low", "share_high"]], digits=SHARES)


def by_field() -> Table:
    """Return how far two coders agree in each field with enough cases, chance taken off."""
    found = _titled(agreement.agreement(agreement.recoded(), ["table", "field"]).query("n >= @CASES"))
    columns = ["title", "field", "n", "share", "share_low", "share_high", "alpha", "alpha_low", "alpha_high"]
    return WORDS.table("by_field", found.sort_values("share", kind="stable")[columns], digits=SHARES)


def differences() -> Table:
    """Return what the two coders coded differently, and how it was settled."""
    rows = _titled(agreement.recoded().query("first != second"))
    columns = ["document", "title", "field", "first", "second", "settled", "verdict", "note"]
    return WORDS.table("differences", rows.assign(document=rows["source"].map(evidence.called))[columns])


def spot_checks() -> Table:
    """Return how many rows and sentences, drawn afresh, a third reader found right."""
    found = tables.load("spot_checks").groupby(["draw", "drawn", "verdict"], sort=True).size().rename("n").reset_index()
    return WORDS.table("spot_checks", found)


def spot_faults() -> Table:
    """Return what the third reader found."""
    rows = tables.load("spot_checks").query("verdict not in ['right', 'carried']")
    frame = rows.assign(document=rows["document"].map(evidence.called))[["draw", "document", "drawn", "verdict", "note"]]
    return WORDS.table("spot_faults", frame)
