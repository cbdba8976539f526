"""The statements of a document, or about a thing, on its page; very many on pages of their own, which say what they show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from analysis.chapters.spec import first_of
from analysis.display import places, said
from analysis.reference import fields
from analysis.reference.pages import Page, by_kind, page, section, title_of

FEW = 12  # statements that stand open on a page


def listed(
    address: str, title: str, key: str, ids: Sequence[str], head: str, back: said.Field, make, whole: bool = False
) -> Iterator[Page]:
    """Yield the page of a document or thing, and where it is kept apart a page for each kind of statement.

    Statements are folded by kind, but for the first kind where it holds few or is the only one.

    Parameters
    ----------
    ids : the statements, in the order in which a kind holds them
    make : gives the card of a statement
    whole : whether a kind of very many fills as many pages as it must; else its page shows the first of them
    """
    groups, own = by_kind(ids), address.rpartition("/")[2]
    counted = {kind: f"{title_of(kind)} ({len(held)})" for kind, held in groups.items()}
    if places.kept_apart(key):
        for kind, held in groups.items():
            up = f'<p><a href="{own}.html">All of {escape(title)}</a></p>'
            base, size = f"-{places.slug(kind)}", places.PART if whole else places.MANY
            starts = range(0, len(held), size)
            for number, start in enumerate(starts if whole else starts[:1], 1):
                cards = f'<div class="said-box">{said.cards(map(make, held[start : start + size]))}</div>'
                more = _others(own + base, number, len(held)) if whole else _first(len(held))
                parts = [up, section(kind, counted[kind], more + cards)]
                yield page(address + base + _numbered(number), f"{title}: {title_of(kind).lower()}", parts, back)
        inner = "".join(f'<li><a href="{own}-{places.slug(kind)}.html">{escape(counted[kind])}</a></li>' for kind in groups)
        yield page(address, title, [head, f"<ul>{inner}</ul>"], back)
    else:
        inner = _folded({counted[kind]: [make(one) for one in held] for kind, held in groups.items()})
        heading = f"{fields.words()['statements']} ({len(ids)})"
        yield page(address, title, [head, section("said", heading, f'<div class="said-box">{inner}</div>')], back)


def _numbered(part: int) -> str:
    return f"-{part}" * (part > 1)


def _first(n: int) -> str:
    """What the page of a thing leaves out of `n` statements of a kind."""
    told = first_of(n, places.MANY, "statements", "all of them stand on the pages of their documents")
    return f"<p><strong>{told}</strong></p>" if told else ""


def _others(own: str, part: int, n: int) -> str:
    """Which of `n` statements a page shows, and links to those before and after; "" where it shows all."""
    first, last, parts = (part - 1) * places.PART + 1, min(part * places.PART, n), -(-n // places.PART)
    near = [number for number in dict.fromkeys((1, part - 1, part + 1, parts)) if 1 <= number <= parts and number != part]
    links = ", ".join(f'<a href="{own}{_numbered(number)}.html">part {number}</a>' for number in near)
    told = f"Part {part} of {parts}: statements {first:,} to {last:,} of {n:,}. Go to {links}."
    return f"<p><strong>{told}</strong></p>" if parts > 1 else ""


def _folded(kinds: Mapping[str, Sequence[str]]) -> str:
    """Return cards folded under their headings, the first open where it holds few or is the only one."""
    first = next(iter(kinds))
    opened = first if len(kinds[first]) <= FEW or len(kinds) == 1 else ""
    return "".join(
        f'<details class="statements"{" open" * (heading == opened)}><summary><h3>{escape(heading)}</h3></summary>'
        f"{said.cards(held)}</details>"
        for heading, held in kinds.items()
    )
