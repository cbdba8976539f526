"""The order within columns: a crossing that can be removed is removed."""

import networkx as nx

from analysis.charts.ordering import crossings, ordered


def test_ordering_removes_a_crossing_that_can_be_removed():
    graph = nx.DiGraph([("a", "d"), ("b", "c")])
    nx.set_node_attributes(graph, {"a": 0, "b": 0, "c": 1, "d": 1}, "layer")
    assert crossings(graph, [["a", "b"], ["c", "d"]]) == 1
    assert crossings(graph, ordered(graph, [0, 1])) == 0
