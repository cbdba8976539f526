"""Every page: no error, no other host, no violation of accessibility, within its width, every link leads somewhere."""

import random
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import HTML


def pages(folder: str) -> list[str]:
    return sorted(path.relative_to(HTML).with_suffix("").as_posix() for path in (HTML / folder).rglob("*.html"))


def sample(names: list[str], number: int = 12) -> list[str]:
    """The same pages of those made of the data each time; there are too many to try them all."""
    return random.Random("reference").sample(names, min(number, len(names)))


PAGES = [*pages("notebooks"), *sample(pages("reference")), *sample(pages("figures"), 4), *sample(pages("tables"), 1)]
VIEWS = [(1280, "light"), (360, "dark")]  # both widths, both schemes
STOPS = 260  # the most a reader with a keyboard meets on one page, figures, tables and lists with many links skipped


def ids(path: Path) -> set[str]:
    return {unquote(found) for found in re.findall(r'\b(?:id|name)="([^"]+)"', path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_error_asks_no_other_host_and_keeps_to_its_width(page, visit, site):
    for width, scheme in ((1280, "light"), (360, "dark")):
        tab = visit(page, width, scheme)
        tab.wait_for_timeout(200)
        assert tab.problems == []
        assert {url for url in tab.asked if not url.startswith((site, "data:"))} == set()
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), f"wider than {width} px"


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_violation_of_accessibility(page, width, scheme, visit):
    found = Axe().run(visit(page, width, scheme))
    broken = {
        f"{rule['id']}: {rule['nodes'][0]['html'][:160]} ({len(rule['nodes'])})" for rule in found.response["violations"]
    }
    assert broken == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_page_and_a_place_that_are_there(page, visit, site):
    tab = visit(page)
    addresses = tab.eval_on_selector_all("a[href]", "links => links.map(link => link.href.baseVal ?? link.href)")
    lost, known = set(), {}
    for address in {urljoin(tab.url, address) for address in addresses}:
        if not address.startswith(site):
            assert urlsplit(address).scheme in {"http", "https", "mailto"}, address
            continue
        target = HTML / unquote(urlsplit(address).path).lstrip("/")
        target = target / "index.html" if target.is_dir() else target
        place = unquote(urlsplit(address).fragment)
        if not target.exists():
            lost.add(address)
        elif place and target.suffix == ".html":
            known[target] = known.get(target) or ids(target)
            lost |= {address} if place not in known[target] else set()
    made = tab.evaluate("[...document.querySelectorAll('[id]')].map(part => part.id)")  # by scripts: where a skip leads
    lost = {address for address in lost if not (address.startswith(f"{tab.url}#") and address.partition("#")[2] in made)}
    assert lost == set()


@pytest.mark.parametrize("page", PAGES)
def test_a_keyboard_comes_through_a_page(page, visit):
    """Few stops outside of what can be skipped, and what has many stops can be skipped."""
    tab = visit(page)
    outside, unskippable = tab.evaluate(
        """() => {
             const seen = (part) => part.tabIndex >= 0 && !part.disabled && part.checkVisibility();
             const all = 'a[href], button, input, select, summary, [tabindex="0"]';
             const boxes = [...document.querySelectorAll('.figure-box, .data-table, .said-box, .who-box, ul.bibliography')];
             const stops = (within) => [...within.querySelectorAll(all)].filter(seen);
             const many = boxes.filter((box) => stops(box).length > 15);
             return [
               stops(document).filter((part) => !many.some((box) => box.contains(part))).length,
               many.filter((box) => !box.previousElementSibling?.matches('a.skip, p.choices')).length];
           }"""
    )
    assert 0 < outside <= STOPS and unskippable == 0
    tab.keyboard.press("Tab")
    first = tab.evaluate("document.activeElement.outerHTML.slice(0, 80)")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.outerHTML.slice(0, 80)") != first, "the focus does not move on"


@pytest.mark.parametrize("page", PAGES)
def test_without_scripts_a_page_is_whole(page, visit):
    with_scripts, without = visit(page), visit(page, java_script_enabled=False)
    for part in (".findings > li", ".figure-box > svg", ".data-table tbody tr", "figure"):
        assert without.locator(part).count() == with_scripts.locator(part).count(), part
