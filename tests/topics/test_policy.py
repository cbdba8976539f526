"""Policy: who acts, what stands in a text, who does what, what is planned, what an argument rests on, by hand."""

import pandas as pd
import pytest

from analysis.facts import evidence, tables
from analysis.topics import policy

PARTIES = pd.DataFrame(
    {
        "key": ["nasa", "esa", "USA", "boeing"],
        "iso3": ["USA", "", "USA", "USA"],
        "short": ["NASA", "ESA", "United States", "Boeing"],
    }
)


def event(id, date="2005", actor="nasa", **more):
    """One event as the table has it."""
    usual = {"kind": "law", "title": id.upper(), "status": "passed", "driver": "", "instrument": "", "locator": "p. 1"}
    return {"id": id, "date": date, "actor": actor, "inferred": ""} | usual | more


def events(*rows):
    return policy.with_actors(pd.DataFrame(rows), PARTIES)


def test_the_first_actor_gives_country_and_name():
    rows = events(event("a", actor="boeing; nasa"), event("b", actor="esa; nasa"))
    assert rows["country"].tolist() == ["USA", "esa"]
    assert rows["who"].tolist() == ["Boeing", "ESA"]


def test_bounds_of_the_dates():
    (row,) = events(event("a", "2005-02")).itertuples()
    assert (row.earliest, row.latest) == (pd.Timestamp("2005-02-01"), pd.Timestamp("2005-02-28"))


def test_footnotes_are_no_text_and_acts_come_in_order_of_date():
    places = {"a": "p. 99 n. a", "b": "p. 99", "c": "p. 99 n. c; p. 100", "d": "p. 98 n. a; p. 99 n. b"}
    years = {"a": "2001", "b": "2009", "c": "2004", "d": "2003"}
    rows = events(*(event(id, years[id], locator=place) for id, place in places.items()))
    kept = policy.in_text(rows)
    assert kept["id"].tolist() == ["c", "b"]
    assert kept.index.tolist() == [0, 1] and list(kept) == list(rows)


def test_acts_of_one_day_come_in_order_of_id():
    assert policy.in_text(events(event("b"), event("a")))["id"].tolist() == ["a", "b"]


@pytest.mark.parametrize("kind", ["law", "directive", "strategy", "study", "treaty"])
def test_kinds_that_guide(kind):
    assert len(policy.guiding(events(event("a", kind=kind)), "USA", "2000")) == 1


def test_guidance_is_of_the_country_of_the_kind_and_since_the_date():
    rows = events(
        event("old", "2016-12-31"),
        event("first", "2017-01-01"),
        event("long", "2016/2018"),
        event("foreign", "2018", actor="esa"),
        event("prize", "2018", kind="prize"),
    )
    assert policy.guiding(rows, "USA", "2017")["id"].tolist() == ["first", "long"]


def test_a_timeline_says_how_certain_and_how_it_ended():
    rows = events(
        event("a", status="passed", driver="cots"), event("b", status="planned"), event("c", status="failed"), event("d")
    )
    made = policy.timeline(rows)
    assert made["certainty"].tolist() == ["done", "announced", "done", "done"]
    assert made["failed"].tolist() == [False, False, True, False]
    assert made[["label", "driver", "id"]].values.tolist()[0] == ["A", "cots", "a"]
    assert made["earliest"].dt.year.tolist() == [2005] * 4 and made["latest"].dt.month.tolist() == [12] * 4


def used():
    return policy.with_instrument(
        events(
            event("f", "2022", instrument="prize", status="planned"),
            event("c", "2021", "esa", instrument="prize", inferred="actor; instrument"),
            event("a", "2005", instrument="prize", inferred="actor"),
            event("b", "2009", instrument="prize"),
            event("d", "1982", instrument="grant", inferred="instrument"),
            event("e", "2008"),
            event("g", "2005", instrument="loan"),
        )
    )


def test_acts_with_an_instrument_come_in_order_of_date():
    rows = used()
    assert rows["id"].tolist() == ["d", "a", "g", "b", "c", "f"]
    assert rows["year"].tolist() == [1982, 2005, 2005, 2009, 2021, 2022]
    assert rows["certainty"].tolist() == ["done"] * 5 + ["announced"]
    assert rows["printed"].tolist() == [False, True, True, True, False, True]


def test_decades_without_an_act_are_counted_as_none():
    assert policy.by_decade(used()).to_dict() == {1980: 1, 1990: 0, 2000: 3, 2010: 0, 2020: 2}


