"""The statements behind a graph: in words for readers, and where each of its nodes leads."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.topics import graphs


def stated(graph: str) -> pd.DataFrame:
    """Return the statements of a graph (system, market, risk), one row each, as a reader sees them.

    Returns
    -------
    DataFrame with the columns of ``links``; ends and sources by their names, dates in words.
    """
    rows, names = evidence.said("links").query("graph == @graph"), graphs.labels()
    ends = {end: rows[end].map(lambda cell: ", ".join(names[key] for key in tables.split(cell))) for end in ("from", "to")}
    return rows.assign(**ends, date=rows["date"].map(dates.label), source=rows["source"].map(evidence.called))


def led(graph: nx.DiGraph, whole: str) -> nx.DiGraph:
    """Return `graph` with an ``id`` at each node: its own, else that of its first edge onward, else `whole`.

    >>> graph = nx.DiGraph()
    >>> graph.add_edge("statement", "station", id="mem-1")
    >>> dict(led(graph, "table-all").nodes(data="id"))
    {'statement': 'mem-1', 'station': 'table-all'}
    """
    made = graph.copy()
    for node, data in made.nodes(data=True):
        onward = [edge["id"] for *_, edge in made.out_edges(node, data=True) if edge["id"]]
        data["id"] = data.get("id") or next(iter(onward), whole)
    return made
