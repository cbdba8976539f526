"""Stance: counts by document and road, the favourable share of those that take a side."""

import pandas as pd

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
