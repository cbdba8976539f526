"""The cover: the first finding of every chapter."""

from __future__ import annotations

from analysis.chapters import (
    blocs,
    companies,
    disagreements,
    forecasts,
    funding,
    partners,
    policy,
    power,
    risks,
    roadmap,
    station,
)
from analysis.chapters.spec import Finding, Table
from analysis.chapters.words import words
from analysis.facts import dates, tables

WORDS = words(__name__)
# What decides between the two roads first: who stands where, what came of what was said, the money.
CHAPTERS = (blocs, forecasts, funding, station, roadmap, partners, policy, companies, risks, power, disagreements)


def findings() -> list[Finding]:
    """Return the first finding of each chapter, the one that answers its question."""
    return [chapter.findings()[0] for chapter in CHAPTERS]


def sources() -> Table:
    """Return the founding documents in a few words."""
    rows = tables.load("sources").query("`class` == 'founding'")
    return WORDS.table("sources", rows[["called", "title", "as_of", "about"]].assign(as_of=rows["as_of"].map(dates.label)))
