"""What later sources do to a statement: rules by hand, read pairs over rules, and nothing of the book left unread."""

import pandas as pd
import pytest

from analysis.facts import evidence, tables, updates
from analysis.facts.comparison import Aspect

FLIGHT = Aspect("missions", ("craft",), "date", updates.FLIGHT)
COUNT = Aspect("member_counts", ("bloc", "counted"), "low", updates.GROWTH)
AMOUNT = Aspect("funding", ("contract",), "low", "amount")  # as in the list of aspects
JOINED = Aspect("memberships", ("bloc", "party"), "date", "moment")


def plan(date="2028", told="2023-04-25", record="planned", status="planned", caveats=""):
    return {"date": date, "told": told, "record": record, "status": status, "caveats": caveats}


def count(low, as_of, qualifier="", caveats=""):
    return {"low": low, "high": low, "qualifier": qualifier, "as_of": as_of, "caveats": caveats, "told": as_of}


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (plan("2028~", "2021"), "confirms"),  # the same plan, whenever it was told
        (plan("2028-03", "2025"), "confirms"),
        (plan("2026/2030", "2025"), "confirms"),  # vaguer
        (plan("2026/2030", "2021"), "leaves open"),  # vaguer, and older
        (plan("2026/2030", "2023-04-25"), "confirms"),
        (plan("2029", "2025"), "supersedes"),  # told anew
        (plan("2029", "2021"), "leaves open"),  # an older plan is no later word
        (plan("2029", "2023-04-25"), "leaves open"),  # nor one of the same day
        (plan("2028/..", "2025"), "leaves open"),  # an open bound says too little
        (plan("2028-05", "2028-05", "flown", "flown"), "confirms"),
        (plan("2029-05", "2029-05", "flown", "flown"), "supersedes"),
        (plan("2028", "2025", caveats="as_cited"), "leaves open"),  # known only through the document itself
        (plan("2028", "2025", caveats="single_source; as_cited"), "leaves open"),
    ],
)
def test_a_plan_is_confirmed_superseded_or_left_open_by_what_comes_later(other, kind):
    assert updates.classed(FLIGHT, plan(), other) == kind


def test_a_phase_is_a_plan_and_a_fact_at_odds_has_to_be_read():
    phase = plan("2021/2025", record="phase", status="ongoing")
    assert updates.classed(FLIGHT, phase, plan("2026", "2024")) == "supersedes"
    assert (
        updates.classed(FLIGHT, plan("2019", record="flown", status="flown"), plan("2020", "2024", "flown", "flown")) == ""
    )
    signed = {"date": "2022", "status": "signed", "told": "2025", "caveats": ""}
    assert updates.classed(JOINED, signed, signed | {"date": "2023-12"}) == updates.UNREAD
    assert updates.classed(JOINED, signed, signed | {"date": "2022-12"}) == "confirms"


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (count(29, "2023-09"), count(76, "2026-09-27"), "supersedes"),
        (count(29, "2023-09"), count(29, "2026-09-27"), "leaves open"),  # the same number of another day
        (count(17, "2025-09-20"), count(13, "2025-05-08"), "leaves open"),  # an earlier day: it may have grown
        (count(17, "2025-05/2025-09"), count(13, "2025-05-08"), ""),
        (count(17, "2025"), count(17, "2025-05-08"), "confirms"),
        (count(50, "2025", "over"), count(60, "2025-05"), "leaves open"),
    ],
)
def test_a_count_is_superseded_by_a_later_one_that_differs(one, other, kind):
    assert updates.classed(COUNT, one, other) == kind


def test_an_amount_is_confirmed_by_the_same_amount():
    amount = {"low": 2.6e9, "high": 2.6e9, "qualifier": "", "caveats": "", "told": "2024"}
    assert updates.classed(AMOUNT, amount, amount) == "confirms"
    assert updates.classed(AMOUNT, amount, amount | {"low": 2.9e9, "high": 2.9e9}) == ""


