"""What is done beside the build: it is told, yields, fails and ends as if it were done in it."""

import os
import select
import signal
import subprocess
import sys

import psutil
import pytest

from analysis.book.beside import Beside


def halves(numbers, least):
    for number in numbers:
        if number < least:
            raise ValueError(f"{number} is less than {least}")
        yield number / 2


def lost(told):
    os.kill(os.getpid(), signal.SIGKILL)
    yield


def test_it_is_told_one_after_the_other_and_yields_what_comes_of_each():
    beside = Beside(halves, 1)
    for number in (4, 2, 8, None):
        beside.tell(number)
    assert list(beside) == [2, 1, 4]
    assert list(beside) == [], "it has ended"
    beside.stop()
    assert not os.path.exists(beside.own.name)


@pytest.mark.parametrize("how", ["asked for its results", "told the next", "told that it is all"])
def test_what_it_raises_is_raised_where_it_is_asked(how):
    beside = Beside(halves, 3)
    beside.tell(2)
    with pytest.raises(ValueError, match="2 is less than 3"):
        if how == "asked for its results":
            list(beside)
        beside.process.join()
        beside.tell(5) if how == "told the next" else beside.finish()
    beside.stop()


def test_one_that_is_killed_is_no_result():
    beside = Beside(lost)
    with pytest.raises(ChildProcessError, match="ended by SIGKILL"):
        list(beside)
    beside.stop()


class Odd(Exception):
    def __init__(self, one, other):
        super().__init__(f"{one} and {other}")


def odd(told):
    raise Odd("this", "that")
    yield


def test_what_would_not_arrive_is_told_in_its_words_and_all_say_where():
    with pytest.raises(RuntimeError, match="Odd: this and that"):
        list(Beside(odd))
    beside = Beside(halves, 3)
    beside.tell(2)
    with pytest.raises(ValueError) as raised:
        list(beside)
    assert "in halves" in raised.value.__notes__[0]


BUILD = """import os, signal, sys
from analysis.book.beside import Beside

def held(told):
    yield os.getpid()
    yield signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    if "ends" not in sys.argv:
        os.read(os.open("go", os.O_RDONLY), 1)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which what runs in the background of a shell ignores
    beside = Beside(held)
    results = iter(beside)
    print(next(results), next(results), beside.own.name, flush=True)
    if "ends" in sys.argv:
        list(results)
        beside.process.join()
    {end}
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="a process that is no child is waited for on Linux alone")
@pytest.mark.parametrize("by_itself", [[], ["ends"]])
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 2)", "sys.exit(1)"])
def test_it_ends_with_the_build_however_that_ends_and_leaves_nothing(tmp_path, end, by_itself):
    (tmp_path / "build.py").write_text(BUILD.format(end=end))
    os.mkfifo(tmp_path / "go")  # nothing is ever written to it
    command = [sys.executable, "build.py", *by_itself]
    try:
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=30)
        process, heedless, folder = ran.stdout.split()
        assert ran.returncode and heedless == "True"
        assert ended(int(process)) and not os.path.exists(folder)
        assert ran.stderr.count("Traceback") == end.count(", 2)"), "only what is interrupted says so"
    finally:
        for one in psutil.process_iter(["cwd"]):
            if one.info["cwd"] == str(tmp_path):
                one.kill()


def ended(process):
    """Wait for the end of a `process`; return whether it came."""
    try:
        return bool(select.select([os.pidfd_open(process)], [], [], 10)[0])
    except ProcessLookupError:
        return True


EARLY = """import os, signal
from multiprocessing.process import BaseProcess
from analysis.book.beside import Beside

def waits(told):
    yield from told

start = BaseProcess.start

def interrupted(self):
    start(self)
    os.kill(os.getpid(), signal.SIGINT)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    BaseProcess.start = interrupted
    try:
        Beside(waits)
    except KeyboardInterrupt as kept:
        failure = kept
    print("interrupted")
"""


def test_who_interrupts_its_start_waits_for_nothing(tmp_path):
    (tmp_path / "build.py").write_text(EARLY)
    ran = subprocess.run([sys.executable, "build.py"], cwd=tmp_path, capture_output=True, text=True, timeout=30)
    assert (ran.stdout, ran.stderr) == ("interrupted\n", "")
