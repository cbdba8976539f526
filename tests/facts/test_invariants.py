"""What holds for every date, number and word, tried with many made up ones: bounds, labels, comparing, reading of files."""

import calendar
import csv
import io
import re
from itertools import permutations

import pandas as pd
import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.facts import comparison, dates, form, printed, relations, spans
from analysis.facts.comparison import Aspect
from analysis.facts.relations import Amount

settings.register_profile("few", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("few")

DAY = st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("2150-12-31").date()).map(str)
PLAIN = st.one_of(DAY, DAY.map(lambda day: day[:7]), DAY.map(lambda day: day[:4]), DAY.map(lambda day: f"{day[:3]}X"))
MARKED = st.tuples(PLAIN.filter(lambda text: "X" not in text), st.sampled_from(["", "~", "?"])).map("".join)
MOMENT = st.one_of(PLAIN, MARKED)
INTERVAL = st.one_of(
    MOMENT.map(lambda text: f"../{text}"),
    MOMENT.map(lambda text: f"{text}/.."),
    st.tuples(MOMENT, MOMENT).map(lambda two: "/".join(sorted(two))).filter(dates.is_date),
)
DATE = st.one_of(MOMENT, INTERVAL)


@given(DATE)
def test_a_date_begins_no_later_than_it_ends(text):
    first, last = dates.earliest(text), dates.latest(text)
    assert pd.isna(first) or pd.isna(last) or first <= last
    assert pd.isna(first) == text.startswith("..") and pd.isna(last) == text.endswith("..")


@given(MOMENT)
def test_what_this_book_takes_for_a_date_the_library_does_too_with_the_same_bounds(text):
    parsed = parse_edtf(text)
    for bound, moment in ((dates.earliest, parsed.lower_strict()), (dates.latest, parsed.upper_strict())):
        assert bound(text) == pd.Timestamp(moment.tm_year, moment.tm_mon, moment.tm_mday)


@given(st.text(alphabet="0123456789-/~?%.X ２", max_size=12))
def test_a_text_is_a_date_or_is_refused_with_a_reason_and_never_breaks(text):
    why = spans.wrong(text)
    assert why in {"", "is no date", "ends before it begins"} and dates.is_date(text) == (why == "")
    if why == "":
        assert dates.precision(text) and dates.label(text) and dates.bounds(pd.Series([text])).shape == (1, 2)
    elif text:
        with pytest.raises(ValueError, match=why):
            dates.earliest(text)


@given(PLAIN)
def test_a_label_can_be_read_back(text):
    words = dates.label(text)
    if decade := re.fullmatch(r"the (\d{4})s", words):
        assert text == f"{decade[1][:3]}X"
        return
    *before, year = words.split(" ")
    months = {name: number for number, name in enumerate(calendar.month_name)}
    parts = [year, *(f"{months[word]:02}" for word in before[-1:]), *(f"{int(word):02}" for word in before[:-1])]
    assert "-".join(parts) == text


@given(DATE, DATE)
def test_two_dates_have_two_labels(one, other):
    assert (dates.label(one) == dates.label(other)) == (one == other)


@given(DATE, DATE)
def test_dates_overlap_alike_from_both_sides_and_themselves(one, other):
    assert dates.overlap(one, other) == dates.overlap(other, one)
    assert dates.overlap(one, one)


@given(DATE, DATE)
def test_dates_are_compared_alike_from_both_sides(one, other):
    for compare in (relations.moments, relations.extents):
        assert compare(one, other) == compare(other, one)
    assert relations.moments(one, one) == relations.SAME
    if relations.moments(one, other).kind == "same":
        assert dates.bounds(pd.Series([one])).equals(dates.bounds(pd.Series([other])))
    if relations.moments(one, other).kind == "incompatible":
        assert not dates.overlap(one, other)


AMOUNT = st.tuples(
    st.integers(0, 9), st.integers(0, 5), st.sampled_from(["", "about", "over", "at least", "under", "up to", "nearly"])
).map(lambda drawn: Amount(drawn[0], drawn[0] + drawn[1], drawn[2]))


