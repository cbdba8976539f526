"""Tables and cards: each fits its page, a page keeps to its weight, a figure leads to its table and back."""

import re

import pytest

from tests.browser.conftest import HTML

FOLDERS = [HTML / "notebooks", HTML / "tables"]
CHAPTERS = sorted(path.relative_to(HTML).with_suffix("").as_posix() for part in FOLDERS for path in part.glob("*.html"))
FIGURES = sorted(path.stem for path in (HTML / "figures").glob("*.svg"))
MOST = 300_000  # bytes of a page
TOO_WIDE = """() => {
  document.querySelectorAll("details").forEach((box) => (box.open = true));
  return [...document.querySelectorAll(".data-table .scroll")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1)
    .map((box) => `${box.getAttribute("aria-label")}: ${box.scrollWidth} of ${box.clientWidth}`);
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", CHAPTERS)
def test_no_table_of_a_chapter_scrolls_sideways(page, width, visit):
    assert visit(page, width).evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("name", FIGURES)
def test_the_table_behind_a_figure_fits_its_page_and_leads_back(name, visit):
    assert visit(f"figures/{name}", 1280).evaluate(TOO_WIDE) == []
    tab = visit(f"figures/{name}", 360)
    assert tab.evaluate(TOO_WIDE) == [] and tab.problems == []
    back = tab.locator(".crumb a").get_attribute("href")
    chapter, _, anchor = back.partition("#")
    held = (HTML / "figures" / chapter).resolve().read_text(encoding="utf-8")
    assert anchor == name and f'id="{name}"' in held
    assert f'<a href="../figures/{name}.html">Table behind this figure</a>' in held and f'"{name}-end"' in held


@pytest.mark.parametrize("folder", ["notebooks", "figures", "tables", "reference"])
def test_no_page_is_heavy(folder):
    drawing = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
    sizes = {path.name: len(drawing.sub("", path.read_text("utf-8")).encode()) for path in (HTML / folder).rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size >= MOST} == {}


def test_the_table_behind_a_figure_sorts_dates_by_time(visit):
    tab = visit("figures/fig-joined")
    column = tab.locator("th", has_text="Date").evaluate("head => head.cellIndex")
    tab.locator("th button", has_text="Date").click()
    told = tab.locator("tbody tr").evaluate_all(f"rows => rows.map(row => row.cells[{column}].dataset.sort)")
    assert told == sorted(told) and len(set(told)) > 10


def test_a_long_table_is_one_link_away_and_whole_there(visit):
    tab = visit("notebooks/11_disagreements")
    link = tab.locator(".all-rows a").first
    number = int(re.search(r"\d+", link.inner_text())[0])
    link.click()
    assert tab.locator(".data-table tbody tr").count() == number
    assert tab.locator(".filter").count() == 1


def test_statements_are_filtered_by_document(visit):
    tab = visit("notebooks/03_partners")
    tab.locator("details.statements > summary").first.click()
    box = tab.locator(".said-box").first
    name = box.locator("select option").nth(1).inner_text()
    box.locator("select").select_option(name)
    seen = [item.inner_text() for item in box.locator("ul.said > li").all() if item.is_visible()]
    assert 0 < len(seen) < box.locator("ul.said > li").count() and all(name in text for text in seen)
