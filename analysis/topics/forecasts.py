"""Said and done: what the documents said ahead of its time, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.topics import roadmap

PLANNED = {"planned", "proposed"}
AHEAD = {"planned", "phase"}  # records of a mission that speak of what is to come, whatever its status
STATES = {"memberships", "member_counts", "funding"}  # tables that say how things stand, not what is to come
OPEN = "open"
# verdict of a later source -> what became of the forecast
FATES = {
    "kept": ("kept", "exceeded"),
    "late": ("late",),
    "moved": ("slipped",),
    "changed": ("changed", "reversed", "contradicted", "failed", "missed"),
    "partly": ("partly", "undecided"),
    "not found": ("not found", "unsupported"),
    OPEN: ("open", ""),
}
FATE = {verdict: fate for fate, verdicts in FATES.items() for verdict in verdicts}
FLOWN = roadmap.FLOWN
YEAR = 365.25  # days


def until(*frames: pd.DataFrame) -> str:
    """Return the last day up to which one of the sources behind `frames` surely speaks (EDTF).

    Parameters
    ----------
    frames : statements with ``source``

    Examples
    --------
    >>> until(pd.DataFrame({"source": ["stdaily2023", "cir2023"]}))
    '2023-10'
    """
    spoken = pd.concat([rows["source"] for rows in frames]).map(tables.named("sources", "as_of"))
    return str(spoken.iloc[spoken.map(dates.earliest).argmax()])


def flown(missions: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """Return craft -> the last day its first flight allows, of those that have flown or failed.

    Parameters
    ----------
    missions : statements with ``craft``, ``record``, ``date``

    Examples
    --------
    >>> rows = pd.DataFrame({"craft": "x", "record": ["flown", "planned"], "date": ["2024-06", "2023"]})
    >>> flown(rows)
    {'x': Timestamp('2024-06-30 00:00:00')}
    """
    rows = missions[missions["record"].isin(FLOWN) & (missions["date"] != "")]
    return rows["date"].map(dates.latest).groupby(rows["craft"]).min().to_dict()


def forward(statements: Mapping[str, pd.DataFrame], judged: set[str], over: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    """Return the statements of the documents on what is still to come when they speak.

    These are missions that are planned, or put in a phase; phases; events and contributions that are planned; numbers that
    are planned; claims of outlook; and what else a later source has judged, but for memberships, counts of members and
    amounts, which say how things stand. A statement whose time, or whose flight, was over when it was made is none.

    Parameters
    ----------
    statements : name of a table -> its rows with ``id``, ``source`` and what `_ahead` looks at
    judged : ids of statements that a later source has judged
    over : craft -> day of its flight

    Returns
    -------
    DataFrame with one row a statement: ``id``, ``source``, ``table``, ``subject`` (words or keys), ``road`` (ilrs, artemis
    or other), ``date`` (EDTF or "").

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["1", "2"], "source": "stdaily2023", "craft": ["change-6", "x"], "record": "planned",
    ...     "status": "planned", "date": ["2024~", "2021"]})
    >>> forward({"missions": rows}, set(), {})[["id", "subject", "road"]].values.tolist()
    [['1', 'change-6', 'ilrs']]
    """
    frames = [_ahead(name, rows, judged, over) for name, rows in statements.items() if name not in STATES]
    found = pd.concat(frames, ignore_index=True)
    said = found["source"].map(tables.named("sources", "as_of")).map(dates.earliest)
    past = pd.to_datetime(found["date"].map(dates.latest)) < said
    return found[~past].reset_index(drop=True)


def _ahead(name: str, rows: pd.DataFrame, judged: set[str], over: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    """Return the rows of one table that look ahead, in the columns of `forward`."""
    road = rows["source"].map(_roads())
    subject, keep = rows["id"], rows["id"].isin(judged)
    if name in {"missions", "contributions"}:
        subject, road = rows["craft"], rows["craft"].map(tables.named("craft", "bloc")).fillna(road)
        keep |= rows["status"].isin(PLANNED)
    if name == "missions":
        keep |= rows["record"].isin(AHEAD)
        said = rows["source"].map(tables.named("sources", "as_of")).map(dates.earliest)
        keep &= ~(pd.to_datetime(rows["craft"].map(over)) < said)
    elif name == "phases":
        subject, keep = rows["label"], pd.Series(True, rows.index)
    elif name == "events":
        subject, keep = rows["title"], keep | rows["status"].isin(PLANNED) & (rows["kind"] != "statement")
    elif name == "quantities":
        subject, keep = rows["measure"], keep | (rows["qualifier"] == "planned")
    elif name == "claims":
        subject, road, keep = rows["content"], rows["about"], keep | (rows["topic"] == "outlook")
    dated = rows.get("date", pd.Series("", rows.index))
    return rows[["id", "source"]].assign(table=name, subject=subject, road=road, date=dated)[keep]


def _roads() -> dict[str, str]:
    """Return document -> the road it describes."""
    sides = {"ilrs": evidence.founding("station"), "artemis": evidence.founding("market")}
    return {key: road for road, keys in sides.items() for key in keys}


def forecasts(ahead: pd.DataFrame, outcomes: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return each thing that a document said ahead of its time, with what became of it by `day`.

    Statements that one outcome judges are one forecast; so are statements of one document on one thing with one date.

    Parameters
    ----------
    ahead : as from `forward`
    outcomes : later statements with ``id``, ``statement`` (ids, parted by "; "), ``subject``, ``happened``, ``verdict``,
        ``outcome_date``, ``new_date``, ``source``, ``caveats``
    day : EDTF, the day up to which later sources speak

    Returns
    -------
    DataFrame with one row a forecast: ``id`` (of its first statement), ``statements`` (ids), ``document``, ``road``,
    ``subject``, ``date`` (EDTF or "", as the document prints it), ``outcome`` (id of what judges it, or ""), ``verdict``,
    ``fate`` (a key of FATES), ``happened``, ``outcome_date``, ``new_date``, ``by`` (source of the outcome), ``caveats``,
    ``due`` (whether its last day is past), ``lead`` (years from the day of the document to that last day; NaN without
    one), ``months`` (from that day to when it came or is planned now, to the nearest; NaN if it is neither late nor moved).

    Examples
    --------
    >>> ahead = pd.DataFrame({"id": ["m"], "source": ["cir2023"], "table": "missions", "subject": "x", "road": "artemis",
    ...     "date": ["2023"]})
    >>> judged = pd.DataFrame({"id": ["o"], "statement": ["m"], "subject": ["It flies"], "happened": ["flew"],
    ...     "verdict": ["late"], "outcome_date": ["2024-02-15"], "new_date": [""], "source": ["s"], "caveats": [""]})
    >>> forecasts(ahead, judged, "2026-09")[["fate", "due", "months"]].values.tolist()
    [['late', True, 2.0]]
    """
    which = {key: row for row, cell in zip(outcomes["id"], outcomes["statement"], strict=True) for key in tables.split(cell)}
    of = ahead["id"].map(which).fillna("").astype(str)
    own = ahead["source"] + "|" + ahead["subject"] + "|" + ahead["date"]
    groups = ahead.assign(outcome=of).groupby(of.where(of != "", own), sort=False)
    dated = groups["date"].agg(lambda column: next((date for date in column if date), ""))
    table = pd.DataFrame(
        {
            "id": groups["id"].first(),
            "statements": groups["id"].agg(lambda ids: tables.join(list(ids))),
            "document": groups["source"].first(),
            "road": groups["road"].first(),
            "subject": groups["subject"].first(),
            "date": dated,
            "outcome": groups["outcome"].first(),
        }
    ).reset_index(drop=True)
    said = outcomes.set_index("id")
    for column in ("verdict", "happened", "outcome_date", "new_date", "caveats"):
        table[column] = table["outcome"].map(said[column]).fillna("")
    table["by"] = table["outcome"].map(said["source"]).fillna("")
    table["subject"] = table["outcome"].map(said["subject"]).fillna(table["subject"])
    table["fate"] = table["verdict"].map(FATE)
    last, told = pd.to_datetime(table["date"].map(dates.latest)), table["document"].map(_told())
    came = table["outcome_date"].where(table["fate"] == "late", table["new_date"].where(table["fate"] == "moved", ""))
    months = _months(last, came.map(dates.latest))
    return table.assign(due=last <= dates.latest(day), lead=(last - told).dt.days / YEAR, months=months)


