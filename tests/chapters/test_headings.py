"""What headings and titles say in words, without a number, is true of the data as it stands."""

from analysis.facts import evidence, tables
from analysis.topics import ledger, policy, roadmap, station


def test_every_document_that_dates_the_phases_dates_them_differently():
    first = roadmap.phases().query("position == 1 and date != ''")
    assert first["date"].is_unique and len(first) > 1


def test_the_documents_on_the_station_share_a_base_a_relay_crews_and_the_use_of_resources():
    table = station.agreement(station.parts())
    shared = set(table.index[table["documents"] == len(evidence.founding("station"))])
    assert shared >= {"f-surface-base", "f-communication", "o-crewed-support", "o-isru"}


def test_people_come_to_the_station_after_the_robots():
    rows = roadmap.missions()
    robots = rows[(rows["bloc"] == "ilrs") & rows["craft"].str.startswith(("change", "luna-2")) & (rows["date"] != "")]
    crews = rows[(rows["craft"] == "ilrs-crewed") & (rows["date"] != "")]
    assert crews["earliest"].min() > robots["latest"].max()


def test_later_sources_are_never_among_the_founding_statements():
    founding = set(evidence.founding())
    for name in tables.statement_tables():
        assert set(evidence.said(name)["source"]) <= founding
