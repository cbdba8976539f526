"""Dates: hand-worked bounds of every form the tables use."""

import pandas as pd
import pytest

from analysis import dates

CASES = [
    ("2023-04-25", "2023-04-25", "2023-04-25", "25 Apr 2023"),
    ("2024-02", "2024-02-01", "2024-02-29", "Feb 2024"),
    ("2024~", "2024-01-01", "2024-12-31", "about 2024"),
    ("2026/2035", "2026-01-01", "2035-12-31", "2026–2035"),
    ("../2028", None, "2028-12-31", "by 2028"),
    ("2035/..", "2035-01-01", None, "from 2035"),
    ("203X", "2030-01-01", "2039-12-31", "2030s"),
    ("2025-05-31?", "2025-05-31", "2025-05-31", "31 May 2025 (unconfirmed)"),
]


@pytest.mark.parametrize(("text", "first", "last", "words"), CASES)
def test_bounds_and_label(text, first, last, words):
    assert dates.earliest(text) is pd.NaT if first is None else dates.earliest(text) == pd.Timestamp(first)
    assert dates.latest(text) is pd.NaT if last is None else dates.latest(text) == pd.Timestamp(last)
    assert dates.label(text) == words


def test_a_date_that_is_none_says_what_is_allowed():
    with pytest.raises(ValueError, match="'mid-2020s' is no date; allowed is EDTF"):
        dates.earliest("mid-2020s")


def test_no_text_has_no_bounds():
    assert dates.earliest("") is pd.NaT
    assert dates.precision("") == "none"
