"""What is to be built and for what, in which phase and by which missions: who says so, and how much of it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import networkx as nx
import pandas as pd

from analysis.facts import evidence, tables, texts
from analysis.topics import graphs

RESTS_ON = ("serves", "part of", "verifies", "provides")  # relations by which one thing rests on another
NAMED = {"objectives": "objective", "facilities": "facility"}  # table -> its column that names a concept
SAME = {"t-isru": "o-isru"}  # a technology whose test is the aim itself, in the same words


def parts(by: str = "founding") -> pd.DataFrame:
    """Return what each document says the station is for and has.

    Parameters
    ----------
    by : class of sources, founding or later

    Returns
    -------
    DataFrame with one row a statement: ``id``, ``key``, ``name``, ``kind`` (objective or facility), ``content``,
    ``printed`` (whether the document names the thing, rather than that we read it into its words) and the evidence columns.

    Examples
    --------
    >>> set(parts()["kind"]) == {"objective", "facility"}
    True
    """
    concepts = tables.load("concepts").set_index("key")
    rows = pd.concat([_naming(table, column, by) for table, column in NAMED.items()], ignore_index=True)
    return rows.assign(name=rows["key"].map(concepts["short"]), kind=rows["key"].map(concepts["kind"]))


def _naming(table: str, column: str, by: str) -> pd.DataFrame:
    rows = evidence.said(table, by)
    return rows.assign(key=rows[column], printed=evidence.printed(rows, column))


def agreement(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each aim and facility the documents that name it.

    Parameters
    ----------
    rows : statements with ``key``, ``name``, ``kind``, ``source``

    Returns
    -------
    DataFrame indexed by key, objectives first, most named first: ``name``, ``kind``, ``sources`` (keys), ``documents``
    and ``statements`` (numbers).

    Examples
    --------
    >>> rows = pd.DataFrame({"key": ["d", "r", "r"], "name": ["Dome", "Relay", "Relay"], "kind": "facility",
    ...     "source": ["a", "a", "b"]})
    >>> agreement(rows)["documents"].to_dict()
    {'r': 2, 'd': 1}
    """
    names = rows.drop_duplicates("key").set_index("key")[["name", "kind"]]
    table = names.join(evidence.who_says(rows, "key"))
    return table.sort_values(["kind", "documents", "name"], ascending=[False, False, True])


def mentions(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each aim or facility and document that names it one statement: a printed one, else the first.

    Parameters
    ----------
    rows : as from `parts`

    Returns
    -------
    The statements chosen, in the order of `agreement`, then of their documents' keys.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["1", "2"], "key": "d", "name": "Dome", "kind": "facility", "source": "a",
    ...     "printed": [False, True]})
    >>> mentions(rows)["id"].tolist()
    ['2']
    """
    order = {key: place for place, key in enumerate(agreement(rows).index)}
    best = rows.sort_values("printed", ascending=False, kind="stable").drop_duplicates(["key", "source"])
    ranked = best.assign(place=best["key"].map(order)).sort_values(["place", "source"])
    return ranked.drop(columns="place").reset_index(drop=True)


def issued(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what stands on the agencies' own lists of aims and facilities, as later sources give them.

    What is known only through a founding document that cites the list is left out: it would be compared with itself.

    Parameters
    ----------
    rows : statements of later sources, with ``key``, ``as_printed`` (ends with the day of the list) and ``caveats``

    Returns
    -------
    Those of `rows` that stand on a list, each thing once, with ``day`` (EDTF).

    Examples
    --------
    >>> rows = pd.DataFrame({"key": ["a", "b"], "as_printed": "geology | 2025-04-23", "caveats": ["", "as_cited"]})
    >>> issued(rows)[["key", "day"]].values.tolist()
    [['a', '2025-04-23']]
    """
    rows = rows[~rows["caveats"].map(lambda cell: "as_cited" in tables.split(cell))]
    return rows.assign(day=rows["as_printed"].map(lambda cell: texts.fragments(cell)[-1])).drop_duplicates("key")


