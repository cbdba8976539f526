"""The members of a road: every party that some source puts on it, by later sources and by founding documents."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.display import places
from analysis.facts import dates, evidence, mentions
from analysis.reference import fields
from analysis.reference.pages import Cell, cells, section, table
from analysis.topics import blocs


def road_of(key: str) -> str:
    """Return the road whose members the page of thing `key` lists, "" if it is none.

    >>> road_of("ilrs-programme"), road_of("artemis-accords"), road_of("PAK")
    ('ilrs', 'artemis-accords', '')
    """
    return next((bloc for bloc in blocs.BLOCS if mentions.ALIASES.get(bloc, [bloc])[0] == key), "")


def members(key: str) -> str:
    """Return the section with the members of the road that thing `key` is, the newest signature first; "" if it is none."""
    road = road_of(key)
    if not road:
        return ""
    words, name = fields.words(), evidence.BLOCS[road]
    later, founding = (_strongest(road, by) for by in ("later", "founding"))
    signed = blocs.joined(blocs.memberships("later"), road)
    told = words.say(
        "road.told", n=len(signed), name=name, last=signed["name"].iloc[-1], date=dates.label(signed["date"].iloc[-1])
    )
    newest = later[later["grade"] == "signed"].assign(below=lambda found: found["level"] != "state")
    newest = newest.sort_values(["latest", "below", "name"], ascending=[False, True, True]).index
    order = [*newest, *later.index.difference(newest, sort=False), *founding.index.difference(later.index, sort=False)]
    lines = [_line(party, key, later, founding) for party in order]
    caption = words.say("road.members", name=name, n=len(lines))
    return section(
        "members", words.say("road.heading", name=name), f"<p>{told}</p>{table(words['road.heads'], lines, caption)}"
    )


@lru_cache
def _strongest(road: str, by: str) -> pd.DataFrame:
    """One row a party of which sources of class `by` say anything, with its strongest grade."""
    rows = blocs.memberships(by)
    rows = rows[(rows["bloc"] == road) & (rows["level"] != "")]
    return (
        rows.assign(rank=rows["grade"].map(blocs.GRADE.index))
        .sort_values(["rank", "latest", "name"], kind="stable")
        .drop_duplicates("party")
        .set_index("party")
    )


def _line(party: str, key: str, later: pd.DataFrame, founding: pd.DataFrame) -> list[Cell]:
    by_later, by_founding = (found.loc[party] if party in found.index else None for found in (later, founding))
    row = by_founding if by_later is None else by_later
    date = (
        Cell(dates.label(row["date"]), sort=row["latest"].date().isoformat() if pd.notna(row["latest"]) else "")
        if row["date"]
        else Cell("")
    )
    return [*cells(fields.name(party), _stands(by_later)), date, *cells(_stands(by_founding), _says(row, key))]


def _stands(row: pd.Series | None) -> str:
    return "" if row is None else fields.words()["road.grades"][row["grade"]]


def _says(row: pd.Series, key: str) -> str:
    """Who says it: the name leads to the statement among those of the road."""
    here = places.thing(key, "memberships") if places.kept_apart(key) else ""
    return f'<a href="{here and "../" + here}#{row["id"]}">{evidence.called(row["source"])}</a>'
