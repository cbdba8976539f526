"""States on a map that keeps areas: a colour and a hatch for each standing, small states as dots."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from analysis.charts import palette, style, world

COLUMNS = {"state", "standing"}
DEFAULTS = {"latitude": float("nan"), "longitude": float("nan"), "url": ""}
HATCHES = {"plain": "", "rising": "/////", "crossed": "xxxxx", "upright": "|||||"}
DOT, PHONE_DOT = 0.034, 0.026  # inches, radius of the dot for a small state
SMALL = 0.4  # a state is small if its outline has less than this part of its dot's area
BORDER = 0.25
LEAST = 1.5 / 72**2  # square inches by which a point must change an outline to stay: about what a reader sees
GRID = 144  # points of an outline stand at half points of the page


def draw_worldmap(
    table: pd.DataFrame,
    *,
    looks: dict[str, dict[str, str]],
    key: dict[str, str],
    title: str,
    subtitle: str,
    source: str,
    width: float = style.WIDE,
) -> Figure:
    """Return the world in the Equal Earth projection with the states of `table` in the look of their standing.

    A state too small to be seen is drawn as a dot as well, one that has no outline as a dot at its capital.

    Parameters
    ----------
    table : one row a state, with ``state`` (ISO 3166 alpha-3) and ``standing`` (a key of `looks`); optional ``latitude`` and
        ``longitude`` of its capital in degrees, ``url``
    looks : standing -> ``role`` and ``certainty`` (keys of the palette) and ``hatch`` (a key of `HATCHES`)
    key : standing -> what it means, in a few words, explained below the map
    title, subtitle, source : see `style.page`
    width : inches

    Raises
    ------
    ValueError
        If a column is missing, a standing has no look, or a state has neither an outline nor a capital.

    Examples
    --------
    >>> rows = pd.DataFrame({"state": ["EGY"], "standing": ["one"]})
    >>> looks = {"one": {"role": "ilrs", "certainty": "done", "hatch": "rising"}}
    >>> figure = draw_worldmap(rows, looks=looks, key={"one": "ILRS"}, title="t", subtitle="", source="")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['ILRS']
    """
    style.require(table, COLUMNS, "draw_worldmap")
    strange = set(table["standing"]) - set(looks)
    if strange:
        raise ValueError(f"draw_worldmap: no look for {', '.join(sorted(strange))}; looks are {', '.join(looks)}")
    table = style.with_defaults(table, DEFAULTS)
    shapes = _shapes(0)
    lost = table[~table["state"].isin(shapes) & table["latitude"].isna()]["state"]
    if len(lost):
        raise ValueError(
            f"draw_worldmap: no outline of {', '.join(lost)}; give the position of its capital (data/places.csv)"
        )
    (left, _), (right, _) = _corners(shapes)
    drawn = _shapes(LEAST * ((right - left) / width) ** 2)
    (left, low), (right, high) = _corners(drawn)
    scale = width / (right - left)  # inches for a radius of the globe
    radius = PHONE_DOT if style.is_phone(width) else DOT
    below = 0.2 * len(_lines(key, width)) + 0.06
    with style.house():
        figure, box = style.page(width, (high - low) * scale + below + 0.08, title, subtitle, source)
        ax = style.axes_in(figure, box, 0, 0, 0, 0)
        ax.set(xlim=(0, width), ylim=(-below, (high - low) * scale + 0.08))
        ax.axis("off")
        placed = {name: [(ring - (left, low)) * scale for ring in rings] for name, rings in drawn.items()}
        others = [ring for name, rings in placed.items() if name not in set(table["state"]) for ring in rings]
        ax.add_patch(PathPatch(_path(others), facecolor=palette.RULE, edgecolor=palette.PAPER, lw=BORDER, zorder=1))
        rows = table.to_dict("records")
        for row in rows:
            if row["state"] in placed:
                _fill(ax, _path(placed[row["state"]]), looks[row["standing"]], row["url"])
        for row in rows:
            rings = [(ring - (left, low)) * scale for ring in shapes.get(row["state"], [])]
            at = _dot(row, rings, (left, low), scale, radius)
            if at is not None:
                _draw_dot(ax, at, radius, looks[row["standing"]], row["url"])
        _draw_key(ax, key, looks, width)
    return figure


def alt_worldmap(table: pd.DataFrame, key: dict[str, str], what: str) -> str:
    """Return alt text: how many states of each standing, the point.

    >>> rows = pd.DataFrame({"state": ["EGY", "ITA"], "standing": ["one", "other"]})
    >>> alt_worldmap(rows, {"one": "ILRS", "other": "Accords"}, "One.")
    'World map in an equal-area projection: 1 state ILRS, 1 state Accords. One.'
    """
    counted = table["standing"].value_counts()
    numbers = {name: int(counted.get(name, 0)) for name in key}
    parts = [f"{n} state{'s' * (n != 1)} {key[name]}" for name, n in numbers.items()]
    return f"World map in an equal-area projection: {', '.join(parts)}. {what}"


def _shapes(least: float) -> dict[str, list[np.ndarray]]:
    """The outlines on the map of a globe of radius 1, thinned to `least`."""
    return {name: [world.equal_earth(ring) for ring in rings] for name, rings in world.outlines(least).items()}


def _corners(shapes: dict[str, list[np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest x and y of the outlines."""
    points = np.concatenate([ring for rings in shapes.values() for ring in rings])
    return points.min(axis=0), points.max(axis=0)


