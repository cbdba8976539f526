"""What a mission needs, all at once, and who could give it: and, or, waiting, stopping, by hand."""

from collections import Counter

import pandas as pd
import pytest

from analysis.facts import tables
from analysis.topics import needs

RUNS = {"sls": "nasa", "orion": "nasa", "gateway": "nasa", "orion-service-module": "esa"}
KINDS = {
    "eagle": "lander", "hawk": "lander", "mole": "lander", "cargo-rocket": "rocket", "a7": "suit", "jeep": "rover",
    "sls": "rocket",
}  # fmt: skip
SELLERS = {"x": "hls", "y": "hls", "s": "xevas", "t": "xevas", "c": "clps", "d": "epoc"}


def links(*rows):
    return pd.DataFrame(rows, columns=["id", "from", "to", "locator", "cites"])


def made():
    flying = links(
        ("f1", "eagle", "artemis-3", "p. 1", "n. a"),
        ("f2", "a7", "artemis-3", "p. 1", "n. b"),
        ("f3", "jeep", "artemis-5", "p. 1", ""),
        ("f4", "sls", "artemis-5", "p. 2", "n. c"),
        ("f5", "hawk", "artemis-5", "p. 9", "n. d"),
        ("f6", "mole", "im-1", "p. 1", ""),
    )
    making = links(
        ("m1", "x", "eagle", "p. 1", "n. a"),
        ("m2", "y", "hawk", "p. 1", "n. d"),
        ("m3", "s", "a7", "p. 1", "n. b"),
        ("m4", "t", "a7", "p. 1", "n. e"),
        ("m5", "c", "mole", "p. 1", ""),
        ("m6", "x", "cargo-rocket", "p. 1", ""),
        ("m7", "d", "sls", "p. 2", "n. c"),
    )
    return needs.supply(flying, making, SELLERS, KINDS, RUNS)


def rows_of(table, mission, need):
    kept = table[(table["mission"] == mission) & (table["need"] == need)]
    return kept[["craft", "maker", "purchase", "basis", "id"]].values.tolist()


def test_what_nasa_and_its_partner_make_is_the_same_for_every_landing():
    table = made()
    assert list(table) == ["mission", "need", "craft", "maker", "purchase", "basis", "id"]
    for mission in ("artemis-3", "artemis-4", "artemis-5", "artemis-later"):
        assert rows_of(table, mission, "spacecraft") == [["orion", "nasa", "", "plan", "mis-066"]]
        assert rows_of(table, mission, "station") == [["gateway", "nasa", "", "plan", "mis-067"]]
        assert rows_of(table, mission, "module") == [["orion-service-module", "esa", "", "plan", "con-002"]]
    assert rows_of(table, "artemis-3", "rocket") == [["sls", "nasa", "", "plan", "mis-065"]]


def test_a_craft_named_for_a_landing_has_the_maker_of_its_sentence():
    table = made()
    assert rows_of(table, "artemis-3", "lander") == [["eagle", "x", "hls", "named", "f1"]]
    assert rows_of(table, "artemis-3", "suit") == [["a7", "s", "xevas", "named", "f2"]]
    assert rows_of(table, "artemis-5", "rocket") == [
        ["sls", "nasa", "", "plan", "mis-065"],
        ["sls", "d", "epoc", "named", "f4"],
    ]


def test_where_no_maker_stands_in_the_sentence_any_maker_could_give_it():
    assert rows_of(made(), "artemis-5", "lander") == [["hawk", "y", "hls", "named", "f5"]]
    flying = links(("f1", "a7", "artemis-3", "p. 7", "n. b"))
    making = links(("m3", "s", "a7", "p. 1", "n. b"), ("m4", "t", "a7", "p. 7", "n. e"))
    found = rows_of(needs.supply(flying, making, SELLERS, KINDS, RUNS), "artemis-3", "suit")
    assert found == [["a7", "s", "xevas", "named", "f1"], ["a7", "t", "xevas", "named", "f1"]]


