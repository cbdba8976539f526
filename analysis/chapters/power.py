"""Power through the night: whose the reactor's figure is, and whether the arithmetic bears it out."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.chapters.spec import Figure, Finding, Statements, Table, row_id
from analysis.chapters.words import words
from analysis.charts.curves import alt_curves, draw_curves
from analysis.charts.tornado import alt_tornado, draw_tornado
from analysis.facts import dates, evidence, tables
from analysis.topics import power

WORDS = words(__name__)
SYSTEMS, NIGHTS = WORDS["systems"], WORDS["nights"]
CARRIES = {
    "battery": "battery",
    "fuel cell": "fuel_cell_system",
    "reactor": "reactor",
}  # system -> the value it rests on most
ARRAY = "pow-pv-irosa"
ROLES = {"battery": "battery", "fuel cell": "cell", "reactor": "plain"}
TONNE = 1000  # kg
TOP, LONGEST = 30, 360  # tonnes and hours that the figure shows
OPEN = ("observed", "modelled", "equator")  # the nights that the draws are made for


def _as_of(rows: pd.DataFrame) -> str:
    """The latest day up to which the sources of `rows` speak, in words."""
    said = tables.load("sources").set_index("key").loc[rows["source"].unique(), "as_of"]
    return dates.label(max(said[said != ""], key=dates.latest)[:7])


def _reactor() -> tuple[float, float]:
    low, high = power.ranges(power.parameters())["reactor"]
    return low / TONNE, high / TONNE


def _crossings(kilowatts: float) -> tuple[float, float]:
    """The dark hours between which fuel cells and a reactor can weigh the same: heaviest cell, lightest reactor first."""
    table = power.parameters()
    lightest, heaviest = power.extremes(power.ranges(table))
    light, heavy = lightest["reactor"], heaviest["reactor"]
    first = power.crossing(
        table, kilowatts, "fuel cell", light, {key: heaviest[key] for key in ("array", "fuel_cell_system")}
    )
    return first, power.crossing(table, kilowatts, "fuel cell", heavy)


def findings() -> list[Finding]:
    """Return the chapter's findings, the one that answers its question first."""
    table, (kilowatts, said) = power.parameters(), power.need()
    used, nights = power.used(table), power.at_nights(table, kilowatts)
    official = table.loc[["pow-cnru-power", "pow-fsp40-mass-limit"]].reset_index()
    (low, high), (first, last) = _reactor(), _crossings(kilowatts)
    told = {"need": kilowatts, "low": low, "high": high}
    document = evidence.called(said["source"].iloc[0])
    dark = {key: _night(nights, key) for key in ("equator", "observed")}
    behind = pd.concat([said, official])
    return [
        Finding(WORDS.say("finding.whose", document=document, **told), behind, _as_of(behind)),
        Finding(WORDS.say("finding.night", **told, **dark["equator"]), used, _as_of(used), shown="#fig-power"),
        Finding(
            WORDS.say("finding.ridge", first=first, last=last, **told, **dark["observed"]),
            used,
            _as_of(used),
            contested=True,
            shown="#fig-power",
        ),
        Finding(
            WORDS.say("finding.draws", n=f"{power.DRAWS:,}", hours=_hours(table), **_shares("fuel cell")),
            used,
            _as_of(used),
            shown="#table-power-shares",
        ),
    ]


def _hours(table: pd.DataFrame) -> dict[str, float]:
    return {key: power.night(table, key) for key in OPEN}


def _night(nights: pd.DataFrame, key: str) -> dict[str, float]:
    row = nights.loc[key]
    told = {"battery": row["battery low"], "battery_most": row["battery high"]}
    told |= {"cell": row["fuel cell low"], "cell_most": row["fuel cell high"]}
    return {"hours": row["hours"]} | {name: mass / TONNE for name, mass in told.items()}


def _shares(system: str) -> dict[str, float]:
    table, (kilowatts, _) = power.parameters(), power.need()
    designs = {key: power.base(table, kilowatts, power.night(table, key)) for key in OPEN}
    return {key: power.lighter(power.draws(design, power.ranges(table)), system) for key, design in designs.items()}


def masses() -> Figure:
    """Return the mass of three systems over the length of the darkness."""
    table, (kilowatts, _) = power.parameters(), power.need()
    points = power.curves(table, kilowatts, LONGEST)
    scaled = {column: points[column] / TONNE for column in ("low", "high")}
    data = points.assign(
        x=points["hours"],
        y=points["mass"] / TONNE,
        line=points["system"].map(SYSTEMS),
        role=points["system"].map(ROLES),
        id=points["system"].map(CARRIES).map(_parameter),
        **scaled,
    )
    nights = power.at_nights(table, kilowatts)["hours"].drop("design-100")
    marks = {hours: f"{WORDS['short'][key]}, {hours:.0f} h" for key, hours in nights.items()}
    places = {hours: "#" + row_id("power-nights-table", key) for key, hours in nights.items()}
    first, last = _crossings(kilowatts)
    told = {"need": kilowatts, "first": first, "last": last, "n": len(power.used(table))}
    return Figure(
        name="fig-power",
        draw=draw_curves,
        data=data,
        words=WORDS.figure("curves", **told),
        alt=alt_curves(data, WORDS.say("curves.alt", **told), WORDS["curves.unit"]),
        table=data[["hours", "system", "y", "low", "high"]].rename(
            columns={"y": "tonnes", "low": "tonnes_low", "high": "tonnes_high"}
        ),
        most=len(data),  # points of curves, not statements
        options={
            "top": TOP,
            "marks": marks,
            "places": places,
            "across": WORDS["curves.across"],
            "upright": WORDS["curves.unit"],
        },
    )


