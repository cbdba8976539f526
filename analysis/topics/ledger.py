"""The ledger of lunar money: what adds, what does not and why, who holds it, what it is worth, price against cost."""

from __future__ import annotations

import pandas as pd

from analysis.facts import dates, evidence, tables
from analysis.facts.vocabulary import ended_badly
from analysis.topics import measures

# Kinds whose amounts may be added, because each is a promise of money by contract. A ceiling is the most that
# may be ordered, spend is what was paid under contracts, and a restatement is the same money a second time.
ADDING = ("award", "task order")
STATION = "space station"  # what is bought for use there, and not at the Moon
WHY_NOT = {
    "ceiling": "the most that may be ordered; the task orders under it are what is promised",
    "spend to date": "money spent or set aside, under contracts of which some may be in the ledger",
    "overrun": "a part of spending",
    "programme budget": "a government's plan, not a contract",
    "cumulative investment": "a total over years, of which contracts may be a part",
    "development cost": "an estimate of what a company spends, not what it is paid",
    "industry revenue": "sales of an industry, not money for the Moon",
    "prize purse": "offered, paid only if won",
    "national budget": "all of a state's space money",
    "private investment": "investors' money, not the state's",
}


class KindsDoNotAdd(ValueError):
    """Amounts were to be added that must not be; the message names the rows."""


