"""Every figure of the book at both shipped widths: no label overlaps another, none leaves the page."""

import pandas as pd
import pytest

from analysis import companies, disagreements, evidence, funding, partners, policy, roadmap, station
from analysis.charts import style
from analysis.charts.bars import draw_bars
from analysis.charts.columns import draw_columns
from analysis.charts.matrix import draw_matrix
from analysis.charts.timeline import draw_timeline

WORDS = {"title": "A title of the usual length for this book", "subtitle": "what is drawn, unit, as-of date", "source": "n"}


def roadmap_lanes(width):
    frame = roadmap.lanes()
    return draw_timeline(frame, start="2018-01-01", end="2052-01-01", lanes=roadmap.lane_names(frame), width=width, **WORDS)


def crews(width):
    return draw_timeline(roadmap.crews(), start="2019-01-01", end="2042-01-01", lanes=roadmap.CREWS, width=width, **WORDS)


def policy_lanes(width):
    acts = policy.of_the_paper()
    frame = policy.lanes(acts[acts["driver"] != ""], "driver")
    knots = {"1960-01-01": 0, "2003-01-01": 0.18, "2027-01-01": 1}
    return draw_timeline(
        frame, start="1960-01-01", end="2027-01-01", lanes=policy.DRIVERS, knots=knots, width=width, **WORDS
    )


def funding_lanes(width):
    acts = policy.lanes(policy.american_policy(), "source").assign(lane="policy")
    frame = pd.concat([acts, funding.timeline(funding.ledger())], ignore_index=True)
    lanes = {"policy": "Policy", **funding.PROGRAMMES}
    return draw_timeline(frame, start="2017-06-01", end="2024-06-01", lanes=lanes, width=width, **WORDS)


def prices(width):
    return draw_bars(funding.price_bars(funding.ledger()), show=funding.billions, width=width, **WORDS)


def shares(width):
    return draw_bars(funding.company_bars(funding.ledger()), show=funding.billions, width=width, **WORDS)


def network(width):
    key = {"done": "not disputed", "claimed": "absent from another whole list, or unnamed"}
    return draw_columns(partners.network(), columns=partners.LAYERS, key=key, width=width, **WORDS)


def system(width):
    key = {"done": "printed", "claimed": "inferred from one sentence"}
    return draw_columns(station.system(), columns=station.LAYERS, key=key, width=width, **WORDS)


def market(width):
    graph = companies.coloured(companies.lunar(companies.market()))
    shares = [0.6, 0.9, 1.3, 1.15, 1.15, 0.85]
    key = {"done": "signed or flown", "announced": "planned or in development", "claimed": "failed or cancelled"}
    return draw_columns(graph, columns=companies.LAYERS, shares=shares, key=key, width=width, **WORDS)


def parts(width):
    return draw_matrix(station.cells(), columns=station.DOCUMENTS, share=0.42, width=width, **WORDS)


def instruments(width):
    acts = policy.of_the_paper()
    cells, decades = policy.instrument_cells(acts[acts["driver"] != ""])
    return draw_matrix(cells, columns=decades, share=0.36, width=width, **WORDS)


def conflicts(width):
    return draw_matrix(disagreements.cells(), columns=evidence.SHORT, share=0.26, width=width, **WORDS)


FIGURES = [
    roadmap_lanes, crews, policy_lanes, funding_lanes, prices, shares,
    network, system, market, parts, instruments, conflicts,
]  # fmt: skip


@pytest.mark.parametrize("width", style.WIDTHS)
@pytest.mark.parametrize("draw", FIGURES, ids=lambda draw: draw.__name__)
def test_labels_do_not_overlap(draw, width, assert_no_overlap):
    assert_no_overlap(draw(width))
