"""Lines with bands and tornado bars: drawn where the numbers say, labels apart, faults named."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.curves import draw_curves
from analysis.charts.tornado import draw_tornado

WORDS = {"title": "t", "subtitle": "s", "source": "x"}
CURVES = WORDS | {"across": "hours of darkness", "upright": "tonnes"}
HOURS = list(range(0, 361, 10))
LINES = pd.concat(
    [
        pd.DataFrame({"x": HOURS, "line": name, "y": [slope * h for h in HOURS], "low": 0, "high": 9, "role": role})
        for name, slope, role in (("Steep line", 0.25, "battery"), ("Flat line", 0.05, "cell"))
    ]
)
BARS = pd.DataFrame(
    {"label": ["One", "Two"], "at_low": [-2.0, 1.0], "at_high": [3.0, -1.0], "low": ["1", "3"], "high": ["2", "4"]}
)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    marks = {96: "modelled, 96 h", 120: "design, 120 h", 145: "observed, 145 h", 354: "equator, 354 h"}
    assert_no_overlap(draw_curves(LINES, top=30, marks=marks, width=width, **CURVES))
    assert_no_overlap(draw_tornado(BARS, base=0.5, sides=("less", "more"), width=width, **WORDS))


def test_a_line_that_leaves_the_picture_is_labelled_inside():
    figure = draw_curves(LINES, top=30, marks={}, **CURVES)
    label = next(text for text in figure.axes[0].texts if text.get_text() == "Steep line")
    assert label.get_position()[1] <= 30


def test_a_bar_runs_from_the_lower_to_the_higher_result():
    bars = draw_tornado(BARS, base=0.5, sides=("less", "more"), **WORDS).axes[0].patches
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(-2.0, 5.0), (-1.0, 2.0)]


def test_missing_columns_are_named():
    with pytest.raises(ValueError, match="missing: role"):
        draw_curves(LINES.drop(columns="role"), top=1, marks={}, **CURVES)
    with pytest.raises(ValueError, match="missing: at_low"):
        draw_tornado(BARS.drop(columns="at_low"), base=0, sides=("", ""), **WORDS)


def test_axes_say_what_they_measure_and_lines_differ_in_more_than_colour():
    ax = draw_curves(LINES, top=30, marks={}, **CURVES).axes[0]
    assert ax.get_xlabel() == "hours of darkness" and "tonnes" in {text.get_text() for text in ax.texts}
    assert len({str(line._dash_pattern) for line in ax.lines}) == 2
