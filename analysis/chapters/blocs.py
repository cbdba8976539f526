"""Two blocs: who stands where by one definition, in which order, at what pace, and what a signature is and is not."""

from __future__ import annotations

from functools import lru_cache

import networkx as nx
import pandas as pd

from analysis.chapters import links
from analysis.chapters.spec import Figure, Finding, Statements, Table, row_id
from analysis.chapters.words import money, words
from analysis.charts.bars import alt_bars, draw_bars
from analysis.charts.columns import alt_columns, draw_columns
from analysis.charts.crossings import alt_crossings, draw_crossings
from analysis.charts.foretold import alt_foretold, draw_foretold
from analysis.charts.staircases import alt_staircases, draw_staircases
from analysis.charts.style import EITHER
from analysis.charts.worldmap import alt_worldmap, draw_worldmap
from analysis.facts import dates, evidence, tables
from analysis.topics import blocs, contributing, pace

WORDS = words(__name__)
ILRS, ACCORDS = blocs.BLOCS
BLOCS, STANDINGS, MODELS = WORDS["blocs"], WORDS["standings"], WORDS["models"]
ROLES = {ILRS: "ilrs", ACCORDS: "artemis"}
ONLY = {"ilrs": blocs.ONE + ILRS, "artemis": blocs.ONE + ACCORDS}  # programme -> standing in its own bloc alone
ANCHOR = "cnt-011"  # the study's count of signatories: from its date the long forecast is made
LISTED, CLAIMED = "cnt-2013", "cnt-2011"  # the states on the list of the head of Roscosmos; the total of the agency
HALTED = "out-2014"  # what became of the Gateway
SIDES = {"ilrs": ILRS, "artemis": ACCORDS}  # programme of a mission -> the road its partners sign for
START = "2020-07-01"


@lru_cache
def _rows() -> pd.DataFrame:
    return blocs.memberships("later")


@lru_cache
def _founding() -> pd.DataFrame:
    return blocs.memberships("founding")


def _totals() -> pd.DataFrame:
    return evidence.said("member_counts", "later")


@lru_cache
def _known(bloc: str) -> pd.Timestamp:
    return blocs.last_word(_rows(), _totals(), tables.load("sources"), bloc)


def _common() -> pd.Timestamp:
    """The last day for which the members of both roads are known."""
    return min(_known(bloc) for bloc in blocs.BLOCS)


def _as_of() -> str:
    """The month of which the latest source of this chapter speaks."""
    return f"{max(_known(bloc) for bloc in blocs.BLOCS):%B %Y}"


def _end() -> str:
    """The end of the axes: the day after the last of which a source of this chapter speaks."""
    return str(max(_known(bloc) for bloc in blocs.BLOCS) + pd.Timedelta(days=1))


def _line() -> tuple[pd.Timestamp, str]:
    """The last day of which a source of this chapter speaks, and what stands at its line."""
    return max(_known(bloc) for bloc in blocs.BLOCS), WORDS["until"].format(until=_as_of())


def _month(day: pd.Timestamp) -> str:
    return f"{day:%B %Y}"


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def _days(bloc: str) -> pd.Series:
    return blocs.joined(_rows(), bloc)["latest"]


def _overlap() -> pd.DataFrame:
    table = blocs.overlap(_rows(), _founding())
    return table.assign(name=table.index.map(tables.named("parties", "short")))


def _claims() -> pd.DataFrame:
    return evidence.said("claims", "later").query("topic == 'partnership'")


@lru_cache
def _given() -> pd.DataFrame:
    """What parties give, by all sources, with ``by`` (the class of the source)."""
    craft, parties = (tables.load(name).set_index("key") for name in ("craft", "parties"))
    where = blocs.standing(_rows())
    made = [evidence.said("contributions", by).assign(by=by) for by in WORDS["classes"]]
    made += [contributing.carried(evidence.said("links", by)).assign(by=by) for by in WORDS["classes"]]
    return contributing.contributions(pd.concat(made, ignore_index=True), craft, parties, where)


def _confirmed(caveats: str) -> str:
    """Return in words how well a later statement is confirmed."""
    held, grades = tables.split(caveats), WORDS["confidence"]
    return next((grades[code] for code in reversed(grades) if code in held), "")


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    return [_both(), _size(), _hardware(), _pace()]


