"""The station: agreement, phases, lists, the system map and the missions behind an aim, on tables made by hand."""

import networkx as nx
import pandas as pd

from analysis.facts import evidence, tables
from analysis.topics import station


def said(key, source, kind="facility", printed=True, id="x"):
    return {"key": key, "name": key.title(), "kind": kind, "source": source, "printed": printed, "id": id}


def test_parts_are_all_statements_on_aims_and_facilities_with_name_and_kind():
    rows, concepts = station.parts(), tables.load("concepts").set_index("key")
    stated = evidence.said("objectives").set_index("id")["objective"].to_dict()
    stated |= evidence.said("facilities").set_index("id")["facility"].to_dict()
    assert rows.set_index("id")["key"].to_dict() == stated
    assert rows["name"].tolist() == [concepts.loc[key, "short"] for key in rows["key"]]
    assert rows["kind"].tolist() == [concepts.loc[key, "kind"] for key in rows["key"]]
    assert set(rows["kind"]) == {"objective", "facility"}
    assert rows.index.is_unique


def test_a_part_is_printed_unless_the_thing_itself_is_inferred():
    rows = station.parts().set_index("id")
    for table, column in (("objectives", "objective"), ("facilities", "facility")):
        for row in evidence.said(table).itertuples():
            assert rows.loc[row.id, "printed"] == (column not in tables.split(row.inferred))


def test_agreement_puts_aims_first_then_the_most_named_then_the_name():
    rows = pd.DataFrame(
        [said("relay", "a"), said("base", "b"), said("dome", "a"), said("dome", "b"), said("crews", "b", "objective")]
    )
    table = station.agreement(rows)
    assert table.index.tolist() == ["crews", "dome", "base", "relay"]
    assert table.loc["dome", ["name", "kind", "sources", "documents", "statements"]].tolist() == [
        "Dome", "facility", "a; b", 2, 2,
    ]  # fmt: skip


def test_agreement_counts_documents_not_statements():
    table = station.agreement(pd.DataFrame([said("dome", "a"), said("dome", "a")]))
    assert table.loc["dome", ["documents", "statements"]].tolist() == [1, 2]


def test_mentions_are_one_a_document_the_printed_one_before_the_first():
    rows = pd.DataFrame(
        [
            said("base", "b", id="1"),
            said("dome", "b", printed=False, id="2"),
            said("dome", "b", id="3"),
            said("dome", "a", id="4"),
            said("dome", "a", id="5"),
            said("base", "b", id="6"),
        ]
    )
    found = station.mentions(rows)
    assert found["id"].tolist() == ["4", "3", "1"]
    assert found.columns.tolist() == rows.columns.tolist()
    assert found.index.tolist() == [0, 1, 2]


def test_of_many_equal_mentions_the_first_is_chosen():
    rows = pd.DataFrame([said("dome", "a", printed=n > 30, id=str(n)) for n in range(100)])
    assert station.mentions(rows)["id"].tolist() == ["31"]


def link(id, start, relation, end):
    row = {"date": "", "status": "planned", "source": "s", "inferred": ""}
    return row | {"id": id, "from": start, "relation": relation, "to": end}


def test_the_map_points_from_what_is_wanted_to_what_it_rests_on():
    concepts = tables.load("concepts")
    aim, facility, technology = (
        concepts.loc[(concepts["kind"] == k) & ~concepts["key"].isin(["o-isru", "t-isru"]), "key"].iloc[0]
        for k in ("objective", "facility", "technology")
    )
    (craft, name), *_ = tables.named("craft", "name").items()
    rows = pd.DataFrame(
        [
            link("1", facility, "serves", aim),
            link("2", technology, "part of", facility),
            link("3", craft, "verifies", technology),
            link("4", craft, "provides", facility),
            link("5", craft, "flies on", aim),
        ]
    )
    graph = station.system(rows)
    assert set(graph.edges) == {(aim, facility), (facility, technology), (technology, craft), (facility, craft)}
    layers = nx.get_node_attributes(graph, "layer")
    assert layers == {aim: "objective", facility: "facility", technology: "technology", craft: "craft"}
    assert graph.nodes[craft]["label"] == name


def test_the_books_map_has_no_cycle_and_every_link_that_rests_on_something():
    rows, every = station.links(), evidence.said("links")
    assert set(rows["id"]) == set(every.loc[every["graph"] == "system", "id"])
    graph = station.system(rows)
    assert nx.is_directed_acyclic_graph(graph)
    shown = {key for _, _, data in graph.edges(data=True) for key in tables.split(data["statements"])}
    one = (rows["from"] == "t-isru") & (rows["to"] == "o-isru")
    assert shown == set(rows.loc[rows["relation"].isin(["serves", "part of", "verifies", "provides"]) & ~one, "id"])


