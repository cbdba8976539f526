"""Two blocs: one definition for both, who stands in both, crossings, regions, contributions; worked by hand, and swapped."""

import pandas as pd
import pytest

from analysis.facts import evidence, tables
from analysis.topics import blocs

ILRS, ACCORDS = blocs.BLOCS
PARTIES = pd.DataFrame(
    {
        "key": ["EGY", "THA", "ITA", "ARE", "CHN", "apsco", "uni", "firm", "club", "latin"],
        "short": ["Egypt", "Thailand", "Italy", "UAE", "China", "APSCO", "University", "Firm", "Club", "Latin states"],
        "kind": ["state"] * 5 + ["organisation", "institute", "company", "institute", "bloc"],
        "iso3": ["EGY", "THA", "ITA", "ARE", "CHN", "", "ARE", "ITA", "", ""],
    }
).set_index("key")


def said(party, bloc=ILRS, status="signed", date="2024-01-01", id="x", **other):
    row = {"instrument": "memorandum", "counterpart": "", "source": "s", "ordinal": "", "caveats": ""} | other
    return row | {"party": party, "bloc": bloc, "status": status, "date": date, "id": id}


def read(*rows):
    return blocs.graded(pd.DataFrame(list(rows)), PARTIES)


NOTHING = read(said("EGY")).iloc[:0]


@pytest.mark.book
def test_memberships_are_those_of_one_class_of_sources_with_what_the_definition_needs():
    rows, parties = evidence.said("memberships", "later"), tables.load("parties").set_index("key")
    found = blocs.memberships()
    assert found["id"].tolist() == rows["id"].tolist()
    assert found["home"].tolist() == [parties.loc[key, "iso3"] for key in found["party"]]
    assert found["name"].tolist() == [parties.loc[key, "short"] for key in found["party"]]
    assert blocs.memberships("founding")["id"].tolist() == evidence.said("memberships")["id"].tolist()


@pytest.mark.parametrize(
    ("status", "grade"),
    [
        ("founded", "signed"),
        ("signed", "signed"),
        ("joined", "named"),
        ("participating", "named"),
        ("announced", "announced"),
        ("negotiating", "announced"),
    ],
)
def test_what_a_word_makes_of_a_party(status, grade):
    assert read(said("EGY", status=status))["grade"].tolist() == [grade]


def test_a_word_without_a_grade_is_refused():
    with pytest.raises(ValueError, match="no grade for status rumoured; there are founded"):
        read(said("EGY", status="rumoured"))


def test_levels_and_bounds():
    rows = read(said("EGY", date="2024-02"), said("apsco"), said("uni"), said("firm"), said("latin"))
    assert rows["level"].tolist() == ["state", "organisation", "body", "body", ""]
    assert rows["latest"].iloc[0] == pd.Timestamp("2024-02-29") and rows["earliest"].iloc[0] == pd.Timestamp("2024-02-01")


@pytest.mark.parametrize(
    ("definition", "parties"),
    [
        ("signed", ["EGY"]),
        ("named", ["EGY", "THA"]),
        ("announced", ["EGY", "THA", "ARE"]),
        ("organisations", ["EGY", "apsco"]),
        ("bodies", ["EGY", "apsco", "uni"]),
    ],
)
@pytest.mark.parametrize("bloc", blocs.BLOCS)
def test_each_definition_takes_the_same_of_either_bloc(definition, parties, bloc):
    rows = read(
        said("EGY", bloc, date="2021"), said("THA", bloc, "joined", "2022"), said("ARE", bloc, "announced", "2023"),
        said("apsco", bloc, date="2024"), said("uni", bloc, date="2025"), said("latin", bloc), said("firm", bloc, "joined"),
    )  # fmt: skip
    assert blocs.joined(rows, bloc, definition).index.tolist() == parties
    other = blocs.BLOCS[1 - blocs.BLOCS.index(bloc)]
    assert blocs.joined(rows, other, definition).empty


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (said("EGY", status="joined", date="2024-01-01"), said("EGY", date="2024")),
        (said("EGY", status="announced", date="2024-01-01"), said("EGY", status="joined", date="")),
        (said("EGY", date="2024-02"), said("EGY", date="2024-03-01")),
        (said("EGY", date="2024"), said("EGY", date="2024-02")),
        (said("EGY", date=""), said("EGY", date="2024/2025")),
    ],
)
def test_the_stronger_word_then_the_finer_date_is_used(weaker, stronger):
    rows = [weaker | {"id": "a"}, stronger | {"id": "b"}]
    for order in (rows, rows[::-1]):
        assert blocs.joined(read(*order), ILRS, "announced")["id"].tolist() == ["b"]


