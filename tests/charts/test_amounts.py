"""Amounts in time: area is true down to the smallest, labels are apart, faults are named."""

import numpy as np
import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.amounts import alt_amounts, draw_amounts

LANES = {"p": "Acts", "a": "Awards", "b": "Orders"}
WORDS = {"title": "Amounts", "subtitle": "made up", "source": "made up", "start": "2018", "end": "2024", "strip": "p"}


def made() -> pd.DataFrame:
    """Eight acts in a crowd, and amounts from 5 to 3,400, one a ceiling and one failed."""
    days = pd.date_range("2022-01-01", periods=8, freq="60D")
    acts = pd.DataFrame({"lane": "p", "label": [f"Strategy number {n}" for n in range(8)], "earliest": days, "latest": days})
    sizes = [3400.0, 2600.0, 97.0, 5.0, 5.0]
    awards = pd.DataFrame({"lane": ["a", "b", "b", "b", "a"], "label": [f"Company {s:g}" for s in sizes], "size": sizes})
    awards["earliest"] = pd.to_datetime(["2023-05", "2018-11", "2019-05", "2023-07", "2023-07"])
    awards["latest"] = awards["earliest"] + pd.Timedelta(days=30)
    awards["certainty"] = ["done", "announced", "done", "done", "done"]
    awards["failed"] = [False, False, True, False, False]
    return pd.concat([acts, awards], ignore_index=True)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    key = {"key": [("announced", "ceiling"), ("failed", "ended"), ("other", "elsewhere")], "scale_of": [(1e3, "1,000")]}
    key["key"].append(("act", "act, its day dotted down"))
    assert_no_overlap(draw_amounts(made(), lanes=LANES, width=width, **WORDS, **key))


@pytest.mark.parametrize("width", style.WIDTHS)
def test_area_is_the_amount_down_to_the_smallest_and_the_line_lies_inside_it(width):
    rows = made()
    circles = draw_amounts(rows, lanes=LANES, width=width, **WORDS).axes[0].patches
    across = sorted(circle.width + circle.get_linewidth() / 72 for circle in circles)
    sizes = np.sort(rows["size"].dropna())
    assert np.square(across) / across[-1] ** 2 == pytest.approx(sizes / sizes[-1])


def test_a_ceiling_is_hollow_and_an_amount_is_filled():
    circles = draw_amounts(made(), lanes=LANES, **WORDS).axes[0].patches
    assert sorted(circle.get_facecolor()[:3] == (1, 1, 1) for circle in circles) == [False] * 4 + [True]


def test_every_act_and_every_circle_leads_to_its_statement():
    linked = made().assign(url=[f"#{n}" for n in range(13)])
    axes = draw_amounts(linked, lanes=LANES, **WORDS).axes[0]
    assert {circle.get_url() for circle in axes.patches} == {f"#{n}" for n in range(8, 13)}
    assert {line.get_url() for line in axes.lines} >= {f"#{n}" for n in range(8)}


def test_alt_text_prints_every_act_and_amount():
    alt = alt_amounts(made().iloc[[7, 9, 8]], "p", {"p": "Acts", "a": "Awards", "b": "Orders"}, "The point.")
    assert alt == (
        "Timeline from 2018 to 2023. Acts: Strategy number 7 (2023). Awards: Company 3400 (2023). "
        "Orders: Company 2600 (2018). The point."
    )


def test_faults_are_named():
    with pytest.raises(ValueError, match="missing: size"):
        draw_amounts(made().drop(columns="size"), lanes=LANES, **WORDS)
    with pytest.raises(ValueError, match=r"no such lane \['b'\]"):
        draw_amounts(made(), lanes={"p": "Acts", "a": "Awards"}, **WORDS)
    with pytest.raises(ValueError, match="an amount is above zero"):
        draw_amounts(made().assign(size=0.0), lanes=LANES, **WORDS)


def test_the_key_shows_an_act_as_it_is_drawn():
    ax = draw_amounts(made(), lanes=LANES, key=[("act", "act, its day dotted down")], **WORDS).axes[0]
    ticks = [line for line in ax.lines if line.get_linewidth() == 2]
    assert len(ticks) == 8 + 1 and "act, its day dotted down" in {text.get_text() for text in ax.texts}
