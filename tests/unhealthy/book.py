"""A small book of the whole machinery, to be built in ways in which no book should be."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import nbformat

from tests.same import Contents

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("analysis", "data", "_config.yml", "CITATION.cff", "requirements.txt", "notebooks/changes.md")
CONTENTS = "format: jb-book\nroot: notebooks/changes\nchapters:\n- file: notebooks/drawn\n- file: notebooks/told\n"
READ = """import csv
with open("../data/power.csv", encoding="utf-8") as table:
    hours = {row["id"]: row["value"] for row in csv.DictReader(table)}["pow-lunar-night-equator"]"""
DRAW = """from html import escape
from json import dumps
from IPython.display import display
drawing = f'<svg class="wide" viewBox="0 0 90 20" width="90pt" height="20pt"><text x="2" y="15">{hours} h</text></svg>'
start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" width="90pt" height="20pt">'
files = escape(dumps({"fig-night.svg": f"{start}{drawing}</svg>", "fig-night.csv": f"hours\\n{hours}\\n"}), quote=False)
described = {"name": "fig-night", "title": "A night", "caption": f"A night of {hours} hours.", "alt": f"{hours} hours"}
picture = {"image/svg+xml": f"{start}<metadata>{files}</metadata>{drawing}</svg>", "text/plain": "a night"}
display(picture, raw=True, metadata={"figure": described})"""
NOTEBOOKS = {"drawn": [READ, DRAW], "told": [READ, "print('A night lasts', hours, 'hours.')"]}
AMOUNT = ((",354,354,354,h,", ",300,300,300,h,"), (",about 354 h,", ",about 300 h,"))
EDITED = ("power.csv", "seal.tsv")  # what an amount that is changed changes


class Done(NamedTuple):
    """How a build ended and what it said."""

    code: int
    said: str

    @property
    def last(self) -> str:
        """The last line of what it said, or what ended it."""
        if self.code < 0:
            return f"ended by {signal.Signals(-self.code).name}"
        return (self.said.strip().splitlines() or [""])[-1]


class Book(NamedTuple):
    """A small book, with what it takes to bring it back into a known state.

    `folder` holds it; `built` and `rebuilt` are complete builds of it, before the amount was changed and after; `before` and
    `after` are the files that the change changes; `clean` is what a clean build makes after it.
    """

    folder: Path
    built: Path
    rebuilt: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    clean: Contents


def lay_out(folder: Path) -> None:
    """Write the small book into `folder`."""
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))
        else:
            shutil.copy2(source, target)
    config = folder / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("analysis.reference.extension, ", ""), encoding="utf-8")
    (folder / "_toc.yml").write_text(CONTENTS, encoding="utf-8")
    for name, cells in NOTEBOOKS.items():
        made = [nbformat.v4.new_markdown_cell(f"# {name}"), *map(nbformat.v4.new_code_cell, cells)]
        nbformat.write(nbformat.v4.new_notebook(cells=made), folder / "notebooks" / f"{name}.ipynb")


def command(module: str = "analysis.book.build") -> list[str]:
    """Return the command that runs `module` of the book in whose folder it is given."""
    return [sys.executable, "-m", module]


def environment(folder: Path, settings: Mapping[str, str | None]) -> dict[str, str]:
    """Return this process's environment with `settings`, without what they set to None, for the book in `folder`."""
    told = {**os.environ, "PYTHONPATH": str(folder), **settings}
    return {name: value for name, value in told.items() if value is not None}


def start(folder: Path, prefix: Iterable[str] = (), settings: Mapping[str, str | None] | None = None) -> subprocess.Popen:
    """Start a build of the book in `folder`, under the commands of `prefix`, in a group of processes of its own."""
    return subprocess.Popen([*prefix, *command()], cwd=folder, env=environment(folder, settings or {}), encoding="utf-8",
                            errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
                            preexec_fn=heeding)  # fmt: skip


def heeding() -> None:
    """Heed Ctrl-C, which what runs in the background of a shell is told to ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def done(running: subprocess.Popen) -> Done:
    """Wait for a build; return how it ended."""
    said = running.communicate()[0]
    return Done(running.returncode, said)


def build(folder: Path, prefix: Iterable[str] = (), settings: Mapping[str, str | None] | None = None) -> Done:
    """Build the book in `folder`, see `start`."""
    return done(start(folder, prefix, settings))


def reached(running: subprocess.Popen, folder: Path, pattern: str, since: float) -> bool:
    """Wait until the build has written something that matches `pattern` in ``_build``; return False if it ends first."""
    while running.poll() is None:
        if any(path.stat().st_mtime > since for path in (folder / "_build").glob(pattern)):
            return True
        time.sleep(0.005)
    return False


def end(running: subprocess.Popen, how: signal.Signals) -> None:
    """Kill the build's own process, as a machine short of memory does, or interrupt all its group, as Ctrl-C does."""
    if running.poll() is None:
        (os.kill if how == signal.SIGKILL else os.killpg)(running.pid, how)


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` into the data of the book."""
    for name, content in files.items():
        (folder / "data" / name).write_bytes(content)


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of the data that a changed amount changes."""
    return {name: (folder / "data" / name).read_bytes() for name in EDITED}


def tree(folder: Path) -> Contents:
    """Return each file of the built book."""
    out = folder / "_build" / "html"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def back(book: Book, built: Path | None) -> None:
    """Bring the book back to where an amount was changed, with `built` as what was made of it; None if nothing was.

    Its data count as checked: checking them takes as long as the rest.
    """
    shutil.rmtree(book.folder / "_build", ignore_errors=True)
    if built:
        shutil.copytree(built, book.folder / "_build")
    else:
        shutil.copytree(book.built / "checked", book.folder / "_build" / "checked")
    put(book.folder, book.after)


def made(place: Path) -> Book:
    """Make the small book in folder `place`, build it before and after the change of an amount, and return it."""
    folder, built = place / "book", place / "built"
    lay_out(folder)
    before = files(folder)
    _whole(folder)
    shutil.move(folder / "_build", built)
    power = folder / "data" / "power.csv"
    text = power.read_text(encoding="utf-8")
    for old, new in AMOUNT:
        assert text.count(old) == 1, f"{old!r} no longer stands once in power.csv"
        text = text.replace(old, new)
    power.write_text(text, encoding="utf-8")
    subprocess.run(command("analysis.facts.seal"), cwd=folder, env=environment(folder, {}), check=True, capture_output=True)
    _whole(folder)
    clean, rebuilt = tree(folder), Path(shutil.copytree(folder / "_build", place / "rebuilt"))
    shutil.copytree(rebuilt / "checked", built / "checked", dirs_exist_ok=True)
    assert b"300 hours" in clean["notebooks/told.html"] and {"figures/fig-night.png", "search.html"} < clean.keys()
    return Book(folder, built, rebuilt, before, files(folder), clean)


def _whole(folder: Path) -> None:
    how = build(folder)
    assert how.code == 0, how.said
