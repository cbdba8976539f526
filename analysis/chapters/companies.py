"""Who is in the lunar market, what each landing needs of them, whose money it is, and what became of them."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from analysis.chapters import links
from analysis.chapters.spec import Figure, Finding, Statements, Table, row_id
from analysis.chapters.words import money, words
from analysis.charts.columns import alt_columns, draw_columns
from analysis.charts.matrix import alt_matrix, draw_matrix
from analysis.charts.roster import alt_roster, draw_roster
from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import certainty, ended_badly
from analysis.topics import companies, graphs, ledger, market, needs

WORDS = words(__name__)
AS_OF, UNTIL = WORDS["as_of"], WORDS["until"]
LAYERS = WORDS["market.layers"]
NOTES = {"done": [], "announced": [WORDS["market.key.announced"]], "claimed": [WORDS["market.key.claimed"]]}
STATES = {needs.STOPS: "yes", needs.WAITS: "partly", needs.GOES_ON: "no"}


def _document() -> str:
    return evidence.called(tables.join(evidence.founding("market")))


def _said() -> pd.DataFrame:
    return evidence.said("companies")


def _companies() -> pd.DataFrame:
    return companies.companies(_said(), tables.load("parties"))


def _contracts() -> pd.DataFrame:
    return ledger.contracts(ledger.ledger())


def _gone() -> set[str]:
    return set(companies.left(_said())["company"])


def _holders() -> pd.DataFrame:
    return market.holders(market.sellers(), _contracts(), _gone())


def _purchases() -> list[str]:
    return market.purchases(tables.load("programmes"), "artemis")


def _orders() -> pd.DataFrame:
    return evidence.said("clps", "later")


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    held, known = _holders(), _companies()
    live = held[held["standing"] == "live"]
    by = live["purchase"].value_counts()
    sellers = {"live": len(live), "hls": by["hls"], "xevas": by["xevas"], "clps": by["clps"], "counted": _counted()}
    places = market.sellers()
    places = places[evidence.printed(places, "from", "relation", "to")]
    sellers["printed"] = int(live["company"].isin(places["to"]).sum())
    return [
        Finding(
            WORDS.say("finding.who", n=len(known), countries=known["country"].nunique(), **sellers),
            pd.concat([_said(), _stated(held["id"])]),
            AS_OF,
            shown="#fig-activities",
        ),
        _needs(),
        _money(held),
        _station(),
    ]


def _counted() -> int:
    """How many companies the study counts in the purchase of cargo flights."""
    rows = evidence.said("quantities").query("subject == 'clps' and measure == 'companies taking part'")
    return int(rows["low"].max())


def _stated(ids: pd.Series) -> pd.DataFrame:
    """Return the statements of links, missions and contributions with these ids, each once."""
    rows = pd.concat([evidence.said(name) for name in ("links", "missions", "contributions")], ignore_index=True)
    return rows[rows["id"].isin(set(ids))]


def _needs() -> Finding:
    possible, makers, names = (
        needs.supplies(),
        market.by_purchase(_holders(), _purchases())["live"].map(len),
        graphs.labels(),
    )
    turned = needs.turned_since()
    before, after = (needs.alone(rows, "maker") for rows in (possible, _after(possible)))
    own, parts = ([WORDS[f"needed.needs.{need}"] for need in which] for which in (needs.OWN, needs.PARTS))
    said = {
        "landers": makers["hls"],
        "suits": makers["xevas"],
        "own": f"{', '.join(own[:-1])} and {own[-1]}",
        "parts": " and ".join(parts),
        "partner": " and ".join(names[maker] for maker in before if maker != needs.AGENCY),
        "left": " and ".join(names[maker] for maker in turned if maker in set(possible["maker"])),
        "alone": " or ".join(names[maker] for maker in after if maker not in before),
        "n": len(possible),
        "printed": int(_printed(possible).sum()),
    }
    outcomes, later = evidence.said("outcomes", "later"), [*turned.values(), *needs.reopened_since().values()]
    rows = [_stated(possible["id"]), outcomes[outcomes["id"].isin(later)]]
    return Finding(WORDS.say("finding.needs", **said), pd.concat(rows, ignore_index=True), UNTIL, shown="#fig-needs")


def _after(possible: pd.DataFrame) -> pd.DataFrame:
    """The possibilities that later sources leave: what turned out otherwise is gone, what is open again is anyone's."""
    return needs.since(needs.open_again(possible, needs.reopened_since()), needs.turned_since())