def _both() -> Finding:
    table = _overlap()
    firm = table[table["rank"] == 0]
    crossings = blocs.crossings(_rows(), {bloc: _known(bloc) for bloc in blocs.BLOCS}).set_index("first")
    crossed = crossings.loc[ACCORDS, "crossed"]
    told = {
        "n": len(firm),
        "names": _listed(list(firm["name"])),
        "least": firm["months"].min(),
        "most": firm["months"].max(),
        "waiting": crossings.loc[ACCORDS, "states"],
        "crossed": crossed or WORDS["finding.none"],
        "known": _month(_known(ILRS)),
    }
    rows, own = _rows(), _founding().query("bloc == @ILRS and level == 'state'")
    behind = pd.concat([rows[rows["home"].isin(table.index)], own[own["home"].isin(table.index)]], ignore_index=True)
    return Finding(WORDS.say("finding.both", **told), behind, _as_of(), contested=True, shown="#fig-overlap")


def _size() -> Finding:
    counted, totals = blocs.counts(_rows(), _common()), _totals().query("bloc == @ACCORDS and counted == 'signatories'")
    told = {"accords": counted.loc["signed", ACCORDS], "ilrs": counted.loc["signed", ILRS], "known": _day(_common())}
    told |= {"now": len(_days(ACCORDS)), "counted": int(totals["low"].max()), "as_of": _as_of()}
    told |= {"accords_all": counted.loc["bodies", ACCORDS], "ilrs_all": counted.loc["bodies", ILRS]}
    told |= _ratios(counted)
    return Finding(WORDS.say("finding.size", **told), _rows().query("grade == 'signed'"), _as_of(), shown="#fig-definitions")


def _ratios(counted: pd.DataFrame) -> dict[str, float]:
    ratio = counted[ACCORDS] / counted[ILRS]
    return {"ratio": ratio["signed"], "ratio_all": ratio["bodies"]}


def _hardware() -> Finding:
    given = _given()
    states = contributing.contributors(given)
    american = given[given["bloc"] == "artemis"]
    members = {programme: blocs.joined(_rows(), bloc) for programme, bloc in SIDES.items()}
    spoke = tables.load("sources").set_index("key")["as_of"].map(dates.latest)
    later = contributing.signed_after(american[american["level"] == "state"], members, spoke)["name"]
    halted = evidence.said("outcomes", "later").set_index("id").loc[HALTED, "outcome_date"]
    told = {
        "chinese": states.loc["ilrs", "states"],
        "other": states.loc["ilrs", ONLY["artemis"]],
        "own": states.loc["ilrs", ONLY["ilrs"]],
        "american": states.loc["artemis", ONLY["artemis"]],
        "later": _listed(sorted(set(later))),
        "gateway": int(american["contribution"].str.contains("Gateway").sum()),
        "pieces": len(american),
        "halted": dates.label(halted[:7]),
    }
    return Finding(WORDS.say("finding.hardware", **told), given, _as_of(), shown="#table-blocs-givers")


def _pace() -> Finding:
    days, end = _days(ACCORDS), _known(ACCORDS)
    opened, later = pace.accessions(days)
    rate = pace.rate(len(later), (end - opened) / pace.YEAR)[0]
    tests = pace.backtest(days, end)
    off = pace.scores(tests)
    came = tests.drop_duplicates("cut")["came"]
    told = {"rate": rate, "low": came.min(), "high": came.max(), "n": off["n"].max()}
    told |= {"fitted": off.loc["fitted", "error"], "rival": off.loc["last year", "error"]}
    rows = _rows()
    return Finding(WORDS.say("finding.pace", **told), rows[rows["bloc"] == ACCORDS], _as_of(), shown="#fig-pace")


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def joined() -> Figure:
    """Return both staircases of states that signed, on one axis."""
    members = {bloc: blocs.joined(_rows(), bloc) for bloc in blocs.BLOCS}
    both = set.intersection(*(set(table.index) for table in members.values()))
    data = pd.concat(
        [
            pd.DataFrame(
                {
                    "line": bloc,
                    "state": table["name"],
                    "earliest": table["earliest"],
                    "day": table["latest"],
                    "tie": table["name"].where(table.index.isin(both), ""),
                    "id": table["id"],
                }
            )
            for bloc, table in members.items()
        ],
        ignore_index=True,
    )
    lines = {bloc: {"label": BLOCS[bloc], "role": ROLES[bloc], "known": _known(bloc)} for bloc in blocs.BLOCS}
    told = {"accords": len(members[ACCORDS]), "ilrs": len(members[ILRS]), "both": len(both), "n": len(data)}
    told |= {"as_of": _as_of(), "known": _month(_known(ILRS))}
    told |= {"last_accords": _last(members[ACCORDS]), "last_ilrs": _last(members[ILRS])}
    return Figure(
        name="fig-joined",
        draw=draw_staircases,
        data=data,
        words=WORDS.figure("joined", **told),
        alt=alt_staircases(data, lines, WORDS.say("joined.alt", **told)),
        table=_joined_table(data),
        options={"lines": lines, "start": START, "end": _end(), "as_of": _line()},
    )