def carried(listed: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return how much of a list each document names.

    Parameters
    ----------
    listed : what the list holds, with ``key``
    rows : statements with ``key``, ``kind``, ``source``, ``printed``

    Returns
    -------
    DataFrame indexed by source, most first, then by source: ``objective`` and ``facility`` (numbers of different things of
    the list that the document names), ``all`` (both) and ``printed`` (those of them that it prints).

    Examples
    --------
    >>> rows = pd.DataFrame({"key": ["d", "x"], "kind": "facility", "source": "a", "printed": True})
    >>> carried(pd.DataFrame({"key": ["d"]}), rows).loc["a"].to_dict()
    {'objective': 0, 'facility': 1, 'all': 1, 'printed': 1}
    """
    sources = sorted(set(rows["source"]))
    best = rows.sort_values("printed", ascending=False, kind="stable").drop_duplicates(["key", "source"])
    named = best[best["key"].isin(listed["key"])]
    table = pd.crosstab(named["source"], named["kind"]).reindex(
        index=sources, columns=["objective", "facility"], fill_value=0
    )
    table = table.assign(all=table.sum(axis=1), printed=named.groupby("source")["printed"].sum())
    table = table.fillna(0).astype(int).rename_axis(index="source", columns=None)
    return table.sort_values("all", ascending=False, kind="stable")


def technologies(rows: pd.DataFrame) -> pd.DataFrame:
    """Return every place where a document names a technology of the station, at either end of a link.

    The use of resources, as a technology, counts as the aim of that name.

    Parameters
    ----------
    rows : as from `links`

    Returns
    -------
    DataFrame with ``id``, ``key``, ``name``, ``kind``, ``source``, ``locator`` and ``printed`` (whether the document names
    the technology in this place).

    Examples
    --------
    >>> sorted(set(technologies(links())["kind"]))
    ['objective', 'technology']
    """
    concepts = tables.load("concepts").set_index("key")
    ends = [rows.assign(key=rows[end], printed=evidence.printed(rows, end)) for end in ("from", "to")]
    named = pd.concat(ends)[lambda table: table["key"].map(concepts["kind"]) == "technology"]
    named = named.assign(key=named["key"].replace(SAME))
    named = named.assign(name=named["key"].map(concepts["short"]), kind=named["key"].map(concepts["kind"]))
    return named[["id", "key", "name", "kind", "source", "locator", "printed"]].reset_index(drop=True)


def placed(rows: pd.DataFrame, phases: pd.DataFrame) -> pd.DataFrame:
    """Return what each document puts in which of its phases: what it names where it describes that phase.

    Parameters
    ----------
    rows : statements with ``id``, ``key``, ``name``, ``kind``, ``source``, ``locator``, ``printed``
    phases : statements with ``source``, ``locator``, ``position``; a phase is described in one place of a document

    Returns
    -------
    DataFrame with one row for each thing, document and phase, by document and phase: ``key``, ``name``, ``kind``,
    ``source``, ``position``, ``printed`` and ``id`` (of a statement that prints the thing there, else of the first).

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["1", "2"], "key": "d", "name": "Dome", "kind": "facility", "source": "a",
    ...     "locator": ["§1", "§2"], "printed": True})
    >>> phases = pd.DataFrame({"source": ["a"], "locator": ["§2"], "position": [1]})
    >>> placed(rows, phases)[["id", "position"]].values.tolist()
    [['2', 1]]
    """
    found = rows.merge(phases[["source", "locator", "position"]], on=["source", "locator"])
    best = found.sort_values("printed", ascending=False, kind="stable").drop_duplicates(["key", "source", "position"])
    ordered = best.sort_values(["source", "position", "kind", "name"])
    return ordered[["key", "name", "kind", "source", "position", "printed", "id"]].reset_index(drop=True)


def in_common(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each thing that two or more documents put in a phase the phases that all of them put it in.

    Parameters
    ----------
    rows : as from `placed`

    Returns
    -------
    DataFrame indexed by key, most placed first, then by name: ``name``, ``kind``, ``documents`` (number) and ``common``
    (a tuple of positions, empty where the documents have none in common).

    Examples
    --------
    >>> rows = pd.DataFrame({"key": "d", "name": "Dome", "kind": "facility", "source": ["a", "a", "b"],
    ...     "position": [1, 2, 2]})
    >>> in_common(rows)["common"].to_dict()
    {'d': (2,)}
    """
    records = []
    for key, group in rows.groupby("key"):
        sets = [set(positions) for _, positions in group.groupby("source")["position"]]
        if len(sets) > 1:
            first = group.iloc[0]
            records.append((key, first["name"], first["kind"], len(sets), tuple(sorted(set.intersection(*sets)))))
    table = pd.DataFrame(records, columns=["key", "name", "kind", "documents", "common"]).set_index("key")
    return table.sort_values(["documents", "name"], ascending=[False, True])


