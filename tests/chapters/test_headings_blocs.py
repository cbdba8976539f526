"""What the chapter on the two blocs says in words, without a number, is true of the data as it stands."""

import pandas as pd

from analysis.chapters import blocs as chapter
from analysis.facts import dates, evidence, tables
from analysis.topics import blocs, contributing, pace

ILRS, ACCORDS = blocs.BLOCS


def rows():
    return blocs.memberships("later")


def test_every_state_that_signed_for_both_roads_signed_for_the_station_first():
    table = blocs.overlap(rows(), blocs.memberships("founding"))
    firm = table[table["rank"] == 0]
    assert len(firm) > 1 and set(firm["first"]) == {ILRS}


def test_no_source_tells_of_a_state_that_left():
    assert not set(evidence.said("memberships", "later")["status"]) - {"signed", "joined", "announced", "negotiating"}


def test_the_grey_cases_are_as_told():
    table = blocs.overlap(rows(), blocs.memberships("founding"))
    assert table.loc["TUR", [f"grade {ILRS}", f"grade {ACCORDS}"]].tolist() == ["named", "signed"]
    assert table.loc["DJI", [f"grade {ILRS}", f"grade {ACCORDS}"]].tolist() == ["named", "announced"]
    assert table.loc["ARE", [f"level {ILRS}", f"founding {ILRS}"]].tolist() == ["body", "signed"]
    emirates = blocs.memberships("founding").query("party == 'ARE'")
    assert sorted(emirates["status"]) == ["participating", "signed"] and emirates["source"].nunique() == 2
    applied = rows().query("party == 'TUR' and status == 'negotiating'")
    assert len(applied) == 1 and (rows().query("party == 'TUR' and grade == 'named'")["source"].nunique()) == 1
    serbia = blocs.joined(rows(), ACCORDS).loc["SRB"]
    assert "dataset_citing" in serbia["caveats"] and "unconfirmed_day" in serbia["caveats"]
    assert dates.precision(serbia["date"]) == "month"


def test_the_accords_count_more_than_can_be_named():
    counted = evidence.said("member_counts", "later").query("bloc == @ACCORDS and counted == 'signatories'")["low"].max()
    assert counted > len(blocs.joined(rows(), ACCORDS))
    announced = blocs.joined(rows(), ACCORDS, "announced").query("grade == 'announced'")
    assert sorted(announced.index) == ["ALB", "DJI"]


def test_the_record_of_the_station_ends_before_that_of_the_accords():
    assert chapter._known(ILRS) < chapter._known(ACCORDS)


def test_more_could_cross_from_the_accords_and_nobody_did():
    table = blocs.crossings(rows(), {bloc: chapter._known(bloc) for bloc in blocs.BLOCS}).set_index("first")
    assert (
        table.loc[ACCORDS, "states"] > table.loc[ILRS, "states"] and table.loc[ACCORDS, "years"] > table.loc[ILRS, "years"]
    )
    assert table.loc[ACCORDS, "crossed"] == 0 < table.loc[ILRS, "crossed"]


def test_every_signer_more_than_doubles_the_station_and_adds_nothing_to_the_accords():
    counted = blocs.counts(rows(), chapter._common())
    assert set(counted[ACCORDS]) == {counted.loc["signed", ACCORDS]}
    now = blocs.counts(rows())
    assert now.loc["announced", ACCORDS] - now.loc["signed", ACCORDS] == 2
    assert counted.loc["bodies", ILRS] > 2 * counted.loc["signed", ILRS]
    bodies = blocs.joined(rows(), ILRS, "bodies").query("level == 'body'")
    assert (bodies["counterpart"] == "dsel").mean() > 0.5
    assert set(blocs.joined(rows(), ACCORDS, "bodies")["level"]) == {"state"}


