"""Figures in cells: words are text, each address is one stop with a name, files for download stand on their own."""

import re
import xml.etree.ElementTree as ET

import pandas as pd

from analysis.charts.bars import draw_bars
from analysis.charts.style import WIDE, tag
from analysis.display import figures

MARK, LABEL = "<path/>", "<text>one</text>"


def linked(address: str, inner: str) -> str:
    return f'<a xlink:href="{address}" target="_blank">{inner}</a>'


def stops(drawing: str) -> list[str]:
    return [tag for tag in re.findall("<a [^>]*>", drawing) if "tabindex" not in tag]


def test_a_mark_beside_its_label_is_passed_over():
    assert len(stops(figures.with_one_stop(linked("#a", MARK) + linked("#a", LABEL)))) == 1
    assert "aria-label" not in figures.with_one_stop(linked("#a", LABEL))


def test_a_mark_without_a_label_has_a_name_and_only_its_first_is_a_stop():
    marks = stops(figures.with_one_stop(linked("#mem-001", MARK) * 2))
    assert len(marks) == 1 and re.search('aria-label="China. [^"]{10,}"', marks[0])


def test_a_mark_says_what_it_is_then_who_says_so_and_leaves_chinese_to_the_tip():
    (cell,) = stops(figures.with_one_stop(linked("#mem-001 Cooperation, Wiki: 2", MARK)))
    assert 'href="#mem-001"' in cell and 'aria-label="Cooperation, Wiki: 2. Lu Hui&#x27;s essay (2025)"' in cell
    (row,) = stops(figures.with_one_stop(linked("#row-x-1 Loss of SLS", MARK)))
    assert 'aria-label="Loss of SLS"' in row


def test_a_number_in_a_cell_is_named_by_its_row_and_column():
    (stop,) = stops(
        figures.with_one_stop(linked("#mem-001 Crews, Wiki: one", MARK) + linked("#mem-001 Crews, Wiki: one", LABEL))
    )
    assert 'aria-label="Crews, Wiki: one. ' in stop


def test_what_cannot_be_reached_is_not_spoken():
    hidden = re.findall("<a [^>]*tabindex[^>]*>", figures.with_one_stop(linked("#a", LABEL) * 2))
    assert len(hidden) == 1 and 'aria-hidden="true"' in hidden[0]


def test_numbers_of_a_path_keep_what_shows():
    short, curve = ' d="M 1.23456 2.0000 \nL 3.999 4"', ' d="M 1 2 \nC 3.33333 4 5 6 7 8 \nL 9 9"'
    assert figures._rounded(re.match(r".*", short, re.S)) == ' d="M 1.23 2 4 4"'
    assert figures._rounded(re.match(r".*", curve, re.S)) == ' d="M 1 2 \nC 3.33 4 5 6 7 8 \nL 9 9"'


def test_a_figure_is_text_on_the_page_and_outlines_in_the_file():
    rows = pd.DataFrame({"label": ["Starship"], "low": [7.0], "high": [7.0], "url": ["#a"]})
    drawn = draw_bars(rows, title="One", subtitle="billion dollars", source="n = 1", width=WIDE)
    page, file = figures.svg(drawn, "p"), figures.outlined(drawn, "p")
    words = ["".join(text.itertext()) for text in ET.fromstring(page).iter("{http://www.w3.org/2000/svg}text")]
    assert {"One", "billion dollars", "Starship", "7", "n = 1"} <= set(words)
    assert "<text" not in file and "<a " not in file and ET.fromstring(file.encode()).get("width") == "525.6pt"
    for used in re.findall(r'(?:href="#|url\(#)([^")]+)', file):
        assert f'id="{used}"' in file


def test_a_style_that_occurs_often_is_written_once():
    drawing = '<svg><g style="fill: red"/><g style="fill: red"/><g style="fill: red"/><g style="fill: blue"/></svg>'
    once = figures.styled_once(drawing, "p")
    assert once.count("fill: red") == 1 and "#p .s0 {fill: red}" in once and once.count('class="s0"') == 3
    assert '<g style="fill: blue"/>' in once


def test_what_is_said_of_a_mark_becomes_its_attributes():
    rows = pd.DataFrame({"label": ["Starship"], "low": [7.0], "high": [7.0]})
    drawn = draw_bars(rows, title="One", subtitle="", source="", width=WIDE)
    tag([drawn.axes[0].patches[0]], lane="NASA's & others", status="")
    assert 'data-lane="NASA&#x27;s &amp; others"' in figures.svg(drawn, "p") and "data-status" not in figures.svg(drawn, "p")
