"""Labels of cells: a page names each column once, in the order of the cells, and the style has a rule for each."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis.book import execute, labels
from analysis.chapters.spec import Table
from analysis.display import pages
from tests.parts import cells_of


def shown(frame, **headings):
    return labels.once(pages.table(Table("t", frame, "Caption", "made up", headings=headings)).html)


def test_columns_are_named_once_in_the_order_of_the_cells():
    html = shown(pd.DataFrame({"a": ["x", "y"], "b": [1, 2]}), a="First", b="Second")
    assert "<table style=\"--c1: 'First: '; --c2: 'Second: '\">" in html and "data-label" not in html
    assert html.count('<td class="number">') == 2


def test_a_quotation_mark_in_a_heading_ends_neither_string_nor_attribute():
    html = shown(pd.DataFrame({"a": ["x"]}), a="""Lu's "own" \\""")
    assert "--c1: 'Lu\\27 s &quot;own&quot; \\5c : '" in html


def test_each_table_has_its_own_names_and_an_empty_one_none():
    one, two = shown(pd.DataFrame({"a": ["x"]}), a="A"), shown(pd.DataFrame({"a": []}), a="B")
    assert "--c1: 'A: '" in one and "--c1" not in two and "<table>" in two
    assert labels.once(one + two) == one + two


def test_more_columns_than_rules_are_refused():
    with pytest.raises(ValueError, match=f"{labels.MOST + 1} columns"):
        shown(pd.DataFrame([range(labels.MOST + 1)]).rename(columns=str))


def test_the_style_has_a_rule_for_each_column_of_every_table_of_the_book():
    css = (execute.NOTEBOOKS.parent / "analysis/book/static/tables.css").read_text()
    rules = re.findall(r"td:nth-child\((\d+)\)::before \{ content: var\(--c(\d+)\); \}", css)
    assert rules == [(str(i), str(i)) for i in range(1, labels.MOST + 1)]
    for path in execute.NOTEBOOKS.glob("*.ipynb"):
        for cell in cells_of(path):
            for output in cell.get("outputs", []):
                assert "data-label" not in labels.once(output.get("data", {}).get("text/html", ""))


def test_a_lean_page_says_the_same():
    frame = pd.DataFrame({"id": ["r-1", "r-2"], "name": ["Pakistan", "x < y"], "n": [1, 2]})
    html = pages.table(Table("t", frame, "Caption", "made up")).html
    html += '<ul class="said"><li id="a"><dl><dt>A</dt><dd> 1 </dd><dt>B</dt><dd> <q lang="zh">月</q> </dd></dl></li></ul>'
    whole, lean = read(labels.once(html)), read(labels.lean(html))
    assert whole == lean and ("td", "class=number", "2") in lean and ("q", "lang=zh", "月") in lean
    assert len(labels.lean(html)) < len(labels.once(html))


class Reader(HTMLParser):
    """What begins, with its attributes, and the words that follow."""

    def __init__(self):
        super().__init__()
        self.read = []

    def handle_starttag(self, tag, attrs):
        self.read.append([tag, *(f"{name}={value}" for name, value in attrs), ""])

    def handle_data(self, data):
        if data.strip():
            self.read[-1][-1] += data.strip()


def read(html):
    reader = Reader()
    reader.feed(html)
    return list(map(tuple, reader.read))
