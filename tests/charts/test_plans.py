"""Plans: the bar is the time planned, the mark its end, a cancelled thing has no line."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.plans import alt_plans, draw_plans

DAY = pd.Timestamp
ROWS = pd.DataFrame(
    [
        ("Peregrine Mission One", "2021-07-01", "2021-07-31", "2024-01-08", "flown", "30 months late", "Orders"),
        ("Z-01", "2020-09-01", "2020-09-30", "2019-07-29", "cancelled", "cancelled", "Orders"),
        ("A mission with quite a long name", "2021-01-01", "2025-12-31", "2026-09-30", "waiting", "waits, 9 months", "Own"),
    ],
    columns=["label", "planned_from", "planned_to", "end", "state", "note", "group"],
).assign(**{name: lambda t, name=name: pd.to_datetime(t[name]) for name in ("planned_from", "planned_to", "end")})
KEY = {"planned": "planned", "flown": "flown", "waiting": "waits", "cancelled": "cancelled"}


def drawn(width=style.WIDE, **options):
    return draw_plans(
        ROWS, title="Plans", subtitle="made up", source="made up", start="2019", end="2027", width=width, **options
    )


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(drawn(width, key=KEY))


def test_bars_are_as_long_as_the_time_planned():
    _, _, phase = (patch.get_width() for patch in drawn().axes[0].patches)
    years = [line.get_xdata()[0] for line in drawn().axes[0].lines if line.get_zorder() == -1]
    assert phase == pytest.approx(years[7] - years[2], rel=0.001)  # 2021 to the end of 2025


def test_a_mark_where_it_ends_and_a_line_only_for_what_was_not_cancelled():
    lines = [line for line in drawn().axes[0].lines if line.get_zorder() != -1]
    assert [line.get_marker() for line in lines] == ["None", "o", "x", "None"]
    assert [len(line.get_xdata()) for line in lines] == [2, 1, 1, 2]
    assert lines[0].get_xdata()[1] == lines[1].get_xdata()[0]


def test_what_flew_within_its_time_has_no_line():
    inside = ROWS.iloc[[2]].assign(state="flown", end=DAY("2024-06-01"))
    ax = draw_plans(inside, title="", subtitle="", source="", start="2019", end="2027").axes[0]
    assert [line.get_marker() for line in ax.lines if line.get_zorder() != -1] == ["o"]


def test_alt_text_says_what_became_of_each():
    assert alt_plans(ROWS, "The point.") == (
        "Planned against flown, one row each. Orders: Peregrine Mission One 30 months late, Z-01 cancelled. Own: A mission "
        "with quite a long name waits, 9 months. The point."
    )


def test_a_strange_state_and_a_missing_column_are_named():
    with pytest.raises(ValueError, match=r"no such state \['lost'\]; states are flown, waiting, cancelled"):
        draw_plans(ROWS.assign(state="lost"), title="", subtitle="", source="", start="2019", end="2027")
    with pytest.raises(ValueError, match="missing: note"):
        draw_plans(ROWS.drop(columns="note"), title="", subtitle="", source="", start="2019", end="2027")