def test_the_test_of_the_use_of_resources_is_the_aim_of_that_name():
    rows = pd.DataFrame([link("1", "change-6", "verifies", "t-isru"), link("2", "t-isru", "serves", "o-isru")])
    graph = station.system(rows)
    assert list(graph.edges) == [("o-isru", "change-6")]
    rows = pd.DataFrame([link("1", "t-isru", "serves", "o-crewed-support")])
    assert list(station.system(rows).edges) == [("o-crewed-support", "o-isru")]


def map_of(layers, *edges):
    """A map from "above below" for printed edges and "above below?" for those we infer."""
    graph = nx.DiGraph()
    for layer, nodes in layers.items():
        for node in nodes.split():
            graph.add_node(node, layer=layer, label=node.upper())
    for edge in edges:
        above, below = edge.rstrip("?").split()
        graph.add_edge(above, below, printed=not edge.endswith("?"))
    return graph


LAYERS = {"objective": "a b c", "facility": "f g", "technology": "t", "craft": "m n r"}
AIMS = {"a": "Air", "b": "Bees", "c": "Corn", "d": "Dust"}
MISSIONS = {"n": "Nine", "m": "Moon", "o": "Other"}


def test_every_aim_is_asked_and_only_missions_count():
    graph = map_of(LAYERS, "a f", "f t?", "t m", "b f", "b g?", "g n", "c r")
    table = station.reach(AIMS, graph, MISSIONS)
    assert table.columns.tolist() == ["key", "aim", "printed", "missions", "names"]
    assert table.values.tolist() == [
        ["b", "Bees", 0, 2, "Nine, Moon"],
        ["a", "Air", 0, 1, "Moon"],
        ["c", "Corn", 0, 0, ""],  # what it leads to is no mission
        ["d", "Dust", 0, 0, ""],  # no link names it
    ]


def test_a_chain_is_printed_if_every_step_is():
    graph = map_of(LAYERS, "a f", "f m", "f n?", "b f?")
    table = station.reach(AIMS, graph, MISSIONS).set_index("key")
    assert table[["printed", "missions"]].loc[["a", "b"]].values.tolist() == [[1, 2], [0, 2]]


def test_aims_with_as_many_missions_stand_by_printed_ones_then_by_name():
    graph = map_of(LAYERS, "c m?", "b m", "a m?")
    assert station.reach(AIMS, graph, MISSIONS)["key"].tolist() == ["b", "a", "c", "d"]


def test_the_printed_part_keeps_every_thing_and_the_printed_edges():
    graph = station.printed_part(map_of(LAYERS, "a f", "f m?"))
    assert list(graph) == ["a", "b", "c", "f", "g", "t", "m", "n", "r"]
    assert list(graph.edges) == [("a", "f")]


def test_links_of_ours_on_which_aims_rest_the_most_first():
    graph = map_of(LAYERS, "a f", "b f", "f t?", "t m", "c g?", "g n", "c m?", "b n?", "a t?")
    # without f-t nothing is lost: a has t, b has n; without any one of the others some way remains
    assert station.resting_on(AIMS, graph, MISSIONS).empty
    graph.remove_edge("a", "t")
    graph.remove_edge("b", "n")
    graph.remove_edge("c", "m")
    found = station.resting_on(AIMS, graph, MISSIONS)
    assert found.columns.tolist() == ["above", "below", "aims"]
    assert found.values.tolist() == [["F", "T", 2], ["C", "G", 1]]


def test_links_on_which_as_many_aims_rest_stand_by_their_ends():
    graph = map_of(LAYERS, "c m?", "a n?", "b m?")
    found = station.resting_on(AIMS, graph, MISSIONS)
    assert found.values.tolist() == [["A", "N", 1], ["B", "M", 1], ["C", "M", 1]]
    assert found.index.tolist() == [0, 1, 2]


def test_printed_links_are_none_of_ours():
    assert station.resting_on(AIMS, map_of(LAYERS, "a m"), MISSIONS).empty


def keys(kind):
    concepts = tables.load("concepts")
    return concepts.loc[concepts["kind"] == kind, "key"].tolist()


