"""Flights against what was said of them: how late, how often, and with what success under every way to count."""

from __future__ import annotations

from itertools import product

import pandas as pd
from scipy.stats import beta, betabinom, binom

from analysis.facts import dates, tables

EVEN = "even"
PRIORS = {EVEN: (1.0, 1.0)}  # Beta(1, 1): before any flight every success rate is as likely as any other
WEIGHTS = {"ten": 10, "fifty": 50}  # landings that a printed base rate is taken to stand for; no document prints how many
# A lander that came down softly and tipped over is "partial" in the table: what it may count as.
TIPPED = {"failure": "loss", "left out": "", "success": "win"}
# Orders that never flew for what they were given for: which of them count as losses.
UNFLOWN = {"left out": (), "cancelled": ("cancelled",), "redirected too": ("cancelled", "redirected")}
NOT_BEFORE = "not_before"  # the caveat of a date before which nothing flies, and no date for which it is planned
READING = ["unflown", "tipped"]  # what is coded; the prior is assumed
CHOICES = [*READING, "prior"]


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
    return _one(said, "stated rate of success") / 100, said


def base_rate(quantities: pd.DataFrame) -> tuple[float, pd.DataFrame]:
    """Return the share of earlier soft landings that succeeded (0 to 1), and the statements of it.

    The documents print the share that failed; where they say "over", the rate returned is the highest it can be.

    Parameters
    ----------
    quantities : rows with ``subject``, ``measure`` and ``low`` (percent)

    Raises
    ------
    ValueError
        If no statement gives the share, or two give different ones.

    Examples
    --------
    >>> rows = pd.DataFrame({"subject": ["lunar landing attempts"], "measure": ["share that failed"], "low": [60.0]})
    >>> base_rate(rows)[0]
    0.4
    """
    said = quantities[(quantities["subject"] == "lunar landing attempts") & quantities["measure"].str.contains("failed")]
    return 1 - _one(said, "share of landings that failed") / 100, said


def stated_pace(quantities: pd.DataFrame) -> pd.DataFrame:
    """Return the statements of how many deliveries fly in a year: columns of `quantities` (``low``, ``high`` a year)."""
    rows = quantities[(quantities["subject"] == "clps") & (quantities["unit"] == "missions per year")]
    return rows.reset_index(drop=True)


def _one(said: pd.DataFrame, what: str) -> float:
    values = said["low"].unique()
    if len(values) != 1:
        raise ValueError(f"one {what} is needed, not {len(values)}: {', '.join(map(str, values))}")
    return float(values[0])


def orders(deliveries: pd.DataFrame) -> pd.DataFrame:
    """Return each order as a flight that was planned: its plan, its launch and its end.

    Parameters
    ----------
    deliveries : rows with ``mission``, ``planned_date``, ``launch_date``, ``outcome``, ``outcome_date`` (EDTF or "")

    Returns
    -------
    DataFrame with the columns of `deliveries` and ``planned``, ``launched``, ``cancelled`` (EDTF or ""), for `lateness`.
    """
    cancelled = deliveries["outcome_date"].where(deliveries["outcome"] == "cancelled", "")
    return deliveries.assign(planned=deliveries["planned_date"], launched=deliveries["launch_date"], cancelled=cancelled)


def missions(statements: pd.DataFrame, since: str) -> pd.DataFrame:
    """Return each mission by the first plan stated of it and its flight.

    Parameters
    ----------
    statements : rows with ``id``, ``craft``, ``record`` (planned, flown, failed or other), ``announced`` and ``date``
        (EDTF or ""), ``caveats`` and ``source``
    since : EDTF; plans announced before it do not count

    Returns
    -------
    DataFrame with one row a craft of which a plan is stated, in their order: ``id`` and ``source`` (of the plan),
    ``craft``, ``announced``, ``planned``, ``launched`` (the first flight stated, "" if none) and ``cancelled`` (""), for
    `lateness`. Of plans stated on one day the one that allows most time counts; "no earlier than" (caveat not_before) and
    a plan without an end are no plan that can be missed.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["1", "2"], "craft": "luna-25", "record": ["planned", "failed"], "source": "s",
    ...     "caveats": "", "announced": ["2021-03", ""], "date": ["2021-10", "2023-08-19"]})
    >>> missions(rows, "2021")[["planned", "launched"]].values.tolist()
    [['2021-10', '2023-08-19']]
    """
    rows = statements[statements["date"] != ""]
    rows = rows.assign(said=rows["announced"].map(dates.earliest), until=rows["date"].map(dates.latest))
    counts = (rows["record"] == "planned") & (rows["said"] >= dates.earliest(since)) & rows["until"].notna()
    plans = rows[counts & ~rows["caveats"].map(lambda cell: NOT_BEFORE in tables.split(cell)).astype(bool)]
    first = plans.sort_values(["said", "until"], ascending=[True, False]).drop_duplicates("craft").sort_index()
    flights = rows[rows["record"].isin(["flown", "failed"])].sort_values("until", kind="stable").drop_duplicates("craft")
    flown = dict(zip(flights["craft"], flights["date"], strict=True))
    made = first.assign(planned=first["date"], launched=[flown.get(craft, "") for craft in first["craft"]], cancelled="")
    return made[["id", "source", "craft", "announced", "planned", "launched", "cancelled"]].reset_index(drop=True)


