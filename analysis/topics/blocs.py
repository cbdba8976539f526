"""Two blocs by one definition of joining: who signed what and when, who stands in both, who gives hardware to whom."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx
import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.topics.partners import FINENESS

BLOCS = ("ilrs", "artemis-accords")
# What a statement makes of a party: it signed; it is named as a member and no signature is; it is announced or applies.
GRADES = {
    "founded": "signed",
    "signed": "signed",
    "joined": "named",
    "participating": "named",
    "announced": "announced",
    "negotiating": "announced",
}
GRADE, LEVELS = ("signed", "named", "announced"), ("state", "organisation", "body")
# definition -> the grades and the levels that it counts, the same for both blocs
DEFINITIONS = {
    "signed": (("signed",), ("state",)),
    "named": (("signed", "named"), ("state",)),
    "announced": (GRADE, ("state",)),
    "organisations": (("signed",), ("state", "organisation")),
    "bodies": (("signed",), LEVELS),
}
NEITHER, BOTH, ONE = "neither", "both", "only "  # standings of a state; "only ilrs" is one bloc alone
NAMED, UNSETTLED = "named ", "unsettled"  # what is said and no signature
SIDE = ("level", "grade", "date", "day", "id", "founding")  # what is told of a state on the side of one bloc
DAYS_A_YEAR = 365.25


def level(kind: str) -> str:
    """Return the level at which a party of `kind` stands: state, organisation (of states), body, or "" for unnamed states.

    >>> level("state"), level("organisation"), level("company"), level("bloc")
    ('state', 'organisation', 'body', '')
    """
    return {"state": "state", "organisation": "organisation", "bloc": ""}.get(kind, "body")


def memberships(by: str = "later") -> pd.DataFrame:
    """Return the statements on both blocs by one class of sources, read by one definition.

    Returns
    -------
    DataFrame with one row a statement: the columns of ``memberships``, ``name`` and ``level`` of the party, ``home`` (the
    state it is or belongs to, "" where none), ``grade`` (signed, named or announced), ``earliest``, ``latest``.

    Raises
    ------
    ValueError
        If a status has no grade.
    """
    rows, parties = evidence.said("memberships", by), tables.load("parties").set_index("key")
    return graded(rows, parties)


def graded(rows: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """Return membership statements with what the definition makes of them; see `memberships`.

    Parameters
    ----------
    rows : statements with ``party``, ``status``, ``date`` (EDTF)
    parties : indexed by key, with ``short``, ``kind``, ``iso3``
    """
    strange = set(rows["status"]) - set(GRADES)
    if strange:
        raise ValueError(f"no grade for status {', '.join(sorted(strange))}; there are {', '.join(GRADES)}")
    rows = rows.assign(
        name=rows["party"].map(parties["short"]),
        level=rows["party"].map(parties["kind"]).map(level),
        home=rows["party"].map(parties["iso3"]),
        grade=rows["status"].map(GRADES),
    )
    return rows.join(dates.bounds(rows["date"]))


def joined(rows: pd.DataFrame, bloc: str, definition: str = "signed") -> pd.DataFrame:
    """Return the members of `bloc` by `definition`, one row a party, in order of date, then name.

    Of several statements about a party the strongest grade is used, then the finest date, then the first.

    Parameters
    ----------
    rows : as from `graded`
    definition : a key of `DEFINITIONS`

    Returns
    -------
    DataFrame indexed by party: the columns of `rows`; parties without a date stand last.

    Raises
    ------
    KeyError
        If there is no such definition.

    Examples
    --------
    >>> parties = pd.DataFrame({"short": ["Egypt"], "kind": "state", "iso3": "EGY"}, index=["EGY"])
    >>> said = pd.DataFrame({"id": ["a", "b"], "bloc": "ilrs", "party": "EGY", "status": ["joined", "signed"],
    ...     "date": ["2022", "2023-12"]})
    >>> joined(graded(said, parties), "ilrs")["id"].tolist()
    ['b']
    """
    grades, levels = DEFINITIONS[definition]
    kept = rows[(rows["bloc"] == bloc) & rows["grade"].isin(grades) & rows["level"].isin(levels)]
    return strongest(kept).sort_values(["latest", "name"]).set_index("party")


def strongest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return of statements as from `graded` one a party: the strongest grade, then the finest date, then the first."""
    order = pd.DataFrame(
        {
            "grade": rows["grade"].map(GRADE.index),
            "fine": rows["date"].map(dates.precision).map(FINENESS.index),
            "id": rows["id"],
        }
    ).sort_values(["grade", "fine", "id"])
    return rows.loc[order.index].drop_duplicates("party")


