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
    possible = needs.supplies()
    sellers = [maker for maker in possible["maker"].unique() if maker not in ("nasa", "esa")]
    assert not any(needs.STOPS in needs.verdict(possible, [maker]).values() for maker in sellers)
    for craft in ("sls", "orion", "gateway", "orion-service-module"):
        assert set(needs.verdict(possible, [craft]).values()) == {needs.STOPS}


def test_the_end_of_cargo_rover_or_launch_contract_stops_no_landing():
    for purchase in ("clps", "ltv-services", "epoc"):
        assert set(needs.verdict(needs.supplies(), [purchase]).values()) == {needs.GOES_ON}


def test_later_sources_turn_the_third_landing_the_station_and_collins():
    assert {"artemis-3", "gateway", "collins-aerospace"} <= set(needs.turned_since())


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
