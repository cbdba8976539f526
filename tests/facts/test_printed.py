"""Numbers, years and months that a few printed characters hold, each by hand."""

import pytest

from analysis.facts import printed

NUMBERS = {
    "17 states": {17},
    "1,234.5 km": {1234.5},
    "0.972亿": {97_200_000},
    "2.3万亿": {2.3e12},
    "28.9 亿": {2.89e9},
    "5万": {50_000},
    "2.5 billion": {2.5e9},
    "$8.95 Billion": {8.95e9},
    "93 million": {9.3e7},
    "7 Million": {7e6},
    "7B": {7e9},
    "3 M": {3e6},
    "3 Moons": {3},
    "50—100亿美元": {5e9, 1e10},
    "50亿—100亿": {5e9, 1e10},
    "50 – 100": {50, 100},
    "1-2 billion": {1e9, 2e9},
    "10到15亿": {1e9, 1.5e9},
    "10至15": {10, 15},
    "10 to 15 million": {1e7, 1.5e7},
    "10 or 15 million": {10, 1.5e7},
    "-250℃": {250, -250},
    "at -1.5": {1.5, -1.5},
    "2020-25": {2020, 25},
    "0.1 + 0.2 million": {0.1, 200_000},
    "2.9bn of it": {2.9e9},
    "1360.8 +/- 0.5 W": {1360.8, 0.5, 1360.3, 1361.3},
    "24.3 (± 5.8) kWh": {24.3, 5.8, 18.5, 30.1},
    "no number": set(),
}
WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "first": 1, "second": 2, "third": 3, "half": 50,
    "一": 1, "首": 1, "二": 2, "两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), NUMBERS.items())
def test_numbers(text, found):
    assert printed.numbers(text) == found


@pytest.mark.parametrize(("word", "number"), WORDS.items())
def test_numbers_in_words(word, number):
    assert printed.numbers(f"the {word} of it") == printed.numbers(word.title()) == {number}


def test_a_word_inside_another_is_no_number_and_a_half_is_fifty():
    assert printed.numbers("a tenth of the someone, often, firsthand") == set()
    assert printed.numbers("一半") == {1, 50}
    assert printed.numbers("two of 16, and a third") == {2, 16, 3}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2012—2025财年", {2012, 2025}),
        ("the 2030s", {2030}),
        ("1969", {1969}),
        ("FY2025", {2025}),
        ("2023-05-11", {2023}),
        ("21世纪40年代", {2040}),
        ("21世纪20年代和30年代", {2020}),
        ("120231 and 1899 and 202", set()),
        ("20231", set()),
        ("12023", set()),
    ],
)
def test_years(text, found):
    assert printed.years(text) == found


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def test_months_by_name_whole_or_in_three_letters():
    assert [printed.months(f"in {name} 2023") for name in MONTHS] == [{n} for n in range(1, 13)]
    assert [printed.months(f"5 {name[:3]}.") for name in MONTHS] == [{n} for n in range(1, 13)]
    assert printed.months("Mayor Marchand may decide") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年11月", {11}),
        ("9-10月", {9, 10}),
        ("9月 and 12月", {9, 12}),
        ("2023-05-11", {5}),
        ("1998-12", {12}),
        ("2118-05", set()),
        ("Oct 2023 and 2024-03", {10, 3}),
        ("2023", set()),
        ("2026-H1 and 2026-H2", {1, 6, 7, 12}),
        ("2027-Q1", {1, 3}),
        ("2027-Q4", {10, 12}),
        ("2027-Q5", set()),
    ],
)
def test_months_in_figures(text, found):
    assert printed.months(text) == found


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ({}, []),
        ({"low": 3.0, "high": None, "date": "2023-05", "as_of": ""}, []),
        ({"low": 4.0, "high": 5.0}, ["low", "high"]),
        ({"low": 4.0, "high": 5.0, "inferred": "high; date"}, ["low"]),
        ({"date": "2024", "as_of": "2022", "period": "2021", "fate_date": "2020"}, ["date", "as_of", "period", "fate_date"]),
        ({"date": "2024-06", "period": "2023-06", "inferred": ""}, ["date", "date", "period"]),
        ({"date": "../2022", "content": "1990"}, []),  # before 2023
        ({"date": "../2023-04"}, []),  # before May 2023
        ({"date": "../2023-05"}, []),
        ({"date": "../2023-03", "announced": "1990"}, ["date", "announced"]),
        ({"date": "2023-04"}, ["date"]),
        (
            {"award_date": "1990", "planned_date": "1990", "launch_date": "1990"},
            ["award_date", "planned_date", "launch_date"],
        ),
        ({"outcome_date": "1990", "new_date": "1990", "redirected": "1990"}, ["outcome_date", "new_date", "redirected"]),
        ({"value": "3", "amount": "4"}, ["amount"]),
        ({"low": "", "high": "", "value": "", "amount": float("nan")}, []),
        ({"as_of": "202X", "inferred": "date"}, ["as_of"]),
    ],
)
def test_numbers_and_dates_that_a_row_does_not_print(row, columns):
    found = list(printed.unprinted({"as_printed": "May 2023 | three states"} | row))
    assert [column for column, _ in found] == columns


