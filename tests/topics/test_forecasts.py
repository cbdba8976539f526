"""Forecasts and slips: small tables worked by hand; both roads by one rule."""

import numpy as np
import pandas as pd
import pytest

from analysis.topics import forecasts

DAY = pd.Timestamp


def days(*texts):
    return pd.to_datetime(list(texts))


# --- what looks ahead -------------------------------------------------------------------------------------------------


def missions(*rows):
    columns = ["id", "source", "craft", "record", "status", "date"]
    return pd.DataFrame(rows, columns=columns)


def ahead(name, rows, judged=(), over=None):
    return forecasts.forward({name: rows}, set(judged), over or {})


def test_missions_look_ahead_by_record_or_by_status():
    rows = missions(
        ("1", "stdaily2023", "change-6", "planned", "", "2024~"),
        ("2", "stdaily2023", "change-7", "phase", "ongoing", ""),
        ("3", "stdaily2023", "gateway", "role", "planned", ""),
        ("4", "stdaily2023", "gateway", "site", "proposed", ""),
        ("5", "stdaily2023", "gateway", "role", "ongoing", ""),
        ("6", "stdaily2023", "gateway", "role", "announced", ""),
    )
    found = ahead("missions", rows)
    assert found["id"].tolist() == ["1", "2", "3", "4"]
    assert found["subject"].tolist() == ["change-6", "change-7", "gateway", "gateway"]
    assert found["road"].tolist() == ["ilrs", "ilrs", "artemis", "artemis"]
    assert set(found["table"]) == {"missions"} and found["date"].tolist() == ["2024~", "", "", ""]


def test_what_was_over_when_it_was_said_is_no_forecast():
    rows = missions(
        ("past", "stdaily2023", "x", "planned", "planned", "2022"),
        ("same day", "stdaily2023", "y", "planned", "planned", "2023-04-25"),
        ("flown", "stdaily2023", "luna-25", "phase", "planned", ""),
        ("flown later", "stdaily2023", "change-6", "phase", "planned", ""),
    )
    over = {"luna-25": DAY("2023-04-24"), "change-6": DAY("2023-04-25")}
    assert ahead("missions", rows, over=over)["id"].tolist() == ["same day", "flown later"]


def test_a_judged_statement_counts_unless_it_says_how_things_stand():
    rows = missions(("1", "cir2023", "gateway", "role", "", ""))
    assert ahead("missions", rows).empty and len(ahead("missions", rows, judged=["1"])) == 1
    both = {"missions": rows, "memberships": pd.DataFrame({"id": ["m"], "source": ["cir2023"]})}
    assert forecasts.forward(both, {"1", "m"}, {})["id"].tolist() == ["1"]


def test_phases_all_events_planned_but_for_statements_numbers_planned_claims_of_outlook():
    phases = pd.DataFrame({"id": ["p"], "source": ["stdaily2023"], "label": ["Basic"], "date": ["../2027"]})
    assert ahead("phases", phases)[["subject", "date", "road"]].values.tolist() == [["Basic", "../2027", "ilrs"]]
    events = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "source": "cir2023",
            "title": ["A", "B", "C"],
            "status": ["planned", "signed", "planned"],
            "kind": ["contract", "contract", "statement"],
            "date": ["2023-11", "2024", "2024"],
        }
    )
    assert ahead("events", events)["subject"].tolist() == ["A"]
    assert ahead("events", events)["road"].tolist() == ["artemis"]
    numbers = pd.DataFrame(
        {"id": ["n", "o"], "source": "cir2023", "measure": ["N", "O"], "qualifier": ["planned", "about"], "date": ["", ""]}
    )
    assert ahead("quantities", numbers)["subject"].tolist() == ["N"]
    claims = pd.DataFrame(
        {"id": ["k", "l"], "source": "cir2023", "content": ["K", "L"], "about": "moon", "topic": ["outlook", "market"]}
    )
    assert ahead("claims", claims)[["subject", "road", "date"]].values.tolist() == [["K", "moon", ""]]
    gifts = pd.DataFrame({"id": ["g", "h"], "source": "cir2023", "craft": ["gateway", ""], "status": ["planned", "ongoing"]})
    assert ahead("contributions", gifts)[["subject", "road"]].values.tolist() == [["gateway", "artemis"]]


@pytest.mark.parametrize("name", ["memberships", "member_counts", "funding"])
def test_what_says_how_things_stand_never_looks_ahead(name):
    rows = missions(("1", "cir2023", "gateway", "role", "planned", ""))
    found = forecasts.forward({"missions": rows, name: pd.DataFrame({"id": ["m"], "source": "cir2023"})}, {"m"}, {})
    assert found["id"].tolist() == ["1"]