def test_two_ways_reach_the_total_and_kazakhstan_signed():
    frame = chapter.seventeen().frame
    together, states, claimed = frame["n"].iloc[3:].tolist()
    assert together == states == claimed
    assert "KAZ" in blocs.joined(rows(), ILRS).index
    listed = frame.set_index("what")["n"][chapter.WORDS["seventeen.names.listed"]]
    named = set(blocs.joined(rows(), ILRS, "named").index) - {"CHN", "RUS", "KAZ", "TUR"}
    assert len(named) == listed, "the list is all that signed or are named but Kazakhstan and Türkiye"
    assert len(blocs.joined(rows(), ILRS)) < claimed


def test_the_latest_signatures_rest_mostly_on_data_sets():
    members = blocs.joined(rows(), ACCORDS)
    latest = members[members["latest"] >= members["latest"].max() - pd.Timedelta(days=180)]
    assert latest["caveats"].str.contains("dataset_citing").mean() > 0.5


def test_most_of_europe_signed_the_accords_and_most_of_africa_neither():
    table = blocs.regions(blocs.standing(rows()), tables.load("places"))
    assert table.loc["Europe", "only artemis-accords"] > table.loc["Europe", "states"] / 2
    assert table.loc["Africa", "neither"] > table.loc["Africa", "states"] / 2
    assert table.index[0] == "Europe"


def test_regions_are_those_of_the_united_nations():
    region = tables.named("places", "region", "iso3")
    assert len(region) == 193 and {region[key] for key in ("TUR", "CYP", "ARM")} == {"Asia"} and region["RUS"] == "Europe"


def test_one_text_on_one_side_and_many_on_the_other():
    table = blocs.instruments(rows())
    assert table[table["bloc"] == ACCORDS]["instrument"].nunique() == 1
    assert table[(table["bloc"] == ILRS) & (table["level"] == "state")]["instrument"].nunique() > 4
    later = blocs.joined(rows(), ILRS, "bodies").query("level == 'state'").iloc[2:]
    assert (later["counterpart"] == "cnsa").all()


def test_signatories_of_the_accords_have_as_many_places_on_chinese_missions_and_more():
    states = contributing.contributors(chapter._given())
    assert states.loc["ilrs", "only artemis-accords"] > states.loc["ilrs", "only ilrs"]
    assert states.loc["artemis", "only artemis-accords"] == states.loc["artemis", "states"]
    given = chapter._given()
    assert set(given[given["bloc"] == "ilrs"]["mission"]) == {"Chang'e-6", "Chang'e-7", "Chang'e-8"}


def test_signatories_of_the_accords_give_to_both_programmes_and_partners_of_the_station_to_one():
    states = contributing.contributors(chapter._given())
    assert (states["only artemis-accords"] > 0).all()
    assert states.loc["artemis", ["only ilrs", "both"]].tolist() == [0, 0] and states.loc["ilrs", "only ilrs"] > 0


def test_hungary_signed_two_years_after_its_payload_was_named():
    day = blocs.joined(rows(), ACCORDS).loc["HUN", "latest"]
    named = dates.latest(tables.named("sources", "as_of")["cir2023"])
    assert round((day - named).days / 365.25) == 2


def test_an_institute_stands_nowhere_by_itself():
    frame = chapter.hardware().frame
    assert set(frame[frame["party"] == "ILOA"]["standing"]) == {"an institute, no state"}


def test_artemis_ii_and_the_first_cargo_flight_have_flown_since():
    flown = evidence.said("missions", "later").query("record == 'flown'")
    assert "artemis-2" in set(flown["craft"])
    orders = evidence.said("clps", "later").query("mission == 'Peregrine Mission One'")
    assert set(orders["outcome"]) == {"failure"} and (orders["launch_date"] != "").all()


def test_of_the_states_on_the_missions_still_to_fly_as_many_had_signed_the_accords_as_for_the_station():
    given = chapter._given().query("level == 'state' and mission in [\"Chang'e-7\", \"Chang'e-8\"]")
    spoke = given["source"].map(tables.named("sources", "as_of")).map(dates.latest)
    had = {}
    for bloc in blocs.BLOCS:
        day = given["party"].map(blocs.joined(rows(), bloc)["latest"])
        had[bloc] = given[day <= spoke]["party"].nunique()
    assert had[ILRS] == had[ACCORDS] > 0


