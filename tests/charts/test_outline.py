"""A network on a phone: the graph's own order, a name said once, and in words what a desk draws dashed."""

import networkx as nx

from analysis.charts import style
from analysis.charts.columns import draw_columns

COLUMNS = {"party": "Party", "paper": "Paper", "road": "Road"}


def texts(graph):
    figure = draw_columns(graph, columns=COLUMNS, title="t", subtitle="", source="", width=style.PHONE)
    return [text.get_text() for text in figure.axes[0].texts]


def graph():
    made = nx.DiGraph()
    for node, layer in (("B", "party"), ("A", "party"), ("Accords", "paper"), ("road", "road"), ("deal", "paper")):
        made.add_node(node, layer=layer, label="Accords" if node == "road" else node)
    made.add_edges_from([("B", "Accords"), ("Accords", "road"), ("A", "deal"), ("deal", "road")])
    made.edges["A", "deal"]["note"] = "disputed"
    return made


def test_parties_come_in_the_order_of_the_graph_and_a_paper_named_as_its_road_is_said_once():
    assert texts(graph()) == ["Party", "B", "→ Accords", "A", "→ deal → Accords (disputed)"]
