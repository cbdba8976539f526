"""Said and done: what was foretold and what came of it, how far dates move on both roads, the money since the study."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import money, until, words
from analysis.charts.amounts import alt_amounts, draw_amounts
from analysis.charts.announced import alt_announced, draw_announced
from analysis.charts.lead import alt_lead, draw_lead
from analysis.charts.tally import alt_tally, draw_tally
from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import ended_badly
from analysis.topics import announcements, forecasts, ledger, roadmap

WORDS = words(__name__)
ROADS, KINDS, LANES = WORDS["roads"], WORDS["kinds"], WORDS["money.lanes"]
LOOKING_AHEAD = ("missions", "phases", "events", "quantities", "claims", "contributions", "companies", "facilities")
LEADS = (1.0, 2.0)  # years that part the classes of lead
CREWED, SUITS, CARGO = "hls", "xevas", "clps"


def _outcomes() -> pd.DataFrame:
    return evidence.said("outcomes", "later")


def _orders() -> pd.DataFrame:
    return evidence.said("clps", "later")


def _day() -> str:
    """The day up to which the later sources of this chapter surely speak, as EDTF."""
    used = [evidence.said(name, "later") for name in ("missions", "phases", "clps", "outcomes", "funding")]
    return forecasts.until(*used)


def _until() -> str:
    return dates.label(_day())


@lru_cache
def _flown() -> dict[str, pd.Timestamp]:
    return forecasts.flown(pd.concat([roadmap.missions(), roadmap.missions("later")], ignore_index=True))


@lru_cache
def _ahead() -> pd.DataFrame:
    judged = {key for cell in _outcomes()["statement"] for key in tables.split(cell)}
    return forecasts.forward({name: evidence.said(name) for name in LOOKING_AHEAD}, judged, _flown())


@lru_cache
def _forecasts() -> pd.DataFrame:
    return forecasts.forecasts(_ahead(), _outcomes(), _day())


@lru_cache
def _series() -> pd.DataFrame:
    """Every plan and flight of agencies and of cargo orders that later sources tell, one after the other."""
    missions, day = roadmap.missions("later"), _day()
    own = announcements.agencies(missions, roadmap.phases("later"), day)
    return pd.concat([own, announcements.orders(_orders(), missions, day)], ignore_index=True)


@lru_cache
def _slips() -> pd.DataFrame:
    return announcements.slips(_series(), _day())


def _beside() -> pd.DataFrame:
    return announcements.beside(roadmap.missions(), roadmap.phases(), _flown(), announcements.carriers(_orders()))


def _contracts() -> pd.DataFrame:
    orders = ledger.cargo_orders(_orders())
    return ledger.for_the_moon(ledger.with_later(ledger.ledger(), ledger.ledger("later"), orders))


def _study() -> str:
    return evidence.founding("market")[0]


def _ends() -> str:
    """The day up to which the study speaks, as EDTF."""
    return tables.named("sources", "as_of")[_study()]


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    return [_kept(), _moved(), _best(), _since()]


def _counts() -> dict[str, int]:
    """Return how many forecasts there are of each kind, and what became of those whose date is past."""
    table = _forecasts()
    past, ahead = forecasts.settled(table), forecasts.pending(table)
    months = past.loc[past["fate"] == "late", "months"]
    counted = {fate: int((past["fate"] == fate).sum()) for fate in ("kept", "late", "moved", "partly")}
    told = {"all": len(table), "dated": len(past) + len(ahead), "past": len(past), "ahead": len(ahead), **counted}
    told |= {"nothing": int((past["fate"] == "not found").sum()), "low": int(months.min()), "high": int(months.max())}
    told |= {"gone": int(ahead["fate"].isin(["moved", "changed"]).sum()), "early": int((ahead["fate"] == "kept").sum())}
    inferred = evidence.statements().set_index("id")["inferred"].map(tables.split)
    told["ours"] = sum("date" in inferred[key] for key in [*past["id"], *ahead["id"]])
    return told | {"line": int(past.groupby(["document", "date"]).size().max())}


def _kept() -> Finding:
    table, told = _forecasts(), _counts()
    past, ahead = forecasts.settled(table), forecasts.pending(table)
    names = {
        "held": WORDS.listed(list(past.loc[past["fate"] == "kept", "subject"])),
        "came": WORDS.listed(list(ahead.loc[ahead["fate"] == "kept", "subject"])),
    }
    behind = _outcomes()[_outcomes()["id"].isin([*past["outcome"], *ahead["outcome"]])]
    return Finding(WORDS.say("finding.kept", day=_until(), **told, **names), behind, _until(), shown="#fig-tally")


def _sides() -> dict[str, float]:
    """Return what is compared of both roads, by the same functions."""
    side, told = announcements.compared(_slips(), ["road"]), {}
    for road in announcements.ROADS:
        told |= {f"{road}_{name}": side.loc[road, name] for name in ("median", "rate", "n", "later", "final")}
    return told


def _moved() -> Finding:
    slips = _slips()
    behind = _series()[_series()["key"].isin(slips["key"])]
    furthest = slips.loc[slips["years"].idxmax()]
    own = announcements.compared(slips, ["road", "group"]).loc[("artemis", announcements.AGENCY)]
    told = {"furthest": _name(furthest["name"], inside=True), "years": furthest["years"], "both": len(slips)}
    told |= {f"own_{name}": int(own[name]) for name in ("n", "later", "earlier")}
    told |= {"own_high": own["high"], "own_low": -own["low"]}
    told |= {"waiting": int((slips["state"] == "waiting").sum())}
    return Finding(WORDS.say("finding.moved", **_sides(), **told), behind, _until(), shown="#fig-announced")


def _best() -> Finding:
    record = forecasts.record(_forecasts())
    due = record[record["due"] > 0].sort_values("lead")
    parts = [
        WORDS.say("finding.document", document=evidence.called(row.Index), kept=row.kept, due=row.due)
        for row in due.itertuples()
    ]
    stale = _stale()
    told = {
        "n": len(due),
        "all": len(record),
        "each": WORDS.listed(parts),
        "stale": int(stale["stale"].sum()),
        "known": len(stale),
    }
    past = forecasts.settled(_forecasts())
    sentence = WORDS.say("finding.best", lead=past["lead"].max(), **told)
    return Finding(sentence, _outcomes()[_outcomes()["id"].isin(past["outcome"])], _until(), shown="#table-forecasts-record")


def _stale() -> pd.DataFrame:
    return announcements.out_of_date(_beside(), _series())


def _ended_since(contracts: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts made up to the end of the study that ended after it, as later sources say."""
    before = ~contracts["id"].isin(forecasts.since(contracts, _ends())["id"])
    known = contracts["fate"].map(ended_badly) & ~contracts["later"]
    return contracts[before & contracts["ended"] & ~known]


