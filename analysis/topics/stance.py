"""Who speaks how of whom: the stance of claims by document and by road."""

from __future__ import annotations

import pandas as pd

from analysis.facts import evidence

ROADS = ("ilrs", "artemis")
SIDES = ("favourable", "critical", "neutral")


def claims() -> pd.DataFrame:
    """Return the claims of the founding documents about one of the two roads, with ``printed``.

    ``printed`` says whether an evaluative word stands in the sentence; otherwise the stance is our reading of its tone.
    """
    rows = evidence.said("claims")
    rows = rows[rows["about"].isin(ROADS)]
    return rows.assign(printed=evidence.printed(rows, "stance"))


def by_document(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how often each document speaks favourably, critically or neutrally of each road.

    Parameters
    ----------
    rows : claims with ``source``, ``about`` (ilrs or artemis), ``stance``, ``printed``

    Returns
    -------
    DataFrame indexed by ``source`` and ``about`` with ``favourable``, ``critical``, ``neutral`` (numbers of claims) and
    ``printed`` (number whose evaluative word is printed).

    Examples
    --------
    >>> rows = pd.DataFrame({"source": "a", "about": "ilrs", "stance": ["favourable", "neutral"], "printed": [True, False]})
    >>> by_document(rows).loc[("a", "ilrs")].to_dict()
    {'favourable': 1, 'critical': 0, 'neutral': 1, 'printed': 1}
    """
    counted = pd.crosstab([rows["source"], rows["about"]], rows["stance"]).reindex(columns=list(SIDES), fill_value=0)
    return counted.join(rows.groupby(["source", "about"])["printed"].sum()).rename_axis(columns=None)


def balance(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each road the favourable share of the claims that take a side.

    Returns
    -------
    DataFrame indexed by ``about``: ``favourable``, ``critical`` (numbers), ``share`` (favourable over both, 0 to 1).

    Examples
    --------
    >>> rows = pd.DataFrame({"about": ["ilrs"] * 4, "stance": ["favourable"] * 3 + ["critical"]})
    >>> float(balance(rows).loc["ilrs", "share"])
    0.75
    """
    sided = rows[rows["stance"] != "neutral"]
    counted = pd.crosstab(sided["about"], sided["stance"]).reindex(columns=list(SIDES[:2]), fill_value=0)
    return counted.assign(share=counted["favourable"] / counted.sum(axis=1)).rename_axis(columns=None)
