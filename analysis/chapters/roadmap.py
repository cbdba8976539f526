"""The roadmap: when the base is to stand, whose phases are the partners', how dates moved, and when people are to arrive."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import until, words
from analysis.charts.moved import alt_moved, draw_moved
from analysis.charts.timeline import alt_timeline, draw_timeline
from analysis.facts import dates, evidence, relations, tables
from analysis.facts.vocabulary import certainty, ended_badly
from analysis.topics import roadmap

WORDS = words(__name__)
AS_OF, LATER = WORDS["as_of"], WORDS["later"]
ROADS = WORDS["roads"]
TOLD_DIGITS = 7  # of a date such as 2023-10-25, what month and year take


def _documents() -> str:
    return evidence.called(tables.join(evidence.founding("station")))


def _month(text: str) -> str:
    """Return the month or year in which a statement was made, in words."""
    return dates.label(text[:TOLD_DIGITS])


def _slips() -> pd.DataFrame:
    return roadmap.slips(_revisions())


def _revisions() -> pd.DataFrame:
    return roadmap.revisions(roadmap.missions("later"), roadmap.phases("later"))


def _against() -> pd.DataFrame:
    plan, placed = roadmap.joint(roadmap.phases("later")), roadmap.joint(roadmap.missions("later"))
    return roadmap.against_joint(roadmap.phases(), roadmap.missions(), plan, placed)


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    phases, missions, slips = roadmap.phases(), roadmap.missions(), _slips()
    later = pd.concat([roadmap.phases("later"), roadmap.missions("later")], ignore_index=True)
    plans = pd.concat([phases, missions[missions["phase_position"].notna()], roadmap.joint(later)])
    moved = _revisions()[lambda rows: rows["key"].isin(slips["key"])]
    landings = roadmap.next_landings(roadmap.missions("later"))
    arrivals = pd.concat(
        [roadmap.crews(missions), roadmap.crews(roadmap.missions("later")).query("record == 'flown'"), landings]
    )
    return [
        Finding(_base(), _dates_of_base(), LATER, shown="#fig-slips"),
        Finding(WORDS.say("finding.calendars", **_calendars()), plans, LATER, shown="#fig-roadmap"),
        Finding(_moved(slips, moved), moved, LATER, shown="#fig-slips"),
        Finding(_people(missions, landings), arrivals, LATER, shown="#fig-crews"),
    ]


def _first_base() -> pd.DataFrame:
    return roadmap.basic(roadmap.phases())


def _dated_base() -> pd.DataFrame:
    """Return the statements of the documents that date the base itself."""
    rows = roadmap.missions()
    return roadmap.in_order(roadmap.dated(rows[rows["craft"] == roadmap.BASE]))


def _construction() -> pd.DataFrame:
    """Return what the joint roadmap says of the phase of construction."""
    return roadmap.joint(roadmap.phases("later")).query("position == 2")


def _latest() -> pd.DataFrame:
    """Return the phases of the plan told last, in their order."""
    rows = roadmap.phases("later")
    return rows[rows["told"] == _last_told(rows)].sort_values("position")


def _last_told(rows: pd.DataFrame) -> str:
    return rows["told"].iloc[rows["told"].map(dates.latest).argmax()]


def _dates_of_base() -> pd.DataFrame:
    """Return the statements by which one sees when a base is due, and how much of it."""
    basic = roadmap.basic(roadmap.phases("later"))
    rows = pd.concat([_first_base(), _dated_base(), basic, _construction(), _latest()], ignore_index=True)
    return rows.drop_duplicates("id")


def _printed(rows: pd.DataFrame, *columns: str) -> dict[str, object]:
    """Return how many statements there are, and how many of them print their date (or `columns`)."""
    return {"dates": len(rows), "printed": int(evidence.printed(rows, *(columns or ("date",))).sum())}


def _compared() -> pd.DataFrame:
    """Return the documents' dated phases and placings of missions that the joint roadmap puts in a phase too."""
    missions, placed = roadmap.missions(), roadmap.joint(roadmap.missions("later"))
    kept = missions["phase_position"].notna() & missions["craft"].isin(placed.dropna(subset="phase_position")["craft"])
    return pd.concat([roadmap.dated(roadmap.phases()), missions[kept]], ignore_index=True)


