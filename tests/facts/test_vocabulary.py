"""One vocabulary of statuses: it knows every word the tables allow, and refuses any other."""

import pytest

from analysis.facts import tables, vocabulary


def test_it_knows_every_status_fate_and_outcome_that_a_table_allows():
    for name in tables.package():
        for field in tables.fields(name):
            if field["name"] in {"status", "fate", "outcome"}:
                for word in field["constraints"]["enum"]:
                    assert vocabulary.certainty(word) in {"done", "announced", "claimed"}


@pytest.mark.parametrize("ask", [vocabulary.certainty, vocabulary.ended_badly])
def test_an_unknown_word_is_refused_with_those_it_has(ask):
    with pytest.raises(ValueError, match="no status 'lost'; the vocabulary has founded, signed"):
        ask("lost")


def test_no_word_has_two_certainties():
    words = [word for group in vocabulary.CERTAINTY.values() for word in group]
    assert len(words) == len(set(words))
    assert set(words) >= vocabulary.ENDED_BADLY


BY_HAND = {"planned": "announced", "joined": "announced", "negotiating": "claimed", "signed": "done", "failed": "done"}


@pytest.mark.parametrize(("word", "expected"), BY_HAND.items())
def test_certainty_by_hand(word, expected):
    assert vocabulary.certainty(word) == expected


WORDS = ("flown", "failed", "cancelled", "partial", "active", "left the field")


def test_what_ended_badly_by_hand():
    assert {word for word in WORDS if vocabulary.ended_badly(word)} == {"failed", "cancelled", "left the field"}
    assert not vocabulary.ended_badly("")
