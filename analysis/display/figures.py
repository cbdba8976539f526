"""A figure in a cell: one SVG that holds the drawing for a desk and the one for a phone."""

from __future__ import annotations

import io
import json
import re
from html import escape
from typing import TYPE_CHECKING

import networkx as nx
from IPython.display import display

from analysis.charts.style import PHONE, WIDE, house

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

    from analysis.chapters.spec import Figure

VARIANTS = {"wide": WIDE, "phone": PHONE}


def figure(spec: Figure) -> None:
    """Display figure `spec` for both widths; its caption and alternative travel with the output to the page."""
    parts = {variant: svg(spec.drawn(width), f"{spec.name}-{variant}") for variant, width in VARIANTS.items()}
    files = {
        f"{spec.name}.csv": spec.table.to_csv(index=False),
        **(graph_files(spec.graph, spec.name) if spec.graph is not None else {}),
    }
    bundle = {"image/svg+xml": combined(parts, files), "text/plain": spec.alt}
    described = {"name": spec.name, "title": spec.words["title"], "caption": spec.words["caption"], "alt": spec.alt}
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
    """Return one SVG: the wide drawing shown, the phone one hidden, the data as metadata.

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
    return drawing.replace("<svg ", f'<svg class="{name}" ', 1)


def svg(drawn: Drawing, prefix: str) -> str:
    """Return a drawing as SVG text, the same on every run, with ids that begin with `prefix`."""
    buffer = io.StringIO()
    with house():
        drawn.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    text = text.replace(' target="_blank"', "")  # links lead to a statement on the same page
    text = re.sub(r'\bid="', f'id="{prefix}-', text)
    text = re.sub(r'(<use [^>]*?xlink:href="#)', rf"\g<1>{prefix}-", text)
    return re.sub(r"url\(#", f"url(#{prefix}-", text).strip()
