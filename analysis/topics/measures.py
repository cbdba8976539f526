"""Measures that know no topic: concentration, inequality, growth, a share's interval."""

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


def lorenz(amounts: pd.Series) -> pd.DataFrame:
    """Return the Lorenz curve of `amounts` (of one unit, none negative), smallest first.

    Returns
    -------
    DataFrame with ``companies`` and ``money``, both shares from 0 to 1; one row more than `amounts`, the first (0, 0).

    Examples
    --------
    >>> lorenz(pd.Series([1.0, 3.0]))["money"].tolist()
    [0.0, 0.25, 1.0]

    Notes
    -----
    Source: Lorenz, M. O. (1905), Methods of measuring the concentration of wealth, Publications of the American
    Statistical Association 9(70).
    """
    ordered = np.sort(amounts.to_numpy())
    money = np.concatenate([[0], ordered.cumsum() / ordered.sum()])
    return pd.DataFrame({"companies": np.linspace(0, 1, len(money)), "money": money})


def without_one(amounts: pd.Series) -> tuple[float, float]:
    """Return the lowest and highest Herfindahl index when any one of `amounts` is left out.

    With few contracts this shows how far the index hangs on a single one; it is no confidence interval.

    Parameters
    ----------
    amounts : one a holder, of one unit, two or more

    Returns
    -------
    Two indices, each from 1/n to 1.

    Examples
    --------
    >>> without_one(pd.Series({"a": 1.0, "b": 1.0, "c": 2.0}))
    (0.5, 0.5555555555555556)

    Raises
    ------
    ValueError
        If there are fewer than two amounts.

    Notes
    -----
    Leaving out one at a time: Quenouille, M. H. (1956), Notes on bias in estimation, Biometrika 43(3/4).
    """
    if len(amounts) < 2:
        raise ValueError(f"leaving one out needs two amounts or more, not {len(amounts)}")
    values = [herfindahl((rest := amounts.drop(name)) / rest.sum()) for name in amounts.index]
    return min(values), max(values)


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
