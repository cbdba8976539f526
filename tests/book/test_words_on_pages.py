"""What a reader meets on a page: no key, column name, row id or date code, but in the dictionary of sources and data."""

import html
import re

import pytest

from analysis.book import execute
from analysis.facts import tables
from tests.parts import cells_of

PAGES = [path for path in sorted(execute.NOTEBOOKS.glob("*.ipynb")) if path.stem != "12_data"]
IDS = re.compile(r"\b(?:mem|mis|fun|evt|lnk|cla|qty|pha|obj|fac|com|cnt|nam|jud|prv|arg|con|out|pow)-[a-z]?\d+\b")
DATES = re.compile(r"(?<![\w.])\d{4}[~?](?!\w)|\.\./\d{4}|\d{4}/\.\.")
YEARS = re.compile(r"(?<![\d$.,])[12],\d{3}(?![\d,.])")


def shown(path):
    """The visible text of a page: prose, and each cell of its tables on a line of its own."""
    for cell in cells_of(path):
        if cell.cell_type == "markdown":
            yield re.sub(r"`[^`]*`|\]\([^)]*\)|\{\w+\}", "", cell.source)
        for output in cell.get("outputs", []):
            markup = output.get("data", {}).get("text/html", "")
            yield html.unescape(re.sub(r"<[^>]+>", "\n", re.sub(r'<a download="[^>]*>', "", markup)))


def keys():
    """Keys that are no word a reader would meet anyway."""
    found = {key for name in ("sources", "parties", "programmes", "craft", "concepts") for key in tables.load(name)["key"]}
    names = {"parties": ["name", "short"], "programmes": ["name", "short"], "craft": ["name"], "concepts": ["name", "short"]}
    words = {word.lower() for name, columns in names.items() for column in columns for word in tables.load(name)[column]}
    return {key for key in found if key.lower() not in words and ("-" in key or key.isupper())}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_id_no_date_code_no_key_stands_on_a_page(path):
    text = "\n".join(shown(path))
    assert not IDS.findall(text)
    assert not DATES.findall(text)
    cells = {part.strip() for line in text.splitlines() for part in re.split(r"[,;]", line)}
    assert not cells & keys()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_years_have_no_thousands_separator(path):
    heads = {}
    markup = "".join(o.get("data", {}).get("text/html", "") for c in cells_of(path) for o in c.get("outputs", []))
    for label, value in re.findall(r'data-label="([^"]*)">([^<]*)</t[dh]>', markup):
        heads.setdefault(label, []).append(value)
    years = {
        label
        for label, values in heads.items()
        if re.search(r"\byear\b|first|last", label, re.I) and any(YEARS.fullmatch(v) for v in values)
    }
    assert not years
