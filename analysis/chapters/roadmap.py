"""The roadmap: phases and missions as each document dates them, and when people are to arrive."""

from __future__ import annotations

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import words
from analysis.charts.timeline import alt_timeline, draw_timeline
from analysis.facts import dates, evidence, tables
from analysis.topics import roadmap

WORDS = words(__name__)
AS_OF = WORDS["as_of"]
ROADS = WORDS["crews.lanes"]


def _documents() -> str:
    return evidence.called(tables.join(evidence.founding("station")))


def _calendar() -> pd.DataFrame:
    """Return the dated statements of the documents that describe the station."""
    rows = roadmap.calendar(roadmap.missions())
    return rows[rows["source"].isin(evidence.founding("station"))]


def _stated(values: pd.DataFrame) -> str:
    """Return the values of one mission, each with the documents that state it, in words."""
    short = evidence.short()
    parts = []
    for row in values.itertuples():
        value = dates.label(row.value) if row.what == "date" else row.value
        parts.append(f"{value} ({', '.join(short[key] for key in tables.split(row.sources))})")
    return "; ".join(parts)


def _first_crew(crews: pd.DataFrame) -> int:
    return crews.loc[crews["bloc"] == "ilrs", "earliest"].dt.year.min()


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    phases, missions = roadmap.phases(), roadmap.missions()
    rows, disputed = roadmap.own_or_crews(missions), roadmap.disputed(missions)
    crews = roadmap.crews(missions)[lambda table: table["bloc"] == "ilrs"]
    contested = rows[rows["name"].isin(disputed["mission"])]
    presence = rows[rows["craft"].isin(crews["craft"])]
    arrival = WORDS.say("finding.crews", n=len(crews), year=_first_crew(crews))
    return [
        Finding(_calendars(phases), phases, AS_OF),
        Finding(_most_disputed(disputed), contested, AS_OF, contested=True),
        Finding(_best_fit(roadmap.fit(missions, phases)), rows, AS_OF),
        Finding(arrival, presence, AS_OF),
    ]


def _calendars(phases: pd.DataFrame) -> str:
    firsts = roadmap.dated(phases[phases["position"] == 1])
    ends = [str(year) for year in sorted(set(firsts["latest"].dropna().dt.year))]
    several = {"n": phases["source"].nunique(), "phases": phases["position"].nunique()}
    return WORDS.say("finding.calendars", **several, ends=", ".join(ends[:-1]), last=ends[-1])


def _most_disputed(disputed: pd.DataFrame) -> str:
    groups = [group for _, group in disputed.groupby(["mission", "what"])]
    worst = max(groups, key=len)
    told = {"mission": worst["mission"].iloc[0], "values": len(worst), "stated": _stated(worst)}
    return WORDS.say("finding.disputed", n=disputed["mission"].nunique(), **told)


def _best_fit(fit: pd.DataFrame) -> str:
    best, worst = fit.iloc[0], fit.iloc[-1]
    names = {"best": evidence.called(best.name), "worst": evidence.called(worst.name)}
    numbers = {"fits": best["fits"], "pairs": best["pairs"], "fewer": worst["fits"], "tested": worst["pairs"]}
    return WORDS.say("finding.fit", **names, **{key: int(number) for key, number in numbers.items()})


def calendars() -> Figure:
    """Return phases and missions in two lanes for each document that dates them."""
    phases = roadmap.dated(roadmap.phases())
    data = pd.concat([_spans(phases), _points(_calendar())], ignore_index=True)
    lanes = _lanes(set(data["lane"]))
    return Figure(
        name="fig-roadmap",
        draw=draw_timeline,
        data=data,
        words=WORDS.figure("calendars", n=len(data)),
        alt=alt_timeline(data, lanes, WORDS["calendars.alt"]),
        table=data.drop(columns="role").assign(lane=data["lane"].map(lanes)),
        options={"start": "2018-01-01", "end": "2052-01-01", "lanes": lanes, "key": list(WORDS["calendars.key"].items())},
    )


def _spans(phases: pd.DataFrame) -> pd.DataFrame:
    return phases[["earliest", "latest", "id"]].assign(
        lane=phases["source"] + " span",
        label=phases["label"].str.replace(r"^(\w+ phase): ", "", regex=True),
        form="span",
        certainty="announced",
        failed=False,
        role="ilrs",
    )


def _points(missions: pd.DataFrame) -> pd.DataFrame:
    return missions[["earliest", "latest", "id", "certainty", "failed"]].assign(
        lane=missions["source"] + " point",
        label=missions["name"] + ", " + missions["date"].map(dates.label),
        form="point",
        role="ilrs",
    )


def _lanes(known: set[str]) -> dict[str, str]:
    """Return lane -> heading, phases above missions, oldest document first."""
    headings = {
        f"{key} {form}": WORDS.say(f"calendars.{form}", document=name)
        for key, name in evidence.short(roadmap.documents()).items()
        for form in ("span", "point")
    }
    return {lane: heading for lane, heading in headings.items() if lane in known}


def crews() -> Figure:
    """Return when crews are said to arrive, one lane a road."""
    rows, short = roadmap.crews(roadmap.missions()), evidence.short()
    labels = [
        WORDS.say("crews.label", document=short[source], date=dates.label(date))
        for source, date in zip(rows["source"], rows["date"], strict=True)
    ]
    data = rows[["earliest", "latest", "certainty", "id"]].assign(
        lane=rows["craft"], label=labels, form="span", role=rows["bloc"]
    )
    return Figure(
        name="fig-crews",
        draw=draw_timeline,
        data=data,
        words=WORDS.figure("crews", year=_first_crew(rows), n=len(rows)),
        alt=alt_timeline(data, ROADS, WORDS["crews.alt"]),
        table=data.drop(columns="role").assign(lane=data["lane"].map(ROADS)),
        options={"start": "2019-01-01", "end": "2042-01-01", "lanes": ROADS},
    )


def phases() -> Table:
    """Return the phases as each document divides them."""
    rows = roadmap.phases()
    frame = rows[["source", "position", "label", "date", "content"]].assign(
        source=rows["source"].map(evidence.called),
        date=rows["date"].map(lambda text: dates.label(text) or WORDS["phases.undated"]),
    )
    return WORDS.table("phases", frame, documents=_documents())


def fit() -> Table:
    """Return the pairs of statements that each document's phases fit."""
    frame = roadmap.fit(roadmap.missions(), roadmap.phases()).reset_index()
    frame["document"] = frame["document"].map(evidence.called)
    return WORDS.table("fit", frame, digits={"share": 2}, documents=_documents())


def disputed() -> Table:
    """Return the missions with more than one stated date or phase."""
    groups = roadmap.disputed(roadmap.missions()).groupby(["mission", "what"])
    frame = pd.DataFrame(
        [(mission, WORDS[f"disputed.what.{what}"], _stated(group), len(group)) for (mission, what), group in groups],
        columns=["mission", "what", "stated", "values"],
    )
    return WORDS.table("disputed", frame, documents=_documents())


def phase_statements() -> Statements:
    """Return every phase statement."""
    rows = roadmap.phases()
    shown = rows.assign(date=rows["date"].map(dates.label), source=rows["source"].map(evidence.called))
    return WORDS.statements("phases", shown, "label", "date", "content")


def mission_statements() -> Statements:
    """Return every statement on a mission or craft of the station, and on crews."""
    rows = roadmap.own_or_crews(roadmap.missions())
    shown = rows.assign(date=rows["date"].map(dates.label), source=rows["source"].map(evidence.called))
    return WORDS.statements("missions", shown, "name", "record", "phase_position", "date", "status", "site", "content")
