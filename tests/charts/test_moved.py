"""How far dates moved: labels apart, marks at their days, words where there is room."""

import pandas as pd
import pytest

from analysis.charts import palette, style
from analysis.charts.moved import KEYED, alt_moved, draw_moved

ROWS = pd.DataFrame(
    {
        "label": ["A base with a long name", "Flight", "Lander"],
        "first": pd.to_datetime(["2028-12-31", "2022-12-31", "2025-12-31"]),
        "last": pd.to_datetime(["2035-12-31", "2026-04-01", "2024-06-01"]),
        "text": ["7.0 years later", "3.2 years later", "1.6 years earlier"],
        "group": ["One", "One", "Two"],
        "certainty": ["announced", "done", "done"],
        "failed": [False, False, True],
        "url": ["#a", "", ""],
    }
)
WORDS = {"title": "t", "subtitle": "s", "source": "x", "start": "2021-01-01", "end": "2037-01-01"}


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(draw_moved(ROWS, width=width, **WORDS))


def test_marks_stand_in_the_order_of_their_days():
    lines = draw_moved(ROWS.iloc[1:2], key={}, **WORDS).axes[0].lines
    (dot,) = [line for line in lines if line.get_marker() == "o"]
    (path,) = [line for line in lines if line.get_zorder() == 1]
    assert path.get_xdata()[0] < path.get_xdata()[1] == dot.get_xdata()[0]


def test_what_is_planned_is_outlined_and_what_failed_is_crossed():
    lines = draw_moved(ROWS, key={}, **WORDS).axes[0].lines
    dots = [line.get_markerfacecolor() for line in lines if line.get_marker() == "o"]
    assert dots[0] == "#ffffff" != dots[1]
    assert sum(line.get_marker() == "x" for line in lines) == 1


def test_words_without_room_on_the_right_stand_on_the_left():
    figure = draw_moved(ROWS.iloc[:1], **WORDS | {"end": "2036-01-01"})
    text = next(text for text in figure.axes[0].texts if text.get_text() == "7.0 years later")
    path = next(line for line in figure.axes[0].lines if line.get_zorder() == 1)
    assert text.get_position()[0] < path.get_xdata()[0]


def test_alt_text_names_both_years():
    assert "Lander 2025 to 2024, 1.6 years earlier. Late." in alt_moved(ROWS, "Late.")


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="missing: text"):
        draw_moved(ROWS.drop(columns="text"), **WORDS)


def test_ends_named_in_between_are_strokes_on_the_line():
    between = pd.to_datetime(["2023-12-31", "2029-12-31"])
    rows = ROWS.iloc[1:2].assign(between=[list(between)])
    lines = draw_moved(rows, key={}, **WORDS).axes[0].lines
    (path,) = [line for line in lines if line.get_zorder() == 1]
    (dot,) = [line for line in lines if line.get_marker() == "o"]
    assert len([line for line in lines if line.get_zorder() == 2]) == 3  # the first and two in between
    assert path.get_xdata()[1] > dot.get_xdata()[0]


def test_every_kind_of_stroke_stands_in_the_key():
    figure = draw_moved(ROWS, **WORDS)
    assert set(KEYED.values()) <= {text.get_text() for text in figure.axes[0].texts}
    strokes = {line.get_linewidth() for line in figure.axes[0].lines if line.get_color() == palette.MUTED}
    assert {2.4, 1.1} <= strokes
