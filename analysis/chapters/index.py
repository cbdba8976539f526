"""The cover: one picture, six doors, the first finding of every chapter."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

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
from analysis.chapters.spec import Card, Figure, Finding, Table
from analysis.chapters.words import words
from analysis.facts import dates, tables

WORDS = words(__name__)
# What decides between the two roads first: who stands where, what came of what was said, the money.
CHAPTERS = (blocs, forecasts, funding, station, roadmap, partners, policy, companies, risks, power, disagreements)


def findings() -> list[Finding]:
    """Return the first finding of each chapter, the one that answers its question; what shows it stands there."""
    return [_from_afar(chapter.findings()[0], chapter.WORDS.name) for chapter in CHAPTERS]


def _from_afar(finding: Finding, chapter: str) -> Finding:
    return replace(finding, shown=f"{WORDS['pages'][chapter]}.html{finding.shown}")


def roads() -> Figure:
    """Return the picture of the book: states that signed for either road, over time."""
    joined = blocs.joined()
    told = {key: str(value) for key, value in WORDS["roads"].items()} | {"subtitle": joined.words["subtitle"]}
    words = {**joined.words, **{part: told[part] for part in ("subtitle", "caption")}}
    page = f"{WORDS['pages'][blocs.WORDS.name]}.html"
    data = joined.data.drop(columns="id").assign(url=[f"{page}#{key}" for key in joined.data["id"]])
    return replace(joined, name="fig-roads", words=words, data=data)


def cards() -> list[Card]:
    """Return a door to each of six chapters: the overlap, the slips, the money first."""
    drawn = {
        "blocs": (blocs.joined(), _signed),
        "roadmap": (roadmap.moved(), _moved),
        "funding": (funding.timeline(), _spent),
        "forecasts": (forecasts.tally(), _fates),
        "risks": (risks.plans(), _flown),
        "disagreements": (disagreements.later(), _borne_out),
    }
    return [
        Card(WORDS[f"cards.{name}.chapter"], WORDS[f"cards.{name}.page"], figure.words["title"], bars(figure),
             WORDS[f"cards.{name}.unit"])
        for name, (figure, bars) in drawn.items()
    ]  # fmt: skip


def _bars(name: str, values: dict[str, float], roles: dict[str, str] | None = None) -> pd.DataFrame:
    """Bars named by the words of the card; plain where no role is given."""
    labels = WORDS[f"cards.{name}"].get("labels", {})
    rows = [(labels.get(key, key), value, (roles or {}).get(key, "plain")) for key, value in values.items()]
    return pd.DataFrame(rows, columns=["label", "value", "role"])


def _signed(figure: Figure) -> pd.DataFrame:
    states = figure.data.groupby("line")["state"].agg(set)
    counted = {line: len(states[line]) for line in ("ilrs", "artemis-accords")}
    both = len(set.intersection(*states))
    return _bars("blocs", counted | {"both": both}, {"ilrs": "ilrs", "artemis-accords": "artemis", "both": "both"})


def _moved(figure: Figure) -> pd.DataFrame:
    moved = figure.data.assign(years=figure.table["years"]).nlargest(6, "years")
    return moved.rename(columns={"years": "value"})[["label", "value", "role"]]


def _spent(figure: Figure) -> pd.DataFrame:
    done = funding.holders().data.query("certainty == 'done'")
    return _bars("funding", (done.groupby("group", sort=False)["low"].sum() / 1e9).to_dict(), WORDS["cards.funding.roles"])


def _fates(figure: Figure) -> pd.DataFrame:
    past = figure.table[figure.table["row"] == forecasts.WORDS["tally.rows.past"]]
    counted = past["fate"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    return _bars("forecasts", counted.to_dict())


def _flown(figure: Figure) -> pd.DataFrame:
    ended = figure.data
    due = ended["group"].value_counts(sort=False)
    met = (ended["state"].eq("flown") & ended["months"].eq(0)).groupby(ended["group"]).sum()
    roles = ended.groupby("group", sort=False)["role"].first()
    return _bars("risks", met[due.index].to_dict(), roles.to_dict()).assign(of=due.to_list())


def _borne_out(figure: Figure) -> pd.DataFrame:
    return _bars("disagreements", figure.table[list(WORDS["cards.disagreements.labels"])].sum().to_dict())


def sources() -> Table:
    """Return the founding documents in a few words."""
    rows = tables.load("sources").query("`class` == 'founding'")
    return WORDS.table("sources", rows[["called", "title", "as_of", "about"]].assign(as_of=rows["as_of"].map(dates.label)))