def _since() -> Finding:
    contracts = _contracts()
    new, ended = forecasts.since(contracts, _ends()), _ended_since(contracts)
    made = contracts[~contracts["id"].isin(new["id"]) & contracts["latest"].notna()]
    live = len(made) - int(made["ended"].sum()) + len(ended)
    whole, share = new["low"].sum(), new.groupby("programme")["low"].sum() / new["low"].sum()
    told = {"ends": dates.label(_ends()), "n": len(new), "money": money(whole), "cargo": share[CARGO]}
    told |= {
        "base": share["moon-base"],
        "live": live,
        "ended": len(ended),
        "who": WORDS.listed([_short(key) for key in ended["recipients"]]),
    }
    behind = pd.concat([new, ended], ignore_index=True)
    return Finding(WORDS.say("finding.since", **told), behind, _until(), shown="#fig-since")


def _short(party: str) -> str:
    return tables.named("parties", "short").get(party, party)


def _capital(source: str) -> str:
    name = evidence.called(source)
    return name[:1].upper() + name[1:]


def tally() -> Figure:
    """Return what became of every forecast, document by document, those whose date is past apart."""
    table, told = _forecasts(), _counts()
    bands = WORDS["tally.rows"]
    band = np.select([table["due"], table["lead"].notna()], [bands["past"], bands["ahead"]], bands["undated"])
    order = {text: i for i, text in enumerate(bands.values())}
    first = {key: i for i, key in enumerate(evidence.founding())}
    named = {"group": table["document"].map(_capital), "subject": table["subject"].map(evidence.subject)}
    data = table.assign(row=band, kind=table["fate"], **named)
    data = data.assign(id=table["outcome"].where(table["outcome"] != "", table["id"]))
    place = [(first[key], order[row]) for key, row in zip(data["document"], data["row"], strict=True)]
    data = data.iloc[sorted(range(len(data)), key=place.__getitem__)].reset_index(drop=True)
    shown = data[["group", "row", "subject", "date", "fate", "outcome_date", "new_date", "id"]]
    return Figure(
        name="fig-tally",
        draw=draw_tally,
        data=data[["group", "row", "kind", "subject", "id"]],
        words=WORDS.figure("tally", day=_until(), **told),
        alt=alt_tally(data, KINDS, WORDS.say("tally.alt", **told)),
        table=shown.assign(
            fate=shown["fate"].map(KINDS), **{c: shown[c].map(dates.label) for c in ("date", "outcome_date", "new_date")}
        ),
        options={"key": KINDS},
    )


