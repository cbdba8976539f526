"""The station: what all documents say it is, what of the agencies' lists they carry, its phases, its missions and aims."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.chapters.links import stated
from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import words
from analysis.charts.bars import alt_bars, draw_bars
from analysis.charts.matrix import alt_matrix, draw_matrix
from analysis.facts import dates, evidence, tables
from analysis.topics import station

WORDS = words(__name__)
AS_OF, LATER = WORDS["as_of"], WORDS["later"]
GROUPS = WORDS["groups"]
MONTH = 7  # of a date such as 2021-06-16, what year and month take
UNCOMMON = {"orbital": "f-orbital-station", "reactor": "f-reactor", "mining": "o-resources"}  # what the core leaves out


def _documents() -> str:
    return evidence.called(tables.join(evidence.founding("station")))


def _and(names: list[str]) -> str:
    """Return names in small letters as a sentence lists them."""
    return WORDS.listed([name.lower().replace(",", " and") for name in names])


def _links() -> pd.DataFrame:
    return evidence.said("links").query("graph == 'system'")


def _aims() -> dict[str, str]:
    table = station.agreement(station.parts())
    return table.loc[table["kind"] == "objective", "name"].to_dict()


def _placed() -> pd.DataFrame:
    named = pd.concat([station.parts(), station.technologies(station.links())], ignore_index=True)
    return station.placed(named, evidence.said("phases"))


def _reach() -> pd.DataFrame:
    return station.reach(_aims(), station.system(station.links()), station.missions())


def _core() -> dict[str, object]:
    """Return what sentences say of the aims and parts that every document names."""
    parts, documents = station.parts(), len(evidence.founding("station"))
    table = station.agreement(parts)
    shared = table[table["documents"] == documents]
    named = station.mentions(parts[parts["key"].isin(shared.index)])
    odd = station.mentions(parts[parts["key"].isin(UNCOMMON.values())])
    kinds = {kind: list(shared.loc[shared["kind"] == kind, "name"]) for kind in GROUPS}
    return {
        "documents": documents,
        "all": len(table),
        "single": int((table["documents"] == 1).sum()),
        "some": int(table["documents"].between(2, documents - 1).sum()),
        "aims": _and(kinds["objective"]),
        "facilities": _and([WORDS.say("article", name=name) for name in kinds["facility"]]),
        "n_aims": len(kinds["objective"]),
        "n_facilities": len(kinds["facility"]),
        "n_shared": len(shared),
        "whole": int(named.groupby("key")["printed"].all().sum()),
        "namings": len(named),
        "printed": int(named["printed"].sum()),
        "odd": len(odd),
        "odd_printed": int(odd["printed"].sum()),
    } | {word: int(table.loc[key, "documents"]) for word, key in UNCOMMON.items()}


def _order() -> dict[str, object]:
    """Return what sentences say of the phases in which the documents put the same thing."""
    placed = _placed()
    table, pairs, kept = station.in_common(placed), station.sequences(placed), _compared(placed)
    shared = table[table["common"].map(len) > 0]
    alike, opposite = (pairs["ordered"] > 1) & ~pairs["opposite"], int(pairs["opposite"].sum())
    return {
        "n": len(table),
        "shared": len(shared),
        "names": _and(list(shared["name"])),
        "apart": len(table) - len(shared),
        "pairs": len(pairs),
        "opposite": opposite or WORDS["none"],
        "alike": int(alike.sum()),
        "open": len(pairs) - int(alike.sum()) - opposite,
        "printed": int(kept["printed"].sum()),
        "placed": len(kept),
    }


def _chains() -> dict[str, object]:
    """Return what sentences say of the chains from an aim to a mission."""
    table, graph = _reach(), station.system(station.links())
    hinge = station.resting_on(_aims(), graph, station.missions()).iloc[0]
    printed, none = table[table["printed"] > 0], table[table["missions"] == 0]
    return {
        "n": len(table),
        "printed": len(printed),
        "names": _and(list(printed["aim"])),
        "ours": len(table) - len(printed) - len(none),
        "none": len(none),
        "bare": _and(list(none["aim"])),
        "hinge": int(hinge["aims"]),
        "above": hinge["above"].lower(),
        "below": hinge["below"].lower(),
        "alone": _alone(),
    }


def _alone() -> str:
    """Return which document says from end to end which missions serve which aim."""
    found = station.within_one(station.links(), _aims(), station.missions())
    return WORDS.listed(
        [
            WORDS.say("alone", document=evidence.called(source), missions=WORDS.listed(names.split(", ")), aim=aim.lower())
            for source, aim, names in found.itertuples(index=False)
        ]
    )


def _lists() -> dict[str, object]:
    """Return what sentences say of the agencies' own lists."""
    listed = station.issued(station.parts("later"))
    table = station.carried(listed, station.parts())
    said = [
        WORDS.say(key, document=evidence.called(row.Index), aims=row.objective, facilities=row.facility)
        for key, row in zip(["carried.first", *["carried.next"] * (len(table) - 1)], table.itertuples(), strict=True)
    ]
    numbers: dict[str, object] = {"all": len(listed)}
    for kind, word in (("objective", "aims"), ("facility", "facilities")):
        here = listed[listed["kind"] == kind]
        numbers |= {word: len(here), f"{word}_day": dates.label(here["day"].max()[:MONTH])}
    first, last = table.iloc[0], table.iloc[-1]
    until, second = tables.named("sources", "as_of"), listed["day"].map(dates.earliest).max()
    older = sorted(source for source in table.index if dates.latest(until[source]) < second)
    return numbers | {
        "older": WORDS.listed([evidence.called(source) for source in older]),
        "said": "; ".join(said),
        "named": int(table["all"].sum()),
        "printed": int(table["printed"].sum()),
        "most": int(first["all"]),
        "best": evidence.short()[first.name],
        "least": int(last["all"]),
        "worst": evidence.short()[last.name],
    }


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    parts, links = station.parts(), _links()
    placed = pd.concat([evidence.said("objectives"), evidence.said("facilities"), links])
    return [
        Finding(WORDS.say("finding.core", **_core()), parts, AS_OF, shown="#fig-station"),
        Finding(
            WORDS.say("finding.order", **_order()),
            placed[placed["id"].isin(_compared(_placed())["id"])],
            AS_OF,
            contested=True,
            shown="#fig-functions",
        ),
        Finding(
            WORDS.say("finding.chains", **_chains()),
            links[links["id"].isin(_behind(station.system(station.links())))],
            AS_OF,
            contested=True,
            shown="#fig-system",
        ),
        Finding(WORDS.say("finding.lists", **_lists()), _of_lists(), LATER, shown="#fig-lists"),
    ]


