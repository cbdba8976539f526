"""A build counts only when it is complete: one that was cut off, or failed, leaves nothing that a later one trusts.

Before the first page is written the stamp of the last complete build is taken away; it is set again when a build has
ended without error or warning and what it was made of is still what it began with. It names that and the files that came
of it. A build that finds no stamp, or other files, starts from nothing (executed notebooks are kept: their folder is
named by all they depend on).
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

STAMP = "complete"
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
    for path in sorted({path for pattern in patterns for path in root.glob(pattern)}):
        sha.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]


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
            shutil.rmtree(build / folder, ignore_errors=True)
            (build / folder).mkdir(parents=True)
    stamp.unlink(missing_ok=True)
    return trusted


def end(build: Path, before: str, after: str, warnings: int) -> str:
    """Stamp folder `build` as complete, or return why it does not count.

    Parameters
    ----------
    before, after : digests of all inputs when the build began and now
    warnings : how many warnings it gave
    """
    if before != after:
        return "something the book is made of was changed while it was built: build again"
    if warnings:
        return f"{warnings} warning(s): the next build starts from nothing"
    build.mkdir(parents=True, exist_ok=True)
    (build / STAMP).write_text(f"{after} {there(build / 'html')}\n", encoding="utf-8")
    return ""
