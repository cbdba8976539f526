"""The ledger of lunar money: what adds, what does not and why, shares, concentration, price against cost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import dates, tables
from analysis.charts import style

# Kinds whose amounts may be added, because each is a promise of money by contract. A ceiling is the most that
# may be ordered, spend is what was paid under contracts, and a restatement is the same money a second time.
ADDING = ("award", "task order")
PROGRAMMES = {"clps": "CLPS, cargo to the Moon", "hls": "HLS, crewed landers", "xevas": "xEVAS, spacesuits"}
WHY_NOT = {
    "ceiling": "the most that may be ordered; the task orders under it are what is promised",
    "spend to date": "money paid, under contracts of which some may be in the ledger",
    "overrun": "a part of spending",
    "programme budget": "a government's plan, not a contract",
    "cumulative investment": "a total over years that holds the awards",
    "development cost": "an estimate of what the company's whole vehicle costs",
    "industry revenue": "sales of an industry, not money for the Moon",
    "prize purse": "offered, paid only if won",
    "national budget": "all of a state's space money",
    "private investment": "investors' money, not the state's",
}


class KindsDoNotAdd(ValueError):
    """Amounts were to be added that must not be; the message names the rows."""


def ledger() -> pd.DataFrame:
    """Return the funding statements with the bounds of their dates.

    Returns
    -------
    DataFrame with one row an amount: the columns of ``funding`` and ``earliest``, ``latest`` (Timestamps).
    """
    table = tables.load("funding")
    return table.join(dates.bounds(table["date"]))


def total(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the sum of `rows` as (low, high), in the currency they share.

    Parameters
    ----------
    rows : ledger rows with ``id``, ``kind``, ``low``, ``high``, ``currency``, ``part_of``, ``relation``

    Raises
    ------
    KindsDoNotAdd
        If a row is of a kind that does not add, restates or is inside another row of the sum, or the currencies differ.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a", "b"], "kind": ["award", "task order"], "low": [2.0, 1.0],
    ...     "high": [2.0, 3.0], "currency": ["USD"] * 2, "part_of": ["", ""], "relation": ["", ""]})
    >>> total(rows)
    (3.0, 5.0)
    """
    faults = [f"{row.id} ({row.kind}): {WHY_NOT[row.kind]}" for row in rows.itertuples() if row.kind not in ADDING]
    faults += [
        f"{row.id} {row.relation} {row.part_of}, which is in the sum too"
        for row in rows.itertuples()
        if set(tables.split(row.part_of)) & set(rows["id"])
    ]
    if rows["currency"].nunique() > 1:
        faults.append(f"currencies differ: {', '.join(sorted(set(rows['currency'])))}")
    if faults:
        raise KindsDoNotAdd("these amounts do not add: " + "; ".join(faults))
    return float(rows["low"].sum()), float(rows["high"].sum())


