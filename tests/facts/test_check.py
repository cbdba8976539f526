"""A faulty row gives one message with file, row, column, what is wrong and what is allowed."""

import re
import shutil

import pandas as pd
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
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
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
    with pytest.raises(
        check.DataError, match=rf"funding\.csv, row 3, column id: '{key}' stands in row 2 too; allowed: once"
    ):
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
    spoil(copy, "funding", "low", "99999999999999")
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
    line = next(n for n, row in tables.rows("judgements", copy) if row["class"] in check.UPDATES)
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
    check.require_sound(two_tables({}, {"id": "t2", "party": "", "kind": "", "low": "", "high": "", "who": "t1"}))


def test_every_fault_is_listed_once_in_the_order_of_tables_and_counted(two_tables):
    data = two_tables({}, {"party": "z"}, {"id": "t3", "kind": "gift"}, parties=(("a", "c"), ("a", "")))
    with pytest.raises(check.DataError) as caught:
        check.require_sound(data)
    assert str(caught.value).split("\n") == [
        "5 fault(s) in the data:",
        "parties.csv, row 2, column parent: 'c' is unknown; allowed: a value of parties.key",
        "parties.csv, row 3, column key: 'a' stands in row 2 too; allowed: once",
        "things.csv, row 3, column id: 't1' stands in row 2 too; allowed: once",
        "things.csv, row 3, column party: 'z' is unknown; allowed: a key of parties.csv",
        "things.csv, row 4, column kind: 'gift' is not allowed; allowed: award, overrun",
    ]


def test_a_missing_file_or_column_is_a_fault(two_tables):
    data = two_tables()
    (data / "things.csv").write_text("id,party,kind,low,high,date,who\n")
    assert check.faults(data) == (
        "things.csv, row 1, column inferred: the header has '' in its place; "
        "allowed: id,party,kind,low,high,date,who,inferred",
    )
    (data / "things.csv").unlink()
    check.faults.cache_clear()
    assert check.faults(data) == ("things.csv: there is no such file; allowed: every table of datapackage.json",)


def test_a_table_that_cannot_be_read_hides_no_fault_of_another_and_blames_none(two_tables):
    data = two_tables({"kind": "gift", "party": "z"}, parties=(("a", ""), ("b", "c")))
    (data / "parties.csv").write_bytes("key;parent\nä;\n".encode("latin-1"))
    assert check.faults(data) == (
        "parties.csv, row 2: the byte 0xe4 is not UTF-8; allowed: a file saved as UTF-8",
        "things.csv, row 2, column kind: 'gift' is not allowed; allowed: award, overrun",
    )


def test_declarations_that_cannot_be_read_are_a_fault(two_tables):
    data = two_tables()
    for content in ("{", "[]", "{}", '{"resources": [{}]}'):
        (data / "datapackage.json").write_text(content)
        check.faults.cache_clear()
        (fault,) = check.faults(data)
        assert fault.startswith("datapackage.json: it cannot be read (") and "\n" not in fault
    (data / "datapackage.json").unlink()
    check.faults.cache_clear()
    assert len(check.faults(data)) == 1


def test_what_is_not_declared_is_a_fault_and_what_is_hidden_is_not_there(two_tables):
    data = two_tables()
    for name in (".things.csv", "~things.csv", "#things.csv", "notes.txt", "things.csv.bak"):
        (data / name).write_text("x")
    (data / ".ipynb_checkpoints").mkdir()
    (data / ".ipynb_checkpoints" / "things.csv").write_text("x")
    (data / "folder.csv").mkdir()
    assert list(check.held(data)) == ["datapackage.json", "parties.csv", "things.csv"]
    assert check.faults(data) == ()
    (data / "more.csv").write_text("x")
    check.faults.cache_clear()
    assert check.faults(data) == (
        "more.csv: datapackage.json declares no such table; allowed: declare it, or take the file away",
    )


def test_a_cell_that_cannot_be_read_has_one_fault(two_tables):
    (fault,) = check.faults(two_tables({"kind": "gift ", "low": "1"}))
    assert fault.startswith("things.csv, row 2, column kind: 'gift ' begins, ends or is parted")


def test_entities_share_no_key_and_statements_no_id(package):
    claim = [["x", "s", "p", "words", "", "", ""]]
    data = package(
        sources=(["key", "class", "text", "reader"], [["s", "later", "", ""]]),
        parties=(["key"], [["a"], ["b"]]), craft=(["key"], [["c"], ["b"]]), concepts=(["key"], [["a"]]),
        claims=(STATED, claim), names=(STATED, claim), other=(["id"], [["x"]]),
    )  # fmt: skip
    assert check.faults(data) == (
        "craft.csv, row 3, column key: 'b' is a key of parties.csv; allowed: a new one",
        "concepts.csv, row 2, column key: 'a' is a key of parties.csv; allowed: a new one",
        "names.csv, row 2, column id: 'x' is a key of claims.csv; allowed: a new one",
    )


