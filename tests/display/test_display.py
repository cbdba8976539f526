"""Display: what a cell shows is escaped, aligned and the same on every run; figures carry their data."""

import re

import networkx as nx
import pandas as pd
import pytest

from analysis.book import inline
from analysis.chapters.spec import Figure, Finding, Statements, Table, linked
from analysis.charts.bars import draw_bars
from analysis.display import figures, findings, pages

ROWS = pd.DataFrame({"id": ["r-1"], "label": ["A <b>"], "low": [1234.5], "high": [1234.5]})
WORDS = {"title": "t", "subtitle": "s", "source": "n = 1", "caption": "c"}
SPEC = Figure("fig-t", draw_bars, ROWS, WORDS, "A bar.", ROWS)


def shown(frame, **options):
    return pages.table(Table("n", frame, "c", "s", **options)).html


def test_a_table_escapes_text_aligns_numbers_and_anchors_rows():
    html = shown(ROWS, digits={"low": 1}, headings={"label": "Name"})
    assert '<tr id="r-1">' in html and "A &lt;b&gt;" in html
    assert '<th scope="col">Name</th>' in html and 'data-label="Name"' in html
    assert '<td class="number" data-label="Low">1,234.5</td>' in html
    assert '<td class="number" data-label="High">1,234</td>' in html


def test_a_row_that_is_no_statement_has_a_place_that_is_no_data():
    html = shown(pd.DataFrame({"row": ["row-n-a"], "label": ["A"]}))
    assert '<tr id="row-n-a">' in html and ">Row<" not in html and "label%0AA%0A" in html


def test_a_citation_leads_to_the_bibliography():
    html = shown(pd.DataFrame({"cites": ["cir2023-92-a; spacewiki-3"]}))
    assert (
        '<a href="12_data.html#cir2023-92-a">p. 92, note a</a>; <a href="12_data.html#spacewiki-3">reference 3</a>' in html
    )


def test_keys_and_codes_become_words_and_what_is_none_stays():
    rows = pd.DataFrame(
        {"party": ["VEN; apsco"], "source": ["Space Wiki (2024)"], "date": ["../2027"], "caveats": ["contested; not_before"]}
    )
    told = pages.in_words(rows.assign(bloc="ilrs", as_printed="a | b", other="x_y")).iloc[0]
    assert told["party"] == "Venezuela, APSCO" and told["source"] == "Space Wiki (2024)" and told["bloc"] == "ILRS"
    assert told["date"] == "by the end of 2027" and told["caveats"] == "contested, not before"
    assert told["as_printed"] == "a | b" and told["other"] == "x_y"


def test_chinese_is_marked_as_chinese():
    assert '<span lang="zh">月球</span>' in shown(pd.DataFrame({"t": ["月球"]}))


def test_folded_statements_keep_every_row_and_the_evidence():
    frame = pd.DataFrame(
        {"id": ["a", "b"], "who": ["x", "y"], "source": "s", "locator": "p. 1", "as_printed": "x", "other": 1}
    )
    html = pages.statements(Statements("n", frame, ("who",), "What is said")).html
    assert "<summary>What is said (2 statements)</summary>" in html
    assert '<li id="b">' in html and ">As printed<" in html and ">Other<" not in html
    assert "<dt>Who</dt><dd> y </dd>" in html and "<q>x</q>" in html


def test_a_table_that_a_phone_cannot_hold_becomes_cards_there():
    fits = pd.DataFrame({"who": ["Pakistan"], "n": [12]})
    crowded = pd.DataFrame({f"column_{letter}": [1000000.5] for letter in "abcde"})
    prose = pd.DataFrame({"a": ["x"], "b": ["y"], "c": ["z"], "d": ["word " * 10]})
    assert [" cards" in shown(frame) for frame in (fits, crowded, prose, prose[["a", "d"]])] == [False, True, True, False]


def svg():
    parts = {variant: figures.svg(SPEC.drawn(width), f"fig-t-{variant}") for variant, width in figures.VARIANTS.items()}
    return figures.combined(parts, {"fig-t.csv": "a,b\n1,<2>\n"})


def test_the_same_figure_is_the_same_bytes():
    assert svg() == svg()


def test_a_figure_carries_its_data_and_both_drawings_with_ids_of_their_own():
    text = svg()
    assert inline.behind(text) == {"fig-t.csv": "a,b\n1,<2>\n"}
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)) and all(i.startswith(("fig-t-wide", "fig-t-phone")) for i in ids)
    assert 'xlink:href="#r-1"' in text, "a row with an id links to its statement"


def test_inline_markup_has_a_name_for_each_drawing_and_colours_by_scheme():
    markup = inline.inline(svg(), 'The longest of all the "bars".', {})
    (named,) = re.findall('<svg [^>]*aria-label="The longest of all the &quot;bars&quot;."[^>]* id="([^"]*)"', markup)
    assert re.findall('<svg [^>]*aria-labelledby="([^"]*)"', markup) == [named]
    assert "var(--fig-ink,#1c1f24)" in markup and "<metadata>" not in markup


def test_the_paper_behind_a_hatch_follows_the_scheme_too():
    markup = inline.inline('<svg><svg class="wide"><rect fill="#ffffff"/></svg></svg>', "A hatch.", {})
    assert '<rect style="fill:var(--fig-paper,#fff)"/>' in markup


def test_a_figure_must_be_named_as_one_and_have_all_its_words():
    with pytest.raises(ValueError, match="starts with 'fig-'"):
        Figure("net", draw_bars, ROWS, WORDS, "", ROWS)
    with pytest.raises(ValueError, match="fig-net has no caption, title"):
        Figure("fig-net", draw_bars, ROWS, {"subtitle": "", "source": ""}, "", ROWS)


def test_a_finding_without_evidence_is_refused():
    with pytest.raises(ValueError, match="no statement stands behind"):
        Finding("The Moon is near.", pd.DataFrame({"source": []}), "2025")


def test_the_mark_of_a_finding_says_how_many_documents_and_whether_contested():
    one, two = pd.DataFrame({"source": ["a", "a"]}), pd.DataFrame({"source": ["a", "b"]})
    text = findings([Finding("x <y>", one, "2024"), Finding("y", two, "2024"), Finding("z", two, "2025", contested=True)])
    assert text.text.splitlines() == [
        "◔ x <y> (2 statements in one document; as of 2024)",
        "● y (2 statements in 2 documents; as of 2024)",
        "◐ z (2 statements in 2 documents, contested; as of 2025)",
    ]
    assert "x &lt;y&gt;" in text.html


def test_nodes_and_edges_link_to_their_statements():
    graph = nx.DiGraph([("a", "b")])
    graph.nodes["a"]["id"] = graph.edges["a", "b"]["id"] = "lnk-1"
    made = linked(graph)
    assert made.nodes["a"]["url"] == made.edges["a", "b"]["url"] == "#lnk-1"
    assert "url" not in made.nodes["b"] and "url" not in graph.nodes["a"]
