"""``python -m tests.scale``: see the package."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from analysis.book import measured
from tests.scale import copies
from tests.scale.stages import STAGES

ROOT = Path(__file__).resolve().parents[2]
SIZES, SEED = (1, 10, 100), 20261129
CAPTION = "Seconds of a processor for each stage, the statements 1, 10 and 100 times as many"
Told = dict[str, tuple[float, object]]  # stage -> seconds, what it made


def package(folder: Path, times: int) -> Path:
    """Write a copy of the package with `times` as many statements into `folder`; return the folder."""
    shutil.copytree(ROOT / "analysis", folder / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data").mkdir()
    for name, content in copies.grown(times, SEED).items():
        (folder / "data" / name).write_bytes(content)
    return folder


def said(folder: Path, module: str) -> Iterator[Any]:
    """Yield what a module of these tests prints of the package in `folder`, line by line, from JSON.

    Raises
    ------
    SystemExit
        If it fails.
    """
    own = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT)))}
    command = [sys.executable, "-m", f"tests.scale.{module}"]
    with subprocess.Popen(command, cwd=folder, env=own, stdout=subprocess.PIPE, text=True) as ran:
        yield from map(json.loads, ran.stdout)
    if ran.returncode:
        sys.exit(f"{module} failed with {folder.name} times the statements")


def slope(one: float, other: float) -> float:
    """Return by which power of the size the cost grows, between a size and ten times that.

    >>> slope(2.0, 20.0), round(slope(2.0, 200.0), 2)
    (1.0, 2.0)
    """
    return math.log10(other / one)


def rows(found: dict[int, Told]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the table: stage, seconds at each size, slope between each two."""
    for stage in STAGES:
        seconds = [told[stage][0] for told in found.values()]
        slopes = (f"{slope(*pair):.2f}" for pair in pairwise(seconds))
        yield (stage, *(f"{one:.1f}" if one >= 1 else f"{one:.2f}" for one in seconds), *slopes)


def columns(sizes: tuple[int, ...]) -> tuple[str, ...]:
    """Return the heads of the table.

    >>> columns((1, 10))
    ('Stage', '×1, s', '×10, s', 'Slope ×1 to ×10')
    """
    steps = (f"Slope ×{one} to ×{other}" for one, other in pairwise(sizes))
    return ("Stage", *(f"×{times}, s" for times in sizes), *steps)


def measure(folder: Path, sizes: tuple[int, ...]) -> dict[int, Told]:
    """Return what each stage takes at each size, of packages written into `folder`, and say each as it ends."""
    found: dict[int, Told] = {times: {} for times in sizes}
    for times in sizes:
        for stage, seconds, told in said(package(folder / f"{times}", times), "stages"):
            found[times][stage] = (seconds, told)
            print(f"×{times:<4} {stage:20} {seconds:8.2f} s  {told}", flush=True)
    return found


def spent(folder: Path, sizes: tuple[int, ...]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return heads and lines of a table: what the check of the packages in `folder` looks at, microseconds a row, share."""
    (first,), (last,) = (list(said(folder / f"{times}", "where")) for times in (sizes[0], sizes[-1]))
    told = [
        [cell for of in (first, last) for cell in (f"{of[what]:.1f}", f"{of[what] / sum(of.values()):.0%}")]
        for what in first
    ]
    heads = [cell for times in (sizes[0], sizes[-1]) for cell in (f"×{times}, µs a row", "Share")]
    return ("What it looks at", *heads), [(what, *cells) for what, cells in zip(first, told, strict=True)]


def main(options: list[str]) -> None:
    """Time all sizes, or those up to one that is named; print the tables, and keep them if all sizes were timed."""
    sizes = tuple(times for times in SIZES if times <= int(options[0] if options else SIZES[-1]))
    with tempfile.TemporaryDirectory() as folder:
        lines = list(rows(measure(Path(folder), sizes)))
        heads, parts = spent(Path(folder), sizes)
    for table in ([columns(sizes), *lines], [heads, *parts]):
        print()
        for line in table:
            print(f"{line[0]:42}" + "".join(f"{cell:>18}" for cell in line[1:]))
    if sizes == SIZES:
        measured.record("scale", CAPTION, columns(sizes), lines)
        measured.record("scale-check", "Where the check spends its time", heads, parts)


if __name__ == "__main__":
    main(sys.argv[1:])