def test_the_first_use_of_each_instrument():
    table = policy.first_use(used())
    assert table.columns.tolist() == ["instrument", "first", "title", "who", "id", "acts", "printed", "planned"]
    assert table.index.tolist() == [0, 1, 2]
    assert table.values.tolist() == [
        ["grant", 1982, "D", "NASA", "d", 1, 0, 0],
        ["prize", 2005, "A", "NASA", "a", 4, 3, 1],
        ["loan", 2005, "G", "NASA", "g", 1, 1, 0],
    ]


def test_purchases_are_contracts_and_what_buys_at_a_fixed_price():
    fixed = {"instrument": "fixed-price service contract"}
    rows = events(
        event("a", kind="contract", programme="rover", status="planned"),
        event("b", kind="programme", programme="cargo", **fixed, inferred="instrument"),
        event("c", kind="programme", programme="taxi", **fixed),
        event("d", kind="programme", programme="cargo", instrument="grant"),
        event("e", kind="contract", programme="cargo", instrument="cost-plus contract"),
    )
    programmes = pd.DataFrame({"key": ["rover", "cargo", "taxi"], "parent": ["artemis", "artemis", "x"]})
    made = policy.purchases(rows, programmes)
    assert made["id"].tolist() == ["a", "b", "c", "e"]
    assert made["lunar"].tolist() == [True, True, False, True]
    assert made["done"].tolist() == [False, True, True, True]
    assert made["fixed"].tolist() == [False, False, True, False]


