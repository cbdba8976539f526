"""What the chapter on forecasts says in words, without a number, is true of the data as it stands."""

import pandas as pd
import pytest

from analysis.chapters import forecasts as chapter
from analysis.charts import style
from analysis.facts import dates, evidence, tables
from analysis.topics import announcements, forecasts, ledger


def past():
    return forecasts.settled(chapter._forecasts())


def sides(by):
    return announcements.compared(chapter._slips(), by)


def test_few_of_the_dates_that_have_passed_were_kept():
    assert (past()["fate"] == "kept").mean() < 0.25
    assert set(past()["fate"]) == {"kept", "late", "moved", "partly", "not found"}


def test_most_of_what_is_foretold_has_no_last_day():
    assert chapter._forecasts()["lead"].isna().mean() > 0.5


def test_the_encyclopedia_article_gives_a_phase_and_its_missions_in_the_last_year_of_it():
    rows = past().query("document == 'ilrs-encyclopedia'")
    assert len(rows) == 5 and set(rows["date"]) == {"2021/2025"}
    assert tables.named("sources", "as_of")["ilrs-encyclopedia"].startswith("2025")


def test_the_gateway_took_forecasts_of_three_documents_with_it():
    rows = chapter._forecasts()
    lost = rows[
        (rows["fate"] == "changed") & rows["subject"].str.contains("Gateway") & (rows["outcome_date"] == "2026-03-24")
    ]
    assert lost["document"].nunique() == 3


def test_neither_road_keeps_its_dates_and_the_roads_differ_less_than_the_things_on_them():
    table = sides(["road"])
    assert (table["median"] > 0).all() and (table["later"] / table["n"] > 0.5).all()
    assert abs(table["median"].diff().iloc[-1]) < (table["high"] - table["low"]).min()


def test_the_latest_of_those_that_came_late_is_the_agreements_which_are_not_whole_yet():
    late = past().query("fate == 'late'")
    assert late.loc[late["months"].idxmax(), "subject"].startswith("ILRS agreements")


def test_half_of_nasas_own_dates_are_later_and_half_earlier():
    own = sides(["road", "group"]).loc[("artemis", "agency")]
    assert own["later"] == own["earlier"] == own["n"] / 2 and own["low"] < -0.5 < 3 < own["high"]


def test_two_lines_of_artemis_end_in_one_flight_and_artemis_i_has_none():
    rows = chapter._slips().set_index("key")
    assert rows.loc["landing-artemis", "end"] == rows.loc["artemis-4", "end"]
    missions = evidence.said("missions", "later").query("craft == 'artemis-1'")
    assert set(missions["record"]) == {"flown"} and "artemis-1" not in rows.index


def test_beside_the_first_plan_of_a_year_change_7_and_8_are_a_year_later():
    series = chapter._series().query("record == 'planned'")
    for key in ("change-7", "change-8"):
        plans = series[(series["key"] == key) & ~series["date"].str.contains("/")]
        assert plans["by"].iloc[-1].year - plans["by"].iloc[0].year == 1, key


def test_of_luna_26_and_27_only_the_roadmap_and_the_latest_news_are_known():
    series = chapter._series()
    assert series[series["key"] == "luna-26"]["said"].nunique() == series[series["key"] == "luna-27"]["said"].nunique() == 2


def test_change_8_in_2028_stands_in_two_rows_with_different_words():
    rows = chapter._forecasts()
    rows = rows[rows["subject"].str.startswith("Chang'e-8 in 2028")]
    assert set(rows["fate"]) == {"moved", "changed"} and set(rows["new_date"]) == {"2029~"}


def test_of_the_encyclopedia_articles_phase_what_had_flown_is_no_forecast():
    held = chapter._forecasts().query("document == 'ilrs-encyclopedia'")["subject"]
    assert not held.isin(["change-6", "luna-25", "Chang'e-6", "Luna-25"]).any()
    own = evidence.said("missions").query("source == 'ilrs-encyclopedia'")["craft"]
    assert {"change-6", "luna-25"} <= set(own)


def test_cargo_flew_twice_in_each_full_year_and_under_two_a_year_in_all():
    launched = [day for day in evidence.said("clps", "later")["launch_date"] if day]
    assert [sum(day.startswith(year) for day in launched) for year in ("2024", "2025", "2026")] == [2, 2, 0]
    years = (dates.latest(chapter._day()) - dates.latest(min(launched))).days / 365.25
    assert len(launched) / years < 2


def test_what_is_neither_cargo_nor_the_moon_base_is_for_studies():
    new = forecasts.since(chapter._contracts(), chapter._ends())
    rest = new[~new["programme"].isin(["clps", "moon-base"])]["label"]
    assert rest.str.contains("stud|feasib", case=False).all()


def test_who_says_that_a_contract_ended_could_know_it():
    frame = chapter.contracts().frame
    ended = frame[frame["became"] != ""]
    assert len(ended) == 2 and not ended["became"].str.contains("2023").any()


