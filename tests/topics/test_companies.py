"""Companies: activities, the ladder, exits and the months between, by hand."""

import math

import pandas as pd
import pytest

from analysis.facts import tables
from analysis.topics import companies, ledger

PARTIES = pd.DataFrame(
    {
        "key": ["x", "y", "z", "w"],
        "name": ["Xeno Inc", "Ypsilon", "Astra", "Never"],
        "short": ["Xeno", "ypsi", "Astra", "Never"],
        "iso3": ["USA", "DEU", "USA", "FRA"],
    }
)


def said(*rows):
    return pd.DataFrame(rows, columns=["id", "company", "activity", "fate", "date"]).assign(inferred="", locator="p. 1")


def test_each_company_stands_once():
    rows = said(
        ("1", "x", "rocket", "active", ""),
        ("2", "y", "rover", "active", ""),
        ("3", "x", "lander", "active", ""),
        ("4", "z", "lander", "active", ""),
    )
    table = companies.companies(rows, PARTIES)
    assert table.index.tolist() == ["y", "z", "x"]
    assert table.loc["x"].to_dict() == {"name": "Xeno Inc", "short": "Xeno", "country": "USA", "statements": 2}
    assert table.loc["y", ["country", "statements"]].tolist() == ["DEU", 1]


def test_each_company_stands_in_each_activity_once():
    rows = said(
        ("1", "x", "rover", "active", ""),
        ("2", "y", "lander", "active", ""),
        ("3", "x", "lander", "", ""),
        ("4", "z", "lander", "bankrupt", ""),
        ("5", "x", "rover", "active", ""),
        ("6", "x", "", "active", ""),
        ("7", "w", "", "active", ""),
        ("8", "w", "", "active", ""),
    )
    rows["inferred"] = ["activity", "", "activity; date", "date", "", "activity", "", ""]
    table = companies.activities(rows, companies.companies(rows, PARTIES))
    assert list(table) == ["activity", "company", "short", "country", "gone", "printed", "id"]
    assert table.values.tolist() == [
        ["lander", "z", "Astra", "USA", True, True, "4"],
        ["lander", "x", "Xeno", "USA", False, False, "3"],
        ["lander", "y", "ypsi", "DEU", False, True, "2"],
        ["rover", "x", "Xeno", "USA", False, True, "1"],
        ["", "w", "Never", "FRA", False, True, "7"],
    ]


def test_activities_of_most_companies_come_first_then_by_name_and_the_unsaid_last():
    pairs = [("suit", "x"), ("rover", "y"), ("rover", "x"), ("dome", "z"), ("", "w")]
    rows = said(*((str(n), company, activity, "", "") for n, (activity, company) in enumerate(pairs)))
    table = companies.activities(rows, companies.companies(rows, PARTIES))
    assert table["activity"].tolist() == ["rover", "rover", "dome", "suit", ""]
    assert table["company"].tolist() == ["x", "y", "z", "x", "w"]


def test_makers_and_those_of_them_from_abroad():
    rows = [
        ("lander", "x", "USA"),
        ("vehicle", "x", "USA"),
        ("vehicle", "y", "JPN"),
        ("lander", "z", "DEU"),
        ("suit", "w", "DEU"),
    ]
    placed = pd.DataFrame(rows, columns=["activity", "company", "country"])
    assert companies.makers(placed, ["lander", "vehicle"]) == (3, 2)
    assert companies.makers(placed, ["suit"]) == (1, 1)


def steps(*rows):
    return pd.DataFrame(rows, columns=["from", "relation", "to", "status"])


KINDS = {
    "xprize": "prize", "sbir": "grant", "aco": "agreement", "hls": "contract vehicle", "cots": "programme",
    "crew": "programme", "crs": "contract vehicle", "epoc": "contract vehicle",
}  # fmt: skip


def test_rungs_of_the_ladder():
    rows = steps(
        ("hls", "awarded", "x", "signed"),
        ("xprize", "takes part in", "x", ""),
        ("sbir", "supported by", "y", ""),
        ("aco", "supported by", "z", ""),
        ("hls", "awarded", "w", ""),
        ("cots", "supported by", "v", ""),
        ("crew", "awarded", "t", "flown"),
        ("crs", "awarded", "s", "flown"),
        ("epoc", "awarded", "r", "planned"),
        ("hls", "builds", "u", ""),
        ("cots", "supported by", "falcon", ""),
        ("hls", "awarded", "v", "signed"),
    )
    table = companies.ladder(rows, KINDS, ["hls", "epoc"], list("rstuvwxyz"))
    assert table.columns.tolist() == ["prize", "grant", "agreement", "development", "contract", "incubated"]
    assert {key: row.tolist() for key, row in table.iterrows()} == {
        "v": [False, False, False, True, True, True],
        "w": [False, False, False, False, True, False],
        "x": [True, False, False, False, True, True],
        "y": [False, True, False, False, False, True],
        "z": [False, False, True, False, False, True],
    }
    assert companies.ladder(rows[:1], KINDS, ["hls"], ["x"]).loc["x"].tolist() == [False, False, False, False, True, False]
    assert table.index.name == "company" and table.columns.name is None


