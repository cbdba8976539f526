"""A faulty row gives one message with file, row, column, what is wrong and what is allowed."""

import re
import shutil

import pytest

from analysis.facts import check, tables

FAULTS = {
    "unknown party": ("memberships", "party", "Atlantis", "'Atlantis' is unknown; allowed: a key of parties.csv"),
    "wrong date": ("memberships", "date", "mid-2023", "'mid-2023' is no date; allowed: EDTF"),
    "text in an amount": ("funding", "low", "a lot", "'a lot' is not allowed; allowed: a number"),
    "missing source": ("memberships", "source", "", "column source: nothing stands here; allowed: a string (required)"),
    "unknown source": ("memberships", "source", "rumour", "'rumour' is unknown; allowed: a key of sources.csv"),
    "unknown kind": ("funding", "kind", "gift", "'gift' is not allowed; allowed: award, task order, ceiling"),
    "unknown recipient": ("funding", "recipients", "acme", "'acme' is unknown; allowed: a value of parties.key"),
    "unknown caveat": ("funding", "caveats", "odd", "'odd' is unknown; allowed: a value of caveats.code"),
}


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(tables.DATA, tmp_path / "data")
    return tmp_path / "data"


def spoil(data, name, column, value, row=3):
    """Write `value` into one cell; `row` is the line of the file."""
    path = data / f"{name}.csv"
    frame = tables.pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[row - 2, column] = value
    frame.to_csv(path, index=False)


@pytest.mark.book
@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_cell_is_named_with_what_is_allowed(fault, copy):
    name, column, value, message = FAULTS[fault]
    spoil(copy, name, column, value)
    with pytest.raises(check.DataError) as caught:
        tables.load("sources", copy)
    assert f"{name}.csv, row 3, column {column}" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.book
def test_a_duplicate_key_is_named(copy):
    key = tables.load("funding")["id"].iloc[0]
    spoil(copy, "funding", "id", key)
    with pytest.raises(check.DataError, match=r"funding\.csv, row 3.*primary key"):
        tables.load("funding", copy)


@pytest.mark.book
def test_all_faults_come_in_one_message(copy):
    spoil(copy, "funding", "kind", "gift")
    spoil(copy, "memberships", "party", "Atlantis")
    with pytest.raises(check.DataError, match="2 fault") as caught:
        tables.load("funding", copy)
    assert "'gift'" in str(caught.value) and "'Atlantis'" in str(caught.value)


@pytest.mark.book
def test_high_below_low_is_a_fault(copy):
    spoil(copy, "funding", "low", "9e99")
    with pytest.raises(check.DataError, match=r"funding\.csv, row 3, column high: .* is below low"):
        tables.load("funding", copy)


@pytest.mark.book
@pytest.mark.parametrize(
    ("name", "column", "value", "message"),
    [
        (
            "judgements",
            "class",
            "confirms",
            "column statements: not what 'confirms' rests on; allowed: a founding and a later",
        ),
        ("judgements", "statements", "mem-047; mem-2083", "rests on; allowed: statements of founding documents"),
        ("outcomes", "statement", "mem-2083", "column statement: a later statement is not judged"),
        ("outcomes", "source", "cir2023", "column source: 'cir2023' cannot judge; allowed: a later source"),
    ],
)
def test_the_sides_of_a_reviewed_row_are_a_founding_and_a_later_statement(name, column, value, message, copy):
    spoil(copy, name, column, value)
    with pytest.raises(check.DataError, match="1 fault") as caught:
        tables.load("sources", copy)
    assert f"{name}.csv, row 3" in str(caught.value) and message in str(caught.value)


@pytest.mark.book
def test_a_later_class_needs_both_sides(copy):
    line = next(n for n, row in check.rows("judgements", copy) if row["class"] in check.UPDATES)
    spoil(copy, "judgements", "statements", "mem-2083; mem-2084", line)
    with pytest.raises(check.DataError, match=f"row {line}, column statements: .* a founding and a later statement"):
        tables.load("sources", copy)


def test_an_unknown_table_lists_those_there_are():
    with pytest.raises(KeyError, match=r"no table .fundings.*funding"):
        tables.load("fundings")


@pytest.mark.book
def test_the_data_package_has_no_fault():
    assert check.faults() == ()


@pytest.mark.book
def test_every_csv_is_declared_and_every_declared_table_exists():
    assert {path.stem for path in tables.DATA.glob("*.csv")} == set(tables.package())


@pytest.mark.book
def test_keys_of_entities_are_shared_by_no_two_tables():
    keys = [key for name in ("parties", "programmes", "craft", "concepts") for key in tables.load(name)["key"]]
    assert len(keys) == len(set(keys))