SOURCES = pd.DataFrame(
    {"key": ["old", "new", "undated"], "class": ["founding", "later", "later"], "as_of": ["2024-09", "2026", ""]}
)  # the document speaks up to September 2024
MISSIONS = [
    "id",
    "craft",
    "record",
    "date",
    "announced",
    "status",
    "phase_position",
    "site",
    "source",
    "as_printed",
    "caveats",
]


def made(missions, outcomes=(), judgements=()):
    """Tables of the book, emptied but for the rows given."""

    def load(name):
        if name == "sources":
            return SOURCES
        if name == "missions":
            return pd.DataFrame(missions, columns=MISSIONS)
        if name == "outcomes":
            return pd.DataFrame(
                outcomes, columns=["id", "statement", "verdict", "happened", "source", "as_printed", "caveats"]
            )
        if name == "judgements":
            return pd.DataFrame(judgements, columns=["statements", "class", "finding", "sure"])
        return pd.DataFrame(columns=[*tables.columns(name), "source"]).loc[:, lambda t: ~t.columns.duplicated()]

    return load


def mission(key, record, date, source, status="planned", announced="", position=None):
    return (key, "probe", record, date, announced, status, position, "", source, "a | b", "")


def found(*args, **kwargs):
    return updates.pairs(made(*args, **kwargs))[["what", "one", "other", "class", "by"]].values.tolist()


def test_what_had_flown_when_a_document_still_plans_it_contradicts_the_document():
    landed = mission("n", "flown", "2024-06-01", "new", "flown")
    assert found([mission("m", "phase", "", "old"), landed]) == [["record", "m", "n", "contradicts", "rule"]]
    late = mission("n", "flown", "2024-09-02", "new", "flown")  # in the very month in which the document ends
    assert found([mission("m", "phase", "", "old"), late]) == []
    assert found([mission("m", "phase", "", "old", "ongoing"), landed]) == []  # under way may be said of what has flown


def test_what_has_flown_is_not_measured_by_a_plan_and_a_plan_by_both():
    rows = [mission("m", "flown", "2024", "old", "flown"), mission("p", "planned", "2025", "new")]
    assert found(rows) == []
    assert found([*rows, mission("n", "flown", "2024-02", "new", "flown")]) == [["date", "m", "n", "confirms", "rule"]]
    rows[0] = mission("m", "planned", "2025", "old")
    assert found(rows) == [["date", "m", "p", "confirms", "rule"]]


def test_the_day_a_plan_was_announced_counts_and_not_that_of_its_page():
    rows = [mission("m", "planned", "2025", "old"), mission("n", "planned", "2027", "new", announced="2019")]
    assert found(rows) == [["date", "m", "n", "leaves open", "rule"]]
    rows[1] = mission("n", "planned", "2027", "new")
    assert found(rows) == [["date", "m", "n", "supersedes", "rule"]]


def test_a_page_without_a_date_tells_of_a_flight_no_earlier_than_the_flight():
    rows = [mission("m", "planned", "2025", "old"), mission("n", "flown", "2026-02", "undated", "flown")]
    assert found(rows) == [["date", "m", "n", "supersedes", "rule"]]
    rows[1] = mission("n", "planned", "2026-02", "undated")
    assert found(rows) == [["date", "m", "n", "leaves open", "rule"]]


def test_a_pair_that_was_read_stands_as_read_and_an_outcome_judges_each_of_its_statements():
    rows = [mission("m", "planned", "2025", "old"), mission("n", "planned", "2027", "new"), mission("k", "role", "", "old")]
    read = [("m; n", "contradicts", "they differ", "medium"), ("m; k", "conflict", "not of ours", "high")]
    outcome = [("o", "m; k", "not found", "nothing seen", "new", "x", "absence")]
    assert found(rows, outcome, read) == [
        ["", "m", "o", "leaves open", "outcome"],
        ["", "k", "o", "leaves open", "outcome"],
        ["", "m", "n", "contradicts", "review"],
    ]
    table = updates.pairs(made(rows, outcome, read))
    assert table.loc[2, ["table", "source_one", "source_other", "value_one", "value_other"]].tolist() == [
        "missions", "old", "new", "a … b", "they differ",
    ]  # fmt: skip
    assert table.index.tolist() == [0, 1, 2] and table["about"].tolist() == ["", "", ""]
    assert table.columns.tolist() == updates.COLUMNS and table["sure"].tolist() == ["low", "low", "medium"]


