"""Power through the lunar night: what storage or a reactor would weigh, by arithmetic a reader can follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import ceil

import numpy as np
import pandas as pd
import pint
from scipy.optimize import brentq

from analysis.facts import evidence

UNITS = pint.UnitRegistry()
Quantity = UNITS.Quantity
DRAWS, SEED = 20_000, 20260927
POWERS = {"kg/m2": "kg/m**2", "W/m2": "W/m**2"}  # units as printed, where pint needs the power to be marked


@dataclass(frozen=True)
class Design:
    """What a system is sized with; every value in the unit it is named for.

    Attributes
    ----------
    need : kW, all the time
    darkness : h, the longest without light
    day : h, from one darkness to the next
    array : W of power for each kg of solar array, mast included
    battery : Wh stored for each kg of packed battery
    usable : share of it that may be drawn
    battery_efficiency, fuel_cell, electrolyser : shares of energy that come through
    fuel_cell_system : Wh delivered for each kg of regenerative fuel cell
    reactor : kg for one that gives `need`
    kept : share of the need that stays on in the dark
    """

    need: float
    darkness: float
    day: float
    array: float
    battery: float
    usable: float
    battery_efficiency: float
    fuel_cell_system: float
    fuel_cell: float
    electrolyser: float
    reactor: float
    kept: float = 1.0


# Where each value of a design stands in the table ``power``: id, and the unit the model wants.
FROM = {
    "day": ("pow-lunar-synodic-day", "hour"),
    "battery": ("pow-bat-pack-design", "watt_hour/kilogram"),
    "usable": ("pow-bat-usable-share", "dimensionless"),
    "battery_efficiency": ("pow-bat-efficiency", "dimensionless"),
    "fuel_cell_system": ("pow-rfc-energy", "watt_hour/kilogram"),
    "fuel_cell": ("pow-rfc-fuel-cell", "dimensionless"),
    "electrolyser": ("pow-rfc-electrolyser", "dimensionless"),
    "reactor": ("pow-fsp40-design-mass", "kilogram"),
}
# Darkness that a design must outlast: key -> row of ``power``.
NIGHTS = {
    "equator": "pow-lunar-night-equator",
    "observed": "pow-dark-speyerer-point",
    "modelled": "pow-dark-g14",
    "design-100": "pow-eclipse-max-polar-design",
    "design-120": "pow-survive-dark-moonbase",
}
SYSTEMS = ("battery", "fuel cell", "reactor")


def parameters() -> pd.DataFrame:
    """Return the parameters that later sources print, indexed by id: value, low, high, unit, grade and evidence."""
    return evidence.said("power", "later").set_index("id")


def quantity(row: pd.Series, column: str = "value") -> Quantity:
    """Return a cell of the table with its unit; the mean of low and high where no single value is printed.

    >>> float(quantity(pd.Series({"value": None, "low": 3.0, "high": 5.0, "unit": "d"})).to("hour").magnitude)
    96.0
    """
    number = row[column]
    if column == "value" and (number is None or pd.isna(number)):
        number = (row["low"] + row["high"]) / 2
    return Quantity(float(number), POWERS.get(row["unit"], row["unit"]))


def array_power(table: pd.DataFrame) -> Quantity:
    """Return the specific power of the array with its mast: its printed power over its printed mass (W/kg)."""
    return (quantity(table.loc["pow-pv-tower-power"]) / quantity(table.loc["pow-pv-tower-mass"])).to("watt/kilogram")


def need() -> tuple[float, pd.DataFrame]:
    """Return the electric power (kW) that a founding document gives the station's reactor, and the statement."""
    rows = evidence.said("quantities")
    said = rows[(rows["subject"] == "lunar-reactor") & (rows["unit"] == "kWe")]
    return float(said["low"].iloc[0]), said


def base(table: pd.DataFrame, kilowatts: float, darkness: float) -> Design:
    """Return the design that the printed values give for a need (kW) and a longest darkness (h)."""
    values = {name: float(quantity(table.loc[key]).to(unit).magnitude) for name, (key, unit) in FROM.items()}
    return Design(need=kilowatts, darkness=darkness, array=float(array_power(table).magnitude), **values)


def night(table: pd.DataFrame, key: str, column: str = "value") -> float:
    """Return a longest darkness of `NIGHTS` in hours."""
    return float(quantity(table.loc[NIGHTS[key]], column).to("hour").magnitude)


def solar(design: Design, efficiency: float, storage: float) -> float:
    """Return the mass (kg) of a solar array with storage that gives the need in light and dark.

    In the dark the storage gives what of the need stays on; in the light the array gives the need and refills the storage.

    Parameters
    ----------
    efficiency : share of the energy put into the storage that comes out
    storage : Wh delivered for each kg of storage

    Examples
    --------
    >>> design = Design(10, 100, 300, 50, 200, 0.8, 1, 800, 0.65, 0.85, 0)
    >>> solar(design, 0.5, 160)  # 1,000 kWh for the night, 10 kW + 2,000 kWh / 200 h of array
    6650.0
    """
    energy = design.need * 1000 * design.darkness * design.kept  # Wh
    lit = design.day - design.darkness
    power = design.need * 1000 + energy / efficiency / lit  # W
    return energy / storage + power / design.array


