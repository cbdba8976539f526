"""The pages of states, bodies, companies, programmes and craft: what is asked first, then all that is said of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import escape

import pandas as pd

from analysis.chapters.words import money
from analysis.display import naming, places, said
from analysis.facts import dates, evidence, mentions, tables
from analysis.reference import fields, members
from analysis.reference.documents import _count, group_of
from analysis.reference.listing import listed
from analysis.reference.pages import Checked, Page, Shown, card, cells, facts, in_time, section, table
from analysis.topics import blocs, ledger

BACK = ("Who and what", "who")
SIGNING = {"agreement", "treaty"}  # kinds of events that are signed


def pages(shown: Shown, checked: Checked) -> Iterator[Page]:
    """Yield the pages of everything that a statement speaks of."""
    ids = mentions.mentions().groupby("key", sort=False)["id"].agg(list)
    for key, row in mentions.things().iterrows():
        if key in ids.index:
            held = ids[key]
            head = _what(key, row, held, shown) + _asked(key, row, held)
            address = places.thing(key).removesuffix(".html")
            yield from listed(address, row["name"], key, in_time(held), head, BACK, lambda one: card(one, shown, checked))


def _what(key: str, row: pd.Series, ids: list[str], shown: Shown) -> str:
    things = mentions.things()
    below = [other for other, cell in things["above"].items() if key in tables.split(cell)]
    homes = [other for other in things.index[(things["iso3"] == row["iso3"]) & (things["kind"] == "state")] if row["iso3"]]
    above = list(dict.fromkeys([*tables.split(row["above"]), *homes]))
    if row["kind"] == "state":
        below += [other for other in things.index[things["iso3"] == row["iso3"]] if other != key and other not in below]
    documents = said.documents(ids)
    told = [
        ("Also called", _called(row["short"] if row["short"] != row["name"] else "")),
        ("In Chinese", _called(row["name_zh"])),
        ("Kind", escape(row["kind"])),
        ("Part of, or run by", _names(other for other in above if other != key)),
        ("Bodies, programmes, craft", _names(below)),
        ("Said of it", f"{_count(len(ids))} in {len(documents)} document{'s' * (len(documents) != 1)}"),
        ("Shown in", shown.together(ids)),
    ]
    return facts(told)


def _called(name: str) -> str:
    """Another name of what the page is about, marked as such for the search."""
    return f"<span data-name>{places.marked(name)}</span>" if name else ""


def _names(keys) -> str:
    return ", ".join(fields.name(key) for key in keys)


def _asked(key: str, row: pd.Series, ids: list[str]) -> str:
    """What a reader looks for first: of a state what it signed, of a company what it got, of a programme its money."""
    if of_road := members.members(key):
        return of_road
    if row["table"] == "parties" and row["kind"] == "state":
        return _stands(key, row) + _signed(key, row, ids)
    if row["table"] == "parties" and row["kind"] == "bloc":
        return _signed(key, row, ids)
    if row["kind"] in {"company", "team"}:
        return _signed(key, row, ids, silent=True) + _got(key, row, ids)
    if row["table"] == "parties":
        return _signed(key, row, ids, silent=True)
    return _money(ids)


@lru_cache
def _joined() -> dict[str, pd.Series]:
    rows = blocs.memberships("later")
    return {bloc: blocs.joined(rows, bloc)["date"] for bloc in blocs.BLOCS}


def _stands(key: str, row: pd.Series) -> str:
    """In a sentence, which road a state has signed for, and when."""
    words = fields.words()
    roads = "; ".join(
        words.say("thing.road", road=evidence.BLOCS[bloc], date=dates.label(signed[key]))
        if key in signed
        else words.say("thing.no_road", road=evidence.BLOCS[bloc])
        for bloc, signed in _joined().items()
    )
    return f"<p>{escape(words.say('thing.stands', name=row['short'], roads=roads))}</p>"


def _signed(key: str, row: pd.Series, ids: list[str], silent: bool = False) -> str:
    kept = [one for one in ids if _signs(one, key)]
    name, words = row["short"], fields.words()
    if not kept:
        return "" if silent else f"<p>{escape(words.say('thing.unsigned', name=name))}</p>"
    lines = [
        cells(
            _road(one),
            fields.value(_row(one)["status"]),
            fields.value(_row(one).get("instrument", "")),
            _when(one),
            _by(one),
        )
        for one in in_time(kept)
    ]
    heads = ("Road or act", "Status", "Instrument", "Date", "Who says it")
    told = words.say("thing.signed", name=name)
    return section("signed", told, table(heads, lines, told))


def _signs(one: str, key: str) -> bool:
    row = _row(one)
    if row["table"] == "memberships":
        return row["party"] == key
    return row["table"] == "events" and row["kind"] in SIGNING and key in tables.split(row["actor"])


def _row(one: str) -> dict:
    return fields.rows()[one]


def _road(one: str) -> str:
    row = _row(one)
    return fields.value(row["bloc"]) if row["table"] == "memberships" else places.marked(row["title"])


def _when(one: str) -> str:
    return escape(dates.label(_row(one)["date"])) if _row(one).get("date") else ""


def _by(one: str) -> str:
    """Who says it, and whether the day was read elsewhere: the name leads to the statement, further down on the page."""
    row = _row(one)
    elsewhere = f"; {fields.words()['thing.elsewhere']}" if "day_elsewhere" in tables.split(row["caveats"]) else ""
    return f'<a href="#{one}">{escape(evidence.called(row["source"]))}</a>{elsewhere}'


@lru_cache
def contracts() -> pd.DataFrame:
    """Return every contract that adds up, each once, of founding documents and later sources."""
    orders = ledger.cargo_orders(evidence.said("clps", "later"))
    return ledger.with_later(ledger.ledger(), ledger.ledger("later"), orders)


def got(key: str) -> dict[str, object]:
    """Return what a company holds alone in contracts that add up: ``total`` and ``founding`` (dollars), ``n``, ``shared``.

    >>> sorted(got("spacex"))
    ['founding', 'n', 'shared', 'total']
    """
    rows = contracts()
    own, held = rows[rows["recipients"] == key], rows["recipients"].map(lambda cell: key in tables.split(cell))
    shared = int(held.sum()) - len(own)
    return {"total": own["low"].sum(), "founding": own.loc[~own["later"], "low"].sum(), "n": len(own), "shared": shared}


def _counted(one: str) -> str:
    """Whether an amount adds up with others, or why not: restatements, what holds options, ceilings and budgets do not."""
    row, words = _row(one), fields.words()["thing.counted"]
    if one in _adding():
        return words["yes"]
    if row.get("kind", "task order") not in ledger.ADDING:
        return words["kind"]
    options = row.get("qualifier") == "up to" or "ceiling_not_spend" in tables.split(row["caveats"])
    return words["options" if options else "again"]


@lru_cache
def _adding() -> set[str]:
    return set(contracts()["id"])


def _got(key: str, row: pd.Series, ids: list[str]) -> str:
    words, told = fields.words(), got(key)
    amounts = _amounts([one for one in ids if _pays(one, key)])
    if not amounts:
        return ""
    line = words["thing.none"]
    if told["n"]:
        founding = money(told["founding"]) if told["founding"] else words["thing.nothing"]
        line = words.say("thing.total", n=told["n"], total=money(told["total"]), founding=founding)
    if told["shared"]:
        line += " " + words.say("thing.shared", n=told["shared"])
    return section("got", words.say("thing.got", name=row["short"]), f"<p>{escape(line)}</p>{amounts}")


def _pays(one: str, key: str) -> bool:
    row = _row(one)
    return (row["table"] == "funding" and key in tables.split(row["recipients"])) or (
        row["table"] == "clps" and row["company"] == key and pd.notna(row["amount"])
    )


def _money(ids: list[str]) -> str:
    amounts = _amounts([one for one in ids if _row(one)["table"] == "funding"])
    return section("money", fields.words()["thing.money"], amounts)


def _amounts(ids: list[str]) -> str:
    if not ids:
        return ""
    lines = []
    for one in in_time(ids):
        row = _row(one)
        if row["table"] == "clps":
            told = (
                places.marked(row["mission"]),
                "task order",
                "CLPS",
                money(row["amount"]),
                dates.label(row["award_date"]),
            )
            lines.append(cells(*told, _counted(one), _by(one)))
        else:
            when = dates.label(row["date"] or row["period"]) if row["date"] or row["period"] else ""
            programme = fields.value(row["programme"])
            several = f"{row['kind']}, several companies" if len(tables.split(row["recipients"])) > 1 else row["kind"]
            told = (places.marked(row["label"]), several, programme, escape(naming.amount(row)), when)
            lines.append(cells(*told, _counted(one), _by(one)))
    heads = ("Contract or amount", "Kind", "Programme", "Amount", "Date or period", "In the sum", "Who says it")
    return table(heads, lines, "Amounts, as each source states them; kinds that do not add are not added")


def index() -> str:
    """Return the list of everything that has a page, by kind."""
    counts, words = mentions.mentions()["key"].value_counts(), fields.words()
    groups: dict[str, list[str]] = {}
    for key, row in mentions.things().iterrows():
        if key in counts.index:
            group = words["groups"].get(row["kind"] if row["table"] == "parties" else row["table"], row["kind"])
            groups.setdefault(group, []).append(_entry(key, row, int(counts[key])))
    order = list(dict.fromkeys(words["groups"].values()))
    parts = "".join(group_of(name, " ".join(sorted(groups[name]))) for name in order if name in groups)
    return f'<div class="who-box">{parts}</div>'


def _entry(key: str, row: pd.Series, n: int) -> str:
    chinese = f" {places.marked(row['name_zh'])}" if row["name_zh"] else ""
    return f"<li>{places.link(row['name'], places.thing(key))}{chinese} <small>{_count(n)}</small></li>"