@given(AMOUNT, AMOUNT)
def test_amounts_are_compared_alike_from_both_sides(one, other):
    found = relations.amounts(one, other)
    assert found == relations.amounts(other, one) and relations.amounts(one, one) == relations.SAME
    if found.confirms:
        assert max(one.low, other.low) <= min(one.high, other.high), "what bears out another shares a number with it"


WORDS = {
    "status": ["participating", "joined", "signed", "founded", "announced", "planned", "proposed", "flown"],
    "instrument": ["none named", "agreement", "cooperation agreement", "cooperation document", "declaration"],
    "place": ["unstated", "orbit", "surface"],
    "site": ["a", "b"],
}


@given(st.sampled_from(list(WORDS)), st.data())
def test_words_are_compared_alike_from_both_sides(field, data):
    one, other = (data.draw(st.sampled_from(WORDS[field])) for _ in range(2))
    assert relations.words(field, one, other) == relations.words(field, other, one)
    assert (relations.words(field, one, other) == relations.SAME) == (one == other)


ROW = st.fixed_dictionaries(
    {"source": st.sampled_from("abc"), "date": DATE, "status": st.sampled_from(["planned", "flown", "announced"])}
)
UNTIL = pd.Series({"a": pd.Timestamp("2023-05-11"), "b": pd.Timestamp("2025-09-20"), "c": pd.NaT})
FLIGHT = Aspect("missions", ("craft",), "date", "moment")


@given(st.lists(ROW, min_size=2, max_size=3))
def test_statements_are_paired_alike_in_any_order(rows):
    table = pd.DataFrame(rows).assign(id=[str(n) for n in range(len(rows))], craft="x")
    found = set()
    for order in permutations(range(len(rows))):
        pairs = comparison._pairs(FLIGHT, table.iloc[list(order)], UNTIL, {"a", "b", "c"})
        found.add(frozenset((frozenset({(row[3], row[7]), (row[4], row[8])}), row[9], row[10]) for row in pairs))
    assert len(found) == 1
    (pairs,) = found
    assert len(pairs) == len(rows) * (len(rows) - 1) // 2, "each two once"


CELL = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(
    st.lists(st.tuples(CELL, CELL), max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_whatever_cells_a_file_holds_they_are_read_or_named(cells, end, quoting):
    file = io.StringIO()
    csv.writer(file, lineterminator=end, quoting=quoting).writerows([("key", "name"), *cells])
    sheet = form.read("t", file.getvalue().encode(), ("key", "name"))
    sound = [cell for cell in cells if not any(map(form.wrong, cell))]
    assert [tuple(row.values()) for _, row in sheet.rows if not any(map(form.wrong, row.values()))] == sound
    assert bool(sheet.faults) == (len(sound) < len(cells))
    assert all("\n" not in str(fault) and str(fault).isprintable() for fault in sheet.faults)


@given(st.binary(max_size=60))
def test_whatever_bytes_a_file_holds_its_faults_have_a_line(content):
    sheet = form.read("t", content, ("key", "name"))
    assert sheet.faults or content.startswith((b"key,name", b'"key"', b"key,"))
    assert all(fault.row >= 1 and "; allowed: " in fault.note for fault in sheet.faults)


@given(
    st.integers(1, 99_999), st.sampled_from([("亿美元", 8), ("万美元", 4), (" million USD", 6), ("bn USD", 9), (" USD", 0)])
)
def test_a_number_is_read_in_its_unit_and_a_slip_of_the_unit_is_noticed(number, unit):
    words, power = unit
    text, value = f"{number}{words}", float(number * 10**power)
    row = {"as_printed": text, "currency": "USD"}
    assert list(printed.unprinted(row | {"low": value, "high": value})) == []
    for slip in (10, 0.1, 1e4, 1e8):
        assert [column for column, _ in printed.unprinted(row | {"low": value * slip})] == ["low"]
