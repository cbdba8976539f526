"""Statements four times as many: the copies are sound, cost no more than they must, and pages say what they leave out."""

from itertools import pairwise

import pandas as pd
import pytest

from analysis.chapters import spec
from analysis.display import pages as shown
from analysis.display import places
from analysis.facts import check, comparison, evidence, form, matters, tables, updates
from analysis.reference import extension
from analysis.reference import pages as reference
from tests.scale import __main__ as scale
from tests.scale import copies

TIMES, SEED = 4, 7


@pytest.fixture(scope="module")
def files():
    return copies.grown(TIMES, SEED)


def counted(files, name):
    return len(form.read(name, files[f"{name}.csv"], tuple(tables.columns(name))).rows)


@pytest.mark.book
def test_the_copies_are_as_many_as_they_should_be_sound_and_the_same_on_every_run(files):
    assert check.found_in(files) == []
    for name in tables.package():
        times = TIMES if name in {*tables.statement_tables(), *copies.HANGING} else 1
        assert counted(files, name) == times * len(tables.rows(name)), name
    assert copies.grown(2, SEED) == copies.grown(2, SEED) != copies.grown(2, SEED + 1)


@pytest.mark.book
def test_a_fault_in_a_copy_is_found(files):
    last = files["claims.csv"].splitlines()[-1]
    assert check.found_in(files | {"claims.csv": files["claims.csv"] + last + b"\n"}) != []
    assert (
        check.found_in(files | {"claims.csv": files["claims.csv"].replace(last, last.replace(b",spacewiki,", b",nobody,"))})
        != []
    )


@pytest.mark.book
def test_plans_and_amounts_are_drawn_and_what_has_happened_keeps_its_day(files):
    def dates(name, status):
        rows = form.read(name, files[f"{name}.csv"], tuple(tables.columns(name))).rows
        return {
            (row["id"].rsplit("-", 1)[0] if number > len(rows) // TIMES + 1 else row["id"], row["date"])
            for number, row in rows
            if row["status"] == status
        }

    for status, moved in (("planned", True), ("flown", False)):
        found = dates("missions", status)
        assert (len(found) > len({key for key, _ in found})) == moved, status
    rows = form.read("funding", files["funding.csv"], tuple(tables.columns("funding"))).rows
    assert len({row["low"] for _, row in rows}) > 1.5 * len({row["low"] for _, row in tables.rows("funding")})


@pytest.fixture(scope="module")
def load(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("grown") / "data"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return lambda name: tables.load(name, folder)


@pytest.mark.book
def test_pairs_grow_as_the_square_only_as_far_as_a_matter_has_few_statements(load, monkeypatch):
    monkeypatch.setattr(matters, "MOST", 12)
    few, many = comparison.pairs(), comparison.pairs(load)
    assert len(few) * TIMES < len(many), "within the bound every pair is there"
    ruled = many[many["other"] != ""]  # a list that is silent is paired once with each of its members
    assert ruled.groupby(["table", "about", "what"]).size().max() == 12 * 11 / 2
    assert comparison.left_out().empty
    left = comparison.left_out(load)
    assert len(left) > 10 and left["compared"].between(1, 12).all() and (left["statements"] > 12).all()
    later = updates.pairs(load)
    assert later[later["by"] == updates.RULE].groupby(["table", "about", "what"]).size().max() <= 12 * 12


def test_of_many_statements_each_document_is_heard_and_each_thing_it_says():
    rows = [{"source": source, "n": n} for source in "ab" for n in "1111111122223"]
    kept = matters.foremost(rows, lambda row: row["n"], most=10)
    assert ["".join(row.values()) for row in kept] == ["a1", "b1", "a2", "b2", "a3", "b3"]
    assert matters.foremost(rows, lambda row: row["n"], most=len(rows)) == rows


def test_a_table_and_a_list_say_what_they_leave_out():
    frame = pd.DataFrame({"n": range(shown.MOST + 1)})
    html = shown.table(spec.Table("t", frame, "All", "made up")).html
    assert html.count("<tr>") == shown.MOST + 1 and "The first 600 of 601 rows; all of them in the download." in html
    assert html.count("%0A") == shown.MOST + 2, "the download has every row"
    assert "The first" not in shown.table(spec.Table("t", frame.head(shown.MOST), "All", "made up")).html
    every = pd.concat([tables.load("claims")] * 3, ignore_index=True).head(shown.MOST + 1)
    html = shown.statements(spec.Statements("s", every, ("content",), "All")).html
    assert html.count("<li id=") == shown.MOST and "The first 600 of 601 statements; all of them in the download." in html
    cells = [reference.cells(str(n)) for n in range(shown.MOST + 1)]
    html = reference.table(("n",), cells, "All")
    assert html.count("<tr>") == shown.MOST + 1 and "The first 600 of 601 rows" in html


def test_a_figure_says_what_it_leaves_out():
    drawn = []
    words = dict.fromkeys(("title", "subtitle", "source", "caption"), "Said.")
    data = pd.DataFrame({"n": range(spec.MOST + 1)})
    figure = spec.Figure("fig-a", lambda rows, **told: drawn.append((rows, told)), data, words, "alt", data)
    figure.drawn(5)
    ((rows, told),) = drawn
    assert len(rows) == spec.MOST and told["source"] == "Said. " + figure.left_out
    assert figure.left_out.startswith("The first 300 of 301 rows are drawn;")
    small = spec.Figure("fig-a", print, data.head(spec.MOST), words, "alt", data)
    assert (small.left_out, small.spoken) == ("", "alt")
    long = spec.Figure("fig-a", print, data, words, "one thing; " * 1000, data).spoken
    assert long.endswith(" … and more in its table. " + figure.left_out) and len(long) < spec.LONGEST + 200


@pytest.mark.book
def test_every_statement_has_its_place_on_a_page_of_no_more_than_it_can_show(monkeypatch):
    monkeypatch.setattr(places, "MANY", 20)
    monkeypatch.setattr(places, "PART", 20)
    places.parts.cache_clear()
    try:
        made = {page.address: page.body for page in extension.made({}, {})}
        for key in evidence.statements()["id"]:
            address, _, anchor = places.statement(key).partition(".html#")
            assert f'<li id="{anchor}">' in made[address], key
        claims = [body for address, body in made.items() if address.startswith("sources/cir2023-claims")]
    finally:
        places.parts.cache_clear()
    assert max(body.count('<li id="') for body in made.values()) <= 20
    assert [body.count('<li id="') for body in claims[:-1]] == [20] * (len(claims) - 1)
    assert "Part 2 of 7: statements 21 to 40 of 136." in claims[1] and 'href="cir2023-claims-3.html">part 3' in claims[1]
    assert (
        "The first 20 of 144 statements; all of them stand on the pages of their documents."
        in made["parties/artemis-claims"]
    )


def test_the_slopes_are_those_of_neighbours():
    told = {size: dict.fromkeys(scale.STAGES, (size**power, "")) for size, power in ((1, 2), (10, 2), (100, 2))}
    for line in scale.rows(told):
        assert line[1:] == ("1.0", "100.0", "10000.0", "2.00", "2.00")
    assert len(scale.columns((1, 10, 100))) == 1 + 3 + len([*pairwise((1, 10, 100))])
