"""A layered graph as an outline for a phone: each node with the nodes it leads to, chain by chain."""

from __future__ import annotations

from itertools import groupby

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from analysis.charts import palette, style

MARK = 0.05  # inches, radius of a node's mark


def look(data: dict) -> dict[str, object]:
    """Return how a node or edge with attributes ``role`` and ``certainty`` is drawn."""
    return palette.look(data.get("role", "muted"), data.get("certainty", "done"))


def outline(graph: nx.DiGraph, columns: dict[str, str], words: tuple[str, str, str], width: float) -> Figure:
    """Return one block a layer, its nodes in the order of the graph; under each node the nodes it leads to."""
    rows, top = [], 0.08
    for layer in columns:
        own = [node for node, data in graph.nodes(data=True) if data["layer"] == layer]
        shown = [node for node in own if not _implied(graph, node)]
        if shown:
            rows.append(("heading", columns[layer], top))
            top += 0.27
        for node in shown:
            label = style.wrap(graph.nodes[node]["label"], width - 0.25)
            rows.append((node, label, top))
            least = top + style.TOUCH
            top += (label.count("\n") + 1) * style.TEXT * style.LINE
            targets = _targets(graph, node)
            if targets:
                lines = style.wrap(targets, width - 0.42, style.SMALL)
                rows.append(("targets", lines, top))
                top += (lines.count("\n") + 1) * style.SMALL * style.LINE
            top = max(top + 0.05, least)
        top += 0.1 if shown else 0
    figure, box = style.page(width, top, *words)
    ax = style.axes_in(figure, box, 0, 0, 0, 0)
    ax.set(xlim=(0, width), ylim=(top, 0))
    ax.axis("off")
    for kind, text, y in rows:
        _draw_line(ax, graph, kind, text, y)
    return figure


def _implied(graph: nx.DiGraph, node: str) -> bool:
    """Return whether the outline names `node` already at the end of another node's chain."""
    return graph.in_degree(node) > 0 and graph.out_degree(node) <= 1


def _targets(graph: nx.DiGraph, node: str) -> str:
    return "; ".join(_chain(graph, node, target) for target in graph.successors(node))


def _chain(graph: nx.DiGraph, node: str, target: str) -> str:
    note, labels = graph.edges[node, target].get("note"), [graph.nodes[target]["label"]]
    while graph.out_degree(target) == 1:
        target = next(graph.successors(target))
        labels.append(graph.nodes[target]["label"])
    once = [label for label, _ in groupby(labels)]  # a paper and its road may have one name
    return " ".join(f"→ {label}" for label in once) + (f" ({note})" if note else "")


def _draw_line(ax: Axes, graph: nx.DiGraph, kind: str, text: str, y: float) -> None:
    if kind == "heading":
        ax.text(0, y, text, fontweight=600, va="top", fontsize=style.TEXT + 0.5)
    elif kind == "targets":
        ax.text(0.25, y, text, fontsize=style.SMALL, color=palette.MUTED, va="top", linespacing=1.1)
    else:
        _draw_outline_node(ax, graph.nodes[kind], text, y)


def _draw_outline_node(ax: Axes, data: dict, text: str, y: float) -> None:
    mark = Circle((0.08, y + 0.085), MARK, lw=1.2, zorder=4, **look({"role": "plain"} | data))
    ax.add_patch(mark)
    label = ax.text(0.2, y, text, va="top", linespacing=1.1)
    style.answer([mark, label], data.get("url", ""))
    style.choice([mark, label], data.get("choice", ""))