def test_where_no_sentence_gives_what_is_bought_each_seller_could():
    table = made()
    assert rows_of(table, "artemis-4", "lander") == [["eagle", "x", "hls", "ours", ""], ["hawk", "y", "hls", "ours", ""]]
    assert rows_of(table, "artemis-later", "lander") == [
        ["eagle", "x", "hls", "plan", "mis-075"],
        ["hawk", "y", "hls", "plan", "mis-075"],
    ]
    assert rows_of(table, "artemis-later", "suit") == [["a7", "s", "xevas", "ours", ""], ["a7", "t", "xevas", "ours", ""]]


def test_landings_and_needs_come_in_their_order_and_a_rover_is_no_need():
    table = made()
    assert list(dict.fromkeys(table["mission"])) == ["artemis-3", "artemis-4", "artemis-5", "artemis-later"]
    wanted = ["rocket", "spacecraft", "station", "module", "lander", "suit"]
    assert list(dict.fromkeys(table.query("mission == 'artemis-5'")["need"])) == wanted
    assert table.index.tolist() == list(range(len(table)))


def possible():
    rows = [
        ("m", "lander", "eagle", "x", "hls"),
        ("m", "suit", "a7", "s", "xevas"),
        ("m", "ship", "orion", "nasa", ""),
        ("n", "lander", "hawk", "y", "hls"),
        ("n", "suit", "a7", "s", "xevas"),
        ("n", "suit", "b2", "t", "xevas"),
        ("n", "ship", "orion", "nasa", ""),
    ]
    return pd.DataFrame(rows, columns=["mission", "need", "craft", "maker", "purchase"])


@pytest.mark.parametrize(
    ("lost", "m", "n"),
    [
        (["x"], "waits", "goes on"),
        (["hawk"], "goes on", "waits"),
        (["s"], "waits", "goes on"),
        (["t"], "goes on", "goes on"),
        (["s", "t"], "stops", "stops"),
        (["hls"], "stops", "stops"),
        (["orion"], "stops", "stops"),
        (["x", "orion"], "stops", "stops"),
        (["x", "s"], "waits", "goes on"),
        ([], "goes on", "goes on"),
        (["clps"], "goes on", "goes on"),
    ],
)
def test_and_or_by_hand(lost, m, n):
    assert needs.verdict(possible(), lost) == {"m": m, "n": n}


def test_the_worst_need_decides_whatever_its_place():
    for rows in (possible(), possible()[::-1]):
        assert needs.verdict(rows, ["x", "s", "t"])["m"] == "stops"
        assert needs.verdict(rows, ["x"])["m"] == "waits"


def test_losses_one_at_a_time():
    table = needs.losses(possible(), ["x", "orion"])
    assert table.to_dict("records") == [
        {"lost": "x", "m": "waits", "n": "goes on"},
        {"lost": "orion", "m": "stops", "n": "stops"},
    ]


def test_what_alone_stops_a_landing():
    assert needs.alone(possible(), "maker") == ["nasa"]
    assert needs.alone(possible(), "craft") == ["orion"]
    assert needs.alone(possible(), "purchase") == ["hls", "xevas"]


def test_an_outcome_turns_the_thing_of_the_statement_it_names_first():
    outcomes = pd.DataFrame(
        {
            "id": ["1", "2", "3", "4", "5"],
            "statement": ["a; b", "c", "d", "e", ""],
            "verdict": ["reversed", "late", "changed", "changed", "reversed"],
        }
    )
    assert needs.turned(outcomes, {"a": "gateway", "b": "orion", "c": "sls", "d": "artemis-3"}) == {
        "gateway": "1",
        "artemis-3": "3",
    }


def test_what_is_planned_no_more_is_needed_no_more_and_who_left_gives_nothing():
    left = needs.since(possible(), ["m", "t"])
    assert left["mission"].unique().tolist() == ["n"] and "t" not in set(left["maker"])
    assert needs.verdict(left, ["s"]) == {"n": "stops"} and left.index.tolist() == [0, 1, 2]
    assert set(needs.since(possible(), ["orion"])["need"]) == {"lander", "suit"}


