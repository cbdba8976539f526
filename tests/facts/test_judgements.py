"""Judgements: every pair that cannot be true is reviewed, on statements that exist; the record by hand."""

import pandas as pd
import pytest

from analysis.facts import comparison, evidence, judgements, tables


def pairs(*rows):
    return pd.DataFrame(rows, columns=comparison.COLUMNS)


def pair(one, other, kind="incompatible", confirms=False, sources=("a", "b"), values=("1", "2"), what="date"):
    return ("t", "k", what, one, other, *sources, *values, kind, confirms)


def reviewed(*rows):
    return pd.DataFrame(rows, columns=["statements", "sources", "class"])


@pytest.mark.book
def test_every_incompatible_pair_of_the_book_has_a_judgement():
    bare = judgements.unjudged(comparison.pairs(), judgements.judgements())
    lines = [
        f"{r.table} {r.about}: {r.one} says {r.value_one}, {r.other or r.source_other} says {r.value_other}"
        for r in bare.itertuples()
    ]
    assert bare.empty, "add a row to data/judgements.csv for each:\n" + "\n".join(lines)


@pytest.mark.book
def test_the_sides_of_a_judgement_name_every_document_of_the_pairs_it_covers():
    found, rows = comparison.pairs(), judgements.judgements()
    source = evidence.statements().set_index("id")["source"]
    for row in rows.itertuples():
        cited = tables.split(row.statements)
        held = found[(found["class"] == "incompatible") & found["one"].isin(cited) & found["other"].isin(cited)]
        assert {*held["source_one"], *held["source_other"]} <= {source[key] for key in cited}, row.id
        assert set(tables.split(row.sources)) == {source[key] for key in cited}


@pytest.mark.book
def test_every_judgement_rests_on_two_statements_or_more():
    for row in tables.load("judgements").itertuples():
        assert len(tables.split(row.statements)) >= 2, row.id


@pytest.mark.book
def test_no_two_judgements_have_the_same_rank():
    assert tables.load("judgements")["weight"].is_unique


@pytest.mark.parametrize(
    ("cited", "bare"),
    [
        ("m1; m2", 0),
        ("m3; m2", 0),  # the same document says the same elsewhere
        ("m4; m2", 1),  # the same document, but another value
        ("m1", 1),
        ("m2", 1),
        ("m1; m9", 1),
    ],
)
def test_a_judgement_covers_a_pair_by_what_either_side_says(cited, bare):
    found = pairs(
        pair("m1", "m2"),
        pair("m1", "m3", "same", sources=("a", "a"), values=("1", "1")),
        pair("m1", "m4", "different", sources=("a", "a"), values=("1", "5")),
        pair("m2", "m9", "same", what="status", sources=("b", "b"), values=("x", "x")),
    )
    assert len(judgements.unjudged(found, reviewed((cited, "a; b", "conflict")))) == bare


def test_a_silent_list_is_covered_by_a_statement_of_its_document():
    found = pairs(pair("m1", "", values=("signed", "not on its list")))
    assert judgements.unjudged(found, reviewed(("m1; m7", "a; b", "conflict"))).empty
    assert len(judgements.unjudged(found, reviewed(("m1; m7", "a; c", "conflict")))) == 1
    assert len(judgements.unjudged(found, reviewed(("m7", "b", "conflict")))) == 1


def test_what_is_not_incompatible_needs_no_judgement():
    kinds = ["same", "compatible", "superseded", "different"]
    assert judgements.unjudged(pairs(*(pair("m1", "m2", kind) for kind in kinds)), reviewed()).empty


def test_contradictions_count_each_pair_of_documents_and_only_conflicts():
    a, b, c, *_ = evidence.founding()
    table = judgements.contradictions(
        reviewed(
            ("x", a, "conflict"),
            ("x", f"{a}; {b}", "conflict"),
            ("x", f"{a}; {b}; {c}", "conflict"),
            ("x", f"{b}; {c}", "precision"),
        )
    )
    assert (table.loc[a, a], table.loc[a, b], table.loc[b, a], table.loc[b, c], table.loc[c, c]) == (1, 2, 2, 1, 0)


def test_the_record_puts_each_compared_statement_in_the_first_class_that_fits():
    a, b, *_ = evidence.founding()
    ids = list("pqrstuvw")
    rows = pd.DataFrame(
        {"id": ids, "source": [a] * 7 + [b], "date": ["2024-05", "2024", *[""] * 6], "cites": ["n", *[""] * 7]}
    )
    other = {source: i for i, source in enumerate(evidence.founding())}
    rest = pd.DataFrame({"id": [f"z{i}" for i in other.values()], "source": list(other), "date": "", "cites": ""})
    found = pairs(
        pair("p", "w", "incompatible", sources=(a, b)),
        pair("q", "w", "superseded", sources=(a, b)),
        pair("q", "w", "same", True, sources=(a, b)),
        pair("r", "w", "same", True, sources=(a, b)),
        pair("s", "w", "different", sources=(a, b)),
        pair("t", "p", "same", sources=(a, a)),
    )
    table = judgements.record(pd.concat([rows, rest]), found, reviewed(("u; z0", a, "conflict"), ("v", a, "precision")))
    row = table.loc[a]
    assert row[["statements", "compared", "contradicted", "superseded", "confirmed", "other"]].tolist() == [8, 4, 1, 1, 1, 1]
    assert row["itself"] == 2, "u and z0 stand against each other in one document"
    assert (row["dated"], row["fine"], row["unsourced"]) == (2, 0.5, 7 / 8)
    assert (table["contradicted"] + table["superseded"] + table["confirmed"] + table["other"] == table["compared"]).all()


