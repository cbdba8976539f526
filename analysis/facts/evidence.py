"""Who says so: the sources, which of them stand behind a row, and how much of a row they print."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pandas as pd

from analysis.facts import tables

NAMED = {
    "parties": "short",
    "programmes": "short",
    "craft": "name",
    "concepts": "name",
}  # entity table -> its name for readers
BLOCS = {"ilrs": "ILRS", "artemis-accords": "Artemis Accords"}


def founding(subject: str = "") -> list[str]:
    """Return the keys of the founding documents in their order; with `subject` (station, market) those that describe it.

    >>> founding("market")
    ['cir2023']
    """
    keys = [key for key, kind in tables.named("sources", "class").items() if kind == "founding"]
    if not subject:
        return keys
    described = tables.named("sources", "subjects")
    return [key for key in keys if subject in tables.split(described[key])]


def said(table: str, by: str = "founding") -> pd.DataFrame:
    """Return the statements of a table by one class of sources: founding documents, or later ones that update and check.

    >>> set(said("clps", "later")["source"].str.startswith("later"))
    {True}

    Raises
    ------
    ValueError
        If there is no such class of sources.
    """
    classes = tables.named("sources", "class")
    if by not in set(classes.values()):
        raise ValueError(f"no class of sources {by!r}; there are {', '.join(dict.fromkeys(classes.values()))}")
    rows = tables.load(table)
    return rows[rows["source"].isin([key for key, kind in classes.items() if kind == by])].reset_index(drop=True)


def short(keys: list[str] | None = None) -> dict[str, str]:
    """Return source -> short name for figures, for `keys` or all sources.

    >>> short(["spacewiki"])
    {'spacewiki': 'Space Wiki'}
    """
    names = tables.named("sources", "short")
    return {key: names[key] for key in (keys or names)}


def called(sources: str) -> str:
    """Return the names for readers of the sources in a list cell.

    >>> called("spacewiki; cir2023")
    'Space Wiki (2024), Contemporary International Relations (2023)'
    """
    names = tables.named("sources", "called")
    return ", ".join(names[key] for key in tables.split(sources))


def subject(keys: str) -> str:
    """Return the names for readers of the things in a list of keys; what is no key stays as it is.

    >>> subject("ilrs; CHN")
    'ILRS, China'
    """
    return ", ".join(_names().get(key, key) for key in tables.split(keys))


@lru_cache
def _names() -> dict[str, str]:
    """Key -> name for readers of every thing a statement may speak of, acts included."""
    things = {key: name for table, column in NAMED.items() for key, name in tables.named(table, column).items()}
    return things | tables.named("events", "title", "id") | BLOCS


def who_says(statements: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return, for each value of column `by`, the documents behind it.

    Parameters
    ----------
    statements : table with columns `by` and ``source``

    Returns
    -------
    DataFrame indexed by `by` in order of first mention, with ``sources`` (keys, parted by "; "),
    ``documents`` (number of different sources) and ``statements`` (number of rows).

    Examples
    --------
    >>> rows = pd.DataFrame({"party": ["VEN", "VEN", "EGY"], "source": ["b", "a", "a"]})
    >>> who_says(rows, "party").loc["VEN"].to_dict()
    {'sources': 'a; b', 'documents': 2, 'statements': 2}
    """
    grouped = statements.groupby(by, sort=False)["source"]
    return pd.DataFrame(
        {
            "sources": grouped.agg(lambda keys: tables.join(sorted(keys))),
            "documents": grouped.nunique(),
            "statements": grouped.size(),
        }
    )


def printed(rows: pd.DataFrame, *columns: str) -> pd.Series:
    """Return for each row whether the source prints the values of `columns`, rather than that we read them into it.

    Parameters
    ----------
    rows : statements with column ``inferred`` (names of the row's own fields, parted by "; ")

    Examples
    --------
    >>> printed(pd.DataFrame({"inferred": ["actor; driver", ""]}), "driver").tolist()
    [False, True]
    """
    return rows["inferred"].map(lambda cell: not set(columns) & set(tables.split(cell))).astype(bool)


def statements() -> pd.DataFrame:
    """Return every statement, one row each: ``table``, ``id``, the evidence columns and ``date``."""
    return _statements(tables.load, tuple(tables.statement_tables())).copy()


@lru_cache
def _statements(load: Callable[[str], pd.DataFrame], names: tuple[str, ...]) -> pd.DataFrame:
    columns = ["id", "source", "locator", "as_printed", "caveats", "inferred", "cites", "date"]
    frames = [load(name).assign(table=name).reindex(columns=["table", *columns]) for name in names]
    return pd.concat([frame for frame in frames if len(frame)], ignore_index=True).fillna({"date": ""})
