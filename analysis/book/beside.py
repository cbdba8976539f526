"""Work that a process of its own does beside the build, on another core; it ends with the build, however that ends."""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from typing import Any

SPAWN = multiprocessing.get_context("spawn")
Work = Callable[..., Iterator[Any]]


class Beside:
    """A process that does `work`, which is given what it is told, one after the other, and `arguments`, and yields results.

    Iterate over it for the results, or have `work` yield none; this waits for each, and raises what `work` raises.

    Raises
    ------
    ChildProcessError
        If the process was killed.
    """

    def __init__(self, work: Work, *arguments: object) -> None:
        self.own = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)  # what `work` leaves there goes with it
        self.ended = False
        self.pipe, there = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_do, args=(there, self.own.name, work, *arguments))
        with uninterrupted():  # from when it runs it is known what ends it
            self.process.start()
            there.close()
            atexit.register(self.stop)

    def tell(self, said: object) -> None:
        """Tell it the next thing to work on; raise what it has raised before, if it has."""
        try:
            self.pipe.send(said)
        except OSError:
            for _ in self:
                pass
            raise

    def __iter__(self) -> Iterator[Any]:
        while not self.ended:
            try:
                result, failure, self.ended = self.pipe.recv()
            except (EOFError, OSError):
                self.process.join()
                raise ChildProcessError(f"a process beside the build was ended by {_ended_by(self.process)}") from None
            if failure:
                raise failure
            if not self.ended:
                yield result

    def finish(self) -> None:
        """Wait until it has done all that it was told; raise what it raises."""
        self.tell(None)
        for _ in self:
            pass
        self.stop()

    def stop(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.join()
        self.own.cleanup()
        atexit.unregister(self.stop)


def _ended_by(process: BaseProcess) -> str:
    code = process.exitcode
    return signal.Signals(-code).name if code < 0 else f"itself, with {code}"


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Have processes started that do not heed Ctrl-C: they are ended when the build ends, which does."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which they ask for, and which heeds interrupts again when it has started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_build(own: str = "") -> None:
    """End this process and the folder that is its `own` when the one that started it has ended, however it was killed."""

    def wait() -> None:
        multiprocessing.parent_process().join()
        if own:
            shutil.rmtree(own, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _do(pipe: Connection, own: str, work: Work, *arguments: object) -> None:
    """Be the process."""
    if hasattr(os, "setsid"):
        os.setsid()
    end_with_build(own)
    tempfile.tempdir = own
    last = -200  # multiprocessing removes its own folder, which is in there, at -100
    Finalize(None, shutil.rmtree, args=(own,), kwargs={"ignore_errors": True}, exitpriority=last)
    end = (None, None, True)
    try:
        for result in work(iter(pipe.recv, None), *arguments):
            pipe.send((result, None, False))
    except Exception as failure:
        end = (None, _as_told(failure), True)
    with contextlib.suppress(OSError):  # the build has ended
        pipe.send(end)


def _as_told(failure: Exception) -> Exception:
    """`failure` with its traceback as a note, or its words where it would not arrive as what it is."""
    failure.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(failure))
    except Exception:
        return RuntimeError(f"{type(failure).__name__}: {failure}")
    return failure
