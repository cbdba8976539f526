"""Drawings on pages: fewer bytes, and every word, link, mark and line still there under a name that only it has."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis.book import paths
from analysis.book.compact import BEGIN, compact
from analysis.book.inline import inline
from analysis.charts.worldmap import draw_worldmap
from analysis.display import figures

SVG = "{http://www.w3.org/2000/svg}"
CLIP = '<defs><clipPath id="c"><rect x="0" y="0" width="10" height="10"/></clipPath></defs>'


def drawing(inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'


def line(path: str, style: str = "fill: none; stroke: red", more: str = "") -> str:
    return f'<path d="{path}" style="{style}"{more}/>'


def silenced(tree: ElementTree.Element, attribute: str) -> list[str]:
    """The addresses of links that have an attribute, or stand in a group that has it."""
    holders = [part for part in tree.iter() if part.get(attribute)]
    return [link.get("href") for part in holders for link in part.iter() if link.tag in ("a", f"{SVG}a")]


@pytest.fixture(scope="module")
def page():
    """Two figures of one page, before and after."""
    rows = pd.DataFrame({"state": ["EGY", "ITA", "FRA"], "standing": ["one", "two", "one"], "url": ["#a"] * 3})
    looks = {
        "one": {"role": "ilrs", "certainty": "done", "hatch": "rising"},
        "two": {"role": "artemis", "certainty": "announced", "hatch": "rising"},
    }

    def drawn(name):
        words = {"looks": looks, "key": {"one": "ILRS", "two": "Accords"}, "title": name, "subtitle": "s", "source": "x"}
        charts = {variant: draw_worldmap(rows, width=width, **words) for variant, width in figures.VARIANTS.items()}
        return figures.combined({v: figures.svg(chart, f"{name}-{v}") for v, chart in charts.items()}, {})

    before, known = [drawn("fig-a"), drawn("fig-b")], {}
    return before, [inline(svg, f"The map of {n}, in an equal-area projection.", known) for n, svg in enumerate(before)]


def test_a_path_by_hand():
    """To (10, 10); 10 right, 2.5 down; to (9.5, 13), which is 10.5 left and .5 down; a curve as differences."""
    by_hand = "m10 10h10v2.5l-10.5.5zm-10-10c1 2 3 4 5 6"
    assert paths.shortest("M 10 10 L 20 10 20 12.5 9.5 13 z M 0 0 C 1 2 3 4 5 6") == by_hand


def test_rounding_does_not_add_up():
    """Four steps of 0.04 end at 0.16, which is 0.2, though each of them is none to a tenth."""
    assert paths.shortest("M 0 0 0.04 1 0.08 0 0.12 1 0.16 0") == "m0 0v1l.1-1v1l.1-1"


def test_points_on_a_line_are_left_out_and_a_way_back_is_not():
    assert paths.shortest("M 0 0 1 1 2 2 3 3 3 9 3 5") == "m0 0 3 3v6-4"
    assert paths.shortest("M 0 0 1 0.3 2 0") == "m0 0 1 .3 1-.3"


def test_a_dot_of_no_length_stays_a_dot():
    assert paths.shortest("M 5 5 5 5") == "m5 5h0"


def test_a_circle_is_one_and_a_lens_is_none():
    around = [(3, 1), (1.41 + 1, 2.41), (1, 3), (-0.41, 2.41), (-1, 1), (-0.41, -0.41), (1, -1), (2.41, -0.41), (3, 1)]
    curves = " ".join(f"C {x} {y} {x} {y} {x} {y}" for x, y in around[1:])
    assert paths.circle(f"M 3 1 {curves} z") == (1, 1, 2)
    assert paths.circle(f"M 3 1 {curves} z".replace("2.41", "2")) is None


def test_lines_that_follow_in_one_style_are_one_path_and_shapes_are_not():
    both = drawing(f"<g>{line('M 0 0 5 0')}</g><g>{line('M 0 2 5 2')}</g>")
    assert compact([both], {}) == '<svg><path style="fill:none;stroke:red" d="m0 0h5m-5 2h5"/></svg>'
    shapes = drawing(line("M 0 0 5 0 5 5 z", "fill: red") + line("M 9 9 5 0 5 5 z", "fill: red"))
    assert compact([shapes], {}).count("<path") == 2


def test_silent_links_that_follow_each_other_are_hidden_together():
    link = '<a href="#s-{}" tabindex="-1" aria-hidden="true"><text>x</text></a>'
    left = '<a href="#s-{}" tabindex="-1"><text>x</text></a>'
    two = f'<g aria-hidden="true">{left.format(1)}{left.format(2)}</g>'
    assert compact([drawing(link.format(1) + link.format(2) + "<text>y</text>")], {}) == f"<svg>{two}<text>y</text></svg>"
    assert compact([drawing(link.format(1))], {}) == f"<svg>{link.format(1)}</svg>"


def test_a_clip_stays_where_it_cuts():
    inside, across = line("M 2 2 8 8", more=' clip-path="url(#c)"'), line("M 2 2 12 8", more=' clip-path="url(#c)"')
    assert "clip" not in compact([drawing(inside + CLIP)], {})
    cut = compact([drawing(across + CLIP)], {})
    (name,) = re.findall('<clipPath id="([^"]*)">', cut)
    assert f"clip-path:url(#{name})" in cut
    edge = line("M 2 9.8 8 9.8", "fill: none; stroke: red; stroke-width: 2", ' clip-path="url(#c)"')
    assert "clip-path:" in compact([drawing(edge + CLIP)], {}), "half the line lies outside"


def test_a_mark_is_defined_once_on_a_page():
    mark = '<defs><path id="{0}" d="M 0 0 3 0 3 3 z" style="stroke: red"/></defs><use xlink:href="#{0}" x="1.04" y="0"/>'
    known = {}
    first, second = (compact([drawing(mark.format(name))], known) for name in ("a", "b"))
    assert first == '<svg><defs><path style="stroke:red" d="m0 0h3v3z" id="fa"/></defs><use href="#fa" x="1"/></svg>'
    assert second == '<svg><use href="#fa" x="1"/></svg>'


def test_pages_that_are_bound_into_one_share_no_name():
    twice = drawing(
        line("M 0 0 L 5 5") + CLIP + '<g clip-path="url(#c)">' + line("M 0 0 L 9 5") + "</g>" + line("M 1 0 L 5 9")
    )
    one, other = ({BEGIN: f"f{page}-"} for page in ("01", "02"))
    for known in (one, other):
        compact([twice], known)
    names = [{short for long, short in known.items() if long != BEGIN} for known in (one, other)]
    assert all(names) and not names[0] & names[1] and all(re.fullmatch(r"f0[12]-\w+", name) for name in names[0] | names[1])


def test_the_drawing_for_a_phone_takes_its_names_from_the_one_for_a_desk():
    link = '<a href="#s-1" aria-label="Egypt. A newspaper of that day: signed"><path d="M 0 0 1 1" style="fill: red"/></a>'
    wide, phone = compact([drawing(link)] * 2, {}).split("</svg>", 1)
    assert 'aria-label="Egypt. A newspaper of that day: signed" id="fa"' in wide
    assert 'aria-labelledby="fa"' in phone and "aria-label=" not in phone and 'href="#s-1"' in phone


def test_every_word_link_and_mark_is_still_there(page):
    for before, after in zip(*page, strict=True):
        old, new = ElementTree.fromstring(before), ElementTree.fromstring(f"<p>{after}</p>")
        for tag in ("text", "a", "use", "pattern"):
            lines = sum(1 for _ in old.iter(f"{SVG}pattern")) if tag == "use" else 0  # lines of a hatch are a mark now
            assert sum(1 for _ in new.iter(tag)) == sum(1 for _ in old.iter(f"{SVG}{tag}")) + lines
        assert ["".join(text.itertext()) for text in new.iter("text")] == [
            "".join(text.itertext()) for text in old.iter(f"{SVG}text")
        ]
        assert [link.get("href") for link in new.iter("a")] == [link.get("href") for link in old.iter(f"{SVG}a")]
        for silent in ("tabindex", "aria-hidden"):
            assert silenced(new, silent) == silenced(old, silent)


def test_what_is_referred_to_is_on_the_page_once(page):
    markup = "".join(page[1])
    ids = re.findall(r' id="([^"]*)"', markup)
    referred = re.findall(r"url\(#([^)]*)\)", markup) + re.findall(r'(?:<use href="#|labelledby=")([^"]*)', markup)
    assert len(ids) == len(set(ids)) and set(referred) == set(ids)
    classes = set(re.findall(r'(?<!<svg )class="(f[^"]*)"', markup))
    assert classes == set(re.findall(r"\.(f\w+)\{", markup))


def test_a_second_drawing_on_a_page_is_less_than_half_of_its_file(page):
    (_, second), (one, two) = page
    assert len(two) < len(one) and len(two) < (len(second) - second.index("</metadata>")) / 2
