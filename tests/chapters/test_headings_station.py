"""What the headings of chapter 01 say in words, without a number, is true of the data as it stands."""

import pandas as pd

from analysis.facts import evidence
from analysis.topics import station


def core():
    table = station.agreement(station.parts())
    return table, set(table.index[table["documents"] == len(evidence.founding("station"))])


def test_the_core_is_a_base_with_a_relay_for_research_resources_crews_and_cooperation():
    _, shared = core()
    assert shared == {"f-surface-base", "f-communication", "o-research", "o-isru", "o-crewed-support", "o-cooperation"}


def test_little_else_is_common_and_mining_is_the_essays():
    table, shared = core()
    assert len(shared) < (table["documents"] == 1).sum() < len(table)
    assert table.loc["o-resources", "sources"] == "luhui2025"
    assert set(table.loc["f-reactor", "sources"].split("; ")) == {"luhui2025", "ilrs-encyclopedia"}
    assert set(table.loc["f-orbital-station", "sources"].split("; ")) == {"spacewiki", "ilrs-encyclopedia"}


def test_most_functions_stand_in_different_phases():
    named = pd.concat([station.parts(), station.technologies(station.links())])
    common = station.in_common(station.placed(named, evidence.said("phases")))["common"].map(len)
    assert (common == 0).sum() > (common > 0).sum()


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


def test_no_document_prints_a_chain_from_end_to_end():
    assert station.within_one(station.links(), aims(), station.missions()).empty


def test_the_one_printed_chain_joins_the_essay_and_the_encyclopedia_article():
    bare = station.printed_part(station.system(station.links()))
    assert bare.edges["o-crewed-support", "t-isru"]["sources"] == "ilrs-encyclopedia"
    assert "luhui2025" in bare.edges["t-isru", "change-6"]["sources"]
    assert bare.edges["t-bricks", "change-8"]["sources"] == "luhui2025"


def test_two_documents_carry_most_of_the_lists_and_two_little():
    listed = station.issued(station.parts("later"))
    table = station.carried(listed, station.parts())["all"]
    assert table.index[-1] == "luhui2025" and set(table.index[:2]) == {"spacewiki", "ilrs-encyclopedia"}
    assert (table.iloc[:2] > len(listed) / 2).all() and (table.iloc[2:] < len(listed) / 2).all()


def test_the_wiki_lists_the_groups_of_facilities_in_one_sentence_but_long_term_support():
    listed = station.issued(station.parts("later")).query("kind == 'facility'")["key"]
    rows = evidence.said("facilities").query("source == 'spacewiki' and locator == 'Planned Development ¶5'")
    assert set(listed) - set(rows["facility"]) == {"f-support"} and "f-command" in set(rows["facility"])
