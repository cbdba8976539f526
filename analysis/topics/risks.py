"""What can go wrong: causes, effects and risks as a graph, and the shots on goal as a portfolio."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
from scipy.stats import beta, betabinom, binom

from analysis import tables
from analysis.charts import style
from analysis.graphs import part

LAYERS = {"cause": "Cause", "consequence": "Effect", "risk": "Risk"}
PRIOR = (1.0, 1.0)  # Beta(1, 1): before any flight every success rate is as likely as any other
# Three ways to code a lander that came down softly and tipped over ("partial" in the table).
CODINGS = {
    "tipped is a failure": {"success": "win", "partial": "loss", "failure": "loss"},
    "tipped is left out": {"success": "win", "failure": "loss"},
    "tipped is a success": {"success": "win", "partial": "win", "failure": "loss"},
}


def graph() -> nx.DiGraph:
    """Return the graph of causes and effects: every edge is a statement that one thing causes, raises or leads to another.

    Nodes have ``layer`` (cause, consequence, risk), ``label``, ``url``; edges ``relation``, ``statements`` (ids),
    ``sources``, ``status`` (done; claimed where the statement is inferred or softens a risk), ``url``.
    """
    rows = tables.load("links").query("graph == 'risk'")
    concepts = tables.load("concepts").set_index("key")
    things = {
        key: name
        for t in ("craft", "programmes", "parties")
        for key, name in tables.load(t).set_index("key")["name"].items()
    }
    made = nx.DiGraph()
    for (start, end), group in rows.groupby(["from", "to"], sort=False):
        for node in (start, end):
            kind = concepts["kind"].get(node, "consequence")
            layer = kind if kind in LAYERS else "cause"
            label = concepts["short"].get(node) or things[node]
            made.add_node(
                node,
                layer=layer,
                label=label,
                url=f"#{group['id'].iloc[0]}",
                color=style.ILRS if layer == "risk" else style.INK,
            )
        softens = (group["relation"] == "mitigates").all()
        made.add_edge(
            start,
            end,
            relation=group["relation"].iloc[0],
            statements=tables.SEPARATOR.join(group["id"]),
            sources=tables.SEPARATOR.join(sorted(set(group["source"]))),
            status="claimed" if softens or (group["inferred"] != "").all() else "done",
            url=f"#{group['id'].iloc[0]}",
        )
    return made


def feeds(made: nx.DiGraph) -> pd.DataFrame:
    """Return what each cause leads to: ``cause``, ``risks`` and ``effects`` (numbers reached), ``which`` (risks).

    A cause has no cause of its own in the graph or is one by kind; a path counts whatever its length, and paths that
    pass through a softening edge do not count.

    >>> g = nx.DiGraph([("c", "q"), ("q", "r")])
    >>> nx.set_node_attributes(g, {"c": "cause", "q": "consequence", "r": "risk"}, "layer")
    >>> nx.set_node_attributes(g, {n: n for n in g}, "label"); nx.set_edge_attributes(g, "causes", "relation")
    >>> feeds(g).values.tolist()
    [['c', 1, 1, 'r']]
    """
    hard = nx.DiGraph([(u, v) for u, v, data in made.edges(data=True) if data["relation"] != "mitigates"])
    rows = []
    for node in hard:
        if made.nodes[node]["layer"] == "cause":
            below = [n for n in nx.descendants(hard, node)]
            risks = sorted(made.nodes[n]["label"] for n in below if made.nodes[n]["layer"] == "risk")
            effects = sum(made.nodes[n]["layer"] == "consequence" for n in below)
            rows.append((made.nodes[node]["label"], len(risks), effects, ", ".join(risks)))
    table = pd.DataFrame(rows, columns=["cause", "risks", "effects", "which"])
    return table.sort_values(["risks", "effects", "cause"], ascending=[False, False, True]).reset_index(drop=True)


def direct(made: nx.DiGraph, source: str = "cir2023") -> nx.DiGraph:
    """Return the part that is drawn: the risks of `source`, what feeds them directly, and the causes one step before.

    Returns
    -------
    DiGraph in three layers: risks, the nodes with an edge to a risk, and the causes with an edge to one of those.
    """
    said = [(u, v) for u, v, data in made.edges(data=True) if source in tables.split(data["sources"])]
    risks = {v for _, v in said if made.nodes[v]["layer"] == "risk"}
    middle = {u for u, v in said if v in risks} - risks
    before = {u for u, v in said if v in middle} - risks - middle
    edges = {(u, v) for u, v in said if (u in before and v in middle) or (u in middle and v in risks)}
    drawn = part(made, {node for edge in edges for node in edge}, edges)
    for layer, nodes in (("cause", before), ("consequence", middle), ("risk", risks)):
        for node in nodes & set(drawn):
            drawn.nodes[node]["layer"] = layer
    return drawn


def stated_rate() -> tuple[float, pd.DataFrame]:
    """Return the success rate NASA is said to expect of its cargo deliveries (0 to 1), and the statement."""
    rows = tables.load("quantities")
    row = rows[(rows["subject"] == "clps") & rows["measure"].str.contains("success")]
    return float(row["low"].iloc[0]) / 100, row


def flights() -> pd.DataFrame:
    """Return the deliveries that have flown, in order of launch, with company, mission, launch date and outcome."""
    rows = tables.load("clps")
    return rows[rows["launch_date"] != ""].sort_values("launch_date").reset_index(drop=True)


def chances(n: int, rate: float) -> pd.DataFrame:
    """Return the binomial distribution of successes in `n` flights: ``successes``, ``chance``, ``at_least`` (0 to 1).

    >>> chances(2, 0.5)["chance"].round(3).tolist()
    [0.25, 0.5, 0.25]
    """
    k = np.arange(n + 1)
    return pd.DataFrame({"successes": k, "chance": binom.pmf(k, n, rate), "at_least": binom.sf(k - 1, n, rate)})


def flights_needed(wins: int, confidence: float, rate: float) -> int:
    """Return the fewest flights with which at least `wins` successes come with probability `confidence`.

    >>> flights_needed(1, 0.95, 0.5)
    5

    Raises
    ------
    ValueError
        If `rate` or `confidence` is not between 0 and 1.
    """
    if not (0 < rate < 1 and 0 < confidence < 1):
        raise ValueError(f"rate and confidence lie between 0 and 1, not {rate} and {confidence}")
    n = wins
    while binom.sf(wins - 1, n, rate) < confidence:
        n += 1
    return n


def coded(outcomes: pd.Series, coding: dict[str, str]) -> tuple[int, int]:
    """Return (wins, losses) of `outcomes` under a coding; outcomes it does not name are left out.

    >>> coded(pd.Series(["success", "partial", "failure"]), CODINGS["tipped is left out"])
    (1, 1)
    """
    results = outcomes.map(coding)
    return int((results == "win").sum()), int((results == "loss").sum())


def updated(outcomes: pd.Series, level: float = 0.95, prior: tuple[float, float] = PRIOR) -> pd.DataFrame:
    """Return what the flights say of the success rate under each coding (Beta-Binomial).

    Returns
    -------
    DataFrame with ``coding``, ``n``, ``wins``, ``mean`` and the equal-tailed ``level`` interval ``low``, ``high``
    of the rate, ``next_two`` (chance that at least one of the next two flights succeeds).

    Notes
    -----
    Source: Gelman, A. et al. (2013), Bayesian Data Analysis, 3rd ed., section 2.4.
    """
    rows = []
    for name, coding in CODINGS.items():
        wins, losses = coded(outcomes, coding)
        a, b = prior[0] + wins, prior[1] + losses
        low, high = beta.ppf([(1 - level) / 2, (1 + level) / 2], a, b)
        rows.append((name, wins + losses, wins, a / (a + b), low, high, 1 - betabinom.pmf(0, 2, a, b)))
    return pd.DataFrame(rows, columns=["coding", "n", "wins", "mean", "low", "high", "next_two"])


def interval_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return `updated` ready for `charts.intervals`."""
    notes = [f"{row.wins} of {row.n} flights" for row in table.itertuples()]
    return table.rename(columns={"coding": "label"}).assign(note=notes)


