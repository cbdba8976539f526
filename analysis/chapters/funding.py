"""The money: where it went, who holds it, what may be added."""

from __future__ import annotations

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table
from analysis.chapters.words import money, words
from analysis.charts.bars import alt_bars, draw_bars
from analysis.charts.timeline import alt_timeline, draw_timeline
from analysis.facts import evidence, tables
from analysis.facts.vocabulary import ended_badly
from analysis.topics import ledger, measures, policy

WORDS = words(__name__)
AS_OF = WORDS["as_of"]
LANES = WORDS["timeline.lanes"]


def _document() -> str:
    return evidence.called(tables.join(evidence.founding("market")))


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    rows = ledger.ledger()
    kept, holders = ledger.contracts(rows), ledger.by_company(rows)
    landers, shares = ledger.price_against_cost(rows), holders["share"]
    low, high = measures.without_one(holders["amount"])
    failed = kept[kept["fate"].map(ended_badly)]
    name = tables.named("parties", "name")[holders.index[0]]
    total = WORDS.say("finding.total", n=len(kept), money=money(ledger.total(kept)[0]), name=name, share=shares.iloc[0])
    spread = {"hhi": measures.herfindahl(shares), "low": low, "high": high, "n": len(shares)}
    concentrated = WORDS.say("finding.concentrated", two=shares.iloc[:2].sum(), **spread)
    price = WORDS.say("finding.price", low=landers["share_low"].min(), high=landers["share_high"].max())
    lost = WORDS.say("finding.failed", n=len(failed), all=len(kept), money=money(failed["low"].sum()))
    return [
        Finding(total, kept, AS_OF),
        Finding(concentrated, kept, AS_OF),
        Finding(price, rows[rows["kind"] == "development cost"], AS_OF),
        Finding(lost, failed, AS_OF),
    ]


def timeline() -> Figure:
    """Return policy above, contracts and ceilings below, sized by amount."""
    rows, acts = ledger.ledger(), policy.american_policy()
    kept = ledger.contracts(rows)
    data = pd.concat([_policy_lane(acts), _contract_lanes(rows)], ignore_index=True)
    years = kept["latest"].dt.year
    said = {"money": money(ledger.total(kept)[0]), "n": len(kept), "acts": len(acts), "document": _document()}
    told = said | {"first": years.min(), "last": years.max()}
    return Figure(
        name="fig-funding",
        draw=draw_timeline,
        data=data,
        words=WORDS.figure("timeline", **told),
        alt=alt_timeline(data, LANES, WORDS.say("timeline.alt", **told)),
        table=data.drop(columns=["role"]),
        options={"start": "2017-06-01", "end": "2024-06-01", "lanes": LANES, "key": list(WORDS["timeline.key"].items())},
    )


def _policy_lane(acts: pd.DataFrame) -> pd.DataFrame:
    return policy.timeline(acts).assign(lane="policy")


def _contract_lanes(rows: pd.DataFrame) -> pd.DataFrame:
    shown = rows[rows["programme"].isin(list(LANES)) & (rows["relation"] != "restates") & rows["earliest"].notna()]
    short, ceiling = tables.named("parties", "short"), shown["kind"] == "ceiling"
    who = shown["recipients"].map(short).where(~ceiling, WORDS["timeline.ceiling"])
    labels = [WORDS.say("timeline.label", who=w, money=money(low)) for w, low in zip(who, shown["low"], strict=True)]
    return shown[["earliest", "latest", "id"]].assign(
        lane=shown["programme"],
        label=labels,
        size=shown["low"],
        certainty=ceiling.map({True: "announced", False: "done"}),
        failed=shown["fate"].map(ended_badly),
        role=shown["programme"],
    )


