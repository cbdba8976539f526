"""The ledger: only kinds that add are added; who holds what, what it is worth, price against cost, by hand."""

import pandas as pd
import pytest

from analysis.facts import tables
from analysis.topics import ledger


def row(id, kind="award", low=1.0, **more):
    """One amount as the ledger has it."""
    usual = {
        "high": low, "part_of": "", "relation": "", "currency": "USD", "recipients": "a", "payer": "nasa", "purpose": "",
        "programme": "p", "latest": pd.Timestamp("2020"), "label": id.upper(), "pricing": "fixed-price", "period": "",
    }  # fmt: skip
    return {"id": id, "kind": kind, "low": low} | usual | more


def rows(*amounts):
    return pd.DataFrame(amounts)


def test_awards_and_task_orders_add_low_to_low_and_high_to_high():
    assert ledger.total(rows(row("a", low=2.0), row("b", "task order", 0.5, high=1.5))) == (2.5, 3.5)


@pytest.mark.parametrize("kind", ledger.WHY_NOT)
def test_a_kind_that_does_not_add_is_refused_by_name(kind):
    with pytest.raises(ledger.KindsDoNotAdd, match=rf"odd \({kind}\): {ledger.WHY_NOT[kind]}$"):
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


def test_what_is_for_the_station_is_not_for_the_moon():
    made = rows(row("a", label="Station"), row("b", purpose="space station"), row("c", purpose="space station"))
    assert ledger.for_the_moon(made)["id"].tolist() == ["a"]


@pytest.mark.book
def test_every_contract_whose_label_names_the_station_is_for_it_and_no_other():
    labels = tables.load("funding").set_index("purpose")["label"].str.contains("station", case=False)
    assert labels.loc["space station"].all() and not labels.loc[""].any()


def test_holders_by_hand():
    made = rows(
        row("x", low=1.0, recipients="b"),
        row("y", low=2.0, recipients="a"),
        row("z", "task order", 5.0, recipients="a", latest=pd.Timestamp("2019")),
        row("q", low=10.0, programme="q", recipients="b"),
        row("r", low=30.0, programme="q", recipients="a"),
        row("c", "ceiling", 99.0),
    )
    table = ledger.holders(made)
    assert table.columns.tolist() == ["programme", "company", "amount", "contracts", "share", "id"]
    assert table.values.tolist() == [
        ["q", "a", 30, 1, 0.75, "r"],
        ["q", "b", 10, 1, 0.25, "q"],
        ["p", "a", 7, 2, 0.875, "z"],
        ["p", "b", 1, 1, 0.125, "x"],
    ]


def test_a_shared_amount_cannot_be_divided_among_companies():
    with pytest.raises(ledger.KindsDoNotAdd, match="cannot be divided: both, too"):
        ledger.holders(rows(row("a"), row("both", recipients="a; b"), row("too", recipients="b; c")))


def test_companies_are_not_compared_over_currencies():
    with pytest.raises(ledger.KindsDoNotAdd, match="currencies differ"):
        ledger.holders(rows(row("a"), row("b", currency="EUR")))


def test_concentration_by_hand():
    held = ledger.holders(
        rows(
            row("x", low=3.0),
            row("y", low=1.0, recipients="b"),
            row("q", low=8.0, programme="q", recipients="c"),
            row("r", low=8.0, programme="a", recipients="c"),
        )
    )
    table = ledger.concentration(held)
    assert table.columns.tolist() == ["amount", "companies", "company", "largest", "index", "equal"]
    assert table.loc["p"].tolist() == [4, 2, "a", 0.75, 0.625, 1.6]
    assert table.loc["q"].tolist() == [8, 1, "c", 1, 1, 1]
    assert table.index.tolist() == ["a", "q", "p"] and table.index.name == "programme"


def test_ranks_by_hand():
    made = rows(
        row("x", low=3.0, recipients="a"),
        row("y", low=2.0, recipients="b"),
        row("z", low=2.0, recipients="b"),
        row("w", low=3.5, recipients="c"),
        row("v", low=3.5, recipients="d"),
    ).assign(constant=[9.0, 2.0, 2.0, 5.0, 5.0])
    table = ledger.ranks(made)
    assert table.index.tolist() == ["b", "c", "d", "a"] and table.index.name == "company"
    assert table.columns.tolist() == ["amount", "constant", "rank", "constant_rank"]
    assert table.values.tolist() == [[4, 4, 1, 4], [3.5, 5, 2, 2], [3.5, 5, 2, 2], [3, 9, 4, 1]]


