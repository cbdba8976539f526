"""Faults of rows and of a whole file: each kind makes the file anew and says on which of its lines a message may stand."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from typing import NamedTuple

from tests.faults import cells
from tests.faults.cells import Field


class Table(NamedTuple):
    """A table as rows of cells, the header first, and what is declared of its columns."""

    name: str
    rows: list[list[str]]
    fields: list[Field]

    def draw(self, rng: random.Random) -> int:
        """Return one of its rows, by its place in `rows`."""
        return rng.randrange(1, len(self.rows))

    def content(self, **form: str | int) -> bytes:
        """Return the file that holds its rows."""
        file = io.StringIO()
        csv.writer(file, **({"lineterminator": "\n"} | form)).writerows(self.rows)
        return file.getvalue().encode()

    def with_row(self, number: int, row: list[str]) -> Table:
        """Return the table with another row in one place."""
        return self._replace(rows=[*self.rows[:number], row, *self.rows[number + 1 :]])


class Slip(NamedTuple):
    """One fault: the file as it is now (None: there is none), and the lines of it that a message may name."""

    content: bytes | None
    lines: set[int]  # 0 is the file as a whole, and a row that is lost
    column: bool = False  # whether the fault lies in a column, which a message has to name


Kind = Callable[[Table, random.Random], Slip | None]


def in_cell(kind: str, table: Table, rng: random.Random) -> Slip | None:
    """Return a fault of a kind of `cells` in one cell of the table, or None where it has no such cell."""
    wanted, change = cells.KINDS[kind]
    places = []
    for number, row in enumerate(table.rows[1:], 1):
        held = dict(zip(table.rows[0], row, strict=True))
        places += [(number, n) for n, field in enumerate(table.fields) if row[n] and wanted(field, row[n], held)]
    if not places:
        return None
    number, n = rng.choice(places)
    before = table.rows[number]
    for _ in range(9):  # by chance a change may change nothing
        after = [*before[:n], change(before[n], rng, table.fields[n]), *before[n + 1 :]]
        if after != before:
            return Slip(table.with_row(number, after).content(), {number + 1}, column=True)
    return None


def _columns_swapped(table: Table, rng: random.Random) -> Slip | None:
    number, row = table.draw(rng), []
    row = list(table.rows[number])
    one, other = rng.sample(range(len(row)), 2)
    row[one], row[other] = row[other], row[one]
    return None if row == table.rows[number] else Slip(table.with_row(number, row).content(), {number + 1}, column=True)


def _circle(table: Table, rng: random.Random) -> Slip | None:
    """A row becomes part of itself, or of one that is part of it."""
    upward = next((n for n, name in enumerate(table.rows[0]) if name in {"part_of", "parent"}), None)
    if upward is None:
        return None
    number = table.draw(rng)
    row = list(table.rows[number])
    row[upward] = rng.choice([row[0], *(below[0] for below in table.rows if below[upward] == row[0])])
    return Slip(table.with_row(number, row).content(), {number + 1}, column=True)


def _row_lost(table: Table, rng: random.Random) -> Slip:
    number = table.draw(rng)
    return Slip(table._replace(rows=[*table.rows[:number], *table.rows[number + 1 :]]).content(), {0})


def _row_doubled(table: Table, rng: random.Random) -> Slip:
    return Slip(
        table._replace(rows=[*table.rows, table.rows[table.draw(rng)]]).content(), {len(table.rows) + 1}, column=True
    )


def _row_copied(table: Table, rng: random.Random) -> Slip:
    row = list(table.rows[table.draw(rng)])
    row[0] = "2031" if table.fields[0]["type"] == "integer" else f"{row[0][:-1]}0{row[0][-1:]}"
    return Slip(table._replace(rows=[*table.rows, row]).content(), {len(table.rows) + 1})


def _row(change: Callable[[list[str]], list[str]]) -> Kind:
    def kind(table: Table, rng: random.Random) -> Slip | None:
        number = table.draw(rng)
        row = change(list(table.rows[number]))
        return None if row == table.rows[number] else Slip(table.with_row(number, row).content(), {number + 1})

    return kind


def _quote_open(table: Table, rng: random.Random) -> Slip:
    lines, number = table.content().decode().split("\n"), table.draw(rng)
    lines[number] = '"' + lines[number].replace('"', "")
    return Slip("\n".join(lines).encode(), {number + 1})


def _cut_off(table: Table, rng: random.Random) -> Slip:
    content = table.content()
    end = rng.randrange(len(content) // 2, len(content) - 2)
    last = content[:end].count(b"\n") + 1
    return Slip(content[:end], {0, last})


def _header(change: Callable[[list[str], random.Random], list[str]]) -> Kind:
    def kind(table: Table, rng: random.Random) -> Slip | None:
        header = change(list(table.rows[0]), rng)
        return None if header == table.rows[0] else Slip(table.with_row(0, header).content(), {1}, column=True)

    return kind


def _column_lost(table: Table, rng: random.Random) -> Slip:
    n = rng.randrange(len(table.rows[0]))
    return Slip(table._replace(rows=[[*row[:n], *row[n + 1 :]] for row in table.rows]).content(), {1}, column=True)


def _encoded(name: str) -> Kind:
    """Saved in another encoding: a line that is not the same is named."""

    def kind(table: Table, rng: random.Random) -> Slip | None:
        before, after = table.content(), table.content().decode().encode(name, errors="replace")
        lines = zip(before.split(b"\n"), after.split(b"\n"), strict=False)
        changed = {line for line, (one, other) in enumerate(lines, 1) if one != other}
        return Slip(after, changed) if changed else None

    return kind


def _whole(change: Callable[[Table], bytes | None], *lines: int, column: bool = False) -> Kind:
    return lambda table, rng: Slip(change(table), set(lines), column)


def _shuffled(table: Table, rng: random.Random) -> Slip | None:
    rows = [table.rows[0], *rng.sample(table.rows[1:], len(table.rows) - 1)]
    return None if rows == table.rows else Slip(table._replace(rows=rows).content(), set())


KINDS: dict[str, Kind] = {
    "columns swapped in a row": _columns_swapped,
    "circle": _circle,
    "row lost": _row_lost,
    "row doubled": _row_doubled,
    "row copied under a new key": _row_copied,
    "row cut short": _row(lambda row: row[:-1]),
    "row with a cell too many": _row(lambda row: [*row, ""]),
    "row emptied": _row(lambda row: []),
    "cell parted in two": _row(lambda row: [row[0], *",".join(row[1:]).split(",")]),
    "quote left open": _quote_open,
    "file cut off": _cut_off,
    "header renamed": _header(lambda header, rng: [f"{header[0]} ", *header[1:]]),
    "header in another order": _header(lambda header, rng: rng.sample(header, len(header))),
    "column lost": _column_lost,
    "rows in another order": _shuffled,
}
ONCE: dict[str, Kind] = {  # one fault of such a kind is like another
    "byte-order mark": _whole(lambda table: b"\xef\xbb\xbf" + table.content(), 1),
    "Latin-1": _encoded("latin-1"),
    "GB 18030": _encoded("gb18030"),
    "UTF-16": _encoded("utf-16"),
    "parted by semicolons": _whole(lambda table: table.content(delimiter=";"), 1, column=True),
    "parted by tabs": _whole(lambda table: table.content(delimiter="\t"), 1, column=True),
    "emptied file": _whole(lambda table: b"", 1, column=True),
    "no file": _whole(lambda table: None, 0),
    "only the header": _whole(lambda table: table._replace(rows=table.rows[:1]).content(), 0),
    "CRLF": _whole(lambda table: table.content(lineterminator="\r\n")),
    "all quoted": _whole(lambda table: table.content(quoting=csv.QUOTE_ALL)),
    "no end of the last line": _whole(lambda table: table.content()[:-1]),
}
