"""Evidence: the classes of difference by hand; every conflict found by computation has been reviewed."""

import pandas as pd
import pytest

from analysis import disagreements, evidence, tables

A, B = pd.Timestamp("2023-05-11"), pd.Timestamp("2025-09-20")


def group(*values, sources=("a", "b", "c"), until=(A, B, B), **columns):
    n = len(values)
    return pd.DataFrame(
        {"value": values, "source": sources[:n], "until": until[:n], **{k: [v] * n for k, v in columns.items()}}
    )


@pytest.mark.parametrize(
    ("rows", "column", "expected"),
    [
        (group("2021-03", "2021-03"), "date", "agree"),
        (group("2024~", "2023/2024"), "date", "precision"),
        (group("../2028", "2021/2025"), "date", "precision"),
        (group("2028", "2029"), "date", "conflict"),
        (group("2028", "2029", status="planned"), "date", "superseded"),
        (group("2028", "2029", sources=("a", "a"), status="planned"), "date", "conflict"),
        (group("Chang'e 4", "Chang'e-4"), "as_printed", "precision"),
        (group("1", "2"), "phase_position", "conflict"),
    ],
)
def test_the_class_of_a_difference(rows, column, expected):
    assert disagreements.judge(rows, column)[0] == expected


def test_the_later_plan_is_used_where_a_plan_moved():
    assert disagreements.judge(group("2028", "2029", status="planned"), "date")[1] == "2029"


def test_every_computed_conflict_has_a_reviewed_judgement():
    conflicts = disagreements.groups().query("`class` == 'conflict'")
    assert not conflicts.empty
    assert "open" not in set(conflicts["used"])


def test_every_judgement_rests_on_two_statements_that_exist():
    known = set(evidence.statements()["id"])
    for ids in tables.load("judgements")["statements"].map(tables.split):
        assert len(ids) >= 2 and set(ids) <= known


def test_ids_of_statements_are_unique_across_tables():
    assert evidence.statements()["id"].is_unique


def test_contradictions_are_symmetric_and_count_each_conflict():
    table = disagreements.contradictions()
    assert (table.to_numpy() == table.to_numpy().T).all()
    within = disagreements.judgements().query("`class` == 'conflict'")["within"].sum()
    assert sum(table.loc[key, key] for key in table.index) == within


def test_the_record_splits_every_statement_once():
    table = disagreements.record()
    assert (table["confirmed"] + table["single"] + table["contradicted"] == table["statements"]).all()
    later = tables.load("sources").query("`class` == 'later'")["key"]
    assert table["statements"].sum() == (~evidence.statements()["source"].isin(later)).sum()


def test_a_finding_without_evidence_is_refused():
    from analysis.display import finding

    with pytest.raises(ValueError, match="no statement stands behind"):
        finding("The Moon is near.", pd.DataFrame({"source": []}), "2025")
