"""A later source's fields in words; a founding document to the letter."""

import re

import pandas as pd
import pytest

from analysis.facts import evidence, recorded, tables

CODE = re.compile(
    r"(?<![\w./-])\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?(?![\w-])|\d{4}-[HQ]\d|\d{4}/\d{4}|\d(?:bn|m)\b(?! [a-z]* ?above)"
)


@pytest.mark.parametrize(
    "printed, amounts, words",
    [
        ("GBR | no. 1-8", [], "UK … no. 1-8"),
        ("ABC | ESA", [], "ABC … ESA"),
        ("2026-07-14/2026-07-15", [], "14 July 2026–15 July 2026"),
        ("published 2026-09-27", [], "published 27 September 2026"),
        ("2025-2036 | TO-2024-01x", [], "2025-2036 … TO-2024-01x"),
        ("2017-H2 | 2026-Q1", [], "second half of 2017 … first quarter of 2026"),
        ("613 | 2024", [6.13e11], "613 billion dollars … 2024"),
        ("97.2 | pages say 97m", [9.72e7], "97.2 million dollars … pages say 97 million"),
        ("2890 | 17", [2.9e9], "2,890 million dollars … 17"),
        ("78 | 36 m2", [], "78 … 36 m2"),
        ("2024-H1 | 2024-H2", [], "first half of 2024 … second half of 2024"),
        ("2024-Q1 | 2024-Q2", [], "first quarter of 2024 … second quarter of 2024"),
        ("2024-Q3 | 2024-Q4", [], "third quarter of 2024 … last quarter of 2024"),
        ("NET 2027 | TENET 3", [], "no earlier than 2027 … TENET 3"),
        ("2.9bn, or 5m; 6m (7m)", [], "2.9 billion, or 5 million; 6 million (7 million)"),
        ("303 | 297 | 304", [3e8], "303 million dollars … 297 million dollars … 304"),  # within a hundredth of what is meant
        ("303 | 297 | 296", [3e11], "303 billion dollars … 297 billion dollars … 296"),
    ],
)
def test_codes_dates_and_amounts_become_words(printed, amounts, words):
    assert recorded.in_words(printed, amounts) == words


def test_no_code_is_left_in_what_a_later_source_says():
    states = set(tables.load("parties").query("kind == 'state'")["key"])
    for key in evidence.statements()["id"]:
        said = recorded.said(key)
        if recorded.collected(key):
            assert not CODE.findall(said), (key, said)
            assert not states & set(said.split(recorded.APART)), (key, said)


def test_a_founding_document_is_quoted_to_the_letter():
    rows = evidence.statements()
    founding = rows[rows["source"].isin(evidence.founding())]
    assert len(founding) > 1000 and not any(map(recorded.collected, founding["id"]))
    for key, printed in zip(founding["id"], founding["as_printed"], strict=True):
        assert recorded.said(key) == printed.replace(" | ", " … ")


@pytest.fixture
def two(monkeypatch):
    """A book of one founding and one later document; its parties are those of the book."""
    spent = [
        ("f1", "new", "5 | 7", 5e6, 7e9, "USD"),
        ("f2", "new", "5 | 7", 5e6, 7e9, "CNY"),
        ("f3", "new", "7 | 2024-01-02", float("nan"), 7e9, "USD"),
        ("f4", "old", "7 | 2024-01-02", 7e6, 7e6, "USD"),
    ]
    book = {
        "sources": pd.DataFrame({"key": ["old", "new"], "class": ["founding", "later"]}),
        "funding": pd.DataFrame(spent, columns=["id", "source", "as_printed", "low", "high", "currency"]),
        "contracts": pd.DataFrame([("c1", "new", "3 | AUS", 3e6)], columns=["id", "source", "as_printed", "amount"]),
        "counts": pd.DataFrame([("n1", "new", "3", 3e6, "2024")], columns=["id", "source", "as_printed", "low", "date"]),
    }
    plain, made = tables.load, (recorded._said, recorded._collected)
    monkeypatch.setattr(tables, "load", lambda name: book[name] if name in book else plain(name))
    monkeypatch.setattr(tables, "statement_tables", lambda: ["funding", "contracts", "counts"])
    for cached in made:
        cached.cache_clear()
    yield
    for cached in made:
        cached.cache_clear()


def test_a_bare_amount_is_one_of_dollars_where_the_row_holds_dollars_and_says_as_many(two):
    assert recorded.said("f1") == "5 million dollars … 7 billion dollars"
    assert recorded.said("f3") == "7 billion dollars … 2 January 2024"
    assert recorded.said("c1") == "3 million dollars … Australia"
    assert (recorded.said("f2"), recorded.said("n1")) == ("5 … 7", "3")


def test_a_founding_document_keeps_its_letters_and_a_later_one_was_collected(two):
    assert recorded.said("f4") == "7 … 2024-01-02"
    assert [recorded.collected(key) for key in ("f1", "c1", "n1", "f4", "f9")] == [True, True, True, False, False]
