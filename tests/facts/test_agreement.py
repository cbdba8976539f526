"""Agreement of two coders: the coefficient by hand, its interval, the draw of what is coded twice."""

import math

import krippendorff
import numpy as np
import pandas as pd
import pytest

from analysis.facts import agreement, sampling, tables

FIRST = pd.Series(list("aaaabbbbcc"))
SECOND = pd.Series(list("aaabbbbbca"))


def test_alpha_by_hand():
    # 2 of 10 items differ; of 20 values a: 8, b: 9, c: 3, so chance agrees in (56 + 72 + 6) / 380
    assert agreement.alpha(FIRST, SECOND) == pytest.approx(1 - 0.2 / (1 - 134 / 380))


def test_alpha_is_one_zero_or_undefined_where_it_must_be():
    assert agreement.alpha(FIRST, FIRST) == 1
    assert math.isnan(agreement.alpha(pd.Series(["a", "a"]), pd.Series(["a", "a"])))
    assert agreement.alpha(pd.Series(["a", "b"]), pd.Series(["b", "a"])) < 0


@pytest.mark.parametrize("seed", range(5))
def test_the_coefficient_is_the_library_s(seed):
    random = np.random.default_rng(seed)
    codes = random.integers(0, 6, (2, 80))
    codes[1] = np.where(random.random(80) < 0.6, codes[0], codes[1])
    known = krippendorff.alpha(reliability_data=codes, level_of_measurement="nominal")
    assert agreement.alpha(*map(pd.Series, codes)) == pytest.approx(known)


def test_the_interval_holds_the_value_is_seeded_and_narrows_with_n():
    low, high = agreement.alpha_interval(FIRST, SECOND)
    assert low < agreement.alpha(FIRST, SECOND) < high
    assert (low, high) == agreement.alpha_interval(FIRST, SECOND)
    more = agreement.alpha_interval(pd.concat([FIRST] * 9, ignore_index=True), pd.concat([SECOND] * 9, ignore_index=True))
    assert more[1] - more[0] < high - low


def test_agreement_by_group():
    rows = pd.DataFrame({"table": list("xxxxxxxxxxy"), "first": [*FIRST, "q"], "second": [*SECOND, "q"]})
    table = agreement.agreement(rows, ["table"]).set_index("table")
    assert table.loc["x", ["n", "share"]].tolist() == [10, 0.8]
    assert table.loc["x", "share_low"] == pytest.approx(0.490, abs=0.001)
    assert table.loc["x", "share_high"] == pytest.approx(0.943, abs=0.001)
    assert table.loc["y", "share"] == 1 and math.isnan(table.loc["y", "alpha"])


def test_the_draw_is_seeded_and_takes_from_every_stratum():
    rows = pd.DataFrame({"source": list("aaaaaaaaab"), "table": "t", "id": range(10)})
    drawn = sampling.draw(rows, 5, seed=3)
    assert drawn["id"].tolist() == sampling.draw(rows, 5, seed=3)["id"].tolist()
    assert drawn["source"].value_counts().to_dict() == {"a": 4, "b": 1} and drawn["id"].is_unique
    assert drawn["id"].tolist() != sampling.draw(rows, 5, seed=4)["id"].tolist()
    assert len(sampling.draw(rows, 1, seed=3)) == 3, "two of each stratum, or all it has"


def test_fields_coded_twice_are_formal_ones():
    assert sampling.coded_fields("claims") == ["topic", "about", "stance"]
    for name in tables.statement_tables():
        assert not {"id", "source", "as_printed", "content", "inferred"} & set(sampling.coded_fields(name))


def test_sentences_of_both_languages():
    assert sampling.sentences("一。二；three. Four") == ["一。", "二；", "three.", "Four"]
    assert sampling.sentences("") == []


def test_sentences_of_tables_and_lists():
    assert sampling.sentences("A line\nbroken. Ends? No.") == ["A line broken.", "Ends? No."]
    assert sampling.sentences("| a. b |\n| c |\nplain") == ["| a.", "b |", "| c |\nplain"]
    assert sampling.sentences("甲！乙？丙") == ["甲！", "乙？", "丙"]
    assert sampling.sentences("  ") == []


def test_fields_that_a_second_coder_fills_by_hand(monkeypatch):
    left_out = [
        "id", "source", "locator", "as_printed", "caveats", "cites", "content", "label", "title", "title_zh", "measure",
        "product", "question", "answer", "contribution", "part_of", "rests_on", "first_claim", "voice", "inferred", "unit",
        "site",
    ]  # fmt: skip
    monkeypatch.setattr(tables, "columns", {"zoo": ["status", *left_out, "date"]}.get)
    assert sampling.coded_fields("zoo") == ["status", "date"]