def sequences(rows: pd.DataFrame) -> pd.DataFrame:
    """Return for each pair of things that two or more documents put in phases whether the documents agree on their order.

    In a document one thing comes before another if its last phase is earlier than the first of the other; things that share
    a phase, or whose phases overlap, have no order in it.

    Parameters
    ----------
    rows : as from `placed`

    Returns
    -------
    DataFrame with ``one`` and ``other`` (names), ``documents`` (that place both), ``ordered`` (of them, those that put one
    before the other) and ``opposite`` (whether two documents put them in opposite order); by name.

    Examples
    --------
    >>> rows = pd.DataFrame({"key": ["d", "r"] * 2, "name": ["Dome", "Relay"] * 2, "source": ["a", "a", "b", "b"],
    ...     "position": [1, 2, 3, 2]})
    >>> sequences(rows).values.tolist()
    [['Dome', 'Relay', 2, 2, True]]
    """
    names = rows.drop_duplicates("key").set_index("key")["name"].sort_values()
    phases = {found: set(group) for found, group in rows.groupby(["key", "source"])["position"]}
    records = []
    for one, other in combinations(names.index, 2):
        sources = [source for key, source in phases if key == one and (other, source) in phases]
        both = [(phases[one, source], phases[other, source]) for source in sources]
        signs = [int(min(a) > max(b)) - int(max(a) < min(b)) for a, b in both]
        if len(both) > 1:
            records.append((names[one], names[other], len(both), sum(map(bool, signs)), {1, -1} <= set(signs)))
    return pd.DataFrame(records, columns=["one", "other", "documents", "ordered", "opposite"])


def links() -> pd.DataFrame:
    """Return the statements that link parts of the station, as `graphs.links` does."""
    return graphs.links("system")


def missions() -> dict[str, str]:
    """Return craft -> name of the station's missions that some agency is to fly; a relay or a reactor is none.

    Possible missions of partners, which have no operator, are left out, and so are missions before the station.

    >>> "change-8" in missions(), "queqiao" in missions(), "partner-missions" in missions(), "luna-24" in missions()
    (True, False, False, False)
    """
    craft = tables.load("craft").query("kind == 'mission' and bloc == 'ilrs' and operator != ''")
    return craft.set_index("key")["name"].to_dict()


def system(rows: pd.DataFrame) -> nx.DiGraph:
    """Return the system map: aim -> facility -> technology -> craft that tests it.

    Every edge rests on statements of the form "this serves, is part of, provides or verifies that"; it points from what is
    wanted to what it rests on. The use of resources is one thing, whether a document names it as an aim or as what a mission
    tests: a link between the two is none.

    Parameters
    ----------
    rows : as from `links`

    Returns
    -------
    DiGraph as `graphs.from_links` returns it; ``layer`` is objective, facility, technology or craft.
    """
    kept = rows[rows["relation"].isin(RESTS_ON)].replace({"from": SAME, "to": SAME})
    kept = kept[kept["from"] != kept["to"]]
    layers = dict.fromkeys(tables.load("craft")["key"], "craft") | tables.named("concepts", "kind")
    return graphs.from_links(kept, layers, graphs.labels(), turned=True)


def printed_part(graph: nx.DiGraph) -> nx.DiGraph:
    """Return `graph` with only the edges that a document prints.

    >>> graph = nx.DiGraph()
    >>> graph.add_edge("crews", "dome", printed=True)
    >>> graph.add_edge("dome", "lander", printed=False)
    >>> list(printed_part(graph).edges)
    [('crews', 'dome')]
    """
    return graphs.part(graph, list(graph), [(u, v) for u, v, data in graph.edges(data=True) if data["printed"]])


