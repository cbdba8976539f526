"""Dates: hand-worked bounds of every form the tables use."""

import pandas as pd
import pytest
from edtf import parse_edtf

from analysis.facts import dates, spans

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


@pytest.mark.parametrize("text", ["2023", "2023-10", "2024-02-29", "2021/2025", "../2028", "2035/.."])
def test_plain_dates_agree_with_the_edtf_parser(text):
    for side, bound in zip(text.split("/")[:: len(text.split("/")) - 1 or 1], (dates.earliest, dates.latest), strict=False):
        if side != "..":
            parsed = parse_edtf(side)
            moment = parsed.lower_strict() if bound is dates.earliest else parsed.upper_strict()
            assert bound(text) == pd.Timestamp(moment.tm_year, moment.tm_mon, moment.tm_mday)


MORE = [
    ("2023", "2023-01-01", "2023-12-31", "year", "2023"),
    ("2023-10-03", "2023-10-03", "2023-10-03", "day", "3 October 2023"),
    ("2025?", "2025-01-01", "2025-12-31", "year", "2025 (year not confirmed)"),
    ("2025-05?", "2025-05-01", "2025-05-31", "month", "May 2025 (month not confirmed)"),
    ("2023-02~", "2023-02-01", "2023-02-28", "month", "around February 2023"),
    ("2024-01~", "2024-01-01", "2024-01-31", "month", "around January 2024"),
    ("2024-12-09~", "2024-12-09", "2024-12-09", "day", "around 9 December 2024"),
    ("2024%", "2024-01-01", "2024-12-31", "year", "around 2024"),
    ("2021-04/2023-10", "2021-04-01", "2023-10-31", "interval", "April 2021–October 2023"),
    ("2024~/2026", "2024-01-01", "2026-12-31", "interval", "around 2024–2026"),
    ("202X/203X", "2020-01-01", "2039-12-31", "interval", "the 2020s–the 2030s"),
    ("../2023-10", None, "2023-10-31", "open interval", "by October 2023"),
    ("2023-10/..", "2023-10-01", None, "open interval", "from October 2023"),
    ("203X", "2030-01-01", "2039-12-31", "decade", "the 2030s"),
    ("2023-10~/..", "2023-10-01", None, "open interval", "from around October 2023"),
    ("2200~", "2200-01-01", "2200-12-31", "year", "around 2200"),
    ("2201~", None, None, "year", "around 2201"),  # too far off to be a day
    ("", None, None, "none", ""),
]


@pytest.mark.parametrize(("text", "first", "last", "fine", "words"), MORE)
def test_bounds_precision_and_label_of_every_form(text, first, last, fine, words):
    found = [None if pd.isna(bound) else str(bound.date()) for bound in (dates.earliest(text), dates.latest(text))]
    assert (found, dates.precision(text)) == ([first, last], fine)
    assert words is None or dates.label(text) == words
    assert dates.is_date(text) == (text != "")


@pytest.mark.parametrize(
    "text",
    [
        *("2023-13", "2023-02-30", "2023/2024/2025", "202", "2023-1", "abc", "..", "2023-00", "2024/soon", "2023-02-29"),
        *("9999", "0000", "1799", "2300", "XXXX", "20XX", "2023-XX", "202X~", "/", "../..", "2023/", "/2023", "2023-21"),
        *("２０２３", "2023 ", " 2023", "2023\n", "2023--01", "2023-10-03-04", "+2023", "2023T10", "~2023"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert spans.wrong(text) == "is no date" and not dates.is_date(text)
    for bound in (dates.earliest, dates.latest):
        with pytest.raises(ValueError, match="is no date; allowed is EDTF"):
            bound(text)


def test_an_interval_does_not_end_before_it_begins():
    for text in ("2035/2026", "2023-10/2023-09", "2024-02-02/2024-02-01", "2025~/2024", "203X/202X"):
        assert spans.wrong(text) == "ends before it begins"
        with pytest.raises(ValueError, match="ends before it begins"):
            dates.latest(text)
    for text in ("2026/2026", "2023-10/2023", "2023/2023-01", "2024-02-01/2024-02-01", "1800/..", "../2299"):
        assert spans.wrong(text) == ""


def test_a_table_of_bounds_keeps_the_index_and_knows_no_time_of_day():
    table = dates.bounds(pd.Series(["2024-02", "../2028", ""], index=["x", "y", "z"]))
    assert table.columns.tolist() == ["earliest", "latest"] and table.index.tolist() == ["x", "y", "z"]
    assert table.dtypes.astype(str).tolist() == ["datetime64[ns]"] * 2
    assert table.loc["x"].tolist() == [pd.Timestamp("2024-02-01"), pd.Timestamp("2024-02-29")]
    assert pd.isna(table.loc["y", "earliest"]) and table.loc["y", "latest"] == pd.Timestamp("2028-12-31")
    assert table.loc["z"].isna().all()


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("2024", "2024-12-31", True),
        ("2024", "2025", False),
        ("2024/2026", "2026-01", True),
        ("2024-12-31", "2025-01-01", False),
        ("../2028", "2028", True),
        ("../2028", "2029/..", False),
        ("../2028", "../1990", True),
        ("2035/..", "1990/..", True),
        ("2035/..", "1990/2034", False),
    ],
)
def test_two_dates_overlap_when_they_share_a_day(one, other, shared):
    assert dates.overlap(one, other) is dates.overlap(other, one) is shared
