"""Every statement of a founding document stands in it, with the number printed there; and the check can fail."""

import pandas as pd
import pytest

from analysis.facts import readback, seal, tables, texts, units

WHERE = texts.folder()
TEXT = {
    "¶1": "In May 2023 three states signed, over 50 institutes followed.",
    "¶2 heading": "A heading without a statement.",
}


def row(**columns):
    return pd.Series({"locator": "¶1", "as_printed": "May 2023 | three states", "inferred": ""} | columns)


@pytest.mark.book
@pytest.mark.skipif(WHERE is None, reason="SOURCE_TEXTS names no folder with the founding documents")
def test_every_statement_is_read_back_and_every_figure_and_sentence_is_held():
    found = readback.faults(WHERE)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"as_printed": "four states"}, "'four states' does not stand there"),
        ({"as_printed": "three states | Mars"}, "'Mars' does not stand there"),
        ({"locator": "¶9"}, "there is no place '¶9' in the document"),
        ({"low": 4.0}, "low 4 is not printed"),
        ({"high": 30.0, "low": 3.0}, "high 30 is not printed"),
        ({"date": "2024-05"}, "date 2024-05: the year 2024 is not printed"),
        ({"date": "2023-06"}, "date 2023-06: the month 06 is not printed"),
        ({"as_of": "2022"}, "as_of 2022: the year 2022 is not printed"),
        ({"date": "../2021"}, "the year 2021 is not printed"),
    ],
)
def test_a_statement_that_its_text_does_not_bear_out_is_a_fault(columns, fault):
    found = list(readback.row_faults(row(**columns), TEXT))
    assert len(found) == 1 and fault in found[0]


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"low": 3.0, "date": "2023-05"},
        {"date": "../2022"},
        {"low": 4.0, "inferred": "low"},
        {"date": "2024-07", "inferred": "status; date"},
        {"low": float("nan"), "date": ""},
    ],
)
def test_a_statement_that_its_text_bears_out_or_that_owns_what_it_infers_is_none(columns):
    assert list(readback.row_faults(row(**columns), TEXT)) == []


def test_a_fragment_that_is_a_sentence_is_a_fault():
    long = "word " * 19
    found = list(readback.row_faults(row(as_printed=long.strip()), {"¶1": long}))
    assert found == [f"{long[:30]!r}... is longer than 90 characters"]


def test_a_figure_that_no_row_holds_is_found():
    assert readback.bare_figures(TEXT, [("¶1", "May 2023")]) == ["¶1: ssigned,over50institutesfo"]
    assert readback.bare_figures(TEXT, [("¶1", "May 2023"), ("*", "over 50")]) == []
    assert readback.bare_figures(TEXT, [("¶1", "")]) == [], "a reference holds its whole unit"
    assert len(readback.bare_figures({"a": "1,100.3 and 7"}, [("a", "100.3")])) == 2, "a part of a figure is not the figure"


def test_a_sentence_that_no_row_holds_is_found_and_a_heading_is_none():
    two = TEXT | {"¶1": TEXT["¶1"] + " Nobody else did anything."}
    assert readback.bare_sentences(two, [("¶1", "three states signed")]) == ["¶1: Nobodyelsedidanything."]
    assert readback.bare_sentences(two, [("¶1", "three states | Nobody else")]) == []
    assert readback.bare_sentences({"¶1": "Too short. Aims of it all:"}, []) == []


@pytest.mark.book
def test_every_founding_document_says_how_it_is_read():
    rows = tables.load("sources").query("`class` == 'founding'")
    for source in rows.itertuples():
        fill = "fill text (its file in SOURCE_TEXTS) and reader (a key of analysis.facts.units.READERS)"
        assert source.text and source.reader in units.READERS, f"sources.csv, {source.key}: {fill}, or no check reads it"


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ({"locator": "¶1; ¶9"}, ["there is no place '¶1; ¶9' in the document"]),
        ({"locator": "¶1; ¶2 heading", "as_printed": "May 2023 | statement"}, []),
        ({"low": 2.5, "high": 7.0}, ["low 2.5 is not printed in {}", "high 7 is not printed in {}"]),
        ({"low": 2.0, "high": 7.0, "inferred": "high; low"}, []),
        ({"date": "2023-05/2024-06"}, ["date 2023-05/2024-06: the year 2024 is not printed in {}",
                                       "date 2023-05/2024-06: the month 06 is not printed in {}"]),
        ({"period": "2021", "fate_date": "2022", "inferred": "date"}, ["period 2021: the year 2021 is not printed in {}",
                                                                      "fate_date 2022: the year 2022 is not printed in {}"]),
        ({"date": "../2022", "as_of": "../2023"}, []),
        ({"announced": "1990"}, ["announced 1990: the year 1990 is not printed in {}"]),
        ({"date": "2022"}, ["date 2022: the year 2022 is not printed in {}"]),
        ({"date": "2022/.."}, ["date 2022/..: the year 2022 is not printed in {}"]),
        ({"date": "../2024"}, ["date ../2024: the year 2024 is not printed in {}"]),
        ({"date": "202X", "as_printed": "states"}, ["date 2020: the year 2020 is not printed in 'states'"]),
    ],
)  # fmt: skip
def test_every_fault_of_a_row_in_its_words(columns, found):
    checked = row(**columns)
    assert list(readback.row_faults(checked, TEXT)) == [line.format(repr(checked["as_printed"])) for line in found]


