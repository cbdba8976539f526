"""The outlines and the map: areas kept, rings closed and cut at the edge, small states as dots, a lost state named."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import PathPatch

from analysis.charts import style, world
from analysis.charts.worldmap import LEAST, alt_worldmap, draw_worldmap

LOOKS = {
    "one": {"role": "ilrs", "certainty": "done", "hatch": "rising"},
    "said": {"role": "artemis", "certainty": "announced", "hatch": "upright"},
}
KEY = {"one": "ILRS signed", "said": "Accords announced"}
WORDS = {"title": "t", "subtitle": "s", "source": "x"}


def test_every_outline_is_closed_and_on_the_globe():
    shapes = world.outlines()
    assert len(shapes) == 176 and {"EGY", "RUS", "FJI", "Kosovo"} <= set(shapes)
    for rings in shapes.values():
        for ring in rings:
            assert (ring[0] == ring[-1]).all()
            assert np.abs(ring[:, 0]).max() <= 180 + 1e-9 and np.abs(ring[:, 1]).max() <= 90


def test_no_outline_runs_across_the_map():
    for rings in world.outlines().values():
        assert max(np.ptp(ring[:, 0]) for ring in rings) < 200


@pytest.mark.parametrize("width", style.WIDTHS)
def test_a_thinned_outline_keeps_every_state_and_the_borders_that_neighbours_share(width):
    exact, thinned = world.outlines(), world.outlines(LEAST * (5.4 / width) ** 2)
    assert set(thinned) == set(exact)
    assert min(world.area(world.equal_earth(ring)) for rings in thinned.values() for ring in rings) > 0
    assert sum(map(len, thinned["EGY"])) < sum(map(len, exact["EGY"]))
    egypt, libya = ({tuple(point) for ring in thinned[state] for point in ring} for state in ("EGY", "LBY"))
    assert len(egypt & libya) >= 2
    for state in ("RUS", "BRA", "AUS", "EGY"):
        areas = [sum(world.area(world.equal_earth(ring)) for ring in rings[state]) for rings in (exact, thinned)]
        assert areas[1] == pytest.approx(areas[0], rel=0.03)


def test_the_projection_keeps_areas():
    """Cells of one area on the globe, from the equator to near the pole, have one area on the map."""
    steps = np.linspace(0, 1, 200)

    def cell(south, north):
        low, high = np.degrees(np.arcsin([south, north]))
        side = low + (high - low) * steps
        ring = [(10.0, y) for y in side] + [(11.0, y) for y in side[::-1]] + [(10.0, low)]
        return world.area(world.equal_earth(np.array(ring)))

    areas = [cell(edge, edge + 0.1) for edge in (0.0, 0.3, 0.6, 0.85)]
    assert areas == pytest.approx([np.radians(1) * 0.1] * 4, rel=1e-3)


def test_the_projection_is_that_of_the_paper():
    assert world.equal_earth(np.array([[0.0, 0.0], [180.0, 0.0], [0.0, 90.0]])) == pytest.approx(
        np.array([[0, 0], [2.70663, 0], [0, 1.31736]]), abs=1e-4
    )


def test_a_ring_across_the_edge_is_cut_in_two_that_make_up_the_whole():
    ring = np.array([[-175.0, 0.0], [175.0, 0.0], [175.0, 10.0], [-175.0, 10.0], [-175.0, 0.0]])
    parts = world.parted(ring)
    assert sum(world.area(part) for part in parts) == pytest.approx(100.0)
    assert sorted(world.area(part) for part in parts) == pytest.approx([50.0, 50.0])
    whole = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 0.0]])
    assert [part.tolist() for part in world.parted(whole)] == [whole.tolist()]


def rows(*states, **columns):
    return pd.DataFrame([{"state": state, "standing": standing} for state, standing in states]).assign(**columns)


def dots(figure):
    return [line for line in figure.axes[0].lines if line.get_marker() == "o"]


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    table = rows(("EGY", "one"), ("ITA", "said"))
    assert_no_overlap(draw_worldmap(table, looks=LOOKS, key=KEY, width=width, **WORDS))


def test_large_states_are_filled_small_ones_and_those_without_an_outline_are_dots():
    table = rows(
        ("EGY", "one"), ("LUX", "one"), ("SGP", "said"), latitude=[np.nan, np.nan, 1.29], longitude=[np.nan, np.nan, 103.85]
    )
    table["url"] = ["#a", "#b", "#c"]
    figure = draw_worldmap(table, looks=LOOKS, key=KEY, **WORDS)
    luxembourg, singapore = dots(figure)
    assert luxembourg.get_url() == "#b" and singapore.get_url() == "#c"
    assert singapore.get_xdata()[0] > luxembourg.get_xdata()[0] and singapore.get_ydata()[0] < luxembourg.get_ydata()[0]
    hatched = [patch.get_url() for patch in figure.axes[0].patches if isinstance(patch, PathPatch) and patch.get_hatch()]
    assert hatched == ["#a", "#b"]


def test_what_is_not_signed_is_hatched_on_paper():
    figure = draw_worldmap(rows(("EGY", "said")), looks=LOOKS, key=KEY, **WORDS)
    (patch,) = [p for p in figure.axes[0].patches if isinstance(p, PathPatch) and p.get_hatch()]
    assert patch.get_facecolor()[:3] == (1.0, 1.0, 1.0) and patch.get_hatch() == "|||||"


def test_a_state_that_cannot_be_drawn_is_named():
    with pytest.raises(ValueError, match="no outline of SGP; give the position"):
        draw_worldmap(rows(("SGP", "one")), looks=LOOKS, key=KEY, **WORDS)
    with pytest.raises(ValueError, match="no look for other; looks are one, said"):
        draw_worldmap(rows(("EGY", "other")), looks=LOOKS, key=KEY, **WORDS)


def test_alt_counts_states_by_standing():
    assert alt_worldmap(rows(("EGY", "one"), ("ITA", "one")), KEY, "So.") == (
        "World map in an equal-area projection: 2 states ILRS signed, 0 states Accords announced. So."
    )