def test_what_looks_ahead_has_its_columns_whatever_the_index_and_the_road_of_its_document_where_it_has_no_craft():
    phases = pd.DataFrame({"id": ["p"], "source": ["stdaily2023"], "label": ["Basic"], "date": ["2021"]}, index=[7])
    gifts = pd.DataFrame(
        {"id": ["g", "h"], "source": ["cir2023", "stdaily2023"], "craft": "", "status": "planned"}, index=[5, 6]
    )
    found = forecasts.forward({"phases": phases, "contributions": gifts}, set(), {})
    assert found.columns.tolist() == ["id", "source", "table", "subject", "road", "date"]
    assert found.index.tolist() == [0, 1] and found["id"].tolist() == ["g", "h"]  # the phase was over when it was told
    assert found["road"].tolist() == ["artemis", "ilrs"] and found["date"].tolist() == ["", ""]
    late = forecasts.forward({"phases": phases.assign(date="2030")}, set(), {})
    assert late[["subject", "road", "date"]].values.tolist() == [["Basic", "ilrs", "2030"]]


def test_a_flight_is_the_first_of_its_craft():
    rows = pd.DataFrame(
        {
            "craft": ["x", "x", "x", "y", "z"],
            "record": ["flown", "failed", "planned", "flown", "cancelled"],
            "date": ["2024-06", "2024-02-05", "2021", "", "2020"],
        }
    )
    assert forecasts.flown(rows) == {"x": DAY("2024-02-05")}


def test_the_day_is_the_last_that_a_source_surely_reaches():
    rows = [pd.DataFrame({"source": ["cir2023"]}), pd.DataFrame({"source": ["stdaily2023", "ilrs-encyclopedia"]})]
    assert forecasts.until(*rows) == "2025~"  # its first day is later than October 2023
    assert forecasts.until(rows[0]) == "2023-10"


# --- forecasts with their outcomes ------------------------------------------------------------------------------------


AHEAD = pd.DataFrame(
    [
        ("a", "cir2023", "missions", "x", "artemis", ""),
        ("b", "cir2023", "events", "X flies", "artemis", "2023-11"),
        ("c", "cir2023", "missions", "y", "artemis", "2029"),
        ("d", "cir2023", "missions", "y", "artemis", "2029"),
        ("e", "cir2023", "missions", "y", "artemis", "2030"),
        ("f", "stdaily2023", "missions", "y", "ilrs", "2029"),
        ("g", "stdaily2023", "phases", "Basic", "ilrs", "../2027"),
    ],
    columns=["id", "source", "table", "subject", "road", "date"],
)
JUDGED = pd.DataFrame(
    {
        "id": ["o", "p", "q"],
        "statement": ["a; b", "g", "mem-1"],
        "subject": ["It flies", "The basic model", "A member"],
        "happened": ["flew", "moved", "is none"],
        "verdict": ["late", "slipped", "contradicted"],
        "outcome_date": ["2024-04-03", "2025-04", ""],
        "new_date": ["2031", "2035", ""],
        "source": ["s", "t", "u"],
        "caveats": ["page_read", "", ""],
    }
)


def made(day="2026-09-27"):
    return forecasts.forecasts(AHEAD, JUDGED, day).set_index("id")


def test_what_one_outcome_judges_is_one_forecast_and_so_is_one_thing_with_one_date():
    table = made()
    assert table.index.tolist() == ["a", "c", "e", "f", "g"]
    assert table["statements"].tolist() == ["a; b", "c; d", "e", "f", "g"]
    assert table["date"].tolist() == ["2023-11", "2029", "2030", "2029", "../2027"]
    assert table["outcome"].tolist() == ["o", "", "", "", "p"]
    assert table["subject"].tolist() == ["It flies", "y", "y", "y", "The basic model"]
    assert table["document"].tolist() == ["cir2023"] * 3 + ["stdaily2023"] * 2
    assert table["road"].tolist() == ["artemis"] * 3 + ["ilrs"] * 2


def test_an_outcome_gives_verdict_fate_words_and_source_and_the_rest_is_open():
    table = made()
    assert table["fate"].tolist() == ["late", "open", "open", "open", "moved"]
    assert table["verdict"].tolist() == ["late", "", "", "", "slipped"]
    assert table.loc["a", ["happened", "by", "caveats"]].tolist() == ["flew", "s", "page_read"]
    assert table.loc["c", ["happened", "by", "caveats"]].tolist() == ["", "", ""]


def test_months_run_from_the_last_day_foretold_to_its_coming_or_its_plan_now():
    months = made()["months"]
    assert months["a"] == 4  # 30 November 2023 to 3 April 2024, 125 days; the new date plays no part
    assert months["g"] == 96  # the end of 2027 to the end of 2035
    assert months[["c", "e", "f"]].isna().all()


def test_due_is_what_has_its_last_day_behind_it_and_lead_runs_to_that_day():
    table = made("2027-12-31")
    assert table["due"].to_dict() == {"a": True, "c": False, "e": False, "f": False, "g": True}
    assert not made("2027-12-30").loc["g", "due"]
    assert table.loc["a", "lead"] == pytest.approx(30 / 365.25)  # 31 October to 30 November 2023
    assert table.loc["g", "lead"] == pytest.approx((DAY("2027-12-31") - DAY("2023-04-25")).days / 365.25)
    undated = forecasts.forecasts(AHEAD.iloc[[0]], JUDGED, "2026")
    assert np.isnan(undated["lead"].iloc[0]) and not undated["due"].iloc[0]


