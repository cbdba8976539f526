"""One fault after another, each in a copy of the package in memory: what becomes of it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.facts import check, form, tables
from tests.faults import cells, files
from tests.faults.files import Slip, Table

RULE, SEAL, HARMLESS, POOR, ACCEPTED = "named by a rule", "named by the seal", "harmless", "without place", "accepted"
CLASSES = (RULE, SEAL, HARMLESS, POOR, ACCEPTED)
PLACE = re.compile(r"(\w+)\.csv(?:, row (\d+))?(, column [^:]+)?: ")
LONGEST = 1000  # of a message


class Result(NamedTuple):
    """What became of one fault; `said` is the first line of the check."""

    kind: str
    table: str
    verdict: str
    said: str


def results(name: str, few: int, seed: int) -> list[Result]:
    """Return what becomes of `few` faults of each kind in table `name`."""
    held = check.held()
    rows = [tables.columns(name), *([*row.values()] for _, row in tables.rows(name))]
    table = Table(name, rows, tables.fields(name))
    return [Result(kind, name, *verdict(slip, table, held)) for kind, slip in slips(table, few, seed)]


def slips(table: Table, few: int, seed: int) -> Iterator[tuple[str, Slip]]:
    """Yield the faults of every kind in one table, each with its kind."""
    for kind in [*cells.KINDS, *files.KINDS, *files.ONCE]:
        rng = random.Random(f"{seed} {table.name} {kind}")
        for _ in range(1 if kind in files.ONCE else few):
            slip = files.in_cell(kind, table, rng) if kind in cells.KINDS else (files.KINDS | files.ONCE)[kind](table, rng)
            if slip:
                yield kind, slip


def verdict(slip: Slip, table: Table, held: dict[str, bytes]) -> tuple[str, str]:
    """Return the class of a fault, and what the check says of it first.

    Harmless is what the check accepts and changes nothing that is read: the same rows, perhaps in another order.
    """
    file = f"{table.name}.csv"
    spoilt = {name: content for name, content in held.items() if name != file}
    if slip.content is not None:
        spoilt[file] = slip.content
    try:
        found = check.found_in(spoilt, sealing=True)
        by = RULE if any(_names(line, table.name, slip) for line in found) else SEAL
        found = found if by == RULE else check.found_in(spoilt)
    except Exception as error:  # nobody should see a traceback
        return POOR, repr(error)
    if found:
        clear = all(line.isprintable() and len(line) <= LONGEST for line in found)
        return (by if clear and any(_names(line, table.name, slip) for line in found) else POOR), found[0]
    read = [form.read(table.name, content or b"", tuple(table.rows[0])).rows for content in (held[file], slip.content)]
    one, other = (sorted(tuple(row.values()) for _, row in rows) for rows in read)
    return (HARMLESS if one == other else ACCEPTED), ""


def _names(line: str, table: str, slip: Slip) -> bool:
    """Whether a line of the check names the place of the fault: table, row and, if it lies in one, a column."""
    place = PLACE.match(line)
    if not place or place[1] != table:
        return False
    twin = re.search(r"(?:stands in|says the same as) row (\d+)", line)  # of two rows both are named
    lines = {int(place[2] or 0), int(twin[1]) if twin else 0}
    return bool(lines & slip.lines) and bool(place[3] or not slip.column or "make seal" in line)
