"""What a card shows: no name of a column, no key, no code, in a chapter or in the reference."""

import html
import re
import tomllib
from pathlib import Path

import pytest

from analysis.chapters.spec import Statements
from analysis.display import naming, pages, said
from analysis.facts import tables
from analysis.reference import fields
from tests.parts import chapter_modules

CODE = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d|\.\./\d|\d{4}~|\b(?!E_|P_|eta_)[A-Za-z]+_[a-z]+\b|\bnan\b")
QUOTED = {"As printed"}  # to the letter
VALUES = tomllib.loads((Path(naming.__file__).parent / "naming.toml").read_text(encoding="utf-8"))["values"]


def keys():
    """Keys that are no word a reader would meet anyway."""
    names = {"parties": ["name", "short"], "programmes": ["name", "short"], "craft": ["name"], "concepts": ["name", "short"]}
    words = {word for name, columns in names.items() for column in columns for word in tables.load(name)[column]}
    return {key for name in (*names, "sources") for key in tables.load(name)["key"]} - words


def columns():
    """Names of columns that are no words."""
    return {column for name in tables.statement_tables() for column in tables.columns(name) if "_" in column}


KEYS, COLUMNS = keys(), columns()


def plain(markup):
    return html.unescape(re.sub("<[^>]+>", "", markup)).strip()


def read(markup):
    """Label and text of every field of the cards in `markup`."""
    return [(plain(label), plain(text)) for label, text in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", markup, re.S)]


def assert_in_words(told):
    for label, text in told:
        assert label not in COLUMNS and "_" not in label and label[0].isupper(), label
        if label not in QUOTED:
            assert not CODE.findall(text), (label, text)
            assert not KEYS & {part.strip() for part in re.split("[,;]", text)}, (label, text)


def chapter_lists():
    for module in chapter_modules():
        for name, made in vars(module).items():
            if getattr(made, "__annotations__", {}).get("return") == "Statements" and made.__module__ == module.__name__:
                yield pytest.param(made, id=f"{module.WORDS.name}-{name}")


@pytest.mark.parametrize("made", list(chapter_lists()))
def test_a_chapter_shows_statements_in_words(made):
    spec = made()
    assert isinstance(spec, Statements)
    told = read(pages.statements(spec).html)
    assert told
    assert_in_words(told)


@pytest.mark.parametrize("table", tables.statement_tables())
def test_the_reference_shows_statements_in_words(table):
    told = [read(said.card(key, fields.fields(row), row)) for key, row in fields.rows().items() if row["table"] == table]
    assert all(told)
    assert_in_words([field for card in told for field in card])


def test_every_word_for_a_code_stands_for_a_value_of_its_field():
    there = {}
    for table in tables.statement_tables():
        for column, cells in tables.load(table).select_dtypes(exclude="number").items():
            there.setdefault(column, set()).update(part for cell in cells for part in tables.split(cell))
        for field in tables.fields(table):
            there.setdefault(field["name"], set()).update(field.get("constraints", {}).get("enum", []))
    assert {column: set(words) - there[column] for column, words in VALUES.items()} == {column: set() for column in VALUES}


def test_every_name_of_a_table_s_own_names_a_field_of_it_or_of_its_list():
    own = naming.words()["own"]
    assert set(own) <= set(tables.statement_tables())


def test_a_field_without_a_name_is_refused():
    with pytest.raises(KeyError, match=r"naming\.toml has no 'labels\.secret'"):
        naming.label("secret")


def test_an_amount_is_one_field_with_its_unit():
    told = dict(read(said.card("fun-hls-spacex-2021", fields.fields(fields.rows()["fun-hls-spacex-2021"]), {})))
    assert told["Amount"] == "$2.89 billion" and not {"Low", "High", "Currency"} & set(told)


def test_what_a_later_source_says_is_recorded_and_what_a_founding_one_prints_is_quoted():
    later, founding = fields.rows()["mem-2006"], fields.rows()["mem-001"]
    assert dict(read(said.card("mem-2006", [], later)))["As recorded"] == "UAE … 13 October 2020 … no. 1-8"
    card = said.card("mem-001", [], founding)
    assert dict(read(card))["As printed"] == founding["as_printed"].replace(" | ", " … ") and "<q" in card


def test_a_connection_is_one_sentence():
    row = next(row for row in fields.rows().values() if row["table"] == "links" and row["relation"] == "part of")
    told = dict(read(said.card(row["id"], fields.fields(row), row)))
    assert " is part of " in told["Connection"] and "Map" not in told
