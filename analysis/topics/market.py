"""The market as one graph, agency to payload nation: what a programme's end would cut off."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx
import pandas as pd

from analysis.facts import tables
from analysis.topics import graphs, ledger

LAYERS = ("agency", "programme", "company", "vehicle", "mission", "nation")  # in the order of the edges
PARTIES = {"agency": "agency", "organisation": "agency", "company": "company", "team": "company", "state": "nation"}
CRAFT = dict.fromkeys(("lander", "rover", "rocket", "spacecraft", "suit"), "vehicle") | {"mission": "mission"}


def market() -> nx.DiGraph:
    """Return the market graph: agency -> programme -> company -> vehicle -> mission -> nation whose payload flies.

    Returns
    -------
    DiGraph as from `graphs.from_links`; edges have ``amount`` too (dollars of contracts between the two).
    """
    graph = graphs.from_links(links(), _layers(), graphs.labels())
    return with_amounts(graph, ledger.contracts(ledger.ledger()))


def links() -> pd.DataFrame:
    """Return the statements that are steps of the market, as from `steps`."""
    return steps(graphs.links("market"), _layers())


def _layers() -> dict[str, str]:
    return layers(tables.load("parties"), tables.load("programmes"), tables.load("craft"))


def layers(parties: pd.DataFrame, programmes: pd.DataFrame, craft: pd.DataFrame) -> dict[str, str]:
    """Return thing -> layer; what has no place in the market is not there.

    >>> craft = pd.DataFrame({"key": ["eagle", "iss"], "kind": ["lander", "station"]})
    >>> layers(pd.DataFrame({"key": ["nasa"], "kind": ["agency"]}), pd.DataFrame({"key": ["hls"]}), craft)
    {'nasa': 'agency', 'hls': 'programme', 'eagle': 'vehicle'}
    """
    kinds = [(parties, PARTIES), (craft, CRAFT)]
    of_parties, of_craft = (
        {k: of[kind] for k, kind in zip(t["key"], t["kind"], strict=True) if kind in of} for t, of in kinds
    )
    return of_parties | dict.fromkeys(programmes["key"], "programme") | of_craft


def steps(rows: pd.DataFrame, found: dict[str, str]) -> pd.DataFrame:
    """Return the links of which both ends have a layer, each from the earlier layer to the later.

    A sentence may go either way: a company takes part in a programme, a programme is awarded to a company. What is only
    a part of another thing is no step.

    Parameters
    ----------
    rows : links with ``from``, ``relation``, ``to``
    found : thing -> layer

    Examples
    --------
    >>> rows = pd.DataFrame({"from": ["astrobotic"], "relation": ["takes part in"], "to": ["clps"]})
    >>> steps(rows, {"clps": "programme", "astrobotic": "company"})[["from", "to"]].values.tolist()
    [['clps', 'astrobotic']]
    """
    kept = rows[rows["from"].isin(list(found)) & rows["to"].isin(list(found)) & (rows["relation"] != "part of")]
    place = {thing: LAYERS.index(layer) for thing, layer in found.items()}
    backward = kept["from"].map(place) > kept["to"].map(place)
    start, end = kept["from"].mask(backward, kept["to"]), kept["to"].mask(backward, kept["from"])
    return kept.assign(**{"from": start, "to": end})


def with_amounts(graph: nx.DiGraph, contracts: pd.DataFrame) -> nx.DiGraph:
    """Return `graph` with ``amount`` on every edge: the dollars of `contracts` of that programme with that company.

    Parameters
    ----------
    contracts : amounts that add, with ``programme``, ``recipients`` (one company) and ``low``
    """
    made = graph.copy()
    nx.set_edge_attributes(made, 0.0, "amount")
    for row in contracts.itertuples():
        if made.has_edge(row.programme, row.recipients):
            made.edges[row.programme, row.recipients]["amount"] += row.low
    return made


def lunar() -> nx.DiGraph:
    """Return the part of the market between the agencies and the Moon: the purchases of Artemis and what hangs on them.

    Prizes and grants, and flights that stay near the Earth, are left out; both stay in the whole graph.
    """
    return below(market(), purchases(tables.load("programmes"), "artemis"), elsewhere(tables.load("craft"), "artemis"))


def purchases(programmes: pd.DataFrame, parent: str) -> list[str]:
    """Return the programmes under `parent` by which services are bought (kind: contract vehicle)."""
    return list(programmes[(programmes["parent"] == parent) & (programmes["kind"] == "contract vehicle")]["key"])


def elsewhere(craft: pd.DataFrame, bloc: str) -> list[str]:
    """Return the craft that are not of `bloc`."""
    return list(craft[craft["bloc"] != bloc]["key"])


def below(graph: nx.DiGraph, programmes: Collection[str], outside: Collection[str]) -> nx.DiGraph:
    """Return the part of `graph` that holds `programmes`, who runs them, and what they reach without passing `outside`.

    >>> g = nx.DiGraph([("nasa", "hls"), ("hls", "spacex"), ("spacex", "falcon"), ("falcon", "iss"), ("nasa", "prize")])
    >>> list(below(g, ["hls"], ["falcon"]))
    ['nasa', 'hls', 'spacex']
    """
    inside = graphs.part(graph, set(graph) - set(outside))
    kept = {node for node in programmes if node in inside}
    return graphs.part(inside, kept.union(*(nx.descendants(inside, p) | set(inside.predecessors(p)) for p in kept)))


def bought(graph: nx.DiGraph) -> nx.DiGraph:
    """Return `graph` without the edges to what an agency runs itself, and not through a programme."""
    layer = nx.get_node_attributes(graph, "layer")
    edges = [(u, v) for u, v in graph.edges if layer[u] != "agency" or layer[v] == "programme"]
    return graphs.part(graph, list(graph), edges)


def stranded(graph: nx.DiGraph) -> pd.DataFrame:
    """Return what each programme's end would cut off from every agency.

    A node is stranded when no path from an agency reaches it any more. Money exposed is the sum of the contracts on
    the programme's own edges; ceilings are never counted, so none is counted with its task orders.

    Parameters
    ----------
    graph : nodes with ``layer`` and ``label``, edges with ``amount`` (dollars)

    Returns
    -------
    DataFrame indexed by programme with ``companies``, ``vehicles``, ``missions``, ``nations`` (numbers stranded), ``who``
    (labels of the companies), ``exposed`` (dollars), most companies first.

    Examples
    --------
    >>> g = nx.DiGraph([("a", "p"), ("p", "c")])
    >>> nx.set_node_attributes(g, {"a": "agency", "p": "programme", "c": "company"}, "layer")
    >>> nx.set_node_attributes(g, {n: n for n in g}, "label"); nx.set_edge_attributes(g, 2.0, "amount")
    >>> stranded(g)[["companies", "exposed"]].to_dict("records")
    [{'companies': 1, 'exposed': 2.0}]
    """
    before, label = reached(graph), nx.get_node_attributes(graph, "label")
    records = []
    for programme in in_layer(graph, "programme"):
        lost = before - reached(graphs.part(graph, set(graph) - {programme})) - {programme}
        of = {layer: [node for node in in_layer(graph, layer) if node in lost] for layer in LAYERS}
        exposed = sum(amount for _, _, amount in graph.out_edges(programme, data="amount"))
        who = ", ".join(label[node] for node in of["company"])
        counts = [len(of[layer]) for layer in ("company", "vehicle", "mission", "nation")]
        records.append((programme, *counts, who, exposed))
    columns = ["programme", "companies", "vehicles", "missions", "nations", "who", "exposed"]
    table = pd.DataFrame(records, columns=columns).set_index("programme")
    return table.sort_values(["companies", "missions", "exposed"], ascending=False)


def in_layer(graph: nx.DiGraph, layer: str) -> list[str]:
    """Return the nodes of `graph` in a layer, in its order."""
    return [node for node, its in graph.nodes(data="layer") if its == layer]


def reached(graph: nx.DiGraph) -> set[str]:
    """Return the agencies and every node that a path from one of them reaches."""
    agencies = in_layer(graph, "agency")
    return set(agencies).union(*(nx.descendants(graph, agency) for agency in agencies))


def one_programme(graph: nx.DiGraph) -> pd.DataFrame:
    """Return the companies that exactly one programme reaches: ``company``, ``programme`` (labels), in that order."""
    label, programmes = nx.get_node_attributes(graph, "label"), set(in_layer(graph, "programme"))
    rows = []
    for company in in_layer(graph, "company"):
        buyers = [node for node in graph.predecessors(company) if node in programmes]
        if len(buyers) == 1:
            rows.append((label[company], label[buyers[0]]))
    return pd.DataFrame(sorted(rows), columns=["company", "programme"])
