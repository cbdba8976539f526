"""The members of a road: every party that some source puts on it, by later sources and by founding documents."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.display import places
from analysis.facts import dates, evidence, mentions
from analysis.reference import fields
from analysis.reference.pages import Cell, cells, section, table
from analysis.topics import blocs


def members(key: str) -> str:
    """Return the section with the members of the road that thing `key` is, the newest signature first; "" if it is none.

    >>> "Senegal" in members("ilrs-programme"), members("PAK")
    (True, '')
    """
    road = next((bloc for bloc in blocs.BLOCS if mentions.ALIASES.get(bloc, [bloc])[0] == key), "")
    if not road:
        return ""
    words, name = fields.words(), evidence.BLOCS[road]
    later, founding = (_named(road, by) for by in ("later", "founding"))
    signed = blocs.joined(blocs.memberships("later"), road)
    last = signed.iloc[-1]
    told = words.say("road.told", n=len(signed), name=name, last=last["name"], date=dates.label(last["date"]))
    newest = later[later["grade"] == "signed"].assign(below=lambda found: found["level"] != "state")
    newest = newest.sort_values(["latest", "below", "name"], ascending=[False, True, True]).index
    order = [*newest, *later.index.difference(newest, sort=False), *founding.index.difference(later.index, sort=False)]
    lines = [_line(party, key, later, founding) for party in order]
    shown = table(words["road.heads"], lines, words.say("road.members", name=name, n=len(lines)))
    return section("members", words.say("road.heading", name=name), f"<p>{escape(told)}</p>{shown}")


def _named(road: str, by: str) -> pd.DataFrame:
    """Every party that sources of class `by` put on the road, indexed by party, as strongly as they do."""
    rows = blocs.memberships(by)
    return blocs.strongest(rows[(rows["bloc"] == road) & (rows["level"] != "")]).set_index("party")


def _line(party: str, key: str, later: pd.DataFrame, founding: pd.DataFrame) -> list[Cell]:
    by_later, by_founding = (found.loc[party] if party in found.index else None for found in (later, founding))
    row = by_founding if by_later is None else by_later
    day = "" if pd.isna(row["latest"]) else f"{row['latest']:%Y-%m-%d}"
    date = Cell(escape(dates.label(row["date"])) if row["date"] else "", sort=day)
    return [*cells(fields.name(party), _stands(by_later)), date, *cells(_stands(by_founding), _says(row, key))]


def _stands(row: pd.Series | None) -> str:
    return "" if row is None else fields.words()["road.grades"][row["grade"]]


def _says(row: pd.Series, key: str) -> str:
    """Who says it: the name leads to the statement among those of the road."""
    here = places.thing(key, "memberships") if places.kept_apart(key) else ""
    return f'<a href="{here and "../" + here}#{row["id"]}">{escape(evidence.called(row["source"]))}</a>'