def test_every_verdict_has_one_fate():
    fates = {"kept": "kept", "exceeded": "kept", "late": "late", "slipped": "moved", "open": "open", "": "open"}
    fates |= dict.fromkeys(["changed", "reversed", "contradicted", "failed", "missed"], "changed")
    fates |= dict.fromkeys(["partly", "undecided"], "partly") | dict.fromkeys(["not found", "unsupported"], "not found")
    assert fates == forecasts.FATE
    assert sum(len(verdicts) for verdicts in forecasts.FATES.values()) == len(forecasts.FATE)


def test_what_has_neither_date_nor_outcome_is_open_without_a_lead():
    row = pd.DataFrame([("h", "cir2023", "claims", "K", "artemis", "")], columns=AHEAD.columns)
    (found,) = forecasts.forecasts(pd.concat([AHEAD, row]), JUDGED, "2026").set_index("id").loc[["h"]].to_dict("records")
    assert (found["date"], found["subject"], found["fate"], found["due"]) == ("", "K", "open", False)
    assert np.isnan(found["lead"]) and np.isnan(found["months"])


SCORED = pd.DataFrame(
    [
        ("a", True, "kept", 0.5),
        ("a", True, "late", 1.0),
        ("a", True, "moved", 2.0),
        ("a", False, "kept", 3.0),
        ("a", False, "moved", 3.0),
        ("a", False, "changed", 3.0),
        ("a", False, "open", np.nan),
        ("b", False, "kept", np.nan),
        ("b", True, "not found", 4.0),
    ],
    columns=["document", "due", "fate", "lead"],
)


def test_the_record_of_a_document():
    table = forecasts.record(SCORED)
    columns = ["all", "dated", "due", "kept", "late", "missed", "before", "moved"]
    assert table.loc["a", columns].astype(int).tolist() == [7, 6, 3, 1, 1, 1, 1, 2]
    assert table.loc["b", columns].astype(int).tolist() == [2, 1, 1, 0, 0, 1, 0, 0]
    assert table["lead"].tolist() == [1.0, 4.0] and table.index.tolist() == ["a", "b"]


def test_only_what_is_due_is_settled_and_only_what_has_a_day_is_pending():
    assert forecasts.settled(SCORED)["lead"].tolist() == [0.5, 1.0, 2.0, 4.0]
    assert forecasts.pending(SCORED)["fate"].tolist() == ["kept", "moved", "changed"]
    for rows in (forecasts.settled(SCORED), forecasts.pending(SCORED)):
        assert list(rows) == list(SCORED) and rows.index.tolist() == list(range(len(rows)))


def test_documents_stand_in_the_order_of_their_first_mention_and_are_counted_in_whole_numbers():
    table = forecasts.record(SCORED.iloc[::-1])
    assert table.index.tolist() == ["b", "a"] and table["lead"].tolist() == [4.0, 1.0]
    assert [str(table[column].dtype) for column in ("all", "due", "kept")] == ["int64"] * 3


def test_classes_of_lead_hold_their_upper_end_and_the_first_its_lower_too():
    table = forecasts.by_lead(SCORED, (1.0, 2.0))
    assert table["due"].tolist() == [2, 1, 1] and table["kept"].tolist() == [1, 0, 0]
    assert table["documents"].tolist() == [1, 1, 1] and table["upto"].tolist() == [1.0, 2.0, np.inf]
    assert table["above"].tolist() == [0.0, 1.0, 2.0]
    overdue = pd.DataFrame({"due": [True, True], "lead": [-0.1, 0.0], "fate": "late", "document": "a"})
    assert forecasts.by_lead(overdue, (1.0,))["due"].tolist() == [2, 0]


def test_outcomes_of_how_things_stand_are_apart():
    rows = forecasts.states(JUDGED, AHEAD)
    assert rows["id"].tolist() == ["q"] and rows.index.tolist() == [0] and list(rows) == list(JUDGED)


# --- plans one after the other ----------------------------------------------------------------------------------------


def phases(*rows):
    table = pd.DataFrame(rows, columns=["id", "label", "told", "date", "caveats"]).assign(source="s", position=1)
    return table.join(forecasts.dates.bounds(table["date"]))


# --- slips ------------------------------------------------------------------------------------------------------------


# --- waits ------------------------------------------------------------------------------------------------------------


# --- documents beside the plans ---------------------------------------------------------------------------------------


def test_since_is_after_the_last_day():
    rows = pd.DataFrame({"earliest": days("2023-10-01", "2023-10-31", "2023-11-01"), "id": ["a", "b", "c"]})
    found = forecasts.since(rows, "2023-10")
    assert found["id"].tolist() == ["c"] and found.index.tolist() == [0] and list(found) == list(rows)