KINDS = ["law", "directive", "strategy", "study", "treaty", "programme", "prize", "contract", "agreement", "institution"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_by_a_decision_may_be_planned(kind):
    rows = events(event("a"), event("b", kind=kind, status="planned"), event("c", kind=kind, status="signed"))
    planned = policy.planned(rows)
    assert planned["id"].tolist() == ["b"] and planned.index.tolist() == [0] and list(planned) == list(rows)


@pytest.mark.parametrize("kind", ["mission", "statement", "conference", "company"])
def test_flights_and_news_are_no_acts_that_are_planned(kind):
    assert policy.planned(events(event("a", kind=kind, status="planned"))).empty


def test_what_became_of_a_plan():
    rows = events(event("a", "2023-11"), event("b", "2023-12~"), event("c", "2023"), event("d", "2025"), event("e", ""))
    outcomes = pd.DataFrame(
        [
            ["o1", "x; a", "awarded", "2024-04-03", "late", "s1"],
            ["o2", "b", "no award found", "", "not found", "s2"],
            ["o3", "d", "on its way", "2026", "slipped", "s1"],
            ["o4", "a", "said again", "2025", "late", "s3"],
            ["o5", "e", "came", "2024-05", "late", "s3"],
        ],
        columns=["id", "statement", "happened", "outcome_date", "verdict", "source"],
    )
    made = policy.became(rows, outcomes)
    assert made[["happened", "verdict", "later", "outcome"]].values.tolist() == [
        ["awarded", "late", "s1", "o1"],
        ["no award found", "not found", "s2", "o2"],
        ["", "", "", ""],
        ["on its way", "slipped", "s1", "o3"],
        ["came", "late", "s3", "o5"],
    ]
    assert made["months"].fillna(-1).tolist() == [5, -1, -1, -1, -1]
    assert made["came"].iloc[0] == pd.Timestamp("2024-04-03") and made["came"].isna().tolist() == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert made["id"].tolist() == list("abcde") and made["title"].tolist() == list("ABCDE")


def test_followers_are_those_of_other_countries_that_the_text_names_as_such():
    rows = events(
        event("home", driver="followers"),
        event("ours", actor="esa", driver="followers", inferred="driver"),
        event("else", actor="esa", driver="cots"),
        event("kept", actor="esa", driver="followers", inferred="actor"),
    )
    table = policy.followers(rows)
    assert table["id"].tolist() == ["kept"] and table.index.tolist() == [0] and list(table) == list(rows)


ACTS = pd.DataFrame(
    [
        ["e1", "law", "USA", "", "Act", "1962", ""],
        ["e2", "law", "LUX; esa", "followers", "Law of Luxembourg", "2017", ""],
        ["e3", "law", "JPN", "followers", "Law of Japan", "2021", ""],
        ["e4", "contract", "nasa", "", "Order", "2012", "cots"],
        ["e5", "programme", "nasa", "", "COTS begins", "2005", "cots"],
        ["e6", "mission", "nasa", "", "Flight", "2001", "cots"],
        ["e7", "agreement", "cnsa; roscosmos", "", "Memorandum", "2021-03", "ilrs"],
    ],
    columns=["id", "kind", "actor", "driver", "title", "date", "programme"],
)
RUNS = pd.DataFrame({"key": ["cots", "ilrs"], "owner": ["nasa", "cnsa; roscosmos"], "name": ["COTS", "ILRS"]})
BODIES = pd.DataFrame(
    [
        ["USA", "United States", "USA", ""],
        ["nasa", "NASA", "USA", "USA"],
        ["white-house", "White House", "USA", "USA"],
        ["ostp", "OSTP", "USA", "white-house"],
        ["LUX", "Luxembourg", "LUX", ""],
        ["JPN", "Japan", "JPN", ""],
        ["esa", "ESA", "", ""],
        ["cnsa", "CNSA", "CHN", "CHN"],
        ["roscosmos", "Roscosmos", "RUS", "RUS"],
        ["united-nations", "UN", "", ""],
        ["copuos", "COPUOS", "", "united-nations"],
    ],
    columns=["key", "name", "iso3", "parent"],
)


def test_what_may_be_said_to_do_something():
    known = policy.subjects(ACTS, RUNS, BODIES)
    assert list(known) == ["name", "actors", "date", "follows"]
    assert known.loc["e2"].tolist() == ["Law of Luxembourg", "LUX; esa", "2017", True]
    assert known.loc["e1"].tolist() == ["Act", "USA", "1962", False]
    assert known.loc["cots"].tolist() == ["COTS", "nasa", "2005", False], "a programme begins, it does not fly"
    assert known.loc["ilrs"].tolist() == ["ILRS", "cnsa; roscosmos", "", False]
    assert known.loc["ostp"].tolist() == ["OSTP", "ostp", "", False]


@pytest.mark.parametrize("kind", ["programme", "prize", "contract", "study"])
def test_kinds_of_acts_with_which_a_programme_begins(kind):
    known = policy.subjects(ACTS.assign(kind=ACTS["kind"].where(ACTS["id"] != "e6", kind)), RUNS, BODIES)
    assert known.loc["cots", "date"] == "2001"


def provided(subject, does="funds", inferred=""):
    rows = pd.DataFrame([{"id": "p", "subject": subject, "does": does, "inferred": inferred}])
    return policy.with_doers(rows, policy.subjects(ACTS, RUNS, BODIES), BODIES)


@pytest.mark.parametrize(
    ("subject", "side", "who"),
    [
        ("e1", "american", "USA"),
        ("cots", "american", "nasa"),
        ("ostp", "american", "white-house"),
        ("white-house", "american", "white-house"),
        ("e2; e3", "followers", "LUX; JPN"),
        ("e1; e3", "followers", "USA; JPN"),
        ("ilrs", "station", "CHN; RUS"),
        ("roscosmos; cnsa", "station", "CHN; RUS"),
        ("cnsa", "station", "CHN"),
        ("copuos", "world", "united-nations"),
        ("united-nations", "world", "united-nations"),
    ],
)
def test_who_acts_on_which_side(subject, side, who):
    (row,) = provided(subject).itertuples()
    assert (row.side, row.who) == (side, who)


@pytest.mark.parametrize(
    ("subject", "act", "date"),
    [
        ("e2; e3", "Law of Luxembourg; Law of Japan", "2017; 2021"),
        ("cots; nasa", "COTS", "2005"),
        ("nasa", "", ""),
        ("cnsa", "CNSA", ""),
    ],
)
def test_a_provision_names_its_acts_and_their_dates(subject, act, date):
    (row,) = provided(subject).itertuples()
    assert (row.act, row.date) == (act, date)


def test_what_is_no_act_is_left_out():
    rows = pd.DataFrame(
        {"id": ["a", "b", "c"], "subject": ["peregrine", "e1; mem-1", "e1"], "does": "funds", "inferred": ""}
    )
    kept = policy.with_doers(rows, policy.subjects(ACTS, RUNS, BODIES), BODIES)
    assert kept["id"].tolist() == ["c"] and kept.index.tolist() == [0]
    assert list(kept) == [*rows, "side", "who", "act", "date", "deed", "printed"]


@pytest.mark.parametrize(("inferred", "printed"), [("", True), ("does", False), ("subject", False), ("content", True)])
def test_a_provision_is_printed_where_subject_and_verb_are(inferred, printed):
    assert provided("e1", inferred=inferred)["printed"].tolist() == [printed]


VERBS = {
    "rules": ["changes", "decides", "allows", "grants", "forbids"],
    "aims": ["aims at"],
    "asks": ["asks for", "requires"],
    "organises": ["organises", "offers"],
    "pays": ["funds", "buys"],
}


@pytest.mark.parametrize(("deed", "does"), [(deed, does) for deed, verbs in VERBS.items() for does in verbs])
def test_five_questions(deed, does):
    made = provided("nasa", does)
    assert made["deed"].tolist() == [deed]
    assert len(policy.paying(made)) == (deed == "pays")


def test_every_verb_of_the_table_belongs_to_a_question():
    (field,) = (field for field in tables.fields("provisions") if field["name"] == "does")
    assert set(policy.DEED_OF) == set(field["constraints"]["enum"])


def test_provisions_are_counted_by_body_and_question():
    columns = ["id", "side", "who", "deed", "printed"]
    rows = pd.DataFrame(
        [
            ["d", "station", "CHN", "pays", True],
            ["b", "american", "nasa", "pays", False],
            ["a", "american", "nasa", "pays", True],
            ["c", "american", "nasa", "aims", True],
        ],
        columns=columns,
    )
    assert policy.who_does_what(rows).to_dict("records") == [
        {"side": "station", "who": "CHN", "deed": "pays", "provisions": 1, "printed": 1, "id": "d"},
        {"side": "american", "who": "nasa", "deed": "pays", "provisions": 2, "printed": 1, "id": "b"},
        {"side": "american", "who": "nasa", "deed": "aims", "provisions": 1, "printed": 1, "id": "c"},
    ]


STATED = pd.DataFrame(
    {"id": ["c1", "c2", "e1", "e2"], "table": ["claims", "claims", "events", "events"], "cites": ["", "n1", None, ""]}
)
ARGUED = pd.DataFrame(
    [
        ["a1", "d-b", "thesis", "c1", ""],
        ["a2", "d-b", "example", "c1; c2; e1", ""],
        ["a3", "r-x", "example", "c2", "n2"],
        ["a4", "d-a", "example", "e1; e2", "n3"],
        ["a5", "d-a", "reason", "e1", ""],
    ],
    columns=["id", "thesis", "role", "rests_on", "cites"],
)


def test_a_step_is_sourced_by_its_footnote_or_by_one_below_it():
    rows = policy.argued(ARGUED, {"d-a", "d-b"}, STATED)
    assert rows["id"].tolist() == ["a1", "a2", "a4", "a5"] and rows.index.tolist() == [0, 1, 2, 3]
    assert list(rows) == [*ARGUED, "footnote"]
    assert rows["footnote"].tolist() == [False, True, True, False]


def test_footnotes_by_part_and_by_thesis_in_the_order_of_the_steps():
    rows = policy.argued(ARGUED, {"d-a", "d-b"}, STATED)
    assert policy.sourced(rows, "thesis").reset_index().values.tolist() == [["d-b", 2, 1], ["d-a", 2, 1]]
    assert policy.sourced(rows, "role").reset_index().values.tolist() == [
        ["thesis", 1, 0], ["example", 2, 2], ["reason", 1, 0]
    ]  # fmt: skip


def test_what_a_thesis_rests_on_counts_each_statement_once():
    table = policy.rests_on(policy.argued(ARGUED, {"d-a", "d-b"}, STATED), STATED)
    assert table.index.tolist() == ["d-b", "d-a"] and table.index.name == "thesis" and table.columns.name is None
    assert table.to_dict() == {"claims": {"d-b": 2, "d-a": 0}, "events": {"d-b": 1, "d-a": 2}}


PROVISIONS = [
    {"id": "p1", "subject": "e2", "does": "allows", "inferred": "", "source": "paper"},
    {"id": "p2", "subject": "ilrs", "does": "funds", "inferred": "", "source": "essay"},
    {"id": "p3", "subject": "e2", "does": "funds", "inferred": "", "source": "page"},
]
SOURCES = [("paper", "founding", "market"), ("essay", "founding", "station"), ("page", "later", "market")]


@pytest.fixture
def made_up(monkeypatch):
    """The tables of a small book: three sources, seven acts, three provisions, five steps of an argument."""
    places = {"e3": "p. 99 n. a", "e4": "p. 95; p. 95 n. b"}
    book = {
        "sources": pd.DataFrame(SOURCES, columns=["key", "class", "subjects"]),
        "parties": BODIES.assign(short=BODIES["name"]),
        "programmes": RUNS,
        "events": ACTS.assign(
            source=["paper"] * 5 + ["essay", "page"], locator=[places.get(id, "p. 90") for id in ACTS["id"]]
        ),
        "provisions": pd.DataFrame(PROVISIONS),
        "concepts": pd.DataFrame({"key": ["d-a", "d-b", "r-x"], "kind": ["driver", "driver", "risk"]}),
        "arguments": ARGUED.assign(source=["paper", "paper", "paper", "page", "paper"]),
    }
    monkeypatch.setattr(tables, "load", book.__getitem__)
    monkeypatch.setattr(evidence, "statements", lambda: STATED)


def test_acts_are_those_that_stand_in_the_text_of_a_document_on_the_market(made_up):
    rows = policy.acts()
    assert rows["id"].tolist() == ["e1", "e5", "e4", "e2"]  # not e3 (a footnote), e6 (on the station), e7 (later)
    assert rows["country"].tolist() == ["USA", "USA", "USA", "LUX"]
    assert rows["who"].tolist() == ["United States", "NASA", "NASA", "Luxembourg"]


def test_american_policy_is_what_guides_since_2017(made_up, monkeypatch):
    assert policy.american_policy().empty
    late = policy.acts().assign(latest=pd.to_datetime(["2017-01-01", "2018-01-01", "2018-01-01", "2018-01-01"]))
    monkeypatch.setattr(policy, "acts", lambda: late)
    assert policy.american_policy()["id"].tolist() == ["e1"]
    monkeypatch.setattr(policy, "acts", lambda: late.assign(latest=pd.Timestamp("2016-12-31")))
    assert policy.american_policy().empty


def test_provisions_are_those_of_founding_documents_with_who_does_what(made_up):
    rows = policy.provisions()
    assert rows[["id", "side", "who", "act"]].values.tolist() == [
        ["p1", "followers", "LUX", "Law of Luxembourg"],
        ["p2", "station", "CHN; RUS", "ILRS"],
    ]


def test_steps_are_those_for_drivers(made_up):
    rows = policy.steps()
    assert rows[["id", "footnote"]].values.tolist() == [["a1", False], ["a2", True], ["a5", False]]


@pytest.mark.book
def test_the_steps_of_the_book_are_those_of_the_drivers():
    drivers = [row["key"] for row in tables.load("concepts").to_dict("records") if row["kind"] == "driver"]
    rows = policy.steps()
    assert set(rows["thesis"]) == set(drivers) and set(rows["source"]) <= set(evidence.founding())


@pytest.mark.book
def test_the_provisions_of_the_book_are_the_founding_ones():
    rows, raw = policy.provisions(), pd.read_csv(tables.DATA / "provisions.csv", keep_default_na=False)
    stated = raw[raw["source"].isin(evidence.founding())]
    nobodys = {*tables.load("craft")["key"], *tables.load("memberships")["id"]}
    acts = ~stated["subject"].map(lambda cell: bool(set(tables.split(cell)) & nobodys))
    assert set(rows["id"]) == set(stated.loc[acts, "id"])
    assert set(rows["side"]) == {"american", "followers", "station", "world"}


@pytest.mark.book
def test_the_acts_of_the_book_are_those_of_the_texts_on_the_market():
    raw = pd.read_csv(tables.DATA / "events.csv", keep_default_na=False)
    places = raw["locator"].str.split("; ").explode()
    text = set(places[~places.str.contains("n. ", regex=False)].index)
    wanted = raw[raw["source"].isin(evidence.founding("market")) & raw.index.isin(text)]
    rows = policy.acts()
    assert sorted(rows["id"]) == sorted(wanted["id"])
    assert rows["earliest"].dropna().is_monotonic_increasing


@pytest.mark.book
def test_the_books_american_policy_is_of_its_acts_since_2017():
    rows = policy.american_policy()
    assert set(rows["id"]) <= set(policy.acts()["id"])
    assert set(rows["country"]) == {"USA"} and rows["latest"].min() >= pd.Timestamp("2017-01-01")
    assert set(policy.guiding(policy.acts(), "USA", "2017")["id"]) == set(rows["id"])
