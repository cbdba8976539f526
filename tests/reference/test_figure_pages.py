"""The table behind each figure: every column has a word, no key and no code is shown, statements are named and linked."""

import re

import pytest

from analysis.book import execute
from analysis.book.inline import behind
from analysis.facts import evidence, mentions, tables
from analysis.reference import figures
from tests.parts import cells_of


def drawn():
    """Every figure of the notebooks as they are stored."""
    for path in sorted(execute.NOTEBOOKS.glob("*.ipynb")):
        for cell in cells_of(path):
            for output in cell.get("outputs", []):
                described = output.get("metadata", {}).get("figure")
                if described:
                    files = behind(output["data"]["image/svg+xml"])
                    yield figures.Drawn(described, files, f"notebooks/{path.stem}", "The chapter")


DRAWN = {figure.described["name"]: figure for figure in drawn()}


def texts(html):
    """What the cells of the body show."""
    cells = re.findall(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", html.partition("<tbody>")[2], flags=re.DOTALL)
    return [re.sub("<[^>]+>", "", cell) for cell in cells]


@pytest.mark.book
@pytest.mark.parametrize("name", DRAWN)
def test_every_column_has_a_word_and_no_cell_shows_a_key(name):
    named = mentions.things()["short"].to_dict() | tables.named("sources", "called")
    keys = {key for key in named if key != named[key]} | set(evidence.statements()["id"])
    shown = texts(figures.page(DRAWN[name]).body)  # raises if a column has no word
    assert not keys & set(shown)
    assert not [cell for cell in shown if re.search(r"\d{4}-\d\d-\d\d|[a-z]_[a-z]|\bnan\b", cell)]


@pytest.mark.book
def test_every_word_is_used():
    columns = {name: figure.files[f"{name}.csv"].partition("\n")[0].strip().split(",") for name, figure in DRAWN.items()}
    own = {name: set(words.get("heads", {})) for name, words in figures.words().sentences.items() if name.startswith("fig-")}
    assert {name: heads - set(columns[name]) for name, heads in own.items()} == {name: set() for name in own}
    general = {column for name, held in columns.items() for column in held if column not in own.get(name, ())}
    assert set(figures.words()["heads"]) <= general


def test_a_column_without_a_word_is_refused():
    with pytest.raises(KeyError, match="no word for the column 'secret' of fig-x"):
        figures.behind("fig-x", "secret\n1\n", "C")


def test_cells_are_told_by_their_kind_and_sorted_by_what_they_mean():
    html = figures.behind("fig-x", "name,date,amount_usd,printed,spoken\nCHN,2021-03-09,2890000000.0,True,12.0\n", "C")
    assert '<a href="../reference/parties/china.html">China</a>' in html
    assert 'data-sort="2021-03-09" data-label="Date">9 March 2021<' in html
    assert 'data-sort="2890000000.0" data-label="Amount">$2.89 billion<' in html
    assert texts(html)[3:] == ["yes", "12"]


def test_two_days_are_one_date_and_the_columns_named_come_first():
    html = figures.behind("fig-since", "earliest,latest,label\n2023-10-01,2023-10-31,It ends\n", "C")
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == ["Contract or event", "Date"]
    assert texts(html) == ["It ends", "October 2023"]
    assert figures.span("2020-01-01", "2026-06-30") == "2020-01/2026-06" and figures.span("", "2028-12-31") == "../2028"
    with pytest.raises(ValueError, match="no span"):
        figures.span("2020", "2020-01-01")


def test_a_statement_is_named_and_leads_to_its_document():
    html = figures.behind("fig-market", "id,from\nmem-044,apsco\n", "C")
    link = re.search(r'<a href="\.\./reference/sources/([^"]+)#mem-044">(.*?)</a>', html)
    assert link and "Science and Technology Daily (2023)" in re.sub("<[^>]+>", "", link[2])


def test_a_page_leads_back_and_offers_the_files():
    described = {"name": "fig-market", "title": "T & U", "caption": "C", "alt": "A line."}
    page = figures.page(
        figures.Drawn(described, {"fig-market.svg": "", "fig-market.csv": "from\nnasa\n"}, "notebooks/06", "Six")
    )
    assert page.address == "figures/fig-market" and "<h1>T &amp; U</h1>" in page.body and "A line." in page.body
    assert '<a href="../notebooks/06.html#fig-market">Back to the figure, in “Six”</a>' in page.body
    assert re.findall(r'download href="([^"]+)"', page.body) == ["fig-market.svg", "fig-market.csv", "fig-market.png"]
