"""Agreement of two coders: the coefficient by hand, its interval, the draw of what is coded twice."""

import math

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


def test_the_resampled_coefficient_is_the_library_s():
    codes = np.array([[[0, 0, 0, 0, 1, 1, 1, 1, 2, 2]], [[0, 0, 0, 1, 1, 1, 1, 1, 2, 0]]])
    assert agreement._alphas(codes, 3)[0] == pytest.approx(agreement.alpha(FIRST, SECOND))


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
