"""The same everywhere: the book made in clean clones, in several places and by several Pythons, compared byte for byte.

``python -m tests.same python3.11 /path/to/python3.13`` clones what is committed once for each Python named (without names:
each of `PYTHONS` that is there), each time in another folder, locale and time zone, and once more with the first. In each
clone it runs the README's command, executes the notebooks in place, then changes a page and takes the change back. It
prints each file that is not the same and leaves with 1 when there is one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import cycle, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("python3.11", "python3.12", "python3.13")
PLACES = (
    ("book", "C.UTF-8", "UTC"),
    ("two roads 月球", "C", "Asia/Shanghai"),
    ("o'clock/deep", "C.UTF-8", "America/New_York"),
)
STAMPS = {"_build/html/.buildinfo"}  # Sphinx's own note of versions and settings
CHANGED = "notebooks/howto.md"  # the page that is changed, and changed back
Contents = dict[str, bytes]


def contents(clone: Path) -> Contents:
    """Return each notebook and each file of the built book in folder `clone`, stamps left out."""
    paths = [*clone.glob("notebooks/*.ipynb"), *(path for path in clone.glob("_build/html/**/*") if path.is_file())]
    names = {path.relative_to(clone).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if name not in STAMPS}


def differing(one: Contents, other: Contents) -> dict[str, str]:
    """Return the names of what is not in both, or not the same, each with how.

    >>> differing({"a": b"1", "b": b"x\\n1"}, {"b": b"x\\n2", "c": b""})
    {'a': 'lacks', 'b': "line 2: b'1', b'2'", 'c': 'is new'}
    """
    unlike = sorted(name for name in one | other if one.get(name) != other.get(name))
    return {name: "is new" if name not in one else _how(one[name], other.get(name)) for name in unlike}


def _how(one: bytes, other: bytes | None) -> str:
    if other is None:
        return "lacks"
    pairs = enumerate(zip_longest(one.split(b"\n"), other.split(b"\n"), fillvalue=b""), 1)
    number, (old, new) = next(pair for pair in pairs if pair[1][0] != pair[1][1])
    start = max(next(i for i, (a, b) in enumerate(zip_longest(old, new)) if a != b) - 40, 0)
    return f"line {number}: {old[start : start + 100]!r}, {new[start : start + 100]!r}"


def runs(python: str) -> bool:
    """Return whether there is a Python of that name that starts.

    >>> runs(sys.executable), runs("python2.0")
    (True, False)
    """
    return bool(shutil.which(python)) and subprocess.run([python, "-c", ""], stderr=subprocess.DEVNULL).returncode == 0


def make(clone: Path, settings: dict[str, str], *targets: str) -> None:
    """Run make in folder `clone` with `settings` in its environment.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails; what it printed is shown.
    """
    environment = {**os.environ, "MAKEFLAGS": "", **settings}
    done = subprocess.run(["make", *targets], cwd=clone, env=environment, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout[-4000:], done.stderr[-4000:], sep="\n")
    done.check_returncode()


def build(clone: Path, commit: str, settings: dict[str, str]) -> tuple[Contents, Contents]:
    """Return what a first build of `commit` makes in new folder `clone`, and what is there after a change is undone."""
    clone.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    subprocess.run(["git", "checkout", "-q", commit], cwd=clone, check=True)
    make(clone, settings, "book", "notebooks")
    first, page = contents(clone), clone / CHANGED
    kept = page.read_bytes()
    for content in (kept + b"\nOne more line about Pakistan and the Moon.\n", kept):
        page.write_bytes(content)
        make(clone, settings, "book")
    return first, contents(clone)


def main(pythons: list[str]) -> None:
    """Build with each of `pythons` and compare."""
    wanted = pythons or [name for name in PYTHONS if runs(name)]
    commit = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=ROOT, text=True).strip()
    model: Contents = {}
    unlike = 0
    for python, (place, locale, zone) in zip([*wanted, wanted[0]], cycle(PLACES), strict=False):
        with TemporaryDirectory() as folder:
            first, again = build(Path(folder, place), commit, {"PYTHON": python, "LC_ALL": locale, "TZ": zone})
        model = model or first
        for what, made in (("built", first), ("changed and changed back", again)):
            found = differing(model, made)
            unlike += len(found)
            print(f"{python} in {place!r}, {locale}, {zone}, {what}: {len(made)} files, {len(found)} unlike", flush=True)
            print("".join(f"  {name} {how}\n" for name, how in found.items()), end="", flush=True)
    sys.exit(1 if unlike else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