def test_a_need_that_nobody_is_left_for_is_named():
    with pytest.raises(ValueError, match="lander of m"):
        needs.since(possible(), ["x"])


def test_craft_ahead_are_those_of_the_bloc_not_flown_and_not_failed():
    missions = pd.DataFrame({"craft": ["a", "b", "c", "c"], "record": ["flown", "failed", "planned", "role"]})
    craft = pd.DataFrame({"key": ["a", "b", "c", "d", "e"], "bloc": ["ilrs", "ilrs", "ilrs", "artemis", "ilrs"]})
    assert needs.ahead(missions, craft, "ilrs") == ["c", "e"]


def test_states_step_by_step_upward():
    parties = pd.DataFrame(
        {
            "key": ["CHN", "cnsa", "lab", "esa", "bloc"],
            "kind": ["state", "agency", "institute", "organisation", "bloc"],
            "parent": ["", "CHN", "cnsa", "", "esa"],
        }
    )
    assert needs.states(parties) == {"CHN": "CHN", "cnsa": "CHN", "lab": "CHN"}


def test_a_craft_needs_who_runs_it_and_what_carries_it():
    rows = pd.DataFrame(
        [
            ("1", "rover", "flies on", "probe", "a"),
            ("2", "rover", "verifies", "bricks", "a"),
            ("3", "probe", "serves", "relay", "b"),
            ("4", "stranger", "serves", "relay", "b"),
            ("5", "probe", "part of", "relay", "b"),
            ("6", "rover", "flies on", "stranger", "a"),
        ],
        columns=["id", "from", "relation", "to", "source"],
    )
    table = needs.tasks(rows, {"rover": ["PAK"], "probe": ["CHN"]})
    assert list(table) == ["task", "craft", "states", "source", "id"]
    assert table.values.tolist() == [
        ["bricks", "rover", frozenset({"PAK", "CHN"}), "a", "2"],
        ["relay", "probe", frozenset({"CHN"}), "b", "3"],
    ]
    assert table.index.tolist() == [0, 1]


def test_three_relations_say_that_a_craft_does_a_task():
    words = ["verifies", "serves", "provides", "builds", "flies on", "part of"]
    rows = pd.DataFrame({"id": list("123456"), "from": "probe", "relation": words, "to": list("abcdef"), "source": "s"})
    assert needs.tasks(rows, {"probe": ["CHN"]})["task"].tolist() == ["a", "b", "c"]


def test_the_agency_runs_what_it_does_not_buy_and_the_leaders_run_most_of_what_the_station_needs():
    runs, doing = tables.named("craft", "operator"), needs.station_tasks()
    assert {runs[craft] for craft, _ in needs.OWN.values()} == {needs.AGENCY}
    runners = Counter(state for needed in doing["states"] for state in needed)
    assert tuple(state for state, _ in runners.most_common(2)) == needs.LEADERS


def test_tasks_left_undone_come_once_in_order():
    doing = pd.DataFrame(
        {
            "task": ["b", "a", "a", "b", "c", "b"],
            "states": [{"CHN"}, {"CHN"}, {"RUS"}, {"CHN", "PAK"}, {"RUS"}, {"CHN"}],
        }
    )
    assert needs.undone(doing, "CHN") == ["b"]
    assert needs.undone(doing, "RUS") == ["c"]
    assert needs.undone(doing, "PAK") == []


@pytest.mark.book
def test_every_possibility_of_the_book_leads_to_a_statement_or_says_it_is_ours():
    table = needs.supplies()
    known = {key for name in ("links", "missions", "contributions") for key in tables.load(name)["id"]}
    assert set(table[table["basis"] != "ours"]["id"]) <= known and set(table[table["basis"] == "ours"]["id"]) == {""}
    assert set(table["mission"]) == set(needs.LANDINGS) and len(table.groupby(["mission", "need"])) == 4 * len(needs.NEEDED)


