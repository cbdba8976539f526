"""Years moved over years ahead: places, lines, a name for every mark."""

from math import hypot

import pandas as pd
import pytest

from analysis.charts import palette, style
from analysis.charts.lead import alt_lead, draw_lead

ROWS = pd.DataFrame(
    {
        "label": ["Base", "Luna-28", "Chang'e-6", "Artemis II", "Near Artemis II", "Nearer Artemis II"],
        "lead": [6.0, 9.5, 4.5, 3.0, 3.02, 3.01],
        "moved": [7.0, 6.0, -1.6, 3.2, 3.2, 3.21],
        "role": ["ilrs", "ilrs", "ilrs", "artemis", "artemis", "artemis"],
        "mark": ["round", "round", "round", "square", "diamond", "square"],
        "certainty": ["announced", "announced", "done", "done", "done", "done"],
    }
)
KEY = [({"role": "ilrs"}, "station"), ({"mark": "square"}, "NASA"), ({"certainty": "announced"}, "hollow: still waits")]


def drawn(width=style.WIDE, rows=ROWS):
    words = {"title": "Lead", "subtitle": "made up", "source": "made up", "across": "years ahead", "even": "a year a year"}
    return draw_lead(rows, width=width, key=KEY, **words)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(drawn(width))


def marks(figure):
    rows = [line for line in figure.axes[0].lines if line.get_marker() in ("o", "s", "D")][len(KEY) :]
    return [(line.get_xdata()[0], line.get_ydata()[0], line) for line in rows]


def test_marks_stand_at_their_years_and_below_zero_is_lower():
    figure = drawn()
    (base_x, base_y, _), (luna_x, luna_y, _), (early_x, early_y, _), *_ = marks(figure)
    a_year = (luna_x - base_x) / 3.5
    assert base_x - early_x == pytest.approx(1.5 * a_year)
    up = (luna_y - base_y) / 1.0
    assert early_y - luna_y == pytest.approx(7.6 * up)
    dashed = next(line for line in figure.axes[0].lines if line.get_linestyle() == "--")
    (x0, x1), (y0, y1) = dashed.get_xdata(), dashed.get_ydata()
    assert (x1 - x0) / a_year == pytest.approx(-(y1 - y0) / up)  # as many years up as across


def test_what_waits_is_hollow_and_marks_differ():
    looks = [(line.get_marker(), line.get_markerfacecolor() == palette.PAPER) for *_, line in marks(drawn())]
    assert looks[:4] == [("o", True), ("o", True), ("o", False), ("s", False)]


@pytest.mark.parametrize("width", style.WIDTHS)
def test_every_name_is_written_and_nearest_to_its_own_mark_or_a_line_leads_to_it(width):
    figure = drawn(width)
    ax, texts = figure.axes[0], {text.get_text(): text for text in figure.axes[0].texts}
    assert set(ROWS["label"]) <= set(texts)
    lines = [line.get_xydata() for line in ax.lines if line.get_color() == palette.MUTED and line.get_linewidth() == 0.7]
    for label, (x, y, _) in zip(ROWS["label"], marks(figure), strict=True):
        left, middle = texts[label].get_position()
        right = left + style.text_width(label, style.SMALL)
        gaps = [hypot(max(left - a, 0, a - right), middle - b) for a, b, _ in marks(figure)]
        led = any(tuple(line[0]) == (x, y) for line in lines)
        assert led or gaps[list(ROWS["label"]).index(label)] == min(gaps), label


def test_alt_text_and_faults():
    assert alt_lead(ROWS.head(1), "So.") == "Years moved over years ahead: Base, 7.0 over 6.0. So."
    with pytest.raises(ValueError, match="missing: moved"):
        drawn(rows=ROWS.drop(columns="moved"))
