"""A layered graph in sorted columns with few crossings; on a phone, an outline that names each node's targets."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum  # the same on every Python, which sum() of floats is not

import networkx as nx
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from analysis.charts import palette, style
from analysis.charts.ordering import ordered
from analysis.charts.outline import MARK, look, outline

GAP = 0.07  # inches between rows
LANE = 0.04  # inches, height of the free lane that a line takes through a column it does not touch
WEIGHTS = {"done": 1.9, "announced": 0.8, "claimed": 1.1}  # points, by certainty


@dataclass
class Box:
    """One node, placed in inches."""

    node: str
    lines: str
    height: float
    x: float = 0.0
    y: float = 0.0


def draw_columns(
    graph: nx.DiGraph,
    *,
    columns: dict[str, str],
    title: str,
    subtitle: str,
    source: str,
    width: float = style.WIDE,
    key: dict[str, str] | None = None,
    shares: list[float] | None = None,
    around: bool = False,
) -> Figure:
    """Return the graph with one column a layer; edges run from left to right.

    Parameters
    ----------
    graph : directed graph. Node attributes: ``layer`` (a key of `columns`), ``label``; optional ``role``
        (a key of palette.ROLES), ``certainty`` (a key of palette.CERTAINTY), ``url``. Edge attributes, optional: the same,
        ``note`` (words on a phone after the target's label).
        Both, optional: ``choice`` (words by which a reader may choose).
    columns : layer -> heading, from left to right
    title, subtitle, source : see `style.page`
    width : inches
    key : certainty -> words, explained above the columns
    shares : relative widths of the columns; default equal
    around : whether an edge that skips a column gets a free lane there, so that it runs through no label

    Raises
    ------
    ValueError
        If a node's layer is not among `columns`.

    Examples
    --------
    >>> graph = nx.DiGraph([("a", "b")])
    >>> nx.set_node_attributes(graph, {"a": {"layer": "x", "label": "A"}, "b": {"layer": "y", "label": "B"}})
    >>> figure = draw_columns(graph, columns={"x": "From", "y": "To"}, title="t", subtitle="", source="")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['From', 'To', 'A', 'B']
    """
    strange = {data.get("layer") for _, data in graph.nodes(data=True)} - set(columns)
    if strange:
        raise ValueError(f"draw_columns: no such layer {sorted(map(str, strange))}; layers are {list(columns)}")
    with style.house():
        words, graph = (title, subtitle, source), _with_names(graph)
        if style.is_phone(width):
            return outline(graph, columns, words, width)
        drawn = _with_lanes(graph, list(columns)) if around else graph
        return _side_by_side(drawn, columns, words, width, key or {}, shares or [1] * len(columns))


def alt_columns(graph: nx.DiGraph, columns: dict[str, str], what: str) -> str:
    """Return alt text: number of nodes by layer, number of edges, the point.

    >>> graph = nx.DiGraph([("a", "b")])
    >>> nx.set_node_attributes(graph, {"a": "x", "b": "y"}, "layer")
    >>> alt_columns(graph, {"x": "From", "y": "To"}, "One edge.")
    'Layered network from left to right: From (1), To (1); 1 connection. One edge.'
    """
    layers = [data["layer"] for _, data in graph.nodes(data=True)]
    counts = ", ".join(f"{heading} ({layers.count(layer)})" for layer, heading in columns.items())
    edges = graph.number_of_edges()
    return f"Layered network from left to right: {counts}; {edges} connection{'s' * (edges != 1)}. {what}"


def _with_names(graph: nx.DiGraph) -> nx.DiGraph:
    """Return `graph` with a ``name`` at each edge: what it joins, and its note."""
    made, label = graph.copy(), dict(graph.nodes(data="label"))
    for u, v, data in made.edges(data=True):
        data["name"] = f"{label[u]} to {label[v]}" + (f", {data['note']}" if data.get("note") else "")
    return made


def _with_lanes(graph: nx.DiGraph, layers: list[str]) -> nx.DiGraph:
    """Return `graph` with a nameless node (``lane``) in each column that an edge skips; the edge runs from one to the next.

    >>> graph = nx.DiGraph([("a", "c")])
    >>> nx.set_node_attributes(graph, {"a": {"layer": "x", "label": "A"}, "c": {"layer": "z", "label": "C"}})
    >>> [data["layer"] for _, data in _with_lanes(graph, ["x", "y", "z"]).nodes(data=True)]
    ['x', 'z', 'y']
    """
    made = nx.DiGraph()
    made.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True))
    for u, v, data in graph.edges(data=True):
        start, end = (layers.index(graph.nodes[node]["layer"]) for node in (u, v))
        last = u
        for layer in layers[start + 1 : end]:
            lane = f"{u} to {v} through {layer}"
            made.add_node(lane, layer=layer, label="", lane=True)
            made.add_edge(last, lane, **{word: value for word, value in data.items() if word != "url"})
            last = lane
        made.add_edge(last, v, **data)
    return made


def _side_by_side(
    graph: nx.DiGraph, columns: dict[str, str], words: tuple[str, str, str], width: float, key: dict, shares: list[float]
) -> Figure:
    layers = list(columns)
    widths = [width * share / fsum(shares) for share in shares]
    lefts = [fsum(widths[:i]) + MARK + 0.02 for i in range(len(widths))]
    orders = ordered(graph, layers)
    boxes = [
        [_box(graph, node, room - (0.42 if i < len(layers) - 1 else 0.2)) for node in order]
        for i, (order, room) in enumerate(zip(orders, widths, strict=True))
    ]
    top = (
        (0.26 if key else 0)
        + max(style.wrap(h, w - 0.1).count("\n") for h, w in zip(columns.values(), widths, strict=True)) * 0.16
        + 0.3
    )
    height = max(fsum(b.height + GAP for b in column) for column in boxes)
    for column, left in zip(boxes, lefts, strict=True):
        _settle(graph, column, left, top, height, {b.node: b for c in boxes for b in c if b.x})
    figure, box = style.page(width, top + height + 0.05, *words)
    ax = style.axes_in(figure, box, 0, 0, 0, 0)
    ax.set(xlim=(0, width), ylim=(top + height + 0.05, 0))
    ax.axis("off")
    _draw_key(ax, key)
    for heading, left, room in zip(columns.values(), lefts, widths, strict=True):
        ax.text(
            left - MARK - 0.02,
            top - 0.08,
            style.wrap(heading, room - 0.1),
            fontweight=600,
            va="bottom",
            linespacing=1.05,
        )
    placed = {b.node: b for column in boxes for b in column}
    right = {box.node: _exit(column, room) for column, room in zip(boxes, widths, strict=True) for box in column}
    numbers = {node: str(number) for number, node in enumerate(placed, 1)}
    for u, v, data in graph.edges(data=True):
        joins = {"ends": f"{numbers[u]} {numbers[v]}", "lane": data.get("choice", "")}
        style.tag([_draw_edge(ax, placed[u], placed[v], right[u], data)], **joins)
    for box_ in placed.values():
        if not graph.nodes[box_.node].get("lane"):
            data = graph.nodes[box_.node]
            mark, text = _draw_node(ax, box_, data)
            said = {"node": numbers[box_.node], "lane": data.get("choice", "")}
            style.tag([mark], **said, n="1" if said["lane"] else "")
            style.tag([text], **said)
    return figure


def _box(graph: nx.DiGraph, node: str, room: float) -> Box:
    if graph.nodes[node].get("lane"):
        return Box(node, "", LANE)
    lines = style.wrap(graph.nodes[node]["label"], room, style.SMALL)
    return Box(node, lines, (lines.count("\n") + 1) * style.SMALL * style.LINE)


def _settle(graph: nx.DiGraph, column: list[Box], left: float, top: float, height: float, placed: dict[str, Box]) -> None:
    """Give a column its places: near the mean of its neighbours to the left, in order, none overlapping."""
    free = height - fsum(b.height + GAP for b in column)
    for i, box in enumerate(column):
        box.x = left
        near = [placed[n].y for n in graph.predecessors(box.node) if n in placed]
        evenly = top + fsum(b.height + GAP for b in column[:i]) + box.height / 2 + free * (i + 0.5) / len(column)
        box.y = fsum(near) / len(near) if near else evenly
    for i, box in enumerate(column):
        floor = column[i - 1].y + (column[i - 1].height + box.height) / 2 + GAP if i else top + box.height / 2
        box.y = max(box.y, floor)
    ceiling = top + height
    for box in reversed(column):
        box.y = min(box.y, ceiling - box.height / 2)
        ceiling = box.y - box.height / 2 - GAP


def _exit(column: list[Box], room: float) -> float:
    """Return where the edges of a column begin to turn: right of its longest label."""
    longest = max(style.text_width(box.lines, style.SMALL) for box in column)
    return column[0].x + min(room - 0.3, longest + MARK + 0.1)


def _draw_edge(ax: Axes, start: Box, end: Box, exit_x: float, data: dict) -> Artist:
    if start.x == end.x:  # within a column: an arc left of the marks
        x, out = start.x - MARK, start.x - MARK - 0.12
        points = [(x, start.y), (out, start.y), (out, end.y), (x, end.y)]
        path = Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    else:
        x0 = start.x + MARK + 0.09 + style.text_width(start.lines, style.SMALL) if start.lines else start.x - MARK
        x1, turn = end.x - MARK, max(exit_x, x0)
        middle = (turn + x1) / 2
        points = [(x0, start.y), (turn, start.y), (middle, start.y), (middle, end.y), (x1, end.y)]
        path = Path(points, [Path.MOVETO, Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    drawn = look(data)
    patch = PathPatch(path, fill=False, lw=WEIGHTS[data.get("certainty", "done")], zorder=1, alpha=0.75,
                      edgecolor=drawn["edgecolor"], linestyle=drawn["linestyle"])  # fmt: skip
    style.answer([patch], data.get("url", ""), data["name"])
    return ax.add_patch(patch)


def _draw_node(ax: Axes, box: Box, data: dict) -> list[Artist]:
    mark = Circle((box.x, box.y), MARK, lw=1.2, zorder=4, **look({"role": "plain"} | data))
    text = ax.text(
        box.x + MARK + 0.06, box.y, box.lines, fontsize=style.SMALL, va="center", ha="left", zorder=3, linespacing=1.1,
        bbox=style.paper(),
    )  # fmt: skip
    ax.add_patch(mark)
    for artist in (mark, text) if data.get("url") else ():
        artist.set_url(data["url"])
    return [mark, text]


def _draw_key(ax: Axes, key: dict[str, str]) -> None:
    x = 0.0
    for certainty, words in key.items():
        look = palette.CERTAINTY[certainty]
        ax.plot([x, x + 0.3], [0.1, 0.1], color=palette.MUTED, lw=WEIGHTS[certainty], linestyle=look["linestyle"])
        ax.text(x + 0.36, 0.1, words, fontsize=style.SMALL, color=palette.MUTED, va="center")
        x += 0.56 + style.text_width(words, style.SMALL)