def _told() -> dict[str, pd.Timestamp]:
    """Return document -> the last day up to which it speaks."""
    return {key: dates.latest(day) for key, day in tables.named("sources", "as_of").items()}


def _months(start: pd.Series, end: pd.Series) -> pd.Series:
    between = pd.to_datetime(end) - pd.to_datetime(start)
    return (between.dt.days / (YEAR / 12)).round()


def settled(table: pd.DataFrame) -> pd.DataFrame:
    """Return the forecasts whose date is past: the only ones of which all had the same chance to be missed.

    >>> settled(pd.DataFrame({"due": [True, False], "id": ["a", "b"]}))["id"].tolist()
    ['a']
    """
    return table[table["due"]].reset_index(drop=True)


def pending(table: pd.DataFrame) -> pd.DataFrame:
    """Return the forecasts with a last day that is still to come.

    >>> rows = pd.DataFrame({"due": [True, False, False], "lead": [1.0, 2.0, None], "id": ["a", "b", "c"]})
    >>> pending(rows)["id"].tolist()
    ['b']
    """
    return table[~table["due"] & table["lead"].notna()].reset_index(drop=True)


def record(table: pd.DataFrame) -> pd.DataFrame:
    """Return how the forecasts of each document held.

    Parameters
    ----------
    table : as from `forecasts`

    Returns
    -------
    DataFrame indexed by document in order of first mention: ``all``, ``dated`` (with a last day), ``due`` (that day is
    past), ``kept``, ``late``, ``missed`` (of those due: kept; came late; neither), ``before`` (not due, and already kept),
    ``moved`` (not due, and already moved or changed), ``lead`` (median years of those due; NaN if none).

    Examples
    --------
    >>> rows = pd.DataFrame({"document": "a", "due": [True, True, False], "fate": ["kept", "moved", "moved"], "lead": 1.0})
    >>> record(rows).loc["a", ["dated", "due", "kept", "missed", "moved"]].astype(int).tolist()
    [3, 2, 1, 1, 1]
    """
    ahead = ~table["due"] & table["lead"].notna()
    marks = {
        "all": pd.Series(True, table.index),
        "dated": table["lead"].notna(),
        "due": table["due"],
        "kept": table["due"] & (table["fate"] == "kept"),
        "late": table["due"] & (table["fate"] == "late"),
        "missed": table["due"] & ~table["fate"].isin(["kept", "late"]),
        "before": ahead & (table["fate"] == "kept"),
        "moved": ahead & table["fate"].isin(["moved", "changed"]),
    }
    counts = pd.DataFrame(marks).astype(int).groupby(table["document"], sort=False).sum()
    return counts.assign(lead=table["lead"].where(table["due"]).groupby(table["document"]).median())


