"""Who builds the station with whom: accessions, instruments, the network and how much it is a star."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis import dates, evidence, tables
from analysis.charts import style

HUB = "ilrs"
MEMBER = ("founded", "signed", "joined", "participating")  # negotiating is not membership
RANK = {status: rank for rank, status in enumerate(("founded", "signed", "joined", "participating", "negotiating"))}
# Documents that print a whole list of members, not examples ("among others", 如): only their silence says something.
WHOLE_LISTS = ("spacewiki", "stdaily2023")
LAYERS = {"party": "Party", "agency": "Signing body", "instrument": "Instrument", "station": "Station"}


def memberships(bloc: str = HUB) -> pd.DataFrame:
    """Return the membership statements of `bloc` with the party's name and kind and the bounds of the date.

    Returns
    -------
    DataFrame with one row a statement: the columns of ``memberships``, ``name``, ``kind``, ``earliest``, ``latest``.
    """
    rows = tables.load("memberships").query("bloc == @bloc")
    parties = tables.load("parties").set_index("key")
    rows = rows.assign(name=rows["party"].map(parties["short"]), kind=rows["party"].map(parties["kind"]))
    return rows.join(dates.bounds(rows["date"]))


def best(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a party: the statement the book uses for it, chosen by a fixed rule.

    The rule: the strongest status first (founded, signed, joined, participating); among those the most precise
    date, then the row that names an agency, then the first. Nothing is merged from several statements.

    Parameters
    ----------
    rows : membership statements with ``party``, ``status``, ``date``, ``agency``, ``id``

    Returns
    -------
    DataFrame indexed by party, in order of date, then name; the columns of `rows`.

    Examples
    --------
    >>> rows = pd.DataFrame({"party": ["EGY", "EGY"], "status": ["joined", "signed"], "date": ["2022", "2023-12"],
    ...     "agency": ["", "egsa"], "id": ["a", "b"], "latest": pd.to_datetime(["2022-12-31", "2023-12-31"])})
    >>> best(rows).loc["EGY", "id"]
    'b'
    """
    fine = {"day": 0, "month": 1, "year": 2, "interval": 3, "open interval": 4, "decade": 5, "none": 6}
    order = pd.DataFrame(
        {
            "status": rows["status"].map(RANK),
            "fine": rows["date"].map(dates.precision).map(fine),
            "agency": rows["agency"] == "",
            "id": rows["id"],
        }
    ).sort_values(["status", "fine", "agency", "id"])
    chosen = rows.loc[order.index].drop_duplicates("party")
    return chosen.sort_values(["latest", "party"]).set_index("party")


def roster(bloc: str = HUB) -> pd.DataFrame:
    """Return every party with what is said of its membership and by whom.

    Returns
    -------
    DataFrame indexed by party in order of accession: ``name``, ``kind``, ``status``, ``agency``, ``instrument``,
    ``date``, ``earliest``, ``latest``, ``id`` (of the statement used), ``sources``, ``documents`` (number), ``dates``
    (all different dates stated) and ``silent`` (documents whose whole list, of a later date, leaves the party out).
    """
    rows = memberships(bloc)
    rows = rows[rows["status"].isin(MEMBER)]
    said = evidence.who_says(rows, "party")
    until = tables.load("sources").set_index("key")["as_of"].map(dates.latest)
    table = best(rows).join(said[["sources", "documents"]])
    table["dates"] = [tables.SEPARATOR.join(_distinct(rows, party)) for party in table.index]
    table["silent"] = [_silent(row, until) for row in table.to_dict("records")]
    return table


def _distinct(rows: pd.DataFrame, party: str) -> list[str]:
    return sorted({date for date in rows.loc[rows["party"] == party, "date"] if date})


def _silent(row: dict, until: pd.Series) -> str:
    if row["status"] == "founded":  # the lists say who joined the founders
        return ""
    others = [source for source in WHOLE_LISTS if source not in tables.split(row["sources"])]
    return tables.SEPARATOR.join(source for source in others if row["latest"] <= until[source])


def accessions(bloc: str = HUB) -> pd.DataFrame:
    """Return the dated accessions of named parties after the founders, in order, ready for `charts.steps`.

    Returns
    -------
    DataFrame with ``label``, ``earliest``, ``latest`` (Timestamps), ``status`` (certainty), ``url``, ``id``, ``party``.
    """
    table = roster(bloc)
    kept = table[(table["status"] != "founded") & table["earliest"].notna() & (table["kind"] != "bloc")]
    kept = kept.sort_values(["latest", "name"]).reset_index()
    return pd.DataFrame(
        {
            "label": kept["name"],
            "earliest": kept["earliest"],
            "latest": kept["latest"],
            "status": ["claimed" if row.silent else "done" for row in kept.itertuples()],
            "url": "#" + kept["id"],
            "id": kept["id"],
            "party": kept["party"],
        }
    )