def _printed(possible: pd.DataFrame) -> pd.Series:
    """Return for each possibility whether a sentence prints it; that a ship needs its part no sentence says."""
    rows = _stated(possible["id"])
    whole = rows[evidence.printed(rows, "from", "relation", "to", "craft", "party")]["id"]
    return possible["id"].isin(set(whole)) & ~possible["need"].isin(list(needs.PARTS))


def _money(held: pd.DataFrame) -> Finding:
    cargo, since = held[held["purchase"] == "clps"], companies.became(_orders(), WORDS["after"])
    gone, live = cargo[cargo["standing"] == "gone"], cargo[cargo["standing"] == "live"]
    there = since.loc[[company for company in live["company"] if company in since.index]]
    told = {column: int((there[column] > 0).sum()) for column in ("flown", "landed", "upright", "new")}
    contracts, orders = _contracts(), _orders()
    then = companies.priced_until(orders, WORDS["after"])
    total = gone["amount"].sum()
    told |= {"money": money(total), "share": total / then["amount"].sum(), "orders": len(then)}
    sentence = WORDS.say("finding.money", gone=len(gone), live=len(live), named=len(cargo), **told)
    priced = contracts[(contracts["programme"] == "clps") & contracts["recipients"].isin(cargo["company"])]
    later = orders[orders["company"].isin(live["company"]) | orders["id"].isin(then["id"])]
    return Finding(sentence, pd.concat([priced, _stated(cargo["id"]), later], ignore_index=True), UNTIL, shown="#fig-market")


def _station() -> Finding:
    doing, (one, other) = needs.station_tasks(), needs.LEADERS
    undone = {source: [needs.undone(rows, state) for state in (one, other)] for source, rows in doing.groupby("source")}
    either = [source for source, without in undone.items() if not any(without)]
    alone = [source for source, without in undone.items() if without[0] and not without[1]]
    told = {
        "either": " and ".join(map(evidence.called, either)),
        "alone": " and ".join(map(evidence.called, alone)),
        "tasks": sum(len(undone[source][0]) for source in alone),
        "joined": _joined()["party"].nunique(),
    }
    links, outcomes = _stated(doing.loc[doing["source"].isin(alone), "id"]), evidence.said("outcomes", "later")
    told |= {"links": len(links), "printed": int(evidence.printed(links, "from", "relation", "to").sum())}
    russian = outcomes[outcomes["id"].isin(WORDS["station.russian"])]
    rows = pd.concat([_stated(doing["id"]), _joined(), russian], ignore_index=True)
    return Finding(WORDS.say("finding.station", **told), rows, UNTIL, shown="#table-companies-station")


def _joined() -> pd.DataFrame:
    """Return what later sources say of companies that signed for the station."""
    rows, kinds = evidence.said("memberships", "later"), tables.named("parties", "kind")
    return rows[(rows["bloc"] == "ilrs") & (rows["party"].map(kinds) == "company")]


