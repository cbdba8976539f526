"""The Sphinx extension of the book. It knows nothing of the topic.

* Executed notebooks are cached under a digest of all they depend on, so a changed number is a changed page.
* Figures stand inline in the page: links in them work, light and dark colours apply, a phone gets its own drawing.
* The data folder and each figure's SVG are published beside the pages for download.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from html import escape, unescape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.osutil import ensuredir

from analysis.charts import style

STATIC = Path(__file__).parent / "static"
DEPENDENCIES = ("analysis/**/*.py", "data/*", "requirements.txt")
# Colours of a figure file that follow the page's light or dark scheme once the figure stands inline.
SCHEME = {style.INK: "ink", style.MUTED: "muted", style.RULE: "rule", style.PAPER: "paper"} | {
    colour: f"cat{n}" for n, colour in enumerate(dict.fromkeys((style.ILRS, *style.CATEGORIES, style.ARTEMIS, style.OTHER)))
}


def digest(root: Path) -> str:
    """Return a digest of every file that a notebook's outputs depend on besides its own cells."""
    sha = hashlib.sha256()
    for pattern in DEPENDENCIES:
        for path in sorted(root.glob(pattern)):
            sha.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]


def static_digest() -> str:
    """Return a digest of the style and the script of the pages."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(STATIC.glob("*")))).hexdigest()[:16]


def use_cache(app: Sphinx, config: Config) -> None:
    """Name the execution cache by `digest`, so that no stale output is ever shown."""
    root = Path(app.srcdir)
    folder = root / "_build" / "executed"
    current = folder / digest(root)
    for old in folder.glob("*") if folder.exists() else []:
        if old != current:
            shutil.rmtree(old)
    config.nb_execution_cache_path = str(current)


def inline(svg: str, alt: str) -> str:
    """Return the drawings of figure file `svg` as inline markup with a name and colours by scheme.

    >>> inline('<svg><svg class="wide"><g style="fill: #1c1f24"/></svg></svg>', "A line.")
    '<svg role="img" aria-label="A line." class="wide"><g style="fill: var(--fig-ink, #1c1f24)"/></svg>'
    """
    for colour, name in SCHEME.items():
        svg = re.sub(rf"(?<=[:\s]){colour}\b", f"var(--fig-{name}, {colour})", svg)
    drawings = re.findall(r"<svg class=.*?</svg>", svg.replace(' display="none"', ""), flags=re.DOTALL)
    role = "group" if "<a " in svg else "img"
    named = f'<svg role="{role}" aria-label="{escape(alt)}" '
    return "".join(drawing.replace("<svg ", named, 1) for drawing in drawings)


def behind(svg: str) -> dict[str, str]:
    """Return the data files that figure file `svg` carries: file name -> content.

    >>> behind('<svg><metadata>{"a.csv": "x &lt; y"}</metadata></svg>')
    {'a.csv': 'x < y'}
    """
    found = re.search(r"<metadata>(.*?)</metadata>", svg, flags=re.DOTALL)
    return json.loads(unescape(found.group(1))) if found else {}


def publish(files: dict[str, str], folder: Path) -> None:
    """Write `files` (name -> content) into `folder` of the book."""
    ensuredir(folder)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def inline_figures(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put every SVG figure of a page inline and publish its file under ``figures/``."""
    if app.builder.format != "html":
        return
    for image in list(doctree.findall(nodes.image)):
        path = Path(app.srcdir) / image["uri"].lstrip("/")
        if path.suffix != ".svg" or not path.exists():
            continue
        svg = path.read_text(encoding="utf-8")
        name = image.parent["names"][0] if isinstance(image.parent, nodes.figure) and image.parent["names"] else path.stem
        files = {f"{name}.svg": svg, **behind(svg)}
        publish(files, Path(app.outdir) / "figures")
        up = "../" * docname.count("/")
        links = " · ".join(f'<a download href="{up}figures/{f}">{f.rpartition(".")[2].upper()}</a>' for f in files)
        markup = (
            f'<div class="figure-box">{inline(svg, image.get("alt", ""))}</div>'
            f'<p class="downloads">Download this figure and the data behind it: {links}</p>'
        )
        image.replace_self(nodes.raw("", markup, format="html"))


def drop_images(app: Sphinx, env: object) -> None:
    """Forget inlined SVG files, so they are not copied a second time as images."""
    for uri in [uri for uri in env.images if uri.endswith(".svg")]:
        del env.images[uri]


def publish_data(app: Sphinx, failure: Exception | None) -> None:
    """Copy ``data/`` beside the pages, so every table can be downloaded from the book itself."""
    if failure is None and app.builder.format == "html":
        shutil.copytree(Path(app.srcdir) / "data", Path(app.outdir) / "data", dirs_exist_ok=True)


def no_live_code(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: object) -> None:
    """Leave out the scripts of live-code launchers, which the book does not use and which ask other hosts."""
    for kind in ("script_files", "css_files"):
        context[kind][:] = [file for file in context[kind] if "thebe" not in _described(file)]


def _described(file: object) -> str:
    body = getattr(file, "attributes", {}).get("body") or ""
    return f"{getattr(file, 'filename', file)} {body}".lower()


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.connect("config-inited", use_cache, priority=100)
    app.connect("config-inited", lambda app, config: config.html_static_path.append(str(STATIC)))
    app.connect("doctree-resolved", inline_figures)
    app.connect("env-updated", drop_images)
    app.connect("build-finished", publish_data)
    app.connect("html-page-context", no_live_code, priority=900)
    app.add_config_value("book_static", static_digest(), "html")  # a changed style or script rewrites the pages
    app.add_css_file("book.css")
    app.add_js_file("book.js", loading_method="defer")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