def test_judgements_come_by_weight_with_their_documents_and_whether_there_is_only_one(monkeypatch):
    rows = pd.DataFrame({"id": list("xyz"), "weight": [3, 1, 1], "statements": ["m1; m2; m3", "m3; m1", "m2"]})
    rows = pd.concat([rows.assign(**{"class": "conflict"}), rows.head(1).assign(**{"class": "supersedes"})])  # not of ours
    said = pd.DataFrame({"id": ["m1", "m2", "m3"], "source": ["b", "a", "b"]})
    monkeypatch.setattr(tables, "load", {"judgements": rows}.get)
    monkeypatch.setattr(evidence, "statements", lambda: said)
    found = judgements.judgements()
    assert found[["id", "sources", "within"]].values.tolist() == [["y", "b", True], ["z", "a", True], ["x", "b; a", False]]
    assert found.columns.tolist() == ["id", "weight", "statements", "class", "sources", "within"]


def test_what_covers_a_pair_is_the_same_aspect_of_the_same_document():
    found = pairs(
        pair("m1", "m2", sources=("a", "b")),
        pair("m3", "m1", "same", sources=("c", "a"), values=("1", "1")),  # another document says the same
        pair("m4", "m1", "same", sources=("a", "a"), values=("1", "1")),  # either way round
        pair("m5", "m1", "different", sources=("a", "a"), values=("7", "1")),
        pair("m6", "m1", "same", sources=("a", "a"), values=("1", "1"), what="status"),
    )
    covered = {first: judgements.unjudged(found, reviewed((f"{first}; m2", "", "x"))).empty for first in found["one"]}
    assert covered == {"m1": True, "m3": False, "m4": True, "m5": False, "m6": False}
    assert judgements._alike(found)["m1", "date"] == {"m1", "m4"} and judgements._alike(found)["m4", "date"] == {"m4", "m1"}
    assert judgements._alike(found)["m3", "date"] == {"m3"} and judgements._alike(found)["m1", "status"] == {"m1", "m6"}


def test_the_bare_pairs_are_the_incompatible_ones_that_no_judgement_covers():
    found = pairs(pair("m1", "m2"), pair("m3", "m4"), pair("m5", "m6", "different"), pair("m7", "", sources=("a", "d")))
    bare = judgements.unjudged(found, reviewed(("m1; m2", "a; b", "x"), ("m8", "d", "x"), ("m3", "a; d", "x")))
    assert bare["one"].tolist() == ["m3", "m7"] and bare.columns.tolist() == comparison.COLUMNS
    assert judgements.unjudged(found, reviewed(("m3; m4; m2; m1; m7", "a; d", "x"))).empty


@pytest.fixture
def three(monkeypatch):
    monkeypatch.setattr(evidence, "founding", lambda: ["a", "b", "c"])


def test_a_conflict_of_three_documents_counts_once_for_each_pair_of_them(three):
    rows = [("x", "a", "conflict"), ("x", "c; a", "conflict"), ("x", "a; b; c", "conflict"), ("x", "b", "precision")]
    table = judgements.contradictions(reviewed(*rows))
    assert table.to_dict("list") == {"a": [1, 1, 2], "b": [1, 0, 1], "c": [2, 1, 0]}
    assert table.index.tolist() == ["a", "b", "c"]


def test_the_record_of_each_document_by_hand(three):
    rows = pd.DataFrame(
        [("p", "a", "2024-05-01", "n"), ("q", "a", "2024-05", ""), ("r", "a", "2024", ""), ("s", "a", "", "n"),
         ("t", "b", "2024", ""), ("u", "b", "", ""), ("v", "c", "202X", "n"), ("w", "c", "2023-01", "n")],
        columns=["id", "source", "date", "cites"],
    )  # fmt: skip
    found = pairs(
        pair("p", "t", "incompatible", sources=("a", "b")),
        pair("p", "u", "superseded", sources=("a", "b")),
        pair("q", "u", "superseded", sources=("a", "b")),
        pair("q", "v", "same", True, sources=("a", "c")),
        pair("r", "v", "compatible", True, sources=("a", "c")),
        pair("u", "w", "different", sources=("b", "c")),
        pair("s", "r", "same", True, sources=("a", "a")),
        pair("p", "", "incompatible", sources=("a", "c")),
    )
    table = judgements.record(
        rows, found, reviewed(("w; t", "b; c", "conflict"), ("p; s", "a", "conflict"), ("r; v", "a; c", ""))
    )
    assert table.columns.tolist() == [
        "statements", "compared", "contradicted", "superseded", "confirmed", "other", "itself", "dated", "fine", "unsourced",
    ]  # fmt: skip
    assert table.loc["a"].tolist() == [4, 3, 1, 1, 1, 0, 1, 3, 2 / 3, 0.5]  # s against p, which another document contradicts
    assert table.loc["b"].tolist() == [2, 2, 1, 1, 0, 0, 0, 1, 0, 1]
    assert table.loc["c"].tolist() == [2, 2, 1, 0, 1, 0, 0, 2, 0.5, 0]


def test_what_is_compared_and_neither_contradicted_nor_superseded_nor_confirmed_is_other(three):
    rows = pd.DataFrame({"id": ["p", "q", "r"], "source": ["a", "b", "c"], "date": "2024", "cites": ""})
    table = judgements.record(rows, pairs(pair("p", "q", "different")), reviewed())
    assert table[["compared", "other"]].values.tolist() == [[1, 1], [1, 1], [0, 0]]
    assert judgements._ids(pairs(pair("p", ""), pair("p", "q"))) == {"p", "q"}


def test_a_document_without_a_statement_has_no_record(three):
    rows = pd.DataFrame({"id": ["p", "q"], "source": ["c", "a"], "date": "2024", "cites": ""})
    assert judgements.record(rows, pairs(pair("p", "q")), reviewed()).index.tolist() == ["a", "c"]
