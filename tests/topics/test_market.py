"""The market graph: layers, direction, money on edges and stranding, by hand; every edge has its statement."""

import networkx as nx
import pandas as pd
import pytest

from analysis.facts import tables
from analysis.topics import ledger, market


def test_layers_of_parties_programmes_and_craft():
    parties = {"nasa": "agency", "esa": "organisation", "x": "company", "t": "team", "MEX": "state", "mit": "institute"}
    craft = {
        "eagle": "lander", "zebro": "rover", "falcon": "rocket", "orion": "spacecraft", "a7": "suit",
        "artemis-3": "mission", "iss": "station",
    }  # fmt: skip
    frames = [pd.DataFrame({"key": list(kinds), "kind": list(kinds.values())}) for kinds in (parties, craft)]
    assert market.layers(frames[0], pd.DataFrame({"key": ["hls"]}), frames[1]) == {
        "nasa": "agency", "esa": "agency", "x": "company", "t": "company", "MEX": "nation", "hls": "programme",
        "eagle": "vehicle", "zebro": "vehicle", "falcon": "vehicle", "orion": "vehicle", "a7": "vehicle",
        "artemis-3": "mission",
    }  # fmt: skip


FOUND = {"nasa": "agency", "hls": "programme", "clps": "programme", "x": "company", "y": "company", "eagle": "vehicle"}


def test_steps_run_from_the_earlier_layer_to_the_later():
    rows = pd.DataFrame(
        [
            ("1", "nasa", "runs", "hls"),
            ("2", "x", "takes part in", "clps"),
            ("3", "clps", "runs", "hls"),
            ("4", "x", "part of", "y"),
            ("5", "eagle", "serves", "nowhere"),
            ("6", "nowhere", "serves", "eagle"),
            ("7", "eagle", "supported by", "hls"),
        ],
        columns=["id", "from", "relation", "to"],
    )
    assert market.steps(rows, FOUND).values.tolist() == [
        ["1", "nasa", "runs", "hls"],
        ["2", "clps", "takes part in", "x"],
        ["3", "clps", "runs", "hls"],
        ["7", "hls", "supported by", "eagle"],
    ]


def test_money_is_summed_on_the_edge_of_programme_and_company():
    graph = nx.DiGraph([("hls", "x"), ("hls", "y"), ("nasa", "hls")])
    contracts = pd.DataFrame(
        {
            "programme": ["hls", "hls", "clps", "hls"],
            "recipients": ["x", "x", "x", "z"],
            "low": [1.0, 2.0, 4.0, 8.0],
            "high": [10.0, 20.0, 40.0, 80.0],
        }
    )
    made = market.with_amounts(graph, contracts)
    assert nx.get_edge_attributes(made, "amount") == {("hls", "x"): 3.0, ("hls", "y"): 0.0, ("nasa", "hls"): 0.0}
    assert nx.get_edge_attributes(graph, "amount") == {}


def test_purchases_are_the_contract_vehicles_of_the_parent():
    programmes = pd.DataFrame(
        {
            "key": ["hls", "sls", "crs"],
            "kind": ["contract vehicle", "programme", "contract vehicle"],
            "parent": ["artemis", "artemis", ""],
        }
    )
    assert market.purchases(programmes, "artemis") == ["hls"]


def test_craft_of_another_bloc_are_elsewhere():
    craft = pd.DataFrame({"key": ["eagle", "falcon", "luna"], "bloc": ["artemis", "other", "ilrs"]})
    assert market.elsewhere(craft, "artemis") == ["falcon", "luna"]


def test_below_holds_who_runs_a_programme_and_what_it_reaches_from_outside_nothing():
    graph = nx.DiGraph(
        [
            ("nasa", "hls"),
            ("nasa", "prize"),
            ("prize", "x"),
            ("hls", "x"),
            ("x", "falcon"),
            ("falcon", "iss"),
            ("x", "eagle"),
            ("eagle", "artemis-3"),
            ("esa", "gone"),
        ]
    )
    kept = market.below(graph, ["hls", "unknown"], ["falcon"])
    assert list(kept) == ["nasa", "hls", "x", "eagle", "artemis-3"]
    assert set(kept.edges) == {("nasa", "hls"), ("hls", "x"), ("x", "eagle"), ("eagle", "artemis-3")}


def layered(edges, **layers):
    graph = nx.DiGraph(edges)
    nx.set_node_attributes(graph, layers, "layer")
    nx.set_node_attributes(graph, {node: node.upper() for node in graph}, "label")
    nx.set_edge_attributes(graph, 0.0, "amount")
    return graph


