"""Where the sources disagree: conflicts by document, the judgements, every group of comparable statements."""

from __future__ import annotations

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import words
from analysis.charts.matrix import alt_matrix, draw_matrix
from analysis.facts import comparison, evidence, judgements, tables

WORDS = words(__name__)
AS_OF = WORDS["as_of"]


def _every() -> pd.DataFrame:
    rows = evidence.statements()
    return rows[rows["source"].isin(evidence.founding())]


def _behind(reviewed: pd.DataFrame) -> pd.DataFrame:
    keys = {key for ids in reviewed["statements"] for key in tables.split(ids)}
    return _every()[lambda rows: rows["id"].isin(keys)]


def _worst(reviewed: pd.DataFrame) -> tuple[str, str, int]:
    """The two documents with most conflicts between them, and how many."""
    table = judgements.contradictions(reviewed).stack()
    between = table[[one < two for one, two in table.index]]
    one, two = between.idxmax()
    return one, two, int(between.max())


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    every, pairs, reviewed = _every(), comparison.pairs(), judgements.judgements()
    conflicts = reviewed[reviewed["class"] == "conflict"]
    record, (one, two, most) = judgements.record(every, pairs, reviewed), _worst(reviewed)
    called = {"one": evidence.called(one), "two": evidence.called(two), "n": most}
    sums = record[["compared", "confirmed", "contradicted"]].sum()
    across = pairs[pairs["source_one"] != pairs["source_other"]]
    classes = across["class"].value_counts()
    counts = {kind: int(classes.get(kind, 0)) for kind in comparison.CLASSES}
    first = {"documents": len(record), "n": len(conflicts), "within": conflicts["within"].sum()}
    behind = _behind(conflicts)
    spoken = {"n": len(every), "share": sums["compared"] / len(every), **sums.to_dict()}
    return [
        Finding(WORDS.say("finding.conflicts", **first), behind, AS_OF),
        Finding(WORDS.say("finding.pair", **called), behind[behind["source"].isin([one, two])], AS_OF, contested=True),
        Finding(WORDS.say("finding.compared", **spoken), every, AS_OF),
        Finding(WORDS.say("finding.classes", **{"n": len(across)} | counts), every, AS_OF),
    ]


def conflicts() -> Figure:
    """Return how many reviewed conflicts lie between each two documents."""
    reviewed = judgements.judgements()
    counts, (one, two, _) = judgements.contradictions(reviewed), _worst(reviewed)
    heads = evidence.short(evidence.founding())
    long = counts.stack().rename("n").rename_axis(["row", "column"]).reset_index().query("n > 0")
    data = long.assign(row=long["row"].map(heads), state=long["n"] / counts.to_numpy().max(), text=long["n"].astype(str))
    told = {"one": heads[one], "two": heads[two], "n": (reviewed["class"] == "conflict").sum()}
    return Figure(
        name="fig-contradictions",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("conflicts", **told),
        alt=alt_matrix(data, heads, WORDS.say("conflicts.alt", **told)),
        table=counts.rename_axis("document").reset_index(),
        options={"columns": heads, "share": 0.26},
    )


def _judged(reviewed: pd.DataFrame) -> pd.DataFrame:
    """Judgements as a page shows them, each side in its own words."""
    said = evidence.statements().set_index("id")
    quotes = [[_quote(said.loc[key]) for key in tables.split(ids)] for ids in reviewed["statements"]]
    return reviewed.assign(sides=["; ".join(dict.fromkeys(sides)) for sides in quotes])


def _quote(row: pd.Series) -> str:
    return f"{evidence.called(row['source'])}: “{row['as_printed'].replace(' | ', ' … ')}”"


def ten() -> Table:
    """Return the ten conflicts that matter most, in the order of our review."""
    rows = judgements.judgements().query("`class` == 'conflict'").head(10)
    return WORDS.table("ten", _judged(rows)[["topic", "finding", "sides", "used", "reason", "sure"]])


def every() -> Table:
    """Return all reviewed disagreements."""
    columns = ["topic", "kind", "finding", "sides", "used", "reason", "sure"]
    return WORDS.table("every", _judged(judgements.judgements())[columns])


def record() -> Table:
    """Return what of each document another one bears out, overtakes or contradicts."""
    table = judgements.record(_every(), comparison.pairs(), judgements.judgements()).drop(columns="dated")
    frame = table.rename_axis("document").reset_index().assign(document=lambda t: t["document"].map(evidence.called))
    return WORDS.table("record", frame, digits={"fine": 2, "unsourced": 2})


def groups() -> Table:
    """Return every group of comparable statements with its class."""
    found = comparison.groups(comparison.pairs())
    frame = pd.DataFrame(
        {
            "subject": found["about"].map(evidence.subject),
            "aspect": found["what"].map(WORDS["aspects"]),
            "class": found["class"],
            "documents": found["documents"],
            "values": found["values"],
        }
    )
    return WORDS.table("groups", frame)


def behind() -> Statements:
    """Return the statements behind the reviewed disagreements."""
    return WORDS.statements("behind", _behind(judgements.judgements()), "table", "date")
