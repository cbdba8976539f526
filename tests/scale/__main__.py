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

from analysis.book import measured
from tests.scale import copies
from tests.scale.stages import STAGES

ROOT = Path(__file__).resolve().parents[2]
SIZES, SEED = (1, 10, 100), 20261129
Told = dict[str, tuple[float, object]]  # stage -> seconds, what it made


def package(folder: Path, times: int) -> Path:
    """Write a copy of the package with `times` as many statements into `folder`; return the folder."""
    shutil.copytree(ROOT / "analysis", folder / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "data").mkdir()
    for name, content in copies.grown(times, SEED).items():
        (folder / "data" / name).write_bytes(content)
    return folder


def timed(folder: Path, *options: str) -> Iterator[tuple[str, float, object]]:
    """Yield each stage of the package in `folder` as it ends: its name, its seconds, what it made.

    Raises
    ------
    SystemExit
        If one fails.
    """
    own = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT)))}
    command = [sys.executable, "-m", "tests.scale.stages", *options]
    with subprocess.Popen(command, cwd=folder, env=own, stdout=subprocess.PIPE, text=True) as ran:
        yield from map(json.loads, ran.stdout)
    if ran.returncode:
        sys.exit(f"the package of {folder.name} statements failed")


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
    """Return what each size takes, and say each stage as it ends."""
    found: dict[int, Told] = {}
    for times in sizes:
        made = package(folder / f"{times}", times)
        found[times] = {}
        for stage, seconds, told in timed(made, *["where"] * (times == sizes[-1])):
            found[times][stage] = (seconds, told)
            print(f"×{times:<4} {stage:20} {seconds:8.2f} s  {told if stage != 'where' else ''}", flush=True)
    return found


def main(options: list[str]) -> None:
    """Time all sizes, or those up to one that is named; print the table, and keep it if it is whole."""
    sizes = tuple(times for times in SIZES if times <= int(options[0] if options else SIZES[-1]))
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), sizes)
    lines = list(rows(found))
    print()
    for line in [columns(sizes), *lines]:
        print(f"{line[0]:22}" + "".join(f"{cell:>18}" for cell in line[1:]))
    spent = found[sizes[-1]]["where"][1]
    print(f"\nof the check, microseconds a row: {sum(spent.values()):.0f}")
    for what, cost in spent.items():
        print(f"{cost:8.1f}  {what}")
    if sizes == SIZES:
        keep(lines, spent)


def keep(lines: list[tuple[str, ...]], spent: dict[str, float]) -> None:
    """Keep both tables for the page of what was measured."""
    measured.record(
        "scale", "Seconds of a processor for each stage, the statements 1, 10 and 100 times as many", columns(SIZES), lines
    )
    shares = [(what, f"{cost:.1f}", f"{cost / sum(spent.values()):.0%}") for what, cost in spent.items()]
    measured.record("scale-check", "Where the check spends its time", ("What it looks at", "µs a row", "Share"), shares)


if __name__ == "__main__":
    main(sys.argv[1:])