def activities() -> Figure:
    """Return the companies by activity, American ones and others told apart."""
    known = _companies()
    placed = companies.activities(_said(), known)
    countries = tables.named("parties", "short")
    abroad = placed["country"] != companies.HOME
    labels = [
        WORDS.say("activities.abroad", short=row.short, country=countries[row.country]) if away else row.short
        for row, away in zip(placed.itertuples(), abroad, strict=True)
    ]
    marks = ["cross" if gone else "diamond" if away else "round" for gone, away in zip(placed["gone"], abroad, strict=True)]
    rows = placed["activity"].replace("", WORDS["activities.unsaid"])
    data = pd.DataFrame({"row": rows, "label": labels, "mark": marks, "id": placed["id"]})
    builders, foreign = companies.makers(placed, companies.LANDERS)
    told = {"n": len(known), "ours": int((~placed["printed"]).sum()), "all": len(placed)}
    told |= {"builders": builders, "foreign": foreign}
    key = WORDS["activities.key"]
    documents = evidence.called(tables.join(list(_said()["source"])))
    return Figure(
        name="fig-activities",
        draw=draw_roster,
        data=data,
        words=WORDS.figure("activities", documents=documents, **told),
        alt=alt_roster(data, key, WORDS["activities.alt"]),
        table=data.rename(columns={"row": "activity", "label": "company"}),
        options={"key": key, "share": 0.28},
    )


def losses() -> Figure:
    """Return what the loss of each thing does to each crewed landing."""
    possible, label = needs.supplies(), graphs.labels()
    columns, cells = WORDS["losses.columns"], []
    for group, things in _lost(possible).items():
        for loss in needs.losses(possible, things).to_dict("records"):
            lost = label[loss["lost"]]
            place = row_id("companies-purchases" if group == "purchase" else "companies-since", lost)
            for mission in columns:
                said = "" if loss[mission] == needs.GOES_ON else loss[mission]
                cell = {"group": WORDS[f"losses.groups.{group}"], "row": lost, "column": mission, "id": place}
                cells.append(cell | {"state": STATES[loss[mission]], "text": said})
    data, printed = pd.DataFrame(cells), int(_printed(possible).sum())
    counted = {"n": len(possible), "needs": len(possible.groupby(["mission", "need"]))}
    return Figure(
        name="fig-needs",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("losses", document=_document(), printed=printed, **counted),
        alt=alt_matrix(data, columns, WORDS["losses.alt"]),
        table=data.drop(columns=["state", "id"]).replace({"text": {"": needs.GOES_ON}}),
        options={"columns": columns, "share": 0.34},
    )


def _lost(possible: pd.DataFrame) -> dict[str, list[str]]:
    """Return what is lost, one at a time, by group: what NASA runs, what a partner builds, purchases, companies."""
    makers = set(possible["maker"])
    return {
        "own": [craft for craft, _ in needs.OWN.values()],
        "part": [craft for craft, _ in needs.PARTS.values()],
        "purchase": _purchases(),
        "company": [company for company in _holders()["company"] if company in makers],
    }


def since() -> Table:
    """Return what a loss did by the plan and does since, where later sources say that things came otherwise."""
    possible, turned, label = needs.supplies(), needs.turned_since(), graphs.labels()
    after = _after(possible)
    lost = [thing for group, things in _lost(possible).items() if group != "purchase" for thing in things]
    rows = [
        {
            "row": row_id("companies-since", label[thing]),
            "lost": label[thing],
            "then": _outcome(needs.verdict(possible, [thing])),
            "now": WORDS["since.gone"] if thing in turned else _outcome(needs.verdict(after, [thing])),
        }
        for thing in lost
    ]
    return WORDS.table("since", pd.DataFrame(rows), document=_document(), until=UNTIL)


def _outcome(verdicts: dict[str, str]) -> str:
    found = list(verdicts.values())
    if set(found) == {needs.STOPS}:
        return WORDS["since.all"]
    waits = found.count(needs.WAITS)
    return WORDS.say("since.waits", n=waits) if waits else WORDS["since.none"]


def needed() -> Table:
    """Return what each crewed landing needs at once, one row a need, and who could give it."""
    possible, label = needs.supplies(), graphs.labels()
    possible, rows = possible.assign(printed=_printed(possible)), []
    for need, of in possible.groupby("need", sort=False):
        cells = {mission: _possibilities(options, label) for mission, options in of.groupby("mission", sort=False)}
        rows.append({"need": WORDS[f"needed.needs.{need}"]} | cells)
    return WORDS.table("needed", pd.DataFrame(rows), document=_document())


