"""One table's file as rows of text: the only parser of ``data/``, for the check and for `tables.load`."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 1000  # characters of a cell
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")
# What prints nothing though Python calls it printable: fillers, joiners, selectors of variants.
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
MIXED = re.compile("[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
MARKUP = re.compile(r"<[A-Za-z/!?]|&(#\w+|[A-Za-z]{2,31});")
FORMULA = ("=", "+", "@", "-")  # what a spreadsheet may run


class Fault(NamedTuple):
    """One fault: where it stands and what is allowed there.

    >>> str(Fault("funding", 3, "kind", "'gift' is not allowed"))
    "funding.csv, row 3, column kind: 'gift' is not allowed"
    """

    table: str
    row: int  # line of the file; 0 is the file as a whole
    column: str
    note: str

    def __str__(self) -> str:
        row, column = f", row {self.row}" * bool(self.row), f", column {self.column}" * bool(self.column)
        file = self.table if "." in self.table else f"{self.table}.csv"
        return f"{file}{row}{column}: {self.note}"


class Sheet(NamedTuple):
    """The rows of a file that can be read, each with its line, and what is wrong with the form of the file."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    faults: tuple[Fault, ...]

    def whole(self) -> bool:
        """Return whether every row of the file could be read, so that what is not here is not there."""
        return all(fault.column and fault.row > 1 for fault in self.faults)


@lru_cache(maxsize=256)
def read(table: str, content: bytes, columns: tuple[str, ...]) -> Sheet:
    """Return the rows of a file: comma separated values in UTF-8 under a header of just `columns`.

    >>> read("t", b"key,name\\na,Anna\\n", ("key", "name")).rows
    ((2, {'key': 'a', 'name': 'Anna'}),)
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        note = f"the byte 0x{content[error.start]:02x} is not UTF-8; allowed: a file saved as UTF-8"
        return Sheet((), (Fault(table, line, "", note),))
    if text.startswith("\ufeff"):
        return Sheet((), (Fault(table, 1, "", "the file begins with a byte-order mark; allowed: UTF-8 without it"),))
    rows: list[tuple[int, dict[str, str]]] = []
    faults: list[Fault] = []
    for line, cells in _lines(text):
        found = _line_faults(table, line, cells, columns, first=line == 1)
        faults += found
        if line == 1 and found:
            break  # under another header no cell has a name
        if line > 1 and len(cells) == len(columns):
            rows.append((line, dict(zip(columns, cells, strict=True))))
    return Sheet(tuple(rows), tuple(faults))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line on which it begins; of one that cannot be parsed, the last, the parser's words."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a cell too long is said with its column
    reader, line = csv.reader(io.StringIO(text, newline=""), strict=True), 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        yield line, [f"\n{error}"]
    if line == 1:
        yield line, []


def _line_faults(table: str, line: int, cells: list[str], columns: tuple[str, ...], first: bool) -> list[Fault]:
    if first:
        return _header_faults(table, cells, columns)
    if len(cells) != len(columns):
        said = cells[0][1:] if len(cells) == 1 and cells[0].startswith("\n") else f"{len(cells)} cells"
        return [Fault(table, line, "", f"{said}; allowed: {len(columns)} cells, parted by commas, quoted in pairs")]
    noted = ((column, wrong(cell)) for column, cell in zip(columns, cells, strict=True))
    return [Fault(table, line, column, note) for column, note in noted if note]


def _header_faults(table: str, labels: list[str], columns: tuple[str, ...]) -> list[Fault]:
    allowed = f"allowed: {','.join(columns)}"
    for number, column in enumerate(columns):
        label = labels[number] if number < len(labels) else ""
        if label != column:
            return [Fault(table, 1, column, f"the header has {label[:80]!r} in its place; {allowed}")]
    more = labels[len(columns) :]
    return [Fault(table, 1, more[0], f"the header has {len(more)} labels too many; {allowed}")] if more else []


def wrong(cell: str) -> str:
    """Return what no cell of any table may hold, and what is allowed; "" if nothing is wrong.

    >>> wrong("17 states"), wrong("17 states ")
    ('', "'17 states ' begins, ends or is parted with more than a blank; allowed: single blanks between words")
    """
    shown = repr(cell if len(cell) <= 80 else cell[:80] + "…")
    if not cell.isprintable() or UNSEEN.search(cell):
        odd = next(sign for sign in cell if not sign.isprintable() or UNSEEN.match(sign))
        name = unicodedata.name(odd, "a control character")
        return f"{shown} holds U+{ord(odd):04X} ({name.lower()}); allowed: characters that are seen, and plain blanks"
    if "  " in cell or cell != cell.strip():
        return f"{shown} begins, ends or is parted with more than a blank; allowed: single blanks between words"
    if len(cell) > LONGEST:
        return f"{shown} has {len(cell)} characters; allowed: {LONGEST}"
    if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell):
        return f"{shown} begins as a formula does, and a spreadsheet would run it; allowed: no {' '.join(FORMULA)} in front"
    if MARKUP.search(cell):
        return f"{shown} holds markup; allowed: plain text"
    return "" if cell.isascii() else _odd_letters(cell, shown)


def _odd_letters(cell: str, shown: str) -> str:
    if not unicodedata.is_normalized("NFC", cell):
        return f"{shown} is not in one form of Unicode; allowed: NFC (letters with their accents as one character)"
    digit = next((sign for sign in cell if sign.isdecimal() and not sign.isascii()), "")
    if digit:
        return f"{shown} holds the digit {digit!r}; allowed: 0 to 9"
    if MIXED.search(cell):
        return f"{shown} mixes alphabets within a word; allowed: one"
    return ""
