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
    (tmp_path / "notebooks/crew.html").write_text(PAGE)
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
    assert page["url"].lstrip("/") == "notebooks/crew.html" and page["meta"]["title"] == "Who"
    assert [anchor["id"] for anchor in page["anchors"]] == ["who", "com-1", "who"]
    words = page["content"].replace(".", "").replace(";", "").replace("\u2060", "").split()
    assert {"lander", "Starship", "vehicle", "maker", "登", "月"} <= set(words)
    assert not {"menu", "print(1)", "#"} & set(words)


def test_it_is_made_again_only_when_a_page_has_changed(site):
    assert search.write(site)
    assert not search.write(site)
    (site / "notebooks/crew.html").write_text(PAGE.replace("lander", "rover"))
    assert search.write(site)
    assert "rover" in next(fragments(site))["content"]


def test_an_index_that_fails_leaves_nothing_half_written(site, monkeypatch):
    def fail(pages, folder):
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
    assert "<th>a; </th><th>b. </th>" in search.text(lean) and "<td>x; </td><td>y. </td></table>" in search.text(lean)


def test_chinese_words_can_be_put_together_again_as_they_were():
    printed = "<p>嫦娥8号（SLS，月球） 科研站 2035年</p>"
    parted = search.text(f"<article>{printed}</article>")
    assert [part.strip("<p/>（）， ") for part in parted.split(search.APART)][:4] == ["嫦", "娥", "8", "号"]
    assert parted.replace(search.APART, "") == printed


CARD = """<li id="mem-1"><dl><dt>Road</dt><dd> <a href="x.html">ILRS</a> </dd><dt>Who</dt><dd> Pakistan </dd>
<dt>Status</dt><dd> signed </dd><dt>As printed</dt><dd> <q lang="en">Pakistan … 2023</q> </dd><dt>Source</dt>
<dd> <a href="../sources/wiki.html#mem-1">Wiki (2024)</a>, row 6 </dd><dt>Shown in</dt><dd> Partners </dd></dl></li>"""


def test_a_statement_is_a_sentence_under_the_name_of_who_says_it():
    found = search.text(f'<article><ul class="said">{CARD}</ul></article>')
    assert (
        '<ul class="said" data-pagefind-weight="0.1"><li><h6 id="mem-1" data-pagefind-weight="0">Wiki (2024)</h6>' in found
    )
    told = re.sub("<[^>]+>", "", found.partition("</h6>")[2])
    assert told == "ILRS: Pakistan, signed: “Pakistan … 2023”"


def test_a_statement_is_the_same_sentence_where_the_page_leaves_out_the_ends_of_its_fields():
    lean = re.sub("</(?:dt|dd|li)>", "", CARD)
    assert search.text(f"<article><ul>{lean}</ul></article>") == search.text(f"<article><ul>{CARD}</ul></article>")


def test_a_statement_on_the_page_of_its_own_document_is_named_by_its_place():
    own = CARD.replace('<a href="../sources/wiki.html#mem-1">Wiki (2024)</a>, row 6', "row 6")
    assert '<h6 id="mem-1" data-pagefind-weight="0">row 6</h6>' in search.text(f"<article>{own}</article>")


def test_figures_tables_and_terms_are_places_and_what_follows_is_the_section_s_again():
    figure = '<figure id="fig-a"><figcaption><p><span class="caption-number">Fig. 1 </span>Who</p></figcaption></figure>'
    table = '<div class="data-table" id="table-b"><div><table><caption>All</caption></table></div></div>'
    terms = '<dl class="glossary"><dt id="term-x">x</dt><dd>y</dd></dl>'
    found = search.text(f'<article><section id="s"><h2>T</h2>{figure}<p>after</p>{table}{terms}</section></article>')
    places = re.findall(r'<(h\d|i) id="([^"]+)"', found)
    assert places == [("h2", "s"), ("h4", "fig-a"), ("i", "s"), ("h5", "table-b"), ("i", "s"), ("h5", "term-x")]
    assert '<h5 id="table-b" data-pagefind-weight="5">All</h5>' in found


def test_what_a_page_is_about_is_told_fact_by_fact():
    found = search.text('<article><dl class="facts"><div><dt>Kind</dt> <dd>state</dd></div></dl></article>')
    assert re.sub("<[^>]+>", "", found).split() == ["Kind:", "state."]


def test_a_page_is_found_by_each_of_its_names(site):
    chinese = '<dl class="facts"><dd><span data-name><span lang="zh">谁</span></span></dd></dl></article>'
    (site / "notebooks/crew.html").write_text(PAGE.replace("</article>", chinese))
    assert search.write(site)
    assert next(fragments(site))["filters"] == {"kind": ["page"], "name": ["who", "谁"]}


def test_pages_of_documents_come_behind_those_of_parties(site, monkeypatch):
    for name in ("sources", "parties"):
        (site / "reference" / name).mkdir(parents=True)
        (site / "reference" / name / "a.html").write_text(PAGE.replace("</h1>", '</h1><dl class="facts"></dl>'))
    (site / "reference/parties/a-events.html").write_text(PAGE)  # the statements of a kind, and no more
    written = {}

    def keep(pages, folder):
        written.update(pages)
        folder.mkdir()

    monkeypatch.setattr(search, "_write", keep)
    assert search.write(site)
    behind = {name for name, page in written.items() if '<div data-pagefind-weight="0.05">' in page}
    assert behind == {"reference/sources/a.html", "reference/parties/a-events.html"}
