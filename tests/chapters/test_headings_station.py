"""What the headings of chapter 01 say in words, without a number, is true of the data as it stands."""

import pandas as pd

from analysis.chapters import station as chapter
from analysis.facts import dates, evidence, tables
from analysis.topics import station


def core():
    table = station.agreement(station.parts())
    return table, set(table.index[table["documents"] == len(evidence.founding("station"))])


def test_the_core_is_a_base_with_a_relay_for_research_resources_crews_and_cooperation():
    _, shared = core()
    assert shared == {"f-surface-base", "f-communication", "o-research", "o-isru", "o-crewed-support", "o-cooperation"}


def test_the_rest_stands_in_some_and_mining_is_the_essays():
    table, shared = core()
    assert table["documents"].min() == 1 and len(table) > len(shared)
    assert table.loc["o-resources", "sources"] == "luhui2025"
    assert set(table.loc["f-reactor", "sources"].split("; ")) == {"luhui2025", "ilrs-encyclopedia"}
    assert set(table.loc["f-orbital-station", "sources"].split("; ")) == {"spacewiki", "ilrs-encyclopedia"}


def test_the_core_hangs_on_no_single_document_but_deep_space_on_the_wiki():
    _, shared = core()
    rows = station.parts()
    for source in evidence.founding("station"):
        table = station.agreement(rows[rows["source"] != source])
        most = set(table.index[table["documents"] == len(evidence.founding("station")) - 1])
        assert most - shared == ({"o-deep-space"} if source == "spacewiki" else set())


def test_the_reactor_is_printed_by_the_essay_and_read_into_the_encyclopedia_article():
    rows = station.parts().query("key == 'f-reactor'").groupby("source")["printed"].any()
    assert rows.to_dict() == {"luhui2025": True, "ilrs-encyclopedia": False}


def test_helium_3_stands_in_the_encyclopedia_article_under_the_use_of_resources():
    rows = station.parts().query("key == 'o-isru' and source == 'ilrs-encyclopedia'")
    assert rows["content"].str.contains("helium-3").any()


def placed():
    named = pd.concat([station.parts(), station.technologies(station.links())], ignore_index=True)
    return station.placed(named, evidence.said("phases"))


def test_most_functions_stand_in_different_phases_but_in_no_opposite_order():
    common = station.in_common(placed())["common"].map(len)
    assert (common == 0).sum() > (common > 0).sum()
    assert not station.sequences(placed())["opposite"].any()


def test_crews_and_deep_space_stand_in_a_phase_of_the_newspaper_by_its_relay_alone():
    rows, texts = placed(), station.parts().set_index("id")["as_printed"]
    here = rows[(rows["source"] == "stdaily2023") & rows["key"].isin(["o-crewed-support", "o-deep-space"])]
    assert len(here) == 2 and set(here["position"]) == {2}
    assert texts[here["id"]].str.startswith("Queqiao-2").all()


def aims():
    table, _ = core()
    return table.loc[table["kind"] == "objective", "name"].to_dict()


def test_half_of_the_aims_have_no_mission_behind_them_and_sciences_are_among_them():
    found = station.reach(aims(), station.system(station.links()), station.missions()).set_index("key")["missions"]
    assert 2 * (found == 0).sum() == len(found)
    assert (found[["o-astronomy", "o-geology", "o-chemistry", "o-interior", "o-biology-medicine"]] == 0).all()
    assert found["o-research"] > 0


def test_for_half_of_the_aims_with_missions_all_hang_on_the_choice_of_the_site():
    graph = station.system(station.links())
    hinge = station.resting_on(aims(), graph, station.missions()).iloc[0]
    some = (station.reach(aims(), graph, station.missions())["missions"] > 0).sum()
    assert (hinge["above"], hinge["below"]) == ("Surface base", "Choice of site") and 2 * hinge["aims"] == some


def test_in_the_newspaper_crews_are_what_a_relay_is_to_serve():
    rows = station.parts().query("key == 'o-crewed-support' and source == 'stdaily2023'")
    assert rows["content"].str.startswith("Queqiao-2 constellation to serve").all() and len(rows)


