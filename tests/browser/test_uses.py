"""What readers do: look at a mark, choose, sort, filter, follow, download, print, skip."""

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import pytest

from tests.browser.conftest import HTML

FIGURES = sorted(path.stem for path in (HTML / "figures").glob("*.svg"))
NETWORK, TIMELINE, LONG = "notebooks/03_partners", "notebooks/02_roadmap", "notebooks/08_blocs"
LABEL = ".figure-box svg.wide a:has(text)"


def test_a_label_tells_who_says_it_and_escape_hides_it(visit):
    tab = visit(NETWORK)
    label = tab.locator(LABEL).first
    label.hover()
    tip = tab.locator("#figure-tip")
    assert tip.is_visible() and "As printed" in tip.inner_text()
    tab.keyboard.press("Escape")
    assert not tip.is_visible()


def test_the_first_tap_tells_and_the_second_leads_to_the_statement(visit):
    tab = visit(NETWORK, 360, has_touch=True)
    label = tab.locator(".figure-box svg.phone a:has(text)").first
    label.tap()
    assert tab.locator("#figure-tip").is_visible() and "#" not in tab.url
    label.tap()
    place = tab.url.partition("#")[2]
    assert place and tab.locator(f'[id="{place}"]').is_visible()


@pytest.mark.parametrize("page", ["notebooks/08_blocs", "notebooks/09_forecasts", "notebooks/index"])
def test_a_tap_on_any_mark_for_a_phone_tells_before_it_leads(page, visit):
    tab = visit(page, 360, has_touch=True)
    nameless = """() => [...document.querySelectorAll('.figure-box svg.phone a[href]')].filter((link) => {
        const touch = new PointerEvent('click', { bubbles: true, cancelable: true, pointerType: 'touch' });
        const stays = !link.dispatchEvent(touch); // the page did not let it lead
        return !stays || !document.getElementById('figure-tip').innerText.trim();
    }).length"""
    assert tab.locator(".figure-box svg.phone a[href]").count() > 10
    assert tab.evaluate(nameless) == 0


def test_a_finding_picks_out_its_statements_on_the_page_that_has_them(visit):
    tab = visit("notebooks/08_blocs")
    link = tab.locator('ul.findings a[data-rows][href*="/tables/"]').first
    behind = set(link.get_attribute("data-rows").split())
    link.click()
    tab.wait_for_load_state()
    shown = "items => items.filter(item => !item.hidden && item.checkVisibility()).map(item => item.id)"
    kept = set(tab.locator("ul.said > li").evaluate_all(shown))
    assert "/tables/" in tab.url and len(kept) > 1 and kept <= behind
    assert f"of the {len(behind)} behind the finding" in tab.locator(".said-box .filter").inner_text()
    tab.reload()
    assert tab.locator("ul.said > li").evaluate_all(shown) != list(kept), "the choice is of one visit"


def test_cards_can_be_sorted_on_a_phone(visit):
    tab = visit("reference/parties/artemis-accords", 360)
    table = tab.locator("#members .data-table")
    choice = table.locator(".sort-by select")
    assert choice.is_visible()
    choice.select_option(label="Date ▲")
    dates = table.locator("tbody tr > :nth-child(3)").evaluate_all("cells => cells.map(cell => cell.dataset.sort ?? '')")
    dated = [date for date in dates if date]
    assert len(dated) > 50 and dated == sorted(dated)


def test_a_node_lifts_what_it_reaches(visit):
    tab = visit(NETWORK)
    faded = tab.locator(".figure-box svg.wide .faded")
    assert faded.count() == 0
    tab.locator(LABEL).first.hover()
    edges = tab.locator(".figure-box svg.wide [data-ends]")
    kept = edges.count() - tab.locator(".figure-box svg.wide [data-ends].faded").count()
    assert 0 < kept < edges.count()


def test_a_timeline_shows_one_lane_at_a_time(visit):
    tab = visit(TIMELINE)
    box = tab.locator("figure:has(p.choices)").first
    marks = box.locator("svg.wide [data-lane]")
    choice = box.locator("select").first.locator("option").nth(1).get_attribute("value")
    box.locator("select").first.select_option(choice)
    shown = box.locator("svg.wide [data-lane]:not(.left-out)")
    assert 0 < shown.count() < marks.count()
    lane = "marks => marks.map(mark => JSON.parse(mark.closest('.figure-box').dataset.words)[mark.dataset.lane])"
    assert set(shown.evaluate_all(lane)) == {choice}


def test_an_option_says_how_many_things_it_leaves(visit):
    tab = visit("notebooks/07_risks")
    lane, status = tab.locator("figure:has(#fig-plans-end) select").all()
    option = status.locator("option", has_text="flown")
    before = int(option.inner_text().rpartition("(")[2].rstrip(")"))
    lane.select_option(index=1)
    after = int(option.inner_text().rpartition("(")[2].rstrip(")"))
    status.select_option("flown")
    left = tab.locator("figure:has(#fig-plans-end) svg.wide [data-n]:not(.left-out)")
    assert 0 < left.count() == after < before


