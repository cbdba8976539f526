"""What a mission needs all at once (and), who could give it (or): what a loss stops, what it delays, what it leaves."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from analysis.facts import evidence, tables
from analysis.topics import graphs, market

# The crewed landings that the study tells apart; the last of ten transports is one of the later ones.
LANDINGS = ("artemis-3", "artemis-4", "artemis-5", "artemis-later")
LATER = {"artemis-14": "artemis-later"}
# A landing needs one of each. The plan on p. 96 names rocket, spacecraft and station for every landing; NASA runs them
# itself. A partner builds a part of the spacecraft. need -> craft, statement. The others NASA buys: need -> purchase.
# A rover it buys too, but two landings are planned without one.
OWN = {"rocket": ("sls", "mis-065"), "spacecraft": ("orion", "mis-066"), "station": ("gateway", "mis-067")}
PARTS = {"module": ("orion-service-module", "con-002")}
BOUGHT = {"lander": "hls", "suit": "xevas"}
NEEDED = (*OWN, *PARTS, *BOUGHT)
TOGETHER = {("artemis-later", "lander"): "mis-075"}  # said of several landings together: mission, need -> statement
FLIES, MAKES = ("flies on", "serves"), ("builds", "provides")
SERVES = ("verifies", "serves", "provides")
AGENCY = "nasa"  # runs itself what is in OWN
LEADERS = ("CHN", "RUS")  # the two states that lead the station
# Later sources leave open who gives a landing what was named for it: mission, need -> outcome.
REOPENED = {("artemis-4", "lander"): "out-2006"}
TURNED = ("reversed", "changed")  # verdicts of an outcome that went another way
GOES_ON, WAITS, STOPS = "goes on", "waits", "stops"
COLUMNS = ["mission", "need", "craft", "maker", "purchase", "basis", "id"]


def supplies() -> pd.DataFrame:
    """Return who could give each crewed landing what it needs, by the study; as from `supply`."""
    rows = graphs.links("market")
    selling = market.sellers()
    sellers = dict(zip(selling["to"], selling["from"], strict=True))
    flying = rows[rows["relation"].isin(FLIES)].assign(to=rows["to"].replace(LATER))
    making = rows[rows["relation"].isin(MAKES) & rows["from"].isin(list(sellers))]
    craft = tables.load("craft").set_index("key")
    return supply(flying, making, sellers, craft["kind"].to_dict(), craft["operator"].to_dict())


def supply(
    flying: pd.DataFrame,
    making: pd.DataFrame,
    sellers: Mapping[str, str],
    kinds: Mapping[str, str],
    runs: Mapping[str, str],
) -> pd.DataFrame:
    """Return the possibilities to meet each need of each crewed landing, one row each.

    What NASA and its partner make themselves is the same for every landing. A craft that a sentence gives to a landing
    meets its need; its maker is the one in the same sentence (the same place and cited works) or, where none stands there,
    any of its makers.
    Where no sentence gives a landing what is bought for it, each seller of that purchase could give it.

    Parameters
    ----------
    flying : links ``from`` (craft) ``to`` (mission), with ``id``, ``locator``, ``cites``
    making : links ``from`` (company) ``to`` (craft), with ``locator``, ``cites``
    sellers : company -> the purchase it sells through
    kinds : craft -> kind, which is the need it meets
    runs : craft -> who runs or builds it, for those of `OWN` and `PARTS`

    Returns
    -------
    DataFrame in order of landing and need with ``mission``, ``need``, ``craft``, ``maker``, ``purchase`` ("" for what is
    not bought), ``basis`` (named: said of this landing; plan: said of several together; ours: no sentence says it) and
    ``id`` of the statement ("" where it is ours).

    Examples
    --------
    >>> flying = pd.DataFrame({"id": ["1"], "from": ["eagle"], "to": ["artemis-3"], "locator": ["p. 1"], "cites": [""]})
    >>> making = pd.DataFrame({"from": ["x"], "to": ["eagle"], "locator": ["p. 1"], "cites": [""]})
    >>> runs = {"sls": "nasa", "orion": "nasa", "gateway": "nasa", "orion-service-module": "esa"}
    >>> table = supply(flying, making, {"x": "hls"}, {"eagle": "lander"}, runs)
    >>> table[table["need"] == "lander"][["mission", "maker", "basis"]].values.tolist()[:2]
    [['artemis-3', 'x', 'named'], ['artemis-4', 'x', 'ours']]
    """
    records = []
    for mission in LANDINGS:
        for need, (craft, key) in (OWN | PARTS).items():
            records.append((mission, need, craft, runs[craft], "", "plan", key))
        named = [link for link in flying.to_dict("records") if link["to"] == mission and kinds[link["from"]] in NEEDED]
        for link in named:
            craft = link["from"]
            for maker in _makers(making[making["to"] == craft], link):
                records.append((mission, kinds[craft], craft, maker, sellers[maker], "named", link["id"]))
        for need in set(BOUGHT) - {kinds[link["from"]] for link in named}:
            key = TOGETHER.get((mission, need), "")
            sold = making[(making["from"].map(sellers) == BOUGHT[need]) & (making["to"].map(kinds) == need)]
            for link in sold.to_dict("records"):
                records.append((mission, need, link["to"], link["from"], BOUGHT[need], "plan" if key else "ours", key))
    table = pd.DataFrame(records, columns=COLUMNS).drop_duplicates()
    order = {word: place for place, word in enumerate((*LANDINGS, *NEEDED))}
    return table.sort_values(["mission", "need"], key=lambda words: words.map(order)).reset_index(drop=True)


def _makers(making: pd.DataFrame, link: dict) -> list[str]:
    """Return the makers that stand in the sentence of `link`; where none does, all."""
    same = making[(making["locator"] == link["locator"]) & (making["cites"] == link["cites"])]
    return list((making if same.empty else same)["from"])


def verdict(possible: pd.DataFrame, lost: Collection[str]) -> dict[str, str]:
    """Return what becomes of each landing when the craft, makers or purchases `lost` are there no more.

    A need that is still met by another possibility of the same landing goes on; one that only possibilities named for
    other landings could meet waits for them; one that nothing meets stops. A landing is as its worst need is, because it
    needs all of them.

    Parameters
    ----------
    possible : as from `supply`; what has been lost before is not among its rows

    Returns
    -------
    dict : mission -> goes on, waits or stops

    Examples
    --------
    >>> rows = [("m", "lander", "eagle", "x", "hls"), ("m", "suit", "a", "s", "xevas"), ("n", "lander", "hawk", "y", "hls")]
    >>> possible = pd.DataFrame(rows, columns=["mission", "need", "craft", "maker", "purchase"])
    >>> verdict(possible, ["x"]), verdict(possible, ["s"])
    ({'m': 'waits', 'n': 'goes on'}, {'m': 'stops', 'n': 'goes on'})
    """
    gone = possible[["craft", "maker", "purchase"]].isin(list(lost)).any(axis=1)
    left = possible[~gone]
    met = set(left[["mission", "need"]].itertuples(index=False, name=None))
    elsewhere = set(left["need"])
    found: dict[str, str] = {}
    for mission, need in possible[["mission", "need"]].drop_duplicates().itertuples(index=False, name=None):
        here = GOES_ON if (mission, need) in met else WAITS if need in elsewhere else STOPS
        found[mission] = max(found.get(mission, GOES_ON), here, key=(GOES_ON, WAITS, STOPS).index)
    return found


def losses(possible: pd.DataFrame, lost: Collection[str]) -> pd.DataFrame:
    """Return what the loss of each thing of `lost`, alone, does to each landing: ``lost`` and a column a landing."""
    return pd.DataFrame([{"lost": thing} | verdict(possible, [thing]) for thing in lost])


def alone(possible: pd.DataFrame, column: str) -> list[str]:
    """Return the things in `column` (craft, maker) whose loss stops at least one landing, in order of the table.

    >>> rows = [("m", "lander", "eagle", "x", "hls"), ("m", "lander", "hawk", "y", "hls"), ("m", "suit", "a", "s", "xevas")]
    >>> alone(pd.DataFrame(rows, columns=["mission", "need", "craft", "maker", "purchase"]), "maker")
    ['s']
    """
    things = [thing for thing in dict.fromkeys(possible[column]) if thing]
    return [thing for thing in things if STOPS in verdict(possible, [thing]).values()]


def turned(outcomes: pd.DataFrame, things: Mapping[str, str]) -> dict[str, str]:
    """Return the things of which later sources say that it came otherwise than stated: thing -> the outcome's ``id``.

    Parameters
    ----------
    outcomes : rows with ``id``, ``statement`` (ids, the one that is judged first) and ``verdict``
    things : statement -> what it is about (a craft, mission or company)

    Examples
    --------
    >>> outcomes = pd.DataFrame({"id": ["1", "2"], "statement": ["s; t", "t"], "verdict": ["reversed", "late"]})
    >>> turned(outcomes, {"s": "gateway", "t": "orion"})
    {'gateway': '1'}
    """
    rows = outcomes[outcomes["verdict"].isin(TURNED)]
    first = rows["statement"].map(lambda cell: next(iter(tables.split(cell)), ""))
    return {things[key]: row for key, row in zip(first, rows["id"], strict=True) if key in things}


def since(possible: pd.DataFrame, things: Collection[str]) -> pd.DataFrame:
    """Return the possibilities that are left when landings and craft of `things` are planned no more and makers have left.

    Raises
    ------
    ValueError
        If a maker that left was the last for a need that is still there; the message names landing and need.
    """
    planned = possible[~possible[["mission", "craft"]].isin(list(things)).any(axis=1)]
    left = planned[~planned["maker"].isin(list(things))]
    wanted, met = (set(rows[["mission", "need"]].itertuples(index=False, name=None)) for rows in (planned, left))
    if wanted != met:
        raise ValueError(f"no maker is left for {', '.join(f'{need} of {mission}' for mission, need in wanted - met)}")
    return left.reset_index(drop=True)


def open_again(possible: pd.DataFrame, reopened: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """Return the possibilities when whatever meets a need of any landing may meet it in `reopened` too.

    Parameters
    ----------
    possible : as from `supply`
    reopened : mission, need -> ``id`` of the outcome that leaves it open

    Examples
    --------
    >>> rows = [("m", "lander", "eagle", "x", "hls", "named", "1"), ("n", "lander", "hawk", "y", "hls", "named", "2")]
    >>> found = open_again(pd.DataFrame(rows, columns=COLUMNS), {("m", "lander"): "o"})
    >>> found[["mission", "maker", "basis", "id"]].values.tolist()
    [['n', 'y', 'named', '2'], ['m', 'x', 'plan', 'o'], ['m', 'y', 'plan', 'o']]
    """
    asked = pd.Series(list(zip(possible["mission"], possible["need"], strict=True)), index=possible.index)
    frames = [possible[~asked.isin(list(reopened))]]
    for (mission, need), key in reopened.items():
        any_landing = possible[possible["need"] == need].drop_duplicates(["craft", "maker"])
        frames.append(any_landing.assign(mission=mission, basis="plan", id=key))
    return pd.concat(frames, ignore_index=True)


def reopened_since() -> dict[tuple[str, str], str]:
    """Return what later sources leave open of the landings: mission, need -> the outcome's ``id``."""
    outcomes = evidence.said("outcomes", "later")
    still = set(outcomes[outcomes["verdict"] == "open"]["id"])
    return {asked: key for asked, key in REOPENED.items() if key in still}


