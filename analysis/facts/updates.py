"""What later sources say of what a founding document states: they confirm, supersede, contradict it, or leave it open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pandas as pd

from analysis.facts import comparison, dates, tables
from analysis.facts.comparison import PLANS, Aspect
from analysis.facts.judgements import UPDATES

CONFIRMS, SUPERSEDES, CONTRADICTS, OPEN = UPDATES
UNREAD = ""  # the class of a pair that no rule decides and nobody has read yet
# verdict of an outcome -> what it does to the statement; what was not found, or goes either way, is left open
VERDICTS = {
    CONFIRMS: ("kept",),
    SUPERSEDES: ("late", "slipped", "changed", "reversed", "missed", "failed", "exceeded"),
    CONTRADICTS: ("contradicted",),
    OPEN: ("partly", "undecided", "open", "not found", "unsupported"),
}
VERDICT = {verdict: kind for kind, verdicts in VERDICTS.items() for verdict in verdicts}
SECOND_HAND = "as_cited"  # known only through the founding document: it can bear nothing out
AHEAD, PAST = {"planned", "phase"}, {"flown", "failed"}  # records of a mission
FLIGHT, GROWTH, COURSE = "flight", "count", "course"
# What is compared with later sources: as among the documents, but
#  - a phase of one scheme is not the phase of the same number in another: phases are read, not computed;
#  - a flight is one thing, whether planned or flown; what had flown when a document still plans it contradicts it;
#  - a contract is one thing with all that restates it; a number is compared for one date.
ASPECTS = (
    *(aspect for aspect in comparison.ASPECTS if aspect.table not in {"phases", "member_counts", "funding", "quantities"}
      and (aspect.table, aspect.what) not in {("missions", "date"), ("missions", "status")}),
    Aspect("missions", ("craft",), "date", FLIGHT),
    Aspect("missions", ("craft",), "record", COURSE),
    Aspect("member_counts", ("bloc", "counted"), "low", GROWTH),
    Aspect("funding", ("contract",), "low", "amount"),
    Aspect("quantities", ("subject", "measure", "unit", "date"), "low", "amount"),
)  # fmt: skip
COLUMNS = [
    *("table", "about", "what", "one", "other", "source_one", "source_other"),
    *("value_one", "value_other", "class", "by", "sure"),
]
RULE, OUTCOME, REVIEW = "rule", "outcome", "review"  # what a class rests on
SURE = ("high", "medium", "low")
STRONG, FIRM = "confirmed_by_several", {"confirmed_by_several", "page_read", "translated", "said_together"}
WEAK = {"single_source", "secondary", "unconfirmed", "unsourced", "absence", "reported_speech"}


def pairs(load: Callable[[str], pd.DataFrame] = tables.load) -> pd.DataFrame:
    """Return every pair of a founding and a later statement about the same thing, and what the later one does.

    It confirms the founding statement (by the rules of `relations`), supersedes it (a plan that a later day states anew, or
    what became of it; a later count of what grows), contradicts it (it was wrong when it was written: what it still plans
    had flown), or leaves it open (vaguer, different, an older plan, or known only through the document itself). What the
    rules cannot decide is read: reviewed rows of ``judgements`` say the class of their pairs, and ``outcomes`` that of the
    statements they judge; what was not found is no contradiction.

    Parameters
    ----------
    load : gives a table by name; the book's own by default

    Returns
    -------
    DataFrame with ``table``, ``about``, ``what`` (as in `comparison.pairs`), ``one`` (id of the founding statement),
    ``other`` (of the later one), ``source_one``, ``source_other``, ``value_one``, ``value_other``, ``class`` (one of
    UPDATES, or "" if it has still to be read), ``by`` (rule, outcome or review) and ``sure`` (high, medium or low: of a
    reviewed row its own, of others as the later statement is known). Of a matter of many statements the `foremost` of
    either side are paired.
    """
    sources = load("sources").set_index("key")
    read = pd.DataFrame(_read(load, sources), columns=COLUMNS)
    known = set(zip(read["one"], read["other"], strict=True))
    ruled = [
        row for aspect in ASPECTS for row in _ruled(aspect, load(aspect.table), sources) if (row[3], row[4]) not in known
    ]
    return pd.concat([pd.DataFrame(ruled, columns=COLUMNS), read], ignore_index=True)


def unread(found: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that no rule decides and that have still to be read.

    >>> unread(pd.DataFrame({"class": ["confirms", ""], "one": ["a", "b"]}))["one"].tolist()
    ['b']
    """
    return found[found["class"] == UNREAD]


