"""Phases and missions in time, by document; which scheme of phases fits most statements; when crews arrive."""

from __future__ import annotations

import pandas as pd

from analysis import dates, tables
from analysis.charts import style
from analysis.station import DOCUMENTS

CREWS = {"ilrs-crewed": "ILRS: crews at the station", "artemis-crewed": "Artemis: crewed exploration"}


def phases() -> pd.DataFrame:
    """Return the phases of the station as each document divides them, with the bounds of their dates."""
    rows = tables.load("phases")
    return rows.join(dates.bounds(rows["date"]))


def missions() -> pd.DataFrame:
    """Return the statements about missions and craft, with ``name``, ``bloc``, ``earliest`` and ``latest``."""
    rows = tables.load("missions")
    craft = tables.load("craft").set_index("key")
    rows = rows.assign(name=rows["craft"].map(craft["name"]), bloc=rows["craft"].map(craft["bloc"]))
    return rows.join(dates.bounds(rows["date"]))


def lanes() -> pd.DataFrame:
    """Return the dated phases and the dated ILRS missions of each document, ready for `charts.timeline`.

    Returns
    -------
    DataFrame with ``lane`` (document and form, "span" for phases or "point"), ``label``, ``earliest``, ``latest``,
    ``form``, ``status``, ``color``, ``failed``,
    ``url``, ``id``.
    """
    dated = phases()[lambda t: t["date"] != ""]
    spans = dated.assign(
        label=dated["label"].str.replace(r"^(\w+ phase): ", "", regex=True), form="span", status="announced"
    )
    rows = missions()
    own = (rows["bloc"] == "ilrs") & (rows["date"] != "") & ~rows["craft"].isin(CREWS) & (rows["record"] != "phase")
    own &= rows["craft"] != "ilrs-station"  # the project itself is the phases above
    points = rows[own & rows["source"].isin(DOCUMENTS)]
    points = points.assign(
        label=points["name"] + ", " + points["date"].map(dates.label),
        form="point",
        status=["done" if status in ("flown", "failed") else "announced" for status in points["status"]],
    )
    frame = pd.concat([spans, points], ignore_index=True)
    columns = ["label", "earliest", "latest", "form", "status", "id"]
    return frame[columns].assign(
        lane=frame["source"] + " " + frame["form"], color=style.ILRS, failed=False, url="#" + frame["id"]
    )


def lane_names(frame: pd.DataFrame) -> dict[str, str]:
    """Return lane -> heading for `lanes`, phases above missions, in the order of the documents' own dates."""
    until = tables.load("sources").set_index("key")["as_of"].map(dates.latest)
    documents = sorted({lane.split(" ")[0] for lane in frame["lane"]}, key=lambda key: until[key])
    words = {"span": "phases", "point": "missions"}
    known = set(frame["lane"])
    return {f"{d} {form}": f"{d}: {word}" for d in documents for form, word in words.items() if f"{d} {form}" in known}


def fit() -> pd.DataFrame:
    """Return how well each document's dated phases fit what all documents say of the missions.

    A pair of statements is tested for every mission: one assigns it to the first, second or third phase, one dates it
    (they may come from different documents). The pair fits a scheme if the date overlaps that phase of the scheme.

    Returns
    -------
    DataFrame indexed by document with ``fits`` and ``pairs`` (numbers) and ``share`` (0 to 1), best first.
    """
    rows, schemes = missions(), phases()
    assigned = rows[rows["phase_position"].notna()].drop_duplicates(["craft", "phase_position", "source"])
    dated = rows[rows["record"].isin(["planned", "flown", "failed"]) & (rows["date"] != "")]
    pairs = assigned[["craft", "phase_position"]].merge(dated[["craft", "earliest", "latest"]], on="craft")
    records = []
    for source, scheme in schemes[schemes["date"] != ""].groupby("source", sort=False):
        bounds = scheme.set_index("position")
        tested = pairs[pairs["phase_position"].isin(bounds.index)]
        hits = sum(
            overlaps(row.earliest, row.latest, *bounds.loc[row.phase_position, ["earliest", "latest"]])
            for row in tested.itertuples()
        )
        records.append((source, hits, len(tested), hits / len(tested)))
    table = pd.DataFrame(records, columns=["document", "fits", "pairs", "share"]).set_index("document")
    return table.sort_values(["share"], ascending=False, kind="stable")


def overlaps(first: pd.Timestamp, last: pd.Timestamp, start: pd.Timestamp, end: pd.Timestamp) -> bool:
    """Return whether two intervals share a day; NaT is an open end.

    >>> day = pd.Timestamp
    >>> overlaps(day("2024-01-01"), day("2024-12-31"), pd.NaT, day("2028-12-31"))
    True
    >>> overlaps(day("2029-01-01"), day("2029-12-31"), pd.NaT, day("2028-12-31"))
    False
    """
    begins_in_time = pd.isna(first) or pd.isna(end) or first <= end
    ends_late_enough = pd.isna(last) or pd.isna(start) or last >= start
    return bool(begins_in_time and ends_late_enough)


def disputed() -> pd.DataFrame:
    """Return the missions for which documents state different dates or phases.

    Returns
    -------
    DataFrame with ``mission``, ``what`` (date or phase), ``stated`` (each value with its documents), ``values`` (number).
    """
    rows = missions()[lambda t: (t["bloc"] == "ilrs") & ~t["craft"].isin(CREWS)]
    dated = rows[rows["record"].isin(["planned", "flown"]) & (rows["date"] != "")]
    placed = rows[rows["phase_position"].notna()]
    records = [
        *_disputed(dated, "date", "date"),
        *_disputed(placed.assign(phase=placed["phase_position"].astype(str)), "phase", "phase"),
    ]
    return pd.DataFrame(records, columns=["mission", "what", "stated", "values"])


def _disputed(rows: pd.DataFrame, column: str, what: str) -> list[tuple]:
    out = []
    for name, group in rows.groupby("name", sort=True):
        values = group.groupby(column)["source"].agg(lambda s: ", ".join(sorted(set(s))))
        if len(values) > 1:
            out.append((name, what, "; ".join(f"{value} ({sources})" for value, sources in values.items()), len(values)))
    return out


def crews() -> pd.DataFrame:
    """Return when crews are said to arrive, ready for `charts.timeline`, one lane a road."""
    rows = missions()[lambda t: t["craft"].isin(CREWS) & (t["date"] != "")]
    return pd.DataFrame(
        {
            "lane": rows["craft"],
            "label": [f"{row.source}: {dates.label(row.date)}" for row in rows.itertuples()],
            "earliest": rows["earliest"],
            "latest": rows["latest"],
            "form": "span",
            "status": "announced",
            "color": rows["bloc"].map(style.BLOCS),
            "url": "#" + rows["id"],
            "id": rows["id"],
        }
    )


def headline() -> tuple[str, pd.DataFrame, str]:
    """Return the chapter's first finding: sentence, rows behind it, as-of date."""
    rows = phases()
    firsts = rows[(rows["position"] == 1) & (rows["date"] != "")]
    ends = sorted({int(end) for end in firsts["latest"].dt.year})
    sentence = (
        f"{rows['source'].nunique()} documents divide the roadmap into three phases each; those that date them end "
        f"the first in {', '.join(map(str, ends[:-1]))} or {ends[-1]}."
    )
    return sentence, rows, "September 2025"