def lateness(plans: pd.DataFrame, until: str) -> pd.DataFrame:
    """Return what became of each plan by `until`, and how late it is.

    A plan of a year or a phase counts to its last month, and a launch counts for a landing planned.

    Parameters
    ----------
    plans : rows with ``planned``, ``launched``, ``cancelled`` (EDTF or "")
    until : EDTF, the date up to which is known what flew

    Returns
    -------
    The rows that have a plan, with ``by`` (Timestamp, last day planned), ``state`` (flown, cancelled, waiting), ``due``
    (whether that day is past or it has flown) and ``months`` (calendar months from the month of ``by`` to that of the
    launch, or to `until` for what waits; 0 if not late, NaN if cancelled).

    Examples
    --------
    >>> plans = pd.DataFrame({"planned": ["2023", "2024"], "launched": ["2025-01-15", ""], "cancelled": ""})
    >>> lateness(plans, "2026-09")[["state", "months"]].values.tolist()
    [['flown', 13.0], ['waiting', 21.0]]
    """
    rows = plans[plans["planned"] != ""].reset_index(drop=True)
    by, end = rows["planned"].map(dates.latest), dates.latest(until)
    state = pd.Series("waiting", rows.index).mask(rows["cancelled"] != "", "cancelled").mask(rows["launched"] != "", "flown")
    reached = rows["launched"].map(dates.earliest).fillna(end).where(state != "cancelled")
    months = (12 * (reached.dt.year - by.dt.year) + reached.dt.month - by.dt.month).clip(lower=0)
    return rows.assign(by=by, state=state, due=(by <= end) | (state == "flown"), months=months.astype(float))


def pace(launches: pd.Series, since: int, until: int) -> pd.DataFrame:
    """Return how many flew in each calendar year.

    Parameters
    ----------
    launches : dates of launch (EDTF); "" is no launch
    since, until : first and last year

    Returns
    -------
    DataFrame with ``year`` and ``flights`` (number).

    Examples
    --------
    >>> pace(pd.Series(["2024-01-08", "2024-02", ""]), 2023, 2024).values.tolist()
    [[2023, 0], [2024, 2]]
    """
    flown = launches.map(dates.earliest).dt.year
    years = range(since, until + 1)
    return pd.DataFrame({"year": years, "flights": [int((flown == year).sum()) for year in years]})


def outcomes(deliveries: pd.DataFrame) -> pd.Series:
    """Return what became of each order: its outcome, or redirected where it waits and lost what it was given for.

    Parameters
    ----------
    deliveries : rows with ``outcome`` and ``redirected`` (EDTF, when it lost what it was given for; else "")

    Examples
    --------
    >>> outcomes(pd.DataFrame({"outcome": ["pending", "success"], "redirected": ["2024-07", ""]})).tolist()
    ['redirected', 'success']
    """
    waits = (deliveries["outcome"] == "pending") & (deliveries["redirected"] != "")
    return deliveries["outcome"].mask(waits, "redirected")