STATED = ["id", "source", "locator", "as_printed", "caveats", "inferred", "cites"]
SAID = [[id, source, "", "", "", "", ""] for id, source in (("a", "old"), ("b", "old"), ("c", "new"), ("d", "new"))]


def test_each_side_of_a_reviewed_row_and_of_an_outcome_is_of_its_class(package):
    reviewed = [
        ["conflict", "a; b"], ["conflict", "a; c"], ["confirms", "a; c"], ["confirms", "a; b"], ["supersedes", "c; d"],
        ["leaves open", "a; gone; d"], ["contradicts", "c"], ["precision", "a; gone"],
    ]  # fmt: skip
    data = package(
        sources=(["key", "class"], [["old", "founding"], ["new", "later"]]),
        claims=(STATED, SAID, {"primaryKey": ["id"]}),
        judgements=(["class", "statements"], reviewed),
        outcomes=(["statement", "source"], [["a; b", "new"], ["a; c", "new"], ["b", "old"], ["gone", "new"]]),
    )
    documents, both = "statements of founding documents", "a founding and a later statement"
    wrong = [(3, "conflict", documents), (5, "confirms", both), (6, "supersedes", both), (8, "contradicts", both)]
    assert [fault for fault in check.faults(data) if not fault.startswith("claims")] == [
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
    assert check.faults(two_tables({"party": "", "who": "", "inferred": ""}, parties=NO_CIRCLE)) == ()
    check.faults.cache_clear()
    end = "leads back to itself; allowed: no circle"
    found = check.faults(two_tables({"party": "", "who": "", "inferred": ""}, parties=CIRCLES))
    assert [fault for fault in found if "circle" in fault] == [
        f"parties.csv, row {row}, column parent: '{key}' {end}" for row, key in ((2, "a"), (4, "c"), (5, "d"), (6, "e"))
    ]


def test_a_table_may_call_what_is_above_a_row_part_of_it(package):
    data = package(ledger=(["id", "part_of"], [["x", "y"], ["y", "x"]], {"primaryKey": ["id"]}), bare=(["part_of"], [["x"]]))
    assert [line.split(":")[0] for line in check.faults(data)] == [
        "ledger.csv, row 2, column part_of",
        "ledger.csv, row 3, column part_of",
    ]


def test_a_package_without_fault_is_stamped_until_its_data_change(two_tables, monkeypatch):
    data, ran, check_all = two_tables(), [], check.found_in
    monkeypatch.setattr(check, "found_in", lambda files: ran.append(files) or check_all(files))
    stamps = data.parent / "_build" / "checked"
    for _ in range(2):
        check.faults.cache_clear()
        assert check.faults(data) == ()
    assert len(ran) == 1 and [path.name for path in stamps.iterdir()] == [check._digest(check.held(data))]
    with (data / "things.csv").open("a") as file:
        file.write("t2,,gift,,,,,\n")
    check.faults.cache_clear()
    assert len(check.faults(data)) == 1 and len(ran) == 2 and len(list(stamps.iterdir())) == 1, "a fault has no stamp"


def test_the_digest_is_of_the_names_and_bytes_of_code_declarations_and_tables(monkeypatch, tmp_path):
    files = {"datapackage.json": b"{}", "parties.csv": b"key"}
    first = check._digest(files)
    assert re.fullmatch("[0-9a-f]{16}", first) and check._digest(dict(files)) == first
    renamed = check._digest({"datapackage.json": b"{}", "partie.csv": b"key"})
    changed = check._digest({"datapackage.json": b"{ }", "parties.csv": b"key"})
    (tmp_path / "rule.py").write_text("ALLOWED = 1")
    monkeypatch.setattr(check, "__file__", str(tmp_path / "check.py"))
    assert len({first, renamed, changed, check._digest(files)}) == 4


def test_the_command_says_how_much_was_checked_or_lists_the_faults(two_tables, monkeypatch, capsys):
    data = two_tables()
    monkeypatch.setattr(check.tables, "package", lambda: {"parties": {}, "things": {}})
    monkeypatch.setattr(check.tables, "rows", lambda name: (data / f"{name}.csv").read_text().splitlines())
    monkeypatch.setattr(check, "faults", tuple)
    check.main()
    assert capsys.readouterr().out == "data: 5 rows in 2 tables, no fault\n"
    monkeypatch.setattr(check, "faults", lambda: ("one", "two"))
    with pytest.raises(SystemExit, match=r"^2 fault\(s\) in data/; nothing was built or tested"):
        check.main()
    assert capsys.readouterr().err == "one\ntwo\n"