def turned_since() -> dict[str, str]:
    """Return what later sources say came otherwise than the study has it, as from `turned`."""
    return turned(evidence.said("outcomes", "later"), things())


def things() -> dict[str, str]:
    """Return statement -> what it is about, of the statements of the study on craft and companies."""
    studies = evidence.founding("market")
    found = {}
    for table, column in (("missions", "craft"), ("companies", "company")):
        rows = tables.load(table)
        kept = rows[rows["source"].isin(studies)]
        found |= dict(zip(kept["id"], kept[column], strict=True))
    return found


def ahead(missions: pd.DataFrame, craft: pd.DataFrame, bloc: str) -> list[str]:
    """Return the craft of `bloc` of which no statement says that they have flown or failed.

    Parameters
    ----------
    missions : statements with ``craft`` and ``record``
    craft : with ``key`` and ``bloc``
    """
    over = set(missions[missions["record"].isin(["flown", "failed"])]["craft"])
    return [key for key in craft[craft["bloc"] == bloc]["key"] if key not in over]


def states(parties: pd.DataFrame) -> dict[str, str]:
    """Return party -> the state it belongs to, step by step upward; a party of no state is not there.

    >>> parties = pd.DataFrame({"key": ["CHN", "cnsa", "lab", "esa"], "kind": ["state", "agency", "institute", "agency"],
    ...     "parent": ["", "CHN", "cnsa", ""]})
    >>> states(parties)
    {'CHN': 'CHN', 'cnsa': 'CHN', 'lab': 'CHN'}
    """
    known = parties.set_index("key")
    found = {}
    for party in known.index:
        above = party
        while above and known.loc[above, "kind"] != "state":
            above = known.loc[above, "parent"]
        if above:
            found[party] = above
    return found


