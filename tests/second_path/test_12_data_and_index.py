"""Chapter 12 recomputed from the files; the cover repeats the first finding of each chapter."""

import csv
import json

from scipy.stats import binomtest

from tests.second_path import pages

PACKAGE = json.loads((pages.ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["resources"]
STATED = [
    r["name"] for r in PACKAGE if {"id", "source", "as_printed", "caveats"} <= {f["name"] for f in r["schema"]["fields"]}
]
STATEMENTS = [row for table in STATED for row in pages.rows(table)]


def finding(n):
    return pages.numbers(pages.findings("12_data")[n])


def test_how_many_statements_and_rows():
    stating = {row["source"] for row in STATEMENTS}
    founding = sum(row["class"] == "founding" and row["key"] in stating for row in pages.rows("sources"))
    every = 0
    for path in (pages.ROOT / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            every += sum(1 for _ in csv.reader(file)) - 1
    assert finding(0) == [len(STATEMENTS), founding, len(stating) - founding, len(STATED), every - len(STATEMENTS)]


def test_how_far_two_coders_agree():
    rows = pages.rows("recodings")
    agree = sum(row["first"] == row["second"] for row in rows)
    interval = binomtest(agree, len(rows)).proportion_ci(0.95, method="wilson")
    both = [row for row in rows if row["first"] and row["second"]]
    marks = sum(row["first_ours"] == row["second_ours"] for row in both) / len(both)
    shares = [round(100 * share) for share in (interval.low, interval.high, marks)]
    coded = len({row["statement"] for row in rows})
    assert finding(1) == [coded, round(100 * agree / len(rows)), len(rows), 95, *shares]


def test_how_much_is_translated_and_how_much_ours():
    first = {row["key"] for row in pages.rows("sources") if row["class"] == "founding"}
    old, new = ([row for row in STATEMENTS if (row["source"] in first) == early] for early in (True, False))
    translated = sum("translated" in row["caveats"].split("; ") for row in old) / len(old)
    ours = [round(100 * sum(bool(row["inferred"]) for row in rows) / len(rows)) for rows in (old, new)]
    assert finding(2) == [round(100 * translated), len(old), ours[0], len(new), ours[1]]


def test_the_cover_prints_the_first_finding_of_every_chapter_once():
    chapters = sorted(path.stem for path in (pages.ROOT / "notebooks").glob("[01][0-9]_*.ipynb") if path.stem != "12_data")
    assert sorted(pages.findings("index")) == sorted(pages.findings(stem)[0] for stem in chapters)
