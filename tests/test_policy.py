"""Policy: lags and counts by hand, and an independent recount of the file."""

import pandas as pd

from analysis import policy, tables


def acts():
    return pd.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "instrument": ["prize", "prize", "prize", "grant"],
            "country": ["USA", "USA", "esa", "USA"],
            "who": ["NASA", "NASA", "ESA", "NASA"],
            "title": ["First", "Second", "Third", "Fourth"],
            "earliest": pd.to_datetime(["2005-01-01", "2007-01-01", "2021-01-01", "1982-01-01"]),
        }
    )


def test_a_lag_is_counted_from_the_first_movers_first_act():
    table = policy.lags(acts())
    assert table[["who", "lag", "first_mover"]].values.tolist() == [["ESA", 16, "First"]]


def test_instruments_by_decade_by_hand():
    counts = policy.instruments_by_decade(acts())
    assert counts.loc["prize", "2000s"] == 2 and counts.loc["prize", "2020s"] == 1 and counts.loc["grant", "1980s"] == 1
    assert counts.to_numpy().sum() == 4


def test_no_footnote_row_is_counted_as_an_act_of_the_text():
    raw = pd.read_csv(tables.DATA / "events.csv", keep_default_na=False)
    text = raw[(raw["source"] == "cir2023") & ~raw["locator"].str.contains("n. ", regex=False)]
    assert len(policy.of_the_paper()) == len(text)


def test_resource_laws_follow_within_the_years_the_paper_prints():
    laws = policy.lags(policy.of_the_paper()).query("instrument == 'resource law'").set_index("who")["lag"]
    assert laws.to_dict() == {"Luxembourg": 2017 - 2015, "UAE": 2019 - 2015, "Japan": 2021 - 2015, "India": 2023 - 2015}
