"""The roadmap: phases against the joint plan, dates that moved, disputes and crews, on statements made by hand."""

from itertools import pairwise

import pandas as pd
import pytest

from analysis.facts import dates, evidence, tables
from analysis.topics import roadmap


def flight(craft="x", date="", phase=pd.NA, record="planned", source="s", status="planned", bloc="ilrs", id="1", **more):
    return {
        "craft": craft, "name": craft.upper(), "date": date, "phase_position": phase, "record": record, "source": source,
        "status": status, "bloc": bloc, "id": id, "told": "", "milestone": "", "caveats": "", "latest": dates.latest(date),
    } | more  # fmt: skip


def flights(*rows):
    return pd.DataFrame(rows).astype({"phase_position": "Int64"})


def phase(position=1, date="", source="s", label="", told="", id="p", **more):
    row = {"source": source, "position": position, "date": date, "label": label, "told": told, "id": id, "caveats": ""}
    return row | {"latest": dates.latest(date)} | more


@pytest.mark.parametrize("by", ["founding", "later"])
def test_phases_and_missions_are_all_statements_with_bounds(by):
    for name, rows in (("phases", roadmap.phases(by)), ("missions", roadmap.missions(by))):
        assert rows["id"].tolist() == evidence.said(name, by)["id"].tolist()
        for row in rows.itertuples():
            assert row.earliest is pd.NaT if pd.isna(dates.earliest(row.date)) else row.earliest == dates.earliest(row.date)
            assert row.latest is pd.NaT if pd.isna(dates.latest(row.date)) else row.latest == dates.latest(row.date)


def test_a_mission_has_name_and_bloc_of_its_craft():
    names, blocs = tables.named("craft", "name"), tables.named("craft", "bloc")
    for row in roadmap.missions().itertuples():
        assert (row.name, row.bloc) == (names[row.craft], blocs[row.craft])


def test_a_plan_is_told_on_the_day_it_was_announced_else_when_its_source_speaks():
    rows = pd.DataFrame({"source": ["stdaily2023", "luhui2025"], "announced": ["", "2021-06-16"]})
    until = tables.named("sources", "as_of")
    assert roadmap.told(rows).tolist() == [until["stdaily2023"], "2021-06-16"]


def test_documents_on_the_station_come_in_the_order_of_the_dates_up_to_which_they_speak():
    order = roadmap.documents()
    until = [dates.latest(tables.named("sources", "as_of")[key]) for key in order]
    assert sorted(order) == sorted(evidence.founding("station"))
    assert all(one <= other for one, other in pairwise(until))


def test_crews_the_project_and_other_blocs_are_no_missions_of_the_station():
    rows = flights(flight("x"), flight("ilrs-crewed"), flight("ilrs-station"), flight("y", bloc="artemis"))
    assert roadmap.own(rows)["craft"].tolist() == ["x"]


def test_the_stations_statements_and_those_on_crews_of_either_road():
    rows = flights(flight("ilrs-station"), flight("artemis-3", bloc="artemis"), flight("y", bloc="artemis"), flight("x"))
    assert roadmap.own_or_crews(rows)["craft"].tolist() == ["ilrs-station", "artemis-3", "x"]


def test_dated_flights_with_people_of_both_roads_are_kept_by_one_rule():
    rows = flights(
        flight("ilrs-crewed", "2035/.."),
        flight("ilrs-crewed"),  # no date
        flight("artemis-crewed", "202X", bloc="artemis"),
        flight("artemis-2", "2026", bloc="artemis", record="flown", status="flown"),
        flight("artemis-3", "2026", bloc="artemis", record="role"),  # no flight
        flight("artemis-1", "2022", bloc="artemis", record="flown", status="flown"),  # no people
        flight("x", "2028"),
    )
    found = roadmap.crews(rows)
    assert found["craft"].tolist() == ["ilrs-crewed", "artemis-crewed", "artemis-2"]
    assert found["certainty"].tolist() == ["announced", "announced", "done"]


def test_a_status_that_the_vocabulary_does_not_know_is_refused():
    with pytest.raises(ValueError, match="no status 'rumoured'"):
        roadmap.crews(flights(flight("ilrs-crewed", date="2028", status="rumoured")))


def test_statements_come_in_the_order_of_their_days_and_those_of_one_day_as_they_were():
    rows = pd.DataFrame({"told": ["2024", "", "2023-05", "2023", "2023-05", "2019"], "id": list("axbcde")})
    assert roadmap.in_order(rows.iloc[1:])["id"].tolist() == ["e", "b", "d", "c", "x"]
    assert roadmap.in_order(rows)["id"].tolist() == ["e", "b", "d", "c", "a", "x"]


