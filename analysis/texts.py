"""The founding documents as located units of text, and whether a fragment stands in one.

The texts are not part of this repository. With a folder that holds them (environment variable
``SOURCE_TEXTS``) the evidence check of the tests reads every statement back from its source.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

FILES = {
    "luhui2025": "000_*.txt",
    "spacewiki": "001_*.txt",
    "ilrs-encyclopedia": "002_*.txt",
    "stdaily2023": "003_*.txt",
    "cir2023": "004_*.txt",
}
SEPARATOR = " | "
FIRST_PAGE = 92  # of cir2023: page 106 is marked in the text, the others are counted from it

Lines = list[str]


def folder() -> Path | None:
    """Return the folder that holds the source texts, or None when none is named."""
    named = os.environ.get("SOURCE_TEXTS")
    return Path(named) if named else None


def squeeze(text: str) -> str:
    """Return `text` without white space and with one form for quotes, dashes and bullets.

    Line breaks and spaces inside words come from PDF extraction and carry no meaning.

    >>> squeeze("28.9 亿、\\n11.5亿")
    '28.9亿、11.5亿'
    >>> squeeze("Chang’e 6 – 2025")
    "Chang'e6-2025"
    """
    text = re.sub(r"[‘’]", "'", text)
    text = re.sub(r"[–—―]+", "-", text)
    return re.sub(r"[\s\ufeff]+", "", text)


def units(source: str, text: str) -> dict[str, str]:
    """Return the units of one document in reading order: locator -> text.

    Parameters
    ----------
    source : key of a founding document
    text : the whole text of its file

    Raises
    ------
    KeyError
        If `source` is not a founding document.
    """
    joined: dict[str, Lines] = {}
    for locator, line in READERS[source](text.split("\n")):
        joined.setdefault(locator, []).append(line)
    return {locator: "\n".join(lines) for locator, lines in joined.items()}


def read(source: str, where: Path) -> dict[str, str]:
    """Return the units of founding document `source` from folder `where`."""
    (path,) = where.glob(FILES[source])
    return units(source, path.read_text(encoding="utf-8"))


def located(document: dict[str, str], locator: str) -> str:
    """Return the text of the units named by `locator` (several are parted by ``"; "``).

    >>> located({"§1 ¶1": "a", "§1 ¶2": "b"}, "§1 ¶1; §1 ¶2")
    'ab'

    Raises
    ------
    KeyError
        If the document has no such unit; the message lists the units that begin alike.
    """
    parts = []
    for name in locator.split("; "):
        if name not in document:
            near = [known for known in document if known[:3] == name[:3]]
            raise KeyError(f"no unit {name!r}; units that begin alike: {near}")
        parts.append(document[name])
    return "".join(parts)


def fragments(as_printed: str) -> list[str]:
    """Return the fragments of an ``as_printed`` cell.

    >>> fragments("28.9亿 | 2021年4月")
    ['28.9亿', '2021年4月']
    """
    return as_printed.split(SEPARATOR)


def missing(document: dict[str, str], locator: str, as_printed: str) -> list[str]:
    """Return the fragments of `as_printed` that do not stand in the units of `locator`."""
    text = squeeze(located(document, locator))
    return [part for part in fragments(as_printed) if squeeze(part) not in text]


def _counted(section: str, lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    paragraph = row = 0
    for line in lines:
        if re.fullmatch(r"[\s|:-]*", line):
            continue
        if line.lstrip().startswith("|") or line.rstrip().endswith("|") or line.count(" | ") > 1:
            yield f"{section} row {row}", line
            row += 1
        else:
            paragraph += 1
            yield f"{section} ¶{paragraph}", line


def _sections(lines: Lines, heading: re.Pattern[str], first: str) -> Iterator[tuple[str, Lines]]:
    name, body = first, []
    for line in lines:
        if match := heading.fullmatch(line):
            yield name, body
            name, body = match.group(1), []
        else:
            body.append(line)
    yield name, body


def _essay(lines: Lines) -> Iterator[tuple[str, str]]:
    heading = re.compile(r"#### (\d)\. .*|## (捐助)打赏作者")
    name, body, parts = "§0", [], []
    for line in lines:
        if match := heading.fullmatch(line):
            parts.append((name, body))
            name = f"§{match.group(1)}" if match.group(1) else "donation notice"
            body = []
            if match.group(1):
                parts.append((f"{name} heading", [line]))
        else:
            body.append(line)
    for section, content in [*parts, (name, body)]:
        if section.endswith(("heading", "notice")):
            yield from ((section, line) for line in content)
        else:
            yield from _counted(section, iter(content))


def _wiki(lines: Lines) -> Iterator[tuple[str, str]]:
    for name, body in _sections(lines, re.compile(r"(.*)\[\]"), "Lead"):
        notes = [line for line in body if line.startswith("- ↑")]
        yield from _counted(name, iter(line for line in body if line not in notes))
        yield from ((f"ref {n}", line) for n, line in enumerate(notes, 1))


def _encyclopedia(lines: Lines) -> Iterator[tuple[str, str]]:
    heading = re.compile(r"((?!-)[^.:]{10,50})")
    for name, body in _sections(lines[1:], heading, "Lead"):
        yield from _counted(name, iter(body))
    yield "title", lines[0]


def _news(lines: Lines) -> Iterator[tuple[str, str]]:
    body = [line for line in lines if line.strip()]
    end = body.index("Top News")
    names = ["navigation", "title", "byline", "caption", "caption"]
    for n, line in enumerate(body):
        if n < len(names):
            yield names[n], line
        elif line.startswith("Editor:"):
            yield "editor", line
        else:
            yield (f"¶{n - len(names) + 1}" if n < end else "page furniture"), line


def _paper(lines: Lines) -> Iterator[tuple[str, str]]:
    page, note = FIRST_PAGE - 1, ""
    for number, line in enumerate(lines):
        new_page = re.match(r"\s\S", line) and number not in (1, 13)
        if new_page or line.startswith("|  106"):
            page, note = page + 1, ""
        expected = chr(ord(note) + 1) if note else "a"
        if re.match(rf"{expected}\s+\S", line):
            note = expected
        if line.startswith("|  106") or re.fullmatch(r"[科技与新疆域]", line):
            yield "running head", line
        else:
            yield (f"p. {page} n. {note}" if note else f"p. {page}"), line


READERS = {
    "luhui2025": _essay,
    "spacewiki": _wiki,
    "ilrs-encyclopedia": _encyclopedia,
    "stdaily2023": _news,
    "cir2023": _paper,
}