def test_of_equal_statements_the_first_and_members_in_order_of_date_then_name():
    assert blocs.joined(read(said("EGY", id="b"), said("EGY", id="a")), ILRS)["id"].tolist() == ["a"]
    rows = read(said("THA", date="2024"), said("EGY", date=""), said("ITA", date="2024"), said("ARE", date="2023"))
    assert blocs.joined(rows, ILRS).index.tolist() == ["ARE", "ITA", "THA", "EGY"]


def swapped(rows):
    return rows.assign(bloc=rows["bloc"].map(dict(zip(blocs.BLOCS, blocs.BLOCS[::-1], strict=True))))


TWO = read(
    said("CHN", date="2021-03-01"),
    said("THA", date="2024-01-01"),
    said("EGY", date="2023-01-01"),
    said("uni", date="2023-06-01"),
    said("ITA", ACCORDS, date="2020-10-13"),
    said("ARE", ACCORDS, date="2020-10-13"),
    said("THA", ACCORDS, date="2025-01-01"),
)


def test_counts_of_swapped_labels_are_swapped():
    found = blocs.counts(TWO)
    assert found[ILRS].to_dict() == {"signed": 3, "named": 3, "announced": 3, "organisations": 3, "bodies": 4}
    assert found[ACCORDS].tolist() == [3] * 5
    turned = blocs.counts(swapped(TWO))
    assert turned[ACCORDS].tolist() == found[ILRS].tolist() and turned[ILRS].tolist() == found[ACCORDS].tolist()


@pytest.mark.parametrize(("until", "numbers"), [("2023-05-31", [2, 2]), ("2023-06-01", [2, 3]), ("2025-01-01", [3, 4])])
def test_counts_up_to_a_day_take_the_same_day_for_both(until, numbers):
    found = blocs.counts(TWO, pd.Timestamp(until))
    assert found.loc[["signed", "bodies"], ILRS].tolist() == numbers
    assert found.loc["signed", ACCORDS] == (3 if until >= "2025" else 2)
    turned = blocs.counts(swapped(TWO), pd.Timestamp(until))
    assert turned[ACCORDS].tolist() == found[ILRS].tolist() and turned[ILRS].tolist() == found[ACCORDS].tolist()


@pytest.mark.book
def test_the_real_blocs_swapped_give_the_swapped_answers():
    rows, later = blocs.memberships(), pd.Timestamp("2026-09-30")
    assert (blocs.counts(swapped(rows)) == blocs.counts(rows)[list(blocs.BLOCS[::-1])].to_numpy()).all(axis=None)
    turn = {"only " + ILRS: "only " + ACCORDS, "only " + ACCORDS: "only " + ILRS, "both": "both"}
    assert blocs.standing(swapped(rows)).to_dict() == blocs.standing(rows).map(turn).to_dict()
    until = dict.fromkeys(blocs.BLOCS, later)
    one, other = blocs.crossings(rows, until).set_index("first"), blocs.crossings(swapped(rows), until).set_index("first")
    assert (
        one.loc[ILRS, ["states", "crossed", "years"]].tolist() == other.loc[ACCORDS, ["states", "crossed", "years"]].tolist()
    )
    firsts = blocs.overlap(rows, rows.iloc[:0])["first"]
    turned = blocs.overlap(swapped(rows), rows.iloc[:0])["first"]
    assert turned.sort_index().tolist() == firsts.map({ILRS: ACCORDS, ACCORDS: ILRS, "": ""}).sort_index().tolist()


def test_two_ways_to_a_total():
    rows = read(
        said("CHN", date="2021"), said("ITA", date="2021"), said("EGY", date="2023"), said("THA", status="joined"),
        said("apsco", counterpart="cnsa"), said("uni", counterpart="cnsa"), said("ARE", ACCORDS),
    )  # fmt: skip
    found = blocs.reckoned(rows, ILRS, 13, "cnsa")
    assert found.to_dict() == {"founders": 2, "listed": 13, "organisations": 1, "together": 16, "states": 4}
    assert blocs.reckoned(rows, ILRS, 13, "dsel")["organisations"] == 0