CELLS = [
    ({"id": "T 1", "who": ""}, "column id: 'T 1' is not allowed; allowed: text like [a-z0-9]+"),
    ({"party": "z"}, "column party: 'z' is unknown; allowed: a key of parties.csv"),
    ({"kind": "gift"}, "column kind: 'gift' is not allowed; allowed: award, overrun"),
    ({"low": "x"}, "column low: 'x' is not allowed; allowed: a number"),
]


@pytest.mark.parametrize(("cells", "line"), CELLS)
def test_a_fault_is_one_line(cells, line, two_tables):
    assert check.faults(two_tables({"inferred": ""} | cells)) == (f"things.csv, row 2, {line}",)


def test_no_fault_is_found_where_none_is(two_tables):
    check.require_sound(two_tables({}, {"id": "t2", "party": "", "kind": "", "low": "", "who": "t1"}))


def test_every_fault_is_listed_once_in_the_order_of_tables_and_counted(two_tables):
    data = two_tables({}, {"party": "z"}, {"id": "t3", "kind": "gift"}, parties=(("a", "c"), ("a", "")))
    with pytest.raises(check.DataError) as caught:
        check.require_sound(data)
    assert str(caught.value).split("\n") == [
        "5 fault(s) in the data:",
        "parties.csv, row 2, column parent: 'c' is unknown; allowed: a value of parties.key",
        'parties.csv, row 3: Row at position "3" violates the primary key: the same as in the row at position 2',
        'things.csv, row 3: Row at position "3" violates the primary key: the same as in the row at position 2',
        "things.csv, row 3, column party: 'z' is unknown; allowed: a key of parties.csv",
        "things.csv, row 4, column kind: 'gift' is not allowed; allowed: award, overrun",
    ]


def test_a_missing_file_or_column_is_a_fault(two_tables):
    data = two_tables()
    (data / "things.csv").write_text("id,party,kind,low,high,date,who\n")
    assert check.faults(data) == (
        'things.csv, column inferred: There is a missing label in the header\'s field "inferred" at position "8"',
    )
    (data / "things.csv").unlink()
    check.faults.cache_clear()
    (fault,) = check.faults(data)
    assert fault.startswith("things.csv: The data source could not be successfully loaded")


LINES = [
    ({"type": "x", "message": "no"}, "t.csv: no"),
    ({"type": "x", "message": "no", "rowNumber": 7}, "t.csv, row 7: no"),
    ({"type": "x", "message": "no", "fieldName": "low"}, "t.csv, column low: no"),
    ({"type": "x", "message": "no", "fieldNames": ["low", "high"]}, "t.csv, column low, high: no"),
    ({"type": "two-roads", "note": "own words", "message": "no", "fieldName": "low"}, "t.csv, column low: own words"),
    ({"type": "foreign-key", "fieldNames": ["low"], "fieldCells": ["x", "y"], "referenceName": "u"},
     "t.csv, column low: 'x, y' is unknown; allowed: a key of u.csv"),
    ({"type": "foreign-key", "fieldNames": ["low"], "referenceName": ""},
     "t.csv, column low: '' is unknown; allowed: a key of t.csv"),
    ({"type": "type-error", "fieldName": "low", "cell": "x"}, "t.csv, column low: 'x' is not allowed; allowed: a number"),
    ({"type": "constraint-error", "fieldName": "name", "cell": ""},
     "t.csv, column name: nothing stands here; allowed: a string (required)"),
    ({"type": "constraint-error", "fieldName": "name"},
     "t.csv, column name: nothing stands here; allowed: a string (required)"),
    ({"type": "constraint-error", "fieldName": "gone", "cell": "x", "message": "no"}, "t.csv, column gone: no"),
    ({"type": "other-error", "fieldName": "low", "cell": "x", "message": "no"}, "t.csv, column low: no"),
]  # fmt: skip


@pytest.mark.parametrize(("error", "line"), LINES)
def test_an_error_of_frictionless_becomes_a_line(error, line):
    required = {"name": "name", "type": "string", "constraints": {"required": True}}
    declared = {"low": {"name": "low", "type": "number", "constraints": {}}, "name": required}
    assert check.one_line("t", error, declared) == line


def test_rows_come_with_their_line_in_the_file(two_tables):
    data = two_tables()
    assert list(check.rows("parties", data)) == [(2, {"key": "a", "parent": ""}), (3, {"key": "b", "parent": "a"})]
    assert list(check.rows("nowhere", data)) == []


def test_values_are_collected_of_the_columns_that_others_point_to(two_tables):
    data = two_tables({}, {"id": "t2"})
    assert check._keys("parties", data) == {"parties.key": {"a", "b"}}
    assert check._keys("things", data) == {"things.id": {"t1", "t2"}}
    (data / "parties.csv").write_text("name\nx\n")
    assert check._keys("parties", data) == {"parties.key": {""}}


STATED = ["id", "source", "locator", "as_printed", "caveats", "inferred", "cites"]
SAID = [[id, source, "", "", "", "", ""] for id, source in (("a", "old"), ("b", "old"), ("c", "new"), ("d", "new"))]