def test_what_puts_a_company_on_a_rung():
    rows = steps(*(("a", relation, "b", "") for relation in ("awarded", "takes part in", "supported by", "builds", "runs")))
    assert companies.climbing(rows)["relation"].tolist() == ["awarded", "takes part in", "supported by"]


def test_who_left():
    fates = ["active", "bankrupt", "contract cancelled", "left the field", ""]
    rows = said(*((str(i), "x", "", fate, "") for i, fate in enumerate(fates)))
    assert companies.left(rows)["id"].tolist() == ["1", "2", "3"]


def test_exits_keep_every_date_and_come_latest_first():
    rows = said(
        ("1", "x", "", "bankrupt", "2022-07"),
        ("2", "x", "", "left the field", ""),
        ("3", "x", "", "bankrupt", "2022-08"),
        ("4", "w", "", "left the field", ""),
        ("5", "y", "", "contract cancelled", "2023-01"),
        ("6", "z", "", "active", "2024"),
        ("7", "v", "", "left the field", ""),
        ("8", "x", "", "bankrupt", "2022-08"),
        ("9", "w", "", "bankrupt", ""),
    )
    rows.loc[2, "locator"] = "p. 2 n. a"
    contracts = pd.DataFrame({"recipients": ["x", "x", "z"], "date": ["2020-04", "2021-04", "2019"]})
    table = companies.exits(rows, contracts)
    assert table[["company", "fate", "award", "end", "locator", "id"]].values.tolist() == [
        ["y", "contract cancelled", "", "2023-01", "p. 1", "5"],
        ["x", "bankrupt", "2020-04", "2022-08", "p. 2 n. a", "3"],
        ["x", "bankrupt", "2020-04", "2022-07", "p. 1", "1"],
        ["v", "left the field", "", "", "p. 1", "7"],
        ["w", "left the field", "", "", "p. 1", "4"],
    ]
    assert table["months_low"].dropna().tolist() == [27.0, 26.0] and table["months_high"].dropna().tolist() == [28.0, 27.0]
    assert list(table) == ["company", "fate", "award", "end", "months_low", "months_high", "locator", "id"]
    assert table.loc[1, "months_low"] == 27 and table.index.tolist() == [0, 1, 2, 3, 4]


def test_an_end_no_later_than_a_day_bounds_the_months_from_above():
    low, high = companies.months_between("2020-04", "../2022-07-29")
    assert math.isnan(low) and high == 27


def test_what_became_of_orders_by_hand():
    rows = [
        ("x", "2019-05-31", "2024-01-08", "failure"),
        ("y", "2019-05-31", "2024-02-15", "partial"),
        ("y", "2023-10-31", "", "pending"),
        ("y", "2023-11-01", "2025-01-15", "success"),
        ("y", "2026", "", "cancelled"),
        ("z", "2023", "", "cancelled"),
        ("z", "", "", "pending"),
    ]
    table = companies.became(pd.DataFrame(rows, columns=["company", "award_date", "launch_date", "outcome"]), "2023-10")
    assert list(table) == ["flown", "landed", "upright", "cancelled", "new"] and table.index.tolist() == ["x", "y", "z"]
    assert table.values.tolist() == [[1, 0, 0, 0, 0], [2, 2, 1, 1, 2], [0, 0, 0, 1, 0]]


def test_priced_orders_until_a_month_by_hand():
    dated = ["2023-10-31", "2023-11", "2023", "", "2022"]
    orders = pd.DataFrame({"award_date": dated, "amount": [1.0, 2.0, 3.0, 4.0, float("nan")]})
    found = companies.priced_until(orders, "2023-10")
    assert found["amount"].tolist() == [1.0, 3.0] and found.index.tolist() == [0, 1]


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


@pytest.mark.book
def test_each_company_of_the_book_is_counted_once():
    rows = tables.load("companies")
    table = companies.companies(rows, tables.load("parties"))
    assert table.index.is_unique and set(table.index) == set(rows["company"]) and table["statements"].sum() == len(rows)
    placed = companies.activities(rows, table)
    assert set(placed["company"]) == set(table.index) and not placed.duplicated(["activity", "company"]).any()


@pytest.mark.book
def test_no_company_of_the_book_leaves_before_its_contract():
    gone = companies.exits(tables.load("companies"), ledger.contracts(ledger.ledger()))
    dated = gone.dropna(subset=["months_low", "months_high"])
    assert len(dated) and (dated["months_low"] <= dated["months_high"]).all()
    assert not gone.duplicated(["company", "end"]).any()
