"""How a market was made: laws, directives, strategies and programmes in time, by country, kind and instrument."""

from __future__ import annotations

import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import certainty, ended_badly

DRIVERS = {
    "sector": "The commercial sector grows",
    "cots": "COTS succeeds",
    "incubation": "Lunar skills are incubated",
    "artemis": "Artemis buys services",
    "whole-of-government": "The whole of government",
    "followers": "Other countries follow",
}
KIND_NAMES = {
    "law": "laws",
    "directive": "directives",
    "strategy": "strategies",
    "programme": "programmes",
    "prize": "prizes",
}
PAPER = "cir2023"


def events() -> pd.DataFrame:
    """Return the dated acts with their bounds, the acting country and short names.

    Returns
    -------
    DataFrame with one row a statement: the columns of ``events``, ``earliest``, ``latest`` (Timestamps), ``country``
    (ISO 3166 alpha-3, or the key of an organisation) and ``who`` (short name).
    """
    rows = tables.load("events")
    parties = tables.load("parties").set_index("key")
    first = rows["actor"].map(lambda cell: tables.split(cell)[0])
    country = first.map(parties["iso3"])
    rows = rows.assign(country=country.where(country != "", first), who=first.map(parties["short"]))
    return rows.join(dates.bounds(rows["date"]))


def of_the_paper() -> pd.DataFrame:
    """Return the acts that the US-policy paper's text names, one row an act, in order of date.

    Where the text and its footnote date an act differently the row of the text is kept; chapter 11 shows both.
    """
    rows = events().query("source == @PAPER")
    text = rows[~rows["locator"].str.contains(" n. ")]
    return text.sort_values(["earliest", "id"]).reset_index(drop=True)


def timeline(rows: pd.DataFrame) -> pd.DataFrame:
    """Return acts as dated things: ``label``, ``earliest``, ``latest``, ``certainty``, ``failed``, ``driver``, ``id``."""
    return rows[["earliest", "latest", "driver", "id"]].assign(
        label=rows["title"], certainty=rows["status"].map(certainty), failed=rows["status"].map(ended_badly)
    )


def american_policy(since: str = "2017") -> pd.DataFrame:
    """Return the American laws, directives and strategies since a year, and the Accords, for the funding timeline."""
    rows = of_the_paper()
    chosen = rows["kind"].isin(["law", "directive", "strategy", "study", "treaty"]) & (rows["country"] == "USA")
    return rows[chosen & (rows["latest"] >= pd.Timestamp(since))]


def instruments_by_decade(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many acts use each instrument, by decade: index instrument, columns decades, integers.

    >>> years = pd.to_datetime(["2005", "2021", "2020"])
    >>> rows = pd.DataFrame({"instrument": ["prize", "prize", ""], "earliest": years})
    >>> instruments_by_decade(rows).loc["prize"].tolist()
    [1, 1]
    """
    used = rows[rows["instrument"] != ""]
    decades = (used["earliest"].dt.year // 10 * 10).astype(str) + "s"
    return pd.crosstab(used["instrument"], decades.rename("decade"))


def first_use(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the first act with each instrument: ``instrument``, ``first`` (year), ``title``, ``who``, ``acts``."""
    used = rows[rows["instrument"] != ""].sort_values(["earliest", "id"])
    firsts = used.drop_duplicates("instrument").assign(first=lambda t: t["earliest"].dt.year)
    counts = used.groupby("instrument").size().rename("acts")
    return firsts[["instrument", "first", "title", "who", "id"]].join(counts, on="instrument")


def lags(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many years each follower came after the first mover, for each instrument two or more countries use.

    Parameters
    ----------
    rows : acts with ``instrument``, ``country``, ``who``, ``title``, ``earliest``, ``id``

    Returns
    -------
    DataFrame with ``instrument``, ``who``, ``title``, ``year``, ``lag`` (years after the first act), ``first_mover``,
    ``id``.

    Examples
    --------
    >>> rows = pd.DataFrame({"instrument": ["resource law"] * 2, "country": ["USA", "LUX"], "who": ["US", "Lux"],
    ...     "title": ["a", "b"], "earliest": pd.to_datetime(["2015-12-31", "2017-12-31"]), "id": ["1", "2"]})
    >>> lags(rows)[["who", "lag"]].values.tolist()
    [['Lux', 2]]
    """
    records = []
    for instrument, group in rows[rows["instrument"] != ""].sort_values(["earliest", "id"]).groupby("instrument"):
        first = group.iloc[0]
        followers = group[group["country"] != first["country"]].drop_duplicates("country")
        for row in followers.itertuples():
            lag = row.earliest.year - first["earliest"].year
            records.append((instrument, row.who, row.title, row.earliest.year, lag, first["title"], row.id))
    return pd.DataFrame(records, columns=["instrument", "who", "title", "year", "lag", "first_mover", "id"])


def by_driver(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts that carry each driver: ``driver``, ``acts`` (number), ``first``, ``last`` (years), ``examples``."""
    records = []
    for key, name in DRIVERS.items():
        group = rows[rows["driver"] == key]
        years = group["earliest"].dt.year
        records.append((name, len(group), years.min(), years.max(), "; ".join(group["title"].iloc[:3])))
    return pd.DataFrame(records, columns=["driver", "acts", "first", "last", "examples"])


def instrument_cells(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return `instruments_by_decade` ready for `charts.matrix`, and its columns; shade: share of the decade's acts."""
    counts = instruments_by_decade(rows)
    order = counts.apply(lambda row: next(i for i, n in enumerate(row) if n), axis=1).sort_values(kind="stable").index
    columns = {decade: decade for decade in counts.columns}
    cells = [
        {
            "row": instrument,
            "column": decade,
            "state": float(counts.loc[instrument, decade] / counts[decade].sum())
            if counts.loc[instrument, decade]
            else "no",
            "text": str(counts.loc[instrument, decade] or ""),
        }
        for instrument in order
        for decade in columns
    ]
    return pd.DataFrame(cells), columns


def headline() -> tuple[str, pd.DataFrame, str]:
    """Return the chapter's first finding: sentence, rows behind it, as-of date."""
    rows = of_the_paper()
    american = rows[(rows["country"] == "USA") & rows["kind"].isin(list(KIND_NAMES))]
    years = american["earliest"].dt.year
    recent = (years >= 2014).sum()
    sentence = (
        f"The Chinese study names {len(american)} American laws, directives, strategies, programmes and prizes "
        f"from {years.min()} to {years.max()}; {recent} of them date from 2014 or later."
    )
    return sentence, american, "October 2023"
