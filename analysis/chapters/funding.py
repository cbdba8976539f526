"""The money: where it went, who holds it, what it is worth, what may be added."""

from __future__ import annotations

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table, row_id
from analysis.chapters.words import money, until, words
from analysis.charts.amounts import alt_amounts, draw_amounts
from analysis.charts.bars import alt_bars, draw_bars
from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import ended_badly
from analysis.topics import ledger, measures, policy, prices

WORDS = words(__name__)
AS_OF = WORDS["as_of"]
LANES, PROGRAMMES, CEILINGS = WORDS["timeline.lanes"], WORDS["programmes"], WORDS["ceilings.programmes"]
YEAR = 2023  # the fiscal year of the last award: no projected price index enters
CREWED, SUITS, CARGO, OTHER = "hls", "xevas", "clps", "other"
ABOUT = ("label", "kind", "recipients", "low", "high", "date", "pricing", "fate", "part_of")


def _document() -> str:
    return evidence.called(tables.join(evidence.founding("market")))


def _short() -> dict[str, str]:
    return tables.named("parties", "short")


def _lunar() -> pd.DataFrame:
    """Return the contracts for the Moon in the ledger of the founding documents."""
    return ledger.for_the_moon(ledger.contracts(ledger.ledger()))


def _index(name: str) -> pd.Series:
    return prices.price_index(tables.load("deflators"), name)


def _constant(rows: pd.DataFrame) -> pd.DataFrame:
    return prices.constant(rows, prices.factors(_index("nnsi"), YEAR))


def _share(rows: pd.DataFrame, programme: str) -> float:
    return rows.loc[rows["programme"] == programme, "low"].sum() / rows["low"].sum()


def _tens(share: float) -> float:
    """Return a share in tens of percent: the estimates it rests on carry one digit."""
    return round(share, 1)


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    return [_where(), _price(), _ceilings(), _later()]


def _where() -> Finding:
    kept = _lunar()
    crewed = ledger.concentration(ledger.holders(kept)).loc[CREWED]
    said = {"money": money(ledger.total(kept)[0]), "share": _share(kept, CREWED)}
    told = {"one": _short()[crewed["company"]], "largest": crewed["largest"]}
    return Finding(WORDS.say("finding.where", document=_document(), **said, **told), kept, AS_OF, shown="#fig-funding")


def _price() -> Finding:
    rows = ledger.ledger()
    landers = ledger.price_against_cost(rows).assign(name=lambda table: table["label"].map(_lander))
    narrow, wide = landers.sort_values("cost_high").to_dict("records")
    said = {"one": narrow["name"], "share": _tens(narrow["share_low"]), "other": wide["name"]}
    told = {"low": _tens(wide["share_low"]), "high": _tens(wide["share_high"])}
    paid = ledger.contracts(rows).query("programme == @CREWED")
    behind = pd.concat([rows[rows["kind"] == "development cost"], paid])
    return Finding(WORDS.say("finding.price", **said, **told), behind, AS_OF, shown="#fig-price")


def _ceilings() -> Finding:
    rows, kept = ledger.ledger(), _lunar()
    filled = ledger.in_place_of_orders(rows)
    said = {"share": _share(kept, CREWED), "money": money(ledger.total(kept)[0]), "document": _document()}
    told = said | {"n": (rows["kind"] == "ceiling").sum(), "sum": money(filled["low"].sum()), "less": _share(filled, CREWED)}
    behind = pd.concat([kept, rows[rows["kind"] == "ceiling"]])
    return Finding(WORDS.say("finding.ceilings", **told), behind, AS_OF, shown="#table-funding-ceilings")


def _lists() -> dict[str, pd.DataFrame]:
    """Return the contracts for the Moon: the study's, with those of the same years, with those since, from later sources."""
    whole = ledger.for_the_moon(_with_later())
    until = dates.latest(tables.named("sources", "as_of")[evidence.founding("market")[0]])
    return {"study": whole[~whole["later"]], "same": whole[whole["earliest"] <= until], "since": whole}


def _with_later() -> pd.DataFrame:
    orders = ledger.cargo_orders(evidence.said("clps", "later"))
    return ledger.with_later(ledger.ledger(), ledger.ledger("later"), orders)


def _later() -> Finding:
    lists = _lists()
    cargo = ledger.concentration(ledger.holders(_divided(lists["since"]))).loc[CARGO]
    said = {"same": _share(lists["same"], CREWED), "since": _share(lists["since"], CREWED)}
    whole = lists["since"]
    out = whole[whole["programme"] == CARGO].groupby("recipients")["ended"].all().sum()
    told = {"n": cargo["companies"], "out": out, "one": _short()[cargo["company"]], "largest": cargo["largest"]}
    return Finding(WORDS.say("finding.later", **said, **told), whole, WORDS["later_as_of"], shown="#fig-wider")