def _base() -> str:
    first, last = _first_base().iloc[0], _dated_base().iloc[-1]
    plan, (now, *_, then) = _construction().iloc[0], _latest().to_dict("records")
    told = {
        "due": dates.label(first["date"]),
        "told": _month(first["told"]),
        "base": dates.label(last["date"]),
        "later": _month(last["told"]),
        "years": (last["earliest"] - first["latest"]).days // roadmap.YEAR,
        "steps": _steps(roadmap.basic(roadmap.phases("later"))),
        "end": plan["latest"].year,
        "plan": _month(now["told"]),
        "now": dates.label(now["date"]),
        "then": dates.label(then["date"]),
    } | _printed(_dates_of_base())
    return WORDS.say("finding.base", **told | {"years": int(told["years"])})


def _steps(rows: pd.DataFrame) -> str:
    """Return what was said one after another, each new date with the month in which it was first told."""
    told = list(zip(rows["date"], rows["told"], strict=True))
    new = told[:1] + [b for a, b in pairwise(told) if relations.moments(a[0], b[0]).kind != "same"]
    return WORDS.listed([WORDS.say("step", date=dates.label(date), told=_month(day)) for date, day in new])


def _calendars() -> dict[str, object]:
    table = _against()
    dated, undated = table[table["dated"] > 0], table[(table["dated"] == 0) & (table["placed"] > 0)]
    most = 2 * dated["same"] > dated["dated"]  # one year in common may be chance
    keeps, own = dated[most], dated[~most]
    said = [
        WORDS.say(key, document=evidence.called(source), **row.to_dict())
        for key, rows in (("same", keeps), ("together", undated))
        for source, row in rows.iterrows()
    ]
    return {
        "joint": dates.label(roadmap.JOINT),
        "n": len(keeps) + len(undated),
        "carry": WORDS.listed(said),
        "own": WORDS.listed(
            [
                WORDS.say("own_placed" if row["placed"] else "own", document=evidence.called(source), **row.to_dict())
                for source, row in own.iterrows()
            ]
        ),
        "keeps": len(keeps),
        "dated": len(dated),
    } | _printed(_compared(), "date", "position", "craft", "phase_position")


def _moved(slips: pd.DataFrame, moved: pd.DataFrame) -> str:
    said = {}
    for bloc, rows in slips.groupby("bloc"):
        late = rows[rows["years"] > 0]
        said |= {f"{bloc}_n": len(rows), f"{bloc}_late": len(late)}
        said |= {f"{bloc}_least": late["years"].min(), f"{bloc}_most": late["years"].max()}
    flown = slips[slips["record"].isin(roadmap.FLOWN)]
    later = pd.concat([roadmap.missions("later"), roadmap.phases("later")], ignore_index=True)
    told = WORDS.listed([f"{row['name']} {_by(row)}" for row in flown.to_dict("records")])
    return WORDS.say("finding.moved", **said, **_printed(later[later["id"].isin(moved["id"])]), flown=told)


def _by(row: dict) -> str:
    """Return in words how far a date has moved."""
    kind = "kept" if row["kept"] else "late" if row["years"] > 0 else "early"
    failed = WORDS["moved.failed"] if row["record"] == "failed" else ""
    return WORDS.say(f"moved.by.{kind}", years=f"{abs(row['years']):.1f}") + failed


def _people(missions: pd.DataFrame, landings: pd.DataFrame) -> str:
    rows = roadmap.crews(missions)
    station, artemis = rows[rows["bloc"] == "ilrs"], rows[rows["bloc"] == "artemis"]
    flown = roadmap.crews(roadmap.missions("later")).query("record == 'flown'").iloc[0]
    return WORDS.say(
        "finding.crews",
        year=station["earliest"].dt.year.min(),
        n=len(station),
        documents=station["source"].nunique(),
        m=len(artemis),
        others=artemis["source"].nunique(),
        last=artemis["latest"].dt.year.max(),
        flight=flown["name"],
        flown=_month(flown["date"]),
        landings=_landings(landings),
        **_printed(rows),
    )


def _landings(rows: pd.DataFrame) -> str:
    said = [(f"landing.{row['bloc']}", row["name"], dates.label(row["date"])) for row in rows.to_dict("records")]
    return WORDS.listed([WORDS.say(key, mission=name, date=date) for key, name, date in said])


