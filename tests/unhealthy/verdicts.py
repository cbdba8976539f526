"""What happened in a case, and whether it is right."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.same import STAMPS, differing
from tests.unhealthy.book import Book, tree
from tests.unhealthy.builds import Done, build

REPORT = "the book is not complete: "


class Result(NamedTuple):
    """What happened in a case, and whether it is right; None if it could not be tried here."""

    case: str
    happened: str
    right: bool | None


def unlike(book: Book, folder: Path | None = None) -> list[str]:
    """Return the files of the built book that a clean build makes otherwise, and how; in another folder, stamps aside."""
    found = differing(book.clean, tree(folder or book.folder))
    aside = {name.rpartition("/")[2] for name in STAMPS} if folder else set()
    return [f"{name} {how}" for name, how in found.items() if name not in aside]


def next_is_right(book: Book, case: str, happened: str, so_far: bool = True) -> Result:
    """Build the book again on a healthy machine; return what happened before and whether all that is there is right now."""
    happened = happened.replace(str(book.folder), ".").removeprefix(REPORT)
    how = build(book.folder)
    wrong = unlike(book)
    then = f"the next failed: {how.last}" if how.code else _than_clean(wrong) or "the next is right"
    return Result(case, f"{happened}; {then}", so_far and how.code == 0 and not wrong)


def as_clean(book: Book, case: str, how: Done, folder: Path | None = None) -> Result:
    """Return whether a build that ended thus is right and has made what a clean one makes."""
    wrong = unlike(book, folder)
    return Result(case, how.last if how.code else _than_clean(wrong) or "as a clean build", how.code == 0 and not wrong)


def _than_clean(wrong: list[str]) -> str:
    return f"unlike a clean build: {'; '.join(wrong[:3])}" if wrong else ""
