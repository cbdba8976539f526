"""Display: what a cell shows is escaped, aligned and the same on every run; figures carry their data."""

import re

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.bars import draw_bars
from analysis.charts.matrix import draw_matrix
from analysis.display import book, figures, pages

ROWS = pd.DataFrame({"id": ["r-1"], "label": ["A <b>"], "low": [1234.5], "high": [1234.5]})


def test_a_table_escapes_text_aligns_numbers_and_anchors_rows():
    html = pages.table(ROWS, caption="c", source="s", name="n", digits={"low": 1}).html
    assert '<tr id="r-1">' in html and "A &lt;b&gt;" in html
    assert '<td class="number" data-label="Low">1,234.5</td>' in html
    assert '<td class="number" data-label="High">1,234</td>' in html


def test_a_citation_leads_to_the_bibliography():
    html = pages.table(pd.DataFrame({"cites": ["x-1; x-2"]}), caption="", source="", name="n").html
    assert '<a href="12_data.html#x-1">x-1</a>; <a href="12_data.html#x-2">x-2</a>' in html


def test_chinese_is_marked_as_chinese():
    assert '<span lang="zh">月球</span>' in pages.table(pd.DataFrame({"t": ["月球"]}), caption="", source="", name="n").html


def svg():
    words = {"title": "t", "subtitle": "s", "source": "x"}
    parts = {v: figures._svg(draw_bars(ROWS, width=w, **words), f"fig-t-{v}") for v, w in figures.VARIANTS.items()}
    return figures.combined(parts, {"fig-t.csv": "a,b\n1,<2>\n"})


def test_the_same_figure_is_the_same_bytes():
    assert svg() == svg()


def test_a_figure_carries_its_data_and_both_drawings_with_ids_of_their_own():
    text = svg()
    assert book.behind(text) == {"fig-t.csv": "a,b\n1,<2>\n"}
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)) and all(i.startswith(("fig-t-wide-", "fig-t-phone-")) for i in ids)


def test_inline_markup_has_a_name_for_each_drawing_and_colours_by_scheme():
    markup = book.inline(svg(), 'A "bar".')
    assert markup.count('aria-label="A &quot;bar&quot;."') == 2
    assert "var(--fig-ink, #1c1f24)" in markup and "<metadata>" not in markup


def test_a_figure_must_be_named_as_one():
    with pytest.raises(ValueError, match="starts with 'fig-'"):
        figures.figure(draw_bars, ROWS, name="net", alt="", caption="", data=ROWS)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_matrix_labels_do_not_overlap(width, assert_no_overlap):
    cells = pd.DataFrame(
        {
            "row": ["Energy facilities", "A much longer name of a facility"],
            "column": ["a", "b"],
            "state": ["yes", 0.5],
            "group": ["One", "Two"],
        }
    )
    figure = draw_matrix(cells, columns={"a": "Wiki", "b": "Paper"}, title="t", subtitle="s", source="x", width=width)
    assert_no_overlap(figure)


def test_a_matrix_names_a_strange_column():
    with pytest.raises(ValueError, match=r"no such column \['z'\]"):
        draw_matrix(
            pd.DataFrame({"row": ["r"], "column": ["z"], "state": ["yes"]}),
            columns={"a": "A"},
            title="",
            subtitle="",
            source="",
        )
