"""The package with its statements `times` as many: seeded copies about the same things, in the same documents.

A copy has a key of its own, and its references lead to copies of the same turn. The years of a plan are drawn anew, in its
words as in its fields, and the amounts of a turn, marked as ours, where the row stays right. What has happened keeps its
day: else somebody would have to read which of two tellers is right, and no page is made before that.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.facts import form, printed, rules, seal, tables
from analysis.facts.comparison import PLANS
from analysis.facts.tables import split

HANGING = ("judgements",)  # what rests on statements and is no statement; other tables that do have keys of three digits
YEAR = re.compile(r"(?<![\d])(?:19|20)\d\d(?!\d)")
YEARS = 3  # by which a plan is moved at most
AMOUNTS, FACTORS = ("low", "high"), (1, 1.5, 2, 3)
Row = dict[str, str]
Package = Mapping[str, Mapping]


def grown(times: int, seed: int, data: Path = tables.DATA) -> dict[str, bytes]:
    """Return the files of the package at `data` with `times` as many statements, and the seal of their rows.

    >>> grown(1, 7)["claims.csv"] == (tables.DATA / "claims.csv").read_bytes()
    True
    """
    package = tables.package(data)
    many = [*tables.statement_tables(data), *HANGING]
    every = {name: [row for _, row in tables.rows(name, data)] for name in package}
    keys = {row["id"] for name in many for row in every[name]}
    for name in many:
        rng, own = random.Random(f"{seed} {name}"), every[name]
        rule = right(package[name]["schema"]["fields"])
        every[name] = own + [_copy(row, turn, keys, rule, rng) for turn in range(1, times) for row in own]
    files = {f"{name}.csv": _csv(rows, tables.columns(name, data)) for name, rows in every.items()}
    files["datapackage.json"] = (data / "datapackage.json").read_bytes()
    before = seal.parsed((data / seal.FILE).read_bytes())
    return files | {seal.FILE: "\n".join(_sealed(every, package, before)).encode() + b"\n"}


def right(fields: list[rules.Field]):
    """Return what tells whether a row keeps the rules of `fields` by itself."""
    asked = list(rules.rules_of(fields))
    return lambda row: not any(True for rule in asked for _ in rule(row)) and not any(map(form.wrong, row.values()))


def _copy(row: Row, turn: int, keys: set[str], keeps, rng: random.Random) -> Row:
    """The copy of a row of one turn: about the same thing, in the same document, at another place of it."""
    made = {column: _turned(cell, turn, keys) for column, cell in row.items()}
    if "locator" in row:
        made["locator"] = f"{row['locator']} no. {turn}"
    else:
        made["finding"] = f"{row['finding']} No. {turn}."
    for drawn in (_dated(made, rng), _priced(made, turn)):
        candidate = made | drawn
        if keeps(candidate):
            made = candidate
    return made


def _turned(cell: str, turn: int, keys: set[str]) -> str:
    items = split(cell)
    return "; ".join(f"{item}-{turn}" if item in keys else item for item in items) if keys & set(items) else cell


def _dated(row: Row, rng: random.Random) -> Row:
    """All years of a plan, in its words and its dates, moved by one draw."""
    if row.get("status") not in PLANS:
        return {}
    by = rng.randint(-YEARS, YEARS)
    moved = [column for column in ("as_printed", *printed.DATED) if row.get(column)]
    return {column: YEAR.sub(lambda year: str(int(year[0]) + by), row[column]) for column in moved}


def _priced(row: Row, turn: int) -> Row:
    """The amount of a contract times the factor of its turn, so that what restates it still does, and marked as ours."""
    by = FACTORS[turn % len(FACTORS)]
    if by == 1 or "currency" not in row or not row["low"]:
        return {}
    ours = tables.join([*split(row["inferred"]), *AMOUNTS])
    return {column: _number(float(row[column]) * by) for column in AMOUNTS} | {"inferred": ours}


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _csv(rows: list[Row], columns: list[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(row.values() for row in rows)
    return out.getvalue().encode()


def _sealed(every: Mapping[str, list[Row]], package: Package, before: Mapping[str, Mapping]) -> Iterator[str]:
    """The seal of all rows as they are; a copy is sealed at the place in the text where its original stands."""
    founding = frozenset(row["key"] for row in every["sources"] if row["class"] == "founding")
    yield "table\trow\tplace\tquoted\tcells"
    for name, rows in every.items():
        for row in rows:
            key = seal.key_of(row, package[name])
            was = before[name].get(key) or seal.Sealed("1+1", "", "")
            quoted = seal.quotation(key, row, was.place) if seal.quotes(row, founding) else ""
            yield "\t".join([name, key, was.place if quoted else "", quoted, seal.digest(row)])
