"""Panels: what is shared stands once, heads count what stands below them, faults are named."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.panels import alt_panels, draw_panels

ROWS = pd.DataFrame(
    [
        ("First", "Agency; Firms", "Partnership", True, False, "done"),
        ("First", "Agency", "Bids set artificially low to win contracts from the agency", False, True, "done"),
        ("First", "Agency", "Dependence on one partner", False, False, "announced"),
        ("First", "Firms", "One market and little capital", False, False, "done"),
        ("Second", "World", "Few sites", False, False, "done"),
    ],
    columns=["row", "panel", "label", "shared", "through", "certainty"],
)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    key = {"done": "printed", "announced": "ours", "through": "from the bold one"}
    assert_no_overlap(draw_panels(ROWS, title="Panels", subtitle="made up", source="made up", width=width, key=key))


@pytest.mark.parametrize("width", style.WIDTHS)
def test_heads_count_what_is_drawn_and_what_is_shared_stands_once(width):
    texts = [text.get_text() for text in draw_panels(ROWS, title="", subtitle="", source="", width=width).axes[0].texts]
    assert {"Agency (2)", "Firms (1)", "World (1)"} <= set(texts) and texts.count("Partnership") == 1


def test_the_line_of_a_shared_item_runs_over_its_panels():
    ax = draw_panels(ROWS, title="", subtitle="", source="").axes[0]
    (line,) = ax.lines
    firms = next(text for text in ax.texts if text.get_text() == "Firms (1)")
    assert line.get_xdata()[0] == 0 and line.get_xdata()[1] > firms.get_position()[0]
    assert line.get_ydata()[0] < firms.get_position()[1]


def test_a_mark_for_each_item_and_a_square_for_what_comes_from_a_shared_one():
    shapes = [type(patch).__name__ for patch in draw_panels(ROWS, title="", subtitle="", source="").axes[0].patches]
    assert sorted(shapes) == ["Circle", "Circle", "Circle", "Rectangle"]


def test_alt_text_says_what_stands_in_each_list():
    assert alt_panels(ROWS, "The point.") == (
        "Lists side by side. First: Agency (2): Bids set artificially low to win contracts from the agency, Dependence on "
        "one partner. Firms (1): One market and little capital. Shared by Agency and Firms: Partnership. Second: World (1): "
        "Few sites. The point."
    )


def test_a_shared_item_over_a_panel_that_is_not_there_and_a_missing_column_are_named():
    with pytest.raises(ValueError, match=r"'Partnership' is shared by \['Firms'\]; panels of its row are \['Agency'\]"):
        draw_panels(ROWS.iloc[:3], title="", subtitle="", source="")
    with pytest.raises(ValueError, match="missing: panel"):
        draw_panels(ROWS.drop(columns="panel"), title="", subtitle="", source="")
