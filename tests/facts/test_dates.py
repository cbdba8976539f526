"""Dates: hand-worked bounds of every form the tables use."""

import pandas as pd
import pytest

from analysis.facts import dates

CASES = [
    ("2023-04-25", "2023-04-25", "2023-04-25", "25 April 2023"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
    ("2024~", "2024-01-01", "2024-12-31", "around 2024"),
    ("2026/2035", "2026-01-01", "2035-12-31", "2026–2035"),
    ("../2028", None, "2028-12-31", "by the end of 2028"),
    ("2035/..", "2035-01-01", None, "from 2035"),
    ("203X", "2030-01-01", "2039-12-31", "the 2030s"),
    ("2025-05-31?", "2025-05-31", "2025-05-31", "31 May 2025 (day not confirmed)"),
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


@pytest.mark.parametrize("text", ["2023-13", "2023-02-30", "2023/2024/2025", "202", "2023-1", "/", "../.."])
def test_what_only_looks_like_a_date_is_refused_or_open(text):
    assert not dates.is_date(text) or (dates.earliest(text) is pd.NaT and dates.latest(text) is pd.NaT)


@pytest.mark.parametrize("text", ["2023", "2023-10", "2024-02-29", "2021/2025", "../2028", "2035/.."])
def test_plain_dates_agree_with_the_edtf_parser(text):
    for side, bound in zip(text.split("/")[:: len(text.split("/")) - 1 or 1], (dates.earliest, dates.latest), strict=False):
        if side != "..":
            parsed = dates.parse_edtf(side)
            moment = parsed.lower_strict() if bound is dates.earliest else parsed.upper_strict()
            assert bound(text) == pd.Timestamp(moment.tm_year, moment.tm_mon, moment.tm_mday)
