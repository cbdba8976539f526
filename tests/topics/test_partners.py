"""Partners: the choice of a statement, silence of a whole list, the networks and the totals, all worked by hand."""

import networkx as nx
import pandas as pd
import pytest

from analysis.facts import dates, evidence, tables
from analysis.topics import partners

NAMES = {
    "CHN": "China",
    "VEN": "Venezuela",
    "EGY": "Egypt",
    "abae": "ABAE",
    "cnsa": "CNSA",
    "LAT": "Latin America",
    "ABW": "Zoo",
}
SOURCES = pd.DataFrame(
    {
        "key": ["states", "both", "examples"],
        "as_of": ["2024-01", "2023-06", "2025"],
        "whole_list": ["state", "state; organisation", ""],
    }
)


def said(party, status="signed", date="", id="x", source="examples", kind="state", **other):
    row = {"agency": "", "counterpart": "", "instrument": "none named"} | other
    bounds = {"earliest": dates.earliest(date), "latest": dates.latest(date)}
    return row | bounds | {
        "party": party, "status": status, "date": date, "id": id, "source": source, "kind": kind,
        "name": NAMES.get(party, party),
    }  # fmt: skip


def statements(*rows):
    return pd.DataFrame(rows).astype({"earliest": "datetime64[ns]", "latest": "datetime64[ns]"})


def roster(*rows):
    return partners.roster(statements(*rows), SOURCES)


def test_memberships_are_the_statements_of_one_bloc_with_name_kind_and_bounds():
    rows, parties = evidence.said("memberships"), tables.load("parties").set_index("key")
    found = partners.memberships()
    assert found["id"].tolist() == rows.loc[rows["bloc"] == "ilrs", "id"].tolist()
    assert found["name"].tolist() == [parties.loc[key, "short"] for key in found["party"]]
    assert found["kind"].tolist() == [parties.loc[key, "kind"] for key in found["party"]]
    assert found["latest"].equals(dates.bounds(found["date"])["latest"])
    assert set(partners.memberships("artemis-accords")["bloc"]) <= {"artemis-accords"}


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        (said("VEN", "founded", "2023-07"), said("VEN", "signed", "2023")),
        (said("VEN", "joined", "2023-07"), said("VEN", "founded", "2023")),
        (said("VEN", "participating", "2023-07"), said("VEN", "joined", "2023")),
        (said("VEN", "negotiating", "2023-07"), said("VEN", "participating", "2023")),
        (said("VEN", date="2023", agency="abae"), said("VEN", date="2023-07")),
        (said("VEN", date="2023-07", agency="abae"), said("VEN", date="2023-07-31")),
        (said("VEN", date="2023/2024", agency="abae"), said("VEN", date="2023")),
        (said("VEN", date="../2023-07", agency="abae"), said("VEN", date="2023/2024")),
        (said("VEN", date="202X", agency="abae"), said("VEN", date="../2023")),
        (said("VEN", agency="abae"), said("VEN", date="202X")),
        (said("VEN", date="2023-07"), said("VEN", date="2023-08", agency="abae")),
    ],
)
def test_the_stronger_word_then_the_finer_date_then_the_named_body(weaker, stronger):
    rows = [weaker | {"id": "a"}, stronger | {"id": "b"}]
    for order in (rows, rows[::-1]):
        assert partners.best(statements(*order))["id"].tolist() == ["b"]


def test_of_equal_statements_the_first_by_id_is_used():
    rows = statements(said("VEN", date="2023-07", id="b"), said("VEN", date="2023-08", id="a"))
    assert partners.best(rows)["id"].tolist() == ["a"]


def test_parties_stand_in_order_of_date_then_key_the_undated_last():
    rows = statements(said("U"), said("C", date="2024"), said("B", date="2023-02"), said("A", date="2024"))
    assert partners.best(rows).index.tolist() == ["B", "A", "C", "U"]


def test_a_status_without_rank_is_refused():
    with pytest.raises(ValueError):
        partners.best(statements(said("VEN", "rumoured")))


def test_negotiating_is_no_membership_and_adds_no_document():
    table = roster(
        said("VEN", "joined", "2023-07", source="states"), said("VEN", "negotiating", "2022"), said("EGY", "negotiating")
    )
    assert table.index.tolist() == ["VEN"]
    assert table.loc["VEN", ["sources", "documents", "dates"]].tolist() == ["states", 1, "2023-07"]


def test_the_roster_says_who_names_a_party_and_all_dates_it_is_given():
    table = roster(
        said("VEN", date="2023-07", id="1", source="states"),
        said("VEN", date="2022", id="2"),
        said("VEN", id="3"),
        said("VEN", date="2022", id="4"),
        said("EGY", id="5"),
    )
    assert table.loc["VEN", ["id", "sources", "documents", "dates"]].tolist() == [
        "1",
        "examples; states",
        2,
        "2022; 2023-07",
    ]
    assert table.loc["EGY", "dates"] == ""


