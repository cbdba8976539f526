"""How two values relate: every rule by hand, both ways round."""

from itertools import combinations

import pytest

from analysis.facts import relations
from analysis.facts.relations import Amount


def both_ways(compare, one, other):
    there, back = compare(one, other), compare(other, one)
    assert there == back, f"{one} and {other} relate otherwise the other way round"
    return there.kind, there.confirms


@pytest.mark.parametrize(
    ("one", "other", "kind", "confirms"),
    [
        ("2028", "2028", "same", True),
        ("2028", "2028~", "same", True),
        ("2025-05-31?", "2025-05-31", "same", True),
        ("2028", "../2027", "incompatible", False),
        ("2028~", "../2027", "incompatible", False),
        ("2027", "../2027", "compatible", False),
        ("2030", "../2035", "compatible", False),
        ("2030", "2029/..", "compatible", False),
        ("2023-10", "2023", "compatible", True),
        ("2024", "2023/2024", "compatible", True),
        ("2028", "2029", "incompatible", False),
        ("2021-03", "2021-06", "incompatible", False),
        ("2030/2035", "2036", "incompatible", False),
        ("203X", "2035", "compatible", True),
        ("203X", "203X", "same", True),
    ],
)
def test_dates_of_one_event(one, other, kind, confirms):
    assert both_ways(relations.moments, one, other) == (kind, confirms)


@pytest.mark.parametrize(
    ("one", "other", "kind", "confirms"),
    [
        ("2026/2035", "2026/2035", "same", True),
        ("2026/2035", "2030/2035", "incompatible", False),
        ("2026/2035", "2026/2030", "incompatible", False),
        ("2026/2035", "2026/..", "compatible", True),
        ("2026/2035", "../2035", "compatible", True),
        ("2026/2035", "../2027", "incompatible", False),
        ("../2027", "2021/..", "different", False),
        ("../2027", "2028/..", "incompatible", False),
        ("2035/..", "2035/..", "compatible", True),
        ("2035/..", "2040/..", "incompatible", False),
    ],
)
def test_spans_that_are_said_to_be_how_long_one_thing_lasts(one, other, kind, confirms):
    assert both_ways(relations.extents, one, other) == (kind, confirms)


@pytest.mark.parametrize(
    ("one", "other", "kind", "confirms"),
    [
        (Amount(50, 50), Amount(50, 50), "same", True),
        (Amount(50, 50), Amount(50, 50, "about"), "same", True),
        (Amount(50, 50, "over"), Amount(50, 50, "over"), "same", True),
        (Amount(50, 50, "over"), Amount(50, 50), "different", False),
        (Amount(50, 50, "over"), Amount(50, 50, "at least"), "different", False),
        (Amount(50, 50, "over"), Amount(40, 40, "over"), "different", False),
        (Amount(50, 50, "over"), Amount(60, 60), "compatible", False),
        (Amount(50, 50, "over"), Amount(49, 49), "incompatible", False),
        (Amount(50, 50, "at least"), Amount(51, 51), "compatible", False),
        (Amount(50, 50, "up to"), Amount(40, 40), "compatible", False),
        (Amount(50, 50, "up to"), Amount(51, 51), "incompatible", False),
        (Amount(50, 50, "nearly"), Amount(49, 49), "compatible", False),
        (Amount(50, 50, "under"), Amount(60, 60), "incompatible", False),
        (Amount(40, 60), Amount(50, 50), "compatible", True),
        (Amount(40, 60), Amount(40, 50), "compatible", True),
        (Amount(40, 60), Amount(50, 60), "compatible", True),
        (Amount(40, 60), Amount(50, 70), "incompatible", False),
        (Amount(40, 60), Amount(39, 50), "incompatible", False),
        (Amount(50, 50), Amount(51, 51), "incompatible", False),
        (Amount(40, 60), Amount(40, 60), "same", True),
        (Amount(40, 60), Amount(40, 61), "compatible", True),
        (Amount(50, 50, "over"), Amount(50, 60), "compatible", False),
        (Amount(50, 50, "at least"), Amount(49, 60), "incompatible", False),
        (Amount(50, 50, "up to"), Amount(40, 50), "compatible", False),
        (Amount(50, 50, "nearly"), Amount(40, 51), "incompatible", False),
        (Amount(50, 50, "under"), Amount(40, 40), "compatible", False),
        (Amount(50, 50, "about"), Amount(50, 50), "same", True),
        (Amount(50, 50, "about"), Amount(51, 51, "about"), "incompatible", False),
        (Amount(40, 60, "over"), Amount(50, 70), "compatible", False),
        (Amount(40, 60, "up to"), Amount(30, 60), "compatible", False),
        (Amount(40, 60, "up to"), Amount(40, 60, "over"), "different", False),
    ],
)
def test_numbers(one, other, kind, confirms):
    assert both_ways(relations.amounts, one, other) == (kind, confirms)


