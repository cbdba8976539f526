"""Every figure of the book as its chapter specifies it, at both shipped widths: words, alternative, labels, clipping."""

import re

import pytest
from matplotlib.figure import Figure as MatplotlibFigure

from analysis.chapters.spec import Figure, Statements, Table
from analysis.charts import style
from tests.parts import specification, specified


def made(kind, arguments=0):
    """The chapters' functions that return a specification of `kind`, with names for the report."""
    found = [(module.__name__.rpartition(".")[2], function) for module, function in specified(kind)]
    kept = [(name, function) for name, function in found if function.__code__.co_argcount == arguments]
    return [pytest.param(function, id=f"{name}.{function.__name__}") for name, function in kept]


FIGURES, TABLES, FOLDED = made(Figure), made(Table), made(Statements)
# What a reader never meets outside the dictionary of chapter 12: keys of rows and sources, column names, codes of dates.
CODES = (
    r"\b(mem|mis|fun|evt|lnk|cla|qty|pha|obj|fac|com|cnt|nam|jud|prv|arg)-[a-z0-9]+",
    r"\b[a-z]+_[a-z_]+\b",
    r"\d{4}[~?]|\.\./\d{4}|\d{4}/\.\.",
    r"\b(cir2023|stdaily2023|luhui2025|spacewiki|ilrs-encyclopedia)\b",
)
CODE = re.compile("|".join(CODES))


@pytest.mark.parametrize("make", FIGURES)
@pytest.mark.parametrize("width", style.WIDTHS)
def test_no_label_overlaps_another_or_leaves_the_page(make, width, assert_no_overlap):
    assert_no_overlap(specification(make).drawn(width))


@pytest.mark.parametrize("make", FIGURES)
def test_a_figure_says_what_it_shows(make):
    spec = specification(make)
    assert len(spec.alt) > 60, spec.alt
    for part in ("title", "subtitle", "source", "caption"):
        assert spec.words[part] and "{" not in spec.words[part], (part, spec.words[part])
    assert re.search(r"n = \d", spec.words["source"]), "the source line gives n"
    assert len(spec.table) > 0


@pytest.mark.parametrize("make", FIGURES)
def test_no_code_stands_in_the_words_of_a_figure(make):
    spec = specification(make)
    for text in [*spec.words.values(), spec.alt]:
        assert not CODE.search(text), CODE.search(text).group(0) + " in " + text


@pytest.mark.parametrize("make", TABLES)
def test_a_table_has_words_for_readers(make):
    spec = specification(make)
    bare = [column for column in spec.frame.columns if "_" in str(spec.headings.get(column, column)) and column != "id"]
    assert not bare, f"no heading for {bare}"
    for text in [spec.caption, spec.source, *spec.headings.values()]:
        assert text and not CODE.search(text), text


def test_names_of_figures_and_tables_are_their_own():
    names = [specification(parameter.values[0]).name for parameter in [*FIGURES, *TABLES, *FOLDED]]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


@pytest.mark.parametrize(
    "place, why", [((0.5, 0.5), None), ((0.1, 0.12), "'one' overlaps 'two'"), ((0.99, 0.5), "'two' leaves the page")]
)
def test_labels_that_overlap_or_leave_the_page_are_seen(place, why, assert_no_overlap):
    drawn = MatplotlibFigure(figsize=(3, 2))
    drawn.text(0.1, 0.1, "one")
    drawn.text(*place, "two")
    if why is None:
        assert_no_overlap(drawn)
    else:
        with pytest.raises(AssertionError, match=why):
            assert_no_overlap(drawn)
