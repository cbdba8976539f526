"""What the headings and prose of chapter 02 say in words, without a number, is true of the data as it stands."""

from analysis.facts import dates
from analysis.topics import roadmap


def test_the_base_has_slipped_for_the_documents_and_for_the_later_sources():
    first = roadmap.basic(roadmap.phases())["latest"]
    rows = roadmap.missions()
    base = roadmap.dated(rows[rows["craft"] == roadmap.BASE])["earliest"]
    assert first.max() < base.min()
    later = roadmap.basic(roadmap.phases("later"))["latest"]
    assert later.is_monotonic_increasing and later.iloc[0] < later.iloc[-1]


def test_the_latest_date_of_the_base_is_the_year_with_which_construction_ends_in_the_joint_roadmap():
    later = roadmap.phases("later")
    construction = roadmap.joint(later).query("position == 2")["latest"].dt.year
    assert set(construction) == {roadmap.basic(later)["latest"].iloc[-1].year}


def test_half_of_the_documents_carry_the_partners_calendar():
    later = roadmap.phases("later"), roadmap.missions("later")
    table = roadmap.against_joint(roadmap.phases(), roadmap.missions(), *map(roadmap.joint, later))
    carry = (2 * table["same"] > table["dated"]) | ((table["dated"] == 0) & (table["together"] == table["placed"]) & (table["placed"] > 0))
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


def test_three_missions_are_at_odds():
    assert roadmap.disputed(roadmap.missions())["mission"].nunique() == 3
