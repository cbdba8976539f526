"""What the headings of chapter 10 say in words is true of the numbers."""

from analysis.chapters import power as chapter
from analysis.facts import evidence
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


def test_where_it_is_dark_for_two_weeks_the_reactor_is_lightest_by_every_printed_value():
    assert chapter._shares("fuel cell")["equator"] == 0
    row = chapter.nights().frame.iloc[0]
    assert row["reactor high"] < min(row["fuel cell low"], row["battery low"])


def test_how_long_it_is_dark_decides_at_the_pole():
    shares = chapter._shares("fuel cell")
    assert shares["modelled"] > 0.5 > shares["observed"] > shares["equator"]


def test_the_lines_stand_at_one_end_of_their_bands():
    table, base = design()
    lightest, heaviest = power.extremes(power.ranges(table))
    assert base.fuel_cell_system == lightest["fuel_cell_system"] and base.reactor == heaviest["reactor"]


def test_two_fifths_at_the_pole_and_a_sixth_at_the_equator_may_stay_on_whatever_is_taken():
    frame = chapter.kept().frame
    assert len(frame) == len(power.NIGHTS)
    equator, pole = frame.iloc[0], frame.iloc[1:]
    assert round(equator["surely"] * 6 / 100) == 1 and abs(equator["surely"] - 100 / 6) < 2
    assert abs(pole["surely"].min() - 40) < 2 and (pole["perhaps"] == 100).all()


def test_the_middle_of_a_printed_span_is_ours():
    row = power.parameters().loc[power.NIGHTS["modelled"]]
    assert row.isna()["value"] and row["low"] < row["high"]


def test_enough_small_units_weigh_within_a_twentieth_of_what_nasa_asked_for():
    table, (kilowatts, _) = power.parameters(), power.need()
    units = power.reactors(kilowatts, 10) * table.loc["pow-kilopower10-mass", "value"]
    assert abs(units / power.ranges(table)["reactor"][0] - 1) < 0.05


def test_the_published_comparison_is_met_within_about_a_twentieth_and_the_model_is_lighter():
    found = power.published(power.parameters())["difference"]
    assert found.between(-0.055, 0).all()


def test_the_essay_prints_the_power_and_no_place_for_the_plant():
    rows = evidence.said("facilities").query("facility == 'f-reactor'")
    own = rows[rows["source"] == power.need()[1]["source"].iloc[0]]
    assert len(own) == 1 and "place" in own["inferred"].iloc[0]


def test_batteries_are_lighter_in_no_draw():
    assert set(chapter._shares("battery").values()) == {0.0}