def test_tuerkiye_signed_after_its_rovers_were_chosen():
    source = chapter._given().query("party == 'TUR'")["source"].iloc[0]
    chosen = dates.latest(tables.named("sources", "as_of")[source])
    assert chosen < blocs.joined(rows(), ACCORDS).loc["TUR", "latest"]


def test_both_roads_grow_in_bunches():
    assert (chapter.rates().frame["dispersion"] > 1).all()


def test_the_fit_and_the_last_year_are_level_and_the_constant_rate_is_too_low_every_time():
    tests = chapter._tests()
    off = pace.scores(tests[tests["bloc"] == ACCORDS])
    assert set(off.index[:2]) == {"fitted", "last year"} and off["error"].iloc[1] - off["error"].iloc[0] < 0.5
    constant = tests[(tests["bloc"] == ACCORDS) & (tests["model"] == "constant")]
    assert (constant["error"] < 0).all()


def test_for_the_station_one_year_can_be_tested_and_the_fit_is_absurd():
    tests = chapter._tests()
    station = tests[tests["bloc"] == ILRS].set_index("model")
    assert station["cut"].nunique() == 1 and station.loc["fitted", "expected"] > 10 * station.loc["fitted", "came"]


def test_the_fitted_rate_does_well_from_the_studys_date_and_not_from_each():
    days, end = chapter._days(ACCORDS), chapter._known(ACCORDS)
    inside = [pace.foretell(days, cut, end).set_index("model").loc["fitted", "inside"] for cut in pace.cuts(days, end)[:-1]]
    assert any(inside) and not all(inside)


def test_nothing_later_is_said_of_the_stations_money():
    rows = {row["what"]: row for row in chapter.comparison().frame.to_dict("records") if row["by"] == "later sources"}
    assert rows["Money"]["ilrs"] == chapter.WORDS["comparison.nothing"] != rows["Money"]["artemis"]


def test_the_row_on_law_is_told_by_chinese_documents():
    (law,) = [item for item in chapter.WORDS["comparison.rows"] if item["what"] == "Law of resources"]
    ids = [key for road in ("ilrs", "artemis") for key in law[road]["founding"]]
    sources = chapter._worded().loc[ids, "source"]
    assert set(sources.map(tables.named("sources", "language"))) == {"zh"}


def test_founding_and_later_statements_stand_in_rows_of_their_own():
    classes = tables.named("sources", "class")
    for item in chapter.WORDS["comparison.rows"]:
        for road in ("ilrs", "artemis"):
            for by, ids in item[road].items():
                assert {classes[source] for source in chapter._worded().loc[ids, "source"]} <= {by}, (item["what"], road, by)


def test_what_a_guide_or_statement_contains_is_told_by_founding_documents():
    said = set(evidence.said("provisions")["id"])
    assert {key for item in chapter.WORDS["means.rows"] for key in item["ids"]} <= said


def test_confidence_is_in_words_wherever_a_later_statement_is_shown():
    assert (chapter.roster().frame["confirmed"] != "").all() or set(
        chapter.roster().frame.query("confirmed == ''")["ilrs"]
    ) == {""}
    assert (chapter.grey().frame["confirmed"] != "").all()


def test_only_states_stand_between_the_two_stars_and_each_signed_for_the_station_by_a_body_of_its_own():
    graph = blocs.network(rows(), tables.named("parties", "short") | dict.fromkeys(blocs.BLOCS, ""))
    both = [node for node, data in graph.nodes(data=True) if data["standing"] == blocs.BOTH]
    kinds = tables.load("parties").set_index("key")["kind"]
    assert len(both) > 1 and set(kinds[both]) == {"state"}
    bodies = [[next_ for next_ in graph.successors(state) if graph.nodes[next_]["layer"] == "agency"] for state in both]
    assert all(len(own) == 1 and graph.nodes[own[0]]["standing"] == ILRS for own in bodies)
    assert len({own[0] for own in bodies}) == len(both)
