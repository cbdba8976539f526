"""How a market was made: what acts are said to do, who pays, what was planned, who followed, what the argument rests on."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import certainty, ended_badly

GUIDING = ("law", "directive", "strategy", "study", "treaty")  # kinds of acts that spend no money themselves
DECIDED = (*GUIDING, "programme", "prize", "contract", "agreement", "institution")  # kinds that come by a decision
BEGINNING = ("programme", "prize", "contract", "study")  # kinds of acts with which a programme begins
BUYING = "fixed-price service contract"
FOLLOWING = "followers"  # the driver under which the study puts the acts of other countries
FOOTNOTE = " n. "  # what a place in a footnote holds
# What a provision does, in the five questions that are asked of every side: word of the table -> question.
DEEDS = {
    "rules": ("changes", "decides", "allows", "grants", "forbids"),
    "aims": ("aims at",),
    "asks": ("asks for", "requires"),
    "organises": ("organises", "offers"),
    "pays": ("funds", "buys"),
}
DEED_OF = {word: deed for deed, words in DEEDS.items() for word in words}
STATION = ("CHN", "RUS")  # the states whose acts are those of the station
WORLD, WHITE_HOUSE = "united-nations", "white-house"
# Kinds of amounts that tell of money without saying that a body funds or buys.
SET_ASIDE = ("programme budget", "national budget", "prize purse")


def acts() -> pd.DataFrame:
    """Return the acts that the texts of the founding documents on the market name, one row an act, in order of date.

    Returns
    -------
    DataFrame with the columns of ``events`` and those of `with_actors`.
    """
    rows = with_actors(evidence.said("events"), tables.load("parties"))
    return in_text(rows[rows["source"].isin(evidence.founding("market"))])


def with_actors(rows: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Return events with the bounds of their dates and who acts first.

    Parameters
    ----------
    rows : events with ``date`` (EDTF) and ``actor`` (keys of parties, parted by "; ")
    parties : table with ``key``, ``iso3``, ``short``

    Returns
    -------
    `rows` with ``country`` (ISO 3166 alpha-3 of the first actor, or its key where it belongs to no state), ``who`` (its
    short name), ``earliest`` and ``latest`` (Timestamps).
    """
    known = parties.set_index("key")
    first = rows["actor"].map(lambda cell: tables.split(cell)[0])
    country = first.map(known["iso3"])
    rows = rows.assign(country=country.where(country != "", first), who=first.map(known["short"]))
    return rows.join(dates.bounds(rows["date"]))