@pytest.mark.parametrize(
    ("text", "date", "faults"),
    [
        ("signed on 25 June 2024", "2024-06-25", []),
        ("signed on 25 June 2024", "2024-06-26", ["the day 26"]),
        ("2024-06-05", "2024-06-05", []),
        ("5 June 2024, 125 km, 2.5 t", "2024-06-25", ["the day 25"]),
        ("25 June | 26 June 2024", "2024-06-25/2024-06-26", []),
        ("around 2029", "2029", ["'around 2029' is printed"]),
        ("around 2029", "2029~", []),
        ("2029年左右", "2029", ["'2029年左右' is printed"]),
        ("约2029", "2029~", []),
        ("in 2029", "2029~", ["no word for about"]),
        ("about 2029", "../2029", []),
        ("about 17 in 2029", "2029", []),
    ],
)
def test_days_and_what_is_about_are_compared_with_the_words(text, date, faults):
    found = list(printed.unprinted({"as_printed": text, "date": date}))
    assert [column for column, _ in found] == ["date"] * len(faults)
    assert all(fault in note for fault, (_, note) in zip(faults, found, strict=True))


@pytest.mark.parametrize(
    ("text", "row", "columns"),
    [
        ("28.9亿美元", {"low": 2.89e9, "currency": "USD"}, []),
        ("28.9亿美元", {"low": 2.89e9, "currency": "EUR"}, ["currency"]),
        ("28.9亿美元", {"low": 2.89e9, "currency": "EUR", "inferred": "currency"}, []),
        ("28.9亿", {"low": 2.89e9, "currency": "CNY"}, []),  # no currency is printed
        ("5 million USD", {"low": "50000000", "currency": "USD"}, ["low"]),
        ("€7", {"low": 7, "currency": "EUR"}, []),
        ("7 yuan", {"low": 7, "currency": "DM"}, ["currency"]),
        ("5 million USD", {"low": "", "currency": "USD"}, ["low"]),
        ("5 million", {"low": "", "inferred": "low", "currency": "USD"}, []),
        ("cancelled in 2023", {"low": "", "currency": "USD"}, []),
        ("5 million people", {"low": ""}, []),  # no ledger
    ],
)
def test_money_is_compared_with_the_words(text, row, columns):
    assert [column for column, _ in printed.unprinted({"as_printed": text} | row)] == columns


@pytest.mark.parametrize(
    ("column", "word", "text", "right"),
    [
        ("outcome", "failure", "Peregrine | failure", True),
        ("outcome", "success", "Peregrine | failure", False),
        ("verdict", "late", "2023-10 | late", True),
        ("verdict", "kept", "2024 | on time", True),
        ("verdict", "kept", "2024 | late", False),
        ("verdict", "changed", "superseded", True),
        ("verdict", "partly", "partly realised", True),
        ("verdict", "contradicted", "overstated", True),
        ("verdict", "not found", "no award found", True),
        ("verdict", "slipped", "kept", False),
        ("status", "slipped", "kept", True),
    ],
)
def test_what_became_of_a_thing_is_compared_with_the_words(column, word, text, right):
    found = list(printed.unprinted({"as_printed": text, column: word}))
    assert found == ([] if right else [(column, f"{word!r} is not printed in {text!r}")])
    assert list(printed.unprinted({"as_printed": text, column: word, "inferred": column})) == []
