"""What readers carry away: all tables as one archive, and notebooks that say what they need."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from sphinx.application import Sphinx

from analysis.book import citing

ARCHIVE = "two-roads-data.zip"
EPOCH = (2020, 1, 1, 0, 0, 0)  # no date of this machine in the archive
NEEDS = """This notebook is a chapter of *Two Roads to the Moon*. To run it, get the book and what it needs:

    git clone {url}
    cd {folder}
    make notebooks      # Python 3.11 or later; or: pip install -r requirements.txt

then open `notebooks/{name}` there, for instance with `.venv/bin/jupyter lab`."""


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
    if failure is not None or app.builder.format != "html":
        return
    root, out = Path(app.srcdir), Path(app.outdir)
    archive(out / "data", out / "data" / ARCHIVE)
    url = citing.book(root)["url"]
    for path in sorted((out / "_sources" / "notebooks").glob("*.ipynb")):
        original = (root / "notebooks" / path.name).read_text(encoding="utf-8")
        path.write_text(explained(original, path.name, url), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.connect("build-finished", publish, priority=600)  # when the tables are there
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