def _name(name: str, inside: bool = False) -> str:
    """Return the name of a thing for readers; `inside` a sentence."""
    return WORDS["inside" if inside else "names"].get(name, name)


def _moves(row: pd.Series) -> str:
    """Return in words how far a date moved."""
    years = f"{abs(row['years']):.1f}"
    if years == "0.0":
        return WORDS["by.same" if row["years"] <= 0 else "by.unknown"]
    kind = "late" if row["years"] > 0 else "early"
    state = "so_far" if row["state"] == "waiting" else row["state"]
    return WORDS.say(f"by.{kind}", years=years) + WORDS[f"by.{state}"]


def _panels(group: str) -> pd.DataFrame:
    """Return plans and ends of the things of a group, with the founding documents' dates beside them."""
    series, slips = _series(), _slips().set_index("key")
    rows = series[(series["group"] == group) & series["key"].isin(slips.index)].assign(kind=lambda t: t["record"])
    own = _beside().query("key in @slips.index").assign(kind="document")
    own = own[own["key"].isin(rows["key"])]
    own = own.assign(name=own["key"].map(slips["name"]), road=own["key"].map(slips["road"]))
    both = pd.concat([rows, own], ignore_index=True)
    notes = slips.apply(_moves, axis=1)
    order = {key: i for i, key in enumerate(slips.sort_values(["road", "first"], ascending=[False, True]).index)}
    both = both.assign(
        panel=both["name"].map(_name),
        note=both["key"].map(notes),
        role=CARGO if group == announcements.CARGO else both["road"],
        place=both["key"].map(order),
    )
    both = both.sort_values("place", kind="stable").assign(group=lambda t: t["road"].map(ROADS))
    both = both.assign(said=both["said"].clip(upper=dates.latest(_day())))
    return both[["panel", "group", "note", "role", "said", "by", "kind", "source", "date", "id"]].reset_index(drop=True)


def _announced(key: str, group: str, **told: object) -> Figure:
    data = _panels(group)
    said = told | {"day": _until(), "n": len(data), "panels": data["panel"].nunique()}
    said |= {"own": int((data["kind"] == "document").sum())}
    behind = data[["group", "panel", "kind", "date", "said", "source"]]
    if data["group"].nunique() == 1:
        data = data.assign(group="")  # one heading over everything says nothing
    return Figure(
        name=f"fig-{key}",
        draw=draw_announced,
        data=data.drop(columns=["source", "date"]),
        words=WORDS.figure(key, **said),
        alt=alt_announced(data, WORDS.say(f"{key}.alt", **said)),
        table=behind.assign(date=behind["date"].map(dates.label), source=behind["source"].map(evidence.called)),
        options={
            "told": _room(data["said"], 3),
            "planned": _room(data["by"], 9),
            "until": str(dates.latest(_day()).date()),
            "key": WORDS[f"{key}.key"] | {"until": WORDS["until"].format(until=_until())},
        },
    )


