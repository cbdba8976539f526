"""What the headings and prose of chapter 02 say in words, without a number, is true of the data as it stands."""

from analysis.facts import dates, tables
from analysis.topics import roadmap


def test_the_base_has_slipped_for_the_documents_and_for_the_later_sources():
    first = roadmap.basic(roadmap.phases())["latest"]
    rows = roadmap.missions()
    base = roadmap.dated(rows[rows["craft"] == roadmap.BASE])["earliest"]
    assert first.max() < base.min()
    later = roadmap.basic(roadmap.phases("later"))["latest"]
    assert later.is_monotonic_increasing and later.iloc[0] < later.iloc[-1]


def test_only_the_basic_stage_is_due_in_the_year_with_which_the_joint_roadmap_ends_construction():
    later = roadmap.phases("later")
    construction = roadmap.joint(later).query("position == 2")["latest"].dt.year
    basic = roadmap.basic(later)
    assert set(construction) == {basic["latest"].iloc[-1].year}
    plan = later[later["told"] == basic["told"].iloc[-1]]
    assert set(plan["position"]) == {1, 2} and basic["position"].iloc[-1] == 1
    assert plan.query("position == 2")["earliest"].min().year > construction.iloc[0]


def test_the_first_dates_of_the_basic_stage_fit_the_first_half_of_construction():
    basic, flights = roadmap.basic(roadmap.phases("later")), roadmap.joint(roadmap.missions("later"))
    half = flights[flights["craft"].isin(["change-8", "luna-28"])]["latest"]
    assert half.nunique() == 1 and set(flights.loc[half.index, "phase_position"]) == {2}
    assert roadmap.joint(roadmap.phases("later")).query("position == 3")["content"].str.contains("modules extended").any()
    assert (basic["latest"].iloc[:2] <= half.iloc[0]).all() and basic["latest"].iloc[2] > half.iloc[0]


def test_the_basic_stage_has_three_names():
    labels = roadmap.basic(roadmap.phases("later"))["label"]
    assert list(dict.fromkeys(labels.str.lower())) == ["basic structure", "basic model", "basic construction"]


def test_missions_flown_before_the_roadmap_also_flew_later_than_planned():
    rows = roadmap.missions("later")
    for craft in ("change-4", "change-5"):
        found = rows[rows["craft"] == craft].set_index("record")["latest"]
        assert found["planned"] < found["flown"] < dates.latest(roadmap.JOINT) and craft not in slips().index


def test_no_later_source_dates_a_base_of_artemis():
    assert roadmap.dated(roadmap.missions("later")).query("craft == 'artemis-base-camp'").empty


def test_the_latest_dates_of_luna_28_and_change_7_are_not_firm():
    rows = roadmap.missions("later").set_index("id")["caveats"]
    assert "contested" in rows[slips().loc["luna-28", "id"]] and "unconfirmed" in rows[slips().loc["change-7", "id"]]


def test_two_documents_list_luna_25_after_it_crashed():
    rows = roadmap.missions().query("craft == 'luna-25'")
    crash = rows.query("source == 'cir2023' and record == 'failed'")["latest"].iloc[0]
    listed = rows[rows["status"].isin(["planned", "ongoing"])]
    until = listed["source"].map(tables.named("sources", "as_of")).map(dates.earliest)
    assert set(listed["source"]) == {"spacewiki", "ilrs-encyclopedia"} and (until > crash).all()


def test_documents_differ_on_the_years_of_two_phases_and_agree_on_the_beginning_of_the_third():
    rows = roadmap.dated(roadmap.phases())
    for position in (1, 2):
        assert rows.loc[rows["position"] == position, "date"].nunique() > 1
    assert rows.loc[rows["position"] == 3, "earliest"].nunique() == 1


def test_half_of_the_documents_do_not_follow_the_partners_roadmap():
    later = roadmap.phases("later"), roadmap.missions("later")
    table = roadmap.against_joint(roadmap.phases(), roadmap.missions(), *map(roadmap.joint, later))
    carry = (2 * table["same"] > table["dated"]) | (
        (table["dated"] == 0) & (table["together"] == table["placed"]) & (table["placed"] > 0)
    )
    assert set(table.index[carry]) == {"spacewiki", "ilrs-encyclopedia"} and 2 * carry.sum() == len(carry)


def test_every_document_that_dates_the_phases_dates_them_differently():
    first = roadmap.phases().query("position == 1 and date != ''")
    assert first["date"].is_unique and len(first) > 1


def test_the_latest_plan_is_the_chinese_agencys():
    rows = roadmap.in_order(roadmap.phases("later"))
    assert rows["source"].iloc[-1].startswith("later-cnsa")


def slips():
    return roadmap.slips(roadmap.revisions(roadmap.missions("later"), roadmap.phases("later"))).set_index("key")


def test_dates_slip_on_both_roads():
    assert (slips().groupby("bloc")["years"].max() > 0).all()


def test_change_8_keeps_the_span_first_named_and_artemis_iv_its_year():
    assert slips().loc[["change-8", "artemis-4"], "kept"].all()
    assert slips().loc["change-8", "between"]


def test_artemis_is_watched_for_longer_than_the_station():
    found = slips()
    began = found["first_told"].map(dates.latest).groupby(found["bloc"]).min()
    assert began["artemis"] < began["ilrs"]


def test_artemis_iii_lost_its_landing_to_artemis_iv():
    assert roadmap.next_landings(roadmap.missions("later"))["craft"].iloc[0] == "artemis-4"


def test_for_artemis_v_a_date_not_before_lies_after_the_date_drawn():
    rows = roadmap.missions("later")
    bare = rows[(rows["craft"] == "artemis-5") & rows["caveats"].str.contains("not_before")]
    assert bare["earliest"].max() > slips().loc["artemis-5", "last"]


def test_crews_come_to_the_station_in_the_thirties_and_crews_of_artemis_before():
    rows = roadmap.crews(roadmap.missions())
    station, artemis = rows[rows["bloc"] == "ilrs"], rows[rows["bloc"] == "artemis"]
    assert station["earliest"].dt.year.min() == 2030 and artemis["latest"].dt.year.max() < 2030
    assert not {"spacewiki", "stdaily2023"} & set(rows["source"])


def test_two_of_the_crews_at_the_station_stay_one_is_expected_and_one_potential():
    rows = roadmap.crews(roadmap.missions()).query("bloc == 'ilrs'")
    stay = rows["content"].str.contains("stay")
    assert set(rows.loc[stay, "source"]) == {"luhui2025"} and stay.sum() == 2
    assert sorted(rows.loc[~stay, "content"].str.extract("(expected|potential)")[0]) == ["expected", "potential"]


def test_three_missions_are_at_odds():
    assert roadmap.disputed(roadmap.missions())["mission"].nunique() == 3