def test_each_side_of_a_reviewed_row_and_of_an_outcome_is_of_its_class(package):
    reviewed = [
        ["conflict", "a; b"], ["conflict", "a; c"], ["confirms", "a; c"], ["confirms", "a; b"], ["supersedes", "c; d"],
        ["leaves open", "a; gone; d"], ["contradicts", "c"], ["precision", "a; gone"],
    ]  # fmt: skip
    data = package(
        sources=(["key", "class"], [["old", "founding"], ["new", "later"]]),
        claims=(STATED, SAID),
        judgements=(["class", "statements"], reviewed),
        outcomes=(["statement", "source"], [["a; b", "new"], ["a; c", "new"], ["b", "old"], ["gone", "new"]]),
    )
    documents, both = "statements of founding documents", "a founding and a later statement"
    wrong = [(3, "conflict", documents), (5, "confirms", both), (6, "supersedes", both), (8, "contradicts", both)]
    assert list(check._sides(data)) == [
        *(
            f"judgements.csv, row {row}, column statements: not what '{kind}' rests on; allowed: {allowed}"
            for row, kind, allowed in wrong
        ),
        f"outcomes.csv, row 3, column statement: a later statement is not judged; allowed: {documents}",
        "outcomes.csv, row 4, column source: 'old' cannot judge; allowed: a later source",
    ]


NO_CIRCLE = (("a", ""), ("b", "a"), ("c", "a; b"), ("d", "c; b; a"))
CIRCLES = (("a", "c; b"), ("b", ""), ("c", "d"), ("d", "b; a"), ("e", "e"), ("f", "a"), ("g", "gone"))


def test_a_row_that_is_part_of_itself_is_a_fault_over_any_number_of_steps(two_tables):
    assert list(check._cycles(two_tables(parties=NO_CIRCLE))) == []
    end = "leads back to itself; allowed: no circle"
    assert list(check._cycles(two_tables(parties=CIRCLES))) == [
        f"parties.csv, row {row}, column parent: '{key}' {end}" for row, key in ((2, "a"), (4, "c"), (5, "d"), (6, "e"))
    ]


def test_a_table_may_call_what_is_above_a_row_part_of_it(package):
    data = package(ledger=(["id", "part_of"], [["x", "y"], ["y", "x"]], {"primaryKey": ["id"]}), bare=(["part_of"], [["x"]]))
    assert [line.split(":")[0] for line in check._cycles(data)] == [
        "ledger.csv, row 2, column part_of",
        "ledger.csv, row 3, column part_of",
    ]


def test_a_package_without_fault_is_stamped_until_its_data_change(two_tables, monkeypatch):
    data, ran = two_tables(), []
    monkeypatch.setattr(check, "_cycles", lambda data: ran.append(data) or iter(()))
    stamps = data.parent / "_build" / "checked"
    for _ in range(2):
        check.faults.cache_clear()
        assert check.faults(data) == ()
    assert len(ran) == 1 and [path.name for path in stamps.iterdir()] == [check._digest(data)]
    with (data / "things.csv").open("a") as file:
        file.write("t2,,gift,,,,,\n")
    check.faults.cache_clear()
    assert len(check.faults(data)) == 1 and len(ran) == 2 and len(list(stamps.iterdir())) == 1, "a fault has no stamp"


def test_the_digest_is_of_the_names_and_bytes_of_code_declarations_and_tables(two_tables, monkeypatch, tmp_path):
    data = two_tables()
    first = check._digest(data)
    assert re.fullmatch("[0-9a-f]{16}", first) and check._digest(data) == first
    (data / "notes.txt").write_text("no table")
    assert check._digest(data) == first
    (data / "parties.csv").rename(data / "partie.csv")
    renamed = check._digest(data)
    (data / "datapackage.json").write_text("{}")
    changed = check._digest(data)
    (tmp_path / "rule.py").write_text("ALLOWED = 1")
    monkeypatch.setattr(check, "__file__", str(tmp_path / "check.py"))
    assert len({first, renamed, changed, check._digest(data)}) == 4


def test_the_command_says_how_much_was_checked_or_lists_the_faults(two_tables, monkeypatch, capsys):
    data = two_tables()
    monkeypatch.setattr(check.tables, "package", lambda: {"parties": {}, "things": {}})
    monkeypatch.setattr(check, "rows", lambda name: check.csv.reader((data / f"{name}.csv").open()))
    monkeypatch.setattr(check, "faults", tuple)
    check.main()
    assert capsys.readouterr().out == "data: 5 rows in 2 tables, no fault\n"
    monkeypatch.setattr(check, "faults", lambda: ("one", "two"))
    with pytest.raises(SystemExit, match=r"^2 fault\(s\) in data/; nothing was built or tested"):
        check.main()
    assert capsys.readouterr().err == "one\ntwo\n"
