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
        ("moment", "2024~", "2024", "same", True),
        ("moment", "2023-10", "2023", "compatible", True),
        ("extent", "2026/2035", "2026/..", "compatible", True),
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
        ("extent", "date", {"date": "2026/2035"}, "2026–2035"),
        ("growth", "as_of", {"as_of": "2023-09"}, "September 2023"),
        ("occasion", "date", {"date": "2023-09"}, "September 2023"),
        ("amount", "low", {"low": 0.5, "high": 12345678901.0, "qualifier": ""}, "0.5 to 12,345,678,901"),
        ("amount", "low", {"low": 1234567890.0, "high": 1234567890.0, "qualifier": "over"}, "over 1,234,567,890"),
        ("amount", "low", {"low": 1234.0, "high": 1234.0, "qualifier": ""}, "1,234"),
        ("amount", "low", {"low": 2.0, "high": 3.0, "qualifier": "up to"}, "up to 2 to 3"),
        ("amount", "low", {"low": 2.0, "high": float("nan"), "qualifier": "about"}, "about 2"),
        ("word", "phase_position", {"phase_position": 2}, "2"),
    ],
)
def test_values_are_shown_in_words(how, what, row, words):
    assert comparison.shown(Aspect("t", ("k",), what, how), row) == words


def test_every_aspect_names_columns_that_exist_and_a_way_of_comparing():
    for aspect in comparison.ASPECTS:
        assert {*aspect.about, aspect.what} <= set(tables.columns(aspect.table)), aspect
        assert aspect.how in {"amount", "word", "claimant", *comparison.COMPARE}, aspect


def test_a_pair_is_a_row_of_words_and_keys():
    """Each thing about each pair of two statements, one of them hedged, in the order of the columns."""
    rows = pd.DataFrame(
        [("c1", "w", 10.0, float("nan"), "over"), ("c2", "x", 9.0, 9.0, "")],
        columns=["id", "source", "low", "high", "qualifier"],
    ).assign(bloc="ilrs", counted="states", as_of="2024")
    found = comparison.pairs(made_up(member_counts=rows))
    assert found.columns.tolist() == [
        "table", "about", "what", "one", "other", "source_one", "source_other", "value_one", "value_other", "class",
        "confirms",
    ]  # fmt: skip
    assert found.values.tolist() == [
        ["member_counts", "ilrs; states; 2024", "low", "c1", "c2", "w", "x", "over 10", "9", "incompatible", False],
        ["member_counts", "ilrs; states", "as_of", "c1", "c2", "w", "x", "2024", "2024", "same", False],
    ]


def test_what_is_compared_is_about_the_same_thing():
    rows = pd.DataFrame(
        [("p1", "w", 1, "2026/2035"), ("p2", "x", 1, "2026/2030"), ("p3", "y", 2, "2026/2030"), ("p4", "y", None, "2026")],
        columns=["id", "source", "position", "date"],
    ).astype({"position": "Int64"})
    found = comparison.pairs(made_up(phases=rows))
    assert found[["about", "one", "other", "value_one", "class"]].values.tolist() == [
        ["1", "p1", "p2", "2026–2035", "incompatible"]
    ]


def test_a_silence_is_a_pair_of_a_membership_and_a_list():
    rows = members(("m1", "w", "VEN", "signed", "2023-07"), ("m2", "x", "ARE", "joined", "2024-09"))
    assert comparison.pairs(made_up(memberships=rows)).values.tolist() == [
        ["memberships", "ilrs; ARE", "silence", "m2", "", "x", "w", "joined", "not on its list", "incompatible", False]
    ]


SILENT = [
    ({"as_of": ["2024-09", "2024-09", "2025", "2026"]}, "", "incompatible"),  # both speak up to the same day
    ({"as_of": ["2024-09", "2024-10", "2025", "2026"]}, "", "different"),
    ({"as_of": ["2024-09", "2024-10", "2025", "2026"]}, "2024", None),  # of 2024, perhaps after the list's day
    ({"as_of": ["2024-12", "2025", "2025", "2026"]}, "2024", "incompatible"),
    ({"whole_list": ["organisation; state", "", "", ""]}, "2023", "incompatible"),
    ({"whole_list": ["organisation", "", "", ""]}, "2023", None),
    ({"class": ["later", "founding", "founding", "founding"]}, "2023", None),
    ({"class": ["founding", "later", "founding", "founding"]}, "2023", None),
]


