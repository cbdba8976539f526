"""How each kind of document is cut into located units: one reader a kind, named in sources.csv."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

FIRST_PAGE = 92  # of the study: page 106 is marked in its text, the others are counted from it

Lines = list[str]


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


READERS: dict[str, Callable[[Lines], Iterator[tuple[str, str]]]] = {
    "essay": _essay,
    "wiki": _wiki,
    "encyclopedia": _encyclopedia,
    "news": _news,
    "paper": _paper,
}


def units(reader: str, text: str) -> dict[str, str]:
    """Return the units of one document in reading order: locator -> text.

    Parameters
    ----------
    reader : how the document is cut, a key of `READERS`
    text : the whole text of its file

    Raises
    ------
    KeyError
        If there is no such reader; the message lists those there are.
    """
    if reader not in READERS:
        raise KeyError(f"no reader {reader!r}; there are {', '.join(READERS)}")
    joined: dict[str, Lines] = {}
    for locator, line in READERS[reader](text.split("\n")):
        joined.setdefault(locator, []).append(line)
    return {locator: "\n".join(lines) for locator, lines in joined.items()}
