"""The check of the data package: ``python -m analysis.facts.check`` lists every fault once and ends with 1."""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.facts import tables
from analysis.facts.judgements import UPDATES
from analysis.facts.tables import DATA, columns, fields, package, split


class DataError(ValueError):
    """Every fault of the data package: file, row, column, what is wrong, what is allowed."""


def require_sound(data: Path = DATA) -> None:
    """Raise a DataError that lists every fault of the package, if it has any."""
    found = faults(data)
    if found:
        raise DataError(f"{len(found)} fault(s) in the data:\n" + "\n".join(found))


@lru_cache
def faults(data: Path = DATA) -> tuple[str, ...]:
    """Return every fault of the data package, one line each: file, row, column, what, what is allowed.

    A package found without fault is stamped under ``_build``, so that only the first of many kernels checks it.
    """
    stamp = data.parent / "_build" / "checked" / _digest(data)
    if stamp.exists():
        return ()
    found = tuple(dict.fromkeys([*_declared_faults(data), *_cycles(data), *_sides(data)]))
    if not found:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
    return found


def _digest(data: Path) -> str:
    """A digest of the data and of all code that can change the verdict."""
    sha = hashlib.sha256()
    for path in [*sorted(Path(__file__).parent.glob("*.py")), *sorted(data.glob("*.csv")), data / "datapackage.json"]:
        sha.update(path.name.encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()[:16]


def _declared_faults(data: Path) -> Iterator[str]:
    from frictionless import Package, system  # slow to import, and not needed where the stamp is there

    from analysis.facts.rules import checklist

    with system.use_context(trusted=True):
        whole = Package(str(data / "datapackage.json"))
        keys = {target: values for name in package(data) for target, values in _keys(name, data).items()}
        founding = {row.get("key") or "" for _, row in rows("sources", data) if row.get("class") == "founding"}
        for resource in whole.resources:
            report = resource.validate(checklist(fields(resource.name, data), keys, founding))
            declared = {field["name"]: field for field in fields(resource.name, data)}
            for error in [*report.errors, *(error for task in report.tasks for error in task.errors)]:
                yield one_line(resource.name, error.to_dict(), declared)


def one_line(table: str, error: dict[str, Any], declared: dict[str, Any]) -> str:
    """Return one frictionless error of `table` as a line: file, row, column, what is wrong, what is allowed.

    >>> error = {"type": "constraint-error", "rowNumber": 3, "fieldName": "kind", "cell": "gift", "message": ""}
    >>> one_line("funding", error, {"kind": {"type": "string", "constraints": {"enum": ["award", "overrun"]}}})
    "funding.csv, row 3, column kind: 'gift' is not allowed; allowed: award, overrun"
    """
    column = error.get("fieldName") or ", ".join(error.get("fieldNames", []))
    row = f", row {error['rowNumber']}" if "rowNumber" in error else ""
    where = f"{table}.csv{row}" + (f", column {column}" if column else "")
    if error["type"] == "foreign-key":
        target = error.get("referenceName") or table
        return f"{where}: {', '.join(error.get('fieldCells', []))!r} is unknown; allowed: a key of {target}.csv"
    if error["type"] == "two-roads":
        return f"{where}: {error['note']}"
    if error["type"] in {"constraint-error", "type-error"} and column in declared:
        note = f"{error.get('cell', '')!r} is not allowed" if error.get("cell") else "nothing stands here"
        return f"{where}: {note}; {_allowed(declared[column])}"
    return f"{where}: {error['message']}"


def _allowed(field: dict[str, Any]) -> str:
    rules = field.get("constraints", {})
    if "enum" in rules:
        return f"allowed: {', '.join(rules['enum'])}"
    if "pattern" in rules:
        return f"allowed: text like {rules['pattern']}"
    return f"allowed: a {field['type']}" + (" (required)" if rules.get("required") else "")


def rows(name: str, data: Path = DATA) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of table `name` as text, each with its line in the file."""
    path = data / f"{name}.csv"
    if path.exists():  # a missing file is said by the check of the declarations
        with path.open(encoding="utf-8", newline="") as file:
            yield from enumerate(csv.DictReader(file), 2)


def _keys(name: str, data: Path) -> dict[str, set[str]]:
    """Return "table.column" -> its values, for the columns that other tables point to."""
    pointed = {target for table in package(data) for field in fields(table, data) for target in field.get("x-list-of", [])}
    wanted = [column for column in columns(name, data) if f"{name}.{column}" in pointed]
    found: dict[str, set[str]] = {f"{name}.{column}": set() for column in wanted}
    for _, row in rows(name, data) if wanted else []:
        for column in wanted:
            found[f"{name}.{column}"].add(row.get(column) or "")
    return found


def _cycles(data: Path) -> Iterator[str]:
    """Yield the rows that are, step by step, part of themselves."""
    for name, resource in package(data).items():
        key = resource["schema"].get("primaryKey", [""])[0]
        for upward in [column for column in columns(name, data) if column in {"part_of", "parent"}]:
            above = {row.get(key): split(row.get(upward) or "") for _, row in rows(name, data)}
            for number, row in rows(name, data):
                seen, ahead = set(), list(above[row.get(key)])
                while ahead:
                    node = ahead.pop()
                    if node == row.get(key):
                        yield f"{name}.csv, row {number}, column {upward}: {node!r} leads back to itself; allowed: no circle"
                        break
                    if node not in seen:
                        seen.add(node)
                        ahead += above.get(node, [])


def _sides(data: Path) -> Iterator[str]:
    """Yield the reviewed rows and outcomes whose sides are not what they set against each other; unknown keys aside."""
    classes = {row.get("key"): row.get("class") for _, row in rows("sources", data)}
    own = {row["id"]: classes.get(row["source"]) for name in tables.statement_tables(data) for _, row in rows(name, data)}
    for number, row in rows("judgements", data):
        allowed = "a founding and a later statement" if row["class"] in UPDATES else "statements of founding documents"
        wanted = {"founding", "later"} if row["class"] in UPDATES else {"founding"}
        if {own.get(key) for key in split(row["statements"])} - {None} != wanted:
            yield f"judgements.csv, row {number}, column statements: not what {row['class']!r} rests on; allowed: {allowed}"
    for number, row in rows("outcomes", data):
        where = f"outcomes.csv, row {number}, column"
        if "later" in {own.get(key) for key in split(row["statement"])}:
            yield f"{where} statement: a later statement is not judged; allowed: statements of founding documents"
        if classes.get(row["source"]) == "founding":
            yield f"{where} source: {row['source']!r} cannot judge; allowed: a later source"


def main() -> None:
    """Print every fault and leave with 1, or say how much was checked."""
    found = faults()
    if found:
        print("\n".join(found), file=sys.stderr)
        sys.exit(f"{len(found)} fault(s) in data/; nothing was built or tested")
    total = sum(1 for name in tables.package() for _ in rows(name))
    print(f"data: {total} rows in {len(tables.package())} tables, no fault")


if __name__ == "__main__":
    main()
