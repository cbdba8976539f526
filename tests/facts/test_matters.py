"""Statements grouped by what they are about, and which of very many are compared: worked by hand."""

import pandas as pd
import pytest

from analysis.facts import matters


def told(row):
    return row["n"]


def rows(*cells, **also):
    """Statements as "a1": document a says 1."""
    return [{"source": cell[0], "n": cell[1:], **also} for cell in cells]


def cells(kept):
    return [row["source"] + row["n"] for row in kept]


def test_what_is_silent_on_the_matter_or_on_what_is_said_of_it_is_left_out():
    says = {
        "party": ["CHN", "RUS", "CHN", "", None],
        "n": [1.0, float("nan"), 2.0, 3.0, 4.0],
        "note": ["x", "y", "", "", ""],
    }
    frame = pd.DataFrame(says)
    both = [{"party": "CHN", "n": 1.0, "note": "x"}, {"party": "CHN", "n": 2.0, "note": ""}]
    assert matters.grouped(frame, ["party"], "n") == {("CHN",): both}
    assert matters.grouped(frame, ["party", "n"], "note") == {("CHN", 1.0): both[:1]}
    assert list(matters.grouped(frame, ["party"], "party")) == [("CHN",), ("RUS",)]


def test_of_no_rows_there_is_no_group():
    assert matters.grouped(pd.DataFrame({"party": ["CHN"], "n": [1]}).head(0), ["party"], "n") == {}


def test_documents_are_heard_in_turn_until_there_are_as_many_as_are_compared():
    group = rows("a1", "a2", "a3", "a4", "b1", "b2", "c1")
    assert cells(matters.foremost(group, told, most=5)) == ["a1", "b1", "c1", "a2", "b2"]
    assert cells(matters.foremost(group, told, most=6)) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_a_document_is_heard_once_for_each_thing_it_says_unless_all_are_compared():
    group = rows("a1", "a1", "b1", "b1")
    assert matters.foremost(group, told, most=4) == group
    assert cells(matters.foremost(group, told, most=3)) == ["a1", "b1"]


@pytest.mark.parametrize("name", ["status", "record", "party", "caveats", "told"])
def test_what_decides_how_statements_relate_makes_two_of_one(name):
    group = [*rows("a1", "a1"), *rows("a1", **{name: "other"})]
    assert matters.foremost(group, told, most=2) == [group[0], group[2]]


def test_forty_are_compared_pair_by_pair_and_of_more_the_foremost():
    assert len(matters.foremost(rows(*["a1"] * 40), told)) == 40
    assert len(matters.foremost(rows(*["a1"] * 41), told)) == 1
