"""How each kind of document is cut into located units, on short documents made up here."""

import pytest

from analysis.facts import units


def cut(reader, *lines):
    return units.units(reader, "\n".join(lines))


def test_paragraphs_and_rows_are_counted_apart_and_rules_are_neither():
    assert cut("wiki", "One.", "", "| a | b |", "|:--|---|", " - | : ", "  | c", "d |", "e | f | g", "h | i", "Two.") == {
        "Lead ¶1": "One.",
        "Lead row 0": "| a | b |",
        "Lead row 1": "  | c",
        "Lead row 2": "d |",
        "Lead row 3": "e | f | g",
        "Lead ¶2": "h | i",
        "Lead ¶3": "Two.",
    }


def test_an_essay_has_numbered_chapters_and_a_notice_that_is_one_unit():
    front, aims = ["Title", "By."], ["#### 1. Aims", "A.", "B."]
    means, end = ["#### 2. Means", "| c |", "#### x. No"], ["## 捐助打赏作者", "Pay", "", "me"]
    assert cut("essay", *front, *aims, *means, *end) == {
        "§0 ¶1": "Title",
        "§0 ¶2": "By.",
        "§1 heading": "#### 1. Aims",
        "§1 ¶1": "A.",
        "§1 ¶2": "B.",
        "§2 heading": "#### 2. Means",
        "§2 row 0": "| c |",
        "§2 ¶1": "#### x. No",
        "donation notice": "Pay\n\nme",
    }


def test_a_wiki_page_has_named_sections_and_numbered_references():
    history = ["History[]", "Then.", "- ↑ one", "- a point", "- ↑ two", "Notes"]
    assert cut("wiki", "Stub.", *history, "Aims and ends[]", "Now.") == {
        "Lead ¶1": "Stub.",
        "History ¶1": "Then.",
        "History ¶2": "- a point",
        "History ¶3": "Notes",
        "ref 1": "- ↑ one",
        "ref 2": "- ↑ two",
        "Aims and ends ¶1": "Now.",
    }


def test_an_encyclopedia_has_short_headings_without_stop_or_colon():
    nine, ten, fifty, longer = "Objective", "Objectives", "x" * 50, "y" * 51
    assert cut(
        "encyclopedia", "The title of it", "Lead.", "- a list item", nine, ten, "One: two", fifty, "Three.", longer
    ) == {
        "Lead ¶1": "Lead.",
        "Lead ¶2": "- a list item",
        "Lead ¶3": nine,
        f"{ten} ¶1": "One: two",
        f"{fifty} ¶1": "Three.",
        f"{fifty} ¶2": longer,
        "title": "The title of it",
    }


def test_news_has_furniture_around_its_paragraphs():
    assert cut("news", "nav", "", "Title", "By", "cap", "tion", "One.", " ", "Two.", "Editor: me", "Top News", "Other.") == {
        "navigation": "nav",
        "title": "Title",
        "byline": "By",
        "caption": "cap\ntion",
        "¶1": "One.",
        "¶2": "Two.",
        "editor": "Editor: me",
        "page furniture": "Top News\nOther.",
    }


def test_a_paper_has_pages_from_92_and_their_footnotes():
    """A line that begins with one blank begins a page, but the second line and the fourteenth do not."""
    first, second = (
        [" 题", " 作者", "甲"],
        [" 乙", "a  注一", "续", "b  注二", "d  文", "  深", "科", "丙", "丁", "戊", " 十四"],
    )
    assert cut("paper", *first, *second, "|  106 页", "庚", "a  注", " 辛") == {
        "p. 92": " 题\n 作者\n甲",
        "p. 93": " 乙",
        "p. 93 n. a": "a  注一\n续",
        "p. 93 n. b": "b  注二\nd  文\n  深\n丙\n丁\n戊\n 十四",
        "running head": "科\n|  106 页",
        "p. 94": "庚",
        "p. 94 n. a": "a  注",
        "p. 95": " 辛",
    }


def test_an_unknown_reader_lists_those_there_are():
    with pytest.raises(KeyError, match="no reader 'poem'; there are essay, wiki, encyclopedia, news, paper"):
        units.units("poem", "")
