"""The Sphinx extension of the book. It knows nothing of the topic.

* Executed notebooks are cached under a digest of all they depend on, so a changed number is a changed page.
* A build counts only when it is complete (`analysis.book.complete`); one with nothing to do writes nothing.
* The declared tables and each figure's files are published beside the pages for download.
* A page asks for one sheet of the theme's styles, cut to what pages use, and for no script the book does not use.
* At the end the pages are indexed for search.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util import logging

from analysis.book import complete, fonts, pixels, renderer, search, weight
from analysis.book.beside import Beside

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
ONLY_ON = {"search.js": "search"}  # scripts that one page asks for, not all
OWN = sorted(path.name for path in STATIC.iterdir() if path.suffix in (".css", ".js"))
SAFE = {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def static_digest() -> str:
    """Return a digest of the styles, scripts and templates of the pages."""
    files = [path for folder in (STATIC, TEMPLATES) for path in sorted(folder.glob("*")) if path.is_file()]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def use_cache(app: Sphinx, config: Config) -> None:
    """Name the execution cache by what notebooks depend on, so that no stale output is ever shown."""
    root = Path(app.srcdir)
    folder = root / "_build" / "executed"
    current = folder / complete.digest(root)
    for old in folder.glob("*") if folder.exists() else []:
        if old != current:
            shutil.rmtree(old, ignore_errors=True)
    config.nb_execution_cache_path = str(current)


def publish_figures(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the files of the figures of a page that is about to be written; their PNGs are made meanwhile."""
    if app.builder.format == "html":
        renderer.publish(doctree, Path(app.outdir), lambda path: _drawing(app).tell(path))


def _drawing(app: Sphinx) -> Beside:
    app.drawing = app.drawing or Beside(pixels.drawn)
    return app.drawing


def wait_for_figures(app: Sphinx, failure: Exception | None) -> None:
    """Wait until all PNGs are there, or, of a build that has failed, for none."""
    if app.drawing and failure is None:
        app.drawing.finish()
    elif app.drawing:
        app.drawing.stop()


def note_written(app: Sphinx, *told: object) -> None:
    """Note that a page is written."""
    app.book_changed = True


def to_finish(app: Sphinx, failure: Exception | None) -> bool:
    """Return whether what stands beside the pages is to be made: the build has not failed, and it has changed something."""
    return failure is None and app.builder.format == "html" and app.book_changed


def publish_data(app: Sphinx, failure: Exception | None) -> None:
    """Copy the declared tables, and nothing else, beside the pages; drop what is no longer declared."""
    if to_finish(app, failure):
        data, out = Path(app.srcdir) / "data", Path(app.outdir) / "data"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        declared = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        for name in ["datapackage.json", *(resource["path"] for resource in declared)]:
            (out / name).write_bytes((data / name).read_bytes())


def leave_own_search(app: Sphinx) -> None:
    """Make the search page, and no index of Sphinx: no page asks for one, and it differs from build to build."""
    if app.builder.name == "html":
        app.builder.search = False
        app.config.html_additional_pages = {"search": "search.html"}


def publish_door(app: Sphinx) -> None:
    """Write the page at the root, which leads to the cover; it has the book's icon, as every page."""
    if app.builder.name == "html":
        name, address = escape(app.config.html_title), f"{app.config.root_doc}.html"
        whole = f"{app.config.html_baseurl}{address}"
        lead = f'<meta http-equiv="refresh" content="0; url={address}"><link rel="canonical" href="{whole}">'
        head = f'<meta charset="utf-8"><title>{name}</title><link rel="icon" href="_static/icon.svg">{lead}'
        body = f'<a href="{address}">{name}</a>'
        door = f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'
        (Path(app.outdir) / "index.html").write_text(door, encoding="utf-8")


def publish_fonts(app: Sphinx) -> None:
    """Write the typeface beside the style that names it."""
    if app.builder.format == "html":
        fonts.write(Path(app.outdir) / "_static" / "fonts")


