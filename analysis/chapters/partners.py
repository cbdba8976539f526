"""The partners: who builds the station with whom, by which instrument, and who says so."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.chapters import links
from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import until, words
from analysis.charts.columns import alt_columns, draw_columns
from analysis.charts.steps import alt_steps, draw_steps
from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import certainty
from analysis.topics import partners

WORDS = words(__name__)
AS_OF, LATER = WORDS["as_of"], WORDS["later"]
LAYERS = WORDS["network.layers"]
MONTH = 7  # of a date such as 2024-09-05, what year and month take


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
    again = later_members()[lambda found: found["party"].isin(_alone(roster).index)]
    found = [
        Finding(_with_whom(roster), later, AS_OF, shown="#fig-partners"),
        Finding(_witnessed(roster), pd.concat([later, again]), LATER, shown="#table-partners-witnesses"),
        Finding(
            _totals(roster),
            pd.concat([rows, counted, _counted_together(roster)]),
            LATER,
            contested=True,
            shown="#table-partners-totals",
        ),
    ]
    absent = rows[rows["party"].isin(roster.index[roster["silent"] != ""])]
    if len(absent):
        found.append(Finding(_absent(roster), absent, AS_OF, contested=True, shown="#table-partners-roster"))
    return found


def later_members() -> pd.DataFrame:
    """Return the statements of later sources that a party signed, joined or takes part."""
    rows = evidence.said("memberships", "later")
    return rows[(rows["bloc"] == partners.HUB) & rows["status"].isin(partners.MEMBER)]


def _states(roster: pd.DataFrame) -> pd.DataFrame:
    """Return the states that came after the founders."""
    return roster[(roster["kind"] == "state") & ~roster["founder"]]


def _alone(roster: pd.DataFrame) -> pd.DataFrame:
    """Return those of them that one document names."""
    return _states(roster)[lambda table: table["documents"] == 1]


def _with_whom(roster: pd.DataFrame) -> str:
    """Who the other side of the later signatures is."""
    sides, short, rows = _sides(), tables.named("parties", "short"), partners.memberships()
    named = sides.drop(index="", errors="ignore")
    founders = roster.index[roster["founder"]]
    others = [short[key] for key in founders if key not in named.index]
    said = rows[(rows["counterpart"] != "") & rows["party"].isin(roster.index[~roster["founder"]])]
    told = {
        "founders": " and ".join(roster.loc[founders, "name"]),
        "hub": short[named.index[0]],
        "n": int(named["parties"].iloc[0]),
        "all": int(named["parties"].sum()),
        "printed": said.loc[evidence.printed(said, "counterpart"), "party"].nunique(),
        "sources": WORDS.listed([evidence.called(source) for source in dict.fromkeys(said["source"])]),
        "unnamed": int(sides["parties"].get("", 0)),
        "others": " and ".join(others) or WORDS["finding.nobody"],
    }
    return WORDS.say("finding.with_whom", **told)


def _witnessed(roster: pd.DataFrame) -> str:
    """How many states are printed to have signed or joined, how many by one document, and what stands behind its word."""
    rows, states, alone = partners.memberships(), _states(roster), _alone(roster)
    printed = rows[rows["status"].isin(["signed", "joined"]) & evidence.printed(rows, "status")]
    most = alone["sources"].value_counts()
    cited = rows[(rows["source"] == most.index[0]) & (rows["cites"] != "")]
    told = {
        "states": len(states),
        "printed": states.index.isin(printed["party"]).sum(),
        "alone": len(alone),
        "of_it": WORDS["finding.all"] if most.iloc[0] == len(alone) else int(most.iloc[0]),
        "document": evidence.called(most.index[0]),
        "cited": alone.index.isin(cited["party"]).sum(),
        "again": alone.index.isin(later_members()["party"]).sum(),
    }
    return WORDS.say("finding.witnessed", **told)


def _counted_together(roster: pd.DataFrame) -> pd.DataFrame:
    """Return the statements of later sources that give the claimed total for countries and organisations together."""
    total = partners.claimed_totals(roster, evidence.said("member_counts"))["total"].max()
    rows = evidence.said("member_counts", "later")
    together = (rows["bloc"] == partners.HUB) & (rows["counted"] == "countries and organisations")
    return rows[together & (rows["low"] == total) & (rows["high"] == total)]


def _totals(roster: pd.DataFrame) -> str:
    totals, together = partners.claimed_totals(roster, evidence.said("member_counts")), _counted_together(roster)
    days = [dates.label(day[:MONTH]) for day in together["as_of"]]
    return WORDS.say(
        "finding.totals",
        total=totals["total"].max(),
        named=totals["named"].min(),
        days=WORDS.listed(list(dict.fromkeys(days))),
    )


def _absent(roster: pd.DataFrame) -> str:
    """Which states a whole list of a later date leaves out, and who names them after that list."""
    absent, until = roster[roster["silent"] != ""], tables.named("sources", "as_of")
    lists = sorted({source for cell in absent["silent"] for source in tables.split(cell)})
    ends = max(dates.latest(until[source]) for source in lists)
    after = sorted(
        {source for cell in absent["sources"] for source in tables.split(cell) if dates.earliest(until[source]) > ends}
    )
    told = {
        "n": len(absent),
        "states": len(_states(roster)),
        "names": WORDS.listed(list(absent.index.map(tables.named("parties", "name")))),
        "lists": WORDS.listed([evidence.called(source) for source in lists]),
        "after": WORDS.listed([evidence.called(source) for source in after]),
    }
    return WORDS.say("finding.absent", **told)


def network() -> Figure:
    """Return party, signing body, instrument and station as a network."""
    rows, roster = partners.memberships(), _roster()
    graph = partners.network(roster, tables.named("parties", "short"))
    founders, absent = roster[roster["founder"]], roster[roster["silent"] != ""]
    told = {
        "named": (roster["kind"] != partners.GROUP).sum(),
        "unnamed": ", ".join(roster.loc[roster["kind"] == partners.GROUP, "name"]) or WORDS["network.nobody"],
        "kinds": len(set(roster["instrument"]) - set(partners.UNNAMED)),
        "by_kind": ((roster["kind"] != partners.GROUP) & ~roster["instrument"].isin(partners.UNNAMED)).sum(),
        "drawn": len(roster),
        "n": len(rows),
        "documents": rows["source"].nunique(),
        "last": f"{partners.accessions(roster)['latest'].max():%B %Y}",
        "founders": " and ".join(founders["name"]),
        "absent": ", ".join(absent["name"]) or WORDS["network.nobody"],
    }
    return Figure(
        name="fig-partners",
        draw=draw_columns,
        data=links.led(_drawn(graph, set(roster.index[roster["kind"] == partners.GROUP])), "table-partners-instruments"),
        words=WORDS.figure("network", **told),
        alt=alt_columns(graph, LAYERS, WORDS.say("network.alt", **told)),
        table=roster.drop(columns=["earliest", "latest"]).reset_index(),
        graph=graph,
        options={"columns": LAYERS, "key": WORDS["network.key"], "around": True},
    )


def _drawn(graph: nx.DiGraph, groups: set[str]) -> nx.DiGraph:
    """Return `graph` with looks and labels; what is drawn dashed says on a phone, in its note, why."""
    drawn = graph.copy()
    for data in drawn.nodes.values():
        data |= {"role": _role(data["founder"]), "certainty": certainty(data["status"])}
        if data["layer"] == "party" and data["date"]:
            data["label"] = WORDS.say("network.label", name=data["label"], date=dates.label(data["date"]))
    for (start, _), data in drawn.edges.items():
        data |= {"role": _role(data["founder"]), "certainty": "claimed" if data["disputed"] else "done"}
        why = WORDS["network.unnamed" if start in groups else "network.absent"]
        data["note"] = why if data["disputed"] else ""
    return drawn


def _role(founder: bool) -> str:
    return "ilrs" if founder else "plain"


def accessions() -> Figure:
    """Return the accessions after the founders as steps."""
    rows = partners.accessions(_roster()).reset_index()
    data = rows[["earliest", "latest", "id", "party"]].assign(
        label=rows["name"], certainty=(rows["silent"] != "").map({True: "claimed", False: "done"}), lane=rows["instrument"]
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
        options={
            "start": str((rows["earliest"].min() - pd.DateOffset(months=7)).date()),
            "end": "2025-10-01",
            "key": WORDS["network.key"],
            "as_of": until(AS_OF, WORDS["until"]),
        },
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
    said = {side: rows[side].map(names) for side in ("agency", "counterpart")} | {"date": rows["date"].map(dates.label)}
    shown = rows.assign(**said, source=rows["source"].map(evidence.called))
    return WORDS.statements(
        "memberships", shown, "name", "status", "agency", "counterpart", "instrument", "date", "first_claim"
    )
