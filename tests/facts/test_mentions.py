"""Which statements speak of whom: keys in fields, the station and both roads, what is judged, each pair once."""

import pandas as pd
import pytest

from analysis.facts import evidence, mentions, tables


def table(columns, *rows):
    return pd.DataFrame(rows, columns=columns.split())


@pytest.fixture
def made_up(monkeypatch):
    book = {
        "parties": table("key name name_zh short kind iso3 parent", ["CHN", "China", "中国", "China", "state", "CHN", ""],
                         ["cnsa", "National Space Administration", "", "CNSA", "agency", "CHN", "CHN"]),
        "programmes": table("key name short owner bloc", ["ilrs-programme", "Station", "", "cnsa", "ilrs"],
                            ["artemis", "Artemis", "", "nasa", "artemis"], ["sector", "Sector", "", "", ""]),
        "craft": table("key name kind operator bloc", ["probe", "Probe", "mission", "cnsa", "ilrs"]),
        "claims": table("id about driver source low inferred", ["c1", "ilrs", "sector", "cnsa", 1.5, "probe"],
                        ["c2", "both", "", "s", 2.5, ""], ["c3", "probe; CHN; probe", "", "s", 3.5, ""]),
        "outcomes": table("id statement who award_source", ["o1", "c3", "cnsa", "CHN"], ["o2", "gone", "", ""]),
        "provisions": table("id subject", ["p1", "o1; artemis"]),
        "links": table("id statement", ["l1", "c3"]),
    }  # fmt: skip
    order = pd.DataFrame({"id": ["c3", "c1", "c2", "o1", "o2", "p1", "l1"]})
    monkeypatch.setattr(tables, "load", lambda name: book[name].copy())
    monkeypatch.setattr(tables, "statement_tables", lambda: ["claims", "outcomes", "provisions", "links"])
    monkeypatch.setattr(evidence, "statements", lambda: order)
    for cached in (mentions._things, mentions._mentions):
        cached.cache_clear()
    yield
    for cached in (mentions._things, mentions._mentions):
        cached.cache_clear()


def test_statements_speak_of_whose_key_they_hold_and_of_what_the_statement_they_judge_speaks_of(made_up):
    found = mentions.mentions()
    assert found.columns.tolist() == ["key", "id"] and found.index.tolist() == list(range(len(found)))
    assert found.values.tolist() == [
        ["probe", "c3"], ["CHN", "c3"],
        ["ilrs-programme", "c1"],  # not the theses, the source or its own fields
        ["ilrs-programme", "c2"], ["artemis", "c2"],
        ["cnsa", "o1"], ["probe", "o1"], ["CHN", "o1"],
        ["artemis", "p1"], ["cnsa", "p1"], ["probe", "p1"], ["CHN", "p1"],
    ]  # fmt: skip
    found["key"] = ""
    assert mentions.mentions()["key"].iloc[0] == "probe", "a copy each time"


def test_things_have_names_and_what_stands_above_them(made_up):
    found = mentions.things()
    assert (
        found.index.tolist() == ["CHN", "cnsa", "ilrs-programme", "artemis", "sector", "probe"] and found.index.name == "key"
    )
    assert found.columns.tolist() == ["table", "name", "name_zh", "short", "kind", "iso3", "above", "bloc"]
    assert found.loc["cnsa"].tolist() == ["parties", "National Space Administration", "", "CNSA", "agency", "CHN", "CHN", ""]
    assert found.loc["ilrs-programme"].tolist() == ["programmes", "Station", "", "Station", "", "", "cnsa", "ilrs"]
    assert found.loc["probe"].tolist() == ["craft", "Probe", "", "Probe", "mission", "", "cnsa", "ilrs"]
    found["name"] = ""
    assert mentions.things()["name"].iloc[0] == "China", "a copy each time"


@pytest.mark.parametrize(
    "column", ["id", "source", "locator", "as_printed", "caveats", "inferred", "cites", "award_source", "driver"]
)
def test_columns_that_speak_of_no_thing(made_up, monkeypatch, column):
    rows = pd.DataFrame({"id": ["x"], "about": ["CHN"]}).assign(**{column: "probe"})
    plain = tables.load
    monkeypatch.setattr(tables, "statement_tables", lambda: ["claims"])
    monkeypatch.setattr(tables, "load", lambda name: rows if name == "claims" else plain(name))
    monkeypatch.setattr(evidence, "statements", lambda: rows)
    assert mentions.mentions()["key"].tolist() == ["CHN"]
