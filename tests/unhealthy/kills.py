"""Builds that are killed or interrupted."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator

from tests.unhealthy.book import PLACES, ROOT, Book, back, hold, lay_out_whole, release, tree
from tests.unhealthy.builds import (
    BESIDE,
    CHECK,
    FORKS,
    Running,
    build,
    clear,
    command,
    done,
    end,
    left,
    reached,
    start,
    started,
)
from tests.unhealthy.verdicts import Result, next_is_right

# What a build has just made or started when it is in the midst of something.
MOMENTS = {
    "it begins": "lock",
    "the data are checked": CHECK,
    "what works beside it starts": BESIDE,
    "kernels start": FORKS,
    "notebooks run": "at-before",
    "pages are read": ".doctrees/notebooks/*.doctree",
    "pages are written": "html/notebooks/*.html",
    "drawings are made": "html/figures/*.png",
    "pages are indexed": "html/data/*.zip",
    "styles are cut": "html/_static/theme.css",
    "it is stamped": "complete",
}
INTERRUPTED = ("the data are checked", "what works beside it starts", "kernels start", "notebooks run", "pages are written",
               "drawings are made", "pages are indexed")  # fmt: skip
# The same of the whole book.
WHOLE = {
    "pages of the reference are written": "html/reference/*/*.html",
    "pages of figures are written": "html/figures/*.html",
}
CHANGES = 12  # of all that the process of a build makes on the disk, those before which it is killed
FELLED = "tests.unhealthy.felled"


def begun(book: Book, moment: str) -> tuple[Running, bool]:
    """Start a build of what was changed; return it at `moment`, and whether it came to that before it ended."""
    back(book, book.built)
    (book.folder / "_build" / "lock").unlink()
    if moment == "the data are checked":
        for stamp in (book.folder / "_build" / "checked").iterdir():
            stamp.unlink()
    if moment == "notebooks run":
        hold(book.folder, PLACES[0])
    running = start(book.folder)
    return running, reached(running, MOMENTS[moment])


def stopped(book: Book) -> Iterator[Result]:
    """Builds that are killed, and builds that are interrupted, at several moments."""
    for how, word, moments in ((signal.SIGKILL, "killed", MOMENTS), (signal.SIGINT, "interrupted", INTERRUPTED)):
        for moment in moments:
            running, met = begun(book, moment)
            end(running, how)
            ended, stay = done(running), len(left(book.folder))
            right = met and not stay and (ended.code <= 0 or (how == signal.SIGINT and clear(ended)))
            happened = ended.last if ended.code else "it had ended"
            happened += f"; {stay} of its processes stay" if stay else "" if met else "; this moment was missed"
            release(book.folder, PLACES[0])
            yield next_is_right(book, f"{word} when {moment}", happened, right)


def bereft(book: Book) -> Iterator[Result]:
    """A build of which what executes its notebooks is killed, as by a machine short of memory, and it itself is not."""
    running, met = begun(book, "notebooks run")
    for one in started(running.process.pid, BESIDE):
        one.kill()
    ended, stay = done(running), len(left(book.folder))
    release(book.folder, PLACES[0])
    yield next_is_right(
        book, "what works beside it killed when notebooks run", ended.last, met and clear(ended) and not stay
    )


def felled(book: Book) -> Iterator[Result]:
    """Builds that are killed when they are about to change something on the disk for the n-th time."""
    settings = {"PYTHONPATH": os.pathsep.join([str(book.folder), str(ROOT)])}
    back(book, book.built)
    total = int(build(book.folder, settings=settings, how=command(FELLED)).last)
    for number in range(1, CHANGES + 1):
        last = total * number // (CHANGES + 1)
        back(book, book.built)
        how = build(book.folder, settings=settings, how=[*command(FELLED), str(last)])
        stay = len(left(book.folder))
        happened = how.last + (f"; {stay} of its processes stay" if stay else "")
        yield next_is_right(book, f"killed at change {last} of {total} on the disk", happened, how.code < 0 and not stay)


def whole(book: Book) -> Iterator[Result]:
    """Builds of the whole book, reference pages and all, that are killed when they write what the small one lacks."""
    folder = book.folder.with_name("whole")
    lay_out_whole(folder)
    built = folder / "_build"
    first = build(folder)
    if first.code:
        yield Result("the whole book", first.last, False)
        return
    entire = Book(folder, built, built, {}, {}, tree(folder))
    for moment, mark in WHOLE.items():
        for made in (built / "html", built / ".doctrees"):
            shutil.rmtree(made)
        running = start(folder)
        met = reached(running, mark)
        end(running, signal.SIGKILL)
        ended = done(running)
        yield next_is_right(entire, f"the whole book killed when {moment}", ended.last, met and ended.code < 0)
