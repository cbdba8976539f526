"""Cards on the cover: a finding in a few words, a small chart of text and bars, a door to its chapter."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from analysis.chapters.spec import Card
from analysis.charts import palette
from analysis.display.cells import Shown


def cards(items: Iterable[Card]) -> Shown:
    """Return cards for the cover.

    >>> import pandas as pd
    >>> bars = pd.DataFrame({"label": ["station", "Accords"], "value": [13, 72], "role": ["ilrs", "artemis"]})
    >>> print(cards([Card("Two blocs", "08_blocs", "72 signed the Accords", bars, "states")]))
    Two blocs: 72 signed the Accords (states: station 13, Accords 72)
    """
    items = list(items)
    html = "".join(_card(card) for card in items)
    return Shown(f'<div class="doors">{html}</div>', "\n".join(_told(card) for card in items))


def _card(card: Card) -> str:
    most = card.bars["value"].max()
    bars = "".join(
        f'<li><span class="label">{escape(row.label)}</span> '
        f'<span class="bar" style="--share: {row.value / most:.3f}; --role: {_colour(row.role)}"></span> '
        f"<b>{_number(row.value)}</b></li>"
        for row in card.bars.itertuples()
    )
    return (
        f'<div class="door"><p class="kicker">{escape(card.chapter)}</p>'
        f'<p class="headline"><a href="{card.page}.html">{escape(card.headline)}</a></p>'
        f'<ul class="bars">{bars}</ul><p class="unit">{escape(card.unit)}</p></div>'
    )


def _colour(role: str) -> str:
    """The colour of a role, by the page's scheme where it has one for it."""
    return f"var(--fig-{'ink' if role == 'plain' else role}, {palette.colour(role)})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0")


def _told(card: Card) -> str:
    values = ", ".join(f"{row.label} {_number(row.value)}" for row in card.bars.itertuples())
    return f"{card.chapter}: {card.headline} ({card.unit}: {values})"