def calendars() -> Figure:
    """Return the phases in one lane for each document that dates them, between the partners' roadmap and the latest plan."""
    later, own = roadmap.phases("later"), roadmap.dated(roadmap.phases())
    latest = _last_told(later)
    lanes = {"joint": WORDS.say("calendars.joint", day=_month(roadmap.JOINT))}
    lanes |= {key: name for key, name in evidence.short(roadmap.documents()).items() if key in set(own["source"])}
    lanes |= {"latest": WORDS.say("calendars.latest", day=_month(latest))}
    spans = [
        _spans(own, own["source"]),
        _spans(roadmap.joint(later).drop_duplicates("position"), "joint"),  # a phase that two sources give is one bar
        _spans(_latest(), "latest"),
    ]
    data = pd.concat(spans, ignore_index=True)
    told = _calendars() | {"statements": len(data)}
    return Figure(
        name="fig-roadmap",
        draw=draw_timeline,
        data=data,
        words=WORDS.figure("calendars", **told),
        alt=alt_timeline(data, lanes, WORDS.say("calendars.alt", **told)),
        table=data.drop(columns=["role", "form"]).assign(lane=data["lane"].map(lanes)),
        options={"start": "2018-01-01", "end": "2052-01-01", "lanes": lanes, "as_of": _line(LATER)},
    )


def _spans(phases: pd.DataFrame, lane: pd.Series | str) -> pd.DataFrame:
    labels = phases["label"].str.replace(r"^(\w+ phase): ", "", regex=True)
    return phases[["earliest", "latest", "id"]].assign(
        lane=lane,
        label=labels.str[:1].str.upper() + labels.str[1:],
        form="span",
        certainty="announced",
        role="ilrs",
        status=_by_date(phases, LATER),
    )


def _line(month: str) -> tuple[pd.Timestamp, str]:
    return until(month, WORDS["until"])


def _by_date(rows: pd.DataFrame, month: str) -> list[str]:
    """Return what a thing is by its dates at the end of a month: over, under way or ahead."""
    (day, _), said = _line(month), WORDS["by_date"]
    return [
        said["over"] if row.latest <= day else said["ahead"] if row.earliest > day else said["under_way"]
        for row in rows[["earliest", "latest"]].itertuples()
    ]


def moved() -> Figure:
    """Return how far the dates of both roads have moved, by later sources."""
    slips = _slips()
    failed = slips["record"].map(lambda record: ended_badly(record) if record in roadmap.FLOWN else False)
    data = pd.DataFrame(
        {
            "label": slips["name"].replace({roadmap.BASIC: WORDS["moved.base"]}),
            "first": slips["first"],
            "last": slips["last"],
            "between": slips["between"],
            "text": [_by(row) for row in slips.to_dict("records")],
            "group": slips["bloc"].map(ROADS),
            "role": slips["bloc"],
            "certainty": slips["record"].map(certainty),
            "failed": failed,
            "id": slips["id"],
        }
    )
    late = (slips["years"] > 0).groupby(slips["bloc"]).agg(["sum", "size"])
    told = {
        f"{bloc}_{what}": int(late.loc[bloc, how]) for bloc in late.index for what, how in (("late", "sum"), ("n", "size"))
    }
    told |= {"n": int(_revisions()["key"].isin(slips["key"]).sum()), "later": LATER}
    return Figure(
        name="fig-slips",
        draw=draw_moved,
        data=data,
        words=WORDS.figure("moved", **told),
        alt=alt_moved(data, WORDS.say("moved.alt", **told)),
        table=slips.drop(columns=["key", "between"]).assign(bloc=slips["bloc"].map(ROADS)),
        options={"start": "2020-01-01", "end": "2038-01-01", "key": WORDS["moved.key"], "as_of": _line(LATER)},
    )


def slips() -> Table:
    """Return the first and the latest date of each thing, with the month in which each was told."""
    rows = _slips()
    frame = pd.DataFrame(
        {
            "thing": rows["name"].replace({roadmap.BASIC: WORDS["moved.base"]}),
            "road": rows["bloc"].map(ROADS),
            "first": _told(rows["first_date"], rows["first_told"]),
            "last": _told(rows["last_date"], rows["last_told"]),
            "moved": [_by(row) for row in rows.to_dict("records")],
        }
    )
    return WORDS.table("slips", frame)


