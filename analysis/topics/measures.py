"""Measures that know no topic: concentration, growth, a share's interval."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binomtest


def herfindahl(shares: pd.Series) -> float:
    """Return the Herfindahl-Hirschman index of `shares` (0 to 1, they sum to 1): 1 is one holder, 1/n is n equal ones.

    >>> herfindahl(pd.Series([0.5, 0.25, 0.25]))
    0.375

    Raises
    ------
    ValueError
        If the shares do not sum to 1.

    Notes
    -----
    Source: Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54(5).
    """
    if not np.isclose(shares.sum(), 1):
        raise ValueError(f"shares sum to 1, not {shares.sum():g}")
    return float((shares**2).sum())


def growth(low: float, high: float, years: int) -> float:
    """Return the mean yearly growth from `low` to `high` over `years` years (0.08 is 8 percent a year).

    It is the constant rate that leads from the one to the other (geometric mean), and says nothing of the years between.

    >>> round(growth(100, 121, 2), 4)
    0.1

    Raises
    ------
    ValueError
        If an amount or the number of years is not above zero.
    """
    if min(low, high, years) <= 0:
        raise ValueError(f"growth needs amounts and years above zero, not {low:g} to {high:g} in {years} years")
    return (high / low) ** (1 / years) - 1


def wilson(successes: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """Return the Wilson interval (low, high; 0 to 1) of the share `successes` of `n` at confidence `level`.

    It says something only where the cases are a sample of more.

    >>> tuple(round(bound, 3) for bound in wilson(1, 3))
    (0.061, 0.792)

    Raises
    ------
    ValueError
        If there is no case, or more successes than cases.

    Notes
    -----
    Source: Wilson, E. B. (1927), Probable inference, Journal of the American Statistical Association 22.
    """
    if not 0 <= successes <= n or n == 0:
        raise ValueError(f"a share needs 0 <= successes <= n and n > 0, not {successes} of {n}")
    interval = binomtest(successes, n).proportion_ci(level, method="wilson")
    return float(interval.low), float(interval.high)
