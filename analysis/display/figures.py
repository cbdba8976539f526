"""A figure in a cell: one SVG that holds the drawing for a desk and the one for a phone."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html import escape
from typing import Any

import networkx as nx
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from analysis.charts.style import PHONE, WIDE, house

VARIANTS = {"wide": WIDE, "phone": PHONE}


def figure(
    draw: Callable[..., Figure],
    *args: Any,
    name: str,
    alt: str,
    caption: str,
    data: pd.DataFrame,
    graph: nx.Graph | None = None,
    **options: Any,
) -> None:
    """Display `draw(*args, **options)` for both widths; the book offers what lies behind it.

    Parameters
    ----------
    draw : chart function of `analysis.charts` that takes ``width``
    name : the figure's name, ``fig-...``; also its reference target and file name
    alt : alternative text, from the chart module's ``alt_...`` function
    caption : caption of the numbered figure
    data : the table behind the figure, offered as CSV
    graph : the graph behind the figure, offered as GraphML and node-link JSON

    Raises
    ------
    ValueError
        If `name` does not start with ``fig-``.
    """
    if not name.startswith("fig-"):
        raise ValueError(f"a figure's name starts with 'fig-', not {name!r}")
    parts = {variant: _svg(draw(*args, width=width, **options), f"{name}-{variant}") for variant, width in VARIANTS.items()}
    files = {
        f"{name}.csv": data.to_csv(index=False),
        **(graph_files(graph, name) if graph is not None else {}),
    }
    bundle = {"image/svg+xml": combined(parts, files), "text/plain": alt}
    display(bundle, raw=True, metadata={"figure": {"name": name, "caption": caption, "alt": alt}})


def graph_files(graph: nx.Graph, name: str) -> dict[str, str]:
    """Return `graph` as GraphML and as node-link JSON: file name -> content.

    Attributes that GraphML cannot hold (anything but text, numbers and booleans) must not occur.

    >>> list(graph_files(nx.Graph([("a", "b")]), "fig-net"))
    ['fig-net.graphml', 'fig-net.json']
    """
    node_link = nx.node_link_data(graph, edges="edges")
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


def _classed(svg: str, name: str) -> str:
    return svg.replace("<svg ", f'<svg class="{name}" ', 1)


def _svg(drawn: Figure, prefix: str) -> str:
    buffer = io.StringIO()
    with house():
        drawn.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    text = text.replace(' target="_blank"', "")  # links lead to a statement on the same page
    text = re.sub(r'\bid="', f'id="{prefix}-', text)
    text = re.sub(r'(<use [^>]*?xlink:href="#)', rf"\g<1>{prefix}-", text)
    return re.sub(r"url\(#", f"url(#{prefix}-", text).strip()
