"""What can go wrong: plans against flights, the record under every way to count, and what is said of risk on both roads."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.chapters import links
from analysis.chapters.spec import Figure, Finding, Statements, Table, row_id
from analysis.chapters.words import until, words
from analysis.charts.intervals import alt_intervals, draw_intervals
from analysis.charts.panels import alt_panels, draw_panels
from analysis.charts.plans import alt_plans, draw_plans
from analysis.facts import dates, evidence, tables
from analysis.topics import flights, risks

WORDS = words(__name__)
AS_OF, FOUNDING_AS_OF = WORDS["as_of"], WORDS["founding_as_of"]
# When each programme was named: plans from before are not its own.
NAMED = {"artemis": "2019", "ilrs": "2021"}
PANELS = {
    "american": ("r-mission", "r-commercial"),
    "world": ("r-competition", "r-inequality", "r-geopolitics"),
    "station": ("r-ilrs", "r-escalation"),
}


def _document() -> str:
    return evidence.called(tables.join(evidence.founding("market")))


def _deliveries() -> pd.DataFrame:
    return evidence.said("clps", "later")


def _missions() -> pd.DataFrame:
    """The later statements on NASA's own missions and those of the station, with the road; companies fly the others."""
    rows = evidence.said("missions", "later")
    rows = rows.assign(road=rows["craft"].map(tables.named("craft", "bloc")))
    own = rows["craft"].map(tables.named("craft", "operator")) == "nasa"
    return rows[(rows["road"] == "ilrs") | (own & (rows["road"] == "artemis"))].reset_index(drop=True)


def _month() -> str:
    """The last month of which a later source on flights surely speaks, as EDTF."""
    behind = pd.concat([_deliveries()["source"], _missions()["source"]]).map(tables.named("sources", "as_of"))
    return str(behind.map(dates.earliest).max())[:7]


def _until() -> str:
    return dates.label(_month())


def _late() -> pd.DataFrame:
    """Every flight that is due, in its group, with what became of it."""
    orders, missions = flights.orders(_deliveries()), _missions()
    frames = [orders.assign(group="orders", name=orders["mission"].str.split(" (", regex=False).str[0])]
    for road, since in NAMED.items():
        own = flights.missions(missions[missions["road"] == road], since)
        frames.append(own.assign(group=road, name=own["craft"].map(tables.named("craft", "name"))))
    rows = flights.lateness(pd.concat(frames, ignore_index=True), _month())
    return rows[rows["due"]].reset_index(drop=True)


def _met(late: pd.DataFrame) -> int:
    return int(((late["state"] == "flown") & (late["months"] == 0)).sum())


def _rates() -> tuple[float, float]:
    said = evidence.said("quantities")
    return flights.stated_rate(said)[0], flights.base_rate(said)[0]


def _readings() -> pd.DataFrame:
    return flights.readings(flights.outcomes(_deliveries()), *_rates())


def _study() -> pd.DataFrame:
    """What the study says leads straight to each risk."""
    return risks.direct(risks.said_by(risks.graph(), evidence.founding("market")))


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    return [_time(), _record(), _joined(), _open()]


def _time() -> Finding:
    late = _late()
    station = late["group"] == "ilrs"
    sides = {"american": late[~station], "station": late[station]}
    told = {side: _fates(side, rows) for side, rows in sides.items()}
    return Finding(WORDS.say("finding.time", **told), late, _until(), shown="#fig-plans")


def _fates(side: str, late: pd.DataFrame) -> str:
    """How many flights are due, how many flew by their plan, and what became of the others, in the same words for all."""
    states, behind, met = late["state"].value_counts(), late.loc[late["state"] == "flown", "months"], _met(late)
    behind = behind[behind > 0]
    low, high = int(behind.min()), int(behind.max())
    months = WORDS.say("words.months" if low == high else "words.months_between", low=low, high=high)
    others = [WORDS.say("words.late", n=len(behind), months=months)]
    others += [WORDS.say(f"words.{state}", n=states[state]) for state in ("cancelled", "waiting") if state in states]
    met_words = WORDS.say(f"words.{'some' if met else 'none'}_by_plan", n=met)
    return WORDS.say(f"words.{side}", due=len(late), by_plan=met_words, others=", ".join(others))