def test_a_choice_stays_when_a_node_has_lifted_its_neighbours(visit):
    tab = visit(LONG)
    box = tab.locator("figure:has(#fig-joint-end)")
    box.locator("select").select_option("ILRS")
    out = box.locator("svg.wide .left-out").count()
    box.locator("svg.wide [data-node]:not(.left-out) a:has(text)").first.hover()
    tab.mouse.move(0, 0)
    assert box.locator("svg.wide .left-out").count() == out > 0


def test_a_computed_mark_tells_what_it_is_and_what_it_is_made_of(visit):
    tab = visit("notebooks/06_companies")
    tab.locator("figure:has(#fig-needs-end) svg.wide a[aria-label]").first.hover()
    tip = tab.locator("#figure-tip")
    assert tip.locator("strong").inner_text() and tip.locator("dd").count() > 1


def test_a_column_sorts_by_number_and_back(visit):
    tab = visit(LONG)
    table = tab.locator(".data-table.long:has(th.number):not(details .data-table)").first
    head = table.locator("th.number button").first
    column = head.evaluate("button => button.closest('th').cellIndex")

    def values():
        cells = table.locator("tbody tr").evaluate_all(f"rows => rows.map(row => row.cells[{column}].textContent)")
        return [float(cell.replace(",", "")) for cell in cells if cell.strip()]

    head.click()
    assert values() == sorted(values()) and len(set(values())) > 1
    head.click()
    assert values() == sorted(values(), reverse=True)


def test_a_filter_keeps_the_rows_that_hold_the_words(visit):
    tab = visit(LONG)
    table = tab.locator(".data-table.long:not(details .data-table)").first
    rows = table.locator("tbody tr")
    word = rows.first.locator("td, th").first.inner_text().split()[0]
    table.locator("input[type=search]").fill(word)
    seen = [row.inner_text() for row in rows.all() if row.is_visible()]
    assert 0 < len(seen) < rows.count() and all(word.lower() in text.lower() for text in seen)


def test_a_figure_can_be_skipped(visit):
    tab = visit(NETWORK)
    skip = tab.locator("a.skip").first
    skip.focus()
    assert skip.is_visible()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert not tab.evaluate("document.activeElement.closest('.figure-box') !== null"), "still in the figure"


@pytest.mark.parametrize("name", FIGURES)
def test_the_files_of_a_figure_open(name):
    drawing = ET.parse(HTML / "figures" / f"{name}.svg").getroot()
    size = [float(drawing.get(side).removesuffix("pt")) for side in ("width", "height")]
    assert size == [float(number) for number in drawing.get("viewBox").split()[2:]], "cut by its view box"
    assert not list(drawing.iter("{http://www.w3.org/2000/svg}text")), "letters depend on the viewer's typefaces"
    assert (HTML / "figures" / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    rows = list(csv.reader(io.StringIO((HTML / "figures" / f"{name}.csv").read_text(encoding="utf-8"))))
    assert len(rows) > 1 and len({len(row) for row in rows}) == 1


def test_all_tables_stand_in_one_archive():
    declared = json.loads((HTML / "data" / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    with zipfile.ZipFile(HTML / "data" / "two-roads-data.zip") as packed:
        assert {resource["path"] for resource in declared} < set(packed.namelist()) and packed.testzip() is None


def test_a_page_prints_light_unfolded_and_whole_from_dark(visit):
    tab = visit("notebooks/09_forecasts", scheme="dark")
    tab.emulate_media(media="print", color_scheme="dark")  # without the event that a browser's own printing sends
    for part, of, most in ((".bd-article", "color", 300), (".figure-box svg text", "fill", 3 * 128)):
        ink = tab.evaluate(f"getComputedStyle(document.querySelector('{part}')).{of}")
        assert sum(map(int, ink[ink.index("(") + 1 : -1].split(",")[:3])) < most, f"pale letters on paper: {part}"
    papers = "getComputedStyle(document.querySelector('.figure-box')).backgroundColor"
    assert tab.evaluate(papers) == "rgb(255, 255, 255)"
    assert tab.locator("details.statements ul.said > li").first.is_visible()
    assert not tab.locator(".bd-header").first.is_visible() and not tab.locator("p.choices").first.is_visible()
    cut = "[...document.querySelectorAll('.scroll')].filter((box) => box.scrollHeight > box.clientHeight + 1).length"
    assert tab.evaluate(cut) == 0, "tables are cut"


def test_figures_follow_the_scheme(visit):
    ink = "getComputedStyle(document.querySelector('.figure-box svg text')).fill"
    assert visit(NETWORK).evaluate(ink) != visit(NETWORK, scheme="dark").evaluate(ink)
