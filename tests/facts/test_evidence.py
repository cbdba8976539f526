"""Who says so: documents behind a row, names for readers, what is printed."""

import pandas as pd
import pytest

from analysis.facts import evidence, tables


@pytest.mark.book
def test_the_founding_documents_by_subject_make_up_the_whole():
    station, market = evidence.founding("station"), evidence.founding("market")
    assert {*station, *market} == set(evidence.founding()) and not set(station) & set(market)


def test_who_says_counts_documents_and_statements_apart():
    rows = pd.DataFrame({"k": ["x", "x", "x", "y"], "source": ["b", "a", "a", "c"]})
    table = evidence.who_says(rows, "k")
    assert table.index.tolist() == ["x", "y"]
    assert table.loc["x"].tolist() == ["a; b", 2, 3]


def test_names_for_readers():
    assert list(evidence.short()) == tables.load("sources")["key"].tolist()
    assert evidence.called("") == ""
    assert evidence.subject("CHN; artemis-accords; no-key") == "China, Artemis Accords, no-key"


def test_printed_looks_at_the_fields_asked_for():
    rows = pd.DataFrame({"inferred": ["actor; driver", "date", ""]})
    assert evidence.printed(rows, "driver", "date").tolist() == [False, False, True]
    assert evidence.printed(rows, "actor").tolist() == [False, True, True]
    assert evidence.printed(rows.iloc[:0], "actor").empty


@pytest.mark.book
def test_statements_are_every_row_of_every_table_of_statements():
    rows = evidence.statements()
    assert len(rows) == sum(len(tables.load(name)) for name in tables.statement_tables())
    assert rows["id"].is_unique and rows["date"].notna().all()
    assert set(rows["table"]) == {name for name in tables.statement_tables() if len(tables.load(name))}