def _possibilities(options: pd.DataFrame, label: dict[str, str]) -> str:
    either, said = WORDS["needed.or"], []
    for craft, of in options.groupby("craft", sort=False):
        makers = [
            label[maker] if printed else WORDS.say("needed.ours", who=label[maker])
            for maker, printed in zip(of["maker"], of["printed"], strict=True)
        ]
        said.append(WORDS.say("needed.by", craft=label[craft], makers=either.join(makers)))
    return either.join(said)


def purchases() -> Figure:
    """Return NASA's lunar purchases in columns, from purchase to payload nation."""
    whole, held = market.by_maker(market.bought(market.lunar()), needs.supplies()), _holders()
    data = _drawn(graphs.part(whole, set(whole) - set(market.in_layer(whole, "agency"))), _gone())
    counts = held["standing"].value_counts()
    told = {"document": _document(), "edges": data.number_of_edges(), "nodes": data.number_of_nodes()}
    told |= {"live": counts["live"], "gone": counts["gone"]}
    told["printed"] = sum(printed for _, _, printed in data.edges(data="printed"))
    table = evidence.said("links").query("graph == 'market'")
    return Figure(
        name="fig-market",
        draw=draw_columns,
        data=data,
        words=WORDS.figure("market", **told),
        alt=alt_columns(data, LAYERS, WORDS.say("market.alt", **told)),
        table=table[["id", "from", "relation", "to", "date", "status"]],
        graph=data,
        options={"columns": LAYERS, "shares": [0.9, 1.3, 1.15, 1.2, 0.85], "key": WORDS["market.key"], "around": True},
    )


def _drawn(graph: nx.DiGraph, gone: set[str]) -> nx.DiGraph:
    """Return `graph` with what an edge's look and note say: what is paid, by which purchase, how certain; ended if gone."""
    for purchase, company, edge in graph.edges(data=True):
        edge["role"] = purchase if edge["amount"] else "other"
        edge["certainty"] = "claimed" if company in gone else _certainty(edge["status"])
        if graph.nodes[purchase]["layer"] == "programme":
            amount = [money(edge["amount"])] if edge["amount"] else []
            edge["note"] = ", ".join([*amount, *NOTES[edge["certainty"]]])
    return graph


def _certainty(status: str) -> str:
    """Return how an edge is drawn: one stated without a status is done, one that ended badly is dashed."""
    if ended_badly(status):
        return "claimed"
    return certainty(status) if status else "done"


def by_purchase() -> Table:
    """Return who sells through each purchase, the money of those still there apart from the money of those gone."""
    label, possible, held = graphs.labels(), needs.supplies(), _holders()
    near = market.holders(market.sellers(), market.near_earth(_contracts()), _gone()).groupby("purchase")["amount"].sum()
    rows = []
    for purchase, sellers in market.by_purchase(held, _purchases()).iterrows():
        named = {word: ", ".join(label[company] for company in sellers[word]) for word in ("live", "gone", "planned")}
        amounts = {
            f"{word}_amount": _amount(sellers[f"{word}_amount"], near.get(purchase, 0.0)) for word in ("live", "gone")
        }
        stopped = set(needs.verdict(possible, [purchase]).values()) == {needs.STOPS}
        place = {"row": row_id("companies-purchases", label[purchase]), "purchase": label[purchase]}
        rows.append(place | named | amounts | {"stops": _stops(stopped)})
    order = ["row", "purchase", "live", "live_amount", "gone", "gone_amount", "planned", "stops"]
    told = {"counted": _counted(), "named": int((held["purchase"] == "clps").sum())}
    return WORDS.table("purchases", pd.DataFrame(rows)[order], document=_document(), **told)


def _amount(dollars: float, near: float) -> str:
    """Return dollars in words, with what of them is spent near the Earth; a company without a printed amount says so."""
    if pd.isna(dollars):
        return WORDS["purchases.unsaid"]
    if not dollars:
        return WORDS["purchases.none"]
    return WORDS.say("purchases.near", money=money(dollars), near=money(near)) if near else money(dollars)


