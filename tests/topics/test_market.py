"""The market graph: layers, direction, money on edges, sellers and their money, by hand; every edge has its statement."""

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


def test_what_an_agency_runs_itself_is_not_bought():
    graph = layered([("a", "p"), ("a", "v"), ("p", "v")], a="agency", p="programme", v="vehicle")
    assert list(market.bought(graph).edges) == [("a", "p"), ("p", "v")]
    assert list(market.bought(graph)) == ["a", "p", "v"]


def test_nodes_of_a_layer_come_in_the_order_of_the_graph():
    graph = layered([("b", "p"), ("a", "q"), ("a", "p")], a="agency", b="agency", p="programme", q="programme")
    assert market.in_layer(graph, "agency") == ["b", "a"] and market.in_layer(graph, "programme") == ["p", "q"]


def test_a_craft_of_several_makers_is_a_node_for_each():
    graph = layered(
        [("x", "suit"), ("y", "suit"), ("suit", "m"), ("suit", "n"), ("x", "eagle"), ("eagle", "m"), ("a", "eagle")],
        x="company", y="company", suit="vehicle", eagle="vehicle", m="mission", n="mission", a="agency",
    )  # fmt: skip
    graph.edges["y", "suit"]["amount"] = 5.0
    possible = pd.DataFrame(
        [("m", "suit", "x"), ("n", "suit", "x"), ("n", "suit", "y"), ("m", "eagle", "x")],
        columns=["mission", "craft", "maker"],
    )
    made = market.by_maker(graph, possible)
    assert list(made) == ["x", "suit of x", "suit of y", "y", "m", "n", "eagle", "a"]
    assert set(made.edges) == {
        ("x", "suit of x"), ("y", "suit of y"), ("suit of x", "m"), ("suit of x", "n"), ("suit of y", "n"), ("x", "eagle"),
        ("eagle", "m"), ("a", "eagle"),
    }  # fmt: skip
    assert made.edges["y", "suit of y"]["amount"] == 5.0 and made.nodes["suit of y"] == {"layer": "vehicle", "label": "SUIT"}


def sold(*rows):
    return pd.DataFrame(rows, columns=["id", "from", "to", "status"])


CONTRACTS = pd.DataFrame(
    {
        "programme": ["hls", "hls", "clps", "hls", "clps"],
        "recipients": ["x", "x", "x", "z", "y"],
        "low": [1.0, 2.0, 4.0, 8.0, 16.0],
        "high": [10.0, 20.0, 40.0, 80.0, 160.0],
    }
)


def test_who_sells_who_is_gone_and_who_is_only_to_sell():
    rows = sold(
        ("1", "hls", "x", "signed"),
        ("2", "clps", "y", "cancelled"),
        ("3", "hls", "x", "planned"),
        ("4", "epoc", "w", "planned"),
        ("5", "clps", "v", ""),
        ("6", "epoc", "y", "planned"),
    )
    table = market.holders(rows, CONTRACTS, {"y"})
    assert list(table) == ["purchase", "company", "standing", "amount", "printed", "id"]
    assert table.values.tolist() == [
        ["hls", "x", "live", 3.0, 2, "1"],
        ["clps", "y", "gone", 16.0, 1, "2"],
        ["epoc", "w", "planned", 0.0, 0, "4"],
        ["clps", "v", "live", 0.0, 0, "5"],
        ["epoc", "y", "gone", 0.0, 0, "6"],
    ]


def test_the_money_of_those_gone_stands_apart():
    rows = sold(
        ("1", "hls", "x", "signed"),
        ("2", "clps", "y", "signed"),
        ("3", "clps", "v", ""),
        ("4", "clps", "u", ""),
        ("5", "epoc", "w", "planned"),
    )
    table = market.by_purchase(market.holders(rows, CONTRACTS, {"y"}), ["epoc", "clps", "hls", "ltv"])
    assert table.index.tolist() == ["epoc", "clps", "hls", "ltv"] and table.index.name == "purchase"
    assert table[["live", "gone", "planned"]].to_dict("index") == {
        "epoc": {"live": [], "gone": [], "planned": ["w"]},
        "clps": {"live": ["v", "u"], "gone": ["y"], "planned": []},
        "hls": {"live": ["x"], "gone": [], "planned": []},
        "ltv": {"live": [], "gone": [], "planned": []},
    }
    assert table["gone_amount"].tolist() == [0.0, 16.0, 0.0, 0.0]
    assert table["live_amount"].isna().tolist() == [False, True, False, False]  # named, and no amount printed
    assert table["live_amount"].fillna(-1).tolist() == [0.0, -1.0, 3.0, 0.0]


def test_contracts_for_the_space_station_by_their_purpose():
    rows = pd.DataFrame({"label": ["Suit", "Station", "Suit"], "purpose": ["space station", "", "space station"]})
    assert market.near_earth(rows).index.tolist() == [0, 2]


def test_sellers_are_the_companies_of_the_purchases_of_artemis():
    rows = market.sellers()
    assert set(zip(rows["from"], rows["to"], strict=True)) == {
        ("hls", "spacex"), ("hls", "blue-origin"), ("xevas", "axiom-space"), ("xevas", "collins-aerospace"),
        ("epoc", "deep-space-transport"), ("clps", "intuitive-machines"), ("clps", "astrobotic"), ("clps", "firefly"),
        ("clps", "orbit-beyond"), ("clps", "masten"),
    }  # fmt: skip


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


def test_the_lunar_part_runs_from_the_agency_to_the_nations_whose_payload_flies():
    lunar = market.lunar()
    assert {"nasa", "clps", "astrobotic", "peregrine", "peregrine-1", "MEX"} <= set(lunar)
    assert not {"google-lunar-xprize", "sbir", "cots", "falcon-9", "iss-crew"} & set(lunar)
    layers = nx.get_node_attributes(lunar, "layer")
    assert (layers["nasa"], layers["clps"], layers["peregrine"], layers["MEX"]) == (
        "agency",
        "programme",
        "vehicle",
        "nation",
    )
    assert lunar.edges["hls", "blue-origin"]["amount"] == 3.4e9 and lunar.nodes["clps"]["label"] == "CLPS"


def test_the_whole_market_holds_prizes_and_flights_near_the_earth_too():
    whole = market.market()
    assert {"google-lunar-xprize", "cots", "falcon-9", "iss-crew"} <= set(whole) and whole.has_edge("cots", "spacex")
    assert not whole.has_edge("deep-space-transport", "boeing")  # a part is no step