def _of_lists() -> pd.DataFrame:
    """Return the statements on what stands on the agencies' lists, of later sources and of the documents."""
    listed, parts = station.issued(station.parts("later")), station.parts()
    return pd.concat([listed, parts[parts["key"].isin(listed["key"])]], ignore_index=True)


def documents() -> Figure:
    """Return aims and facilities against the documents that name them."""
    parts, columns = station.parts(), evidence.short(evidence.founding("station"))
    said, table = station.mentions(parts), station.agreement(parts)
    data = pd.DataFrame(
        {
            "row": said["name"],
            "column": said["source"],
            "state": said["printed"].map({True: "yes", False: "partly"}),
            "group": said["kind"].map(GROUPS),
            "id": said["id"],
        }
    )
    told = _core() | {"statements": len(parts)}
    return Figure(
        name="fig-station",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("documents", **told),
        alt=alt_matrix(data, columns, WORDS.say("documents.alt", **told)),
        table=table.assign(kind=table["kind"].map(GROUPS), sources=table["sources"].map(evidence.called)),
        options={"columns": columns, "share": 0.42},
    )


def order() -> Figure:
    """Return the phases in which the documents put what two or more of them put in one."""
    placed, columns = _compared(_placed()), evidence.short(evidence.founding("station"))
    rows = [(name, source, group) for (name, source), group in placed.groupby(["name", "source"], sort=False)]
    data = pd.DataFrame(
        {
            "row": [name for name, _, _ in rows],
            "column": [source for _, source, _ in rows],
            "state": ["yes" if group["printed"].all() else "partly" for *_, group in rows],
            "text": [", ".join(map(str, group["position"])) for *_, group in rows],
            "id": [group["id"].iloc[0] for *_, group in rows],
        }
    )
    return Figure(
        name="fig-functions",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("order", statements=len(placed), **_order()),
        alt=alt_matrix(data, columns, WORDS.say("order.alt", **_order())),
        table=placed.assign(source=placed["source"].map(evidence.called), kind=placed["kind"].map(GROUPS)).drop(
            columns=["key", "place"]
        ),
        options={"columns": columns, "share": 0.36},
    )


def _compared(placed: pd.DataFrame) -> pd.DataFrame:
    """Return what two or more documents put in a phase, the most placed first."""
    order = {key: place for place, key in enumerate(station.in_common(placed).index)}
    kept = placed[placed["key"].isin(order)]
    return kept.assign(place=kept["key"].map(order)).sort_values(["place", "source", "position"])