def tasks(rows: pd.DataFrame, runs: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """Return which states each possibility to do a task of the station hangs on.

    Parameters
    ----------
    rows : links ``from`` (craft), ``relation``, ``to`` (task or the craft that carries it), ``source``, ``id``
    runs : craft -> the states that run it; craft that are not there are left out

    Returns
    -------
    DataFrame with ``task``, ``craft``, ``states`` (a frozenset: those that run the craft, and those that run what carries
    it; it needs them all), ``source`` and ``id``.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["1", "2"], "from": ["rover", "rover"], "relation": ["flies on", "verifies"],
    ...     "to": ["probe", "bricks"], "source": ["a", "a"]})
    >>> sorted(tasks(rows, {"rover": ["PAK"], "probe": ["CHN"]}).loc[0, "states"])
    ['CHN', 'PAK']
    """
    carried = rows[rows["relation"].isin(FLIES) & rows["to"].isin(list(runs))]
    needed = {craft: set(own) for craft, own in runs.items()}
    for craft, carrier in zip(carried["from"], carried["to"], strict=True):
        needed.setdefault(craft, set()).update(runs[carrier])
    doing = rows[rows["relation"].isin(SERVES) & rows["from"].isin(list(runs))]
    return pd.DataFrame(
        {
            "task": doing["to"],
            "craft": doing["from"],
            "states": doing["from"].map(lambda craft: frozenset(needed[craft])),
            "source": doing["source"],
            "id": doing["id"],
        }
    ).reset_index(drop=True)


def undone(doing: pd.DataFrame, state: str) -> list[str]:
    """Return the tasks that no craft is left to do when `state` is there no more, in order of the table.

    >>> doing = pd.DataFrame({"task": ["a", "a", "b"], "states": [{"CHN"}, {"RUS"}, {"CHN", "PAK"}]})
    >>> undone(doing, "CHN"), undone(doing, "RUS")
    (['b'], [])
    """
    left = set(doing[doing["states"].map(lambda needed: state not in needed)]["task"])
    return [task for task in dict.fromkeys(doing["task"]) if task not in left]


def station_tasks() -> pd.DataFrame:
    """Return the tasks of the ILRS that a craft still to fly does, as from `tasks`."""
    craft = tables.load("craft")
    state = states(tables.load("parties"))
    waiting = ahead(evidence.said("missions"), craft, "ilrs")
    runs = {
        row.key: [state[key] for key in tables.split(row.operator)]
        for row in craft.itertuples()
        if row.key in waiting and row.operator
    }
    return tasks(graphs.links("system"), runs)
