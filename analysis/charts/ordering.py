"""Orders of the nodes of a layered graph in which few edges cross."""

from __future__ import annotations

from itertools import pairwise
from math import fsum  # the same on every Python, which sum() of floats is not

import networkx as nx

SWEEPS = 12


def crossings(graph: nx.DiGraph, orders: list[list[str]]) -> int:
    """Return how many pairs of edges between neighbouring columns cross.

    >>> crossings(nx.DiGraph([("a", "d"), ("b", "c")]), [["a", "b"], ["c", "d"]])
    1
    """
    total = 0
    for left, right in pairwise(orders):
        place = {node: i for order in (left, right) for i, node in enumerate(order)}
        edges = [(place[u], place[v]) for u in left for v in graph.successors(u) if v in set(right)]
        total += sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(edges) for c, d in edges[i + 1 :])
    return total


def ordered(graph: nx.DiGraph, layers: list[str]) -> list[list[str]]:
    """Return each layer's nodes in an order with few crossings (barycentre sweeps; ties keep the first order)."""
    orders = [[n for n, data in graph.nodes(data=True) if data["layer"] == layer] for layer in layers]
    best, fewest = [list(order) for order in orders], crossings(graph, orders)
    for sweep in range(SWEEPS):
        inner = range(1, len(orders)) if sweep % 2 == 0 else range(len(orders) - 2, -1, -1)
        for i in inner:
            others = orders[:i] if sweep % 2 == 0 else orders[i + 1 :]
            place = {node: j / max(1, len(o) - 1) for o in others for j, node in enumerate(o)}
            orders[i] = sorted(orders[i], key=lambda n, p=place, o=orders[i]: _barycentre(graph, n, p, o))
        if (now := crossings(graph, orders)) < fewest:
            best, fewest = [list(order) for order in orders], now
    return best


def _barycentre(graph: nx.DiGraph, node: str, place: dict[str, float], order: list[str]) -> tuple[float, int]:
    near = [place[n] for n in nx.all_neighbors(graph, node) if n in place]
    here = order.index(node)
    return (fsum(near) / len(near) if near else here / max(1, len(order) - 1), here)