def _path(rings: list[np.ndarray]) -> Path:
    """The rings on the grid, where points that meet are one."""
    placed = [(ring * GRID).round() / GRID for ring in rings]
    placed = [ring[np.append(True, np.diff(ring, axis=0).any(axis=1))] for ring in placed]
    codes = [[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in placed if len(ring) > 1]
    return Path(np.concatenate([ring for ring in placed if len(ring) > 1]), np.concatenate(codes))


def _face(look: dict[str, str]) -> dict[str, object]:
    """Filled in the role's colour with a hatch of paper; or of paper with a hatch in the role's colour, if not certain."""
    line, filled = palette.colour(look["role"]), palette.CERTAINTY[look["certainty"]]["fill"]
    return {"facecolor": line if filled else palette.PAPER, "hatchcolor": palette.PAPER if filled else line}


def _fill(ax: Axes, path: Path, look: dict[str, str], url: str) -> None:
    filled = palette.CERTAINTY[look["certainty"]]["fill"]
    border = {"edgecolor": palette.PAPER, "lw": BORDER} if filled else {"edgecolor": palette.colour(look["role"]), "lw": 0.7}
    ax.add_patch(PathPatch(path, hatch=HATCHES[look["hatch"]], zorder=2, url=url or None, **border, **_face(look)))


def _dot(row: dict, rings: list[np.ndarray], corner: tuple[float, float], scale: float, radius: float) -> np.ndarray | None:
    """Where the dot of a state stands; None where its outline is large enough to be seen."""
    if not rings:
        return (world.equal_earth(np.array([[row["longitude"], row["latitude"]]]))[0] - corner) * scale
    largest = max(rings, key=world.area)
    return world.middle(largest) if sum(map(world.area, rings)) < SMALL * np.pi * radius**2 else None


def _draw_dot(ax: Axes, at: np.ndarray, radius: float, look: dict[str, str], url: str) -> None:
    face, line = _face(look), palette.colour(look["role"])
    filled = palette.CERTAINTY[look["certainty"]]["fill"]
    (dot,) = ax.plot(
        *at,
        "o",
        ms=2 * radius * 72,
        mfc=face["facecolor"],
        mec=palette.PAPER if filled else line,
        mew=0.6 if filled else 1.2,
        zorder=5,
    )
    if url:
        dot.set_url(url)


def _lines(key: dict[str, str], width: float) -> list[list[str]]:
    """The items of the key, line by line."""
    lines, x = [[]], 0.0
    for name, words in key.items():
        wide = 0.42 + style.text_width(words, style.SMALL) * style.WIDER
        if lines[-1] and x + wide > width:
            lines.append([])
            x = 0.0
        lines[-1].append(name)
        x += wide
    return lines


def _draw_key(ax: Axes, key: dict[str, str], looks: dict[str, dict[str, str]], width: float) -> None:
    for number, line in enumerate(_lines(key, width)):
        x, y = 0.0, -0.06 - 0.2 * (number + 0.5)
        for name in line:
            look = looks[name]
            border = {"edgecolor": palette.colour(look["role"]), "lw": 0.8}
            ax.add_patch(Rectangle((x, y - 0.06), 0.22, 0.12, hatch=HATCHES[look["hatch"]], **border, **_face(look)))
            ax.text(x + 0.28, y, key[name], fontsize=style.SMALL, color=palette.MUTED, va="center")
            x += 0.42 + style.text_width(key[name], style.SMALL) * style.WIDER
