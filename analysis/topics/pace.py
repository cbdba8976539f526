"""How fast states join: a Poisson rate with its interval, a rate that may change, simple rivals, and how each foretold."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.stats import chi2, poisson

LEVEL = 0.95
YEAR = pd.Timedelta(days=365.25)


def rate(n: int, years: float) -> tuple[float, float, float]:
    """Return events a year with the exact 95 % interval of a Poisson rate: rate, low, high.

    >>> tuple(round(value, 2) for value in rate(10, 5.0))
    (2.0, 0.96, 3.68)

    Raises
    ------
    ValueError
        If no time has passed.

    Notes
    -----
    Source: Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28.
    """
    if years <= 0:
        raise ValueError(f"a rate needs time, not {years:g} years")
    edge = (1 - LEVEL) / 2
    low = chi2.ppf(edge, 2 * n) / 2 if n else 0.0
    return n / years, float(low / years), float(chi2.ppf(1 - edge, 2 * (n + 1)) / 2 / years)


def dispersion(days: pd.Series, start: pd.Timestamp, end: pd.Timestamp, parts: int) -> float:
    """Return variance over mean of the numbers of events in `parts` equal spans: 1 is Poisson, above 1 they come in bunches.

    >>> at = pd.Series(pd.to_datetime(["2020-02-01", "2020-03-01", "2020-08-01", "2020-09-01"]))
    >>> dispersion(at, pd.Timestamp("2020-01-01"), pd.Timestamp("2021-01-01"), 2)
    0.0
    """
    places = (days - start) / (end - start) * parts
    numbers = np.bincount(places.astype(int).clip(upper=parts - 1), minlength=parts)
    return float(numbers.var(ddof=1) / numbers.mean())


def constant(ages: np.ndarray, age: float, ahead: float) -> float:
    """Return the events expected in the next `ahead` years if the rate stays at its mean so far.

    >>> constant(np.array([0.5, 1.0, 1.5, 2.0]), 2.0, 1.0)
    2.0
    """
    return len(ages) * ahead / age


def linear(ages: np.ndarray, age: float, ahead: float) -> float:
    """Return the events expected if the rate grows in proportion to age, from nothing: n ((T + h)² - T²) / T².

    >>> linear(np.array([0.5, 1.0, 1.5, 2.0]), 2.0, 1.0)
    5.0
    """
    return len(ages) * ((age + ahead) ** 2 - age**2) / age**2


def last_year(ages: np.ndarray, age: float, ahead: float) -> float:
    """Return the events expected if every year brings what the last one brought.

    >>> last_year(np.array([0.5, 1.5, 2.0]), 2.0, 2.0)
    4.0
    """
    return int((ages > age - 1).sum()) * ahead


def fitted(ages: np.ndarray, age: float, ahead: float) -> float:
    """Return the events expected if the rate changes by a constant factor a year, fitted by maximum likelihood.

    The process is Poisson with rate exp(a + b t). Given the number of events, their ages depend on b alone, which is found
    numerically; a follows from the number.

    >>> round(fitted(np.array([0.25, 0.75, 1.25, 1.75]), 2.0, 1.0), 2)
    2.0

    Notes
    -----
    Source: Cox, D. R. and Lewis, P. A. W. (1966), The Statistical Analysis of Series of Events, section 3.3.
    """
    if len(ages) < 2:
        return constant(ages, age, ahead)

    def loss(b: float) -> float:
        return len(ages) * math.log(_area(b, 0, age)) - b * float(ages.sum())

    b = float(minimize_scalar(loss, bounds=(-5, 5), method="bounded", options={"xatol": 1e-8}).x)
    return len(ages) * _area(b, age, age + ahead) / _area(b, 0, age)


def _area(b: float, start: float, end: float) -> float:
    """The area below exp(b t) from `start` to `end`."""
    return end - start if abs(b) < 1e-9 else (math.exp(b * end) - math.exp(b * start)) / b


# The fitted rate first, then its rivals: name -> (ages of the events in years, age of the bloc, years ahead) -> events
MODELS: dict[str, Callable[[np.ndarray, float, float], float]] = {
    "fitted": fitted,
    "constant": constant,
    "linear": linear,
    "last year": last_year,
}


def accessions(days: pd.Series) -> tuple[pd.Timestamp, pd.Series]:
    """Return the opening day of a bloc and the days of those who came after it, in order.

    Those who sign on the first day found the bloc; they do not join it.

    >>> opened, later = accessions(pd.Series(pd.to_datetime(["2020-10-13", "2020-10-13", "2020-11-12"])))
    >>> opened.year, len(later)
    (2020, 1)
    """
    days = days.dropna().sort_values()
    return days.iloc[0], days[days > days.iloc[0]].reset_index(drop=True)


def foretell(days: pd.Series, cut: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return what each model, fitted to what was known at `cut`, foretells up to `end`, and what came.

    Parameters
    ----------
    days : day of each member's joining, founders included

    Returns
    -------
    DataFrame with ``model``, ``known`` (joined after the opening day, up to the cut), ``expected``, ``low``, ``high`` (95 %
    of a Poisson law with that mean; how sure the fit is, is not in it), ``came``, ``error`` (expected less came),
    ``inside`` (whether what came lies between low and high).

    Raises
    ------
    ValueError
        If the cut is not after the opening day and before the end.
    """
    opened, later = accessions(days)
    if not opened < cut < end:
        raise ValueError(f"a cut lies between the opening day {opened:%Y-%m-%d} and {end:%Y-%m-%d}, not at {cut:%Y-%m-%d}")
    known = later[later <= cut]
    came = int(((later > cut) & (later <= end)).sum())
    ages = ((known - opened) / YEAR).to_numpy()
    edge = (1 - LEVEL) / 2
    records = []
    for name, model in MODELS.items():
        expected = model(ages, (cut - opened) / YEAR, (end - cut) / YEAR)
        low, high = poisson.ppf(edge, expected), poisson.ppf(1 - edge, expected)
        records.append((name, len(known), expected, low, high, came, expected - came, bool(low <= came <= high)))
    columns = ["model", "known", "expected", "low", "high", "came", "error", "inside"]
    return pd.DataFrame(records, columns=columns)


