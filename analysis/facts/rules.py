"""The rules of this data package that its schema cannot say, as frictionless checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs
from frictionless import Check, Checklist, Error, Row, errors

from analysis.facts.dates import is_date
from analysis.facts.printed import unprinted
from analysis.facts.tables import split

EDTF = "allowed: EDTF, such as 2023-10, 2024~, ../2028, 2026/2035"


class Fault(errors.CellError):
    """A cell that breaks a rule of this package; ``note`` says how and what is allowed."""

    type = "two-roads"


def _fault(row: Row, column: str, note: str) -> Error:
    return Fault.from_row(row, note=note, field_name=column)


@attrs.define
class Dates(Check):
    """Every cell of a date column is EDTF."""

    type = "two-roads-dates"
    Errors: ClassVar = [Fault]
    names: list[str] = attrs.field(factory=list)

    def validate_row(self, row: Row) -> Iterable[Error]:
        """Yield a fault for each cell that is no date."""
        for name in self.names:
            if row[name] and not is_date(row[name]):
                yield _fault(row, name, f"{row[name]!r} is no date; {EDTF}")


@attrs.define
class Lists(Check):
    """Every item of a list cell is a key of one of its tables, and stands there once."""

    type = "two-roads-lists"
    Errors: ClassVar = [Fault]
    targets: dict[str, list[str]] = attrs.field(factory=dict)
    keys: dict[str, set[str]] = attrs.field(factory=dict)

    def validate_row(self, row: Row) -> Iterable[Error]:
        """Yield a fault for each item that is unknown or repeated."""
        for name, targets in self.targets.items():
            items = split(row[name] or "")
            for item in dict.fromkeys(items):
                if not any(item in self.keys.get(target, ()) for target in targets):
                    yield _fault(row, name, f"{item!r} is unknown; allowed: a value of {' or '.join(targets)}")
                if items.count(item) > 1:
                    yield _fault(row, name, f"{item!r} stands there {items.count(item)} times; allowed: once")


@attrs.define
class OwnFields(Check):
    """A cell that names fields of its own row names filled ones."""

    type = "two-roads-own-fields"
    Errors: ClassVar = [Fault]
    names: list[str] = attrs.field(factory=list)

    def validate_row(self, row: Row) -> Iterable[Error]:
        """Yield a fault for each item that is no filled field of the row."""
        for name in self.names:
            for item in split(row[name] or ""):
                if row.to_dict().get(item) in (None, ""):
                    allowed = f"allowed: {', '.join(row.field_names)}"
                    yield _fault(row, name, f"{item!r} is no filled field of this row; {allowed}")


@attrs.define
class Ranges(Check):
    """The high end of a range is not below its low end."""

    type = "two-roads-ranges"
    Errors: ClassVar = [Fault]

    def validate_row(self, row: Row) -> Iterable[Error]:
        """Yield a fault where high is below low."""
        if row["low"] is not None and row["high"] is not None and row["high"] < row["low"]:
            yield _fault(row, "high", f"'{row['high']}' is below low '{row['low']}'; allowed: low or more")


@attrs.define
class Readable(Check):
    """A founding document says which file holds its text and how it is cut, or no check could read its statements."""

    type = "two-roads-readable"
    Errors: ClassVar = [Fault]

    def validate_row(self, row: Row) -> Iterable[Error]:
        """Yield a fault for each of the two that a founding document leaves empty."""
        for name in ("text", "reader"):
            if row["class"] == "founding" and not row[name]:
                yield _fault(
                    row, name, "nothing stands here; allowed: for a founding document not empty, or no check reads it"
                )


@attrs.define
class Printed(Check):
    """Numbers and dates of a founding document's statement stand in its ``as_printed``, or the row says they are ours."""

    type = "two-roads-printed"
    Errors: ClassVar = [Fault]
    founding: set[str] = attrs.field(factory=set)

    def validate_row(self, row: Row) -> Iterable[Error]:
        """Yield a fault for each number, year and month that is not printed."""
        if row["source"] in self.founding and row["as_printed"]:
            for column, note in unprinted(row.to_dict()):
                yield _fault(row, column, f"{note}; allowed: what stands there, or the field named in inferred")


def checklist(fields: list[dict[str, Any]], keys: dict[str, set[str]], founding: set[str]) -> Checklist:
    """Return the checks of a table beyond its schema.

    Parameters
    ----------
    fields : the declared fields; ``x-format``, ``x-list-of`` and ``x-own-fields`` say which rule applies
    keys : "table.column" -> the values that a list item may have
    founding : keys of the founding documents
    """
    return Checklist(checks=list(_checks(fields, keys, founding)))


def _checks(fields: list[dict[str, Any]], keys: dict[str, set[str]], founding: set[str]) -> Iterator[Check]:
    dated = [field["name"] for field in fields if field.get("x-format") == "edtf"]
    lists = {field["name"]: field["x-list-of"] for field in fields if "x-list-of" in field}
    own = [field["name"] for field in fields if "x-own-fields" in field]
    if dated:
        yield Dates(names=dated)
    if lists:
        yield Lists(targets=lists, keys=keys)
    if own:
        yield OwnFields(names=own)
    if {"class", "text", "reader"} <= {field["name"] for field in fields}:
        yield Readable()
    if {"source", "as_printed", "inferred"} <= {field["name"] for field in fields}:
        yield Printed(founding=founding)
    if {"low", "high"} <= {field["name"] for field in fields}:
        yield Ranges()
