"""Who builds the station with whom: accessions, instruments, the other side of each signature, totals claimed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import networkx as nx
import pandas as pd

from analysis.facts import dates, evidence, tables

HUB = "ilrs"
# From the strongest word to the weakest; negotiating is not membership.
MEMBER = ("signed", "founded", "joined", "participating")
STRENGTH = (*MEMBER, "negotiating")
FINENESS = ("day", "month", "year", "interval", "open interval", "decade", "none")
UNNAMED = ("", "none named")  # values of ``instrument`` that name none
GROUP = "bloc"  # the kind of a party that stands for states no document names one by one


def memberships(bloc: str = HUB) -> pd.DataFrame:
    """Return the membership statements of `bloc` with the party's name and kind and the bounds of the date.

    Returns
    -------
    DataFrame with one row a statement: the columns of ``memberships``, ``name``, ``kind``, ``earliest``, ``latest``.
    """
    rows = evidence.said("memberships")
    rows, parties = rows[rows["bloc"] == bloc], tables.load("parties").set_index("key")
    rows = rows.assign(name=rows["party"].map(parties["short"]), kind=rows["party"].map(parties["kind"]))
    return rows.join(dates.bounds(rows["date"]))


def best(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a party: the statement the book uses for it, chosen by a fixed rule.

    The rule: the strongest status first (signed, founded, joined, participating); among those the most precise
    date, then the row that names an agency, then the first. Nothing is merged from several statements.

    Parameters
    ----------
    rows : membership statements with ``party``, ``status``, ``date``, ``agency``, ``id``, ``latest``

    Returns
    -------
    DataFrame indexed by party, in order of date, then key; the columns of `rows`.

    Raises
    ------
    ValueError
        If a status is none of `STRENGTH`.

    Examples
    --------
    >>> rows = pd.DataFrame({"party": ["EGY", "EGY"], "status": ["joined", "signed"], "date": ["2022", "2023-12"],
    ...     "agency": ["", "egsa"], "id": ["a", "b"], "latest": pd.to_datetime(["2022-12-31", "2023-12-31"])})
    >>> best(rows).loc["EGY", "id"]
    'b'
    """
    order = pd.DataFrame(
        {
            "status": rows["status"].map(STRENGTH.index),
            "fine": rows["date"].map(dates.precision).map(FINENESS.index),
            "no agency": rows["agency"] == "",
            "id": rows["id"],
        }
    ).sort_values(["status", "fine", "no agency", "id"])
    chosen = rows.loc[order.index].drop_duplicates("party")
    return chosen.sort_values(["latest", "party"]).set_index("party")


