"""A small book of the whole machinery, to be built in ways in which no book should be."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import nbformat

from analysis.book.execute import settle
from tests.same import Contents
from tests.unhealthy.builds import build, command, environment

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("analysis", "data", "_config.yml", "CITATION.cff", "requirements.txt", "notebooks/changes.md")
WHOLE = (*COPIED[:-1], "notebooks", "_toc.yml")
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
# A cell that waits while it is held, and says that it has come so far.
WAIT = """from pathlib import Path
from time import sleep
while Path("../hold-{0}").exists():
    Path("../_build/at-{0}").touch()
    sleep(0.01)"""
PLACES = ("before", "after", "drawn")  # it reads the data; and where the other has read them
TOLD = [WAIT.format("before"), READ, WAIT.format("after"), "print('A night lasts', hours, 'hours.')"]
NOTEBOOKS = {"drawn": [READ, WAIT.format("drawn"), DRAW], "told": TOLD}
AMOUNT = ((",354,354,354,h,", ",300,300,300,h,"), (",about 354 h,", ",about 300 h,"))
EDITED = ("power.csv", "seal.tsv")  # what an amount that is changed changes


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


def _copy(names: Iterable[str], folder: Path) -> None:
    for name in names:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))
        else:
            shutil.copy2(source, target)


def lay_out_whole(folder: Path) -> None:
    """Write the whole book into `folder`."""
    _copy(WHOLE, folder)


def lay_out(folder: Path) -> None:
    """Write the small book into `folder`."""
    _copy(COPIED, folder)
    config = folder / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("analysis.reference.extension, ", ""), encoding="utf-8")
    (folder / "_toc.yml").write_text(CONTENTS, encoding="utf-8")
    for name, cells in NOTEBOOKS.items():
        made = [nbformat.v4.new_markdown_cell(f"# {name}"), *map(nbformat.v4.new_code_cell, cells)]
        notebook = settle(nbformat.v4.new_notebook(cells=made), name)  # the same wherever it is written
        nbformat.write(notebook, folder / "notebooks" / f"{name}.ipynb")


def hold(folder: Path, place: str) -> None:
    """Have a notebook wait at `place`, one of `PLACES`, until it is released."""
    (folder / f"hold-{place}").touch()


def release(folder: Path, place: str) -> None:
    """Let the notebook go on."""
    (folder / f"hold-{place}").unlink(missing_ok=True)


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
    for place in PLACES:
        release(book.folder, place)
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
