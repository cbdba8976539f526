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


WING = value("pow-pv-irosa")
HEAVY_PACK, HEAVY_CELL = value("pow-bat-flown", "low"), value("pow-rfc-energy", "low")


def crossing(mass, *worse):
    low, high = 0.0, 400.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if cell(middle, *worse) < mass else (low, middle)
    return low


def finding(n):
    return pages.numbers(pages.findings("10_power")[n])


def test_whose_figure_it_is():
    assert finding(0) == [NEED, 2025, 2035, NEED, 2022]


def test_the_night_at_the_equator():
    hours = value("pow-lunar-night-equator")
    batteries = [round(battery(hours) / 1000, 1), round(battery(hours, HEAVY_PACK, WING) / 1000, 1)]
    cells = [round(cell(hours) / 1000, 1), round(cell(hours, HEAVY_CELL, WING) / 1000, 1)]
    assert finding(1) == [hours, NEED, *batteries, *cells, round(DESIGN / 1000), round(GOAL / 1000)]
    assert min(batteries[0], cells[0]) > DESIGN / 1000


def test_the_ridge():
    hours = value("pow-dark-speyerer-point")
    cells = [round(cell(hours) / 1000, 1), round(cell(hours, HEAVY_CELL, WING) / 1000, 1)]
    ends = [round(crossing(GOAL, HEAVY_CELL, WING)), round(crossing(DESIGN))]
    assert finding(2) == [hours, *cells, round(GOAL / 1000), round(DESIGN / 1000), *ends]
    assert pages.numbers(pages.titles("10_power")["fig-power"]) == ends


def test_what_may_stay_on_in_the_dark():
    """At the longest darkness of the pole, by the heaviest cells and the lightest reactor: array alone, and all on."""
    hours = value("pow-dark-speyerer-point")
    array = NEED * 1000 / WING
    share = (GOAL - array) / (cell(hours, HEAVY_CELL, WING) - array)
    assert 0.38 < share < 0.42


def test_the_shares_of_the_draws():
    modelled = (value("pow-dark-g14", "low") + value("pow-dark-g14", "high")) / 2 * 24
    chance, n = random.Random(5), 40_000
    shares = []
    nights = (modelled, value("pow-dark-speyerer-point"), value("pow-lunar-night-equator"))
    for hours in nights:
        wins = 0
        for _ in range(n):
            system, array = chance.uniform(456, 832), chance.uniform(59, ARRAY)
            wins += cell(hours, system, array) < chance.uniform(GOAL, DESIGN)
        shares.append(100 * wins / n)
    first, draws, hours, *rest = finding(3)
    assert draws == 20_000 and [hours, *rest[1::2]] == list(nights)
    assert all(abs(told - share) <= 1.5 for told, share in zip([first, *rest[::2]], shares, strict=True))