@pytest.mark.book
def test_the_statements_of_the_plan_are_about_the_craft_they_stand_for():
    about = tables.named("missions", "craft", "id") | tables.named("contributions", "craft", "id")
    for craft, statement in (needs.OWN | needs.PARTS).values():
        assert about[statement] == craft
    assert about[needs.TOGETHER["artemis-later", "lander"]] == "artemis-later"


def test_things_are_craft_and_companies_of_the_study():
    things = needs.things()
    assert (things["com-013"], things["mis-067"]) == ("collins-aerospace", "gateway")
    assert "mis-001" not in things and "mis-2046" not in things  # of the essay, of a later source


def test_later_sources_turn_the_third_landing_the_station_and_a_maker_of_suits():
    turned = needs.turned_since()
    assert {turned[thing] for thing in ("artemis-3", "gateway", "collins-aerospace")} == {"out-2005", "out-2014", "out-2011"}
    assert "spacex" not in turned and "orion" not in turned


def test_who_could_give_the_landings_of_the_study_what_they_need():
    table = needs.supplies()
    makers = table.groupby(["mission", "need"], sort=False)["maker"].agg(list)
    assert makers["artemis-3"].to_dict() == {
        "rocket": ["nasa"], "spacecraft": ["nasa"], "station": ["nasa"], "module": ["esa"], "lander": ["spacex"],
        "suit": ["axiom-space"],
    }  # fmt: skip
    assert makers["artemis-5"]["lander"] == ["blue-origin"]
    assert makers["artemis-5"]["rocket"] == makers["artemis-later"]["rocket"] == ["nasa", "deep-space-transport"]
    assert makers["artemis-later"]["lander"] == ["spacex", "blue-origin"]
    assert makers["artemis-4"]["suit"] == ["axiom-space", "collins-aerospace"]
    assert set(table["purchase"]) == {"", "hls", "xevas", "epoc"}


def test_tasks_of_the_station_are_done_by_craft_that_have_not_flown():
    doing = needs.station_tasks()
    assert not {"change-6", "luna-25", "luna-24", "starship", "partner-missions-2"} & set(doing["craft"])
    states = dict(zip(doing["craft"], doing["states"], strict=True))
    assert states["pakistan-rover"] == {"PAK", "CHN"} and states["luna-28"] == {"RUS"} and states["change-8"] == {"CHN"}
    assert doing[doing["craft"] == "luna-28"]["task"].nunique() > 1


def test_a_need_that_is_open_again_may_be_met_by_whatever_meets_it_elsewhere():
    table = made()
    opened = needs.open_again(table, {("artemis-3", "lander"): "o"})
    assert rows_of(opened, "artemis-3", "lander") == [["eagle", "x", "hls", "plan", "o"], ["hawk", "y", "hls", "plan", "o"]]
    assert rows_of(opened, "artemis-3", "suit") == rows_of(table, "artemis-3", "suit")
    assert rows_of(opened, "artemis-5", "lander") == rows_of(table, "artemis-5", "lander")
    assert needs.verdict(opened, ["x"])["artemis-3"] == needs.GOES_ON != needs.verdict(table, ["x"])["artemis-3"]
    assert len(opened) == len(table) + 1 and opened.index.is_unique
    assert needs.open_again(table, {}).equals(table)


def test_what_later_sources_leave_open_is_open_as_long_as_they_say_so(monkeypatch):
    said = pd.DataFrame({"id": ["out-2006"], "verdict": ["open"]})
    monkeypatch.setattr(needs.evidence, "said", lambda *_: said)
    assert needs.reopened_since() == {("artemis-4", "lander"): "out-2006"}
    monkeypatch.setattr(needs.evidence, "said", lambda *_: said.assign(verdict="kept"))
    assert needs.reopened_since() == {}
