"""The seal of the tables: a digest of every row and, of founding statements, of the quotation and its place in the text.

``python -m analysis.facts.seal`` (``make seal``) writes it when a change is meant; every check compares the tables with it.
So a lost or doubled row, a slip that no rule knows and an altered quotation are noticed where the texts are not at hand.
"""

from __future__ import annotations

import hashlib
import string
import sys
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.facts import tables, texts
from analysis.facts.form import Fault, Sheet

FILE = "seal.tsv"
SHOWN = 10  # of what could not be sealed
LETTERS = string.ascii_letters + string.digits + "+/"
MEANT = "allowed: the row as it was, or `make seal` if the change is meant"


class Sealed(NamedTuple):
    """What the seal holds of a row; `place` and `quoted` are empty where no founding document is quoted."""

    place: str
    quoted: str
    cells: str


def digest(row: Mapping[str, str]) -> str:
    """Return eight hexadecimal digits of a whole row, and a letter for each cell, which tells the cell that has changed.

    >>> digest({"id": "a", "kind": "award"})
    '273fa26edN'
    """
    whole = hashlib.sha256("\x1f".join([*row, *row.values()]).encode()).hexdigest()[:8]
    return whole + "".join(LETTERS[zlib.crc32(cell.encode()) % 64] for cell in row.values())


def quotation(key: str, row: Mapping[str, str], place: str) -> str:
    """Return the digest of a founding statement's words: who says them, where, and at which characters of the place."""
    said = [key, row["source"], row["locator"], row["as_printed"], place]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:12]


def key_of(row: Mapping[str, str], resource: Mapping[str, Any]) -> str:
    """Return the key of a row, of several columns parted by "; "."""
    keys = resource["schema"].get("primaryKey", [])
    return tables.SEPARATOR.join(row[column] for column in ([keys] if isinstance(keys, str) else keys))


@lru_cache
def parsed(content: bytes) -> dict[str, dict[str, Sealed]]:
    """Return table -> key of row -> what is sealed of it."""
    found: dict[str, dict[str, Sealed]] = {}
    for line in content.decode("utf-8").splitlines()[1:]:
        table, key, *sealed = line.split("\t")
        found.setdefault(table, {})[key] = Sealed(*sealed)
    return found


def broken(
    name: str, sheet: Sheet, resource: Mapping[str, Any], known: Mapping[str, Sealed], founding: frozenset[str]
) -> Iterator[Fault]:
    """Yield each row of table `name` that is not as it was sealed: changed, new or lost.

    Parameters
    ----------
    known : key of row -> what is sealed of it
    founding : keys of the founding documents
    """
    there = {key_of(row, resource): (line, row) for line, row in sheet.rows}
    for key, (line, row) in there.items():
        if key not in known:
            yield Fault(name, line, "", f"{key!r} is a row that is not sealed; allowed: `make seal` if it is meant")
        elif digest(row) != known[key].cells:
            yield Fault(name, line, _changed(row, known[key].cells), f"{key!r} is not as it was sealed; {MEANT}")
        elif quotes(row, founding) and quotation(key, row, known[key].place) != known[key].quoted:
            yield Fault(name, line, "as_printed", f"{key!r} is not quoted as its text was read; {MEANT}, the texts at hand")
    if sheet.whole():
        yield from (Fault(name, 0, "", f"the sealed row {key!r} is lost; {MEANT}") for key in known if key not in there)


def quotes(row: Mapping[str, str], founding: frozenset[str]) -> bool:
    """Return whether a row quotes a founding document at a place in it."""
    return row.get("source") in founding and "as_printed" in row and row["locator"] != "*"


def _changed(row: Mapping[str, str], cells: str) -> str:
    """The columns that have changed, as far as their letters tell."""
    now = digest(row)
    return ", ".join(column for column, one, other in zip(row, now[8:], cells[8:], strict=False) if one != other)


def sealed(data: Path, where: Path | None) -> tuple[str, list[str]]:
    """Return the seal of the tables as they are, and what could not be sealed, one line each.

    Parameters
    ----------
    where : folder of the founding texts; without it the quotations keep the places they were read at
    """
    before = parsed((data / FILE).read_bytes()) if (data / FILE).exists() else {}
    sources = {row["key"]: row for _, row in tables.rows("sources", data) if row["class"] == "founding"}
    documents = {key: texts.cut(row, where) for key, row in sources.items()} if where else {}
    founding = frozenset(sources)
    lines, refused = ["table\trow\tplace\tquoted\tcells"], []
    for name, resource in tables.package(data).items():
        for line, row in tables.rows(name, data):
            key = key_of(row, resource)
            was = before.get(name, {}).get(key, Sealed("", "", ""))
            place, quoted = was.place, was.quoted
            if not quotes(row, founding):
                place = quoted = ""
            elif where:
                place = texts.place(documents[row["source"]], row["locator"], row["as_printed"])
                quoted = quotation(key, row, place)
            elif quotation(key, row, place) != quoted:
                refused.append(f"{name}.csv, row {line}, column as_printed: {key!r} has not been read back from its text")
            lines.append("\t".join([name, key, place, quoted, digest(row)]))
    return "\n".join(lines) + "\n", refused


def main() -> None:
    """Seal the tables as they are, if nothing else is wrong with them, and say how many rows have changed."""
    from analysis.facts.check import found_in, held  # the check compares with the seal

    files = held()
    wrong = found_in(files, sealing=True)
    if wrong:
        sys.exit("\n".join([*wrong, f"{len(wrong)} fault(s) in data/; nothing was sealed"]))
    text, refused = sealed(tables.DATA, texts.folder())
    if refused:
        more = [f"... and {len(refused) - SHOWN} more"] if len(refused) > SHOWN else []
        sys.exit(
            "\n".join(
                [*refused[:SHOWN], *more, "SOURCE_TEXTS names no folder with the founding documents; nothing was sealed"]
            )
        )
    before, now = (set(text.splitlines()) for text in (files.get(FILE, b"").decode("utf-8"), text))
    (tables.DATA / FILE).write_text(text, encoding="utf-8")
    print(f"sealed: {len(now) - 1} rows; {len(now - before)} new or changed, {len(before - now)} gone or changed")


if __name__ == "__main__":
    main()
