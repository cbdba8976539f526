"""Phases and missions in time, by document; which scheme of phases fits most statements; when crews arrive."""

from __future__ import annotations

import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import certainty, ended_badly

CREWS = ("ilrs-crewed", "artemis-crewed")  # craft that stand for the arrival of people, on either road
PROJECT = "ilrs-station"  # the whole, of which the phases tell
FLIGHTS = ("planned", "flown", "failed")  # records whose date is that of the flight, not of a phase it is put in


def phases() -> pd.DataFrame:
    """Return the phases of the station as each document divides them, with the bounds of their dates.

    Returns
    -------
    DataFrame with one row a statement: the columns of ``phases``, ``earliest``, ``latest`` (Timestamps).
    """
    rows = evidence.said("phases")
    return rows.join(dates.bounds(rows["date"]))


def missions() -> pd.DataFrame:
    """Return the statements about missions and craft.

    Returns
    -------
    DataFrame with one row a statement: the columns of ``missions``, ``name``, ``bloc`` (of the craft), ``earliest``,
    ``latest`` (Timestamps).
    """
    rows, craft = evidence.said("missions"), tables.load("craft").set_index("key")
    rows = rows.assign(name=rows["craft"].map(craft["name"]), bloc=rows["craft"].map(craft["bloc"]))
    return rows.join(dates.bounds(rows["date"]))


def documents() -> list[str]:
    """Return the keys of all sources in order of the date up to which they speak."""
    sources = tables.load("sources")
    until = sources.set_index("key")["as_of"].map(dates.latest)
    return list(until.sort_values(kind="stable").index)


def own(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the statements on the station's own missions; those on crews and on the project as a whole are left out.

    Parameters
    ----------
    missions : statements with ``craft``, ``bloc``
    """
    return missions[(missions["bloc"] == "ilrs") & ~missions["craft"].isin([*CREWS, PROJECT])]


def own_or_crews(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the statements on the station, on its missions, and on the crews of either road."""
    return missions[(missions["bloc"] == "ilrs") | missions["craft"].isin(CREWS)]


def dated(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that give a date.

    >>> dated(pd.DataFrame({"date": ["", "2028"]}))["date"].tolist()
    ['2028']
    """
    return rows[rows["date"] != ""]


def calendar(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the statements that date a flight of the station's own missions, or what is planned of them.

    Dates of a phase a mission is put in, and of work that was under way, are left out.

    Parameters
    ----------
    missions : as from `missions`

    Returns
    -------
    `missions` with ``certainty`` and ``failed`` (bool).
    """
    rows = dated(own(missions))
    planned = (rows["status"] == "planned") & (rows["record"] != "phase")
    kept = rows[rows["record"].isin(FLIGHTS) | planned]
    return kept.assign(certainty=kept["status"].map(certainty), failed=kept["status"].map(ended_badly))


def crews(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the dated statements on the arrival of crews, on either road, with ``certainty``."""
    kept = dated(missions[missions["craft"].isin(CREWS)])
    return kept.assign(certainty=kept["status"].map(certainty))


def fit(missions: pd.DataFrame, phases: pd.DataFrame) -> pd.DataFrame:
    """Return how well each document's dated phases fit what all documents say of the missions.

    A pair of statements is tested for every mission: one assigns it to the first, second or third phase, one dates it
    (they may come from different documents). The pair fits a scheme if the date overlaps that phase of the scheme.

    Parameters
    ----------
    missions : statements with ``craft``, ``record``, ``phase_position``, ``date``, ``source``
    phases : statements with ``source``, ``position``, ``date``

    Returns
    -------
    DataFrame indexed by document with ``fits`` and ``pairs`` (numbers) and ``share`` (0 to 1), best first.
    """
    assigned = missions.dropna(subset="phase_position").drop_duplicates(["craft", "phase_position", "source"])
    flights = dated(missions[missions["record"].isin(FLIGHTS)])
    pairs = assigned[["craft", "phase_position"]].merge(flights[["craft", "date"]], on="craft")
    schemes = dated(phases).rename(columns={"source": "document", "position": "phase_position", "date": "span"})
    tested = pairs.merge(schemes[["document", "phase_position", "span"]], on="phase_position")
    hits = [dates.overlap(date, span) for date, span in zip(tested["date"], tested["span"], strict=True)]
    table = tested.assign(hit=hits).groupby("document")["hit"].agg(fits="sum", pairs="size")
    table["share"] = table["fits"] / table["pairs"]
    return table.sort_values(["share", "document"], ascending=[False, True])


def disputed(missions: pd.DataFrame) -> pd.DataFrame:
    """Return the missions of the station for which more than one date, or more than one phase, is stated.

    Parameters
    ----------
    missions : statements with ``craft``, ``name``, ``bloc``, ``record``, ``date``, ``phase_position``, ``source``

    Returns
    -------
    DataFrame with one row a stated value: ``mission``, ``what`` (date or phase), ``value`` (EDTF or number, as text),
    ``sources`` (keys); in order of what, mission and value.
    """
    rows = own(missions)
    flights = dated(rows[rows["record"].isin(FLIGHTS)])
    placed = rows.dropna(subset="phase_position")
    stated = pd.concat(
        [
            flights.assign(what="date", value=flights["date"]),
            placed.assign(what="phase", value=placed["phase_position"].astype(str)),
        ]
    )
    keys = ["what", "name", "value"]
    values = stated.groupby(keys)["source"].agg(lambda found: tables.join(sorted(found))).rename("sources").reset_index()
    several = values[values.groupby(["what", "name"])["value"].transform("size") > 1]
    return several.rename(columns={"name": "mission"})[["mission", "what", "value", "sources"]].reset_index(drop=True)