def _joined_table(data: pd.DataFrame) -> pd.DataFrame:
    """The signatures in order of the last day on which each can have been, the newest first, with who says so."""
    source = evidence.statements().set_index("id")["source"]
    named = data.assign(road=data["line"].map(BLOCS), source=data["id"].map(source).map(evidence.called))
    newest = named.rename(columns={"day": "latest"}).sort_values(["latest", "state"], ascending=[False, True])
    return newest[["state", "road", "earliest", "latest", "source", "id"]]


def _last(members: pd.DataFrame) -> str:
    """Who signed last, and when."""
    last = members[members["latest"] == members["latest"].max()]
    return WORDS.say("last", names=_listed(list(last["name"])), date=dates.label(last["date"].iloc[0]))


def definitions() -> Figure:
    """Return the members of each road by each definition as bars."""
    rows, names = _rows(), WORDS["definitions.names"]
    counted, by_then = blocs.counts(rows, _common()), rows[rows["latest"] <= _common()]
    last = {(key, bloc): blocs.joined(by_then, bloc, key).sort_values("latest", kind="stable").iloc[-1]
            for key in names for bloc in ROLES}  # fmt: skip
    data = pd.DataFrame(
        [
            {
                "group": words,
                "label": BLOCS[bloc],
                "low": counted.loc[key, bloc],
                "high": counted.loc[key, bloc],
                "role": role,
                "id": last[key, bloc]["id"],
                "name": WORDS.say("definitions.last", name=last[key, bloc]["name"]),
            }
            for key, words in names.items()
            for bloc, role in ROLES.items()
        ]
    )
    told = {"n": int((rows["latest"] <= _common()).sum()), "known": _day(_common())} | _ratios(counted)
    said = data.assign(label=data["group"] + ", " + data["label"])
    return Figure(
        name="fig-definitions",
        draw=draw_bars,
        data=data,
        words=WORDS.figure("definitions", **told),
        alt=alt_bars(said, WORDS["definitions.alt"], "members"),
        table=data[["group", "label", "low"]].rename(columns={"low": "members"}),
    )


def seventeen() -> Table:
    """Return two ways to the total that was claimed of the station."""
    said = _totals().set_index("id")
    parts = blocs.reckoned(_rows(), ILRS, int(said.loc[LISTED, "low"]), "cnsa")
    names = WORDS["seventeen.names"]
    frame = pd.DataFrame({"what": [names[key] for key in parts.index], "n": parts.to_numpy()})
    claimed = said.loc[CLAIMED]
    told = {
        "counted": claimed["counted"],
        "date": dates.label(claimed["as_of"]),
        "source": evidence.called(claimed["source"]),
    }
    last = {"what": WORDS.say("seventeen.claimed", **told), "n": int(claimed["low"])}
    return WORDS.table("seventeen", pd.concat([frame, pd.DataFrame([last])], ignore_index=True))


def overlap() -> Figure:
    """Return every state on both roads with its two dates."""
    table, groups = _overlap(), WORDS["overlap.groups"]
    records = []
    for state, row in table.iterrows():
        group = groups[str(row["rank"] if row["rank"] in (0, 10) else 1)]
        note = _gap(row)
        for bloc in blocs.BLOCS:
            weak = row[f"level {bloc}"] != "state"
            strength = "weak" if weak else "strong" if row[f"grade {bloc}"] == "signed" else "hollow"
            record = {"state": state, "label": row["name"], "group": group, "note": note, "side": bloc, "strength": strength}
            record |= {"day": row[f"day {bloc}"], "open": row[f"date {bloc}"].startswith("../"), "id": row[f"id {bloc}"]}
            records.append(record)
    data = pd.DataFrame(records)
    told = {"n": int((table["rank"] == 0).sum()), "n_all": len(table), "as_of": _as_of()}
    return Figure(
        name="fig-overlap",
        draw=draw_crossings,
        data=data,
        words=WORDS.figure("overlap", **told),
        alt=alt_crossings(data, BLOCS, WORDS.say("overlap.alt", **told)),
        table=data.drop(columns=["id", "state"]).assign(side=data["side"].map(BLOCS)),
        options={
            "sides": {
                ILRS: {"role": "ilrs", "mark": "o", "name": BLOCS[ILRS]},
                ACCORDS: {"role": "artemis", "mark": "s", "name": BLOCS[ACCORDS]},
            },
            "key": [(item["side"], item["strength"], item["words"]) for item in WORDS["overlap.key.keys"]],
            "start": START,
            "end": _end(),
            "as_of": _line(),
        },
    )


