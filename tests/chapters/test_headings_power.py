"""What the headings of chapter 10 say in words is true of the numbers."""

from analysis.chapters import power as chapter
from analysis.topics import power


def design():
    table, (kilowatts, _) = power.parameters(), power.need()
    return table, power.base(table, kilowatts, power.night(table, "observed"))


def test_the_fuel_cells_energy_decides_more_than_the_reactors_mass():
    table, base = design()
    swings = power.tornado(base, power.ranges(table)).set_index("field")["swing"]
    assert swings.idxmax() == "fuel_cell_system" and swings["fuel_cell_system"] > swings["reactor"]


def test_two_values_can_turn_the_answer_round_and_no_other():
    table, base = design()
    turned = power.tornado(base, power.ranges(table)).query("at_low * at_high < 0")["field"]
    assert set(turned) == {"fuel_cell_system", "reactor"}


def test_where_it_is_dark_for_two_weeks_the_reactor_is_lightest_whatever_is_drawn():
    assert chapter._shares("fuel cell")["equator"] == 0


def test_batteries_are_lighter_in_no_draw():
    assert set(chapter._shares("battery").values()) == {0.0}
