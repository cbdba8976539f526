"""Prices of other years: indices, fiscal years, dollars of one year, growth with prices taken off."""

from __future__ import annotations

import pandas as pd

from analysis.topics import measures


def price_index(table: pd.DataFrame, name: str) -> pd.Series:
    """Return one price index of the table ``deflators``: its level, indexed by fiscal year.

    ``nnsi`` is NASA's New Start Inflation Index, of what NASA buys; ``gdp`` is the deflator of the American gross domestic
    product, of what the whole economy buys. Projected years are left out.

    Raises
    ------
    ValueError
        If there is no such index.

    Examples
    --------
    >>> table = pd.DataFrame({"fiscal_year": [2023, 2024], "index": "gdp", "level": [1.0, 2.0]})
    >>> price_index(table.assign(basis=["actual", "projected"]), "gdp").to_dict()
    {2023: 1.0}
    """
    if name not in set(table["index"]):
        raise ValueError(f"no index {name!r}; there are {', '.join(dict.fromkeys(table['index']))}")
    return table[(table["index"] == name) & (table["basis"] == "actual")].set_index("fiscal_year")["level"]


def fiscal_year(day: pd.Timestamp) -> int:
    """Return the fiscal year of the United States that a day lies in: October to September, named by its end.

    >>> fiscal_year(pd.Timestamp("2022-09-30")), fiscal_year(pd.Timestamp("2022-10-01"))
    (2022, 2023)
    """
    return day.year + (day.month >= 10)


def factors(levels: pd.Series, base: int) -> pd.Series:
    """Return by what money of each year is multiplied to be money of the year `base`.

    Parameters
    ----------
    levels : a price index, indexed by fiscal year
    base : one of these years

    Raises
    ------
    KeyError
        If the index has no such year.

    Examples
    --------
    >>> factors(pd.Series({2020: 100.0, 2023: 125.0}), 2023).to_dict()
    {2020: 1.25, 2023: 1.0}
    """
    if base not in levels:
        raise KeyError(f"no index for {base}; there are {', '.join(map(str, levels.index))}")
    return levels[base] / levels


def constant(rows: pd.DataFrame, multiply: pd.Series) -> pd.DataFrame:
    """Return `rows` with the fiscal year of their date and their amount in constant money.

    A contract is paid over the years that follow its award; the year of the award makes it look a little larger than
    its payments are.

    Parameters
    ----------
    rows : ledger rows with ``id``, ``low``, ``earliest``, ``latest``
    multiply : as from `factors`, indexed by fiscal year

    Returns
    -------
    `rows` with ``fiscal_year`` (integer) and ``constant`` (the low end, in units of currency of the base year).

    Raises
    ------
    ValueError
        If a date allows more than one fiscal year; the message names the rows.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a"], "low": [8.0], "earliest": pd.to_datetime(["2022-11-01"])})
    >>> constant(rows.assign(latest=rows["earliest"]), pd.Series({2023: 1.25}))["constant"].tolist()
    [10.0]
    """
    years = rows["earliest"].map(fiscal_year)
    vague = rows[years != rows["latest"].map(fiscal_year)]
    if len(vague):
        raise ValueError(f"these dates allow more than one fiscal year: {', '.join(vague['id'])}")
    return rows.assign(fiscal_year=years, constant=rows["low"] * years.map(multiply))


def real_growth(revenues: pd.DataFrame, levels: pd.Series) -> float:
    """Return the mean yearly growth of revenue from the first year to the last in constant money (0.05 is 5 percent).

    Parameters
    ----------
    revenues : as from `revenue`, two years or more
    levels : a price index, indexed by year

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [2020, 2021], "low": [100.0, 132.0]})
    >>> float(round(real_growth(rows, pd.Series({2020: 100.0, 2021: 110.0})), 4))
    0.2
    """
    first, last = revenues.iloc[0], revenues.iloc[-1]
    real = last["low"] * levels[first["year"]] / levels[last["year"]]
    return measures.growth(first["low"], real, int(last["year"]) - int(first["year"]))


def calendar(levels: pd.Series) -> pd.Series:
    """Return a price index by calendar year from one by fiscal year: of each year a quarter lies in the next fiscal year.

    >>> calendar(pd.Series({2020: 100.0, 2021: 104.0})).to_dict()
    {2020: 101.0}
    """
    following = levels.set_axis(levels.index - 1).reindex(levels.index)
    return (0.75 * levels + 0.25 * following).dropna()
