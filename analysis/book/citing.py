"""How to cite the book, a page, a figure: as a sentence and as BibTeX, from CITATION.cff."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import NamedTuple

import yaml

BOOK = "Two Roads to the Moon"


class Work(NamedTuple):
    """What is cited: the book's own data and the title and address of the part meant."""

    authors: str
    version: str
    released: str
    title: str
    address: str

    @property
    def sentence(self) -> str:
        """The citation in words.

        >>> Work("A team", "1.0", "2026-11-21", "The money", "https://x.org/m.html").sentence
        'A team (2026): The money. In: Two Roads to the Moon, version 1.0. https://x.org/m.html'
        """
        return f"{self.authors} ({self.released[:4]}): {self.title}. In: {BOOK}, version {self.version}. {self.address}"

    @property
    def bibtex(self) -> str:
        """The citation as an entry for BibTeX."""
        key = self.address.rpartition("/")[2].replace(".html", "").replace("#", "-")
        return (
            f"@misc{{two-roads-{key},\n  author = {{{{{self.authors}}}}},\n  title = {{{self.title}}},\n"
            f"  howpublished = {{In: {BOOK}, version {self.version}}},\n  year = {{{self.released[:4]}}},\n"
            f"  url = {{{self.address}}}\n}}"
        )


@lru_cache
def book(root: Path) -> dict[str, str]:
    """Return what CITATION.cff under `root` says: authors, version, day of release, title, licence, address."""
    said = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    authors = ", ".join(author["name"] for author in said["authors"])
    kept = {name: str(said[name]) for name in ("title", "version", "license", "url")}
    return {"authors": authors, "released": str(said["date-released"]), **kept}


def work(root: Path, title: str, address: str) -> Work:
    """Return the part of the book that is called `title` and stands at `address`."""
    said = book(root)
    return Work(said["authors"], said["version"], said["released"], title, address)


def box(cited: Work, summary: str) -> str:
    """Return a folded box with both forms of a citation."""
    return (
        f'<details class="cite" data-pagefind-ignore><summary>{escape(summary)}</summary>'
        f"<p>{escape(cited.sentence)}</p><pre>{escape(cited.bibtex)}</pre></details>"
    )
