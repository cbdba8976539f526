"""Who is in the lunar market: the companies, what each hangs on, who climbed the ladder, who left."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.chapters import links
from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import money, words
from analysis.charts.columns import alt_columns, draw_columns
from analysis.charts.matrix import alt_matrix, draw_matrix
from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import certainty, ended_badly
from analysis.topics import companies, ledger, market, measures

WORDS = words(__name__)
AS_OF = WORDS["as_of"]
LAYERS = WORDS["market.layers"]


def _document() -> str:
    return evidence.called(tables.join(evidence.founding("market")))


def _companies() -> pd.DataFrame:
    return companies.companies(evidence.said("companies"), tables.load("parties"))


def _ladder() -> pd.DataFrame:
    return companies.ladder(market.links(), tables.named("programmes", "kind"))


def _exits() -> pd.DataFrame:
    return companies.exits(evidence.said("companies"), ledger.contracts(ledger.ledger()))


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    rows, stated = evidence.said("companies"), evidence.said("links").query("graph == 'market'")
    table, gone, lunar = _companies(), _exits(), market.lunar()
    dated = gone["months_low"].notna().sum()
    said = {"countries": table["country"].nunique(), "single": len(market.one_programme(lunar))}
    return [
        Finding(WORDS.say("finding.named", n=len(table), **said), rows, AS_OF),
        Finding(_stranding(lunar), stated, AS_OF),
        Finding(_climbing(_ladder()), companies.climbing(stated), AS_OF),
        Finding(WORDS.say("finding.left", n=len(gone), dated=dated), companies.left(rows), AS_OF),
    ]


def _stranding(lunar: nx.DiGraph) -> str:
    """Say what the end of the purchase with most companies, and of the one with most money of the others, would strand."""
    table = market.stranded(lunar)
    most, richest = table.iloc[0], table.loc[table["exposed"].iloc[1:].idxmax()]
    first = {"name": lunar.nodes[most.name]["label"], "n": most["companies"], "missions": most["missions"]}
    second = {"other": lunar.nodes[richest.name]["label"], "m": richest["companies"], "more": money(richest["exposed"])}
    return WORDS.say("finding.stranded", money=money(most["exposed"]), **first, **second)


def _climbing(ladder: pd.DataFrame) -> str:
    contract = ladder[ladder["contract"]]
    up = int(contract["incubated"].sum())
    low, high = measures.wilson(up, len(contract))
    return WORDS.say("finding.climbed", up=up, n=len(contract), low=low, high=high)


def purchases() -> Figure:
    """Return NASA's lunar purchases in columns, from agency to payload nation."""
    data = _drawn(market.bought(market.lunar()))
    agencies = ", ".join(data.nodes[node]["label"] for node in market.in_layer(data, "agency"))
    told = {"document": _document(), "edges": data.number_of_edges(), "nodes": data.number_of_nodes(), "agencies": agencies}
    table = evidence.said("links").query("graph == 'market'")
    return Figure(
        name="fig-market",
        draw=draw_columns,
        data=data,
        words=WORDS.figure("market", **told),
        alt=alt_columns(data, LAYERS, WORDS.say("market.alt", **told)),
        table=table[["id", "from", "relation", "to", "date", "status"]],
        graph=data,
        options={"columns": LAYERS, "shares": [0.6, 0.9, 1.3, 1.15, 1.15, 0.85], "key": WORDS["market.key"]},
    )


def _drawn(graph: nx.DiGraph) -> nx.DiGraph:
    """Return `graph` with what an edge's look and note say: paid or not, and how certain."""
    for _, _, edge in graph.edges(data=True):
        edge["role"] = "paid" if edge["amount"] else "other"
        edge["certainty"] = _certainty(edge["status"])
        edge["note"] = money(edge["amount"]) if edge["amount"] else dates.label(edge["date"])
    return graph


def _certainty(status: str) -> str:
    """Return how an edge is drawn: one stated without a status is done, one that ended badly is dashed."""
    if ended_badly(status):
        return "claimed"
    return certainty(status) if status else "done"


def stranded() -> Table:
    """Return what the end of each purchase would cut off."""
    lunar = market.lunar()
    frame = market.stranded(lunar).rename(index=nx.get_node_attributes(lunar, "label")).reset_index()
    return WORDS.table("stranded", frame, document=_document())


def one_purchase() -> Table:
    """Return the companies that exactly one purchase reaches."""
    return WORDS.table("one_purchase", market.one_programme(market.lunar()), document=_document())


def ladder() -> Table:
    """Return the rungs on which each company is named."""
    frame = _ladder().rename(index=tables.named("parties", "short")).reset_index()
    frame = frame.sort_values(["incubated", "contract", "company"], ascending=[False, False, True])
    return WORDS.table("ladder", frame, document=_document())


def activities() -> Figure:
    """Return the companies by activity and country as a shaded grid."""
    counts = companies.by_country_and_activity(_companies())
    long = counts.stack().rename("n").reset_index().query("n > 0")
    data = pd.DataFrame(
        {
            "row": long["activity"],
            "column": long["country"],
            "state": long["n"] / counts.to_numpy().max(),
            "text": long["n"].astype(str),
        }
    )
    columns, first = {country: country for country in counts.columns}, counts.columns[0]
    told = {"country": tables.named("parties", "name")[first], "some": (counts[first] > 0).sum(), "all": len(counts)}
    documents = evidence.called(tables.join(list(evidence.said("companies")["source"])))
    return Figure(
        name="fig-activities",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("activities", documents=documents, n=counts.to_numpy().sum(), **told),
        alt=alt_matrix(data, columns, WORDS["activities.alt"]),
        table=counts.reset_index(),
        options={"columns": columns, "share": 0.3},
    )


def exits() -> Table:
    """Return the companies that lost a contract or left."""
    frame = _exits().drop(columns="id")
    frame["company"] = frame["company"].map(tables.named("parties", "name"))
    frame[["award", "end"]] = frame[["award", "end"]].map(dates.label)
    return WORDS.table("exits", frame, document=_document())


def statements() -> Statements:
    """Return every statement about a company."""
    rows, short = evidence.said("companies"), tables.named("parties", "short")
    shown = rows.assign(
        company=rows["company"].map(short), date=rows["date"].map(dates.label), source=rows["source"].map(evidence.called)
    )
    return WORDS.statements("companies", shown, "company", "activity", "product", "fate", "date", "content")


def connections() -> Statements:
    """Return every connection of the market graph."""
    return WORDS.statements("links", links.stated("market"), "from", "relation", "to", "date", "status", "content")
