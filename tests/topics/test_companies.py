"""Companies: activities, the ladder, exits and the months between, by hand."""

import math

import pandas as pd
import pytest

from analysis.facts import tables
from analysis.topics import companies, ledger

PARTIES = pd.DataFrame(
    {"key": ["x", "y", "z", "w"], "name": ["Xeno", "Ypsilon", "Astra", "Never"], "iso3": ["USA", "DEU", "USA", "FRA"]}
)


def said(*rows):
    return pd.DataFrame(rows, columns=["id", "company", "activity", "fate", "date"])


def test_each_company_stands_once_with_its_first_activity():
    rows = said(
        ("1", "x", "rocket", "active", ""),
        ("2", "y", "rover", "active", ""),
        ("3", "x", "lander", "active", ""),
        ("4", "z", "lander", "active", ""),
    )
    table = companies.companies(rows, PARTIES)
    assert table.index.tolist() == ["y", "z", "x"]
    assert table.loc["x"].to_dict() == {"name": "Xeno", "country": "USA", "activity": "rocket", "statements": 2}
    assert table.loc["y", ["country", "statements"]].tolist() == ["DEU", 1]


def test_activities_and_countries_come_largest_first():
    pairs = [("rover", "USA"), ("lander", "DEU"), ("lander", "USA"), ("lander", "USA"), ("suit", "FRA"), ("rover", "USA")]
    counts = companies.by_country_and_activity(pd.DataFrame(pairs, columns=["activity", "country"]))
    assert counts.index.tolist() == ["lander", "rover", "suit"]
    assert counts.columns.tolist() == ["USA", "DEU", "FRA"]
    assert counts.to_numpy().tolist() == [[2, 1, 0], [2, 0, 0], [0, 0, 1]]


def steps(*rows):
    return pd.DataFrame(rows, columns=["from", "relation", "to"])


KINDS = {"xprize": "prize", "sbir": "grant", "aco": "agreement", "hls": "contract vehicle", "cots": "programme"}


def test_rungs_of_the_ladder():
    rows = steps(
        ("hls", "awarded", "x"),
        ("xprize", "takes part in", "x"),
        ("sbir", "supported by", "y"),
        ("aco", "supported by", "z"),
        ("hls", "awarded", "w"),
        ("cots", "supported by", "v"),
        ("hls", "builds", "u"),
    )
    table = companies.ladder(rows, KINDS)
    assert table.columns.tolist() == ["prize", "grant", "agreement", "contract", "incubated"]
    assert {key: row.tolist() for key, row in table.iterrows()} == {
        "w": [False, False, False, True, False],
        "x": [True, False, False, True, True],
        "y": [False, True, False, False, True],
        "z": [False, False, True, False, True],
    }
    assert companies.ladder(rows[:1], KINDS).loc["x"].tolist() == [False, False, False, True, False]
    assert table.index.name == "company" and table.columns.name is None


def test_what_puts_a_company_on_a_rung():
    rows = steps(*((("a", relation, "b")) for relation in ("awarded", "takes part in", "supported by", "builds", "runs")))
    assert companies.climbing(rows)["relation"].tolist() == ["awarded", "takes part in", "supported by"]


def test_who_left():
    fates = ["active", "bankrupt", "contract cancelled", "left the field", ""]
    rows = said(*((str(i), "x", "", fate, "") for i, fate in enumerate(fates)))
    assert companies.left(rows)["id"].tolist() == ["1", "2", "3"]


def test_exits_take_the_latest_date_and_come_latest_first():
    rows = said(
        ("1", "x", "", "bankrupt", "2022-07"),
        ("2", "x", "", "left the field", ""),
        ("3", "x", "", "bankrupt", "2022-08"),
        ("4", "w", "", "left the field", ""),
        ("5", "y", "", "contract cancelled", "2023-01"),
        ("6", "z", "", "active", "2024"),
        ("7", "v", "", "left the field", ""),
    )
    contracts = pd.DataFrame({"recipients": ["x", "x", "z"], "date": ["2020-04", "2021-04", "2019"]})
    table = companies.exits(rows, contracts)
    assert table[["company", "fate", "award", "end", "id"]].values.tolist() == [
        ["y", "contract cancelled", "", "2023-01", "5"],
        ["x", "bankrupt", "2020-04", "2022-08", "3"],
        ["v", "left the field", "", "", "7"],
        ["w", "left the field", "", "", "4"],
    ]
    assert table["months_low"].dropna().tolist() == [27.0] and table["months_high"].dropna().tolist() == [28.0]
    assert list(table) == ["company", "fate", "award", "end", "months_low", "months_high", "id"]
    assert table.loc[1, "months_low"] == 27 and table.index.tolist() == [0, 1, 2, 3]


def test_months_between_by_hand():
    assert companies.months_between("2020-04", "2022-08") == (27, 28)  # 30 April to 1 August; 1 April to 31 August
    assert companies.months_between("2020-04-10", "2020-06-10") == (2, 2)
    assert companies.months_between("2020", "2020") == (0, 11)
    assert all(math.isnan(bound) for bound in companies.months_between("2020-04", ""))
    assert all(math.isnan(bound) for bound in companies.months_between("", "2020-04"))


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2020-01-15", "2020-03-14", 1),
        ("2020-01-15", "2020-03-15", 2),
        ("2019-11-30", "2020-02-29", 2),
        ("2019-01-01", "2021-03-01", 26),
        ("2020-05-01", "2020-03-01", 0),
        ("2020-05-02", "2020-05-01", 0),
    ],
)
def test_whole_months_by_hand(start, end, months):
    assert companies.whole_months(pd.Timestamp(start), pd.Timestamp(end)) == months


def test_whole_months_from_or_to_no_date_are_unknown():
    day = pd.Timestamp("2020-01-01")
    assert math.isnan(companies.whole_months(pd.NaT, day)) and math.isnan(companies.whole_months(day, pd.NaT))


def test_each_company_of_the_book_is_counted_once():
    rows = tables.load("companies")
    table = companies.companies(rows, tables.load("parties"))
    assert table.index.is_unique and set(table.index) == set(rows["company"]) and table["statements"].sum() == len(rows)
    assert companies.by_country_and_activity(table).to_numpy().sum() == len(table)


def test_no_company_of_the_book_leaves_before_its_contract():
    gone = companies.exits(tables.load("companies"), ledger.contracts(ledger.ledger()))
    assert (gone["months_low"].dropna() <= gone["months_high"].dropna()).all() and gone["company"].is_unique