def in_text(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the events that stand in a text, in order of date; those only in its footnotes are left out.

    Where a text and its footnote date an act differently the row of the text is kept; the chapter on disagreements
    shows both.
    """
    stands = rows["locator"].map(lambda cell: any(FOOTNOTE not in place for place in tables.split(cell)))
    return rows[stands].sort_values(["earliest", "id"]).reset_index(drop=True)


def american_policy() -> pd.DataFrame:
    """Return the American laws, directives, strategies, studies and treaties since 2017, for the funding timeline."""
    return guiding(acts(), "USA", "2017")


def guiding(rows: pd.DataFrame, country: str, since: str) -> pd.DataFrame:
    """Return the acts of a country that guide and do not spend, of which a day lies at or after the date `since`."""
    chosen = (rows["country"] == country) & rows["kind"].isin(GUIDING)
    return rows[chosen & (rows["latest"] >= pd.Timestamp(since))]


def timeline(rows: pd.DataFrame) -> pd.DataFrame:
    """Return acts as dated things: ``label``, ``earliest``, ``latest``, ``certainty``, ``failed``, ``driver``, ``id``."""
    return rows[["earliest", "latest", "driver", "id"]].assign(
        label=rows["title"], certainty=rows["status"].map(certainty), failed=rows["status"].map(ended_badly)
    )


def with_instrument(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts that have an instrument, in order of date and id.

    Parameters
    ----------
    rows : acts with ``instrument`` ("" is none), ``earliest``, ``id``, ``status``, ``inferred``

    Returns
    -------
    Those acts with ``year`` (integer), ``certainty`` and ``printed`` (whether the source prints the instrument).
    """
    used = rows[rows["instrument"] != ""].sort_values(["earliest", "id"])
    printed = evidence.printed(used, "instrument")
    return used.assign(year=used["earliest"].dt.year, certainty=used["status"].map(certainty), printed=printed)


def by_decade(rows: pd.DataFrame) -> pd.Series:
    """Return the number of acts in each decade (its first year), from the first to the last; a decade without one is 0.

    Examples
    --------
    >>> by_decade(pd.DataFrame({"year": [1989, 2000, 2009]})).to_dict()
    {1980: 1, 1990: 0, 2000: 2}
    """
    counts = (rows["year"] // 10 * 10).value_counts()
    decades = range(counts.index.min(), counts.index.max() + 10, 10)
    return counts.reindex(decades, fill_value=0)


def first_use(used: pd.DataFrame) -> pd.DataFrame:
    """Return the first act with each instrument, in order of date.

    Parameters
    ----------
    used : acts as from `with_instrument`, with ``title`` and ``who``

    Returns
    -------
    DataFrame with ``instrument``, ``first`` (year), ``title``, ``who``, ``id``, ``acts`` (number with the instrument),
    ``printed`` (number of them whose instrument the source prints) and ``planned`` (number not done at its date).
    """
    firsts = used.drop_duplicates("instrument").rename(columns={"year": "first"})
    grouped = used.assign(planned=used["certainty"] != "done").groupby("instrument")
    counts = grouped.agg(acts=("id", "size"), printed=("printed", "sum"), planned=("planned", "sum"))
    return firsts[["instrument", "first", "title", "who", "id"]].join(counts, on="instrument").reset_index(drop=True)


def purchases(rows: pd.DataFrame, programmes: pd.DataFrame) -> pd.DataFrame:
    """Return the acts by which services are bought: contracts, and programmes with a fixed price for services.

    Parameters
    ----------
    rows : acts with ``kind``, ``instrument``, ``programme``, ``status``, ``inferred``
    programmes : table with ``key``, ``parent``

    Returns
    -------
    Those acts with ``lunar`` (whether their programme is part of Artemis), ``done``, and ``fixed`` (whether the source
    prints a fixed price).
    """
    chosen = rows[(rows["kind"] == "contract") | (rows["instrument"] == BUYING)]
    parent = programmes.set_index("key")["parent"]
    return chosen.assign(
        lunar=chosen["programme"].map(parent) == "artemis",
        done=chosen["status"].map(certainty) == "done",
        fixed=(chosen["instrument"] == BUYING) & evidence.printed(chosen, "instrument"),
    )


def bought(rows: pd.DataFrame, said: pd.DataFrame) -> pd.Series:
    """Return, for each purchase, whether the source says of it or of its programme that a service is bought.

    A contract for a service may be told as development that is paid for, with the service to be bought later.

    Parameters
    ----------
    rows : acts with ``id``, ``programme``
    said : provisions with ``subject`` (keys, parted by "; "), ``does``

    Examples
    --------
    >>> said = pd.DataFrame({"subject": ["cargo", "a; b"], "does": ["buys", "funds"]})
    >>> bought(pd.DataFrame({"id": ["a", "c"], "programme": ["lander", "cargo"]}), said).tolist()
    [False, True]
    """
    buying = {key for cell in said.loc[said["does"] == "buys", "subject"] for key in tables.split(cell)}
    return rows["id"].isin(buying) | rows["programme"].isin(buying)


def planned(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts that come by a decision and that their document still plans; flights and news are left out."""
    return rows[rows["kind"].isin(DECIDED) & (rows["status"].map(certainty) == "announced")].reset_index(drop=True)


def became(rows: pd.DataFrame, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return what later sources say became of planned acts.

    Parameters
    ----------
    rows : acts with ``id``, ``latest`` (Timestamp, NaT where no end is given)
    outcomes : later statements with ``id``, ``statement`` (ids of the statements they judge, parted by "; "),
        ``happened``, ``outcome_date`` (EDTF), ``verdict``, ``source``

    Returns
    -------
    `rows` with ``happened``, ``verdict``, ``later`` (key of the later source), ``outcome`` (id), all "" where no later
    source judges the act, ``came`` (Timestamp of what happened, NaT) and ``months`` (calendar months from the month planned
    to the month in which it came, for what came late; else NaN).
    """
    each = (
        outcomes.assign(act=outcomes["statement"].map(tables.split)).explode("act").drop_duplicates("act").set_index("act")
    )
    each = each.rename(columns={"source": "later", "id": "outcome"}).reindex(rows["id"]).set_axis(rows.index)
    came = dates.bounds(each["outcome_date"].fillna(""))["earliest"]
    late = (came.dt.year - rows["latest"].dt.year) * 12 + came.dt.month - rows["latest"].dt.month
    words = each[["happened", "verdict", "later", "outcome"]].fillna("")
    return rows.join(words).assign(came=came, months=late.where(words["verdict"] == "late"))


def followers(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts of other countries that the text itself puts among those that follow the American ones."""
    chosen = (rows["driver"] == FOLLOWING) & evidence.printed(rows, "driver") & (rows["country"] != "USA")
    return rows[chosen].reset_index(drop=True)


def provisions() -> pd.DataFrame:
    """Return what acts, programmes and bodies are said to do in all founding documents, as from `with_doers`."""
    parties = tables.load("parties")
    known = subjects(evidence.said("events"), tables.load("programmes"), parties)
    return with_doers(evidence.said("provisions"), known, parties)


def subjects(events: pd.DataFrame, programmes: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Return what may be said to do something: acts, programmes and bodies.

    Parameters
    ----------
    events : table with ``id``, ``kind``, ``actor``, ``driver``, ``title``, ``date``, ``programme``
    programmes : table with ``key``, ``owner``, ``name``
    parties : table with ``key``, ``name``

    Returns
    -------
    DataFrame indexed by id or key: ``name``, ``actors`` (keys of parties, parted by "; "), ``date`` (EDTF: an act's own, a
    programme's beginning, "" else), ``follows`` (whether the study puts it among the acts of those who follow).
    """
    acts = pd.DataFrame(
        {
            "name": events["title"],
            "actors": events["actor"],
            "date": events["date"],
            "follows": events["driver"] == FOLLOWING,
        }
    ).set_index(events["id"])
    begun = events[events["kind"].isin(BEGINNING)].sort_values("date").drop_duplicates("programme").set_index("programme")
    runs = programmes.set_index("key")
    runs = pd.DataFrame({"name": runs["name"], "actors": runs["owner"], "date": begun["date"].reindex(runs.index)})
    bodies = parties.set_index("key")[["name"]]
    bodies = bodies.assign(actors=bodies.index)
    made = pd.concat([acts, runs, bodies])
    return made.assign(date=made["date"].fillna(""), follows=made["follows"].eq(True))


def with_doers(rows: pd.DataFrame, known: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Return provisions with who does what; those about a craft or an accession are left out: they are acts of nobody.

    Parameters
    ----------
    rows : provisions with ``subject`` (keys of `known`, parted by "; "), ``does``, ``inferred``
    known : table as from `subjects`
    parties : table with ``key``, ``iso3``, ``parent``

    Returns
    -------
    `rows` with ``side`` (american, followers, station, world), ``who`` (key of the body; several are parted by "; "),
    ``act`` (names of the subjects other than that body, parted by "; "), ``date`` (EDTF of each subject that has one,
    parted by "; "), ``deed`` (key of `DEEDS`) and ``printed`` (whether subject and verb stand in the sentence).
    """
    there, people = known.to_dict("index"), parties.set_index("key")
    rows = rows[rows["subject"].map(lambda cell: there.keys() >= set(tables.split(cell)))].reset_index(drop=True)
    about = [{key: there[key] for key in tables.split(cell)} for cell in rows["subject"]]
    found = [
        doer([tables.split(one["actors"]) for one in of.values()], people, any(one["follows"] for one in of.values()))
        for of in about
    ]
    return rows.assign(
        side=[side for side, _ in found],
        who=[who for _, who in found],
        act=[_names(of, but=who) for of, (_, who) in zip(about, found, strict=True)],
        date=[tables.join([one["date"] for one in of.values() if one["date"]]) for of in about],
        deed=rows["does"].map(DEED_OF),
        printed=evidence.printed(rows, "subject", "does"),
    )


def _names(subjects: dict[str, dict], but: str) -> str:
    return tables.join([one["name"] for key, one in subjects.items() if key != but])


def doer(actors: list[list[str]], parties: pd.DataFrame, following: bool) -> tuple[str, str]:
    """Return the side and the body that acts.

    Parameters
    ----------
    actors : keys of the parties of each subject; of each the first leads
    parties : table indexed by key, with ``iso3``, ``parent``
    following : whether the study puts the act among those of other countries that follow

    Examples
    --------
    >>> known = pd.DataFrame({"iso3": ["CHN", "RUS", "USA"], "parent": ["", "", "white-house"]}, ["cnsa", "RUS", "ostp"])
    >>> doer([["cnsa", "RUS"]], known, False), doer([["ostp"]], known, False)
    (('station', 'CHN; RUS'), ('american', 'white-house'))
    """
    keys, leads = [key for each in actors for key in each], tables.join([each[0] for each in actors])
    states = {parties["iso3"].get(key, "") for key in keys}
    above = {parties["parent"].get(each[0], "") for each in actors} | {each[0] for each in actors}
    if states & set(STATION):
        return "station", tables.join([state for state in STATION if state in states])
    if WORLD in above:
        return "world", WORLD
    if following:
        return "followers", leads
    return "american", WHITE_HOUSE if WHITE_HOUSE in above else leads


def who_does_what(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many provisions of each kind each body has.

    Parameters
    ----------
    rows : provisions as from `with_doers`

    Returns
    -------
    DataFrame with ``side``, ``who``, ``deed``, ``provisions`` (number), ``printed`` (number of them printed as such), ``id``
    (the first of them).
    """
    grouped = rows.groupby(["side", "who", "deed"], sort=False)
    return grouped.agg(provisions=("id", "size"), printed=("printed", "sum"), id=("id", "first")).reset_index()


def money_besides(bodies: Collection[str], amounts: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Return the money of each body that is told otherwise than by a provision: budgets, purses, judgements.

    Parameters
    ----------
    bodies : keys of parties, several of one body parted by "; "
    amounts : ledger rows with ``id``, ``kind``, ``payer``
    judged : judgements that somebody invests, with ``id``, ``payer``

    Returns
    -------
    DataFrame with ``who`` (of `bodies`), ``told`` (number), ``id`` (the first); bodies of which a party has none are out.

    Examples
    --------
    >>> amounts = pd.DataFrame({"id": ["f", "g", "h"], "kind": ["programme budget"] * 2 + ["award"]})
    >>> judged = pd.DataFrame({"id": ["c"], "payer": ["CHN"]})
    >>> money_besides(["AUS; CAN", "CHN", "CHN; RUS"], amounts.assign(payer=["CAN", "AUS", "nasa"]), judged).values.tolist()
    [['AUS; CAN', 2, 'f'], ['CHN', 1, 'c']]
    """
    rows = pd.concat([amounts.loc[amounts["kind"].isin(SET_ASIDE), ["id", "payer"]], judged[["id", "payer"]]])
    kept = [who for who in bodies if set(tables.split(who)) <= set(rows["payer"])]
    each = [(who, rows.loc[rows["payer"].isin(tables.split(who)), "id"]) for who in kept]
    return pd.DataFrame([(who, len(ids), ids.iloc[0]) for who, ids in each], columns=["who", "told", "id"])


def paying(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the provisions by which a body is said to fund or to buy."""
    return rows[rows["deed"] == "pays"]


def steps() -> pd.DataFrame:
    """Return the steps of the study's argument for its drivers, as from `argued`."""
    drivers = tables.load("concepts").query("kind == 'driver'")["key"]
    return argued(evidence.said("arguments"), set(drivers), evidence.statements())


def argued(rows: pd.DataFrame, theses: Collection[str], statements: pd.DataFrame) -> pd.DataFrame:
    """Return the steps for `theses`, with whether a footnote stands behind each.

    Parameters
    ----------
    rows : arguments with ``thesis``, ``rests_on`` (ids of statements, parted by "; "), ``cites``
    theses : keys of the drivers, consequences or risks wanted
    statements : every statement, with ``id``, ``cites``

    Returns
    -------
    Those rows with ``footnote`` (bool: the step, or a statement that it rests on, carries a footnote of the source).
    """
    kept = rows[rows["thesis"].isin(list(theses))].reset_index(drop=True)
    noted = set(statements["id"][statements["cites"].fillna("") != ""])
    behind = kept["rests_on"].map(lambda cell: not noted.isdisjoint(tables.split(cell))).astype(bool)
    return kept.assign(footnote=(kept["cites"] != "") | behind)


def sourced(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return how many steps carry a footnote, for each value of column `by` (``role`` or ``thesis``) as they come.

    Returns
    -------
    DataFrame indexed by `by` with ``steps`` and ``footnotes`` (numbers).

    Examples
    --------
    >>> rows = pd.DataFrame({"role": ["reason", "example", "reason"], "footnote": [False, True, True]})
    >>> sourced(rows, "role").loc["reason"].to_dict()
    {'steps': 2, 'footnotes': 1}
    """
    return rows.groupby(by, sort=False).agg(steps=("footnote", "size"), footnotes=("footnote", "sum"))


def rests_on(rows: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Return for each thesis how many different statements of each table its steps rest on.

    Parameters
    ----------
    rows : steps with ``thesis`` and ``rests_on`` (ids of statements, parted by "; ")
    statements : every statement, with ``id`` and ``table``

    Returns
    -------
    DataFrame indexed by ``thesis`` as they come, a column a table, 0 where there is none.
    """
    one_each = rows.assign(id=rows["rests_on"].map(tables.split)).explode("id").drop_duplicates(["thesis", "id"])
    table = one_each["id"].map(statements.set_index("id")["table"])
    return pd.crosstab(one_each["thesis"], table).reindex(rows["thesis"].unique()).rename_axis(columns=None)
