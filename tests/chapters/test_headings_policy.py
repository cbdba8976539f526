"""What the chapter on how a market was made says in words, without a number, is true of the data as it stands."""

from analysis.chapters import policy as chapter
from analysis.facts import evidence, tables
from analysis.facts.vocabulary import certainty
from analysis.topics import policy


def american():
    rows = policy.provisions().query("side == 'american'")
    return rows[rows["source"].isin(evidence.founding("market"))]


def deeds(who):
    return set(american().query("who == @who")["deed"])


def test_only_provisions_of_nasa_pay_and_other_money_is_told_otherwise():
    rows = policy.provisions()
    assert set(policy.paying(rows)["who"]) == {"nasa"}
    cells = chapter.who_does_what().data.query("state == 'partly'")
    assert set(cells["column"]) == {"pays"}
    names = {*chapter.BODIES.values(), "Canada, Australia"}
    assert set(cells["row"]) <= names - {"NASA", "European Space Agency", "China and Russia together"}
    assert {"China without Russia", "Canada, Australia", "Organisers of the Lunar XPRIZE"} < set(cells["row"])
    assert len(cells) == 4, "the fourth is the space budget of the United States, which the essay prints"


def test_nearly_all_of_the_american_side_is_the_study_s_and_two_others_have_a_few_words():
    source = policy.provisions().query("side == 'american'")["source"]
    assert (source == "cir2023").mean() > 0.9 and source.nunique() == 3


def test_one_sentence_lists_seven_fields_of_cooperation():
    rows = policy.provisions().query("side == 'station'")
    assert rows["content"].str.contains("cooperation includes|deep cooperation").sum() == 7


def test_most_companies_live_on_what_the_government_needs_says_the_study():
    assert american()["content"].str.contains("most American commercial lunar companies at present rely on government").any()


def test_some_of_what_nasa_pays_for_is_flight_near_the_earth():
    assert policy.paying(american())["subject"].str.contains("cots").any()


def test_china_invests_in_the_essay_in_money_and_in_nuclear_technology():
    said = chapter._invested()
    assert set(said["source"]) == {"luhui2025"} and said["content"].str.contains("China").all()
    for word in ("share", "money", "nuclear"):
        assert said["content"].str.contains(word).any()


def test_the_landers_are_told_as_development_and_the_rest_as_bought():
    rows = policy.purchases(policy.acts(), tables.load("programmes")).query("lunar and done")
    told = policy.bought(rows, american())
    assert set(rows["programme"][~told]) == {"hls"} and set(rows["programme"][told]) == {"clps", "xevas"}
    later = american().query("does == 'buys'")["content"]
    assert later.str.contains("to be bought from SpaceX and Blue Origin after the lander contracts").any()


def test_the_organisation_of_the_station_has_no_date_to_miss_and_the_agreements_no_members():
    rows = plans().set_index("verdict")
    assert rows.loc["open", "date"] == ""
    assert rows.loc["late", "title"].str.contains("with member countries or organisations, hoped to be complete").any()


def test_steps_of_one_driver_stand_together():
    drivers = chapter.argument().frame["thesis"]
    assert (drivers != drivers.shift()).sum() == drivers.nunique()


def test_laws_and_directives_make_rules_and_councils_and_darpa_set_aims():
    rows = american()
    kinds = evidence.said("events").query("driver != 'followers'").set_index("id")["kind"]
    kind = rows["subject"].map(lambda cell: kinds.get(tables.split(cell)[0], ""))
    assert set(rows[kind == "law"]["deed"]) == {"rules"}
    assert {"allows", "decides"} <= set(rows[kind == "directive"]["does"])
    assert set(rows[(rows["who"] == "white-house") & (kind == "strategy")]["deed"]) == {"aims"}
    assert {"aims"} <= deeds("darpa") <= {"aims", "asks"}


def test_the_essay_alone_says_that_china_pays():
    claims = evidence.said("claims").query("about == 'ilrs' and topic == 'investment'")
    assert set(claims["source"]) == {"luhui2025"} and (claims["content"].str.contains("share")).any()


def test_nasa_pays_only_a_part():
    parts = american().query("who == 'nasa' and does == 'funds'")["content"]
    assert parts.str.contains("only part of the cost").any()


def test_for_the_moon_cargo_came_first_then_a_lander_then_suits_then_more_landers():
    rows = policy.purchases(policy.acts(), tables.load("programmes")).query("lunar and done")
    firsts = rows.groupby("programme")["earliest"].min().sort_values()
    assert list(firsts.index) == ["clps", "hls", "xevas"]
    assert (rows.loc[rows["programme"] == "hls", "earliest"] > firsts["xevas"]).sum() > 1


