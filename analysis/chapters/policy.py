"""How a market was made: who pays, what was planned, who followed, what the argument rests on, and the station beside it."""

from __future__ import annotations

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import money, until, words
from analysis.charts.dots import alt_dots, draw_dots
from analysis.charts.matrix import alt_matrix, draw_matrix
from analysis.charts.timeline import alt_timeline, draw_timeline
from analysis.facts import dates, evidence, tables
from analysis.topics import policy

WORDS = words(__name__)
AS_OF = WORDS["as_of"]
SIDES, BODIES, DEEDS = WORDS["sides"], WORDS["bodies"], WORDS["deeds"]
LANES, PARTS, DRIVERS = WORDS["purchases.lanes"], WORDS["parts"], WORDS["drivers.names"]
RECENT = 2017  # the year from which the title of the dots counts
FIRST, LAST = 1960, 2025  # the axis of the dots
RESOURCES = "resource law"


def _document() -> str:
    return evidence.called(tables.join(evidence.founding("market")))


def _documents() -> str:
    return evidence.called(tables.join(evidence.founding()))


def _of_the_study(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["source"].isin(evidence.founding("market"))]


def _events() -> pd.DataFrame:
    return policy.with_actors(evidence.said("events"), tables.load("parties"))


def _purchases() -> pd.DataFrame:
    return policy.purchases(policy.acts(), tables.load("programmes"))


def _station_acts() -> pd.DataFrame:
    rows = _events()
    return rows[rows["source"].isin(evidence.founding("station"))]


def _body(keys: str) -> str:
    """Return the name for readers of a body, or of several states."""
    short = tables.named("parties", "short")
    return BODIES.get(keys) or ", ".join(short[key] for key in tables.split(keys))


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    return [_one_pays(), _bought(), _followed(), _station_beside()]


def _one_pays() -> Finding:
    american = _of_the_study(policy.provisions()).query("side == 'american'")
    paid = policy.paying(american)
    payers = ", ".join(_body(who) for who in paid["who"].unique())
    told = {"n": len(paid), "printed": int(paid["printed"].sum()), "payers": payers}
    return Finding(WORDS.say("finding.pays", **told), american, AS_OF, shown="#fig-provisions")


def _plans() -> pd.DataFrame:
    return policy.became(policy.planned(_events()), evidence.said("outcomes", "later"))


def _bought() -> Finding:
    rows, plans = _purchases().query("lunar"), _plans()
    rover = plans[plans["id"].isin(rows["id"]) & plans["months"].notna()]
    done = rows[rows["done"]]
    told = {
        "done": len(done),
        "funded": int((~policy.bought(done, _of_the_study(policy.provisions()))).sum()),
        "plans": len(plans),
        "first": rows["earliest"].dt.year.min(),
        "months": int(rover["months"].iloc[0]),
        "awaited": plans.loc[plans["verdict"] == "open", "came"].iloc[0].strftime("%B %Y"),
    }
    behind = pd.concat([rows, plans]).drop_duplicates("id")
    return Finding(WORDS.say("finding.bought", **told), behind, WORDS["as_of_plans"], shown="#fig-purchases")


def _followed() -> Finding:
    rows, used = policy.followers(policy.acts()), policy.with_instrument(policy.acts())
    laws = rows[rows["kind"] == "law"]
    first = used[used["instrument"] == RESOURCES].iloc[0]
    years = ", ".join(f"{who} {year}" for who, year in zip(laws["who"], laws["earliest"].dt.year, strict=True))
    told = {"n": len(rows), "laws": len(laws), "years": years, "first": first["year"]}
    told["prizes"] = int((rows["kind"] == "prize").sum())
    budgets = _budgets(rows)
    told |= {"budgets": len(budgets), "money": money(budgets["low"].max())}
    told["budgeted"] = ", ".join(budgets["payer"].map(tables.named("parties", "short")))
    return Finding(WORDS.say("finding.followed", **told), pd.concat([rows, budgets]), AS_OF, shown="#table-policy-followers")


