"""Shots on goal: exact formulas against values worked by hand, and against a simulation."""

from math import comb

import numpy as np
import pandas as pd
import pytest

from analysis.facts import tables
from analysis.topics import flights


def quantities(*rows):
    return pd.DataFrame(rows, columns=["id", "subject", "measure", "low"])


def test_the_stated_rate_is_that_of_the_deliveries():
    rows = quantities(
        ("1", "clps", "missions a year", 2.0), ("2", "clps", "expected rate of success", 40.0), ("3", "x", "success", 9.0)
    )
    rate, said = flights.stated_rate(rows)
    assert rate == 0.4 and said["id"].tolist() == ["2"]


def test_the_same_rate_twice_is_one_rate_and_two_rates_or_none_are_refused():
    same, other = ("1", "clps", "success", 50.0), ("2", "clps", "success", 60.0)
    rate, said = flights.stated_rate(quantities(same, same))
    assert rate == 0.5 and len(said) == 2
    with pytest.raises(ValueError, match=r"not 2: 50\.0, 60\.0"):
        flights.stated_rate(quantities(same, other))
    with pytest.raises(ValueError, match="not 0"):
        flights.stated_rate(quantities(("3", "clps", "missions", 1.0)))


def test_what_has_no_launch_has_not_flown():
    rows = pd.DataFrame({"id": list("abc"), "launch_date": ["2025-01", "", "2024-01"]})
    made = flights.flown(rows)
    assert made["id"].tolist() == ["c", "a"] and made.index.tolist() == [0, 1] and list(made) == list(rows)


def test_chances_by_hand():
    table = flights.chances(4, 0.5)
    assert table["successes"].tolist() == [0, 1, 2, 3, 4]
    assert table["chance"].tolist() == pytest.approx([comb(4, k) / 16 for k in range(5)])
    assert table["at_least"].tolist() == pytest.approx([1, 15 / 16, 11 / 16, 5 / 16, 1 / 16])


def test_chances_at_uneven_odds():
    assert flights.chances(2, 0.25)["chance"].tolist() == pytest.approx([9 / 16, 6 / 16, 1 / 16])


@pytest.mark.parametrize(
    ("wins", "confidence", "rate", "expected"),
    [
        (1, 0.95, 0.5, 5),  # 1 - 1/32 is 0.969, 1 - 1/16 is 0.938
        (1, 0.9, 0.5, 4),
        (1, 0.75, 0.5, 2),  # exactly 3/4
        (2, 0.5, 0.5, 3),
        (3, 0.1, 0.5, 3),  # all three: 1/8
        (1, 0.2, 0.25, 1),
    ],
)
def test_flights_needed_by_hand(wins, confidence, rate, expected):
    assert flights.flights_needed(wins, confidence, rate) == expected


@pytest.mark.parametrize(("confidence", "rate"), [(0.95, 0.0), (0.95, 1.0), (0.0, 0.5), (1.0, 0.5)])
def test_an_impossible_rate_or_confidence_is_refused(confidence, rate):
    with pytest.raises(ValueError, match=f"lie between 0 and 1, not {rate} and {confidence}"):
        flights.flights_needed(1, confidence, rate)


def test_codings_by_hand():
    outcomes = pd.Series(["failure", "partial", "success", "partial", "partial", "cancelled"])
    found = {name: flights.coded(outcomes, coding) for name, coding in flights.CODINGS.items()}
    assert found == {"failure": (1, 4), "left out": (1, 1), "success": (4, 1)}


def test_the_update_after_two_successes():
    row = flights.updated(pd.Series(["success"] * 2)).iloc[0]
    assert (row["coding"], row["n"], row["wins"]) == ("failure", 2, 2)
    assert row["mean"] == pytest.approx(3 / 4)  # Beta(3, 1)
    assert row["low"] == pytest.approx(0.025 ** (1 / 3))  # its distribution function is x cubed
    assert row["high"] == pytest.approx(0.975 ** (1 / 3))
    assert row["next_two"] == pytest.approx(1 - (1 * 2) / (4 * 5))  # two misses: 1/4 then 2/5


def test_the_update_after_two_failures_at_another_level():
    row = flights.updated(pd.Series(["failure"] * 2), level=0.8).iloc[1]
    assert (row["coding"], row["n"], row["wins"]) == ("left out", 2, 0)
    assert row["mean"] == pytest.approx(1 / 4)  # Beta(1, 3)
    assert row["low"] == pytest.approx(1 - 0.9 ** (1 / 3)) and row["high"] == pytest.approx(1 - 0.1 ** (1 / 3))
    assert row["next_two"] == pytest.approx(1 - (3 * 4) / (4 * 5))


def test_the_prior_counts_as_flights():
    row = flights.updated(pd.Series(["success", "failure"]), prior=(3.0, 2.0)).iloc[2]
    assert row["mean"] == pytest.approx((3 + 1) / (5 + 2))


def test_the_update_has_a_row_for_each_coding():
    table = flights.updated(pd.Series(["partial", "success"]))
    assert table[["coding", "n", "wins"]].values.tolist() == [["failure", 2, 1], ["left out", 1, 1], ["success", 2, 2]]


def test_the_simulation_agrees_with_the_formula_and_is_the_same_each_time():
    shares = flights.simulated(10, 0.3)
    assert len(shares) == 11 and shares.sum() == pytest.approx(1)
    assert np.abs(shares - flights.chances(10, 0.3)["chance"]).max() < 0.005
    assert (shares == flights.simulated(10, 0.3)).all()
    assert flights.simulated(10, 0.01, runs=5).shape == (11,)
    assert set(flights.simulated(1, 0.5, runs=4, seed=1) * 4) <= {0, 1, 2, 3, 4}


def test_pending_and_cancelled_orders_of_the_book_are_no_flights():
    made = flights.flown(tables.load("clps"))
    assert set(made["outcome"]) <= {"success", "partial", "failure"} and made["launch_date"].is_monotonic_increasing


def test_the_book_states_one_rate():
    rate, said = flights.stated_rate(tables.load("quantities"))
    assert 0 < rate < 1 and set(said["unit"]) == {"percent"}