def network(bloc: str = HUB) -> nx.DiGraph:
    """Return the partner network: party -> signing body -> instrument -> station.

    A party without a named body or instrument is joined to the next layer it is known in. A node's ``status`` is done
    (signed or founded) or announced (joined, no instrument named); an edge's is claimed where another document's
    whole list leaves the party out, or where no party is named. Edges carry ``date``, ``sources``, ``statement``.

    Returns
    -------
    DiGraph whose nodes have ``layer``, ``label``, ``color``, ``status``, ``url``; all attributes are text.
    """
    names = tables.load("parties").set_index("key")["short"]
    graph = nx.DiGraph()
    graph.add_node(HUB, layer="station", label="ILRS", color=style.ILRS, status="done", url="")
    for party, row in roster(bloc).iterrows():
        certainty = {"founded": "done", "signed": "done", "joined": "announced"}.get(row["status"], "claimed")
        tie = "claimed" if row["silent"] or row["kind"] == "bloc" else "done"
        color = style.ILRS if row["status"] == "founded" else style.INK
        words = f"{row['name']}, {dates.label(row['date'])}" if row["date"] else row["name"]
        common = {"status": certainty, "url": f"#{row['id']}", "color": color}
        graph.add_node(party, layer="party", label=words, **common)
        path = [party]
        if row["agency"]:
            graph.add_node(row["agency"], layer="agency", label=names[row["agency"]], **common)
            path.append(row["agency"])
        if row["instrument"] not in ("", "none named"):
            graph.add_node(
                row["instrument"], layer="instrument", label=row["instrument"], color=style.INK, status="done", url=""
            )
            path.append(row["instrument"])
        facts = {
            "date": row["date"],
            "sources": row["sources"],
            "statement": row["id"],
            "note": dates.label(row["date"]) if row["date"] else "",
        }
        for u, v in zip(path, [*path[1:], HUB], strict=True):
            if not graph.has_edge(u, v):
                graph.add_edge(
                    u, v, **(common | {"status": tie}), **(facts if u in (party, row["agency"]) else {"note": ""})
                )
    return graph


def signing_network(bloc: str = HUB) -> nx.Graph:
    """Return who signed with whom: an edge between two parties or bodies of one instrument.

    A statement that names both sides gives an edge between the party and the party of the other side; a
    founders' memorandum joins the founders. Parties whose other side no document names are single nodes.
    """
    parent = tables.load("parties").set_index("key")["parent"]
    graph = nx.Graph()
    for row in memberships(bloc).itertuples():
        if row.status not in MEMBER:
            continue
        graph.add_node(row.party)
        other = parent.get(row.counterpart, "") or row.counterpart
        if other and other != row.party:
            graph.add_edge(row.party, other)
    return graph


def instruments(bloc: str = HUB) -> pd.DataFrame:
    """Return how the named parties joined: ``instrument``, ``parties`` (number), ``who``, most frequent first."""
    table = roster(bloc)
    grouped = table[table["kind"] != "bloc"].groupby("instrument")["name"]
    counts = pd.DataFrame({"parties": grouped.size(), "who": grouped.agg(lambda names: ", ".join(sorted(names)))})
    return counts.sort_values(["parties"], ascending=False, kind="stable").reset_index()


def claimed_totals(bloc: str = HUB) -> pd.DataFrame:
    """Return each claimed total beside the parties that can be named for the same date.

    Returns
    -------
    DataFrame with ``id``, ``source``, ``counted``, ``as_of``, ``total``, ``named`` (states that any document
    names with a date up to then, founders included) and ``gap``.
    """
    counts = tables.load("member_counts").query("bloc == @bloc and counted == 'countries'")
    table = roster(bloc)
    states = table[table["kind"] == "state"]
    rows = []
    for row in counts.itertuples():
        until = dates.latest(row.as_of) if row.as_of else pd.NaT
        named = len(states) if pd.isna(until) else int(((states["latest"] <= until) | states["latest"].isna()).sum())
        rows.append((row.id, row.source, row.counted, row.as_of, int(row.low), named, int(row.low) - named))
    columns = ["id", "source", "counted", "as_of", "total", "named", "gap"]
    return pd.DataFrame(rows, columns=columns)


def headline() -> tuple[str, pd.DataFrame, str]:
    """Return the chapter's first finding: sentence, rows behind it, as-of date."""
    table = roster()
    states = table[(table["kind"] == "state")]
    several = (states["documents"] > 1).sum()
    sentence = (
        f"The five documents name {len(states)} states as founders or members of the ILRS, and one organisation; "
        f"{several} of the states are named by more than one document."
    )
    return sentence, memberships(), "September 2025"
