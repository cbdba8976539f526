"""A build that is killed before its n-th change of a file or a folder: ``python -m tests.unhealthy.felled n``.

Without a number it is not killed, and says at its end how many changes it made. What works beside it makes more.
"""

from __future__ import annotations

import atexit
import os
import runpy
import signal
import sys
from itertools import count

from tests.unhealthy.builds import BUILD

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "sqlite3.connect"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def changes(event: str, told: tuple[object, ...]) -> bool:
    """Return whether what Python is about to do (an audited event) changes a file or a folder.

    >>> changes("open", ("a", "w", os.O_WRONLY)), changes("open", ("a", "r", os.O_RDONLY)), changes("os.remove", ("a", -1))
    (True, False, True)
    """
    return bool(told[2] & WRITES) if event == "open" else event in CHANGES


def watch(last: int) -> None:
    """Kill this process at change number `last`; say at its end how many there were, if it has one."""
    numbers = count(1)

    def hook(event: str, told: tuple[object, ...]) -> None:
        if changes(event, told) and next(numbers) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    atexit.register(lambda: print(next(numbers) - 1))
    sys.addaudithook(hook)


if __name__ == "__main__":
    watch(int([*sys.argv[1:], "0"][0]))
    sys.argv[1:] = []
    runpy.run_module(BUILD, run_name="__main__")
