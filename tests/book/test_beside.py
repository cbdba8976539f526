"""What is done beside the build: it is told, yields, fails and ends as if it were done in it."""

import os
import select
import signal
import subprocess
import sys

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
    with pytest.raises(ChildProcessError, match="ended with -9"):
        list(beside)
    beside.stop()


BUILD = """import os, signal, sys
from analysis.book.beside import Beside

def held(told):
    yield os.getpid()
    os.read(os.open("go", os.O_RDONLY), 1)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which what runs in the background of a shell ignores
    beside = Beside(held)
    print(next(iter(beside)), beside.own.name, flush=True)
    {end}
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="a process that is no child is waited for on Linux alone")
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 2)", "sys.exit(1)"])
def test_it_ends_with_the_build_however_that_ends_and_leaves_nothing(tmp_path, end):
    (tmp_path / "build.py").write_text(BUILD.format(end=end))
    os.mkfifo(tmp_path / "go")  # nothing is ever written to it
    ran = subprocess.run([sys.executable, "build.py"], cwd=tmp_path, capture_output=True, text=True, timeout=30)
    assert ran.returncode, "it was ended"
    process, folder = ran.stdout.split()
    assert ended(int(process)) and not os.path.exists(folder)


def ended(process):
    """Wait for the end of a `process`; return whether it came."""
    try:
        return bool(select.select([os.pidfd_open(process)], [], [], 10)[0])
    except ProcessLookupError:
        return True