def test_the_last_word_is_of_sources_that_name_or_count_members_of_the_bloc():
    sources = pd.DataFrame({"key": ["a", "b", "c", "d"], "as_of": ["2024-05", "2025-01-02", "2026", ""]})
    rows = pd.DataFrame({"bloc": [ILRS, ACCORDS, ILRS], "source": ["a", "c", "d"]})
    totals = pd.DataFrame({"bloc": [ILRS, ACCORDS], "source": ["b", "c"]})
    assert blocs.last_word(rows, totals, sources, ILRS) == pd.Timestamp("2025-01-02")
    assert blocs.last_word(rows, totals.iloc[1:], sources, ILRS) == pd.Timestamp("2024-05-31")
    with pytest.raises(ValueError, match="no source with an as-of date speaks of 'ilrs'"):
        blocs.last_word(rows.iloc[1:], totals.iloc[1:], sources, ILRS)


def test_standing_is_by_signature_of_the_state():
    assert blocs.standing(TWO).to_dict() == {
        "ARE": "only artemis-accords", "CHN": "only ilrs", "EGY": "only ilrs", "ITA": "only artemis-accords", "THA": "both",
    }  # fmt: skip
    assert blocs.standing(read(said("EGY"), said("EGY", ACCORDS, "announced"))).to_dict() == {"EGY": "only ilrs"}


def test_the_picture_keeps_apart_what_is_named_and_what_is_signed():
    rows = read(
        said("EGY"), said("EGY", ACCORDS), said("THA", status="joined"), said("ITA", ACCORDS, "announced"),
        said("ARE", ACCORDS), said("CHN"),
    )  # fmt: skip
    named = read(said("ARE"), said("CHN"))
    assert blocs.picture(rows, named).to_dict() == {
        "ARE": "unsettled", "CHN": "only ilrs", "EGY": "both", "ITA": "named artemis-accords", "THA": "named ilrs",
    }  # fmt: skip
    both = read(said("THA", status="joined"), said("THA", ACCORDS, "announced"))
    assert blocs.picture(both, NOTHING).to_dict() == {"THA": "unsettled"}
    assert blocs.picture(NOTHING, named).to_dict() == {"ARE": "named ilrs", "CHN": "named ilrs"}


def test_overlap_has_level_grade_date_and_order_of_either_side():
    table = blocs.overlap(TWO, read(said("ARE", status="joined")))
    assert table.index.tolist() == ["THA", "ARE"]
    thailand, emirates = table.loc["THA"], table.loc["ARE"]
    assert thailand[["rank", "first", f"level {ILRS}", f"grade {ACCORDS}"]].tolist() == [0, ILRS, "state", "signed"]
    assert thailand["months"] == pytest.approx(366 / 365.25 * 12)
    assert emirates[["rank", "first", f"level {ILRS}", f"founding {ILRS}"]].tolist() == [10, ACCORDS, "body", "named"]
    assert emirates[f"date {ILRS}"] == "2023-06-01" and emirates[f"founding {ACCORDS}"] == ""


def test_a_named_state_stands_firmer_than_its_institute_and_a_signature_firmer_than_a_name():
    rows = read(said("uni"), said("ARE", status="joined", date="2025"), said("ARE", ACCORDS, date="2020"))
    assert blocs.overlap(rows, NOTHING)[["rank", f"level {ILRS}"]].values.tolist() == [[1, "state"]]
    table = blocs.overlap(read(said("uni"), said("ARE", ACCORDS, "announced")), NOTHING)
    assert table["rank"].tolist() == [10]


def test_strongest_first_then_by_the_second_day():
    rows = read(
        said("EGY", date="2023"), said("EGY", ACCORDS, date="2025"),
        said("THA", date="2024"), said("THA", ACCORDS, date="2023"), said("uni", date="2021"),
        said("ARE", ACCORDS, date="2020"),
    )  # fmt: skip
    assert blocs.overlap(rows, NOTHING).index.tolist() == ["THA", "EGY", "ARE"]


@pytest.mark.parametrize(("one", "other"), [("2024", "2024-05-01"), ("../2024", "2023-01"), ("", "2023")])
def test_no_order_where_dates_meet_or_lack(one, other):
    row = blocs.overlap(read(said("EGY", date=one), said("EGY", ACCORDS, date=other)), NOTHING).loc["EGY"]
    assert row["first"] == "" and pd.isna(row["months"])


