"""The partners: who builds the station with whom, by which instrument, and who says so."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import words
from analysis.charts.columns import alt_columns, draw_columns
from analysis.charts.steps import alt_steps, draw_steps
from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import certainty
from analysis.topics import partners

WORDS = words(__name__)
AS_OF, AS_OF_LISTS = WORDS["as_of"], WORDS["as_of_lists"]
LAYERS = WORDS["network.layers"]


def _roster() -> pd.DataFrame:
    return partners.roster(partners.memberships(), tables.load("sources"))


def _sides() -> pd.DataFrame:
    return partners.other_sides(partners.memberships(), _roster(), tables.named("parties", "parent"))


def _documents() -> str:
    return evidence.called(tables.join(list(partners.memberships()["source"])))


def _short(sources: pd.Series) -> pd.Series:
    """Return list cells of keys as short names of documents."""
    names = evidence.short()
    return sources.map(lambda cell: ", ".join(names[key] for key in tables.split(cell)))


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    rows, roster = partners.memberships(), _roster()
    later = rows[~rows["party"].isin(roster.index[roster["founder"]])]
    counted = evidence.said("member_counts").query("bloc == @partners.HUB and counted == 'countries'")
    found = [
        Finding(_with_whom(roster), later, AS_OF_LISTS),
        Finding(_witnessed(roster, later), later, AS_OF),
        Finding(_totals(roster), pd.concat([rows, counted]), AS_OF, contested=True),
    ]
    absent = rows[rows["party"].isin(roster.index[roster["silent"] != ""])]
    if len(absent):
        names = list(absent["name"].unique())
        sentence = WORDS.say("finding.absent", n=len(names), names=", ".join(names))
        found.append(Finding(sentence, absent, AS_OF_LISTS, contested=True))
    return found


def _with_whom(roster: pd.DataFrame) -> str:
    """Who the other side of the later signatures is."""
    sides, short = _sides(), tables.named("parties", "short")
    named = sides.drop(index="", errors="ignore")
    founders = roster.index[roster["founder"]]
    others = [short[key] for key in founders if key not in named.index]
    told = {
        "founders": " and ".join(roster.loc[founders, "name"]),
        "hub": short[named.index[0]],
        "n": int(named["parties"].iloc[0]),
        "all": int(named["parties"].sum()),
        "unnamed": int(sides["parties"].get("", 0)),
        "others": " and ".join(others) or WORDS["finding.nobody"],
    }
    return WORDS.say("finding.with_whom", **told)


def _witnessed(roster: pd.DataFrame, later: pd.DataFrame) -> str:
    """How many states stand on the word of one document, and how much of status and instrument is printed."""
    seen = partners.witnesses(roster).set_index("documents")["states"]
    alone = roster[(roster["documents"] == 1) & (roster["kind"] == "state") & ~roster["founder"]]["sources"].value_counts()
    told = {"states": int(seen.sum()), "alone": int(seen.get(1, 0)), "document": evidence.called(alone.index[0])}
    told |= {"of_it": int(alone.iloc[0]), "printed": evidence.printed(later, "status").mean()}
    return WORDS.say("finding.witnessed", **told)


def _totals(roster: pd.DataFrame) -> str:
    totals = partners.claimed_totals(roster, evidence.said("member_counts"))
    return WORDS.say("finding.totals", total=totals["total"].max(), named=totals["named"].min())


def network() -> Figure:
    """Return party, signing body, instrument and station as a network."""
    rows, roster = partners.memberships(), _roster()
    graph = partners.network(roster, tables.named("parties", "short"))
    founders, absent = roster[roster["founder"]], roster[roster["silent"] != ""]
    told = {
        "named": (roster["kind"] != partners.GROUP).sum(),
        "groups": (roster["kind"] == partners.GROUP).sum(),
        "kinds": len(set(roster["instrument"]) - set(partners.UNNAMED)),
        "n": len(rows),
        "documents": rows["source"].nunique(),
        "last": f"{partners.accessions(roster)['latest'].max():%B %Y}",
        "founders": " and ".join(founders["name"]),
        "absent": ", ".join(absent["name"]) or WORDS["network.nobody"],
    }
    return Figure(
        name="fig-partners",
        draw=draw_columns,
        data=_drawn(graph),
        words=WORDS.figure("network", **told),
        alt=alt_columns(graph, LAYERS, WORDS.say("network.alt", **told)),
        table=roster.drop(columns=["earliest", "latest"]).reset_index(),
        graph=graph,
        options={"columns": LAYERS, "key": WORDS["network.key"], "around": True},
    )


def _drawn(graph: nx.DiGraph) -> nx.DiGraph:
    drawn = graph.copy()
    for data in drawn.nodes.values():
        data |= {"role": _role(data["founder"]), "certainty": certainty(data["status"])}
        if data["layer"] == "party" and data["date"]:
            data["label"] = WORDS.say("network.label", name=data["label"], date=dates.label(data["date"]))
    for data in drawn.edges.values():
        data |= {"role": _role(data["founder"]), "certainty": "claimed" if data["disputed"] else "done"}
        data["note"] = dates.label(data["date"])
    return drawn


def _role(founder: bool) -> str:
    return "ilrs" if founder else "plain"


def accessions() -> Figure:
    """Return the accessions after the founders as steps."""
    rows = partners.accessions(_roster()).reset_index()
    data = rows[["earliest", "latest", "id", "party"]].assign(
        label=rows["name"], certainty=(rows["silent"] != "").map({True: "claimed", False: "done"})
    )
    span = {"first": f"{rows['earliest'].min():%B %Y}", "last": f"{rows['latest'].max():%B %Y}"}
    told = span | {"n": len(rows), "absent": (data["certainty"] == "claimed").sum()}
    return Figure(
        name="fig-accessions",
        draw=draw_steps,
        data=data,
        words=WORDS.figure("accessions", **told),
        alt=alt_steps(data, WORDS.say("accessions.alt", **told)),
        table=data,
        options={"start": "2021-01-01", "end": "2025-10-01"},
    )


def roster() -> Table:
    """Return every party that a document names as founder or member."""
    rows = _roster()
    frame = pd.DataFrame(
        {
            "party": rows["name"],
            "status": rows["status"],
            "instrument": rows["instrument"],
            "date": rows["date"].map(dates.label),
            "sources": _short(rows["sources"]),
            "silent": _short(rows["silent"]),
        }
    )
    return WORDS.table("roster", frame, documents=_documents())


def instruments() -> Table:
    """Return the named parties by the instrument a document gives."""
    return WORDS.table("instruments", partners.instruments(_roster()), documents=_documents())


def sides() -> Table:
    """Return with whom the parties that came after the founders signed."""
    rows, short = _sides().reset_index(), {"": WORDS["sides.unnamed"]} | tables.named("parties", "short")
    return WORDS.table("sides", rows.assign(side=rows["side"].map(short)), documents=_documents())


def witnesses() -> Table:
    """Return how many documents name each state that came after the founders."""
    return WORDS.table("witnesses", partners.witnesses(_roster()), documents=_documents())


def contents() -> Table:
    """Return what the documents say that the instruments hold."""
    rows = evidence.said("provisions")
    acts = tables.load("events").query("kind in ['agreement', 'treaty']")["id"]
    station = rows[rows["source"].isin(evidence.founding("station"))]
    signed = station["subject"].isin([*acts, *tables.load("memberships")["id"]])
    members = tables.load("memberships").set_index("id")["party"]
    about = station["subject"].map(lambda key: evidence.subject(members.get(key, key)))
    said = {"subject": about, "document": station["source"].map(evidence.called)}
    return WORDS.table("contents", station.assign(**said)[signed][["subject", "does", "content", "document"]])


def totals() -> Table:
    """Return the countries claimed beside the states that can be named for that date."""
    rows = partners.claimed_totals(_roster(), evidence.said("member_counts")).drop(columns="id")
    frame = rows.assign(
        source=rows["source"].map(evidence.called),
        as_of=rows["as_of"].map(lambda text: dates.label(text) or WORDS["totals.undated"]),
    )
    return WORDS.table("totals", frame, documents=_documents())


def redated() -> Table:
    """Return the parties for which dates are stated that cannot both hold."""
    rows = _roster()[lambda table: table["redated"]]
    said = rows["dates"].map(lambda cell: "; ".join(map(dates.label, tables.split(cell))))
    frame = pd.DataFrame({"party": rows["name"], "dates": said, "sources": _short(rows["sources"])})
    return WORDS.table("redated", frame, documents=_documents())


def memberships() -> Statements:
    """Return every membership statement."""
    rows, names = partners.memberships(), {"": ""} | tables.named("parties", "short")
    said = {"agency": rows["agency"].map(names), "date": rows["date"].map(dates.label)}
    shown = rows.assign(**said, source=rows["source"].map(evidence.called))
    return WORDS.statements("memberships", shown, "name", "status", "agency", "instrument", "date", "first_claim")