def deciding(found: pd.DataFrame) -> pd.DataFrame:
    """Return for each founding statement the pair that says what later sources do to it: one that contradicts it before one
    that supersedes, confirms or leaves it open; of these what was read before what a rule says, and the surest.

    >>> rows = pd.DataFrame({"one": ["a", "a"], "class": ["confirms", "supersedes"], "by": "rule", "sure": ["high", "low"]})
    >>> deciding(rows)[["one", "class"]].values.tolist()
    [['a', 'supersedes']]
    """
    ranks = {"class": (CONTRADICTS, SUPERSEDES, CONFIRMS, OPEN, UNREAD), "by": (REVIEW, OUTCOME, RULE), "sure": SURE}
    ranked = pd.DataFrame({name: found[name].map(order.index) for name, order in ranks.items()})
    return found.loc[ranked.sort_values(list(ranks), kind="stable").index].drop_duplicates("one").sort_index()


def said(rows: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """Return what later sources do to each statement, one of UPDATES; "" where none speaks of it.

    Parameters
    ----------
    rows : statements with ``id``
    found : as `pairs` returns them
    """
    return rows["id"].map(deciding(found).set_index("one")["class"]).fillna("")


def record(rows: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return for each document how many of its statements later sources confirm, supersede, contradict or leave open.

    Parameters
    ----------
    rows : statements with ``id`` and ``source``
    found : as `pairs` returns them

    Returns
    -------
    DataFrame indexed by source in order of first mention: ``statements``, ``spoken`` (those of which a later source speaks)
    and the four of UPDATES, which add up to ``spoken``.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a", "b"], "source": "s"})
    >>> found = pd.DataFrame({"one": ["a"], "class": ["confirms"], "by": "rule", "sure": "high"})
    >>> record(rows, found).loc["s", ["statements", "spoken", "confirms"]].tolist()
    [2, 1, 1]
    """
    kinds = said(rows, found)
    marks = pd.DataFrame({kind: (kinds == kind).astype(int) for kind in UPDATES})
    grouped = marks.groupby(rows["source"], sort=False)
    table = grouped.sum()
    return table.assign(statements=grouped.size(), spoken=table.sum(axis=1))[["statements", "spoken", *UPDATES]]


def sure(caveats: str) -> str:
    """Return how sure a later statement is, by how it is known: high, medium or low.

    >>> sure("confirmed_by_several"), sure("confirmed_by_several; contested"), sure("single_source")
    ('high', 'medium', 'low')
    """
    held = set(tables.split(caveats))
    if STRONG in held:
        return SURE[0] if held <= FIRM else SURE[1]
    return SURE[2] if held & WEAK else SURE[1]


def _ruled(aspect: Aspect, rows: pd.DataFrame, sources: pd.DataFrame) -> Iterator[tuple]:
    founding, rows = set(sources.index[sources["class"] == "founding"]), _prepared(aspect, rows, sources)
    plain = replace(aspect, how={FLIGHT: "moment", GROWTH: "amount", COURSE: "word"}.get(aspect.how, aspect.how))
    for about, group in comparison.said(aspect, rows).items():
        told, later = ([row for row in group if (row["source"] in founding) == old] for old in (True, False))
        for one, other in product(comparison.foremost(plain, told), comparison.foremost(plain, later)):
            if _same_thing(aspect, one, other):
                values = [_value(aspect, plain, row) for row in (one, other)]
                yield (
                    aspect.table, tables.join(list(map(str, about))), aspect.what, one["id"], other["id"],
                    one["source"], other["source"], *values, classed(aspect, one, other), RULE, sure(other["caveats"]),
                )  # fmt: skip


def _value(aspect: Aspect, plain: Aspect, row: dict) -> str:
    """The value compared, in words; of a count with its day."""
    shown = comparison.shown(plain, row)
    return f"{shown} ({dates.label(row['as_of'])})" if aspect.how == GROWTH else shown


def _prepared(aspect: Aspect, rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Rows with the day on which each was told and, of money, the contract that each is about."""
    told = rows["source"].map(sources["as_of"])
    if "announced" in rows:
        told = told.where(rows["announced"] == "", rows["announced"])
    if "date" in rows:  # a page without a date tells of a flight no earlier than the flight
        told = told.where((told != "") | ~rows.get("record", told).isin(PAST), rows["date"])
    rows = rows.assign(told=told)
    if aspect.how == GROWTH:  # a number is compared by its day, and an aim is no count
        rows = rows[(rows["as_of"] != "") & (rows["qualifier"] != "planned")]
    if aspect.table == "funding":
        rows = rows.assign(contract=rows["id"].where(rows["relation"] != "restates", rows["part_of"]))
    return rows


def _same_thing(aspect: Aspect, one: dict, other: dict) -> bool:
    if aspect.how == FLIGHT:  # what has flown is not measured by a plan
        return one["record"] in AHEAD | PAST and other["record"] in ({"planned"} if one["record"] in AHEAD else set()) | PAST
    return aspect.how != COURSE or (_planned(one) and other["record"] in PAST and bool(other["date"]) and _over(one, other))


def _planned(row: dict) -> bool:
    return row.get("status") in PLANS


def _over(one: dict, other: dict) -> bool:
    """Whether the flight that a later source tells of was over when the document was written."""
    return dates.latest(other["date"]) < dates.earliest(one["told"])


def classed(aspect: Aspect, one: dict, other: dict) -> str:
    """Return what a later statement does to a founding one in one aspect; "" if it has to be read.

    Parameters
    ----------
    one, other : rows of ``aspect.table``, the founding and the later one, with ``told`` (EDTF: the day it was told)

    Examples
    --------
    >>> plan = {"date": "2028", "record": "planned", "status": "planned", "told": "2023", "caveats": ""}
    >>> flight = Aspect("missions", ("craft",), "date", FLIGHT)
    >>> [classed(flight, plan, plan | {"date": date, "told": "2025"}) for date in ("2028~", "2029")]
    ['confirms', 'supersedes']
    """
    if SECOND_HAND in tables.split(other["caveats"]):
        return OPEN
    if aspect.how == COURSE:
        return CONTRADICTS
    if aspect.how == GROWTH and not dates.overlap(one["as_of"], other["as_of"]):
        grew = dates.earliest(other["as_of"]) > dates.latest(one["as_of"])
        return SUPERSEDES if grew and (one["low"], one["high"]) != (other["low"], other["high"]) else OPEN
    how = {FLIGHT: "moment", GROWTH: "amount"}.get(aspect.how, aspect.how)
    relation = comparison.compared(replace(aspect, how=how), one, other)
    days = dates.latest(one["told"]), dates.latest(other["told"])
    if relation.confirms:  # an older plan that is vaguer is no later word
        older = other.get("record") == "planned" and days[1] < days[0]
        return OPEN if older and relation.kind != "same" else CONFIRMS
    if relation.kind != "incompatible":
        return OPEN
    if _planned(one) or one.get("record") in AHEAD:
        return SUPERSEDES if days[1] > days[0] else OPEN
    return UNREAD


def _read(load: Callable[[str], pd.DataFrame], sources: pd.DataFrame) -> Iterator[tuple]:
    """Pairs that stand as read: those of the outcomes, and those of the reviewed rows."""
    outcomes, reviewed = load("outcomes"), load("judgements")
    rows = {row["id"]: row for name in _tables() for row in load(name).assign(table=name).to_dict("records")}
    for row in outcomes.to_dict("records"):
        for key in tables.split(row["statement"]):
            yield _pair(rows[key], row, VERDICT[row["verdict"]], OUTCOME, row["happened"], sure(row["caveats"]))
    for row in reviewed[reviewed["class"].isin(UPDATES)].to_dict("records"):
        sides = [rows[key] for key in tables.split(row["statements"])]
        early = [side for side in sides if sources.loc[side["source"], "class"] == "founding"]
        for one in early:
            for other in (side for side in sides if side not in early):
                yield _pair(one, other, row["class"], REVIEW, row["finding"], row["sure"])


def _tables() -> list[str]:
    """The tables that a reviewed row may rest on, as the package declares them."""
    (field,) = [field for field in tables.fields("judgements") if field["name"] == "statements"]
    return [target.partition(".")[0] for target in field["x-list-of"]]


def _pair(one: dict, other: dict, kind: str, by: str, told: str, grade: str) -> tuple:
    printed = one["as_printed"].replace(" | ", " … ")
    return (one["table"], "", "", one["id"], other["id"], one["source"], other["source"], printed, told, kind, by, grade)
