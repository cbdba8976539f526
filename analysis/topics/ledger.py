"""The ledger of lunar money: what adds, what does not and why, who holds it, price against cost."""

from __future__ import annotations

import pandas as pd

from analysis.facts import dates, evidence, tables

# Kinds whose amounts may be added, because each is a promise of money by contract. A ceiling is the most that
# may be ordered, spend is what was paid under contracts, and a restatement is the same money a second time.
ADDING = ("award", "task order")
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
    table = evidence.said("funding")
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
    """Return the rows that may be added: awards and task orders, restatements left out, in order of date and id."""
    kept = rows[rows["kind"].isin(ADDING) & (rows["relation"] != "restates")]
    return kept.sort_values(["latest", "id"])


def left_out(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are not added, each with the reason.

    Parameters
    ----------
    rows : ledger rows; one that restates others names them in ``part_of``, and they are among `rows`

    Returns
    -------
    DataFrame with ``id``, ``label``, ``kind``, ``low``, ``high`` (units of currency) and ``why``.

    Raises
    ------
    KeyError
        If a kind neither adds nor has a reason in `WHY_NOT`, or a restated row is not among `rows`.
    """
    out, label = rows[~rows["id"].isin(contracts(rows)["id"])], rows.set_index("id")["label"].to_dict()
    why = [
        "the same money as " + " and ".join(label[key] for key in tables.split(row.part_of))
        if row.relation == "restates"
        else WHY_NOT[row.kind]
        for row in out.itertuples()
    ]
    return out[["id", "label", "kind", "low", "high"]].assign(why=why)


def cumulative(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the running total of contracts.

    Returns
    -------
    DataFrame in order of date with ``id``, ``label``, ``programme``, ``latest`` (Timestamp), ``low``, ``high``,
    ``running_low``, ``running_high`` (units of currency).

    Raises
    ------
    KindsDoNotAdd
        If the contracts do not add (see `total`).
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
    DataFrame indexed by company with ``amount`` (units of currency; the low end where a range is printed), ``contracts``
    (number) and ``share`` of the sum of the amounts (0 to 1), largest first.

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


def price_against_cost(rows: pd.DataFrame) -> pd.DataFrame:
    """Return, for each company with an estimated development cost, what the state pays and what it costs.

    Returns
    -------
    DataFrame indexed by company with ``label`` (of the estimate), ``paid`` (sum of its contracts for that programme),
    ``cost_low``, ``cost_high`` (units of currency) and ``share_low``, ``share_high`` (paid over cost, 0 to 1).

    Raises
    ------
    KindsDoNotAdd
        If a company's contracts do not add (see `total`).
    """
    cost = rows[rows["kind"] == "development cost"]
    records = []
    for row in cost.itertuples():
        company = row.recipients or row.payer
        paid, _ = total(contracts(rows[(rows["recipients"] == company) & (rows["programme"] == row.programme)]))
        records.append((company, row.label, paid, row.low, row.high, paid / row.high, paid / row.low))
    columns = ["company", "label", "paid", "cost_low", "cost_high", "share_low", "share_high"]
    return pd.DataFrame(records, columns=columns).set_index("company")


def revenue(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the stated commercial space revenues in order of year.

    Returns
    -------
    DataFrame with ``year`` (integer), ``label`` (the year as text), ``low``, ``high`` (units of currency), ``id``.
    """
    kept = rows[(rows["kind"] == "industry revenue") & rows["label"].str.startswith("Commercial")].sort_values("period")
    return kept.assign(year=kept["period"].astype(int), label=kept["period"])[["year", "label", "low", "high", "id"]]


def by_pricing(rows: pd.DataFrame) -> pd.DataFrame:
    """Return contracts and spending by pricing model and kind; the lines are of different kinds and never added.

    Restatements, and amounts of which nobody says how they are priced, are left out.

    Returns
    -------
    DataFrame indexed by ``model`` (fixed-price or cost-plus) and ``kind`` with ``size`` (rows) and ``sum`` (units of
    currency; the low end where a range is printed).
    """
    kept = rows[rows["kind"].isin([*ADDING, "spend to date", "overrun"]) & (rows["relation"] != "restates")]
    kept = kept[kept["pricing"] != ""]
    model = kept["pricing"].replace("IDIQ fixed-price", "fixed-price").rename("model")
    return kept.groupby([model, "kind"])["low"].agg(["size", "sum"])
