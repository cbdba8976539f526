"""The look every figure shares: sizes, typeface, title and source line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlencode

import matplotlib as mpl
import matplotlib.dates
import pandas as pd
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.textpath import text_to_path

from analysis.charts.palette import INK, MUTED, PAPER, RULE

# Widths in inches at 96 px an inch: a text column at a desk, a phone 360 px wide. Every chart is drawn
# for both; font sizes in points are therefore what a reader sees.
WIDE = 7.3
PHONE = 3.4
WIDTHS = (WIDE, PHONE)

TITLE, TEXT, SMALL = 12.5, 10, 9
TOUCH = 0.25  # inches, 24 px: from one line that leads somewhere to the next on a phone
AS_OF = 0.18  # inches above a timeline that say up to when it holds
EITHER = "; "  # between the lanes or statuses of a thing that has several
FAMILY = "Source Sans Pro"
WIDER = 1.03  # a renderer that fits letters to pixels sets words a little wider than they measure
KEY_ROW = 0.19  # inches a row of a key is high
LINE = 1.3 / 72  # inches a point of font size takes on the page, leading included


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the book's typeface known to matplotlib, once."""
    folder = files("font_source_sans_pro") / "files"
    for name in ("Regular", "Semibold"):
        font_manager.fontManager.addfont(str(folder / f"SourceSansPro-{name}.ttf"))


@contextmanager
def house() -> Iterator[None]:
    """Within this context matplotlib draws in the book's look, the same on every machine."""
    register_fonts()
    settings = {
        "font.family": FAMILY,
        "font.size": TEXT,
        "svg.hashsalt": "two-roads",
        "text.parse_math": False,  # a dollar sign is a dollar sign
        "text.color": INK,
        "axes.edgecolor": MUTED,
        "axes.labelcolor": INK,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": False,
        "grid.color": RULE,
        "grid.linewidth": 0.7,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": TEXT,
        "figure.facecolor": PAPER,
        "axes.facecolor": "none",
        "savefig.facecolor": PAPER,
        "hatch.linewidth": 0.7,
    }
    with mpl.rc_context(settings):
        yield


def require(table: pd.DataFrame, columns: set[str], chart: str) -> None:
    """Raise a ValueError that names the columns `chart` needs and `table` lacks."""
    lacking = columns - set(table.columns)
    if lacking:
        raise ValueError(f"{chart} needs columns {', '.join(sorted(columns))}; missing: {', '.join(sorted(lacking))}")


def with_defaults(table: pd.DataFrame, defaults: dict[str, object]) -> pd.DataFrame:
    """Return `table` with every optional column of `defaults` there and its gaps filled.

    >>> with_defaults(pd.DataFrame({"url": [None, "#a"]}), {"url": "", "status": "done"}).values.tolist()
    [['', 'done'], ['#a', 'done']]
    """
    table = table.copy()
    for column, default in defaults.items():
        given = table[column] if column in table else [None] * len(table)
        table[column] = [default if pd.isna(value) else value for value in given]
    return table


def tag(artists: Iterable[Artist], **words: str) -> None:
    """Say of drawn things what a reader may choose by (``lane``, ``status``) or what they join (``node``, ``ends``).

    The page makes attributes ``data-<name>`` of the group of each; see `analysis.display.figures`.
    """
    for artist in artists:
        artist.set_gid("data?" + urlencode({name: word for name, word in words.items() if word}))


def paper(pad: float = 0.8) -> dict[str, object]:
    """Return the box of a text that is read over lines: it hides them, `pad` points around."""
    return {"facecolor": PAPER, "edgecolor": "none", "pad": pad}


def answer(artists: Iterable[Artist], url: str, name: str = "") -> None:
    """Make drawn things lead to `url`; `name` says what they are where no label does: row and column, subject and verdict.

    The page takes both from the address, the name after its first space; see `analysis.display.figures`.
    """
    for artist in artists if url else ():
        artist.set_url(f"{url} {name}" if name else url)


def choice(artists: list[Artist], lane: str = "", status: str = "", n: int = 1) -> None:
    """Say by which lane and status a reader may choose what `artists` are parts of; it counts as `n` things.

    What belongs to several lanes or statuses names them all, parted by `EITHER`.
    """
    if lane or status:
        tag(artists[1:], lane=lane, status=status)
        tag(artists[:1], lane=lane, status=status, n=str(n))


def as_of_day(ax: Axes, day: pd.Timestamp, words: str) -> None:
    """Draw a hairline at `day` of an axis of dates, its words above the plot."""
    ax.axvline(day, color=MUTED, lw=0.9, zorder=0)
    first, last = mpl.dates.num2date(ax.get_xlim())
    late = day.tz_localize("UTC") - first > last - day.tz_localize("UTC")
    ax.annotate(
        words, (day, 1), xycoords=("data", "axes fraction"), xytext=(0, 2), textcoords="offset points", fontsize=SMALL,
        color=MUTED, va="bottom", ha="right" if late else "left", annotation_clip=False,
    )  # fmt: skip