def _told(values: pd.Series, told: pd.Series) -> list[str]:
    return [WORDS.say("step", date=dates.label(date), told=_month(day)) for date, day in zip(values, told, strict=True)]


def crews() -> Figure:
    """Return when the founding documents have crews arrive, one lane a road."""
    rows, short = roadmap.crews(roadmap.missions()), evidence.short()
    labels = [
        WORDS.say("crews.label", document=short[source], date=dates.label(date))
        for source, date in zip(rows["source"], rows["date"], strict=True)
    ]
    data = rows[["earliest", "latest", "certainty", "id"]].assign(
        lane=rows["bloc"], label=labels, form="span", role=rows["bloc"], status=_by_date(rows, AS_OF)
    )
    year = rows.loc[rows["bloc"] == "ilrs", "earliest"].dt.year.min()
    return Figure(
        name="fig-crews",
        draw=draw_timeline,
        data=data,
        words=WORDS.figure("crews", year=year, n=len(rows)),
        alt=alt_timeline(data, WORDS["crews.lanes"], WORDS.say("crews.alt", year=year)),
        table=data.drop(columns=["role", "form"]).assign(lane=data["lane"].map(WORDS["crews.lanes"])),
        options={"start": "2019-01-01", "end": "2042-01-01", "lanes": WORDS["crews.lanes"], "as_of": _line(AS_OF)},
    )


def people() -> Table:
    """Return what each founding document says of when people come, on either road."""
    rows = roadmap.missions()
    records = []
    for source in evidence.founding():
        here = rows[rows["source"] == source]
        cells = [_when(here[here["craft"].isin(craft)]) for craft in roadmap.CREWS.values()]
        records.append((evidence.called(source), *cells))
    return WORDS.table("people", pd.DataFrame(records, columns=["document", *roadmap.CREWS]))


def _when(rows: pd.DataFrame) -> str:
    """Return the dates a document gives for crews, in order of their beginning."""
    found = roadmap.crews(rows).sort_values(["earliest", "date"])["date"]
    return "; ".join(dates.label(date) for date in dict.fromkeys(found)) or WORDS["people.undated"]


def phases() -> Table:
    """Return the phases as each document divides them."""
    rows = roadmap.phases()
    frame = rows[["source", "position", "label", "date", "content"]].assign(
        source=rows["source"].map(evidence.called),
        date=rows["date"].map(lambda text: dates.label(text) or WORDS["phases.undated"]),
    )
    return WORDS.table("phases", frame, documents=_documents())


def against() -> Table:
    """Return how far each document's phases are those of the joint roadmap."""
    frame = _against().reset_index()
    frame["source"] = frame["source"].map(evidence.called)
    return WORDS.table("against", frame)


def disputed() -> Table:
    """Return the missions on which statements cannot be true together."""
    groups = roadmap.disputed(roadmap.missions()).groupby(["mission", "what"])
    frame = pd.DataFrame(
        [(mission, WORDS[f"disputed.what.{what}"], _stated(group)) for (mission, what), group in groups],
        columns=["mission", "what", "stated"],
    )
    return WORDS.table("disputed", frame, documents=_documents())


def _stated(values: pd.DataFrame) -> str:
    """Return the values of one mission, each with the documents that state it, in words."""
    short = evidence.short()
    parts = []
    for row in values.itertuples():
        value = dates.label(row.value) if row.what == "date" else row.value
        parts.append(f"{value} ({', '.join(short[key] for key in tables.split(row.sources))})")
    return "; ".join(parts)


def phase_statements() -> Statements:
    """Return every phase statement, of founding documents and of later sources."""
    rows = pd.concat([roadmap.phases(), roadmap.phases("later")], ignore_index=True)
    return WORDS.statements("phases", _shown(rows), "label", "date", "told", "content")


def mission_statements() -> Statements:
    """Return every statement on a mission or craft of the station, and on crews, of both classes of sources."""
    every = pd.concat([roadmap.missions(), roadmap.missions("later")], ignore_index=True)
    shown = ["name", "record", "phase_position", "date", "told", "status", "site", "content"]
    return WORDS.statements("missions", _shown(roadmap.own_or_crews(every)), *shown)


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    told = rows["told"].map(_month)
    return rows.assign(date=rows["date"].map(dates.label), told=told, source=rows["source"].map(evidence.called))
