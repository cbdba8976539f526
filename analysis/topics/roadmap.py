"""The roadmap: phases by document and by the partners' own plan, dates that moved, missions at odds, when people come."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.facts import dates, evidence, relations, tables
from analysis.facts.vocabulary import certainty

# Craft that carry people, or stand for their arrival, on either road.
CREWS = {
    "ilrs": ("ilrs-crewed",),
    "artemis": ("artemis-crewed", "artemis-2", "artemis-3", "artemis-4", "artemis-5", "artemis-14", "artemis-later"),
}
CHINA = "china-crewed-landing"  # with a crew, but not at the station
PROJECT = "ilrs-station"  # the whole, of which the phases tell
BASE = "ilrs-surface"  # what of it stands on the Moon
BASIC = "basic"  # how the first stage of the base is called in every plan that has one
FLIGHTS = ("planned", "flown", "failed")  # records whose date is that of the flight, not of a phase or of work under way
FLOWN = ("flown", "failed")
JOINT = "2021-06-16"  # the day the partners issued their roadmap
BECAME = {"luna-27a": "luna-27"}  # a mission that was split: the first of its parts stands for it
YEAR = 365.25  # days


def phases(by: str = "founding") -> pd.DataFrame:
    """Return the phases of the station as each document divides them, with the bounds of their dates.

    Parameters
    ----------
    by : class of sources, founding or later

    Returns
    -------
    DataFrame with one row a statement: the columns of ``phases``, ``earliest``, ``latest`` (Timestamps), ``told`` (EDTF:
    the day on which the plan was stated).

    Examples
    --------
    >>> sorted(map(int, set(phases()["position"])))
    [1, 2, 3]
    """
    rows = evidence.said("phases", by)
    return rows.join(dates.bounds(rows["date"])).assign(told=told(rows))


def missions(by: str = "founding") -> pd.DataFrame:
    """Return the statements about missions and craft.

    Parameters
    ----------
    by : class of sources, founding or later

    Returns
    -------
    DataFrame with one row a statement: the columns of ``missions``, ``name`` and ``bloc`` (of the craft), ``earliest``,
    ``latest`` (Timestamps), ``told`` (EDTF: the day on which the plan was stated).

    Examples
    --------
    >>> {"name", "bloc", "told"} <= set(missions().columns)
    True
    """
    rows, craft = evidence.said("missions", by), tables.load("craft").set_index("key")
    rows = rows.assign(name=rows["craft"].map(craft["name"]), bloc=rows["craft"].map(craft["bloc"]), told=told(rows))
    return rows.join(dates.bounds(rows["date"]))


def told(rows: pd.DataFrame) -> pd.Series:
    """Return the day on which each statement was made (EDTF): ``announced``, or the day up to which its source speaks.

    >>> told(pd.DataFrame({"source": "stdaily2023", "announced": ["2022-11", ""]})).tolist()
    ['2022-11', '2023-04-25']
    """
    until = rows["source"].map(tables.named("sources", "as_of"))
    return until.where(rows["announced"] == "", rows["announced"])


def documents() -> list[str]:
    """Return the keys of the documents that describe the station, in order of the day up to which they speak.

    >>> documents()[0]
    'stdaily2023'
    """
    until = tables.load("sources").set_index("key")["as_of"].reindex(evidence.founding("station")).map(dates.latest)
    return list(until.sort_values(kind="stable").index)


def own(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the statements on the station's own missions; those on crews and on the project as a whole are left out.

    Parameters
    ----------
    missions : statements with ``craft``, ``bloc``

    Examples
    --------
    >>> rows = pd.DataFrame({"craft": ["change-7", "ilrs-crewed", "artemis-2"], "bloc": ["ilrs", "ilrs", "artemis"]})
    >>> own(rows).index.tolist()
    [0]
    """
    return missions[(missions["bloc"] == "ilrs") & ~missions["craft"].isin([*CREWS["ilrs"], PROJECT])]


