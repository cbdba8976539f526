"""An edge that skips a column runs through a lane of its own there, not through a label."""

import networkx as nx

from analysis.charts import style
from analysis.charts.columns import _with_lanes, draw_columns

COLUMNS = {"x": "X", "y": "Y", "z": "Z", "w": "W"}


def graph():
    made = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c"), ("a", "d"), ("a", "e")])
    layers = {"a": "x", "b": "y", "c": "z", "d": "w", "e": "y"}
    for node, layer in layers.items():
        made.nodes[node].update(layer=layer, label=f"a name of {node} as long as its column")
    nx.set_edge_attributes(made, {("a", "c"): {"url": "#1", "certainty": "announced"}})
    return made


def test_each_skipped_column_gets_one_lane():
    made = _with_lanes(graph(), list(COLUMNS))
    lanes = [data["layer"] for _, data in made.nodes(data=True) if data.get("lane")]
    assert lanes == ["y", "y", "z"]  # one of a to c, two of a to d
    assert made.has_edge("a", "b") and made.has_edge("b", "c") and not made.has_edge("a", "c")
    assert nx.has_path(made, "a", "d") and made.number_of_edges() == 5 + 3


def test_one_edge_stays_one_link():
    made = _with_lanes(graph(), list(COLUMNS))
    linked = [(u, v) for u, v, url in made.edges(data="url") if url]
    assert len(linked) == 1 and linked[0][1] == "c"
    assert [certainty for *_, certainty in made.edges(data="certainty") if certainty] == ["announced"] * 2


def crossed(figure):
    """The labels that a line of the figure runs through, apart from those it starts or ends at."""
    ax, found = figure.axes[0], []
    figure.draw_without_rendering()
    boxes = {text.get_text(): text.get_window_extent().transformed(ax.transData.inverted()) for text in ax.texts}
    for patch in ax.patches:
        points = patch.get_path().interpolated(30).vertices if patch.get_fill() is False else []
        for words, box in boxes.items():
            y0, y1 = sorted((box.y0, box.y1))
            inside = [x for x, y in points if box.x0 + 0.06 < x < box.x1 - 0.06 and y0 + 0.02 < y < y1 - 0.02]
            found += [words] if inside else []
    return found


def test_no_line_runs_through_a_label_of_a_column_it_does_not_touch():
    words = {"title": "t", "subtitle": "", "source": ""}
    around = draw_columns(graph(), columns=COLUMNS, width=style.WIDE, around=True, **words)
    assert not crossed(around)
    assert crossed(draw_columns(graph(), columns=COLUMNS, width=style.WIDE, **words))  # as it was
