"""A Python that is too old."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.same import runs
from tests.unhealthy.book import ROOT, Book
from tests.unhealthy.builds import Done, environment
from tests.unhealthy.verdicts import Result

OLD = ("python3.10", "python3.9", "python3.8", "python3.7", "python3.6")
MAKE = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")  # by which a make that was started by another knows, and says more
RIGHT = "import sys; sys.exit(sys.version_info < (3, 11))"


def old() -> str | None:
    """Return a Python that is too old, by its name, or of those that pyenv keeps; None if there is none here."""
    pyenv = shutil.which("pyenv")
    root = subprocess.run([pyenv, "root"], capture_output=True, text=True).stdout.strip() if pyenv else ""
    kept = [str(path) for name in OLD for path in Path(root, "versions").glob(f"*/bin/{name}")] if root else []
    return next(filter(runs, (*OLD, *kept)), None)


def make(folder: Path, python: str) -> Done:
    """Make the environment in `folder` by `python`, without what is installed: that takes a minute and a network."""
    ran = subprocess.run(["make", ".venv/pinned", f"PYTHON={python}", "INSTALL=true"], cwd=folder, text=True,
                         env=environment(folder, dict.fromkeys(MAKE)), capture_output=True)  # fmt: skip
    return Done(ran.returncode, ran.stdout + ran.stderr)


def old_python(book: Book) -> Iterator[Result]:
    """A Python that is too old, with and without an environment of it, and then a right one."""
    too_old = old()
    for case, there in (("a Python that is too old", False), ("a Python that is too old, its environment there", True)):
        if not too_old:
            yield Result(case, f"none is here, of {', '.join(OLD)}", None)
            continue
        folder = book.folder.with_name("old")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in ("Makefile", "requirements.txt", "pyproject.toml"):
            shutil.copy2(ROOT / name, folder / name)
        if there:
            subprocess.run([too_old, "-m", "venv", "--without-pip", ".venv"], cwd=folder, check=True)
        yield _tried(case, make(folder, too_old), make(folder, sys.executable), folder)


def _tried(case: str, first: Done, second: Done, folder: Path) -> Result:
    """What came of a make by a Python too old and of one by a right one; what make itself says of a failure stands aside."""
    said = [line for line in first.said.splitlines() if not line.startswith("make: ***")]
    right = subprocess.run([folder / ".venv" / "bin" / "python", "-c", RIGHT], capture_output=True).returncode == 0
    clear = first.code > 0 and len(said) == 1 and "is needed" in said[0]
    then = "a right one makes its own" if right and second.code == 0 else f"a right one fails: {second.last}"
    return Result(case, f"{' '.join(said)}; {then}", clear and right and second.code == 0)