def test_the_basic_stage_is_what_is_called_basic_and_dated():
    rows = pd.DataFrame(
        [
            phase(label="Basic model", date="../2035", told="2024", id="1"),
            phase(label="First phase: basic model", date="../2027", told="2023", id="2"),
            phase(label="Basic model", told="2022", id="3"),
            phase(label="Reconnaissance", date="2021/2025", told="2021", id="4"),
        ]
    )
    assert roadmap.basic(rows)["id"].tolist() == ["2", "1"]


def test_the_joint_roadmap_is_what_was_told_on_its_day():
    rows = pd.DataFrame({"told": ["2021-06-16", "2021-06-17", "2021-06"], "id": [1, 2, 3]})
    assert roadmap.joint(rows)["id"].tolist() == [1]


PLAN = pd.DataFrame([phase(1, "2021/2025"), phase(2, "2026/2035"), phase(3, "2036/.."), phase(3, "2035/..")])
PLACED = flights(flight("x", phase=1), flight("y", phase=2), flight("u"))


def test_phases_are_the_roadmaps_if_the_bounds_that_both_give_are_equal():
    phases = pd.DataFrame(
        [
            phase(1, "2021/2025", "a"),
            phase(2, "2030/2035", "a"),
            phase(3, "2035/..", "a"),  # as one of two sources gives it
            phase(1, "../2027", "b"),
            phase(2, "../2035", "b"),  # the end alone, and it is the same
            phase(3, "", "b"),
            phase(1, "", "c"),
            phase(4, "2021/2025", "c"),
        ]
    )
    missions = flights(flight("z", phase=1, source="c"))
    table = roadmap.against_joint(phases, missions, PLAN, PLACED)
    assert table.index.tolist() == ["a", "b", "c"] and table.index.name == "source"
    assert table[["dated", "same"]].values.tolist() == [[3, 2], [2, 1], [1, 0]]
    assert table[["placed", "together"]].values.tolist() == [[0, 0]] * 3


def test_missions_are_compared_if_the_roadmap_puts_them_in_a_phase():
    phases = pd.DataFrame([phase(1, "", "a"), phase(1, "", "b")])
    missions = flights(
        flight("x", phase=1, source="a"),
        flight("x", phase=1, source="a"),  # said twice
        flight("y", phase=1, source="a"),
        flight("y", source="a"),
        flight("z", phase=1, source="a"),  # not in the roadmap
        flight("u", phase=1, source="a"),  # in no phase of it
        flight("y", phase=2, source="b"),
    )
    table = roadmap.against_joint(phases, missions, PLAN, PLACED)
    assert table[["placed", "together"]].values.tolist() == [[2, 1], [1, 1]]


NO_PHASES = pd.DataFrame([phase()]).iloc[:0]


def moved(missions, phases=NO_PHASES):
    return roadmap.revisions(missions, phases)


def test_revisions_are_of_missions_that_agencies_fly_on_either_road():
    rows = flights(
        flight("change-7", "2026", id="1"),
        flight("artemis-3", "2024", bloc="artemis", id="2"),
        flight("im-1", "2023", bloc="artemis", id="3"),  # a company's
        flight("queqiao", "2026", id="4"),  # no mission
        flight("partner-missions", "2026", id="5"),  # nobody's yet
        flight("luna-24", "2026", bloc="other", id="6"),
        flight("change-7", "2026-08", record="role", id="7"),  # no flight
    )
    found = moved(rows)
    assert found["id"].tolist() == ["1", "2"]
    names = ["key", "name", "bloc", "record", "told", "date", "latest", "source", "id"]
    assert found.columns.tolist() == names and found.index.tolist() == [0, 1]
    assert found.loc[0, ["key", "name", "bloc"]].tolist() == ["change-7", "Chang'e-7", "ilrs"]


def test_revisions_have_an_end_and_are_not_what_a_date_is_not_before():
    rows = flights(
        flight("change-8", "2028/..", id="1"),
        flight("change-8", "2028", id="2", caveats="single_source; not_before"),
        flight("change-8", "../2030", id="3", caveats="single_source"),
    )
    assert moved(rows)["id"].tolist() == ["3"]


