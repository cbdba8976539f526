"""How reproducible the coding is: two coders who did not see each other's work, field by field."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from analysis.facts import evidence, tables

RESAMPLES, SEED, LEVEL = 2000, 20261121, 0.95


def alpha(first: pd.Series, second: pd.Series) -> float:
    """Return Krippendorff's alpha of two nominal codings: 1 is agreement, 0 what chance gives; NaN where nothing varies.

    >>> alpha(pd.Series(["a", "a", "b", "b"]), pd.Series(["a", "a", "b", "b"]))
    1.0

    Notes
    -----
    Source: Krippendorff, K. (2018), Content Analysis, 4th ed., chapter 12. Agreement by chance is what two coders reach who
    draw at random from all values that both have used.
    """
    words = {word: number for number, word in enumerate(pd.unique(pd.concat([first, second])))}
    if len(words) < 2:
        return float("nan")
    codes = np.array([first.map(words), second.map(words)])
    return float(_alphas(codes[:, np.newaxis], len(words))[0])


def alpha_interval(first: pd.Series, second: pd.Series, seed: int = SEED) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of `alpha` over the coded items (percentiles; NaN where nothing varies).

    Source: Efron, B. (1979), Bootstrap methods, Annals of Statistics 7(1); resamples whole items, with a fixed seed.
    """
    words = {word: number for number, word in enumerate(pd.unique(pd.concat([first, second])))}
    if len(words) < 2:
        return float("nan"), float("nan")
    codes = np.array([first.map(words), second.map(words)])
    chosen = np.random.default_rng(seed).integers(0, len(first), (RESAMPLES, len(first)))
    values = _alphas(codes[:, chosen], len(words))
    edge = (1 - LEVEL) / 2
    low, high = np.nanquantile(values, [edge, 1 - edge])
    return float(low), float(high)


def _alphas(codes: np.ndarray, words: int) -> np.ndarray:
    """Alpha of each resample; `codes` has the shape (2 coders, resamples, items)."""
    observed = (codes[0] != codes[1]).mean(axis=1)
    n = 2 * codes.shape[2]
    counts = np.stack([(codes == word).sum(axis=(0, 2)) for word in range(words)])
    expected = 1 - (counts * (counts - 1)).sum(axis=0) / (n * (n - 1))
    with np.errstate(invalid="ignore"):  # 0 of 0 where nothing varies
        return 1 - observed / expected


def agreement(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return how far two codings agree, for each group of `by`.

    Parameters
    ----------
    rows : one row a coded field, with ``first``, ``second`` (values as text) and the columns of `by`

    Returns
    -------
    DataFrame with the columns of `by`, ``n`` (fields coded twice), ``share`` (0 to 1 that agree) with its 95 % Wilson
    interval ``share_low``, ``share_high``, and ``alpha`` with its bootstrap interval ``alpha_low``, ``alpha_high``.

    Examples
    --------
    >>> rows = pd.DataFrame({"table": "t", "first": ["a", "b", "b", "a"], "second": ["a", "b", "a", "a"]})
    >>> agreement(rows, ["table"])[["n", "share"]].values.tolist()
    [[4.0, 0.75]]
    """
    records = []
    for key, group in rows.groupby(by, sort=False):
        agree, n = int((group["first"] == group["second"]).sum()), len(group)
        interval = binomtest(agree, n).proportion_ci(LEVEL, method="wilson")
        chance = (alpha(group["first"], group["second"]), *alpha_interval(group["first"], group["second"]))
        records.append((*key, n, agree / n, interval.low, interval.high, *chance))
    columns = [*by, "n", "share", "share_low", "share_high", "alpha", "alpha_low", "alpha_high"]
    return pd.DataFrame(records, columns=columns)


def recoded() -> pd.DataFrame:
    """Return what two coders coded without seeing each other: the columns of ``recodings``, ``table`` and ``source``."""
    rows = tables.load("recodings")
    where = evidence.statements().set_index("id")[["table", "source"]]
    return rows.join(where, on="statement")


def marks(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the coders' marks of what is ours and not printed, for the values both filled: ``first``, ``second``.

    >>> rows = pd.DataFrame({"first": ["a", "b"], "second": ["a", ""], "first_ours": ["no"] * 2, "second_ours": ["yes"] * 2})
    >>> marks(rows)[["first", "second"]].values.tolist()
    [['no', 'yes']]
    """
    both = rows[(rows["first"] != "") & (rows["second"] != "")]
    return both.assign(first=both["first_ours"], second=both["second_ours"])
