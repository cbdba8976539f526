"""The book in ``_build/html``, without chatter: ``python -m analysis.book.build``.

What is complete and made of what is there now is left alone. Otherwise the data are checked, and Jupyter Book builds with
warnings as errors, saying what it executes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from analysis.book import complete, memory

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "_build"


def left_alone() -> bool:
    """Return whether the book is complete and made of what is there now, and say so."""
    right = complete.whole(BUILD) == complete.digest(ROOT, complete.INPUTS)
    if right:
        print(f"nothing has changed, nothing was executed; the book: {BUILD / 'html'}")
    return right


def why(result: int | Exception) -> str:
    """Return in one line why a build ended with `result`.

    >>> why(1), why(OSError("no space\\nleft"))
    ('look above for the cause', 'no space')
    """
    if not isinstance(result, Exception):
        return "look above for the cause"
    from myst_nb.core.execute.base import ExecutionError  # takes a while, and it is there when a build has failed

    cause = result.__cause__ or result  # of what Sphinx says of a step that failed
    told = re.sub(r"\x1b\[[0-9;]*m", "", str(cause))  # without colours
    lines = [line for line in told.splitlines() if line.strip()] or [type(cause).__name__]
    if isinstance(result, ExecutionError):  # it says which notebook, the end of its cause what the cell raised
        return f"{result}: {lines[-1]}"
    return lines[0]


def build() -> None:
    """Build the book, or leave it alone.

    Raises
    ------
    SystemExit
        If it failed; the last line says why.
    """
    if left_alone():
        return
    try:
        complete.alone(BUILD)
    except OSError as error:
        sys.exit(f"the book cannot be written: {error}")
    if left_alone():  # another build has ended meanwhile
        return
    check = [sys.executable, "-m", "analysis.facts.check"]
    if subprocess.run(check, cwd=ROOT, start_new_session=True).returncode:  # who interrupts the build is told so by it alone
        sys.exit("the book is not built: mend the data first")
    from jupyter_book.sphinx import build_sphinx  # takes a while, and only a changed book needs it

    memory.look_seldom()
    told = {"external_toc_path": (ROOT / "_toc.yml").as_posix(), "latex_individualpages": False, "nitpicky": True}
    result = build_sphinx(ROOT, BUILD / "html", noconfig=True, path_config=ROOT / "_config.yml", confoverrides=told,
                          warningiserror=True, keep_going=True, quiet=True)  # fmt: skip
    if isinstance(result, KeyboardInterrupt):
        raise result
    if result:
        sys.exit(f"the book is not complete: {why(result)}")


def main() -> None:
    """Build the book; leave with 1 if it failed, with 130 if it was interrupted."""
    if sys.getfilesystemencoding() != "utf-8":  # a folder's name could then not be written on a page
        os.execve(sys.executable, [sys.executable, "-m", "analysis.book.build"], {**os.environ, "PYTHONUTF8": "1"})
    try:
        build()
    except KeyboardInterrupt:
        print("interrupted; the next build makes whole what is not", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
