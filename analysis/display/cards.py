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
    >>> print(cards([Card("Risks", "07_risks", "2 in time", bars.assign(of=[20, 80]), "flights")]))
    Risks: 2 in time (flights: station 13 of 20, Accords 72 of 80)
    """
    items = list(items)
    html = "".join(_card(card) for card in items)
    return Shown(f'<div class="doors">{html}</div>', "\n".join(_told(card) for card in items))


def _card(card: Card) -> str:
    most = card.bars["of" if "of" in card.bars else "value"].max()
    bars = "".join(
        f'<li><span class="label">{escape(row["label"])}</span> {_bar(row, most)} <b>{_said(row)}</b></li>'
        for row in card.bars.to_dict("records")
    )
    return (
        f'<div class="door"><p class="kicker">{escape(card.chapter)}</p>'
        f'<p class="headline"><a href="{card.page}.html">{escape(card.headline)}</a></p>'
        f'<ul class="bars">{bars}</ul><p class="unit">{escape(card.unit)}</p></div>'
    )


def _bar(row: dict, most: float) -> str:
    """A bar as long as its value; a part stands filled in the outline of its whole."""
    whole = row.get("of", row["value"])
    part = f" --part: {row['value'] / whole:.3f};" if "of" in row else ""
    return f'<span class="bar" style="--share: {whole / most:.3f};{part} --role: {_colour(row["role"])}"></span>'


def _colour(role: str) -> str:
    """The colour of a role, by the page's scheme where it has one for it."""
    return f"var(--fig-{'ink' if role == 'plain' else role}, {palette.colour(role)})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}".rstrip("0")


def _said(row: dict) -> str:
    return f"{_number(row['value'])} of {_number(row['of'])}" if "of" in row else _number(row["value"])


def _told(card: Card) -> str:
    values = ", ".join(f"{row['label']} {_said(row)}" for row in card.bars.to_dict("records"))
    return f"{card.chapter}: {card.headline} ({card.unit}: {values})"
