"""Risks: what leads where, what stands behind several, how it is argued and who speaks of it, by hand."""

import networkx as nx
import pandas as pd
import pytest

from analysis.facts import evidence, tables
from analysis.topics import risks


def made(*edges, **layers):
    """A graph from (from, relation, to) or (from, relation, to, sources); what is not named is a cause, r-... a risk."""
    graph = nx.DiGraph()
    for n, (start, relation, end, *rest) in enumerate(edges):
        graph.add_edge(
            start, end, relation=relation, sources=(rest or ["s"])[0], printed=n % 2 == 0, id=str(n), statements=f"{n}; x{n}"
        )
    kinds = {node: "risk" if node.startswith("r-") else "cause" for node in graph}
    nx.set_node_attributes(graph, kinds | layers, "layer")
    nx.set_node_attributes(graph, {node: node.upper() for node in graph}, "label")
    return graph


def test_a_layer_is_the_kind_of_a_concept_or_cause_or_thing():
    kinds = {"c": "cause", "q": "consequence", "r": "risk", "d": "driver", "x": "facility"}
    concepts = pd.DataFrame({"key": list(kinds), "kind": list(kinds.values())})
    assert risks.layers(concepts, ["c", "starship"]) == {
        "c": "cause", "q": "consequence", "r": "risk", "d": "cause", "x": "cause", "starship": "thing"
    }  # fmt: skip


def test_the_part_that_some_sources_state():
    graph = made(("a", "causes", "b", "s; t"), ("b", "causes", "c", "t"), ("d", "causes", "e", "u"))
    assert list(risks.said_by(graph, ["s", "u"]).edges) == [("a", "b"), ("d", "e")]
    assert list(risks.said_by(graph, ["s"])) == ["a", "b"]
    both = made(("a", "causes", "b", "s"), ("c", "causes", "b", "s"), ("a", "causes", "c", "t"))
    assert list(risks.said_by(both, ["s"]).edges) == [("a", "b"), ("c", "b")]  # both ends stay, the edge does not


def test_what_softens_and_what_is_a_piece_of_a_risk_leads_nowhere():
    graph = made(
        ("a", "mitigates", "r-mission"), ("q", "part of", "r-mission"), ("p", "part of", "c"), ("c", "raises", "r-mission")
    )
    ways = risks.leading(graph)
    assert list(ways.edges) == [("p", "c"), ("c", "r-mission")] and list(ways) == list(graph)


def test_what_causes_lead_to_over_any_number_of_steps():
    graph = made(
        ("c", "causes", "q"),
        ("q", "raises", "r-mission"),
        ("d", "causes", "c"),
        ("d", "raises", "r-commercial"),
        ("h", "raises", "r-competition"),
        ("h", "raises", "r-inequality"),
        ("b", "causes", "q2"),
        ("x", "raises", "r-ilrs"),
        ("t", "raises", "r-mission"),
        q="consequence", q2="consequence", t="thing",
    )  # fmt: skip
    table = risks.reach(graph)
    assert table.columns.tolist() == ["cause", "label", "risks", "levels"] and table.index.tolist() == list(range(5))
    assert table.values.tolist() == [
        ["d", "D", "r-mission; r-commercial", "mission; commercial"],
        ["h", "H", "r-competition; r-inequality", "international"],
        ["c", "C", "r-mission", "mission"],
        ["x", "X", "r-ilrs", ""],
        ["b", "B", "", ""],
    ]


def test_a_cause_of_more_levels_comes_before_one_of_more_risks():
    graph = made(
        ("h", "raises", "r-competition"), ("h", "raises", "r-inequality"), ("h", "raises", "r-geopolitics"),
        ("d", "raises", "r-commercial"), ("d", "raises", "r-mission"),
    )  # fmt: skip
    assert risks.reach(graph)["cause"].tolist() == ["d", "h"]
    assert risks.reach(graph)["levels"].iloc[0] == "mission; commercial"  # in the order of the levels, not of the graph


def test_every_risk_of_the_world_is_on_one_level():
    for risk in ("r-international", "r-competition", "r-inequality", "r-geopolitics"):
        assert risks.reach(made(("c", "raises", risk)))["levels"].tolist() == ["international"]


