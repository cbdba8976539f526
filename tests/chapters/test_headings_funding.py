"""What the chapter on the money says in words, without a number, is true of the data as it stands."""

import pandas as pd

from analysis.chapters import funding
from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import ended_badly
from analysis.topics import ledger, measures, policy, prices

ROWS = ledger.ledger()
CONTRACTS = ledger.contracts(ROWS)
LUNAR = ledger.for_the_moon(CONTRACTS)


def later():
    return ledger.ledger("later")


def index(name):
    return prices.price_index(tables.load("deflators"), name)


def ranked(rows, name="nnsi"):
    return ledger.ranks(prices.constant(rows, prices.factors(index(name), funding.YEAR)))


def test_no_founding_document_prints_an_amount_for_the_station():
    bloc = tables.named("programmes", "parent")
    assert not {"ilrs", "luna-programme"} & set(ROWS["programme"]) and "ilrs" not in set(ROWS["programme"].map(bloc))
    assert not {"CHN", "RUS", "cnsa", "roscosmos"} & set(ROWS["payer"])
    assert set(CONTRACTS["source"]) == set(evidence.founding("market"))


def test_in_the_study_each_programme_has_its_own_two_companies():
    held = ledger.holders(LUNAR)
    assert set(held.groupby("programme").size()) == {2} and held["company"].is_unique


def test_the_two_divide_the_landers_nearly_by_half_and_one_has_nearly_all_suits_and_both_for_cargo_ended_early():
    table = ledger.concentration(ledger.holders(LUNAR))
    assert table.loc["hls", "largest"] < 0.55 and table.loc["xevas", "largest"] > 0.95
    assert LUNAR.loc[LUNAR["programme"] == "clps", "fate"].map(ended_badly).all()
    assert not LUNAR.loc[LUNAR["programme"] != "clps", "fate"].map(ended_badly).any()


def test_one_index_over_the_list_only_repeats_that_lander_contracts_are_large():
    held = LUNAR.groupby(["programme", "recipients"])["low"].sum() / LUNAR["low"].sum()
    assert (held["hls"] ** 2).sum() > 0.95 * (held**2).sum()


def test_most_acts_are_later_than_the_first_lander_contract():
    first = CONTRACTS.loc[CONTRACTS["programme"] == "hls", "earliest"].min()
    acts = policy.american_policy()
    assert (acts["earliest"] > first).mean() > 0.5 and set(acts["driver"]) == {"whole-of-government"}


def test_in_constant_dollars_one_pair_changes_places_by_either_index():
    for name in ("nnsi", "gdp"):
        table = ranked(CONTRACTS, name)
        moved = table[table["rank"] != table["constant_rank"]]
        assert set(moved.index) == {"orbit-beyond", "collins-aerospace"}
        assert moved.loc["orbit-beyond", "constant_rank"] < moved.loc["collins-aerospace", "constant_rank"]


def test_among_contracts_for_the_moon_no_company_changes_places():
    table = ranked(LUNAR)
    assert (table["rank"] == table["constant_rank"]).all()


def test_constant_dollars_are_of_the_year_of_the_latest_contract_by_an_actual_index():
    assert prices.fiscal_year(CONTRACTS["latest"].max()) == funding.YEAR
    basis = tables.load("deflators").query("fiscal_year <= @funding.YEAR")["basis"]
    assert set(basis) == {"actual"}


def test_for_both_landers_the_price_is_below_the_lowest_estimate():
    assert (ledger.price_against_cost(ROWS)["share_high"] < 1).all()


def test_about_half_of_the_spending_on_the_rocket_is_overrun_and_its_pricing_is_printed():
    spent = ROWS.set_index("id").loc[["fun-sls-spend", "fun-sls-overrun"]]
    assert 0.45 < spent["low"].iloc[1] / spent["low"].iloc[0] < 0.55
    assert set(spent["pricing"]) == {"cost-plus"} and evidence.printed(spent, "pricing").all()


def test_a_fixed_price_is_printed_for_the_landers_only():
    printed = CONTRACTS[evidence.printed(CONTRACTS, "pricing") & (CONTRACTS["pricing"] != "")]
    assert set(printed["programme"]) == {"hls"}
    assert set(CONTRACTS.loc[~CONTRACTS["id"].isin(printed["id"]), "programme"]) == {"clps", "xevas"}


def test_a_quarter_of_the_yearly_growth_in_dollars_is_prices():
    table = ledger.revenue(ROWS)
    first, last = table.iloc[0], table.iloc[-1]
    nominal = measures.growth(first["low"], last["low"], last["year"] - first["year"])
    assert round(4 * (1 - prices.real_growth(table, index("gdp")) / nominal)) == 1


def test_of_blue_moon_a_later_source_has_the_company_add_more_than_the_price():
    (row,) = later().query("id == 'fun-later-hls-blue-2023'").to_dict("records")
    assert "company adds more than that; total above 7bn" in row["as_printed"]
    cost = ledger.price_against_cost(ROWS).loc["blue-origin"]
    assert row["low"] / 7e9 < 0.5 and cost["cost_low"] < 7e9 < (cost["cost_low"] + cost["cost_high"]) / 2


