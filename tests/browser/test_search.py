"""What readers ask for: the first answer leads to the right page and place, and shows a sentence with the word."""

import re
from urllib.parse import quote, unquote

import pytest

from tests.browser.conftest import HTML

STATEMENT = r"[a-z]+-[\w-]*\d\w*"
ASKED = {  # the address of the first answer, as a pattern, and a word that it shows
    "Starship": ("reference/parties/starship", "Starship"),
    "SpaceX": ("reference/parties/spacex", "SpaceX"),
    "Pakistan": ("reference/parties/pakistan", "Pakistan"),
    "first country": (r"notebooks/03_partners#.*what-was-signed.*|notebooks/03_partners#mem-\d+", "first country"),
    "SLS cost": (r"notebooks/05_funding#what-was-spent.*|notebooks/0(5_funding|7_risks)#" + STATEMENT, "cost"),
    "ILRS members": (r"notebooks/0(3_partners|8_blocs)(#.*)?|reference/parties/ilrs-programme-memberships(#.*)?", "member"),
    "登月": (r"notebooks/\d\d_\w+#" + STATEMENT, "登月"),
    "嫦娥": (r"notebooks/02_roadmap(#.*)?|reference/parties/change-\w+(#.*)?", "嫦娥"),
}


@pytest.mark.parametrize("words", ASKED)
def test_the_first_answer_is_the_page_and_place_that_tells(words, visit, site):
    tab = visit(f"search.html?q={quote(words)}")
    first = tab.locator(".search-found > li").first
    first.wait_for()
    page, word = ASKED[words]
    address = unquote(first.locator("h2 a").evaluate("link => link.href")).removeprefix(site).replace(".html", "")
    assert re.fullmatch(page, address), address
    name, _, place = address.partition("#")
    assert not place or f'id="{place}"' in (HTML / f"{name}.html").read_text(encoding="utf-8")
    sentences = [text for text in first.locator("p").all_inner_texts() if word.lower() in text.lower()]
    assert any(len(text) > len(word) + 20 for text in sentences), first.inner_text()
    assert word.lower().split()[0] in " ".join(first.locator("mark").all_inner_texts()).lower(), "the words are not marked"


def test_an_answer_leads_to_a_place_that_is_seen(visit):
    tab = visit(f"search.html?q={quote('登月')}")
    link = tab.locator(".search-found > li h2 a").first
    link.wait_for()
    link.click()
    tab.wait_for_load_state()
    place = tab.locator(f'[id="{tab.url.partition("#")[2]}"]')
    assert place.is_visible() and "登月" in place.inner_text()