def test_a_chain_within_one_document_needs_no_other():
    (craft, name), *_ = station.missions().items()
    aim, other = keys("objective")[:2]
    technology = keys("technology")[0]
    halves = pd.DataFrame([link("1", technology, "serves", aim), link("2", craft, "verifies", technology)])
    apart = halves.assign(source=["s", "t"])
    assert station.within_one(apart, {aim: "Aim"}, station.missions()).empty
    whole = station.within_one(halves, {aim: "Aim", other: "Other"}, station.missions())
    assert whole.values.tolist() == [["s", "Aim", name]]
    assert whole.columns.tolist() == ["source", "aim", "names"]
    inferred = halves.assign(inferred=["", "relation"])
    assert station.within_one(inferred, {aim: "Aim"}, station.missions()).empty


def test_tasks_are_what_a_mission_is_linked_to_as_printed_and_as_read():
    graph = map_of(LAYERS, "t m", "f m?", "a m?", "b n", "g r")
    found = station.tasks(graph, MISSIONS)
    assert found.columns.tolist() == ["mission", "printed", "ours"]
    assert found.values.tolist() == [["Nine", "B", ""], ["Moon", "T", "A, F"]]


def test_missions_have_an_operator_and_belong_to_the_station():
    craft = tables.load("craft").set_index("key")
    for key, name in station.missions().items():
        row = craft.loc[key]
        assert (row["name"], row["kind"], row["bloc"]) == (name, "mission", "ilrs") and row["operator"]
    assert not {"queqiao", "lunar-reactor", "pakistan-rover", "partner-missions", "luna-24", "artemis-2"} & set(
        station.missions()
    )


def told(id, key, source="a", locator="§1", printed=True, kind="facility"):
    return said(key, source, kind, printed, id) | {"locator": locator}


PHASES = pd.DataFrame(
    {"source": ["a", "a", "b"], "locator": ["§1", "§2", "§1"], "position": [1, 2, 1], "date": "", "id": ["p1", "p2", "p3"]}
)


def test_a_thing_is_put_in_the_phase_in_whose_place_it_is_named():
    rows = pd.DataFrame(
        [
            told("1", "dome", "b"),
            told("2", "relay", locator="§2"),
            told("3", "relay", locator="§3"),  # not where a phase is described
            told("4", "dome", locator="§1; §2"),  # in two places at once: in neither phase
            told("5", "dome", locator="§2", printed=False),
            told("6", "dome", locator="§2"),
            told("7", "crews", locator="§2", kind="objective", printed=False),
        ]
    )
    found = station.placed(rows, PHASES)
    assert found.columns.tolist() == ["key", "name", "kind", "source", "position", "printed", "id"]
    assert found[["key", "source", "position", "printed", "id"]].values.tolist() == [
        ["dome", "a", 2, True, "6"],
        ["relay", "a", 2, True, "2"],
        ["crews", "a", 2, False, "7"],
        ["dome", "b", 1, True, "1"],
    ]
    assert found.index.tolist() == [0, 1, 2, 3]


def test_of_many_equal_places_the_first_is_taken():
    rows = pd.DataFrame([told(str(n), "dome", printed=n > 30) for n in range(100)])
    assert station.placed(rows, PHASES)["id"].tolist() == ["31"]


def put(key, source, position):
    return {"key": key, "name": key.title(), "kind": "facility", "source": source, "position": position}


def test_phases_in_common_are_those_of_all_documents_that_place_a_thing():
    rows = pd.DataFrame(
        [
            put("relay", "a", 1), put("relay", "b", 2),
            put("dome", "a", 2), put("dome", "a", 3), put("dome", "b", 3), put("dome", "b", 2), put("dome", "c", 3),
            put("base", "a", 1), put("base", "b", 1),
            put("alone", "a", 1), put("alone", "a", 2),
        ]
    )  # fmt: skip
    table = station.in_common(rows)
    assert table.columns.tolist() == ["name", "kind", "documents", "common"]
    assert table["common"].to_dict() == {"dome": (3,), "base": (1,), "relay": ()}
    assert table.index.tolist() == ["dome", "base", "relay"]
    assert table.loc["dome", ["name", "kind", "documents"]].tolist() == ["Dome", "facility", 3]


def phased(**positions):
    """Placings such as ``a="dome 1, relay 2"``: document -> things with a phase."""
    rows = [(source, *cell.split()) for source, cells in positions.items() for cell in cells.split(", ")]
    table = pd.DataFrame(rows, columns=["source", "key", "position"])
    return table.assign(name=table["key"].str.title(), position=table["position"].astype(int))


def orders(**positions):
    return station.sequences(phased(**positions)).set_index(["one", "other"])


