"""Kernels that are forked: each a process of its own, with nothing of another's; what fails says so."""

import nbformat
import pytest
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