def test_pairs_by_rule_come_before_those_that_were_read_and_are_counted_through():
    rows = [mission("m", "planned", "2025", "old"), mission("n", "planned", "2025", "new"), mission("k", "role", "", "old")]
    table = updates.pairs(made(rows, [("o", "k", "not found", "nothing seen", "new", "x", "absence")], []))
    assert table[["one", "other", "class", "by"]].values.tolist() == [
        ["m", "n", "confirms", "rule"], ["k", "o", "leaves open", "outcome"],
    ]  # fmt: skip
    assert table.index.tolist() == [0, 1]


def ruled(aspect, *rows):
    return [(row[3], row[4], *row[7:10]) for row in updates._ruled(aspect, pd.DataFrame(rows), SOURCES.set_index("key"))]


def test_what_is_compared_with_later_sources():
    kept = [(aspect.table, aspect.what, aspect.about, aspect.how) for aspect in updates.ASPECTS]
    shared = ["memberships"] * 5 + ["missions"] * 2 + ["events"] * 3 + ["objectives"] + ["facilities"] * 2 + ["links"] * 2
    shared += ["claims"] + ["companies"] * 2 + ["contributions", "names"]
    assert [table for table, *_ in kept[:-5]] == shared  # not phases, counts, money and numbers; those below are its own
    assert not {("missions", "date"), ("missions", "status")} & {(table, what) for table, what, *_ in kept[:-5]}
    assert kept[-5:] == [
        ("missions", "date", ("craft",), updates.FLIGHT),
        ("missions", "record", ("craft",), updates.COURSE),
        ("member_counts", "low", ("bloc", "counted"), updates.GROWTH),
        ("funding", "low", ("contract",), "amount"),
        ("quantities", "low", ("subject", "measure", "unit", "date"), "amount"),
    ]


def test_a_contract_is_one_thing_with_all_that_restates_it():
    def amount(key, low, source, part_of="", relation=""):
        return {"id": key, "part_of": part_of, "relation": relation, "source": source, **count(low, "")}

    rows = [
        amount("x", 3.4e9, "old"),
        amount("again", 3.4e9, "old", "x", "restates"),
        amount("sum", 4e9, "old", "x; y", "restates"),
        amount("later", 3.4e9, "new", "x", "restates"),
        amount("under", 1e9, "new", "x", "under ceiling"),
        amount("total", 4e9, "new", "x; y", "restates"),
        amount("none", None, "new", "x", "restates"),
    ]
    assert ruled(AMOUNT, *rows) == [
        ("x", "later", "3,400,000,000", "3,400,000,000", "confirms"),
        ("again", "later", "3,400,000,000", "3,400,000,000", "confirms"),
        ("sum", "total", "4,000,000,000", "4,000,000,000", "confirms"),
    ]


def test_an_aim_and_a_number_without_a_day_are_no_count():
    def counted(key, low, as_of, source, qualifier=""):
        return {"id": key, "bloc": "b", "counted": "states", "source": source, **count(low, as_of, qualifier)}

    rows = [counted("m", 29, "2023-09", "old"), counted("undated", 30, "", "old"), counted("n", 76, "2026-09", "new")]
    rows += [counted("aim", 500, "2026-09", "new", "planned"), counted("no day", 70, "", "new")]
    assert ruled(COUNT, *rows) == [("m", "n", "29 (September 2023)", "76 (September 2026)", "supersedes")]


def test_two_documents_or_two_later_sources_are_no_pair():
    assert found([mission("m", "planned", "2025", "old"), mission("n", "planned", "2026", "old")]) == []
    assert found([mission("m", "planned", "2025", "new"), mission("n", "planned", "2026", "new")]) == []


