"""Rules of the package beyond its schema: each fault of a kind is found, and nothing else."""

import shutil

import pytest

from analysis.facts import check, rules, tables


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(tables.DATA, tmp_path / "data")
    return tmp_path / "data"


def spoil(data, name, column, value, line=3):
    path = data / f"{name}.csv"
    frame = tables.pd.read_csv(path, dtype=str, keep_default_na=False)
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
CELLS = [
    ({"date": "soon"}, "date: 'soon' is no date; allowed: EDTF, such as 2023-10, 2024~, ../2028, 2026/2035"),
    ({"who": "a; z"}, "who: 'z' is unknown; allowed: a value of parties.key or things.id"),
    ({"who": "b; a; b; b"}, "who: 'b' stands there 3 times; allowed: once"),
    ({"inferred": "date; colour"}, f"inferred: 'colour' {OWN}"),
    ({"date": ""}, f"inferred: 'date' {OWN}"),
    ({"low": "", "inferred": "low"}, f"inferred: 'low' {OWN}"),
    ({"low": "2.5"}, "high: '2' is below low '2.5'; allowed: low or more"),
    ({"low": "-1", "high": "-1.5"}, "high: '-1.5' is below low '-1'; allowed: low or more"),
]


@pytest.mark.parametrize(("cells", "fault"), CELLS)
def test_each_rule_finds_its_fault(cells, fault, two_tables):
    assert check.faults(two_tables(cells)) == (f"things.csv, row 2, column {fault}",)


def test_what_each_rule_allows(two_tables):
    rows = [
        {"low": "2", "high": "2"},
        {"low": "3", "high": "", "inferred": "low; who; kind"},
        {"low": "", "high": "-1", "who": "b; t3; t1", "inferred": ""},
        {"low": "0", "high": "0", "who": "", "date": "", "inferred": "low; high"},
        {"date": "../2028", "inferred": "inferred"},
    ]
    assert check.faults(two_tables(*({"id": f"t{n}"} | row for n, row in enumerate(rows, 1)))) == ()


FIELDS = {
    "date": {"name": "date", "x-format": "edtf"},
    "other": {"name": "other", "x-format": "uri"},
    "list": {"name": "list", "x-list-of": ["t.key"]},
    "own": {"name": "own", "x-own-fields": True},
    "low": {"name": "low"},
    "high": {"name": "high"},
    "class": {"name": "class"},
    "text": {"name": "text"},
    "reader": {"name": "reader"},
    "source": {"name": "source"},
    "as_printed": {"name": "as_printed"},
    "inferred": {"name": "inferred"},
}
KINDS = ["dates", "lists", "own-fields", "readable", "printed", "ranges"]


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (["low", "other"], []),
        (["high"], []),
        (["date", "other"], ["two-roads-dates"]),
        (["list"], ["two-roads-lists"]),
        (["own"], ["two-roads-own-fields"]),
        (["low", "high"], ["two-roads-ranges"]),
        (["class", "text"], []),
        (["class", "text", "reader"], ["two-roads-readable"]),
        (["source", "as_printed"], []),
        (["as_printed", "inferred"], []),
        (["source", "as_printed", "inferred"], ["two-roads-printed"]),
        (list(FIELDS), [f"two-roads-{kind}" for kind in KINDS]),
    ],
)
def test_the_declarations_say_which_rules_apply(names, kinds):
    found = rules.checklist([FIELDS[name] for name in names], {"t.key": {"a"}}, {"doc"}).checks
    assert [check.type for check in found] == kinds
    held = {check.type: check for check in found}
    if "date" in names:
        assert held["two-roads-dates"].names == ["date"]
    if "list" in names:
        assert held["two-roads-lists"].targets == {"list": ["t.key"]} and held["two-roads-lists"].keys == {"t.key": {"a"}}
    if "own" in names:
        assert held["two-roads-own-fields"].names == ["own"]
    if "two-roads-printed" in kinds:
        assert held["two-roads-printed"].founding == {"doc"}


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
        (["4", "", "", "doc", "three", ""], ["low: 4 is not printed in 'three'"]),
        (["4", "", "", "doc", "three", "high"], ["low: 4 is not printed in 'three'"]),
        (["4", "", "", "doc", "three", "date; low"], []),
        (["4", "", "", "page", "three", ""], []),
        (["3", "2500000000", "2024", "doc", "three | 2023", ""], [
            "high: 2.5e+09 is not printed in 'three | 2023'", "date: 2024: the year 2024 is not printed in 'three | 2023'"
        ]),
        (["3", "", "", "doc", "", ""], []),
    ],
)  # fmt: skip
def test_numbers_and_dates_of_a_founding_statement_are_those_printed_beside_them(statement, faults, package):
    sources = (["key", "class", "text", "reader"], [["page", "later", "", ""], ["doc", "founding", "a.txt", "wiki"]])
    found = check.faults(package(sources=sources, things=(STATED, [["a", *statement]])))
    assert found == tuple(f"things.csv, row 2, column {fault}; {ALLOWED}" for fault in faults)
