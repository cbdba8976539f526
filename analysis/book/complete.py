"""A build counts only when it is complete: one that was cut off, or failed, leaves nothing that a later one trusts.

Before the first page is written the stamp of the last complete build is taken away; it is set again when a build has
ended without error or warning and nothing it was made of was touched since it began, be it put back. It names what that
was and the files that came of it. A build that finds no stamp, or other files, starts from nothing (executed notebooks
are kept: their folder is named by all they depend on). Of two builds the second waits for the first.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from functools import cache
from pathlib import Path

STAMP = "complete"
CHANGED = "something the book is made of was changed while it was built: build again"
# What executed notebooks depend on besides their own cells.
DEPENDENCIES = ("analysis/**/*.py", "analysis/**/*.toml", "data/*.csv", "data/datapackage.json", "requirements.txt")
# What pages are made of besides.
INPUTS = (
    *DEPENDENCIES,
    "notebooks/*.ipynb",
    "notebooks/*.md",
    "notebooks/*.toml",
    "analysis/book/static/*",
    "analysis/book/templates/*",
    "_config.yml",
    "_toc.yml",
    "CITATION.cff",
)


def digest(root: Path, patterns: tuple[str, ...] = DEPENDENCIES) -> str:
    """Return a digest of the names and contents of all files under `root` that match `patterns`."""
    sha = hashlib.sha256()
    for path in _matching(root, patterns):
        sha.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]


def touched(root: Path) -> list[tuple[str, int, int]]:
    """Return when each input under `root` was last touched, so that one that is changed and put back is noticed."""
    told = [(path.name, path.stat()) for path in _matching(root, INPUTS)]
    return [(name, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in told]


def _matching(root: Path, patterns: tuple[str, ...]) -> list[Path]:
    return sorted({path for pattern in patterns for path in root.glob(pattern)})


@cache
def alone(build: Path) -> sqlite3.Connection:
    """Return what keeps other builds out of folder `build` until this process ends, however it ends; wait for one under way.

    It is the lock of a database that holds nothing: every system has it, and none leaves it behind.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    build.mkdir(parents=True, exist_ok=True)
    (build / "lock").open("a").close()
    lock = sqlite3.connect(build / "lock", timeout=0, isolation_level=None)
    if not _taken(lock):
        print("another build is under way here; this one waits for its end", flush=True)
        while not _taken(lock):
            time.sleep(0.2)
    return lock


def _taken(lock: sqlite3.Connection) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise OSError(f"{error}: its lock") from error
    return True


def there(out: Path) -> str:
    """Return a digest of the names and sizes of all files in folder `out`."""
    files = sorted((path.relative_to(out).as_posix(), path.stat().st_size) for path in out.rglob("*") if path.is_file())
    return hashlib.sha256(repr(files).encode()).hexdigest()[:16]


def whole(build: Path) -> str:
    """Return the digest of what the complete book in folder `build` was made of, or "" if there is none."""
    stamp = build / STAMP
    said = stamp.read_text(encoding="utf-8", errors="replace") if stamp.exists() else ""
    made_of, _, files = said.strip().partition(" ")
    return made_of if files == there(build / "html") else ""


def begin(build: Path) -> str:
    """Take the stamp away from folder `build`, and the pages if it had none or not their files; return `whole` of before."""
    stamp, trusted = build / STAMP, whole(build)
    if not trusted:
        for folder in ("html", ".doctrees"):
            if (build / folder).exists():
                shutil.rmtree(build / folder)
            (build / folder).mkdir(parents=True)
    stamp.unlink(missing_ok=True)
    return trusted


def end(build: Path, made_of: str, changed: bool, warnings: int) -> str:
    """Stamp folder `build` as complete, or return why it does not count.

    Parameters
    ----------
    made_of : digest of all inputs when the build began
    changed : whether any was touched since
    warnings : how many warnings it gave
    """
    if changed:
        return CHANGED
    if warnings:
        return f"{warnings} warning(s): the next build starts from nothing"
    build.mkdir(parents=True, exist_ok=True)
    (build / STAMP).write_text(f"{made_of} {there(build / 'html')}\n", encoding="utf-8")
    return ""
