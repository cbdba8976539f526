"""The cases: each is given a book with an amount changed since it was built, and yields what happened, right or wrong."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.same import differing, runs
from tests.unhealthy.book import (
    ROOT,
    Book,
    Done,
    back,
    build,
    done,
    end,
    environment,
    lay_out,
    put,
    reached,
    start,
    tree,
)

# What a build has just written when it is in the midst of something.
MOMENTS = {
    "notebooks run": "executed/*/global.db",
    "pages are read": ".doctrees/notebooks/*.doctree",
    "pages are written": "html/notebooks/*.html",
    "pages are indexed": "html/data/*.zip",
    "styles are cut": "html/_static/theme.css",
    "it is stamped": "complete",
}
INTERRUPTED = ("notebooks run", "pages are written", "pages are indexed")
BLOCK = 4096  # bytes that the smallest file takes
MEANWHILE = 1  # second in which a kernel reads what was changed
PATIENCE = 20  # seconds that what a killed build started may take to end
OLD = ("python3.10", "python3.9", "python3.8", "python3.7", "python3.6")
UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")  # root, but not above permissions
OFFLINE = (("unshare", "-n"), ("unshare", "-rn"))
BROKEN = "\n{ref}`nowhere`\n"


class Result(NamedTuple):
    """What happened in a case, and whether it is right; None if it could not be tried here."""

    case: str
    happened: str
    right: bool | None


def unlike(book: Book, folder: Path | None = None) -> list[str]:
    """Return the files of the built book that a clean build makes otherwise, each with how."""
    return [f"{name} {how}" for name, how in differing(book.clean, tree(folder or book.folder)).items()]


def clear(how: Done) -> bool:
    """Return whether a build that failed says so, and why, in its last line, and throws no code at the reader.

    >>> clear(Done(1, "the book is not complete: no space")), clear(Done(1, "Traceback (most recent call last): ..."))
    (True, False)
    """
    return how.code > 0 and bool(how.last) and "Traceback" not in how.said


def next_is_right(book: Book, case: str, happened: str, so_far: bool = True) -> Result:
    """Build the book again on a healthy machine; return what happened before and whether all that is there is right now."""
    happened = happened.replace(str(book.folder), ".").removeprefix("the book is not complete: ")
    how = build(book.folder)
    wrong = unlike(book)
    then = (
        f"the next failed: {how.last}"
        if how.code
        else f"unlike a clean build: {'; '.join(wrong[:3])}"
        if wrong
        else "the next is right"
    )
    return Result(case, f"{happened}; {then}", so_far and how.code == 0 and not wrong)


def left(folder: Path) -> list[psutil.Process]:
    """Return the processes that still work in `folder` after a while."""
    until = time.monotonic() + PATIENCE
    while (there := [one for one in psutil.process_iter() if _works_in(one, folder)]) and time.monotonic() < until:
        time.sleep(0.2)
    return there


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return Path(process.cwd()).is_relative_to(folder)
    except (psutil.Error, OSError):
        return False


def stopped(book: Book) -> Iterator[Result]:
    """Builds that are killed, and builds that are interrupted, at several moments."""
    for how, word, moments in ((signal.SIGKILL, "killed", MOMENTS), (signal.SIGINT, "interrupted", INTERRUPTED)):
        for moment in moments:
            back(book, book.built)
            since = time.time()
            running = start(book.folder)
            met = reached(running, book.folder, MOMENTS[moment], since)
            end(running, how)
            ended, stay = done(running), len(left(book.folder))
            right = not stay and (ended.code <= 0 or (how == signal.SIGINT and clear(ended)))
            happened = ended.last if ended.code else "it had ended"
            happened += f"; {stay} of its processes stay" if stay else "" if met else "; this moment was missed"
            yield next_is_right(book, f"{word} while {moment}", happened, right)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """Have ``_build`` of the book on a disk of `size` bytes."""
    place = folder / "_build"
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


def full(book: Book) -> Iterator[Result]:
    """Builds that fill the disk; then there is space again."""
    written = [path.stat().st_size for path in book.built.rglob("*") if path.is_file()]
    needed = sum(-(-size // BLOCK) * BLOCK for size in written)
    for share in (0.2, 0.6, 0.95):
        case = f"disk full at {share:.0%} of what a build needs"
        back(book, None)
        try:
            with small_disk(book.folder, int(needed * share)):
                how = build(book.folder)
                subprocess.run(["mount", "-o", "remount,size=1g", book.folder / "_build"], check=True)
                yield next_is_right(book, case, how.last, clear(how))
        except subprocess.CalledProcessError:
            yield Result(case, "no small disk can be made here", None)


def cut(book: Book) -> Iterator[Result]:
    """Builds whose files are cut off at a size."""
    for size in (20_000, 200_000):
        back(book, None)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        try:
            how = build(book.folder)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        yield next_is_right(book, f"files cut off at {size // 1000} kB", how.last, clear(how))


def edited(book: Book) -> Iterator[Result]:
    """Data that are changed while notebooks run, and put back before the build ends, or is killed."""
    for word, killed in (("put back", False), ("the build killed, put back", True)):
        back(book, None)
        since = time.time()
        running = start(book.folder)
        reached(running, book.folder, MOMENTS["notebooks run"], since)
        put(book.folder, book.before)
        if killed:
            time.sleep(MEANWHILE)
            end(running, signal.SIGKILL)
        else:
            reached(running, book.folder, MOMENTS["pages are read"], since)
        put(book.folder, book.after)
        how = done(running)
        yield next_is_right(book, f"data changed while it builds, {word}", how.last, how.code < 0 or clear(how))


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


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take away the right to write from everything in `folder`."""
    paths = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    try:
        yield
    finally:
        for path in paths:
            if path.exists():
                path.chmod(modes[path])