def _stops(stopped: bool) -> str:
    return WORDS["purchases.stops" if stopped else "purchases.goes"]


def became() -> Table:
    """Return what became of each company with a lunar purchase."""
    label, held, orders, funding = graphs.labels(), _holders(), _orders(), _later_contracts()
    fates = companies.left(_said()).drop_duplicates("company").set_index("company")["fate"]
    possible, rows = needs.supplies(), []
    for row in held.itertuples():
        given = possible[(possible["maker"] == row.company) & (possible["basis"] == "named")]
        told = {"purchase": label[row.purchase], "fate": fates.get(row.company, "")}
        mine = orders[orders["company"] == row.company]
        rows.append(
            {
                "company": label[row.company],
                "then": WORDS.say(f"became.then.{row.standing}", **told),
                "happened": _flights(mine[mine["outcome"] != "pending"]) or _happened(row.company, given),
                "orders": _new(mine, funding[funding["recipient"] == row.company]),
            }
        )
    return WORDS.table("became", pd.DataFrame(rows), document=_document(), until=UNTIL)


def _later_contracts() -> pd.DataFrame:
    """Return the contracts that later sources add, one row a recipient; cargo orders have a table of their own."""
    rows = ledger.contracts(evidence.said("funding", "later").assign(latest=lambda table: table["date"].map(dates.latest)))
    rows = rows[(rows["programme"] != "clps") & (rows["latest"] > dates.latest(WORDS["after"]))]
    return rows.assign(recipient=rows["recipients"].map(tables.split)).explode("recipient")


def _flights(flown: pd.DataFrame) -> str:
    """Return how the cargo orders ended that are not open any more."""
    said = []
    for row in flown.itertuples():
        told = {"mission": row.mission, "date": dates.label(row.outcome_date)}
        said.append(WORDS.say("became.flight", outcome=WORDS[f"became.outcomes.{row.outcome}"], **told))
    return "; ".join(said)


def _happened(company: str, given: pd.DataFrame) -> str:
    """Return what later sources say of statements about `company`, of the landings it is named for and what it makes."""
    own, outcomes = set(_said().query("company == @company")["id"]), evidence.said("outcomes", "later")
    names, turned = tables.named("craft", "name"), needs.turned_since()
    about = {turned[landing]: names[landing] for landing in given["mission"] if landing in turned}
    about |= {key: "" for (_, need), key in needs.reopened_since().items() if need in set(given["need"])}
    judged = outcomes["statement"].map(lambda cell: bool(own & set(tables.split(cell)))) | outcomes["id"].isin(about)
    said = []
    for row in outcomes[judged].itertuples():
        what = ", ".join(filter(None, [row.happened, dates.label(row.outcome_date)]))
        said.append(WORDS.say("became.landing", mission=about[row.id], what=what) if about.get(row.id) else what)
    return "; ".join(said) or WORDS["became.nothing"]


def _new(orders: pd.DataFrame, funding: pd.DataFrame) -> str:
    """Return the orders since, cargo orders and others together in order of date."""
    cargo = orders[orders["award_date"].map(dates.earliest) > dates.latest(WORDS["after"])]
    listed = [(row.award_date, row.mission, row.amount, row.caveats) for row in cargo.itertuples()]
    listed += [(row.date, row.label, row.low, row.caveats) for row in funding.itertuples()]
    said = []
    for date, what, amount, caveats in sorted(listed):
        key = "order" if pd.isna(amount) else "most" if "ceiling_not_spend" in tables.split(caveats) else "amount"
        said.append(WORDS.say(f"became.{key}", what=what, date=dates.label(date), money=money(amount)))
    return "; ".join(said) or WORDS["became.nothing"]


