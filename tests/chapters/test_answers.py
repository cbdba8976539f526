"""Figures that answer back: all that is drawn leads somewhere and says what it is; a timeline can be chosen from."""

import json
import re
from functools import lru_cache
from html import unescape

import networkx as nx
import pytest

from analysis.book.execute import NOTEBOOKS
from analysis.chapters.spec import Figure, Table, linked
from analysis.charts import amounts, announced, crossings, dots, moved, plans, staircases, steps, style, timeline
from analysis.display import figures, places
from analysis.facts import mentions
from tests.parts import specification, specified

FIGURES = [
    pytest.param(module, make, id=f"{module.__name__.rpartition('.')[2]}.{make.__name__}")
    for module, make in specified(Figure)
    if not make.__code__.co_argcount
]
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


@lru_cache
def drawn() -> dict[str, str]:
    """Name of a figure -> its drawings at both widths, as the notebooks hold them (nbval compares those with the code's)."""
    found = {}
    for path in NOTEBOOKS.glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for output in [output for cell in cells for output in cell.get("outputs", [])]:
            described = output.get("metadata", {}).get("figure")
            if described:
                found[described["name"]] = "".join(output["data"]["image/svg+xml"]).partition("</metadata>")[2]
    return found


@lru_cache
def rows(module) -> set[str]:
    """The places of the rows of a chapter's tables, and of the tables."""
    made = [specification(make) for other, make in specified(Table) if other is module]
    frames = [spec.frame for spec in made]
    found = {key for frame in frames for column in ("id", "row") if column in frame for key in frame[column]}
    return found | {f"table-{spec.name}" for spec in made}


def addresses(data) -> list[str]:
    data = linked(data)
    return [node.get("url", "") for node in data.nodes.values()] if isinstance(data, nx.Graph) else list(data["url"])


@pytest.mark.parametrize(("module", "make"), FIGURES)
def test_all_that_a_figure_draws_leads_to_a_statement_or_to_a_row_of_the_chapter(module, make):
    spec, known = specification(make), places.statements()
    found = addresses(spec.data)
    assert all(found), f"{found.count('')} of {len(found)} lead nowhere"
    here = [address.removeprefix("#") for address in found if address.startswith("#")]
    missing = {address for address in here if address not in known} - rows(module)
    assert not missing, missing
    if spec.draw in TIMELINES:
        assert_choices(drawn()[spec.name])


def assert_choices(drawing: str) -> None:
    """A timeline can be chosen from and says its day."""
    offered = [
        {word for cell in re.findall(rf'data-{kind}="([^"]*)"', drawing) for word in cell.split(style.EITHER)}
        for kind in ("lane", "status")
    ]
    assert max(map(len, offered)) > 1
    assert drawing.count("as of ") >= 1 and sum(map(int, re.findall(r'data-n="(\d+)"', drawing))) > 1


def test_every_figure_is_drawn_in_a_notebook():
    assert len(drawn()) >= len(FIGURES)


@pytest.mark.parametrize("name", sorted(drawn()))
def test_a_mark_without_a_label_says_what_it_is_before_who_says_so(name):
    called = {said.partition(":")[0] for _, said in figures._says().values()}
    assert "<a " in drawn()[name]
    for said in NAMED.findall(drawn()[name]):
        assert not places.CHINESE.search(said) and not unescape(said).startswith(("#", *called)), said


@pytest.mark.parametrize("name", sorted(drawn()))
def test_no_mark_is_named_by_a_key(name):
    things = mentions.things()["short"]
    keys = {key for key, short in things.items() if "-" in key and key != short}
    for said in NAMED.findall(drawn()[name]):
        assert not keys & set(re.split(r"[ ,:;.]+", unescape(said).partition(". ")[0])), said