def ledger(by: str = "founding") -> pd.DataFrame:
    """Return the funding statements of a class of sources (founding or later) with the bounds of their dates.

    Returns
    -------
    DataFrame with one row an amount: the columns of ``funding`` and ``earliest``, ``latest`` (Timestamps).
    """
    table = evidence.said("funding", by)
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
    there = set(rows["id"])
    faults += [
        f"{row.id} {row.relation} {row.part_of}, which is in the sum too"
        for row in rows.itertuples()
        if not there.isdisjoint(tables.split(row.part_of))
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


def for_the_moon(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are not for the space station, as their ``purpose`` says: a contract for suits buys both kinds.

    >>> for_the_moon(pd.DataFrame({"id": ["suit", "lander"], "purpose": ["space station", ""]}))["id"].tolist()
    ['lander']
    """
    return rows[rows["purpose"] != STATION]


def holders(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts that each company holds in each programme.

    An amount shared by several recipients cannot be divided among them and raises.

    Returns
    -------
    DataFrame with ``programme``, ``company``, ``amount`` (units of currency; the low end where a range is printed),
    ``contracts`` (number), ``share`` of the programme's amount (0 to 1), ``id`` (its first contract); the programme with
    most money first, and in it the company with most.

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
    grouped = kept.groupby(["programme", "recipients"])
    table = grouped.agg(amount=("low", "sum"), contracts=("id", "size"), id=("id", "first")).reset_index()
    whole = table.groupby("programme")["amount"].transform("sum")
    table = table.assign(share=table["amount"] / whole, whole=whole).rename(columns={"recipients": "company"})
    table = table.sort_values(["whole", "programme", "amount"], ascending=[False, True, False]).reset_index(drop=True)
    return table[["programme", "company", "amount", "contracts", "share", "id"]]


def concentration(held: pd.DataFrame) -> pd.DataFrame:
    """Return how concentrated the money of each programme is.

    Parameters
    ----------
    held : as from `holders`

    Returns
    -------
    DataFrame indexed by programme in the order of `held` with ``amount`` (units of currency), ``companies`` (number),
    ``company`` (the largest), ``largest`` (its share, 0 to 1), ``index`` (Herfindahl and Hirschman, 0 to 1), ``equal``
    (number of equal companies that would be as concentrated).
    """
    grouped = held.groupby("programme", sort=False)
    table = grouped.agg(amount=("amount", "sum"), companies=("company", "size"), company=("company", "first"))
    index = grouped["share"].agg(measures.herfindahl)
    return table.assign(largest=grouped["share"].max(), index=index, equal=1 / index)


def ranks(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what each company holds in printed and in constant money, and its place in both.

    Parameters
    ----------
    rows : contracts of one recipient each, as from `constant`

    Returns
    -------
    DataFrame indexed by company with ``amount``, ``constant`` (units of currency), ``rank``, ``constant_rank`` (1 is the
    most; equal amounts share the better place), in order of the printed amounts.
    """
    table = rows.groupby("recipients").agg(amount=("low", "sum"), constant=("constant", "sum")).rename_axis("company")
    places = table.rank(ascending=False, method="min").astype(int)
    table = table.assign(rank=places["amount"], constant_rank=places["constant"])
    return table.sort_values(["rank", "constant_rank"])


def under_ceilings(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what is ordered under each ceiling; the rest of it is no promise.

    Returns
    -------
    DataFrame with ``id``, ``label``, ``programme``, ``ceiling`` (the high end), ``ordered`` (sum of the orders that name it
    in ``part_of``; units of currency), ``orders`` (number) and ``share`` (ordered of the ceiling, 0 to 1).
    """
    records = []
    kept = contracts(rows)
    for row in rows[rows["kind"] == "ceiling"].itertuples():
        inside = kept[[row.id in tables.split(cell) for cell in kept["part_of"]]]
        ordered = total(inside)[0]
        records.append((row.id, row.label, row.programme, row.high, ordered, len(inside), ordered / row.high))
    return pd.DataFrame(records, columns=["id", "label", "programme", "ceiling", "ordered", "orders", "share"])


def in_place_of_orders(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts with every ceiling counted in place of the orders under it: what they are not.

    Parameters
    ----------
    rows : ledger rows

    Returns
    -------
    DataFrame with ``programme``, ``low`` (units of currency) and ``id``, one row a contract under no ceiling or a ceiling.

    Examples
    --------
    >>> rows = pd.DataFrame({"id": ["a", "b", "c"], "kind": ["ceiling", "task order", "award"], "part_of": ["", "a", ""]})
    >>> rows = rows.assign(programme=["p", "p", "q"], low=[9.0, 1.0, 5.0], relation="", latest=pd.Timestamp("2023"))
    >>> in_place_of_orders(rows)["low"].tolist()
    [5.0, 9.0]
    """
    ceilings, kept = rows[rows["kind"] == "ceiling"], contracts(rows)
    above = set(ceilings["id"])
    under = kept["part_of"].map(lambda cell: not above.isdisjoint(tables.split(cell))).astype(bool)
    return pd.concat([kept[~under], ceilings])[["programme", "low", "id"]].reset_index(drop=True)


def made_after(rows: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """Return, for each total over years, the contracts that its own footnote cannot know: those dated after it.

    Parameters
    ----------
    rows : ledger rows; ``cites`` holds keys of `references`, parted by "; "
    references : table with ``key`` and ``date`` (EDTF; "" is none)

    Returns
    -------
    DataFrame with ``id`` (of the total), ``report`` (EDTF), ``contracts`` (number), ``amount`` (their sum, units of
    currency); totals without a dated reference are left out.
    """
    dated, kept = references.set_index("key")["date"], contracts(rows)
    totals = rows[rows["kind"] == "cumulative investment"]
    reports = [(row.id, dated[key]) for row in totals.itertuples() for key in tables.split(row.cites) if dated[key]]
    after = {report: kept[kept["earliest"] > dates.latest(report)] for _, report in reports}
    sums = {report: (len(later), total(later)[0]) for report, later in after.items()}
    records = [(key, report, *sums[report]) for key, report in reports]
    return pd.DataFrame(records, columns=["id", "report", "contracts", "amount"])


def cargo_orders(orders: pd.DataFrame) -> pd.DataFrame:
    """Return the task orders for cargo as ledger rows, but those without an amount, or with one that holds options.

    Parameters
    ----------
    orders : statements of the table ``clps``

    Returns
    -------
    DataFrame with ``id``, ``label`` (the mission), ``kind``, ``programme``, ``recipients``, ``purpose`` (none), ``low``,
    ``high``, ``currency``, ``part_of``, ``relation``, ``fate`` (cancelled or ""), ``source``, ``earliest``, ``latest``.
    """
    optional = orders["caveats"].map(lambda cell: "ceiling_not_spend" in tables.split(cell)).astype(bool)
    kept = orders[orders["amount"].notna() & ~optional]
    named = kept[["id", "company", "mission", "amount", "source"]].rename(
        columns={"company": "recipients", "mission": "label", "amount": "low"}
    )
    usual = {"kind": "task order", "programme": "clps", "purpose": "", "currency": "USD", "part_of": "", "relation": ""}
    fate = kept["outcome"].where(kept["outcome"] == "cancelled", "")
    return named.assign(high=named["low"], fate=fate, **usual).join(dates.bounds(kept["award_date"]))


def with_later(founding: pd.DataFrame, later: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """Return the contracts of the founding documents and those that only later sources print, each once.

    Cargo is taken from `orders`, which lists it order by order; an order of the same company and month as a contract of
    `founding` is that contract. Later amounts that restate others, or say "up to", are left out. Of an order that is left
    out because its amount holds options, the base that a source prints apart is counted.

    Parameters
    ----------
    founding, later : ledger rows; of the cargo in `later` (programme clps) only parts of orders are used
    orders : as from `cargo_orders`

    Returns
    -------
    Rows of all three with ``later`` (bool: only a later source prints it) and ``ended`` (bool: it ended early, as its own
    source or a later one says).
    """
    known, more = contracts(founding), contracts(later)
    listed = (more["programme"] == "clps") & (more["relation"] != "part")
    more = more[more["low"].notna() & ~listed & (more["qualifier"] != "up to")]
    same = set(zip(known["recipients"], known["latest"].dt.to_period("M"), strict=True))
    months = zip(orders["recipients"], orders["latest"].dt.to_period("M"), strict=True)
    cargo = orders[[key not in same for key in months]]
    columns = ["id", "label", "kind", "programme", "recipients", "purpose", "low", "high", "currency", "part_of", "relation"]
    columns += ["fate", "source", "earliest", "latest"]
    parts = [known[columns].assign(later=False), more[columns].assign(later=True), cargo[columns].assign(later=True)]
    table, said = pd.concat(parts, ignore_index=True), later[later["fate"].map(ended_badly)]
    ended = {key for cell in said["part_of"] for key in tables.split(cell)}
    return table.assign(ended=table["fate"].map(ended_badly) | table["id"].isin(ended))


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


def together(landers: pd.DataFrame) -> dict[str, float]:
    """Return price and cost of all landers of `price_against_cost` together: its columns without the label.

    >>> one = {"paid": 1.0, "cost_low": 2.0, "cost_high": 4.0}
    >>> together(pd.DataFrame([one, one]))["share_low"], together(pd.DataFrame([one, one]))["share_high"]
    (0.25, 0.5)
    """
    paid, low, high = (float(landers[column].sum()) for column in ("paid", "cost_low", "cost_high"))
    return {"paid": paid, "cost_low": low, "cost_high": high, "share_low": paid / high, "share_high": paid / low}


def revenue(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the stated commercial space revenues in order of year.

    Returns
    -------
    DataFrame with ``year`` (integer), ``label`` (the year as text), ``low``, ``high`` (units of currency), ``id``.
    """
    kept = rows[(rows["kind"] == "industry revenue") & rows["label"].str.startswith("Commercial")].sort_values("period")
    return kept.assign(year=kept["period"].astype(int), label=kept["period"])[["year", "label", "low", "high", "id"]]


def by_pricing(rows: pd.DataFrame) -> pd.DataFrame:
    """Return contracts and spending by pricing model, kind and whether the model is printed; the lines never add.

    Restatements, and amounts of which nobody says how they are priced, are left out.

    Returns
    -------
    DataFrame indexed by ``model`` (fixed-price or cost-plus), ``kind`` and ``printed`` (bool; False where the model is
    ours) with ``size`` (rows) and ``sum`` (units of currency; the low end where a range is printed).
    """
    kept = rows[rows["kind"].isin([*ADDING, "spend to date", "overrun"]) & (rows["relation"] != "restates")]
    kept = kept[kept["pricing"] != ""]
    model = kept["pricing"].replace("IDIQ fixed-price", "fixed-price").rename("model")
    return kept.groupby([model, "kind", evidence.printed(kept, "pricing").rename("printed")])["low"].agg(["size", "sum"])
