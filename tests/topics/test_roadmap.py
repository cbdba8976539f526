"""The roadmap: fits, disputes and calendars, on statements made by hand."""

from itertools import pairwise

import pandas as pd
import pytest

from analysis.facts import dates, evidence, tables
from analysis.topics import roadmap


def flight(craft="x", date="", phase=pd.NA, record="planned", source="s", status="planned", bloc="ilrs", id="1"):
    return {
        "craft": craft, "name": craft.upper(), "date": date, "phase_position": phase, "record": record,
        "source": source, "status": status, "bloc": bloc, "id": id, "earliest": pd.NaT,
    }  # fmt: skip


def flights(*rows):
    return pd.DataFrame(rows).astype({"phase_position": "Int64"})


def phase(source, position, date):
    return {"source": source, "position": position, "date": date}


def test_phases_and_missions_are_all_statements_with_bounds():
    for name, rows in (("phases", roadmap.phases()), ("missions", roadmap.missions())):
        assert rows["id"].tolist() == evidence.said(name)["id"].tolist()
        for row in rows.itertuples():
            assert row.earliest is pd.NaT if pd.isna(dates.earliest(row.date)) else row.earliest == dates.earliest(row.date)
            assert row.latest is pd.NaT if pd.isna(dates.latest(row.date)) else row.latest == dates.latest(row.date)


def test_a_mission_has_name_and_bloc_of_its_craft():
    names, blocs = tables.named("craft", "name"), tables.named("craft", "bloc")
    for row in roadmap.missions().itertuples():
        assert (row.name, row.bloc) == (names[row.craft], blocs[row.craft])


def test_documents_come_in_the_order_of_the_dates_up_to_which_they_speak():
    order = roadmap.documents()
    until = [dates.latest(tables.named("sources", "as_of")[key]) for key in order]
    assert sorted(order) == sorted(tables.load("sources")["key"])
    assert all(one <= other for one, other in pairwise(until))


def test_crews_the_project_and_other_blocs_are_no_missions_of_the_station():
    rows = flights(flight("x"), flight("ilrs-crewed"), flight("ilrs-station"), flight("y", bloc="artemis"))
    assert roadmap.own(rows)["craft"].tolist() == ["x"]


def test_the_stations_statements_and_those_on_crews_of_either_road():
    rows = flights(
        flight("ilrs-station"), flight("artemis-crewed", bloc="artemis"), flight("y", bloc="artemis"), flight("x")
    )
    assert roadmap.own_or_crews(rows)["craft"].tolist() == ["ilrs-station", "artemis-crewed", "x"]


@pytest.mark.parametrize(
    ("record", "status", "drawn"),
    [
        ("planned", "planned", True),
        ("planned", "announced", True),
        ("flown", "flown", True),
        ("failed", "failed", True),
        ("role", "planned", True),
        ("role", "started", False),  # work under way is no flight
        ("phase", "planned", False),  # the date is the phase's
        ("phase", "ongoing", False),
    ],
)
def test_the_calendar_holds_flights_and_plans(record, status, drawn):
    rows = flights(flight(date="2028", record=record, status=status))
    assert len(roadmap.calendar(rows)) == drawn


def test_the_calendar_leaves_out_what_has_no_date_or_is_not_the_stations():
    rows = flights(flight("x"), flight("ilrs-crewed", date="2035"), flight("y", date="2028", bloc="artemis"))
    assert roadmap.calendar(rows).empty


def test_the_calendar_says_what_is_done_and_what_ended_badly():
    rows = flights(
        flight("a", "2020", record="flown", status="flown"),
        flight("b", "2023", record="failed", status="failed"),
        flight("c", "2028"),
    )
    found = roadmap.calendar(rows)
    assert found["certainty"].tolist() == ["done", "done", "announced"]
    assert found["failed"].tolist() == [False, True, False]


def test_a_status_that_the_vocabulary_does_not_know_is_refused():
    with pytest.raises(ValueError, match="no status 'rumoured'"):
        roadmap.calendar(flights(flight(date="2028", status="rumoured")))


def test_dated_crews_of_both_roads_are_kept():
    rows = flights(
        flight("ilrs-crewed", "2035/.."),
        flight("ilrs-crewed"),
        flight("artemis-crewed", "202X", bloc="artemis"),
        flight("x", "2028"),
    )
    found = roadmap.crews(rows)
    assert found["date"].tolist() == ["2035/..", "202X"]
    assert found["certainty"].tolist() == ["announced", "announced"]