def test_a_fragment_of_ninety_characters_is_short_enough():
    for length, faults in ((90, 0), (91, 1)):
        document = {"¶1": "x" * length}
        assert len(list(readback.row_faults(row(as_printed="x" * length), document))) == faults
    assert list(readback.row_faults(pd.Series({"locator": "¶1", "as_printed": "x"}), {"¶1": "xyz"})) == []


def test_figures_are_covered_piece_by_piece():
    text = {"a": "In 2023 some 17 states, 1,100.5 km and 17 firms", "b": "17 of 2023"}
    assert readback.bare_figures(text, []) == [
        "a: In2023some17states",
        "a: In2023some17states,1,100",
        "a: ome17states,1,100.5kmand17firms",
        "a: 1,100.5kmand17firms",
        "b: 17of2023",
        "b: 17of2023",
    ]
    assert readback.bare_figures(text, [("a; b", "17")]) == [
        "a: In2023some17states",
        "a: ome17states,1,100.5kmand17firms",
        "b: 17of2023",
    ]
    assert readback.bare_figures(text, [("*", "2023"), ("*", "17"), ("a", "1,100.5 km | states"), ("gone", "5")]) == []
    assert readback.bare_figures(text, [("b", ""), ("a", "In 2023 | 17 | 1,100")]) == ["a: ome17states,1,100.5kmand17firms"]


def test_a_sentence_counts_from_twelve_characters_and_is_shown_by_its_first_sixty():
    assert readback.SHORTEST == 12
    assert readback.bare_sentences({"a": "12345678901."}, []) == ["a: 12345678901."]
    assert readback.bare_sentences({"a": "1234567890."}, []) == []
    assert readback.bare_sentences({"a": "x" * 70}, []) == ["a: " + "x" * 60]
    assert readback.bare_sentences({"a": "The aims of all of it are:"}, []) == []


def test_sentences_are_parted_by_stops_of_both_languages_and_held_by_a_part_or_a_whole():
    text = {"a": "甲乙丙丁戊己庚辛壬癸子丑。寅卯辰巳午未申酉戌亥天地；One long sentence. And 1.5 more of them"}
    bare = ["a: 甲乙丙丁戊己庚辛壬癸子丑。", "a: 寅卯辰巳午未申酉戌亥天地；", "a: Onelongsentence.", "a: And1.5moreofthem"]
    assert readback.bare_sentences(text, []) == bare
    assert readback.bare_sentences(text, [("a", "天地"), ("b", "甲乙")]) == [bare[0], *bare[2:]]
    assert readback.bare_sentences(text, [("b; a", "甲乙 | One long sentence. And 1.5 more")]) == [bare[1], bare[3]]


UNITS = {
    "§1 heading": False, "¶1 row 0": False, "title": False, "navigation": False, "byline": False, "caption": False,
    "editor": False, "ref 12": False, "p. 93 n. f": False, "page furniture": False, "donation notice": False,
    "running head": False, "§0 ¶3": False, "§0 ¶4": True, "§1 ¶1": True, "¶1 row 10": True, "p. 93 n. g": True,
    "heading 2": True, "ref x": True,
}  # fmt: skip


@pytest.mark.parametrize(("unit", "holds"), UNITS.items())
def test_units_that_hold_no_sentence_of_the_document_s_own(unit, holds):
    assert bool(readback.bare_sentences({unit: "A sentence that nobody holds"}, [])) is holds