def _budgets(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the budgets that the study prints of the programmes that acts begin."""
    amounts = _of_the_study(evidence.said("funding"))
    return amounts[(amounts["kind"] == "programme budget") & amounts["programme"].isin(set(rows["programme"]) - {""})]


def _invested() -> pd.DataFrame:
    """Return the judgements that China invests in the station: they name no act."""
    rows = evidence.said("claims").query("about == 'ilrs' and topic == 'investment'")
    return rows.assign(payer="CHN")


def _station_beside() -> Finding:
    rows = _station_acts()
    return Finding(WORDS["finding.station"], rows, WORDS["as_of_station"], shown="#table-policy-station")


def who_does_what() -> Figure:
    """Return who is said to permit, aim, ask, organise or pay, side by side, as a grid of numbers."""
    rows = policy.provisions()
    counts = policy.who_does_what(rows)
    counts = counts.assign(side=pd.Categorical(counts["side"], list(SIDES), ordered=True))
    total = counts.groupby("who")["provisions"].transform("sum")
    counts = counts.assign(total=total).sort_values(["side", "total", "who"], ascending=[True, False, True])
    data = pd.DataFrame(
        {
            "row": counts["who"].map(_body),
            "group": counts["side"].map(SIDES).astype(str),
            "column": counts["deed"],
            "state": counts["provisions"] / counts["provisions"].max(),
            "text": counts["provisions"].astype(str),
            "id": counts["id"],
        }
    )
    besides = _besides(counts)
    data = pd.concat([data, besides], ignore_index=True)
    told = {"n": len(rows), "documents": rows["source"].nunique(), "printed": int(rows["printed"].sum())}
    told |= {"besides": besides["text"].astype(int).sum(), "bodies": "; ".join(besides["row"])}
    return Figure(
        name="fig-provisions",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("provisions", **told),
        alt=alt_matrix(data, DEEDS, WORDS.say("provisions.alt", **told)),
        table=data.drop(columns=["id", "state"]).assign(
            column=data["column"].map(DEEDS),
            told=data["state"].eq("partly").map({yes: WORDS[f"provisions.told.{yes}".lower()] for yes in (True, False)}),
        ),
        options={"columns": DEEDS, "share": 0.34},
    )


def _besides(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of money told otherwise than by a provision, for the bodies of the grid of which none pays."""
    paying = set(policy.paying(counts)["who"])
    others = [who for who in counts["who"].unique() if who not in paying]
    found = policy.money_besides(others, evidence.said("funding"), _invested())
    side = counts.drop_duplicates("who").set_index("who")["side"]
    return pd.DataFrame(
        {
            "row": found["who"].map(_body),
            "group": found["who"].map(side).map(SIDES).astype(str),
            "column": "pays",
            "state": "partly",
            "text": found["told"].astype(str),
            "id": found["id"],
        }
    )


def said_to_do() -> Table:
    """Return what each American act, programme and body is said to do, in order of date."""
    rows = _of_the_study(policy.provisions()).query("side == 'american'")
    return WORDS.table("said_to_do", _in_words(rows)[["date", "act", "who", "does", "content"]], document=_document())


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return provisions in order of their first date, undated ones last, with dates, bodies and documents in words."""
    first = rows["date"].map(lambda cell: dates.earliest(tables.split(cell)[0]) if cell else pd.NaT)
    rows = rows.assign(first=pd.to_datetime(first)).sort_values(["first", "id"], kind="stable")
    return rows.assign(
        date=[", ".join(dates.label(date) for date in tables.split(cell)) for cell in rows["date"]],
        act=rows["act"].str.replace("; ", ", ").replace("", WORDS["said_to_do.none"]),
        who=rows["who"].map(_body),
        source=rows["source"].map(evidence.called),
    )


def instruments() -> Figure:
    """Return one dot an act on a true time axis, a row an instrument, first use labelled."""
    used = policy.with_instrument(policy.acts())
    firsts = policy.first_use(used)
    names = WORDS["instruments.names"]
    rows = {
        row.instrument: WORDS.say("instruments.row", instrument=names[row.instrument], title=row.title, year=row.first)
        for row in firsts.itertuples()
    }
    middle = used["earliest"] + (used["latest"] - used["earliest"]).clip(upper=pd.Timedelta(days=366)) / 2
    long = (used["latest"] - used["earliest"]) > pd.Timedelta(days=366)
    data = pd.DataFrame(
        {
            "row": used["instrument"],
            "day": middle,
            "until": used["latest"].where(long),
            "role": ["other" if driver == policy.FOLLOWING else "plain" for driver in used["driver"]],
            "certainty": used["certainty"],
            "mark": ["round" if printed else "square" for printed in used["printed"]],
            "name": used["title"] + ", " + used["date"].map(dates.label),
            "id": used["id"],
        }
    )
    decades = policy.by_decade(used)
    told = {
        "n": len(used),
        "printed": int(used["printed"].sum()),
        "recent": int((used["year"] >= RECENT).sum()),
        "since": RECENT,
        "first": used["year"].min(),
        "last": used["year"].max(),
        "document": _document(),
    }
    return Figure(
        name="fig-instruments",
        draw=draw_dots,
        data=data,
        words=WORDS.figure("instruments", **told),
        alt=alt_dots(data, {key: names[key] for key in rows}, WORDS.say("instruments.alt", **told)),
        table=used[["title", "who", "date", "instrument", "printed", "certainty"]],
        options={
            "rows": rows,
            "counts": {decade: str(number) for decade, number in decades.items()},
            "counted": WORDS["instruments.counted"],
            "key": [(item["look"], item["words"]) for item in WORDS["instruments.key"]],
            "start": FIRST,
            "end": LAST,
            "as_of": until(AS_OF, WORDS["until"]),
            "lanes": {key: names[key] for key in rows},
        },
    )


def first_use() -> Table:
    """Return the first act with each instrument, and how much of the coding is printed."""
    frame = policy.first_use(policy.with_instrument(policy.acts())).drop(columns="id")
    frame["instrument"] = frame["instrument"].map(WORDS["instruments.names"])
    return WORDS.table("first_use", frame.astype({"first": str}), document=_document())


def purchases() -> Figure:
    """Return the purchases of services in lanes, one a service: made, planned, and what came of a plan."""
    rows = _purchases()
    data = pd.concat([_bought_or_planned(rows), _came(rows)], ignore_index=True)
    told = {
        "n": len(rows),
        "done": int(rows["done"].sum()),
        "fixed": int(rows["fixed"].sum()),
        "later": len(data) - len(rows),
        "document": _document(),
    }
    return Figure(
        name="fig-purchases",
        draw=draw_timeline,
        data=data,
        words=WORDS.figure("purchases", **told),
        alt=alt_timeline(data, LANES, WORDS["purchases.alt"]),
        table=data.drop(columns="role").assign(lane=data["lane"].map(LANES)),
        options={
            "start": "2004-01-01",
            "end": "2025-07-01",
            "knots": {"2004-01-01": 0.0, "2017-01-01": 0.2, "2025-07-01": 1.0},  # little happened before
            "lanes": LANES,
            "key": list(WORDS["purchases.key"].items()),
            "as_of": until(AS_OF, WORDS["until"]),
        },
    )


def _bought_or_planned(rows: pd.DataFrame) -> pd.DataFrame:
    return policy.timeline(rows).drop(columns="driver").assign(lane=rows["programme"], role="plain")


def _came(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the purchases that came late, as a later source dates them."""
    plans = _plans()
    came = plans[plans["id"].isin(rows["id"]) & plans["months"].notna()]
    return pd.DataFrame(
        {
            "lane": came["programme"],
            "label": WORDS["purchases.came"],
            "earliest": came["came"],
            "latest": came["came"],
            "certainty": "done",
            "failed": False,
            "role": "other",
            "id": came["outcome"],
        }
    )


def plans() -> Table:
    """Return the acts that the documents still planned, on every side, and what later sources say became of them."""
    rows = _plans()
    frame = rows.assign(
        date=[dates.label(date) or WORDS["plans.undated"] for date in rows["date"]],
        source=rows["source"].map(evidence.called),
        happened=rows["happened"].replace("", WORDS["plans.unknown"]),
        later=rows["later"].map(evidence.called),
    )
    return WORDS.table("plans", frame[["title", "date", "source", "happened", "later"]])


def followers() -> Table:
    """Return the acts of other countries that follow, after the American law, with what each is said to do."""
    acts = policy.acts()
    rows = pd.concat([acts[(acts["instrument"] == RESOURCES) & (acts["country"] == "USA")], policy.followers(acts)])
    said = evidence.said("provisions")
    said = said.assign(subject=said["subject"].map(tables.split)).explode("subject")
    contents = said.groupby("subject", sort=False)["content"].agg("; ".join)
    content = [contents.get(act, "") for act in rows["id"]]
    given = _budgets(rows).assign(low=lambda t: t["low"].map(money))
    budgets = given.groupby("programme")["low"].agg(lambda told: ", ".join(dict.fromkeys(told)))
    budget = rows["programme"].map(budgets).fillna(WORDS["followers.none"])
    frame = rows.assign(date=rows["date"].map(dates.label), content=content, budget=budget)
    return WORDS.table("followers", frame[["date", "title", "who", "content", "budget"]], document=_document())


def drivers() -> Table:
    """Return the five drivers: the thesis in short, its steps, how many carry a footnote, what they rest on."""
    steps = policy.steps()
    behind = policy.rests_on(steps, evidence.statements())
    theses = steps[steps["role"] == "thesis"].groupby("thesis")["content"].agg("; ".join)
    limits = steps[steps["role"] == "limit"].groupby("thesis")["content"].agg("; ".join)
    frame = policy.sourced(steps, "thesis").reset_index()
    frame["content"] = frame["thesis"].map(theses)
    frame["limits"] = frame["thesis"].map(limits).fillna("")
    frame["rests"] = [_counted(behind.loc[thesis]) for thesis in frame["thesis"]]
    frame["thesis"] = frame["thesis"].map(DRIVERS)
    columns = ["thesis", "content", "rests", "limits", "steps", "footnotes"]
    return WORDS.table("drivers", frame[columns], document=_document())


def _counted(behind: pd.Series) -> str:
    """Return numbers of statements by kind in words, most first."""
    kept = behind[behind > 0].sort_values(ascending=False, kind="stable")
    return ", ".join(WORDS.say(f"kinds.{table}", n=number) for table, number in kept.items())


def parts() -> Table:
    """Return how many steps of each part of the argument carry a footnote."""
    frame = policy.sourced(policy.steps(), "role").reindex(list(PARTS)).reset_index()
    return WORDS.table("sourced", frame.assign(role=frame["role"].map(PARTS)), document=_document())


def argument() -> Table:
    """Return the argument for the five drivers, driver by driver and step by step."""
    place = {driver: place for place, driver in enumerate(DRIVERS)}
    rows = policy.steps().sort_values("thesis", key=lambda column: column.map(place), kind="stable")
    frame = rows.assign(
        thesis=rows["thesis"].map(DRIVERS),
        role=rows["role"].map(PARTS),
        footnote=rows["footnote"].map({True: WORDS["argument.yes"], False: WORDS["argument.no"]}),
    )
    return WORDS.table("argument", frame[["thesis", "role", "content", "footnote"]], document=_document())


def station() -> Table:
    """Return what acts and bodies on the side of the station are said to do, less its aims."""
    rows = policy.provisions().query("side == 'station' and deed != 'aims'")
    return WORDS.table("station", _in_words(rows)[["act", "who", "does", "content", "source"]])


def acts() -> Statements:
    """Return every act of the chapter."""
    rows = _events()
    used = set(policy.with_instrument(policy.acts())["id"]) | set(_purchases()["id"])
    used |= set(policy.planned(rows)["id"]) | set(policy.followers(policy.acts())["id"]) | set(_station_acts()["id"])
    rows = rows[rows["id"].isin(used)]
    shown = rows.assign(date=rows["date"].map(dates.label), source=rows["source"].map(evidence.called))
    return WORDS.statements("acts", shown, "title", "title_zh", "date", "kind", "who", "instrument")


def outcomes() -> Statements:
    """Return what later sources say became of the plans."""
    rows = evidence.said("outcomes", "later")
    rows = rows[rows["id"].isin(set(_plans()["outcome"]))]
    shown = rows.assign(outcome_date=rows["outcome_date"].map(dates.label), source=rows["source"].map(evidence.called))
    return WORDS.statements("outcomes", shown, "subject", "happened", "outcome_date", "verdict")


def provided() -> Statements:
    """Return every provision that the figures and tables of the chapter rest on."""
    return WORDS.statements("provided", _in_words(policy.provisions()), "act", "who", "does", "content")


def besides() -> Statements:
    """Return every statement on money that is told otherwise than by a provision."""
    amounts = evidence.said("funding").query("kind in @policy.SET_ASIDE")
    amounts = amounts.assign(
        told=[f"{label}: {money(low)}" for label, low in zip(amounts["label"], amounts["low"], strict=True)]
    )
    judged = _invested()
    rows = pd.concat([amounts, judged.assign(told=judged["content"])], ignore_index=True)
    shown = rows.assign(
        payer=rows["payer"].map(tables.named("parties", "short")), source=rows["source"].map(evidence.called)
    )
    return WORDS.statements("besides", shown, "payer", "told")


def argued() -> Statements:
    """Return every step of the argument."""
    rows = policy.steps()
    shown = rows.assign(thesis=rows["thesis"].map(DRIVERS), source=rows["source"].map(evidence.called))
    return WORDS.statements("argued", shown, "thesis", "role", "content")