def test_a_fixed_price_is_printed_for_the_lander_contracts_alone():
    rows = policy.purchases(policy.acts(), tables.load("programmes"))
    assert set(rows[rows["fixed"]]["programme"]) == {"hls"} == set(rows[rows["programme"] == "hls"]["programme"])
    assert rows[rows["programme"] == "hls"]["fixed"].all()


def test_the_seventies_have_no_act_and_contests_and_purchases_begin_together():
    used = policy.with_instrument(policy.acts())
    firsts = policy.first_use(used).set_index("instrument")["first"]
    assert policy.by_decade(used)[1970] == 0
    assert firsts["prize"] == firsts["fixed-price service contract"]
    assert list(firsts.index)[:2] == ["deregulation", "grant"] and firsts.is_monotonic_increasing


def test_examples_have_sources_and_reasons_have_none():
    parts = policy.sourced(policy.steps(), "role")
    assert parts.loc[["thesis", "reason"], "footnotes"].sum() == 0
    assert parts.loc["example", "footnotes"] > parts.loc["example", "steps"] / 2


def test_every_example_of_two_drivers_has_its_footnote_and_skills_have_hardly_a_footnote():
    steps = policy.steps()
    examples = policy.sourced(steps[steps["role"] == "example"], "thesis")
    for driver in ("d-artemis", "d-whole-of-government"):
        assert examples.loc[driver, "footnotes"] == examples.loc[driver, "steps"] > 1
    assert policy.sourced(steps, "thesis").eval("footnotes / steps").idxmin() == "d-incubation"
    laws = steps[(steps["thesis"] == "d-sector") & (steps["role"] == "reason")]
    assert not laws["footnote"].any()


def test_what_the_study_grants_is_against_cots_and_the_largest_contest():
    limits = policy.steps().query("role == 'limit'")
    assert set(limits["thesis"]) == {"d-cots", "d-incubation"}


def test_followers_have_laws_contests_and_a_policy_and_none_is_said_to_buy():
    rows = policy.followers(policy.acts())
    assert {"law", "prize", "strategy"} <= set(rows["kind"]) and "contract" not in set(rows["kind"])
    assert set(rows.query("country == 'IND'")["kind"]) == {"strategy"}
    assert set(policy.provisions().query("side == 'followers'")["deed"]) == {"rules", "aims"}
    assert "xprize" not in set(rows["actor"])


def test_the_station_is_told_without_law_contest_contract_or_amount():
    events = evidence.said("events")
    rows = events[events["source"].isin(evidence.founding("station"))]
    assert not set(rows["kind"]) & {"law", "directive", "prize", "contract", "treaty"}
    assert {"agreement", "statement", "conference"} <= set(rows["kind"])
    told = policy.provisions().query("side == 'station'")
    assert "pays" not in set(told["deed"])
    funding = evidence.said("funding")
    assert set(funding[funding["source"].isin(evidence.founding("station"))]["payer"]) <= {"USA"}


def test_the_body_that_is_to_run_the_station_is_still_planned():
    body = evidence.said("events").query("kind == 'institution' and programme == 'ilrs-programme'")
    assert len(body) == 1 and set(body["status"].map(certainty)) == {"announced"}


def test_for_cots_the_programme_is_documented_and_its_effects_are_not():
    steps = policy.steps().query("thesis == 'd-cots'").set_index("role")["footnote"]
    assert steps["example"] and not steps["effect"].any()


def plans():
    return policy.became(
        policy.planned(policy.with_actors(evidence.said("events"), tables.load("parties"))),
        evidence.said("outcomes", "later"),
    )


def test_no_plan_that_fell_due_came_in_its_time_and_only_the_united_nations_are_not_yet_judged():
    rows = plans()
    assert set(rows["verdict"]) == {"late", "not found", "open", ""}
    assert set(rows[rows["verdict"] == ""]["country"]) == {"copuos"}
    assert set(rows[rows["verdict"] == "open"]["programme"]) == {"ilrs-programme"}


def test_a_later_source_has_the_policy_adjusted_and_not_reversed():
    (row,) = evidence.said("outcomes", "later").query("statement == 'cla-091'").itertuples()
    assert row.verdict == "kept" and "adjusted but not reversed" in row.subject and "enlarges" in row.happened


def test_catalyst_and_the_accords_have_no_instrument():
    rows = policy.acts()
    named = rows[rows["title"].str.contains("Lunar CATALYST|Artemis Accords")]
    assert len(named) == 2 and set(named["instrument"]) == {""}


def test_every_statement_behind_a_hatched_cell_is_listed():
    cells = chapter.who_does_what().data.query("state == 'partly'")
    listed = chapter.besides()
    assert set(cells["id"]) <= set(listed.frame["id"]) and cells["text"].astype(int).sum() == len(listed.frame)
