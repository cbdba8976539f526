"""Station and roadmap: fits, overlaps and paths by hand; every edge of the map has its statements."""

import networkx as nx
import pandas as pd
import pytest

from analysis import roadmap, station, tables

DAY = pd.Timestamp


@pytest.mark.parametrize(
    ("first", "last", "start", "end", "expected"),
    [
        ("2024-01-01", "2024-12-31", "2021-01-01", "2025-12-31", True),
        ("2026-01-01", "2026-12-31", "2021-01-01", "2025-12-31", False),
        ("2028-01-01", "2028-12-31", None, "2028-12-31", True),
        ("2040-01-01", None, "2035-01-01", None, True),
        ("2020-01-01", "2020-12-31", "2021-01-01", None, False),
    ],
)
def test_overlap_of_closed_and_open_intervals(first, last, start, end, expected):
    values = [pd.NaT if value is None else DAY(value) for value in (first, last, start, end)]
    assert roadmap.overlaps(*values) is expected


def test_the_fit_recomputed_by_hand_for_the_newspaper():
    table = roadmap.fit()
    assert (table["fits"] <= table["pairs"]).all()
    assert table["share"].tolist() == (table["fits"] / table["pairs"]).tolist()
    rows = roadmap.missions()
    first = rows[rows["phase_position"] == 1].drop_duplicates(["craft", "phase_position", "source"])
    second = rows[rows["phase_position"] == 2].drop_duplicates(["craft", "phase_position", "source"])
    dated = rows[rows["record"].isin(["planned", "flown", "failed"]) & (rows["date"] != "")]
    hits = sum((dated.loc[dated["craft"] == craft, "earliest"] <= DAY("2028-12-31")).sum() for craft in first["craft"])
    hits += sum((dated.loc[dated["craft"] == craft, "earliest"] <= DAY("2040-12-31")).sum() for craft in second["craft"])
    assert table.loc["stdaily2023", "fits"] == hits


def test_change_8_is_disputed_in_date_and_phase():
    disputed = roadmap.disputed().set_index(["mission", "what"])
    assert disputed.loc[("Chang'e-8", "date"), "values"] == 4
    assert ("Luna-28", "phase") in disputed.index


def test_no_undated_phase_is_drawn():
    undated = set(roadmap.phases().query("date == ''")["id"])
    assert not undated & set(roadmap.lanes()["id"])


def test_every_edge_of_the_system_map_has_statements_that_exist():
    known = set(tables.load("links")["id"])
    for _, _, data in station.system().edges(data=True):
        assert data["statements"] and set(tables.split(data["statements"])) <= known


def test_the_system_map_has_no_cycle():
    assert nx.is_directed_acyclic_graph(station.system())


def test_agreement_counts_documents_not_statements():
    table = station.agreement()
    assert table["documents"].max() <= len(station.DOCUMENTS)
    assert (table["documents"] <= table["statements"]).all()