def _room(days: pd.Series, months: int) -> tuple[str, str]:
    """Return the ends of an axis that holds `days` with some months to spare."""
    spare = pd.DateOffset(months=months)
    return str((days.min() - spare).date()), str((days.max() + spare).date())


def announced() -> Figure:
    """Return the planned dates of the base and of agencies' flights on both roads, over the day they were told."""
    return _announced("announced", announcements.AGENCY, **_group_counts(announcements.AGENCY))


def cargo() -> Figure:
    """Return the same for the orders for cargo."""
    rows = _slips().query("group == @announcements.CARGO")
    due, late = rows["first"] <= dates.latest(_day()), rows["years"] > 0
    told = {"due": int(due.sum()), "late": int((due & late).sum()), "news": int((~due & late).sum())}
    return _announced("cargo", announcements.CARGO, **told)


def _group_counts(group: str) -> dict[str, int]:
    rows = _slips().query("group == @group")
    told = {"things": len(rows), "later": int((rows["years"] > 0).sum())}
    for road, own in rows.groupby("road"):
        told |= {f"{road}_n": len(own), f"{road}_later": int((own["years"] > 0).sum())}
    return told


def lead() -> Figure:
    """Return how far dates moved against how far ahead they were first named, for both roads and the cargo orders."""
    rows = _slips().sort_values(["lead", "years"], ascending=False)
    marks = {announcements.CARGO: "diamond", announcements.AGENCY: "square"}
    data = pd.DataFrame(
        {
            "label": rows["name"].map(_name),
            "lead": rows["lead"],
            "moved": rows["years"],
            "role": rows["road"].where(rows["group"] != announcements.CARGO, CARGO),
            "mark": rows["group"].map(marks).where(rows["road"] != "ilrs", "round"),
            "certainty": (rows["state"] == "waiting").map({True: "announced", False: "done"}),
            "id": rows["id"],
        }
    )
    return Figure(
        name="fig-lead",
        draw=draw_lead,
        data=data,
        words=WORDS.figure("lead", day=_until(), all=len(data), **_sides()),
        alt=alt_lead(data, WORDS.say("lead.alt", **_sides())),
        table=_slips_shown(rows),
        options={"across": WORDS["lead.across"], "even": WORDS["lead.even"], "key": _lead_key()},
    )


def _lead_key() -> list[tuple[dict[str, str], str]]:
    looks = {"ilrs": {"role": "ilrs"}, "artemis": {"role": "artemis", "mark": "square"}}
    looks |= {"cargo": {"role": CARGO, "mark": "diamond"}, "waits": {"certainty": "announced"}}
    return [(look, WORDS[f"lead.key.{name}"]) for name, look in looks.items()]


def _slips_shown(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "thing": rows["name"].map(_name),
            "road": rows["road"].map(ROADS),
            "told": rows["told"].dt.strftime("%Y-%m"),
            "first": rows["first"].dt.strftime("%Y-%m"),
            "moved": rows.apply(_moves, axis=1),
            "years": rows["years"].round(1),
            "lead": rows["lead"].round(1),
            "rate": rows["rate"].round(2),
        }
    )


def slips() -> Table:
    """Return how far each date moved, with its lead."""
    rows = _slips().sort_values(["road", "years"], ascending=False)
    frame = _slips_shown(rows).drop(columns=["years"])
    for column in ("told", "first"):
        frame[column] = frame[column].map(dates.label)
    return WORDS.table("slips", frame, digits={"lead": 1, "rate": 2}, day=_until())


