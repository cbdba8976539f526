"""Power: masses by hand, where the lines cross, the published comparison, draws that are seeded."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.topics import power

# 10 kW through 100 of 300 h: 1,000 kWh a night; 200 h of light to refill.
SHARES = {"usable": 0.8, "battery_efficiency": 0.5, "fuel_cell": 0.5, "electrolyser": 0.8}
DESIGN = power.Design(need=10, darkness=100, day=300, array=50, battery=200, fuel_cell_system=500, reactor=4000, **SHARES)


def test_masses_by_hand():
    found = power.masses(DESIGN)
    assert found["battery"] == pytest.approx(1_000_000 / 160 + (10_000 + 1_000_000 / 0.5 / 200) / 50)  # 6,250 + 400
    assert found["fuel cell"] == pytest.approx(1_000_000 / 500 + (10_000 + 1_000_000 / 0.4 / 200) / 50)  # 2,000 + 450
    assert found["reactor"] == 4000


def test_without_darkness_only_the_array_is_left():
    found = power.masses(replace(DESIGN, darkness=0))
    assert found["battery"] == found["fuel cell"] == 200


@pytest.mark.parametrize("darkness", [300, 301, -1])
def test_endless_darkness_is_refused(darkness):
    with pytest.raises(ValueError, match="darkness lies between 0 and 300 h"):
        power.masses(replace(DESIGN, darkness=darkness))


@pytest.mark.parametrize(
    ("row", "unit", "magnitude"),
    [
        ({"value": 3.0, "low": 3.0, "high": 3.0, "unit": "d"}, "hour", 72.0),
        ({"value": float("nan"), "low": 3.0, "high": 5.0, "unit": "d"}, "hour", 96.0),
        ({"value": 28.0, "low": 28.0, "high": 28.0, "unit": "%"}, "dimensionless", 0.28),
        ({"value": 1.5, "low": 1.5, "high": 1.5, "unit": "kg/m2"}, "gram/centimeter**2", 0.15),
        ({"value": 200.0, "low": 200.0, "high": 200.0, "unit": "Wh/kg"}, "kilojoule/kilogram", 720.0),
    ],
)
def test_cells_have_units(row, unit, magnitude):
    assert power.quantity(pd.Series(row)).to(unit).magnitude == pytest.approx(magnitude)


def test_an_end_of_a_range_can_be_asked_for():
    row = pd.Series({"value": 4.0, "low": 3.0, "high": 5.0, "unit": "d"})
    assert [power.quantity(row, end).magnitude for end in ("low", "value", "high")] == [3.0, 4.0, 5.0]


def test_the_crossing_is_where_both_weigh_the_same():
    table = power.parameters()
    for reactor in (6000.0, 10046.0):
        hours = power.crossing(table, 40.0, "fuel cell", reactor)
        assert power.masses(power.base(table, 40.0, hours))["fuel cell"] == pytest.approx(reactor)
    assert power.crossing(table, 40.0, "battery", 10046.0) < power.crossing(table, 40.0, "fuel cell", 10046.0)


def test_no_crossing_is_no_number():
    table = power.parameters()
    assert math.isnan(power.crossing(table, 40.0, "battery", 1.0)) and math.isnan(
        power.crossing(table, 40.0, "battery", 1e9)
    )


def test_the_published_comparison_is_reproduced_within_a_tenth():
    found = power.published(power.parameters())
    assert found["published"].tolist() == [65786.0, 12805.0, 4853.0]
    assert (found["difference"].abs() < 0.1).all()
    assert found.loc["reactor", "model"] == 3 * 1545
    expected = 62295.8 / 65786 - 1
    assert found.loc["battery", "difference"] == pytest.approx(expected, abs=1e-4)


def test_the_tornado_by_hand():
    spans = {"reactor": (3000.0, 4500.0), "fuel_cell_system": (250.0, 500.0), "array": (50.0, 50.0)}
    table = power.tornado(DESIGN, spans)
    assert table["field"].tolist() == ["fuel_cell_system", "reactor", "array"]
    assert table["base"].tolist() == [2450.0 - 4000.0] * 3
    assert table.loc[0, ["at_low", "at_high", "swing"]].tolist() == [4450.0 - 4000.0, -1550.0, 2000.0]
    assert table.loc[1, ["at_low", "at_high", "swing"]].tolist() == [-550.0, -2050.0, 1500.0]
    assert table.loc[2, "swing"] == 0


def test_draws_are_seeded_within_their_ranges_and_independent_of_what_is_fixed():
    spans = {"reactor": (3000.0, 5000.0)}
    drawn = power.draws(DESIGN, spans, n=2000)
    assert drawn.equals(power.draws(DESIGN, spans, n=2000)) and not drawn.equals(power.draws(DESIGN, spans, n=2000, seed=1))
    assert drawn["reactor"].between(3000, 5000).all() and drawn["reactor"].mean() == pytest.approx(4000, rel=0.01)
    assert drawn["battery"].nunique() == 1 and len(drawn) == 2000
    assert power.lighter(drawn, "fuel cell") == 1.0 and power.lighter(drawn, "battery") == 0.0
    assert np.isclose(power.lighter(power.draws(DESIGN, {"reactor": (2000.0, 2900.0)}, n=9000), "fuel cell"), 0.5, atol=0.02)


def test_the_need_is_one_documents_word():
    kilowatts, said = power.need()
    assert kilowatts == 40 and len(said) == 1 and said["qualifier"].iloc[0] == "about"


def test_nights_come_longest_first_and_in_hours():
    found = power.at_nights(power.parameters(), 40.0)
    assert found["hours"].tolist() == [354.0, 145.0, 120.0, 100.0, 96.0]
    for end in ("low", "high"):
        assert found[f"fuel cell {end}"].is_monotonic_decreasing and found[f"reactor {end}"].nunique() == 1


def test_both_ends_of_the_masses_at_a_night_by_hand():
    row = power.at_nights(power.parameters(), 40.0).loc["equator"]
    energy, lit = 40_000 * 354, 708.33 - 354  # Wh, h
    assert row["battery low"] == pytest.approx(energy / 160 + (40_000 + energy / 0.99 / lit) / (10_000 / 120))
    assert row["battery high"] == pytest.approx(energy / 60 + (40_000 + energy / 0.99 / lit) / 59)
    assert row["fuel cell high"] == pytest.approx(energy / 456 + (40_000 + energy / (0.65 * 0.85) / lit) / 59)
    assert row[["reactor low", "reactor high"]].tolist() == [6000.0, 10046.0]


def test_a_heavier_storage_crosses_earlier():
    table = power.parameters()
    hours = power.crossing(table, 40.0, "fuel cell", 6000.0, {"fuel_cell_system": 456.0})
    assert hours < power.crossing(table, 40.0, "fuel cell", 6000.0)
    design = replace(power.base(table, 40.0, hours), fuel_cell_system=456.0)
    assert power.masses(design)["fuel cell"] == pytest.approx(6000.0)


def test_bands_hold_the_lines():
    points = power.curves(power.parameters(), 40.0, 20)
    assert points["hours"].max() == 20 and set(points["system"]) == set(power.SYSTEMS)
    assert (points["low"] <= points["mass"] + 1e-9).all() and (points["mass"] <= points["high"] + 1e-9).all()


def test_curves_by_hand():
    points = power.curves(power.parameters(), 40.0, 20).set_index(["hours", "system"])
    assert points.columns.tolist() == ["mass", "low", "high"] and len(points) == 11 * 3
    energy, lit = 40_000 * 20, 708.33 - 20  # Wh, h
    refill = energy / (0.65 * 0.85) / lit
    cell = energy / 832 + (40_000 + refill) / (10_000 / 120)
    assert points.loc[(20, "fuel cell"), ["mass", "low"]].tolist() == pytest.approx([cell, cell])
    assert points.loc[(20, "fuel cell"), "high"] == pytest.approx(energy / 456 + (40_000 + refill) / 59)
    assert points.loc[(0, "battery")].tolist() == pytest.approx([480, 480, 40_000 / 59])
    assert points.loc[(2, "reactor")].tolist() == [10046, 6000, 10046]


def test_the_night_has_a_key_and_the_grade_of_its_statement():
    found = power.at_nights(power.parameters(), 40.0)
    assert found.index.tolist() == ["equator", "observed", "design-120", "design-100", "modelled"]
    assert found["grade"].tolist() == ["B", "B", "B", "B", "A"]
    assert found.columns.tolist() == [
        "hours", "battery low", "fuel cell low", "reactor low", "battery high", "fuel cell high", "reactor high", "grade",
    ]  # fmt: skip


def test_what_is_sized_with_is_named_once_each():
    assert power.used(power.parameters())["id"].str.removeprefix("pow-").tolist() == [
        "lunar-synodic-day", "bat-pack-design", "bat-usable-share", "bat-efficiency", "rfc-energy", "rfc-fuel-cell",
        "rfc-electrolyser", "fsp40-design-mass", "lunar-night-equator", "dark-speyerer-point", "dark-g14",
        "eclipse-max-polar-design", "survive-dark-moonbase", "pv-tower-power", "pv-tower-mass", "pv-irosa", "bat-flown",
        "fsp40-mass-limit", "need-basecamp", "solar-constant", "pv-cell-eff", "pv-array-areal-flex", "kilopower10-mass",
        "sys-pvbat", "sys-pvrfc", "sys-fission",
    ]  # fmt: skip


def test_twenty_thousand_draws_unless_another_number_is_asked_for():
    drawn = power.draws(DESIGN, {"reactor": (3000.0, 5000.0)})
    assert len(drawn) == 20_000 and drawn.columns.tolist() == ["battery", "fuel cell", "reactor"]
    assert drawn["battery"].eq(6650).all() and drawn["fuel cell"].eq(2450).all()


def test_what_may_stay_on_in_the_dark_by_hand():
    for share in (0.2, 1.0):
        weight = power.masses(replace(DESIGN, kept=share))["fuel cell"]
        assert weight == pytest.approx(200 + share * 2250)
        assert power.bearable(replace(DESIGN, reactor=weight)) == pytest.approx(share)
    assert power.bearable(replace(DESIGN, reactor=9999)) == 1.0 and power.bearable(replace(DESIGN, reactor=200)) == 0.0
    assert math.isnan(power.bearable(replace(DESIGN, reactor=199)))
    assert power.bearable(replace(DESIGN, reactor=200 + 0.5 * 6450), "battery") == pytest.approx(0.5)


def test_ranges_are_the_printed_ones():
    found = power.ranges(power.parameters())
    assert found["battery"] == (75.0, 200.0) and found["fuel_cell_system"] == (456.0, 832.0)
    assert found["reactor"] == (6000.0, 10046.0) and found["array"] == pytest.approx((59.0, 10_000 / 120))
