"""Flights: lateness, pace and the record under every way to count, against values worked by hand."""

import pandas as pd
import pytest

from analysis.facts import evidence, tables
from analysis.topics import flights

ENDS = pd.Series(
    ["failure", "partial", "success", "partial", "cancelled", "cancelled", "cancelled", "redirected", "pending"]
)


def quantities(*rows):
    return pd.DataFrame(rows, columns=["id", "subject", "measure", "low"])


def test_the_stated_rate_is_that_of_the_deliveries():
    rows = quantities(
        ("1", "clps", "missions a year", 2.0), ("2", "clps", "expected rate of success", 40.0), ("3", "x", "success", 9.0)
    )
    rate, said = flights.stated_rate(rows)
    assert rate == 0.4 and said["id"].tolist() == ["2"]


def test_the_same_rate_twice_is_one_rate_and_two_rates_or_none_are_refused():
    same, other = ("1", "clps", "success", 50.0), ("2", "clps", "success", 60.0)
    rate, said = flights.stated_rate(quantities(same, same))
    assert rate == 0.5 and len(said) == 2
    with pytest.raises(ValueError, match=r"^one stated rate of success is needed, not 2: 50\.0, 60\.0$"):
        flights.stated_rate(quantities(same, other))
    with pytest.raises(ValueError, match="not 0"):
        flights.stated_rate(quantities(("3", "clps", "missions", 1.0)))


def test_the_base_rate_is_what_did_not_fail():
    attempts = "lunar landing attempts"
    rows = quantities(("1", attempts, "share that failed", 30.0), ("2", attempts, "number", 9.0), ("3", "x", "failed", 1.0))
    rate, said = flights.base_rate(rows)
    assert rate == pytest.approx(0.7) and said["id"].tolist() == ["1"]
    with pytest.raises(ValueError, match=r"^one share of landings that failed is needed, not 0: $"):
        flights.base_rate(quantities(("2", attempts, "number", 9.0)))


def test_the_stated_pace_is_of_deliveries_and_in_missions_a_year():
    rows = pd.DataFrame(
        {"id": list("abc"), "subject": ["clps", "clps", "artemis"], "unit": ["percent", *["missions per year"] * 2]}
    )
    made = flights.stated_pace(rows)
    assert made["id"].tolist() == ["b"] and made.index.tolist() == [0] and list(made) == list(rows)


def test_an_order_is_a_plan_a_launch_and_perhaps_a_cancellation():
    rows = pd.DataFrame(
        {
            "planned_date": ["2020", "2021"], "launch_date": ["", "2022-01-01"], "outcome": ["cancelled", "failure"],
            "outcome_date": ["2019-07", "2022-02"],
        }
    )  # fmt: skip
    made = flights.orders(rows)
    assert made[["planned", "launched", "cancelled"]].values.tolist() == [
        ["2020", "", "2019-07"],
        ["2021", "2022-01-01", ""],
    ]
    assert made["outcome"].tolist() == ["cancelled", "failure"]


def stated(*rows):
    return pd.DataFrame(rows, columns=["id", "craft", "record", "announced", "date", "caveats"]).assign(source="s")


def test_a_mission_stands_by_its_first_plan_and_its_first_flight():
    rows = stated(
        ("1", "b", "planned", "2023", "2026", ""),
        ("2", "a", "planned", "2022-05", "2024", ""),
        ("3", "a", "planned", "2021-06", "2023", ""),
        ("4", "a", "flown", "", "2025-02", ""),
        ("5", "a", "flown", "", "2025-01", ""),
        ("6", "a", "rollout", "", "2024-12", ""),
        ("7", "c", "flown", "", "2024", ""),
    )
    made = flights.missions(rows, "2021")
    columns = ["id", "source", "craft", "announced", "planned", "launched", "cancelled"]
    assert made.columns.tolist() == columns and made.index.tolist() == [0, 1]
    assert made.values.tolist() == [
        ["1", "s", "b", "2023", "2026", "", ""],
        ["3", "s", "a", "2021-06", "2023", "2025-01", ""],
    ]


def test_plans_from_before_without_an_end_or_no_earlier_than_do_not_count():
    rows = stated(
        ("1", "a", "planned", "2020-12", "2021", ""),
        ("2", "a", "planned", "2021-01", "2022/..", ""),
        ("3", "a", "planned", "2021-02", "2023", "single; not_before"),
        ("4", "a", "planned", "2021-03", "", ""),
        ("5", "a", "planned", "", "2025", ""),
        ("6", "a", "planned", "2022-01-01", "2024", "single"),
    )
    assert flights.missions(rows, "2021")["id"].tolist() == ["6"]
    assert flights.missions(rows, "2022")["id"].tolist() == ["6"]
    assert flights.missions(rows, "2020")["id"].tolist() == ["1"]


