"""Sphinx extension: adds pages of documents, of who is who and of figures to the built book, and lists to its contents.

The pages are written after the chapters, whose statements they link to; what nothing has changed is not made again. They
take the frame of the book's pages and no part in its contents, so that hundreds of them weigh nothing on the others.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from analysis.book import complete, labels

FOLDER = "reference"
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
    """Yield every page of the reference, or none if those there are still right."""
    if app.builder.name != "html":  # a book in one piece has the chapters alone
        return
    from analysis.reference.usage import usage

    out = Path(app.outdir)
    used = usage(out / "notebooks")
    titles = {name.rpartition("/")[2]: title.astext() for name, title in app.env.titles.items()}
    stamp, digest = out / FOLDER / "made", _digest(Path(app.srcdir), used, titles)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    for page in made(used, titles):
        yield f"{FOLDER}/{page.address}", {"title": page.title, "body": labels.lean(page.body), "metatags": ""}, "page.html"
    stamp.write_text(digest, encoding="utf-8")


def note_figures(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep what the page of a figure needs of a chapter that is about to be written."""
    for drawing in doctree.findall(nodes.raw) if app.builder.name == "html" else ():
        if "figure" in drawing:
            app.drawn.append((drawing["figure"], drawing["figure_files"], docname, app.env.titles[docname].astext()))


def collect_figures(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page of every figure of the chapters that were written."""
    if app.drawn:
        from analysis.reference import figures

        for drawn in app.drawn:
            page = figures.page(figures.Drawn(*drawn))
            yield page.address, {"title": page.title, "body": labels.lean(page.body), "metatags": ""}, "page.html"


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