def _pace(paced: pd.DataFrame) -> str:
    """The number of flights of each year in words, the last year as far as it is known."""
    kinds = ["first_year", *["year"] * (len(paced) - 2), "last_year"]
    told = zip(kinds, paced.itertuples(), strict=True)
    month = _until().rpartition(" ")[0]
    return ", ".join(WORDS.say(f"words.{kind}", n=row.flights, year=row.year, month=month) for kind, row in told)


def _paced() -> pd.DataFrame:
    launches = _deliveries()["launch_date"]
    first = int(launches.map(dates.earliest).dt.year.min())
    return flights.pace(launches, first, int(_month()[:4]))


def _stated_pace() -> pd.DataFrame:
    """The statement of how many fly in a year that gives a range."""
    said = flights.stated_pace(evidence.said("quantities"))
    return said[said["low"] < said["high"]]


def _record() -> Finding:
    readings, (rate, _), stated = _readings(), _rates(), _stated_pace()
    strict, kind = readings.loc[readings["share"].idxmin()], readings.loc[readings["share"].idxmax()]
    told = {"rate": rate, "pace": _pace(_paced()), "pace_low": stated["low"].iloc[0], "pace_high": stated["high"].iloc[0]}
    told |= {"strict_wins": strict["wins"], "strict_n": strict["n"], "kind_wins": kind["wins"], "kind_n": kind["n"]}
    ended = _deliveries()[
        flights.outcomes(_deliveries()) != "pending"
    ]  # the study's two statements are told in the sentence
    return Finding(WORDS.say("finding.record", **told), ended, _until(), shown="#fig-rate")


def _joining() -> tuple[pd.Series, pd.DataFrame]:
    """What runs into several levels of risk in the study, as in `risks.reach`, and the steps on its ways."""
    part = risks.said_by(risks.graph(), evidence.founding("market"))
    found = risks.reach(part)
    several = found[found["levels"].map(lambda cell: len(tables.split(cell)) > 1)]
    if len(several) != 1:
        raise ValueError(f"{len(several)} causes join levels of risk; the words of risks.toml say one")
    return several.iloc[0], risks.steps_between(part, several["cause"].iloc[0])


def _joined() -> Finding:
    (joining, steps), direct = _joining(), _study()
    levels = tables.split(joining["levels"])
    into = WORDS["words.and"].join(_into(level, joining["cause"], steps) for level in levels)
    told = {"cause": _lower(joining["label"]), "levels": len(levels), "all_levels": len(risks.LEVELS), "into": into}
    told |= {"direct": len(direct), "printed": int(direct["printed"].sum())}
    named = evidence.said("links").query("graph == 'risk'")
    ids = {*direct["id"], *(key for cell in steps["statements"] for key in tables.split(cell))}
    return Finding(WORDS.say("finding.joined", **told), named[named["id"].isin(ids)], AS_OF, shown="#fig-risks")


def _into(level: str, cause: str, steps: pd.DataFrame) -> str:
    """One level of risk, the ways to it from what joins several, and how many of their steps are printed."""
    short, held = tables.named("concepts", "short"), risks.steps_to(steps, risks.LEVELS[level])
    ways = [_lower(short[key]) for key in dict.fromkeys(held.loc[held["from"] == cause, "to"])]
    told = {"ways": WORDS["words.and"].join(ways), "steps": len(held), "printed": int(held["printed"].sum())}
    return WORDS.say("words.into", level=WORDS["risks.levels"][level], **told)


def _lower(text: str) -> str:
    """A label inside a sentence: its first letter small, unless the word is a name or in capitals."""
    return text if text[1:2].isupper() or text.split()[0] in {"Starship", "Artemis"} else text[:1].lower() + text[1:]