def test_where_dates_do_not_meet_one_was_first_though_an_end_is_open():
    for one, other, first in [("2023-12", "2025/..", ILRS), ("2025/..", "2023-12", ACCORDS), ("2023", "2024", ILRS)]:
        row = blocs.overlap(read(said("EGY", date=one), said("EGY", ACCORDS, date=other)), NOTHING).loc["EGY"]
        assert row["first"] == first and pd.isna(row["months"]) == ("2025/.." in (one, other))


def test_with_no_state_in_both_the_table_is_empty_and_has_its_columns():
    none, one = blocs.overlap(read(said("EGY", date="")), NOTHING), blocs.overlap(TWO, NOTHING)
    assert len(none) == 0 and none.columns.tolist() == one.columns.tolist()
    assert one.columns.tolist() == [
        "rank",
        *(f"{part} {bloc}" for bloc in (ILRS, ACCORDS) for part in ("level", "grade", "date", "day", "id", "founding")),
        "first",
        "months",
    ]
    assert none.index.name == one.index.name == "state"


def test_what_only_a_founding_document_says_of_a_state_puts_it_in_the_table_last():
    table = blocs.overlap(read(said("ITA", ACCORDS)), read(said("ITA")))
    assert table.loc["ITA", ["rank", f"level {ILRS}", f"founding {ILRS}", "first"]].tolist() == [20, "", "signed", ""]


def test_crossings_count_the_years_in_which_a_state_could():
    until = {ILRS: pd.Timestamp("2024-10-13"), ACCORDS: pd.Timestamp("2025-03-01")}
    table = blocs.crossings(TWO, until).set_index("first")
    # from the station: China four years, Egypt 2 years and 2 months, Thailand one year and crossed
    days = (pd.Timestamp("2025-03-01") - pd.Timestamp("2021-03-01")).days + (
        pd.Timestamp("2025-03-01") - pd.Timestamp("2023-01-01")
    ).days
    days += 366
    assert table.loc[ILRS, ["second", "states", "crossed"]].tolist() == [ACCORDS, 3, 1]
    assert table.loc[ILRS, "years"] == pytest.approx(days / 365.25)
    assert table.loc[ILRS, "rate"] == pytest.approx(100 / (days / 365.25))
    # from the Accords: Italy and the Emirates from the station's first day on; Thailand had signed for the station before
    waited = 2 * (pd.Timestamp("2024-10-13") - pd.Timestamp("2021-03-01")).days
    assert table.loc[ACCORDS, ["states", "crossed"]].tolist() == [2, 0]
    assert table.loc[ACCORDS, "years"] == pytest.approx(waited / 365.25)


def test_no_years_no_rate():
    rows = read(said("EGY", date="2024-01-01"), said("ITA", ACCORDS, date="2024-01-01"))
    until = dict.fromkeys(blocs.BLOCS, pd.Timestamp("2024-01-01"))
    table = blocs.crossings(rows, until)
    assert table["rate"].isna().all() and table["states"].tolist() == [0, 0]


def test_two_crossings_in_two_years_and_a_state_without_a_day_has_no_years():
    rows = read(
        said("EGY", date="2023-01-01"), said("THA", date="2023-01-01"), said("CHN", date=""),
        said("ITA", ACCORDS, date="2022-01-01"), said("EGY", ACCORDS, date="2024-01-01"),
        said("THA", ACCORDS, date="2024-01-01"),
    )  # fmt: skip
    until = dict.fromkeys(blocs.BLOCS, pd.Timestamp("2025-01-01"))
    row = blocs.crossings(rows, until).iloc[0]
    assert row[["states", "crossed"]].tolist() == [2, 2]
    assert row["rate"] == pytest.approx(100 * 2 / (730 / 365.25))


def test_regions_count_every_state_once():
    places = pd.DataFrame(
        {"iso3": ["EGY", "THA", "ITA", "ARE", "CHN", "FJI"], "region": ["Africa", *["Asia"] * 4, "Oceania"]}
    )
    places.loc[2, "region"] = "Europe"
    table = blocs.regions(blocs.standing(TWO), places)
    assert table.index.tolist() == ["Africa", "Asia", "Europe", "Oceania"]
    assert table.loc["Asia"].tolist() == [1, 1, 1, 0, 3, 1.0]
    assert table.loc["Oceania", ["neither", "states", "share"]].tolist() == [1, 1, 0]
    lone = pd.concat([places, pd.DataFrame({"iso3": ["KEN", "TUN", "DZA"], "region": "Africa"})])
    assert blocs.regions(blocs.standing(TWO), lone).loc["Africa", "share"] == 0.25
    with pytest.raises(ValueError, match="no region for EGY"):
        blocs.regions(blocs.standing(TWO), places.iloc[1:])


