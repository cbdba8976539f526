"""The texts of documents: which file, cut into which units, and whether a fragment stands in one."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.facts import tables, texts

SOURCES = pd.DataFrame(
    [("a", "a_*.txt", "wiki"), ("b", "", "wiki"), ("c", "c.txt", "")],
    columns=["key", "text", "reader"],
)


@pytest.fixture(autouse=True)
def sources(monkeypatch):
    monkeypatch.setattr(tables, "load", {"sources": SOURCES}.get)


def test_the_folder_is_named_by_the_environment(monkeypatch):
    monkeypatch.setenv("SOURCE_TEXTS", "somewhere")
    assert texts.folder() == Path("somewhere")
    monkeypatch.setenv("SOURCE_TEXTS", "")
    assert texts.folder() is None
    monkeypatch.delenv("SOURCE_TEXTS")
    assert texts.folder() is None


def test_white_space_and_the_forms_of_quotes_and_dashes_are_no_difference():
    assert texts.squeeze("‘Moon’ – a \n\tb\ufeff") == texts.squeeze("'Moon'-ab") == "'Moon'-ab"
    assert texts.squeeze("50——100 ― 7 — 8") == "50-100-7-8"
    assert texts.squeeze("“Moon”  x") == "“Moon”x"


def test_a_document_is_read_by_its_reader(tmp_path):
    (tmp_path / "a_2024.txt").write_text("Lead’s line.\n亿[]\nTwo.", encoding="utf-8")
    assert texts.read("a", tmp_path) == {"Lead ¶1": "Lead’s line.", "亿 ¶1": "Two."}
    (tmp_path / "a_2025.txt").touch()
    with pytest.raises(ValueError, match=r"has 2 files a_\*\.txt for a; allowed: one"):
        texts.read("a", tmp_path)


@pytest.mark.parametrize("source", ["b", "c"])
def test_a_document_without_text_or_reader_is_refused(source, tmp_path):
    (tmp_path / "c.txt").touch()
    with pytest.raises(ValueError, match=f"^sources.csv, {source}: columns text and reader say"):
        texts.read(source, tmp_path)


def test_a_document_without_a_file_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"has 0 files a_\*\.txt for a"):
        texts.read("a", tmp_path)


DOCUMENT = {"§1 ¶1": "Five states", "§1 ¶2": "signed. ", "§2 ¶1": "None left."}


def test_a_locator_names_one_unit_or_several_in_its_own_order():
    assert texts.located(DOCUMENT, "§1 ¶2") == "signed. "
    assert texts.located(DOCUMENT, "§2 ¶1; §1 ¶1") == "None left.Five states"


def test_a_unit_that_is_not_there_is_named_with_those_that_begin_alike():
    with pytest.raises(KeyError, match=r"no unit '§1 ¶9'; units that begin alike: \['§1 ¶1', '§1 ¶2'\]"):
        texts.located(DOCUMENT, "§1 ¶1; §1 ¶9")


def test_fragments_that_do_not_stand_in_the_units_are_missing():
    assert texts.fragments("a | b|c") == ["a", "b|c"] and texts.fragments("") == [""]
    assert texts.missing(DOCUMENT, "§1 ¶1; §1 ¶2", "Five  states | ssigned | left") == ["left"]
    assert texts.missing(DOCUMENT, "§2 ¶1", "None left | Five states") == ["Five states"]


def test_a_text_that_cannot_be_cut_is_named_with_its_reader(tmp_path):
    row = {"key": "n", "text": "n.txt", "reader": "news"}
    (tmp_path / "n.txt").write_text("no news", encoding="utf-8")
    with pytest.raises(ValueError, match=r"n\.txt cannot be cut as 'news' of n: 'Top News' is not in list"):
        texts.cut(row, tmp_path)
    (tmp_path / "n.txt").write_bytes("ä".encode("latin-1"))
    with pytest.raises(ValueError, match=r"n\.txt cannot be cut as 'news' of n: 'utf-8' codec"):
        texts.cut(row, tmp_path)


def test_the_place_of_a_quotation_is_where_each_fragment_begins():
    assert texts.place(DOCUMENT, "§1 ¶1; §1 ¶2", "Five states | signed.") == "0 10"
    assert texts.place(DOCUMENT, "§1 ¶2", "signed") == "0"
    with pytest.raises(ValueError, match=r"\['left'\] do not stand in '§1 ¶1'"):
        texts.place(DOCUMENT, "§1 ¶1", "Five | left")