def ladder() -> Table:
    """Return where each company is named before a lunar purchase, and with one."""
    known, kinds = _companies(), tables.named("programmes", "kind")
    frame = companies.ladder(market.links(), kinds, _purchases(), known.index)
    frame = frame.rename(index=known["short"].to_dict()).reset_index()
    frame = frame.sort_values(["contract", "incubated", "company"], ascending=[False, False, True])
    shown = frame.drop(columns="incubated")
    rungs = [*companies.BEFORE, "contract"]
    shown[rungs] = shown[rungs].map(lambda named: WORDS["ladder.yes"] if named else "")
    return WORDS.table("ladder", shown, document=_document())


def station() -> Table:
    """Return, for each document, the tasks of the station that are left undone when one of its two states leaves."""
    doing, label = needs.station_tasks(), graphs.labels()
    rows = []
    for source, of in doing.groupby("source"):
        china, russia = (needs.undone(of, state) for state in needs.LEADERS)
        rows.append(
            {
                "document": evidence.called(source),
                "tasks": of["task"].nunique(),
                "china": len(china),
                "russia": len(russia),
                "which": ", ".join(label[task] for task in dict.fromkeys([*china, *russia])),
            }
        )
    return WORDS.table("station", pd.DataFrame(rows).sort_values("china", kind="stable"))


def joined() -> Table:
    """Return the companies that signed for the station, by later sources."""
    rows, parties = _joined(), tables.load("parties").set_index("key")
    shown = pd.DataFrame(
        {
            "company": rows["party"].map(parties["name"]),
            "country": rows["party"].map(parties["iso3"]).map(parties["short"]).fillna(""),
            "date": rows["date"].map(dates.label),
            "status": rows["status"],
            "source": rows["source"].map(evidence.called),
        }
    )
    return WORDS.table("joined", shown)


def exits() -> Table:
    """Return the companies that lost a contract or left, with every date that a document gives for it."""
    frame = companies.exits(_said(), _contracts())
    noted = frame["locator"].map(lambda where: all(" n. " in place for place in tables.split(where)))
    said = noted.map({True: WORDS["exits.note"], False: WORDS["exits.text"]})
    months = [_months(row.months_low, row.months_high) for row in frame.itertuples()]
    shown = pd.DataFrame(
        {
            "company": frame["company"].map(tables.named("parties", "name")),
            "fate": frame["fate"],
            "award": frame["award"].map(dates.label),
            "end": frame["end"].map(dates.label),
            "said": said,
            "months": months,
        }
    )
    return WORDS.table("exits", shown, document=_document())


def _months(low: float, high: float) -> str:
    if pd.isna(high):
        return ""
    return WORDS.say("exits.most", high=high) if pd.isna(low) else WORDS.say("exits.between", low=low, high=high)


def orders() -> Statements:
    """Return every statement of a later source about a cargo order."""
    rows, short = _orders(), tables.named("parties", "short")
    words = {column: rows[column].map(dates.label) for column in ("award_date", "launch_date", "outcome_date")}
    shown = rows.assign(company=rows["company"].map(short), source=rows["source"].map(evidence.called), **words)
    about = ("company", "mission", "award_date", "launch_date", "outcome", "outcome_date", "content")
    return WORDS.statements("orders", shown, *about)


def outcomes() -> Statements:
    """Return every statement of a later source that judges one about a company or a craft of the landings."""
    about = needs.things()
    rows = evidence.said("outcomes", "later")
    rows = rows[rows["statement"].map(lambda cell: bool(set(tables.split(cell)) & set(about)))]
    shown = rows.assign(source=rows["source"].map(evidence.called), outcome_date=rows["outcome_date"].map(dates.label))
    return WORDS.statements("outcomes", shown, "subject", "happened", "outcome_date", "verdict")


def statements() -> Statements:
    """Return every statement about a company."""
    rows, short = _said(), tables.named("parties", "short")
    shown = rows.assign(
        company=rows["company"].map(short), date=rows["date"].map(dates.label), source=rows["source"].map(evidence.called)
    )
    return WORDS.statements("companies", shown, "company", "activity", "product", "fate", "date", "content")


def connections() -> Statements:
    """Return every connection of the market graph."""
    return WORDS.statements("links", links.stated("market"), "from", "relation", "to", "date", "status", "content")
