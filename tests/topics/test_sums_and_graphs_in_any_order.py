"""What holds for every ledger and every graph, tried with many made up ones."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.topics import graphs, ledger

settings.register_profile("few", derandomize=True, database=None, deadline=None, max_examples=30)
settings.load_profile("few")

AMOUNT = st.fixed_dictionaries(
    {"kind": st.sampled_from(ledger.ADDING), "low": st.integers(0, 10**10).map(float), "more": st.integers(0, 10**9)}
)


def _rows(amounts):
    rows = pd.DataFrame(amounts).assign(currency="USD", part_of="", relation="", latest=pd.Timestamp("2023"))
    return rows.assign(id=[f"f{n}" for n in range(len(rows))], high=rows["low"] + rows["more"])


AMOUNTS = st.lists(AMOUNT, min_size=1, max_size=6).map(_rows)


@given(AMOUNTS, st.randoms())
def test_a_sum_is_the_same_in_any_order_and_its_low_end_is_not_above_the_high_one(rows, rng):
    order = list(range(len(rows)))
    rng.shuffle(order)
    low, high = ledger.total(rows)
    assert (low, high) == ledger.total(rows.iloc[order]) == (rows["low"].sum(), rows["high"].sum())
    assert low <= high
    assert ledger.contracts(rows)["id"].tolist() == ledger.contracts(rows.iloc[order])["id"].tolist()


@given(AMOUNTS, AMOUNTS)
def test_the_sum_of_two_ledgers_is_the_sum_of_their_sums(one, other):
    together = ledger.total(pd.concat([one, other.assign(id="o-" + other["id"])]))
    assert together == tuple(a + b for a, b in zip(ledger.total(one), ledger.total(other), strict=True))


@given(AMOUNTS, st.sampled_from(sorted(ledger.WHY_NOT)), st.data())
def test_one_amount_that_does_not_add_is_refused_wherever_it_stands(rows, kind, data):
    place = data.draw(st.integers(0, len(rows) - 1))
    odd = rows["id"].iloc[place]
    with pytest.raises(ledger.KindsDoNotAdd, match=rf": {odd} \({kind}\)"):
        ledger.total(rows.assign(kind=rows["kind"].where(rows["id"] != odd, kind)))
    with pytest.raises(ledger.KindsDoNotAdd, match="currencies differ"):
        foreign = pd.DataFrame([rows.iloc[place].to_dict() | {"id": "x", "currency": "EUR"}])
        ledger.total(pd.concat([rows, foreign]))
    again = pd.DataFrame([rows.iloc[place].to_dict() | {"id": "x", "part_of": odd, "relation": "restates"}])
    with pytest.raises(ledger.KindsDoNotAdd, match=f"x restates {odd}, which is in the sum too"):
        ledger.total(pd.concat([again, rows]))
    assert len(ledger.contracts(pd.concat([again, rows]))) == len(rows), "left out, it adds"


END = st.lists(st.sampled_from("abcde"), min_size=1, max_size=3, unique=True).map("; ".join)
LINK = st.fixed_dictionaries(
    {"from": END, "to": END, "source": st.sampled_from("st"), "inferred": st.sampled_from(["", "relation"])}
)
LINKS = st.lists(LINK, min_size=1, max_size=6).map(
    lambda rows: pd.DataFrame(rows).assign(
        graph="system", relation="serves", date="", status="", id=[f"l{n}" for n in range(len(rows))]
    )
)
NAMES = dict(zip("abcde", "ABCDE", strict=True))


def _said(graph):
    """What a graph says, whatever the order of its statements."""
    edges = {(u, v): (set(e["statements"].split("; ")), e["sources"], e["printed"]) for u, v, e in graph.edges(data=True)}
    return set(graph.nodes), edges


@given(LINKS, st.randoms())
def test_a_graph_says_the_same_in_any_order_of_its_statements(rows, rng):
    graph = graphs.from_links(graphs.links("system", rows), NAMES, NAMES)
    order = list(range(len(rows)))
    rng.shuffle(order)
    again = graphs.from_links(graphs.links("system", rows.iloc[order]), NAMES, NAMES)
    assert _said(graph) == _said(again)
    turned = graphs.from_links(graphs.links("system", rows), NAMES, NAMES, turned=True)
    assert nx.utils.graphs_equal(nx.DiGraph(turned.reverse().edges), nx.DiGraph(graph.edges))


@given(LINKS)
def test_a_graph_has_a_node_for_each_end_and_an_edge_for_each_two_that_a_statement_links(rows):
    graph = graphs.from_links(graphs.links("system", rows), NAMES, NAMES)
    ends = {end for cell in [*rows["from"], *rows["to"]] for end in cell.split("; ")}
    linked = [
        (tail, head) for row in rows.to_dict("records") for tail in row["from"].split("; ") for head in row["to"].split("; ")
    ]
    assert set(graph.nodes) == ends and set(graph.edges) == set(linked)
    stated = [key for _, _, said in graph.edges(data="statements") for key in said.split("; ")]
    assert len(stated) == len(linked)


@given(LINKS, st.sets(st.sampled_from("abcde")))
def test_a_part_of_a_graph_keeps_its_order_and_all_edges_between_its_nodes(rows, nodes):
    graph = graphs.from_links(graphs.links("system", rows), NAMES, NAMES)
    part = graphs.part(graph, nodes)
    assert list(part.nodes) == [node for node in graph if node in nodes]
    assert list(part.edges(data=True)) == [edge for edge in graph.edges(data=True) if {edge[0], edge[1]} <= nodes]
