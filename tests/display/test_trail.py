"""From claim to source and back: findings lead to what shows them, statements to their documents, documents to chapters."""

import re
from collections import Counter
from functools import partial

import pytest

from analysis.book import execute
from analysis.chapters import index
from analysis.chapters.spec import Figure, Finding, Table
from analysis.display import findings, naming, places
from analysis.facts import evidence, mentions, tables
from analysis.reference import extension, fields, parties
from analysis.reference.usage import usage
from tests.parts import cells_of, chapter_modules, specification

# Findings that no figure or table shows: (chapter, number) -> why.
UNSHOWN = {("power", 0): "three statements, which its list shows in their words"}
CHAPTERS = {name: f"{page}.ipynb" for name, page in index.WORDS["pages"].items()} | {"data": "12_data.ipynb"}
USED = {"mem-001": ["03_partners", "08_blocs"]}
TITLES = {"03_partners": "The partners", "08_blocs": "Two blocs"}


@pytest.fixture(scope="module")
def pages():
    return {page.address: page for page in extension.made(USED, TITLES)}


def places_of(chapter):
    """The figures and tables of a chapter, as its notebook shows them."""
    stored = cells_of(execute.NOTEBOOKS / CHAPTERS[chapter])
    calls = "\n".join(cell.source for cell in stored if cell.cell_type == "code")
    module = next(module for module in chapter_modules() if module.WORDS.name == chapter)
    names = [name for name in re.findall(r"chapter\.(\w+)\(\)", calls) if name != "findings"]
    made = [specification(getattr(module, name)) for name in names]
    figures = {f"#{spec.name}" for spec in made if isinstance(spec, Figure)}
    shown = re.findall(r"chapter\.(\w+)\(overview", calls)
    return figures | {f"#table-{s.name}" for s in made if isinstance(s, Table)} | {f"#table-{chapter}-{n}" for n in shown}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_finding_leads_to_a_figure_or_table_of_its_page_or_says_why_none(chapter):
    module = next(module for module in chapter_modules() if module.WORDS.name == chapter)
    there = places_of(chapter)
    for number, finding in enumerate(specification(module.findings)):
        assert finding.shown in there or (not finding.shown and (chapter, number) in UNSHOWN), finding


def test_the_cover_leads_to_the_chapters(monkeypatch):
    for module in index.CHAPTERS:
        monkeypatch.setattr(module, "findings", partial(specification, module.findings))
    for finding in specification(index.findings):
        page, _, anchor = finding.shown.partition("#")
        assert (execute.NOTEBOOKS / page.replace(".html", ".ipynb")).exists()
        assert not anchor or anchor.startswith(("fig-", "table-"))


def test_a_finding_leads_to_its_statements():
    rows = evidence.statements().head(2)
    html = findings([Finding("x", rows, "2024", shown="#fig-x")]).html
    first, second = rows["id"]
    assert f'href="../reference/{places.statement(first)}" data-rows="{first} {second}">2 statements</a>' in html
    assert '<a href="#fig-x">See the figure</a>' in html


def test_every_statement_has_one_place_on_the_pages_of_its_document(pages):
    anchors = Counter()
    for address, page in pages.items():
        if address.startswith("sources/"):
            anchors.update((f"{address}.html", key) for key in re.findall(r'<li id="([^"]+)"', page.body))
    expected = {tuple(places.statement(key).split("#")) for key in evidence.statements()["id"]}
    assert set(anchors) == expected and set(anchors.values()) == {1}


def test_every_thing_that_a_statement_speaks_of_has_a_page_with_that_statement(pages):
    for key, ids in mentions.mentions().groupby("key")["id"]:
        tables_of = {places.table(one) for one in ids} if places.kept_apart(key) else {""}
        bodies = [pages[places.thing(key, table).removesuffix(".html")].body for table in tables_of]
        found = {anchor for body in bodies for anchor in re.findall(r'<li id="([^"]+)"', body)}
        assert set(ids) == found, key


def test_no_two_things_share_a_page():
    addresses = [places.thing(key) for key in mentions.things().index]
    assert len(addresses) == len(set(addresses))


def test_links_between_the_pages_resolve(pages):
    there = {f"{address}.html": set(re.findall(r'\bid="([^"]+)"', page.body)) for address, page in pages.items()}
    for address, page in pages.items():
        folder = address.partition("/")[0]
        for target in re.findall(r'href="([^"]+)"', page.body):
            if target.startswith(("https://", "http://", "../../notebooks/")):
                continue
            file, _, anchor = target.partition("#")
            file = f"{address}.html" if not file else file.removeprefix("../") if "/" in file else f"{folder}/{file}"
            assert file in there, (address, target)
            assert not anchor or anchor in there[file], (address, target)