def test_the_subject_of_the_study_and_its_drivers_are_no_causes_among_others():
    subject = "c-commercialisation"
    graph = made(
        ("driver", "leads to", subject),
        (subject, "raises", "r-mission"),
        (subject, "causes", "c"),
        ("c", "raises", "r-mission"),
    )
    assert risks.reach(graph)["cause"].tolist() == ["c"]
    assert risks.direct(graph)["cause"].tolist() == ["c"]


def test_a_softened_risk_is_not_led_to():
    assert risks.reach(made(("c", "mitigates", "r-mission")))["risks"].tolist() == [""]


def test_what_leads_straight_to_a_risk_with_its_parts():
    graph = made(
        ("far", "causes", "c"),
        ("c", "raises", "r-mission"),
        ("p", "part of", "c"),
        ("o", "part of", "c"),
        ("q", "part of", "r-mission"),
        ("m", "mitigates", "r-mission"),
        ("q", "raises", "r-ilrs", "t"),
        ("r-mission", "leads to", "after"),
        q="consequence",
    )
    table = risks.direct(graph)
    assert table.columns.tolist() == ["risk", "cause", "parts", "printed", "id", "sources"]
    assert table.values.tolist() == [
        ["r-mission", "c", "p; o", False, "1", "s"], ["r-ilrs", "q", "", True, "6", "t"]
    ]  # fmt: skip


def test_the_steps_between_a_cause_and_its_risks():
    graph = made(
        ("p", "causes", "low"),
        ("p", "causes", "part"),
        ("p", "leads to", "good"),
        ("low", "raises", "r-mission"),
        ("part", "raises", "r-commercial"),
        ("part", "leads to", "exit"),
        ("r-commercial", "leads to", "fear"),
        ("other", "raises", "r-mission"),
        ("before", "causes", "p"),
        ("p", "mitigates", "r-ilrs"),
    )
    table = risks.steps_between(graph, "p")
    assert table.columns.tolist() == ["from", "to", "printed", "id", "statements"]
    assert table.values.tolist() == [
        ["p", "low", True, "0", "0; x0"],
        ["p", "part", False, "1", "1; x1"],
        ["low", "r-mission", False, "3", "3; x3"],
        ["part", "r-commercial", True, "4", "4; x4"],
    ]


def test_a_way_ends_at_the_first_risk():
    graph = made(("p", "raises", "r-mission"), ("r-mission", "raises", "r-commercial"))
    assert risks.steps_between(graph, "p")[["from", "to"]].values.tolist() == [["p", "r-mission"]]


def test_steps_of_an_argument_by_kind():
    rows = pd.DataFrame({"thesis": ["a", "a", "a", "b", "c"], "role": ["thesis", "reason", "reason", "limit", "effect"]})
    made = risks.argued(rows, ["b", "a", "none"])
    assert made.columns.tolist() == ["reason", "example", "effect", "limit"] and made.index.tolist() == ["b", "a", "none"]
    assert made.values.tolist() == [[0, 0, 0, 1], [2, 0, 0, 0], [0, 0, 0, 0]]


CLAIMS = pd.DataFrame(
    [
        ("1", "ilrs", "s", "challenge", "neutral", "", ""),
        ("2", "ilrs", "s", "outlook", "critical", "users", ""),
        ("3", "ilrs", "s", "criticism", "critical", "", "stance"),
        ("4", "ilrs", "s", "outlook", "favourable", "", ""),
        ("5", "artemis", "s", "criticism", "critical", "", ""),
        ("6", "artemis", "a", "criticism", "critical", "others", "voice"),
        ("7", "both", "s", "challenge", "critical", "", ""),
        ("8", "ilrs", "s", "challenge", "neutral", "users", ""),
    ],
    columns=["id", "about", "source", "topic", "stance", "voice", "inferred"],
)
ROADS = {"ilrs": ["s", "t"], "artemis": ["a"]}


