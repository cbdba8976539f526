"""The market graph: every edge has its statement; reachability and intervals by hand."""

import math

import networkx as nx
import pytest
from scipy.stats import norm

from analysis import companies, funding, tables


def chain():
    """Two agencies' programmes, one company reached by both, one by the first only."""
    graph = nx.DiGraph([("A", "p"), ("A", "q"), ("p", "c"), ("q", "c"), ("p", "d"), ("d", "v"), ("v", "m")])
    layers = {
        "A": "agency",
        "p": "programme",
        "q": "programme",
        "c": "company",
        "d": "company",
        "v": "vehicle",
        "m": "mission",
    }
    nx.set_node_attributes(graph, layers, "layer")
    nx.set_node_attributes(graph, {n: n for n in graph}, "label")
    nx.set_edge_attributes(graph, 0.0, "amount")
    graph.edges["p", "c"]["amount"], graph.edges["p", "d"]["amount"] = 3.0, 4.0
    return graph


def test_stranding_by_hand():
    table = companies.stranded(chain())
    assert table.loc["p", ["companies", "vehicles", "missions"]].tolist() == [1, 1, 1]
    assert table.loc["p", "exposed"] == 7.0
    assert table.loc["q", ["companies", "exposed"]].tolist() == [0, 0.0]


def test_one_programme_by_hand():
    assert companies.one_programme(chain()).values.tolist() == [["d", "p"]]


def test_every_edge_and_node_of_the_market_leads_to_a_statement():
    graph, known = companies.market(), set(tables.load("links")["id"])
    for _, _, data in graph.edges(data=True):
        assert set(tables.split(data["statements"])) <= known and data["statements"]
    assert all(data["url"].removeprefix("#") in known for _, data in graph.nodes(data=True))


def test_edges_run_from_left_to_right():
    graph, order = companies.market(), list(companies.LAYERS)
    for u, v in graph.edges:
        assert order.index(graph.nodes[u]["layer"]) <= order.index(graph.nodes[v]["layer"]), (u, v)


def test_money_on_the_edges_is_the_ledgers_total_and_holds_no_ceiling():
    on_edges = sum(data["amount"] for _, _, data in companies.market().edges(data=True))
    assert on_edges == pytest.approx(funding.total(funding.contracts(funding.ledger()))[0])


def test_wilson_against_its_formula():
    z, p, n = norm.ppf(0.975), 0.2, 10
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    assert companies.wilson(2, 10) == pytest.approx((centre - half, centre + half))


def test_wilson_of_no_case_is_refused():
    with pytest.raises(ValueError, match="n > 0"):
        companies.wilson(0, 0)


def test_months_between_by_hand():
    assert companies.months_between("2020-04", "2022-08") == (27, 28)
    assert math.isnan(companies.months_between("2020-04", "")[0])


def test_each_company_is_counted_once():
    table = companies.latest_statement()
    assert table.index.is_unique
    assert companies.by_country_and_activity().to_numpy().sum() == len(table)
