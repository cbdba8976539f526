"""Figures that answer back: all that is drawn leads somewhere and says what it is; a timeline can be chosen from."""

import re
from html import unescape

import networkx as nx
import pytest

from analysis.chapters.spec import Figure, Table, linked
from analysis.charts import amounts, announced, crossings, dots, moved, plans, staircases, steps, style, timeline
from analysis.display import figures, places
from tests.parts import specified

FIGURES = [pytest.param(module, make, id=make().name) for module, make in specified(Figure) if not make.__code__.co_argcount]
TIMELINES = {
    amounts.draw_amounts,
    announced.draw_announced,
    crossings.draw_crossings,
    dots.draw_dots,
    moved.draw_moved,
    plans.draw_plans,
    staircases.draw_staircases,
    steps.draw_steps,
    timeline.draw_timeline,
}
NAMED = re.compile(r'<a [^>]*aria-label="([^"]*)"')


def rows(module) -> set[str]:
    """The places of the rows of a chapter's tables, and of the tables."""
    made = [make() for other, make in specified(Table) if other is module]
    frames = [spec.frame for spec in made]
    found = {key for frame in frames for column in ("id", "row") if column in frame for key in frame[column]}
    return found | {f"table-{spec.name}" for spec in made}


def addresses(data) -> list[str]:
    data = linked(data)
    return [node.get("url", "") for node in data.nodes.values()] if isinstance(data, nx.Graph) else list(data["url"])


@pytest.mark.parametrize(("module", "make"), FIGURES)
def test_all_that_a_figure_draws_leads_to_a_statement_or_to_a_row_of_the_chapter(module, make):
    spec, known = make(), places.statements()
    found = addresses(spec.data)
    assert all(found), f"{found.count('')} of {len(found)} lead nowhere"
    here = [address.removeprefix("#") for address in found if address.startswith("#")]
    missing = {address for address in here if address not in known} - rows(module)
    assert not missing, missing


@pytest.mark.parametrize("width", style.WIDTHS)
@pytest.mark.parametrize(("module", "make"), FIGURES)
def test_a_mark_without_a_label_says_what_it_is_before_who_says_so(module, make, width):
    spec, called = make(), {said.partition(":")[0] for _, said in figures._says().values()}
    drawing = figures.svg(spec.drawn(width), "f")
    assert "<a " in drawing
    for name in NAMED.findall(drawing):
        assert not places.CHINESE.search(name) and not unescape(name).startswith(("#", *called)), name


@pytest.mark.parametrize(("module", "make"), [item for item in FIGURES if item.values[1]().draw in TIMELINES])
def test_a_timeline_can_be_chosen_from_and_says_its_day(module, make):
    spec = make()
    drawing = figures.svg(spec.drawn(style.WIDE), "f")
    offered = [
        {word for cell in re.findall(rf'data-{kind}="([^"]*)"', drawing) for word in cell.split(style.EITHER)}
        for kind in ("lane", "status")
    ]
    assert max(map(len, offered)) > 1
    assert drawing.count("as of ") >= 1 and sum(map(int, re.findall(r'data-n="(\d+)"', drawing))) > 1
