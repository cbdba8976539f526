"""Stance: counts by document and road, the favourable share of those that take a side."""

import pandas as pd

from analysis.facts import tables
from analysis.topics import stance

ROWS = pd.DataFrame(
    [("a", "ilrs", "favourable", True), ("a", "ilrs", "critical", True), ("a", "artemis", "critical", False),
     ("b", "ilrs", "favourable", False), ("b", "artemis", "neutral", True)],
    columns=["source", "about", "stance", "printed"],
)  # fmt: skip


def test_counts_by_document_and_road():
    table = stance.by_document(ROWS)
    assert table.loc[("a", "ilrs")].tolist() == [1, 1, 0, 2]
    assert table.loc[("a", "artemis")].tolist() == [0, 1, 0, 0]
    assert table.loc[("b", "artemis")].tolist() == [0, 0, 1, 1]
    assert table.loc[("b", "ilrs")].tolist() == [1, 0, 0, 0]


def test_the_share_leaves_neutral_claims_out():
    table = stance.balance(ROWS)
    assert table.loc["ilrs"].tolist() == [2, 1, 2 / 3]
    assert table.loc["artemis"].tolist() == [0, 1, 0]


def test_only_claims_about_one_road_are_taken():
    rows = stance.claims()
    assert set(rows["about"]) == {"ilrs", "artemis"} and rows["printed"].dtype == bool


def test_a_stance_is_printed_unless_it_is_ours(monkeypatch):
    claims = pd.DataFrame(
        [("1", "ilrs", "stance", "s"), ("2", "artemis", "about", "s"), ("3", "moon", "", "s"), ("4", "ilrs", "", "t")],
        columns=["id", "about", "inferred", "source"],
    )
    sources = pd.DataFrame({"key": ["s", "t"], "class": ["founding", "later"]})
    monkeypatch.setattr(tables, "load", {"claims": claims, "sources": sources}.__getitem__)
    assert stance.claims()[["id", "printed"]].values.tolist() == [["1", False], ["2", True]]


def test_a_side_that_nobody_takes_counts_none():
    rows = ROWS[ROWS["stance"] == "critical"]
    assert stance.by_document(rows).values.tolist() == [[0, 1, 0, 0], [0, 1, 0, 1]]
    assert stance.by_document(rows).columns.tolist() == ["favourable", "critical", "neutral", "printed"]
    table = stance.balance(rows)
    assert table.values.tolist() == [[0, 1, 0], [0, 1, 0]] and table.columns.tolist() == ["favourable", "critical", "share"]
    assert stance.balance(ROWS[ROWS["stance"] == "favourable"]).values.tolist() == [[2, 0, 1]]
    assert stance.balance(ROWS).columns.name is None


def test_a_road_on_which_nobody_takes_a_side_has_no_share():
    rows = pd.concat([ROWS, pd.DataFrame([("b", "moon", "neutral", True)], columns=ROWS.columns)])
    assert stance.balance(rows).index.tolist() == ["artemis", "ilrs"]
