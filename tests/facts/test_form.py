"""The form of a file: what can be read is read, the rest is named by line and column."""

import pytest

from analysis.facts import form
from analysis.facts.form import Fault

COLUMNS = ("key", "name")


def faults(content: bytes | str) -> list[tuple[int, str]]:
    raw = content if isinstance(content, bytes) else content.encode()
    return [(fault.row, fault.column) for fault in form.read("t", raw, COLUMNS).faults]


@pytest.mark.parametrize(
    "content",
    [
        'key,name\na,Anna\nb,"Ben, the 2nd"\n',
        'key,name\r\na,Anna\r\nb,"Ben, the 2nd"\r\n',
        'key,name\na,Anna\nb,"Ben, the 2nd"',
        'key,name\ra,Anna\rb,"Ben, the 2nd"\r',
        '"key","name"\n"a","Anna"\n"b","Ben, the 2nd"\n',
    ],
)
def test_ends_of_lines_and_quotes_that_are_not_needed_change_nothing(content):
    sheet = form.read("t", content.encode(), COLUMNS)
    assert sheet.rows == ((2, {"key": "a", "name": "Anna"}), (3, {"key": "b", "name": "Ben, the 2nd"}))
    assert sheet.faults == () and sheet.whole()


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", [(1, "key")]),
        ("\n", [(1, "key")]),
        ("\ufeffkey,name\na,Anna\n", [(1, "")]),
        ("key;name\na;Anna\n", [(1, "key")]),
        ("key\tname\n", [(1, "key")]),
        ("key,name \n", [(1, "name")]),
        ("name,key\n", [(1, "key")]),
        ("key\na\n", [(1, "name")]),
        ("key,name,more\n", [(1, "more")]),
        ("key,name\na\n", [(2, "")]),
        ("key,name\na,Anna,x\n", [(2, "")]),
        ("key,name\na,Anna\n\nb,Ben\n", [(3, "")]),
        ('key,name\na,"Anna\nb,Ben\n', [(2, "")]),
        ('key,name\na,Anna\nb,"Ben"x\n', [(3, "")]),
        ('key,name\na,"An\nna"\nb,Ben \n', [(2, "name"), (4, "name")]),
        ("key,name\na,Ann\0a\n", [(2, "name")]),
        (f"key,name\na,{'x' * 200_000}\n", [(2, "name")]),
        ("key,name\na,An\u2028na\nb,Be\x85n\n", [(2, "name"), (3, "name")]),
        ("key,name\na,Zürich\n".encode("latin-1"), [(2, "")]),
        ("key,name\na,A\nb,月球\n".encode("gb18030"), [(3, "")]),
        ("key,name\n".encode("utf-16"), [(1, "")]),
    ],
)
def test_a_fault_of_form_has_its_line_and_its_column_if_it_is_in_one(content, place):
    assert faults(content) == place


def test_rows_that_can_be_read_are_read_beside_those_that_cannot():
    sheet = form.read("t", b"key,name\na\nb,Ben\nc,x,y\nd,Dora \n", COLUMNS)
    assert sheet.rows == ((3, {"key": "b", "name": "Ben"}), (5, {"key": "d", "name": "Dora "}))
    assert [fault.row for fault in sheet.faults] == [2, 4, 5] and not sheet.whole()
    assert str(sheet.faults[0]) == "t.csv, row 2: 1 cells; allowed: 2 cells, parted by commas, quoted in pairs"
    assert form.read("t", b"key,name\nd,Dora \n", COLUMNS).whole(), "a fault of a cell loses no row"


@pytest.mark.parametrize(
    "cell",
    [
        "", "Anna", "17 states", "-250", "-0.5", "a-b", "a = b", "3 < 4", "R&D; AT&T", "月球 | 2023年", "Türkiye", "Ödön",
        "x" * form.LONGEST, "μ", "50%", "²", "①", "“Moon”", "10^-3", "a+b@c",
    ],
)  # fmt: skip
def test_what_a_cell_may_hold(cell):
    assert form.wrong(cell) == ""


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (" x", "more than a blank"), ("x ", "more than a blank"), ("a  b", "more than a blank"), (" ", "more than a blank"),
        ("a\tb", "U+0009 (a control character)"), ("a\nb", "U+000A"), ("a\x00b", "U+0000"), ("a\x1bb", "U+001B"),
        ("a\u00a0b", "U+00A0 (no-break space)"), ("a\u200bb", "U+200B (zero width space)"), ("a\u3000b", "U+3000"),
        ("a\u2028b", "U+2028"), ("\ufeffa", "U+FEFF"), ("a\u202eb", "U+202E (right-to-left override)"),
        ("a\u00adb", "U+00AD"),
        ("a\ue000b", "U+E000"), ("a\ufe0fb", "U+FE0F (variation selector-16)"), ("a\u3164b", "U+3164 (hangul filler)"),
        ("=1+1", "as a formula does"), ("+1", "as a formula does"), ("@SUM", "as a formula does"),
        ("-x", "as a formula does"),
        ("--5", "as a formula does"), ("-1e5", "as a formula does"),
        ("<b>x", "markup"), ("a</p>", "markup"), ("<!--", "markup"), ("<?x", "markup"), ("&amp;", "markup"),
        ("&#65;", "markup"),
        ("e\u0301", "NFC"), ("１７", "the digit '１'"), ("١٧", "the digit '١'"), ("Cаnada", "mixes alphabets"),
        ("x" * (form.LONGEST + 1), "1001 characters"),
    ],
)  # fmt: skip
def test_what_no_cell_may_hold(cell, why):
    note = form.wrong(cell)
    assert why in note and "; allowed: " in note and note.isprintable() and len(note) < 300


def notes(content):
    return [str(fault) for fault in form.read("t", content.encode(), COLUMNS).faults]


def test_the_parser_is_quoted_and_a_header_shown():
    (said,) = notes('key,name\na,"Anna\n')
    assert said == "t.csv, row 2: unexpected end of data; allowed: 2 cells, parted by commas, quoted in pairs"
    (said,) = notes('key,name\na,"An\r\nna"\n')
    assert "holds U+000D" in said, "ends of lines within a cell are as they are in the file"
    (said,) = notes("key,name,more,still\n")
    assert said == "t.csv, row 1, column more: the header has 2 labels too many; allowed: key,name"
    (said,) = notes(f"{'k' * 90},name\n")
    assert said == f"t.csv, row 1, column key: the header has '{'k' * 80}' in its place; allowed: key,name"
    assert not form.read("t", b"key\n", COLUMNS).whole(), "under another header no row is read"


def test_a_cell_is_shown_up_to_eighty_characters():
    short, long = " " + "x" * 79, " " + "x" * 80
    assert form.wrong(short).startswith(f"'{short}' begins")
    assert form.wrong(long).startswith(f"'{long[:80]}…' begins")
    assert form.wrong("17１").startswith("'17１' holds the digit")
    assert form.wrong("=x").endswith("; allowed: no = + @ - in front")


def test_a_fault_is_one_line_with_its_place():
    assert str(Fault("t", 3, "", "no")) == "t.csv, row 3: no"
    assert str(Fault("t", 0, "key", "no")) == "t.csv, column key: no"
    assert str(Fault("seal.tsv", 0, "", "no")) == "seal.tsv: no"
