"""The index of the pages: places, words of cells, Chinese; whole or not at all, and made only when pages changed."""

import gzip
import json
import re

import pytest

from analysis.book import search

PAGE = """<html><body><nav>menu</nav><article class="bd-article"><section id="who">
<h1>Who<a class="headerlink" href="#who">#</a></h1>
<p>Who is in it?</p><table><caption>All</caption><thead><tr><th>vehicle</th><th>maker</th></tr></thead>
<tbody><tr id="com-1"><td>lander</td><td>Starship</td><td>商业载人登月任务</td></tr></tbody></table>
<div class="cell_input">print(1)</div></section></article></body></html>"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/who.html").write_text(PAGE)
    (tmp_path / "search.html").write_text(PAGE.replace("Who", "Search"))
    return tmp_path


def fragments(site):
    for path in (site / "pagefind/fragment").glob("*"):
        yield json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))


def test_an_index_holds_each_page_once_with_its_places_and_its_words_apart(site, monkeypatch):
    monkeypatch.chdir(site)
    assert search.write(site)
    assert {path.name for path in site.iterdir()} == {"notebooks", "search.html", "pagefind"}
    (page,) = fragments(site)
    assert page["url"].lstrip("/") == "notebooks/who.html" and page["meta"]["title"] == "Who"
    assert [anchor["id"] for anchor in page["anchors"]] == ["who", "com-1"]
    words = page["content"].replace(".", "").split()
    assert {"lander", "Starship", "vehicle", "maker", "登", "月"} <= set(words)
    assert not {"menu", "print(1)", "#"} & set(words)


def test_it_is_made_again_only_when_a_page_has_changed(site):
    assert search.write(site)
    assert not search.write(site)
    (site / "notebooks/who.html").write_text(PAGE.replace("lander", "rover"))
    assert search.write(site)
    assert "rover" in next(fragments(site))["content"]


def test_an_index_that_fails_leaves_nothing_half_written(site, monkeypatch):
    async def fail(pages, folder):
        folder.mkdir()
        (folder / "pagefind.js").write_text("half")
        raise OSError("no space left")

    monkeypatch.setattr(search, "_write", fail)
    with pytest.raises(OSError, match="no space"):
        search.write(site)
    assert not (site / "pagefind").exists()


def test_chapters_come_before_descriptions_of_code_and_before_the_cover_that_repeats_them():
    behind = '<div data-pagefind-weight="0.05"><h1 data-pagefind-weight="0.2">'
    assert search.text('<article><h1>F</h1><dl class="py function"><dt>x</dt></dl></article>').startswith(behind)
    assert search.text("<article><h1>F</h1></article>", repeats=True).startswith(behind)
    assert search.text("<article><h1>F</h1></article>") == '<h1 data-pagefind-weight="10">F</h1>'


def test_what_a_page_says_weighs_more_than_its_records():
    table = "<table><tr><td>x</td></tr></table>"
    few, all_of_them = f'<div class="data-table">{table}</div>', f'<div class="data-table long"><div>{table}</div></div>'
    found = search.text(f"<article>{few}{all_of_them}{few}</article>")
    assert re.findall(r'weight="([^"]+)"', found) == ["0.3", "0.1", "0.3"]


def test_cells_without_ends_are_words_of_their_own():
    lean = "<article><table><thead><tr><th>a<th>b<tbody><tr><td>x<td>y</table></article>"
    assert search.text(lean).count(" </t") == 4 and "<td>x </td><td>y </td></table>" in search.text(lean)


def test_a_statement_and_a_term_are_places_and_statements_come_behind():
    card = '<ul class="said"><li id="mem-1"><dl><div><dt>Who</dt> <dd>x</dd></div></dl></li></ul>'
    found = search.text(f'<article>{card}<dl class="glossary"><dt id="term-x">x</dt><dd>y</dd></dl></article>')
    assert (
        '<ul class="said" data-pagefind-weight="0.1"><li><h6 id="mem-1" data-pagefind-weight="0">Statement</h6><dl>' in found
    )
    assert '<h6 id="term-x" data-pagefind-weight="3">x</h6><dd>' in found


def test_pages_of_documents_come_behind_those_of_parties(site, monkeypatch):
    for name in ("sources", "parties"):
        (site / "reference" / name).mkdir(parents=True)
        (site / "reference" / name / "a.html").write_text(PAGE)
    written = {}

    async def keep(pages, folder):
        written.update(pages)
        folder.mkdir()

    monkeypatch.setattr(search, "_write", keep)
    assert search.write(site)
    behind = {name for name, page in written.items() if '<body><div data-pagefind-weight="0.05">' in page}
    assert behind == {"reference/sources/a.html"}
