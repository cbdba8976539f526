"""What headings and titles say in words, without a number, is true of the data as it stands."""

import networkx as nx

from analysis import companies, funding, partners, policy, roadmap, station, tables


def test_every_document_that_dates_the_phases_dates_them_differently():
    first = roadmap.phases().query("position == 1 and date != ''")
    assert first["date"].is_unique and len(first) > 1


def test_for_both_landers_the_price_is_below_the_lowest_estimate():
    assert (funding.price_against_cost(funding.ledger())["share_high"] < 1).all()


def test_every_path_of_the_lunar_market_starts_at_nasa():
    graph = companies.lunar(companies.market())
    assert set(graph) == nx.descendants(graph, "nasa") | {"nasa"}


def test_both_failed_contracts_are_cargo_task_orders():
    rows = funding.contracts(funding.ledger())
    failed = rows[rows["fate"].isin(["cancelled", "bankrupt"])]
    assert set(failed["programme"]) == {"clps"}


def test_two_companies_hold_nearly_all_of_the_contracts():
    assert funding.by_company(funding.ledger())["share"].iloc[:2].sum() > 0.9


def test_policy_came_first_then_cargo_then_crews():
    rows = funding.contracts(funding.ledger())
    firsts = rows.groupby("programme")["latest"].min()
    assert policy.american_policy()["latest"].min() < firsts["clps"] < firsts["hls"]


def test_deregulation_comes_before_prizes_and_those_before_most_service_contracts():
    acts = policy.of_the_paper()
    median = acts[acts["instrument"] != ""].groupby("instrument")["earliest"].median()
    assert median["deregulation"] < median["prize"] < median["fixed-price service contract"]


def test_the_commonest_instrument_is_a_memorandum():
    assert partners.instruments()["instrument"].iloc[0] == "memorandum of understanding"


def test_china_signed_with_every_party_whose_other_side_is_named():
    graph = partners.signing_network()
    assert all("CHN" in edge for edge in graph.edges)


def test_the_documents_agree_on_a_base_a_relay_crews_and_the_use_of_resources():
    table = station.agreement()
    shared = set(table.index[table["documents"] == len(station.DOCUMENTS)])
    assert shared == {"f-surface-base", "f-communication", "o-crewed-support", "o-isru"}


def test_people_come_to_the_station_after_the_robots():
    rows = roadmap.missions()
    robots = rows[(rows["bloc"] == "ilrs") & rows["craft"].str.startswith(("change", "luna-2")) & (rows["date"] != "")]
    assert roadmap.crews().query("lane == 'ilrs-crewed'")["earliest"].min() > robots["latest"].max()


def test_the_industry_has_grown():
    assert funding.revenue(funding.ledger())["low"].is_monotonic_increasing


def test_cost_plus_spending_exceeds_all_fixed_price_promises():
    rows = funding.ledger()
    spent = rows.loc[rows["kind"] == "spend to date", "low"].sum()
    assert spent > funding.total(funding.contracts(rows))[0]


def test_later_sources_are_never_among_the_founding_statements():
    founding = set(tables.load("sources").query("`class` == 'founding'")["key"])
    for name in ("memberships", "funding", "events", "phases", "missions", "links"):
        assert set(tables.load(name)["source"]) <= founding
