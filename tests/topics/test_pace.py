"""Pace: rates with their interval, four rules and their backtest, worked by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq

from analysis.topics import pace

DAY = pd.Timestamp


def test_a_rate_has_the_exact_interval_of_garwood():
    assert pace.rate(10, 2.0)[0] == 5.0
    # tables of the Poisson law: 10 events, 95 %: 4.795 to 18.39; none: 0 to 3.689
    assert pace.rate(10, 1.0)[1:] == pytest.approx((4.795, 18.390), abs=0.001)
    assert pace.rate(10, 2.0)[1:] == pytest.approx((4.795 / 2, 18.390 / 2), abs=0.001)
    assert pace.rate(0, 2.0) == pytest.approx((0.0, 0.0, 3.6889 / 2), abs=0.001)
    with pytest.raises(ValueError, match="a rate needs time, not 0 years"):
        pace.rate(1, 0)


@pytest.mark.filterwarnings("error")
def test_dispersion_is_variance_over_mean_of_equal_spans():
    start, end = DAY("2020-01-01"), DAY("2024-01-01")
    bunched = pd.Series(pd.to_datetime(["2020-02-01", "2020-03-01", "2020-04-01", "2023-12-31", "2024-01-01"]))
    # 3, 0, 0, 2: mean 1.25, variance 2.25
    assert pace.dispersion(bunched, start, end, 4) == pytest.approx(2.25 / 1.25)
    # 3, 0, 0, 0: mean 0.75, variance 2.25
    assert pace.dispersion(bunched[:3], start, end, 4) == pytest.approx(3)
    # 3, 0, 1, 2: mean 1.5, variance 5 / 3
    one_more = pd.concat([bunched, pd.Series([DAY("2022-06-01")])])
    assert pace.dispersion(one_more, start, end, 4) == pytest.approx(5 / 3 / 1.5)


AGES = np.array([0.5, 1.0, 1.2, 2.0])


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (pace.constant, 4 * 0.5 / 2.0),
        (pace.linear, 4 * (2.5**2 - 2.0**2) / 2.0**2),
        (pace.last_year, 2 * 0.5),  # after age 1: an event a year ago to the day is not of the last year
    ],
)
def test_the_rivals(model, expected):
    assert model(AGES, 2.0, 0.5) == pytest.approx(expected)


def test_the_fitted_rate_maximises_the_likelihood():
    age, ahead = 3.0, 1.0
    ages = np.array([1.0, 2.0, 2.5, 2.8, 2.9])
    expected = pace.fitted(ages, age, ahead)

    def area(b, start, end):
        return (math.exp(b * end) - math.exp(b * start)) / b

    grid = [b for b in np.linspace(-2, 4, 6001) if abs(b) > 1e-9]
    best = max(grid, key=lambda b: b * ages.sum() - len(ages) * math.log(area(b, 0, age)))
    assert expected == pytest.approx(len(ages) * area(best, age, age + ahead) / area(best, 0, age), rel=0.01)
    assert expected > pace.constant(ages, age, ahead)  # they came ever faster


def test_the_fitted_rate_is_where_the_likelihood_is_flat():
    """Its slope in b: the sum of the ages, less n times the mean age under the law, T / (1 - exp(-bT)) - 1 / b."""
    ages, age = np.array([1.0, 2.0, 2.5, 2.8, 2.9]), 3.0
    b = brentq(lambda b: ages.sum() - 5 * (age / (1 - math.exp(-b * age)) - 1 / b), 0.1, 4, xtol=1e-12)
    expected = 5 * (math.exp(4 * b) - math.exp(3 * b)) / (math.exp(3 * b) - 1)
    assert pace.fitted(ages, age, 1.0) == pytest.approx(expected, rel=2e-7)


def test_a_rate_changes_at_most_by_the_factor_that_a_five_in_the_exponent_gives():
    last, first = np.full(5, 2.99), np.full(5, 0.01)
    assert pace.fitted(last, 3.0, 1.0) == pytest.approx(5 * (math.exp(20) - math.exp(15)) / (math.exp(15) - 1), rel=1e-4)
    assert pace.fitted(first, 3.0, 1.0) == pytest.approx(5 * (math.exp(-15) - math.exp(-20)) / (1 - math.exp(-15)), rel=1e-4)


def test_two_events_are_enough_for_a_rate_that_changes():
    assert pace.fitted(np.array([1.5, 1.9]), 2.0, 1.0) > 2 > pace.fitted(np.array([0.1, 0.5]), 2.0, 1.0)


def test_linear_growth_at_another_age():
    assert pace.linear(AGES, 3.0, 1.0) == pytest.approx(4 * (16 - 9) / 9)


def test_with_one_event_the_fitted_rate_is_the_constant_one():
    assert pace.fitted(np.array([0.5]), 2.0, 1.0) == 0.5
    assert pace.fitted(np.array([0.5, 1.5]), 2.0, 1.0) == pytest.approx(1.0, rel=1e-3)


def days(*texts):
    return pd.Series(pd.to_datetime(list(texts)))


def test_founders_do_not_join():
    opened, later = pace.accessions(days("2021-01-01", "2020-01-01", "2020-01-01", None, "2020-06-01"))
    assert opened == DAY("2020-01-01") and later.tolist() == [DAY("2020-06-01"), DAY("2021-01-01")]


def test_what_is_foretold_knows_nothing_after_its_cut():
    joined = days("2020-01-01", "2020-07-01", "2021-01-01", "2021-06-01", "2022-01-01", "2022-06-01")
    table = pace.foretell(joined, DAY("2021-01-01"), DAY("2022-01-01")).set_index("model")
    assert table.loc["constant", ["known", "came"]].tolist() == [2, 2]  # the day of the cut is known, that of the end came
    assert table.loc["constant", "expected"] == pytest.approx(2 * 365 / 366)
    assert table.loc["constant", "error"] == pytest.approx(2 * 365 / 366 - 2)
    assert table.loc["constant", ["low", "high", "inside"]].tolist() == [0, 5, True]
    assert list(table.index) == ["fitted", "constant", "linear", "last year"]


@pytest.mark.parametrize("cut", ["2020-01-01", "2022-01-01"])
def test_a_cut_lies_between_the_opening_and_the_end(cut):
    with pytest.raises(ValueError, match="a cut lies between the opening day 2020-01-01 and 2022-01-01"):
        pace.foretell(days("2020-01-01", "2021-01-01"), DAY(cut), DAY("2022-01-01"))


def test_what_came_outside_the_interval_is_outside():
    many = days("2020-01-01", "2020-06-01", *[f"2021-{month:02}-01" for month in range(2, 12)])
    table = pace.foretell(many, DAY("2021-01-01"), DAY("2022-01-01")).set_index("model")
    assert not table.loc["constant", "inside"] and table.loc["constant", "came"] == 10


MONTHLY = pd.Series(pd.date_range("2020-01-01", "2023-12-01", freq="MS"))


def test_cuts_are_anniversaries_with_enough_behind_them():
    end = DAY("2023-12-31")
    assert pace.cuts(MONTHLY, end) == [DAY("2020-12-31"), DAY("2021-12-31"), DAY("2022-12-31")]
    assert pace.cuts(MONTHLY, end, 11) == pace.cuts(MONTHLY, end)
    assert pace.cuts(MONTHLY, end, 12) == [DAY("2021-12-31"), DAY("2022-12-31")]


def test_a_steady_pace_is_foretold_by_all_that_can_hold_it():
    tests = pace.backtest(MONTHLY, DAY("2023-12-31"))
    assert len(tests) == 3 * 4 and set(tests["came"]) == {12} and tests.index.tolist() == list(range(12))
    assert len(pace.backtest(MONTHLY, DAY("2023-12-31"), 12)) == 2 * 4
    table = pace.scores(tests)
    assert table.index[-1] == "linear" and table["n"].tolist() == [3] * 4
    assert table.loc["last year", "error"] < 0.5 and table.loc["constant", "error"] < 1
    linear = tests[tests["model"] == "linear"]["error"]
    assert table.loc["linear", "error"] == pytest.approx(linear.abs().mean())
    assert table.loc["linear", "bias"] == pytest.approx(linear.mean()) and table.loc["linear", "bias"] > 0
    assert table.loc["last year", "inside"] == 3
    assert pace.backtest(MONTHLY.iloc[:3], DAY("2023-12-31")).empty


def test_errors_of_either_sign_do_not_cancel():
    tests = pd.DataFrame({"model": ["a", "a", "b"], "error": [2.0, -4.0, 1.0], "inside": [True, False, True]})
    assert pace.scores(tests).loc["a"].tolist() == [3.0, -1.0, 1, 2]
    assert pace.scores(tests).index.tolist() == ["b", "a"]


def test_a_path_starts_from_the_total_at_the_cut_founders_included():
    joined = days("2020-01-01", "2020-01-01", "2020-07-01", "2021-01-01", "2021-06-01")
    table = pace.path(joined, DAY("2021-01-01"), [DAY("2022-01-01")])
    assert table.index.tolist() == list(range(8)) and table.columns.tolist() == ["model", "day", "total", "low", "high"]
    constant = table[table["model"] == "constant"]
    assert constant["day"].tolist() == [DAY("2021-01-01"), DAY("2022-01-01")]
    assert constant["total"].tolist() == pytest.approx([4, 4 + 2 * 365 / 366])
    assert constant[["low", "high"]].values.tolist() == [[4, 4], [4, 9]]


def test_the_ends_of_the_interval_are_inside_and_founders_without_a_day_are_left_out():
    quiet = pace.foretell(days("2020-01-01", "2020-06-01", None), DAY("2021-01-01"), DAY("2022-01-01")).set_index("model")
    assert quiet.loc["constant", ["low", "came", "inside"]].tolist() == [0, 0, True]
    # the constant rate expects one event: 95 % of that Poisson law is 0 to 3
    joined = days("2020-01-01", "2020-06-01", "2021-02-01", "2021-03-01", "2021-04-01")
    three = pace.foretell(joined, DAY("2021-01-01"), DAY("2022-01-01")).set_index("model")
    assert three.loc["constant", ["high", "came", "inside"]].tolist() == [3, 3, True]


def test_the_area_of_a_rate_that_does_not_change_is_the_time():
    assert pace._area(0, 1, 3) == pace._area(1e-10, 1, 3) == 2
    assert pace._area(0.5, 0, 1) == pytest.approx((math.exp(0.5) - 1) / 0.5)
    assert pace._area(-0.5, 1, 2) == pytest.approx(2 * (math.exp(-0.5) - math.exp(-1)))


def test_a_year_has_365_days_and_a_quarter():
    # 366 days before the cut is more than a year ago
    table = pace.foretell(days("2019-01-01", "2020-01-01"), DAY("2021-01-01"), DAY("2022-01-01")).set_index("model")
    assert table.loc["last year", ["known", "expected"]].tolist() == [1, 0]
    table = pace.foretell(days("2019-01-01", "2020-01-02"), DAY("2021-01-01"), DAY("2022-01-01")).set_index("model")
    assert table.loc["last year", "expected"] == pytest.approx(365 / 365.25)


def test_who_joined_on_the_day_of_a_cut_counts_and_each_test_tells_its_cut():
    five = days("2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2020-05-01", "2021-12-31", "2022-06-01")
    assert pace.cuts(five, DAY("2022-12-31")) == [DAY("2021-12-31")]
    assert pace.cuts(five.drop(4), DAY("2022-12-31")) == []
    tests = pace.backtest(five, DAY("2022-12-31"))
    assert tests["cut"].tolist() == [DAY("2021-12-31")] * 4 and tests["came"].tolist() == [1] * 4
    assert tests["known"].tolist() == [5] * 4 and tests.index.tolist() == [0, 1, 2, 3]


def test_without_a_test_there_is_an_empty_table_of_the_same_kind():
    assert pace.backtest(MONTHLY.iloc[:3], DAY("2023-12-31")).columns.tolist() == ["model", "cut", "error", "inside"]


def test_of_models_as_far_off_the_first_stands_first():
    names = [f"m{n}" for n in range(100)]
    tests = pd.DataFrame({"model": names, "error": [float(n % 2) for n in range(100)], "inside": True})
    assert pace.scores(tests).index.tolist() == names[::2] + names[1::2]