def test_the_draw_by_hand():
    rows = pd.DataFrame({"source": list("bbbbbbaaab"), "table": list("tttttttttu"), "id": range(10)})
    drawn = sampling.draw(rows, 5, seed=3)
    assert drawn.groupby(["source", "table"]).size().to_dict() == {("a", "t"): 2, ("b", "t"): 3, ("b", "u"): 1}
    assert drawn["source"].tolist() == list("aabbbb"), "strata in the order of their names"
    assert drawn["id"].iloc[:2].is_monotonic_increasing and drawn["id"].iloc[2:5].is_monotonic_increasing
    assert sorted(sampling.draw(rows, 10, seed=3)["id"]) == list(range(10)), "each at most once"
    assert len(sampling.draw(rows, 5, seed=3, by=("table",))) == 5, "of nine 4.5 is rounded to 4, of one there is one"


def test_the_bootstrap_by_hand():
    """Of two items one agrees. Drawn twice, the other gives -0.5; each once gives 0; the one that agrees twice nothing."""
    assert agreement.alpha_interval(pd.Series(["a", "a"]), pd.Series(["a", "b"])) == pytest.approx((-0.5, 0))
    assert all(map(math.isnan, agreement.alpha_interval(pd.Series(["a", "a"]), pd.Series(["a", "a"]))))


def test_the_interval_leaves_out_a_fortieth_at_either_end():
    low, high = agreement.alpha_interval(pd.concat([FIRST] * 3), pd.concat([SECOND] * 3))
    codes = np.array([pd.concat([side] * 3).map({"a": 0, "b": 1, "c": 2}) for side in (FIRST, SECOND)])
    values = agreement._alphas(codes[:, np.random.default_rng(1).integers(0, 30, (4000, 30))], 3)
    assert (values < low).mean() == pytest.approx(0.025, abs=0.01) and (values > high).mean() == pytest.approx(
        0.025, abs=0.01
    )


@pytest.mark.filterwarnings("error")
def test_resampled_alphas_by_hand():
    codes = np.array([[[0, 0, 1, 1], [0, 0, 0, 0]], [[0, 1, 1, 1], [0, 0, 0, 0]]])
    # 1 of 4 items differs; of 8 values 3 are 0 and 5 are 1: chance agrees in (6 + 20) / 56; all alike is undefined
    assert agreement._alphas(codes, 2)[0] == pytest.approx(1 - 0.25 / (1 - 26 / 56))
    assert math.isnan(agreement._alphas(codes, 2)[1])


def test_agreement_is_a_row_for_each_group_in_its_order():
    rows = pd.DataFrame(
        {"table": list("zzzzaa"), "field": list("uuvvuu"), "first": list("ababcd"), "second": list("abaacc"), "more": 1}
    )
    table = agreement.agreement(rows, ["table", "field"])
    assert table.columns.tolist() == [
        "table", "field", "n", "share", "share_low", "share_high", "alpha", "alpha_low", "alpha_high",
    ]  # fmt: skip
    assert table[["table", "field", "n", "share"]].values.tolist() == [
        ["z", "u", 2, 1],
        ["z", "v", 2, 0.5],
        ["a", "u", 2, 0.5],
    ]
    assert table["alpha"].tolist() == [1, 0, 0]
    # Wilson, 1 of 2: centre (0.5 + z2 / 4) / (1 + z2 / 2) = 0.5, half width z sqrt(1/8 + z2/16) / (1 + z2/2), z = 1.96
    assert table.loc[1, ["share_low", "share_high"]].tolist() == pytest.approx([0.0945, 0.9055], abs=1e-4)
    interval = agreement.alpha_interval(rows["first"][2:4], rows["second"][2:4])
    assert table.loc[1, ["alpha_low", "alpha_high"]].tolist() == pytest.approx(interval, nan_ok=True)


def test_what_is_coded_twice_comes_with_its_table_and_document(monkeypatch):
    recodings = pd.DataFrame({"id": ["r1", "r2"], "statement": ["m2", "m1"], "first": ["x", "y"]})
    said = pd.DataFrame({"id": ["m1", "m2"], "table": ["t", "u"], "source": ["a", "b"], "date": ""})
    monkeypatch.setattr(tables, "load", {"recodings": recodings}.get)
    monkeypatch.setattr(agreement.evidence, "statements", lambda: said)
    found = agreement.recoded()
    assert found.columns.tolist() == ["id", "statement", "first", "table", "source"]
    assert found.values.tolist() == [["r1", "m2", "x", "u", "b"], ["r2", "m1", "y", "t", "a"]]


def test_marks_are_compared_where_both_filled_the_field():
    rows = pd.DataFrame(
        [("a", "b", "no", "yes", 1), ("", "b", "no", "no", 2), ("a", "", "yes", "no", 3), ("", "", "yes", "yes", 4)],
        columns=["first", "second", "first_ours", "second_ours", "n"],
    )
    assert agreement.marks(rows)[["first", "second", "n"]].values.tolist() == [["no", "yes", 1]]