def chain():
    """One agency, two programmes, one company reached by both, one by the first only, and what hangs on that one."""
    graph = layered(
        [("a", "p"), ("a", "q"), ("p", "c"), ("q", "c"), ("p", "d"), ("d", "v"), ("v", "m"), ("m", "n"), ("m", "o")],
        a="agency", p="programme", q="programme", c="company", d="company", v="vehicle", m="mission", n="nation", o="nation",
    )  # fmt: skip
    graph.edges["p", "c"]["amount"], graph.edges["p", "d"]["amount"] = 3.0, 4.0
    graph.edges["a", "p"]["amount"], graph.edges["q", "c"]["amount"] = 100.0, 5.0
    return graph


def test_what_an_agency_runs_itself_is_not_bought():
    graph = layered([("a", "p"), ("a", "v"), ("p", "v")], a="agency", p="programme", v="vehicle")
    assert list(market.bought(graph).edges) == [("a", "p"), ("p", "v")]
    assert list(market.bought(graph)) == ["a", "p", "v"]


def test_stranding_by_hand():
    table = market.stranded(chain())
    assert table.index.tolist() == ["p", "q"]
    assert table.loc["p"].to_dict() == {
        "companies": 1, "vehicles": 1, "missions": 1, "nations": 2, "who": "D", "exposed": 7.0
    }  # fmt: skip
    assert table.loc["q"].to_dict() == {
        "companies": 0, "vehicles": 0, "missions": 0, "nations": 0, "who": "", "exposed": 5.0
    }  # fmt: skip


def test_programmes_that_strand_as_many_companies_come_by_missions_then_money():
    graph = layered(
        [("a", "p"), ("a", "q"), ("a", "r"), ("p", "c"), ("q", "d"), ("r", "e"), ("e", "m")],
        a="agency", p="programme", q="programme", r="programme", c="company", d="company", e="company", m="mission",
    )  # fmt: skip
    graph.edges["q", "d"]["amount"] = 1.0
    assert market.stranded(graph).index.tolist() == ["r", "q", "p"]


def test_stranded_companies_are_named():
    graph = layered([("a", "p"), ("p", "d"), ("p", "c")], a="agency", p="programme", c="company", d="company")
    assert market.stranded(graph).loc["p", "who"] == "D, C"


def test_a_node_no_agency_reached_before_is_not_stranded():
    graph = layered([("p", "c"), ("a", "q")], a="agency", p="programme", q="programme", c="company")
    assert market.stranded(graph).loc["p", "companies"] == 0
    assert market.reached(graph) == {"a", "q"}


def test_two_agencies_reach_what_either_does():
    graph = layered([("a", "p"), ("b", "q")], a="agency", b="agency", p="programme", q="programme")
    assert market.reached(graph) == {"a", "b", "p", "q"}
    assert market.in_layer(graph, "programme") == ["p", "q"]


def test_companies_on_one_programme_by_hand():
    graph = layered(
        [("p", "d"), ("p", "c"), ("q", "d"), ("q", "b"), ("e", "c"), ("p", "v")],
        p="programme", q="programme", b="company", c="company", d="company", e="company", v="vehicle",
    )  # fmt: skip
    assert market.one_programme(graph).to_dict("records") == [
        {"company": "B", "programme": "Q"},
        {"company": "C", "programme": "P"},
    ]


def test_every_edge_and_node_of_the_books_market_leads_to_a_statement():
    graph, known = market.market(), set(tables.load("links")["id"])
    for _, _, data in graph.edges(data=True):
        assert data["statements"] and set(tables.split(data["statements"])) <= known
    assert all(key in known for _, key in graph.nodes(data="id"))


def test_money_on_the_books_edges_is_the_ledgers_total_and_holds_no_ceiling():
    on_edges = sum(amount for *_, amount in market.market().edges(data="amount"))
    assert on_edges == pytest.approx(ledger.total(ledger.contracts(ledger.ledger()))[0])


def test_the_lunar_part_of_the_book_holds_its_purchases_and_no_craft_of_elsewhere():
    lunar = market.lunar()
    assert set(market.purchases(tables.load("programmes"), "artemis")) == set(market.in_layer(lunar, "programme"))
    assert market.in_layer(lunar, "vehicle") and market.in_layer(lunar, "mission")
    assert not set(lunar) & set(market.elsewhere(tables.load("craft"), "artemis"))
