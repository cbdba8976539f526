"""What was announced of one thing, one plan after the other: how far its date moves, how long it waits, on either road."""

from __future__ import annotations

import warnings
from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.stats import CensoredData, ecdf

from analysis.facts import dates, tables
from analysis.topics import roadmap
from analysis.topics.forecasts import AHEAD, FLOWN, YEAR

ROADS = ("ilrs", "artemis")
KINDS = {"mission", "relay"}  # craft that are flights
LANDING, CARGO, AGENCY, NOT_BEFORE = "landing", "cargo", "agency", "not before"
# outcome of an order -> how its flight ended
END = {"success": "flown", "partial": "flown", "failure": "failed", "cancelled": "cancelled"}
FEWEST = 5  # flights below which no share that still waits is estimated


def agencies(missions: pd.DataFrame, phases: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return what later sources say, one after the other, of when a flight of an agency or the base is to come, or came.

    Kept is what had not flown when the partners issued their joint roadmap, on either road, and dates that have an end; "no
    earlier than" is a record of its own, and none where it is contested. Landings with a crew are one thing a road, the
    first that is planned: a mission given another aim is none. A mission that was split is its first part.

    Parameters
    ----------
    missions, phases : statements of later sources as from `roadmap.missions` and `roadmap.phases`
    day : EDTF; no plan is taken to be told after it

    Returns
    -------
    DataFrame in the order in which they were told: ``key`` and ``name`` of the thing (the name of a landing is "landing", of
    the base "basic"), ``road``, ``group`` (agency), ``record``, ``said`` (Timestamp: the last day on which it may have been
    told; of a flight, its day), ``date`` (EDTF), ``by`` (Timestamp: its last day), ``source``, ``id``.

    Examples
    --------
    >>> rows = agencies(roadmap.missions("later"), roadmap.phases("later"), "2026-09")
    >>> sorted(set(rows["road"]))
    ['artemis', 'ilrs']
    """
    flights = missions[missions["craft"].isin(_flights()) & missions["record"].isin(roadmap.FLIGHTS)]
    flights = flights.assign(key=flights["craft"].replace(roadmap.BECAME))
    flights = flights.assign(name=flights["key"].map(tables.named("craft", "name")))
    base = roadmap.basic(phases).assign(key=roadmap.BASE, name=roadmap.BASIC, bloc="ilrs", record="planned")
    elsewhere = {*_reaimed(flights), roadmap.CHINA}  # told as a landing, or no landing any more
    rows = pd.concat([flights[~flights["craft"].isin(elsewhere)], _first_landings(flights), base], ignore_index=True)
    rows = _with_bounds(rows[rows["bloc"].isin(ROADS)])
    before = rows["record"].isin(FLOWN) & (rows["latest"] < dates.latest(roadmap.JOINT))
    rows = rows[~rows["key"].isin(rows.loc[before, "key"])]
    said = rows["told"].map(dates.latest).clip(upper=dates.latest(day)).where(~rows["record"].isin(FLOWN), rows["latest"])
    rows = rows.assign(road=rows["bloc"], group=AGENCY, said=said, by=rows["latest"])
    return _in_order(rows)


def _flights() -> list[str]:
    """Return the craft that are flights of a space agency."""
    kind, operator = tables.named("craft", "kind"), tables.named("craft", "operator")
    own = set(tables.load("parties").query("kind == 'agency'")["key"])
    return [craft for craft, name in kind.items() if name in KINDS and set(tables.split(operator[craft])) & own]


def _with_bounds(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that name a last day, and as "not before" those that name the earliest one and are not contested."""
    said = rows["caveats"].map(lambda cell: set(tables.split(cell)))
    least = said.map(lambda codes: "not_before" in codes).astype(bool) & (rows["record"] == "planned")
    rows = rows[~(least & said.map(lambda codes: "contested" in codes).astype(bool))]
    rows = rows.assign(record=rows["record"].mask(least, NOT_BEFORE), latest=rows["latest"].mask(least, rows["earliest"]))
    return rows[rows["latest"].notna()]


def _reaimed(flights: pd.DataFrame) -> set[str]:
    """Return the craft that were to land with a crew and were given another aim."""
    plans = flights[flights["record"] == "planned"]
    aims = plans.groupby("craft")["milestone"].agg(set)
    return set(aims[aims.map(lambda found: LANDING in found and bool(found - {LANDING, ""}))].index)


def _first_landings(flights: pd.DataFrame) -> pd.DataFrame:
    """Return, for each road, the plans of its first landing with a crew as they stood one after the other."""
    people = {*roadmap.CREWS["ilrs"], *roadmap.CREWS["artemis"], roadmap.CHINA}
    plans = roadmap.in_order(flights[flights["craft"].isin(people) & (flights["record"] == "planned")])
    records: list[dict] = []
    for road, rows in plans.groupby("bloc", sort=False):
        held: dict[str, dict] = {}
        for told, same_day in rows.groupby("told", sort=False):
            held |= {row["craft"]: row for row in same_day.to_dict("records")}
            landings = [plan for plan in held.values() if plan["milestone"] == LANDING]
            first = min(landings, key=lambda plan: plan["latest"], default=None)
            if first is not None:
                records.append(first | {"key": f"{LANDING}-{road}", "name": LANDING, "told": told})
    found = pd.DataFrame(records, columns=list(flights.columns))
    return found.drop_duplicates(["key", "id"])


def orders(deliveries: pd.DataFrame, missions: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return the same for the orders for cargo: the date at the award, later plans of the same mission, launch or end.

    Parameters
    ----------
    deliveries : statements of the table ``clps``; those without a day of award or a planned date are left out
    missions : statements of later sources as from `roadmap.missions`
    day : EDTF; no plan is taken to be told after it

    Returns
    -------
    As from `agencies`, with ``group`` cargo; a cancelled order ends with the record "cancelled".
    """
    plans = _with_bounds(missions[missions["record"] == "planned"])
    named = deliveries.assign(name=deliveries["mission"].str.split(" (", regex=False).str[0])
    placed = named[(named["award_date"] != "") & (named["planned_date"] != "")].drop_duplicates(["company", "name"])
    frames = []
    for row in placed.to_dict("records"):
        same = _carried(row["mission"])
        found = [("planned", row["award_date"], row["planned_date"], row["source"], row["id"])]
        found += [(END[row["outcome"]], row[day], row[day], row["source"], row["id"]) for day in _ends(row)]
        more = plans[plans["craft"].isin(same) & (plans["told"] != row["award_date"])]
        dated = more["latest"].dt.strftime("%Y-%m-%d").where(more["record"] == NOT_BEFORE, more["date"])
        found += list(zip(more["record"], more["told"], dated, more["source"], more["id"], strict=True))
        frames.append(
            pd.DataFrame(found, columns=["record", "told", "date", "source", "id"]).assign(key=row["id"], name=row["name"])
        )
    rows = pd.concat(frames, ignore_index=True)
    said = rows["told"].map(dates.latest).clip(upper=dates.latest(day))
    return _in_order(rows.assign(road="artemis", group=CARGO, said=said, by=rows["date"].map(dates.latest)))


def _carried(mission: str) -> list[str]:
    """Return the craft that are the mission of an order: all words of their names stand in its name."""
    craft = tables.load("craft").query("kind == 'mission'").set_index("key")["name"]
    return [key for key, name in craft.items() if set(name.split()) <= set(mission.split())]


def carriers(deliveries: pd.DataFrame) -> dict[str, str]:
    """Return craft -> the order it flies for, by name; of several orders the first.

    >>> carriers(pd.DataFrame({"id": ["1", "2"], "mission": ["IM-1 Odysseus", "one delivery"]}))
    {'im-1': '1'}
    """
    pairs = zip(deliveries["id"], deliveries["mission"], strict=True)
    found = [(craft, order) for order, mission in pairs for craft in _carried(mission)]
    return dict(reversed(found))


def _ends(order: dict) -> list[str]:
    """Return the column that dates the end of an order: its launch, or its cancellation; none if it waits."""
    if order["launch_date"]:
        return ["launch_date"]
    return ["outcome_date"] if order["outcome"] == "cancelled" else []


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["key", "name", "road", "group", "record", "said", "date", "by", "source", "id"]
    return rows.sort_values("said", kind="stable")[columns].reset_index(drop=True)


def slips(series: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return how far the date of each thing moved: from the last day first planned to the flight, or to what is known now.

    What waits is taken at the last day of its latest plan, at `day`, or at a day before which it is not planned, whichever
    is last: so far, and so at least. What was cancelled has no slip and is left out; so is what nothing was heard of since
    its first plan, while that is still to come.

    Parameters
    ----------
    series : as from `agencies` and `orders`
    day : EDTF

    Returns
    -------
    DataFrame in order of first mention with ``key``, ``name``, ``road``, ``group``, ``told`` and ``first`` (Timestamps: the
    first plan was told, its last day), ``end`` (Timestamp), ``state`` (flown, failed or waiting), ``years`` (moved; below
    zero: earlier), ``lead`` (years from ``told`` to ``first``), ``rate`` (years moved for each year of lead), ``id`` (of the
    last statement).

    Examples
    --------
    >>> days = pd.to_datetime(["2019-12-31", "2024-12-31"])
    >>> rows = pd.DataFrame({"key": "x", "name": "X", "road": "artemis", "group": "agency", "record": ["planned", "flown"],
    ...     "said": days, "by": pd.to_datetime(["2021-12-31", "2024-12-31"]), "id": ["1", "2"]})
    >>> slips(rows, "2026-09")[["years", "lead", "rate"]].round(1).values.tolist()
    [[3.0, 2.0, 1.5]]
    """
    now, records = dates.latest(day), []
    for key, rows in series.groupby("key", sort=False):
        plans, ended = rows[rows["record"] == "planned"], rows[rows["record"].isin([*FLOWN, "cancelled"])]
        if plans.empty or "cancelled" in set(ended["record"]):
            continue
        first, last = plans.iloc[0], (ended if len(ended) else rows).iloc[-1]
        if len(rows) == 1 and first["by"] > now:
            continue
        least = rows.loc[rows["record"] == NOT_BEFORE, "by"]
        end = last["by"] if len(ended) else max(plans["by"].iloc[-1], now, *least)
        state = last["record"] if len(ended) else "waiting"
        years, lead = (end - first["by"]).days / YEAR, (first["by"] - first["said"]).days / YEAR
        what = (key, first["name"], first["road"], first["group"], first["said"], first["by"], end, state)
        records.append((*what, years, lead, years / lead, last["id"]))
    columns = ["key", "name", "road", "group", "told", "first", "end", "state", "years", "lead", "rate", "id"]
    return pd.DataFrame(records, columns=columns)


def compared(moved: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the slips of each road side by side.

    Parameters
    ----------
    moved : as from `slips`
    by : columns that part them

    Returns
    -------
    DataFrame indexed by `by`: ``n`` (things), ``later`` and ``earlier`` (moved), ``final`` (flown or failed, the rest still
    moves), ``median``, ``low``, ``high`` (years moved), ``rate`` (median of years for each year of lead).

    Examples
    --------
    >>> rows = pd.DataFrame({"road": "ilrs", "years": [0.0, 1.0, 4.0], "rate": [0.0, 0.5, 2.0], "state": "waiting"})
    >>> compared(rows, ["road"]).loc["ilrs", ["n", "later", "final", "median", "rate"]].tolist()
    [3.0, 2.0, 0.0, 1.0, 0.5]
    """
    marks = {"later": moved["years"] > 0, "earlier": moved["years"] < 0, "final": moved["state"] != "waiting"}
    groups = moved.assign(**marks).groupby(by)
    return pd.DataFrame(
        {
            "n": groups.size(),
            "later": groups["later"].sum(),
            "earlier": groups["earlier"].sum(),
            "final": groups["final"].sum(),
            "median": groups["years"].median(),
            "low": groups["years"].min(),
            "high": groups["years"].max(),
            "rate": groups["rate"].median(),
        }
    )


def waits(series: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return how long after the last day first planned each flight came, or has been waited for: the rest is censored.

    Parameters
    ----------
    series : as from `agencies` and `orders`
    day : EDTF

    Returns
    -------
    DataFrame with one row a flight whose first date is past or that has flown: ``key``, ``road``, ``group``, ``years`` (0 if
    it came in time), ``flown`` (False: it still waits, or was cancelled after that day, and ``years`` is how long until
    then). What was cancelled before is left out: it was never waited for.

    Examples
    --------
    >>> rows = pd.DataFrame({"key": ["x", "x", "y"], "road": "ilrs", "group": "agency", "record": ["planned", "flown", "planned"],
    ...     "by": pd.to_datetime(["2024-12-31", "2024-06-01", "2025-09-30"])})
    >>> waits(rows, "2026-09")[["years", "flown"]].round(1).values.tolist()
    [[0.0, True], [1.0, False]]
    """  # noqa: E501
    now, records = dates.latest(day), []
    for key, rows in series[series["key"] != roadmap.BASE].groupby("key", sort=False):
        plans, ended = rows[rows["record"] == "planned"], rows[rows["record"].isin([*FLOWN, "cancelled"])]
        if plans.empty:
            continue
        first, came = plans.iloc[0], bool(ended["record"].isin(FLOWN).any())
        years = ((ended["by"].iloc[-1] if len(ended) else now) - first["by"]).days / YEAR
        if came or years > 0:
            records.append((key, first["road"], first["group"], max(years, 0.0), came))
    return pd.DataFrame(records, columns=["key", "road", "group", "years", "flown"])


def survival(waited: pd.DataFrame, fewest: int = FEWEST) -> dict[str, float]:
    """Return the wait by which half have flown, by Kaplan and Meier: what still waits counts for as long as it has waited.

    The estimator is that of scipy: lifelines, made for this, would need an older pandas than the rest of this book.

    Parameters
    ----------
    waited : as from `waits`
    fewest : flights below which nothing is estimated

    Returns
    -------
    ``n``, ``flown``, and in years ``median``, ``low`` and ``high`` (95 % interval of the median, from the log-log interval
    of the share that waits; Brookmeyer and Crowley 1982); NaN where there are fewer than `fewest` flights, or where the
    bound is not reached.

    Examples
    --------
    >>> rows = pd.DataFrame({"years": [1.0, 2.0, 3.0, 4.0], "flown": [True, True, False, True]})
    >>> survival(rows, fewest=3)["median"]
    2.0
    """
    came = waited["flown"].astype(bool)
    found = {"n": len(waited), "flown": int(came.sum()), "median": np.nan, "low": np.nan, "high": np.nan}
    if found["flown"] < fewest:
        return found
    times = waited["years"].to_numpy(float)
    share = ecdf(CensoredData(uncensored=times[came], right=times[~came])).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the bound is undefined where all or none wait: NaN there is meant
        bounds = share.confidence_interval(confidence_level=0.95, method="log-log")
    curves = {"median": share, "low": bounds.low, "high": bounds.high}
    return found | {name: _half(curve.quantiles, curve.probabilities) for name, curve in curves.items()}


def _half(times: np.ndarray, share: np.ndarray) -> float:
    """Return the first time at which a share that waits is one half or less; NaN if it stays above."""
    below = times[share <= 0.5]
    return float(below[0]) if len(below) else np.nan


def out_of_date(said: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Return the dates that documents give, beside the plan that stood on the day they spoke, by later sources.

    Parameters
    ----------
    said : dated statements of the founding documents with ``key``, ``date``, ``source``, ``id``, ``day`` (Timestamp)
    series : as from `agencies`

    Returns
    -------
    The rows of `said` beside which a plan stood, not yet past on that day, with ``stood`` (EDTF), ``heard`` (Timestamp: when
    that plan was told) and ``stale`` (whether the plan lay wholly later).

    Examples
    --------
    >>> said = pd.DataFrame({"key": ["x"], "date": ["2025"], "source": ["a"], "id": ["1"], "day": pd.to_datetime(["2025-01-01"])})
    >>> rows = pd.DataFrame({"key": ["x"], "record": ["planned"], "said": pd.to_datetime(["2024-04-25"]), "date": ["2026~"],
    ...     "by": pd.to_datetime(["2026-12-31"])})
    >>> out_of_date(said, rows)[["stood", "stale"]].values.tolist()
    [['2026~', True]]
    """  # noqa: E501
    stood, heard = [], []
    for row in said.to_dict("records"):
        plans = series[(series["key"] == row["key"]) & (series["record"] == "planned") & (series["said"] <= row["day"])]
        stood.append(plans["date"].iloc[-1] if len(plans) and plans["by"].iloc[-1] >= row["day"] else "")
        heard.append(plans["said"].max())
    found = said.assign(stood=stood, heard=pd.to_datetime(pd.Series(heard, said.index)))
    found = found[found["stood"] != ""].reset_index(drop=True)
    begins, ends = found["stood"].map(dates.earliest), found["date"].map(dates.latest)
    return found.assign(stale=pd.to_datetime(begins) > pd.to_datetime(ends))


def beside(
    missions: pd.DataFrame, phases: pd.DataFrame, over: Mapping[str, pd.Timestamp], carried: Mapping[str, str]
) -> pd.DataFrame:
    """Return the dates that founding documents give for flights of agencies, for cargo orders and for the base.

    Parameters
    ----------
    missions, phases : statements of founding documents as from `roadmap.missions` and `roadmap.phases`
    over : craft -> day of its flight
    carried : craft -> the order it flies for, whose key is then its own

    Returns
    -------
    DataFrame with ``key``, ``date`` (EDTF), ``by`` (Timestamp), ``day`` (Timestamp: the first day on which the document may
    have spoken), ``said`` (Timestamp: the last), ``source``, ``id``; what had flown when the document spoke is left out.
    """
    flights = missions[missions["craft"].isin([*_flights(), *carried, roadmap.BASE]) & missions["record"].isin(AHEAD)]
    base = roadmap.basic(phases).assign(craft=roadmap.BASE)
    rows = pd.concat([flights, base], ignore_index=True)
    rows = rows[rows["latest"].notna()].rename(columns={"craft": "key", "latest": "by"})
    rows = rows.assign(day=rows["told"].map(dates.earliest), said=rows["told"].map(dates.latest))
    past = (rows["by"] < rows["day"]) | (pd.to_datetime(rows["key"].map(over)) < rows["day"])
    rows = rows.assign(key=rows["key"].replace(dict(carried)))
    return rows[~past][["key", "date", "by", "day", "said", "source", "id"]].reset_index(drop=True)
