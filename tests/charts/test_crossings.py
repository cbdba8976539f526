"""Crossings: a mark a side, its strength, arrows for open dates, headings, a strange side named."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.crossings import alt_crossings, draw_crossings

TABLE = pd.DataFrame(
    {
        "label": ["Thailand", "Thailand", "Panama", "Panama"],
        "group": ["Both signed", "Both signed", "An institute only", "An institute only"],
        "side": ["a", "b", "a", "b"],
        "day": pd.to_datetime(["2024-04-30", "2024-12-16", "2024-09-05", None]),
        "open": [False, False, True, False],
        "strength": ["strong", "strong", "weak", "hollow"],
        "note": ["8 months", "8 months", "order not known", "order not known"],
        "url": ["#x", "", "", ""],
    }
)
SIDES = {"a": {"role": "ilrs", "mark": "o"}, "b": {"role": "artemis", "mark": "s"}}
KEY = [
    ("a", "strong", "ILRS, signed by the state"),
    ("a", "weak", "small: an institute or a company"),
    ("b", "hollow", "named"),
]
WORDS = {"title": "t", "subtitle": "s", "source": "x", "start": "2020-07-01", "end": "2026-10-01"}


def drawn(width=style.WIDE, table=TABLE):
    return draw_crossings(table, sides=SIDES, key=KEY, width=width, **WORDS)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(drawn(width))


def test_marks_say_side_and_strength_and_a_side_without_a_day_has_none():
    marks = [line for line in drawn().axes[0].lines if line.get_marker() in {"o", "s"}][len(KEY) :]
    assert [mark.get_marker() for mark in marks] == ["o", "s", "o"]
    signed, _, institute = marks
    assert signed.get_url() == "#x Thailand, a, Apr 2024" and signed.get_markerfacecolor() == signed.get_markeredgecolor()
    assert institute.get_markersize() < signed.get_markersize()
    assert institute.get_markerfacecolor() != institute.get_markeredgecolor()


def test_headings_and_notes_stand_once_and_the_axis_starts_with_a_whole_year():
    texts = [text.get_text() for text in drawn().axes[0].texts]
    assert [text for text in texts if text in set(TABLE["group"])] == ["Both signed", "An institute only"]
    assert texts.count("8 months") == 1 and "2020" not in texts and "2021" in texts


def test_a_strange_side_or_strength_is_named():
    with pytest.raises(ValueError, match="unknown c; sides are a, b"):
        drawn(table=TABLE.assign(side="c"))
    with pytest.raises(ValueError, match="unknown loud"):
        drawn(table=TABLE.assign(strength="loud"))


def test_alt_gives_both_dates():
    told = alt_crossings(TABLE.iloc[:3], {"a": "ILRS", "b": "Accords"}, "So.")
    assert told == (
        "Two dates a row on one axis of time. Thailand: ILRS Apr 2024, Accords Dec 2024; Panama: ILRS by Sep 2024. So."
    )


def test_the_alternative_says_which_date_is_not_known():
    said = alt_crossings(TABLE, {"a": "ILRS", "b": "Accords"}, "So.")
    assert "Panama: ILRS by Sep 2024, Accords without a date. So." in said
