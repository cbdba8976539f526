"""Kernels that are forked: each a process of its own, with nothing of another's; what fails says so."""

import os
import select
import subprocess
import sys

import nbformat
import psutil
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient.exceptions import CellExecutionError

from analysis.book import forked, kernels


def notebook(*sources):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])


def printed(ran):
    return [output["text"] for cell in ran.cells for output in cell.outputs]


def test_forked_kernels_share_what_is_imported_and_nothing_that_is_set(tmp_path):
    first = notebook("import os, colorsys", "colorsys.left = here = 1", "print(os.getpid(), os.getcwd())")
    second = notebook("import os, colorsys", "print(hasattr(colorsys, 'left'), 'here' in globals())", "print(os.getpid())")
    starter = forked.manager([first, second])
    for one in (first, second):
        kernels.run(one, tmp_path, starter)
    process, folder = printed(first)[0].split()
    shared, other = printed(second)
    assert (folder, shared.split()) == (str(tmp_path), ["False", "False"])
    assert process != other.strip()


def test_a_cell_that_fails_in_a_forked_kernel_is_an_error(tmp_path):
    failing = notebook("1 / 0")
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        kernels.run(failing, tmp_path, forked.manager([failing]))


def test_a_forked_kernel_keeps_no_history_in_the_home_folder(tmp_path):
    asked = notebook("print(get_ipython().history_manager.hist_file)")
    kernels.run(asked, tmp_path, forked.manager([asked]))
    assert printed(asked) == [":memory:\n"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks")
def test_the_kernels_of_the_checks_are_forked_too():
    manager, client = start_new_kernel()
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    assert isinstance(manager.provisioner, forked.ForkedProvisioner)


def test_where_no_socket_can_be_kernels_are_started_plainly(tmp_path):
    deep = tmp_path / ("long" * 20)
    deep.mkdir()
    asked = "from analysis.book import forked; print(forked.manager([]).__name__)"
    ran = subprocess.run(
        [sys.executable, "-c", asked], env=os.environ | {"TMPDIR": str(deep)}, capture_output=True, text=True
    )
    assert (ran.stdout, ran.stderr) == ("AsyncKernelManager\n", "")


BUILD = """import sys
import nbformat
from analysis.book import forked, kernels

if __name__ == "__main__":
    cell = nbformat.v4.new_code_cell("import os; os.write(os.open('runs', os.O_WRONLY), b'1'); os.read(os.open('go', 0), 1)")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    kernels.run(notebook, ".", forked.manager([notebook]))
"""


def ready(file):
    """Wait until `file` can be read, or what it stands for has ended; return whether it came to that."""
    return bool(select.select([file], [], [], 10)[0])


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="a process that is no child is waited for on Linux alone")
def test_nothing_that_a_build_has_started_outlives_it_when_it_is_killed(tmp_path):
    (tmp_path / "build.py").write_text(BUILD)
    for pipe in ("runs", "go"):  # nothing is ever written to the second: the cell has no end
        os.mkfifo(tmp_path / pipe)
    runs = os.open(tmp_path / "runs", os.O_RDONLY | os.O_NONBLOCK)
    build = subprocess.Popen([sys.executable, "build.py"], cwd=tmp_path)
    try:
        assert ready(runs), "the kernel did not start"
        started = psutil.Process(build.pid).children(recursive=True)
        ends = {one.pid: os.pidfd_open(one.pid) for one in started}
        assert len(ends) >= 2, "a fork server and its kernel"
        build.kill()
        build.wait()
        assert [pid for pid, end in ends.items() if not ready(end)] == []
    finally:
        build.kill()
        for one in psutil.process_iter(["cwd"]):
            if one.info["cwd"] == str(tmp_path):
                one.kill()
