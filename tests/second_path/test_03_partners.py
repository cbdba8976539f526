"""Chapter 03 recomputed from the files, without the package."""

import re

from tests.second_path import pages

MEMBER = {"signed", "founded", "joined", "participating"}
PARTIES = {row["key"]: row for row in pages.rows("parties")}
CLASS = {row["key"]: row["class"] for row in pages.rows("sources")}
CALLED = {row["key"]: row["called"] for row in pages.rows("sources")}
ROWS = [row for row in pages.founding("memberships") if row["bloc"] == "ilrs" and row["status"] in MEMBER]
FOUNDERS = {row["party"] for row in ROWS if row["status"] == "founded"}
LATER = [row for row in ROWS if row["party"] not in FOUNDERS and PARTIES[row["party"]]["kind"] != "bloc"]
STATES = {row["party"] for row in ROWS if PARTIES[row["party"]]["kind"] == "state"}


def documents(party):
    return {row["source"] for row in ROWS if row["party"] == party}


def side(row):
    return PARTIES.get(row["counterpart"], {}).get("parent") or row["counterpart"]


def test_with_whom_the_later_parties_signed():
    named = {(row["party"], side(row)) for row in LATER if row["counterpart"]}
    unnamed = {row["party"] for row in LATER} - {party for party, _ in named}
    with_china = {party for party, other in named if other == "CHN"}
    assert not {other for _, other in named} & {"RUS"}
    sentence = pages.findings("03_partners")[0]
    printed = {row["party"] for row in LATER if row["counterpart"] and "counterpart" not in row["inferred"].split("; ")}
    told = [CALLED[row["source"]] for row in LATER if row["counterpart"]]
    years = [number for name in dict.fromkeys(told) for number in pages.numbers(name)]
    expected = [len(with_china), len(named), len(unnamed), len(printed), len(named), *years]
    assert pages.numbers(sentence) == expected
    assert {"CHN", "RUS"} == FOUNDERS and sentence.startswith("China and Russia")


def test_how_many_states_stand_on_one_document():
    later = STATES - FOUNDERS
    alone = [party for party in later if len(documents(party)) == 1]
    held = [key for party in alone for key in documents(party)]
    most = max(set(held), key=held.count)
    printed = {
        row["party"] for row in ROWS if row["status"] in ("signed", "joined") and "status" not in row["inferred"].split("; ")
    }
    cited = {row["party"] for row in ROWS if row["source"] == most and row["cites"]}
    again = {
        row["party"]
        for row in pages.rows("memberships")
        if CLASS[row["source"]] == "later" and row["bloc"] == "ilrs" and row["status"] in MEMBER
    }
    assert held.count(most) == len(alone)
    sentence = pages.findings("03_partners")[1]
    year = float(re.search(r"\d{4}", CALLED[most]).group())
    counted = [len(later & printed), len(later), len(alone), year]
    assert pages.numbers(sentence) == [*counted, len(cited & set(alone)), len(alone), len(again & set(alone))]
    assert CALLED[most] in sentence and "all of them by" in sentence


def test_the_total_that_nobody_can_name():
    totals = [row for row in pages.founding("member_counts") if row["bloc"] == "ilrs" and row["counted"] == "countries"]
    largest = max(int(float(row["low"])) for row in totals)
    assert {int(float(row["low"])) for row in totals} == {largest}
    together = [
        float(row["as_of"][:4])
        for row in pages.rows("member_counts")
        if CLASS[row["source"]] == "later"
        and row["bloc"] == "ilrs"
        and row["counted"] == "countries and organisations"
        and {int(float(row["low"])), int(float(row["high"]))} == {largest}
    ]
    assert together and pages.numbers(pages.findings("03_partners")[2]) == [largest, len(STATES), *together]


def test_who_is_left_out_of_a_later_list():
    until = {row["key"]: row["as_of"][:7] for row in pages.rows("sources")}
    lists = {row["key"]: row["whole_list"].split("; ") for row in pages.rows("sources") if row["whole_list"]}
    absent, silent, again = set(), set(), set()
    for party in STATES - FOUNDERS:
        last = max(
            (row["date"].strip("./~")[:7] for row in ROWS if row["party"] == party and row["status"] == "signed"), default=""
        )
        for source, kinds in lists.items():
            if "state" in kinds and last and until[source] >= last and source not in documents(party):
                absent.add(party)
                silent.add(source)
                again |= {document for document in documents(party) if until[document].strip("~") > until[source]}
    sentence = pages.findings("03_partners")[3]
    assert pages.numbers(sentence)[0] == len(absent)
    assert all(PARTIES[party]["name"] in sentence for party in absent)
    assert all(CALLED[source] in sentence for source in silent | again)


def test_the_titles_of_the_figures():
    titles = pages.titles("03_partners")
    named = {row["party"] for row in ROWS if PARTIES[row["party"]]["kind"] != "bloc"}
    by_kind = {row["party"] for row in ROWS if row["party"] in named and row["instrument"] not in ("", "none named")}
    assert pages.numbers(titles["fig-partners"])[:2] == [len(by_kind), len(named)]
    dated = {row["party"] for row in LATER if row["date"] and not row["date"].startswith("..")}  # "by May" is no date
    assert pages.numbers(titles["fig-accessions"])[0] == len(dated)