def holders() -> Figure:
    """Return the contracts each company holds, as bars."""
    rows = ledger.ledger()
    kept, table = ledger.contracts(rows), ledger.by_company(rows).reset_index()
    names = table["company"].map(tables.named("parties", "short"))
    notes = [f"({share:.0%})" for share in table["share"]]
    data = pd.DataFrame({"label": names, "low": table["amount"], "high": table["amount"], "note": notes, "role": "paid"})
    said = {"one": names.iloc[0], "two": names.iloc[1], "share": table["share"].iloc[:2].sum()}
    told = said | {"document": _document(), "n": len(kept), "companies": len(table)}
    return Figure(
        name="fig-companies-share",
        draw=draw_bars,
        data=data,
        words=WORDS.figure("holders", **told),
        alt=alt_bars(data, WORDS["holders.alt"], WORDS["holders.unit"], money),
        table=table,
        options={"show": money},
    )


def price() -> Figure:
    """Return what NASA pays for each crewed lander beside its estimated cost."""
    rows = ledger.ledger()
    landers, short = ledger.price_against_cost(rows), tables.named("parties", "short")
    bars = []
    for company, row in landers.iterrows():
        group = {"group": f"{row['label'].replace(' development cost', '')} ({short[company]})"}
        bars.append(group | {"label": WORDS["price.paid"], "low": row["paid"], "high": row["paid"], "role": "paid"})
        cost = {"low": row["cost_low"], "high": row["cost_high"], "role": "other", "certainty": "announced"}
        bars.append(group | {"label": WORDS["price.cost"], **cost})
    data = pd.DataFrame(bars)
    contracts = (ledger.contracts(rows)["programme"] == "hls").sum()
    told = {"document": _document(), "costs": len(landers), "n": contracts}
    return Figure(
        name="fig-price",
        draw=draw_bars,
        data=data,
        words=WORDS.figure("price", **told),
        alt=alt_bars(data, WORDS["price.alt"], WORDS["price.unit"], money),
        table=landers.reset_index(),
        options={"show": money},
    )


def running() -> Table:
    """Return the contracts in order of date with their running total."""
    frame = ledger.cumulative(ledger.ledger())[["latest", "label", "low", "running_low"]]
    return WORDS.table("running", frame, document=_document())


def concentration() -> Table:
    """Return the measures of concentration."""
    table = ledger.by_company(ledger.ledger())
    shares, (low, high) = table["share"], measures.without_one(table["amount"])
    half = measures.lorenz(table["amount"]).query("companies <= 0.5")["money"].max()
    values = {
        "hhi": measures.herfindahl(shares),
        "hhi_low": low,
        "hhi_high": high,
        "largest": shares.iloc[0],
        "two": shares.iloc[:2].sum(),
        "half": half,
    }
    frame = pd.DataFrame({"measure": [WORDS[f"concentration.{key}"] for key in values], "value": values.values()})
    return WORDS.table("concentration", frame, digits={"value": 2}, n=len(table), document=_document())


def pricing() -> Table:
    """Return fixed-price contracts beside cost-plus spending."""
    frame = ledger.by_pricing(ledger.ledger()).reset_index()
    return WORDS.table("pricing", frame, document=_document())


def revenue() -> Table:
    """Return the revenue of the space industry at two points, with the growth between them."""
    frame = ledger.revenue(ledger.ledger())
    first, last = frame.iloc[0], frame.iloc[-1]
    rate = measures.growth(first["low"], last["low"], int(last["year"]) - int(first["year"]))
    words_ = ["", WORDS.say("revenue.growth", rate=rate)]
    return WORDS.table(
        "revenue", frame[["year", "low"]].assign(year=frame["year"].astype(str), growth=words_), document=_document()
    )


def left_out() -> Table:
    """Return the amounts that are not added, with the reason."""
    documents = evidence.called(tables.join(evidence.founding()))
    return WORDS.table("left_out", ledger.left_out(ledger.ledger()).drop(columns="id"), documents=documents)


def amounts() -> Statements:
    """Return every amount in the ledger."""
    about = ("label", "kind", "recipients", "low", "high", "date", "pricing", "fate", "part_of")
    return WORDS.statements("ledger", ledger.ledger(), *about)


def acts() -> Statements:
    """Return the policy acts on the timeline."""
    return WORDS.statements("acts", policy.american_policy(), "title", "kind", "date", "who")
