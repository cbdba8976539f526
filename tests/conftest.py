"""Shared assertions; and the kernels that nbval starts are forked, as a build's are."""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from analysis.book import forked, memory

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "notebooks": ("notebooks/",),
    "specifications": ("tests/chapters/", "tests/display/test_trail.py", "tests/book/test_notebooks.py"),
}


def pytest_configure() -> None:
    """Have every kernel of this run started by a fork, where there are such."""
    memory.look_seldom()
    known = entry_points(group="jupyter_client.kernel_provisioners", name="forked")
    if hasattr(os, "fork") and known:  # an older environment knows none
        os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "forked"
        forked.preload(["analysis.chapters.index", "analysis.display"])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hand out tests by file; but together what shares a process to fork kernels from, or specifications computed once."""
    from xdist.scheduler import LoadFileScheduling

    class ByRoom(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return next((room for room, files in TOGETHER.items() if file.startswith(files)), file)

    return ByRoom(config, log)


def pytest_collection_finish() -> None:
    """Let the collector pass by the thousands of tests too."""
    memory.look_seldom()


def _texts(figure: Figure) -> list[tuple[str, object]]:
    from matplotlib.text import Text  # not for the process that hands out the tests

    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [(t.get_text(), t.get_window_extent()) for t in shown]  # by what has drawn it, which knows its size


@pytest.fixture
def assert_no_overlap():
    """Return a check that no two labels of a figure overlap and none leaves the page."""

    def check(figure: Figure, slack: float = 1.0) -> None:
        figure.draw_without_rendering()
        texts = _texts(figure)
        width, height = figure.get_size_inches() * figure.dpi
        for text, box in texts:
            inside = box.x0 >= -slack and box.y0 >= -slack and box.x1 <= width + slack and box.y1 <= height + slack
            assert inside, f"{text!r} leaves the page: {box} of {width:.0f} x {height:.0f}"
        for (one, a), (two, b) in combinations(texts, 2):
            apart = a.x1 <= b.x0 + slack or b.x1 <= a.x0 + slack or a.y1 <= b.y0 + slack or b.y1 <= a.y0 + slack
            assert apart, f"{one!r} overlaps {two!r}"

    return check