def unwritable(book: Book) -> Iterator[Result]:
    """Folders that cannot be written: the data, twice; the whole book, built and not built."""
    prefix = UNPRIVILEGED if os.geteuid() == 0 else ()
    if prefix and subprocess.run([*prefix, "true"], capture_output=True).returncode:
        yield Result("a read-only folder", "who is root here is above permissions", None)
        return
    back(book, None)
    put(book.folder, book.before)
    with read_only(book.folder / "data"):
        first = build(book.folder, prefix)
    put(book.folder, book.after)
    with read_only(book.folder / "data"):
        second = build(book.folder, prefix)
    codes = [first.code, second.code]
    happened = "built, and built anew when they changed" if not any(codes) else f"{first.last}; {second.last}"
    yield next_is_right(book, "read-only data", happened, not any(codes) and not unlike(book))
    for whole, word in ((True, "built before"), (False, "never built")):
        back(book, book.built if whole else None)
        if not whole:
            shutil.rmtree(book.folder / "_build")
        with read_only(book.folder):
            how = build(book.folder, prefix)
        yield next_is_right(book, f"a read-only folder, {word}", how.last, clear(how))


def elsewhere(book: Book) -> Iterator[Result]:
    """No UTF-8 locale, and a path that needs care."""
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    back(book, book.built)
    yield _built(book, "no UTF-8 locale", build(book.folder, settings=plain))
    folder = book.folder.with_name('it\'s "two" roads 月球')
    lay_out(folder)
    put(folder, book.after)
    yield _built(
        book, "a path with blanks, quotes and Chinese letters, no UTF-8 locale", build(folder, settings=plain), folder
    )
    shutil.rmtree(folder)


def _built(book: Book, case: str, how: Done, folder: Path | None = None) -> Result:
    wrong = unlike(book, folder)
    happened = how.last if how.code else f"unlike a clean build: {'; '.join(wrong[:3])}" if wrong else "as a clean build"
    return Result(case, happened, how.code == 0 and not wrong)


def homeless(book: Book) -> Iterator[Result]:
    """No HOME, and one that cannot be; with a notebook that draws, since what draws keeps its settings there."""
    notebook = book.folder / "notebooks" / "told.ipynb"
    kept = notebook.read_text(encoding="utf-8")
    notebook.write_text(kept.replace("import csv", "import csv, matplotlib.font_manager"), encoding="utf-8")
    homes: Mapping[str, str | None] = {"no HOME": None, "a HOME that cannot be": os.devnull + "/home"}
    for case, home in homes.items():
        back(book, book.built)
        how = build(
            book.folder, settings={"HOME": home, "MPLCONFIGDIR": None, "XDG_CONFIG_HOME": None, "XDG_CACHE_HOME": None}
        )
        wrong = [name for name in unlike(book) if "told" not in name and not name.startswith("pagefind/")]
        yield Result(case, how.last if how.code else "built", how.code == 0 and not wrong)
    notebook.write_text(kept, encoding="utf-8")


def offline(book: Book) -> Iterator[Result]:
    """No network."""
    prefix = next((one for one in OFFLINE if not subprocess.run([*one, "true"], capture_output=True).returncode), None)
    if not prefix:
        yield Result("no network", "the network cannot be taken away here", None)
        return
    back(book, None)
    yield _built(book, "no network", build(book.folder, prefix))


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


def old_python(book: Book) -> Iterator[Result]:
    """A Python that is too old, whose environment is there, and then a right one."""
    case = "a Python that is too old, then a right one"
    old = next(filter(runs, OLD), None)
    if not old:
        yield Result(case, f"none is here, of {', '.join(OLD)}", None)
        return
    folder = book.folder.with_name("old")
    folder.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)
    subprocess.run([old, "-m", "venv", "--without-pip", ".venv"], cwd=folder, check=True)

    def make(python: str) -> Done:  # what is installed is left out: it takes a minute and a network
        ran = subprocess.run(["make", ".venv/pinned", f"PYTHON={python}", "INSTALL=true"], cwd=folder, text=True,
                             env=environment(folder, {"MAKEFLAGS": ""}), capture_output=True)  # fmt: skip
        return Done(ran.returncode, ran.stdout + ran.stderr)

    first, second = make(old), make(sys.executable)
    said = next((line for line in first.said.splitlines() if "is needed" in line), "nothing clear")
    version = subprocess.run([folder / ".venv" / "bin" / "python", "-c", "import sys; print(sys.version_info >= (3, 11))"],
                             capture_output=True, text=True).stdout.strip()  # fmt: skip
    right = (
        first.code > 0 and "Traceback" not in first.said and "is needed" in said and second.code == 0 and version == "True"
    )
    yield Result(case, f"{said}; then {'an environment anew' if version == 'True' else second.last}", right)


CASES: dict[str, Callable[[Book], Iterator[Result]]] = {
    "stopped": stopped,
    "full": full,
    "cut": cut,
    "edited": edited,
    "warned": warned,
    "together": together,
    "unwritable": unwritable,
    "elsewhere": elsewhere,
    "homeless": homeless,
    "offline": offline,
    "damaged": damaged,
    "old": old_python,
}
