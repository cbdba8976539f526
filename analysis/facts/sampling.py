"""Draws of statements and sentences for readers who check the coding: seeded, by document and table."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.facts import tables

# Fields that a second coder does not fill: free words, places in the text and keys of rows.
NOT_CODED = {
    "id", "source", "locator", "as_printed", "caveats", "cites", "content", "label", "title", "title_zh", "measure",
    "product", "question", "answer", "contribution", "part_of", "rests_on", "first_claim", "voice", "inferred", "unit",
    "site",
}  # fmt: skip


def coded_fields(table: str) -> list[str]:
    """Return the fields of a table that a second coder fills.

    >>> coded_fields("objectives")
    ['objective']
    """
    return [field for field in tables.columns(table) if field not in NOT_CODED]


def draw(rows: pd.DataFrame, n: int, seed: int, by: tuple[str, ...] = ("source", "table")) -> pd.DataFrame:
    """Return about `n` of `rows`, each stratum of `by` with its share and at least two (or all it has), drawn by `seed`.

    >>> rows = pd.DataFrame({"source": ["a"] * 6 + ["b"], "table": "t", "id": list("uvwxyz1")})
    >>> drawn = draw(rows, 4, seed=1)
    >>> drawn["source"].tolist().count("a"), drawn["source"].tolist().count("b")
    (3, 1)
    """
    chance = np.random.default_rng(seed)
    picked = []
    for _, group in rows.groupby(list(by)):
        wanted = min(len(group), max(2, round(n * len(group) / len(rows))))
        picked.append(group.iloc[np.sort(chance.choice(len(group), wanted, replace=False))])
    return pd.concat(picked)


def sentences(text: str) -> list[str]:
    """Return the sentences of a unit of text, Chinese or English, in order.

    >>> sentences("China signed. Russia did too.")
    ['China signed.', 'Russia did too.']
    """
    parts = re.split(r"(?<=[。；！？])|(?<=\. )|\n(?=[-|*#])", text.replace("\n", " ") if "|" not in text else text)
    return [part.strip() for part in parts if part.strip()]
