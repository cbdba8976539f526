"""Roles and certainty: refused when unknown; no colour has two meanings."""

import pytest

from analysis.charts import palette


def test_an_unknown_role_or_certainty_lists_those_there_are():
    with pytest.raises(ValueError, match="no role 'enemy'; roles are plain"):
        palette.look("enemy", "done")
    with pytest.raises(ValueError, match="no certainty 'maybe'; there are done, announced, claimed"):
        palette.look("plain", "maybe")


def test_one_colour_one_meaning():
    assert len(set(palette.ROLES.values())) == len(palette.ROLES)


def test_only_what_is_done_is_filled():
    faces = {certainty: palette.look("ilrs", certainty)["facecolor"] for certainty in palette.CERTAINTY}
    assert faces == {"done": palette.colour("ilrs"), "announced": palette.PAPER, "claimed": palette.PAPER}