def count_only_whole(app: Sphinx, failure: Exception | None) -> None:
    """Stamp the build if it is complete; say why not, and fail if its inputs changed under it."""
    if failure is None:
        changed = complete.touched(Path(app.srcdir)) != app.inputs_touched
        why = complete.end(Path(app.outdir).parent, app.inputs_digest, changed, app._warncount)
        if why and not app._warncount:
            raise SphinxError(why)
        if why:
            logging.getLogger(__name__).info(why)


def only_what_is_used(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: object) -> None:
    """Leave a page the book's own styles and scripts; styles of others go into one sheet, their scripts mostly nowhere."""
    own = {f"_static/{name}" for name in OWN}
    names = [str(file.filename or "") for file in context["css_files"]]
    app.foreign_sheets.update(dict.fromkeys(name.removeprefix("_static/") for name in names if name not in own))
    context["css_files"] = [file for file, name in zip(context["css_files"], names, strict=True) if name in own]
    body = context.get("body") or ""
    context["script_files"] = [
        file for file in context["script_files"]
        if file.filename and (str(file.filename) in own or weight.asked_for(str(file.filename), body))
        and ONLY_ON.get(str(file.filename).rpartition("/")[2], pagename) == pagename
    ]  # fmt: skip


def drop_removed(app: Sphinx, env: object, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Remove the pages of documents that the book no longer has, so that no search finds them."""
    for docname in removed if app.builder.name == "html" else ():
        Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
    return []


def forget_changed(app: Sphinx, env: object, docnames: list[str]) -> None:
    """Forget all that changed documents have said before one is read again: what moved between them is told once."""
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def lighten(app: Sphinx, failure: Exception | None) -> None:
    """Cut the theme's styles to what the pages use, and drop what no page asks for."""
    if to_finish(app, failure) and app.foreign_sheets:
        weight.merge(Path(app.outdir), app.foreign_sheets, OWN)
        weight.drop_idle(Path(app.outdir), OWN)
        weight.drop_gone(Path(app.outdir))


def index_pages(app: Sphinx, failure: Exception | None) -> None:
    """Make the pages searchable; a build whose index fails has failed."""
    if to_finish(app, failure) and app.builder.name == "html":
        try:
            search.write(Path(app.outdir))
        except Exception as error:
            raise SphinxError(f"the search index could not be made: {error}") from error


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    complete.alone(Path(app.srcdir) / "_build")
    app.inputs_touched = complete.touched(Path(app.srcdir))
    app.inputs_digest = complete.digest(Path(app.srcdir), complete.INPUTS)
    app.book_changed = complete.begin(Path(app.outdir).parent) != app.inputs_digest
    app.connect("config-inited", use_cache, priority=100)
    app.foreign_sheets, app.drawing = {}, None
    app.connect("config-inited", lambda app, config: config.html_static_path.append(str(STATIC)))
    app.connect("config-inited", lambda app, config: config.templates_path.append(str(TEMPLATES)))
    app.connect("builder-inited", publish_fonts)
    app.connect("builder-inited", publish_door)
    app.connect("builder-inited", leave_own_search)
    app.connect("env-get-outdated", drop_removed)
    app.connect("env-before-read-docs", forget_changed)
    app.connect("doctree-resolved", publish_figures)
    app.connect("build-finished", wait_for_figures, priority=750)
    app.connect("build-finished", publish_data)
    app.connect("build-finished", count_only_whole, priority=900)
    app.connect("build-finished", index_pages, priority=700)
    app.connect("build-finished", lighten, priority=800)
    app.connect("html-page-context", note_written)
    app.connect("html-page-context", only_what_is_used, priority=900)
    app.add_config_value("book_static", static_digest(), "html")  # a changed style or script rewrites the pages
    app.add_config_value("book_cited", complete.digest(Path(app.srcdir), ("CITATION.cff",)), "env")  # figures name it too
    for path in sorted(STATIC.glob("*.css")):
        app.add_css_file(path.name)
    for path in sorted(STATIC.glob("*.js")):
        app.add_js_file(path.name, loading_method="defer")
    return SAFE
