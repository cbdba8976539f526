"""What readers ask for: the first answer leads to the right page and place, and shows a sentence with the word."""

import re
from urllib.parse import quote, unquote

import pytest

from tests.browser.conftest import HTML

STATEMENT = r"#(?!fig-)[a-z]{3}-[\w-]+"
ASKED = {  # the address of the first answer, as a pattern, and a word that it shows
    "Starship": ("reference/parties/starship", "Starship"),
    "SpaceX": ("reference/parties/spacex", "SpaceX"),
    "Pakistan": ("reference/parties/pakistan", "Pakistan"),
    "first country": (r"notebooks/03_partners#(.*what-was-signed.*|mem-\d+)", "first country"),
    "SLS cost": (r"notebooks/(05_funding#what-was-spent.*|0(5_funding|7_risks)" + STATEMENT + ")", "cost"),
    "ILRS members": (r"reference/parties/ilrs-programme#members|notebooks/0(3_partners|8_blocs)(#(?!mem-).*)?", "member"),
    "NASA budget": (r"notebooks/05_funding(#.*)?", "budget"),
    "Artemis Accords signatories": (r"notebooks/08_blocs(#.*)?|reference/parties/artemis-accords(#.*)?", "signatories"),
    "who joined last": (r"notebooks/08_blocs(#.*)?", "last"),
    "who has signed both": (r"notebooks/08_blocs(#.*)?", "both"),
    "how much did SpaceX get": ("reference/parties/spacex(#.*)?", "SpaceX"),
    "Blue Origin contract": (r"reference/parties/blue-origin(#.*)?", "contract"),
    "Luna-25 crash": (r"reference/parties/luna-25" + STATEMENT, "crash"),
    "nuclear reactor": (r"notebooks/10_power(#.*)?", "reactor"),
    "helium-3": (r"notebooks/01_station(#.*)?", "helium-3"),
    "CLPS failures": (r"(reference/parties/clps|notebooks/07_risks)(#.*)?", "fail"),
    "task order": ("notebooks/glossary#term-task-order", "order"),
    "ILRS": ("reference/parties/ilrs-programme", "ILRS"),
    "UAE": ("reference/parties/uae", "UAE"),
    "Turkiye": ("reference/parties/turkiye", "Türkiye"),
    "Chang'e-7": ("reference/parties/change-7", "Chang'e-7"),
    "Chang’e 7": ("reference/parties/change-7(#.*)?", "Chang'e-7"),
    "登月": (r"notebooks/\d\d_\w+" + STATEMENT, "登月"),
    "嫦娥": (r"notebooks/02_roadmap(#.*)?|reference/parties/change-\w+", "嫦娥"),
    "Chang'e 8 date": (r"reference/parties/change-8(#.*)?|notebooks/02_roadmap#dates-slip.*", "Chang'e-8"),
    "power at night": (r"notebooks/10_power(#.*)?", "night"),
    "嫦娥七号": ("reference/parties/change-7", "嫦娥七号"),
    "巴基斯坦": ("reference/parties/pakistan", "巴基斯坦"),
    "俄罗斯": ("reference/parties/russia", "俄罗斯"),
    "国际月球科研站": ("reference/parties/ilrs-(programme|station)", "国际月球科研站"),
    "阿尔忒弥斯协定": ("reference/parties/artemis-accords", "阿尔忒弥斯协定"),
    "核电站": ("reference/parties/lunar-reactor(#.*)?", "核电站"),
}


def found(tab, site):
    """The addresses of the answers that are shown, in their order."""
    tab.locator(".search-found > li").first.wait_for()
    links = tab.locator(".search-found > li h2 a").evaluate_all("links => links.map(link => link.href)")
    return [unquote(link).removeprefix(site).replace(".html", "") for link in links]


@pytest.mark.parametrize("words", ASKED)
def test_the_first_answer_is_the_page_and_place_that_tells(words, visit, site):
    tab = visit(f"search.html?q={quote(words)}")
    address = found(tab, site)[0]
    page, word = ASKED[words]
    assert re.fullmatch(page, address), address
    name, _, place = address.partition("#")
    assert not place or f'id="{place}"' in (HTML / f"{name}.html").read_text(encoding="utf-8")
    first = tab.locator(".search-found > li").first
    sentences = [text for text in first.locator("p").all_inner_texts() if word.lower() in text.lower()]
    assert any(len(text) > len(word) + 20 for text in sentences), first.inner_text()
    assert word.lower().split()[0] in " ".join(first.locator("mark").all_inner_texts()).lower(), "the words are not marked"
    assert not tab.problems


def test_what_has_two_pages_is_found_by_its_name_on_both(visit, site):
    pages = {address.partition("#")[0] for address in found(visit(f"search.html?q={quote('国际月球科研站')}"), site)[:2]}
    assert pages == {"reference/parties/ilrs-programme", "reference/parties/ilrs-station"}


@pytest.mark.parametrize("words", ["zzzz", "qwertyuiop", "登登登登", "zzzz xqxq"])
def test_nonsense_finds_nothing_and_says_so(words, visit):
    tab = visit(f"search.html?q={quote(words)}")
    tab.locator(".search-said", has_text="Nothing found").wait_for()
    assert tab.locator(".search-found > li").count() == 0
    ways = tab.locator(".search-said a").evaluate_all("links => links.map(link => link.href)")
    assert len(ways) == 3 and all((HTML / "notebooks" / way.rpartition("/")[2]).exists() for way in ways)


def test_words_that_no_page_holds_together_find_pages_that_hold_some(visit, site):
    tab = visit("search.html?q=Pakistan+zzzz")
    assert found(tab, site)[0].startswith("reference/parties/pakistan")
    assert tab.locator(".search-said").inner_text().startswith("No page holds all of “Pakistan zzzz”")


def test_the_begun_word_is_found_as_the_whole_one(visit, site):
    assert found(visit("search.html?q=Pakist"), site)[0] == "reference/parties/pakistan"


def test_a_statement_is_shown_as_a_sentence_with_who_says_it(visit, site):
    tab = visit("search.html?q=SLS+overrun")
    found(tab, site)
    said = tab.locator(".search-found > li", has_text="The money").first.locator("p", has_text="SLS overrun: ").first
    assert re.match(r"[A-Z][\w ]+ \(\d{4}\) SLS overrun: .+: “.+”$", said.inner_text()), said.inner_text()


def test_an_answer_leads_to_a_place_that_is_seen(visit):
    tab = visit(f"search.html?q={quote('登月')}")
    link = tab.locator(".search-found > li h2 a").first
    link.wait_for()
    link.click()
    tab.wait_for_load_state()
    place = tab.locator(f'[id="{tab.url.partition("#")[2]}"]')
    assert place.is_visible() and "登月" in place.inner_text()


def test_from_a_folder_search_says_what_it_needs(browser):
    tab = browser.new_page()
    tab.goto((HTML / "search.html").as_uri() + "?q=Pakistan")
    tab.locator(".search-said", has_text="needs the book on a web server").wait_for()
    tab.close()
