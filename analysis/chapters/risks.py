"""What can go wrong: causes that feed risks, and what the flights say of the doctrine of shots on goal."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.chapters import links
from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import words
from analysis.charts.bars import alt_bars, draw_bars
from analysis.charts.columns import alt_columns, draw_columns
from analysis.charts.intervals import alt_intervals, draw_intervals
from analysis.facts import dates, evidence, tables
from analysis.topics import flights, risks

WORDS = words(__name__)
AS_OF, FLOWN_UNTIL = WORDS["as_of"], WORDS["flown_until"]
LAYERS = WORDS["risks.layers"]
SERIES = 10  # flights of which the chances are drawn


def _document() -> str:
    return evidence.called(tables.join(evidence.founding("market")))


def _stated() -> tuple[float, pd.DataFrame]:
    return flights.stated_rate(evidence.said("quantities"))


def _flown() -> pd.DataFrame:
    return flights.flown(evidence.said("clps", "later"))


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    (rate, stated), flown, causes = _stated(), _flown(), risks.feeds(risks.graph())
    updated, specific = flights.updated(flown["outcome"]), causes[causes["risks"] > 0]
    landed = {"full": (flown["outcome"] == "success").sum(), "soft": (flown["outcome"] != "failure").sum()}
    needed = {"one": flights.flights_needed(1, 0.95, rate), "three": flights.flights_needed(3, 0.95, rate)}
    bounds = {"low": updated["low"].min(), "high": updated["high"].max()}
    counted = {"fewest": updated["n"].min(), "most": updated["n"].max()}
    fed = {"some": len(specific), "all": len(causes), "more": (specific["risks"] > 1).sum()}
    expected = pd.concat([stated, flown], ignore_index=True)
    connections = evidence.said("links").query("graph == 'risk'")
    return [
        Finding(WORDS.say("finding.expected", rate=rate, n=len(flown), **landed), expected, FLOWN_UNTIL),
        Finding(WORDS.say("finding.needed", **needed), stated, AS_OF),
        Finding(WORDS.say("finding.rate", codings=len(updated), **bounds, **counted), flown, FLOWN_UNTIL),
        Finding(WORDS.say("finding.causes", **fed), connections, AS_OF),
    ]


def causes() -> Figure:
    """Return the risks that the study names, what feeds them, and the causes one step before."""
    whole = risks.graph()
    data, table = _drawn(risks.direct(whole, evidence.founding("market"))), risks.feeds(whole)
    specific = table[table["risks"] > 0]
    counts = {"one": (specific["risks"] == 1).sum(), "some": len(specific)}
    edges = {"edges": data.number_of_edges(), "all": whole.number_of_edges()}
    rows = evidence.said("links").query("graph == 'risk'")
    return Figure(
        name="fig-risks",
        draw=draw_columns,
        data=data,
        words=WORDS.figure("risks", document=_document(), **counts, **edges),
        alt=alt_columns(data, LAYERS, WORDS["risks.alt"]),
        table=rows[["id", "from", "relation", "to", "source"]],
        graph=whole,
        options={"columns": LAYERS, "key": WORDS["risks.key"]},
    )


def _drawn(graph: nx.DiGraph) -> nx.DiGraph:
    """Return `graph` with the roles of its nodes, and its edges dashed that are inferred or soften a risk."""
    for _, node in graph.nodes(data=True):
        node["role"] = "risk" if node["layer"] == "risk" else "plain"
    for _, _, edge in graph.edges(data=True):
        edge["certainty"] = "done" if edge["printed"] and edge["relation"] != risks.SOFTENS else "claimed"
    return graph


def feeds() -> Table:
    """Return the causes that lead to most risks."""
    return WORDS.table("feeds", risks.feeds(risks.graph()).head(8), document=_document())


def chances() -> Figure:
    """Return the chance of each number of successes at the stated rate."""
    rate, _ = _stated()
    table = flights.chances(SERIES, rate)
    labels = [WORDS.say("chances.label", n=n) for n in table["successes"]]
    percent = table["chance"] * 100
    data = pd.DataFrame({"label": labels, "low": percent, "high": percent, "role": "filled"})
    usual = table[table["chance"] >= 0.1]["successes"]
    difference = abs(flights.simulated(SERIES, rate) - table["chance"]).max()
    told = {"n": SERIES, "rate": rate, "low": usual.min(), "high": usual.max(), "difference": difference}
    show = WORDS["chances.value"].format
    return Figure(
        name="fig-chances",
        draw=draw_bars,
        data=data,
        words=WORDS.figure("chances", document=_document(), **told),
        alt=alt_bars(data, WORDS["chances.alt"], WORDS["chances.unit"], show),
        table=table,
        options={"show": show},
    )


def needed() -> Table:
    """Return how many flights it takes for some successes to be likely."""
    rate, _ = _stated()
    rows = [(n, level, flights.flights_needed(n, level, rate)) for n in (1, 2, 3) for level in (0.8, 0.95)]
    frame = pd.DataFrame(rows, columns=["wins", "confidence", "flights"])
    return WORDS.table("needed", frame, digits={"confidence": 2}, rate=rate)


def rate() -> Figure:
    """Return the success rate of the deliveries by three codings, with intervals, beside the stated rate."""
    (stated, _), flown = _stated(), _flown()
    updated = flights.updated(flown["outcome"])
    notes = [WORDS.say("rate.note", wins=wins, n=n) for wins, n in zip(updated["wins"], updated["n"], strict=True)]
    data = updated.assign(label=updated["coding"].map(WORDS["rate.codings"]), note=notes)
    covers = ((updated["low"] <= stated) & (stated <= updated["high"])).sum()
    told = {"covers": covers, "all": len(updated), "n": len(flown), "document": _document(), "until": FLOWN_UNTIL}
    return Figure(
        name="fig-rate",
        draw=draw_intervals,
        data=data,
        words=WORDS.figure("rate", **told),
        alt=alt_intervals(data, WORDS.say("rate.alt", **told)),
        table=updated,
        options={"reference": stated, "reference_label": WORDS.say("rate.reference", rate=stated)},
    )


def flown() -> Table:
    """Return the deliveries that have flown."""
    frame = _flown()[["mission", "company", "launch_date", "outcome", "content"]]
    frame = frame.assign(
        company=frame["company"].map(tables.named("parties", "short")), launch_date=frame["launch_date"].map(dates.label)
    )
    return WORDS.table("flown", frame, until=FLOWN_UNTIL)


def updated() -> Table:
    """Return what the flights say of the rate under each coding."""
    frame = flights.updated(_flown()["outcome"])
    frame = frame.assign(coding=frame["coding"].map(WORDS["rate.codings"]))
    return WORDS.table("updated", frame, digits=dict.fromkeys(["mean", "low", "high", "next_two"], 2))


def connections() -> Statements:
    """Return every connection of the risk graph."""
    return WORDS.statements("links", links.stated("risk"), "from", "relation", "to", "content")


def deliveries() -> Statements:
    """Return every delivery in the later sources."""
    rows = evidence.said("clps", "later")
    shown = rows.assign(
        company=rows["company"].map(tables.named("parties", "short")),
        award_date=rows["award_date"].map(dates.label),
        launch_date=rows["launch_date"].map(dates.label),
        source=rows["source"].map(evidence.called),
    )
    about = ("mission", "company", "award_date", "amount", "launch_date", "outcome", "content")
    return WORDS.statements("deliveries", shown, *about)