def test_the_essay_s_budget_is_above_what_a_later_source_prints_for_all_governments_the_year_before():
    (essay,) = ROWS[ROWS["kind"] == "national budget"].to_dict("records")
    spent = later().query("kind == 'national budget'")
    assert set(spent["period"].astype(int)) == {int(essay["period"]) - 1}
    assert len(spent) == 2 and spent["low"].max() < essay["low"]
    outcomes = evidence.said("outcomes", "later").query("statement == @essay['id']")
    assert "no page for 145 billion found" in outcomes["happened"].iloc[0]


def test_with_ceilings_for_orders_cargo_and_suits_would_be_nearly_half():
    filled = ledger.in_place_of_orders(ROWS)
    assert 0.4 < 1 - filled.loc[filled["programme"] == "hls", "low"].sum() / filled["low"].sum() < 0.55


def test_one_small_cargo_order_has_no_date():
    rows = funding._lists()["since"].query("earliest.isna()")
    assert len(rows) == 1 and set(rows["programme"]) == {"clps"} and rows["low"].iloc[0] < 1e7


def test_three_companies_have_lost_all_their_cargo_orders():
    rows = funding._lists()["since"].query("programme == 'clps'").groupby("recipients")["ended"].all()
    assert set(rows[rows].index) == {"orbit-beyond", "masten", "draper"}


def test_real_growth_is_below_that_of_the_dollars_and_calendar_years_matter_little():
    table = ledger.revenue(ROWS)
    fiscal, calendar = (prices.real_growth(table, levels) for levels in (index("gdp"), prices.calendar(index("gdp"))))
    assert abs(fiscal - calendar) < 0.001 and prices.real_growth(table, index("nnsi")) < min(fiscal, calendar)


def test_the_total_of_lunar_investment_reaches_into_years_after_the_study():
    (row,) = ROWS[ROWS["kind"] == "cumulative investment"].itertuples()
    assert dates.latest(row.period) > dates.latest(tables.named("sources", "as_of")[row.source])


def test_the_landers_got_no_further_amount_while_cargo_and_rovers_did():
    lists = funding._lists()
    since = lists["since"][~lists["since"]["id"].isin(lists["same"]["id"])]
    assert "hls" not in set(since["programme"]) and {"clps", "moon-base"} <= set(since["programme"])


def test_cargo_is_the_one_programme_where_money_is_spread():
    lists = funding._lists()
    table = ledger.concentration(ledger.holders(funding._divided(lists["since"])))
    assert table.loc["clps", "companies"] > 4 and table.loc[["hls", "xevas"], "equal"].max() < 2.5
    hls = ledger.holders(lists["since"]).query("programme == 'hls'")
    assert hls["share"].iloc[:2].sum() > 0.95 and (hls["company"] != "").sum() == 3


def test_axiom_is_the_only_company_left_with_orders_for_suits():
    whole = funding._with_later()
    assert set(whole.loc[(whole["programme"] == "xevas") & ~whole["ended"], "recipients"]) == {"axiom-space"}


def test_later_sources_print_the_same_contracts_and_ceilings():
    amount = later().set_index("id")["low"].to_dict()
    for row in later()[later()["relation"] == "restates"].itertuples():
        known = ROWS[ROWS["id"].isin(tables.split(row.part_of))]
        if len(known) == 1 and pd.notna(amount[row.id]):
            assert abs(amount[row.id] / known["low"].iloc[0] - 1) < 0.01, row.id
    again = {key for cell in later()["part_of"] for key in tables.split(cell)}
    named = ROWS[ROWS["id"].isin(again)]
    assert set(CONTRACTS.loc[CONTRACTS["programme"] == "hls", "id"]) <= set(named["id"])
    assert set(ROWS.loc[ROWS["kind"] == "ceiling", "id"]) <= set(named["id"])
    assert set(CONTRACTS.query("programme == 'xevas' and low > 9e6")["id"]) <= set(named["id"])


def test_later_sources_differ_on_the_sum_of_the_starship_contracts():
    sums = pd.concat([ROWS, later()])
    both = sums[sums["part_of"] == "fun-hls-spacex-2021; fun-hls-spacex-2022"]
    assert both["low"].nunique() == len(both) == 2
    assert not set(both["low"]) & {CONTRACTS.loc[CONTRACTS["recipients"] == "spacex", "low"].sum()}


def test_most_of_the_cargo_ceiling_is_ordered_by_now_and_little_of_the_one_for_suits():
    share = funding.used().frame["wider_share"]
    assert sorted(share) == list(share) and share.iloc[0] < 15 and share.iloc[1] > 50


def test_orders_that_ended_say_so_beside_their_bar_and_in_the_words_of_the_timeline():
    bars = funding.holders().data
    ended = bars[bars["note"].str.contains("ended early")]
    assert set(ended["id"]) == set(LUNAR.loc[LUNAR["fate"].map(ended_badly), "id"])
    lost = LUNAR.loc[LUNAR["fate"].map(ended_badly), "low"].sum()
    assert f"${lost / 1e6:.1f} million of them ended early" in funding.timeline().words["subtitle"]