def _described() -> dict[str, list[str]]:
    """Each road with the documents that describe it."""
    return {"ilrs": evidence.founding("station"), "artemis": evidence.founding("market")}


def _open() -> Finding:
    claims = evidence.said("claims")
    found = risks.openness(claims, _described())
    station, study = found[found["about"] == "ilrs"], found[found["about"] == "artemis"]
    told = {"silent": (station["named"] == 0).sum(), "documents": len(station)}
    for side, rows in (("station", station), ("study", study)):
        told |= {f"{side}_{word}": rows[word].sum() for word in ("critical", "reported", "printed")}
    told["study_own"] = told["study_critical"] - told["study_reported"]
    return Finding(
        WORDS.say("finding.open", **told), risks.warnings(claims, _described()), FOUNDING_AS_OF, shown="#table-risks-voices"
    )


def plans() -> Figure:
    """Return what was planned first and what became of it, for both roads."""
    late = _late()
    planned, month = dates.bounds(late["planned"]), dates.latest(_month())
    ended = late["launched"].where(late["state"] == "flown", late["cancelled"]).map(dates.latest)
    late = late.assign(planned_from=planned["earliest"], planned_to=planned["latest"], end=ended.fillna(month))
    late = late.assign(note=[_note(row) for row in late.itertuples()], role=late["group"].replace("orders", "clps"))
    data = late.assign(label=late["name"], group=late["group"].map(WORDS["plans.groups"]))
    american, station = late[late["group"] != "ilrs"], late[late["group"] == "ilrs"]
    first = min(data["planned_from"].min(), data["end"].min())
    told = {"met": _met(american), "due": len(american), "own_met": _met(station), "own_due": len(station)}
    told |= {"until": _until(), "n": len(late)}
    return Figure(
        name="fig-plans",
        draw=draw_plans,
        data=data,
        words=WORDS.figure("plans", **told),
        alt=alt_plans(data, WORDS.say("plans.alt", **told)),
        table=_ended(late),
        options={
            "start": str(first.year),
            "end": str(month.year + 1),
            "key": WORDS["plans.key"],
            "as_of": until(_until(), WORDS["until"]),
        },
    )


def _note(row: Any) -> str:
    kind = "met" if row.state == "flown" and row.months == 0 else row.state
    return WORDS.say(f"plans.notes.{kind}", n=0 if pd.isna(row.months) else int(row.months))


def _ended(late: pd.DataFrame) -> pd.DataFrame:
    """The flights that are due, as a reader sees them."""
    ends = late["launched"].where(late["state"] == "flown", late["cancelled"]).map(dates.label)
    said = [WORDS.say(f"plans.ends.{state}", date=date) for state, date in zip(late["state"], ends, strict=True)]
    columns = {"side": late["group"].map(WORDS["plans.groups"]), "name": late["name"]}
    return pd.DataFrame(columns | {"planned": late["planned"].map(dates.label), "ended": said, "months": late["months"]})


def pace() -> Table:
    """Return how many deliveries flew in each year."""
    stated = _stated_pace()
    told = {"low": stated["low"].iloc[0], "high": stated["high"].iloc[0], "document": _document(), "until": _until()}
    return WORDS.table("pace", _paced().assign(year=lambda t: t["year"].astype(str)), **told)


def causes() -> Figure:
    """Return what leads straight to each risk of either road, and what joins several."""
    graph = risks.graph()
    direct, (joining, _) = risks.direct(graph), _joining()
    data = _panels(direct, joining["cause"])
    sources = list(dict.fromkeys(key for cell in direct["sources"] for key in tables.split(cell)))
    told = {"cause": joining["label"], "n": len(direct), "printed": int(direct["printed"].sum()), "study": len(_study())}
    rows = evidence.said("links").query("graph == 'risk'")
    return Figure(
        name="fig-risks",
        draw=draw_panels,
        data=data,
        words=WORDS.figure("risks", documents=evidence.called(tables.join(sources)), **told),
        alt=alt_panels(data, WORDS["risks.alt"]),
        table=rows[["id", "from", "relation", "to", "source"]],
        graph=graph,
        options={"key": WORDS["risks.key"], "across": WORDS["risks.across"]},
    )


