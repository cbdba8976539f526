"""What can go wrong: causes, effects and risks as a graph."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx
import pandas as pd

from analysis.facts import tables
from analysis.topics import graphs

LAYERS = ("cause", "consequence", "risk")  # in the order of the edges of the part that is drawn
SOFTENS = "mitigates"  # the relation of what makes a risk smaller


def graph() -> nx.DiGraph:
    """Return the graph of causes and effects: every edge is a statement that one thing causes, raises or leads to another.

    Returns
    -------
    DiGraph as from `graphs.from_links`; ``layer`` is cause, consequence, risk, or thing (a craft, programme or party).
    """
    labels = graphs.labels()
    return graphs.from_links(graphs.links("risk"), layers(tables.load("concepts"), labels), labels)


def layers(concepts: pd.DataFrame, things: Collection[str]) -> dict[str, str]:
    """Return thing -> layer: a concept's kind, cause for a concept of another kind, thing for what is no concept.

    >>> layers(pd.DataFrame({"key": ["dust", "delay"], "kind": ["challenge", "consequence"]}), ["starship"])
    {'starship': 'thing', 'dust': 'cause', 'delay': 'consequence'}
    """
    kinds = concepts.set_index("key")["kind"]
    return dict.fromkeys(things, "thing") | kinds.where(kinds.isin(LAYERS), "cause").to_dict()


def feeds(made: nx.DiGraph) -> pd.DataFrame:
    """Return what each cause leads to, over paths of any length that pass no softening edge.

    Returns
    -------
    DataFrame with ``cause`` (label), ``risks`` and ``effects`` (numbers reached), ``which`` (labels of the risks), most
    risks first. A cause of which nothing is said but that it softens a risk is not there.

    Examples
    --------
    >>> g = nx.DiGraph([("c", "q"), ("q", "r")])
    >>> nx.set_node_attributes(g, {"c": "cause", "q": "consequence", "r": "risk"}, "layer")
    >>> nx.set_node_attributes(g, {n: n for n in g}, "label"); nx.set_edge_attributes(g, "causes", "relation")
    >>> feeds(g).values.tolist()
    [['c', 1, 1, 'r']]
    """
    layer, label = nx.get_node_attributes(made, "layer"), nx.get_node_attributes(made, "label")
    hard = nx.DiGraph([(u, v) for u, v, relation in made.edges(data="relation") if relation != SOFTENS])
    rows = []
    for cause in [node for node in hard if layer[node] == "cause"]:
        reached = nx.descendants(hard, cause)
        risks = sorted(label[node] for node in reached if layer[node] == "risk")
        effects = sum(layer[node] == "consequence" for node in reached)
        rows.append((label[cause], len(risks), effects, ", ".join(risks)))
    table = pd.DataFrame(rows, columns=["cause", "risks", "effects", "which"])
    return table.sort_values(["risks", "effects", "cause"], ascending=[False, False, True]).reset_index(drop=True)


def direct(made: nx.DiGraph, sources: Collection[str]) -> nx.DiGraph:
    """Return what `sources` say of risks: the risks, what feeds them directly, and what feeds those.

    Returns
    -------
    DiGraph in three layers: ``risk``; ``consequence``, the nodes with an edge to a risk; ``cause``, those with an edge to
    one of these. A node stands in the last of the layers it belongs to, and only edges between neighbouring layers are
    there.
    """
    said = [(u, v) for u, v, keys in made.edges(data="sources") if set(sources) & set(tables.split(keys))]
    risks = {v for _, v in said if made.nodes[v]["layer"] == "risk"}
    middle = {u for u, v in said if v in risks} - risks
    before = {u for u, v in said if v in middle} - risks - middle
    place = dict.fromkeys(before, "cause") | dict.fromkeys(middle, "consequence") | dict.fromkeys(risks, "risk")
    steps = {("cause", "consequence"), ("consequence", "risk")}
    edges = {(u, v) for u, v in said if (place.get(u), place.get(v)) in steps}
    drawn = graphs.part(made, {node for edge in edges for node in edge}, edges)
    nx.set_node_attributes(drawn, {node: place[node] for node in drawn}, "layer")
    return drawn
