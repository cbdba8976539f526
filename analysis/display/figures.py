"""A figure in a cell: one SVG that holds the drawing for a desk, the one for a phone, and the files for download."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from functools import lru_cache
from html import escape, unescape
from textwrap import shorten
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import networkx as nx
from IPython.display import display
from matplotlib import rc_context

from analysis.charts.style import FAMILY, PHONE, WIDE, house
from analysis.display import places
from analysis.display.cells import as_csv
from analysis.facts import evidence, recorded, tables

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

    from analysis.chapters.spec import Figure

LONG = 300  # characters of a path whose points lie too close for a hundredth to show
# Columns that say of whom or what a statement speaks, the best first.
ABOUT = ("party", "company", "craft", "mission", "title", "label", "subject", "objective", "facility", "content")
LINK = re.compile(r'<a xlink:href="([^" ]*)(?: ([^"]*))?" target="_blank">(.*?)</a>', re.DOTALL)  # an address, its name
VARIANTS = {"wide": WIDE, "phone": PHONE}


def figure(spec: Figure) -> None:
    """Display figure `spec` for both widths; its caption and alternative travel with the output to the page."""
    drawn = {variant: spec.drawn(width) for variant, width in VARIANTS.items()}
    parts = {variant: svg(drawing, f"{spec.name}-{variant}") for variant, drawing in drawn.items()}
    files = {
        f"{spec.name}.svg": outlined(drawn["wide"], spec.name),
        f"{spec.name}.csv": as_csv(spec.table),
        **(graph_files(spec.graph, spec.name) if spec.graph is not None else {}),
    }
    bundle = {"image/svg+xml": combined(parts, files), "text/plain": spec.spoken}
    caption = " ".join(filter(None, (spec.words["caption"], spec.left_out)))
    described = {"name": spec.name, "title": spec.words["title"], "caption": caption, "alt": spec.spoken}
    display(bundle, raw=True, metadata={"figure": described})


def graph_files(graph: nx.Graph, name: str) -> dict[str, str]:
    """Return `graph` as GraphML and as node-link JSON: file name -> content.

    Attributes that GraphML cannot hold (anything but text, numbers and booleans) must not occur.

    >>> list(graph_files(nx.Graph([("a", "b")]), "fig-net"))
    ['fig-net.graphml', 'fig-net.json']
    """
    node_link = nx.node_link_data(graph, edges="edges", name="key")  # "id" is the statement behind a node
    return {
        f"{name}.graphml": "\n".join(nx.generate_graphml(graph)) + "\n",
        f"{name}.json": json.dumps(node_link, ensure_ascii=False, indent=1) + "\n",
    }


def combined(parts: dict[str, str], files: dict[str, str]) -> str:
    """Return one SVG: the wide drawing shown, the phone one hidden, the files as metadata.

    Parameters
    ----------
    parts : the drawings, keys ``wide`` and ``phone``
    files : file name -> content, what the book offers for download under the figure
    """
    head = re.match(r"<svg[^>]*>", parts["wide"]).group(0)
    size = " ".join(re.findall(r'(?:width|height|viewBox)="[^"]*"', head))
    wide = _classed(parts["wide"], "wide")
    phone = _classed(parts["phone"], "phone").replace('class="phone"', 'class="phone" display="none"', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>\n'
        f"<metadata>{escape(json.dumps(files, ensure_ascii=False), quote=False)}</metadata>\n{wide}\n{phone}\n</svg>\n"
    )


def _classed(drawing: str, name: str) -> str:
    """One of two drawings in one file; its size without "pt", which would be cut by a view box in other units."""
    head, rest = drawing.split(">", 1)
    return f"{re.sub(r'(?<=[0-9])pt', '', head)}>{rest}".replace("<svg ", f'<svg class="{name}" ', 1)


def svg(drawn: Drawing, prefix: str) -> str:
    """Return a drawing as SVG, the same on every run: words as text, links with their names, ids beginning with `prefix`."""
    text = _saved(drawn, "none", prefix)
    text = re.sub(r"</a>\s*<a [^>]*>", "", text)  # the lines of a label are one link
    text = styled_once(with_one_stop(lean(text)), prefix)
    return text.replace("<svg ", f'<svg id="{prefix}" style="font-family: \'{FAMILY}\', sans-serif" ', 1)


def lean(drawing: str) -> str:
    """Return a drawing without what says nothing: defaults, ids that nothing refers to, space between elements.

    >>> lean('<g id="a">\\n <text style="font-size: 9px; text-anchor: start" transform="rotate(-0 1 2)">x y</text></g>')
    '<g><text style="font-size: 9px">x y</text></g>'
    """
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', drawing))
    drawing = re.sub(r' id="([^"]*)"', lambda found: found[0] if found[1] in used else "", drawing)
    drawing = re.sub(rf" transform=\"rotate\(-0 [^\"]*\"|; text-anchor: start|; font-family: '{FAMILY}'", "", drawing)
    return re.sub(r">\s+<", "><", drawing)


def styled_once(drawing: str, prefix: str) -> str:
    """Return a drawing in which a style that occurs more than twice is written once, as a class of the drawing `prefix`."""
    counted = Counter(re.findall(r' style="([^"]*)"', drawing))
    classes = {style: f"s{number}" for number, (style, n) in enumerate(counted.items()) if n > 2}
    rules = "".join(f"#{prefix} .{name} {{{style}}}" for style, name in classes.items())
    drawing = re.sub(
        r' style="([^"]*)"', lambda found: f' class="{classes[found[1]]}"' if found[1] in classes else found[0], drawing
    )
    return re.sub(r"(<svg[^>]*>)", rf"\g<1><style>{rules}</style>", drawing, count=1) if rules else drawing


def with_one_stop(drawing: str) -> str:
    """Return a drawing in which each address is one stop for the keyboard, with a name: its label, or what it is.

    A mark beside its label is passed over; a mark without a label, or with one that does not say what it is, is named by
    what `style.answer` says of it, then by its statement.
    """
    links = LINK.findall(drawing)
    labelled, met = {address for address, _, inner in links if "<text" in inner}, set()

    def link(found: re.Match) -> str:
        address, name, inner = found[1], found[2] or "", found[3]
        label = "<text" in inner
        stops = address not in met and (label or address not in labelled)
        met.update([address] if stops else [])
        says = "" if label and not name else f' aria-label="{escape(_name(address, unescape(name)))}"'
        rest = says if stops else ' tabindex="-1" aria-hidden="true"'
        return f'<a href="{address}" xlink:href="{address}"{rest}>{inner}</a>'

    return LINK.sub(link, drawing)


def _name(address: str, name: str) -> str:
    """What a mark is, and who says it: the name of a link."""
    subject, said = _says().get(unescape(address).partition("#")[2], ("", ""))
    return ". ".join(filter(None, [(name or subject).rstrip("."), said])) or address


@lru_cache
def _says() -> dict[str, tuple[str, str]]:
    """Statement -> of whom or what it speaks; who says it and, if they are not Chinese, in which words."""
    said = {}
    for rows in map(tables.load, tables.statement_tables()):
        for row in rows.to_dict("records"):
            subject = evidence.subject(next((row[column] for column in ABOUT if row.get(column)), ""))
            words = shorten(recorded.said(row["id"]), 72)
            quoted = "" if places.CHINESE.search(words) else f": {words}"
            said[row["id"]] = (subject, evidence.called(row["source"]) + quoted)
    return said


def outlined(drawn: Drawing, prefix: str) -> str:
    """Return a drawing as an SVG that is right in any viewer: letters as outlines, no link, no other file."""
    text = _saved(drawn, "path", prefix)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{re.sub(r"</?a( [^>]*)?>", "", text)}\n'


def _saved(drawn: Drawing, fonttype: str, prefix: str) -> str:
    buffer = io.StringIO()
    with house(), rc_context({"svg.fonttype": fonttype}):
        drawn.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    text = re.sub(r' d="[^"]*"', _rounded, text)
    text = re.sub(r'\bid="data\?([^"]*)"', lambda found: _attributes(found[1]), text)
    text = re.sub(r'\bid="', f'id="{prefix}-', text)
    text = re.sub(r'(<use [^>]*?xlink:href="#)', rf"\g<1>{prefix}-", text)
    return re.sub(r"url\(#", f"url(#{prefix}-", text).strip()


def _attributes(query: str) -> str:
    """What `style.tag` said of a thing, as attributes of its group."""
    return " ".join(f'data-{name}="{escape(word)}"' for name, word in parse_qsl(unescape(query)))


def _rounded(path: re.Match) -> str:
    """A path to a hundredth of a point; a long one, as a coast, to a tenth."""
    places = 1 if len(path[0]) > LONG else 2
    numbers = re.sub(r"-?\d+\.\d+", lambda number: f"{float(number[0]):.{places}f}".rstrip("0").rstrip("."), path[0])
    return numbers if re.search("[CQ]", numbers) else re.sub(r"\s+L ", " ", numbers)  # a curve would go on as a curve
