"""Where the sources disagree, and how; the value the book uses; what each document's record is."""

from __future__ import annotations

import pandas as pd

from analysis import dates, evidence, tables

# What can be compared by computation: table, the columns that say what it is about, the column of the value.
COMPARED = (
    ("memberships", ("party",), "date"),
    ("missions", ("craft", "record"), "date"),
    ("missions", ("craft",), "phase_position"),
    ("missions", ("craft",), "site"),
    ("phases", ("position",), "date"),
    ("events", ("title",), "date"),
    ("member_counts", ("bloc", "counted"), "low"),
    ("funding", ("label", "period"), "low"),
    ("names", ("entity",), "as_printed"),
)


def groups() -> pd.DataFrame:
    """Return the groups of statements about the same thing, each with its class.

    Returns
    -------
    DataFrame with ``table``, ``about``, ``what`` (column compared), ``class``, ``values`` (each with its sources),
    ``statements`` (ids), ``sources`` (keys), ``used`` (the value the book uses) and ``reason``.
    """
    until = tables.load("sources").set_index("key")["as_of"].map(dates.latest)
    reviewed = tables.load("judgements").sort_values("weight")
    records = []
    for table, keys, column in COMPARED:
        rows = tables.load(table)
        rows = rows[(rows[column].notna()) & (rows[column].astype(str) != "")]
        for about, group in rows.groupby(list(keys), sort=False):
            if len(group) > 1:
                values = group[column].astype(str)
                kind, used, reason = judge(group.assign(value=values, until=group["source"].map(until)), column)
                if kind == "conflict":
                    used, reason = _reviewed(reviewed, set(group["id"]), used, reason)
                records.append(
                    (
                        table,
                        " ".join(map(str, about)),
                        column,
                        kind,
                        _values(group, values),
                        _ids(group),
                        _sources(group),
                        used,
                        reason,
                    )
                )
    columns = ["table", "about", "what", "class", "values", "statements", "sources", "used", "reason"]
    return pd.DataFrame(records, columns=columns)


def _reviewed(reviewed: pd.DataFrame, ids: set[str], used: str, reason: str) -> tuple[str, str]:
    """Return the value and reason of the reviewed judgement that shares most statements with `ids`."""
    shared = reviewed["statements"].map(lambda cell: len(ids & set(tables.split(cell))))
    if shared.max() == 0:
        return used, reason
    row = reviewed.loc[shared.idxmax()]
    return row["used"], row["reason"]


def judge(group: pd.DataFrame, column: str) -> tuple[str, str, str]:
    """Return class, value used and reason for statements about one thing.

    Equal values agree. Dates that overlap, and names, differ in precision only. A count or a planned date that a later
    source states otherwise is superseded by time. All else is in conflict.

    Parameters
    ----------
    group : rows with ``value`` (text), ``source``, ``until`` (the date up to which the source speaks)
    column : what is compared ("date", "as_printed", or a value)

    Examples
    --------
    >>> rows = pd.DataFrame({"value": ["2024~", "2023/2024"], "source": ["a", "b"], "until": pd.NaT})
    >>> judge(rows, "date")
    ('precision', '2024~', 'the more precise of dates that overlap')
    """
    values = list(dict.fromkeys(group["value"]))
    if len(values) == 1:
        return "agree", values[0], "all say so"
    if column == "as_printed":
        return "precision", values[0], "spellings of one name"
    if column == "date" and _all_overlap(values):
        finest = min(
            values, key=lambda text: (dates.latest(text) - dates.earliest(text)) if _closed(text) else pd.Timedelta.max
        )
        return "precision", finest, "the more precise of dates that overlap"
    latest = group.sort_values("until", kind="stable").iloc[-1]
    one_each = group.groupby("source")["value"].nunique().max() == 1
    if column in ("date", "low") and one_each and group["until"].nunique() == group["source"].nunique() > 1 and _plan(group):
        return "superseded", latest["value"], f"stated later, by {latest['source']}"
    if column == "low" and "as_of" in group and group.groupby("as_of")["value"].nunique().max() == 1:
        return "superseded", latest["value"], "a count that grew"
    return "conflict", "open", "no rule settles it; see the judgements"


def _plan(group: pd.DataFrame) -> bool:
    return "status" in group and set(group["status"]) <= {"planned", "announced"}


def _closed(text: str) -> bool:
    return pd.notna(dates.earliest(text)) and pd.notna(dates.latest(text))


def _all_overlap(values: list[str]) -> bool:
    starts = [dates.earliest(text) for text in values if pd.notna(dates.earliest(text))]
    ends = [dates.latest(text) for text in values if pd.notna(dates.latest(text))]
    return not starts or not ends or max(starts) <= min(ends)


