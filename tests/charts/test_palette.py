"""Roles and certainty: refused when unknown; no colour has two meanings; every colour stands out from the paper."""

import re
from pathlib import Path

import pytest

import analysis.book
from analysis.charts import palette

STYLE = Path(analysis.book.__file__).with_name("static") / "figures.css"
DARK_PAPER = "#121212"  # the theme's


def light(colour):
    """Relative luminance, as WCAG 2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def dark_colours():
    """Role -> its colour on a dark page."""
    dark = re.search(r'html\[data-theme="dark"\] \{(.*?)\}', STYLE.read_text(encoding="utf-8"), re.DOTALL)[1]
    named = dict(re.findall(r"--fig-(\w+): (#[0-9a-f]{6})", dark))
    return {role: named["ink" if role == "plain" else role] for role in palette.ROLES}


def test_every_role_stands_out_from_light_and_from_dark_paper():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    weak = {role: contrast(colour, palette.PAPER) for role, colour in palette.ROLES.items()}
    weak |= {f"{role}, dark": contrast(colour, DARK_PAPER) for role, colour in dark_colours().items()}
    assert {role: round(value, 2) for role, value in weak.items() if value < 3} == {}


def test_an_unknown_role_or_certainty_lists_those_there_are():
    with pytest.raises(ValueError, match="no role 'enemy'; roles are plain"):
        palette.look("enemy", "done")
    with pytest.raises(ValueError, match="no certainty 'maybe'; there are done, announced, claimed"):
        palette.look("plain", "maybe")


def test_one_colour_one_meaning():
    assert len(set(palette.ROLES.values())) == len(palette.ROLES)
    assert len(set(dark_colours().values())) == len(palette.ROLES)


def test_only_what_is_done_is_filled():
    faces = {certainty: palette.look("ilrs", certainty)["facecolor"] for certainty in palette.CERTAINTY}
    assert faces == {"done": palette.colour("ilrs"), "announced": palette.PAPER, "claimed": palette.PAPER}
