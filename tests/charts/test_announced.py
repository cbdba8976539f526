"""Planned date over the day it was told: lines, ends, marks."""

import pandas as pd
import pytest

from analysis.charts import palette, style
from analysis.charts.announced import alt_announced, draw_announced

ROWS = pd.DataFrame(
    [
        ("Station", "Basic stage of the base", "2022-11-30", "2028-12-31", "planned", "ilrs", "7 years later so far"),
        ("Station", "Basic stage of the base", "2024-04-25", "2035-12-31", "planned", "ilrs", "7 years later so far"),
        ("Station", "Basic stage of the base", "2023-04-25", "2027-12-31", "document", "ilrs", "7 years later so far"),
        ("Artemis", "Artemis II", "2019-12-31", "2022-12-31", "planned", "artemis", "3.2 years later"),
        ("Artemis", "Artemis II", "2026-04-01", "2026-04-01", "flown", "artemis", "3.2 years later"),
        ("Artemis", "APEX", "2022-07-31", "2025-12-31", "planned", "artemis", "cancelled"),
        ("Artemis", "APEX", "2026-07-15", "2026-07-15", "cancelled", "artemis", "cancelled"),
        ("Artemis", "Griffin", "2020-06-30", "2023-12-31", "planned", "artemis", "later"),
        ("Artemis", "Griffin", "2026-07-13", "2026-11-01", "not before", "artemis", "later"),
        ("Artemis", "A", "2020-06-30", "2023-12-31", "planned", "artemis", ""),
        ("Artemis", "B", "2020-06-30", "2023-12-31", "planned", "artemis", ""),
        ("Artemis", "C", "2020-06-30", "2023-12-31", "planned", "artemis", ""),
    ],
    columns=["group", "panel", "said", "by", "kind", "role", "note"],
).assign(said=lambda t: pd.to_datetime(t["said"]), by=lambda t: pd.to_datetime(t["by"]))
AXES = {"told": ("2019", "2027"), "planned": ("2019", "2037"), "until": "2026-09-27"}
KEY = {"planned": "plan", "diagonal": "plan is today", "flown": "flown", "failed": "failed", "waiting": "waits",
       "not before": "no earlier than", "document": "date in a founding document"}  # fmt: skip


def drawn(rows=ROWS, width=style.WIDE, **options):
    return draw_announced(rows, title="Plans", subtitle="made up", source="made up", width=width, **AXES, **options)


def lines(figure, colour, style_="-"):
    return [line for line in figure.axes[0].lines if line.get_color() == colour and line.get_drawstyle() == "steps-post"]


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(drawn(width=width, key=KEY))


def test_a_staircase_runs_on_to_the_last_day_or_to_the_end():
    base, artemis, apex, *_ = [line for role in ("ilrs", "artemis") for line in lines(drawn(), palette.colour(role))]
    xs, ys = base.get_xdata(), base.get_ydata()
    assert len(xs) == 3 and ys[0] > ys[1] == ys[2]  # later is higher: nearer the top
    day = (xs[2] - xs[0]) / (pd.Timestamp("2026-09-27") - pd.Timestamp("2022-11-30")).days
    assert (xs[1] - xs[0]) / day == pytest.approx((pd.Timestamp("2024-04-25") - pd.Timestamp("2022-11-30")).days)
    assert len(artemis.get_xdata()) == 3 and artemis.get_xdata()[1] == artemis.get_xdata()[2]
    assert len(apex.get_xdata()) == 2 and apex.get_ydata()[0] == apex.get_ydata()[1]


def test_an_end_lies_on_the_diagonal_and_a_waiting_thing_is_hollow():
    figure = drawn()
    marks = [line for line in figure.axes[0].lines if line.get_marker() == "o" and line.get_markersize() == 6.5]
    hollow = [mark for mark in marks if mark.get_markerfacecolor() == palette.PAPER]
    filled = [mark for mark in marks if mark.get_markerfacecolor() != palette.PAPER]
    assert len(hollow) == 5 and len(filled) == 1
    diagonals = [line for line in figure.axes[0].lines if line.get_color() == palette.MUTED and len(line.get_xdata()) == 2]
    (x0, x1), (y0, y1) = diagonals[1].get_xdata(), diagonals[1].get_ydata()
    slope = (y1 - y0) / (x1 - x0)
    assert filled[0].get_ydata()[0] == pytest.approx(y0 + slope * (filled[0].get_xdata()[0] - x0), abs=0.002)


def test_founding_documents_and_earliest_days_have_marks_of_their_own_and_are_no_part_of_the_line():
    figure = drawn()
    assert [line.get_marker() for line in figure.axes[0].lines].count("D") == 1
    assert [line.get_marker() for line in figure.axes[0].lines].count("^") == 1
    griffin = [line for line in lines(figure, palette.colour("artemis")) if len(line.get_xdata()) == 2]
    assert all(line.get_ydata()[0] == line.get_ydata()[1] for line in griffin)


def test_five_panels_a_row_and_two_on_a_phone():
    def tops(width):
        return {round(text.get_position()[1], 3) for text in drawn(width=width).axes[0].texts if text.get_text() in "ABC"}

    assert len(tops(style.WIDE)) == 2 and len(tops(style.PHONE)) == 2
    assert drawn(width=style.PHONE).get_size_inches()[1] > drawn().get_size_inches()[1]


def test_alt_text_and_faults():
    assert alt_announced(ROWS.iloc[3:7], "The point.") == (
        "Small panels, planned date over the day it was told: Artemis II, 3.2 years later; APEX, cancelled. The point."
    )
    with pytest.raises(ValueError, match=r"no such kind \['lost'\]; kinds are planned"):
        drawn(ROWS.assign(kind="lost"))
    with pytest.raises(ValueError, match="missing: by"):
        drawn(ROWS.drop(columns="by"))
