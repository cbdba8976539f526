"""The words of a chapter: one TOML file beside its module, so that a second language is a second file."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.chapters.spec import Statements, Table

FOLDER = Path(__file__).parent


class _Counting(string.Formatter):
    """``{n:contract|contracts}`` prints the number with the word that fits it."""

    def format_field(self, value: Any, spec: str) -> str:
        if "|" in spec:
            one, many = spec.split("|")
            return f"{value:,} {one if value == 1 else many}"
        return super().format_field(value, spec)


class Words:
    """The words of one chapter; `say` fills a sentence with computed values."""

    def __init__(self, sentences: Mapping[str, Any], name: str) -> None:
        self.sentences, self.name = sentences, name

    def __getitem__(self, key: str) -> Any:
        """Return what stands under a dotted key: a sentence, or a table of them.

        Raises
        ------
        KeyError
            If the file has no such key; the message names the file.
        """
        found: Any = self.sentences
        for part in key.split("."):
            if part not in found:
                raise KeyError(f"{self.name}.toml has no {key!r}; at {part!r} there are {', '.join(found)}")
            found = found[part]
        return found

    def say(self, key: str, **values: Any) -> str:
        """Return the sentence under `key` with its places filled; ``{as_of}`` is the chapter's own.

        >>> Words({"a": {"total": "{n:contract|contracts} worth {money}"}}, "x").say("a.total", n=1, money="$2")
        '1 contract worth $2'

        Raises
        ------
        KeyError
            If there is no such sentence, or a place of it gets no value.
        """
        try:
            return _Counting().format(self[key], **{"as_of": self.sentences.get("as_of", "")} | values)
        except KeyError as missing:
            raise KeyError(f"{self.name}.toml, {key}: no value for {missing}") from missing

    def listed(self, names: Sequence[str]) -> str:
        """Return names as a sentence lists them, by the words ``and`` and ``none`` of the file.

        >>> some = Words({"and": "{front} and {last}", "none": "none"}, "x")
        >>> some.listed(["Moon", "Mars", "Venus"]), some.listed(["Moon"]), some.listed([])
        ('Moon, Mars and Venus', 'Moon', 'none')
        """
        *front, last = names or [self["none"]]
        return self.say("and", front=", ".join(front), last=last) if front else last

    def figure(self, key: str, **values: Any) -> dict[str, str]:
        """Return title, subtitle, source and caption of the figure whose words stand under `key`."""
        return {part: self.say(f"{key}.{part}", **values) for part in ("title", "subtitle", "source", "caption")}

    def table(self, key: str, frame: pd.DataFrame, digits: dict[str, int] | None = None, **values: Any) -> Table:
        """Return the table whose words (caption, source, headings) stand under `key`; its CSV is named chapter-key."""
        headings = self[key].get("headings", {})
        caption, source = self.say(f"{key}.caption", **values), self.say(f"{key}.source", **values)
        return Table(f"{self.name}-{key.replace('_', '-')}", frame, caption, source, digits or {}, headings)

    def statements(self, key: str, frame: pd.DataFrame, *about: str) -> Statements:
        """Return the statements behind a chapter, with the caption under ``statements.key``; `about`: what they say."""
        name = f"{self.name}-{key.replace('_', '-')}-statements"
        return Statements(name, frame, about, self.say(f"statements.{key}"))


def words(chapter: str) -> Words:
    """Return the words of a chapter, named as its module.

    >>> words("funding").name
    'funding'

    Raises
    ------
    FileNotFoundError
        If the chapter has no file of words.
    """
    name = chapter.rpartition(".")[2]
    return Words(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")), name)


def until(month: str, words: str) -> tuple[pd.Timestamp, str]:
    """Return the end of a month told in words, and what stands at its line in a figure.

    >>> until("September 2026", "as of {until}")
    (Timestamp('2026-09-30 00:00:00'), 'as of September 2026')
    """
    return pd.Timestamp(month) + pd.offsets.MonthEnd(), words.format(until=month)


def money(amount: float) -> str:
    """Return an amount of dollars in words.

    >>> money(2.89e9), money(9.72e7), money(5e6)
    ('$2.89 billion', '$97.2 million', '$5 million')
    """
    value, word = (amount / 1e9, "billion") if amount >= 1e9 else (amount / 1e6, "million")
    return f"${value:,.2f}".rstrip("0").rstrip(".") + f" {word}"
