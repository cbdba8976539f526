"""How a market was made: laws, directives, strategies and programmes in time, by country, driver and instrument."""

from __future__ import annotations

import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import certainty, ended_badly

MAKING = ("law", "directive", "strategy", "programme", "prize")  # kinds of acts by which a state makes a market
GUIDING = ("law", "directive", "strategy", "study", "treaty")  # kinds of acts that spend no money themselves
FOOTNOTE = " n. "  # what a place in a footnote holds


def acts() -> pd.DataFrame:
    """Return the acts that the texts of the founding documents on the market name, one row an act, in order of date.

    Returns
    -------
    DataFrame with the columns of ``events`` and those of `with_actors`.
    """
    rows = with_actors(evidence.said("events"), tables.load("parties"))
    return in_text(rows[rows["source"].isin(evidence.founding("market"))])


def with_actors(rows: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Return events with the bounds of their dates and who acts first.

    Parameters
    ----------
    rows : events with ``date`` (EDTF) and ``actor`` (keys of parties, parted by "; ")
    parties : table with ``key``, ``iso3``, ``short``

    Returns
    -------
    `rows` with ``country`` (ISO 3166 alpha-3 of the first actor, or its key where it belongs to no state), ``who`` (its
    short name), ``earliest`` and ``latest`` (Timestamps).
    """
    known = parties.set_index("key")
    first = rows["actor"].map(lambda cell: tables.split(cell)[0])
    country = first.map(known["iso3"])
    rows = rows.assign(country=country.where(country != "", first), who=first.map(known["short"]))
    return rows.join(dates.bounds(rows["date"]))


def in_text(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the events that stand in a text, in order of date; those only in its footnotes are left out.

    Where a text and its footnote date an act differently the row of the text is kept; the chapter on disagreements
    shows both.
    """
    stands = rows["locator"].map(lambda cell: any(FOOTNOTE not in place for place in tables.split(cell)))
    return rows[stands].sort_values(["earliest", "id"]).reset_index(drop=True)


def driven(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts that the text itself places under a driver; drivers that we read into it do not count."""
    return rows[(rows["driver"] != "") & evidence.printed(rows, "driver")].reset_index(drop=True)


def making(rows: pd.DataFrame, country: str = "USA") -> pd.DataFrame:
    """Return the laws, directives, strategies, programmes and prizes of a country (ISO 3166 alpha-3)."""
    return rows[(rows["country"] == country) & rows["kind"].isin(MAKING)]


def american_policy() -> pd.DataFrame:
    """Return the American laws, directives, strategies, studies and treaties since 2017, for the funding timeline."""
    return guiding(acts(), "USA", "2017")


def guiding(rows: pd.DataFrame, country: str, since: str) -> pd.DataFrame:
    """Return the acts of a country that guide and do not spend, of which a day lies at or after the date `since`."""
    chosen = (rows["country"] == country) & rows["kind"].isin(GUIDING)
    return rows[chosen & (rows["latest"] >= pd.Timestamp(since))]


def timeline(rows: pd.DataFrame) -> pd.DataFrame:
    """Return acts as dated things: ``label``, ``earliest``, ``latest``, ``certainty``, ``failed``, ``driver``, ``id``."""
    return rows[["earliest", "latest", "driver", "id"]].assign(
        label=rows["title"], certainty=rows["status"].map(certainty), failed=rows["status"].map(ended_badly)
    )


def by_driver(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts under each driver.

    Returns
    -------
    DataFrame indexed by driver with ``acts`` (number), ``first`` and ``last`` (years), ``examples`` (the first three
    titles of `rows`, parted by "; ").
    """
    grouped = rows.assign(year=rows["earliest"].dt.year).groupby("driver")
    return pd.DataFrame(
        {
            "acts": grouped.size(),
            "first": grouped["year"].min(),
            "last": grouped["year"].max(),
            "examples": grouped["title"].agg(lambda titles: tables.join(titles.iloc[:3])),
        }
    )


def with_instrument(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts that have an instrument, with ``year`` (integer), in order of date and id."""
    used = rows[rows["instrument"] != ""].sort_values(["earliest", "id"])
    return used.assign(year=used["earliest"].dt.year)


def instruments_by_decade(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many acts use each instrument in each decade.

    Parameters
    ----------
    rows : acts with ``instrument`` ("" is none), ``earliest`` (Timestamp), ``id``

    Returns
    -------
    DataFrame with a row for each instrument and decade that has an act: ``instrument``, ``decade`` (its first year),
    ``acts`` (number), ``share`` (of the decade's acts, 0 to 1), ``id`` (first of them). The instruments that began
    first come first.

    Examples
    --------
    >>> years = pd.to_datetime(["2005", "2021", "2020", "2022"])
    >>> rows = pd.DataFrame({"instrument": ["prize", "prize", "", "grant"], "earliest": years, "id": list("abcd")})
    >>> instruments_by_decade(rows)[["instrument", "decade", "acts", "share"]].values.tolist()
    [['prize', 2000, 1, 1.0], ['prize', 2020, 1, 0.5], ['grant', 2020, 1, 0.5]]
    """
    used = with_instrument(rows)
    used = used.assign(decade=used["year"] // 10 * 10)
    grouped = used.groupby(["instrument", "decade"])
    counts = pd.DataFrame({"acts": grouped.size(), "id": grouped["id"].first()}).reset_index()
    counts["share"] = counts["acts"] / counts.groupby("decade")["acts"].transform("sum")
    began = counts.groupby("instrument")["decade"].transform("min")
    return counts.assign(began=began).sort_values(["began", "instrument", "decade"]).drop(columns="began")


def first_use(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the first act with each instrument: ``instrument``, ``first`` (year), ``title``, ``who``, ``id``, ``acts``.

    ``acts`` is the number of acts with the instrument. In order of date.
    """
    used = with_instrument(rows)
    firsts = used.drop_duplicates("instrument").rename(columns={"year": "first"})
    counts = used.groupby("instrument").size().rename("acts")
    return firsts[["instrument", "first", "title", "who", "id"]].join(counts, on="instrument")


def lags(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many years each follower came after the first mover, for each instrument two or more countries use.

    Parameters
    ----------
    rows : acts with ``instrument``, ``country``, ``who``, ``title``, ``earliest``, ``id``

    Returns
    -------
    DataFrame with a row for each country but the first mover's and its first act: ``instrument``, ``who``, ``title``,
    ``year``, ``lag`` (years after the first act), ``first_mover`` (title of the first act), ``id``.

    Examples
    --------
    >>> rows = pd.DataFrame({"instrument": ["resource law"] * 2, "country": ["USA", "LUX"], "who": ["US", "Lux"],
    ...     "title": ["a", "b"], "earliest": pd.to_datetime(["2015-12-31", "2017-12-31"]), "id": ["1", "2"]})
    >>> lags(rows)[["who", "lag"]].values.tolist()
    [['Lux', 2]]
    """
    used = with_instrument(rows)
    first = used.drop_duplicates("instrument").set_index("instrument")
    used = used.assign(
        lag=used["year"] - used["instrument"].map(first["year"]),
        first_mover=used["instrument"].map(first["title"]),
    )
    followers = used[used["country"] != used["instrument"].map(first["country"])]
    followers = followers.drop_duplicates(["instrument", "country"]).sort_values("instrument", kind="stable")
    return followers[["instrument", "who", "title", "year", "lag", "first_mover", "id"]].reset_index(drop=True)
