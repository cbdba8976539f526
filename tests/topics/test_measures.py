"""Measures: worked by hand, or against their formulas."""

import math

import pandas as pd
import pytest
from scipy.stats import norm

from analysis.topics import measures


def test_herfindahl_by_hand():
    assert measures.herfindahl(pd.Series([0.75, 0.25])) == 0.5625 + 0.0625
    assert measures.herfindahl(pd.Series([0.2] * 5)) == pytest.approx(1 / 5)
    assert measures.herfindahl(pd.Series([1.0])) == 1


def test_shares_of_another_sum_are_refused():
    with pytest.raises(ValueError, match=r"sum to 1, not 0\.5"):
        measures.herfindahl(pd.Series([0.5]))


def test_growth_by_hand():
    assert measures.growth(1, 8, 3) == pytest.approx(1.0)
    assert measures.growth(200, 100, 1) == pytest.approx(-0.5)
    assert measures.growth(110.03e9, 362e9, 16) == pytest.approx((3620 / 1100.3) ** (1 / 16) - 1)


@pytest.mark.parametrize(("low", "high", "years"), [(0, 1, 1), (1, 0, 1), (1, 1, 0)])
def test_growth_from_nothing_or_in_no_time_is_refused(low, high, years):
    with pytest.raises(ValueError, match=f"not {low} to {high} in {years} years"):
        measures.growth(low, high, years)


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_wilson_against_its_formula(level):
    z, p, n = norm.ppf(1 - (1 - level) / 2), 0.2, 10
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert measures.wilson(2, 10, level) == pytest.approx((centre - half, centre + half))


def test_wilson_is_of_95_percent_unless_told():
    assert measures.wilson(2, 10) == measures.wilson(2, 10, 0.95)


def test_wilson_at_the_ends():
    assert measures.wilson(0, 5)[0] == 0 and measures.wilson(5, 5)[1] == 1


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (4, 3), (-1, 3)])
def test_wilson_of_no_case_or_too_many_successes_is_refused(successes, n):
    with pytest.raises(ValueError, match=f"n > 0, not {successes} of {n}"):
        measures.wilson(successes, n)
