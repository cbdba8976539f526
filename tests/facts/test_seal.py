"""The seal: what has changed, is lost or is new since the tables were sealed is named by table, row and column."""

import hashlib
import json

import pytest

from analysis.facts import check, seal, tables, texts
from analysis.facts.form import Fault, Sheet

SOURCES = ["key", "class", "text", "reader"]
CLAIMS = ["id", "content", "source", "locator", "as_printed", "caveats"]
ROWS = [
    ["c1", "three signed", "old", "Lead ¶1", "three | signed", ""],
    ["c2", "nobody left", "new", "page", "none left", ""],
    ["c3", "a number", "old", "*", "2023", ""],
]


@pytest.fixture
def book(package, tmp_path):
    """A sealed package of two tables, and a maker of the same with other claims under the old seal."""
    where = tmp_path / "texts"
    where.mkdir()
    (where / "old.txt").write_text("In May three states signed.", encoding="utf-8")

    def make(rows=ROWS):
        data = package(
            sources=(SOURCES, [["old", "founding", "old.txt", "wiki"], ["new", "later", "", ""]], {"primaryKey": ["key"]}),
            claims=(CLAIMS, rows, {"primaryKey": ["id"]}),
        )
        declared = json.loads((data / "datapackage.json").read_text())
        (data / "datapackage.json").write_text(json.dumps(declared | {"x-seal": seal.FILE}))
        tables.package.cache_clear()
        check.faults.cache_clear()
        return data

    data = make()
    text, refused = seal.sealed(data, where)
    assert refused == []
    (data / seal.FILE).write_text(text, encoding="utf-8")
    return data, make, where


def changed(number, column, value):
    rows = [list(row) for row in ROWS]
    rows[number][CLAIMS.index(column)] = value
    return rows


def test_a_package_as_it_was_sealed_has_no_fault(book):
    data, make, _ = book
    assert check.faults(make()) == ()
    lines = [line.split("\t") for line in (data / seal.FILE).read_text().splitlines()]
    assert [line[:3] for line in lines[3:]] == [["claims", "c1", "5 16"], ["claims", "c2", ""], ["claims", "c3", ""]]
    assert [len(line[3]) for line in lines[3:]] == [12, 0, 0] and {len(line[4]) for line in lines[3:]} == {8 + len(CLAIMS)}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (changed(0, "content", "four signed"), "claims.csv, row 2, column content: 'c1' is not as it was sealed"),
        (changed(1, "as_printed", "two left"), "claims.csv, row 3, column as_printed: 'c2' is not as it was sealed"),
        (changed(1, "source", "old"), "claims.csv, row 3, column source: 'c2' is not as it was sealed"),
        (ROWS[:2], "claims.csv: the sealed row 'c3' is lost"),
        ([*ROWS, ["c4", "x", "new", "page", "y", ""]], "claims.csv, row 5: 'c4' is a row that is not sealed"),
        (changed(0, "source", "gone"), "claims.csv, row 2, column source: 'c1' is not as it was sealed"),
    ],
)
def test_each_change_is_named(rows, fault, book):
    _, make, _ = book
    (found,) = check.faults(make(rows))
    assert found.startswith(f"{fault}; allowed: ") or found.startswith(f"{fault} ") or fault in found
    assert "`make seal`" in found


def test_a_swap_of_rows_is_no_change_and_a_fault_of_a_rule_is_said_once(book):
    _, make, _ = book
    assert check.faults(make(ROWS[::-1])) == ()
    (found,) = check.faults(make(changed(1, "content", "nobody  left")))
    assert "parted with more than a blank" in found


def test_a_quotation_without_its_text_keeps_its_seal_and_an_altered_one_cannot_be_sealed(book):
    data, make, where = book
    sealed = (data / seal.FILE).read_text()
    assert seal.sealed(make(), None) == (sealed, [])
    text, refused = seal.sealed(make(changed(0, "content", "four signed")), None)
    assert refused == [] and text != sealed and text.split("\t")[:-1] != sealed.split("\t")[:-1]
    for column, value in (("as_printed", "three states"), ("locator", "Lead ¶2"), ("source", "old"), ("id", "c9")):
        rows = changed(0, column, value)
        refused = seal.sealed(make(rows), None)[1]
        assert len(refused) == (rows != ROWS), column
    assert refused == ["claims.csv, row 2, column as_printed: 'c9' has not been read back from its text"]
    text, refused = seal.sealed(make(changed(0, "as_printed", "three states")), where)
    assert refused == [] and "claims\tc1\t5\t" in text
    with pytest.raises(ValueError, match=r"\['four'\] do not stand in 'Lead ¶1'"):
        seal.sealed(make(changed(0, "as_printed", "four")), where)


def test_an_altered_quotation_is_noticed_even_when_its_row_is_sealed_anew(book):
    data, make, _ = book
    make(changed(0, "as_printed", "four | signed"))
    text, _ = seal.sealed(data, None)
    (data / seal.FILE).write_text(text, encoding="utf-8")
    (found,) = check.faults(data)
    assert found.startswith("claims.csv, row 2, column as_printed: 'c1' is not quoted as its text was read")


@pytest.mark.parametrize("content", [b"", b"\xff", b"table\n", b"table\nclaims\tc1\n", None])
def test_a_seal_that_is_lost_or_cannot_be_read_is_a_fault(content, book):
    data, make, _ = book
    make()
    if content is None:
        (data / seal.FILE).unlink()
    else:
        (data / seal.FILE).write_bytes(content)
    (found,) = check.faults(data)
    assert found == "seal.tsv: there is no seal, or it cannot be read; allowed: the file as `make seal` writes it"


