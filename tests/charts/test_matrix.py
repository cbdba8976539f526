"""Grid: labels apart, a strange column named, shades by value."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.matrix import draw_matrix

ROWS = {"row": ["Energy facilities", "A much longer name of a facility"], "group": ["One", "Two"]}
CELLS = pd.DataFrame(ROWS | {"column": ["a", "b"], "state": ["yes", 0.5]})
WORDS = {"title": "t", "subtitle": "s", "source": "x"}


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(draw_matrix(CELLS, columns={"a": "Wiki", "b": "Paper"}, width=width, **WORDS))


def test_a_strange_column_is_named():
    with pytest.raises(ValueError, match=r"no such column \['b'\]"):
        draw_matrix(CELLS, columns={"a": "A"}, **WORDS)


def test_more_is_a_stronger_shade():
    cells = pd.DataFrame({"row": ["r"] * 2, "column": ["a", "b"], "state": [0.2, 0.9]})
    light, strong = draw_matrix(cells, columns={"a": "A", "b": "B"}, **WORDS).axes[0].patches
    assert light.get_facecolor()[3] < strong.get_facecolor()[3]


def test_words_in_a_hatched_cell_stand_on_paper():
    cells = pd.DataFrame({"row": ["r"] * 2, "column": ["a", "b"], "state": ["yes", "partly"], "text": ["1", "2"]})
    texts = draw_matrix(cells, columns={"a": "A", "b": "B"}, **WORDS).axes[0].texts
    boxes = {text.get_text(): text.get_bbox_patch() for text in texts}
    assert boxes["1"] is None and boxes["2"].get_facecolor()[:3] == (1, 1, 1)
