"""The evidence check: every statement of a founding document stands in it, with the number printed there.

Needs the source texts, in the folder that SOURCE_TEXTS names; without them these checks are skipped.
"""

import re

import pytest

from analysis import dates, printed, tables, texts

WHERE = texts.folder()
needs_texts = pytest.mark.skipif(WHERE is None, reason="SOURCE_TEXTS names no folder with the founding documents")
STATEMENTS = [*tables.statement_tables(), "not_facts"]


@pytest.fixture(scope="module")
def documents():
    return {source: texts.read(source, WHERE) for source in texts.FILES}


def founding_rows(name):
    table = tables.load(name)
    return table[table["source"].isin(list(texts.FILES)) & (table["locator"] != "*")]


@needs_texts
@pytest.mark.parametrize("name", STATEMENTS)
def test_every_fragment_stands_where_the_row_says(name, documents):
    faults = []
    for row in founding_rows(name).itertuples():
        absent = texts.missing(documents[row.source], row.locator, row.as_printed)
        faults += [f"{name} {row.id}: {part!r} is not in {row.source}, {row.locator}" for part in absent]
    assert not faults, "\n".join(faults)


@needs_texts
@pytest.mark.parametrize("name", STATEMENTS)
def test_a_fragment_is_a_few_characters_not_a_sentence(name):
    table = founding_rows(name)
    long = [part for cell in table["as_printed"] for part in texts.fragments(cell) if len(part) > 90]
    assert not long, long


def _numbers_not_printed(name, row):
    have = printed.numbers(row.as_printed)
    for column in {"low", "high"} - set(tables.split(row.inferred)):
        value = getattr(row, column, None)
        if value == value and value is not None and float(value) not in have:
            yield f"{name} {row.id}: {column} {value:g} is not printed in {row.as_printed!r}"


def _dates_not_printed(name, row):
    years, months = printed.years(row.as_printed), printed.months(row.as_printed)
    for column in {"date", "as_of", "period", "fate_date"} - set(tables.split(row.inferred)):
        text = getattr(row, column, "").replace("X", "0")
        for year, month in re.findall(r"(\d{4})(?:-(\d\d))?", text):
            before = text == f"../{year}" and int(year) + 1 in years  # "before 2028" ends with 2027
            if int(year) not in years and not before:
                yield f"{name} {row.id}: {column} {text}: the year {year} is not printed in {row.as_printed!r}"
            if month and int(month) not in months:
                yield f"{name} {row.id}: {column} {text}: the month {month} is not printed in {row.as_printed!r}"


@needs_texts
@pytest.mark.parametrize("name", tables.statement_tables())
def test_the_encoded_number_and_date_are_the_printed_ones(name):
    table = founding_rows(name)
    faults = []
    for row in table.itertuples():
        faults += [*_numbers_not_printed(name, row), *_dates_not_printed(name, row)]
    assert not faults, "\n".join(faults)


@needs_texts
@pytest.mark.parametrize("source", list(texts.FILES))
def test_every_printed_figure_is_encoded_or_listed_as_no_fact(source, documents):
    covered = {locator: [False] * len(texts.squeeze(text)) for locator, text in documents[source].items()}
    for name in STATEMENTS:
        rows = tables.load(name)
        for row in rows[rows["source"] == source].itertuples():
            where = list(covered) if row.locator == "*" else row.locator.split("; ")
            for locator in where:
                _cover(covered[locator], documents[source][locator], texts.fragments(row.as_printed))
    for row in tables.load("references").query("source == @source").itertuples():
        covered[row.locator] = [True] * len(covered[row.locator])  # a bibliography entry encodes its whole footnote
    bare = []
    for locator, text in documents[source].items():
        plain = texts.squeeze(text)
        for figure in re.finditer(r"\d+(?:[.,]\d+)*", plain):
            if not all(covered[locator][figure.start() : figure.end()]):
                bare.append(f"{locator}: {plain[max(0, figure.start() - 12) : figure.end() + 12]}")
    assert not bare, f"{len(bare)} figures neither encoded nor listed:\n" + "\n".join(bare)


# Units that hold no sentence of the document's own: headings, titles, captions, references, page furniture.
NO_SENTENCE = re.compile(
    r".*(heading|row 0|title|navigation|byline|caption|editor|ref \d+|n\. [a-f]|furniture|notice|head)$|§0 ¶[123]"
)


@needs_texts
@pytest.mark.parametrize("source", list(texts.FILES))
def test_every_sentence_carries_a_statement(source, documents):
    rows = [tables.load(name)[["source", "locator", "as_printed"]] for name in tables.statement_tables()]
    cells = [row for frame in rows for row in frame[frame["source"] == source].itertuples()]
    bare = []
    for locator, text in documents[source].items():
        here = [row.as_printed for row in cells if locator in row.locator.split("; ")]
        said = [texts.squeeze(part) for cell in here for part in texts.fragments(cell)]
        sentences = [] if NO_SENTENCE.fullmatch(locator) else re.split(r"(?<=[。；])|(?<=\. )", text)
        for sentence in map(texts.squeeze, sentences):
            if len(sentence) >= 12 and not sentence.endswith(":") and not any(p in sentence or sentence in p for p in said):
                bare.append(f"{locator}: {sentence[:60]}")
    assert not bare, "sentences without a statement:\n" + "\n".join(bare)


def _cover(flags, text, parts):
    plain = texts.squeeze(text)
    for part in map(texts.squeeze, parts):
        for match in re.finditer(re.escape(part), plain):
            flags[match.start() : match.end()] = [True] * len(part)


def test_no_date_of_any_statement_is_more_than_its_edtf_says():
    for name in tables.statement_tables():
        table = tables.load(name)
        for column in {"date", "as_of", "period"} & set(table.columns):
            assert all(dates.is_date(text) for text in table[column] if text)


def test_units_of_a_made_up_paper_are_pages_and_footnotes():
    lines = "\n".join([" 题", " [提要]", *["甲a"] * 11, " 乙b", "a  注一", "b  注二", " 丙a", "a  注三"])
    found = texts.units("cir2023", lines)
    assert found["p. 92 n. b"] == "b  注二"
    assert found["p. 93"] == " 丙a"
    assert found["p. 93 n. a"] == "a  注三"


def test_a_locator_that_names_no_unit_says_which_there_are():
    with pytest.raises(KeyError, match=r"no unit '§9 ¶1'"):
        texts.located({"§1 ¶1": "a"}, "§9 ¶1")
