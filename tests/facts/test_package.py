"""An independent reader, frictionless, finds the data package valid, and no fault of its kinds that the check lets pass."""

import json

import pytest
from frictionless import Package, system

from analysis.facts import check, tables
from tests.faults import files, trial

KINDS = (
    "required cell blank",
    "unknown key",
    "row cut short",
    "row doubled",
    "header in another order",
    "column lost",
    "emptied file",
)


def _valid(data) -> bool:
    with system.use_context(trusted=True):
        return Package(str(data / "datapackage.json")).validate().valid


@pytest.mark.book
def test_the_data_package_is_valid_for_other_tools_too():
    assert _valid(tables.DATA)


@pytest.mark.parametrize("kind", ["none", *KINDS])
def test_what_other_tools_find_the_check_finds(kind, tmp_path):
    rows = [
        ["key", "name", "kind", "parent"],
        ["a", "Anna", "state", ""],
        ["b", "Ben", "agency", "a"],
        ["c", "Cleo", "state", "b"],
    ]
    fields = [{"name": name, "type": "string", "constraints": {"required": name != "parent"}} for name in rows[0]]
    schema = {
        "fields": fields,
        "primaryKey": ["key"],
        "foreignKeys": [{"fields": ["parent"], "reference": {"resource": "parties", "fields": ["key"]}}],
    }
    resource = {"name": "parties", "path": "parties.csv", "type": "table", "encoding": "utf-8", "schema": schema}
    table = files.Table("parties", rows, fields)
    slips = dict(trial.slips(table, 1, 1))
    held = {
        "datapackage.json": json.dumps({"name": "made-up", "resources": [resource]}).encode(),
        "parties.csv": slips[kind].content if kind in KINDS else table.content(),
    }
    for name, content in held.items():
        (tmp_path / name).write_bytes(content)
    assert _valid(tmp_path) == (kind == "none") == (check.found_in(held) == [])