def test_what_is_ordered_under_a_ceiling_by_hand():
    made = rows(
        row("x", "ceiling", 10.0, high=20.0, programme="q"),
        row("y", "ceiling", 8.0),
        row("a", "task order", 4.0, part_of="z; x", relation="under ceiling"),
        row("b", low=1.0, part_of="x", relation="under ceiling"),
        row("c", low=2.0),
        row("d", low=1.0, part_of="a", relation="restates"),
    )
    table = ledger.under_ceilings(made)
    assert table.columns.tolist() == ["id", "label", "programme", "ceiling", "ordered", "orders", "share"]
    assert table.values.tolist() == [["x", "X", "q", 20, 5, 2, 0.25], ["y", "Y", "p", 8, 0, 0, 0]]


def test_a_report_cannot_know_the_contracts_made_after_it():
    made = rows(
        row("t", "cumulative investment", 90.0, cites="k; undated"),
        row("u", "cumulative investment", 90.0, cites="undated"),
        row("b", "programme budget", 90.0, cites="k"),
        row("x", low=1.0),
        row("y", low=2.0),
        row("z", low=4.0),
    )
    days = ["2021-11-15"] * 3 + ["2021-11-15", "2021-11-16", "2022-01-01"]
    made = made.assign(earliest=pd.to_datetime(days), latest=pd.Timestamp("2023"), cites=made["cites"].fillna(""))
    references = pd.DataFrame({"key": ["k", "undated"], "date": ["2021-11-15", ""]})
    table = ledger.made_after(made, references)
    assert table.columns.tolist() == ["id", "report", "contracts", "amount"]
    assert table.values.tolist() == [["t", "2021-11-15", 2, 6]]


def order(id, company="c", amount=1.0, award="2022-07", outcome="pending", caveats=""):
    named = {"mission": id.upper(), "award_date": award, "outcome": outcome, "caveats": caveats, "source": "s"}
    return {"id": id, "company": company, "amount": amount} | named


def test_cargo_orders_have_the_columns_of_the_ledger():
    made = pd.DataFrame(
        [
            order("a", "x", 2.0),
            order("b", outcome="cancelled"),
            order("c", outcome="failure"),
            order("option", caveats="page_read; ceiling_not_spend"),
            order("unpriced", amount=float("nan")),
        ]
    )
    table = ledger.cargo_orders(made)
    assert table["id"].tolist() == ["a", "b", "c"] and table["fate"].tolist() == ["", "cancelled", ""]
    usual = {"kind": "task order", "programme": "clps", "currency": "USD", "part_of": "", "relation": "", "source": "s"}
    usual |= {"purpose": ""}
    bounds = {"earliest": pd.Timestamp("2022-07-01"), "latest": pd.Timestamp("2022-07-31")}
    own = {"id": "a", "label": "A", "recipients": "x", "low": 2.0, "high": 2.0, "fate": ""}
    assert table.iloc[0].to_dict() == usual | bounds | own


def later_rows(*amounts):
    return rows(*amounts).assign(qualifier="", fate="", source="l", earliest=pd.Timestamp("2024")).reset_index(drop=True)


def test_contracts_of_later_sources_stand_once_beside_the_founding_ones():
    founding = later_rows(row("f"), row("g", recipients="x", latest=pd.Timestamp("2022-07-31"), programme="clps"))
    later = later_rows(
        row("new", low=4.0),
        row("again", part_of="f", relation="restates"),
        row("unpriced", low=float("nan")),
        row("most", low=9.0),
        row("cargo elsewhere", programme="clps"),
        row("base", low=0.5, programme="clps", part_of="whole", relation="part"),
        row("plan", "programme budget"),
    )
    later.loc[later["id"] == "most", "qualifier"] = "up to"
    orders = ledger.cargo_orders(
        pd.DataFrame([order("same", "x"), order("other month", "x", award="2022-08"), order("other company", "y")])
    )
    table = ledger.with_later(founding, later, orders)
    assert table["id"].tolist() == ["f", "g", "base", "new", "other month", "other company"]
    assert table.set_index("id")["later"].to_dict() == {
        "f": False, "g": False, "new": True, "base": True, "other month": True, "other company": True,
    }  # fmt: skip
    assert not table["ended"].any() and table["low"].sum() == 8.5 and table.index.tolist() == [0, 1, 2, 3, 4, 5]


