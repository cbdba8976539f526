"""The market as one graph, agency to payload nation: who hangs on what, who climbed the ladder, who left."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.facts import dates, tables
from analysis.topics import ledger
from analysis.topics.graphs import part

LAYERS = {
    "agency": "Agency",
    "programme": "Programme",
    "company": "Company",
    "vehicle": "Vehicle",
    "mission": "Mission",
    "nation": "Payload of",
}
# The rungs of the ladder from a competition to a contract, as the study's drivers describe it.
RUNGS = {"prize": 1, "grant": 2, "agreement": 3, "contract vehicle": 4}
LEFT = ("contract cancelled", "bankrupt", "left the field")


def links() -> pd.DataFrame:
    """Return the market's edges, one row a statement."""
    return tables.load("links").query("graph == 'market'").reset_index(drop=True)


def market() -> nx.DiGraph:
    """Return the market graph: agency -> programme -> company -> vehicle -> mission -> payload nation.

    Returns
    -------
    DiGraph. Nodes have ``layer``, ``label``, ``url``; edges ``status`` (certainty), ``relation``, ``date``, ``statements``
    (ids parted by "; "), ``amount`` (dollars of contracts under that edge, 0 where none is printed), ``url``. Every edge
    and so every node rests on at least one statement.
    """
    graph = nx.DiGraph()
    layer, label = _layers(), _labels()
    for row in links().itertuples():
        start, end = row[3], row.to
        if layer.get(start) not in LAYERS or layer.get(end) not in LAYERS or row.relation == "part of":
            continue
        for node in (start, end):
            if node not in graph:
                graph.add_node(node, layer=layer[node], label=label[node], url=f"#{row.id}")
        known = graph.edges.get((start, end), {}).get("statements", "")
        graph.add_edge(
            start, end, relation=row.relation, date=row.date, status=_certainty(row.status), url=f"#{row.id}", amount=0.0,
            statements=f"{known}; {row.id}".strip("; "), note=dates.label(row.date) if row.date else "",
        )  # fmt: skip
    for row in funding.contracts(funding.ledger()).itertuples():
        if graph.has_edge(row.programme, row.recipients):
            graph.edges[row.programme, row.recipients]["amount"] += row.low
    return graph


def _layers() -> dict[str, str]:
    parties, craft = tables.load("parties").set_index("key"), tables.load("craft").set_index("key")
    party = {"agency": "agency", "organisation": "agency", "company": "company", "team": "company", "state": "nation"}
    hardware = {kind: "vehicle" for kind in ("lander", "rover", "rocket", "spacecraft", "suit")} | {"mission": "mission"}
    return {
        **parties["kind"].map(party).dropna().to_dict(),
        **dict.fromkeys(tables.load("programmes")["key"], "programme"),
        **craft["kind"].map(hardware).dropna().to_dict(),
    }


def _labels() -> dict[str, str]:
    tables_ = {"parties": "short", "programmes": "short", "craft": "name"}
    return {key: name for t, column in tables_.items() for key, name in tables.load(t).set_index("key")[column].items()}


def _certainty(status: str) -> str:
    return {"planned": "announced", "announced": "announced", "failed": "claimed", "cancelled": "claimed"}.get(
        status, "done"
    )


def lunar(graph: nx.DiGraph) -> nx.DiGraph:
    """Return the part of `graph` between the agencies and the Moon: programmes with a lander, suit, rover or launch.

    Programmes of the orbit of the Earth (station cargo, crews, military launches) and the incubating prizes and
    grants are left out; both stay in the whole graph.
    """
    programmes = ("clps", "hls", "xevas", "ltv-services", "epoc")
    kept = {"nasa", *programmes}
    for programme in programmes:
        below = nx.descendants(graph, programme) if programme in graph else set()
        kept |= {node for node in below if node != "falcon-9" and not _only_through(graph, node, "falcon-9", programme)}
    return part(graph, kept)


def _only_through(graph: nx.DiGraph, node: str, gate: str, start: str) -> bool:
    rest = part(graph, set(graph) - {gate})
    return node not in nx.descendants(rest, start) | {start}


def coloured(graph: nx.DiGraph) -> nx.DiGraph:
    """Return `graph` ready for `charts.columns`: a failed edge is dashed and dark, a paid one blue."""
    graph = graph.copy()
    for _, _, data in graph.edges(data=True):
        data["color"] = style.ARTEMIS if data["amount"] else style.OTHER
        if data["amount"]:
            data["note"] = funding.billions(data["amount"])
    return graph


def stranded(graph: nx.DiGraph) -> pd.DataFrame:
    """Return what each programme's end would cut off from every agency.

    A node is stranded when no path from an agency reaches it any more. Money exposed is the sum of the contracts on
    the programme's own edges; ceilings are never counted, so none is counted with its task orders.

    Returns
    -------
    DataFrame indexed by programme with ``companies``, ``vehicles``, ``missions``, ``nations`` (numbers stranded), ``who``
    (companies), ``exposed`` (dollars), most companies first.

    Examples
    --------
    >>> g = nx.DiGraph([("a", "p"), ("p", "c")])
    >>> nx.set_node_attributes(g, {"a": "agency", "p": "programme", "c": "company"}, "layer")
    >>> nx.set_node_attributes(g, {n: n for n in g}, "label"); nx.set_edge_attributes(g, 2.0, "amount")
    >>> stranded(g)[["companies", "exposed"]].to_dict("records")
    [{'companies': 1, 'exposed': 2.0}]
    """
    before = _reached(graph)
    records = []
    for programme in [n for n, data in graph.nodes(data=True) if data["layer"] == "programme"]:
        lost = before - _reached(part(graph, set(graph) - {programme})) - {programme}
        of = {layer: [n for n in graph if n in lost and graph.nodes[n]["layer"] == layer] for layer in LAYERS}
        exposed = sum(data["amount"] for _, _, data in graph.out_edges(programme, data=True))
        who = ", ".join(graph.nodes[n]["label"] for n in of["company"])
        counts = [len(of[layer]) for layer in ("company", "vehicle", "mission", "nation")]
        records.append((programme, *counts, who, exposed))
    columns = ["programme", "companies", "vehicles", "missions", "nations", "who", "exposed"]
    table = pd.DataFrame(records, columns=columns).set_index("programme")
    return table.sort_values(["companies", "missions", "exposed"], ascending=False, kind="stable")


