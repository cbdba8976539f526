"""What chapter 06 says in words, without a number, is true of the data as it stands."""

from analysis.chapters import companies as chapter
from analysis.facts import evidence, tables
from analysis.topics import companies, market, needs


def held(standing):
    rows = market.holders(market.sellers(), chapter._contracts(), chapter._gone())
    return rows[rows["standing"] == standing]


def test_only_american_companies_sell_to_nasa_for_the_moon():
    countries = tables.named("parties", "iso3")
    assert {countries[company] for company in held("live")["company"]} == {companies.HOME}


def test_no_company_stops_a_landing_and_what_nasa_runs_stops_all():
    assert list(held("live")["purchase"].value_counts()[["hls", "xevas"]]) == [2, 2]
    possible = needs.supplies()
    sellers = [maker for maker in possible["maker"].unique() if maker not in ("nasa", "esa")]
    assert not any(needs.STOPS in needs.verdict(possible, [maker]).values() for maker in sellers)
    for craft in ("sls", "orion", "gateway", "orion-service-module"):
        assert set(needs.verdict(possible, [craft]).values()) == {needs.STOPS}


def test_the_end_of_cargo_rover_or_launch_contract_stops_no_landing():
    for purchase in ("clps", "ltv-services", "epoc"):
        assert set(needs.verdict(needs.supplies(), [purchase]).values()) == {needs.GOES_ON}


def test_the_lander_of_the_fourth_landing_is_open_again_and_no_loss_of_spacex_makes_it_wait():
    outcome = evidence.said("outcomes", "later").set_index("id").loc[needs.reopened_since()["artemis-4", "lander"]]
    assert outcome["verdict"] == "open" and "lander of Artemis IV to be chosen by readiness" in outcome["happened"]
    assert set(needs.verdict(chapter._after(needs.supplies()), ["spacex"]).values()) == {needs.GOES_ON}


def test_the_study_names_one_lander_for_each_of_the_first_three_landings_and_prints_its_dependence():
    possible = needs.supplies().query("need == 'lander' and mission != 'artemis-later'")
    assert possible["mission"].is_unique and len(possible) == 3
    claims = evidence.said("claims")
    assert claims["content"].str.contains('"hijacked" by its commercial partner').any()
    trouble = evidence.said("links").query("`from` == 'c-starship-setbacks'")
    assert {"q-artemis3-delay", "q-artemis3-retarget"} <= set(trouble["to"])


def test_later_sources_turn_the_third_landing_the_station_and_collins():
    assert {"artemis-3", "gateway", "collins-aerospace"} <= set(needs.turned_since())


def test_the_makers_of_cargo_landers_still_there_have_flown_and_been_ordered_again():
    since = companies.became(evidence.said("clps", "later"), chapter.WORDS["after"])
    there = since.loc[held("live").query("purchase == 'clps'")["company"]]
    assert (there["flown"] > 0).all() and (there["new"] > 0).all()


def test_with_the_prices_of_later_sources_those_gone_have_the_smaller_part_and_one_is_an_estimate():
    then = companies.priced_until(evidence.said("clps", "later"), chapter.WORDS["after"])
    gone = then["company"].isin(held("gone")["company"])
    assert then.loc[gone, "amount"].sum() < then.loc[~gone, "amount"].sum()
    assert then["caveats"].str.contains("estimate").sum() == 1


def test_draper_had_an_order_that_the_study_does_not_name_and_ended_it():
    orders = evidence.said("clps", "later").query("company == 'draper'")
    assert orders["award_date"].max() < chapter.WORDS["after"] and set(orders["outcome"]) == {"cancelled"}
    assert "ispace-U.S." in orders["lander"].iloc[0] and tables.named("parties", "iso3")["ispace"] == "JPN"
    assert "agreement" in orders["content"].iloc[0] and "draper" not in set(evidence.said("companies")["company"])


def test_the_study_counts_more_sellers_of_cargo_flights_than_it_names():
    assert chapter._counted() > sum(len(held(word).query("purchase == 'clps'")) for word in ("live", "gone"))


