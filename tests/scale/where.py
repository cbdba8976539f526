"""Where the check spends its time: ``python -m tests.scale.where`` in the folder of a copy prints it as JSON.

Each of its parts looks at all rows, one part after the other.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from analysis.facts import check, form, printed, rules, seal, tables

WORDS = {
    "_cells.<locals>.rule": "types, patterns, allowed words, dates",
    "rules_of.<locals>.<lambda>": "cells that name fields of their row",
    "_printed": "numbers and dates stand in the quotation",
    "_range": "both ends of a range",
    "_readable": "founding documents can be read",
}


def spent() -> dict[str, float]:
    """Return what the check does -> microseconds a row, the most costly first."""
    held, parts = check.held(), {}

    def add(what: str, work: Callable[[], object]) -> None:
        start = time.process_time()
        work()
        parts[what] = parts.get(what, 0.0) + time.process_time() - start

    form.read.cache_clear()
    printed.held.cache_clear()
    sealed = seal.parsed(held[seal.FILE])
    founding = frozenset(row["key"] for _, row in tables.rows("sources") if row["class"] == "founding")
    keys = _keys()
    form.read.cache_clear()
    rows = 0
    for name, resource in tables.package().items():
        columns, content = tuple(tables.columns(name)), held[f"{name}.csv"]
        add("rows and cells out of the file", lambda c=content, n=name, f=columns: form.read(n, c, f))
        sheet = form.read(name, content, columns)
        rows += len(sheet.rows)
        add("form of a cell", lambda s=sheet: [form.wrong(cell) for _, row in s.rows for cell in row.values()])
        for rule in rules.rules_of(resource["schema"]["fields"]):
            add(WORDS[rule.__qualname__], lambda s=sheet, r=rule: [list(r(row)) for _, row in s.rows])
        add("references to other tables", lambda n=name, s=sheet, r=resource: list(rules.reference_faults(n, s, r, keys)))
        add("no row is part of itself", lambda n=name, s=sheet, r=resource: list(rules.circles(n, s, r)))
        add("seal", lambda n=name, s=sheet, r=resource: list(seal.broken(n, s, r, sealed[n], founding)))
    parts["rows and cells out of the file"] -= parts["form of a cell"]  # reading looks at each cell too
    return {what: 1e6 * parts[what] / rows for what in sorted(parts, key=parts.get, reverse=True)}


def _keys() -> dict[str, frozenset[str]]:
    """The columns that others point to, as "table.column", and their values."""
    there = dict.fromkeys(target for resource in tables.package().values() for target in rules.pointed(resource))
    return {
        target: frozenset(row[target.partition(".")[2]] for _, row in tables.rows(target.partition(".")[0]))
        for target in there
    }


if __name__ == "__main__":
    print(json.dumps(spent()))
