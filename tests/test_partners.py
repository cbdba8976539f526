"""Partners: the choice of a statement, the network's edges, Freeman's measure by hand, invariants of the data."""

import networkx as nx
import pandas as pd
import pytest

from analysis import partners, tables
from analysis.charts import style
from analysis.charts.columns import alt_columns, draw_columns
from analysis.charts.ordering import crossings, ordered
from analysis.charts.steps import alt_steps, draw_steps


def statement(party, status, date="", agency="", id="x"):
    return {"party": party, "status": status, "date": date, "agency": agency, "id": id, "latest": pd.Timestamp("2023")}


def test_the_strongest_word_wins_then_the_finer_date_then_the_named_agency():
    rows = pd.DataFrame(
        [
            statement("VEN", "joined", "2023-07", id="a"),
            statement("VEN", "signed", "2023", id="b"),
            statement("VEN", "signed", "2023-07", id="c"),
            statement("VEN", "signed", "2023-07", "abae", id="d"),
        ]
    )
    assert partners.best(rows).loc["VEN", "id"] == "d"


def test_negotiating_is_not_membership():
    assert "negotiating" not in partners.MEMBER


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        (nx.star_graph(6), 1.0),
        (nx.cycle_graph(7), 0.0),
        (nx.path_graph(4), ((2 - 1) * 2 + 0 * 2) / (3 * 2)),  # degrees 1 2 2 1
        (nx.Graph([(0, 1), (0, 2), (3, 3 + 1)]), (0 + 1 + 1 + 1 + 1) / (4 * 3)),  # a star of three beside a pair
    ],
)
def test_freeman_by_hand(graph, expected):
    assert partners.freeman_centralisation(graph) == pytest.approx(expected)


def test_freeman_of_two_nodes_is_refused():
    with pytest.raises(ValueError, match="three nodes or more, not 2"):
        partners.freeman_centralisation(nx.path_graph(2))


def test_every_edge_of_the_network_leads_to_a_statement_of_its_party():
    known = tables.load("memberships").set_index("id")
    for _, _, data in partners.network().edges(data=True):
        assert data["url"].removeprefix("#") in known.index


def test_the_network_has_one_node_for_each_party_and_reaches_the_station_from_all():
    graph, roster = partners.network(), partners.roster()
    nodes = [n for n, data in graph.nodes(data=True) if data["layer"] == "party"]
    assert sorted(nodes) == sorted(roster.index)
    assert all(nx.has_path(graph, node, partners.HUB) for node in nodes)


def test_a_founder_is_in_no_accession_and_each_party_has_at_most_one():
    steps = partners.accessions()
    assert not {"CHN", "RUS"} & set(steps["party"])
    assert steps["party"].is_unique
    assert steps["latest"].is_monotonic_increasing


def test_the_uae_is_left_out_of_a_whole_list_and_venezuela_is_not():
    silent = partners.roster()["silent"]
    assert silent["ARE"] == "spacewiki"
    assert silent["VEN"] == ""


def test_claimed_totals_never_count_unnamed_groups_as_named():
    kinds = tables.load("parties").set_index("key")["kind"]
    states = {p for p in tables.load("memberships").query("bloc == 'ilrs'")["party"] if kinds[p] == "state"}
    assert partners.claimed_totals()["named"].max() <= len(states)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_the_partner_figures_have_no_overlapping_labels(width, assert_no_overlap):
    words = {"title": "Partners", "subtitle": "made for a test", "source": "test", "width": width}
    assert_no_overlap(draw_columns(partners.network(), columns=partners.LAYERS, **words))
    assert_no_overlap(draw_steps(partners.accessions(), start="2021-01-01", end="2025-10-01", **words))


def test_alt_texts_count_what_is_drawn():
    graph, steps = partners.network(), partners.accessions()
    assert f"; {graph.number_of_edges()} connections." in alt_columns(graph, partners.LAYERS, "x")
    assert alt_steps(steps, "x").startswith(f"Step chart of {len(steps)} accessions")


def test_ordering_removes_a_crossing_that_can_be_removed():
    graph = nx.DiGraph([("a", "d"), ("b", "c")])
    nx.set_node_attributes(graph, {"a": 0, "b": 0, "c": 1, "d": 1}, "layer")
    assert crossings(graph, ordered(graph, [0, 1])) == 0
