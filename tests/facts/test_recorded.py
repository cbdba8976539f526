"""A later source's fields in words; a founding document to the letter."""

import re

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