def cuts(days: pd.Series, end: pd.Timestamp, least: int = 5) -> list[pd.Timestamp]:
    """Return the anniversaries of `end` before it at which at least `least` had joined after the opening day, first first.

    >>> at = pd.Series(pd.date_range("2020-01-01", "2022-12-01", freq="MS"))
    >>> [f"{cut:%Y-%m-%d}" for cut in cuts(at, pd.Timestamp("2023-03-31"))]
    ['2021-03-31', '2022-03-31']
    """
    _, later = accessions(days)
    found, cut = [], end - pd.DateOffset(years=1)
    while (later <= cut).sum() >= least:
        found.append(cut)
        cut -= pd.DateOffset(years=1)
    return found[::-1]


def backtest(days: pd.Series, end: pd.Timestamp, least: int = 5) -> pd.DataFrame:
    """Return what each model foretold for the year after each cut, beside what came: as from `foretell`, with ``cut``.

    The years do not overlap; each model knows only what was known at its cut.
    """
    tests = [foretell(days, cut, cut + pd.DateOffset(years=1)).assign(cut=cut) for cut in cuts(days, end, least)]
    return pd.concat(tests, ignore_index=True) if tests else pd.DataFrame(columns=["model", "cut", "error", "inside"])


def scores(tests: pd.DataFrame) -> pd.DataFrame:
    """Return how far each model was off, the nearest first.

    Parameters
    ----------
    tests : as from `backtest`

    Returns
    -------
    DataFrame indexed by model: ``error`` (mean of the absolute error), ``bias`` (mean error), ``inside`` and ``n`` (tests).
    """
    grouped = tests.groupby("model", sort=False)
    table = pd.DataFrame(
        {
            "error": grouped["error"].agg(lambda errors: errors.abs().mean()),
            "bias": grouped["error"].mean(),
            "inside": grouped["inside"].sum(),
            "n": grouped.size(),
        }
    )
    return table.sort_values("error", kind="stable")


def path(days: pd.Series, cut: pd.Timestamp, ends: Iterable[pd.Timestamp]) -> pd.DataFrame:
    """Return the total each model foretells at each of `ends`, founders included, from the total at the cut on.

    Parameters
    ----------
    days : day of each member's joining, founders included

    Returns
    -------
    DataFrame with ``model``, ``day``, ``total``, ``low``, ``high``.
    """
    had = int((days.dropna() <= cut).sum())
    now = pd.DataFrame({"model": list(MODELS), "expected": 0.0, "low": 0.0, "high": 0.0, "day": cut})
    told = [foretell(days, cut, end).assign(day=end) for end in ends]
    rows = pd.concat([now, *told], ignore_index=True)[["model", "day", "expected", "low", "high"]]
    rows[["expected", "low", "high"]] += had
    return rows.rename(columns={"expected": "total"})
