"""How a market was made: which acts, by which drivers and instruments, and who followed."""

from __future__ import annotations

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import words
from analysis.charts.matrix import alt_matrix, draw_matrix
from analysis.charts.timeline import alt_timeline, draw_timeline
from analysis.facts import dates, evidence, tables
from analysis.topics import policy

WORDS = words(__name__)
AS_OF = WORDS["as_of"]
LANES = WORDS["timeline.lanes"]
RECENT = 2014  # the year from which the first finding counts
FOLLOWERS = "followers"  # the driver of the acts that are not of the first mover
BUYING, OWNING = "fixed-price service contract", "resource law"


def _document() -> str:
    return evidence.called(tables.join(evidence.founding("market")))


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    acts = policy.acts()
    american, used, lags = policy.making(acts), policy.with_instrument(acts), policy.lags(acts)
    years, bought = american["earliest"].dt.year, used[used["instrument"] == BUYING]
    laws, first_law = lags[lags["instrument"] == OWNING], used[used["instrument"] == OWNING]["year"].min()
    span = {"first": years.min(), "last": years.max(), "since": RECENT, "recent": (years >= RECENT).sum()}
    buying = {"n": len(bought), "first": bought["year"].min(), "recent": (bought["year"] >= 2018).sum()}
    following = {"n": len(laws), "year": first_law, "low": laws["lag"].min(), "high": laws["lag"].max()}
    return [
        Finding(WORDS.say("finding.named", n=len(american), **span), american, AS_OF),
        Finding(WORDS.say("finding.buying", since=2018, **buying), bought, AS_OF),
        Finding(WORDS.say("finding.followed", **following), acts[acts["id"].isin(laws["id"])], AS_OF),
    ]


def timeline() -> Figure:
    """Return the acts in lanes, one a driver."""
    rows = policy.driven(policy.acts())
    data = policy.timeline(rows).rename(columns={"driver": "lane"})
    years = rows["earliest"].dt.year
    told = {
        "document": _document(),
        "n": len(rows),
        "first": years.min(),
        "followed": years[rows["driver"] == FOLLOWERS].min(),
    }
    return Figure(
        name="fig-policy",
        draw=draw_timeline,
        data=data,
        words=WORDS.figure("timeline", **told),
        alt=alt_timeline(data, LANES, WORDS.say("timeline.alt", **told)),
        table=data,
        options={
            "start": "1960-01-01",
            "end": "2027-01-01",
            "lanes": LANES,
            "knots": {"1960-01-01": 0, "2003-01-01": 0.18, "2027-01-01": 1},
            "key": list(WORDS["timeline.key"].items()),
        },
    )


def drivers() -> Table:
    """Return the acts by driver."""
    frame = policy.by_driver(policy.driven(policy.acts()))
    frame = frame.reindex([lane for lane in LANES if lane in frame.index]).rename(index=LANES).reset_index()
    return WORDS.table("drivers", frame.astype({"first": str, "last": str}), document=_document())


def instruments() -> Figure:
    """Return the instruments by decade as a grid shaded by their share of the decade's acts."""
    counts = policy.instruments_by_decade(policy.acts())
    decades = [WORDS.say("instruments.decade", year=year) for year in counts["decade"]]
    columns = {decade: decade for decade in sorted(set(decades))}
    data = pd.DataFrame(
        {
            "row": counts["instrument"],
            "column": decades,
            "state": counts["share"],
            "text": counts["acts"].astype(str),
            "id": counts["id"],
        }
    )
    return Figure(
        name="fig-instruments",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("instruments", document=_document(), n=counts["acts"].sum()),
        alt=alt_matrix(data, columns, WORDS["instruments.alt"]),
        table=counts,
        options={"columns": columns, "share": 0.36},
    )


def first_use() -> Table:
    """Return the first act with each instrument."""
    frame = policy.first_use(policy.acts()).drop(columns="id")
    return WORDS.table("first_use", frame.astype({"first": str}), document=_document())


def lags() -> Table:
    """Return the followers by instrument, with their lag."""
    frame = policy.lags(policy.acts()).drop(columns="id")
    return WORDS.table("lags", frame.astype({"year": str}), document=_document())


def acts() -> Statements:
    """Return every act of the chapter."""
    rows = policy.acts()
    rows = rows[(rows["driver"] != "") | (rows["instrument"] != "") | rows["id"].isin(policy.making(rows)["id"])]
    shown = rows.assign(
        date=rows["date"].map(dates.label),
        driver=rows["driver"].map(LANES).fillna(""),
        source=rows["source"].map(evidence.called),
    )
    return WORDS.statements("acts", shown, "title", "title_zh", "date", "kind", "who", "driver", "instrument")
