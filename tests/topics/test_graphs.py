"""The one builder of graphs: which statements make an edge, in which direction, and what it carries."""

import networkx as nx
import pandas as pd
import pytest

from analysis.facts import evidence, tables
from analysis.topics import graphs

LAYERS = {"a": "x", "b": "y", "c": "y"}
LABELS = {"a": "A", "b": "B", "c": "C"}


def link(id, start, end, **other):
    row = {"relation": "serves", "date": "", "status": "planned", "source": "s", "inferred": "", "graph": "system"}
    return row | {"id": id, "from": start, "to": end} | other


def table(*rows):
    return pd.DataFrame(rows)


def test_links_of_one_graph_with_both_ends_split_and_one_id():
    rows = table(link("1", "a; b", "c; d"), link("2", "a", "c", graph="risk"), link("3", "b", "a"))
    found = graphs.links("system", rows)
    assert found[["id", "from", "to"]].values.tolist() == [
        ["1", "a", "c"],
        ["1", "a", "d"],
        ["1", "b", "c"],
        ["1", "b", "d"],
        ["3", "b", "a"],
    ]
    assert found.index.tolist() == [0, 1, 2, 3, 4]
    assert found.columns.tolist() == rows.columns.tolist()


def test_links_are_those_of_the_book_unless_a_table_is_given():
    rows = evidence.said("links")
    for name in ("system", "market", "risk"):
        assert set(graphs.links(name)["id"]) == set(rows.loc[rows["graph"] == name, "id"])


def test_every_thing_has_its_short_name_and_a_craft_its_name():
    found = graphs.labels()
    for name, column in (("concepts", "short"), ("parties", "short"), ("programmes", "short"), ("craft", "name")):
        assert tables.named(name, column).items() <= found.items()


def test_an_edge_carries_its_first_statement_and_the_ids_and_sources_of_all():
    rows = table(
        link("2", "a", "b", relation="verifies", date="2028", status="flown", source="z"),
        link("1", "a", "b", date="2029", source="y"),
        link("3", "a", "b", source="z"),
        link("4", "a", "c", source="w"),
    )
    graph = graphs.from_links(rows, LAYERS, LABELS)
    assert dict(graph.edges["a", "b"]) == {
        "relation": "verifies", "status": "flown", "date": "2028", "id": "2",
        "statements": "2; 1; 3", "sources": "y; z", "printed": True,
    }  # fmt: skip
    assert graph.edges["a", "c"]["statements"] == "4"
    assert graph.number_of_edges() == 2


def test_nodes_have_layer_label_and_the_first_statement_that_names_them():
    graph = graphs.from_links(table(link("1", "a", "b"), link("2", "c", "b")), LAYERS, LABELS)
    assert dict(graph.nodes(data=True)) == {
        "a": {"layer": "x", "label": "A", "id": "1"},
        "b": {"layer": "y", "label": "B", "id": "1"},
        "c": {"layer": "y", "label": "C", "id": "2"},
    }


@pytest.mark.parametrize(("turned", "edges"), [(False, [("a", "b"), ("c", "a")]), (True, [("b", "a"), ("a", "c")])])
def test_edges_point_as_stated_or_turned_and_keep_the_order_of_the_rows(turned, edges):
    graph = graphs.from_links(table(link("1", "a", "b"), link("2", "c", "a")), LAYERS, LABELS, turned=turned)
    assert set(graph.edges) == set(edges)
    assert list(graph) == [*edges[0], "c"]


@pytest.mark.parametrize("ours", ["from", "relation", "to", "date; relation"])
def test_an_edge_is_printed_when_one_statement_prints_both_ends_and_the_relation(ours):
    inferred = table(link("1", "a", "b", inferred=ours))
    assert graphs.from_links(inferred, LAYERS, LABELS).edges["a", "b"]["printed"] is False
    both = table(link("1", "a", "b", inferred=ours), link("2", "a", "b"))
    assert graphs.from_links(both, LAYERS, LABELS).edges["a", "b"]["printed"] is True


def test_a_date_or_status_of_ours_leaves_an_edge_printed():
    rows = table(link("1", "a", "b", inferred="date; status"))
    assert graphs.from_links(rows, LAYERS, LABELS).edges["a", "b"]["printed"] is True


def test_an_end_without_layer_or_label_is_named_with_its_statement():
    with pytest.raises(KeyError, match="'d', linked by 9, has no layer"):
        graphs.from_links(table(link("9", "a", "d")), LAYERS, LABELS)
    with pytest.raises(KeyError, match="'d', linked by 9, has no label"):
        graphs.from_links(table(link("9", "d", "a")), LAYERS | {"d": "x"}, LABELS)


def test_a_part_keeps_the_order_and_the_attributes_of_the_whole():
    whole = nx.DiGraph()
    whole.add_node("a", n=1)
    whole.add_edge("c", "a", w=2)
    whole.add_edge("a", "b", w=3)
    found = graphs.part(whole, ["b", "a"])
    assert list(found.nodes(data=True)) == [("a", {"n": 1}), ("b", {})]
    assert list(found.edges(data=True)) == [("a", "b", {"w": 3})]
    found.nodes["a"]["n"] = 9
    assert whole.nodes["a"]["n"] == 1


def test_a_part_with_its_edges_named_has_only_those_between_its_nodes():
    whole = nx.DiGraph([("a", "b"), ("b", "c"), ("a", "c")])
    assert list(graphs.part(whole, "abc", [("b", "c")]).edges) == [("b", "c")]
    assert list(graphs.part(whole, "ab", [("b", "c"), ("a", "b")]).edges) == [("a", "b")]
    assert list(graphs.part(whole, "abc", []).edges) == []
