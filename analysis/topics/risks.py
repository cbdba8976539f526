"""What can go wrong: what leads to which risk, in which steps it is argued, and who speaks of it."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx
import pandas as pd

from analysis.facts import evidence, tables
from analysis.topics import graphs

BEHIND = ("consequence", "risk")  # kinds of concepts that are layers of their own; every other concept is a cause
SOFTENS, PART = "mitigates", "part of"  # relations that lead to no risk: what makes one smaller, what is a piece of one
SUBJECT = (
    "c-commercialisation"  # what the study is about: it stands over every risk of the study and is not one cause of many
)
# The levels on which the study speaks of risk: the agency, the companies, the world. The last is an umbrella over three.
LEVELS = {
    "mission": ("r-mission",),
    "commercial": ("r-commercial",),
    "international": ("r-international", "r-competition", "r-inequality", "r-geopolitics"),
}
OPEN_TOPICS = ("challenge", "criticism")  # topics of claims that say what may go wrong
ROLES = ("reason", "example", "effect", "limit")


def graph() -> nx.DiGraph:
    """Return the graph of causes and effects: every edge is a statement that one thing causes, raises or leads to another.

    Returns
    -------
    DiGraph as from `graphs.from_links`; ``layer`` is cause, consequence, risk, or thing (a craft, programme or party).
    """
    labels = graphs.labels()
    return graphs.from_links(graphs.links("risk"), layers(tables.load("concepts"), labels), labels)


def layers(concepts: pd.DataFrame, things: Collection[str]) -> dict[str, str]:
    """Return thing -> layer: a concept's kind, cause for a concept of another kind, thing for what is no concept.

    >>> layers(pd.DataFrame({"key": ["dust", "delay"], "kind": ["challenge", "consequence"]}), ["starship"])
    {'starship': 'thing', 'dust': 'cause', 'delay': 'consequence'}
    """
    kinds = concepts.set_index("key")["kind"]
    return dict.fromkeys(things, "thing") | kinds.where(kinds.isin(BEHIND), "cause").to_dict()


def said_by(made: nx.DiGraph, sources: Collection[str]) -> nx.DiGraph:
    """Return the part of a graph whose edges `sources` state, in the order of the whole.

    >>> g = nx.DiGraph(); g.add_edge("a", "b", sources="s; t"); g.add_edge("b", "c", sources="t")
    >>> list(said_by(g, ["s"]).edges)
    [('a', 'b')]
    """
    edges = [(u, v) for u, v, keys in made.edges(data="sources") if set(sources) & set(tables.split(keys))]
    return graphs.part(made, {node for edge in edges for node in edge}, edges)


def leading(made: nx.DiGraph) -> nx.DiGraph:
    """Return the graph without the edges that lead to no risk: what softens, and what is a piece of a risk.

    >>> g = nx.DiGraph(); g.add_edge("a", "r", relation="raises"); g.add_edge("b", "r", relation="mitigates")
    >>> nx.set_node_attributes(g, "risk", "layer"); list(leading(g).edges)
    [('a', 'r')]
    """
    kept = [
        (u, v)
        for u, v, relation in made.edges(data="relation")
        if relation != SOFTENS and not (relation == PART and made.nodes[v]["layer"] == "risk")
    ]
    return graphs.part(made, made, kept)


def reach(made: nx.DiGraph) -> pd.DataFrame:
    """Return the risks that each cause leads to, over paths of any length.

    The subject of the study and what drives it lead to every risk by what they are, and are left out.

    Parameters
    ----------
    made : as from `graph`, or a part of it

    Returns
    -------
    DataFrame with ``cause`` (key), ``label``, ``risks`` and ``levels`` (keys, parted by "; ": risks in the order of the
    graph, levels in that of `LEVELS`; a risk of no level counts for none); most levels first, then most risks.

    Examples
    --------
    >>> g = nx.DiGraph([("c", "q"), ("q", "r-mission")])
    >>> nx.set_node_attributes(g, {"c": "cause", "q": "consequence", "r-mission": "risk"}, "layer")
    >>> nx.set_node_attributes(g, {n: n for n in g}, "label"); nx.set_edge_attributes(g, "causes", "relation")
    >>> reach(g).values.tolist()
    [['c', 'c', 'r-mission', 'mission']]
    """
    ways = leading(made)
    above = {SUBJECT} | (nx.ancestors(ways, SUBJECT) if SUBJECT in ways else set())
    rows = []
    for cause in [node for node in ways if ways.nodes[node]["layer"] == "cause" and node not in above]:
        reached = nx.descendants(ways, cause)
        risks = [node for node in ways if node in reached and ways.nodes[node]["layer"] == "risk"]
        levels = [level for level, held in LEVELS.items() if set(held) & set(risks)]
        rows.append((cause, ways.nodes[cause]["label"], tables.join(risks), tables.join(levels)))
    table = pd.DataFrame(rows, columns=["cause", "label", "risks", "levels"])
    order = table[["levels", "risks"]].map(lambda cell: -len(tables.split(cell))).sort_values(["levels", "risks"])
    return table.loc[order.index].reset_index(drop=True)


def direct(made: nx.DiGraph) -> pd.DataFrame:
    """Return what is said to lead straight to each risk; the subject of the study is left out.

    Returns
    -------
    DataFrame with ``risk``, ``cause`` (keys), ``parts`` (keys of the pieces the cause is said to have, parted by "; "),
    ``printed`` (whether a statement prints cause, relation and risk), ``id`` and ``sources`` of the edge, in the order of
    the graph.

    Examples
    --------
    >>> g = nx.DiGraph(); g.add_edge("c", "r", relation="raises", printed=True, id="1", sources="s")
    >>> nx.set_node_attributes(g, {"c": "cause", "r": "risk"}, "layer")
    >>> direct(g).values.tolist()
    [['r', 'c', '', True, '1', 's']]
    """
    ways, rows = leading(made), []
    for cause, risk, edge in ways.edges(data=True):
        if ways.nodes[risk]["layer"] == "risk" and cause != SUBJECT:
            parts = [piece for piece in ways.predecessors(cause) if ways.edges[piece, cause]["relation"] == PART]
            rows.append((risk, cause, tables.join(parts), edge["printed"], edge["id"], edge["sources"]))
    return pd.DataFrame(rows, columns=["risk", "cause", "parts", "printed", "id", "sources"])


def steps_between(made: nx.DiGraph, cause: str) -> pd.DataFrame:
    """Return the edges on the ways from a cause to the risks it leads to.

    Returns
    -------
    DataFrame with ``from``, ``to`` (keys), ``printed``, ``id`` and ``statements`` (of the edge), in the order of the graph.
    """
    ways = leading(made)
    after = nx.descendants(ways, cause) | {cause}
    risks = {node for node in after if ways.nodes[node]["layer"] == "risk"}
    on_the_way = {node for node in after if node in risks or risks & nx.descendants(ways, node)}
    edges = [(u, v) for u, v in ways.edges if {u, v} <= on_the_way and u not in risks]
    rows = [(u, v, *(ways.edges[u, v][key] for key in ("printed", "id", "statements"))) for u, v in edges]
    return pd.DataFrame(rows, columns=["from", "to", "printed", "id", "statements"])


def steps_to(steps: pd.DataFrame, risks: Collection[str]) -> pd.DataFrame:
    """Return those of the steps that lie on a way to one of `risks`.

    Parameters
    ----------
    steps : as from `steps_between`

    Examples
    --------
    >>> steps = pd.DataFrame({"from": ["c", "c", "a", "b"], "to": ["a", "b", "r", "s"]})
    >>> steps_to(steps, ["s"]).values.tolist()
    [['c', 'b'], ['b', 's']]
    """
    made = nx.DiGraph(list(zip(steps["from"], steps["to"], strict=True)))
    before = {node for risk in risks if risk in made for node in nx.ancestors(made, risk) | {risk}}
    return steps[steps["to"].isin(before)].reset_index(drop=True)


def argued(arguments: pd.DataFrame, theses: Collection[str]) -> pd.DataFrame:
    """Return of how many steps of each kind the argument for each thesis is made.

    Parameters
    ----------
    arguments : rows with ``thesis``, ``role``
    theses : in the order wanted

    Returns
    -------
    DataFrame indexed by ``thesis`` with the number of steps by role: reason, example, effect, limit.

    Examples
    --------
    >>> rows = pd.DataFrame({"thesis": ["r", "r", "q"], "role": ["thesis", "limit", "reason"]})
    >>> argued(rows, ["r"]).loc["r"].to_dict()
    {'reason': 0, 'example': 0, 'effect': 0, 'limit': 1}
    """
    counted = pd.crosstab(arguments["thesis"], arguments["role"])
    return counted.reindex(index=list(theses), columns=list(ROLES), fill_value=0).rename_axis(columns=None)


def warnings(claims: pd.DataFrame, documents: dict[str, Collection[str]]) -> pd.DataFrame:
    """Return the claims that say what may go wrong on a road, of the documents that describe that road.

    Parameters
    ----------
    claims : rows with ``about``, ``source``, ``topic``, ``stance``
    documents : road (a value of ``about``) -> keys of the documents that describe it

    Returns
    -------
    The rows that are a challenge or a criticism by their topic, or take a critical stance.
    """
    own = [source in documents.get(about, ()) for about, source in zip(claims["about"], claims["source"], strict=True)]
    warns = claims["topic"].isin(OPEN_TOPICS) | (claims["stance"] == "critical")
    return claims[warns & pd.Series(own, claims.index)]


def openness(claims: pd.DataFrame, documents: dict[str, Collection[str]]) -> pd.DataFrame:
    """Return how far each document speaks of what may go wrong on the road that it describes.

    Parameters
    ----------
    claims : rows with ``about``, ``source``, ``topic``, ``stance``, ``voice``, ``inferred``
    documents : as for `warnings`

    Returns
    -------
    DataFrame with ``about``, ``source``, ``named`` (number of warnings), ``critical`` (those with a critical stance),
    ``printed`` (critical ones whose stance a word of the sentence carries) and ``reported`` (critical ones that it puts in
    another's mouth); a document that names none has zeros.

    Examples
    --------
    >>> rows = pd.DataFrame({"about": "ilrs", "source": "s", "topic": ["challenge", "outlook"],
    ...     "stance": ["neutral", "critical"], "voice": ["", "users"], "inferred": ""})
    >>> openness(rows, {"ilrs": ["s", "t"]}).values.tolist()
    [['ilrs', 's', 2, 1, 1, 1], ['ilrs', 't', 0, 0, 0, 0]]
    """
    said, rows = warnings(claims, documents), []
    for road, keys in documents.items():
        for key in keys:
            own = said[(said["about"] == road) & (said["source"] == key)]
            critical = own[own["stance"] == "critical"]
            printed, reported = evidence.printed(critical, "stance").sum(), (critical["voice"] != "").sum()
            rows.append((road, key, len(own), len(critical), int(printed), int(reported)))
    return pd.DataFrame(rows, columns=["about", "source", "named", "critical", "printed", "reported"])
