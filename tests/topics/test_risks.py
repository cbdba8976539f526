"""Risks: layers, what feeds what and the drawn part, by hand; every edge has its statement."""

import networkx as nx
import pandas as pd

from analysis.facts import evidence, tables
from analysis.topics import risks


def made(*edges, **layers):
    """A graph from (from, relation, to, sources)."""
    graph = nx.DiGraph()
    for start, relation, end, sources in edges:
        graph.add_edge(start, end, relation=relation, sources=sources)
    nx.set_node_attributes(graph, layers, "layer")
    nx.set_node_attributes(graph, {node: node.upper() for node in graph}, "label")
    return graph


def test_a_layer_is_the_kind_of_a_concept_or_cause_or_thing():
    kinds = {"c": "cause", "q": "consequence", "r": "risk", "d": "driver", "x": "facility"}
    concepts = pd.DataFrame({"key": list(kinds), "kind": list(kinds.values())})
    assert risks.layers(concepts, ["c", "starship"]) == {
        "c": "cause", "q": "consequence", "r": "risk", "d": "cause", "x": "cause", "starship": "thing"
    }  # fmt: skip


def test_what_causes_lead_to_over_any_number_of_steps():
    graph = made(
        ("c", "causes", "q", ""),
        ("q", "raises", "s", ""),
        ("q", "raises", "r", ""),
        ("d", "causes", "c", ""),
        ("b", "causes", "q2", ""),
        ("t", "raises", "r", ""),
        c="cause", d="cause", b="cause", q="consequence", q2="consequence", r="risk", s="risk", t="thing",
    )  # fmt: skip
    assert risks.feeds(graph).values.tolist() == [["C", 2, 1, "R, S"], ["D", 2, 1, "R, S"], ["B", 0, 1, ""]]


def test_causes_come_by_risks_then_effects_then_name():
    graph = made(
        ("a", "causes", "q", ""),
        ("b", "causes", "q", ""),
        ("b", "causes", "p", ""),
        ("c", "raises", "r", ""),
        a="cause", b="cause", c="cause", p="consequence", q="consequence", r="risk",
    )  # fmt: skip
    table = risks.feeds(graph)
    assert table["cause"].tolist() == ["C", "B", "A"]
    assert table.index.tolist() == [0, 1, 2]
    assert table.columns.tolist() == ["cause", "risks", "effects", "which"]


def test_a_softened_risk_is_not_fed():
    graph = made(("c", "mitigates", "r", ""), c="cause", r="risk")
    assert risks.feeds(graph).empty
    graph = made(("c", "causes", "q", ""), ("q", "mitigates", "r", ""), c="cause", q="consequence", r="risk")
    assert risks.feeds(graph).values.tolist() == [["C", 0, 1, ""]]


def test_the_drawn_part_is_two_steps_deep_and_of_the_sources():
    graph = made(
        ("far", "causes", "b", "s"),
        ("b", "causes", "m", "s"),
        ("m", "raises", "r", "s; t"),
        ("other", "raises", "r", "t"),
        ("far", "leads to", "q", "s"),
        ("r", "leads to", "q", "s"),
        ("m2", "raises", "r", "s"),
        ("m", "causes", "m2", "s"),
        far="cause", b="thing", m="cause", m2="cause", r="risk", other="cause", q="consequence",
    )  # fmt: skip
    drawn = risks.direct(graph, ["s"])
    assert list(drawn.edges) == [("b", "m"), ("m", "r"), ("m2", "r")]
    assert dict(drawn.nodes(data="layer")) == {"b": "cause", "m": "consequence", "r": "risk", "m2": "consequence"}
    assert graph.nodes["b"]["layer"] == "thing"
    assert set(risks.direct(graph, ["s", "t"])) == set(drawn) | {"other"}


def test_a_risk_that_raises_a_risk_stays_a_risk():
    graph = made(
        ("m", "raises", "r", "s"), ("r", "raises", "r2", "s"), ("r", "causes", "m", "s"), m="cause", r="risk", r2="risk"
    )
    drawn = risks.direct(graph, ["s"])
    assert list(drawn.edges) == [("m", "r")]
    assert dict(drawn.nodes(data="layer")) == {"m": "consequence", "r": "risk"}


def test_every_edge_of_the_books_graph_has_statements_that_exist():
    rows = tables.load("links").query("graph == 'risk'")
    graph = risks.graph()
    stated = {key for *_, keys in graph.edges(data="statements") for key in tables.split(keys)}
    assert stated == set(rows["id"])
    assert set(nx.get_node_attributes(graph, "layer").values()) <= {*risks.LAYERS, "thing"}


def test_the_part_drawn_of_the_book_ends_in_risks():
    graph = risks.graph()
    drawn = risks.direct(graph, evidence.founding("market"))
    assert set(drawn.edges) <= set(graph.edges)
    assert all(drawn.out_degree(node) > 0 for node, layer in drawn.nodes(data="layer") if layer != "risk")
