"""Machines and folders that are not as one expects."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.unhealthy.book import Book, back, lay_out, put, tree
from tests.unhealthy.builds import build, clear, possible
from tests.unhealthy.verdicts import Result, as_clean, next_is_right, unlike

UNPRIVILEGED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")  # root, but not above permissions
OFFLINE = (("unshare", "-n"), ("unshare", "-rn"))


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
    if prefix and not possible(prefix):
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
    yield as_clean(book, "no UTF-8 locale", build(book.folder, settings=plain))
    folder = book.folder.with_name('it\'s "two" roads 月球')
    lay_out(folder)
    put(folder, book.after)
    yield as_clean(
        book, "a path with blanks, quotes and Chinese letters, no UTF-8 locale", build(folder, settings=plain), folder
    )
    shutil.rmtree(folder)


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
        right = how.code == 0 and not wrong and b"300 hours" in tree(book.folder)["notebooks/told.html"]
        yield Result(case, how.last if how.code else "as a clean build" if right else "unlike a clean build", right)
    notebook.write_text(kept, encoding="utf-8")


def offline(book: Book) -> Iterator[Result]:
    """No network."""
    prefix = next(filter(possible, OFFLINE), None)
    if not prefix:
        yield Result("no network", "the network cannot be taken away here", None)
        return
    back(book, None)
    yield as_clean(book, "no network", build(book.folder, prefix))