def _parameter(field: str) -> str:
    """Return the row of the table of values that holds a field of a design; of the array, its range."""
    return power.FROM[field][0] if field in power.FROM else ARRAY


def tornado() -> Figure:
    """Return which value moves the answer at the ridge most."""
    table, (kilowatts, _) = power.parameters(), power.need()
    design = power.base(table, kilowatts, power.night(table, "observed"))
    spans = {field: ends for field, ends in power.ranges(table).items() if field != "battery"}
    found = power.tornado(design, spans)
    scaled = {column: found[column] / TONNE for column in ("at_low", "at_high")}
    scale = {field: TONNE if field == "reactor" else 1 for field in spans}
    ends = [[f"{end / scale[field]:.3g}" for end in spans[field]] for field in found["field"]]
    data = found.assign(
        id=found["field"].map(_parameter),
        label=found["field"].map(WORDS["fields"]),
        low=[low for low, _ in ends],
        high=[high for _, high in ends],
        **scaled,
    )
    told = {"need": kilowatts, "hours": design.darkness, "n": len(data)}
    middle = float(found["base"].iloc[0] / TONNE)
    return Figure(
        name="fig-tornado",
        draw=draw_tornado,
        data=data,
        words=WORDS.figure("tornado", **told),
        alt=alt_tornado(data, middle, WORDS["tornado.alt"], WORDS["tornado.unit"]),
        table=data[["label", "low", "high", "at_low", "at_high"]].rename(
            columns={"at_low": "tonnes_at_low", "at_high": "tonnes_at_high"}
        ),
        options={"base": middle, "sides": (WORDS["tornado.left"], WORDS["tornado.right"])},
    )


def nights() -> Table:
    """Return the masses at each longest darkness, in tonnes, by both ends of what the sources print."""
    table, (kilowatts, _) = power.parameters(), power.need()
    found = power.at_nights(table, kilowatts)
    names = [WORDS.say(f"nights.{key}", hours=hours) for key, hours in found["hours"].items()]
    ends = [f"{system} {end}" for system in power.SYSTEMS for end in ("low", "high")]
    places = [row_id("power-nights-table", key) for key in found.index]
    frame = found.assign(row=places, night=names, **{column: found[column] / TONNE for column in ends})
    return WORDS.table(
        "nights_table", frame[["row", "night", *ends, "grade"]], digits=dict.fromkeys(ends, 1), need=kilowatts
    )


def published() -> Table:
    """Return the published comparison beside the model's."""
    found = power.published(power.parameters()).rename_axis("system").reset_index()
    return WORDS.table("published", found.assign(system=found["system"].map(SYSTEMS)), digits={"difference": 3})


def shares() -> Table:
    """Return in which share of the draws each system is lighter than the reactor."""
    table, (kilowatts, _) = power.parameters(), power.need()
    records = []
    for key in power.NIGHTS:
        hours = power.night(table, key)
        drawn = power.draws(power.base(table, kilowatts, hours), power.ranges(table))
        shares = [power.lighter(drawn, system) for system in ("battery", "fuel cell")]
        records.append((hours, WORDS.say(f"nights.{key}", hours=hours), *shares))
    frame = pd.DataFrame(records, columns=["hours", "night", "battery", "fuel cell"]).sort_values("hours", ascending=False)
    return WORDS.table("shares", frame.drop(columns="hours"), digits={"battery": 2, "fuel cell": 2}, n=f"{power.DRAWS:,}")


def kept() -> Table:
    """Return how much of the need may stay on in the dark before a reactor is lighter, by both ends of the ranges."""
    table, (kilowatts, _) = power.parameters(), power.need()
    lightest, heaviest = power.extremes(power.ranges(table))
    # the worst case for the cells is the heaviest cell against the lightest reactor
    cases = {"surely": heaviest | {"reactor": lightest["reactor"]}, "perhaps": lightest | {"reactor": heaviest["reactor"]}}
    records = []
    for key in power.NIGHTS:
        design = power.base(table, kilowatts, power.night(table, key))
        shares = {name: 100 * power.bearable(replace(design, **values)) for name, values in cases.items()}
        night = WORDS.say(f"nights.{key}", hours=design.darkness)
        records.append({"hours": design.darkness, "night": night} | shares)
    frame = pd.DataFrame(records).sort_values("hours", ascending=False, kind="stable")
    return WORDS.table("kept", frame.drop(columns="hours"), need=kilowatts)


def parameters() -> Table:
    """Return every value the exercise uses, with its source and grade."""
    rows = power.used(power.parameters())
    unchecked = (
        rows["caveats"].str.contains("locator_unchecked").map({True: "parameters.unchecked", False: "parameters.checked"})
    )
    shown = rows.assign(source=rows["source"].map(evidence.called), page=unchecked.map(WORDS.__getitem__))
    columns = ["id", "measure", "value", "low", "high", "unit", "grade", "source", "page"]
    return WORDS.table("parameters", shown[columns], digits={"value": 2, "low": 2, "high": 2})


def reactor() -> Statements:
    """Return what the founding documents say of the reactor."""
    frames = [
        evidence.said("quantities").query("subject == 'lunar-reactor'"),
        evidence.said("missions").query("craft == 'lunar-reactor'"),
    ]
    rows = pd.concat(frames, ignore_index=True).fillna({"measure": "", "content": "", "date": "", "status": ""})
    return WORDS.statements("reactor", rows, "measure", "low", "content", "date", "status")