def chance_bars(n: int, rate: float) -> pd.DataFrame:
    """Return `chances` ready for `charts.bars`, in percent."""
    table = chances(n, rate)
    labels = [f"{k} success{'es' * (k != 1)}" for k in table["successes"]]
    percent = table["chance"] * 100
    return pd.DataFrame({"label": labels, "low": percent, "high": percent, "color": style.ARTEMIS})


def simulated(n: int, rate: float, runs: int = 100_000, seed: int = 20231001) -> np.ndarray:
    """Return the share of `runs` seeded simulations with 0, 1, ... `n` successes: a check of `chances`."""
    wins = np.random.default_rng(seed).binomial(n, rate, runs)
    return np.bincount(wins, minlength=n + 1) / runs


def headline() -> tuple[str, pd.DataFrame, str]:
    """Return the chapter's first finding: sentence, rows behind it, as-of date."""
    flown, (rate, statement) = flights(), stated_rate()
    full, soft = (flown["outcome"] == "success").sum(), flown["outcome"].isin(["success", "partial"]).sum()
    sentence = (
        f"NASA is said to expect {rate:.0%} of its cargo landings to succeed; of {len(flown)} flights so far "
        f"{full} did in full and {soft} came down softly."
    )
    return sentence, pd.concat([statement, flown], ignore_index=True), "September 2026"