@pytest.mark.parametrize(
    ("field", "one", "other", "kind", "confirms"),
    [
        ("site", "south pole", "south pole", "same", True),
        ("site", "south pole", "far side", "incompatible", False),
        ("instrument", "none named", "agreement", "compatible", False),
        ("instrument", "agreement", "cooperation agreement", "compatible", True),
        ("instrument", "joint statement", "cooperation agreement", "different", False),
        ("place", "unstated", "orbit", "compatible", False),
        ("place", "surface", "orbit", "different", False),
        ("status", "participating", "signed", "compatible", True),
        ("status", "flown", "planned", "incompatible", False),
        ("status", "unstated", "planned", "incompatible", False),
        ("answer", "China", "both partners", "incompatible", False),
    ],
)
def test_words(field, one, other, kind, confirms):
    assert both_ways(lambda a, b: relations.words(field, a, b), one, other) == (kind, confirms)


VAGUER = {
    ("instrument", "agreement", "cooperation agreement"),
    ("instrument", "cooperation document", "agreement"),
    ("status", "participating", "joined"),
    ("status", "participating", "signed"),
    ("status", "participating", "founded"),
    ("status", "joined", "signed"),
    ("status", "joined", "founded"),
    ("status", "announced", "planned"),
    ("status", "proposed", "planned"),
    ("status", "signed", "founded"),
}
SILENT = {("instrument", "none named"), ("place", "unstated")}
WORDS = (
    "agreement", "cooperation agreement", "cooperation document", "participating", "joined", "signed", "founded",
    "announced", "planned", "proposed", "none named", "unstated", "any other", "yet another",
)  # fmt: skip
MANY_VALUED = {"place", "relation", "agency", "counterpart", "instrument", "fate"}


@pytest.mark.parametrize("field", ["instrument", "place", "status", "relation", "agency", "counterpart", "fate", "site"])
def test_every_two_words_of_every_field(field):
    for one, other in combinations(WORDS, 2):
        expected = ("different" if field in MANY_VALUED else "incompatible", False)
        if (field, one, other) in VAGUER or (field, other, one) in VAGUER:
            expected = ("compatible", True)
        elif (field, one) in SILENT or (field, other) in SILENT:
            expected = ("compatible", False)
        assert both_ways(lambda a, b: relations.words(field, a, b), one, other) == expected, (one, other)


def test_the_classes_stand_from_least_to_most_at_odds():
    assert relations.CLASSES == ("same", "compatible", "superseded", "different", "incompatible")


def test_a_number_is_not_hedged_unless_it_is_said():
    assert Amount(50, 60) == Amount(50, 60, "") != Amount(50, 60, "about")


def test_unlike_never_confirms():
    assert relations.unlike("a", "a", "same", "compatible") == relations.Relation("same")
    assert relations.unlike("a", "b", "same", "compatible") == relations.Relation("compatible")
