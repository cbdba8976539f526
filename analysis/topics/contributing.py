"""Who gives hardware to which road, and whether a signature came before it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.topics.blocs import BLOCS, BOTH, NEITHER, ONE, level


def carried(links: pd.DataFrame) -> pd.DataFrame:
    """Return the payloads that missions carry for a party, in the columns of the table of contributions.

    Parameters
    ----------
    links : statements with ``from`` (craft), ``relation``, ``to`` (party), ``content`` and their evidence

    Examples
    --------
    >>> rows = pd.DataFrame({"from": ["lander", "lander"], "relation": ["carries payload of", "flies on"], "to": ["ITA", "rocket"],
    ...     "content": ["payload", ""]})
    >>> carried(rows).to_dict("records")
    [{'craft': 'lander', 'party': 'ITA', 'contribution': 'payload'}]
    """  # noqa: E501
    rows = links[links["relation"] == "carries payload of"].drop(columns="relation")
    return rows.rename(columns={"from": "craft", "to": "party", "content": "contribution"})


def signed_after(rows: pd.DataFrame, members: Mapping[str, pd.DataFrame], spoke: Mapping[str, pd.Timestamp]) -> pd.DataFrame:
    """Return the contributions of states to a road that they signed for only after the source had spoken.

    Parameters
    ----------
    rows : as from `contributions`, with ``source``
    members : bloc of the mission (ilrs, artemis) -> its members as from `joined`
    spoke : source -> the last day up to which it speaks
    """
    days = [members[row.bloc]["latest"].get(row.party, pd.NaT) for row in rows.itertuples()]
    return rows[pd.to_datetime(pd.Series(days, rows.index)) > rows["source"].map(spoke)]


def contributions(given: pd.DataFrame, craft: pd.DataFrame, parties: pd.DataFrame, where: pd.Series) -> pd.DataFrame:
    """Return what a document says a party gives to a mission of either bloc, with where that party's state stands.

    Parameters
    ----------
    given : statements with ``id``, ``party``, ``craft``, ``contribution``, ``status``, ``source``
    craft : indexed by key, with ``name``, ``bloc`` (ilrs, artemis)
    parties : indexed by key, with ``short``, ``kind``, ``iso3``
    where : state -> standing, as from `standing`

    Returns
    -------
    DataFrame with the columns of `given`, ``bloc`` of the mission, ``mission``, ``name``, ``level``, ``home`` and
    ``standing`` ("" for an organisation, institute or company, which is no state and stands nowhere by itself).
    """
    home = given["party"].map(parties["iso3"])
    kinds = given["party"].map(parties["kind"]).map(level)
    stands = home.map(where).fillna(NEITHER).where(kinds == "state", "")
    return given.assign(
        bloc=given["craft"].map(craft["bloc"]),
        mission=given["craft"].map(craft["name"]),
        name=given["party"].map(parties["short"]),
        level=kinds,
        home=home,
        standing=stands,
    )


def contributors(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many states give hardware to missions of each bloc, by where they stand, each state counted once a bloc.

    Parameters
    ----------
    rows : as from `contributions`

    Returns
    -------
    DataFrame indexed by bloc of the mission (ilrs, artemis): a column a standing, and ``states`` (their sum).
    """
    order = [ONE + BLOCS[0], BOTH, ONE + BLOCS[1], NEITHER]
    states = rows[rows["level"] == "state"].drop_duplicates(["bloc", "party"])
    table = pd.crosstab(states["bloc"], states["standing"]).reindex(columns=order, fill_value=0).rename_axis(columns=None)
    return table.assign(states=table.sum(axis=1))