def test_the_columns_of_a_changed_row_are_told_by_their_letters():
    row = {"id": "a", "kind": "award", "low": "1"}
    now = seal.digest(row | {"kind": "gift", "low": "2"})
    assert seal._changed(row, now) == "kind, low"
    assert seal._changed(row, seal.digest(row)) == ""


def test_digests_are_those_of_their_parts():
    assert seal.digest({"id": "a", "kind": "award"}) == "273fa26edN"
    assert [seal.digest({"n": cell})[8:] for cell in ("74", "64")] == ["+", "/"]
    row = {"source": "old", "locator": "Lead", "as_printed": "three"}
    by_hand = hashlib.sha256(b"c1\x1fold\x1fLead\x1fthree\x1f5 16").hexdigest()
    assert seal.quotation("c1", row, "5 16") == by_hand[:12]


def test_a_row_is_called_by_its_keys():
    row = {"id": "a", "name": "b"}
    keys = ("id", ["id", "name"], [])
    assert [seal.key_of(row, {"schema": {"primaryKey": key}}) for key in keys] == ["a", "a; b", ""]
    assert seal.key_of(row, {"schema": {}}) == ""


def test_what_is_not_as_it_was_sealed_is_a_fault_of_its_table_line_and_column():
    resource, row = {"schema": {"primaryKey": "id"}}, {"id": "a", "n": "1"}
    sheet = Sheet(((2, row),), ())
    meant = "allowed: the row as it was, or `make seal` if the change is meant"

    def broken(**known):
        sealed = {key: seal.Sealed("", "", seal.digest(row)) for key, row in known.items()}
        return list(seal.broken("t", sheet, resource, sealed, frozenset()))

    assert broken(a=row) == []
    assert broken() == [Fault("t", 2, "", "'a' is a row that is not sealed; allowed: `make seal` if it is meant")]
    assert broken(a=row, b=row) == [Fault("t", 0, "", f"the sealed row 'b' is lost; {meant}")]
    assert broken(a=row | {"n": "2"}) == [Fault("t", 2, "n", f"'a' is not as it was sealed; {meant}")]
    assert broken(a={"id": "b"}) == [Fault("t", 2, "id", f"'a' is not as it was sealed; {meant}")]


@pytest.fixture
def make_seal(book, monkeypatch, capsys):
    """`make seal` of given claims; returns what it says, and the seal it leaves."""
    data, make, where = book

    def run(rows, texts_at_hand=True):
        make(rows)
        monkeypatch.setattr(tables, "DATA", data)
        monkeypatch.setattr(check, "held", lambda *_: {path.name: path.read_bytes() for path in data.iterdir()})
        monkeypatch.setattr(texts, "folder", lambda: where if texts_at_hand else None)
        try:
            seal.main()
            said = capsys.readouterr().out
        except SystemExit as end:
            said = str(end)
        return said.splitlines(), (data / seal.FILE).read_bytes() if (data / seal.FILE).exists() else b""

    return run


def test_make_seal_seals_what_has_changed_and_says_how_much(make_seal, book):
    data = book[0]
    before = (data / seal.FILE).read_bytes()
    assert make_seal(ROWS) == (["sealed: 5 rows; 0 new or changed, 0 gone or changed"], before)
    said, after = make_seal([*changed(0, "content", "三个"), ["c4", "x", "new", "page", "y", ""]])
    assert said == ["sealed: 6 rows; 2 new or changed, 1 gone or changed"]
    assert after.decode().startswith("table\trow\tplace\tquoted\tcells\nsources\told\t\t") and after != before
    check.faults.cache_clear()
    assert check.faults(data) == ()
    (data / seal.FILE).unlink()
    assert make_seal(ROWS) == (["sealed: 5 rows; 6 new or changed, 0 gone or changed"], before)


def test_make_seal_seals_nothing_that_is_wrong(make_seal, book):
    before = (book[0] / seal.FILE).read_bytes()
    said, after = make_seal(changed(1, "content", "nobody  left"))
    assert len(said) == 2 and said[1] == "1 fault(s) in data/; nothing was sealed" and after == before


@pytest.mark.parametrize(("new", "more"), [(10, []), (11, ["... and 1 more"])])
def test_make_seal_seals_no_quotation_that_was_not_read_back(new, more, make_seal, book):
    before = (book[0] / seal.FILE).read_bytes()
    rows = [*ROWS, *([f"d{number}", f"x{number}", "old", "Lead ¶1", "three", ""] for number in range(new))]
    said, after = make_seal(rows, texts_at_hand=False)
    assert said[0] == "claims.csv, row 5, column as_printed: 'd0' has not been read back from its text"
    assert said[10:] == [*more, "SOURCE_TEXTS names no folder with the founding documents; nothing was sealed"]
    assert after == before
    text, refused = seal.sealed(book[0], None)
    assert len(refused) == new and f"claims\td0\t\t\t{seal.digest(dict(zip(CLAIMS, rows[3], strict=True)))}\n" in text


@pytest.mark.book
def test_the_tables_of_the_book_are_as_they_were_sealed():
    files = check.held()
    assert check._package(files["datapackage.json"])["x-seal"] == seal.FILE
    sealed = seal.parsed(files[seal.FILE])
    assert {name: len(rows) for name, rows in sealed.items()} == {name: len(tables.rows(name)) for name in tables.package()}
