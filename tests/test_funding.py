"""The ledger: only kinds that add are added; shares, concentration and growth by hand."""

import pandas as pd
import pytest

from analysis import funding, tables


def row(id, kind="award", low=1.0, part_of="", relation="", currency="USD", recipients="a"):
    return {
        "id": id, "kind": kind, "low": low, "high": low, "part_of": part_of, "relation": relation,
        "currency": currency, "recipients": recipients, "programme": "p", "latest": pd.Timestamp("2020"), "label": id,
    }  # fmt: skip


def test_awards_and_task_orders_add():
    assert funding.total(pd.DataFrame([row("a", low=2.0), row("b", "task order", 0.5)])) == (2.5, 2.5)


@pytest.mark.parametrize("kind", sorted(funding.WHY_NOT))
def test_a_kind_that_does_not_add_is_refused_by_name(kind):
    with pytest.raises(funding.KindsDoNotAdd, match=rf"odd \({kind}\)"):
        funding.total(pd.DataFrame([row("a"), row("odd", kind)]))


def test_a_restatement_beside_what_it_restates_is_refused():
    rows = pd.DataFrame([row("a"), row("b", part_of="a", relation="restates")])
    with pytest.raises(funding.KindsDoNotAdd, match="b restates a"):
        funding.total(rows)


def test_two_currencies_are_refused():
    with pytest.raises(funding.KindsDoNotAdd, match="currencies differ: EUR, USD"):
        funding.total(pd.DataFrame([row("a"), row("b", currency="EUR")]))


def test_every_kind_of_the_schema_either_adds_or_has_its_reason():
    (kinds,) = [f["constraints"]["enum"] for f in tables.fields("funding") if f["name"] == "kind"]
    assert set(kinds) == set(funding.ADDING) | set(funding.WHY_NOT)


def test_a_shared_amount_cannot_be_divided_among_companies():
    with pytest.raises(funding.KindsDoNotAdd, match="cannot be divided: both"):
        funding.by_company(pd.DataFrame([row("both", recipients="a; b")]))


def test_shares_by_hand():
    table = funding.by_company(pd.DataFrame([row("x", low=3.0, recipients="a"), row("y", low=1.0, recipients="b")]))
    assert table["share"].tolist() == [0.75, 0.25]
    assert funding.herfindahl(table["share"]) == 0.5625 + 0.0625


def test_herfindahl_of_n_equal_shares_is_one_over_n_and_other_sums_are_refused():
    assert funding.herfindahl(pd.Series([0.2] * 5)) == pytest.approx(1 / 5)
    with pytest.raises(ValueError, match=r"sum to 1, not 0\.5"):
        funding.herfindahl(pd.Series([0.5]))


def test_lorenz_by_hand():
    curve = funding.lorenz(pd.Series([6.0, 1.0, 3.0]))
    assert curve["money"].tolist() == pytest.approx([0, 0.1, 0.4, 1.0])


def test_growth_by_hand_and_on_the_printed_revenue():
    assert funding.growth(1, 8, 3) == pytest.approx(1.0)
    revenue = funding.revenue(funding.ledger())
    assert revenue["low"].tolist() == [110.03e9, 362e9]
    assert funding.growth(*revenue["low"], 16) == pytest.approx((3620 / 1100.3) ** (1 / 16) - 1)


def test_the_total_recomputed_from_the_file_by_other_means():
    raw = pd.read_csv(tables.DATA / "funding.csv")
    kept = raw[raw["kind"].isin(["award", "task order"]) & (raw["relation"] != "restates")]
    assert funding.total(funding.contracts(funding.ledger()))[0] == kept["low"].sum()


def test_task_orders_stay_under_their_ceiling():
    rows = funding.ledger()
    for ceiling in rows[rows["kind"] == "ceiling"].itertuples():
        assert rows.loc[rows["part_of"] == ceiling.id, "low"].sum() <= ceiling.high


def test_starship_is_paid_what_its_two_contracts_make_not_what_the_paper_adds():
    landers = funding.price_against_cost(funding.ledger())
    assert landers.loc["spacex", "paid"] == 2.89e9 + 1.15e9
    assert landers.loc["blue-origin", "share_low"] == pytest.approx(3.4 / 10)


def test_contracts_and_what_is_left_out_make_up_the_ledger():
    rows = funding.ledger()
    ids = [*funding.contracts(rows)["id"], *funding.left_out(rows)["id"]]
    assert sorted(ids) == sorted(rows["id"])


def test_the_running_total_ends_at_the_total():
    rows = funding.ledger()
    assert funding.cumulative(rows)["running_low"].iloc[-1] == funding.total(funding.contracts(rows))[0]
