"""`load(name)`: a checked, typed table of the data package."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.facts import form

if TYPE_CHECKING:
    import pandas as pd

DATA = Path(__file__).resolve().parents[2] / "data"
SEPARATOR = "; "
EVIDENCE = {"id", "source", "as_printed", "caveats"}  # what every table of statements has


def split(cell: str) -> list[str]:
    """Return the items of a list cell.

    >>> split("axiom-space; collins-aerospace"), split("")
    (['axiom-space', 'collins-aerospace'], [])
    """
    return cell.split(SEPARATOR) if cell else []


def join(items: list[str]) -> str:
    """Return a list cell of `items`, each once, in their order.

    >>> join(["b", "a", "b"])
    'b; a'
    """
    return SEPARATOR.join(dict.fromkeys(items))


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


def columns(name: str, data: Path = DATA) -> list[str]:
    """Return the names of the columns of table `name`, as declared.

    >>> columns("caveats")
    ['code', 'meaning']
    """
    return [field["name"] for field in fields(name, data)]


def statement_tables(data: Path = DATA) -> list[str]:
    """Return the names of the tables whose rows are statements (they carry source and as_printed)."""
    return [name for name in package(data) if set(columns(name, data)) >= EVIDENCE]


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
    from analysis.facts.check import require_sound  # the check reads declarations from here

    fields(name, data)  # an unknown table is named before any fault
    require_sound(data)
    return _read(name, data).copy()


def named(name: str, column: str, key: str = "key") -> dict[str, Any]:
    """Return key -> value of `column` of table `name`.

    >>> named("parties", "short")["CHN"]
    'China'
    """
    return dict(_named(load, name, column, key))


@lru_cache
def _named(load: Callable[[str], pd.DataFrame], name: str, column: str, key: str) -> dict[str, Any]:
    return load(name).set_index(key)[column].to_dict()


def rows(name: str, data: Path = DATA) -> tuple[tuple[int, dict[str, str]], ...]:
    """Return the rows of table `name` as text, each with its line in the file."""
    return form.read(name, (data / f"{name}.csv").read_bytes(), tuple(columns(name, data))).rows


@lru_cache
def _read(name: str, data: Path) -> pd.DataFrame:
    import pandas as pd  # slow to import, and the check needs none

    def typed(column: str, kind: str) -> pd.Series:
        cells = [row[column] for _, row in rows(name, data)]
        if kind == "number":
            return pd.Series([float(cell) if cell else float("nan") for cell in cells], dtype="float64")
        if kind == "integer":
            return pd.Series([int(cell) if cell else pd.NA for cell in cells], dtype="Int64")
        return pd.Series(cells, dtype="str")

    return pd.DataFrame({field["name"]: typed(field["name"], field["type"]) for field in fields(name, data)})