def sides() -> Table:
    """Return the slips of both roads side by side."""
    slips = _slips()
    parts = announcements.compared(slips, ["road"]).loc[list(announcements.ROADS)].reset_index()
    own = announcements.compared(slips, ["road", "group"]).reset_index().query("road == 'artemis'")
    frame = pd.concat(
        [parts.assign(road=parts["road"].map(ROADS)), own.assign(road=own["group"].map(WORDS["sides.groups"]))]
    )
    frame = frame.drop(columns="group")
    return WORDS.table("sides", frame, digits=dict.fromkeys(("median", "low", "high", "rate"), 1), day=_until())


def waits() -> Table:
    """Return how long after their first date flights came, with what still waits counted for as long as it has waited."""
    waited, records = announcements.waits(_series(), _day()), []
    for road in announcements.ROADS:
        records.append({"who": ROADS[road]} | announcements.survival(waited[waited["road"] == road]))
    records.append({"who": WORDS["waits.both"]} | announcements.survival(waited))
    frame = pd.DataFrame(records)
    frame["interval"] = [_interval(row) for row in records]
    frame["median"] = [f"{value:.1f}" if value == value else WORDS["waits.few"] for value in frame["median"]]
    return WORDS.table(
        "waits", frame[["who", "n", "flown", "median", "interval"]], day=_until(), fewest=announcements.FEWEST
    )


def _interval(found: dict[str, float]) -> str:
    if np.isnan(found["median"]):
        return WORDS["waits.none"]
    if np.isnan(found["high"]):
        return WORDS.say("waits.open", low=found["low"])
    return WORDS.say("waits.closed", low=found["low"], high=found["high"])


def outcomes() -> Table:
    """Return every forecast that a later source judges, with what happened, who says so and how well it is confirmed."""
    rows = _forecasts().query("outcome != ''")
    rows = rows.sort_values(["due", "lead"], ascending=[False, True], kind="stable")
    frame = pd.DataFrame(
        {
            "said": rows["subject"],
            "document": rows["document"].map(evidence.short()),
            "planned": rows["date"].map(lambda text: dates.label(text) or WORDS["undated"]),
            "became": [_became(row) for row in rows.to_dict("records")],
            "happened": rows["happened"],
            "by": rows["by"].map(evidence.called),
            "grade": rows["caveats"].map(_grade),
        }
    )
    return WORDS.table("outcomes", frame, day=_until())


def _became(row: dict) -> str:
    """Return what became of a forecast in words, with the months where they can be counted."""
    words = KINDS[row["fate"]]
    if np.isnan(row["months"]):
        return words
    return WORDS.say("months", words=words, n=int(row["months"]))


def _grade(caveats: str) -> str:
    """Return how well a later statement is confirmed, in words."""
    grades = WORDS["grades"]
    return ", ".join(grades[code] for code in grades if code in tables.split(caveats))


def states() -> Table:
    """Return what documents told as so, and later sources say otherwise or update."""
    rows = forecasts.states(_outcomes(), _ahead())
    frame = pd.DataFrame(
        {
            "said": rows["subject"],
            "became": rows["verdict"].map(WORDS["verdicts"]),
            "happened": rows["happened"],
            "by": rows["source"].map(evidence.called),
            "grade": rows["caveats"].map(_grade),
        }
    )
    return WORDS.table("states", frame, day=_until())


def record() -> Table:
    """Return how the forecasts of each document held: all, those with a date, those whose date is past."""
    table = forecasts.record(_forecasts()).reindex(evidence.founding()).reset_index()
    frame = table.assign(document=table["document"].map(evidence.called))
    frame["lead"] = [f"{value:.1f}" if value == value else "" for value in frame["lead"]]
    return WORDS.table("record", frame, day=_until())


def leads() -> Table:
    """Return how the forecasts whose date is past held, by how far ahead they were made."""
    table = forecasts.by_lead(_forecasts(), LEADS)
    said = [
        WORDS.say("leads.last", above=row.above)
        if np.isinf(row.upto)
        else WORDS.say("leads.upto", above=row.above, upto=row.upto)
        for row in table.itertuples()
    ]
    return WORDS.table("leads", table[["due", "kept", "documents"]].assign(lead=said)[["lead", "due", "kept", "documents"]])


