"""Pairs of statements about the same thing: who is compared with whom, and what follows for the group."""

import pandas as pd
import pytest

from analysis.facts import comparison, tables
from analysis.facts.comparison import Aspect

UNTIL = pd.Series({"a": pd.Timestamp("2023-05-11"), "b": pd.Timestamp("2025-09-20"), "c": pd.NaT})


def plan(source="a", **columns):
    return {"source": source, "date": "2028", "status": "planned"} | columns


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (plan(), plan("b", date="2029"), "superseded"),
        (plan("b", date="2029"), plan(), "superseded"),
        (plan(status="announced"), plan("b", date="2029", status="flown"), "superseded"),
        (plan(status="flown"), plan("b", date="2029"), "incompatible"),
        (plan(), plan("a", date="2029"), "incompatible"),
        (plan(), plan("c", date="2029"), "incompatible"),
        (plan(), plan("b", date="2028~"), "same"),
        (plan(), plan("b", date="../2030"), "compatible"),
    ],
)
def test_a_plan_that_a_later_document_states_anew_is_superseded(one, other, kind):
    assert comparison.relate(Aspect("missions", ("craft",), "date", "moment"), one, other, UNTIL).kind == kind


def test_a_phase_or_a_site_is_never_superseded_by_time():
    aspect = Aspect("missions", ("craft",), "phase_position", "word")
    one, other = plan(phase_position=1), plan("b", phase_position=2)
    assert comparison.relate(aspect, one, other, UNTIL).kind == "incompatible"


@pytest.mark.parametrize(
    ("how", "a", "b", "kind", "confirms"),
    [
        ("naming", "x", "x", "same", True),
        ("spelling", "i space", "ispace", "compatible", False),
        ("spelling", "ispace", "ispace", "same", False),
        ("growth", "2023-09", "2025", "superseded", False),
        ("growth", "2025", "2025", "same", False),
        ("occasion", "2021-04", "2022-11", "different", False),
        ("occasion", "2021-04", "2021-04", "same", True),
        ("extent", "2026/2035", "2030/2035", "incompatible", False),
    ],
)
def test_ways_of_comparing(how, a, b, kind, confirms):
    found = comparison.relate(Aspect("t", ("k",), "v", how), {"source": "a", "v": a}, {"source": "c", "v": b}, UNTIL)
    assert (found.kind, found.confirms) == (kind, confirms)


@pytest.mark.parametrize(
    ("parties", "firsts", "kind"),
    [
        (("VEN", "VEN"), ("country", "country"), "same"),
        (("VEN", "PAK"), ("country", "country"), "incompatible"),
        (("EGY", "ZAF"), ("Arab country", "African country"), "different"),
    ],
)
def test_two_parties_cannot_be_first_in_the_same_thing(parties, firsts, kind):
    one, other = ({"source": s, "party": p, "first_claim": f} for s, p, f in zip("ac", parties, firsts, strict=True))
    aspect = Aspect("memberships", ("bloc",), "first_claim", "claimant")
    assert comparison.relate(aspect, one, other, UNTIL).kind == kind


def made_up(**changed):
    """A book of four documents: a whole list of states to 2024 (w), and others; members as `changed` says."""
    blank = {name: pd.DataFrame(columns=tables.columns(name)) for name in {aspect.table for aspect in comparison.ASPECTS}}
    sources = pd.DataFrame(
        {"key": ["w", "x", "y", "z"], "class": ["founding"] * 3 + ["later"], "as_of": ["2024-09", "2023-05", "2025", "2026"],
         "whole_list": ["state", "", "", "state"], "called": list("wxyz")}
    )  # fmt: skip
    parties = pd.DataFrame({"key": ["VEN", "ARE", "apsco", "CHN"], "kind": ["state", "state", "organisation", "state"]})
    book = blank | {"sources": sources, "parties": parties} | changed
    return lambda name: book[name]


def members(*rows):
    columns = ["id", "source", "party", "status", "date"]
    frame = pd.DataFrame(rows, columns=columns).assign(bloc="ilrs")
    return frame.reindex(columns=tables.columns("memberships"), fill_value="")


def test_every_pair_of_statements_about_one_thing_is_compared_once():
    rows = members(
        ("m1", "w", "VEN", "signed", "2023-07"),
        ("m2", "x", "VEN", "signed", "2023"),
        ("m3", "w", "VEN", "signed", "2023-07"),
        ("m4", "z", "VEN", "signed", "2019"),
    )
    found = comparison.pairs(made_up(memberships=rows)).query("what == 'date'")
    assert found[["one", "other", "class", "confirms"]].values.tolist() == [
        ["m1", "m2", "compatible", True],
        ["m1", "m3", "same", False],  # a document that repeats itself confirms nothing
        ["m2", "m3", "compatible", True],
    ]  # and a later source is not compared as a founding one
    assert set(found["about"]) == {"ilrs; VEN"}
    assert found[["source_one", "value_one", "value_other"]].values.tolist()[0] == ["w", "July 2023", "2023"]


