"""What is said of the companies: their activities, the rungs they climbed, those who left."""

from __future__ import annotations

import pandas as pd

from analysis.facts import dates
from analysis.facts.vocabulary import ended_badly

# The rungs of the ladder from a competition to a contract, by kind of programme.
RUNGS = {"prize": "prize", "grant": "grant", "agreement": "agreement", "contract vehicle": "contract"}
BEFORE = ["prize", "grant", "agreement"]  # the rungs before a contract
CLIMBING = ("awarded", "takes part in", "supported by")  # relations that put a company on a rung


def companies(rows: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Return one row a company.

    Parameters
    ----------
    rows : statements with ``company`` (key of parties) and ``activity``
    parties : table with ``key``, ``name``, ``iso3``

    Returns
    -------
    DataFrame indexed by company with ``name``, ``country`` (ISO 3166 alpha-3), ``activity`` (the first one stated) and
    ``statements`` (number), in order of country and name.
    """
    known, grouped = parties.set_index("key"), rows.groupby("company")
    table = pd.DataFrame({"activity": grouped["activity"].first(), "statements": grouped.size()})
    return (
        known[["name", "iso3"]].rename(columns={"iso3": "country"}).join(table, how="inner").sort_values(["country", "name"])
    )


def by_country_and_activity(table: pd.DataFrame) -> pd.DataFrame:
    """Return the number of companies by activity (index) and country (columns), both largest first.

    >>> table = pd.DataFrame({"activity": ["rover", "lander", "lander"], "country": ["DEU", "USA", "USA"]})
    >>> by_country_and_activity(table).to_dict("split")["data"]
    [[2, 0], [0, 1]]
    """
    counts = pd.crosstab(table["activity"], table["country"])
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    return counts[counts.sum().sort_values(ascending=False, kind="stable").index]


def climbing(links: pd.DataFrame) -> pd.DataFrame:
    """Return the links that put a company on a rung: those that award, support or say that it takes part."""
    return links[links["relation"].isin(CLIMBING)]


def ladder(links: pd.DataFrame, kinds: dict[str, str]) -> pd.DataFrame:
    """Return the rungs on which each company is named.

    Parameters
    ----------
    links : steps of the market: ``from`` (programme), ``relation``, ``to`` (company)
    kinds : programme -> kind

    Returns
    -------
    DataFrame indexed by company with a boolean column for each rung (prize, grant, agreement, contract) and
    ``incubated`` (on any rung before the contract).

    Examples
    --------
    >>> links = pd.DataFrame({"from": ["xprize"], "relation": ["takes part in"], "to": ["astrobotic"]})
    >>> ladder(links, {"xprize": "prize"}).loc["astrobotic"].tolist()
    [True, False, False, False, True]
    """
    rows = climbing(links)
    rungs = rows["from"].map(kinds).map(RUNGS)
    table = pd.crosstab(rows["to"], rungs).astype(bool).reindex(columns=list(RUNGS.values()), fill_value=False)
    return table.assign(incubated=table[BEFORE].any(axis=1)).rename_axis(index="company", columns=None)


def left(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that a company lost a contract, went under or left (``fate``)."""
    return rows[rows["fate"].map(ended_badly)]


def exits(rows: pd.DataFrame, contracts: pd.DataFrame) -> pd.DataFrame:
    """Return the companies that lost a contract or left, one row each, those that left last first.

    Where statements date an exit differently, the latest date is taken.

    Parameters
    ----------
    rows : statements with ``id``, ``company``, ``fate``, ``date`` (EDTF or "")
    contracts : with ``recipients`` and ``date``, in order of date

    Returns
    -------
    DataFrame with ``company``, ``fate``, ``award`` (date of its first contract) and ``end`` (EDTF, "" where no document
    says), ``months_low`` and ``months_high`` (whole months from award to end that the dates allow; NaN where a date is
    missing), ``id``.
    """
    gone = left(rows)
    gone = gone.assign(latest=gone["date"].map(dates.latest))
    gone = gone.sort_values("latest", ascending=False, kind="stable").drop_duplicates("company")
    gone = gone.sort_values(["latest", "company"], ascending=[False, True])
    award = contracts.drop_duplicates("recipients").set_index("recipients")["date"]
    table = gone[["company", "fate"]].assign(award=gone["company"].map(award).fillna(""), end=gone["date"])
    months = [months_between(start, end) for start, end in zip(table["award"], table["end"], strict=True)]
    spans = pd.DataFrame(months, index=table.index, columns=["months_low", "months_high"])
    return table.join(spans).assign(id=gone["id"]).reset_index(drop=True)


def months_between(start: str, end: str) -> tuple[float, float]:
    """Return the fewest and the most whole months between two EDTF dates; NaN where a bound is missing.

    >>> months_between("2019-05", "2019-07"), months_between("2020-04", "")
    ((1.0, 2.0), (nan, nan))
    """
    fewest = whole_months(dates.latest(start), dates.earliest(end))
    most = whole_months(dates.earliest(start), dates.latest(end))
    return fewest, most


def whole_months(start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Return the number of whole calendar months from `start` to `end`, 0 if `end` is earlier, NaN if one is NaT.

    >>> whole_months(pd.Timestamp("2020-01-15"), pd.Timestamp("2020-03-14"))
    1.0
    """
    if pd.isna(start) or pd.isna(end):
        return float("nan")
    months = (end.year - start.year) * 12 + end.month - start.month
    begun = end.day < start.day  # the last of them is not over
    return float(max(0, months - begun))