def reach(aims: Mapping[str, str], graph: nx.DiGraph, missions: Mapping[str, str]) -> pd.DataFrame:
    """Return the missions at the end of a chain of links from each aim, and those whose chain is printed at every step.

    Parameters
    ----------
    aims : key -> name of every aim, whether a link names it or not
    graph : as from `system`
    missions : key -> name of what counts as a mission

    Returns
    -------
    DataFrame with ``key``, ``aim``, ``printed`` and ``missions`` (numbers; the first are among the second), ``names`` (of
    the missions, in the order of `missions`); most missions first, then most printed, then by name.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_edge("crews", "dome", printed=True)
    >>> graph.add_edge("dome", "lander", printed=False)
    >>> reach({"crews": "Crews", "geology": "Geology"}, graph, {"lander": "Lander"})[["aim", "printed", "missions"]].values.tolist()
    [['Crews', 0, 1], ['Geology', 0, 0]]
    """  # noqa: E501
    bare, records = printed_part(graph), []
    for key, name in aims.items():
        ends = nx.descendants(graph, key) if key in graph else set()
        printed = nx.descendants(bare, key) if key in bare else set()
        names = [missions[mission] for mission in missions if mission in ends]
        records.append((key, name, sum(mission in printed for mission in missions), len(names), ", ".join(names)))
    table = pd.DataFrame(records, columns=["key", "aim", "printed", "missions", "names"])
    ordered = table.sort_values(["missions", "printed", "aim"], ascending=[False, False, True])
    return ordered.reset_index(drop=True)


def resting_on(aims: Mapping[str, str], graph: nx.DiGraph, missions: Mapping[str, str]) -> pd.DataFrame:
    """Return the links of ours without which some aim would have no mission behind it.

    Parameters
    ----------
    aims, graph, missions : as for `reach`

    Returns
    -------
    DataFrame with ``above`` and ``below`` (labels of the ends) and ``aims`` (number), the most aims first.

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_node("crews", label="Crews")
    >>> graph.add_node("lander", label="Lander")
    >>> graph.add_edge("crews", "lander", printed=False)
    >>> resting_on({"crews": "Crews"}, graph, {"lander": "Lander"}).values.tolist()
    [['Crews', 'Lander', 1]]
    """
    had, records = int((reach(aims, graph, missions)["missions"] > 0).sum()), []
    for above, below in [(u, v) for u, v, data in graph.edges(data=True) if not data["printed"]]:
        without = graphs.part(graph, list(graph), [edge for edge in graph.edges if edge != (above, below)])
        lost = had - int((reach(aims, without, missions)["missions"] > 0).sum())
        if lost:
            records.append((graph.nodes[above]["label"], graph.nodes[below]["label"], lost))
    table = pd.DataFrame(records, columns=["above", "below", "aims"])
    return table.sort_values(["aims", "above", "below"], ascending=[False, True, True]).reset_index(drop=True)


def within_one(rows: pd.DataFrame, aims: Mapping[str, str], missions: Mapping[str, str]) -> pd.DataFrame:
    """Return the aims for which one document alone prints every step of a chain to a mission.

    Parameters
    ----------
    rows : as from `links`
    aims, missions : as for `reach`

    Returns
    -------
    DataFrame with ``source``, ``aim`` and ``names`` (of the missions), by document.
    """
    found = [
        reach(aims, system(group), missions).query("printed > 0").assign(source=source)[["source", "aim", "names"]]
        for source, group in rows.groupby("source")
    ]
    return pd.concat(found, ignore_index=True)


def tasks(graph: nx.DiGraph, missions: Mapping[str, str]) -> pd.DataFrame:
    """Return what each mission is said to do for the station.

    Parameters
    ----------
    graph : as from `system`, with ``label`` of nodes and ``printed`` of edges
    missions : key -> name of what counts as a mission

    Returns
    -------
    DataFrame in the order of `missions`, for those in the graph: ``mission``, ``printed`` and ``ours`` (what it serves or
    tests as a document prints it, and as we read it; names parted by ", ").

    Examples
    --------
    >>> graph = nx.DiGraph()
    >>> graph.add_node("dome", label="Dome")
    >>> graph.add_edge("dome", "lander", printed=False)
    >>> tasks(graph, {"lander": "Lander"}).values.tolist()
    [['Lander', '', 'Dome']]
    """
    records = []
    for key in [key for key in missions if key in graph]:
        above = sorted((graph.nodes[task]["label"], graph.edges[task, key]["printed"]) for task in graph.predecessors(key))
        said = [", ".join(label for label, printed in above if printed is wanted) for wanted in (True, False)]
        records.append((missions[key], *said))
    return pd.DataFrame(records, columns=["mission", "printed", "ours"])
