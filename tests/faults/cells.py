"""Faults in one cell: which cells of a table each kind is made in, and what becomes of the text."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

Field = dict[str, Any]
Row = dict[str, str]
Wanted = Callable[[Field, str, Row], bool]  # of a filled cell: its field, its text, its row
Change = Callable[[str, random.Random, Field], str]

MARKUP = ("<script>alert(1)</script>", "<b>", "<!--", "&lt;", "<img src=x onerror=alert(1)>")
ADDRESSES = ("javascript:alert(1)", "data:text/html,x", "//host/x", "file:///etc/passwd", "HTTPS ://x", "www.x.org")
NO_DATES = ("2023-02-30", "2023-13", "2023-00", "0000", "9999", "2024-04-31", "31.12.2023", "2023-1-5", "soon")
ODD_DATES = ("XXXX", "/", "../..", "2023-21", "2023/", "20XX", "2023-XX", "2023..2024", "[2023]", "y2023", "2023-10-03T12")
NO_NUMBERS = ("1e300", "nan", "inf", "1_000", "1,000", "0x1F", "1e400", "9" * 30, "NULL", "TRUE", "1 000")
POINTING = {"source", "party", "craft", "company", "parent", "programme"}
TOLD = ("date", "announced", "as_of", "period", "launch_date", "outcome_date", "award_date")


def _any(field: Field, cell: str, row: Row) -> bool:
    return True


def _number(field: Field, cell: str, row: Row) -> bool:
    return field["type"] in {"number", "integer"}


def _date(field: Field, cell: str, row: Row) -> bool:
    return field.get("x-format") == "edtf"


def _word(field: Field, cell: str, row: Row) -> bool:
    return len(field.get("constraints", {}).get("enum", [])) > 1


def _list(field: Field, cell: str, row: Row) -> bool:
    return "x-list-of" in field


def _pointing(field: Field, cell: str, row: Row) -> bool:
    return "x-list-of" in field or field["name"] in POINTING


def _required(field: Field, cell: str, row: Row) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def _optional(field: Field, cell: str, row: Row) -> bool:
    return not _required(field, cell, row)


def _in(*names: str) -> Wanted:
    return lambda field, cell, row: field["name"] in names


def _later(*names: str) -> Wanted:
    return lambda field, cell, row: field["name"] in names and row.get("source", "").startswith("later-")


def _with(pattern: str, wanted: Wanted = _any) -> Wanted:
    return lambda field, cell, row: wanted(field, cell, row) and bool(re.search(pattern, cell))


def _typed(cell: str, rng: random.Random, field: Field) -> str:
    """A slip of the hand: a letter doubled, dropped or changed, or two in the wrong order."""
    n = rng.randrange(len(cell))
    before, here, behind = cell[:n], cell[n], cell[n + 1 :]
    slips = [before + here * 2 + behind, before + behind, before + rng.choice("aeinrst") + behind]
    return rng.choice([*slips, before + behind[:1] + here + behind[1:]])


def _digit(cell: str, rng: random.Random, field: Field) -> str:
    digits = [n for n, sign in enumerate(cell) if sign in "0123456789"]
    n = rng.choice(digits) if digits else 0
    return cell[:n] + rng.choice("0123456789") + cell[n + 1 :]


def _times(*factors: float) -> Change:
    return lambda cell, rng, field: f"{float(cell) * rng.choice(factors):.6f}".rstrip("0").rstrip(".")


def _to(*values: str) -> Change:
    return lambda cell, rng, field: rng.choice(values)


def _before(*signs: str) -> Change:
    return lambda cell, rng, field: rng.choice(signs) + cell


def _behind(*signs: str) -> Change:
    return lambda cell, rng, field: cell + rng.choice(signs)


def _within(*signs: str) -> Change:
    def change(cell: str, rng: random.Random, field: Field) -> str:
        n = rng.randrange(len(cell))
        return cell[:n] + rng.choice(signs) + cell[n:]

    return change


def _other_word(cell: str, rng: random.Random, field: Field) -> str:
    return rng.choice([word for word in field["constraints"]["enum"] if word != cell])


def _foreign_digits(cell: str, rng: random.Random, field: Field) -> str:
    return cell.translate({ord("0") + n: rng.choice((0xFF10, 0x0660)) + n for n in range(10)})


def _other_year(cell: str, rng: random.Random, field: Field) -> str:
    return re.sub(r"\d{4}", lambda year: str(int(year[0]) + rng.choice((-10, -1, 1, 2))), cell, count=1)


def _other_day(cell: str, rng: random.Random, field: Field) -> str:
    return cell[:8] + f"{(int(cell[8:10]) + rng.randrange(1, 27)) % 27 + 1:02}" + cell[10:]


def _reversed(cell: str, rng: random.Random, field: Field) -> str:
    year = re.search(r"\d{4}", cell)
    return f"{int(year[0]) + 5}/{year[0]}" if year else f"2035/{cell}"


def _negative(cell: str, rng: random.Random, field: Field) -> str:
    return cell[1:] if cell.startswith("-") else f"-{cell}"


def _first_again(cell: str, rng: random.Random, field: Field) -> str:
    return f"{cell}; {cell.split('; ')[0]}"


KINDS: dict[str, tuple[Wanted, Change]] = {
    "typing slip": (_any, _typed),
    "another digit": (_with(r"\d"), _digit),
    "unknown key": (_pointing, _within("q")),
    "another source": (_in("source"), _to("later-nasa-5", "cir2023", "spacewiki", "rumour")),
    "another allowed word": (_word, _other_word),
    "another currency": (_in("currency"), _to("EUR", "CNY", "GBP", "usd")),
    "impossible date": (_date, _to(*NO_DATES)),
    "odd EDTF": (_date, _to(*ODD_DATES)),
    "interval reversed": (_date, _reversed),
    "another year": (_date, _other_year),
    "another day": (_with(r"^\d{4}-\d\d-\d\d", _date), _other_day),
    "unit slip, 10": (_number, _times(10)),
    "unit slip, 0.1": (_number, _times(0.1)),
    "unit slip, 1e4": (_number, _times(1e4)),
    "unit slip, 1e8": (_number, _times(1e8)),
    "negative": (_number, _negative),
    "no such number": (_number, _to(*NO_NUMBERS)),
    "full-width or Arabic digits": (_with(r"\d"), _foreign_digits),
    "letter of another alphabet": (_with("[aeo]"), lambda cell, rng, field: cell.translate({97: "а", 101: "е", 111: "о"})),
    "locator moved": (_in("locator"), _digit),
    "quotation altered": (_in("as_printed"), _typed),
    "fragment lost": (_with(r" \| ", _in("as_printed")), lambda cell, rng, field: cell.split(" | ")[0]),
    "more called ours": (_in("inferred"), _behind("; date", "; low", "; high", "; status", "; source")),
    "required cell blank": (_required, _to("")),
    "optional cell blank": (_optional, _to("")),
    "item twice": (_list, _first_again),
    "item lost": (_with("; ", _list), lambda cell, rng, field: cell.rpartition("; ")[0]),
    "list parted otherwise": (
        _with("; ", _list),
        lambda cell, rng, field: cell.replace("; ", rng.choice((";", ", ", " ;"))),
    ),
    "blank in front": (_any, _before(" ", "\t", "\u3000")),
    "blank behind": (_any, _behind(" ", "\t", "\u2009")),
    "two blanks": (_with(" "), lambda cell, rng, field: cell.replace(" ", "  ", 1)),
    "NUL, escape, control": (_any, _within("\0", "\x1b", "\x07", "\x85")),
    "no width, no break, direction": (_any, _within("\u200b", "\u00a0", "\ufeff", "\u202e", "\u00ad", "\u2060", "\ufe0f")),
    "line break in a cell": (_any, _within("\n", "\r\n", "\u2028")),
    "huge cell": (_any, _behind("x" * 1500, "x" * 200_000)),
    "formula": (_any, _before("=", "+", "@", "-")),
    "markup or script": (_any, _behind(*MARKUP)),
    "address that runs": (_in("url"), _to(*ADDRESSES)),
    "later source, outcome": (_later("outcome", "verdict", "fate", "status", "record"), _other_word),
    "later source, amount": (_later("low", "high", "amount", "value"), _times(2, 10, 0.5, 1.01)),
    "later source, date": (_later(*TOLD), _other_year),
}