def contracts(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that may be added: awards and task orders, restatements left out, in order of date."""
    kept = rows[rows["kind"].isin(ADDING) & (rows["relation"] != "restates")]
    return kept.sort_values(["latest", "id"], kind="stable")


def left_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are not added, each with the reason.

    Returns
    -------
    DataFrame with ``id``, ``label``, ``kind``, ``low``, ``high`` and ``why``.
    """
    out = rows[~rows["id"].isin(contracts(rows)["id"])]
    why = [
        f"the same money as {row.part_of.replace(tables.SEPARATOR, ' and ')}"
        if row.relation == "restates"
        else WHY_NOT[row.kind]
        for row in out.itertuples()
    ]
    return out[["id", "label", "kind", "low", "high"]].assign(why=why)


def cumulative(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the running total of contracts.

    Returns
    -------
    DataFrame in order of date with ``id``, ``label``, ``latest``, ``low``, ``high``, ``running_low``, ``running_high``
    (units of currency).
    """
    kept = contracts(rows)
    total(kept)
    running = kept[["low", "high"]].cumsum().add_prefix("running_")
    return kept[["id", "label", "programme", "latest", "low", "high"]].join(running).reset_index(drop=True)


def by_company(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts each company holds.

    An amount shared by several recipients cannot be divided among them and raises.

    Returns
    -------
    DataFrame indexed by company with ``amount`` (units of currency), ``share`` (0 to 1), ``contracts`` (number)
    and ``sources``, largest first.

    Raises
    ------
    KindsDoNotAdd
        If a contract has more than one recipient, or the rows do not add.
    """
    kept = contracts(rows)
    total(kept)
    shared = kept[kept["recipients"].str.contains(tables.SEPARATOR)]
    if len(shared):
        raise KindsDoNotAdd(f"one amount for several recipients cannot be divided: {', '.join(shared['id'])}")
    grouped = kept.groupby("recipients")
    table = pd.DataFrame({"amount": grouped["low"].sum(), "contracts": grouped.size()})
    table["share"] = table["amount"] / table["amount"].sum()
    return table.sort_values(["amount"], ascending=False).rename_axis("company")


def herfindahl(shares: pd.Series) -> float:
    """Return the Herfindahl-Hirschman index of `shares` (they sum to 1): 1 is one holder, 1/n is n equal ones.

    >>> herfindahl(pd.Series([0.5, 0.25, 0.25]))
    0.375

    Raises
    ------
    ValueError
        If the shares do not sum to 1.

    Notes
    -----
    Source: Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54(5).
    """
    if not np.isclose(shares.sum(), 1):
        raise ValueError(f"shares sum to 1, not {shares.sum():g}")
    return float((shares**2).sum())


def lorenz(amounts: pd.Series) -> pd.DataFrame:
    """Return the Lorenz curve of `amounts`: ``companies`` and ``money`` (shares from 0 to 1, smallest first).

    >>> lorenz(pd.Series([1.0, 3.0]))["money"].tolist()
    [0.0, 0.25, 1.0]
    """
    ordered = np.sort(amounts.to_numpy())
    money = np.concatenate([[0], ordered.cumsum() / ordered.sum()])
    return pd.DataFrame({"companies": np.linspace(0, 1, len(money)), "money": money})


def without_one(amounts: pd.Series) -> tuple[float, float]:
    """Return the lowest and highest Herfindahl index when any one of `amounts` is left out.

    With few contracts this shows how far the index hangs on a single one.

    >>> without_one(pd.Series({"a": 1.0, "b": 1.0, "c": 2.0}))
    (0.5, 0.5555555555555556)
    """
    values = [herfindahl((rest := amounts.drop(name)) / rest.sum()) for name in amounts.index]
    return min(values), max(values)


def price_against_cost(rows: pd.DataFrame) -> pd.DataFrame:
    """Return, for each company with an estimated development cost, what the state pays and what it costs.

    Returns
    -------
    DataFrame indexed by company with ``paid`` (sum of its contracts for that programme), ``cost_low``,
    ``cost_high`` (units of currency) and ``share_low``, ``share_high`` (paid over cost, 0 to 1).
    """
    cost = rows[rows["kind"] == "development cost"]
    records = []
    for row in cost.itertuples():
        company = row.recipients or row.payer
        paid, _ = total(contracts(rows[(rows["recipients"] == company) & (rows["programme"] == row.programme)]))
        records.append((company, row.label, paid, row.low, row.high, paid / row.high, paid / row.low))
    columns = ["company", "label", "paid", "cost_low", "cost_high", "share_low", "share_high"]
    return pd.DataFrame(records, columns=columns).set_index("company")


def growth(low: float, high: float, years: int) -> float:
    """Return the mean yearly growth from `low` to `high` over `years` years (0.08 is 8 percent a year).

    >>> round(growth(100, 121, 2), 4)
    0.1
    """
    return (high / low) ** (1 / years) - 1


def headline() -> tuple[str, pd.DataFrame, str]:
    """Return the chapter's first finding: sentence, rows behind it, as-of date."""
    rows = contracts(ledger())
    money, _ = total(rows)
    company = by_company(rows).iloc[0]
    name = tables.load("parties").set_index("key")["name"][by_company(rows).index[0]]
    sentence = (
        f"The Chinese study lists {len(rows)} awards and task orders worth {billions(money)}; "
        f"{name} holds {company['share']:.0%} of it."
    )
    return sentence, rows, "October 2023"


def billions(amount: float) -> str:
    """Return an amount of dollars in words.

    >>> billions(2.89e9), billions(9.72e7), billions(5e6)
    ('$2.89 billion', '$97.2 million', '$5 million')
    """
    value, word = (amount / 1e9, "billion") if amount >= 1e9 else (amount / 1e6, "million")
    return f"${value:,.2f}".rstrip("0").rstrip(".") + f" {word}"


def timeline(rows: pd.DataFrame) -> pd.DataFrame:
    """Return contracts and ceilings of the programmes of `PROGRAMMES`, ready for `charts.timeline`.

    Returns
    -------
    DataFrame with ``lane`` (programme), ``label``, ``earliest``, ``latest``, ``size`` (dollars), ``status`` (done:
    awarded; announced: a ceiling), ``failed``, ``color``, ``url``, ``id``.
    """
    shown = rows[rows["programme"].isin(list(PROGRAMMES)) & (rows["relation"] != "restates") & rows["earliest"].notna()]
    short = tables.load("parties").set_index("key")["short"]
    colors = dict(zip(PROGRAMMES, style.CATEGORIES, strict=False))
    who = [short.get(row.recipients, "") if row.kind != "ceiling" else "ceiling" for row in shown.itertuples()]
    return pd.DataFrame(
        {
            "lane": shown["programme"],
            "label": [f"{name} {billions(low)}" for name, low in zip(who, shown["low"], strict=True)],
            "earliest": shown["earliest"],
            "latest": shown["latest"],
            "size": shown["low"],
            "status": ["announced" if kind == "ceiling" else "done" for kind in shown["kind"]],
            "failed": shown["fate"].isin(["cancelled", "bankrupt"]),
            "color": shown["programme"].map(colors),
            "url": "#" + shown["id"],
            "id": shown["id"],
        }
    )


def price_bars(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `price_against_cost` ready for `charts.bars`: paid and cost for each lander, in dollars."""
    short = tables.load("parties").set_index("key")["short"]
    records = []
    for company, row in price_against_cost(rows).iterrows():
        group = row["label"].replace(" development cost", "")
        common = {"group": f"{group} ({short[company]})"}
        records.append(common | {"label": "NASA pays", "low": row["paid"], "high": row["paid"], "color": style.ARTEMIS})
        cost = {"low": row["cost_low"], "high": row["cost_high"], "color": style.OTHER, "status": "announced"}
        records.append(common | {"label": "Estimated cost", **cost})
    return pd.DataFrame(records)


def company_bars(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `by_company` ready for `charts.bars`, with the share as a note."""
    short = tables.load("parties").set_index("key")["short"]
    shares = by_company(rows).reset_index()
    return pd.DataFrame(
        {
            "label": shares["company"].map(short),
            "low": shares["amount"],
            "high": shares["amount"],
            "note": [f"({share:.0%})" for share in shares["share"]],
            "color": style.ARTEMIS,
        }
    )


def revenue(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the stated commercial space revenues by year: ``year``, ``low``, ``high`` (dollars), ``label``, ``id``."""
    kept = rows[(rows["kind"] == "industry revenue") & rows["label"].str.startswith("Commercial")].sort_values("period")
    return kept.assign(year=kept["period"].astype(int), label=kept["period"])[["year", "label", "low", "high", "id"]]
