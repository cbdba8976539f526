"""What is to be built and for what: aims, facilities, technologies and missions, and who says so."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.facts import evidence, tables
from analysis.topics import graphs

RESTS_ON = ("serves", "part of", "verifies", "provides")  # relations by which one thing rests on another
NAMED = {"objectives": "objective", "facilities": "facility"}  # table -> its column that names a concept


def parts() -> pd.DataFrame:
    """Return what each document says the station is for and has.

    Returns
    -------
    DataFrame with one row a statement: ``id``, ``key``, ``name``, ``kind`` (objective or facility), ``content``,
    ``printed`` (whether the document names the thing, rather than that we read it into its words) and the evidence columns.
    """
    concepts = tables.load("concepts").set_index("key")
    rows = pd.concat([_naming(table, column) for table, column in NAMED.items()], ignore_index=True)
    return rows.assign(name=rows["key"].map(concepts["short"]), kind=rows["key"].map(concepts["kind"]))


def _naming(table: str, column: str) -> pd.DataFrame:
    rows = evidence.said(table)
    return rows.assign(key=rows[column], printed=evidence.printed(rows, column))


def agreement(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each aim and facility the documents that name it.

    Parameters
    ----------
    rows : statements with ``key``, ``name``, ``kind``, ``source``

    Returns
    -------
    DataFrame indexed by key, objectives first, most named first: ``name``, ``kind``, ``sources`` (keys), ``documents``
    and ``statements`` (numbers).

    Examples
    --------
    >>> rows = pd.DataFrame({"key": ["d", "r", "r"], "name": ["Dome", "Relay", "Relay"], "kind": "facility",
    ...     "source": ["a", "a", "b"]})
    >>> agreement(rows)["documents"].to_dict()
    {'r': 2, 'd': 1}
    """
    names = rows.drop_duplicates("key").set_index("key")[["name", "kind"]]
    table = names.join(evidence.who_says(rows, "key"))
    return table.sort_values(["kind", "documents", "name"], ascending=[False, False, True])


def mentions(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each aim or facility and document that names it one statement: a printed one, else the first.

    Parameters
    ----------
    rows : as from `parts`

    Returns
    -------
    The statements chosen, in the order of `agreement`, then of their documents' keys.
    """
    order = {key: place for place, key in enumerate(agreement(rows).index)}
    best = rows.sort_values("printed", ascending=False, kind="stable").drop_duplicates(["key", "source"])
    ranked = best.assign(place=best["key"].map(order)).sort_values(["place", "source"])
    return ranked.drop(columns="place").reset_index(drop=True)


def by_documents(table: pd.DataFrame) -> pd.DataFrame:
    """Return how many aims and facilities 1, 2, ... documents name: ``kind``, ``documents``, ``named`` (numbers).

    >>> table = pd.DataFrame({"kind": "facility", "documents": [2, 1, 1]})
    >>> by_documents(table).values.tolist()
    [['facility', 1, 2], ['facility', 2, 1]]
    """
    return table.groupby(["kind", "documents"]).size().rename("named").reset_index()


def links() -> pd.DataFrame:
    """Return the statements that link parts of the station, as `graphs.links` does."""
    return graphs.links("system")


def system(rows: pd.DataFrame) -> nx.DiGraph:
    """Return the system map: aim -> facility -> technology -> mission that tests it.

    Every edge rests on statements of the form "this serves, is part of, provides or verifies that"; it points from what is
    wanted to what it rests on.

    Parameters
    ----------
    rows : as from `links`

    Returns
    -------
    DiGraph as `graphs.from_links` returns it; ``layer`` is objective, facility, technology or mission.
    """
    kept = rows[rows["relation"].isin(RESTS_ON)]
    layers = dict.fromkeys(tables.load("craft")["key"], "mission") | tables.named("concepts", "kind")
    return graphs.from_links(kept, layers, graphs.labels(), turned=True)


def reach(graph: nx.DiGraph) -> pd.DataFrame:
    """Return how many things of each layer lie on paths from each aim.

    Parameters
    ----------
    graph : as from `system`, with ``layer`` and ``label``

    Returns
    -------
    DataFrame with ``aim`` (label), ``facilities``, ``technologies``, ``missions`` (numbers), most missions first.

    Examples
    --------
    >>> graph = nx.DiGraph([("crews", "dome"), ("dome", "lander")])
    >>> nx.set_node_attributes(graph, {"crews": "objective", "dome": "facility", "lander": "mission"}, "layer")
    >>> nx.set_node_attributes(graph, {node: node for node in graph}, "label")
    >>> reach(graph).values.tolist()
    [['crews', 1, 0, 1]]
    """
    records = []
    for aim in [node for node, data in graph.nodes(data=True) if data["layer"] == "objective"]:
        below = [graph.nodes[node]["layer"] for node in nx.descendants(graph, aim)]
        counts = (below.count(layer) for layer in ("facility", "technology", "mission"))
        records.append((graph.nodes[aim]["label"], *counts))
    table = pd.DataFrame(records, columns=["aim", "facilities", "technologies", "missions"])
    return table.sort_values(["missions", "technologies", "facilities", "aim"], ascending=[False, False, False, True])


def untested(graph: nx.DiGraph) -> pd.DataFrame:
    """Return the aims no named mission is said to lead up to, in the order of their names.

    Parameters
    ----------
    graph : as from `system`

    Returns
    -------
    DataFrame with ``aim`` and ``facilities`` (number named for it).
    """
    table = reach(graph)
    return table.loc[table["missions"] == 0, ["aim", "facilities"]].sort_values("aim").reset_index(drop=True)
