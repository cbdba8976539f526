"""Staircases: totals at the ends, dotted where nothing is known, ties between two steps of one party."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.staircases import alt_staircases, draw_staircases

TABLE = pd.DataFrame(
    {
        "line": ["a", "a", "b", "b", "b"],
        "day": pd.to_datetime(["2021-03-09", "2024-04-30", "2020-10-13", "2020-10-13", "2024-12-16"]),
        "earliest": pd.to_datetime(["2021-03-09", "2024-04-01", "2020-10-13", "2020-10-13", "2024-12-16"]),
        "tie": ["", "Thailand", "", "", "Thailand"],
        "url": ["", "#x", "", "", "#y"],
    }
)
LINES = {
    "a": {"label": "ILRS", "role": "ilrs", "known": pd.Timestamp("2025-05-08")},
    "b": {"label": "Artemis Accords", "role": "artemis", "known": pd.Timestamp("2026-10-01")},
}
WORDS = {"title": "t", "subtitle": "s", "source": "x", "start": "2020-07-01", "end": "2026-10-01"}


def drawn(width=style.WIDE, table=TABLE):
    return draw_staircases(table, lines=LINES, width=width, **WORDS)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(drawn(width))


def test_each_line_ends_with_its_total_and_is_dotted_after_the_last_word():
    ax = drawn().axes[0]
    assert [text.get_text() for text in ax.texts] == ["ILRS: 2", "Artemis Accords: 3", "Thailand"]
    dotted = [line for line in ax.lines if line.get_linestyle() not in ("-", "None")]
    assert len(dotted) == 1 and list(dotted[0].get_ydata()) == [2, 2]


def test_a_tie_joins_the_two_steps_and_its_marks_lead_somewhere():
    ax = drawn().axes[0]
    marks = [line for line in ax.lines if line.get_marker() == "D"]
    assert [mark.get_url() for mark in marks] == [
        "#x Thailand, ILRS, April 2024",
        "#y Thailand, Artemis Accords, December 2024",
    ]
    assert [mark.get_ydata()[0] for mark in marks] == [2, 3]


def test_an_uncertain_day_is_a_thin_bar():
    bars = [line for line in drawn().axes[0].lines if line.get_linewidth() == 0.8]
    assert len(bars) == 1 and list(bars[0].get_ydata()) == [2, 2]


def test_a_strange_line_is_named():
    with pytest.raises(ValueError, match="no line c; lines are a, b"):
        drawn(table=TABLE.assign(line="c"))


def test_alt_names_who_is_on_both():
    assert alt_staircases(TABLE, LINES, "So.") == (
        "Staircases on one axis of time: ILRS, 2 steps from Mar 2021 to Apr 2024; "
        "Artemis Accords, 3 steps from Oct 2020 to Dec 2024. Tied, because on two lines: Thailand. So."
    )