def system() -> Figure:
    """Return how many missions stand at the end of a chain from each aim, and how many of the chains are printed."""
    table, graph = _reach(), station.system(station.links())
    data = pd.DataFrame({"label": table["aim"], "low": table["printed"], "high": table["missions"]})
    said = [
        WORDS.say("system.text.none" if not n else "system.text.some" if p else "system.text.ours", missions=n, printed=p)
        for n, p in zip(table["missions"], table["printed"], strict=True)
    ]
    told = _chains() | {
        "edges": graph.number_of_edges(),
        "edges_printed": station.printed_part(graph).number_of_edges(),
        "statements": len(_behind(graph)),
    }
    data = data.assign(text=said, role="filled", id=[_leads(graph, key) for key in table["key"]])
    return Figure(
        name="fig-system",
        draw=draw_bars,
        data=data,
        words=WORDS.figure("system", **told),
        alt=alt_bars(data, WORDS.say("system.alt", **told), WORDS["system.unit"]),
        table=table.drop(columns="key"),
        graph=_named(graph),
    )


def _leads(graph: nx.DiGraph, aim: str) -> str:
    """Return the first statement that leads on from an aim; of an aim without one, the first that names it."""
    stated = [edge["statements"] for *_, edge in graph.out_edges(aim, data=True)]
    parts = station.parts()
    return tables.split(stated[0])[0] if stated else parts.loc[parts["key"] == aim, "id"].iloc[0]


def _behind(graph: nx.DiGraph) -> set[str]:
    """Return the ids of the statements behind the connections of the system map."""
    return {key for *_, edge in graph.edges(data=True) for key in tables.split(edge["statements"])}


def _named(graph: nx.DiGraph) -> nx.DiGraph:
    """Return the graph as it is offered, with the documents of each connection by their names."""
    named = graph.copy()
    for data in named.edges.values():
        data["sources"] = evidence.called(data["sources"])
    return named


def lists() -> Figure:
    """Return what stands on the agencies' own lists against the documents that name it."""
    listed, parts = station.issued(station.parts("later")), station.parts()
    columns = {"list": WORDS["lists.column"]} | evidence.short(evidence.founding("station"))
    said = station.mentions(parts[parts["key"].isin(listed["key"])])
    rows = pd.concat([listed.assign(source="list"), said], ignore_index=True)
    place = {key: number for number, key in enumerate(listed["key"])}
    rows = rows.assign(place=rows["key"].map(place), kind=pd.Categorical(rows["kind"], ["objective", "facility"]))
    rows = rows.sort_values(["kind", "place"], kind="stable")
    data = pd.DataFrame(
        {
            "row": rows["name"],
            "column": rows["source"],
            "state": rows["printed"].map({True: "yes", False: "partly"}),
            "group": rows["kind"].map(WORDS["lists.groups"]).astype(str),
            "id": rows["id"],
        }
    ).reset_index(drop=True)
    told = _lists() | {"statements": len(_of_lists())}
    table = rows[["name", "kind", "source", "content"]]
    return Figure(
        name="fig-lists",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("lists", **told),
        alt=alt_matrix(data, columns, WORDS.say("lists.alt", **told)),
        table=table.assign(source=table["source"].map(columns)),
        options={"columns": columns, "share": 0.34},
    )


def phases() -> Table:
    """Return what each document puts in which of its phases."""
    placed = _placed()
    phases = evidence.said("phases").set_index(["source", "position"])["label"]
    records = []
    for (source, position), label in phases.items():
        here = placed[(placed["source"] == source) & (placed["position"] == position)]
        cells = [_cell(here[here["kind"] == kind]) for kind in ("objective", "facility", "technology")]
        records.append((evidence.called(source), label, *cells))
    return WORDS.table(
        "phases",
        pd.DataFrame(records, columns=["document", "phase", "aims", "facilities", "technologies"]),
        documents=_documents(),
    )


def _cell(rows: pd.DataFrame) -> str:
    """Return names as a cell lists them; what is ours stands in brackets."""
    names = [row["name"] if row["printed"] else f"({row['name']})" for row in rows.to_dict("records")]
    return ", ".join(names)


def tasks() -> Table:
    """Return what each mission is said to do for the station."""
    frame = station.tasks(station.system(station.links()), station.missions())
    return WORDS.table("tasks", frame, documents=_documents())


def parts() -> Statements:
    """Return every statement on aims and facilities, of founding documents and of later sources."""
    rows = pd.concat([station.parts(), station.parts("later")], ignore_index=True)
    rows = rows.assign(source=rows["source"].map(evidence.called), kind=rows["kind"].map(WORDS["kinds"]))
    return WORDS.statements("parts", rows, "name", "kind", "content")


def links() -> Statements:
    """Return every connection of the system map."""
    return WORDS.statements("links", stated("system"), "from", "relation", "to", "date", "content")