def test_missions_flown_before_the_roadmap_are_left_out_with_their_plans():
    rows = flights(
        flight("change-5", "2017", id="1", told="2016"),
        flight("change-5", "2020-11-23", record="flown", id="2", told="2020"),
        flight("change-6", "2021-06-16", record="flown", id="3", told="2021"),  # on its day
        flight("change-7", "2021-06-15", id="4", told="2019"),  # a plan, not a flight
        flight("luna-25", "2021-06-15", record="failed", id="5", told="2021"),
    )
    assert moved(rows)["id"].tolist() == ["4", "3"]


def test_the_basic_stage_is_dated_with_the_missions_and_in_order():
    phases = pd.DataFrame(
        [
            phase(label="Basic model", date="../2035", told="2024", id="p2"),
            phase(label="Basic model", date="../2028~", told="2022", id="p1"),
            phase(label="Extended model", date="../2050", told="2024", id="p3"),
        ]
    )
    found = moved(flights(flight("change-7", "2026", told="2023", id="m")), phases)
    assert found["id"].tolist() == ["p1", "m", "p2"]
    assert found.loc[0, ["key", "name", "bloc", "record"]].tolist() == ["ilrs-surface", "basic", "ilrs", "planned"]


def test_the_first_of_two_landers_stands_for_the_mission_that_was_split():
    found = moved(flights(flight("luna-27a", "2029", id="1"), flight("luna-27b", "2030", id="2")))
    assert found["key"].tolist() == ["luna-27", "luna-27b"]
    assert found["name"].tolist() == ["Luna-27", "Luna-27B"]


def revised(key, date, told="", record="planned", bloc="ilrs", id="1"):
    row = {"key": key, "name": key.upper(), "bloc": bloc, "record": record, "told": told, "date": date}
    return row | {"latest": dates.latest(date), "source": "s", "id": id}


def test_a_date_has_moved_from_the_end_first_named_to_the_end_last_named():
    rows = pd.DataFrame(
        [
            revised("x", "2021/2025", "2021", id="1"),
            revised("x", "2026", "2023", id="2"),
            revised("x", "2028", "2024", id="3"),
            revised("x", "2027", "2026", id="4"),
        ]
    )
    (found,) = roadmap.slips(rows).to_dict("records")
    assert (found["first_date"], found["last_date"], found["first_told"], found["last_told"]) == (
        "2021/2025",
        "2027",
        "2021",
        "2026",
    )
    assert (found["first"], found["last"]) == (pd.Timestamp("2025-12-31"), pd.Timestamp("2027-12-31"))
    assert found["between"] == [pd.Timestamp("2026-12-31"), pd.Timestamp("2028-12-31")]
    assert (found["key"], found["name"], found["bloc"]) == ("x", "X", "ilrs")
    assert (found["record"], found["id"], found["years"], found["kept"]) == ("planned", "4", 2.0, False)


def test_a_flight_counts_from_then_on():
    rows = pd.DataFrame(
        [
            revised("x", "2022", "2019", id="1"),
            revised("x", "2026-04-01", "2025", "flown", id="2"),
            revised("x", "2030", "2026", id="3"),
        ]
    )
    (found,) = roadmap.slips(rows).to_dict("records")
    assert (found["record"], found["id"], found["last_date"]) == ("flown", "2", "2026-04-01")
    assert found["years"] == 3.2  # 1,187 days
    assert found["between"] == [pd.Timestamp("2030-12-31")]
    rows.loc[1, "record"] = "failed"
    assert roadmap.slips(rows).loc[0, "record"] == "failed"


@pytest.mark.parametrize(
    ("first", "last", "years", "kept"),
    [
        ("2026/2030", "2029", -1.0, True),
        ("2026/2030", "2026/2030", 0.0, True),
        ("2029", "2028-10/2028-12", -1.0, False),  # before the time first named
        ("../2028~", "../2035", 7.0, False),
        ("2021/2025", "2024-06-01", -1.6, True),
        ("2026/2030", "2030/2031", 1.0, False),
    ],
)
def test_a_date_is_kept_if_the_last_lies_within_the_first(first, last, years, kept):
    rows = pd.DataFrame([revised("x", first, "2021"), revised("x", last, "2025")])
    assert roadmap.slips(rows)[["years", "kept"]].values.tolist() == [[years, kept]]


def test_things_dated_once_or_never_planned_have_not_moved():
    rows = pd.DataFrame(
        [revised("x", "2026"), revised("y", "2026", "", "flown"), revised("y", "2027", "", "failed"), revised("z", "2026")]
    )
    assert roadmap.slips(rows).empty


