"""Statements about the same thing, compared pair by pair, over all tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from analysis.facts import dates, evidence, matters, relations, tables
from analysis.facts.relations import CLASSES, Amount, Relation


@dataclass(frozen=True)
class Aspect:
    """What is compared: in which table, for statements that share `about`, the values of `what`."""

    table: str
    about: tuple[str, ...]
    what: str
    how: str  # a key of COMPARE


ASPECTS = (
    Aspect("memberships", ("bloc", "party"), "date", "moment"),
    Aspect("memberships", ("bloc", "party"), "status", "word"),
    Aspect("memberships", ("bloc", "party"), "instrument", "word"),
    Aspect("memberships", ("bloc", "party"), "agency", "word"),
    Aspect("memberships", ("bloc",), "first_claim", "claimant"),
    Aspect("member_counts", ("bloc", "counted", "as_of"), "low", "amount"),
    Aspect("member_counts", ("bloc", "counted"), "as_of", "growth"),
    Aspect("missions", ("craft", "record"), "date", "moment"),
    Aspect("missions", ("craft",), "phase_position", "word"),
    Aspect("missions", ("craft",), "site", "word"),
    Aspect("missions", ("craft", "date"), "status", "word"),
    Aspect("phases", ("position",), "date", "extent"),
    Aspect("events", ("title",), "date", "moment"),
    Aspect("events", ("title",), "actor", "word"),
    Aspect("events", ("title",), "status", "word"),
    Aspect("funding", ("label", "period"), "low", "amount"),
    Aspect("quantities", ("subject", "measure", "unit"), "low", "amount"),
    Aspect("objectives", ("objective",), "objective", "naming"),
    Aspect("facilities", ("facility",), "facility", "naming"),
    Aspect("facilities", ("facility",), "place", "word"),
    Aspect("links", ("from", "to"), "relation", "word"),
    Aspect("links", ("from", "relation", "to"), "date", "occasion"),
    Aspect("claims", ("question",), "answer", "word"),
    Aspect("companies", ("company",), "fate", "word"),
    Aspect("companies", ("company", "fate"), "date", "moment"),
    Aspect("contributions", ("party", "craft"), "contribution", "naming"),
    Aspect("names", ("entity",), "as_printed", "spelling"),
)
PLANS = {"planned", "announced", "proposed"}
COLUMNS = [
    "table",
    "about",
    "what",
    "one",
    "other",
    "source_one",
    "source_other",
    "value_one",
    "value_other",
    "class",
    "confirms",
]


def pairs(load: Callable[[str], pd.DataFrame] = tables.load) -> pd.DataFrame:
    """Return every pair of statements about the same thing, and how the two relate.

    Parameters
    ----------
    load : gives a table by name; the book's own by default

    Returns
    -------
    DataFrame with ``table``, ``about`` (keys, parted by "; "), ``what`` (the column compared), ``one`` and ``other`` (ids;
    "" for a list that is silent), ``source_one``, ``source_other``, ``value_one``, ``value_other``, ``class`` (same,
    compatible, superseded, different, incompatible) and ``confirms`` (whether one document bears the other out). Of a
    matter of more than `matters.MOST` statements only the `foremost` are compared; `left_out` says what that leaves out.
    """
    sources = load("sources").set_index("key")
    until = sources["as_of"].map(dates.latest)
    founding = _founding(sources)
    records = [record for aspect in ASPECTS for record in _pairs(aspect, load(aspect.table), until, founding)]
    records += list(_silences(load, sources, until))
    return pd.DataFrame(records, columns=COLUMNS)


def _founding(sources: pd.DataFrame) -> set[str]:
    return set(sources.index[sources["class"] == "founding"])


def _pairs(aspect: Aspect, rows: pd.DataFrame, until: pd.Series, founding: set[str]) -> Iterator[tuple]:
    for about, group in said(aspect, rows[rows["source"].isin(founding)]).items():
        for one, other in combinations(foremost(aspect, group), 2):
            relation = relate(aspect, one, other, until)
            yield (
                aspect.table, tables.join(list(map(str, about))), aspect.what, one["id"], other["id"], one["source"],
                other["source"], shown(aspect, one), shown(aspect, other), relation.kind,
                relation.confirms and one["source"] != other["source"],
            )  # fmt: skip


def said(aspect: Aspect, rows: pd.DataFrame) -> dict[tuple, list[dict]]:
    """Return what `rows` of ``aspect.table`` are about -> the statements that say something of it in this aspect."""
    return matters.grouped(rows, aspect.about, aspect.what)


def foremost(aspect: Aspect, group: list[dict]) -> list[dict]:
    """Return the statements of a matter that are compared, as `matters.foremost` chooses them."""
    return matters.foremost(group, lambda row: shown(aspect, row))


def left_out(load: Callable[[str], pd.DataFrame] = tables.load) -> pd.DataFrame:
    """Return the matters with more statements than are compared pair by pair: ``table``, ``about``, ``what``,
    ``statements`` and ``compared`` (their numbers).

    Parameters
    ----------
    load : gives a table by name; the book's own by default

    >>> len(left_out())
    0
    """
    founding = _founding(load("sources").set_index("key"))
    records = [
        (aspect.table, tables.join(list(map(str, about))), aspect.what, len(group), len(foremost(aspect, group)))
        for aspect in ASPECTS
        for about, group in said(aspect, load(aspect.table)[lambda rows: rows["source"].isin(founding)]).items()
        if len(group) > matters.MOST
    ]
    return pd.DataFrame(records, columns=["table", "about", "what", "statements", "compared"])


def relate(aspect: Aspect, one: dict, other: dict, until: pd.Series) -> Relation:
    """Return how two statements relate in one aspect; a plan that a later document states otherwise is superseded.

    Parameters
    ----------
    one, other : rows of ``aspect.table``
    until : source -> the day up to which it speaks

    Examples
    --------
    >>> until = pd.Series({"a": pd.Timestamp("2023"), "b": pd.Timestamp("2025")})
    >>> plan = {"source": "a", "date": "2028", "status": "planned"}
    >>> relate(Aspect("missions", ("craft",), "date", "moment"), plan, plan | {"source": "b", "date": "2029"}, until).kind
    'superseded'
    """
    found = compared(aspect, one, other)
    if found.kind == "incompatible" and _replaced(aspect, one, other, until):
        return Relation("superseded")
    return found


def compared(aspect: Aspect, one: dict, other: dict) -> Relation:
    """Return how two statements relate in one aspect by what they say, whenever they were made.

    >>> compared(Aspect("missions", ("craft",), "date", "moment"), {"date": "2028"}, {"date": "2029"}).kind
    'incompatible'
    """
    a, b = one[aspect.what], other[aspect.what]
    if aspect.how == "amount":
        return relations.amounts(amount(one), amount(other))
    if aspect.how == "word":
        return relations.words(aspect.what, str(a), str(b))
    if aspect.how == "claimant":  # a first place is claimed for one party, or for two
        return relations.SAME if one["party"] == other["party"] else relations.unlike(a, b, "incompatible", "different")
    return COMPARE[aspect.how](a, b)


# How two values of one aspect relate, where the values alone decide.
COMPARE: dict[str, Callable[[str, str], Relation]] = {
    "moment": relations.moments,
    "extent": relations.extents,
    "occasion": lambda a, b: relations.SAME if a == b else relations.DIFFERENT,  # one act may come twice
    "naming": lambda a, b: relations.SAME,
    "spelling": lambda a, b: relations.unlike(a, b, "same", "compatible"),  # spellings bear nothing out
    "growth": lambda a, b: relations.unlike(a, b, "same", "superseded"),  # counts of different days
}


def _replaced(aspect: Aspect, one: dict, other: dict, until: pd.Series) -> bool:
    """Whether the document that speaks up to a later day states a plan anew, or what became of it."""
    days = [until.get(row["source"], pd.NaT) for row in (one, other)]
    if aspect.what not in {"date", "status"} or any(pd.isna(day) for day in days) or days[0] == days[1]:
        return False
    earlier = one if days[0] < days[1] else other
    return earlier.get("status") in PLANS


def amount(row: dict) -> Amount:
    """Return the number or range of a row, with its hedge."""
    return Amount(row["low"], row["high"] if pd.notna(row["high"]) else row["low"], row["qualifier"])


def shown(aspect: Aspect, row: dict) -> str:
    """Return the compared value of a row in words for readers.

    >>> shown(Aspect("quantities", ("subject",), "low", "amount"), {"low": 50.0, "high": 50.0, "qualifier": "over"})
    'over 50'
    """
    if aspect.how in {"moment", "extent", "growth", "occasion"}:
        return dates.label(row[aspect.what])
    if aspect.how == "amount":
        held = amount(row)
        number = f"{held.low:,.12g}" if held.low == held.high else f"{held.low:,.12g} to {held.high:,.12g}"
        return f"{held.qualifier} {number}".strip()
    return evidence.subject(str(row[aspect.what]))


def _silences(load: Callable[[str], pd.DataFrame], sources: pd.DataFrame, until: pd.Series) -> Iterator[tuple]:
    """Pairs of a membership and a whole list, of a later day and of parties of that kind, that leaves the party out."""
    founding = sources[sources["class"] == "founding"]
    rows, kinds = load("memberships"), load("parties").set_index("key")["kind"]
    rows, whole = rows[rows["source"].isin(founding.index)], founding[founding["whole_list"] != ""]
    founders = set(rows.loc[rows["status"] == "founded", "party"])  # the lists say who joined the founders
    rows = rows[(rows["status"] != "negotiating") & ~rows["party"].isin(founders)]
    for bloc, members in rows.groupby("bloc", sort=False):
        for source in whole.index:
            listed = set(members.loc[members["source"] == source, "party"])
            for row in members.to_dict("records") if listed else []:
                covered = kinds[row["party"]] in tables.split(whole.loc[source, "whole_list"])
                early = not row["date"] or dates.latest(row["date"]) <= until[source]
                if covered and early and row["party"] not in listed:
                    about = tables.join([bloc, row["party"]])
                    pair = ("memberships", about, "silence", row["id"], "", row["source"], source)
                    kind = "incompatible" if row["date"] or until[row["source"]] <= until[source] else "different"
                    yield (*pair, row["status"], "not on its list", kind, False)


def groups(found: pd.DataFrame) -> pd.DataFrame:
    """Return the groups of statements about the same thing; a group is as much at odds as its worst pair.

    Parameters
    ----------
    found : as `pairs` returns them

    Returns
    -------
    DataFrame with ``table``, ``about``, ``what``, ``class``, ``documents`` (number), ``sources`` (keys), ``statements``
    (ids), ``values`` (each value with the documents that state it) and ``confirmed`` (whether one bears another out).
    """
    records = []
    for (table, about, what), group in found.groupby(["table", "about", "what"], sort=False):
        said = {
            **dict(zip(group["one"], zip(group["source_one"], group["value_one"], strict=True), strict=True)),
            **dict(zip(group["other"], zip(group["source_other"], group["value_other"], strict=True), strict=True)),
        }
        values: dict[str, list[str]] = {}
        for source, value in said.values():
            values.setdefault(value, []).append(source)
        texts = "; ".join(f"{value} ({evidence.called(tables.join(keys))})" for value, keys in values.items())
        sources = tables.join([source for source, _ in said.values()])
        worst = max(group["class"], key=CLASSES.index)
        ids = tables.join([key for key in said if key])
        records.append((table, about, what, worst, len(tables.split(sources)), sources, ids, texts, group["confirms"].any()))
    columns = ["table", "about", "what", "class", "documents", "sources", "statements", "values", "confirmed"]
    return pd.DataFrame(records, columns=columns)
