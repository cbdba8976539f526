"""Text of the data that would be markup, script, a comment's end or a formula is shown as text, wherever it is shown."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from urllib.parse import unquote

import networkx as nx
import pandas as pd
import pytest

from analysis.book import inline
from analysis.chapters.spec import Card, Figure, Finding, Statements, Table
from analysis.charts.bars import draw_bars
from analysis.display import cards, cells, figures, findings, pages, places, said

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</style></svg><script>alert(1)</script>",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
]
ACTIVE = {"script", "img", "iframe", "object", "embed", "style", "form", "input", "svg", "base", "meta", "foreignobject"}

ADDRESSES = {"href", "src", "xlink:href", "action", "formaction"}


class Live(HTMLParser):
    """What of a page would run, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.live: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.live += [tag] if tag in ACTIVE else []
        for name, value in attrs:
            runs = name in ADDRESSES and (value or "").strip().lower().startswith(("javascript:", "data:text/html"))
            self.live += [f"{tag} {name}={value}"] if name.startswith("on") or runs else []

    def handle_comment(self, data):
        self.live.append(f"<!--{data}-->")

    def handle_data(self, data):
        self.text += data


def assert_dead(html: str, text: str) -> None:
    page = Live(html)
    assert page.live == []
    assert text in page.text, "a reader sees the text as it is written"


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_table_and_its_headings(text):
    frame = pd.DataFrame({"label": [text], "as_printed": text, "cites": text, "url": text, "low": [1.0]})
    html = pages.table(Table("n", frame, text, text, headings={"label": text})).html
    assert_dead(html, text)
    assert Live(html).text.count(text) >= 6


@pytest.mark.parametrize("text", HOSTILE)
def test_in_statements_and_findings_and_cards(text):
    row = {
        "id": "x",
        "who": text,
        "source": text,
        "locator": text,
        "as_printed": text,
        "caveats": "",
        "inferred": "",
        "cites": "",
    }
    assert_dead(pages.statements(Statements("n", pd.DataFrame([row]), ("who",), text)).html, text)
    assert_dead(said.card("x", [(text, places.marked(text))], row), text)
    assert_dead(findings([Finding(text, pd.DataFrame({"source": ["s"]}), text)]).html, text)
    bars = pd.DataFrame({"label": [text], "value": [1], "role": ["ilrs"]})
    assert_dead(cards([Card(text, "p", text, bars, text)]).html, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_in_pieces_of_a_page(text):
    for made in (places.marked, places.with_links, said.quoted, pages.filled, pages.cited, cells.address):
        assert_dead(made(text), text)
    assert_dead(said.said_by(text, text, text), text)
    assert_dead(cells.download(text, text, "text/csv", text), text)


def test_only_an_address_on_the_web_becomes_a_link():
    for text in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//host",
        "file:///x",
        "JAVASCRIPT:x",
        " https://x",
        "ftp://x",
        "",
    ):
        assert "<a" not in cells.address(text) and "<a" not in pages.filled(text, "url")
    for text in ("https://x.org/a", "http://x.org/a"):
        assert cells.address(text) == pages.filled(text, "url") == f'<a class="address" href="{text}">{text}</a>'


def _drawn(text: str) -> Figure:
    rows = pd.DataFrame({"id": [text], "label": text, "low": [2.0], "high": [2.0], "role": "ilrs", "certainty": "done"})
    words = dict.fromkeys(("title", "subtitle", "source", "caption"), "words")
    return Figure("fig-h", draw_bars, rows, words, text, rows)


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_drawing_and_its_comments_links_and_files(text):
    spec = _drawn(text)
    parts = {variant: figures.svg(spec.drawn(width), f"fig-h-{variant}") for variant, width in figures.VARIANTS.items()}
    whole = figures.combined(parts, {"fig-h.csv": cells.as_csv(spec.table)})
    _assert_drawing(whole, text)
    _assert_drawing(figures.outlined(spec.drawn(figures.VARIANTS["wide"]), "fig-h"), "")
    held = inline.behind(whole)["fig-h.csv"]
    assert next(csv.reader(io.StringIO(held.split("\n", 1)[1])))[1] in {text, f"'{text}"}
    page = Live(inline.inline(whole, text, {}).replace("<svg", "<g").replace("<style", "<g"))
    assert page.live == []


def _assert_drawing(drawing: str, text: str) -> None:
    tree = ET.fromstring(drawing.encode())  # or it is no XML
    names = {element.tag.rpartition("}")[2].lower() for element in tree.iter()}
    assert not names & {"script", "foreignobject", "img", "iframe"}
    for element in tree.iter():
        for name, value in element.attrib.items():
            leads = name.rpartition("}")[2] in ADDRESSES
            assert not name.lower().startswith("on") and not (leads and value.lower().startswith(("javascript:", "data:")))
    shown = "".join(part for element in tree.iter() if element.tag.endswith("text") for part in element.itertext())
    assert "".join(text.split()) in "".join(shown.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_network_and_the_file_of_it(text):
    graph = nx.DiGraph()
    graph.add_node("a", name=text, label=text)
    graph.add_node("b", name="b", label="b")
    graph.add_edge("a", "b", label=text)
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    tree = ET.fromstring(file.getvalue())
    assert {element.tag.rpartition("}")[2] for element in tree.iter()} == {"graphml", "key", "graph", "node", "edge", "data"}
    assert text in "".join(tree.itertext())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", "\t=1", '=cmd|"/C calc"!A0'])
def test_a_download_runs_nothing_in_a_spreadsheet(text):
    frame = pd.DataFrame({"label": [text, "plain = 1 + 1"], "low": [-5.5, 2.0], "note": ["", "a-b"]})
    label, low, note = list(csv.reader(io.StringIO(cells.as_csv(frame))))[1]
    assert (label, low, note) == (f"'{text}", "-5.5", "")
    assert list(csv.reader(io.StringIO(cells.as_csv(frame))))[2] == ["plain = 1 + 1", "2", "a-b"]
    html = pages.table(Table("n", frame, "c", "s")).html
    held = unquote(html.partition("charset=utf-8,")[2].partition('"')[0])
    assert held == cells.as_csv(frame)


def test_a_figure_keeps_its_files_apart_from_its_markup():
    files = {"fig-h.csv": "a\n</metadata><script>x</script>\n", "b": "]]>"}
    part = figures.svg(_drawn("x").drawn(figures.VARIANTS["wide"]), "fig-h-wide")
    whole = figures.combined({"wide": part, "phone": part}, files)
    assert inline.behind(whole) == files and "<script" not in whole
    assert json.loads(ET.fromstring(whole)[0].text) == files
