"""Bars: from zero, ranges as ranges, labels apart."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.bars import alt_bars, draw_bars

ROWS = pd.DataFrame(
    {
        "label": ["Lander with a long name: paid by the agency", "The same: estimated cost", "Other"],
        "low": [4.0, 5.0, 0.0],
        "high": [4.0, 10.0, 0.0],
        "group": ["First", "First", "Second"],
        "note": ["", "(about)", ""],
    }
)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(draw_bars(ROWS, title="Bars", subtitle="made up", source="made up", width=width))


def test_lengths_are_proportional_and_a_range_has_two_parts():
    bars = draw_bars(ROWS, title="Bars", subtitle="", source="").axes[0].patches
    assert [round(bar.get_width() / bars[0].get_width(), 3) for bar in bars] == [1, 1.25, 1.25, 0]


def test_alt_text_prints_every_value():
    assert alt_bars(ROWS, "The point.", "dollars").startswith(
        "Bar chart in dollars, from zero: Lander with a long name: paid by the agency 4, The same: estimated cost 5–10"
    )


def test_a_negative_value_is_refused():
    with pytest.raises(ValueError, match="no value may be negative"):
        draw_bars(ROWS.assign(low=-1.0), title="", subtitle="", source="")


def test_a_text_stands_in_place_of_the_value_in_figure_and_alternative():
    rows = ROWS.assign(text=["", "10, half of it printed", ""])
    shown = [text.get_text() for text in draw_bars(rows, title="", subtitle="", source="").axes[0].texts]
    assert {"4", "10, half of it printed (about)"} <= set(shown)
    assert "estimated cost 10, half of it printed, Other 0" in alt_bars(rows, "", "dollars")