def own_or_crews(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the statements on the station, on its missions, and on the crews of either road.

    >>> rows = pd.DataFrame({"craft": ["ilrs-station", "artemis-2", "falcon-9"], "bloc": ["ilrs", "artemis", "other"]})
    >>> own_or_crews(rows)["craft"].tolist()
    ['ilrs-station', 'artemis-2']
    """
    return missions[(missions["bloc"] == "ilrs") | missions["craft"].isin(CREWS["artemis"])]


def dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that give a date.

    >>> dated(pd.DataFrame({"date": ["", "2028"]}))["date"].tolist()
    ['2028']
    """
    return rows[rows["date"] != ""]


def crews(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that say when people come, on either road, by the same rule: a crew and the date of its flight.

    Parameters
    ----------
    missions : statements with ``craft``, ``record``, ``date``, ``status``

    Returns
    -------
    Those of `missions` on craft that carry people, of a flight, with a date; with ``certainty``.

    Examples
    --------
    >>> rows = pd.DataFrame({"craft": "artemis-2", "record": ["planned", "role"], "date": "2026", "status": "planned"})
    >>> crews(rows)["certainty"].to_dict()
    {0: 'announced'}
    """
    people = [craft for group in CREWS.values() for craft in group]
    kept = dated(missions[missions["craft"].isin(people) & missions["record"].isin(FLIGHTS)])
    return kept.assign(certainty=kept["status"].map(certainty))


def basic(phases: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that date the basic stage of the base, in the order in which they were made.

    Parameters
    ----------
    phases : statements with ``label``, ``date``, ``told``

    Examples
    --------
    >>> rows = pd.DataFrame({"label": ["Basic model", "Reconnaissance", "First phase: basic model"], "date": "../2027",
    ...     "told": ["2025-04", "2021", "2023"]})
    >>> basic(rows)["told"].tolist()
    ['2023', '2025-04']
    """
    return in_order(dated(phases[phases["label"].str.lower().str.contains(BASIC)]))


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Return statements in the order in which they were made (``told``); those of one day stay as they are, undated last.

    >>> in_order(pd.DataFrame({"told": ["2024-09-05", "2023"]}))["told"].tolist()
    ['2023', '2024-09-05']
    """
    days = pd.Series([dates.latest(day) for day in rows["told"]], dtype="datetime64[ns]")
    return rows.iloc[days.sort_values(kind="stable").index]


def joint(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that later sources make of the partners' joint roadmap.

    >>> joint(pd.DataFrame({"told": ["2021-06-16", "2023-04-25"]})).index.tolist()
    [0]
    """
    return rows[rows["told"] == JOINT]


def against_joint(phases: pd.DataFrame, missions: pd.DataFrame, plan: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Return how far each document's phases are those of the joint roadmap.

    Parameters
    ----------
    phases, missions : statements of the documents, with ``source``; ``position`` and ``date``; ``craft``, ``phase_position``
    plan, placed : the same of the joint roadmap

    Returns
    -------
    DataFrame indexed by source: ``dated`` (phases with a date), ``same`` (those whose bounds are the roadmap's, by some
    source that gives it, where both give one), ``placed`` (missions put in a phase that the roadmap puts in one too),
    ``together`` (those in the same).

    Examples
    --------
    >>> phases = pd.DataFrame({"source": "a", "position": [1, 2], "date": ["2021/2025", "2030/2035"]})
    >>> plan = pd.DataFrame({"position": [1, 2], "date": ["2021/2025", "2026/2035"]})
    >>> missions = pd.DataFrame({"source": ["a"], "craft": "change-8", "phase_position": [1]})
    >>> placed = pd.DataFrame({"craft": ["change-8"], "phase_position": [2]})
    >>> against_joint(phases, missions, plan, placed).loc["a"].tolist()
    [2, 1, 1, 0]
    """
    spans = dated(phases)
    alike = [
        any(
            relations.extents(row.date, span).kind in {"same", "compatible"}
            for span in plan.loc[plan["position"] == row.position, "date"]
        )
        for row in spans.itertuples()
    ]
    put = missions.dropna(subset="phase_position").drop_duplicates(["source", "craft", "phase_position"])
    wanted = placed.dropna(subset="phase_position").drop_duplicates("craft")[["craft", "phase_position"]]
    put = put.merge(wanted, on="craft", suffixes=("", "_joint"))
    table = pd.DataFrame(index=pd.Index(phases["source"].unique(), name="source"))
    table["dated"] = spans.groupby("source").size()
    table["same"] = spans.assign(alike=alike).groupby("source")["alike"].sum()
    table["placed"] = put.groupby("source").size()
    table["together"] = (put["phase_position"] == put["phase_position_joint"]).groupby(put["source"]).sum()
    return table.fillna(0).astype(int)


def revisions(missions: pd.DataFrame, phases: pd.DataFrame) -> pd.DataFrame:
    """Return the statements from which one sees how the date of a flight, or of the basic stage of the base, moved.

    Kept are missions that a space agency flies and that had not flown when the joint roadmap was issued, on either road;
    dates that have an end (a date "not before" has none).

    Parameters
    ----------
    missions, phases : statements of later sources, with ``told``, ``latest``, ``caveats``

    Returns
    -------
    DataFrame in the order in which they were made: ``key`` and ``name`` of the thing, ``bloc``, ``record``, ``told``,
    ``date``, ``latest``, ``source``, ``id``.

    Examples
    --------
    >>> rows = revisions(missions("later"), phases("later"))
    >>> sorted(set(rows["bloc"]))
    ['artemis', 'ilrs']
    """
    kind, operator = tables.named("craft", "kind"), tables.named("craft", "operator")
    agencies = set(tables.load("parties").query("kind == 'agency'")["key"])
    flown = [craft for craft, name in kind.items() if name == "mission" and set(tables.split(operator[craft])) & agencies]
    names = tables.named("craft", "name")
    flights = missions[missions["craft"].isin(flown) & missions["record"].isin(FLIGHTS) & missions["bloc"].isin(CREWS)]
    flights = flights.assign(key=flights["craft"].replace(BECAME))
    flights = flights.assign(name=flights["key"].map(names))
    base = basic(phases).assign(key=BASE, name=BASIC, bloc="ilrs", record="planned")
    rows = pd.concat([flights, base], ignore_index=True)
    rows = rows[rows["latest"].notna() & ~rows["caveats"].map(lambda cell: "not_before" in tables.split(cell))]
    before = rows["record"].isin(FLOWN) & (rows["latest"] < dates.latest(JOINT))
    rows = rows[~rows["key"].isin(rows.loc[before, "key"])]
    return in_order(rows)[["key", "name", "bloc", "record", "told", "date", "latest", "source", "id"]].reset_index(drop=True)


def slips(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how far the date of each thing has moved: from the end of the time first named to the end of the latest.

    Parameters
    ----------
    rows : as from `revisions`, in order of ``told``; a flight counts from then on, whatever plans are told later

    Returns
    -------
    DataFrame with one row for each thing with a plan and at least one later statement, by bloc (the station first), the
    furthest moved first: ``key``, ``name``, ``bloc``, ``first`` and ``last`` (Timestamps), ``first_date`` and ``last_date``
    (EDTF), ``first_told`` and ``last_told``, ``between`` (list: the ends named in between), ``record`` and ``id`` (of the
    last), ``years`` (moved; below zero: earlier), ``kept`` (whether the last lies within the time first named).

    Examples
    --------
    >>> rows = pd.DataFrame({"key": "x", "name": "X", "bloc": "ilrs", "record": ["planned", "flown"], "told": ["2021", ""],
    ...     "date": ["2022", "2024-01-01"], "latest": pd.to_datetime(["2022-12-31", "2024-01-01"]), "id": ["1", "2"]})
    >>> slips(rows)["years"].tolist()
    [1.0]
    """
    records = []
    for key, group in rows.groupby("key", sort=False):
        plans, flown = group[group["record"] == "planned"], group[group["record"].isin(FLOWN)]
        if len(group) > 1 and len(plans):
            first, last = plans.iloc[0], (flown if len(flown) else plans).iloc[-1]
            moved = round((last["latest"] - first["latest"]).days / YEAR, 1)
            ends = (first["latest"], last["latest"], first["date"], last["date"], first["told"], last["told"])
            between = list(plans["latest"].iloc[1:] if len(flown) else plans["latest"].iloc[1:-1])
            kept = bool(last["latest"] <= first["latest"]) and dates.overlap(first["date"], last["date"])
            records.append((key, first["name"], first["bloc"], *ends, between, last["record"], last["id"], moved, kept))
    columns = ["key", "name", "bloc", "first", "last", "first_date", "last_date", "first_told", "last_told", "between"]
    table = pd.DataFrame(records, columns=[*columns, "record", "id", "years", "kept"])
    return table.sort_values(["bloc", "years", "name"], ascending=[False, False, True]).reset_index(drop=True)


def next_landings(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the first landing with a crew that is still planned, of Artemis and of China.

    Parameters
    ----------
    missions : statements of later sources, with ``craft``, ``name``, ``milestone``, ``record``, ``date``, ``latest``, ``told``

    Returns
    -------
    The last statement on the earliest planned landing of each, Artemis first; a mission whose last statement gives it
    another aim, or none, is no landing.

    Examples
    --------
    >>> rows = pd.DataFrame({"craft": ["artemis-3", "artemis-3", "artemis-4"], "record": "planned", "told": ["2019", "2026", "2026"],
    ...     "milestone": ["landing", "docking test", "landing"], "latest": pd.to_datetime(["2024", "2027", "2028"])})
    >>> next_landings(rows)["craft"].tolist()
    ['artemis-4']
    """  # noqa: E501
    rows = in_order(missions[missions["record"] == "planned"]).drop_duplicates("craft", keep="last")
    rows = rows[rows["milestone"] == "landing"].sort_values("latest", kind="stable")
    firsts = [rows[rows["craft"].isin(craft)].head(1) for craft in (CREWS["artemis"], [CHINA])]
    return pd.concat(firsts, ignore_index=True)


def disputed(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the station's missions on which statements cannot be true together: on the date, or on the phase.

    Dates are those of flights and those of a dated phase that a mission is put in. Two dates are at odds if they share no
    day; 2028 and around 2028 are one date. Work that was under way is no flight.

    Parameters
    ----------
    missions : statements with ``craft``, ``name``, ``bloc``, ``record``, ``date``, ``phase_position``, ``source``

    Returns
    -------
    DataFrame with one row a stated value: ``mission``, ``what`` (date or phase), ``value`` (EDTF or number, as text),
    ``sources`` (keys); in order of mission, what and value.

    Examples
    --------
    >>> rows = pd.DataFrame({"craft": "x", "name": "X", "bloc": "ilrs", "record": "planned", "phase_position": pd.NA,
    ...     "date": ["2028", "2028~", "2029"], "source": ["a", "b", "a"]})
    >>> disputed(rows)[["value", "sources"]].values.tolist()
    [['2028', 'a; b'], ['2029', 'a']]
    """
    rows = own(missions)
    spans = dated(rows[rows["record"].isin([*FLIGHTS, "phase"])])
    placed = rows.dropna(subset="phase_position")
    records = []
    for mission, group in spans.groupby("name"):
        values = _alike(group)
        if any(not dates.overlap(one, other) for one, other in combinations(values, 2)):
            records += [(mission, "date", value, tables.join(sorted(sources))) for value, sources in values.items()]
    for mission, group in placed.groupby("name"):
        values = {str(position): list(found["source"]) for position, found in group.groupby("phase_position")}
        if len(values) > 1:
            records += [(mission, "phase", value, tables.join(sorted(sources))) for value, sources in values.items()]
    return pd.DataFrame(sorted(records), columns=["mission", "what", "value", "sources"])


def _alike(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return each date with the sources that state it; dates of one meaning are one, written as the shortest of them."""
    values: dict[str, list[str]] = {}
    for date, source in sorted(zip(rows["date"], rows["source"], strict=True), key=lambda row: (len(row[0]), row)):
        same = next((value for value in values if relations.moments(value, date).kind == "same"), date)
        values.setdefault(same, []).append(source)
    return values
