"""What the headings and prose of chapter 03 say in words, without a number, is true of the data as it stands."""

import pandas as pd

from analysis.chapters import partners as chapter
from analysis.chapters.partners import later_members
from analysis.facts import dates, evidence, tables
from analysis.topics import partners


def roster():
    return partners.roster(partners.memberships(), tables.load("sources"))


def later_parties():
    table = roster()
    return table[~table["founder"] & (table["kind"] != partners.GROUP)]


def test_where_the_other_side_is_named_it_is_china():
    sides = partners.other_sides(partners.memberships(), roster(), tables.named("parties", "parent"))
    assert set(sides.index) == {"CHN", ""} and sides.index[0] == "CHN"
    rows = partners.memberships()
    named = rows[(rows["counterpart"] != "") & rows["party"].isin(later_parties().index)]
    assert set(named["source"]) == {"spacewiki", "stdaily2023"}


def test_later_sources_name_no_signature_with_russia_and_china_for_the_three():
    rows, parents = later_members(), tables.named("parties", "parent")
    rows = rows[(rows["counterpart"] != "") & ~rows["party"].isin(["CHN", "RUS"])]
    sides = rows["counterpart"].map(lambda key: parents[key] or key)
    assert set(sides) == {"CHN"}
    assert rows["source"].str.contains("tass").any()
    assert {"KAZ", "NIC", "SEN"} <= set(rows.loc[rows["counterpart"] == "cnsa", "party"])


def test_half_of_the_later_states_stand_on_the_word_of_the_latest_list():
    states = later_parties().query("kind == 'state'")
    alone = states[states["documents"] == 1]
    assert 2 * len(alone) == len(states) and set(alone["sources"]) == {"spacewiki"}
    sources = tables.load("sources").set_index("key").query("whole_list != ''")
    lists = sources[sources["whole_list"].str.contains("state")]["as_of"].map(dates.latest)
    assert set(lists.index) == {"stdaily2023", "spacewiki"} and lists.idxmax() == "spacewiki"


def test_most_named_parties_came_within_a_year_and_a_half_and_the_steps_end_with_the_list():
    found, parties = partners.accessions(roster()), later_parties()
    assert 2 * len(found) > len(parties)
    assert found["latest"].max() - found["earliest"].min() < pd.Timedelta(days=550)
    assert found["latest"].max() == dates.latest(tables.named("sources", "as_of")["spacewiki"])


def test_for_about_two_years_only_the_essay_has_a_partner_and_the_wiki_dates_it_later():
    rows = partners.memberships()
    first = partners.accessions(roster())["earliest"].min()
    founded = rows.loc[rows["status"] == "founded", "latest"].max()
    assert pd.Timedelta(days=640) < first - founded < pd.Timedelta(days=800)
    early = rows[(rows["earliest"] > founded) & (rows["latest"] < first)]
    assert set(zip(early["party"], early["source"], strict=True)) == {("EGY", "luhui2025")}
    assert (rows.query("party == 'EGY' and source == 'spacewiki'")["earliest"].dropna() > first).all()


def test_one_newspaper_gives_one_instrument_two_names():
    rows = partners.memberships().query("party == 'apsco' and source == 'stdaily2023'")
    assert set(rows["instrument"]) == {"joint statement", "cooperation agreement"}


def test_the_lists_end_a_year_before_the_count_and_in_between_states_joined_unnamed():
    counted = evidence.said("member_counts").query("bloc == 'ilrs' and counted == 'countries' and as_of != ''")
    count, end = counted["as_of"].map(dates.latest).max(), partners.accessions(roster())["latest"].max()
    assert pd.Timedelta(days=330) < count - end < pd.Timedelta(days=400)
    group = roster().query("kind == @partners.GROUP")
    assert set(group["sources"]) == set(counted["source"]) and (group["earliest"] > end).all()


def test_what_a_desk_draws_dashed_a_phone_says_in_words_and_parties_come_in_order_of_date():
    graph, rows = chapter.network().data, chapter._roster()
    dashed = {start for start, _, data in graph.edges(data=True) if data["certainty"] == "claimed"}
    noted = {start: data["note"] for start, _, data in graph.edges(data=True) if data["note"]}
    assert set(noted) == dashed == set(rows.index[(rows["silent"] != "") | (rows["kind"] == partners.GROUP)])
    later = [node for node, data in graph.nodes(data=True) if data["layer"] == "party" and not data["founder"]]
    assert rows.loc[later, "latest"].is_monotonic_increasing