def _values(group: pd.DataFrame, values: pd.Series) -> str:
    said = group.assign(value=values).groupby("value", sort=False)["source"].agg(lambda s: ", ".join(dict.fromkeys(s)))
    return "; ".join(f"{value} ({sources})" for value, sources in said.items())


def _ids(group: pd.DataFrame) -> str:
    return tables.SEPARATOR.join(group["id"])


def _sources(group: pd.DataFrame) -> str:
    return tables.SEPARATOR.join(dict.fromkeys(group["source"]))


def judgements() -> pd.DataFrame:
    """Return the reviewed judgements, most important first, with the documents on either side.

    Returns
    -------
    DataFrame with the columns of ``judgements``, ``sources`` (keys of the documents) and ``within`` (whether one document
    disagrees with itself).
    """
    rows = tables.load("judgements").sort_values("weight", kind="stable")
    source = evidence.statements().set_index("id")["source"]
    found = [list(dict.fromkeys(source[key] for key in tables.split(ids))) for ids in rows["statements"]]
    return rows.assign(sources=[tables.SEPARATOR.join(keys) for keys in found], within=[len(keys) == 1 for keys in found])


def contradictions() -> pd.DataFrame:
    """Return how many reviewed conflicts lie between each two documents, or within one: a square table of integers.

    A conflict among three documents counts once for each pair.
    """
    keys = evidence.founding()
    table = pd.DataFrame(0, index=keys, columns=keys)
    for sources in judgements().query("`class` == 'conflict'")["sources"].map(tables.split):
        pairs = [(sources[0], sources[0])] if len(sources) == 1 else [(a, b) for a in sources for b in sources if a != b]
        for a, b in pairs:
            table.loc[a, b] += 1
    return table


def record() -> pd.DataFrame:
    """Return each founding document's record.

    Returns
    -------
    DataFrame indexed by source: ``statements``; ``confirmed`` (in a group in which another document agrees or differs in
    precision only), ``contradicted`` (in a reviewed conflict or a group in conflict), ``single`` (the rest); ``dated``
    (statements with a date), ``fine`` (share of these that are precise to the month or day); ``unsourced`` (share of
    statements that name no source of their own). A statement that is both confirmed and contradicted counts as contradicted.
    """
    rows, found = evidence.statements(), groups()
    agreed = found[found["class"].isin(["agree", "precision"]) & found["sources"].str.contains(tables.SEPARATOR)]
    disputed = [
        *judgements().query("`class` == 'conflict'")["statements"],
        *found.query("`class` == 'conflict'")["statements"],
    ]
    contradicted = {key for ids in disputed for key in tables.split(ids)}
    confirmed = {key for ids in agreed["statements"] for key in tables.split(ids)} - contradicted
    rows = rows.assign(
        contradicted=rows["id"].isin(contradicted),
        confirmed=rows["id"].isin(confirmed),
        dated=rows["date"] != "",
        fine=rows["date"].map(dates.precision).isin(["day", "month"]),
        unsourced=rows["cites"] == "",
    )
    grouped = rows.groupby("source")
    table = grouped[["contradicted", "confirmed", "dated"]].sum().assign(statements=grouped.size())
    table["single"] = table["statements"] - table["confirmed"] - table["contradicted"]
    table["fine"] = grouped["fine"].sum() / table["dated"]
    table["unsourced"] = grouped["unsourced"].mean()
    order = ["statements", "confirmed", "single", "contradicted", "dated", "fine", "unsourced"]
    return table.loc[evidence.founding(), order]


def headline() -> tuple[str, pd.DataFrame, str]:
    """Return the chapter's first finding: sentence, rows behind it, as-of date."""
    rows = judgements()
    conflicts = rows[rows["class"] == "conflict"]
    keys = {key for ids in conflicts["statements"] for key in tables.split(ids)}
    behind = evidence.statements()
    behind = behind[behind["id"].isin(keys)]
    sentence = (
        f"The five documents are in conflict in {len(conflicts)} reviewed cases, "
        f"{conflicts['within'].sum()} of them within one document."
    )
    return sentence, behind, "September 2025"


def cells() -> pd.DataFrame:
    """Return `contradictions` ready for `charts.matrix`: one cell for each pair of documents with a conflict."""
    table = contradictions()
    long = table.stack().rename("n").reset_index().query("n > 0")
    return pd.DataFrame(
        {
            "row": long["level_0"].map(evidence.SHORT),
            "column": long["level_1"],
            "state": long["n"] / table.to_numpy().max(),
            "text": long["n"].astype(str),
        }
    )


def shown(rows: pd.DataFrame) -> pd.DataFrame:
    """Return judgements as a page shows them: topic, kind, what differs, what the book uses and why, the documents."""
    kept = rows[["id", "topic", "kind", "finding", "used", "reason", "sources"]]
    return kept.rename(
        columns={"finding": "what differs", "used": "the book uses", "reason": "because", "sources": "documents"}
    )
