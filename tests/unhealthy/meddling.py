"""Builds that others meddle with: they change what it is made of, build too, or spoil what was built."""

from __future__ import annotations

import signal
from collections.abc import Iterator

from tests.unhealthy.book import PLACES, Book, back, hold, put, release
from tests.unhealthy.builds import build, clear, done, end, reached, start
from tests.unhealthy.verdicts import Result, next_is_right, unlike

BROKEN = "\n{ref}`nowhere`\n"


def edited(book: Book) -> Iterator[Result]:
    """Data that are changed before a notebook reads them; then they stay, or are put back, or the build is killed first."""
    for word, first, then, killed in (
        ("", book.before, book.after, False),
        (", put back", book.after, book.before, False),
        (", the build killed, put back", book.after, book.before, True),
    ):
        back(book, None)
        put(book.folder, first)
        for place in PLACES:
            hold(book.folder, place)
        running = start(book.folder)
        met = reached(running, "at-before")
        put(book.folder, then)
        release(book.folder, "before")
        met = reached(running, "at-after") and met
        if killed:
            end(running, signal.SIGKILL)
        put(book.folder, book.after)
        for place in PLACES:
            release(book.folder, place)
        how = done(running)
        right = met and (how.code < 0 if killed else clear(how))
        yield next_is_right(book, f"data changed while notebooks run{word}", how.last, right)


def page_edited(book: Book) -> Iterator[Result]:
    """A page that is changed while pages are written, and put back."""
    back(book, book.built)
    page = book.folder / "notebooks" / "changes.md"
    kept = page.read_bytes()
    running = start(book.folder)
    met = reached(running, "html/notebooks/*.html")
    page.write_bytes(kept + b"\nMore.\n")
    page.write_bytes(kept)
    how = done(running)
    yield next_is_right(book, "a page changed while pages are written, put back", how.last, met and clear(how))


def warned(book: Book) -> Iterator[Result]:
    """A build that fails by a warning fails by it again, until it is mended."""
    back(book, book.built)
    page = book.folder / "notebooks" / "changes.md"
    kept = page.read_bytes()
    page.write_bytes(kept + BROKEN.encode())
    twice = [build(book.folder) for _ in range(2)]
    page.write_bytes(kept)
    again = [how.code > 0 and "nowhere" in how.said for how in twice]
    happened = f"it fails {sum(again)} times of 2 for the same reason"
    yield next_is_right(book, "failed by a warning, not mended, then mended", happened, all(again))


def together(book: Book) -> Iterator[Result]:
    """Two builds at once."""
    back(book, book.built)
    both = [start(book.folder) for _ in range(2)]
    ended = [done(running) for running in both]
    waited = sum("another build is under way" in how.said for how in ended)
    happened = f"{sum(how.code == 0 for how in ended)} end well, {waited} waited"
    right = all(how.code == 0 for how in ended) and not unlike(book)
    yield next_is_right(book, "two builds at once", happened, right)


def damaged(book: Book) -> Iterator[Result]:
    """Files of a complete build, and of its executed notebooks, that were cut afterwards."""
    for case, pattern in {
        "the inventory cut": "html/objects.inv",
        "a page cut": "html/notebooks/told.html",
        "the index of the search cut": "html/pagefind/pagefind-entry.json",
        "executed notebooks cut, and it was not complete": "executed/*/executed/*/base.ipynb",
        "the list of executed notebooks cut, and it was not complete": "executed/*/global.db",
    }.items():
        back(book, book.rebuilt)
        for path in (book.folder / "_build").glob(pattern):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        if "not complete" in case:
            (book.folder / "_build" / "complete").unlink()
        yield next_is_right(book, case, "cut")