def _gap(row: pd.Series) -> str:
    if not row["first"]:
        return WORDS["overlap.unordered"]
    bounded = not row[f"date {row['first']}"].startswith("../")
    if bounded:
        return WORDS.say("overlap.months", months=row["months"])
    return WORDS.say("overlap.least", months=int(row["months"]))  # a least is never rounded up


def on_both() -> Table:
    """Return the states on both roads with level, date and order in words."""
    rows = _overlap()
    frame = pd.DataFrame(
        {
            "state": rows["name"],
            **{column: [_standing_in(row, bloc) for _, row in rows.iterrows()] for column, bloc in _columns().items()},
            "order": rows["first"].map(BLOCS | {"": WORDS["overlap.unordered"]}),
            "founding": rows[f"founding {ILRS}"].map(WORDS["grades"]),
        }
    )
    return WORDS.table("overlap_table", frame.reset_index(drop=True), as_of=_as_of(), documents=_rows()["source"].nunique())


def _columns() -> dict[str, str]:
    return {"ilrs": ILRS, "accords": ACCORDS}


def _standing_in(row: pd.Series, bloc: str) -> str:
    if not row[f"level {bloc}"]:
        return ""
    where = WORDS["levels"][row[f"level {bloc}"]]
    said = [where, WORDS["grades"][row[f"grade {bloc}"]], dates.label(row[f"date {bloc}"])]
    return ", ".join(words for words in said if words)


def world() -> Figure:
    """Return the map of where the states stand."""
    where = blocs.picture(_rows(), _founding())
    places = tables.load("places").set_index("iso3")
    data = pd.DataFrame({"state": where.index, "standing": where.to_numpy()})
    data = data.join(places[["latitude", "longitude"]], on="state")
    data["id"] = [_first_id(state) for state in data["state"]]
    names = tables.named("parties", "short")
    told = {"n": len(data), "as_of": _as_of(), "both": _listed([names[state] for state in where.index[where == blocs.BOTH]])}
    return Figure(
        name="fig-world",
        draw=draw_worldmap,
        data=data,
        words=WORDS.figure("world", **told),
        alt=alt_worldmap(data, WORDS["world.key"], WORDS.say("world.alt", **told)),
        table=data[["state", "standing"]].assign(state=data["state"].map(names), standing=data["standing"].map(STANDINGS)),
        options={"looks": WORDS["world.looks"], "key": WORDS["world.key"]},
    )


def _first_id(state: str) -> str:
    """The first later statement on a state's own membership."""
    rows = _rows()
    found = rows[rows["party"] == state]["id"]
    return found.iloc[0] if len(found) else ""


def regions() -> Table:
    """Return the states of each region by where they stand."""
    rows = blocs.regions(blocs.standing(_rows()), tables.load("places")).reset_index()
    frame = rows.rename(columns={blocs.ONE + ILRS: "ilrs", blocs.ONE + ACCORDS: "accords"})
    frame = frame.assign(share=frame["share"] * 100)
    return WORDS.table("regions", frame, as_of=_as_of())


def roster() -> Table:
    """Return every state of which membership is said, by either class of sources, one row each."""
    rows, where = _rows(), blocs.picture(_rows(), _founding())
    names = tables.named("parties", "short")
    places = tables.named("places", "region", "iso3")
    members = {bloc: blocs.joined(rows, bloc, "announced") for bloc in blocs.BLOCS}
    records = []
    for state in sorted(where.index, key=names.__getitem__):
        found = {bloc: table.loc[state] for bloc, table in members.items() if state in table.index}
        record = {"state": names[state], "region": places[state], "standing": STANDINGS[where[state]]}
        for column, bloc in _columns().items():
            record[column] = _said_of(found[bloc]) if bloc in found else ""
        record["order"] = found[ACCORDS]["ordinal"] if ACCORDS in found else ""
        record["confirmed"] = "; ".join(dict.fromkeys(_confirmed(row["caveats"]) for row in found.values()))
        records.append(record)
    return WORDS.table("roster", pd.DataFrame(records), as_of=_as_of())


