"""The ledger: only kinds that add are added; who holds what, and price against cost, by hand."""

import pandas as pd
import pytest

from analysis.facts import tables
from analysis.topics import ledger


def row(id, kind="award", low=1.0, **more):
    """One amount as the ledger has it."""
    usual = {
        "high": low, "part_of": "", "relation": "", "currency": "USD", "recipients": "a", "payer": "nasa",
        "programme": "p", "latest": pd.Timestamp("2020"), "label": id.upper(), "pricing": "fixed-price", "period": "",
    }  # fmt: skip
    return {"id": id, "kind": kind, "low": low} | usual | more


def rows(*amounts):
    return pd.DataFrame(amounts)


def test_awards_and_task_orders_add_low_to_low_and_high_to_high():
    assert ledger.total(rows(row("a", low=2.0), row("b", "task order", 0.5, high=1.5))) == (2.5, 3.5)


@pytest.mark.parametrize("kind", sorted(ledger.WHY_NOT))
def test_a_kind_that_does_not_add_is_refused_by_name(kind):
    with pytest.raises(ledger.KindsDoNotAdd, match=rf"odd \({kind}\): {ledger.WHY_NOT[kind]}"):
        ledger.total(rows(row("a"), row("odd", kind)))


def test_a_restatement_beside_what_it_restates_is_refused():
    with pytest.raises(ledger.KindsDoNotAdd, match="b restates x; a, which is in the sum too"):
        ledger.total(rows(row("a"), row("b", part_of="x; a", relation="restates")))


def test_a_part_of_what_is_not_in_the_sum_adds():
    assert ledger.total(rows(row("a"), row("b", part_of="x", relation="under ceiling"))) == (2, 2)


def test_two_currencies_are_refused():
    with pytest.raises(ledger.KindsDoNotAdd, match="currencies differ: EUR, USD"):
        ledger.total(rows(row("a"), row("b", currency="EUR")))


def test_every_fault_is_named():
    with pytest.raises(ledger.KindsDoNotAdd, match=r"^these amounts do not add: c \(ceiling\).*; d \(overrun\)"):
        ledger.total(rows(row("c", "ceiling"), row("d", "overrun")))


def test_contracts_are_what_adds_without_restatements_in_order_of_date_and_id():
    late, early = pd.Timestamp("2023"), pd.Timestamp("2021")
    made = rows(
        row("d", latest=late),
        row("c", "task order", latest=late),
        row("b", latest=early),
        row("x", "ceiling"),
        row("y", relation="restates", part_of="b"),
        row("z", relation="under ceiling", part_of="x"),
    )
    assert ledger.contracts(made)["id"].tolist() == ["z", "b", "c", "d"]


def test_what_is_left_out_says_why_by_name():
    made = rows(
        row("a"), row("b"), row("x", "ceiling", 5.0, high=6.0), row("y", low=2.0, relation="restates", part_of="a; b")
    )
    assert ledger.left_out(made).values.tolist() == [
        ["x", "X", "ceiling", 5.0, 6.0, ledger.WHY_NOT["ceiling"]],
        ["y", "Y", "award", 2.0, 2.0, "the same money as A and B"],
    ]
    assert ledger.left_out(made).columns.tolist() == ["id", "label", "kind", "low", "high", "why"]


def test_the_running_total_by_hand():
    made = rows(row("b", low=2.0, high=3.0, latest=pd.Timestamp("2022")), row("a", low=1.0), row("c", "overrun", 9.0))
    table = ledger.cumulative(made)
    assert table[["id", "running_low", "running_high"]].values.tolist() == [["a", 1, 1], ["b", 3, 4]]
    assert list(table) == ["id", "label", "programme", "latest", "low", "high", "running_low", "running_high"]
    assert table.index.tolist() == [0, 1] and table["label"].tolist() == ["A", "B"]


def test_a_running_total_of_two_currencies_is_refused():
    with pytest.raises(ledger.KindsDoNotAdd, match="currencies differ"):
        ledger.cumulative(rows(row("a"), row("b", currency="EUR")))


def test_shares_by_hand():
    made = rows(
        row("x", low=1.0, recipients="b"),
        row("y", low=2.0, recipients="a"),
        row("z", "task order", 5.0, recipients="a"),
        row("c", "ceiling", 99.0),
    )
    table = ledger.by_company(made)
    assert table.index.tolist() == ["a", "b"] and table.index.name == "company"
    assert table[["amount", "contracts", "share"]].values.tolist() == [[7, 2, 0.875], [1, 1, 0.125]]


