"""What the chapter on disagreements says of later sources in words, without a number, is true of the data as it stands."""

import re

from analysis.chapters import disagreements as chapter
from analysis.facts import comparison, evidence, judgements, tables, updates


def record():
    return updates.record(chapter._every(), chapter._updates())


def test_almost_all_that_speaks_against_the_study_is_its_own_and_little_against_the_others():
    table = judgements.record(chapter._every(), comparison.pairs(), judgements.judgements())
    shares = table["itself"] / (table["itself"] + table["contradicted"])
    assert shares["cir2023"] > 0.9 and shares.drop("cir2023").max() < 0.5


def test_later_sources_bear_out_most_of_what_they_speak_of():
    assert record()["confirms"].sum() > record()["spoken"].sum() / 2


def test_of_most_statements_no_later_source_speaks():
    assert (record()["spoken"] < record()["statements"] / 2).all()


def test_what_later_sources_contradict_is_the_essay_before_all():
    contradicted = record()["contradicts"]
    assert contradicted["luhui2025"] > contradicted.sum() / 2


def test_much_of_the_study_and_of_the_newspaper_is_overtaken_and_little_of_the_others():
    shares = record()["supersedes"] / record()["spoken"]
    assert shares.drop(["cir2023", "stdaily2023"]).max() < 0.15
    assert shares[["cir2023", "stdaily2023"]].min() > 0.3


def test_that_the_emirates_had_signed_is_left_open():
    kinds = updates.said(chapter._every(), chapter._updates())
    rows = chapter._every().assign(kind=kinds).merge(tables.load("memberships")[["id", "party"]], on="id")
    assert set(rows.loc[rows["party"] == "ARE", "kind"]) == {"leaves open"}


def test_no_list_of_states_that_was_seen_reaches_seventeen():
    later = evidence.said("member_counts", "later").query(
        "bloc == 'ilrs' and counted == 'countries' and qualifier != 'planned'"
    )
    assert later["high"].max() < 17
    together = evidence.said("member_counts", "later").query("counted == 'countries and organisations'")
    assert (together["low"] == 17).any()


def test_most_later_sources_are_press():
    kinds = chapter._later_rows()["source"].drop_duplicates().map(tables.named("sources", "kind"))
    assert (kinds == "news").mean() > 0.5


def test_every_contradiction_stands_in_the_table_with_both_sides():
    frame, decided = chapter.wrong().frame, chapter._decided()
    contradicted = decided[decided["class"] == "contradicts"]
    assert len(frame) == len(contradicted.drop_duplicates(["other", "source_one"]))
    assert (frame["said"].str.startswith("“") & frame["who"].str.endswith("”")).all()
    assert not frame["who"].str.contains(r"\d{4}-\d{2}").any() and frame.notna().all(axis=None)


def test_the_table_of_statements_has_each_of_them_once_with_a_class_in_words():
    table, decided = chapter.spoken().frame, chapter._beside(chapter._decided())
    assert table["id"].is_unique, "each row is a place"
    frame = table.drop(columns="id")
    assert not frame.drop(columns="said").duplicated().any()
    held = frame.set_index(list(frame.columns.drop("said")))["said"].str.split("; “").explode().str.strip("“").to_frame()
    told = decided.assign(said=decided["said"].str.strip("“"))[list(frame.columns)].drop_duplicates()
    assert len(decided) == record()["spoken"].sum() and len(held) == len(told)
    assert sorted(held.reset_index()[list(frame.columns)].values.tolist()) == sorted(told.values.tolist())
    assert set(frame["does"]) == set(chapter.WORDS["later.kinds"].values()) and set(frame["sure"]) <= set(updates.SURE)
    assert not frame["later"].str.contains(r"\b\w+_\w+\b|\d{4}-\d{2}-\d{2}").any()


def test_a_second_coder_agrees_on_most_stances():
    agreed, coded = map(int, re.findall(r"gave (\d+) of (\d+) claims", chapter.tone().words["caption"])[0])
    twice = tables.load("recodings").query("statement.str.startswith('cla-') and field == 'stance'")
    assert (agreed, coded) == ((twice["first"] == twice["second"]).sum(), len(twice)) and agreed > 0.8 * coded


def test_each_row_of_the_figure_says_how_many_statements_of_how_many():
    data = chapter.later().data
    for row, marks in data.groupby("row"):
        spoken, all_of_it = map(int, re.findall(r"(\d+) of (\d+)", row)[0])
        assert spoken == len(marks) <= all_of_it
    assert len(data) == record()["spoken"].sum()


def test_the_ten_and_the_others_are_all_reviewed_disagreements_each_once():
    found = [*chapter.ten().frame["finding"], *chapter.every().frame["finding"]]
    assert sorted(found) == sorted(judgements.judgements()["finding"]) and len(chapter.ten().frame) == 10


def test_every_group_stands_in_its_table_and_no_short_name_is_cut_out_of_another_word():
    values, found = chapter.groups().frame["values"], comparison.groups(comparison.pairs())
    assert len(values) == len(found)
    assert not any(values.str.contains(evidence.called(key), regex=False).any() for key in evidence.founding())
