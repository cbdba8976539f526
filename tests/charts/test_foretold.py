"""Foretold: a line a rule, labelled apart, a band for the one that has it, what came in its colour."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.foretold import alt_foretold, draw_foretold

DAYS = pd.to_datetime(["2023-01-01", "2024-01-01"])
TABLE = pd.DataFrame(
    {
        "model": ["a", "a", "b", "b"],
        "day": [*DAYS, *DAYS],
        "total": [2.0, 6.2, 2.0, 6.4],
        "low": [2.0, 4.0, None, None],
        "high": [2.0, 9.0, None, None],
    }
)
CAME = pd.DataFrame(
    {"day": pd.to_datetime(["2022-01-01", "2022-06-01", "2023-02-01", "2023-03-01", "2023-04-01", "2023-05-01"])}
)
NAMES = {"a": "fitted", "b": "constant"}
WORDS = {"title": "t", "subtitle": "s", "source": "x", "start": "2021-07-01", "end": "2024-01-01"}


def drawn(width=style.WIDE):
    return draw_foretold(
        TABLE, came=CAME, cut=DAYS[0], role="artemis", names=NAMES, words=("came", "known to here"), width=width, **WORDS
    )


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap_though_the_lines_end_together(width, assert_no_overlap):
    assert_no_overlap(drawn(width))


def test_ends_are_labelled_and_one_rule_has_a_band():
    ax = drawn().axes[0]
    assert [text.get_text() for text in ax.texts] == ["known to here", "fitted: 6", "constant: 6", "came: 6"]
    assert len(ax.collections) == 1
    stairs = [line for line in ax.lines if line.get_linewidth() == 2]
    assert len(stairs) == 1 and max(stairs[0].get_ydata()) == 6


def test_alt_gives_what_each_foretold():
    assert alt_foretold(TABLE, 6, NAMES, "So.") == "Forecasts for January 2024: fitted 6, constant 6; came 6. So."