def _panels(direct: pd.DataFrame, joining: str) -> pd.DataFrame:
    """The rows of the figure: one a direct cause, one for what runs into several lists of a row."""
    graph, names = risks.graph(), tables.named("concepts", "name")
    behind = set(graph.successors(joining))
    other = evidence.called(tables.join([key for key in evidence.founding("station") if key in set(direct["sources"])]))
    told = dict.fromkeys(PANELS, _document()) | {"station": other}
    headings = {row: WORDS.say(f"risks.rows.{row}", documents=documents) for row, documents in told.items()}
    rows = []
    for row, held in PANELS.items():
        here, heading = direct[direct["risk"].isin(held)], headings[row]
        common = here[here["cause"].duplicated(keep=False)].drop_duplicates("cause")
        for item in common.to_dict("records"):
            into = [risk for risk in held if risk in set(here.loc[here["cause"] == item["cause"], "risk"])]
            rows.append(_item(item | {"label": names[item["cause"]]}, heading, into, shared=True))
        reached = [risk for risk in held if risk in graph and risk in _after(graph, joining)]
        if len(reached) > 1:
            edge = graph.edges[joining, next(key for key in graph.successors(joining) if key in set(here["cause"]))]
            label, whole = _joins(names[joining], reached)
            rows.append(_item({"label": label, "id": edge["id"], "printed": whole}, heading, reached, shared=True))
        own = here[~here["cause"].isin(common["cause"])]
        own = own.assign(through=own["cause"].isin(behind)).sort_values("through", ascending=False, kind="stable")
        for risk in held:
            for item in own[own["risk"] == risk].to_dict("records"):
                rows.append(_item(item | {"label": _named(item)}, heading, [risk], through=item["through"]))
    return pd.DataFrame(rows)


def _joins(name: str, reached: list[str]) -> tuple[str, bool]:
    """The name of what joins several lists, with those that it reaches by our reading, and whether there are none."""
    steps = _joining()[1]
    read = [WORDS["risks.panels"][risk] for risk in reached if not risks.steps_to(steps, [risk])["printed"].all()]
    into = WORDS["words.and"].join(map(_lower, read))
    return (WORDS.say("risks.read", name=name, into=into) if read else name), not read


def _item(item: dict, heading: str, into: list[str], shared: bool = False, through: bool = False) -> dict:
    panel = tables.join([WORDS["risks.panels"][risk] for risk in into])
    look = {"certainty": "done" if item["printed"] else "announced", "role": "risk"}
    return {
        "row": heading,
        "panel": panel,
        "label": item["label"],
        "shared": shared,
        "through": through,
        "id": item["id"],
    } | look


def _after(graph: Any, cause: str) -> set[str]:
    steps = risks.steps_between(risks.said_by(graph, evidence.founding("market")), cause)
    return set(steps["to"])


def _named(item: dict) -> str:
    """A cause by its name; one that has parts with these, so that it counts once."""
    names, short = tables.named("concepts", "name"), tables.named("concepts", "short")
    parts = [_lower(short[key]) for key in tables.split(item["parts"])]
    return WORDS.say("risks.parts", name=names[item["cause"]], parts=", ".join(parts)) if parts else names[item["cause"]]


def steps() -> Table:
    """Return of how many steps the study's argument for each risk is made, and what it says limits the risk."""
    rows = evidence.said("arguments")
    theses = [risk for level in risks.LEVELS.values() for risk in level]
    counted = risks.argued(rows, theses)
    limits = rows[rows["role"] == "limit"].groupby("thesis")["content"].agg("; ".join)
    frame = counted.assign(limits=limits.reindex(counted.index).fillna("")).reset_index(names="risk")
    return WORDS.table("steps", frame.assign(risk=frame["risk"].map(tables.named("concepts", "name"))), document=_document())


