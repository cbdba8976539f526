"""Who says so: which documents stand behind a row, and how strong that makes it."""

from __future__ import annotations

import pandas as pd

from analysis import tables

# Short names of the founding documents, for figures.
SHORT = {
    "luhui2025": "Lu Hui",
    "spacewiki": "Space Wiki",
    "ilrs-encyclopedia": "Encycl.",
    "stdaily2023": "S&T Daily",
    "cir2023": "CIR paper",
}


def founding() -> list[str]:
    """Return the keys of the founding documents in their order."""
    sources = tables.load("sources")
    return sources.loc[sources["class"] == "founding", "key"].tolist()


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
            "sources": grouped.agg(lambda keys: tables.SEPARATOR.join(sorted(set(keys)))),
            "documents": grouped.nunique(),
            "statements": grouped.size(),
        }
    )


def strength(documents: int, contested: bool = False) -> str:
    """Return the strength of a finding in words: how many documents say so, contested or not.

    >>> strength(1), strength(3, contested=True)
    ('one document', '3 documents, contested')
    """
    words = "one document" if documents == 1 else f"{documents} documents"
    return words + (", contested" if contested else "")


def statements() -> pd.DataFrame:
    """Return every statement, one row each: ``table``, ``id``, the evidence columns and ``date``."""
    columns = ["id", "source", "locator", "as_printed", "caveats", "inferred", "cites", "date"]
    frames = [
        tables.load(name).assign(table=name).reindex(columns=["table", *columns]) for name in tables.statement_tables()
    ]
    return pd.concat(frames, ignore_index=True).fillna({"date": ""})
