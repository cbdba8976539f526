"""What headings and titles say in words, without a number, is true of the data as it stands."""

from analysis.facts import evidence, tables


def test_later_sources_are_never_among_the_founding_statements():
    founding = set(evidence.founding())
    for name in tables.statement_tables():
        assert set(evidence.said(name)["source"]) <= founding
