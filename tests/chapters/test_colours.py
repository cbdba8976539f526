"""A colour means one thing in the whole book: what is of a programme has the programme's colour wherever it is drawn."""

from analysis.chapters import companies, forecasts, funding, power, risks
from analysis.charts import palette

PROGRAMMES = {"clps", "hls", "xevas", "base"}


def test_cargo_is_of_one_colour_in_every_figure_that_draws_it():
    cargo = [forecasts.cargo().data["role"], forecasts.lead().data.query("mark == 'diamond'")["role"]]
    plans = risks.plans().data
    cargo.append(plans.loc[plans["group"] == risks.WORDS["plans.groups.orders"], "role"])
    cargo += [figure().data.query("lane == 'clps'")["role"] for figure in (funding.timeline, forecasts.since)]
    assert all(set(roles) == {"clps"} for roles in cargo)


def test_nasas_own_missions_and_the_station_keep_the_colours_of_their_roads():
    rows = forecasts.lead().data.query("mark != 'diamond'")
    assert set(zip(rows["mark"], rows["role"], strict=True)) == {("round", "ilrs"), ("square", "artemis")}


def test_a_price_or_a_paid_contract_has_the_colour_of_its_programme():
    paid = funding.price().data.query("certainty == 'done'")
    assert set(paid["role"]) == {"hls"}
    drawn = companies.purchases().data.edges(data=True)
    assert {(purchase, edge["role"]) for purchase, _, edge in drawn if edge["amount"]} == {
        (p, p) for p in ("clps", "hls", "xevas")
    }
    rest = funding.wider().data
    assert set(rest.loc[rest["group"] == funding.PROGRAMMES[funding.OTHER], "role"]) == {"base"}


def test_what_has_no_programme_borrows_no_colour_of_one():
    assert not set(power.masses().data["role"]) & (PROGRAMMES | {"ilrs", "artemis", "both", "risk"})
    assert set(palette.ROLES) > PROGRAMMES
