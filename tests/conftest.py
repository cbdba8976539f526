"""Shared assertions; and the kernels that nbval starts are forked, as a build's are."""

from __future__ import annotations

import os
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from analysis.book import forked, memory

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pytest_configure() -> None:
    """Have every kernel of this run started by a fork, where there are such."""
    memory.look_seldom()
    if hasattr(os, "fork"):
        os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "forked"
        forked.preload(["analysis.chapters.index", "analysis.display"])


def pytest_collection_finish() -> None:
    """Let the collector pass by the thousands of tests too."""
    memory.look_seldom()


def _texts(figure: Figure) -> list[tuple[str, object]]:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # not for the process that hands out the tests
    from matplotlib.text import Text

    renderer = FigureCanvasAgg(figure).get_renderer()
    shown = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    return [(t.get_text(), t.get_window_extent(renderer)) for t in shown]


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
