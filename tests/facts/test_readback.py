"""Every statement of a founding document stands in it, with the number printed there; and the check can fail."""

import pandas as pd
import pytest

from analysis.facts import readback, tables, texts, units

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