EVIDENCE = ["id", "source", "locator", "as_printed", "inferred", "low"]
BOOK = {
    "sources": pd.DataFrame(
        [("s", "founding", "s.txt", "wiki"), ("l", "later", "", ""), ("t", "founding", "t.txt", "wiki")],
        columns=["key", "class", "text", "reader"],
    ),
    "facts": pd.DataFrame(
        [
            ("f1", "s", "Lead ¶1", "three states", "", 3.0),
            ("f2", "s", "Lead ¶1", "four states", "", float("nan")),
            ("f3", "t", "Lead ¶1", "nine", "", 8.0),
            ("f4", "l", "nowhere", "Mars", "", float("nan")),
        ],
        columns=EVIDENCE,
    ),
    "not_facts": pd.DataFrame(
        [
            ("n1", "s", "*", "2023", "", 7.0),
            ("n2", "s", "Lead ¶2", "a mere 50", "", 7.0),
            ("n3", "t", "Lead ¶7", "gone", "", 7.0),
            ("n4", "s", "*", "not there", "", 7.0),
        ],
        columns=EVIDENCE,
    ),
    "references": pd.DataFrame([("s", "Lead ¶3"), ("l", "x")], columns=["source", "locator"]),
}


SEALED = {"facts": {"f1": ("6", "", ""), "f3": ("9", "", "")}, "not_facts": {"n2": ("7", "", "")}}


def read_back(monkeypatch, tmp_path, sealed=SEALED):
    read = {name: {key: seal.Sealed(*row) for key, row in rows.items()} for name, rows in sealed.items()}
    monkeypatch.setattr(seal, "parsed", lambda content: read)
    (tmp_path / "s.txt").write_text("In 2023 three states signed.\nThat was a mere 50.\nA reference of 1999 to it.", "utf-8")
    (tmp_path / "t.txt").write_text("There were nine of 12 left.", "utf-8")
    monkeypatch.setattr(tables, "load", BOOK.get)
    monkeypatch.setattr(tables, "statement_tables", lambda: ["facts"])
    return readback.faults(tmp_path)


def test_a_book_is_read_back_document_by_document(monkeypatch, tmp_path):
    assert read_back(monkeypatch, tmp_path) == [
        "facts.csv, f2: 'four states' does not stand there",
        "s, no row holds this sentence: Lead ¶2: Thatwasamere50.",
        "s, no row holds this sentence: Lead ¶3: Areferenceof1999toit.",
        "facts.csv, f3: low 8 is not printed in 'nine'",
        "not_facts.csv, n3: there is no place 'Lead ¶7' in the document",
        "t, no row holds this figure (add one, or a line of not_facts.csv): Lead ¶1: rewerenineof12left.",
    ]


def test_a_quotation_that_stands_elsewhere_than_it_was_sealed_is_a_fault(monkeypatch, tmp_path):
    found = read_back(monkeypatch, tmp_path, {"facts": {"f1": ("7", "", "")}})
    assert found[0] == "facts.csv, f1: it stands at 6 and is sealed at 7: `make seal`"
    assert "not_facts.csv, n2: it stands at 7 and is sealed at nowhere: `make seal`" in found


def test_a_folder_that_holds_other_texts_is_named_in_one_line(monkeypatch, tmp_path):
    monkeypatch.setattr(texts, "folder", lambda: tmp_path)
    monkeypatch.setattr(tables, "load", BOOK.get)
    monkeypatch.setattr(tables, "statement_tables", lambda: ["facts"])
    with pytest.raises(SystemExit, match=r"has 0 files s\.txt for s; allowed: one$"):
        readback.main()


def test_the_command_says_what_it_read_or_lists_the_faults(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(texts, "folder", lambda: None)
    with pytest.raises(SystemExit, match=r"^SOURCE_TEXTS names no folder"):
        readback.main()
    monkeypatch.setattr(texts, "folder", lambda: tmp_path)
    monkeypatch.setattr(readback, "faults", {tmp_path: ["one", "two"]}.get)
    with pytest.raises(SystemExit, match=r"^2 fault\(s\) between the tables and the texts"):
        readback.main()
    assert capsys.readouterr().err == "one\ntwo\n"
    monkeypatch.setattr(readback, "faults", {tmp_path: []}.get)
    monkeypatch.setattr(readback.evidence, "statements", lambda: BOOK["facts"])
    readback.main()
    assert capsys.readouterr().out == "read back from their texts: 4 statements, no fault\n"