def coded(outcomes: pd.Series, tipped: str, unflown: str) -> tuple[int, int]:
    """Return (wins, losses) of `outcomes` under a way to count; what it does not name, such as pending, is left out.

    Parameters
    ----------
    outcomes : success, partial, failure, cancelled, redirected or pending, one an order
    tipped : a key of `TIPPED`
    unflown : a key of `UNFLOWN`

    Examples
    --------
    >>> coded(pd.Series(["success", "partial", "cancelled"]), "left out", "cancelled")
    (1, 1)
    """
    meaning = {"success": "win", "failure": "loss", "partial": TIPPED[tipped]} | dict.fromkeys(UNFLOWN[unflown], "loss")
    results = outcomes.map(meaning)
    return int((results == "win").sum()), int((results == "loss").sum())


def priors(base: float) -> dict[str, tuple[float, float]]:
    """Return the priors of the rate as parameters of a Beta distribution: even, and `base` worth so many landings.

    >>> priors(0.4)["ten"]
    (4.0, 6.0)
    """
    return PRIORS | {name: (weight * base, weight * (1 - base)) for name, weight in WEIGHTS.items()}


def readings(outcomes: pd.Series, rate: float, base: float, level: float = 0.95) -> pd.DataFrame:
    """Return the record and the rate of success under every way to count and every prior (Beta-Binomial).

    The rate and its interval are those of one process: every order an independent try at one and the same rate.

    Parameters
    ----------
    outcomes : as for `coded`
    rate : the stated rate (0 to 1)
    base : the printed base rate, for `priors` (0 to 1)
    level : mass of the interval (0 to 1)

    Returns
    -------
    DataFrame with ``unflown``, ``tipped``, ``prior``, ``n`` (orders counted), ``wins``, ``share`` (of n), ``mean`` and the
    equal-tailed interval ``low``, ``high`` of the rate, ``next_two`` (chance that at least one of the next two
    succeeds), ``at_most`` (chance of so few wins or fewer at the stated rate); all but n and wins 0 to 1.

    Notes
    -----
    Source: Gelman, A. et al. (2013), Bayesian Data Analysis, 3rd ed., section 2.4.
    """
    tail, rows = (1 - level) / 2, []
    for (unflown, tipped), (name, (won, lost)) in product(product(UNFLOWN, TIPPED), priors(base).items()):
        wins, losses = coded(outcomes, tipped, unflown)
        n, a, b = wins + losses, won + wins, lost + losses
        low, high = beta.ppf([tail, 1 - tail], a, b)
        next_two, at_most = 1 - betabinom.pmf(0, 2, a, b), binom.cdf(wins, n, rate)
        rows.append(
            (unflown, tipped, name, n, wins, wins / n if n else float("nan"), a / (a + b), low, high, next_two, at_most)
        )
    columns = [*CHOICES, "n", "wins", "share", "mean", "low", "high", "next_two", "at_most"]
    return pd.DataFrame(rows, columns=columns)


def sensitivity(readings: pd.DataFrame) -> pd.DataFrame:
    """Return how far each choice moves the estimated rate while the others stay.

    Parameters
    ----------
    readings : as from `readings`

    Returns
    -------
    DataFrame with ``choice`` (unflown, tipped, prior), ``options`` (number), ``least`` and ``most`` (the smallest and
    largest difference of ``mean`` that the choice alone makes, 0 to 1), the choice that moves most first.

    Examples
    --------
    >>> rows = pd.DataFrame({"unflown": "x", "tipped": ["a", "b"], "prior": "even", "mean": [0.25, 0.75]})
    >>> sensitivity(rows).head(1).to_dict("records")
    [{'choice': 'tipped', 'options': 2, 'least': 0.5, 'most': 0.5}]
    """
    rows = []
    for choice in CHOICES:
        means = readings.groupby([other for other in CHOICES if other != choice], sort=False)["mean"]
        moved = means.max() - means.min()
        rows.append((choice, readings[choice].nunique(), moved.min(), moved.max()))
    table = pd.DataFrame(rows, columns=["choice", "options", "least", "most"])
    return table.sort_values("most", ascending=False, kind="stable").reset_index(drop=True)


def narrowing(wins: int, losses: int, level: float = 0.95) -> float:
    """Return by what share the interval of the rate narrows if as many flights follow with the same outcomes.

    >>> round(narrowing(1, 3), 2)
    0.21
    """
    a, b = PRIORS[EVEN]
    (low, high), (low_then, high_then) = (beta.interval(level, a + k * wins, b + k * losses) for k in (1, 2))
    return float(1 - (high_then - low_then) / (high - low))