def counts(rows: pd.DataFrame, until: pd.Timestamp | None = None) -> pd.DataFrame:
    """Return how many members each bloc has by each definition: indexed by definition, a column a bloc, integers.

    Parameters
    ----------
    rows : as from `graded`
    until : day up to which both are counted; what has no date is not; all are counted where no day is given
    """
    if until is not None:
        rows = rows[rows["latest"] <= until]
    counted = {bloc: [len(joined(rows, bloc, name)) for name in DEFINITIONS] for bloc in BLOCS}
    return pd.DataFrame(counted, index=list(DEFINITIONS))


def reckoned(rows: pd.DataFrame, bloc: str, listed: int, partner: str) -> pd.Series:
    """Return two ways to a total of members, in parts.

    Parameters
    ----------
    rows : as from `graded`, with ``counterpart``
    listed : states that a list names besides the founders
    partner : the body whose signatures with organisations count

    Returns
    -------
    Series with ``founders`` (signed on the opening day), ``listed``, ``organisations`` (of states, that signed with
    `partner`), ``together`` (these three), ``states`` (all that any source has signed or named).
    """
    signed = joined(rows, bloc)
    founders = int((signed["latest"] == signed["latest"].min()).sum())
    others = joined(rows, bloc, "organisations").query("level == 'organisation'")
    organisations = int((others["counterpart"] == partner).sum())
    parts = {"founders": founders, "listed": listed, "organisations": organisations}
    return pd.Series(parts | {"together": sum(parts.values()), "states": len(joined(rows, bloc, "named"))})


def last_word(rows: pd.DataFrame, totals: pd.DataFrame, sources: pd.DataFrame, bloc: str) -> pd.Timestamp:
    """Return the last day of which a source speaks that names a member of `bloc` or counts its members.

    What happened after that day is not known from these sources.

    Parameters
    ----------
    rows : memberships with ``bloc``, ``source``
    totals : counts of members with ``bloc``, ``source``
    sources : table with ``key``, ``as_of`` (EDTF, "" where none)

    Raises
    ------
    ValueError
        If no source speaks of the bloc.
    """
    used = {*rows.loc[rows["bloc"] == bloc, "source"], *totals.loc[totals["bloc"] == bloc, "source"]}
    days = sources.loc[sources["key"].isin(used), "as_of"].map(dates.latest)
    if days.dropna().empty:
        raise ValueError(f"no source with an as-of date speaks of {bloc!r}")
    return days.max()


def standing(rows: pd.DataFrame) -> pd.Series:
    """Return for each state that signed for one bloc or both where it stands: "both", "only ilrs", "only artemis-accords".

    Parameters
    ----------
    rows : as from `graded`

    Returns
    -------
    Series indexed by state, in the order of the keys.
    """
    one, other = (set(joined(rows, bloc).index) for bloc in BLOCS)
    where = {state: ONE + BLOCS[0] for state in one - other} | {state: ONE + BLOCS[1] for state in other - one}
    return pd.Series(where | dict.fromkeys(one & other, BOTH), dtype=object).sort_index()


def picture(rows: pd.DataFrame, named: pd.DataFrame) -> pd.Series:
    """Return for each state of which anything is said at its own level where it stands, what is less than signed included.

    Parameters
    ----------
    rows : later statements as from `graded`
    named : statements of the founding documents as from `graded`; a signature that no later source bears out only names

    Returns
    -------
    Series indexed by state: as from `standing`; "named ilrs" and so on where it is said of one bloc and not signed;
    "unsettled" where both are said and at most one is signed.
    """
    said = {bloc: {*joined(rows, bloc, "announced").index, *joined(named, bloc, "announced").index} for bloc in BLOCS}
    signed = standing(rows)
    where = {}
    for state in sorted(set.union(*said.values())):
        blocs = [bloc for bloc in BLOCS if state in said[bloc]]
        if signed.get(state) == BOTH or (len(blocs) == 1 and state in signed.index):
            where[state] = signed[state]
        else:
            where[state] = UNSETTLED if len(blocs) > 1 else NAMED + blocs[0]
    return pd.Series(where, dtype=object)