def test_things_are_in_opposite_order_if_one_comes_first_here_and_last_there():
    assert orders(a="dome 1, relay 2", b="dome 3, relay 2").loc[("Dome", "Relay")].tolist() == [2, 2, True]
    assert orders(a="dome 2, relay 1", b="dome 1, relay 3", c="dome 1, relay 1").loc[("Dome", "Relay")].tolist() == [
        3,
        2,
        True,
    ]


def test_things_in_one_order_or_in_one_phase_are_in_no_opposite_order():
    assert orders(a="dome 1, relay 2", b="dome 2, relay 3").loc[("Dome", "Relay")].tolist() == [2, 2, False]
    assert orders(a="dome 1, relay 2", b="dome 2, relay 2").loc[("Dome", "Relay")].tolist() == [2, 1, False]


def test_phases_that_overlap_set_no_order():
    rows = orders(a="dome 1, dome 2, relay 2", b="dome 2, relay 1, relay 2, relay 3")
    assert rows.loc[("Dome", "Relay")].tolist() == [2, 0, False]


def test_a_pair_is_compared_if_two_documents_place_both_and_stands_by_name():
    rows = station.sequences(phased(a="relay 1, dome 1, base 2", b="dome 1, relay 2", c="base 1, dome 1"))
    assert rows[["one", "other", "documents"]].values.tolist() == [["Base", "Dome", 2], ["Dome", "Relay", 2]]
    assert rows.columns.tolist() == ["one", "other", "documents", "ordered", "opposite"]


def test_technologies_are_named_at_either_end_of_a_link():
    technology, other = [key for key in keys("technology") if key not in station.SAME][:2]
    facility = keys("facility")[0]
    rows = pd.DataFrame(
        [
            link("1", technology, "part of", facility) | {"locator": "§1", "inferred": "to"},
            link("2", facility, "serves", other) | {"locator": "§2", "inferred": "to"},
            link("3", facility, "serves", keys("objective")[0]) | {"locator": "§2"},
        ]
    )
    found = station.technologies(rows)
    names = tables.named("concepts", "short")
    assert found.columns.tolist() == ["id", "key", "name", "kind", "source", "locator", "printed"]
    assert found.values.tolist() == [
        ["1", technology, names[technology], "technology", "s", "§1", True],
        ["2", other, names[other], "technology", "s", "§2", False],
    ]
    assert found.index.tolist() == [0, 1]


def test_the_use_of_resources_is_one_thing_as_technology_and_as_aim():
    rows = pd.DataFrame([link("1", "change-6", "verifies", "t-isru") | {"locator": "§1"}])
    assert station.technologies(rows)[["key", "kind"]].values.tolist() == [["o-isru", "objective"]]


def test_lists_leave_out_what_is_known_only_through_a_document_and_hold_each_thing_once():
    rows = pd.DataFrame(
        {
            "key": ["a", "b", "a", "c"],
            "as_printed": ["x | 2021-06-16", "y | z | 2025-04-23", "x | 2025-04-23", "w | 2021-06-16"],
            "caveats": ["", "said_together", "", "said_together; as_cited"],
        }
    )
    found = station.issued(rows)
    assert found[["key", "day"]].values.tolist() == [["a", "2021-06-16"], ["b", "2025-04-23"]]


def test_documents_by_how_much_of_a_list_they_carry():
    rows = pd.DataFrame(
        [
            said("dome", "a"), said("dome", "a", printed=False), said("relay", "a", printed=False),
            said("crews", "b", "objective"), said("dome", "b"), said("relay", "b"), said("other", "b"),
            said("other", "c"), said("other", "0"),
        ]
    )  # fmt: skip
    table = station.carried(pd.DataFrame({"key": ["crews", "dome", "relay"]}), rows)
    assert table.index.tolist() == ["b", "a", "0", "c"]
    assert table.columns.tolist() == ["objective", "facility", "all", "printed"]
    assert table.values.tolist() == [[1, 2, 3, 3], [0, 2, 2, 1], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert table.index.name == "source"


def test_documents_that_carry_as_much_stand_by_their_keys():
    rows = pd.DataFrame([said("dome", f"s{n:02}") for n in range(60)])
    table = station.carried(pd.DataFrame({"key": ["dome"]}), rows.iloc[::-1])
    assert table.index.tolist() == sorted(rows["source"])
    assert table.columns.name is None


def test_a_thing_that_a_document_prints_once_is_printed():
    rows = pd.DataFrame([said("dome", "a", printed=n == 70) for n in range(100)])
    assert station.carried(pd.DataFrame({"key": ["dome"]}), rows).loc["a", "printed"] == 1