def test_no_page_is_heavy_and_none_shows_a_key(pages):
    ids = re.compile(r"\b(?:mem|mis|fun|evt|lnk|cla|qty|pha|obj|fac|com|cnt|nam|jud|prv|arg|con|out)-[a-z]?\d+\b")
    for page in pages.values():
        assert len(page.body.encode()) < 300_000, page.address
        assert not ids.findall(re.sub(r"<[^>]+>", " ", page.body)), page.address


def test_a_statement_names_the_chapters_that_show_it(pages):
    card = re.search(r'<li id="mem-001">.*?</li>', pages["sources/luhui2025"].body)[0]
    assert '<a href="../../notebooks/03_partners.html#mem-001">The partners</a>' in card
    assert '<a href="../../notebooks/08_blocs.html#mem-001">Two blocs</a>' in card


def test_chapters_are_read_from_the_built_pages(tmp_path):
    pages = {
        "notebooks/03_partners": '<ul><li id="mem-001"></li></ul><tr id="mem-002"></tr>',
        "notebooks/08_blocs": '<li id="mem-001">',
        "tables/blocs-said": '<p class="crumb"><a href="../notebooks/08_blocs.html">Back to the chapter: A &amp; B</a></p>'
        '<li id="mem-001"><li id="mem-003">',
    }
    for name, page in pages.items():
        path = tmp_path / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(page)
    used, titles = usage(tmp_path)
    assert used == {"mem-001": ["03_partners", "08_blocs"], "mem-002": ["03_partners"], "mem-003": ["../tables/blocs-said"]}
    assert titles == {"../tables/blocs-said": "A & B"}


def test_what_a_state_signed_stands_first(pages):
    body = pages["parties/pakistan"].body
    signed, said = body.index('id="signed"'), body.index('id="said"')
    assert signed < said and "What Pakistan has signed or joined" in body


def test_of_a_state_that_signed_nothing_the_page_says_so(pages):
    signed = set(tables.load("memberships")["party"]) | {
        key for row in tables.load("events").query("kind in ['agreement', 'treaty']").to_dict("records")
        for key in tables.split(row["actor"])
    }  # fmt: skip
    spoken = set(mentions.mentions()["key"])
    states = [key for key in tables.load("parties").query("kind == 'state'")["key"] if key in spoken - signed]
    assert states
    for key in states:
        assert "No statement says that" in pages[places.thing(key).removesuffix(".html")].body


def test_what_a_company_got_is_the_sum_of_its_own_contracts():
    rows = parties.contracts()
    own = rows[rows["recipients"] == "spacex"]
    told = parties.got("spacex")
    assert told["n"] == len(own) and told["total"] == sum(own["low"])
    assert told["founding"] == sum(amount for amount, later in zip(own["low"], own["later"], strict=True) if not later)


def test_a_document_without_an_address_says_how_it_is_known(pages):
    for row in tables.load("sources").to_dict("records"):
        page = pages.get(places.document(row["key"]).removesuffix(".html"))
        if page:
            assert (row["url"].replace("&", "&amp;") or "no address known") in page.body
            assert places.marked(row["about"]) in page.body


def test_amounts_and_dates_are_words():
    row = {"low": 2.89e9, "high": 2.89e9, "qualifier": "about", "currency": "USD"}
    assert naming.amount(row) == "about $2.89 billion"
    assert naming.amount(row | {"low": float("nan"), "high": float("nan")}) == ""
    assert fields.value("2024~", dated=True) == "around 2024"
    assert fields.value("CHN; nobody known") == '<a href="../parties/china.html">China</a>, nobody known'


def test_statements_are_folded_by_kind_with_their_number_a_few_of_the_first_open(pages):
    ids = mentions.mentions().query("key == 'nasa'")["id"]
    folds = re.findall(r"<details([^>]*)><summary><h3>(.*?)</h3></summary>(.*?)</details>", pages["parties/nasa"].body, re.S)
    assert not any(" open" in attributes for attributes, _, _ in folds), "the first kind holds many"
    attributes = re.findall(r"<details([^>]*)>", pages["parties/pakistan"].body)
    assert [" open" in one for one in attributes] == [True] + [False] * (len(attributes) - 1) and len(attributes) > 1
    counted = {heading: len(re.findall(r"<li id=", inner)) for _, heading, inner in folds}
    assert all(heading.endswith(f" ({n})") for heading, n in counted.items()) and sum(counted.values()) == len(ids)
    assert len(folds) == ids.map(places.table).nunique() > 1


def test_of_nothing_a_company_got_by_founding_documents_the_page_says_none(pages):
    assert not parties.got("astrobotic")["founding"] and parties.got("astrobotic")["total"]
    body = pages["parties/astrobotic"].body
    assert "of this none by founding documents" in body and "$0" not in body