SCHEMES = pd.DataFrame(
    [
        phase("early", 1, "2021/2025"),
        phase("early", 2, "2026/2035"),
        phase("late", 1, "../2028"),
        phase("late", 2, "../2040"),
        phase("silent", 1, ""),
    ]
)


def test_a_pair_fits_a_scheme_if_the_flight_falls_into_the_phase_the_mission_is_put_in():
    rows = flights(
        flight("x", phase=1, record="phase", source="a"),  # put in the first phase, undated
        flight("x", "2026", source="b"),  # dated by another: after 2025, before the end of 2028
        flight("y", "2025", phase=1, source="b"),  # both in one statement
        flight("y", phase=2, record="phase", source="a"),
    )
    table = roadmap.fit(rows, SCHEMES)
    # early: x 2026 in 2021-2025 no, y 2025 in 2021-2025 yes, y 2025 in 2026-2035 no; late: all three
    assert table.index.tolist() == ["late", "early"]
    assert table[["fits", "pairs"]].values.tolist() == [[3, 3], [1, 3]]
    assert table["share"].tolist() == pytest.approx([1, 1 / 3])


def test_a_phase_stated_twice_by_one_document_makes_one_pair_and_by_two_documents_two():
    twice = flights(
        flight("x", phase=1, record="phase", id="1"), flight("x", phase=1, record="role", id="2"), flight("x", "2022")
    )
    assert roadmap.fit(twice, SCHEMES).loc["early", "pairs"] == 1
    two = flights(flight("x", phase=1, source="a"), flight("x", phase=1, source="b"), flight("x", "2022"))
    assert roadmap.fit(two, SCHEMES).loc["early", "pairs"] == 2


@pytest.mark.parametrize(("record", "pairs"), [("planned", 1), ("flown", 1), ("failed", 1), ("phase", 0), ("role", 0)])
def test_only_dates_of_flights_are_tested(record, pairs):
    rows = flights(flight("x", phase=1, record="site"), flight("x", "2022", record=record))
    assert roadmap.fit(rows, SCHEMES)["pairs"].get("early", 0) == pairs


def test_a_mission_put_in_a_phase_that_a_scheme_does_not_date_is_no_pair_for_it():
    rows = flights(flight("x", "2050", phase=2), flight("z", "2050", phase=3))
    table = roadmap.fit(rows, SCHEMES)
    assert table["pairs"].to_dict() == {"early": 1, "late": 1}
    assert table["fits"].to_dict() == {"early": 0, "late": 0}


def test_schemes_that_fit_equally_stand_by_their_keys():
    schemes = pd.DataFrame([phase(f"s{n:02}", 1, "2021/2025") for n in range(40)])
    table = roadmap.fit(flights(flight("x", "2022", phase=1)), schemes.iloc[::-1])
    assert table.index.tolist() == sorted(schemes["source"])


def test_the_books_fits_are_shares_and_best_first():
    table = roadmap.fit(roadmap.missions(), roadmap.phases())
    assert (table["fits"] <= table["pairs"]).all()
    assert table["share"].is_monotonic_decreasing


def test_a_mission_is_disputed_if_more_than_one_date_or_phase_is_stated():
    rows = flights(
        flight("y", "2028", phase=2, source="b"),
        flight("y", "2026", source="b"),
        flight("y", "2028", phase=1, source="a"),
        flight("z", "2030", phase=1),
        flight("z", "2030"),
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
    assert roadmap.disputed(rows).index.tolist() == [0, 1, 2, 3, 4, 5]
    assert roadmap.disputed(rows).columns.tolist() == ["mission", "what", "value", "sources"]


def test_no_date_and_no_phase_dispute_nothing():
    rows = flights(flight("x", "2028", phase=1), flight("x"), flight("x", record="site"))
    assert roadmap.disputed(rows).empty


def test_dates_of_a_phase_of_crews_or_of_another_bloc_dispute_nothing():
    rows = flights(
        flight("x", "2021/2025", record="phase"),
        flight("x", "2030"),
        flight("ilrs-crewed", "2030"),
        flight("ilrs-crewed", "2035"),
        flight("y", "2023", bloc="artemis"),
        flight("y", "2024", bloc="artemis"),
    )
    assert roadmap.disputed(rows).empty