def masses(design: Design) -> dict[str, float]:
    """Return the mass (kg) of each of `SYSTEMS` for a design.

    Raises
    ------
    ValueError
        If it is dark all the time: then no array can refill a storage.
    """
    if not 0 <= np.max(design.darkness) < np.min(design.day):
        raise ValueError(f"darkness lies between 0 and {design.day} h, not {design.darkness}")
    return {
        "battery": solar(design, design.battery_efficiency, design.battery * design.usable),
        "fuel cell": solar(design, design.fuel_cell * design.electrolyser, design.fuel_cell_system),
        "reactor": design.reactor,
    }


def at_nights(table: pd.DataFrame, kilowatts: float) -> pd.DataFrame:
    """Return the masses at each longest darkness, by the better and the worse end of what the sources print.

    Returns
    -------
    DataFrame indexed by key of `NIGHTS`, longest first: ``hours``, ``battery low``, ``battery high`` and so on for each of
    `SYSTEMS` (kg), ``grade``.
    """
    records = {}
    for key, row in NIGHTS.items():
        hours = night(table, key)
        found: dict[str, object] = {"hours": hours}
        for end, values in zip(("low", "high"), extremes(ranges(table)), strict=True):
            weighed = masses(replace(base(table, kilowatts, hours), **values))
            found |= {f"{system} {end}": mass for system, mass in weighed.items()}
        records[key] = found | {"grade": table.loc[row, "grade"]}
    return pd.DataFrame.from_dict(records, orient="index").sort_values("hours", ascending=False, kind="stable")


def curves(table: pd.DataFrame, kilowatts: float, longest: float, step: float = 2.0) -> pd.DataFrame:
    """Return the masses over the length of the darkness, each with the ends that the ranges of `ranges` give it.

    Returns
    -------
    DataFrame with ``hours``, ``system`` (of `SYSTEMS`), ``mass``, ``low``, ``high`` (kg).
    """
    records = []
    for hours in np.arange(0, longest + step, step):
        design = base(table, kilowatts, float(hours))
        low, high = (masses(replace(design, **values)) for values in extremes(ranges(table)))
        records += [(hours, system, mass, low[system], high[system]) for system, mass in masses(design).items()]
    return pd.DataFrame(records, columns=["hours", "system", "mass", "low", "high"])