def test_cargo_carries_the_second_median_and_all_of_it_is_late():
    own, cargo = (sides(["road", "group"]).loc[("artemis", group)] for group in ("agency", "cargo"))
    assert cargo["later"] == cargo["n"] > own["n"] and own["median"] < sides(["road"]).loc["artemis", "median"]
    assert own["median"] < sides(["road"]).loc["ilrs", "median"]


def test_most_first_plans_of_the_station_are_phases_of_five_years_and_none_of_artemis():
    firsts = chapter._series().query("record == 'planned'").drop_duplicates("key")
    wide = firsts["date"].str.match(r"\d{4}/\d{4}$") & firsts["key"].isin(chapter._slips()["key"])
    assert wide[firsts["road"] == "ilrs"].sum() > (chapter._slips()["road"] == "ilrs").sum() / 2
    assert not wide[firsts["road"] == "artemis"].any()


def test_of_china_s_landing_one_plan_is_told_and_artemis_three_lost_its_landing():
    series = chapter._series().query("key.str.startswith('landing')", engine="python")
    assert (series["key"] == "landing-ilrs").sum() == 1
    assert "artemis-3" not in set(chapter._series()["key"]) and series["by"].max().year == 2029


def test_only_for_the_station_too_few_have_flown():
    waited = announcements.waits(chapter._series(), chapter._day())
    enough = {road: announcements.survival(rows)["flown"] >= announcements.FEWEST for road, rows in waited.groupby("road")}
    assert enough == {"ilrs": False, "artemis": True}


def test_nearly_all_that_is_due_was_said_within_a_year_and_nothing_longer_ahead_than_two():
    table = forecasts.by_lead(chapter._forecasts(), chapter.LEADS)
    assert table["due"].iloc[0] >= 0.9 * table["due"].sum() and table["due"].iloc[2] == 0


def test_the_wiki_prints_no_dates_and_the_essay_kept_one_and_had_others_moved_none_due():
    table = forecasts.record(chapter._forecasts())
    assert table.loc["spacewiki", "dated"] == 0
    assert table.loc["luhui2025", ["due", "before"]].tolist() == [0, 1] and table.loc["luhui2025", "moved"] > 1


def test_no_document_can_be_called_best():
    table = forecasts.record(chapter._forecasts()).query("due > 0")
    assert table["due"].max() <= 5 and table["kept"].max() <= 1


def test_after_the_study_no_amount_for_a_crewed_lander_or_a_suit_and_one_option_without():
    new = forecasts.since(chapter._contracts(), chapter._ends())
    assert not set(new["programme"]) & {"hls", "xevas"} and set(new["later"]) == {True}
    rows = ledger.ledger("later")
    option = rows[(rows["programme"] == "hls") & (rows["date"] == "2023-11")]
    assert option["low"].isna().all() and option["label"].str.contains("cargo").all() and len(option) == 1


def test_no_source_prints_an_amount_for_the_station():
    every = tables.load("funding")
    station = {"ilrs-programme", "chinese-phase-4"}
    assert not every["programme"].isin(station).any()
    assert set(evidence.said("funding").query("source in @evidence.founding('station')")["payer"]) <= {"USA"}


def test_every_outcome_names_its_source_and_grade():
    rows = chapter._forecasts().query("outcome != ''")
    assert (rows["by"] != "").all() and (rows["caveats"].map(chapter._grade) != "").all()
    nothing = rows[rows["fate"] == "not found"]["happened"]
    assert not nothing.str.contains("did not|never").any()


def test_a_founding_statement_is_judged_once():
    judged = [key for cell in evidence.said("outcomes", "later")["statement"] for key in tables.split(cell)]
    assert len(judged) == len(set(judged))


def test_founding_documents_and_later_sources_have_marks_of_their_own():
    data = chapter.announced().data
    own = set(evidence.founding())
    behind = chapter._panels("agency")
    assert set(behind[behind["kind"] == "document"]["source"]) <= own
    assert not set(behind[behind["kind"] != "document"]["source"]) & own and len(behind) == len(data)


def test_the_new_contracts_are_mostly_for_cargo_and_rovers():
    new = forecasts.since(chapter._contracts(), chapter._ends())
    assert new[new["programme"].isin(["clps", "moon-base"])]["low"].sum() > 0.9 * new["low"].sum()


def test_the_ride_on_endurance_has_no_day_of_award():
    ride = chapter._orders().query("mission.str.contains('Endurance')")
    assert len(ride) == 1 and (ride["award_date"] == "").all()


@pytest.mark.parametrize("width", style.WIDTHS)
def test_every_mark_of_the_leads_has_its_name(width):
    spec = chapter.lead()
    drawn = {text.get_text() for text in spec.drawn(width).axes[0].texts}
    assert set(spec.data["label"]) <= drawn


def test_the_axes_of_the_cargo_orders_are_as_long_as_their_data():
    spec = chapter.cargo()
    (first, last), by = spec.options["planned"], spec.data["by"]
    assert (by.min() - pd.Timestamp(first)).days < 300 and (pd.Timestamp(last) - by.max()).days < 300
    assert set(spec.data["group"]) == {""} and set(chapter.announced().data["group"]) == set(chapter.ROADS.values())
