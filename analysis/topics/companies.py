"""What is said of the companies: their activities, the rungs they climbed, those who left, what became of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from analysis.facts import dates, evidence
from analysis.facts.vocabulary import ended_badly

# The rungs of the ladder before a purchase, by kind of programme; a programme counts where it supports a company.
RUNGS = {"prize": "prize", "grant": "grant", "agreement": "agreement", "programme": "development"}
BEFORE = list(RUNGS.values())
CLIMBING = ("awarded", "takes part in", "supported by")  # relations that put a company on a rung
HOME = "USA"
LANDERS = ("lander", "crewed vehicle")  # activities of those who build what lands
UPRIGHT = "success"
LANDED = (UPRIGHT, "partial")  # outcomes of a delivery that came down softly


def companies(rows: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Return one row a company.

    Parameters
    ----------
    rows : statements with ``company`` (key of parties)
    parties : table with ``key``, ``name``, ``short``, ``iso3``

    Returns
    -------
    DataFrame indexed by company with ``name``, ``short``, ``country`` (key of its state) and ``statements`` (number), in
    order of country and name.
    """
    known = parties.set_index("key")[["name", "short", "iso3"]].rename(columns={"iso3": "country"})
    counted = rows.groupby("company").size().rename("statements")
    return known.join(counted, how="inner").sort_values(["country", "name"])