def extremes(spans: Mapping[str, tuple[float, float]]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the values that make every system lightest, and those that make every system heaviest.

    >>> extremes({"battery": (75.0, 200.0), "reactor": (6000.0, 10000.0)})
    ({'battery': 200.0, 'reactor': 6000.0}, {'battery': 75.0, 'reactor': 10000.0})
    """
    lightest = {field: low if field == "reactor" else high for field, (low, high) in spans.items()}
    heaviest = {field: high if field == "reactor" else low for field, (low, high) in spans.items()}
    return lightest, heaviest


def crossing(
    table: pd.DataFrame, kilowatts: float, system: str, reactor: float, changed: Mapping[str, float] | None = None
) -> float:
    """Return the darkness (h) from which on a reactor of `reactor` kg is lighter than `system`; NaN if from none on.

    Source of the method: Brent, R. P. (1973), Algorithms for Minimization without Derivatives, chapter 4.

    Parameters
    ----------
    changed : field of a design -> value, where it is not the printed one
    """
    start = replace(base(table, kilowatts, 0.0), **(changed or {}))

    def heavier(hours: float) -> float:
        return masses(replace(start, darkness=hours))[system] - reactor

    last = start.day - 1
    if heavier(0) > 0 or heavier(last) < 0:
        return float("nan")
    return float(brentq(heavier, 0, last))


def bearable(design: Design, system: str = "fuel cell") -> float:
    """Return the share of the need (0 to 1) that may stay on in the dark before a reactor is lighter than `system`.

    The mass of an array with storage grows evenly with what stays on, so two masses give the share; NaN if the array alone
    weighs more than the reactor.

    Examples
    --------
    >>> design = Design(10, 100, 300, 50, 200, 0.8, 1, 500, 0.5, 0.8, reactor=1425.0)
    >>> bearable(design)  # 200 kg of array, and 2,250 kg more with all on
    0.5444444444444444
    """
    none, all_on = (masses(replace(design, kept=kept))[system] for kept in (0.0, 1.0))
    share = (design.reactor - none) / (all_on - none)
    return min(share, 1.0) if share >= 0 else float("nan")


def ranges(table: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return the low and high end that the sources print for each value of a design that has a range.

    The battery runs from the lowest flown pack to the design; the array from the flown wing to the concept with its mast;
    the reactor from the mass that NASA asked for to the design with growth.
    """
    flown = table.loc["pow-bat-flown"]
    energy = table.loc["pow-rfc-energy"]
    wing = float(quantity(table.loc["pow-pv-irosa"]).to("watt/kilogram").magnitude)
    goal = float(quantity(table.loc["pow-fsp40-mass-limit"]).to("kilogram").magnitude)
    design = float(quantity(table.loc["pow-fsp40-design-mass"], "high").to("kilogram").magnitude)
    return {
        "battery": (float(flown["low"]), float(table.loc["pow-bat-pack-design", "value"])),
        "fuel_cell_system": (float(energy["low"]), float(energy["high"])),
        "array": (wing, float(array_power(table).magnitude)),
        "reactor": (goal, design),
    }


def tornado(design: Design, spans: Mapping[str, tuple[float, float]]) -> pd.DataFrame:
    """Return how far each value alone moves the margin of the reactor over the fuel cell.

    Parameters
    ----------
    design : the base design
    spans : field of a design -> its low and high end

    Returns
    -------
    DataFrame with ``field``, ``at_low``, ``at_high`` (kg by which the fuel cell is heavier than the reactor), ``base`` (the
    same for the base design) and ``swing`` (kg), largest swing first.
    """

    def margin(changed: Design) -> float:
        found = masses(changed)
        return found["fuel cell"] - found["reactor"]

    records = []
    for field, (low, high) in spans.items():
        ends = [margin(replace(design, **{field: end})) for end in (low, high)]
        records.append((field, *ends, margin(design), abs(ends[1] - ends[0])))
    table = pd.DataFrame(records, columns=["field", "at_low", "at_high", "base", "swing"])
    return table.sort_values("swing", ascending=False, ignore_index=True)


def draws(design: Design, spans: Mapping[str, tuple[float, float]], n: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """Return the masses (kg) of each system for `n` seeded draws, every value of `spans` uniform and independent.

    What is drawn is our ignorance of a design, not a population: the shares are no chances of an outcome.

    Source of the method: Metropolis, N. and Ulam, S. (1949), The Monte Carlo Method, JASA 44(247).
    """
    chance = np.random.default_rng(seed)
    drawn = {field: chance.uniform(low, high, n) for field, (low, high) in spans.items()}
    held = {field.name: getattr(design, field.name) for field in fields(design)}
    return pd.DataFrame({system: np.broadcast_to(mass, n) for system, mass in masses(Design(**held | drawn)).items()})


def lighter(drawn: pd.DataFrame, system: str, other: str = "reactor") -> float:
    """Return the share of draws (0 to 1) in which `system` is lighter than `other`.

    >>> lighter(pd.DataFrame({"battery": [1.0, 3.0], "reactor": [2.0, 2.0]}), "battery")
    0.5
    """
    return float((drawn[system] < drawn[other]).mean())


def published(table: pd.DataFrame) -> pd.DataFrame:
    """Return the published comparison of three systems beside this model's answer to the same question.

    The published case is the need and the night of its source, flexible arrays without a mast (efficiency of the cells and
    mass of the array by area), batteries and fuel cells as printed, and whole reactors of the printed unit.

    Returns
    -------
    DataFrame indexed by system: ``published``, ``model`` (kg) and ``difference`` (model over published, less 1).
    """
    kilowatts = float(quantity(table.loc["pow-need-basecamp"]).to("kilowatt").magnitude)
    sun, cells = quantity(table.loc["pow-solar-constant"]), quantity(table.loc["pow-pv-cell-eff"])
    areal = quantity(table.loc["pow-pv-array-areal-flex"])
    flexible = float((sun * cells / areal).to("watt/kilogram").magnitude)
    unit = float(quantity(table.loc["pow-kilopower10-mass"]).to("kilogram").magnitude)
    design = replace(base(table, kilowatts, night(table, "equator")), array=flexible, reactor=reactors(kilowatts, 10) * unit)
    rows = {"battery": "pow-sys-pvbat", "fuel cell": "pow-sys-pvrfc", "reactor": "pow-sys-fission"}
    stated = {system: float(quantity(table.loc[key]).to("kilogram").magnitude) for system, key in rows.items()}
    found = pd.DataFrame({"published": stated, "model": masses(design)})
    return found.assign(difference=found["model"] / found["published"] - 1)


def reactors(kilowatts: float, unit: float) -> int:
    """Return how many reactors of `unit` kW give `kilowatts`.

    >>> reactors(28.05, 10), reactors(30, 10)
    (3, 3)
    """
    return ceil(kilowatts / unit)


def used(table: pd.DataFrame) -> pd.DataFrame:
    """Return the parameters that this module sizes with, with their sources and grades."""
    keys: list[str] = [key for key, _ in FROM.values()]
    keys += [*NIGHTS.values(), "pow-pv-tower-power", "pow-pv-tower-mass", "pow-pv-irosa", "pow-bat-flown"]
    keys += ["pow-fsp40-mass-limit", "pow-need-basecamp", "pow-solar-constant", "pow-pv-cell-eff", "pow-pv-array-areal-flex"]
    keys += ["pow-kilopower10-mass", "pow-sys-pvbat", "pow-sys-pvrfc", "pow-sys-fission"]
    return table.loc[list(dict.fromkeys(keys))].reset_index()
