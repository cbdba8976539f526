"""How long things take, as ratios: ``python -m analysis.book.bench [--install]``; the page of what was measured shows it.

Everything is measured in one run, on a copy and beside it a plain Jupyter Book, so that nothing built before helps.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat

from analysis.book import kernels, measured
from analysis.book.execute import NOTEBOOKS

ROOT = NOTEBOOKS.parent
LEFT_OUT = shutil.ignore_patterns("_build", ".venv", ".git", ".*_cache", "*.egg-info")
PLAIN = {
    "_config.yml": "title: Plain\nexecute:\n  execute_notebooks: cache\n",
    "_toc.yml": "format: jb-book\nroot: page0\nchapters:\n" + "".join(f"- file: page{number}\n" for number in range(1, 10)),
}
BUILD = ["python", "-m", "analysis.book.build"]
PLAIN_BUILD = ["jupyter-book", "build", "."]
CHECKS = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["lint-imports"], ["pytest", "-n", "2"])


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(command: list[str], folder: Path) -> str:
    """Run the program `command` of this environment in `folder`, whose own package it uses; return what it said.

    Raises
    ------
    SystemExit
        If it fails; the message holds the end of what it said.
    """
    own = os.environ | {"PYTHONPATH": str(folder)}
    program = [str(Path(sys.executable).with_name(command[0])), *command[1:]]
    ran = subprocess.run(program, cwd=folder, env=own, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
    return ran.stdout


def imports(path: Path) -> float:
    """Return the seconds a kernel start and the imports of notebook `path` take."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    lines = [line for cell in cells for line in cell.splitlines() if line.startswith(("import ", "from "))]
    return kernels.run(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(lines))]), path.parent)


def one_by_one(work: Callable[[Path], float], what: str) -> float:
    """Return the seconds that `work` takes for all notebooks, one after the other."""
    total = 0.0
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        print(f"{what}: {path.stem}", flush=True)
        total += work(path)
    return total


def plain_book(folder: Path) -> Path:
    """Make a plain Jupyter Book of ten small notebooks in `folder`, and build it once."""
    for name, text in PLAIN.items():
        (folder / name).write_text(text)
    for number in range(10):
        cells = [nbformat.v4.new_markdown_cell(f"# Page {number}"), nbformat.v4.new_code_cell(f"print({number})")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / f"page{number}.ipynb")
    run(PLAIN_BUILD, folder)
    return folder


def pages_alone(folder: Path) -> float:
    """Return the seconds that a copy of the book in `folder` takes to build with execution off."""
    copy = Path(shutil.copytree(ROOT, folder, ignore=LEFT_OUT))
    config = copy / "_config.yml"
    config.write_text(config.read_text().replace("execute_notebooks: cache", "execute_notebooks: 'off'"))
    return seconds(lambda: run(BUILD, copy))


def again(command: list[str], folder: Path) -> float:
    """Return the least of three times of a `command` that has nothing to do."""
    return min(seconds(lambda: run(command, folder)) for _ in range(3))


def edit(path: Path) -> None:
    """Change the first code cell of notebook `path` by a remark."""
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.cell_type == "code").source += "\n# edited"
    nbformat.write(notebook, path)


def install(folder: Path) -> tuple[float, float]:
    """Return the seconds the environment of a copy in `folder` takes to install, and its size in MB."""
    copy = Path(shutil.copytree(ROOT, folder / "book", ignore=LEFT_OUT))
    taken = seconds(lambda: subprocess.run(["make", "-s", ".venv/ready"], cwd=copy, check=True))
    return taken, sum(path.stat().st_size for path in (copy / ".venv").rglob("*") if path.is_file()) / 1e6


def ratio(what: str, taken: float, against: str, must: float) -> tuple[str, str, str, str, str]:
    """Return a row of the table.

    >>> ratio("one", 1.0, "two", 2.0)
    ('0.50', 'one', '1.0', 'two', '2.0')
    """
    return f"{taken / must:.2f}", what, f"{taken:.1f}", against, f"{must:.1f}"


def measure(folder: Path) -> list[tuple[str, str, str, str, str]]:
    """Return the rows of the table, measured in `folder`."""
    starts = one_by_one(imports, "kernel start and imports")
    serial = one_by_one(lambda path: kernels.run(nbformat.read(path, as_version=4), path.parent), "executed alone")
    print("pages with execution off ...", flush=True)
    pages = pages_alone(folder / "off")
    print("forced build ...", flush=True)
    copy = Path(shutil.copytree(ROOT, folder / "book", ignore=LEFT_OUT))
    forced = seconds(lambda: run(BUILD, copy))
    print("rebuilds ...", flush=True)
    (folder / "plain").mkdir()
    plain = again(PLAIN_BUILD, plain_book(folder / "plain"))
    unchanged = again(BUILD, copy)
    bare = again([*PLAIN_BUILD, "-W", "-n", "--keep-going"], copy)
    edit(copy / "notebooks" / "05_funding.ipynb")
    said: list[str] = []
    edited = seconds(lambda: said.append(run(BUILD, copy)))
    executed = said[0].partition("notebooks executed: ")[2].partition(";")[0]
    print("tests ...", flush=True)
    tests = seconds(lambda: [run(command, ROOT) for command in CHECKS])
    return [
        ratio("Forced build", forced, "Kernel starts and imports one by one, and the pages", starts + pages),
        ratio("Unchanged rebuild", unchanged, "A plain Jupyter Book of ten notebooks, unchanged", plain),
        ratio("The same by jupyter-book build", bare, "A plain Jupyter Book of ten notebooks, unchanged", plain),
        ratio(f"One notebook edited, {executed} executed", edited, "Forced build", forced),
        ratio("All tests", tests, "All notebooks executed one by one", serial),
    ]


def main(options: list[str]) -> None:
    """Measure, print the table and keep it."""
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder))
    if "--install" in options:
        with tempfile.TemporaryDirectory() as folder:
            taken, size = install(Path(folder))
        rows.append(("", "Environment installed", f"{taken:.1f}", f"{size:.0f} MB", ""))
    columns = ("Ratio", "What", "Seconds", "Against", "Seconds of that")
    measured.record("bench", "How long things take", columns, rows)
    print("\n" + measured.machine())
    for row in [columns, *rows]:
        print(f"{row[0]:>6}  {row[1]:32} {row[2]:>8}  {row[3]:52} {row[4]:>8}")


if __name__ == "__main__":
    main(sys.argv[1:])