def test_a_shared_amount_cannot_be_divided_among_companies():
    with pytest.raises(ledger.KindsDoNotAdd, match="cannot be divided: both, too"):
        ledger.by_company(rows(row("a"), row("both", recipients="a; b"), row("too", recipients="b; c")))


def test_companies_are_not_compared_over_currencies():
    with pytest.raises(ledger.KindsDoNotAdd, match="currencies differ"):
        ledger.by_company(rows(row("a"), row("b", currency="EUR")))


def test_price_against_cost_by_hand():
    made = rows(
        row("a1", low=2.0),
        row("a2", low=1.0),
        row("other programme", low=50.0, programme="q"),
        row("other company", low=50.0, recipients="b"),
        row("cost", "development cost", 6.0, high=12.0, recipients="", payer="a"),
        row("b cost", "development cost", 100.0, recipients="b", payer="nasa"),
    )
    table = ledger.price_against_cost(made)
    assert table.loc["a"].tolist() == ["COST", 3.0, 6.0, 12.0, 0.25, 0.5]
    assert table.loc["b", ["paid", "share_low", "share_high"]].tolist() == [50.0, 0.5, 0.5]
    assert table.columns.tolist() == ["label", "paid", "cost_low", "cost_high", "share_low", "share_high"]


def test_revenue_is_of_the_commercial_industry_in_order_of_year():
    made = rows(
        row("late", "industry revenue", 3.0, high=4.0, period="2021", label="Commercial space revenue"),
        row("soon", "industry revenue", 1.0, period="2005", label="Commercial space revenue"),
        row("all", "industry revenue", 9.0, period="2020", label="Global space economy"),
        row("not", "award", 9.0, period="2020", label="Commercial award"),
    )
    table = ledger.revenue(made)
    assert table.columns.tolist() == ["year", "label", "low", "high", "id"]
    assert table.values.tolist() == [[2005, "2005", 1, 1, "soon"], [2021, "2021", 3, 4, "late"]]


def test_pricing_by_hand():
    made = rows(
        row("a", low=1.0),
        row("b", "task order", 2.0, pricing="IDIQ fixed-price"),
        row("c", "task order", 4.0),
        row("d", "spend to date", 8.0, pricing="cost-plus"),
        row("e", "overrun", 16.0, pricing="cost-plus"),
        row("f", low=32.0, relation="restates", part_of="a"),
        row("g", "ceiling", 64.0),
        row("h", low=128.0, pricing=""),
    )
    table = ledger.by_pricing(made)
    assert {key: line.tolist() for key, line in table.iterrows()} == {
        ("cost-plus", "overrun"): [1, 16],
        ("cost-plus", "spend to date"): [1, 8],
        ("fixed-price", "award"): [1, 1],
        ("fixed-price", "task order"): [2, 6],
    }
    assert table.index.names == ["model", "kind"]


def test_every_kind_of_the_schema_either_adds_or_has_its_reason():
    (kinds,) = [field["constraints"]["enum"] for field in tables.fields("funding") if field["name"] == "kind"]
    assert set(kinds) == set(ledger.ADDING) | set(ledger.WHY_NOT)


def test_the_ledger_of_the_book_has_the_bounds_of_its_dates():
    made = ledger.ledger().set_index("id")
    dated = made[made["date"].str.fullmatch(r"\d{4}-\d{2}")]
    assert (dated["earliest"].dt.day == 1).all() and (dated["earliest"].dt.strftime("%Y-%m") == dated["date"]).all()
    assert (dated["latest"].dt.strftime("%Y-%m") == dated["date"]).all() and (dated["latest"].dt.day >= 28).all()


def test_the_total_recomputed_from_the_file_by_other_means():
    raw = pd.read_csv(tables.DATA / "funding.csv")
    kept = raw[raw["kind"].isin(["award", "task order"]) & (raw["relation"] != "restates")]
    assert ledger.total(ledger.contracts(ledger.ledger()))[0] == kept["low"].sum()


def test_task_orders_of_the_book_stay_under_their_ceiling():
    made = ledger.ledger()
    for ceiling in made[made["kind"] == "ceiling"].itertuples():
        assert made.loc[made["part_of"] == ceiling.id, "low"].sum() <= ceiling.high


def test_contracts_and_what_is_left_out_make_up_the_ledger_of_the_book():
    made = ledger.ledger()
    ids = [*ledger.contracts(made)["id"], *ledger.left_out(made)["id"]]
    assert sorted(ids) == sorted(made["id"])
