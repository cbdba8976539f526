"""Where the sources disagree: conflicts, judgements, groups of comparable statements, and what later sources say of them."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Table
from analysis.chapters.words import words
from analysis.charts.matrix import alt_matrix, draw_matrix
from analysis.charts.tally import alt_tally, draw_tally
from analysis.facts import agreement, comparison, dates, evidence, judgements, matters, recorded, tables, updates
from analysis.topics import forecasts, stance

WORDS = words(__name__)
AS_OF = WORDS["as_of"]
NAMED = {"objectives", "facilities"}  # tables of which a later source bears a row out by naming the same thing
OWN = {"press release", "report"}  # kinds of source in which an agency or a company speaks for itself
SAME = ["document", "does", "later", "who", "sure"]  # statements alike in these stand in one row
MARKS = dict(zip(updates.UPDATES, ("kept", "moved", "changed", "open"), strict=True))  # what later sources do -> its mark


def _every() -> pd.DataFrame:
    rows = evidence.statements()
    return rows[rows["source"].isin(evidence.founding())]


def _behind(reviewed: pd.DataFrame) -> pd.DataFrame:
    keys = {key for ids in reviewed["statements"] for key in tables.split(ids)}
    return _every()[lambda rows: rows["id"].isin(keys)]


def _worst(reviewed: pd.DataFrame) -> tuple[str, str, int]:
    """The two documents with most conflicts between them, and how many."""
    table = judgements.contradictions(reviewed).stack()
    between = table[[one < two for one, two in table.index]]
    one, two = between.idxmax()
    return one, two, int(between.max())


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    every, pairs, reviewed = _every(), comparison.pairs(), judgements.judgements()
    conflicts = reviewed[reviewed["class"] == "conflict"]
    claims, behind = stance.claims(), _behind(conflicts)
    return [
        Finding(_gathered(conflicts), behind, AS_OF, shown="#fig-contradictions"),
        Finding(_toned(claims), claims[claims["stance"] != "neutral"], AS_OF, contested=True, shown="#fig-stance"),
        Finding(
            _spoken(judgements.record(every, pairs, reviewed), len(every)), every, AS_OF, shown="#table-disagreements-record"
        ),
        Finding(_classed(pairs), every, AS_OF, shown="#table-disagreements-groups"),
        Finding(_later(), every[every["id"].isin(_updates()["one"])], _until(), shown="#fig-later"),
    ]


def _gathered(conflicts: pd.DataFrame) -> str:
    topics = conflicts["topic"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    ranks = dict(zip(("first", "second", "third"), topics.items(), strict=False))
    told = {rank: n for rank, (_, n) in ranks.items()}
    told |= {f"{rank}_topic": WORDS["topics"][topic] for rank, (topic, _) in ranks.items()}
    within = int(conflicts["within"].sum())
    behind = _behind(conflicts)
    told |= {"behind": len(behind), "printed": int((behind["inferred"] == "").sum())}
    return WORDS.say("finding.conflicts", n=len(conflicts), documents=len(evidence.founding()), within=within, **told)


def _tone(claims: pd.DataFrame) -> dict[str, object]:
    """The favourable claims on each road, and the document that holds most of the criticism of the American side."""
    table = stance.balance(claims)
    told: dict[str, object] = {road: int(table.loc[road, "favourable"]) for road in stance.ROADS}
    told |= {f"{road}_all": int(table.loc[road, list(stance.SIDES[:2])].sum()) for road in stance.ROADS}
    critics = stance.by_document(claims).xs("artemis", level="about")["critical"]
    held = {"most": int(critics.max()), "critical": int(critics.sum()), "document": evidence.called(critics.idxmax())}
    return told | held


def _toned(claims: pd.DataFrame) -> str:
    printed = claims.loc[claims["stance"] != "neutral", "printed"].mean()
    return WORDS.say("finding.tone", printed=printed, **_tone(claims))


def _spoken(record: pd.DataFrame, n: int) -> str:
    sums = record[["compared", "confirmed", "contradicted", "itself"]].sum()
    rest = record[["superseded", "other"]].to_numpy().sum()
    return WORDS.say("finding.compared", n=n, share=sums["compared"] / n, rest=rest, **sums.to_dict())


def _classed(pairs: pd.DataFrame) -> str:
    across = pairs[pairs["source_one"] != pairs["source_other"]]
    counts = {kind: int((across["class"] == kind).sum()) for kind in comparison.CLASSES}
    return WORDS.say("finding.classes", n=len(across), **counts)


@lru_cache
def _updates() -> pd.DataFrame:
    """Every pair of a founding and a later statement about the same thing."""
    return updates.pairs()


def _later_rows() -> pd.DataFrame:
    return evidence.statements()[lambda rows: rows["id"].isin(_updates()["other"])]


def _until() -> str:
    """The day up to which the later sources of this chapter surely speak."""
    return dates.label(forecasts.until(_later_rows()))


def _decided() -> pd.DataFrame:
    """The pair that decides, for each statement of which a later source speaks, with the kind of that source."""
    return updates.deciding(_updates()).assign(kind=lambda t: t["source_other"].map(tables.named("sources", "kind")))


def _counts() -> dict[str, int]:
    """How many statements later sources speak of, what they do to them, and on what that rests."""
    every, decided = _every(), _decided()
    told = {"n": len(every), "spoken": len(decided), "silent": len(every) - len(decided)}
    told |= {MARKS[kind]: int((decided["class"] == kind).sum()) for kind in updates.UPDATES}
    wrong, borne = decided[decided["class"] == updates.CONTRADICTS], decided[decided["class"] == updates.CONFIRMS]
    return told | {"own": int(wrong["kind"].isin(OWN).sum()), "named": int(borne["table"].isin(NAMED).sum())}


def _later() -> str:
    told = _counts()
    return WORDS.say("finding.later", day=_until(), share=told["spoken"] / told["n"], **told)


def tone() -> Figure:
    """Return how often each document praises or criticises each road."""
    claims, heads = stance.claims(), WORDS["stance.columns"]
    table = stance.by_document(claims)
    long = table[list(stance.SIDES[:2])].stack().rename("n").reset_index().rename(columns={"level_2": "side"}).query("n > 0")
    order = evidence.founding()
    long = long.sort_values("source", key=lambda keys: keys.map(order.index), kind="stable")
    data = pd.DataFrame(
        {
            "row": long["source"].map(evidence.short()),
            "column": long["about"] + " " + long["side"],
            "state": long["n"] / long["n"].max(),
            "text": long["n"].astype(str),
            "id": [_first_claim(claims, *cell) for cell in zip(long["source"], long["about"], long["side"], strict=True)],
        }
    )
    twice = agreement.recoded().query("table == 'claims' and field == 'stance'")
    told = {"n": int((claims["stance"] != "neutral").sum())} | _tone(claims)
    told |= {"coded": len(twice), "agreed": int((twice["first"] == twice["second"]).sum())}
    return Figure(
        name="fig-stance",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("stance", **told),
        alt=alt_matrix(data, heads, WORDS.say("stance.alt", **told)),
        table=table.reset_index().assign(source=lambda t: t["source"].map(evidence.called)),
        options={"columns": heads, "share": 0.26},
    )


def _first_claim(claims: pd.DataFrame, source: str, about: str, stance: str) -> str:
    held = claims[(claims["source"] == source) & (claims["about"] == about) & (claims["stance"] == stance)]
    return held["id"].iloc[0]


def conflicts() -> Figure:
    """Return how many reviewed conflicts lie between each two documents."""
    reviewed = judgements.judgements()
    counts, (one, two, _) = judgements.contradictions(reviewed), _worst(reviewed)
    heads = evidence.short(evidence.founding())
    long = counts.stack().rename("n").rename_axis(["row", "column"]).reset_index().query("n > 0")
    found = reviewed[reviewed["class"] == "conflict"]
    first = [_first_conflict(found, {one, other}) for one, other in zip(long["row"], long["column"], strict=True)]
    text = long["n"].astype(str)
    data = long.assign(row=long["row"].map(heads), state=long["n"] / counts.to_numpy().max(), text=text, id=first)
    told = {"one": heads[one], "two": heads[two], "n": len(found), "within": int(found["within"].sum())}
    return Figure(
        name="fig-contradictions",
        draw=draw_matrix,
        data=data,
        words=WORDS.figure("conflicts", **told),
        alt=alt_matrix(data, heads, WORDS.say("conflicts.alt", **told)),
        table=counts.rename_axis("document").reset_index(),
        options={"columns": heads, "share": 0.26},
    )


def _first_conflict(found: pd.DataFrame, documents: set[str]) -> str:
    """Return the review of the first conflict among documents, or within one."""
    held = found["sources"].map(lambda cell: set(tables.split(cell)))
    among = held.map(lambda sources: sources == documents or (len(documents) == 2 and documents <= sources))
    return found.loc[among, "id"].iloc[0]


def later() -> Figure:
    """Return what later sources do to each statement of which they speak, document by document."""
    told, table = _counts() | {"day": _until()}, updates.record(_every(), _updates()).loc[evidence.founding()]
    short = evidence.short(evidence.founding())
    parts = {row.Index: (short[row.Index], row.spoken, row.statements) for row in table.itertuples()}
    rows = {key: WORDS.say("later.row", document=name, spoken=spoken, n=n) for key, (name, spoken, n) in parts.items()}
    decided = _decided()
    data = decided.assign(
        row=decided["source_one"].map(rows),
        kind=decided["class"].map(MARKS),
        subject=decided["about"].map(_about),
        id=_beside(decided).groupby(SAME, sort=False)["one"].transform("first"),
    )
    data = data.sort_values("source_one", key=lambda keys: keys.map(list(rows).index), kind="stable")
    data = data[["row", "kind", "subject", "id"]].reset_index(drop=True)
    key = {MARKS[kind]: words for kind, words in WORDS["later.kinds"].items()}
    return Figure(
        name="fig-later",
        draw=draw_tally,
        data=data,
        words=WORDS.figure("later", **told),
        alt=alt_tally(
            data.rename(columns={"row": "group"}).assign(row=WORDS["later.marks"]), key, WORDS.say("later.alt", **told)
        ),
        table=table.rename_axis("document").reset_index().assign(document=lambda t: t["document"].map(evidence.called)),
        options={"key": key},
    )


def _judged(reviewed: pd.DataFrame) -> pd.DataFrame:
    """Judgements as a page shows them, each side in its own words."""
    said, topics = _said(), reviewed["topic"].map(WORDS["topics"])
    about = topics.str[:1].str.upper() + topics.str[1:] + ": " + reviewed["kind"]
    sides = [_quotes([said[key] for key in tables.split(ids)]) for ids in reviewed["statements"]]
    return reviewed.assign(about=about, sides=sides)


def _said() -> dict[str, dict]:
    """Every statement by its id."""
    return {row["id"]: row for row in evidence.statements().to_dict("records")}


def _quotes(sides: list[dict]) -> str:
    """What the sides of a judgement print and where: each document named once, what it prints twice quoted once."""
    documents: dict[str, list[str]] = {}
    for row in sides:
        documents.setdefault(row["source"], []).append(_quote(row))
    return "; ".join(f"{evidence.called(source)}: {tables.join(said)}" for source, said in documents.items())


def _quote(row: dict) -> str:
    return f"“{recorded.said(row['id'])}” ({row['locator'].replace('; ', ', ')})"


def _most() -> pd.DataFrame:
    """The ten conflicts that matter most."""
    return judgements.judgements().query("`class` == 'conflict'").head(10)


def ten() -> Table:
    """Return the ten conflicts that matter most, in the order of our review."""
    return WORDS.table("ten", _judged(_most())[["id", "about", "finding", "sides", "used", "reason", "sure"]])


def every() -> Table:
    """Return the reviewed disagreements that are not among the ten."""
    rows = judgements.judgements()
    rows = rows[~rows["id"].isin(_most()["id"])]
    columns = ["id", "about", "finding", "sides", "used", "reason", "sure"]
    return WORDS.table("every", _judged(rows)[columns])


def record() -> Table:
    """Return what of each document another one bears out, overtakes or contradicts."""
    table = judgements.record(_every(), comparison.pairs(), judgements.judgements()).drop(columns="dated")
    frame = table.rename_axis("document").reset_index().assign(document=lambda t: t["document"].map(evidence.called))
    return WORDS.table("record", frame, digits={"fine": 2, "unsourced": 2}, left_out=_left_out())


def groups() -> Table:
    """Return every group of comparable statements with its class."""
    found = comparison.groups(comparison.pairs())
    frame = pd.DataFrame(
        {
            "subject": found["about"].map(_about),
            "aspect": found["what"].map(WORDS["aspects"]),
            "class": found["class"].replace(WORDS["classes"]),
            "documents": found["documents"],
            "values": _shortened(found["values"]),
        }
    )
    return WORDS.table("groups", frame, left_out=_left_out())


def _left_out() -> str:
    """What the comparison leaves out of matters with very many statements."""
    left = comparison.left_out()
    told = {"n": len(left), "most": matters.MOST, **left[["statements", "compared"]].sum()}
    return WORDS.say("groups.left_out", **told) if len(left) else ""


def _shortened(values: pd.Series) -> pd.Series:
    """The documents by their short names: the table names them in every row."""
    for key, short in evidence.short(evidence.founding()).items():
        values = values.str.replace(evidence.called(key), short, regex=False)
    return values


def _about(cell: str) -> str:
    """What a group is about: names of things, dates in words."""
    return evidence.subject(tables.join([dates.label(key) if dates.is_date(key) else key for key in tables.split(cell)]))


def _told(pair: dict, missions: pd.DataFrame) -> str:
    """What a later source says, in words: as read, or the value that a rule compared; `missions` by id."""
    if pair["by"] != updates.RULE:
        return pair["value_other"]
    if pair["what"] == "record":
        flown = missions.loc[pair["other"]]
        return WORDS.say("later.over", content=flown["content"], date=dates.label(flown["date"]))
    return WORDS.say("later.value", aspect=WORDS["aspects"][pair["what"]], value=pair["value_other"])


def _beside(decided: pd.DataFrame) -> pd.DataFrame:
    """Both sides of each pair as a page shows them: the document's words, and what the later source says, and who it is."""
    said, missions = _said(), tables.load("missions").set_index("id")
    return decided.assign(
        document=decided["source_one"].map(evidence.called),
        said=[_quote(said[key]) for key in decided["one"]],
        does=decided["class"].map(WORDS["later.kinds"]),
        later=[_told(pair, missions) for pair in decided.to_dict("records")],
        who=decided["source_other"].map(evidence.called) + ", " + decided["kind"],
    )


