"""Policy: who acts, what stands in a text, drivers, instruments and lags, by hand."""

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


def test_a_driver_counts_where_the_text_gives_it():
    rows = events(
        event("a", driver="cots"),
        event("b"),
        event("c", driver="cots", inferred="driver"),
        event("d", driver="cots", inferred="actor; instrument"),
    )
    kept = policy.driven(rows)
    assert kept["id"].tolist() == ["a", "d"] and list(kept) == list(rows) and kept.index.tolist() == [0, 1]


@pytest.mark.parametrize("kind", ["law", "directive", "strategy", "programme", "prize"])
def test_kinds_that_make_a_market(kind):
    assert len(policy.making(events(event("a", kind=kind)))) == 1


def test_other_kinds_and_countries_make_no_american_market():
    assert policy.making(events(event("a", kind="contract"), event("b", actor="esa"))).empty
    assert policy.making(events(event("a"), event("b", actor="esa")), "esa")["id"].tolist() == ["b"]


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


def test_acts_by_driver():
    years = {"a": "2001", "b": "2003", "c": "2005", "d": "2007"}
    rows = events(*(event(id, year, driver="cots") for id, year in years.items()), event("e", "1990", driver="sector"))
    table = policy.by_driver(rows)
    assert table.loc["cots"].to_dict() == {"acts": 4, "first": 2001, "last": 2007, "examples": "A; B; C"}
    assert table.loc["sector"].to_dict() == {"acts": 1, "first": 1990, "last": 1990, "examples": "E"}


def used():
    return events(
        event("f", "2022", instrument="prize"),
        event("c", "2021", "esa", instrument="prize"),
        event("a", "2005", instrument="prize"),
        event("b", "2009", instrument="prize"),
        event("d", "1982", instrument="grant"),
        event("e", "2008"),
        event("g", "2005", instrument="loan"),
    )


def test_acts_with_an_instrument_come_in_order_of_date():
    rows = policy.with_instrument(used())
    assert rows["id"].tolist() == ["d", "a", "g", "b", "c", "f"]
    assert rows["year"].tolist() == [1982, 2005, 2005, 2009, 2021, 2022]


def test_instruments_by_decade():
    counts = policy.instruments_by_decade(used())
    assert counts[["instrument", "decade", "acts", "id"]].values.tolist() == [
        ["grant", 1980, 1, "d"],
        ["loan", 2000, 1, "g"],
        ["prize", 2000, 2, "a"],
        ["prize", 2020, 2, "c"],
    ]
    assert counts["share"].tolist() == pytest.approx([1, 1 / 3, 2 / 3, 1])


def test_instruments_come_in_the_order_in_which_they_began():
    rows = events(event("a", "2005", instrument="zeal"), event("b", "2015", instrument="aid"))
    assert policy.instruments_by_decade(rows)["instrument"].tolist() == ["zeal", "aid"]


def test_the_first_use_of_each_instrument():
    table = policy.first_use(used())
    assert table.columns.tolist() == ["instrument", "first", "title", "who", "id", "acts"]
    assert table.values.tolist() == [
        ["grant", 1982, "D", "NASA", "d", 1],
        ["prize", 2005, "A", "NASA", "a", 4],
        ["loan", 2005, "G", "NASA", "g", 1],
    ]


def test_a_lag_is_counted_from_the_first_movers_first_act():
    (row,) = policy.lags(used()).to_dict("records")
    assert row == {
        "instrument": "prize", "who": "ESA", "title": "C", "year": 2021, "lag": 16, "first_mover": "A", "id": "c"
    }  # fmt: skip


def test_each_follower_counts_once_with_its_first_act_and_instruments_are_sorted():
    rows = pd.DataFrame(
        {
            "id": list("abcdef"),
            "instrument": ["prize", "prize", "prize", "prize", "grant", "grant"],
            "country": ["USA", "esa", "JPN", "esa", "esa", "USA"],
            "who": ["NASA", "ESA", "Japan", "ESA", "ESA", "NASA"],
            "title": list("ABCDEF"),
            "earliest": pd.to_datetime(["2001", "2003", "2002", "2004", "2010", "2011"]),
        }
    )
    table = policy.lags(rows)
    assert table[["instrument", "who", "lag", "id"]].values.tolist() == [
        ["grant", "NASA", 1, "f"],
        ["prize", "Japan", 1, "c"],
        ["prize", "ESA", 2, "b"],
    ]
    assert table.index.tolist() == [0, 1, 2]


def test_the_acts_of_the_book_are_those_of_the_texts_on_the_market():
    raw = pd.read_csv(tables.DATA / "events.csv", keep_default_na=False)
    places = raw["locator"].str.split("; ").explode()
    text = set(places[~places.str.contains("n. ", regex=False)].index)
    wanted = raw[raw["source"].isin(evidence.founding("market")) & raw.index.isin(text)]
    rows = policy.acts()
    assert sorted(rows["id"]) == sorted(wanted["id"])
    assert rows["earliest"].dropna().is_monotonic_increasing


def test_the_books_american_policy_is_of_its_acts_since_2017():
    rows = policy.american_policy()
    assert set(rows["id"]) <= set(policy.acts()["id"])
    assert set(rows["country"]) == {"USA"} and rows["latest"].min() >= pd.Timestamp("2017-01-01")
    assert set(policy.guiding(policy.acts(), "USA", "2017")["id"]) == set(rows["id"])
