"""The rules of the tables: what datapackage.json declares of each field, and what a schema cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from analysis.facts import spans
from analysis.facts.form import NUMBER, Fault, Sheet
from analysis.facts.printed import unprinted
from analysis.facts.tables import split

Field = dict[str, Any]
Row = dict[str, str]
Rule = Callable[[Row], Iterator[tuple[str, str]]]  # a row -> (column, what is wrong and what is allowed)

EDTF = "allowed: EDTF, such as 2023-10, 2024~, ../2028, 2026/2035"
INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,8})")


def row_faults(name: str, sheet: Sheet, resource: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the faults that the rows of table `name` show by themselves, row by row; `resource` declares the table."""
    schema = resource["schema"]
    rules = list(rules_of(schema["fields"]))
    keys = _listed(schema.get("primaryKey", []))
    first: dict[tuple[str, ...], int] = {}
    said: dict[tuple[str, ...], int] = {}
    for line, row in sheet.rows:
        for rule in rules:
            yield from (Fault(name, line, column, note) for column, note in rule(row))
        if keys:
            key = tuple(row[column] for column in keys)
            if key in first:
                yield Fault(name, line, ", ".join(keys), f"{', '.join(key)!r} stands in row {first[key]} too; allowed: once")
            first.setdefault(key, line)
        if "source" in row and "as_printed" in row:
            rest = tuple(cell for column, cell in row.items() if column not in keys)
            if rest in said:
                yield Fault(name, line, ", ".join(keys), f"the row says the same as row {said[rest]}; allowed: once")
            said.setdefault(rest, line)


def _listed(given: str | list[str]) -> list[str]:
    return [given] if isinstance(given, str) else given


def rules_of(fields: list[Field]) -> Iterator[Rule]:
    """Yield the rules that the declared fields of a table ask for."""
    names = {field["name"] for field in fields}
    yield _cells({field["name"]: _checker(field) for field in fields})
    own = [field["name"] for field in fields if "x-own-fields" in field]
    if own:
        yield lambda row: _own_fields(row, own)
    if {"class", "text", "reader"} <= names:
        yield _readable
    if {"source", "as_printed", "inferred"} <= names:
        yield _printed
    if {"low", "high"} <= names:
        yield _range


def _cells(checkers: dict[str, Callable[[str], str]]) -> Rule:
    def rule(row: Row) -> Iterator[tuple[str, str]]:
        for column, checker in checkers.items():
            if note := checker(row[column]):
                yield column, note

    return rule


def _checker(field: Field) -> Callable[[str], str]:
    """Return what is wrong with a cell of `field` by its type and constraints, or ""."""
    limits, kind = field.get("constraints", {}), field.get("type", "string")
    pattern = re.compile(limits["pattern"]) if "pattern" in limits else None
    words = frozenset(limits["enum"]) if "enum" in limits else None
    form = {"number": NUMBER, "integer": INTEGER}.get(kind)
    dated, required, allowed = field.get("x-format") == "edtf", limits.get("required"), _allowed(field)
    low, high = limits.get("minimum"), limits.get("maximum")

    def note(cell: str) -> str:
        if not cell:
            return f"nothing stands here; {allowed}" if required else ""
        if dated:
            why = spans.wrong(cell)
            return f"{cell!r} {why}; {EDTF}" if why else ""
        right = (
            form.fullmatch(cell) if form else (words is None or cell in words) and (not pattern or pattern.fullmatch(cell))
        )
        if not right or (low is not None and float(cell) < low) or (high is not None and float(cell) > high):
            return f"{cell!r} is not allowed; {allowed}"
        return ""

    return note


