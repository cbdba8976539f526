"""Chapter 10 recomputed from the files in plain Python, without the package and without units."""

import random

from tests.second_path import pages

P = {row["id"]: row for row in pages.rows("power")}
NEED = next(float(row["low"]) for row in pages.founding("quantities") if row["unit"] == "kWe")
DAY = float(P["pow-lunar-synodic-day"]["value"])


def value(key, column="value"):
    return float(P[key][column])


ARRAY = value("pow-pv-tower-power") * 1000 / value("pow-pv-tower-mass")
GOAL, DESIGN = value("pow-fsp40-mass-limit"), value("pow-fsp40-design-mass", "high")


def battery(hours, pack=200.0, array=ARRAY):
    energy = NEED * 1000 * hours
    return energy / (pack * 0.8) + (NEED * 1000 + energy / 0.99 / (DAY - hours)) / array


def cell(hours, system=832.0, array=ARRAY):
    energy = NEED * 1000 * hours
    return energy / system + (NEED * 1000 + energy / (0.65 * 0.85) / (DAY - hours)) / array


def crossing(mass):
    low, high = 0.0, 400.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if cell(middle) < mass else (low, middle)
    return low


def finding(n):
    return pages.numbers(pages.findings("10_power")[n])


def test_whose_figure_it_is():
    assert finding(0) == [NEED, 2035, 2025, NEED, 2022]


def test_the_night_at_the_equator():
    hours = value("pow-lunar-night-equator")
    masses = [round(battery(hours) / 1000), round(cell(hours) / 1000)]
    assert finding(1) == [hours, NEED, *masses, round(GOAL / 1000), round(DESIGN / 1000)]


def test_the_ridge():
    hours = value("pow-dark-speyerer-point")
    ends = [round(GOAL / 1000), round(DESIGN / 1000), round(crossing(GOAL)), round(crossing(DESIGN))]
    assert finding(2) == [hours, round(cell(hours) / 1000, 1), *ends]
    assert pages.numbers(pages.titles("10_power")["fig-power"]) == ends[2:]


def test_the_shares_of_the_draws():
    modelled = (value("pow-dark-g14", "low") + value("pow-dark-g14", "high")) / 2 * 24
    chance, n = random.Random(5), 40_000
    shares = []
    for hours in (modelled, value("pow-dark-speyerer-point"), value("pow-lunar-night-equator")):
        wins = 0
        for _ in range(n):
            system, array = chance.uniform(456, 832), chance.uniform(59, ARRAY)
            wins += cell(hours, system, array) < chance.uniform(GOAL, DESIGN)
        shares.append(100 * wins / n)
    first, draws, *rest = finding(3)
    assert draws == 20_000
    assert all(abs(told - share) <= 1.5 for told, share in zip([first, *rest], shares, strict=True))