def test_warnings_are_of_the_documents_that_describe_the_road():
    assert risks.warnings(CLAIMS, ROADS)["id"].tolist() == ["1", "2", "3", "6", "8"]
    assert risks.warnings(CLAIMS, {}).empty
    mild = CLAIMS.assign(stance="neutral").iloc[::-1]  # by topic alone, and in the order and on the index given
    assert risks.warnings(mild, ROADS)["id"].tolist() == ["8", "6", "3", "1"]


def test_of_no_claims_none_is_a_warning():
    none = pd.DataFrame({"about": [], "source": [], "topic": [], "stance": [], "id": []}, dtype=str)
    found = risks.warnings(none, {"ilrs": ["s"]})
    assert len(found) == 0 and found.columns.tolist() == ["about", "source", "topic", "stance", "id"]


def test_the_graph_is_made_of_the_links_of_risk_with_layers_and_names(monkeypatch):
    row = {"date": "", "status": "ongoing", "source": "s", "inferred": "", "relation": "causes"}
    ends = [("1", "starship", "q", "risk"), ("2", "q", "r", "risk"), ("3", "c", "q", "risk"), ("4", "c", "r", "market")]
    book = {
        "links": pd.DataFrame([row | {"id": id, "from": a, "to": b, "graph": graph} for id, a, b, graph in ends]),
        "sources": pd.DataFrame({"key": ["s"], "class": ["founding"]}),
        "concepts": pd.DataFrame(
            {"key": ["c", "q", "r"], "kind": ["driver", "consequence", "risk"], "short": ["C", "Q", "R"]}
        ),
        "craft": pd.DataFrame({"key": ["starship"], "name": ["Starship"]}),
        "parties": pd.DataFrame({"key": ["x"], "short": ["X"]}),
        "programmes": pd.DataFrame({"key": ["y"], "short": ["Y"]}),
    }
    monkeypatch.setattr(tables, "load", book.__getitem__)
    graph = risks.graph()
    assert set(graph.edges) == {("starship", "q"), ("q", "r"), ("c", "q")}
    assert dict(graph.nodes(data="layer")) == {"starship": "thing", "q": "consequence", "r": "risk", "c": "cause"}
    assert dict(graph.nodes(data="label")) == {"starship": "Starship", "q": "Q", "r": "R", "c": "C"}


def test_how_far_each_document_speaks_of_what_may_go_wrong():
    made = risks.openness(CLAIMS, ROADS)
    assert made.columns.tolist() == ["about", "source", "named", "critical", "printed", "reported"]
    assert made.values.tolist() == [
        ["ilrs", "s", 4, 2, 1, 1], ["ilrs", "t", 0, 0, 0, 0], ["artemis", "a", 1, 1, 1, 1]
    ]  # fmt: skip


@pytest.mark.book
def test_every_edge_of_the_books_graph_has_statements_that_exist():
    rows = evidence.said("links").query("graph == 'risk'")
    graph = risks.graph()
    stated = {key for *_, keys in graph.edges(data="statements") for key in tables.split(keys)}
    assert stated == set(rows["id"])
    assert set(nx.get_node_attributes(graph, "layer").values()) == {"cause", "consequence", "risk", "thing"}


@pytest.mark.book
def test_every_risk_of_the_study_stands_on_a_level():
    graph = risks.graph()
    named = {
        risk for _, risk in risks.said_by(graph, evidence.founding("market")).edges if graph.nodes[risk]["layer"] == "risk"
    }
    assert named == {risk for held in risks.LEVELS.values() for risk in held}


def test_the_steps_to_some_risks_are_those_on_a_way_to_them():
    pairs = [("c", "a"), ("c", "b"), ("a", "d"), ("d", "r"), ("b", "s"), ("b", "r")]
    steps = pd.DataFrame(pairs, columns=["from", "to"]).assign(printed=[True, False] * 3)
    assert risks.steps_to(steps, ["s"])[["from", "to"]].values.tolist() == [["c", "b"], ["b", "s"]]
    found = risks.steps_to(steps, ["r", "unknown"])
    assert found[["from", "to"]].values.tolist() == [["c", "a"], ["c", "b"], ["a", "d"], ["d", "r"], ["b", "r"]]
    assert found["printed"].tolist() == [True, False, True, False, False] and found.index.tolist() == [0, 1, 2, 3, 4]
    assert risks.steps_to(steps, []).empty