@pytest.mark.parametrize(("changed", "date", "kind"), SILENT)
def test_what_a_silence_means_depends_on_days_kinds_and_classes(changed, date, kind):
    book = made_up()
    rows = members(("m1", "w", "VEN", "signed", "2023-07"), ("m2", "x", "ARE", "signed", date))
    found = comparison.pairs(made_up(memberships=rows, sources=book("sources").assign(**changed))).query("what == 'silence'")
    assert found["class"].tolist() == ([kind] if kind else [])


def test_each_bloc_and_each_list_is_silent_by_itself():
    rows = members(("m1", "w", "VEN", "signed", ""), ("m2", "x", "ARE", "signed", ""), ("m3", "z", "VEN", "signed", ""))
    other = members(("m4", "w", "ARE", "signed", ""), ("m5", "x", "VEN", "signed", "")).assign(bloc="accords")
    book = made_up(memberships=pd.concat([rows, other]), sources=made_up()("sources").assign(**{"class": "founding"}))
    found = comparison.pairs(book).query("what == 'silence'")
    assert found[["about", "one", "source_other"]].values.tolist() == [
        ["ilrs; ARE", "m2", "w"],
        ["ilrs; ARE", "m2", "z"],
        ["accords; VEN", "m5", "w"],
    ]


@pytest.mark.parametrize("status", ["planned", "announced", "proposed"])
def test_only_a_plan_is_superseded(status):
    aspect = Aspect("missions", ("craft",), "status", "word")
    later = {"source": "b", "status": "cancelled"}
    assert comparison.relate(aspect, {"source": "a", "status": status}, later, UNTIL).kind == "superseded"
    assert comparison.relate(aspect, {"source": "a", "status": "flown"}, later, UNTIL).kind == "incompatible"
    assert comparison.relate(aspect, {"source": "gone", "status": status}, later, UNTIL).kind == "incompatible"
    about_a_site = Aspect("missions", ("craft",), "site", "word")
    sites = ({"source": "a", "status": status, "site": "x"}, {"source": "b", "status": status, "site": "y"})
    assert comparison.relate(about_a_site, *sites, UNTIL).kind == "incompatible"


def test_an_amount_without_a_high_end_is_a_single_number():
    Amount = comparison.Amount
    assert comparison.amount({"low": 2.0, "high": 3.0, "qualifier": "over"}) == Amount(2.0, 3.0, "over")
    assert comparison.amount({"low": 2.0, "high": float("nan"), "qualifier": ""}) == Amount(2.0, 2.0, "")


def test_groups_by_hand(monkeypatch):
    monkeypatch.setattr(comparison.evidence, "called", str.upper)
    rows = [
        ("t", "k", "v", "a", "b", "w", "x", "1", "2", "different", False),
        ("t", "k", "v", "a", "", "w", "y", "1", "none", "superseded", False),
        ("t", "k", "u", "c", "d", "y", "y", "3", "3", "same", True),
        ("s", "k", "v", "e", "f", "x", "w", "4", "4", "compatible", False),
    ]
    found = comparison.groups(pd.DataFrame(rows, columns=comparison.COLUMNS))
    assert found.columns.tolist() == [
        "table", "about", "what", "class", "documents", "sources", "statements", "values", "confirmed",
    ]  # fmt: skip
    assert found.values.tolist() == [
        ["t", "k", "v", "different", 3, "w; x; y", "a; b", "1 (W); 2 (X); none (Y)", False],
        ["t", "k", "u", "same", 1, "y", "c; d", "3 (Y)", True],
        ["s", "k", "v", "compatible", 2, "x; w", "e; f", "4 (X; W)", False],
    ]