def _said_of(row: pd.Series) -> str:
    when = dates.label(row["date"])
    return when if row["grade"] == "signed" else f"{when} ({WORDS['grades'][row['grade']]})"


def grey() -> Table:
    """Return the grey cases as later sources have them."""
    rows = _claims()
    frame = pd.DataFrame(
        {
            "content": [f"{row.voice}: {row.content}" if row.voice else row.content for row in rows.itertuples()],
            "source": rows["source"].map(evidence.called),
            "confirmed": rows["caveats"].map(_confirmed),
        }
    )
    return WORDS.table("grey", frame)


def confirmed() -> Table:
    """Return how well the signatures of states are confirmed, by road."""
    made = {
        column: blocs.joined(_rows(), bloc)["caveats"].map(_confirmed).value_counts() for column, bloc in _columns().items()
    }
    order = [words for words in WORDS["confidence"].values() if any(words in counted for counted in made.values())]
    frame = pd.DataFrame(made).reindex(order).fillna(0).astype(int)
    return WORDS.table("confirmed", frame.rename_axis("confirmed").reset_index())


def crossings() -> Table:
    """Return how many states could have crossed from one road to the other, and did."""
    rows = blocs.crossings(_rows(), {bloc: _known(bloc) for bloc in blocs.BLOCS})
    frame = rows.assign(first=rows["first"].map(BLOCS), second=rows["second"].map(BLOCS))
    return WORDS.table("crossings", frame, digits={"years": 0, "rate": 1})


def foretold() -> Figure:
    """Return one long forecast of the Accords beside what came."""
    days, end = _days(ACCORDS), _known(ACCORDS)
    said = evidence.said("member_counts").set_index("id").loc[ANCHOR]
    cut = dates.latest(said["as_of"])
    steps = pd.date_range(cut, end, periods=13)[1:].normalize()
    data = pace.path(days, cut, steps)
    data["id"] = [row_id("blocs-scores", MODELS[model]) for model in data["model"]]
    data.loc[data["model"] != "fitted", ["low", "high"]] = float("nan")
    came = blocs.joined(_rows(), ACCORDS).dropna(subset="latest").sort_values("latest")
    came = pd.DataFrame({"day": came["latest"], "url": "#" + came["id"]})
    fitted = data[data["model"] == "fitted"].iloc[-1]
    tests = pace.foretell(days, cut, end)
    told = {"cut": _month(cut), "known": int((days <= cut).sum()), "n": len(pace.accessions(days)[1])}
    told |= {
        "counted": int(said["low"]),
        "study": evidence.called(said["source"]),
        "low": fitted["low"],
        "high": fitted["high"],
    }
    told |= {"missed": int((~tests["inside"]).sum()), "rules": len(tests)}
    return Figure(
        name="fig-pace",
        draw=draw_foretold,
        data=data,
        words=WORDS.figure("pace", **told),
        alt=alt_foretold(data, len(came), MODELS, WORDS.say("pace.alt", **told)),
        table=data.drop(columns="id").assign(model=data["model"].map(MODELS)),
        options={
            "came": came,
            "cut": cut,
            "role": ROLES[ACCORDS],
            "names": MODELS,
            "words": (WORDS["pace.came"], WORDS["pace.known"]),
            "start": START,
            "end": str(end),
        },
    )


def rates() -> Table:
    """Return the pace of both roads with its interval."""
    records = []
    for bloc in blocs.BLOCS:
        end, (opened, later) = _known(bloc), pace.accessions(_days(bloc))
        years = (end - opened) / pace.YEAR
        rate, low, high = pace.rate(len(later), years)
        bunching = pace.dispersion(later, opened, end, int(2 * years))
        records.append((BLOCS[bloc], len(later), years, _month(end), rate, low, high, bunching))
    frame = pd.DataFrame(records, columns=["bloc", "n", "years", "until", "rate", "low", "high", "dispersion"])
    return WORDS.table("rates", frame, digits=dict.fromkeys(["years", "rate", "low", "high", "dispersion"], 1))


