"""The market as one graph, agency to payload nation: who sells through which purchase, and whose money that is."""

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


def sellers() -> pd.DataFrame:
    """Return the steps from the purchases of Artemis to the companies that sell through them, did, or are to."""
    rows, bought = links(), purchases(tables.load("programmes"), "artemis")
    kinds = tables.named("parties", "kind")
    return rows[rows["from"].isin(bought) & (rows["to"].map(kinds) == "company")]


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


def by_maker(graph: nx.DiGraph, possible: pd.DataFrame) -> nx.DiGraph:
    """Return `graph` with a node for each maker of a craft that several companies make.

    Otherwise a mission that one of them is named for would seem to be reached by all.

    Parameters
    ----------
    graph : nodes with ``layer``
    possible : ``mission``, ``craft`` and ``maker``: whose craft a mission could fly

    Examples
    --------
    >>> g = nx.DiGraph([("x", "suit"), ("y", "suit"), ("suit", "m")])
    >>> nx.set_node_attributes(g, {"x": "company", "y": "company", "suit": "vehicle", "m": "mission"}, "layer")
    >>> rows = pd.DataFrame({"mission": ["m"], "craft": ["suit"], "maker": ["x"]})
    >>> sorted(by_maker(g, rows).edges)
    [('suit of x', 'm'), ('x', 'suit of x'), ('y', 'suit of y')]
    """
    flies = set(zip(possible["mission"], possible["craft"], possible["maker"], strict=True))
    makers = {node: [c for c in graph.predecessors(node) if graph.nodes[c]["layer"] == "company"] for node in graph}
    several = {node: found for node, found in makers.items() if len(found) > 1}
    made = nx.DiGraph()
    for node, data in graph.nodes(data=True):
        made.add_nodes_from((f"{node} of {maker}", dict(data)) for maker in several.get(node, []))
        if node not in several:
            made.add_node(node, **data)
    for u, v, data in graph.edges(data=True):
        if v in several:
            made.add_edge(u, f"{v} of {u}", **data)
        elif u in several:
            made.add_edges_from((f"{u} of {maker}", v, dict(data)) for maker in several[u] if (v, u, maker) in flies)
        else:
            made.add_edge(u, v, **data)
    return made


def holders(rows: pd.DataFrame, contracts: pd.DataFrame, gone: Collection[str]) -> pd.DataFrame:
    """Return the companies that sell through each purchase, or did, or are to.

    Parameters
    ----------
    rows : steps from a purchase (``from``) to a company (``to``), with ``status`` and ``id``
    contracts : amounts that add, with ``programme``, ``recipients`` (one company) and ``low`` (dollars)
    gone : companies that lost a contract, went under or left

    Returns
    -------
    DataFrame with one row a purchase and company: ``purchase``, ``company``, ``standing`` (live, gone or planned),
    ``amount`` (dollars of the contracts between the two), ``printed`` (their number; 0 where no amount is printed), ``id``
    of the first statement. A contract that is only planned is none yet.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["1", "2"], "from": "clps", "to": ["x", "y"], "status": ["signed", "planned"]})
    >>> contracts = pd.DataFrame({"programme": ["clps"], "recipients": ["x"], "low": [2.0]})
    >>> holders(rows, contracts, [])[["company", "standing", "amount", "printed"]].values.tolist()
    [['x', 'live', 2.0, 1], ['y', 'planned', 0.0, 0]]
    """
    sums = contracts.groupby(["programme", "recipients"])["low"].agg(["sum", "size"])
    records = []
    for (purchase, company), stated in rows.groupby(["from", "to"], sort=False):
        standing = "gone" if company in gone else "planned" if set(stated["status"]) == {"planned"} else "live"
        amount, n = sums.loc[(purchase, company)] if (purchase, company) in sums.index else (0.0, 0)
        records.append((purchase, company, standing, float(amount), int(n), stated["id"].iloc[0]))
    return pd.DataFrame(records, columns=["purchase", "company", "standing", "amount", "printed", "id"])


def near_earth(contracts: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts that pay for use at the space station and not at the Moon, as their ``purpose`` says.

    >>> near_earth(pd.DataFrame({"id": ["suit", "lander"], "purpose": ["space station", ""]}))["id"].tolist()
    ['suit']
    """
    return contracts[contracts["purpose"] == ledger.STATION]


def by_purchase(table: pd.DataFrame, purchases: Collection[str]) -> pd.DataFrame:
    """Return the companies and the money of each purchase, those still there apart from those gone.

    Parameters
    ----------
    table : as from `holders`
    purchases : the purchases, in their order; one without a company has a row too

    Returns
    -------
    DataFrame indexed by purchase with ``live``, ``gone`` and ``planned`` (lists of companies), ``live_amount`` and
    ``gone_amount`` (dollars; NaN where companies are named and no amount is printed for them).

    Examples
    --------
    >>> held = pd.DataFrame({"purchase": ["clps"], "company": ["x"], "standing": ["gone"], "amount": [2.0], "printed": [1]})
    >>> by_purchase(held, ["clps"])[["live", "gone", "gone_amount"]].to_dict("records")
    [{'live': [], 'gone': ['x'], 'gone_amount': 2.0}]
    """
    records = []
    for purchase in purchases:
        here = table[table["purchase"] == purchase]
        of = {word: here[here["standing"] == word] for word in ("live", "gone", "planned")}
        record: dict[str, object] = {word: list(rows["company"]) for word, rows in of.items()}
        for word in ("live", "gone"):
            unsaid = len(of[word]) and not of[word]["printed"].sum()
            record[f"{word}_amount"] = float("nan") if unsaid else float(of[word]["amount"].sum())
        records.append({"purchase": purchase} | record)
    return pd.DataFrame(records).set_index("purchase")


def in_layer(graph: nx.DiGraph, layer: str) -> list[str]:
    """Return the nodes of `graph` in a layer, in its order."""
    return [node for node, its in graph.nodes(data="layer") if its == layer]