def stale() -> Table:
    """Return the dates of documents beside the plans that stood when they were printed, the out of date first."""
    rows, names = _stale().sort_values("stale", ascending=False, kind="stable"), _slips().set_index("key")["name"]
    frame = pd.DataFrame(
        {
            "document": rows["source"].map(evidence.called),
            "thing": rows["key"].map(names).map(_name),
            "printed": rows["date"].map(dates.label),
            "stood": rows["stood"].map(dates.label),
            "heard": rows["heard"].dt.strftime("%Y-%m").map(dates.label),
            "stale": rows["stale"].map({True: WORDS["stale.yes"], False: WORDS["stale.no"]}),
        }
    )
    return WORDS.table("stale", frame)


def since() -> Figure:
    """Return the study's contracts and those since, on the study's own line of time run on to now."""
    contracts = _contracts()
    new, ended = forecasts.since(contracts, _ends()), _ended_since(contracts)
    known = contracts[~contracts["later"]]
    shown = pd.concat([known, new, ended]).drop_duplicates("id")
    data = pd.concat([_strip(), _lane(shown), _ceilings()], ignore_index=True)
    told = {"ends": dates.label(_ends()), "n": len(new), "money": money(new["low"].sum()), "day": _until()}
    told |= {"before": len(known), "document": evidence.called(_study()), "more": int(ended["later"].sum())}
    told |= {"ceilings": int((data["certainty"] == "announced").sum()), "sources": new["source"].nunique()}
    return Figure(
        name="fig-since",
        draw=draw_amounts,
        data=data,
        words=WORDS.figure("since", **told),
        alt=alt_amounts(data, "policy", LANES, WORDS.say("since.alt", **told)),
        table=data.drop(columns=["role"]).rename(columns={"size": "amount_usd"}),
        options={
            "start": "2018-06-01",
            "end": "2027-12-01",
            "strip": "policy",
            "lanes": LANES,
            "key": list(WORDS["since.key"].items()),
            "scale_of": [(amount, money(amount)) for amount in (1e7, 1e8, 1e9)],
            "as_of": until(_until(), WORDS["until"]),
        },
    )


def _strip() -> pd.DataFrame:
    """Return what later sources report of the plans, and where the study ends."""
    acts = evidence.said("events", "later")
    acts = acts[acts["title"].isin(WORDS["since.acts"].keys())]
    rows = pd.DataFrame({"date": [_ends(), *acts["date"]], "id": ["table-forecasts-contracts", *acts["id"]]})
    rows["label"] = [WORDS["since.study"], *acts["title"].map(WORDS["since.acts"])]
    bounds = dates.bounds(rows["date"])
    look = {"certainty": "done", "failed": False, "role": "plain", "status": WORDS["since.status.act"]}
    return rows[["label", "id"]].join(bounds).assign(lane="policy", **look)


def _lane(rows: pd.DataFrame) -> pd.DataFrame:
    lane = rows["programme"].where(rows["programme"].isin(list(LANES)), "base")
    who = rows["recipients"].map(_short).replace("", WORDS["since.several"])
    labels = [WORDS.say("since.label", who=name, money=money(low)) for name, low in zip(who, rows["low"], strict=True)]
    return rows[["earliest", "latest", "id"]].assign(
        lane=lane, label=labels, size=rows["low"], certainty="done", failed=rows["ended"],
        role=lane, status=rows["ended"].map(_runs),
    )  # fmt: skip


def _runs(ended: bool) -> str:
    return WORDS["since.status.ended" if ended else "since.status.runs"]


def _ceilings() -> pd.DataFrame:
    """Return the ceilings set since the study ended."""
    rows = ledger.ledger("later").query("kind == 'ceiling' and relation == ''")
    rows = forecasts.since(rows[rows["low"].notna()], _ends())
    labels = [WORDS.say("since.ceiling", money=money(low)) for low in rows["low"]]
    return rows[["earliest", "latest", "id"]].assign(
        lane="base",
        label=labels,
        size=rows["low"],
        certainty="announced",
        failed=False,
        role="base",
        status=WORDS["since.status.ceiling"],
    )