def _tests() -> pd.DataFrame:
    made = [pace.backtest(_days(bloc), _known(bloc)).assign(bloc=bloc) for bloc in blocs.BLOCS]
    return pd.concat(made, ignore_index=True)


def backtest() -> Table:
    """Return what every rule foretold for the year after each cut, for both roads."""
    rows = _tests()
    shown = rows.assign(bloc=rows["bloc"].map(BLOCS), cut=rows["cut"].map(_month), model=rows["model"].map(MODELS))
    frame = shown[["bloc", "cut", "model", "known", "expected", "low", "high", "came"]]
    return WORDS.table("backtest", frame, digits={"expected": 1})


def long() -> Table:
    """Return what every rule foretold from each cut to the last word, for the Accords."""
    days, end = _days(ACCORDS), _known(ACCORDS)
    made = [pace.foretell(days, cut, end).assign(cut=_month(cut)) for cut in pace.cuts(days, end)[:-1]]
    rows = pd.concat(made, ignore_index=True)
    frame = rows.assign(model=rows["model"].map(MODELS))
    columns = ["cut", "model", "known", "expected", "low", "high", "came", "inside"]
    return WORDS.table("long", frame[columns], digits={"expected": 1}, as_of=_as_of())


def scores() -> Table:
    """Return how far each rule was off for the Accords."""
    rows = _tests()
    frame = pace.scores(rows[rows["bloc"] == ACCORDS]).reset_index()
    frame["model"] = frame["model"].map(MODELS)
    frame["row"] = [row_id("blocs-scores", model) for model in frame["model"]]
    return WORDS.table("scores", frame, digits={"error": 1, "bias": 1})


def instruments() -> Table:
    """Return what was signed, at which level, by how many."""
    rows = blocs.instruments(_rows())
    frame = rows.assign(bloc=rows["bloc"].map(BLOCS), level=rows["level"].map(WORDS["levels"]))
    return WORDS.table("instruments", frame[["instrument", *frame.columns.drop("instrument")]])


def network() -> Figure:
    """Return party, body, instrument and road of both programmes as one network; states that signed alike stand together."""
    names = tables.named("parties", "short") | BLOCS
    graph = blocs.network(_rows(), names)
    drawn, folded = graph.copy(), blocs.alike(graph)
    for end, parties in folded.items():
        drawn.remove_nodes_from(parties)
        drawn.add_node(
            "others", layer="party", label=WORDS.say("network.others", n=len(parties)), id="table-blocs-roster", standing=end
        )
        drawn.nodes["others"]["standing"] = graph.nodes[parties[0]]["standing"]
        drawn.add_edge("others", end, bloc=graph.edges[parties[0], end]["bloc"], id="")
    for data in drawn.nodes.values():
        data |= {"role": ROLES.get(data["standing"], blocs.BOTH), "certainty": "done"}
        data["choice"] = BLOCS.get(data["standing"], EITHER.join(BLOCS.values()))
    for data in drawn.edges.values():
        data |= {"role": ROLES[data["bloc"]], "certainty": "done", "choice": BLOCS[data["bloc"]]}
    parties = [data for _, data in graph.nodes(data=True) if data["layer"] == "party"]
    told = {
        "both": sum(data["standing"] == blocs.BOTH for data in parties),
        "n": len(parties),
        "kinds": sum(data["layer"] == "instrument" and data["standing"] == ILRS for _, data in graph.nodes(data=True)),
        "as_of": _as_of(),
    }
    layers = WORDS["network.layers"]
    table = pd.DataFrame([{"from": u, "to": v, **data} for u, v, data in graph.edges(data=True)])
    return Figure(
        name="fig-joint",
        draw=draw_columns,
        data=links.led(drawn, "table-blocs-instruments"),
        words=WORDS.figure("network", **told),
        alt=alt_columns(drawn, layers, WORDS.say("network.alt", **told)),
        table=table.assign(**{end: table[end].map(nx.get_node_attributes(graph, "label")) for end in ("from", "to")}),
        graph=graph,
        options={"columns": layers, "around": True},
    )


def means() -> Table:
    """Return what the documents say an instrument contains."""
    said = evidence.said("provisions").set_index("id")
    records = []
    for item in WORDS["means.rows"]:
        rows = said.loc[item["ids"]]
        content = "; ".join(rows["content"])
        source = evidence.called(tables.join(list(rows["source"])))
        records.append({"road": BLOCS[item["road"]], "act": item["act"], "content": content, "source": source})
    return WORDS.table("means", pd.DataFrame(records))


