"""What the chapter on how a market was made says in words, without a number, is true of the data as it stands."""

from analysis.facts import evidence, tables
from analysis.facts.vocabulary import certainty
from analysis.topics import policy


def american():
    rows = policy.provisions().query("side == 'american'")
    return rows[rows["source"].isin(evidence.founding("market"))]


def deeds(who):
    return set(american().query("who == @who")["deed"])


def test_one_agency_pays_and_nobody_else_on_any_side_does():
    rows = policy.provisions()
    assert set(policy.paying(rows)["who"]) == {"nasa"}


def test_laws_and_directives_permit_and_decide_and_councils_and_darpa_set_aims():
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


def test_for_the_moon_cargo_came_first_then_landers_then_suits():
    rows = policy.purchases(policy.acts(), tables.load("programmes")).query("lunar and done")
    firsts = rows.groupby("programme")["earliest"].min().sort_values()
    assert list(firsts.index) == ["clps", "hls", "xevas"]


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


def test_two_drivers_are_lists_of_documented_acts_and_skills_have_hardly_a_footnote():
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


def test_followers_have_laws_contests_and_a_policy_but_pay_for_nothing():
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


def test_no_plan_came_in_its_time_and_only_the_united_nations_are_not_yet_judged():
    rows = plans()
    assert set(rows["verdict"]) == {"late", "not found", "open", ""}
    assert set(rows[rows["verdict"] == ""]["country"]) == {"copuos"}
    assert set(rows[rows["verdict"] == "open"]["programme"]) == {"ilrs-programme"}


def test_a_later_source_has_the_policy_adjusted_and_not_reversed():
    (row,) = evidence.said("outcomes", "later").query("statement == 'cla-091'").itertuples()
    assert row.verdict == "kept" and "adjusted but not reversed" in row.subject and "enlarges" in row.happened
