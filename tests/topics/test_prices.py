"""Prices: worked by hand."""

import pandas as pd
import pytest

from analysis.topics import prices


def row(id, kind="award", low=1.0, **more):
    """One amount as the ledger has it."""
    usual = {
        "high": low, "part_of": "", "relation": "", "currency": "USD", "recipients": "a", "payer": "nasa", "purpose": "",
        "programme": "p", "latest": pd.Timestamp("2020"), "label": id.upper(), "pricing": "fixed-price", "period": "",
    }  # fmt: skip
    return {"id": id, "kind": kind, "low": low} | usual | more


def rows(*amounts):
    return pd.DataFrame(amounts)


@pytest.mark.parametrize(
    ("day", "year"), [("2022-09-30", 2022), ("2022-10-01", 2023), ("2022-11-15", 2023), ("2023-01-01", 2023)]
)
def test_a_fiscal_year_begins_in_october(day, year):
    assert prices.fiscal_year(pd.Timestamp(day)) == year


def test_money_of_another_year_is_worth_the_ratio_of_the_price_levels():
    multiply = prices.factors(pd.Series({2019: 80.0, 2023: 100.0, 2024: 125.0}), 2023)
    assert multiply.to_dict() == {2019: 1.25, 2023: 1.0, 2024: 0.8}
    with pytest.raises(KeyError, match="no index for 2030; there are 2019"):
        prices.factors(pd.Series({2019: 80.0}), 2030)


def test_constant_money_by_hand():
    made = rows(row("a", low=8.0, high=9.0), row("b", low=2.0))
    made["earliest"] = pd.to_datetime(["2022-10-01", "2022-09-01"])
    made["latest"] = pd.to_datetime(["2022-10-31", "2022-09-30"])
    table = prices.constant(made, pd.Series({2022: 2.0, 2023: 1.5}))
    assert table[["id", "low", "fiscal_year", "constant"]].values.tolist() == [["a", 8, 2023, 12], ["b", 2, 2022, 4]]


def test_a_date_in_two_fiscal_years_has_no_constant_money():
    made = rows(row("a"), row("vague"))
    made["earliest"] = pd.to_datetime(["2022-10-01", "2022-01-01"])
    made["latest"] = pd.to_datetime(["2022-10-31", "2022-12-31"])
    with pytest.raises(ValueError, match=r"more than one fiscal year: vague$"):
        prices.constant(made, pd.Series({2022: 1.0, 2023: 1.0}))


def test_a_price_index_is_of_one_name_and_of_actual_years():
    table = pd.DataFrame(
        [(2023, "a", 1.5, "actual"), (2024, "a", 2.5, "projected"), (2023, "b", 9.0, "actual"), (2022, "a", 1.0, "actual")],
        columns=["fiscal_year", "index", "level", "basis"],
    )
    assert prices.price_index(table, "a").to_dict() == {2023: 1.5, 2022: 1.0}
    with pytest.raises(ValueError, match="no index 'c'; there are a, b"):
        prices.price_index(table, "c")


def test_real_growth_by_hand():
    revenues = pd.DataFrame({"year": [2010, 2011, 2012], "low": [100.0, 7.0, 242.0]})
    assert prices.real_growth(revenues, pd.Series({2010: 50.0, 2012: 100.0})) == pytest.approx(0.1)
    assert prices.real_growth(revenues, pd.Series({2010: 1.0, 2012: 1.0})) == pytest.approx(2.42**0.5 - 1)


def test_a_calendar_year_is_three_quarters_its_fiscal_year_and_one_of_the_next():
    assert prices.calendar(pd.Series({2020: 100.0, 2021: 120.0, 2022: 140.0})).to_dict() == {2020: 105.0, 2021: 125.0}