def contracts() -> Table:
    """Return the contracts made since the study ended, and those that ended since."""
    every = _contracts()
    new, ended = forecasts.since(every, _ends()), _ended_since(every)
    rows = pd.concat([new, ended]).sort_values("latest", kind="stable")
    frame = pd.DataFrame(
        {
            "date": rows["latest"].dt.strftime("%Y-%m").map(dates.label),
            "label": rows["label"],
            "who": rows["recipients"].map(_short).replace("", WORDS["since.several"]),
            "low": rows["low"] / 1e6,
            "by": rows["source"].map(evidence.called),
            "became": [_ended_by(row) if row["ended"] else "" for row in rows.to_dict("records")],
        }
    )
    return WORDS.table("contracts", frame, digits={"low": 1}, ends=dates.label(_ends()), day=_until())


def _ended_by(contract: dict) -> str:
    """Return the source that says that a contract ended: its own, or the later one that takes it back."""
    later = ledger.ledger("later")
    said = later[later["part_of"].map(lambda cell: contract["id"] in tables.split(cell)) & later["fate"].map(ended_badly)]
    return evidence.called(tables.join([contract["source"]] if ended_badly(contract["fate"]) else list(said["source"])))


def looking_ahead() -> Statements:
    """Return every founding statement that looks ahead."""
    rows = evidence.statements().merge(_ahead()[["id", "subject"]], on="id")
    names = tables.named("craft", "name")
    rows = rows.assign(subject=rows["subject"].map(lambda text: names.get(text, text)))
    rows["subject"] = rows["subject"].where(rows["subject"] != rows["id"], "")
    return WORDS.statements("ahead", _shown(rows), "subject", "date")


def judged() -> Statements:
    """Return every outcome that a later source gives."""
    rows = _outcomes()
    shown = rows.assign(
        verdict=rows["verdict"].map(WORDS["verdicts"]),
        outcome_date=rows["outcome_date"].map(dates.label),
        new_date=rows["new_date"].map(dates.label),
    )
    return WORDS.statements("outcomes", _named(shown), "subject", "verdict", "happened", "outcome_date", "new_date")


def plans() -> Statements:
    """Return every plan and flight of later sources that the charts of dates draw."""
    ids = set(_series()["id"])
    frames = [roadmap.missions("later"), roadmap.phases("later").assign(name=lambda t: t["label"], record="planned")]
    rows = pd.concat(frames, ignore_index=True)
    rows = rows[rows["id"].isin(ids)]
    rows = rows.assign(told=rows["told"].map(dates.label), record=rows["record"].astype(str))
    return WORDS.statements("plans", _shown(rows), "name", "record", "date", "told", "content")


def deliveries() -> Statements:
    """Return every order for cargo."""
    rows = _orders()
    dated = {
        column: rows[column].map(dates.label) for column in ("award_date", "planned_date", "launch_date", "outcome_date")
    }
    shown = _named(rows.assign(company=rows["company"].map(_short), **dated))
    return WORDS.statements(
        "orders", shown, "mission", "company", "award_date", "planned_date", "launch_date", "outcome", "amount"
    )


def amounts() -> Statements:
    """Return the amounts that the line of time draws, of the study and of later sources, and what is reported of plans."""
    data = since().data
    rows = pd.concat([ledger.ledger(), ledger.ledger("later")], ignore_index=True)
    rows = rows[rows["id"].isin(data["id"])]
    shown = _shown(rows.assign(recipients=rows["recipients"].map(evidence.subject)))
    return WORDS.statements("amounts", shown, "label", "kind", "recipients", "low", "date", "fate")


def acts() -> Statements:
    """Return what later sources report of the plans."""
    rows = evidence.said("events", "later")
    return WORDS.statements("acts", _shown(rows), "title", "date", "status")


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    return _named(rows.assign(date=rows["date"].map(dates.label)))


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(source=rows["source"].map(evidence.called))