@pytest.mark.parametrize(
    ("stated", "redated"),
    [
        (["2022", "2023-07"], True),
        (["../2023-05", "2023-07"], True),
        (["2023", "2023-07"], False),
        (["../2025", "2023-07"], False),
        (["2023", "2023-07", "2023-08"], True),
        (["2023"], False),
        ([], False),
    ],
)
def test_a_party_is_redated_if_two_of_its_dates_share_no_day(stated, redated):
    rows = [said("VEN", date=date, id=str(n)) for n, date in enumerate(stated)]
    assert roster(*rows, said("VEN", id="z"))["redated"].tolist() == [redated]


@pytest.mark.parametrize(
    ("row", "silent"),
    [
        (said("VEN", date="2023-05"), "states; both"),
        (said("VEN", date="2023-07"), "states"),  # after the second list was made
        (said("VEN", date="2024-01-31"), "states"),  # the last day of the first list
        (said("VEN", date="2024-02"), ""),
        (said("VEN"), ""),  # no date: it may have come later
        (said("VEN", date="2023-05", source="both"), "states"),
        (said("VEN", date="2023-05", source="states"), "both"),
        (said("VEN", date="2023-05", kind="organisation"), "both"),  # missing in a list of states is no silence
        (said("VEN", date="2023-05", kind="bloc"), ""),
        (said("VEN", "founded", "2021-03"), ""),  # lists say who joined the founders
    ],
)
def test_a_whole_list_is_silent_on_parties_of_its_kind_that_came_before_it(row, silent):
    assert roster(row)["silent"].tolist() == [silent]


def test_accessions_are_dated_named_and_after_the_founders():
    table = roster(
        said("CHN", "founded", "2021-03"),
        said("VEN", date="2023-07"),
        said("EGY", date="2023"),
        said("ABC", date="../2023"),
        said("LAT", date="2022", kind="bloc"),
        said("KAZ"),
        said("AZE", date="2023-07"),
        said("ABW", date="2023-07"),
    )
    assert partners.accessions(table).index.tolist() == ["AZE", "VEN", "ABW", "EGY"]  # by date, then name


MEMO = "memorandum of understanding"


def graph_of(*rows):
    return partners.network(roster(*rows), NAMES)


def test_a_line_leads_from_the_party_over_body_and_instrument_to_the_station():
    full = said("VEN", date="2024-07", id="1", agency="abae", instrument=MEMO)
    assert list(graph_of(full).edges) == [("VEN", "abae"), ("abae", MEMO), (MEMO, "ilrs")]
    assert set(graph_of(full | {"agency": ""}).edges) == {("VEN", MEMO), (MEMO, "ilrs")}
    assert set(graph_of(full | {"instrument": "none named"}).edges) == {("VEN", "abae"), ("abae", "ilrs")}
    assert set(graph_of(full | {"agency": "", "instrument": ""}).edges) == {("VEN", "ilrs")}


def test_what_nodes_say():
    graph = graph_of(said("VEN", "joined", "2024-07", id="1", agency="abae", instrument=MEMO))
    common = {"status": "joined", "date": "2024-07", "id": "1", "founder": False}
    assert dict(graph.nodes(data=True)) == {
        "ilrs": {"layer": "station", "label": "ILRS", "status": "founded", "date": "", "id": "", "founder": True},
        "VEN": {"layer": "party", "label": "Venezuela"} | common,
        "abae": {"layer": "agency", "label": "ABAE"} | common,
        MEMO: {"layer": "instrument", "label": MEMO, "status": "signed", "date": "", "id": "", "founder": False},
    }


def test_what_an_edge_says_alone_and_shared():
    one = said("VEN", date="2024-07", id="2", source="states", instrument=MEMO)
    other = said("EGY", "joined", "2024-08", id="1", source="both", instrument=MEMO)
    graph = graph_of(one, other)
    assert dict(graph.edges["EGY", MEMO]) == {
        "status": "joined", "date": "2024-08", "sources": "both", "id": "1", "statements": "1", "disputed": False,
        "founder": False,
    }  # fmt: skip
    assert dict(graph.edges[MEMO, "ilrs"]) == {
        "status": "signed", "date": "", "sources": "both; states", "id": "2", "statements": "2; 1", "disputed": False,
        "founder": False,
    }  # fmt: skip


def test_an_edge_is_disputed_where_every_party_on_it_is_left_out_or_unnamed():
    silent = said("VEN", date="2023-07", id="1", instrument=MEMO)
    group = said("LAT", date="2025", id="2", kind="bloc", instrument=MEMO)
    named = said("EGY", date="2024-12", id="3", instrument=MEMO)
    graph = graph_of(silent, group)
    assert all(data["disputed"] is True for *_, data in graph.edges(data=True))
    graph = graph_of(silent, named)
    disputed = {edge: graph.edges[edge]["disputed"] for edge in graph.edges}
    assert disputed == {("VEN", MEMO): True, ("EGY", MEMO): False, (MEMO, "ilrs"): False}