def test_regions_with_the_same_share_stand_in_their_order():
    states, regions = [f"X{n:02}" for n in range(100)], [f"R{n:02}" for n in range(100)]
    where = pd.Series({state: "both" for state in states[1::2]})
    table = blocs.regions(where, pd.DataFrame({"iso3": states, "region": regions}))
    assert table.index.tolist() == regions[1::2] + regions[::2] and table["share"].tolist() == [1.0] * 50 + [0.0] * 50


def test_memberships_are_read_with_the_parties(monkeypatch):
    rows = {"memberships": pd.DataFrame([said("EGY"), said("THA", source="t", status="joined")])}
    rows |= {"parties": PARTIES.rename_axis("key").reset_index()}
    rows |= {"sources": pd.DataFrame({"key": ["s", "t"], "class": ["later", "founding"]})}
    monkeypatch.setattr(tables, "load", rows.__getitem__)
    assert blocs.memberships()[["party", "level", "home", "grade"]].values.tolist() == [["EGY", "state", "EGY", "signed"]]
    assert blocs.memberships("founding")[["party", "grade"]].values.tolist() == [["THA", "named"]]


def test_instruments_by_bloc_and_level_most_signers_first():
    rows = read(
        said("EGY"), said("THA"), said("CHN", instrument="declaration"), said("uni"), said("apsco"),
        said("ITA", ACCORDS, instrument="Accords"), said("ARE", status="joined"),
    )  # fmt: skip
    assert blocs.instruments(rows).values.tolist() == [
        [ILRS, "state", "memorandum", 2],
        [ILRS, "state", "declaration", 1],
        [ILRS, "organisation", "memorandum", 1],
        [ILRS, "body", "memorandum", 1],
        [ACCORDS, "state", "Accords", 1],
    ]


NAMES = {key: row["short"] for key, row in PARTIES.iterrows()} | {ILRS: "Station", ACCORDS: "Accords", "egsa": "EGSA"}


def test_the_joint_network_leads_from_party_to_body_to_paper_to_road():
    found = read(
        said("EGY", agency="egsa", id="a"),
        said("THA", agency="", id="b"),
        said("THA", ACCORDS, agency="", instrument="Accords text", id="c"),
        said("firm", ACCORDS, agency="", id="d"),
        said("ITA", ACCORDS, agency="", status="joined", id="e"),
    )
    graph = blocs.network(found, NAMES)
    assert set(graph.edges) == {
        ("EGY", "egsa"), ("egsa", "ilrs: memorandum"), ("ilrs: memorandum", ILRS), ("THA", "ilrs: memorandum"),
        ("THA", "artemis-accords: Accords text"), ("artemis-accords: Accords text", ACCORDS),
    }  # fmt: skip
    assert {node: graph.nodes[node]["standing"] for node in ("EGY", "egsa", "THA", ACCORDS)} == {
        "EGY": ILRS, "egsa": ILRS, "THA": blocs.BOTH, ACCORDS: ACCORDS,
    }  # fmt: skip
    assert graph.nodes["egsa"] == {"layer": "agency", "label": "EGSA", "id": "a", "standing": ILRS}
    assert graph.edges["THA", "artemis-accords: Accords text"] == {"bloc": ACCORDS, "id": "c"}
    assert graph.nodes["ilrs: memorandum"]["label"] == "memorandum" and graph.nodes[ILRS]["label"] == "Station"
    assert "firm" in blocs.network(found, NAMES, "bodies") and "firm" not in graph


def test_parties_stand_together_from_ten_on_that_lead_to_one_thing_alone():
    rows_ = [said(f"p{n}", ACCORDS, agency="", id=str(n)) for n in range(10)]
    parties = pd.DataFrame({"short": "x", "kind": "state", "iso3": [row["party"] for row in rows_]},
                           index=[row["party"] for row in rows_])  # fmt: skip
    graph = blocs.network(blocs.graded(pd.DataFrame(rows_), parties), dict.fromkeys([*parties.index, *blocs.BLOCS], "x"))
    assert blocs.alike(graph) == {f"{ACCORDS}: memorandum": [row["party"] for row in rows_]}
    assert blocs.alike(graph, 11) == {}
