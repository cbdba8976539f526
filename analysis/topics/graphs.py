"""Parts of a graph in the order of the whole, so that a drawing is the same on every run."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx


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
