"""Chapter 03 recomputed from the files, without the package."""

import re

from tests.second_path import pages

MEMBER = {"signed", "founded", "joined", "participating"}
PARTIES = {row["key"]: row for row in pages.rows("parties")}
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
    assert pages.numbers(sentence) == [len(with_china), len(named), len(unnamed)]
    assert {"CHN", "RUS"} == FOUNDERS and sentence.startswith("China and Russia")


def test_how_many_states_stand_on_one_document():
    later = STATES - FOUNDERS
    alone = [party for party in later if len(documents(party)) == 1]
    held = [key for party in alone for key in documents(party)]
    most = max(set(held), key=held.count)
    said = [row for row in pages.founding("memberships") if row["bloc"] == "ilrs"]
    shown = [row for row in said if row["party"] not in FOUNDERS]
    printed = sum("status" not in row["inferred"].split("; ") for row in shown) / len(shown)
    sentence = pages.findings("03_partners")[1]
    year = float(re.search(r"\d{4}", CALLED[most]).group())
    assert pages.numbers(sentence) == [len(alone), len(later), held.count(most), year, round(100 * printed)]
    assert CALLED[most] in sentence


def test_the_total_that_nobody_can_name():
    totals = [row for row in pages.founding("member_counts") if row["bloc"] == "ilrs" and row["counted"] == "countries"]
    largest = max(int(float(row["low"])) for row in totals)
    assert {int(float(row["low"])) for row in totals} == {largest}
    assert pages.numbers(pages.findings("03_partners")[2]) == [largest, len(STATES)]


def test_the_titles_of_the_figures():
    titles = pages.titles("03_partners")
    named = {row["party"] for row in ROWS if PARTIES[row["party"]]["kind"] != "bloc"}
    assert pages.numbers(titles["fig-partners"])[0] == len(named)
    dated = {row["party"] for row in LATER if row["date"] and not row["date"].startswith("..")}  # "by May" is no date
    assert pages.numbers(titles["fig-accessions"])[0] == len(dated)
