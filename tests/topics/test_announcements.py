"""Announcements: worked by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.facts import evidence
from analysis.topics import announcements, forecasts, roadmap

DAY = pd.Timestamp


def days(*texts):
    return pd.to_datetime(list(texts))


def missions(*rows):
    columns = ["id", "source", "craft", "record", "status", "date"]
    return pd.DataFrame(rows, columns=columns)


def told(*rows):
    columns = ["id", "craft", "record", "milestone", "told", "date", "caveats"]
    table = pd.DataFrame(rows, columns=columns).assign(source="s", name=lambda t: t["craft"])
    bloc = {"artemis-2": "artemis", "artemis-3": "artemis", "artemis-4": "artemis", "im-1": "artemis", "slim": "other"}
    table["bloc"] = table["craft"].map(bloc).fillna("ilrs")
    return table.join(forecasts.dates.bounds(table["date"]))


def phases(*rows):
    table = pd.DataFrame(rows, columns=["id", "label", "told", "date", "caveats"]).assign(source="s", position=1)
    return table.join(forecasts.dates.bounds(table["date"]))


NO_PHASES = phases(("p", "Construction", "2022", "2030", ""))


def test_plans_and_flights_in_the_order_of_their_telling():
    rows = told(
        ("1", "artemis-2", "planned", "", "2023", "2024-11", ""),
        ("2", "artemis-2", "planned", "", "2019", "2022", ""),
        ("3", "artemis-2", "flown", "launch", "2026-04-10", "2026-04-01", ""),
        ("4", "im-1", "planned", "", "2019", "2021-07", ""),
        ("5", "slim", "flown", "landing", "2024", "2024-01-19", ""),
        ("6", "artemis-2", "role", "", "2019", "2030", ""),
        ("7", "artemis-2", "planned", "", "2019", "", ""),
    )
    found = announcements.agencies(rows, NO_PHASES, "2026-09-27")
    assert found["id"].tolist() == ["2", "1", "3"]
    assert found["said"].tolist() == list(days("2019-12-31", "2023-12-31", "2026-04-01"))  # a flight on its own day
    assert found["by"].tolist() == list(days("2022-12-31", "2024-11-30", "2026-04-01"))
    assert set(found["group"]) == {"agency"} and set(found["road"]) == {"artemis"} and set(found["name"]) == {"Artemis II"}


def test_no_plan_is_told_after_the_last_day_known():
    rows = told(("1", "luna-26", "planned", "", "2026", "2028", ""))
    assert announcements.agencies(rows, NO_PHASES, "2026-09-27")["said"].tolist() == [DAY("2026-09-27")]


def test_what_had_flown_before_the_roadmap_is_left_out_and_what_flew_on_its_day_is_not():
    rows = told(
        ("1", "change-5", "planned", "", "2017", "2017", ""),
        ("2", "change-5", "flown", "launch", "2020", "2021-06-15", ""),
        ("3", "change-6", "flown", "launch", "2021", "2021-06-16", ""),
    )
    assert announcements.agencies(rows, NO_PHASES, "2026")["id"].tolist() == ["3"]


def test_no_earlier_than_is_its_own_record_at_its_first_day_and_none_if_contested():
    rows = told(
        ("1", "luna-26", "planned", "", "2026", "2028", "not_before"),
        ("2", "luna-27", "planned", "", "2026", "2028", "not_before; contested"),
        ("3", "luna-28", "planned", "", "2026", "2028", "contested"),
        ("4", "luna-25", "planned", "", "2020", "2030/..", ""),
        ("5", "change-7", "planned", "", "2025", "2030/..", "not_before"),
    )
    found = announcements.agencies(rows, NO_PHASES, "2026").set_index("id")
    assert found["record"].to_dict() == {"1": "not before", "3": "planned", "5": "not before"}
    assert found["by"].to_dict() == {"1": DAY("2028-01-01"), "3": DAY("2028-12-31"), "5": DAY("2030-01-01")}


def test_the_first_part_of_a_split_mission_stands_for_it_and_the_base_is_its_basic_stage():
    rows = told(("1", "luna-27", "planned", "", "2021", "2025", ""), ("2", "luna-27a", "planned", "", "2025", "2029", ""))
    base = phases(("p", "Basic model", "2022-11", "../2028~", ""), ("q", "Extended model", "2022-11", "../2040", ""))
    found = announcements.agencies(rows, base, "2026")
    assert found["key"].tolist() == ["luna-27", "ilrs-surface", "luna-27"]
    assert found["name"].tolist() == ["Luna-27", "basic", "Luna-27"]
    assert found["record"].tolist() == ["planned"] * 3 and found["road"].tolist() == ["ilrs"] * 3


def test_the_first_landing_goes_from_one_mission_to_the_next_when_the_first_gets_another_aim():
    rows = told(
        ("1", "artemis-3", "planned", "landing", "2019", "2024", ""),
        ("2", "artemis-4", "planned", "landing", "2023-05", "2028", ""),
        ("3", "artemis-3", "planned", "landing", "2024", "2026", ""),
        ("4", "artemis-3", "planned", "docking test", "2026-02", "2027", ""),
        ("5", "artemis-4", "planned", "landing", "2026-02", "2028-03", ""),
        ("6", "china-crewed-landing", "planned", "landing", "2023", "../2029", ""),
    )
    found = announcements.agencies(rows, NO_PHASES, "2026")
    landing = found[found["key"] == "landing-artemis"]
    assert landing["id"].tolist() == ["1", "3", "5"]
    assert landing["by"].tolist() == list(days("2024-12-31", "2026-12-31", "2028-03-31"))
    assert landing["said"].tolist() == list(days("2019-12-31", "2024-12-31", "2026-02-28"))
    assert set(found["key"]) == {"landing-artemis", "landing-ilrs", "artemis-4"}
    assert found[found["key"] == "artemis-4"]["id"].tolist() == ["2", "5"]


def test_a_landing_without_a_crew_is_none_and_a_mission_without_a_word_of_its_aim_keeps_it():
    rows = told(
        ("1", "luna-28", "planned", "landing", "2021", "2027", ""),
        ("2", "artemis-4", "planned", "", "2022", "2027", ""),
        ("3", "artemis-4", "planned", "landing", "2023-05", "2028", ""),
    )
    found = announcements.agencies(rows, NO_PHASES, "2026")
    assert found[["key", "id"]].values.tolist() == [
        ["luna-28", "1"], ["artemis-4", "2"], ["artemis-4", "3"], ["landing-artemis", "3"]
    ]  # fmt: skip
    assert found["name"].tolist()[-1] == "landing" and found["said"].tolist()[-1] == DAY("2023-05-31")
    assert found.columns.tolist() == [
        "key", "name", "road", "group", "record", "said", "date", "by", "source", "id",
    ]  # fmt: skip


def test_relays_are_flights_and_a_rover_is_none():
    rows = told(
        ("1", "queqiao-2-relay", "planned", "", "2021", "2024", ""),
        ("2", "pakistan-rover", "planned", "", "2021", "2028", ""),
    )
    assert announcements.agencies(rows, NO_PHASES, "2026")["id"].tolist() == ["1"]


def test_things_told_in_one_year_stay_in_their_order():
    rows = told(*((f"{n}", "luna-26", "planned", "", "2021", f"{2030 + n}", "") for n in range(40)))
    assert announcements.agencies(rows, NO_PHASES, "2026")["id"].tolist() == [f"{n}" for n in range(40)]


def deliveries(*rows):
    columns = ["id", "company", "mission", "award_date", "planned_date", "launch_date", "outcome", "outcome_date"]
    return pd.DataFrame(rows, columns=columns).assign(source="c")


ORDERS = deliveries(
    ("o1", "intuitive-machines", "IM-1 Odysseus", "2019-05-31", "2021-07", "2024-02-15", "partial", "2024-02-22"),
    ("o2", "astrobotic", "Griffin Mission One (Moon Base II)", "2020-06", "2023", "", "pending", ""),
    ("o3", "orbit-beyond", "Z-01", "2019-05-31", "2020-09", "", "cancelled", "2019-07-29"),
    ("o4", "firefly", "Blue Ghost Mission 2", "2023-03", "2026", "", "pending", ""),
    ("o5", "firefly", "Blue Ghost Mission 2 (calibration)", "2023", "2026", "", "pending", ""),
    ("o6", "blue-origin", "Endurance", "", "2025", "", "pending", ""),
    ("o7", "astrobotic", "Peregrine Mission One", "2019-05-31", "2021-07", "2024-01-08", "failure", "2024-01-18"),
)


LATER = told(
    ("m1", "im-1", "planned", "", "2019-05-31", "2021-07", ""),
    ("m2", "griffin-1", "planned", "", "2025-02", "2025", ""),
    ("m3", "griffin-1", "planned", "", "2026-07-13", "2026-11", "not_before"),
    ("m4", "im-1", "flown", "launch", "2024", "2024-02-15", ""),
)


def test_an_order_is_its_award_later_plans_of_its_mission_and_its_end():
    found = announcements.orders(ORDERS, LATER, "2026-09-27")
    by_key = found.groupby("key")["record"].agg(list).to_dict()
    assert by_key == {
        "o1": ["planned", "flown"],
        "o2": ["planned", "planned", "not before"],
        "o3": ["planned", "cancelled"],
        "o4": ["planned"],
        "o7": ["planned", "failed"],
    }
    griffin = found[found["key"] == "o2"]
    assert griffin["by"].tolist() == list(days("2023-12-31", "2025-12-31", "2026-11-01"))
    assert griffin["id"].tolist() == ["o2", "m2", "m3"] and set(griffin["name"]) == {"Griffin Mission One"}
    assert griffin["source"].tolist() == ["c", "s", "s"]
    assert found[found["key"] == "o1"]["said"].tolist() == list(days("2019-05-31", "2024-02-15"))
    assert set(found["road"]) == {"artemis"} and set(found["group"]) == {"cargo"}
    assert found["said"].is_monotonic_increasing


def test_orders_have_dates_and_no_plan_of_theirs_is_told_after_the_day():
    found = announcements.orders(ORDERS, LATER, "2026-03-31")
    griffin = found[found["key"] == "o2"]
    assert griffin["date"].tolist() == ["2023", "2025", "2026-11-01"]
    assert griffin["said"].tolist() == list(days("2020-06-30", "2025-02-28", "2026-03-31"))
    assert found.index.tolist() == list(range(len(found))) and found.columns[0] == "key"


@pytest.mark.parametrize(
    ("outcome", "launch", "end"),
    [("success", "2024-01-01", "flown"), ("partial", "2024-01-01", "flown"), ("failure", "2024-01-01", "failed"),
     ("cancelled", "", "cancelled"), ("pending", "", "planned")],
)  # fmt: skip
def test_how_an_order_ends(outcome, launch, end):
    one = deliveries(("o", "x", "Some Mission", "2020", "2022", launch, outcome, "2023-01-01"))
    assert announcements.orders(one, LATER, "2026")["record"].iloc[-1] == end


def test_an_order_without_a_planned_date_is_left_out():
    rows = deliveries(
        ("o", "x", "Some Mission", "2020", "", "", "pending", ""),
        ("p", "x", "Another", "", "2022", "", "pending", ""),
        ("q", "x", "Third", "2020", "2022", "", "pending", ""),
    )
    assert announcements.orders(rows, LATER, "2026")["key"].tolist() == ["q"]


def test_carriers_are_found_by_name_and_the_first_order_counts():
    assert announcements.carriers(ORDERS)["blue-ghost-2"] == "o4"
    assert announcements.carriers(ORDERS)["griffin-1"] == "o2" and "im-2" not in announcements.carriers(ORDERS)


def series(*rows):
    columns = ["key", "road", "group", "record", "said", "by", "id"]
    table = pd.DataFrame(rows, columns=columns).assign(name=lambda t: t["key"].str.upper())
    return table.assign(said=pd.to_datetime(table["said"]), by=pd.to_datetime(table["by"]))


SERIES = series(
    ("flew", "artemis", "agency", "planned", "2019-12-31", "2022-12-31", "1"),
    ("flew", "artemis", "agency", "planned", "2023-12-31", "2027-11-30", "2"),
    ("flew", "artemis", "agency", "flown", "2026-04-01", "2026-04-01", "3"),
    ("waits", "ilrs", "agency", "planned", "2021-06-16", "2025-12-31", "4"),
    ("waits", "ilrs", "agency", "planned", "2026-08-23", "2027-12-31", "5"),
    ("overdue", "ilrs", "agency", "planned", "2021-06-16", "2025-09-27", "6"),
    ("early", "ilrs", "agency", "planned", "2021-06-16", "2030-12-31", "7"),
    ("early", "ilrs", "agency", "planned", "2025-04-30", "2029-12-31", "8"),
    ("unheard", "artemis", "cargo", "planned", "2024-08-29", "2027-12-31", "9"),
    ("gone", "artemis", "cargo", "planned", "2022-07-31", "2025-12-31", "10"),
    ("gone", "artemis", "cargo", "cancelled", "2026-07-15", "2026-07-15", "11"),
    ("gone early", "artemis", "cargo", "planned", "2019-05-31", "2020-09-30", "12"),
    ("gone early", "artemis", "cargo", "cancelled", "2019-07-29", "2019-07-29", "13"),
    ("at least", "artemis", "cargo", "planned", "2020-06-30", "2023-12-31", "14"),
    ("at least", "artemis", "cargo", "not before", "2026-07-13", "2026-11-01", "15"),
    ("failed", "artemis", "cargo", "planned", "2019-05-31", "2021-07-31", "16"),
    ("failed", "artemis", "cargo", "failed", "2024-01-08", "2024-01-08", "17"),
    ("no plan", "artemis", "agency", "flown", "2022-11-16", "2022-11-16", "18"),
)


def slipped():
    return announcements.slips(SERIES, "2026-09-27").set_index("key")


def test_a_slip_runs_from_the_last_day_first_planned():
    table = slipped()
    assert table.index.tolist() == ["flew", "waits", "overdue", "early", "at least", "failed"]
    assert table.loc["flew", "years"] == pytest.approx(1187 / 365.25)  # 31 December 2022 to 1 April 2026
    assert table.loc["waits", "years"] == pytest.approx(730 / 365.25)  # to the latest plan, which is after the day
    assert table.loc["overdue", "years"] == pytest.approx(365 / 365.25)  # to the day: nothing is known after it
    assert table.loc["early", "years"] == pytest.approx(-365 / 365.25)
    assert table.loc["at least", "years"] == pytest.approx(1036 / 365.25)
    assert table["state"].tolist() == ["flown", "waiting", "waiting", "waiting", "waiting", "failed"]
    assert table.loc["flew", "end"] == DAY("2026-04-01") and table["id"].tolist() == ["3", "5", "6", "8", "15", "17"]


def test_lead_runs_from_the_telling_to_the_date_and_the_rate_is_their_ratio():
    row = slipped().loc["flew"]
    assert row["lead"] == pytest.approx(1096 / 365.25) and row["rate"] == pytest.approx(1187 / 1096)
    assert row["told"] == DAY("2019-12-31") and row["first"] == DAY("2022-12-31") and row["name"] == "FLEW"


def test_a_single_plan_counts_once_its_day_is_past():
    one = series(("x", "ilrs", "agency", "planned", "2021-06-16", "2026-09-27", "1"))
    assert announcements.slips(one, "2026-09-26").empty
    assert announcements.slips(one, "2026-09-27")["years"].tolist() == [0.0]


def test_roads_side_by_side():
    table = announcements.compared(slipped().reset_index(), ["road"])
    assert table.loc["ilrs", ["n", "later", "final"]].tolist() == [3, 2, 0]
    assert table.loc["artemis", ["n", "later", "final"]].tolist() == [3, 3, 2]
    assert table.loc["ilrs", "median"] == pytest.approx(365 / 365.25)
    assert table.loc["ilrs", ["low", "high"]].tolist() == pytest.approx([-365 / 365.25, 730 / 365.25])
    assert table.loc["artemis", "rate"] == slipped().loc[["flew", "at least", "failed"], "rate"].median()
    flat = pd.DataFrame({"road": ["x"], "years": [0.0], "rate": [0.0], "state": ["flown"]})
    assert announcements.compared(flat, ["road"]).loc["x", ["later", "earlier", "final"]].tolist() == [0, 0, 1]
    assert table["earlier"].to_dict() == {"artemis": 0, "ilrs": 1}
    assert slipped()["group"].tolist() == ["agency"] * 4 + ["cargo"] * 2


def test_with_the_names_of_the_roads_swapped_the_answers_are_swapped():
    swap = {"ilrs": "artemis", "artemis": "ilrs"}
    missions, day = roadmap.missions("later"), "2026-09-27"
    own = announcements.agencies(missions, roadmap.phases("later"), day)
    every = pd.concat([own, announcements.orders(evidence.said("clps", "later"), missions, day)], ignore_index=True)
    swapped = every.assign(road=every["road"].map(swap))
    plain = announcements.compared(announcements.slips(every, day), ["road"])
    turned = announcements.compared(announcements.slips(swapped, day), ["road"])
    assert set(plain.index) == {"ilrs", "artemis"} and not plain.loc["ilrs"].equals(plain.loc["artemis"])
    pd.testing.assert_frame_equal(turned.rename(index=swap).sort_index(), plain.sort_index())
    waited = [announcements.waits(rows, day) for rows in (every, swapped)]
    for road, other in swap.items():
        one, two = (
            announcements.survival(rows[rows["road"] == name], 1) for rows, name in zip(waited, (road, other), strict=True)
        )
        assert one == pytest.approx(two, nan_ok=True)


def test_the_plans_of_both_roads_pass_the_same_filter():
    """A mission of the station with the words of a mission of Artemis gives the same series, but for its name."""
    rows = [
        (f"{craft}{i}", craft, record, "", *cells)
        for craft in ("artemis-2", "luna-26")
        for i, (record, *cells) in enumerate(
            [
                ("planned", "2019", "2022", ""),
                ("planned", "2024", "2026", "not_before"),
                ("planned", "2025", "2027", "not_before; contested"),
                ("flown", "2026", "2026-04-01", ""),
            ]
        )
    ]
    found = announcements.agencies(told(*rows), NO_PHASES, "2026-09-27")
    halves = [found[found["road"] == road][["record", "said", "date", "by"]].values.tolist() for road in ("artemis", "ilrs")]
    assert halves[0] == halves[1] and len(halves[0]) == 3


def test_waits_count_what_flew_and_what_is_waited_for():
    table = announcements.waits(SERIES.iloc[[-1, *range(len(SERIES) - 1)]], "2026-09-27").set_index("key")
    assert table.index.tolist() == ["flew", "waits", "overdue", "gone", "at least", "failed"]
    assert table.columns.tolist() == ["road", "group", "years", "flown"]
    assert table["flown"].to_dict() == {
        "flew": True,
        "waits": False,
        "overdue": False,
        "gone": False,
        "at least": False,
        "failed": True,
    }
    assert table.loc["waits", "years"] == pytest.approx(270 / 365.25)  # to the day, not to the latest plan
    assert table.loc["gone", "years"] == pytest.approx(196 / 365.25)
    in_time = series(
        ("x", "ilrs", "agency", "planned", "2021-01-01", "2025-12-31", "1"),
        ("x", "ilrs", "agency", "flown", "2024-06-01", "2024-06-01", "2"),
        ("ilrs-surface", "ilrs", "agency", "planned", "2021-01-01", "2022-12-31", "3"),
        ("due today", "ilrs", "agency", "planned", "2021-01-01", "2026-09-27", "4"),
    )
    found = announcements.waits(in_time, "2026-09-27")
    assert found[["key", "years", "flown"]].values.tolist() == [["x", 0.0, True]]


WAITED = pd.DataFrame(
    {
        "years": [0.6, 0.8, 1.1, 1.8, 2.2, 2.5, 2.6, 2.8],
        "flown": [False, False, True, False, True, True, True, False],
    }
)


def test_the_median_wait_by_hand():
    """At 1.1 six are left: 5/6 wait; at 2.2 four: 5/8; at 2.5 three: 5/12, the first at one half or less."""
    found = announcements.survival(WAITED, fewest=4)
    assert (found["n"], found["flown"], found["median"]) == (8, 4, 2.5)
    assert found["low"] <= found["median"]


def test_the_bounds_of_the_median_are_those_of_the_log_log_interval():
    """Half of ten fly at 1 to 10: the bounds are where the interval of the share that waits crosses one half."""
    rows = pd.DataFrame({"years": np.arange(1.0, 11.0), "flown": True})
    share = 1 - np.arange(1, 11) / 10
    spread = np.cumsum(1 / ((10 - np.arange(10)) * np.maximum(10 - np.arange(1, 11), 1e-9)))
    with np.errstate(divide="ignore", invalid="ignore"):
        wide = 1.959964 * np.sqrt(spread) / np.abs(np.log(share))
        low, high = share ** np.exp(wide), share ** np.exp(-wide)
    found = announcements.survival(rows)
    assert found["median"] == 5.0
    assert found["low"] == np.argmax(low <= 0.5) + 1 and found["high"] == np.argmax(high[:-1] <= 0.5) + 1


def test_too_few_flights_give_no_estimate():
    found = announcements.survival(WAITED, fewest=5)
    assert found["flown"] == 4 and np.isnan([found["median"], found["low"], found["high"]]).all()
    assert announcements.FEWEST == 5 and np.isnan(announcements.survival(WAITED)["median"])
    late = pd.DataFrame({"years": [1.0, 2.0, 3.0, 4.0, 5.0], "flown": [True, True, False, False, False]})
    assert np.isnan(announcements.survival(late, fewest=2)["median"])  # never down to one half


def test_a_date_is_stale_when_the_plan_that_stood_lies_wholly_later():
    plans = series(
        ("x", "ilrs", "agency", "planned", "2023-04-25", "2026-12-31", "1"),
        ("x", "ilrs", "agency", "planned", "2025-04-30", "2029-12-31", "2"),
        ("x", "ilrs", "agency", "flown", "2024-01-01", "2024-01-01", "3"),
        ("y", "ilrs", "agency", "planned", "2019-05-31", "2021-07-31", "4"),
    ).assign(date=["2026", "2029~", "", "2021-07"])
    said = pd.DataFrame(
        {
            "key": ["x", "x", "x", "x", "y", "z"],
            "date": ["2028", "2029", "2025", "2030", "2023", "2028"],
            "day": days("2025-09-20", "2025-09-20", "2024-06-01", "2025-09-20", "2023-10-01", "2025-09-20"),
        }
    )
    found = announcements.out_of_date(said, plans)
    assert found["stood"].tolist() == ["2029~", "2029~", "2026", "2029~"]  # of y the plan was past, of z none is known
    assert found["stale"].tolist() == [True, False, True, False]
    assert found["heard"].tolist() == list(days("2025-04-30", "2025-04-30", "2023-04-25", "2025-04-30"))
    on_the_day = said.iloc[[0]].assign(day=DAY("2025-04-30"))
    assert announcements.out_of_date(on_the_day, plans)["stood"].tolist() == ["2029~"]


def test_a_plan_for_the_day_itself_still_stands_and_one_for_the_same_day_is_not_stale():
    plans = series(("x", "ilrs", "agency", "planned", "2020-01-01", "2025-04-30", "1")).assign(date="2025-04-30")
    said = pd.DataFrame(
        {"key": ["y", "x"], "date": ["2030", "2025-04-30"], "day": days("2025-04-30", "2025-04-30")}, index=[8, 9]
    )
    found = announcements.out_of_date(said, plans)
    assert found.columns.tolist() == ["key", "date", "day", "stood", "heard", "stale"] and found.index.tolist() == [0]
    assert found[["key", "stood", "heard", "stale"]].values.tolist() == [["x", "2025-04-30", DAY("2020-01-01"), False]]


def test_a_founding_date_of_the_day_on_which_it_is_told_is_not_past():
    rows = told(
        ("1", "change-7", "planned", "", "2023-04-25", "2023-04-25", ""),
        ("2", "change-7", "planned", "", "2023-04-25", "2023-04-24", ""),
        ("3", "luna-26", "planned", "", "2023-04-25", "2027", ""),
    )
    base = phases(("p", "First phase: basic model", "2023-04-25", "../2027", ""))
    found = announcements.beside(rows, base, {"luna-26": DAY("2023-04-25")}, {})
    assert found["id"].tolist() == ["1", "3", "p"] and found.index.tolist() == [0, 1, 2]
    assert found.columns.tolist() == ["key", "date", "by", "day", "said", "source", "id"]


def test_founding_dates_stand_beside_flights_orders_and_the_base():
    rows = told(
        ("1", "change-7", "planned", "", "2023-04-25", "2026~", ""),
        ("2", "change-6", "phase", "", "2025~", "2021/2025", ""),
        ("3", "change-7", "role", "", "2023-04-25", "2026", ""),
        ("4", "change-8", "planned", "", "2023-04-25", "2028/..", ""),
        ("5", "im-1", "planned", "", "2023-10", "2023", ""),
        ("6", "ilrs-surface", "planned", "", "2025-09-20", "2035", ""),
        ("7", "luna-26", "planned", "", "2025-09-20", "2025-09-19", ""),
        ("8", "pakistan-rover", "planned", "", "2025-09-20", "2028", ""),
    )
    base = phases(("p", "First phase: basic model", "2023-04-25", "../2027", ""))
    found = announcements.beside(rows, base, {"change-6": DAY("2024-06-01")}, {"im-1": "clps-002"}).set_index("id")
    assert found["key"].to_dict() == {"1": "change-7", "5": "clps-002", "6": "ilrs-surface", "p": "ilrs-surface"}
    assert found.loc["5", ["day", "said", "by"]].tolist() == [DAY("2023-10-01"), DAY("2023-10-31"), DAY("2023-12-31")]
