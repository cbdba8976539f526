"""Rules of the package beyond its schema: each fault of a kind is found, and nothing else."""

import shutil

import pandas as pd
import pytest

from analysis.facts import check, rules, tables


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(tables.DATA, tmp_path / "data")
    return tmp_path / "data"


def spoil(data, name, column, value, line=3):
    path = data / f"{name}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[line - 2, column] = value
    frame.to_csv(path, index=False)


FAULTS = {
    "an item twice": ("events", "caveats", "translated; translated", "'translated' stands there 2 times; allowed: once"),
    "an unknown own field": ("events", "inferred", "colour", "'colour' is no filled field of this row"),
    "an empty own field": ("claims", "inferred", "question", "'question' is no filled field of this row"),
    "a document that no check reads": ("sources", "reader", "", "for a founding document not empty, or no check reads it"),
    "a part of itself": ("funding", "part_of", "fun-revenue-2021", "'fun-revenue-2021' leads back to itself"),
    "its own parent": ("parties", "parent", "RUS", "'RUS' leads back to itself; allowed: no circle"),
}


@pytest.mark.book
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_once_with_file_row_and_column(fault, copy):
    name, column, value, message = FAULTS[fault]
    spoil(copy, name, column, value)
    found = check.faults(copy)
    assert len(found) == 1, found
    assert found[0].startswith(f"{name}.csv, row 3, column {column}: ") and message in found[0]


@pytest.mark.book
def test_a_circle_of_two_is_named_at_both_its_rows(copy):
    spoil(copy, "parties", "parent", "RUS", line=2)
    spoil(copy, "parties", "parent", "CHN", line=3)
    assert [fault.split(":")[0] for fault in check.faults(copy)] == [
        "parties.csv, row 2, column parent",
        "parties.csv, row 3, column parent",
    ]


@pytest.mark.book
def test_several_faults_come_together_and_a_sound_package_is_stamped(copy):
    assert check.faults(copy) == ()
    assert len(list((copy.parent / "_build" / "checked").iterdir())) == 1
    spoil(copy, "events", "date", "soon")
    spoil(copy, "parties", "parent", "Mars")
    check.faults.cache_clear()
    assert len(check.faults(copy)) == 2


def test_the_command_lists_the_faults_and_fails(monkeypatch, capsys):
    monkeypatch.setattr(check, "faults", lambda: ("events.csv, row 3: no",))
    with pytest.raises(SystemExit, match=r"1 fault\(s\) in data/"):
        check.main()
    assert "events.csv, row 3" in capsys.readouterr().err


OWN = "is no filled field of this row; allowed: id, party, kind, low, high, date, who, inferred"
EDTF = "allowed: EDTF, such as 2023-10, 2024~, ../2028, 2026/2035"
CELLS = [
    ({"date": "soon"}, f"date: 'soon' is no date; {EDTF}"),
    ({"who": "a; z"}, "who: 'z' is unknown; allowed: a value of parties.key or things.id"),
    ({"who": "b; a; b; b"}, "who: 'b' stands there 3 times; allowed: once"),
    ({"inferred": "date; colour"}, f"inferred: 'colour' {OWN}"),
    ({"date": ""}, f"inferred: 'date' {OWN}"),
    ({"low": "", "high": "", "inferred": "low"}, f"inferred: 'low' {OWN}"),
    ({"inferred": "date; low; date"}, "inferred: 'date' stands there 2 times; allowed: once"),
    ({"low": "2.5"}, "high: '2' is below low '2.5'; allowed: low or more"),
    ({"low": "-1", "high": "-1.5"}, "high: '-1.5' is below low '-1'; allowed: low or more"),
    ({"low": ""}, "low: nothing stands here; allowed: both ends of the range, the same where one is printed"),
    ({"high": ""}, "high: nothing stands here; allowed: both ends of the range, the same where one is printed"),
    ({"date": "2035/2026"}, "date: '2035/2026' ends before it begins; " + EDTF),
    *(
        ({"date": date}, f"date: '{date}' is no date; {EDTF}")
        for date in (
            "9999",
            "0000",
            "XXXX",
            "/",
            "../..",
            "2023-21",
            "2023/",
            "20XX",
            "2023-XX",
            "1799",
            "2023-1",
            "2023-02-29",
            "2024/2025/2026",
        )
    ),
    *(
        ({"low": number}, f"low: '{number}' is not allowed; allowed: a number")
        for number in (
            "nan",
            "inf",
            "1_000",
            "1e300",
            "1,000",
            "00",
            "01",
            ".5",
            "5.",
            "0x10",
            "1" * 16,
            "1.1234567",
            "two",
        )
    ),
]


@pytest.mark.parametrize(("cells", "fault"), CELLS)
def test_each_rule_finds_its_fault(cells, fault, two_tables):
    assert check.faults(two_tables(cells)) == (f"things.csv, row 2, column {fault}",)


