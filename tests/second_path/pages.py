"""What stands on the pages and what the tables print, read without the package: findings recomputed by a second path."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def _outputs(stem: str) -> list[dict]:
    cells = json.loads((ROOT / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]


def _text(output: dict) -> str:
    return "".join(output.get("data", {}).get("text/plain", ""))


def findings(stem: str) -> list[str]:
    """The findings of a chapter as its notebook stores them, without mark and line of evidence."""
    (shown,) = [text for text in map(_text, _outputs(stem)) if text[:1] in set("◔●◐")]
    return [re.sub(r"^[◔●◐] | \([^()]*; as of [^()]*\)$", "", line) for line in shown.splitlines()]


def titles(stem: str) -> dict[str, str]:
    """Figure name -> title, as the notebook stores them."""
    described = [output["metadata"]["figure"] for output in _outputs(stem) if output.get("metadata", {}).get("figure")]
    return {figure["name"]: figure["title"] for figure in described}


def numbers(sentence: str) -> list[float]:
    """Every number of a sentence in order: 1,234 and 7.95 and 51% (as 51); $2.6 billion is 2.6."""
    return [float(text.replace(",", "")) for text in re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?", sentence)]


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table as text."""
    return [dict(row) for row in _rows(table)]


@cache
def _rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def founding(table: str) -> list[dict[str, str]]:
    """The rows of a table that founding documents state."""
    keys = {row["key"] for row in rows("sources") if row["class"] == "founding"}
    return [row for row in rows(table) if row["source"] in keys]


def database(*tables: str) -> sqlite3.Connection:
    """The tables in a database in memory, every column text, for recomputing in SQL."""
    connection = sqlite3.connect(":memory:")
    for table in tables:
        held = rows(table)
        names = ", ".join(f'"{column}"' for column in held[0])
        connection.execute(f"create table {table} ({names})")
        places = ", ".join("?" * len(held[0]))
        connection.executemany(f"insert into {table} values ({places})", [tuple(row.values()) for row in held])
    return connection