def _reached(graph: nx.DiGraph) -> set[str]:
    agencies = [n for n, data in graph.nodes(data=True) if data["layer"] == "agency"]
    return set(agencies).union(*(nx.descendants(graph, agency) for agency in agencies))


def one_programme(graph: nx.DiGraph) -> pd.DataFrame:
    """Return the companies that exactly one programme reaches: ``company``, ``programme`` (labels), in that order."""
    name = nx.get_node_attributes(graph, "label")
    rows = []
    for node, data in graph.nodes(data=True):
        programmes = [n for n in graph.predecessors(node) if graph.nodes[n]["layer"] == "programme"]
        if data["layer"] == "company" and len(programmes) == 1:
            rows.append((name[node], name[programmes[0]]))
    return pd.DataFrame(sorted(rows), columns=["company", "programme"])


def ladder() -> pd.DataFrame:
    """Return the rungs on which each company is named: prize, grant, agreement, contract.

    Returns
    -------
    DataFrame indexed by company with a boolean column for each rung and ``incubated`` (on any rung before the
    contract), ``contract``.
    """
    kinds = tables.load("programmes").set_index("key")["kind"]
    rows = links()
    rows = rows[rows["relation"].isin(["awarded", "takes part in", "supported by"])]
    rungs = rows.assign(rung=rows["from"].map(kinds))
    rungs = rungs[rungs["rung"].isin(list(RUNGS))]
    table = pd.crosstab(rungs["to"], rungs["rung"]).astype(bool).reindex(columns=list(RUNGS), fill_value=False)
    table = table.rename(columns={"contract vehicle": "contract"}).rename_axis("company")
    return table.assign(incubated=table[["prize", "grant", "agreement"]].any(axis=1))


def latest_statement() -> pd.DataFrame:
    """Return one row a company: name, country, activities and products that documents give it, and its fate."""
    rows = tables.load("companies")
    parties = tables.load("parties").set_index("key")
    grouped = rows.groupby("company", sort=False)
    worst = grouped["fate"].agg(lambda fates: next((fate for fate in reversed(LEFT) if fate in set(fates)), "active"))
    table = pd.DataFrame(
        {
            "name": [parties.loc[key, "name"] for key in worst.index],
            "country": [parties.loc[key, "iso3"] for key in worst.index],
            "activity": grouped["activity"].first(),
            "fate": worst,
            "statements": grouped.size(),
        }
    )
    return table.sort_values(["country", "name"])


def by_country_and_activity() -> pd.DataFrame:
    """Return the number of companies by activity (index) and country (columns), largest activities first."""
    table = latest_statement()
    counts = pd.crosstab(table["activity"], table["country"])
    return counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def exits() -> pd.DataFrame:
    """Return the companies that lost a contract or left, one row each.

    Returns
    -------
    DataFrame with ``company``, ``fate``, ``award`` and ``end`` (EDTF text, "" where no document says), ``months_low`` and
    ``months_high`` (months from award to end that the dates allow; missing where a date is), ``id``.
    """
    rows = tables.load("companies")
    names = tables.load("parties").set_index("key")["name"]
    awards = funding.contracts(funding.ledger()).drop_duplicates("recipients").set_index("recipients")["date"]
    records = []
    for company, group in rows[rows["fate"].isin(LEFT)].groupby("company", sort=False):
        row = group.sort_values("date", ascending=False, kind="stable").iloc[0]
        award = awards.get(company, "")
        low, high = months_between(award, row["date"])
        records.append((names[company], row["fate"], award, row["date"], low, high, row["id"]))
    columns = ["company", "fate", "award", "end", "months_low", "months_high", "id"]
    return pd.DataFrame(records, columns=columns).sort_values(["end", "company"], ascending=[False, True])


def months_between(start: str, end: str) -> tuple[float, float]:
    """Return the fewest and the most whole months between two EDTF dates; NaN where one is missing.

    >>> months_between("2019-05", "2019-07"), months_between("2020-04", "")
    ((1, 2), (nan, nan))
    """
    if not start or not end:
        return float("nan"), float("nan")
    shortest = dates.earliest(end) - dates.latest(start)
    longest = dates.latest(end) - dates.earliest(start)
    return int(shortest.days // 30.44), int(longest.days // 30.44)


def headline() -> tuple[str, pd.DataFrame, str]:
    """Return the chapter's first finding: sentence, rows behind it, as-of date."""
    rows, table = tables.load("companies"), latest_statement()
    only = one_programme(lunar(market()))
    sentence = (
        f"The documents name {len(table)} companies of {table['country'].nunique()} countries; of those with a place in "
        f"NASA's lunar purchases, {len(only)} hang on a single programme."
    )
    return sentence, rows, "October 2023"
