"""Intervals: a dot and a bar a row, rings for further estimates, headings over groups."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.intervals import draw_intervals

ROWS = pd.DataFrame(
    {
        "label": ["a", "b", "c"],
        "mean": [0.4, 0.5, 0.6],
        "low": [0.1, 0.2, 0.3],
        "high": [0.7, 0.8, 0.9],
        "note": "1 of 2",
        "group": ["First", "First", "Second"],
        "others": [[0.45, 0.48], [], [0.55]],
    }
)


def drawn(width=style.WIDE):
    return draw_intervals(ROWS, title="t", subtitle="", source="", reference=0.5, reference_label="stated", width=width)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(drawn(width))


def test_each_group_is_headed_once_and_every_estimate_has_a_mark():
    ax = drawn().axes[0]
    texts = [text.get_text() for text in ax.texts]
    assert texts == ["stated", "First", "a (1 of 2)", "b (1 of 2)", "Second", "c (1 of 2)"]
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [float(line.get_xdata()[0]) for line in dots] == [0.4, 0.45, 0.48, 0.5, 0.6, 0.55]


def test_a_rate_above_one_is_refused():
    with pytest.raises(ValueError, match="every value lies between 0 and 1"):
        draw_intervals(ROWS.assign(high=1.1), title="", subtitle="", source="", reference=0.5, reference_label="")