def as_of(ax: Axes, x: float, ends: tuple[float, float], words: str, width: float) -> None:
    """Draw a hairline at `x` from the top to the foot of a timeline measured in inches, its words above within `width`.

    Drawn last: what is written across the line stands on paper.
    """
    top, foot = ends
    for text in ax.texts:
        wide = text_width(text.get_text(), text.get_fontsize(), text.get_fontweight()) * WIDER
        left = text.get_position()[0] - wide * {"left": 0, "center": 0.5, "right": 1}[text.get_ha()]
        if left < x < left + wide and top < text.get_position()[1] < foot and not text.get_bbox_patch():
            text.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 0.8})
    ax.plot([x, x], [top, foot], color=MUTED, lw=0.9, zorder=-0.5)
    wide = text_width(words, SMALL) * WIDER
    left = min(max(0.0, x - wide / 2), width - wide)
    ax.text(left, top - 0.02, words, fontsize=SMALL, color=MUTED, va="bottom", ha="left")


def is_phone(width: float) -> bool:
    """Return whether a figure of `width` inches is the one for phones."""
    return width < 5


@lru_cache(maxsize=4096)
def wrap(text: str, width: float, size: float = TEXT, weight: int | str = "normal") -> str:
    """Return `text` broken at spaces into lines of at most `width` inches, measured in the book's typeface.

    A single word that is longer than a line stays whole.

    >>> wrap("a partner network of the station", 1.0, 10)
    'a partner\\nnetwork of the\\nstation'
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) * WIDER <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = TEXT, weight: int | str = "normal") -> float:
    """Return the width of `text` (its longest line) in inches, measured in the book's typeface.

    >>> 0.2 < text_width("Venezuela") < 1
    True
    """
    register_fonts()
    font = font_manager.FontProperties(family=FAMILY, size=size, weight=weight)
    lines = text.split("\n")
    return max(text_to_path.get_text_width_height_descent(line, font, ismath=False)[0] for line in lines) / 72


def key_places(words: Iterable[str], width: float, first: float = 0.08, text: float = 0.13) -> list[tuple[float, float]]:
    """Return where the marks of a key stand, in rows that end at `width`: inches from the left, inches from the top.

    `first` is where the first mark stands, `text` how far its words begin from a mark.

    >>> key_places(["kept", "came late"], 3.4), key_places(["kept", "came late"], 0.8)[1]
    ([(0.08, 0.1), (0.61, 0.1)], (0.08, 0.29))
    """
    places, x, y = [], first, 0.1
    for said in words:
        wide = text + text_width(said, SMALL) * WIDER
        if x > first and x + wide > width:
            x, y = first, y + KEY_ROW
        places.append((round(x, 2), round(y, 2)))
        x += wide + 0.16
    return places


def page(width: float, body: float, title: str, subtitle: str, source: str) -> tuple[Figure, list[float]]:
    """Return a new figure with title, subtitle and source line, and the room left for the axes.

    Parameters
    ----------
    width : inches, one of `WIDTHS`
    body : inches of height wanted for axes, tick labels and axis titles included
    title : the finding, up to twelve words
    subtitle : what is drawn, unit, as-of date
    source : source line with n

    Returns
    -------
    figure : the figure, as high as its parts need
    box : left, bottom, width and height of the body in figure fractions (margins are the caller's)

    Raises
    ------
    ValueError
        If the title has more than twelve words.
    """
    if len(title.split()) > 12:
        raise ValueError(f"a figure's title has up to 12 words, this one {len(title.split())}: {title!r}")
    title_text, subtitle_text = wrap(title, width, TITLE, 600), wrap(subtitle, width)
    source_text = wrap(source, width, SMALL)
    title_height = (title_text.count("\n") + 1) * TITLE * LINE
    head = title_height + (subtitle_text.count("\n") + 1) * TEXT * LINE + 0.14
    foot = (source_text.count("\n") + 1) * SMALL * LINE + 0.08
    height = head + body + foot
    figure = Figure(figsize=(width, height))
    top = {"ha": "left", "va": "top", "linespacing": 1.15}
    figure.text(0, 1, title_text, fontsize=TITLE, fontweight=600, **top)
    figure.text(0, 1 - (title_height + 0.02) / height, subtitle_text, fontsize=TEXT, color=MUTED, **top)
    figure.text(0, 0, source_text, fontsize=SMALL, color=MUTED, ha="left", va="bottom", linespacing=1.15)
    return figure, [0, foot / height, 1, body / height]


def axes_in(figure: Figure, box: list[float], left: float, bottom: float, right: float = 0.1, top: float = 0.05):
    """Return axes that fill `box` less the given margins in inches."""
    width, height = figure.get_size_inches()
    x, y, w, h = box
    return figure.add_axes((x + left / width, y + bottom / height, w - (left + right) / width, h - (bottom + top) / height))


def ticks_inside(ax: Axes) -> None:
    """Keep of the ticks that `ax` has chosen those that lie on the page."""
    for axis, (low, high) in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        axis.set_ticks([tick for tick in axis.get_majorticklocs() if min(low, high) <= tick <= max(low, high)])


def year_ticks(ax, first: pd.Timestamp, last: pd.Timestamp, step: int = 1) -> None:
    """Put a tick at every `step`-th New Year between two dates on the axis of time, and none outside it."""
    years = range(first.year + (first.day_of_year > 1), last.year + 1)
    days = [pd.Timestamp(year, 1, 1) for year in years if (year - years[0]) % step == 0]
    ax.set_xticks(days, [str(day.year) for day in days])
