"""Downloads: the archive is the same for the same files; a notebook says what it needs; tables become files."""

import json
import zipfile

from analysis.book import citing, downloads

NOTEBOOK = json.dumps({"cells": [{"cell_type": "code", "source": "1"}], "nbformat": 4})


def test_the_archive_holds_every_file_and_is_the_same_every_time(tmp_path):
    for name in ("b.csv", "a.csv"):
        (tmp_path / name).write_text(name)
    target = tmp_path / "all.zip"
    downloads.archive(tmp_path, target)
    first = target.read_bytes()
    downloads.archive(tmp_path, target)
    assert target.read_bytes() == first
    with zipfile.ZipFile(target) as packed:
        assert packed.namelist() == ["a.csv", "b.csv"] and packed.read("b.csv") == b"b.csv"


def test_a_notebook_says_first_what_it_needs_and_is_whole():
    cells = json.loads(downloads.explained(NOTEBOOK, "05_funding.ipynb", "https://x.org/roads"))["cells"]
    assert cells[1:] == json.loads(NOTEBOOK)["cells"]
    assert "git clone https://x.org/roads" in cells[0]["source"] and "notebooks/05_funding.ipynb" in cells[0]["source"]


def test_two_tables_in_one_output_are_two_files():
    html = '<a download="a.csv" href="data:text/csv;charset=utf-8,1%0A">CSV</a> <a download="b.csv" href="data:x,2">CSV</a>'
    text, held = downloads.as_files(html)
    assert held == {"a.csv": "1\n", "b.csv": "2"} and "data:" not in text


def test_a_citation_names_authors_year_part_and_address(tmp_path):
    (tmp_path / "CITATION.cff").write_text(
        "title: T\nauthors:\n  - name: A team\nversion: 1.0.0\ndate-released: '2026-11-21'\nlicense: L\nurl: https://x.org\n"
    )
    cited = citing.work(tmp_path, "The money", "https://x.org/05_funding.html#fig-funding")
    assert cited.sentence.startswith("A team (2026): The money.")
    assert "@misc{two-roads-05_funding-fig-funding," in cited.bibtex and "year = {2026}" in cited.bibtex
    assert "<b>" not in citing.box(cited._replace(title="<b>"), "Cite")