def activities(rows: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return each company in each activity that is stated of it, once; one of which none is stated has "".

    Parameters
    ----------
    rows : statements with ``id``, ``company``, ``activity``, ``fate``, ``inferred``
    table : as from `companies`

    Returns
    -------
    DataFrame with ``activity``, ``company``, ``short``, ``country``, ``gone`` (whether it lost a contract or left),
    ``printed`` (whether a statement prints the activity), ``id`` of the first statement. The activities of most companies
    come first and "" last; within one American companies, then the others, each by name.
    """
    rows = rows.assign(printed=evidence.printed(rows, "activity"))
    named = rows[rows["activity"] != ""]
    kept = pd.concat([named, rows[~rows["company"].isin(named["company"])]])
    found = (
        kept.groupby(["activity", "company"], sort=False).agg(printed=("printed", "any"), id=("id", "first")).reset_index()
    )
    found = found.join(table[["short", "country"]], on="company").assign(gone=found["company"].isin(left(rows)["company"]))
    size = found["activity"].map(found["activity"].value_counts()).where(found["activity"] != "", 0)
    order = found.assign(size=-size, abroad=found["country"] != HOME, place=found["short"].str.lower())
    order = order.sort_values(["size", "activity", "abroad", "place"])
    return order[["activity", "company", "short", "country", "gone", "printed", "id"]].reset_index(drop=True)


def makers(placed: pd.DataFrame, activities: Collection[str]) -> tuple[int, int]:
    """Return how many companies stand in any of `activities`, and how many of these are not American.

    >>> rows = [("lander", "x", "USA"), ("crewed vehicle", "x", "USA"), ("lander", "y", "JPN"), ("rover", "z", "DEU")]
    >>> makers(pd.DataFrame(rows, columns=["activity", "company", "country"]), ["lander", "crewed vehicle"])
    (2, 1)
    """
    kept = placed[placed["activity"].isin(list(activities))].drop_duplicates("company")
    return len(kept), int((kept["country"] != HOME).sum())


def climbing(links: pd.DataFrame) -> pd.DataFrame:
    """Return the links that put a company on a rung: those that award, support or say that it takes part."""
    return links[links["relation"].isin(CLIMBING)]


def ladder(
    links: pd.DataFrame, kinds: Mapping[str, str], purchases: Collection[str], known: Collection[str]
) -> pd.DataFrame:
    """Return the rungs on which each company is named.

    Parameters
    ----------
    links : steps of the market: ``from`` (programme), ``relation``, ``to`` (company), ``status``
    kinds : programme -> kind
    purchases : the programmes at the top of the ladder; what is only planned there is no contract
    known : the companies

    Returns
    -------
    DataFrame indexed by company with a boolean column for each rung (prize, grant, agreement, development, contract) and
    ``incubated`` (on any rung before the contract). Development is the support of a programme, as COTS gave it.

    Examples
    --------
    >>> links = pd.DataFrame({"from": ["xprize"], "relation": ["takes part in"], "to": ["astrobotic"], "status": [""]})
    >>> ladder(links, {"xprize": "prize"}, ["clps"], ["astrobotic"]).loc["astrobotic"].tolist()
    [True, False, False, False, False, True]
    """
    rows = climbing(links[links["to"].isin(list(known))])
    rungs = rows["from"].map(kinds).map(RUNGS)
    rungs = rungs.where((rungs != RUNGS["programme"]) | (rows["relation"] == "supported by"))
    rungs = rungs.mask(rows["from"].isin(list(purchases)) & (rows["status"] != "planned"), "contract")
    table = pd.crosstab(rows["to"], rungs).astype(bool).reindex(columns=[*BEFORE, "contract"], fill_value=False)
    return table.assign(incubated=table[BEFORE].any(axis=1)).rename_axis(index="company", columns=None)


def left(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that a company lost a contract, went under or left (``fate``)."""
    return rows[rows["fate"].map(ended_badly)]


def exits(rows: pd.DataFrame, contracts: pd.DataFrame) -> pd.DataFrame:
    """Return the companies that lost a contract or left, those that left last first.

    A company has one row; where statements date its end differently, one for each of these dates.

    Parameters
    ----------
    rows : statements with ``id``, ``company``, ``fate``, ``date`` (EDTF or ""), ``locator``
    contracts : with ``recipients`` and ``date``, in order of date

    Returns
    -------
    DataFrame with ``company``, ``fate``, ``award`` (date of its first contract) and ``end`` (EDTF, "" where no document
    says), ``months_low`` and ``months_high`` (whole months from award to end that the dates allow; NaN where a date is
    missing), ``locator``, ``id``.
    """
    gone = left(rows)
    gone = gone[(gone["date"] != "") | ~gone["company"].isin(gone[gone["date"] != ""]["company"])]
    gone = gone.drop_duplicates(["company", "date"]).assign(latest=gone["date"].map(dates.latest))
    gone = gone.sort_values(["latest", "company"], ascending=[False, True])
    award = contracts.drop_duplicates("recipients").set_index("recipients")["date"]
    table = gone[["company", "fate"]].assign(award=gone["company"].map(award).fillna(""), end=gone["date"])
    months = [months_between(start, end) for start, end in zip(table["award"], table["end"], strict=True)]
    spans = pd.DataFrame(months, index=table.index, columns=["months_low", "months_high"])
    return table.join(spans).assign(locator=gone["locator"], id=gone["id"]).reset_index(drop=True)


def became(orders: pd.DataFrame, since: str) -> pd.DataFrame:
    """Return what became of each company's cargo orders.

    Parameters
    ----------
    orders : one row an order, with ``company``, ``award_date``, ``launch_date`` (EDTF or "") and ``outcome``
    since : date (EDTF); an order awarded wholly after it is a new one

    Returns
    -------
    DataFrame indexed by company, in the order of `orders`, with the numbers of orders ``flown`` (launched), ``landed``
    (came down softly, upright or not), ``upright``, ``cancelled``, and ``new`` (awarded after `since`).

    Examples
    --------
    >>> orders = pd.DataFrame({"company": ["x", "x"], "award_date": ["2019", "2024-08"], "launch_date": ["2024-02", ""],
    ...     "outcome": ["partial", "pending"]})
    >>> became(orders, "2023-10").loc["x"].tolist()
    [1, 1, 0, 0, 1]
    """
    counted = pd.DataFrame(
        {
            "company": orders["company"],
            "flown": orders["launch_date"] != "",
            "landed": orders["outcome"].isin(LANDED),
            "upright": orders["outcome"] == UPRIGHT,
            "cancelled": orders["outcome"] == "cancelled",
            "new": orders["award_date"].map(dates.earliest) > dates.latest(since),
        }
    )
    return counted.groupby("company", sort=False).sum()


def priced_until(orders: pd.DataFrame, until: str) -> pd.DataFrame:
    """Return the orders with an amount given by `until` (EDTF), or in a period that began by then.

    One without a date is none.

    >>> orders = pd.DataFrame({"award_date": ["2019-05", "2023", "2024-01", ""], "amount": [1.0, None, 2.0, 3.0]})
    >>> priced_until(orders, "2023-10")["amount"].tolist()
    [1.0]
    """
    given = orders["award_date"].map(dates.earliest) <= dates.latest(until)
    return orders[given & orders["amount"].notna()].reset_index(drop=True)


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