def wrong() -> Table:
    """Return what later sources show to have been wrong when it was written, both sides quoted."""
    rows = _beside(_decided().query("`class` == @updates.CONTRADICTS"))
    rows = rows.assign(who=[f"{row.who}: “{recorded.said(row.other)}”" for row in rows.itertuples()])
    one = rows.groupby(["other", "document"], sort=False).agg(
        {
            "document": "first",
            "said": lambda cells: "; ".join(dict.fromkeys(cells)),
            "later": "first",
            "who": "first",
            "sure": "first",
        }
    )
    return WORDS.table("wrong", one.reset_index(drop=True), day=_until())


def spoken() -> Table:
    """Return every statement of which a later source speaks, with what that does to it."""
    groups = _beside(_decided()).groupby(SAME, sort=False)
    rows = groups.agg(id=("one", "first"), said=("said", lambda cells: "; ".join(dict.fromkeys(cells)))).reset_index()
    return WORDS.table("spoken", rows[["id", "document", "said", *SAME[1:]]], day=_until(), n=len(_decided()))


def claims() -> Table:
    """Return the claims that take a side, and whether the words that do are printed."""
    rows = stance.claims()
    sided = rows[rows["stance"] != "neutral"]
    shown = sided.assign(
        document=sided["source"].map(evidence.called),
        about=sided["about"].map(WORDS["roads"]),
        said=[_quote(row) for row in sided.to_dict("records")],
        rests=sided["printed"].map({True: WORDS["claims.printed"], False: WORDS["claims.ours"]}),
    )
    return WORDS.table("claims", shown[["id", "document", "about", "stance", "content", "said", "rests"]])