def _divided(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts of which it is said who got them."""
    return rows[rows["recipients"] != ""]


def _lander(label: str) -> str:
    return label.replace(WORDS["price.estimate"], "")


def timeline() -> Figure:
    """Return policy above; contracts and ceilings below, as circles of true area."""
    rows, acts, kept = ledger.ledger(), policy.american_policy(), _lunar()
    data = pd.concat([_policy_lane(acts), _contract_lanes(rows)], ignore_index=True)
    ours = (~evidence.printed(kept, "programme")).sum()
    said = {"money": money(ledger.total(kept)[0]), "share": _share(kept, CREWED), "document": _document()}
    told = said | {"n": (data["certainty"] == "done").sum() - len(acts), "acts": len(acts), "ours": ours}
    told |= {"ceilings": (data["certainty"] == "announced").sum(), "station": told["n"] - len(kept)}
    told["ended"] = money(kept.loc[kept["fate"].map(ended_badly), "low"].sum())
    return Figure(
        name="fig-funding",
        draw=draw_amounts,
        data=data,
        words=WORDS.figure("timeline", **told),
        alt=alt_amounts(data, "policy", LANES, WORDS.say("timeline.alt", **told)),
        table=data.drop(columns=["role"]).rename(columns={"size": "amount_usd"}),
        options={
            "start": "2017-06-01",
            "end": "2024-03-01",
            "strip": "policy",
            "lanes": LANES,
            "key": list(WORDS["timeline.key"].items()),
            "scale_of": [(amount, money(amount)) for amount in (1e7, 1e8, 1e9)],
            "as_of": until(AS_OF, WORDS["until"]),
        },
    )


def _policy_lane(acts: pd.DataFrame) -> pd.DataFrame:
    table = policy.timeline(acts)[["earliest", "latest", "label", "id"]]
    look = {"certainty": "done", "failed": False, "role": "plain", "status": WORDS["timeline.status.act"]}
    return table.assign(lane="policy", label=acts["title"].map(_brief), **look)


def _brief(title: str) -> str:
    """Return the title of an act as short as the strip needs, where the words of the chapter have one."""
    return WORDS["timeline.acts"].get(title, title)


def _contract_lanes(rows: pd.DataFrame) -> pd.DataFrame:
    shown = rows[rows["programme"].isin(list(LANES)) & (rows["relation"] != "restates") & rows["earliest"].notna()]
    ceiling, lunar = shown["kind"] == "ceiling", shown["id"].isin(ledger.for_the_moon(shown)["id"])
    who = shown["recipients"].map(_short()).where(~ceiling, WORDS["timeline.ceiling"])
    labels = [
        WORDS.say("timeline.label" if moon else "timeline.station", who=name, money=money(low))
        for name, low, moon in zip(who, shown["low"], lunar, strict=True)
    ]
    return shown[["earliest", "latest", "id"]].assign(
        lane=shown["programme"],
        label=labels,
        size=shown["low"],
        certainty=ceiling.map({True: "announced", False: "done"}),
        failed=shown["fate"].map(ended_badly),
        role=shown["programme"].where(lunar, "other"),
        status=_status(ceiling, shown["fate"].map(ended_badly)),
    )


def _status(ceiling: pd.Series, ended: pd.Series) -> pd.Series:
    """Return what a reader may choose amounts by: a contract that runs, one that ended early, a ceiling."""
    said = WORDS["timeline.status"]
    return ended.map({True: said["ended"], False: said["runs"]}).where(~ceiling, said["ceiling"])


def contracts() -> Table:
    """Return the contracts in order of date, as printed and in constant dollars."""
    kept = _constant(ledger.contracts(ledger.ledger()))
    moon = kept["id"].isin(ledger.for_the_moon(kept)["id"]).map({True: WORDS["moon"], False: WORDS["station"]})
    frame = pd.DataFrame(
        {
            "date": kept["date"].map(dates.label),
            "label": kept["label"],
            "company": kept["recipients"].map(_short()),
            "place": moon,
            "low": kept["low"] / 1e6,
            "constant": kept["constant"] / 1e6,
        }
    )
    return WORDS.table("contracts", frame, digits={"low": 1, "constant": 1}, document=_document(), year=YEAR)


def holders() -> Figure:
    """Return the contracts each company holds in each programme, ceilings hollow above them, as bars."""
    kept = _lunar()
    held, ceilings = ledger.holders(kept), ledger.under_ceilings(ledger.ledger())
    bars, gone = [], set(kept.loc[kept["fate"].map(ended_badly), "id"])
    for programme in held["programme"].unique():
        group, role = {"group": PROGRAMMES[programme], "role": programme}, {"certainty": "done"}
        for row in ceilings[ceilings["programme"] == programme].itertuples():
            hollow = {"label": WORDS["holders.ceiling"], "low": row.ceiling, "high": row.ceiling, "id": row.id}
            bars.append(group | hollow | {"certainty": "announced", "note": WORDS["holders.notes"].get(programme, "")})
        for row in held[held["programme"] == programme].itertuples():
            bar = {"label": _short()[row.company], "low": row.amount, "high": row.amount, "id": row.id}
            note = WORDS.say("holders.ended" if row.id in gone else "holders.share", share=row.share)
            bars.append(group | role | bar | {"note": note})
    data, table = pd.DataFrame(bars), ledger.concentration(held)
    first, second = (_short()[company] for company in held.loc[held["programme"] == CREWED, "company"])
    said = {"one": first, "two": second, "suits": _short()[table.loc[SUITS, "company"]]}
    told = said | {
        "document": _document(),
        "n": len(kept),
        "ended": len(gone),
        "companies": held["company"].nunique(),
        "ceilings": len(ceilings),
    }
    return Figure(
        name="fig-companies-share",
        draw=draw_bars,
        data=data,
        words=WORDS.figure("holders", **told),
        alt=_alt(data, WORDS.say("holders.alt", **told)),
        table=data.drop(columns=["role", "high"]).rename(columns={"low": "amount_usd"}),
        options={"show": money},
    )


def _alt(bars: pd.DataFrame, point: str) -> str:
    named = bars.assign(label=bars["group"] + ", " + bars["label"])
    return alt_bars(named, point, WORDS["unit"], money)


def ranks() -> Table:
    """Return what each company holds in printed and in constant dollars, and its place in both."""
    frame = ledger.ranks(_constant(ledger.contracts(ledger.ledger()))).reset_index()
    frame["company"] = frame["company"].map(_short())
    frame[["amount", "constant"]] /= 1e6
    order = ["company", "amount", "rank", "constant", "constant_rank"]
    return WORDS.table("ranks", frame[order], digits={"amount": 1, "constant": 1}, document=_document(), year=YEAR)


def concentration() -> Table:
    """Return how concentrated the contracts for the Moon are, inside each programme and over all."""
    frame = _concentrated(_lunar())
    columns = ["programme", "companies", "company", "largest", "index", "equal"]
    return WORDS.table("concentration", frame[columns], digits={"index": 2, "equal": 1}, document=_document())


def _concentrated(rows: pd.DataFrame) -> pd.DataFrame:
    inside = ledger.concentration(ledger.holders(rows))
    over = ledger.concentration(ledger.holders(rows.assign(programme="all")))
    frame = pd.concat([inside, over]).reset_index()
    named = {"programme": frame["programme"].map(PROGRAMMES), "company": frame["company"].map(_short())}
    return frame.assign(**named, largest=frame["largest"] * 100)


def ceilings() -> Table:
    """Return what is ordered under each ceiling."""
    frame = ledger.under_ceilings(ledger.ledger())
    frame = frame.assign(programme=frame["programme"].map(CEILINGS), share=frame["share"] * 100)
    frame[["ceiling", "ordered"]] /= 1e6
    columns = ["programme", "ceiling", "orders", "ordered", "share"]
    return WORDS.table("ceilings", frame[columns], digits={"ordered": 1}, document=_document())


def price() -> Figure:
    """Return what NASA pays for each crewed lander beside its estimated cost."""
    rows = ledger.ledger()
    landers, estimates = ledger.price_against_cost(rows), rows[rows["kind"] == "development cost"]
    bars = []
    for (company, lander), key in zip(landers.iterrows(), estimates["id"], strict=True):
        name = _lander(lander["label"])
        group = {"group": f"{name} ({_short()[company]})"}
        paid = {"low": lander["paid"], "high": lander["paid"], "role": CREWED}
        bars.append(group | {"label": WORDS["price.paid"], "id": row_id("funding-shares", name), **paid})
        cost = {"low": lander["cost_low"], "high": lander["cost_high"], "role": "other", "certainty": "announced"}
        bars.append(group | {"label": WORDS["price.cost"], "id": key, **cost})
    data = pd.DataFrame(bars).fillna({"certainty": "done"})
    contracts = (ledger.contracts(rows)["programme"] == CREWED).sum()
    told = {"document": _document(), "costs": len(landers), "n": contracts}
    return Figure(
        name="fig-price",
        draw=draw_bars,
        data=data,
        words=WORDS.figure("price", **told),
        alt=_alt(data, WORDS["price.alt"]),
        table=landers.reset_index().rename(columns={name: f"{name}_usd" for name in ("paid", "cost_low", "cost_high")}),
        options={"show": money},
    )


def shares() -> Table:
    """Return the price as a share of the estimated cost, for each lander and for both."""
    landers = ledger.price_against_cost(ledger.ledger())
    frame = pd.concat([landers.assign(label=landers["label"].map(_lander)), pd.DataFrame([ledger.together(landers)])])
    frame["label"] = frame["label"].fillna(WORDS["shares.both"])
    frame["row"] = [row_id("funding-shares", label) for label in frame["label"]]
    frame[["paid", "cost_low", "cost_high"]] /= 1e9
    frame[["share_low", "share_high"]] = frame[["share_low", "share_high"]].map(_tens) * 100
    return WORDS.table("shares", frame, digits=dict.fromkeys(("paid", "cost_low", "cost_high"), 2), document=_document())


def pricing() -> Table:
    """Return fixed-price contracts and cost-plus spending, each for what it is."""
    frame = ledger.by_pricing(ledger.ledger()).reset_index()
    frame["printed"] = frame["printed"].map({True: WORDS["pricing.printed"], False: WORDS["pricing.ours"]})
    return WORDS.table("pricing", frame.assign(sum=frame["sum"] / 1e6), digits={"sum": 1}, document=_document())


def revenue() -> Table:
    """Return the growth of the space industry's revenue in dollars of the day and by three price indices."""
    frame = ledger.revenue(ledger.ledger())
    first, last = frame.iloc[0], frame.iloc[-1]
    gdp = _index("gdp")
    rates = {
        "nominal": measures.growth(first["low"], last["low"], last["year"] - first["year"]),
        "gdp": prices.real_growth(frame, gdp),
        "calendar": prices.real_growth(frame, prices.calendar(gdp)),
        "nnsi": prices.real_growth(frame, _index("nnsi")),
    }
    said = {"first": first["label"], "last": last["label"], "low": money(first["low"]), "high": money(last["low"])}
    table = pd.DataFrame({"in": [WORDS[f"revenue.{key}"] for key in rates], "growth": [100 * r for r in rates.values()]})
    return WORDS.table("revenue", table, digits={"growth": 1}, document=_document(), **said)


def left_out() -> Table:
    """Return the amounts that are not added, with the reason."""
    rows = ledger.ledger()
    frame = ledger.left_out(rows).set_index("id")
    documents = evidence.called(tables.join([key for key in evidence.founding() if key in set(rows["source"])]))
    for row in ledger.made_after(rows, tables.load("references")).itertuples():
        told = {"report": dates.label(row.report), "n": row.contracts, "money": money(row.amount)}
        frame.loc[row.id, "why"] = WORDS.say("left_out.after", **told)
    period = rows.set_index("id")["period"].where(lambda column: column.str.fullmatch(r"\d{4}"), "")
    frame["label"] += period.map(lambda year: f", {year}" if year else "").reindex(frame.index)
    frame[["low", "high"]] /= 1e6
    return WORDS.table("left_out", frame, digits={"low": 1, "high": 1}, documents=documents)


def wider() -> Figure:
    """Return the contracts for the Moon by programme: the study's, and with those that only later sources print."""
    lists, bars = _lists(), []
    for programme in (CREWED, SUITS, CARGO, OTHER):
        for name, rows in lists.items():
            inside = rows[rows["programme"].isin(LANES) == (programme != OTHER)]
            amount = inside[(inside["programme"] == programme) | (programme == OTHER)]["low"].sum()
            bar = {
                "label": _list(name),
                "low": amount,
                "high": amount,
                "id": _spread_row(programme, name, inside),
            }
            share = amount / rows["low"].sum()
            said = f"{share:.0%}" if share >= 0.005 else WORDS["wider.little"]
            role = {"role": "base" if programme == OTHER else programme, "note": f"({said})"}
            bars.append({"group": PROGRAMMES[programme], **bar, **role})
    data, whole = pd.DataFrame(bars).query("low > 0"), lists["since"]
    said = {"study": _share(lists["study"], CREWED), "since": _share(whole, CREWED), "document": _document()}
    told = said | {"n": len(whole), "later": whole["later"].sum(), "sources": whole.loc[whole["later"], "source"].nunique()}
    told |= {"as_later": WORDS["later_as_of"]}
    return Figure(
        name="fig-wider",
        draw=draw_bars,
        data=data,
        words=WORDS.figure("wider", **told),
        alt=_alt(data, WORDS.say("wider.alt", **told)),
        table=data.drop(columns=["role", "high"]).rename(columns={"low": "amount_usd"}),
        options={"show": money},
    )


def _list(name: str) -> str:
    """Return in words which contracts stand in one of the three lists."""
    return WORDS.say(f"wider.{name}", as_later=WORDS["later_as_of"])


def _spread_row(programme: str, name: str, inside: pd.DataFrame) -> str:
    """Return where the table of shares has a programme in a list; of the rest, which it has not, its largest contract."""
    if programme == OTHER:
        return inside.nlargest(1, "low")["id"].sum()
    return row_id("funding-spread", PROGRAMMES[programme], _list(name))


def spread() -> Table:
    """Return how concentrated each programme is in the study's list and with the contracts of later sources."""
    parts = []
    for name, rows in _lists().items():
        table = _concentrated(_divided(rows)).assign(list=_list(name))
        parts.append(table.assign(ended=table["programme"].map(_ended(rows)) * 100))
    frame = pd.concat(parts)
    order = {PROGRAMMES[key]: place for place, key in enumerate((CREWED, SUITS, CARGO, "all"))}
    frame = frame[frame["programme"].isin(list(order))]
    frame = frame.sort_values("programme", key=lambda column: column.map(order), kind="stable")
    frame["row"] = [row_id("funding-spread", *place) for place in zip(frame["programme"], frame["list"], strict=True)]
    columns = ["row", "programme", "list", "companies", "company", "largest", "index", "equal", "ended"]
    return WORDS.table("spread", frame[columns], digits={"index": 2, "equal": 1}, document=_document())


def _ended(rows: pd.DataFrame) -> dict[str, float]:
    """Return programme -> share of its money of which the contract ended early (0 to 1); "all" is over all of them."""
    both = pd.concat([rows, rows.assign(programme="all")])
    lost = both["low"].where(both["ended"], 0).groupby(both["programme"]).sum()
    return (lost / both.groupby("programme")["low"].sum()).rename(PROGRAMMES).to_dict()


def used() -> Table:
    """Return how much of each ceiling is ordered, by the study and with later sources."""
    frame = ledger.under_ceilings(ledger.ledger())
    wider = frame["programme"].map(_with_later().groupby("programme")["low"].sum())
    shares = {"share": frame["share"] * 100, "wider_share": wider / frame["ceiling"] * 100}
    frame = frame.assign(wider=wider / 1e6, **shares, programme=frame["programme"].map(CEILINGS))
    frame[["ceiling", "ordered"]] /= 1e6
    columns = ["programme", "ceiling", "ordered", "share", "wider", "wider_share"]
    told = {"document": _document(), "as_later": WORDS["later_as_of"]}
    return WORDS.table("used", frame[columns], digits={"ordered": 1, "wider": 1}, **told)


def beside() -> Table:
    """Return what later sources print of the programmes that is no contract: ceilings, plans, spending."""
    rows = ledger.ledger("later")
    kept = rows[rows["kind"].isin(["ceiling", "programme budget", "spend to date"]) & (rows["relation"] != "restates")]
    frame = pd.DataFrame(
        {
            "label": kept["label"],
            "kind": kept["kind"],
            "low": kept["low"] / 1e6,
            "date": kept["date"].map(dates.label),
            "why": kept["kind"].map(ledger.WHY_NOT),
            "said": kept["source"].map(evidence.called),
        }
    )
    return WORDS.table("beside", frame)


def amounts() -> Statements:
    """Return every amount in the ledger."""
    return WORDS.statements("ledger", _readable(ledger.ledger()), *ABOUT)


def later_amounts() -> Statements:
    """Return every amount that later sources print."""
    return WORDS.statements("later", _readable(ledger.ledger("later")), *ABOUT)


def cargo() -> Statements:
    """Return the task orders for cargo that later sources print."""
    return WORDS.statements("cargo", evidence.said("clps", "later"), "mission", "company", "award_date", "amount", "outcome")


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return amounts with the labels of what they are part of."""
    label = tables.named("funding", "label", "id")
    return rows.assign(part_of=rows["part_of"].map(lambda cell: ", ".join(label[key] for key in tables.split(cell))))


def acts() -> Statements:
    """Return the policy acts on the timeline."""
    return WORDS.statements("acts", policy.american_policy(), "title", "kind", "date", "who")