def sides() -> Table:
    """Return what is said of both roads on the same questions, and by whom; later sources last."""
    claims, rows = evidence.said("claims").set_index("id"), []
    for key, question in WORDS["sides.questions"].items():
        for side, name in WORDS["sides.names"].items():
            said = claims.loc[WORDS[f"sides.statements.{key}.{side}"]]
            spoken = [(_speaker(row), row.content) for row in said.itertuples()]
            rows.append((question, name, _told(spoken), said["source"].nunique()))
    rows += [*_since(), *_changed()]
    return WORDS.table("sides", pd.DataFrame(rows, columns=["question", "side", "said", "documents"]))


def _speaker(row: Any) -> str:
    source = evidence.called(row.source)
    return WORDS.say("words.reported", voice=row.voice, source=source) if row.voice else source


def _told(spoken: list[tuple[str, str]]) -> str:
    """What each speaker says, the speaker before it, once."""
    said = {who: "; ".join(text for other, text in spoken if other == who) for who, _ in spoken}
    return ". ".join(WORDS.say("words.told", who=who[:1].upper() + who[1:], said=text) for who, text in said.items())


def _since() -> list[tuple[str, str, str, int]]:
    """What later sources report of the flights of both roads, in one row each."""
    every, who, rows = _late(), WORDS.say("words.later", until=_until()), []
    ends, failed = flights.outcomes(_deliveries()).value_counts(), _missions().query("record == 'failed'")["craft"]
    flown = {"full": ends["success"], "tipped": ends["partial"], "lost": ends["failure"]}
    sides = {"artemis": flown | {"flights": sum(flown.values())}, "ilrs": {"lost": every["craft"].isin(failed).sum()}}
    for side, told in sides.items():
        late = every[(every["group"] == "ilrs") == (side == "ilrs")]
        states, met = late["state"].value_counts(), _met(late)
        counted = {"due": len(late), "met": met, "late": states["flown"] - met}
        counted |= {state: states.get(state, 0) for state in ("cancelled", "waiting")}
        said = _told([(who, WORDS.say(f"sides.since.{side}", **told, **counted))])
        rows.append((WORDS["sides.since.question"], WORDS["sides.names"][side], said, late["source"].nunique()))
    return rows


def _changed() -> list[tuple[str, str, str, int]]:
    """What later sources say became of what the documents foresaw, in one row a road."""
    outcomes, rows = evidence.said("outcomes", "later").set_index("id"), []
    for side, name in WORDS["sides.names"].items():
        said = outcomes.loc[WORDS[f"sides.outcomes.{side}"]]
        spoken = [
            (evidence.called(row.source), WORDS.say("sides.outcome", subject=row.subject, happened=row.happened))
            for row in said.itertuples()
        ]
        rows.append((WORDS["sides.since.changed"], name, _told(spoken), said["source"].nunique()))
    return rows


def voices() -> Table:
    """Return how far each document speaks of what may go wrong on its own road."""
    found = risks.openness(evidence.said("claims"), _described())
    frame = found.assign(source=found["source"].map(evidence.called), road=found["about"].map(WORDS["sides.names"]))
    return WORDS.table("voices", frame[["source", "road", "named", "critical", "printed", "reported"]])


def rate() -> Figure:
    """Return the rate of success under every way to count, with the priors beside each other, and the stated rate."""
    readings, (stated, _) = _readings(), _rates()
    even = readings[readings["prior"] == flights.EVEN]
    others = readings[readings["prior"] != flights.EVEN].groupby(flights.READING, sort=False)["mean"].agg(list)
    data = even.assign(
        label=even["tipped"].map(WORDS["rate.tipped"]),
        group=even["unflown"].map(WORDS["rate.groups"]),
        note=[WORDS.say("rate.note", wins=row.wins, n=row.n) for row in even.itertuples()],
        others=others.to_list(),
        role="clps",
        id=_reading_rows(len(even)),
    )
    narrower = [flights.narrowing(row.wins, row.n - row.wins) for row in even.itertuples()]
    weights = WORDS["rate.and"].join(map(str, flights.WEIGHTS.values()))
    told = {"low": even["mean"].min(), "high": even["mean"].max(), "weights": weights, "document": _document()}
    told |= {"n": even["n"].max(), "least": min(narrower), "most": max(narrower)}
    return Figure(
        name="fig-rate",
        draw=draw_intervals,
        data=data,
        words=WORDS.figure("rate", **told),
        alt=alt_intervals(data, WORDS.say("rate.alt", **told)),
        table=readings,
        options={"reference": stated, "reference_label": WORDS.say("rate.reference", rate=stated)},
    )


