"""Seeded faults: a sample of every kind is named by the check, and the trial can tell when one is not."""

import json
from collections import Counter

import pytest

from analysis.facts import check
from tests.faults import cells, files, trial
from tests.faults.__main__ import report
from tests.faults.files import Slip, Table

DECLARED = {"resources": [{"name": "t", "schema": {"primaryKey": "key", "fields": [
    {"name": "key", "type": "string", "constraints": {"required": True}}, {"name": "low", "type": "number"},
]}}]}  # fmt: skip
TABLE = Table("t", [["key", "low"], ["a", "1"], ["b", "2"]], DECLARED["resources"][0]["schema"]["fields"])
HELD = {"datapackage.json": json.dumps(DECLARED).encode(), "t.csv": TABLE.content()}


def judged(content, lines, column=True):
    return trial.verdict(Slip(content, lines, column), TABLE, HELD)[0]


def test_a_fault_is_judged_by_what_the_check_says_of_its_place():
    assert judged(b"key,low\na,x\nb,2\n", {2}) == trial.RULE
    assert judged(b"key,low\na,x\nb,2\n", {3}) == trial.POOR, "another row is named"
    assert judged(b"key,low\na,1,1\nb,2\n", {2}) == trial.POOR, "no column is named"
    assert judged(b"key,low\na,1,1\nb,2\n", {2}, column=False) == trial.RULE
    assert judged(b"key,low\nb,1\nb,2\n", {2}) == trial.RULE, "the first of two is named with the second"
    assert judged(b"key,low\nb,2\na,1\n", set()) == trial.HARMLESS
    assert judged(b"key,low\na,1\nb,20\n", {3}) == trial.ACCEPTED
    assert judged(b"key,low\na,1\n", set()) == trial.ACCEPTED
    assert judged(None, {0}, column=False) == trial.RULE
    assert judged(None, {1}, column=False) == trial.POOR


def test_a_traceback_is_no_message(monkeypatch):
    monkeypatch.setattr(check, "found_in", lambda files, sealing=False: 1 / 0)
    assert trial.verdict(Slip(b"", {1}), TABLE, HELD) == (trial.POOR, "ZeroDivisionError('division by zero')")


def test_what_only_the_seal_knows_is_told_apart(monkeypatch):
    line = "t.csv, row 3, column low: 'b' is not as it was sealed; allowed: the row as it was, or `make seal`"
    monkeypatch.setattr(check, "found_in", lambda files, sealing=False: [] if sealing else [line])
    assert trial.verdict(Slip(b"key,low\na,1\nb,20\n", {3}, True), TABLE, HELD) == (trial.SEAL, line)
    monkeypatch.setattr(check, "found_in", lambda files, sealing=False: [] if sealing else [line + "\nmore"])
    assert trial.verdict(Slip(b"key,low\na,1\nb,20\n", {3}, True), TABLE, HELD)[0] == trial.POOR


def test_every_kind_changes_the_file_and_is_the_same_on_every_run():
    made = list(trial.slips(TABLE, 2, 1))
    assert made == list(trial.slips(TABLE, 2, 1)) != list(trial.slips(TABLE, 2, 2))
    assert all(slip.content != HELD["t.csv"] for _, slip in made)
    assert {kind for kind, _ in made} <= {*cells.KINDS, *files.KINDS, *files.ONCE}


@pytest.mark.book
@pytest.mark.parametrize("name", ["clps", "parties"])
def test_a_sample_of_every_kind_is_named(name):
    found = trial.results(name, few=1, seed=7)
    assert len(found) > 40
    assert [result for result in found if result.verdict in {trial.POOR, trial.ACCEPTED}] == []
    assert Counter(result.verdict for result in found)[trial.RULE] > 30
    assert f"{name:30}{len(found):>8}" in report(found)
