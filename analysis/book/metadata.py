"""What machines and those who cite read of a page: citation for reference managers, schema.org, the box at its foot."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from analysis.book import citing, fonts


def describe(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Add to a page that stands in the contents its citation, and to the cover what the data are."""
    if doctree is None or app.builder.format != "html":
        return
    context["metatags"] += fonts.preloads("../" * pagename.count("/"))
    root, cover = Path(app.srcdir), pagename == app.config.root_doc
    title = nodes.Text(context.get("title", "")).astext()
    cited = citing.work(root, title, f"{app.config.html_baseurl}{pagename}.html")
    tags = {
        "citation_title": citing.BOOK if cover else f"{title}. In: {citing.BOOK}",
        "citation_author": cited.authors,
        "citation_publication_date": cited.released.replace("-", "/"),
        "citation_public_url": cited.address,
        "citation_language": "en",
    }
    context["metatags"] += "".join(f'<meta name="{name}" content="{escape(said)}">\n' for name, said in tags.items())
    if cover:
        context["metatags"] += f'<script type="application/ld+json">{dataset(root, app.config.html_baseurl)}</script>\n'
    if next(doctree.findall(nodes.figure), None) is not None:
        context["body"] += citing.box(cited, "Cite this chapter")


def dataset(root: Path, address: str) -> str:
    """Return the data of the book as a schema.org Dataset, JSON-LD."""
    said = citing.book(root)
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    about = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": said["title"],
        "description": package["description"],
        "url": address,
        "version": said["version"],
        "datePublished": said["released"],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": said["authors"]},
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/zip",
            "contentUrl": f"{address}data/two-roads-data.zip",
        },
    }
    return json.dumps(about, ensure_ascii=False).replace("</", "<\\/")


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.connect("html-page-context", describe)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