def test_what_each_rule_allows(two_tables):
    rows = [
        {"low": "2", "high": "2"},
        {"low": "3", "high": "3.000001", "inferred": "low; who; kind"},
        {"low": "-999999999999999.5", "high": "-1", "who": "b; t3; t1", "inferred": ""},
        {"low": "0", "high": "0", "who": "", "date": "", "inferred": "low; high"},
        {"date": "../2028", "inferred": "inferred"},
    ]
    assert check.faults(two_tables(*({"id": f"t{n}"} | row for n, row in enumerate(rows, 1)))) == ()


BOUND = [
    (
        {"type": "integer", "constraints": {"minimum": 1, "maximum": 3}},
        "1 2 3",
        "0 4 1.0 1.5 -1 +1",
        "a integer, from 1, to 3",
    ),
    ({"type": "number", "constraints": {"minimum": 0}}, "0 0.5 7", "-1 -0.000001", "a number, from 0"),
    ({"type": "number", "constraints": {"maximum": 90}}, "-91 90", "90.1", "a number, to 90"),
    ({"type": "integer"}, "-5 0 999999999", "1234567890 007 1e3 １", "a integer"),
    ({"constraints": {"pattern": "[A-Z]{3}"}}, "CHN", "chn CHNX CH", "text like [A-Z]{3}"),
    ({"constraints": {"enum": ["yes", "no"], "required": True}}, "yes no", "Yes maybe", "yes, no"),
]


@pytest.mark.parametrize(("declared", "right", "wrong", "allowed"), BOUND)
def test_type_and_constraints_of_a_field(declared, right, wrong, allowed):
    note = rules._checker({"name": "x"} | declared)
    assert [note(cell) for cell in right.split()] == [""] * len(right.split())
    assert [note(cell) for cell in wrong.split()] == [
        f"{cell!r} is not allowed; allowed: {allowed}" for cell in wrong.split()
    ]
    needed = "required" in declared.get("constraints", {})
    assert note("") == (f"nothing stands here; allowed: {allowed}" if needed else "")


def test_a_statement_is_made_once(package):
    fields = ["id", "content", "source", "as_printed"]
    said = [["a", "x", "s", "words"], ["b", "y", "s", "words"], ["c", "x", "s", "words"], ["d", "x", "t", "words"]]
    entities = [["p", "Anna"], ["q", "Anna"]]
    key = {"primaryKey": ["id"]}
    assert check.faults(package(claims=(fields, said, key), people=(["id", "name"], entities, key))) == (
        "claims.csv, row 4, column id: the row says the same as row 2; allowed: once",
    )


def test_a_key_may_be_of_two_columns(package):
    rows = [["2020", "gdp"], ["2020", "nnsi"], ["2021", "gdp"], ["2020", "gdp"]]
    assert check.faults(package(deflators=(["year", "index"], rows, {"primaryKey": ["year", "index"]}))) == (
        "deflators.csv, row 5, column year, index: '2020, gdp' stands in row 2 too; allowed: once",
    )


def test_a_founding_document_says_what_holds_its_text_and_how_it_is_cut(package):
    rows = [["founding", "a.txt", "wiki"], ["founding", "", "wiki"], ["founding", "a.txt", ""], ["later", "", ""]]
    fault = "nothing stands here; allowed: for a founding document not empty, or no check reads it"
    assert check.faults(package(sources=(["class", "text", "reader"], rows))) == (
        f"sources.csv, row 3, column text: {fault}",
        f"sources.csv, row 4, column reader: {fault}",
    )


STATED = [
    {"name": "id", "type": "string"},
    {"name": "low", "type": "number"},
    {"name": "high", "type": "number"},
    {"name": "date", "type": "string"},
    *({"name": name, "type": "string"} for name in ("source", "as_printed", "inferred")),
]
ALLOWED = "allowed: what stands there, or the field named in inferred"


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        (["3", "5.5", "2023-05", "doc", "May 2023 | three to 5.5", ""], []),
        (["4", "4", "", "doc", "three", "high"], ["low: 4 is not printed in 'three'"]),
        (["4", "4", "2023", "doc", "three", "date; low; high"], []),
        (["4", "4", "", "page", "three", "low"], ["high: 4 is not printed in 'three'"]),
        (["3", "2500000000", "2024", "doc", "three | 2023", ""], [
            "high: 2.5e+09 is not printed in 'three | 2023'", "date: 2024: the year 2024 is not printed in 'three | 2023'"
        ]),
        (["3", "3", "", "doc", "", ""], []),
    ],
)  # fmt: skip
def test_numbers_and_dates_of_every_statement_are_those_printed_beside_them(statement, faults, package):
    sources = (["key", "class", "text", "reader"], [["page", "later", "", ""], ["doc", "founding", "a.txt", "wiki"]])
    found = check.faults(package(sources=sources, things=(STATED, [["a", *statement]])))
    assert found == tuple(f"things.csv, row 2, column {fault}; {ALLOWED}" for fault in faults)