def graded(*rows):
    return pd.DataFrame(rows, columns=["one", "other", "class", "by", "sure"])


def test_a_statement_is_what_the_strongest_of_its_pairs_makes_it():
    kinds = ["leaves open", "confirms", "supersedes", "contradicts"]
    rows = pd.DataFrame({"id": ["a", "b", "c", "d", "e"], "source": list("sssst")})
    pairs = graded(*[(key, "x", kind, "rule", "high") for n, key in enumerate("abcd") for kind in kinds[: n + 1]])
    assert updates.said(rows, pairs).tolist() == [*kinds, ""]
    table = updates.record(rows, pairs)
    assert table.loc["s"].tolist() == [4, 4, 1, 1, 1, 1] and table.loc["t"].tolist() == [1, 0, 0, 0, 0, 0]
    assert table.columns.tolist() == ["statements", "spoken", *updates.UPDATES]
    assert updates.record(rows.iloc[::-1], pairs).index.tolist() == ["t", "s"]


def test_the_pair_that_decides_is_the_one_that_was_read_and_then_the_surest():
    pairs = graded(
        ("b", "1", "confirms", "rule", "high"),
        ("a", "2", "confirms", "rule", "medium"),
        ("a", "3", "confirms", "outcome", "low"),
        ("b", "4", "confirms", "rule", "medium"),
        ("a", "5", "confirms", "outcome", "medium"),
        ("a", "6", "leaves open", "review", "high"),
    )
    assert updates.deciding(pairs)["other"].tolist() == ["1", "5"]
    assert updates.deciding(pairs.assign(by="rule"))["other"].tolist() == ["1", "2"]


@pytest.mark.parametrize(
    ("caveats", "grade"),
    [
        ("confirmed_by_several", "high"),
        ("confirmed_by_several; page_read", "high"),
        ("translated; confirmed_by_several; said_together", "high"),
        ("confirmed_by_several; dataset_citing", "medium"),
        ("page_read", "medium"),
        ("", "medium"),
        ("single_source", "low"),
        ("dataset_citing; secondary", "low"),
        ("absence", "low"),
        ("unconfirmed", "low"),
        ("unsourced", "low"),
        ("translated; reported_speech", "low"),
    ],
)
def test_how_sure_a_later_statement_is(caveats, grade):
    assert updates.sure(caveats) == grade


def test_every_verdict_of_an_outcome_has_a_class_and_what_was_not_found_contradicts_nothing():
    (field,) = [field for field in tables.fields("outcomes") if field["name"] == "verdict"]
    assert set(field["constraints"]["enum"]) == set(updates.VERDICT)
    assert {updates.VERDICT[verdict] for verdict in ("not found", "unsupported", "open")} == {"leaves open"}


@pytest.mark.book
def test_no_pair_of_the_book_is_left_unread():
    bare = updates.unread(updates.pairs())
    lines = [f"{r.about}: {r.one} says {r.value_one}, {r.other} says {r.value_other}" for r in bare.itertuples()]
    assert bare.empty, "add a row to data/judgements.csv for each:\n" + "\n".join(lines)


@pytest.mark.book
def test_every_pair_sets_a_later_source_against_a_founding_one():
    pairs, classes = updates.pairs(), tables.named("sources", "class")
    assert set(pairs["source_one"].map(classes)) == {"founding"} and set(pairs["source_other"].map(classes)) == {"later"}
    assert not pairs.duplicated(["one", "other", "what"]).any() and set(pairs["class"]) == set(updates.UPDATES)
    assert set(pairs["one"]) | set(pairs["other"]) <= set(evidence.statements()["id"])


@pytest.mark.book
def test_no_verdict_of_the_book_takes_a_missing_name_for_a_denial():
    rows = tables.load("outcomes").query("verdict == 'contradicted'")
    assert not rows["caveats"].map(lambda cell: "absence" in tables.split(cell)).any()