def test_of_two_plans_of_one_day_the_wider_counts_and_a_crash_is_a_flight():
    rows = stated(
        ("1", "a", "planned", "2021", "2022", ""),
        ("2", "a", "planned", "2021", "2021/2025", ""),
        ("3", "a", "failed", "", "2023-08-19", ""),
    )
    assert flights.missions(rows, "2021")[["id", "launched"]].values.tolist() == [["2", "2023-08-19"]]


def plans(*rows):
    return pd.DataFrame(rows, columns=["planned", "launched", "cancelled"])


def test_months_late_by_hand():
    made = flights.lateness(
        plans(
            ("2021-07", "2024-01-08", ""),  # July to January two years on
            ("2023", "2025-01-15", ""),  # a plan of a year counts to December
            ("2021/2025", "2024-06-01", ""),  # within the phase
            ("2025-06", "2025-06-30", ""),  # the very month
            ("2020-09", "", "2019-07-29"),
            ("2024", "", ""),
            ("2026-09", "", ""),  # due in the month itself
            ("2026-10", "", ""),
            ("", "2024-01-01", ""),
            ("2028", "", "2026-01"),
            ("2028", "2026-02", ""),  # earlier than planned
        ),
        "2026-09",
    )
    assert made["state"].tolist() == [
        *["flown"] * 4, "cancelled", *["waiting"] * 3, "cancelled", "flown"
    ]  # fmt: skip
    assert made["months"].fillna(-1).tolist() == [30, 13, 0, 0, -1, 21, 0, 0, -1, 0]
    assert made["due"].tolist() == [True] * 7 + [False, False, True]
    assert made["by"].iloc[:2].tolist() == [pd.Timestamp("2021-07-31"), pd.Timestamp("2023-12-31")]
    assert made.index.tolist() == list(range(10))
    assert list(made) == ["planned", "launched", "cancelled", "by", "state", "due", "months"]


def test_what_flew_has_flown_even_if_its_order_was_cancelled_after():
    assert flights.lateness(plans(("2024", "2024-02", "2025")), "2026")["state"].tolist() == ["flown"]


def test_flights_of_each_year_years_without_included():
    made = flights.pace(pd.Series(["2024-01-08", "2024-12-31", "", "2026-01-01", "2022-05"]), 2023, 2026)
    assert made.columns.tolist() == ["year", "flights"]
    assert made.values.tolist() == [[2023, 0], [2024, 2], [2025, 0], [2026, 1]]


def test_only_an_order_that_waits_is_redirected():
    rows = pd.DataFrame({"outcome": ["pending", "pending", "success"], "redirected": ["2024-07", "", "2024-07"]})
    assert flights.outcomes(rows).tolist() == ["redirected", "pending", "success"]


@pytest.mark.parametrize(
    ("tipped", "unflown", "expected"),
    [
        ("failure", "left out", (1, 3)), ("left out", "left out", (1, 1)), ("success", "left out", (3, 1)),
        ("failure", "cancelled", (1, 6)), ("left out", "cancelled", (1, 4)), ("success", "cancelled", (3, 4)),
        ("failure", "redirected too", (1, 7)), ("success", "redirected too", (3, 5)),
    ],
)  # fmt: skip
def test_ways_to_count_by_hand(tipped, unflown, expected):
    assert flights.coded(ENDS, tipped, unflown) == expected


def test_priors_weigh_as_many_landings_as_they_say():
    made = flights.priors(0.3)
    assert made["even"] == (1.0, 1.0)
    assert made["ten"] == pytest.approx((3.0, 7.0)) and made["fifty"] == pytest.approx((15.0, 35.0))


def row(made, unflown="left out", tipped="failure", prior="even"):
    return made[(made["unflown"] == unflown) & (made["tipped"] == tipped) & (made["prior"] == prior)].iloc[0]


def test_the_update_after_two_successes():
    made = flights.readings(pd.Series(["success"] * 2), 0.25, 0.5)
    got = row(made)
    assert (got["n"], got["wins"], got["share"]) == (2, 2, 1)
    assert got["mean"] == pytest.approx(3 / 4)  # Beta(3, 1)
    assert got["low"] == pytest.approx(0.025 ** (1 / 3))  # its distribution function is x cubed
    assert got["high"] == pytest.approx(0.975 ** (1 / 3))
    assert got["next_two"] == pytest.approx(1 - (1 * 2) / (4 * 5))  # two misses: 1/4 then 2/5
    assert got["at_most"] == pytest.approx(1)
    assert row(made, prior="ten")["mean"] == pytest.approx((5 + 2) / 12)