def test_the_essay_alone_prints_chains_from_end_to_end():
    found = station.within_one(station.links(), aims(), station.missions())
    assert set(found["source"]) == {"luhui2025"} and set(found["aim"]) == {"Use of resources"}


def test_every_printed_chain_ends_in_the_essay_and_crews_need_the_encyclopedia_article():
    bare = station.printed_part(station.system(station.links()))
    found = station.reach(aims(), bare, station.missions()).query("missions > 0").set_index("key")["names"]
    assert set(found.index) == {"o-isru", "o-crewed-support"} and set(found) == {"Chang'e-6, Chang'e-8"}
    assert bare.edges["o-crewed-support", "o-isru"]["sources"] == "ilrs-encyclopedia"
    assert "luhui2025" in bare.edges["o-isru", "change-6"]["sources"]
    assert bare.edges["t-bricks", "change-8"]["sources"] == "luhui2025"


def test_research_has_missions_by_links_of_ours_alone():
    found = station.reach(aims(), station.system(station.links()), station.missions()).set_index("key")
    assert found.loc["o-research", "missions"] > found.loc["o-research", "printed"] == 0


def test_the_verified_use_of_resources_is_contested_and_a_mission_counted_crashed():
    rows = station.links().query("`from` == 'change-6' and to == 't-isru' and source == 'luhui2025'")
    assert len(rows) and rows["caveats"].str.contains("contested").all()
    flown = evidence.said("missions", "later").query("craft == 'change-6' and record == 'flown'")["date"].map(dates.latest)
    until = tables.named("sources", "as_of")
    assert dates.earliest(until["spacewiki"]) > flown.max() > dates.latest(until["stdaily2023"])
    asked = placed().query("key == 'o-isru'").set_index("source")["position"]
    assert asked["spacewiki"] == 2 and asked["stdaily2023"] == 1
    assert "luna-25" in station.missions()
    assert evidence.said("missions", "later").query("craft == 'luna-25' and record == 'failed'").size


def test_two_documents_are_older_than_the_list_of_scientific_aims():
    listed = station.issued(station.parts("later")).query("kind == 'objective'")["day"].map(dates.earliest)
    until = tables.named("sources", "as_of")
    assert all(dates.latest(until[source]) < listed.min() for source in ("stdaily2023", "spacewiki"))


def test_two_documents_carry_most_of_the_lists_and_two_little():
    listed = station.issued(station.parts("later"))
    table = station.carried(listed, station.parts())["all"]
    assert table.index[-1] == "luhui2025" and set(table.index[:2]) == {"spacewiki", "ilrs-encyclopedia"}
    assert (table.iloc[:2] > len(listed) / 2).all() and (table.iloc[2:] < len(listed) / 2).all()


def test_the_wiki_lists_the_groups_of_facilities_in_one_sentence_but_long_term_support():
    listed = station.issued(station.parts("later")).query("kind == 'facility'")["key"]
    rows = evidence.said("facilities").query("source == 'spacewiki' and locator == 'Planned Development ¶5'")
    assert set(listed) - set(rows["facility"]) == {"f-support"} and "f-command" in set(rows["facility"])


def test_every_document_names_two_of_the_listed_aims_and_the_list_says_fundamental_experiments():
    listed = station.issued(station.parts("later")).query("kind == 'objective'").set_index("key")
    assert set(listed.index) & core()[1] == {"o-research", "o-isru"}
    assert "fundamental experiments" in listed.loc["o-research", "as_printed"]


def test_of_what_all_documents_name_the_figure_says_how_much_is_printed_in_each():
    data, told = chapter.documents().data, chapter._core()
    cells = data.groupby("row")["state"].agg(list)
    shared = cells[cells.map(len) == told["documents"]]
    assert [len(shared), sum(set(states) == {"yes"} for states in shared)] == [told["n_shared"], told["whole"]]
    assert 0 < told["whole"] < told["n_shared"]
