"""The texts of the founding documents, and whether a fragment stands in one.

The texts are not part of this repository. With a folder that holds them (environment variable
``SOURCE_TEXTS``) the evidence check of the tests reads every statement back from its source.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.facts import tables
from analysis.facts.units import units

if TYPE_CHECKING:
    import pandas as pd

SEPARATOR = " | "


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


def read(source: str, where: Path) -> dict[str, str]:
    """Return the units of document `source` from folder `where`: locator -> text.

    Raises
    ------
    ValueError
        If sources.csv names no text or reader for the document, the folder has not exactly one such file, or the file
        cannot be cut as the reader cuts it.
    """
    return cut(tables.load("sources").set_index("key", drop=False).loc[source], where)


def cut(row: Mapping[str, str] | pd.Series, where: Path) -> dict[str, str]:
    """Return the units of the document that a row of ``sources`` describes, as `read` does."""
    source = row["key"]
    if not row["text"] or not row["reader"]:
        raise ValueError(f"sources.csv, {source}: columns text and reader say which file holds it and how it is cut")
    found = sorted(where.glob(row["text"]))
    if len(found) != 1:
        raise ValueError(f"{where} has {len(found)} files {row['text']} for {source}; allowed: one")
    try:
        return units(row["reader"], found[0].read_text(encoding="utf-8"))
    except (ValueError, IndexError) as error:
        raise ValueError(f"{found[0]} cannot be cut as {row['reader']!r} of {source}: {error}") from error


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


def place(document: dict[str, str], locator: str, as_printed: str) -> str:
    """Return at which characters of the units of `locator`, white space taken out, the fragments of `as_printed` begin.

    >>> place({"¶1": "In May three states signed"}, "¶1", "three | signed")
    '5 16'

    Raises
    ------
    ValueError
        If a fragment does not stand there; the message names it.
    """
    text = squeeze(located(document, locator))
    try:
        return " ".join(str(text.index(squeeze(part))) for part in fragments(as_printed))
    except ValueError:
        raise ValueError(f"{missing(document, locator, as_printed)} do not stand in {locator!r}") from None
