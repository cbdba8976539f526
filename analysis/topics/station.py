"""What is to be built and for what: aims, facilities, technologies and missions, and who says so."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis import dates, evidence, tables
from analysis.charts import style

LAYERS = {"objective": "Aim", "facility": "Facility", "technology": "Technology", "mission": "Mission"}
# The documents that describe the station; the fifth, on American policy, says nothing of its parts.
DOCUMENTS = {key: evidence.SHORT[key] for key in ("spacewiki", "ilrs-encyclopedia", "stdaily2023", "luhui2025")}
RESTS_ON = {"serves", "part of", "verifies", "provides"}


def parts() -> pd.DataFrame:
    """Return what each document says the station is for and has.

    Returns
    -------
    DataFrame with one row a statement: ``id``, ``key``, ``name``, ``kind`` (objective or facility), ``content`` and the
    evidence columns.
    """
    concepts = tables.load("concepts").set_index("key")
    aims = tables.load("objectives").rename(columns={"objective": "key"})
    built = tables.load("facilities").rename(columns={"facility": "key"})
    rows = pd.concat([aims, built], ignore_index=True)
    return rows.assign(name=rows["key"].map(concepts["short"]), kind=rows["key"].map(concepts["kind"]))


def agreement() -> pd.DataFrame:
    """Return for each aim and facility the documents that name it.

    Returns
    -------
    DataFrame indexed by key, most named first: ``name``, ``kind``, ``sources``, ``documents`` (number), ``statements``.
    """
    rows = parts()
    names = rows.drop_duplicates("key").set_index("key")[["name", "kind"]]
    table = names.join(evidence.who_says(rows, "key"))
    return table.sort_values(["kind", "documents", "name"], ascending=[False, False, True])


def cells() -> pd.DataFrame:
    """Return `agreement` ready for `charts.matrix`: one cell for each aim or facility and document that names it."""
    rows, order = parts(), agreement()
    first = rows.drop_duplicates(["key", "source"]).set_index(["key", "source"])["id"]
    groups = {"objective": "Aims", "facility": "Facilities"}
    records = [
        {"row": row["name"], "column": source, "state": "yes", "group": groups[row["kind"]], "url": f"#{first[key, source]}"}
        for key, row in order.iterrows()
        for source in tables.split(row["sources"])
    ]
    return pd.DataFrame(records)


def system() -> nx.DiGraph:
    """Return the system map: aim -> facility -> technology -> mission that tests it.

    Every edge rests on statements of the form "this serves, is part of, provides or verifies that"; it points from
    what is wanted to what it rests on. Nodes have ``layer``, ``label``, ``url``, ``color``; edges ``relation``, ``sources``,
    ``statements`` (ids), ``status`` (done: printed; claimed: every statement is inferred from one sentence), ``note``.
    """
    rows = tables.load("links").query("graph == 'system'")
    rows = rows[rows["relation"].isin(RESTS_ON)]
    concepts, craft = tables.load("concepts").set_index("key"), tables.load("craft").set_index("key")
    graph = nx.DiGraph()
    for (start, end), group in rows.groupby(["to", "from"], sort=False):
        for node in (start, end):
            concept = node in concepts.index
            layer = concepts.loc[node, "kind"] if concept else "mission"
            label = concepts.loc[node, "short"] if concept else craft.loc[node, "name"]
            color = style.ILRS if layer == "mission" else style.INK
            if node not in graph:
                graph.add_node(node, layer=layer, label=label, color=color, url=f"#{group['id'].iloc[0]}")
        inferred = (group["inferred"] != "").all()
        graph.add_edge(
            start,
            end,
            relation=group["relation"].iloc[0],
            sources=tables.SEPARATOR.join(sorted(set(group["source"]))),
            statements=tables.SEPARATOR.join(group["id"]),
            status="claimed" if inferred else "done",
            url=f"#{group['id'].iloc[0]}",
            note=dates.label(group["date"].iloc[0]) if group["date"].iloc[0] else "",
        )
    return graph


def untested(graph: nx.DiGraph) -> pd.DataFrame:
    """Return the aims no named mission is said to lead up to: ``aim``, ``facilities`` (number named for it).

    >>> g = nx.DiGraph([("o", "f")])
    >>> nx.set_node_attributes(g, {"o": {"layer": "objective", "label": "O"}, "f": {"layer": "facility", "label": "F"}})
    >>> untested(g).values.tolist()
    [['O', 1]]
    """
    rows = []
    for node, data in graph.nodes(data=True):
        below = nx.descendants(graph, node)
        if data["layer"] == "objective" and not any(graph.nodes[n]["layer"] == "mission" for n in below):
            rows.append((data["label"], sum(graph.nodes[n]["layer"] == "facility" for n in below)))
    return pd.DataFrame(sorted(rows), columns=["aim", "facilities"])


def reach(graph: nx.DiGraph) -> pd.DataFrame:
    """Return what lies on paths from each aim: ``aim``, ``facilities``, ``technologies``, ``missions``, most first."""
    rows = []
    for node, data in graph.nodes(data=True):
        if data["layer"] == "objective":
            layers = [graph.nodes[n]["layer"] for n in nx.descendants(graph, node)]
            rows.append((data["label"], *(layers.count(layer) for layer in ("facility", "technology", "mission"))))
    table = pd.DataFrame(rows, columns=["aim", "facilities", "technologies", "missions"])
    return table.sort_values(["missions", "technologies", "facilities", "aim"], ascending=[False, False, False, True])


def headline() -> tuple[str, pd.DataFrame, str]:
    """Return the chapter's first finding: sentence, rows behind it, as-of date."""
    table = agreement()
    shared = table[table["documents"] == len(DOCUMENTS)]
    single = table[table["documents"] == 1]
    names = ", ".join(name.lower() for name in shared["name"])
    sentence = (
        f"Of {len(table)} aims and facilities that {len(DOCUMENTS)} documents give the station, all of them name "
        f"{len(shared)} ({names}); {len(single)} stand in one document only."
    )
    return sentence, parts(), "September 2025"
