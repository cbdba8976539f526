"""Risks: exact formulas against hand-worked values and a simulation; every edge has its statement."""

from math import comb

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analysis import risks, tables
from analysis.charts import style
from analysis.charts.columns import draw_columns
from analysis.charts.intervals import alt_intervals, draw_intervals


def test_chances_by_hand():
    table = risks.chances(4, 0.5)
    assert table["chance"].tolist() == pytest.approx([comb(4, k) / 16 for k in range(5)])
    assert table["at_least"].tolist() == pytest.approx([1, 15 / 16, 11 / 16, 5 / 16, 1 / 16])


@pytest.mark.parametrize(
    ("wins", "confidence", "rate", "expected"), [(1, 0.95, 0.5, 5), (1, 0.9, 0.5, 4), (1, 0.75, 0.5, 2), (2, 0.5, 0.5, 3)]
)
def test_flights_needed_by_hand(wins, confidence, rate, expected):
    assert risks.flights_needed(wins, confidence, rate) == expected


def test_an_impossible_rate_is_refused():
    with pytest.raises(ValueError, match="lie between 0 and 1"):
        risks.flights_needed(1, 0.95, 0.0)


def test_codings_by_hand():
    outcomes = pd.Series(["failure", "partial", "success", "partial"])
    found = {name: risks.coded(outcomes, coding) for name, coding in risks.CODINGS.items()}
    assert found == {"tipped is a failure": (1, 3), "tipped is left out": (1, 1), "tipped is a success": (3, 1)}


def test_the_update_by_hand():
    table = risks.updated(pd.Series(["success"] * 2)).iloc[0]
    assert table["mean"] == pytest.approx(3 / 4)  # Beta(3, 1)
    assert table["low"] == pytest.approx(0.025 ** (1 / 3))  # its distribution function is x cubed
    assert table["next_two"] == pytest.approx(1 - (1 * 2) / (4 * 5))  # two misses: 1/4 then 2/5


def test_the_simulation_agrees_with_the_formula():
    assert np.abs(risks.simulated(10, 0.5) - risks.chances(10, 0.5)["chance"]).max() < 0.005


def test_pending_and_cancelled_orders_are_no_flights():
    flown = risks.flights()
    assert set(flown["outcome"]) <= {"success", "partial", "failure"}
    assert flown["launch_date"].is_monotonic_increasing


def test_every_edge_of_the_risk_graph_has_statements_that_exist():
    known = set(tables.load("links")["id"])
    for _, _, data in risks.graph().edges(data=True):
        assert data["statements"] and set(tables.split(data["statements"])) <= known


def test_a_softened_risk_is_not_fed():
    made = nx.DiGraph([("c", "r")])
    nx.set_node_attributes(made, {"c": "cause", "r": "risk"}, "layer")
    nx.set_node_attributes(made, {"c": "c", "r": "r"}, "label")
    made.edges["c", "r"]["relation"] = "mitigates"
    assert risks.feeds(made).empty


def test_the_drawn_part_is_a_part_and_ends_in_risks():
    made = risks.graph()
    drawn = risks.direct(made)
    assert set(drawn.edges) <= set(made.edges)
    assert all(drawn.out_degree(n) > 0 for n, data in drawn.nodes(data=True) if data["layer"] != "risk")


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    words = {"title": "t", "subtitle": "s", "source": "x", "width": width}
    assert_no_overlap(draw_columns(risks.direct(risks.graph()), columns=risks.LAYERS, **words))
    rows = risks.interval_rows(risks.updated(risks.flights()["outcome"]))
    assert_no_overlap(draw_intervals(rows, reference=0.5, reference_label="stated: 50%", **words))


def test_alt_text_prints_each_interval():
    rows = pd.DataFrame({"label": ["a"], "mean": [0.25], "low": [0.1], "high": [0.4], "note": ["1 of 4 flights"]})
    assert "a 25% (10% to 40%, 1 of 4 flights)" in alt_intervals(rows, "x")
