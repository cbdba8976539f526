"""Shots on goal: the stated rate of success, what it makes likely, and what the flights so far say of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import beta, betabinom, binom

PRIOR = (1.0, 1.0)  # Beta(1, 1): before any flight every success rate is as likely as any other
# Three ways to count a lander that came down softly and tipped over ("partial" in the table).
CODINGS = {
    "failure": {"success": "win", "partial": "loss", "failure": "loss"},
    "left out": {"success": "win", "failure": "loss"},
    "success": {"success": "win", "partial": "win", "failure": "loss"},
}


def stated_rate(quantities: pd.DataFrame) -> tuple[float, pd.DataFrame]:
    """Return the success rate NASA is said to expect of its cargo deliveries (0 to 1), and the statements of it.

    Parameters
    ----------
    quantities : rows with ``subject``, ``measure`` and ``low`` (percent)

    Raises
    ------
    ValueError
        If no statement gives the rate, or two give different ones.

    Examples
    --------
    >>> rows = pd.DataFrame({"subject": ["clps"], "measure": ["expected rate of success"], "low": [50.0]})
    >>> stated_rate(rows)[0]
    0.5
    """
    said = quantities[(quantities["subject"] == "clps") & quantities["measure"].str.contains("success")]
    rates = said["low"].unique()
    if len(rates) != 1:
        raise ValueError(f"one stated rate of success is needed, not {len(rates)}: {', '.join(map(str, rates))}")
    return float(rates[0]) / 100, said


def flown(deliveries: pd.DataFrame) -> pd.DataFrame:
    """Return the deliveries that have a date of launch (EDTF in ``launch_date``), in order of it."""
    return deliveries[deliveries["launch_date"] != ""].sort_values("launch_date").reset_index(drop=True)


def chances(n: int, rate: float) -> pd.DataFrame:
    """Return the binomial distribution of successes in `n` independent flights.

    Returns
    -------
    DataFrame with ``successes`` (0 to n), ``chance`` (of just so many) and ``at_least`` (of so many or more; 0 to 1).

    Examples
    --------
    >>> chances(2, 0.5)["chance"].round(3).tolist()
    [0.25, 0.5, 0.25]
    """
    wins = np.arange(n + 1)
    return pd.DataFrame({"successes": wins, "chance": binom.pmf(wins, n, rate), "at_least": binom.sf(wins - 1, n, rate)})


def flights_needed(wins: int, confidence: float, rate: float) -> int:
    """Return the fewest flights with which at least `wins` successes come with probability `confidence`.

    >>> flights_needed(1, 0.95, 0.5)
    5

    Raises
    ------
    ValueError
        If `rate` or `confidence` is not between 0 and 1.
    """
    if not (0 < rate < 1 and 0 < confidence < 1):
        raise ValueError(f"rate and confidence lie between 0 and 1, not {rate} and {confidence}")
    n = wins
    while binom.sf(wins - 1, n, rate) < confidence:
        n += 1
    return n


def coded(outcomes: pd.Series, coding: dict[str, str]) -> tuple[int, int]:
    """Return (wins, losses) of `outcomes` under a coding; outcomes it does not name are left out.

    >>> coded(pd.Series(["success", "partial", "failure"]), CODINGS["left out"])
    (1, 1)
    """
    results = outcomes.map(coding)
    return int((results == "win").sum()), int((results == "loss").sum())


def updated(outcomes: pd.Series, level: float = 0.95, prior: tuple[float, float] = PRIOR) -> pd.DataFrame:
    """Return what the flights say of the success rate under each coding (Beta-Binomial).

    Parameters
    ----------
    outcomes : success, partial or failure, one a flight
    level : mass of the interval (0 to 1)
    prior : the two parameters of the Beta distribution before any flight

    Returns
    -------
    DataFrame with ``coding`` (what a tipped lander counts as), ``n`` (flights counted), ``wins``, ``mean`` and the
    equal-tailed interval ``low``, ``high`` of the rate (0 to 1), ``next_two`` (chance that at least one of the next two
    flights succeeds, 0 to 1).

    Notes
    -----
    Source: Gelman, A. et al. (2013), Bayesian Data Analysis, 3rd ed., section 2.4.
    """
    tail, rows = (1 - level) / 2, []
    for name, coding in CODINGS.items():
        wins, losses = coded(outcomes, coding)
        a, b = prior[0] + wins, prior[1] + losses
        low, high = beta.ppf([tail, 1 - tail], a, b)
        rows.append((name, wins + losses, wins, a / (a + b), low, high, 1 - betabinom.pmf(0, 2, a, b)))
    return pd.DataFrame(rows, columns=["coding", "n", "wins", "mean", "low", "high", "next_two"])


def simulated(n: int, rate: float, runs: int = 100_000, seed: int = 20231001) -> np.ndarray:
    """Return the share of `runs` seeded simulations with 0, 1, ... `n` successes: a check of `chances`."""
    wins = np.random.default_rng(seed).binomial(n, rate, runs)
    return np.bincount(wins, minlength=n + 1) / runs
