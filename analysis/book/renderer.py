"""MyST-NB renderer of figures: caption, name and alternative come with the output, so they cannot differ from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from myst_nb.core.render import MimeRenderPlugin, create_figure_context

from analysis.book import citing
from analysis.book.compact import BEGIN
from analysis.book.inline import behind, coded, inline

if TYPE_CHECKING:
    from myst_nb.core.render import MimeData, NbElementRenderer
    from sphinx.environment import BuildEnvironment


class FigureRenderer(MimeRenderPlugin):
    """Turns an SVG output that is described as a figure into a numbered figure with its drawing inline."""

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the figure's nodes, or None for any other output."""
        described = data.output_metadata.get("figure")
        if inline or data.mime_type != "image/svg+xml" or not described:
            return None
        page, holder = renderer.renderer, nodes.Element()
        with page.current_node_context(holder), create_figure_context(page, described, data.line or 0):
            page.current_node.append(_drawing(data.string, described, page.sphinx_env))
        return holder.children


def _drawing(svg: str, described: dict[str, str], env: BuildEnvironment) -> nodes.raw:
    name, files = described["name"], behind(svg)
    up = "../" * env.docname.count("/")
    address = f"{env.config.html_baseurl}{env.docname}.html#{name}"
    cited = citing.work(Path(env.srcdir), f"{described['caption']} (figure)", address)
    offered = [*files, f"{name}.png"]
    links = " · ".join(f'<a download href="{up}figures/{f}">{f.rpartition(".")[2].upper()}</a>' for f in offered)
    known = env.temp_data.setdefault("figure_names", {})  # a page's, all its figures share them
    if env.app.builder.name == "singlehtml":
        known[BEGIN] = f"f{env.docname.rpartition('/')[2]}-"
    drawings, words = coded(inline(svg, described["alt"], known))
    drawings = drawings.replace("<svg role", f'<svg aria-describedby="{name}-end" role')
    choices = f' data-words="{escape(json.dumps(words, ensure_ascii=False))}"' if words else ""
    markup = (
        f'<a class="skip" href="#{name}-end">Skip this figure</a>'
        f'<div class="figure-box"{choices}>{drawings}</div>'
        f'<p class="downloads" id="{name}-end"><a href="{up}figures/{name}.html">Table behind this figure</a> · {links}</p>'
        f"{citing.box(cited, 'Cite this figure')}"
    )
    return nodes.raw("", markup, format="html", figure_files=files, figure=described)


def publish(doctree: nodes.document, outdir: Path, draw: Callable[[Path], None]) -> None:
    """Write the files of every figure of a page into ``figures/`` of the book; have each drawing's PNG made by `draw`."""
    folder = outdir / "figures"
    for drawing in doctree.findall(nodes.raw):
        for name, content in drawing.get("figure_files", {}).items():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
            if name.endswith(".svg"):
                draw(folder / name)
