"""Dots: apart from each other, at their date, planned ones outlined, a strange row named."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.dots import DOT, LEFT, alt_dots, draw_dots, stack

TABLE = pd.DataFrame(
    {
        "row": ["a", "a", "b"],
        "day": pd.to_datetime(["1962-07-01", "1962-08-01", "2020-01-01"]),
        "until": [pd.NaT, pd.NaT, pd.Timestamp("2022-01-01")],
        "certainty": ["done", "announced", "done"],
        "mark": ["round", "square", "round"],
        "url": ["#x", "", ""],
    }
)
KEY = [
    ({"role": "plain"}, "of the United States"),
    ({"mark": "square"}, "square: a rather long explanation of our reading"),
    ({"mark": "line"}, "line: it lasted"),
]
WORDS = {"title": "t", "subtitle": "s", "source": "x"}


def drawn(width=style.WIDE):
    rows = {"a": "Deregulation, first: Communications Satellite Act and more words, 1962", "b": "Prize"}
    counts = {1960: "2", 1970: "0", 2020: "1"}
    return draw_dots(TABLE, rows=rows, counts=counts, counted="acts", key=KEY, start=1960, end=2025, width=width, **WORDS)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(drawn(width))


def test_dots_of_one_date_stand_on_top_of_each_other():
    days = [{"day": pd.Timestamp(day)} for day in ("2000-01-01", "2000-01-02", "2000-01-03", "2005-01-01")]
    placed = stack(days, 2000, 2010, 7.0)
    assert [dot.level for dot in placed] == [0, 1, 2, 0]
    assert placed[0].x == pytest.approx(LEFT) and placed[-1].x == pytest.approx(LEFT + 3.5, abs=0.01)


def test_dots_that_just_do_not_touch_share_a_level():
    days = [{"day": pd.Timestamp("2000-01-01")}, {"day": pd.Timestamp("2001-01-01")}]
    assert [dot.level for dot in stack(days, 2000, 2010, DOT * 12)] == [0, 0]
    assert [dot.level for dot in stack(days, 2000, 2010, DOT * 10)] == [0, 1]


def test_what_is_planned_is_outlined_and_linked_dots_lead_somewhere():
    marks = [line for line in drawn().axes[0].lines if line.get_marker() in {"o", "s"}][2:]  # after the key's
    first, planned, _ = marks
    assert first.get_markerfacecolor() == first.get_markeredgecolor() and first.get_url() == "#x"
    assert planned.get_markerfacecolor() != planned.get_markeredgecolor() and planned.get_marker() == "s"


def test_a_decade_without_a_dot_is_shown():
    assert "0" in [text.get_text() for text in drawn().axes[0].texts]


def test_a_strange_row_is_named():
    with pytest.raises(ValueError, match=r"no such row \['b'\]"):
        draw_dots(TABLE, rows={"a": "A"}, counts={}, counted="", key=[], start=1960, end=2025, **WORDS)


def test_alt_gives_number_and_years_of_each_row():
    assert alt_dots(TABLE, {"a": "A", "b": "B"}, "So.") == "Dots on a time axis: A, 2 in 1962; B, 1 in 2020. So."


def test_the_line_to_an_end_stands_in_the_key():
    lines = [line for line in drawn().axes[0].lines if line.get_linewidth() == 1.2 and line.get_linestyle() == "-"]
    assert len(lines) == 1 + 1  # the act that lasted, and its sample
