"""The station: what it is for, what it is to have, and which mission tests what."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.chapters.links import stated
from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import words
from analysis.charts.columns import alt_columns, draw_columns
from analysis.charts.matrix import alt_matrix, draw_matrix
from analysis.facts import dates, evidence, tables
from analysis.topics import station

WORDS = words(__name__)
AS_OF = WORDS["as_of"]
LAYERS = WORDS["system.layers"]
REACTOR = "f-reactor"


def _documents() -> str:
    return evidence.called(tables.join(evidence.founding("station")))


def _links() -> pd.DataFrame:
    return evidence.said("links").query("graph == 'system'")


def _system() -> nx.DiGraph:
    return station.system(station.links())


def _agreed() -> dict[str, object]:
    """Return what sentences say of the agreement of the documents."""
    table, documents = station.agreement(station.parts()), len(evidence.founding("station"))
    shared, single = table[table["documents"] == documents], table[table["documents"] == 1]
    names = ", ".join(name.lower() for name in shared["name"])
    return {"n": len(table), "documents": documents, "shared": len(shared), "names": names, "single": len(single)}


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    parts, links, system = station.parts(), _links(), _system()
    printed = sum(data["printed"] for *_, data in system.edges(data=True))
    untested = station.untested(system)
    reactor = parts[parts["key"] == REACTOR]
    aims = {"n": len(untested), "names": ", ".join(untested["aim"].str.lower())}
    return [
        Finding(WORDS.say("finding.agreement", **_agreed()), parts, AS_OF),
        Finding(WORDS.say("finding.printed", n=printed, all=system.number_of_edges()), links, AS_OF),
        Finding(WORDS.say("finding.untested", **aims), links, AS_OF),
        Finding(WORDS.say("finding.reactor", n=reactor["source"].nunique()), reactor, AS_OF, contested=True),
    ]


def documents() -> Figure:
    """Return aims and facilities against the documents that name them."""
    parts, columns = station.parts(), evidence.short(evidence.founding("station"))
    said = station.mentions(parts)
    data = pd.DataFrame(
        {
            "row": said["name"],
            "column": said["source"],
            "state": said["printed"].map({True: "yes", False: "partly"}),
            "group": said["kind"].map(WORDS["documents.groups"]),
            "id": said["id"],
        }
    )
    told = _agreed() | {"statements": len(parts)}
    return Figure(
        name="fig-station",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("documents", **told),
        alt=alt_matrix(data, columns, WORDS.say("documents.alt", **told)),
        table=station.agreement(parts).reset_index(),
        options={"columns": columns, "share": 0.42},
    )


def system() -> Figure:
    """Return the map from each aim to the facilities, technologies and missions behind it."""
    links, graph = _links(), _system()
    first = station.reach(graph).iloc[0]
    said = {"n": graph.number_of_edges(), "statements": len(links), "documents": links["source"].nunique()}
    told = said | {"aim": first["aim"].lower(), "missions": first["missions"]}
    return Figure(
        name="fig-system",
        draw=draw_columns,
        data=_drawn(graph),
        words=WORDS.figure("system", **told),
        alt=alt_columns(graph, LAYERS, WORDS.say("system.alt", **told)),
        table=links[["id", "from", "relation", "to", "source", "date"]],
        graph=graph,
        options={"columns": LAYERS, "key": WORDS["system.key"]},
    )


def _drawn(graph: nx.DiGraph) -> nx.DiGraph:
    drawn = graph.copy()
    for data in drawn.nodes.values():
        data["role"] = "ilrs" if data["layer"] == "mission" else "plain"
    for data in drawn.edges.values():
        data |= {"certainty": "done" if data["printed"] else "claimed", "note": dates.label(data["date"])}
    return drawn


def agreement() -> Table:
    """Return how many aims and facilities are named by how many documents."""
    frame = station.by_documents(station.agreement(station.parts()))
    frame["kind"] = frame["kind"].map(WORDS["documents.groups"])
    return WORDS.table("agreement", frame, documents=_documents())


def reach() -> Table:
    """Return what lies behind each aim on the system map."""
    return WORDS.table("reach", station.reach(_system()), documents=_documents())


def untested() -> Table:
    """Return the aims that no named mission leads up to."""
    return WORDS.table("untested", station.untested(_system()), documents=_documents())


def parts() -> Statements:
    """Return every statement on aims and facilities."""
    rows = station.parts()
    return WORDS.statements("parts", rows.assign(source=rows["source"].map(evidence.called)), "name", "kind", "content")


def links() -> Statements:
    """Return every connection of the system map."""
    return WORDS.statements("links", stated("system"), "from", "relation", "to", "date", "content")
