"""A figure's file as markup inside a page: a name, colours that follow the page's scheme, the data it carries."""

from __future__ import annotations

import json
import re
from html import escape, unescape

from analysis.book.compact import compact
from analysis.charts import palette

# Colours of a figure file that follow the page's light or dark scheme once the figure stands inline.
SCHEME = {palette.PAPER: "paper", palette.RULE: "rule"} | {
    colour: "ink" if role == "plain" else role for role, colour in palette.ROLES.items()
}


def inline(svg: str, alt: str, known: dict[str, str]) -> str:
    """Return the drawings of figure file `svg` as inline markup with a name and colours by scheme.

    `known` are the names that the page has, see `compact.compact`.

    >>> inline('<svg><svg class="wide"><g style="fill: #1c1f24"/></svg></svg>', "A line.", {})
    '<svg role="img" aria-label="A line." class="wide"><g style="fill:var(--fig-ink,#1c1f24)"/></svg>'
    """
    drawings = re.findall(r"<svg class=.*?</svg>", svg.replace(' display="none"', ""), flags=re.DOTALL)
    role = "group" if any("<a " in drawing for drawing in drawings) else "img"
    named = f'<svg role="{role}" aria-label="{escape(alt)}" '
    return compact([_by_scheme(drawing).replace("<svg ", named, 1) for drawing in drawings], known)


def coded(drawings: str) -> tuple[str, list[str]]:
    """Return drawings whose parts give the lanes and statuses they belong to by number, and what the numbers stand for.

    >>> coded('<g data-lane="Cargo" data-n="1"/><g data-lane="Cargo" data-status="flown"/>')
    ('<g data-lane="0" data-n="1"/><g data-lane="0" data-status="1"/>', ['Cargo', 'flown'])
    """
    words: dict[str, int] = {}

    def number(found: re.Match) -> str:
        return f' data-{found[1]}="{words.setdefault(unescape(found[2]), len(words))}"'

    return re.sub(r' data-(lane|status)="([^"]*)"', number, drawings), list(words)


def _by_scheme(drawing: str) -> str:
    """A drawing whose colours follow the page's scheme, the ones of the file where it has none."""
    drawing = re.sub(r'fill="(#[0-9a-f]{6})"', r'style="fill: \1"', drawing)  # an attribute takes no colour by scheme
    return re.sub(rf"(?<=[:\s])({'|'.join(SCHEME)})\b", lambda found: f"var(--fig-{SCHEME[found[1]]}, {found[1]})", drawing)


def behind(svg: str) -> dict[str, str]:
    """Return the data files that figure file `svg` carries: file name -> content.

    >>> behind('<svg><metadata>{"a.csv": "x &lt; y"}</metadata></svg>')
    {'a.csv': 'x < y'}
    """
    found = re.search(r"<metadata>(.*?)</metadata>", svg, flags=re.DOTALL)
    return json.loads(unescape(found.group(1))) if found else {}
