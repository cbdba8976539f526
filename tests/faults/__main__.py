"""``python -m tests.faults``: see the package."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from analysis.book import measured
from analysis.facts import tables
from tests.faults import cells, files
from tests.faults.trial import ACCEPTED, CLASSES, POOR, Result, results

ORDER = [*cells.KINDS, *files.KINDS, *files.ONCE]
SEED, FEW = 20261129, 5  # faults of each kind in each table


def report(found: list[Result]) -> str:
    """Return the shares of each class by kind, in the order in which they are declared, and by table."""
    lines = []
    for title, column in (("kind", 0), ("table", 1)):
        counted: dict[str, Counter[str]] = {}
        for result in sorted(found, key=lambda result: ORDER.index(result.kind)):
            counted.setdefault(result[column], Counter())[result.verdict] += 1
        lines.append(f"{title:30}{'faults':>8}" + "".join(f"{name:>19}" for name in CLASSES))
        for name, numbers in [*counted.items(), ("all", Counter(result.verdict for result in found))]:
            shares = (f"{numbers[word] / numbers.total():.1%}" if numbers[word] else "" for word in CLASSES)
            lines.append(f"{name:30}{numbers.total():>8}" + "".join(f"{share:>19}" for share in shares))
        lines.append("")
    return "\n".join(lines)


def keep(found: list[Result]) -> None:
    """Keep the shares of all tables for the page of what was measured."""
    numbers = Counter(result.verdict for result in found)
    rows = [(name, f"{numbers[name]:,}", f"{numbers[name] / len(found):.1%}") for name in CLASSES]
    caption = f"What becomes of {len(found):,} small faults in the data"
    measured.record("faults", caption, ("Verdict", "Faults", "Share"), rows)


def main(names: list[str]) -> None:
    """Try every kind in the named tables, or in all, print the shares, and leave with 1 for what is not named."""
    started = time.monotonic()
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        each = pool.map(partial(results, few=FEW, seed=SEED), names or sorted(tables.package()))
        found = [result for some in each for result in some]
    print(report(found))
    unnamed = [result for result in found if result.verdict in {POOR, ACCEPTED}]
    for result in unnamed:
        print(f"{result.verdict}: {result.kind} in {result.table}.csv: {result.said[:200]}", file=sys.stderr)
    if not names:
        keep(found)
    print(f"{len(found)} faults, seed {SEED}, {time.monotonic() - started:.0f} s; {len(unnamed)} not named")
    sys.exit(bool(unnamed))


if __name__ == "__main__":
    main(sys.argv[1:])