def test_what_a_statement_does_not_say_is_not_compared():
    rows = members(("m1", "w", "VEN", "signed", ""), ("m2", "x", "VEN", "signed", "2023"))
    assert comparison.pairs(made_up(memberships=rows))["what"].tolist() == ["status"]


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        (("m2", "x", "ARE", "signed", "2023-04"), ["incompatible"]),  # dated before the list's day, and not on it
        (("m2", "x", "ARE", "signed", ""), ["incompatible"]),  # said before the list's day
        (("m2", "y", "ARE", "signed", ""), ["different"]),  # said after it: it may have joined since
        (("m2", "y", "ARE", "signed", "2025"), []),  # joined after the list's day
        (("m2", "x", "ARE", "negotiating", "2023-04"), []),  # no member
        (("m2", "x", "apsco", "signed", "2023-04"), []),  # an organisation absent from a list of states is no silence
        (("m2", "x", "VEN", "signed", "2023-04"), []),  # it is on the list
    ],
)
def test_silence_counts_only_for_a_whole_list_of_that_kind_and_day(row, kinds):
    rows = members(("m1", "w", "VEN", "signed", "2023-07"), row)
    found = comparison.pairs(made_up(memberships=rows)).query("what == 'silence'")
    assert found["class"].tolist() == kinds
    assert set(found["one"]) <= {"m2"} and set(found["other"]) <= {""} and set(found["source_other"]) <= {"w"}
    assert not found["confirms"].any()


def test_a_founder_need_not_stand_on_a_list_of_those_who_joined():
    founded = [("m2", "x", "CHN", "signed", "2021"), ("m3", "y", "CHN", "founded", "")]
    rows = members(("m1", "w", "VEN", "signed", "2023-07"), *founded)
    assert comparison.pairs(made_up(memberships=rows)).query("what == 'silence'").empty


def test_a_list_says_nothing_of_a_bloc_whose_members_it_does_not_list():
    rows = members(("m2", "x", "ARE", "signed", "2023-04"))
    assert comparison.pairs(made_up(memberships=rows)).query("what == 'silence'").empty


def pair(one, other, kind, confirms=False, sources=("w", "x"), values=("1", "2")):
    return ("t", "k", "v", one, other, *sources, *values, kind, confirms)


def test_a_group_is_as_much_at_odds_as_its_worst_pair(monkeypatch):
    monkeypatch.setattr(comparison.evidence, "called", lambda keys: keys.upper())
    rows = [
        pair("a", "b", "same", True, values=("1", "1")),
        pair("a", "c", "incompatible"),
        pair("b", "c", "superseded", sources=("x", "x")),
    ]
    rows += [("t", "other", "v", "d", "", "w", "x", "1", "none", "different", False)]
    found = comparison.groups(pd.DataFrame(rows, columns=comparison.COLUMNS)).set_index("about")
    assert found.loc["k", ["class", "documents", "statements", "sources"]].tolist() == ["incompatible", 2, "a; b; c", "w; x"]
    assert found.loc["k", "confirmed"] and not found.loc["other", "confirmed"]
    assert found.loc["k", "values"] == "1 (W; X); 2 (X)"
    assert found.loc["other", ["class", "statements", "documents"]].tolist() == ["different", "d", 2]


@pytest.mark.parametrize(
    ("how", "what", "row", "words"),
    [
        ("moment", "date", {"date": "2024~"}, "around 2024"),
        ("amount", "low", {"low": 1234.0, "high": 1234.0, "qualifier": ""}, "1,234"),
        ("amount", "low", {"low": 2.0, "high": 3.0, "qualifier": "up to"}, "up to 2 to 3"),
        ("amount", "low", {"low": 2.0, "high": float("nan"), "qualifier": "about"}, "about 2"),
        ("word", "phase_position", {"phase_position": 2}, "2"),
    ],
)
def test_values_are_shown_in_words(how, what, row, words):
    assert comparison.shown(Aspect("t", ("k",), what, how), row) == words


def test_every_aspect_names_columns_that_exist():
    for aspect in comparison.ASPECTS:
        assert {*aspect.about, aspect.what} <= set(tables.columns(aspect.table)), aspect
