"""Who says so: documents behind a row, names for readers, what is printed."""

import pandas as pd
import pytest

from analysis.facts import evidence, tables


@pytest.mark.book
def test_the_founding_documents_by_subject_make_up_the_whole():
    station, market = evidence.founding("station"), evidence.founding("market")
    assert {*station, *market} == set(evidence.founding())


def test_a_document_may_describe_both_subjects_and_a_later_source_is_none(monkeypatch):
    rows = [("a", "founding", "station"), ("b", "later", "station"), ("c", "founding", "market; station")]
    monkeypatch.setattr(tables, "load", {"sources": pd.DataFrame(rows, columns=["key", "class", "subjects"])}.get)
    assert [evidence.founding(subject) for subject in ("station", "market", "")] == [["a", "c"], ["c"], ["a", "c"]]


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


BOOK = {
    "sources": pd.DataFrame(
        [("s", "founding", "station", "S", "S (2024)"), ("l", "later", "market", "L", "L (2025)"),
         ("m", "founding", "market; station", "M", "M (2023)"), ("o", "founding", "", "O", "O (2022)")],
        columns=["key", "class", "subjects", "short", "called"],
    ),
    "parties": pd.DataFrame({"key": ["CHN", "ilrs"], "short": ["China", "not this"], "name": "-"}),
    "programmes": pd.DataFrame({"key": ["clps"], "short": ["CLPS"], "name": "-"}),
    "craft": pd.DataFrame({"key": ["orion"], "name": ["Orion"], "short": "-"}),
    "concepts": pd.DataFrame({"key": ["pole"], "name": ["the pole"], "short": "-"}),
    "events": pd.DataFrame({"id": ["e1"], "title": ["Wuxi"], "source": ["l"], "date": ["2023"]}),
    "claims": pd.DataFrame({"id": ["c1", "c2"], "source": ["s", "m"], "inferred": ["", "x"], "extra": 1}),
    "empty": pd.DataFrame({"id": [], "source": []}),
}  # fmt: skip


@pytest.fixture
def book(monkeypatch):
    """A book of four documents in place of the book's own."""
    monkeypatch.setattr(tables, "load", BOOK.get)
    monkeypatch.setattr(tables, "statement_tables", lambda: ["events", "claims", "empty"])
    evidence._names.cache_clear()
    yield
    evidence._names.cache_clear()


def test_founding_documents_in_their_order_and_by_subject(book):
    assert evidence.founding() == ["s", "m", "o"]
    assert evidence.founding("station") == ["s", "m"] and evidence.founding("market") == ["m"]


def test_statements_of_one_class_of_sources_are_numbered_anew(book, monkeypatch):
    assert evidence.said("claims")["id"].tolist() == ["c1", "c2"] and evidence.said("claims", "later").empty
    mixed = pd.concat([BOOK["events"], BOOK["claims"]], ignore_index=True)
    monkeypatch.setattr(tables, "load", {**BOOK, "mixed": mixed}.get)
    assert evidence.said("mixed")["id"].to_dict() == {0: "c1", 1: "c2"}
    assert evidence.said("mixed", "later")["id"].to_dict() == {0: "e1"}
    with pytest.raises(ValueError, match="no class of sources 'last'; there are founding, later"):
        evidence.said("claims", "last")


def test_short_names_and_names_in_a_sentence(book):
    assert evidence.short() == {"s": "S", "l": "L", "m": "M", "o": "O"} and evidence.short(["m", "s"]) == {
        "m": "M",
        "s": "S",
    }
    assert evidence.called("m; l") == "M (2023), L (2025)"


def test_names_of_whatever_a_statement_may_speak_of(book):
    assert evidence.subject("CHN; clps; orion; pole; e1; other") == "China, CLPS, Orion, the pole, Wuxi, other"
    assert evidence.subject("ilrs; artemis-accords") == "ILRS, Artemis Accords", "a bloc before a party of that key"
    assert evidence._names() is evidence._names(), "read once"


def test_statements_of_every_table_stand_below_each_other(book):
    rows = evidence.statements()
    assert rows.columns.tolist() == [
        "table", "id", "source", "locator", "as_printed", "caveats", "inferred", "cites", "date",
    ]  # fmt: skip
    assert rows[["table", "id", "source", "date"]].values.tolist() == [
        ["events", "e1", "l", "2023"],
        ["claims", "c1", "s", ""],
        ["claims", "c2", "m", ""],
    ]
    assert rows.index.tolist() == [0, 1, 2]


def test_who_says_counts_a_document_once_and_keeps_the_order_of_first_mention():
    rows = pd.DataFrame({"k": ["z", "y", "z", "z"], "source": ["b", "c", "a", "b"]})
    table = evidence.who_says(rows, "k")
    assert table.to_dict("index") == {
        "z": {"sources": "a; b", "documents": 2, "statements": 3},
        "y": {"sources": "c", "documents": 1, "statements": 1},
    }
    assert table.index.tolist() == ["z", "y"]
    assert evidence.printed(pd.DataFrame({"inferred": ["a; b", "b", ""]}), "a", "c").dtype == bool
