"""The station: agreement of documents, the system map and what lies behind an aim, on tables made by hand."""

import networkx as nx
import pandas as pd

from analysis.facts import evidence, tables
from analysis.topics import station


def said(key, source, kind="facility", printed=True, id="x"):
    return {"key": key, "name": key.title(), "kind": kind, "source": source, "printed": printed, "id": id}


def test_parts_are_all_statements_on_aims_and_facilities_with_name_and_kind():
    rows, concepts = station.parts(), tables.load("concepts").set_index("key")
    stated = evidence.said("objectives").set_index("id")["objective"].to_dict()
    stated |= evidence.said("facilities").set_index("id")["facility"].to_dict()
    assert rows.set_index("id")["key"].to_dict() == stated
    assert rows["name"].tolist() == [concepts.loc[key, "short"] for key in rows["key"]]
    assert rows["kind"].tolist() == [concepts.loc[key, "kind"] for key in rows["key"]]
    assert set(rows["kind"]) == {"objective", "facility"}
    assert rows.index.is_unique


def test_a_part_is_printed_unless_the_thing_itself_is_inferred():
    rows = station.parts().set_index("id")
    for table, column in (("objectives", "objective"), ("facilities", "facility")):
        for row in evidence.said(table).itertuples():
            assert rows.loc[row.id, "printed"] == (column not in tables.split(row.inferred))


def test_agreement_puts_aims_first_then_the_most_named_then_the_name():
    rows = pd.DataFrame(
        [said("relay", "a"), said("base", "b"), said("dome", "a"), said("dome", "b"), said("crews", "b", "objective")]
    )
    table = station.agreement(rows)
    assert table.index.tolist() == ["crews", "dome", "base", "relay"]
    assert table.loc["dome", ["name", "kind", "sources", "documents", "statements"]].tolist() == [
        "Dome", "facility", "a; b", 2, 2,
    ]  # fmt: skip


def test_agreement_counts_documents_not_statements():
    table = station.agreement(pd.DataFrame([said("dome", "a"), said("dome", "a")]))
    assert table.loc["dome", ["documents", "statements"]].tolist() == [1, 2]


def test_mentions_are_one_a_document_the_printed_one_before_the_first():
    rows = pd.DataFrame(
        [
            said("base", "b", id="1"),
            said("dome", "b", printed=False, id="2"),
            said("dome", "b", id="3"),
            said("dome", "a", id="4"),
            said("dome", "a", id="5"),
            said("base", "b", id="6"),
        ]
    )
    found = station.mentions(rows)
    assert found["id"].tolist() == ["4", "3", "1"]
    assert found.columns.tolist() == rows.columns.tolist()
    assert found.index.tolist() == [0, 1, 2]


def test_of_many_equal_mentions_the_first_is_chosen():
    rows = pd.DataFrame([said("dome", "a", printed=n > 30, id=str(n)) for n in range(100)])
    assert station.mentions(rows)["id"].tolist() == ["31"]


def test_aims_and_facilities_by_the_number_of_their_documents():
    table = pd.DataFrame({"kind": ["objective", "facility", "facility"], "documents": [2, 1, 1]})
    found = station.by_documents(table)
    assert found.columns.tolist() == ["kind", "documents", "named"]
    assert found.values.tolist() == [["facility", 1, 2], ["objective", 2, 1]]


def link(id, start, relation, end):
    row = {"date": "", "status": "planned", "source": "s", "inferred": ""}
    return row | {"id": id, "from": start, "relation": relation, "to": end}


def test_the_map_points_from_what_is_wanted_to_what_it_rests_on():
    concepts = tables.load("concepts")
    aim, facility, technology = (
        concepts.loc[concepts["kind"] == k, "key"].iloc[0] for k in ("objective", "facility", "technology")
    )
    (craft, name), *_ = tables.named("craft", "name").items()
    rows = pd.DataFrame(
        [
            link("1", facility, "serves", aim),
            link("2", technology, "part of", facility),
            link("3", craft, "verifies", technology),
            link("4", craft, "provides", facility),
            link("5", craft, "flies on", aim),
        ]
    )
    graph = station.system(rows)
    assert set(graph.edges) == {(aim, facility), (facility, technology), (technology, craft), (facility, craft)}
    layers = nx.get_node_attributes(graph, "layer")
    assert layers == {aim: "objective", facility: "facility", technology: "technology", craft: "mission"}
    assert graph.nodes[craft]["label"] == name


def test_the_books_map_has_no_cycle_and_every_link_that_rests_on_something():
    rows, every = station.links(), evidence.said("links")
    assert set(rows["id"]) == set(every.loc[every["graph"] == "system", "id"])
    graph = station.system(rows)
    assert nx.is_directed_acyclic_graph(graph)
    shown = {key for _, _, data in graph.edges(data=True) for key in tables.split(data["statements"])}
    assert shown == set(rows.loc[rows["relation"].isin(["serves", "part of", "verifies", "provides"]), "id"])


def map_of(layers, *edges):
    graph = nx.DiGraph()
    for layer, nodes in layers.items():
        for node in nodes.split():
            graph.add_node(node, layer=layer, label=node.upper())
    graph.add_edges_from(edge.split() for edge in edges)
    return graph


LAYERS = {"objective": "a b c", "facility": "f g", "technology": "t", "mission": "m n"}


def test_reach_counts_what_lies_on_paths_by_layer_most_missions_first():
    graph = map_of(LAYERS, "a f", "b f", "b g", "f t", "g n", "t m", "c g")
    table = station.reach(graph)
    assert table.columns.tolist() == ["aim", "facilities", "technologies", "missions"]
    assert table.values.tolist() == [["B", 2, 1, 2], ["A", 1, 1, 1], ["C", 1, 0, 1]]


def test_aims_with_equal_reach_stand_by_facilities_then_by_name():
    graph = map_of({"objective": "b a c", "facility": "f g"}, "b f", "a f", "c f", "c g")
    assert station.reach(graph)["aim"].tolist() == ["C", "A", "B"]


def test_untested_aims_have_facilities_but_no_mission():
    graph = map_of(LAYERS, "a f", "f t", "t m", "c f", "c g", "b g")
    graph.remove_edge("f", "t")
    assert station.untested(graph).index.tolist() == [0, 1, 2]
    assert station.untested(graph).to_dict("list") == {"aim": ["A", "B", "C"], "facilities": [1, 1, 2]}
    graph.add_edge("f", "m")
    assert station.untested(graph).to_dict("list") == {"aim": ["B"], "facilities": [1]}
