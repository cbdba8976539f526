"""``python -m tests.unhealthy``: see the package."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.book import measured
from tests.unhealthy.book import made
from tests.unhealthy.builds import possible
from tests.unhealthy.cases import CASES
from tests.unhealthy.verdicts import Result

VERDICTS = {True: "right", False: "WRONG", None: "not tried"}
APART = ("unshare", "--user", "--map-root-user", "--mount")  # root in a world of its own: may mount, and no more than before
COLUMNS = ("Case", "What happened", "Verdict")


def main(names: list[str]) -> None:
    """Try the cases named, or all, say what becomes of each, and leave with 1 if that is wrong."""
    unknown = set(names) - set(CASES)
    if unknown:
        sys.exit(f"no case {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    if os.geteuid() and possible(APART):
        os.execvp(APART[0], [*APART, sys.executable, "-m", "tests.unhealthy", *names])
    started, found = time.monotonic(), list[Result]()
    with TemporaryDirectory() as place:
        book = made(Path(place).resolve())
        for name in names or CASES:
            for result in CASES[name](book):
                found.append(result)
                print(f"{VERDICTS[result.right]:10}{result.case}: {result.happened}", flush=True)
    wrong = sum(result.right is False for result in found)
    print(f"{len(found)} cases, {wrong} wrong, {time.monotonic() - started:.0f} s")
    if not names:
        rows = [(result.case, result.happened, VERDICTS[result.right]) for result in found]
        measured.record("unhealthy", "What becomes of a build on an unhealthy machine", COLUMNS, rows)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
