"""`load(name)`: a checked, typed table of the data package."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.dates import is_date

DATA = Path(__file__).resolve().parent.parent / "data"
SEPARATOR = "; "
EDTF = "allowed: EDTF, such as 2023-10, 2024~, ../2028, 2026/2035"


class DataError(ValueError):
    """Every fault of the data package: file, row, column, what is wrong, what is allowed."""


def split(cell: str) -> list[str]:
    """Return the items of a list cell.

    >>> split("axiom-space; collins-aerospace"), split("")
    (['axiom-space', 'collins-aerospace'], [])
    """
    return cell.split(SEPARATOR) if cell else []


@lru_cache
def package(data: Path = DATA) -> dict[str, dict[str, Any]]:
    """Return the declarations of datapackage.json: table name -> resource, in their order."""
    declared = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in declared["resources"]}


def fields(name: str, data: Path = DATA) -> list[dict[str, Any]]:
    """Return the declared fields of table `name`.

    Raises
    ------
    KeyError
        If datapackage.json declares no such table; the message lists those it does.
    """
    tables = package(data)
    if name not in tables:
        raise KeyError(f"no table {name!r} in datapackage.json; there are {', '.join(tables)}")
    return tables[name]["schema"]["fields"]


def statement_tables(data: Path = DATA) -> list[str]:
    """Return the names of the tables whose rows are statements (they carry source and as_printed)."""
    return [name for name in package(data) if {"source", "as_printed", "id", "caveats"} <= set(_names(name, data))]


def load(name: str, data: Path = DATA) -> pd.DataFrame:
    """Return table `name`, checked against datapackage.json and typed.

    Parameters
    ----------
    name : a table declared in datapackage.json

    Returns
    -------
    DataFrame with one row a statement or entity and the declared columns; text is ``""`` where the
    source says nothing, numbers are NaN.

    Raises
    ------
    KeyError
        If there is no such table.
    DataError
        If any table of the package has a fault; the message lists all of them.

    Examples
    --------
    >>> load("sources").loc[0, "class"]
    'founding'
    """
    fields(name, data)  # an unknown table is named before any fault
    found = check(data)
    if found:
        raise DataError(f"{len(found)} fault(s) in the data:\n" + "\n".join(found))
    return _read(name, data).copy()


@lru_cache
def _read(name: str, data: Path) -> pd.DataFrame:
    types = {f["name"]: {"number": "float64", "integer": "Int64"}.get(f["type"], "str") for f in fields(name, data)}
    empty = {column: [""] for column, kind in types.items() if kind != "str"}
    return pd.read_csv(data / f"{name}.csv", dtype=types, keep_default_na=False, na_values=empty)


@lru_cache
def check(data: Path = DATA) -> tuple[str, ...]:
    """Return every fault of the data package, one line each: file, row, column, what, what is allowed.

    A package found without fault is stamped under ``_build``, so that only the first of many kernels checks it.
    """
    stamp = data.parent / "_build" / "checked" / _digest(data)
    if stamp.exists():
        return ()
    found = (*_schema_faults(data), *_list_faults(data))
    if not found:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
    return found


def _digest(data: Path) -> str:
    sha = hashlib.sha256()
    for path in [Path(__file__), *sorted(data.glob("*"))]:
        sha.update(path.name.encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()[:16]


def _names(name: str, data: Path) -> list[str]:
    return [field["name"] for field in fields(name, data)]


def _allowed(field: dict[str, Any]) -> str:
    rules = field.get("constraints", {})
    if "enum" in rules:
        return f"allowed: {', '.join(rules['enum'])}"
    if "pattern" in rules:
        return f"allowed: text like {rules['pattern']}"
    return f"allowed: a {field['type']}" + (" (required)" if rules.get("required") else "")


def _schema_faults(data: Path) -> Iterator[str]:
    from frictionless import Package, system  # slow to import, and not needed where the stamp is there

    with system.use_context(trusted=True):
        report = Package(str(data / "datapackage.json")).validate()
    for task in report.tasks:
        declared = {field["name"]: field for field in fields(task.name, data)}
        for error in task.errors:
            yield _one_fault(task.name, error.to_dict(), declared)
    yield from (str(error.message) for error in report.errors)


def _one_fault(table: str, error: dict[str, Any], declared: dict[str, Any]) -> str:
    column = error.get("fieldName") or ", ".join(error.get("fieldNames", []))
    where = f"{table}.csv, row {error.get('rowNumber', 1)}" + (f", column {column}" if column else "")
    if error["type"] == "foreign-key":
        target = error.get("referenceName") or table
        return f"{where}: {', '.join(error.get('fieldCells', []))!r} is unknown; allowed: a key of {target}.csv"
    if error["type"] in {"constraint-error", "type-error"} and column in declared:
        note = f"{error.get('cell', '')!r} is not allowed" if error.get("cell") else "nothing stands here"
        return f"{where}: {note}; {_allowed(declared[column])}"
    return f"{where}: {error['message']}"


def _list_faults(data: Path) -> Iterator[str]:
    keys: dict[str, set[str]] = {}
    for name in package(data):
        for number, row in _rows(name, data):
            for field in fields(name, data):
                cell = row.get(field["name"]) or ""
                where = f"{name}.csv, row {number}, column {field['name']}"
                if field.get("x-format") == "edtf" and cell and not is_date(cell):
                    yield f"{where}: {cell!r} is no date; {EDTF}"
                for item in split(cell) if "x-own-fields" in field else []:
                    if not row.get(item):
                        yield f"{where}: {item!r} is no filled field of this row; allowed: {', '.join(_names(name, data))}"
                for item in split(cell) if "x-list-of" in field else []:
                    targets = field["x-list-of"]
                    if not any(item in keys.setdefault(target, _keys(target, data)) for target in targets):
                        yield f"{where}: {item!r} is unknown; allowed: a value of {' or '.join(targets)}"
            if row.get("low") and row.get("high") and _above(row["low"], row["high"]):
                yield f"{name}.csv, row {number}, column high: {row['high']!r} is below low {row['low']!r}"


def _above(low: str, high: str) -> bool:
    try:
        return float(low) > float(high)
    except ValueError:  # said by the schema check already
        return False


def _rows(name: str, data: Path) -> Iterator[tuple[int, dict[str, str]]]:
    path = data / f"{name}.csv"
    if path.exists():  # a missing file is said by the schema check already
        with path.open(encoding="utf-8", newline="") as file:
            yield from enumerate(csv.DictReader(file), 2)


def _keys(target: str, data: Path) -> set[str]:
    name, column = target.split(".")
    return {row[column] for _, row in _rows(name, data)}