def test_the_update_after_two_failures_at_another_level():
    got = row(flights.readings(pd.Series(["failure"] * 2), 0.25, 0.5, level=0.8))
    assert (got["n"], got["wins"], got["share"]) == (2, 0, 0)
    assert got["mean"] == pytest.approx(1 / 4)  # Beta(1, 3)
    assert got["low"] == pytest.approx(1 - 0.9 ** (1 / 3)) and got["high"] == pytest.approx(1 - 0.1 ** (1 / 3))
    assert got["at_most"] == pytest.approx(9 / 16)  # two misses at one in four


def test_the_base_rate_is_asked_with_its_own_side():
    made = flights.readings(pd.Series(["success", "failure"]), 0.5, 0.2)
    assert row(made, prior="ten")["mean"] == pytest.approx((2 + 1) / 12)
    assert row(made, prior="fifty")["mean"] == pytest.approx((10 + 1) / 52)
    assert row(made)["at_most"] == pytest.approx(3 / 4) and row(made)["share"] == 0.5


def test_every_way_to_count_with_every_prior_in_order():
    made = flights.readings(ENDS, 0.5, 0.5)
    assert len(made) == 27 and made.index.tolist() == list(range(27))
    assert made.columns.tolist() == [
        "unflown", "tipped", "prior", "n", "wins", "share", "mean", "low", "high", "next_two", "at_most"
    ]  # fmt: skip
    assert made["prior"].iloc[:4].tolist() == ["even", "ten", "fifty", "even"]
    assert made["tipped"].iloc[:10:3].tolist() == ["failure", "left out", "success", "failure"]
    assert made["unflown"].iloc[::9].tolist() == ["left out", "cancelled", "redirected too"]
    assert row(made, "redirected too")["at_most"] == pytest.approx(9 / 256)  # none or one of eight


def test_a_record_without_orders_has_no_share():
    assert pd.isna(row(flights.readings(pd.Series(["pending"]), 0.5, 0.5))["share"])


def test_how_far_each_choice_moves_the_rate():
    rows = pd.DataFrame(
        [
            ("x", "a", "even", 0.2), ("x", "b", "even", 0.5), ("y", "a", "even", 0.1), ("y", "b", "even", 0.2),
            ("x", "a", "ten", 0.25), ("x", "b", "ten", 0.5), ("y", "a", "ten", 0.2), ("y", "b", "ten", 0.25),
        ],
        columns=["unflown", "tipped", "prior", "mean"],
    )  # fmt: skip
    made = flights.sensitivity(rows)
    assert made.columns.tolist() == ["choice", "options", "least", "most"] and made.index.tolist() == [0, 1, 2]
    assert made["choice"].tolist() == ["unflown", "tipped", "prior"]  # equal at most: in the order of the choices
    assert made["options"].tolist() == [2, 2, 2]
    assert made["least"].tolist() == pytest.approx([0.05, 0.05, 0.0])
    assert made["most"].tolist() == pytest.approx([0.3, 0.3, 0.1])


def test_the_choice_that_moves_most_comes_first():
    rows = pd.DataFrame({"unflown": "x", "tipped": "a", "prior": ["even", "ten"], "mean": [0.2, 0.6]})
    assert flights.sensitivity(rows)["choice"].tolist() == ["prior", "unflown", "tipped"]


def test_how_much_as_many_flights_again_would_narrow():
    # After one win Beta(2, 1), after two Beta(3, 1): the distribution functions are x squared and x cubed.
    now, then = 0.975 ** (1 / 2) - 0.025 ** (1 / 2), 0.975 ** (1 / 3) - 0.025 ** (1 / 3)
    assert flights.narrowing(1, 0) == pytest.approx(1 - then / now)
    assert flights.narrowing(0, 1) == pytest.approx(1 - then / now)
    assert flights.narrowing(1, 0, level=0.8) == pytest.approx(1 - (0.9 ** (1 / 3) - 0.1 ** (1 / 3)) / (0.9**0.5 - 0.1**0.5))


@pytest.mark.book
def test_the_book_states_one_rate_one_base_rate_and_a_pace():
    said = evidence.said("quantities")
    rate, stated = flights.stated_rate(said)
    base, printed = flights.base_rate(said)
    assert 0 < rate < 1 and 0 < base < 1 and set(stated["unit"]) | set(printed["unit"]) == {"percent"}
    assert len(flights.stated_pace(said)) > 0


@pytest.mark.book
def test_pending_and_cancelled_orders_of_the_book_have_not_flown():
    rows = tables.load("clps")
    assert set(rows.loc[rows["launch_date"] != "", "outcome"]) <= {"success", "partial", "failure"}
    assert (rows.loc[rows["redirected"] != "", "outcome"] == "pending").all()