def hardware() -> Table:
    """Return every piece of hardware a source names a party with."""
    rows = _given().sort_values(["bloc", "mission", "name"], kind="stable")
    frame = pd.DataFrame(
        {
            "party": rows["name"],
            "what": rows["contribution"],
            "mission": rows["mission"],
            "programme": rows["bloc"].map(WORDS["programmes"]),
            "status": rows["status"],
            "standing": rows["standing"].where(rows["level"] != "body", "body").map(STANDINGS),
            "by": rows["source"].map(evidence.called),
        }
    )
    return WORDS.table("hardware", frame)


def givers() -> Table:
    """Return the states named with hardware by where they stand."""
    frame = contributing.contributors(_given()).reset_index()
    frame = frame.rename(columns={"bloc": "programme", blocs.ONE + ILRS: "ilrs", blocs.ONE + ACCORDS: "accords"})
    frame = frame.assign(programme=frame["programme"].map(WORDS["programmes"]))
    return WORDS.table("givers", frame, as_of=_as_of())


@lru_cache
def _worded() -> pd.DataFrame:
    """Every statement that the comparison may cite: its words, date and source, indexed by id."""
    found = {name: tables.load(name) for name in SAYS}
    amounts = found["funding"]
    amounts["label"] = [
        f"{row.label}: {row.qualifier} {money(row.low)}".replace(":  ", ": ") for row in amounts.itertuples()
    ]
    craft = tables.named("craft", "name")
    found["missions"]["content"] = [f"{craft[row.craft]}: {row.content}" for row in found["missions"].itertuples()]
    counted = found["member_counts"]
    counted["counted"] = [
        " ".join(filter(None, [row.qualifier, f"{row.low:.0f}", row.counted])) for row in counted.itertuples()
    ]
    members, names = found["memberships"], tables.named("parties", "short")
    members["instrument"] = [f"{names[row.party]}: {row.instrument}" for row in members.itertuples()]
    frames = [
        pd.DataFrame({"id": rows["id"], "text": rows[SAYS[name][0]], "date": rows[SAYS[name][1]] if SAYS[name][1] else ""})
        .assign(source=rows["source"])
        .set_index("id")
        for name, rows in found.items()
    ]
    return pd.concat(frames)


# table -> the columns that say in words what a statement says, and when ("" where the words say it)
SAYS = {
    "claims": ("content", ""),
    "missions": ("content", "date"),
    "provisions": ("content", ""),
    "objectives": ("content", ""),
    "facilities": ("content", ""),
    "outcomes": ("happened", ""),
    "funding": ("label", ""),
    "member_counts": ("counted", "as_of"),
    "memberships": ("instrument", "date"),
}


def comparison() -> Table:
    """Return the two programmes row by row, founding documents and later sources in rows of their own."""
    records = []
    for item in WORDS["comparison.rows"]:
        for by, name in WORDS["classes"].items():
            cells = {road: _cell(item[road][by]) for road in ("ilrs", "artemis")}
            if item["ilrs"][by] or item["artemis"][by]:
                records.append({"what": item["what"], "by": name} | cells)
    return WORDS.table("comparison", pd.DataFrame(records))


def _cell(ids: list[str]) -> str:
    said, short = _worded(), evidence.short()
    parts = []
    for row in said.loc[ids].itertuples():
        told = {"text": row.text, "date": dates.label(row.date), "source": short[row.source]}
        parts.append(WORDS.say("comparison.dated" if told["date"] else "comparison.cell", **told))
    return "; ".join(parts) or WORDS["comparison.nothing"]


def memberships() -> Statements:
    """Return every later statement on membership."""
    rows = _rows()
    return WORDS.statements("memberships", rows, "name", "bloc", "status", "instrument", "date")


def counts() -> Statements:
    """Return every later count of members."""
    rows = _totals()
    said = [f"{row.low:.0f} {row.counted}" for row in rows.itertuples()]
    return WORDS.statements("counts", rows.assign(content=said), "bloc", "content", "as_of")


def claims() -> Statements:
    """Return every later claim on who stands where."""
    return WORDS.statements("claims", _claims(), "content")


def contributions() -> Statements:
    """Return every contribution that a source names."""
    return WORDS.statements("contributions", _given(), "party", "craft", "contribution", "status")
