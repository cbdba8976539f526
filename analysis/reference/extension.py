"""Sphinx extension: adds pages of documents, of who is who and of figures to the built book, and lists to its contents.

The pages are written after the chapters, whose statements they link to; what nothing has changed is not made again. They
take the frame of the book's pages, which the theme makes once, and no part in its contents, so that hundreds of them
weigh nothing on the others.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from markupsafe import Markup
from sphinx.application import Sphinx

from analysis.book import complete, labels

FOLDER = "reference"
# Addresses of pages that are all frame; others are as deep.
FRAME, FIGURE_FRAME = f"{FOLDER}/sources/frame", "figures/frame"
MADE_OF = tuple(pattern for pattern in complete.INPUTS if not pattern.startswith("notebooks/"))


class Index(Directive):
    """``{reference} who`` or ``{reference} documents``: the list of all pages of a kind."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list, and name what it is made of, so that a change of data makes it anew."""
        from analysis.reference import documents, parties

        env = self.state.document.settings.env
        for pattern in complete.DEPENDENCIES:
            for path in Path(env.app.srcdir).glob(pattern):
                env.note_dependency(str(path))
        made = {"who": parties.index, "documents": documents.index}[self.arguments[0]]
        return [nodes.raw("", made(), format="html")]


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the frame of a page and fill it for each page of the reference; do nothing if those there are still right."""
    if app.builder.name != "html":  # a book in one piece has the chapters alone
        return
    from analysis.reference.usage import usage

    out = Path(app.outdir)
    used, titles = usage(out)
    titles |= {name.rpartition("/")[2]: title.astext() for name, title in app.env.titles.items()}
    stamp, digest = out / FOLDER / "made", _digest(Path(app.srcdir), used, titles)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    pages = (page._replace(address=f"{FOLDER}/{page.address}") for page in made(used, titles))
    yield from framed(out, FRAME, pages)
    stamp.write_text(digest, encoding="utf-8")


def note_figures(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep what the page of a figure needs of a chapter that is about to be written."""
    for drawing in doctree.findall(nodes.raw) if app.builder.name == "html" else ():
        if "figure" in drawing:
            app.drawn.append((drawing["figure"], drawing["figure_files"], docname, app.env.titles[docname].astext()))


def collect_figures(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the frame of a page and fill it for each figure of the chapters that were written."""
    if app.drawn:
        from analysis.reference import figures

        yield from framed(Path(app.outdir), FIGURE_FRAME, (figures.page(figures.Drawn(*drawn)) for drawn in app.drawn))


def framed(out: Path, frame: str, pages: Iterable[Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Have the page `frame` made, which is all frame, and write `pages`, as deep in folder `out`, in its likeness."""
    yield frame, {"title": "@title@", "body": "@body@", "metatags": ""}, "page.html"
    written = out / f"{frame}.html"
    text = written.read_text(encoding="utf-8")
    written.unlink()
    for page in pages:
        path = out / f"{page.address}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(text, frame, page.address, page.title, labels.lean(page.body)), encoding="utf-8")


def filled(text: str, frame: str, address: str, title: str, body: str) -> str:
    """Return the page at `address`, given the `text` of the page at `frame`.

    >>> filled('<title>@title@</title><link href="a/frame.html">@body@', "a/frame", "a/b", "A & B", "<p>")
    '<title>A &amp; B</title><link href="a/b.html"><p>'
    """
    head, foot = text.split("@body@")
    named = head.replace("@title@", Markup.escape(Markup(title).striptags()))
    return named.replace(frame, address) + body + foot


def made(used: dict[str, list[str]], titles: dict[str, str]) -> Iterator[Any]:
    """Yield the pages, given which chapters show which statement."""
    from analysis.reference import documents, pages, parties

    shown, checked = pages.Shown(used, titles), pages.Checked()
    yield from documents.pages(shown, checked)
    yield from parties.pages(shown, checked)


def _digest(root: Path, used: dict[str, list[str]], titles: dict[str, str]) -> str:
    told = complete.digest(root, MADE_OF) + json.dumps([used, titles], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.add_directive("reference", Index)
    app.drawn = []
    app.connect("doctree-resolved", note_figures)
    app.connect("html-collect-pages", collect)
    app.connect("html-collect-pages", collect_figures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
