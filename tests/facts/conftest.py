"""Small data packages, made up for one test."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of data packages: a table a keyword, as (fields, rows) or (fields, rows, more of its schema)."""

    def make(**tables: tuple) -> Path:
        data = tmp_path / "data"
        data.mkdir(exist_ok=True)
        resources = []
        for name, (fields, rows, *more) in tables.items():
            declared = [field if isinstance(field, dict) else {"name": field, "type": "string"} for field in fields]
            schema: dict[str, Any] = {"fields": declared} | (more[0] if more else {})
            resources.append({"name": name, "path": f"{name}.csv", "type": "table", "encoding": "utf-8", "schema": schema})
            with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([[field["name"] for field in declared], *rows])
        (data / "datapackage.json").write_text(json.dumps({"name": "made-up", "resources": resources}), encoding="utf-8")
        return data

    return make


PARTIES = ["key", {"name": "parent", "type": "string", "x-list-of": ["parties.key"]}]
THINGS = [
    {"name": "id", "type": "string", "constraints": {"required": True, "pattern": "[a-z0-9]+"}},
    {"name": "party", "type": "string"},
    {"name": "kind", "type": "string", "constraints": {"enum": ["award", "overrun"]}},
    {"name": "low", "type": "number"},
    {"name": "high", "type": "number"},
    {"name": "date", "type": "string", "x-format": "edtf"},
    {"name": "who", "type": "string", "x-list-of": ["parties.key", "things.id"]},
    {"name": "inferred", "type": "string", "x-own-fields": True},
]
SOUND = {
    "id": "t1", "party": "a", "kind": "award", "low": "1", "high": "2", "date": "2024~", "who": "a; t1",
    "inferred": "date; who",
}  # fmt: skip


@pytest.fixture
def two_tables(package: Callable[..., Path]) -> Callable[..., Path]:
    """Return a maker of a sound package of parties and things; each argument is what one thing has otherwise."""

    def make(*changes: dict[str, str], parties: tuple = (("a", ""), ("b", "a"))) -> Path:
        key = {"fields": ["party"], "reference": {"resource": "parties", "fields": ["key"]}}
        things = [list((SOUND | change).values()) for change in changes or ({},)]
        return package(
            parties=(PARTIES, parties, {"primaryKey": ["key"]}),
            things=(THINGS, things, {"primaryKey": ["id"], "foreignKeys": [key]}),
        )

    return make
