"""Builds as processes of their own, started, watched and ended from outside."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import psutil

PATIENCE = 20  # seconds that what a killed build started may take to end
BUILD, CHECK = "analysis.book.build", "analysis.facts.check"
BESIDE, FORKS = "multiprocessing.spawn", "multiprocessing.forkserver"
WORKED = 0.05  # seconds after which one of them is in the midst of it
STARTED = (CHECK, BESIDE, FORKS)  # processes that a build starts, itself or by one of them
Settings = Mapping[str, str | None]


class Done(NamedTuple):
    """How a build ended and what it said."""

    code: int
    said: str

    @property
    def last(self) -> str:
        """The last line of what it said, or what ended it."""
        if self.code < 0:
            return f"ended by {signal.Signals(-self.code).name}"
        return (self.said.strip().splitlines() or [""])[-1]


def clear(how: Done) -> bool:
    """Return whether a build that failed says so, and why, in its last line, and throws no code at the reader.

    >>> clear(Done(1, "the book is not complete: no space")), clear(Done(1, "Traceback (most recent call last): ..."))
    (True, False)
    """
    return how.code > 0 and bool(how.last) and "Traceback" not in how.said


def command(module: str = BUILD) -> list[str]:
    """Return the command that runs `module` of the book in whose folder it is given."""
    return [sys.executable, "-m", module]


def possible(prefix: Iterable[str]) -> bool:
    """Return whether something can be run here under the commands of `prefix`.

    >>> possible(["env"]), possible(["no-such-command"])
    (True, False)
    """
    first, *_ = prefix = [*prefix]
    return bool(shutil.which(first)) and subprocess.run([*prefix, "true"], capture_output=True).returncode == 0


def environment(folder: Path, settings: Settings) -> dict[str, str]:
    """Return this process's environment with `settings`, without what they set to None, for the book in `folder`."""
    told = {**os.environ, "PYTHONPATH": str(folder), **settings}
    return {name: value for name, value in told.items() if value is not None}


class Running(NamedTuple):
    """A build of the book in `folder`, begun at `since`."""

    process: subprocess.Popen
    folder: Path
    since: float


def start(folder: Path, prefix: Iterable[str] = (), settings: Settings | None = None, how: Iterable[str] = ()) -> Running:
    """Start a build of the book in `folder`, by `how` or as ever, under the commands of `prefix`, in a group of its own."""
    since = time.time()
    process = subprocess.Popen([*prefix, *(how or command())], cwd=folder, env=environment(folder, settings or {}),
                               encoding="utf-8", errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               start_new_session=True, preexec_fn=_heed)  # fmt: skip
    return Running(process, folder, since)


def _heed() -> None:
    """Heed Ctrl-C, which what runs in the background of a shell is told to ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def done(running: Running) -> Done:
    """Wait for a build; return how it ended."""
    said = running.process.communicate()[0]
    return Done(running.process.returncode, said)


def build(folder: Path, prefix: Iterable[str] = (), settings: Settings | None = None, how: Iterable[str] = ()) -> Done:
    """Build the book in `folder`, see `start`."""
    return done(start(folder, prefix, settings, how))


def reached(running: Running, mark: str) -> bool:
    """Wait until the build has made a file that matches `mark` in ``_build``, or process `mark` of it has begun its work.

    Return False if it ends first.
    """
    while running.process.poll() is None:
        if _asked_for(running.process.pid, mark) if mark in STARTED else _made(running, mark):
            return True
        time.sleep(0.005)
    return False


def _made(running: Running, pattern: str) -> bool:
    return any(path.stat().st_mtime > running.since for path in (running.folder / "_build").glob(pattern))


def _asked_for(build: int, module: str) -> bool:
    try:
        return any(one.cpu_times().user > WORKED for one in started(build, module))
    except psutil.Error:  # it has just ended
        return False


def started(build: int, module: str) -> list[psutil.Process]:
    """Return the processes of `module` that process `build` has started, itself or by one of them.

    >>> started(os.getpid(), "no.such.module")
    []
    """
    return [one for one in psutil.Process(build).children(recursive=True) if any(module in word for word in one.cmdline())]


def end(running: Running, how: signal.Signals) -> None:
    """Kill the build's own process, as a machine short of memory does, or interrupt all its group, as Ctrl-C does."""
    if running.process.poll() is None:
        (os.kill if how == signal.SIGKILL else os.killpg)(running.process.pid, how)


def left(folder: Path) -> list[psutil.Process]:
    """Return the processes that still work in `folder` after a while."""
    until = time.monotonic() + PATIENCE
    while (there := [one for one in psutil.process_iter() if _works_in(one, folder)]) and time.monotonic() < until:
        time.sleep(0.2)
    return there


def _works_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return Path(process.cwd()).is_relative_to(folder)
    except (psutil.Error, OSError):
        return False
