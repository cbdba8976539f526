"""Disagreements as reviewed: the sides, what the book uses and why; which are covered; each document's record."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import UPDATES

Alike = dict[tuple[str, str], set[str]]  # (id, what is compared) -> ids that say the same of it in the same document


def judgements() -> pd.DataFrame:
    """Return the reviewed judgements of what the founding documents say, most important first, with the documents.

    Returns
    -------
    DataFrame with the columns of ``judgements``, ``sources`` (keys of the documents, parted by "; ") and ``within``
    (whether one document disagrees with itself).
    """
    rows = tables.load("judgements").sort_values("weight", kind="stable")
    rows = rows[~rows["class"].isin(UPDATES)]
    source = evidence.statements().set_index("id")["source"]
    found = [tables.join([source[key] for key in tables.split(ids)]) for ids in rows["statements"]]
    return rows.assign(sources=found, within=[len(tables.split(keys)) == 1 for keys in found])


def unjudged(pairs: pd.DataFrame, reviewed: pd.DataFrame) -> pd.DataFrame:
    """Return the incompatible pairs that no judgement covers.

    A judgement covers a pair if it rests on a statement that says what either side says: the statement itself, or one of
    the same document about the same thing with the same value. A list that is silent is covered by any statement of its
    document.

    Parameters
    ----------
    pairs : as `comparison.pairs` returns them
    reviewed : judgements with ``statements`` (ids) and ``sources`` (keys)
    """
    odd = pairs[pairs["class"] == "incompatible"]
    alike, resting, told = _alike(pairs), _by_item(reviewed["statements"]), _by_item(reviewed["sources"])
    return odd[[not _covered(row, alike, resting, told) for row in odd.itertuples()]]


def _by_item(cells: pd.Series) -> dict[str, set[int]]:
    """Item of a list cell -> the numbers of the rows that hold it."""
    found: dict[str, set[int]] = {}
    for number, cell in enumerate(cells):
        for item in tables.split(cell):
            found.setdefault(item, set()).add(number)
    return found


def _alike(pairs: pd.DataFrame) -> Alike:
    """(id, what is compared) -> ids of the same document that say the same of the same thing, itself included."""
    alike: dict[tuple[str, str], set[str]] = {}
    for row in pairs.itertuples():
        for key in (row.one, row.other):
            alike.setdefault((key, row.what), {key})
        if row.source_one == row.source_other and row.value_one == row.value_other:
            alike[row.one, row.what].add(row.other)
            alike[row.other, row.what].add(row.one)
    return alike


def _covered(row: Any, alike: Alike, resting: dict[str, set[int]], told: dict[str, set[int]]) -> bool:
    """Whether one judgement rests on both sides of a pair; of a list that is silent, on any statement of its document."""
    one, other = (set().union(*(resting.get(key, ()) for key in alike[side, row.what])) for side in (row.one, row.other))
    return not one.isdisjoint(other if row.other else told.get(row.source_other, ()))


def contradictions(reviewed: pd.DataFrame) -> pd.DataFrame:
    """Return how many reviewed conflicts lie between each two founding documents, or within one: a table of integers.

    A conflict among three documents counts once for each pair.
    """
    keys = evidence.founding()
    table = pd.DataFrame(0, index=keys, columns=keys)
    for sources in reviewed.query("`class` == 'conflict'")["sources"].map(tables.split):
        met = [(sources[0], sources[0])] if len(sources) == 1 else [(a, b) for a in sources for b in sources if a != b]
        for a, b in met:
            table.loc[a, b] += 1
    return table


def record(rows: pd.DataFrame, pairs: pd.DataFrame, reviewed: pd.DataFrame) -> pd.DataFrame:
    """Return each founding document's record, over the statements that another document speaks to at all.

    Parameters
    ----------
    rows : all statements, with ``id``, ``source``, ``date``, ``cites``
    pairs : as `comparison.pairs` returns them
    reviewed : as `judgements` returns them

    Returns
    -------
    DataFrame indexed by source (those with a statement): ``statements``; ``compared`` (those paired with one of another
    document or held by a conflict with one); of these ``contradicted`` (incompatible, or in such a reviewed conflict),
    ``superseded``, ``confirmed`` (another document bears it out) and ``other`` (different, or too vague to tell), each
    statement in the first that fits; ``itself`` (of all, those in a reviewed conflict within their document and contradicted
    by no other); ``dated`` (statements with a date), ``fine`` (share of these precise to the month or day), ``unsourced``
    (share of statements that name no source of their own).
    """
    across = pairs[pairs["source_one"] != pairs["source_other"]]
    conflicts = reviewed.query("`class` == 'conflict'")
    within = conflicts["sources"].map(lambda keys: len(tables.split(keys)) == 1).astype(bool)
    contradicted = _held(conflicts[~within]) | _ids(across[across["class"] == "incompatible"])
    itself = _held(conflicts[within]) - contradicted
    superseded = _ids(across[across["class"] == "superseded"]) - contradicted
    confirmed = _ids(across[across["confirms"]]) - contradicted - superseded
    compared = _ids(across) | contradicted
    rows = rows.assign(
        compared=rows["id"].isin(compared),
        contradicted=rows["id"].isin(contradicted),
        superseded=rows["id"].isin(superseded),
        confirmed=rows["id"].isin(confirmed),
        other=rows["id"].isin(compared - contradicted - superseded - confirmed),
        itself=rows["id"].isin(itself),
        dated=rows["date"] != "",
        fine=rows["date"].map(dates.precision).isin(["day", "month"]),
        unsourced=rows["cites"] == "",
    )
    grouped = rows.groupby("source")
    counted = ["compared", "contradicted", "superseded", "confirmed", "other", "itself", "dated"]
    table = grouped[counted].sum().assign(statements=grouped.size())
    table["fine"] = grouped["fine"].sum() / table["dated"]
    table["unsourced"] = grouped["unsourced"].mean()
    return table.loc[
        [key for key in evidence.founding() if key in table.index], ["statements", *counted, "fine", "unsourced"]
    ]


def _held(reviewed: pd.DataFrame) -> set[str]:
    return {key for ids in reviewed["statements"] for key in tables.split(ids)}


def _ids(pairs: pd.DataFrame) -> set[str]:
    return {*pairs["one"], *pairs["other"]} - {""}
