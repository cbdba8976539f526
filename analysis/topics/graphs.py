"""Graphs of what the sources link: one builder, and parts that keep the order of the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

import networkx as nx
import pandas as pd

from analysis.facts import evidence, tables

# Where the short name of a linked thing stands: table -> column.
SHORT_NAMES = {"concepts": "short", "parties": "short", "programmes": "short", "craft": "name"}


def links(graph: str, table: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the statements that link two things in `graph` (system, market, risk), one row for each pair they link.

    Parameters
    ----------
    graph : value of column ``graph``
    table : statements as in ``links``; several ends in one cell are parted by "; " (default: the book's)

    Returns
    -------
    DataFrame with the columns of ``links``; a statement that names several ends has several rows with one ``id``.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["1", "2"], "graph": ["market", "risk"], "from": ["a; b", "c"], "to": ["x", "y"]})
    >>> links("market", rows)[["id", "from", "to"]].values.tolist()
    [['1', 'a', 'x'], ['1', 'b', 'x']]
    """
    rows = evidence.said("links") if table is None else table
    rows = rows[rows["graph"] == graph]
    for end in ("from", "to"):
        rows = rows.assign(**{end: rows[end].map(tables.split)}).explode(end)
    return rows.reset_index(drop=True)


def labels() -> dict[str, str]:
    """Return key -> short name of everything that can be linked: concepts, parties, programmes and craft.

    >>> labels()["CHN"]
    'China'
    """
    return {key: name for table, column in SHORT_NAMES.items() for key, name in tables.named(table, column).items()}


def from_links(
    rows: pd.DataFrame, layers: Mapping[str, str], labels: Mapping[str, str], *, turned: bool = False
) -> nx.DiGraph:
    """Return the graph that `rows` state: one edge for each pair of things, however many statements link them.

    Parameters
    ----------
    rows : as from `links`, with ``id``, ``from``, ``relation``, ``to``, ``date``, ``status``, ``source``, ``inferred``
    layers : thing -> layer, for every end in `rows`
    labels : thing -> name, for every end in `rows`
    turned : whether edges point from ``to`` to ``from``

    Returns
    -------
    DiGraph in the order of `rows`. Nodes have ``layer``, ``label`` and ``id`` (of the first statement that names them).
    Edges have ``relation``, ``status``, ``date`` and ``id`` of their first statement, ``statements`` (all ids) and
    ``sources`` (keys), both parted by "; ", and ``printed``: whether a statement prints both ends and the relation.

    Raises
    ------
    KeyError
        If an end has no layer or no label; the message names it and its statement.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["1", "2"], "from": "dome", "relation": "serves", "to": "crews", "date": "",
    ...     "status": ["", "planned"], "source": ["s", "r"], "inferred": ["relation", ""]})
    >>> graph = from_links(rows, {"dome": "facility", "crews": "aim"}, {"dome": "Dome", "crews": "Crews"})
    >>> edge = graph.edges["dome", "crews"]
    >>> edge["id"], edge["statements"], edge["sources"], edge["printed"]
    ('1', '1; 2', 'r; s', True)
    """
    start, end = ("to", "from") if turned else ("from", "to")
    rows = rows.assign(printed=evidence.printed(rows, "from", "relation", "to"))
    edges: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for row in rows.to_dict("records"):
        edges[row[start], row[end]].append(row)
    graph = nx.DiGraph()
    for (tail, head), group in edges.items():
        first = group[0]
        for node in (tail, head):
            if node not in layers or node not in labels:
                raise KeyError(f"{node!r}, linked by {first['id']}, has no {'layer' if node not in layers else 'label'}")
            if node not in graph:
                graph.add_node(node, layer=layers[node], label=labels[node], id=first["id"])
        graph.add_edge(
            tail,
            head,
            **{name: first[name] for name in ("relation", "status", "date", "id")},
            statements=tables.join([row["id"] for row in group]),
            sources=tables.join(sorted(row["source"] for row in group)),
            printed=any(row["printed"] for row in group),
        )
    return graph


def part(graph: nx.DiGraph, nodes: Collection[str], edges: Collection[tuple[str, str]] | None = None) -> nx.DiGraph:
    """Return `nodes` of `graph` with the edges between them (or those of `edges`), all in the order of `graph`.

    networkx's own subgraphs may follow the order of a set, which differs from run to run.

    >>> part(nx.DiGraph([("b", "a"), ("a", "c")]), {"a", "b"}).nodes
    NodeView(('b', 'a'))
    """
    kept, wanted = set(nodes), None if edges is None else set(edges)
    made = nx.DiGraph()
    made.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True) if node in kept)
    made.add_edges_from(
        (u, v, dict(data))
        for u, v, data in graph.edges(data=True)
        if u in kept and v in kept and (wanted is None or (u, v) in wanted)
    )
    return made
