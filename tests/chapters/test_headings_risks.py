"""What the page on risks says in words, without a number, is true of the data as it stands."""

import pandas as pd

from analysis.chapters import risks as chapter
from analysis.facts import dates, evidence, tables
from analysis.topics import flights, risks


def late():
    return chapter._late()


def test_most_flights_miss_their_first_date_on_both_roads():
    rows = late()
    met = (rows["state"] == "flown") & (rows["months"] == 0)
    assert met.groupby(rows["group"]).mean().max() < 0.5


def test_one_founding_document_warns_of_a_delay_and_of_one_mission():
    rows = evidence.said("links")
    named = rows[rows["to"].map(tables.named("concepts", "name")).fillna("").str.contains("delay", case=False)]
    assert set(named["source"]) == set(evidence.founding("market"))
    assert named["to"].nunique() == 1 and "Artemis III" in tables.named("concepts", "name")[named["to"].iloc[0]]


def test_no_document_on_the_station_names_a_delay():
    claims = evidence.said("claims")
    own = claims[claims["source"].isin(evidence.founding("station")) & claims["topic"].isin(risks.OPEN_TOPICS)]
    assert not own["content"].str.contains("delay|late\\b|postpone|slip", regex=True).any()


def test_of_the_missions_of_the_station_the_one_that_was_late_crashed():
    rows = late()
    station = rows[(rows["group"] == "ilrs") & (rows["state"] == "flown") & (rows["months"] > 0)]
    failed = set(evidence.said("missions", "later").query("record == 'failed'")["craft"])
    assert len(station) == 1 and set(station["craft"]) <= failed


def test_most_missions_of_the_station_were_planned_for_a_phase_of_five_years():
    station = late().query("group == 'ilrs'")
    spans = [dates.latest(text).year - dates.earliest(text).year + 1 for text in station["planned"]]
    assert sum(span == 5 for span in spans) > len(spans) / 2


def test_the_lower_end_was_met_in_the_years_with_flights_and_none_flew_in_the_last():
    paced, low = chapter._paced(), flights.stated_pace(evidence.said("quantities"))["low"].min()
    flown, said = paced.loc[paced["flights"] > 0, "flights"], flights.stated_pace(evidence.said("quantities"))
    assert set(said.loc[said["low"] == said["high"], "low"]) == {low}
    assert set(said.loc[said["low"] == said["high"], "qualifier"]) == {"at least"}
    assert (flown >= low).all() and paced["flights"].iloc[-1] == 0


def test_only_where_everything_counts_as_a_failure_is_the_record_rare_at_the_stated_rate():
    readings = chapter._readings().drop_duplicates(flights.READING)
    rare = readings[readings["at_most"] < 0.05]
    assert rare[flights.READING].values.tolist() == [["redirected too", "failure"]]


def test_more_than_half_of_the_earlier_landings_failed():
    _, said = flights.base_rate(evidence.said("quantities"))
    assert set(said["qualifier"]) == {"over"} and set(said["low"]) == {50.0}


def test_haste_runs_into_three_lists_of_the_world():
    found = risks.reach(risks.said_by(risks.graph(), evidence.founding("market"))).set_index("cause")
    assert found.loc["c-haste", "levels"] == "international" and len(tables.split(found.loc["c-haste", "risks"])) == 3


def test_on_the_station_all_links_are_ours():
    direct = risks.direct(risks.graph())
    station = direct["sources"].map(lambda cell: set(tables.split(cell)) <= set(evidence.founding("station")))
    assert not direct.loc[station, "printed"].any() and 0 < direct.loc[~station, "printed"].mean() < 0.5
    assert direct.loc[direct["cause"] == "c-haste", "printed"].tolist() == [True, True, True]


def test_partnership_is_printed_behind_one_level_and_read_behind_the_other_and_its_line_says_so():
    joining, steps = chapter._joining()
    whole = [risks.steps_to(steps, risks.LEVELS[level])["printed"].all() for level in tables.split(joining["levels"])]
    assert whole == [True, False]
    data = chapter.causes().data
    line = data[data["shared"] & data["label"].str.startswith("Public")]
    assert line["label"].tolist() == ["Public-private partnership (into the companies by our reading)"]
    assert line["certainty"].tolist() == ["announced"]


def test_later_orders_flew_less_late_and_one_before_them_waits_longer():
    rows = late().query("group == 'orders'").assign(given=lambda t: t["award_date"].map(dates.earliest))
    flown = rows[rows["state"] == "flown"].sort_values("given")
    assert flown.groupby("given", sort=True)["months"].max().is_monotonic_decreasing and len(flown) > 2
    waiting = rows[(rows["state"] == "waiting") & (rows["given"] < flown["given"].iloc[-2])]
    assert len(waiting) == 1 and waiting["months"].iloc[0] > flown["months"].max()


def test_no_plan_of_artemis_1_was_collected():
    rows = evidence.said("missions", "later").query("craft == 'artemis-1'")
    assert set(rows["record"]) == {"flown"}


def test_the_study_limits_the_risk_to_nasa_the_companies_and_of_a_contest_but_not_inequality_or_rivalry():
    limits = chapter.steps().frame["limits"].tolist()
    assert [bool(text) for text in limits] == [True, True, True, True, False, False]
    assert "groundwork" in limits[2]


def test_the_statements_chosen_for_a_side_speak_of_it():
    claims = evidence.said("claims").set_index("id")
    for held in chapter.WORDS["sides.statements"].values():
        for side, ids in held.items():
            assert set(claims.loc[ids, "about"]) == {side}


def test_what_turned_out_otherwise_was_not_kept():
    outcomes = evidence.said("outcomes", "later").set_index("id")
    chosen = [key for ids in chapter.WORDS["sides.outcomes"].values() for key in ids]
    assert not set(outcomes.loc[chosen, "verdict"]) & {"kept", "exceeded"}


def test_the_essay_tells_the_weight_of_china_as_a_strength_and_the_study_dependence_as_a_weakness():
    stance = evidence.said("claims").set_index("id")["stance"]
    assert stance["cla-009"] == stance["cla-010"] == "favourable" and stance["cla-071"] == "critical"


def test_every_panel_of_the_figure_is_drawn_and_counted_once():
    data = chapter.causes().data
    items = data[~data["shared"]]
    assert not items["label"].duplicated().any()
    shared = data[data["shared"]]
    assert not set(shared["label"]) & set(items["label"]) and isinstance(data, pd.DataFrame)
