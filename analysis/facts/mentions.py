"""Which statements speak of whom: of every state, body, company, programme and craft."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from analysis.facts import evidence, tables

THINGS = ("parties", "programmes", "craft")
# Words of columns that stand for a thing under another key.
ALIASES = {"ilrs": ["ilrs-programme"], "both": ["ilrs-programme", "artemis"]}
# Columns that speak of no thing: the evidence, and theses that are named like programmes.
APART = {"id", "source", "locator", "as_printed", "caveats", "inferred", "cites", "award_source", "driver"}
ABOUT_STATEMENTS = {("outcomes", "statement"), ("provisions", "subject")}  # what they speak of, the statements they name do


@lru_cache
def _things() -> pd.DataFrame:
    columns = ["key", "table", "name", "name_zh", "short", "kind", "iso3", "above", "bloc"]
    above = {"parties": "parent", "programmes": "owner", "craft": "operator"}
    frames = [
        tables.load(name).rename(columns={above[name]: "above"}).assign(table=name).reindex(columns=columns)
        for name in THINGS
    ]
    found = pd.concat(frames, ignore_index=True).fillna("")
    return found.assign(short=found["short"].where(found["short"] != "", found["name"])).set_index("key")


def things() -> pd.DataFrame:
    """Return everything that has a page of its own if a statement speaks of it, indexed by key.

    Returns
    -------
    DataFrame with ``table`` (parties, programmes, craft), ``name``, ``name_zh``, ``short``, ``kind``, ``iso3``, ``above``
    (keys of what it is part of, who owns or runs it) and ``bloc``; ``""`` where nothing is known.

    >>> things().loc["starship", ["name", "above"]].tolist()
    ['Starship', 'spacex']
    """
    return _things().copy()


@lru_cache
def _mentions() -> pd.DataFrame:
    return pd.DataFrame(list(dict.fromkeys(_pairs())), columns=["key", "id"])


def mentions() -> pd.DataFrame:
    """Return which statements speak of which thing: ``key`` and ``id``, each pair once, in the order of the tables.

    A statement speaks of a thing if one of its fields holds the thing's key, or the bloc's, or if it judges or explains a
    statement that does.

    >>> rows = mentions()
    >>> "PAK" in set(rows.loc[rows["id"] == "mem-005", "key"])
    True
    """
    return _mentions().copy()


def _pairs() -> Iterator[tuple[str, str]]:
    known = set(_things().index)
    direct: dict[str, list[str]] = {}
    later: list[tuple[str, str]] = []
    for name in tables.statement_tables():
        rows = tables.load(name)
        held = [column for column in rows.select_dtypes(exclude="number") if column not in APART]
        for row in rows[["id", *held]].to_dict("records"):
            for column in held:
                for part in tables.split(row[column]):
                    for key in ALIASES.get(part, [part]) if part in ALIASES or part in known else []:
                        direct.setdefault(row["id"], []).append(key)
                    if (name, column) in ABOUT_STATEMENTS:
                        later.append((row["id"], part))
    for statement, other in later:
        direct.setdefault(statement, []).extend(direct.get(other, []))
    order = evidence.statements()["id"]
    yield from ((key, statement) for statement in order for key in direct.get(statement, []))
