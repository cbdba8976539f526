"""Tables as declared: columns, types, what an empty cell becomes, list cells, by a small package made up here."""

import pandas as pd
import pytest

from analysis.facts import tables

EVIDENCE = ["id", "source", "as_printed", "caveats"]


@pytest.fixture
def data(package):
    number, integer = {"name": "low", "type": "number"}, {"name": "rank", "type": "integer"}
    return package(
        zoo=(["key", "name", number, integer], [["a", "NA", "1.5", "2"], ["b", "", "", ""]]),
        said=([*EVIDENCE, "extra"], []),
        almost=(EVIDENCE[:3], []),
        exact=(EVIDENCE, []),
    )


def test_list_cells():
    assert tables.split("a; b;c") == ["a", "b;c"] and tables.split("a") == ["a"] and tables.split("") == []
    assert tables.join(["b", "a", "b", "c"]) == "b; a; c" and tables.join([]) == ""


def test_a_package_declares_its_tables_in_their_order(data):
    assert list(tables.package(data)) == ["zoo", "said", "almost", "exact"]
    assert tables.package(data)["zoo"]["path"] == "zoo.csv"
    assert tables.package(data) is tables.package(data), "read once"
    assert [field["name"] for field in tables.fields("zoo", data)] == ["key", "name", "low", "rank"]
    assert tables.columns("exact", data) == EVIDENCE
    with pytest.raises(KeyError, match=r"no table 'zo' in datapackage.json; there are zoo, said, almost, exact"):
        tables.columns("zo", data)


def test_statement_tables_carry_all_of_the_evidence(data):
    assert tables.statement_tables(data) == ["said", "exact"]


def test_columns_are_typed_and_empty_cells_are_no_text_or_no_number(data):
    zoo = tables.load("zoo", data)
    assert zoo[["key", "name"]].values.tolist() == [["a", "NA"], ["b", ""]], "NA is a word, not a gap"
    assert zoo["low"].dtype == "float64" and zoo["rank"].dtype == "Int64"
    assert zoo["low"].iloc[0] == 1.5 and zoo["rank"].iloc[0] == 2
    assert zoo["low"].isna().tolist() == zoo["rank"].isna().tolist() == [False, True]


def test_each_load_is_a_copy_of_what_was_read_once(data):
    mine = tables.load("zoo", data)
    mine.loc[0, "name"] = "spoiled"
    assert tables.load("zoo", data).loc[0, "name"] == "NA"
    assert tables._read("zoo", data) is tables._read("zoo", data)


def test_an_unknown_table_is_named_before_any_fault_and_a_fault_before_any_row(package):
    data = package(zoo=([{"name": "low", "type": "number"}], [["much"]]))
    with pytest.raises(KeyError, match="no table 'ark'"):
        tables.load("ark", data)
    with pytest.raises(ValueError, match="'much' is not allowed"):
        tables.load("zoo", data)


def test_one_column_by_key(monkeypatch):
    frame = pd.DataFrame({"key": ["a", "b"], "code": ["c", "d"], "name": ["A", "B"]})
    monkeypatch.setattr(tables, "load", {"zoo": frame}.get)
    assert tables.named("zoo", "name") == {"a": "A", "b": "B"}
    assert tables.named("zoo", "name", "code") == {"c": "A", "d": "B"}


def test_the_book_s_own_package_stands_beside_the_code():
    assert (tables.DATA / "datapackage.json").is_file() and tables.columns("caveats") == ["code", "meaning"]
