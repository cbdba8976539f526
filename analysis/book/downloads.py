"""What readers carry away: tables as files, all of them as one archive, notebooks that say what they need."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx

from analysis.book import citing, extension

ARCHIVE = "two-roads-data.zip"
EPOCH = (2020, 1, 1, 0, 0, 0)  # no date of this machine in the archive
LINK = re.compile(r'<a download="([^"/]+)" href="data:[^,"]*,([^"]*)"')
NEEDS = """This notebook is a chapter of *Two Roads to the Moon*. To run it, get the book and what it needs:

    git clone {url}
    cd {folder}
    make lab            # Python 3.11 or later; README.md says how without make

then open `notebooks/{name}` there."""


def as_files(html: str) -> tuple[str, dict[str, str]]:
    """Return `html` in which the files that links hold stand in ``../tables/``, and those files: name -> content.

    A cell must hold its table, since it needs no other file; a page would be twice as heavy for it.

    >>> as_files('<a download="a.csv" href="data:text/csv;charset=utf-8,x%2Cy">CSV</a>')
    ('<a download href="../tables/a.csv">CSV</a>', {'a.csv': 'x,y'})
    """
    held = {name: unquote(content) for name, content in LINK.findall(html)}
    return LINK.sub(r'<a download href="../tables/\1"', html), held


def publish_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the tables of a page that is about to be written beside it, and lead its links there."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / "tables"
    for node in doctree.findall(nodes.raw):
        text, held = as_files(node.astext())
        for name, content in held.items():
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        if held:
            node.children = [nodes.Text(text)]


def archive(folder: Path, target: Path) -> None:
    """Write the files of `folder` into the zip file `target`, the same bytes for the same files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            if path != target:
                packed.writestr(zipfile.ZipInfo(path.name, EPOCH), path.read_bytes(), zipfile.ZIP_DEFLATED)


def explained(notebook: str, name: str, url: str) -> str:
    """Return a notebook file whose first cell says how to get what it needs."""
    read = json.loads(notebook)
    text = NEEDS.format(url=url, folder=url.rpartition("/")[2], name=name)
    read["cells"].insert(0, {"cell_type": "markdown", "id": "needs", "metadata": {}, "source": text})
    return json.dumps(read, ensure_ascii=False, indent=1) + "\n"


def publish(app: Sphinx, failure: Exception | None) -> None:
    """Write the archive of the tables, and the notebooks for download as they are in the book but for their first cell."""
    if not extension.to_finish(app, failure):
        return
    root, out = Path(app.srcdir), Path(app.outdir)
    archive(out / "data", out / "data" / ARCHIVE)
    url = citing.book(root)["url"]
    for path in sorted((out / "_sources" / "notebooks").glob("*.ipynb")):
        original = (root / "notebooks" / path.name).read_text(encoding="utf-8")
        path.write_text(explained(original, path.name, url), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.connect("doctree-resolved", publish_tables)
    app.connect("build-finished", publish, priority=600)  # when the tables are there
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