def _allowed(field: Field) -> str:
    limits = field.get("constraints", {})
    if "enum" in limits:
        return f"allowed: {', '.join(limits['enum'])}"
    if "pattern" in limits:
        return f"allowed: text like {limits['pattern']}"
    ends = "".join(f", {word} {limits[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in limits)
    return f"allowed: a {field.get('type', 'string')}{ends}" + (" (required)" if limits.get("required") else "")


def _own_fields(row: Row, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A cell that names fields of its own row names filled ones, each once."""
    for name in names:
        items = split(row[name])
        for item in dict.fromkeys(items):
            if not row.get(item):
                yield name, f"{item!r} is no filled field of this row; allowed: {', '.join(row)}"
            if items.count(item) > 1:
                yield name, f"{item!r} stands there {items.count(item)} times; allowed: once"


def _readable(row: Row) -> Iterator[tuple[str, str]]:
    """A founding document says which file holds its text and how it is cut, or no check could read its statements."""
    if row["class"] == "founding":
        for name in ("text", "reader"):
            if not row[name]:
                yield name, "nothing stands here; allowed: for a founding document not empty, or no check reads it"


def _printed(row: Row) -> Iterator[tuple[str, str]]:
    """Numbers, dates, currency and outcome of a statement stand in its ``as_printed``, or the row says they are ours."""
    if row["as_printed"]:
        for column, note in unprinted(row):
            yield column, f"{note}; allowed: what stands there, or the field named in inferred"


def _range(row: Row) -> Iterator[tuple[str, str]]:
    """A range has both its ends, the high one not below the low one."""
    low, high = row["low"], row["high"]
    if bool(low) != bool(high):
        yield (
            ("high" if low else "low"),
            "nothing stands here; allowed: both ends of the range, the same where one is printed",
        )
    elif NUMBER.fullmatch(low) and NUMBER.fullmatch(high) and float(high) < float(low):
        yield "high", f"{high!r} is below low {low!r}; allowed: low or more"


def pointed(resource: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns that a table points to, as "table.column"."""
    for field in resource["schema"]["fields"]:
        yield from field.get("x-list-of", [])
    for key in resource["schema"].get("foreignKeys", []):
        yield f"{key['reference']['resource']}.{_listed(key['reference']['fields'])[0]}"


def reference_faults(
    name: str, sheet: Sheet, resource: Mapping[str, Any], keys: Mapping[str, frozenset[str]]
) -> Iterator[Fault]:
    """Yield each cell of table `name` that names what no other table has.

    Parameters
    ----------
    keys : "table.column" -> its values; a column that is not there is not asked, since its own file has a fault
    """
    targets = {field["name"]: field["x-list-of"] for field in resource["schema"]["fields"] if "x-list-of" in field}
    for column, wanted in targets.items():
        if all(target in keys for target in wanted):
            known = frozenset().union(*(keys[target] for target in wanted))
            yield from _unknown(name, sheet, column, known, f"a value of {' or '.join(wanted)}")
    for key in resource["schema"].get("foreignKeys", []):
        (column,), (there,) = _listed(key["fields"]), _listed(key["reference"]["fields"])
        table = key["reference"]["resource"]
        if f"{table}.{there}" in keys:
            for line, row in sheet.rows:
                if row[column] and row[column] not in keys[f"{table}.{there}"]:
                    yield Fault(name, line, column, f"{row[column]!r} is unknown; allowed: a key of {table}.csv")


def _unknown(name: str, sheet: Sheet, column: str, known: frozenset[str], allowed: str) -> Iterator[Fault]:
    for line, row in sheet.rows:
        items = split(row[column])
        for item in dict.fromkeys(items):
            if item not in known:
                yield Fault(name, line, column, f"{item!r} is unknown; allowed: {allowed}")
            if items.count(item) > 1:
                yield Fault(name, line, column, f"{item!r} stands there {items.count(item)} times; allowed: once")


def circles(name: str, sheet: Sheet, resource: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the rows that are, step by step, part of themselves."""
    key = next(iter(_listed(resource["schema"].get("primaryKey", []))), "")
    columns = {field["name"] for field in resource["schema"]["fields"]}
    for upward in sorted(columns & {"part_of", "parent"}):
        above = {row.get(key): split(row[upward]) for _, row in sheet.rows}
        for line, row in sheet.rows:
            seen, ahead = set(), list(above[row.get(key)])
            while ahead:
                node = ahead.pop()
                if node == row.get(key):
                    yield Fault(name, line, upward, f"{node!r} leads back to itself; allowed: no circle")
                    break
                if node not in seen:
                    seen.add(node)
                    ahead += above.get(node, [])