def test_the_station_comes_first_then_the_furthest_moved_then_the_name():
    pairs = [("a", "artemis", "2040"), ("c", "ilrs", "2031"), ("d", "ilrs", "2033"), ("b", "ilrs", "2031")]
    rows = pd.DataFrame(
        [row for key, bloc, last in pairs for row in (revised(key, "2030", bloc=bloc), revised(key, last, bloc=bloc))]
    )
    found = roadmap.slips(rows)
    assert found["key"].tolist() == ["d", "b", "c", "a"]
    assert found.index.tolist() == [0, 1, 2, 3]


def landing(craft, date, told, milestone="landing", **more):
    return flight(craft, date, told=told, milestone=milestone, **more)


def test_the_next_landing_is_the_earliest_whose_mission_still_lands():
    rows = flights(
        landing("artemis-3", "2024", "2019"),
        landing("artemis-3", "2027", "2026-02", "docking test"),
        landing("artemis-5", "2030", "2024"),
        landing("artemis-4", "2028", "2023"),
        landing("artemis-4", "2029", "2026-02"),
        landing("artemis-2", "2020", "2018", record="flown"),
        landing("china-crewed-landing", "../2029", "2023"),
        landing("im-1", "2024", "2023"),
    )
    found = roadmap.next_landings(rows)
    assert found[["craft", "date"]].values.tolist() == [["artemis-4", "2029"], ["china-crewed-landing", "../2029"]]
    assert found.index.tolist() == [0, 1]


def test_a_mission_is_disputed_if_two_of_its_dates_or_phases_cannot_be_true_together():
    rows = flights(
        flight("y", "2028", phase=2, source="b"),
        flight("y", "2026", source="b"),
        flight("y", "2028~", phase=1, source="a"),
        flight("z", "2030", phase=1),
        flight("z", "2030/2031"),
        flight("x", "2025", record="flown"),
        flight("x", "2024", record="failed"),
    )
    assert roadmap.disputed(rows).values.tolist() == [
        ["X", "date", "2024", "s"],
        ["X", "date", "2025", "s"],
        ["Y", "date", "2026", "b"],
        ["Y", "date", "2028", "a; b"],
        ["Y", "phase", "1", "a"],
        ["Y", "phase", "2", "b"],
    ]
    assert roadmap.disputed(rows).columns.tolist() == ["mission", "what", "value", "sources"]


def test_a_flight_outside_the_dated_phase_it_is_put_in_is_disputed():
    rows = flights(flight("x", "2021/2025", record="phase", source="a"), flight("x", "2026", source="b"))
    assert roadmap.disputed(rows)["value"].tolist() == ["2021/2025", "2026"]


def test_dates_are_merged_by_meaning_whatever_their_order():
    rows = flights(flight("x", "2029~"), flight("x", "2028~"), flight("x", "2028"), flight("x", "2029"))
    assert roadmap.disputed(rows)["value"].tolist() == ["2028", "2029"]


def test_no_date_no_phase_and_vaguer_dates_dispute_nothing():
    rows = flights(flight("x", "2028", phase=1), flight("x"), flight("x", "2026/.."), flight("x", "2028~"))
    assert roadmap.disputed(rows).empty
    assert roadmap.disputed(rows).columns.tolist() == ["mission", "what", "value", "sources"]


def test_dates_of_work_under_way_of_crews_or_of_another_bloc_dispute_nothing():
    rows = flights(
        flight("x", "2025", record="role", status="started"),
        flight("x", "2030"),
        flight("ilrs-crewed", "2030", phase=1),
        flight("ilrs-crewed", "2035", phase=2),
        flight("y", "2023", bloc="artemis"),
        flight("y", "2024", bloc="artemis"),
    )
    assert roadmap.disputed(rows).empty


@pytest.mark.parametrize("craft", ["crewed", "2", "3", "4", "5", "14", "later"])
def test_craft_of_artemis_that_carry_people(craft):
    rows = flights(flight(f"artemis-{craft}", "2028", bloc="artemis"), flight("artemis-base", "2028", bloc="artemis"))
    assert roadmap.crews(rows)["craft"].tolist() == [f"artemis-{craft}"]


def test_a_year_of_delay_has_365_days_and_a_quarter():
    rows = flights(flight(date="2021-01-01", told="2020"), flight(date="2041-01-01", told="2022")).assign(key="x")
    assert roadmap.slips(rows)["years"].tolist() == [20.0]