def test_all_companies_that_signed_for_the_station_did_so_with_the_laboratory():
    assert set(chapter._joined()["counterpart"]) == {"dsel"}
    assert tables.named("parties", "name")["dsel"].startswith("Deep Space Exploration Laboratory")


def test_of_most_sellers_no_earlier_step_is_named():
    known = chapter._companies()
    table = companies.ladder(market.links(), tables.named("programmes", "kind"), chapter._purchases(), known.index)
    sellers = table[table["contract"]]
    assert sellers["incubated"].sum() < len(sellers) / 2


def test_the_priced_cargo_orders_were_of_companies_already_gone():
    live, gone = (held(word).query("purchase == 'clps'") for word in ("live", "gone"))
    assert len(live) and live["printed"].sum() == 0 and (gone["printed"] > 0).all()


def test_no_maker_of_cargo_landers_that_was_there_has_gone():
    orders = evidence.said("clps", "later")
    live = held("live").query("purchase == 'clps'")["company"]
    assert all((orders[orders["company"] == company]["outcome"] == "pending").any() for company in live)


def test_no_founding_document_names_a_company_or_money_of_the_station():
    companies_known = set(tables.load("parties").query("kind == 'company'")["key"])
    craft = tables.load("craft").query("bloc == 'ilrs'")
    assert not companies_known & {key for cell in craft["operator"] for key in tables.split(cell)}
    assert not companies_known & set(evidence.said("memberships").query("bloc == 'ilrs'")["party"])
    ends = evidence.said("links").query("graph == 'system'")
    assert not companies_known & (set(ends["from"]) | set(ends["to"]))
    money = evidence.said("funding")
    assert not set(money["payer"]) & {"cnsa", "roscosmos", "CHN", "RUS"} and "ilrs-programme" not in set(money["programme"])
    assert set(evidence.said("companies")["source"]) == set(evidence.founding("market"))


def test_no_task_of_the_station_is_russias_alone():
    for _, doing in needs.station_tasks().groupby("source"):
        assert needs.undone(doing, "RUS") == []


def test_spacex_is_on_the_ladder_by_cots():
    known = chapter._companies()
    table = companies.ladder(market.links(), tables.named("programmes", "kind"), chapter._purchases(), known.index)
    assert table.loc["spacex", "development"] and table.loc["spacex", "contract"]
    assert table[table["development"]].index.tolist() == ["spacex"]
    assert "deep-space-transport" not in table.index
    assert table.loc["astrobotic", ["prize", "grant", "agreement"]].all()


def test_the_station_by_two_documents_can_lose_either_state():
    without = [
        [needs.undone(doing, state) for state in needs.LEADERS] for _, doing in needs.station_tasks().groupby("source")
    ]
    assert sum(not china and not russia for china, russia in without) == 2


def test_who_was_taken_over_still_has_new_orders():
    orders = companies.became(evidence.said("clps", "later"), "2023-10")
    assert orders.loc["astrobotic", "new"] > 0


def test_of_the_sellers_collins_alone_gave_up_its_orders():
    ended = evidence.said("funding", "later").query("fate == 'cancelled'")["recipients"]
    assert set(ended) & set(held("live")["company"]) == {"collins-aerospace"}


def test_later_sources_make_the_reactor_a_russian_undertaking():
    doing, (row,) = needs.station_tasks(), chapter.WORDS["station.russian"]
    outcome = evidence.said("outcomes", "later").set_index("id").loc[row]
    assert "a Russian undertaking" in outcome["happened"] and outcome["subject"].startswith("Lunar nuclear plant")
    given = doing[doing["craft"] == "lunar-reactor"]
    assert set(given["task"]) == {"f-reactor"} and list(given["states"]) == [{"CHN"}]


def test_most_links_of_craft_and_task_that_hang_on_china_are_ours():
    doing = needs.station_tasks()
    links = evidence.said("links").set_index("id").loc[doing.loc[doing["source"].isin(["luhui2025", "stdaily2023"]), "id"]]
    assert evidence.printed(links, "from", "relation", "to").mean() < 0.5