def roster(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Return every party that is said to be a member, with what is said of it and by whom.

    Parameters
    ----------
    rows : as from `memberships`
    sources : table with ``key``, ``as_of`` (EDTF) and ``whole_list`` (kinds of parties of which the source lists all)

    Returns
    -------
    DataFrame indexed by party in order of accession: the columns of `best`, ``sources`` (keys), ``documents`` (number),
    ``founder`` (whether any source says so), ``dates`` (all different dates stated, parted by "; "), ``redated`` (whether
    two of these share no day) and ``silent`` (sources that leave the party out of a list they give as whole, of its kind
    and of a later date).
    """
    rows = rows[rows["status"].isin(MEMBER)]
    stated = rows[rows["date"] != ""].groupby("party")["date"].agg(lambda found: tables.join(sorted(found)))
    table = best(rows).join(evidence.who_says(rows, "party")[["sources", "documents"]])
    table["founder"] = table.index.isin(rows.loc[rows["status"] == "founded", "party"])
    table["dates"] = stated.reindex(table.index, fill_value="")
    table["redated"] = [_apart(tables.split(cell)) for cell in table["dates"]]
    table["silent"] = [tables.join(_silent(row, sources)) for row in table.to_dict("records")]
    return table


def _apart(stated: list[str]) -> bool:
    """Return whether two of the dates share no day: then they cannot both be that of the accession."""
    return not all(dates.overlap(one, other) for one, other in combinations(stated, 2))


def _silent(row: dict, sources: pd.DataFrame) -> list[str]:
    """Return the sources of which one expects that they name the party of `row`, and that do not."""
    if row["founder"]:  # the lists say who joined the founders
        return []
    lists = sources[[row["kind"] in tables.split(kinds) for kinds in sources["whole_list"]]]
    later = lists[lists["as_of"].map(dates.latest) >= row["latest"]]
    return [key for key in later["key"] if key not in tables.split(row["sources"])]


def accessions(table: pd.DataFrame) -> pd.DataFrame:
    """Return the dated accessions of named parties after the founders, in order of date, then name.

    Parameters
    ----------
    table : as from `roster`
    """
    kept = table[~table["founder"] & table["earliest"].notna() & (table["kind"] != GROUP)]
    return kept.sort_values(["latest", "name"])


def network(table: pd.DataFrame, names: Mapping[str, str]) -> nx.DiGraph:
    """Return the partner network: party -> signing body -> instrument -> station.

    A party without a named body or instrument is joined to the next layer it is known in.

    Parameters
    ----------
    table : as from `roster`
    names : party or body -> its name

    Returns
    -------
    DiGraph. Nodes have ``layer`` (party, agency, instrument, station), ``label``, ``status`` and, for parties and bodies,
    ``date``, ``id`` of the statement and ``founder``. Edges have ``status``, ``date`` (of the party's statement, "" where
    several share the edge), ``sources``, ``statements`` (ids), ``id`` (the first), ``founder`` (whether every party on it
    is one), ``disputed``: whether every party on it is unnamed or left out of a whole list.
    """
    graph = nx.DiGraph()
    graph.add_node(HUB, layer="station", label=HUB.upper(), status="founded", date="", id="", founder=True)
    for party, row in table.iterrows():
        common = {"status": row["status"], "date": row["date"], "id": row["id"], "founder": bool(row["founder"])}
        path = [party]
        graph.add_node(party, layer="party", label=names[party], **common)
        if row["agency"]:
            graph.add_node(row["agency"], layer="agency", label=names[row["agency"]], **common)
            path.append(row["agency"])
        if row["instrument"] not in UNNAMED:
            graph.add_node(
                row["instrument"],
                layer="instrument",
                label=row["instrument"],
                status="signed",
                date="",
                id="",
                founder=False,
            )
            path.append(row["instrument"])
        for start, end in nx.utils.pairwise([*path, HUB]):
            _add_tie(graph, start, end, row)
    return graph


def _add_tie(graph: nx.DiGraph, start: str, end: str, row: pd.Series) -> None:
    """Add the edge on which `row` rests, or `row` to the edge."""
    disputed = bool(row["silent"]) or row["kind"] == GROUP
    if not graph.has_edge(start, end):
        said = {"status": row["status"], "date": row["date"], "sources": row["sources"], "id": row["id"]}
        graph.add_edge(start, end, **said, statements=row["id"], disputed=disputed, founder=bool(row["founder"]))
        return
    tie = graph.edges[start, end]
    tie["date"] = ""
    tie["sources"] = tables.join(sorted([*tables.split(tie["sources"]), *tables.split(row["sources"])]))
    tie["statements"] = tables.join([*tables.split(tie["statements"]), row["id"]])
    tie["disputed"] = tie["disputed"] and disputed
    tie["founder"] = tie["founder"] and bool(row["founder"])


def other_sides(rows: pd.DataFrame, table: pd.DataFrame, parents: Mapping[str, str]) -> pd.DataFrame:
    """Return with whom the parties that came after the founders signed, as far as a document says.

    Parameters
    ----------
    rows : statements with ``party``, ``status``, ``counterpart`` (key, "" where none is named)
    table : as from `roster`
    parents : body -> the party it belongs to, "" where it belongs to none

    Returns
    -------
    DataFrame indexed by the party of the other side ("" where no document names one) with ``parties`` (number) and ``who``
    (names), most parties first. A party stands under every side that some document names for it.
    """
    later = table.index[~table["founder"] & (table["kind"] != GROUP)]
    rows = rows[rows["party"].isin(later) & rows["status"].isin(MEMBER)]
    side = rows["counterpart"].map(lambda key: parents.get(key) or key)
    named = rows.assign(side=side)[side != ""].drop_duplicates(["party", "side"])
    silent = table.loc[later.difference(named["party"], sort=False), "name"]
    sides = pd.concat([named[["side", "name"]], pd.DataFrame({"side": "", "name": silent})])
    grouped = sides.groupby("side")["name"]
    counts = pd.DataFrame({"parties": grouped.size(), "who": grouped.agg(lambda names: ", ".join(sorted(names)))})
    return counts.sort_values(["parties"], ascending=False, kind="stable")


def instruments(table: pd.DataFrame) -> pd.DataFrame:
    """Return how the named parties joined: ``instrument``, ``parties`` (number), ``who`` (names), most parties first.

    Parameters
    ----------
    table : as from `roster`
    """
    grouped = table[table["kind"] != GROUP].groupby("instrument")["name"]
    counts = pd.DataFrame({"parties": grouped.size(), "who": grouped.agg(lambda names: ", ".join(sorted(names)))})
    return counts.reset_index().sort_values(["parties", "instrument"], ascending=[False, True]).reset_index(drop=True)


def claimed_totals(table: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Return each claimed total of countries beside the states that can be named for the same date.

    Parameters
    ----------
    table : as from `roster`
    counts : statements with ``id``, ``source``, ``bloc``, ``counted``, ``as_of`` (EDTF, "" where none), ``low``

    Returns
    -------
    DataFrame with ``id``, ``source``, ``as_of``, ``total``, ``named`` (states that any document names with a date up to
    then, or with none, founders included) and ``gap``.
    """
    states = table.loc[table["kind"] == "state", "latest"]
    rows = counts[(counts["bloc"] == HUB) & (counts["counted"] == "countries")]
    named = [_until(states, as_of) for as_of in rows["as_of"]]
    totals = rows[["id", "source", "as_of"]].assign(total=rows["low"].astype(int), named=named)
    return totals.assign(gap=totals["total"] - totals["named"]).reset_index(drop=True)


def _until(states: pd.Series, as_of: str) -> int:
    """Return how many of `states` (last possible days) had come by `as_of`; all of them where it is not stated."""
    return int((states.isna() | (states <= dates.latest(as_of))).sum()) if as_of else len(states)


def witnesses(table: pd.DataFrame) -> pd.DataFrame:
    """Return how many documents name each state that came after the founders: ``documents``, ``states``, ``who``.

    Parameters
    ----------
    table : as from `roster`
    """
    states = table[(table["kind"] == "state") & ~table["founder"]]
    grouped = states.groupby("documents")["name"]
    counts = pd.DataFrame({"states": grouped.size(), "who": grouped.agg(lambda names: ", ".join(sorted(names)))})
    return counts.reset_index().sort_values("documents", ascending=False, ignore_index=True)