def _reading_rows(n: int) -> list[str]:
    """Return the places of the rows of the table of readings."""
    return [row_id("risks-readings", number) for number in range(1, n + 1)]


def readings() -> Table:
    """Return the record under every way to count."""
    found, (stated, _) = _readings(), _rates()
    frame = found[found["prior"] == flights.EVEN]
    frame = frame.assign(
        counted=frame["unflown"].map(WORDS["rate.groups"]), tipped=frame["tipped"].map(WORDS["rate.tipped"])
    )
    frame["row"] = _reading_rows(len(frame))
    columns = ["row", "counted", "tipped", "n", "wins", "share", "at_most"]
    return WORDS.table("readings", frame[columns], {"share": 2, "at_most": 2}, rate=stated, until=_until())


def sensitivity() -> Table:
    """Return how far each choice of ours moves the rate."""
    found = _readings()
    frame = flights.sensitivity(found)
    frame = frame.assign(choice=frame["choice"].map(WORDS["sensitivity.choices"]))
    return WORDS.table("sensitivity", frame.assign(least=frame["least"] * 100, most=frame["most"] * 100), n=len(found))


def flown() -> Table:
    """Return the orders that ended or lost what they were given for."""
    rows = _deliveries().assign(outcome=flights.outcomes)
    rows = rows[rows["outcome"] != "pending"].sort_values(["launch_date", "award_date"])
    frame = rows[["mission", "company", "launch_date", "outcome", "content"]].assign(
        company=rows["company"].map(tables.named("parties", "short")),
        launch_date=rows["launch_date"].map(dates.label),
        outcome=rows["outcome"].map(WORDS["flown.outcomes"]),
    )
    return WORDS.table("flown", frame, until=_until())


def connections() -> Statements:
    """Return every connection of the risk graph."""
    return WORDS.statements("links", links.stated("risk"), "from", "relation", "to", "content")


def claims() -> Statements:
    """Return the claims behind the tables of this chapter."""
    chosen = [key for held in WORDS["sides.statements"].values() for ids in held.values() for key in ids]
    every = evidence.said("claims")
    shown = every[every["id"].isin({*risks.warnings(every, _described())["id"], *chosen})]
    return WORDS.statements(
        "claims", shown.assign(source=shown["source"].map(evidence.called)), "content", "voice", "stance"
    )


def deliveries() -> Statements:
    """Return every delivery in the later sources."""
    rows = _deliveries()
    dated = {column: rows[column].map(dates.label) for column in ("award_date", "planned_date", "launch_date")}
    company = rows["company"].map(tables.named("parties", "short"))
    shown = rows.assign(company=company, source=rows["source"].map(evidence.called), **dated)
    about = ("mission", "company", "award_date", "amount", "planned_date", "launch_date", "outcome", "content")
    return WORDS.statements("deliveries", shown, *about)


def missions() -> Statements:
    """Return what the later sources plan and report of the other missions."""
    rows = _missions()
    rows = rows[rows["craft"].isin(_late()["craft"].dropna()) & rows["record"].isin(["planned", "flown", "failed"])]
    dated = {column: rows[column].map(dates.label) for column in ("announced", "date")}
    craft = rows["craft"].map(tables.named("craft", "name"))
    shown = rows.assign(craft=craft, source=rows["source"].map(evidence.called), **dated)
    return WORDS.statements("missions", shown, "craft", "record", "announced", "date", "content")
