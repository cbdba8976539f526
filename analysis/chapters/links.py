"""The statements behind a graph, in words for readers."""

from __future__ import annotations

import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.topics import graphs


def stated(graph: str) -> pd.DataFrame:
    """Return the statements of a graph (system, market, risk), one row each, as a reader sees them.

    Returns
    -------
    DataFrame with the columns of ``links``; ends and sources by their names, dates in words.
    """
    rows, names = evidence.said("links").query("graph == @graph"), graphs.labels()
    ends = {end: rows[end].map(lambda cell: ", ".join(names[key] for key in tables.split(cell))) for end in ("from", "to")}
    return rows.assign(**ends, date=rows["date"].map(dates.label), source=rows["source"].map(evidence.called))
