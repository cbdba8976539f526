"""Timeline: labels never overlap, open ends are drawn, faults are named."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.timeline import alt_timeline, draw_timeline

DAY = pd.Timestamp


def crowded() -> pd.DataFrame:
    """Twenty labelled days within two years, and two intervals, one with an open end."""
    days = pd.date_range("2022-01-01", periods=20, freq="36D")
    points = pd.DataFrame({"lane": "a", "label": [f"Award to company {n}" for n in range(20)], "earliest": days})
    points["latest"], points["size"] = points["earliest"], range(20)
    spans = pd.DataFrame(
        {
            "lane": "b",
            "label": ["Reconnaissance", "Utilisation phase"],
            "earliest": [DAY("2021-01-01"), DAY("2035-01-01")],
            "latest": [DAY("2025-12-31"), pd.NaT],
            "form": "span",
        }
    )
    return pd.concat([points, spans], ignore_index=True)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_crowded_labels_do_not_overlap(width, assert_no_overlap):
    figure = draw_timeline(
        crowded(), title="Crowded", subtitle="made up", source="made up", start="2020", end="2040", width=width,
        lanes={"a": "Awards", "b": "Phases"}, key=[("done", "awarded"), ("announced", "ceiling"), ("failed", "failed")],
    )  # fmt: skip
    assert_no_overlap(figure)


def test_mark_area_is_proportional_to_size():
    rows = crowded().iloc[[5, 19]].assign(size=[25.0, 100.0])
    figure = draw_timeline(rows, title="t", subtitle="", source="", start="2020", end="2025")
    radii = sorted(patch.width / 2 for patch in figure.axes[0].patches)
    assert radii[1] / radii[0] == pytest.approx(2)


def test_alt_text_counts_the_lanes():
    alt = alt_timeline(crowded(), {"a": "Awards", "b": "Phases"}, "The point.")
    assert alt == "Timeline from 2021 to 2035 in 2 lanes: Awards (20), Phases (2). The point."


def test_a_missing_column_and_a_strange_lane_are_named():
    with pytest.raises(ValueError, match="missing: latest"):
        draw_timeline(crowded().drop(columns="latest"), title="", subtitle="", source="", start="2020", end="2025")
    with pytest.raises(ValueError, match="no such lane"):
        draw_timeline(crowded(), title="", subtitle="", source="", start="2020", end="2025", lanes={"a": "Awards"})


def test_a_title_of_more_than_twelve_words_is_refused():
    with pytest.raises(ValueError, match="up to 12 words, this one 13"):
        draw_timeline(crowded(), title="word " * 13, subtitle="", source="", start="2020", end="2040")


def test_a_label_in_its_bar_lies_above_it_and_one_beside_it_hides_the_lines_of_the_years():
    days = {"earliest": pd.to_datetime(["2021-01-01", "2026-01-01"]), "latest": pd.to_datetime(["2031-01-01", "2026-06-01"])}
    rows = pd.DataFrame({"lane": "a", "label": ["Long", "Short bar"], "form": "span", "certainty": "announced", **days})
    ax = draw_timeline(rows, title="t", subtitle="", source="", start="2020", end="2032").axes[0]
    texts, bars = {text.get_text(): text for text in ax.texts}, [patch.get_zorder() for patch in ax.patches]
    assert texts["Long"].get_zorder() > max(bars) and texts["Long"].get_bbox_patch() is None
    assert texts["Short bar"].get_bbox_patch() is not None