def overlap(rows: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Return every state of which something stands in both blocs, with the level, grade and date of each.

    A state stands by its own signature, by being named, or by an institute or company at home there; the strongest is used.

    Parameters
    ----------
    rows : later statements as from `graded`
    named : statements of the founding documents as from `graded`; they only mark what they say of the state itself

    Returns
    -------
    DataFrame indexed by state (key) with, for each bloc, ``level``, ``grade``, ``date``, ``day`` (last possible), ``id``,
    ``founding`` (the strongest grade by a founding document, "" where none) as ``level ilrs`` and so on; ``rank`` (0 where
    both are signed by the state, more the weaker the weaker side is), ``first`` (the bloc joined first, "" where a date is
    missing or the spans meet) and ``months`` between. Strongest first, then by the day of the second side.
    """
    sides = {bloc: _strongest(rows, bloc) for bloc in BLOCS}
    claims = {bloc: _strongest(named[named["level"] == "state"], bloc) for bloc in BLOCS}
    one, other = ({*sides[bloc].index, *claims[bloc].index} for bloc in BLOCS)
    records = []
    for home in sorted(one & other):
        record = {"state": home, "rank": 0}
        for bloc in BLOCS:
            record |= _side(bloc, home, sides[bloc], claims[bloc])
        record["rank"] = max(record.pop(f"rank {bloc}") for bloc in BLOCS)
        records.append(record | _order(record))
    columns = ["state", "rank", *(f"{key} {bloc}" for bloc in BLOCS for key in SIDE), "first", "months"]
    table = pd.DataFrame(records, columns=columns).set_index("state")
    second = table[[f"day {bloc}" for bloc in BLOCS]].max(axis=1)
    return table.assign(second=second).sort_values(["rank", "second"]).drop(columns="second")


def _strongest(rows: pd.DataFrame, bloc: str) -> pd.DataFrame:
    """One row a home: its own word before that of a body, a signature before a name, then the earlier day."""
    kept = rows[(rows["bloc"] == bloc) & (rows["home"] != "") & (rows["level"] != "")]
    # a state that is named stands stronger than an institute that signed, which is not the state
    rank = kept["level"].map({"state": 0, "organisation": 10, "body": 10}) + kept["grade"].map(GRADE.index)
    return kept.assign(rank=rank).sort_values(["rank", "latest", "id"]).drop_duplicates("home").set_index("home")


def _side(bloc: str, home: str, said: pd.DataFrame, claimed: pd.DataFrame) -> dict:
    row = said.loc[home] if home in said.index else None
    found = {"level": "", "grade": "", "date": "", "day": pd.NaT, "id": "", "rank": 20}
    if row is not None:
        found |= {"level": row["level"], "grade": row["grade"], "date": row["date"], "day": row["latest"], "id": row["id"]}
        found["rank"] = row["rank"]
    found["founding"] = claimed.loc[home, "grade"] if home in claimed.index else ""
    return {f"{key} {bloc}": value for key, value in found.items()}


def _order(record: dict) -> dict:
    """Which bloc came first, if both dates are known and share no day, and the months between their last days."""
    one, other = BLOCS
    texts = [record[f"date {bloc}"] for bloc in BLOCS]
    if "" in texts or dates.overlap(*texts):
        return {"first": "", "months": float("nan")}
    first = one if dates.latest(texts[0]) < dates.earliest(texts[1]) else other
    between = abs((record[f"day {other}"] - record[f"day {one}"]).days)
    return {"first": first, "months": between / DAYS_A_YEAR * 12}


def crossings(rows: pd.DataFrame, until: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    """Return how many states that stood in one bloc alone signed for the other, and over how many years they could have.

    A state counts from the day on which it has signed for the first and the other has a member, to its second signature
    or the last word about the other bloc.

    Parameters
    ----------
    rows : as from `graded`
    until : bloc -> the last day of which its sources speak, as from `last_word`

    Returns
    -------
    DataFrame, one row an order: ``first``, ``second`` (blocs), ``states`` (that could cross), ``crossed``, ``years``
    (state-years), ``rate`` (crossings in 100 state-years).
    """
    days = {bloc: joined(rows, bloc)["latest"].dropna() for bloc in BLOCS}
    records = []
    for first, second in (BLOCS, BLOCS[::-1]):
        start = days[first].clip(lower=days[second].min())
        end = days[second].reindex(start.index).fillna(until[second]).clip(upper=until[second])
        waited = (end - start).dt.days / DAYS_A_YEAR
        waited = waited[waited > 0]
        crossed = waited.index.isin(days[second].index).sum()
        total = waited.sum()
        records.append((first, second, len(waited), int(crossed), total, 100 * crossed / total if total else float("nan")))
    return pd.DataFrame(records, columns=["first", "second", "states", "crossed", "years", "rate"])


def regions(where: pd.Series, places: pd.DataFrame) -> pd.DataFrame:
    """Return where the states of each region stand.

    Parameters
    ----------
    where : state -> standing, as from `standing`
    places : table of all states with ``iso3``, ``region``

    Returns
    -------
    DataFrame indexed by region with ``only ilrs``, ``both``, ``only artemis-accords``, ``neither``, ``states`` (numbers) and
    ``share`` (that signed for a bloc), highest share first.

    Raises
    ------
    ValueError
        If a state has no region.
    """
    strange = set(where.index) - set(places["iso3"])
    if strange:
        raise ValueError(f"no region for {', '.join(sorted(strange))}: places has one row a state")
    stands = places["iso3"].map(where).fillna(NEITHER)
    columns = [ONE + BLOCS[0], BOTH, ONE + BLOCS[1], NEITHER]
    table = pd.crosstab(places["region"], stands).reindex(columns=columns, fill_value=0).rename_axis(columns=None)
    table["states"] = table.sum(axis=1)
    return table.assign(share=1 - table[NEITHER] / table["states"]).sort_values("share", ascending=False, kind="stable")


def instruments(rows: pd.DataFrame) -> pd.DataFrame:
    """Return by which instrument each bloc was signed, at which level: ``bloc``, ``level``, ``instrument``, ``signers``.

    Parameters
    ----------
    rows : as from `graded`, with ``instrument``
    """
    found = [joined(rows, bloc, "bodies") for bloc in BLOCS]
    grouped = pd.concat(found).groupby(["bloc", "level", "instrument"]).size().rename("signers").reset_index()
    grouped["order"] = grouped["bloc"].map(BLOCS.index) * 10 + grouped["level"].map(LEVELS.index)
    return grouped.sort_values(["order", "signers", "instrument"], ascending=[True, False, True], ignore_index=True).drop(
        columns="order"
    )


def network(rows: pd.DataFrame, names: Mapping[str, str], definition: str = "organisations") -> nx.DiGraph:
    """Return the joint network of both blocs: party -> body that signed for it -> instrument -> bloc.

    A party without a named body is joined to the instrument; an instrument belongs to one bloc.

    Parameters
    ----------
    rows : as from `graded`, with ``agency`` and ``instrument``
    names : party, body or bloc -> its name
    definition : a key of `DEFINITIONS`

    Returns
    -------
    DiGraph. Nodes have ``layer`` (party, agency, instrument, bloc), ``label``, ``id`` of the first statement ("" for
    instruments and blocs) and ``standing``: `BOTH`, or the one bloc they lead to. Edges have ``bloc`` and ``id``.

    Examples
    --------
    >>> parties = pd.DataFrame({"short": ["Egypt"], "kind": "state", "iso3": "EGY"}, index=["EGY"])
    >>> said = pd.DataFrame({"id": ["a"], "bloc": "ilrs", "party": "EGY", "status": "signed", "date": "2023-12",
    ...     "agency": "egsa", "instrument": "agreement"})
    >>> sorted(network(graded(said, parties), {"EGY": "Egypt", "egsa": "EGSA", "ilrs": "ILRS"}).edges)
    [('EGY', 'egsa'), ('egsa', 'ilrs: agreement'), ('ilrs: agreement', 'ilrs')]
    """
    graph = nx.DiGraph()
    for bloc in BLOCS:
        for party, row in joined(rows, bloc, definition).iterrows():
            instrument = f"{bloc}: {row['instrument']}"
            graph.add_node(bloc, layer="bloc", label=names[bloc], id="")
            graph.add_node(instrument, layer="instrument", label=row["instrument"], id="")
            path = [party, *([row["agency"]] if row["agency"] else []), instrument, bloc]
            for node, layer in zip(path[:-2], ("party", "agency"), strict=False):
                if node not in graph:
                    graph.add_node(node, layer=layer, label=names[node], id=row["id"])
            for start, end in nx.utils.pairwise(path):
                if not graph.has_edge(start, end):
                    graph.add_edge(start, end, bloc=bloc, id=row["id"])
    for node in graph:
        reached = [bloc for bloc in BLOCS if bloc in graph and (node == bloc or nx.has_path(graph, node, bloc))]
        graph.nodes[node]["standing"] = BOTH if len(reached) > 1 else reached[0]
    return graph


def alike(graph: nx.DiGraph, least: int = 10) -> dict[str, list[str]]:
    """Return the parties that lead to one and the same next thing only, where there are at least `least` of them.

    >>> graph = nx.DiGraph([("a", "x"), ("b", "x"), ("c", "x"), ("c", "y")])
    >>> nx.set_node_attributes(graph, "party", "layer")
    >>> alike(graph, 2)
    {'x': ['a', 'b']}
    """
    found: dict[str, list[str]] = {}
    for node, data in graph.nodes(data=True):
        after = list(graph.successors(node))
        if data["layer"] == "party" and len(after) == 1:
            found.setdefault(after[0], []).append(node)
    return {end: parties for end, parties in found.items() if len(parties) >= least}
