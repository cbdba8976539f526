"""The check of the data package: ``python -m analysis.facts.check`` lists every fault once and ends with 1."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from analysis.facts import form, rules, seal, tables
from analysis.facts.form import Fault, Sheet
from analysis.facts.tables import DATA, EVIDENCE, split
from analysis.facts.vocabulary import UPDATES

Files = Mapping[str, bytes]  # the files of the package, by name
Sheets = dict[str, Sheet]
ENTITIES = ("parties", "programmes", "craft", "concepts")
Declared = dict[str, dict[str, Any]]  # table name -> resource of datapackage.json


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
    files = held(data)
    stamp = data.parent / "_build" / "checked" / _digest(files)
    if stamp.exists():
        return ()
    found = tuple(found_in(files))
    if not found:
        with suppress(OSError):  # a folder that cannot be written is checked each time
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.touch()
    return found


def held(data: Path = DATA) -> dict[str, bytes]:
    """Return the files of the package by name: tables, declarations and seal; hidden ones and folders are none of it."""
    kinds = {".csv", ".json", ".tsv"}
    paths = [
        path for path in sorted(data.iterdir()) if path.suffix in kinds and path.name[0] not in ".~#" and path.is_file()
    ]
    return {path.name: path.read_bytes() for path in paths}


def _digest(files: Files) -> str:
    """A digest of the data and of all code that can change the verdict."""
    sha = hashlib.sha256()
    code = {path.name: path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))}
    for name, content in [*code.items(), *files.items()]:
        sha.update(name.encode() + b"\0" + content)
    return sha.hexdigest()[:16]


def found_in(files: Files, sealing: bool = False) -> list[str]:
    """Return every fault of the package whose `files` are given, one line each, in the order of the tables.

    Parameters
    ----------
    sealing : what the seal says is no fault, since a new one is about to be written
    """
    try:
        declared = _declared(files["datapackage.json"])
    except (KeyError, TypeError, ValueError) as error:
        return [f"datapackage.json: it cannot be read ({error}); allowed: a Frictionless Data Package with all its tables"]
    sheets = {name: _sheet(name, files, resource) for name, resource in declared.items()}
    found = list(_all(files, declared, sheets))
    named = {(fault.table, fault.row) for fault in found}
    unsealed = [] if sealing else _unsealed(files, sheets)
    found += [fault for fault in unsealed if (fault.table, fault.row) not in named]
    order = {name: number for number, name in enumerate(declared)}
    found.sort(key=lambda fault: (order.get(fault.table, len(order)), fault.row))
    return list(dict.fromkeys(map(str, found)))


@lru_cache
def _package(content: bytes) -> dict[str, Any]:
    return json.loads(content)


@lru_cache
def _declared(content: bytes) -> Declared:
    return {resource["name"]: resource for resource in _package(content)["resources"]}


def _columns(resource: dict[str, Any]) -> tuple[str, ...]:
    return tuple(field["name"] for field in resource["schema"]["fields"])


def _sheet(name: str, files: Files, resource: dict[str, Any]) -> Sheet:
    if f"{name}.csv" not in files:
        return Sheet((), (Fault(name, 0, "", "there is no such file; allowed: every table of datapackage.json"),))
    return form.read(name, files[f"{name}.csv"], _columns(resource))


def _all(files: Files, declared: Declared, sheets: Sheets) -> Iterator[Fault]:
    declarations = files["datapackage.json"]
    for name, sheet in sheets.items():
        yield from sheet.faults
        odd = {(fault.row, fault.column) for fault in sheet.faults}  # a cell that cannot be read has no other fault
        if f"{name}.csv" in files:
            table = (declarations, name, files[f"{name}.csv"])
            keys = tuple((target, _values(files, declarations, target)) for target in _pointed(declarations, name))
            known = tuple((target, values) for target, values in keys if values is not None)
            for fault in (*_own(*table), *_referring(*table, known)):
                if (fault.row, fault.column) not in odd:
                    yield fault
    if all(sheet.whole() for sheet in sheets.values()):
        yield from _shared(declared, sheets)
        yield from _sides(declared, sheets)
    for name in sorted({name for name in files if name.endswith(".csv")} - {f"{name}.csv" for name in declared}):
        yield Fault(name, 0, "", "datapackage.json declares no such table; allowed: declare it, or take the file away")


# What a table shows is remembered by its content: a change in one table asks only that table and those that point to it.


@lru_cache(maxsize=256)
def _own(declarations: bytes, name: str, content: bytes) -> tuple[Fault, ...]:
    resource = _declared(declarations)[name]
    sheet = form.read(name, content, _columns(resource))
    return (*rules.row_faults(name, sheet, resource), *rules.circles(name, sheet, resource))


@lru_cache(maxsize=256)
def _referring(
    declarations: bytes, name: str, content: bytes, keys: tuple[tuple[str, frozenset[str]], ...]
) -> tuple[Fault, ...]:
    resource = _declared(declarations)[name]
    sheet = form.read(name, content, _columns(resource))
    return tuple(rules.reference_faults(name, sheet, resource, dict(keys)))


@lru_cache
def _pointed(declarations: bytes, name: str) -> tuple[str, ...]:
    """The columns ("table.column") that table `name` points to."""
    return tuple(dict.fromkeys(rules.pointed(_declared(declarations)[name])))


def _values(files: Files, declarations: bytes, target: str) -> frozenset[str] | None:
    """The values of a column that others point to; None where its file could not be read as a whole."""
    name, _, column = target.partition(".")
    content = files.get(f"{name}.csv")
    return None if content is None else _column(declarations, name, content, column)


@lru_cache(maxsize=256)
def _column(declarations: bytes, name: str, content: bytes, column: str) -> frozenset[str] | None:
    resource = _declared(declarations)[name]
    sheet = form.read(name, content, _columns(resource))
    return frozenset(row[column] for _, row in sheet.rows) if sheet.whole() else None


def _unsealed(files: Files, sheets: Sheets) -> Iterator[Fault]:
    """Yield the rows that are not as they were sealed, if the package is sealed."""
    declarations = files["datapackage.json"]
    if "x-seal" not in _package(declarations):
        return
    sealed = files.get(_package(declarations)["x-seal"], b"")
    try:
        rows = seal.parsed(sealed)
    except (ValueError, TypeError):
        rows = {}
    if not rows:
        yield Fault(seal.FILE, 0, "", "there is no seal, or it cannot be read; allowed: the file as `make seal` writes it")
        return
    founding = frozenset(row["key"] for row in _rows(sheets, "sources") if row["class"] == "founding")
    for name in sheets:
        if f"{name}.csv" in files:
            yield from _broken(declarations, name, files[f"{name}.csv"], sealed, founding)


@lru_cache(maxsize=256)
def _broken(declarations: bytes, name: str, content: bytes, sealed: bytes, founding: frozenset[str]) -> tuple[Fault, ...]:
    resource = _declared(declarations)[name]
    sheet = form.read(name, content, _columns(resource))
    return tuple(seal.broken(name, sheet, resource, seal.parsed(sealed).get(name, {}), founding))


def _statements(declared: Declared) -> list[str]:
    return [name for name, resource in declared.items() if set(_columns(resource)) >= EVIDENCE]


def _shared(declared: Declared, sheets: Sheets) -> Iterator[Fault]:
    """Yield the keys that stand in two tables which a list may mix, or which are both statements."""
    groups = [("id", _statements(declared)), ("key", [name for name in ENTITIES if name in declared])]
    for column, names in groups:
        seen: dict[str, str] = {}
        for name in names:
            for line, row in sheets[name].rows:
                if seen.setdefault(row[column], name) != name:
                    yield Fault(
                        name, line, column, f"{row[column]!r} is a key of {seen[row[column]]}.csv; allowed: a new one"
                    )


def _sides(declared: Declared, sheets: Sheets) -> Iterator[Fault]:
    """Yield the reviewed rows and outcomes whose sides are not what they set against each other; unknown keys aside."""
    classes = {row.get("key"): row.get("class") for row in _rows(sheets, "sources")}
    own = {row["id"]: classes.get(row["source"]) for name in _statements(declared) for row in _rows(sheets, name)}
    for line, row in sheets["judgements"].rows if "judgements" in sheets else ():
        allowed = "a founding and a later statement" if row["class"] in UPDATES else "statements of founding documents"
        wanted = {"founding", "later"} if row["class"] in UPDATES else {"founding"}
        if {own.get(key) for key in split(row["statements"])} - {None} != wanted:
            note = f"not what {row['class']!r} rests on; allowed: {allowed}"
            yield Fault("judgements", line, "statements", note)
    for line, row in sheets["outcomes"].rows if "outcomes" in sheets else ():
        if "later" in {own.get(key) for key in split(row["statement"])}:
            note = "a later statement is not judged; allowed: statements of founding documents"
            yield Fault("outcomes", line, "statement", note)
        if classes.get(row["source"]) == "founding":
            yield Fault("outcomes", line, "source", f"{row['source']!r} cannot judge; allowed: a later source")


def _rows(sheets: Sheets, name: str) -> list[dict[str, str]]:
    return [row for _, row in sheets[name].rows] if name in sheets else []


def main() -> None:
    """Print every fault and leave with 1, or say how much was checked."""
    found = faults()
    if found:
        print("\n".join(found), file=sys.stderr)
        sys.exit(f"{len(found)} fault(s) in data/; nothing was built or tested")
    print(
        f"data: {sum(len(tables.rows(name)) for name in tables.package())} rows in {len(tables.package())} tables, no fault"
    )


if __name__ == "__main__":
    main()