def test_a_contract_ends_as_its_own_source_or_a_later_one_says():
    founding = later_rows(row("f"), row("g"), row("h"))
    founding.loc[0, "fate"] = "bankrupt"
    later = later_rows(
        row("end", low=float("nan"), part_of="g; z", relation="restates"), row("on", part_of="h", relation="part")
    )
    later["fate"] = ["cancelled", "active"]
    orders = ledger.cargo_orders(pd.DataFrame([order("a", outcome="cancelled"), order("b")]))
    table = ledger.with_later(founding, later, orders).set_index("id")
    assert table["ended"].to_dict() == {"f": True, "g": True, "h": False, "on": False, "a": True, "b": False}


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


def test_both_landers_together_by_hand():
    landers = pd.DataFrame({"paid": [1.0, 2.0], "cost_low": [2.0, 4.0], "cost_high": [4.0, 8.0], "label": ["a", "b"]})
    assert ledger.together(landers) == {"paid": 3, "cost_low": 6, "cost_high": 12, "share_low": 0.25, "share_high": 0.5}


def test_pricing_by_hand():
    made = rows(
        row("a", low=1.0),
        row("b", "task order", 2.0, pricing="IDIQ fixed-price", inferred="kind; pricing"),
        row("c", "task order", 4.0, inferred="kind"),
        row("d", "spend to date", 8.0, pricing="cost-plus"),
        row("e", "overrun", 16.0, pricing="cost-plus"),
        row("f", low=32.0, relation="restates", part_of="a"),
        row("g", "ceiling", 64.0),
        row("h", low=128.0, pricing=""),
        row("i", "task order", 256.0),
    )
    table = ledger.by_pricing(made.assign(inferred=made["inferred"].fillna("")))
    assert {key: line.tolist() for key, line in table.iterrows()} == {
        ("cost-plus", "overrun", True): [1, 16],
        ("cost-plus", "spend to date", True): [1, 8],
        ("fixed-price", "award", True): [1, 1],
        ("fixed-price", "task order", False): [1, 2],
        ("fixed-price", "task order", True): [2, 260],
    }
    assert table.index.names == ["model", "kind", "printed"] and table.columns.tolist() == ["size", "sum"]


@pytest.mark.book
def test_every_kind_of_the_schema_either_adds_or_has_its_reason():
    (kinds,) = [field["constraints"]["enum"] for field in tables.fields("funding") if field["name"] == "kind"]
    assert set(kinds) == set(ledger.ADDING) | set(ledger.WHY_NOT)


@pytest.mark.book
def test_the_ledger_of_the_book_has_the_bounds_of_its_dates():
    made = ledger.ledger().set_index("id")
    dated = made[made["date"].str.fullmatch(r"\d{4}-\d{2}")]
    assert (dated["earliest"].dt.day == 1).all() and (dated["earliest"].dt.strftime("%Y-%m") == dated["date"]).all()
    assert (dated["latest"].dt.strftime("%Y-%m") == dated["date"]).all() and (dated["latest"].dt.day >= 28).all()


@pytest.mark.book
def test_the_total_recomputed_from_the_file_by_other_means():
    raw = pd.read_csv(tables.DATA / "funding.csv")
    kept = raw[raw["kind"].isin(["award", "task order"]) & (raw["relation"] != "restates") & (raw["source"] == "cir2023")]
    assert ledger.total(ledger.contracts(ledger.ledger()))[0] == kept["low"].sum()


@pytest.mark.book
def test_task_orders_of_the_book_stay_under_their_ceiling():
    made = ledger.ledger()
    for ceiling in made[made["kind"] == "ceiling"].itertuples():
        assert made.loc[made["part_of"] == ceiling.id, "low"].sum() <= ceiling.high


@pytest.mark.book
def test_contracts_and_what_is_left_out_make_up_the_ledger_of_the_book():
    made = ledger.ledger()
    ids = [*ledger.contracts(made)["id"], *ledger.left_out(made)["id"]]
    assert sorted(ids) == sorted(made["id"])