def by_lead(table: pd.DataFrame, edges: tuple[float, ...]) -> pd.DataFrame:
    """Return how the forecasts whose date is past held, by how many years ahead they were made.

    Parameters
    ----------
    table : as from `forecasts`
    edges : years that part the classes; the first class is up to and with the first edge, the last is open

    Returns
    -------
    DataFrame with ``above`` and ``upto`` (years; 0 and infinity at the ends), ``due``, ``kept``, ``documents`` (number).

    Examples
    --------
    >>> rows = pd.DataFrame({"due": True, "lead": [0.5, 1, 3], "fate": ["kept", "late", "late"], "document": list("aab")})
    >>> by_lead(rows, (1.0,))[["due", "kept", "documents"]].values.tolist()
    [[2, 1, 1], [1, 0, 1]]
    """
    rows, bounds = settled(table), [0.0, *edges, np.inf]
    records = []
    for above, upto in pairwise(bounds):
        inside = rows[(rows["lead"] <= upto) & ((rows["lead"] > above) | (above == 0.0))]
        records.append((above, upto, len(inside), int((inside["fate"] == "kept").sum()), inside["document"].nunique()))
    return pd.DataFrame(records, columns=["above", "upto", "due", "kept", "documents"])


def states(outcomes: pd.DataFrame, ahead: pd.DataFrame) -> pd.DataFrame:
    """Return the outcomes that judge no forecast, but what a document says of how things stand.

    >>> outcomes = pd.DataFrame({"id": ["o", "p"], "statement": ["mem-1", "mis-1"]})
    >>> states(outcomes, pd.DataFrame({"id": ["mis-1"]}))["id"].tolist()
    ['o']
    """
    forecast = set(ahead["id"])
    looks = outcomes["statement"].map(lambda cell: not forecast.isdisjoint(tables.split(cell)))
    return outcomes[~looks.astype(bool)].reset_index(drop=True)


def since(contracts: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return the contracts made after `day`, which only later sources can print.

    Parameters
    ----------
    contracts : as from `ledger.with_later`
    day : EDTF, the day up to which the document speaks

    Examples
    --------
    >>> rows = pd.DataFrame({"earliest": pd.to_datetime(["2023-10-31", "2023-11-01"]), "id": ["a", "b"]})
    >>> since(rows, "2023-10")["id"].tolist()
    ['b']
    """
    return contracts[contracts["earliest"] > dates.latest(day)].reset_index(drop=True)