def test_the_books_network_has_each_party_once_and_leads_from_all_to_the_station():
    table = partners.roster(partners.memberships(), tables.load("sources"))
    graph = partners.network(table, tables.named("parties", "short"))
    nodes = [node for node, data in graph.nodes(data=True) if data["layer"] == "party"]
    assert sorted(nodes) == sorted(table.index)
    assert all(nx.has_path(graph, node, "ilrs") for node in nodes)


PARENTS = {"cnsa": "CHN", "roscosmos": "RUS", "CHN": ""}


def test_the_other_side_of_each_later_signature():
    rows = statements(
        said("CHN", "founded", counterpart="roscosmos"),
        said("RUS", "signed", counterpart="cnsa"),
        said("RUS", "founded", id="y"),
        said("VEN", counterpart="cnsa"),
        said("VEN", counterpart="CHN", id="y"),  # the same side, named otherwise
        said("EGY", counterpart="roscosmos"),
        said("AZE", counterpart="agency-of-nobody"),
        said("BLR", counterpart="cnsa"),
        said("KAZ", "joined"),
        said("LAT", kind="bloc", counterpart="cnsa"),
        said("PER", "negotiating", counterpart="cnsa"),
    )
    found = partners.other_sides(rows, partners.roster(rows, SOURCES), PARENTS)
    assert found.loc["CHN"].tolist() == [2, "BLR, Venezuela"]
    assert found.loc["RUS"].tolist() == [1, "Egypt"] and found.loc["agency-of-nobody"].tolist() == [1, "AZE"]
    assert found.loc[""].tolist() == [1, "KAZ"]
    assert found.index[0] == "CHN" and found["parties"].sum() == 5


def test_a_party_whose_side_is_named_once_is_not_among_the_unnamed():
    rows = statements(said("VEN", id="1"), said("VEN", counterpart="cnsa", id="2"))
    assert partners.other_sides(rows, partners.roster(rows, SOURCES), PARENTS).index.tolist() == ["CHN"]


def test_witnesses_by_the_number_of_documents():
    rows = statements(
        said("CHN", "founded", source="states"),
        said("VEN", source="states", id="1"),
        said("VEN", source="both", id="2"),
        said("EGY", source="states", id="3"),
        said("AZE", source="states", id="4"),
        said("apsco", source="both", kind="organisation", id="5"),
    )
    found = partners.witnesses(partners.roster(rows, SOURCES))
    assert found.values.tolist() == [[2, 1, "Venezuela"], [1, 2, "AZE, Egypt"]]


def test_who_founded_is_known_whatever_statement_is_used():
    table = roster(said("CHN", "signed", "2021-03", id="1"), said("CHN", "founded", id="2"), said("VEN", "signed", id="3"))
    assert table.loc["CHN", ["id", "founder"]].tolist() == ["1", True] and not table.loc["VEN", "founder"]


def test_instruments_by_the_number_of_named_parties():
    table = roster(
        said("EGY", instrument="agreement"),
        said("VEN", date="2023", instrument=MEMO),
        said("CHN", instrument=MEMO),
        said("LAT", kind="bloc", instrument="agreement"),
    )
    found = partners.instruments(table)
    assert found.values.tolist() == [[MEMO, 2, "China, Venezuela"], ["agreement", 1, "Egypt"]]
    assert found.columns.tolist() == ["instrument", "parties", "who"] and found.index.tolist() == [0, 1]


def test_instruments_of_as_many_parties_stand_by_their_names():
    rows = [said(f"p{n:02}", instrument=f"i{n:02}") for n in range(40)]
    assert partners.instruments(roster(*rows[::-1]))["instrument"].tolist() == [f"i{n:02}" for n in range(40)]


def test_totals_beside_the_states_that_can_be_named_for_the_same_date():
    table = roster(
        said("CHN", "founded", "2021-03"),
        said("VEN", date="2023-07"),
        said("EGY", date="2023-12"),
        said("KAZ"),  # undated: it may have been there
        said("apsco", date="2022", kind="organisation"),
    )
    claim = {"source": "s", "bloc": "ilrs", "counted": "countries", "low": 17.0}
    counts = pd.DataFrame(
        [
            claim | {"id": "1", "as_of": "2023-07"},
            claim | {"id": "2", "as_of": "2023-06"},
            claim | {"id": "3", "as_of": "", "low": 5.0},
            claim | {"id": "4", "as_of": "2024", "counted": "institutions"},
            claim | {"id": "5", "as_of": "2024", "bloc": "artemis-accords"},
        ],
        index=[5, 6, 7, 8, 9],
    )
    found = partners.claimed_totals(table, counts)
    assert found.index.tolist() == [0, 1, 2] and found["total"].dtype == found["gap"].dtype == "int64"
    assert found.to_dict("records") == [
        {"id": "1", "source": "s", "as_of": "2023-07", "total": 17, "named": 3, "gap": 14},
        {"id": "2", "source": "s", "as_of": "2023-06", "total": 17, "named": 2, "gap": 15},
        {"id": "3", "source": "s", "as_of": "", "total": 5, "named": 4, "gap": 1},
    ]
