"""What machines and those who share or cite read of a page: picture and description, citation, schema.org, its foot."""

from __future__ import annotations

import json
import re
from datetime import date
from html import escape, unescape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from analysis.book import citing, fonts

CHANGES = "notebooks/changes"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FINDING = re.compile(r'<ul class="findings">.*?</span><span>(.*?)<small', re.DOTALL)
VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>\s*')  # the layout has one


def describe(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Add to a page that stands in the contents what is said of it elsewhere, and at its foot its edition."""
    if doctree is None or app.builder.format != "html":
        return
    root, base, cover = Path(app.srcdir), app.config.html_baseurl, pagename == app.config.root_doc
    title = nodes.Text(context.get("title", "")).astext()
    cited = citing.work(root, title, f"{base}{pagename}.html")
    names = {
        "description": summary(doctree),
        "twitter:card": "summary_large_image",
        "citation_title": citing.BOOK if cover else f"{title}. In: {citing.BOOK}",
        "citation_author": cited.authors,
        "citation_publication_date": cited.released.replace("-", "/"),
        "citation_public_url": cited.address,
        "citation_language": "en",
    }
    about = dataset(root, base) if cover else chapter(root, cited, names["description"], base)
    context["meta"] = (context["meta"] or {}) | {"og:description": names["description"]} | picture(doctree, base)
    context["metatags"] = (
        VIEWPORT.sub("", context["metatags"])
        + fonts.preloads("../" * pagename.count("/"))
        + "".join(f'<meta name="{name}" content="{escape(said)}">\n' for name, said in names.items() if said)
        + f'<script type="application/ld+json">{about}</script>\n'
    )
    if next(doctree.findall(nodes.figure), None) is not None:
        context["body"] += citing.box(cited, "Cite this chapter")
    context["body"] += edition(root, context["pathto"](CHANGES))


def summary(doctree: nodes.document) -> str:
    """Return the first paragraph of a page, its question, and the first finding, if it has one."""
    question = next((one.astext() for one in doctree.findall(nodes.paragraph)), "")
    found = next((match for raw in doctree.findall(nodes.raw) if (match := FINDING.search(raw.astext()))), None)
    answer = unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""
    return re.sub(r"\s+", " ", f"{question} {answer}").strip()


def picture(doctree: nodes.document, base: str) -> dict[str, str]:
    """Return picture and alternative for those who share a page: its first figure; nothing if it has none."""
    for figure in doctree.findall(nodes.figure):
        drawing, caption = next(figure.findall(nodes.raw)), next(figure.findall(nodes.caption))
        name = next(name for name in drawing["figure_files"] if name.endswith(".svg")).removesuffix(".svg")
        return {"og:image": f"{base}figures/{name}.png", "og:image:alt": caption.astext()}
    return {}


def edition(root: Path, changes: str) -> str:
    """Return the foot of a page: which edition it is of, and where what has changed and errors are told."""
    said = citing.book(root)
    day = date.fromisoformat(said["released"])
    return (
        f'<p class="edition" data-pagefind-ignore>Version {said["version"]}, last updated {day.day} {day:%B %Y} · '
        f'<a href="{changes}">Changes and errata</a> · <a href="{said["url"]}/issues">Tell us of an error</a></p>'
    )


def _linked(about: dict[str, object]) -> str:
    return json.dumps({"@context": "https://schema.org"} | about, ensure_ascii=False).replace("</", "<\\/")


def chapter(root: Path, cited: citing.Work, description: str, base: str) -> str:
    """Return a page as a part of the book for schema.org, JSON-LD."""
    about = {
        "@type": "Chapter",
        "name": cited.title,
        "description": description,
        "url": cited.address,
        "datePublished": cited.released,
        "license": LICENCE,
        "author": {"@type": "Organization", "name": cited.authors},
        "isPartOf": {"@type": "Book", "name": citing.book(root)["title"], "url": base},
    }
    return _linked(about)


def dataset(root: Path, address: str) -> str:
    """Return the data of the book as a schema.org Dataset, JSON-LD."""
    said = citing.book(root)
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    about = {
        "@type": "Dataset",
        "name": said["title"],
        "description": package["description"],
        "url": address,
        "version": said["version"],
        "datePublished": said["released"],
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": said["authors"]},
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/zip",
            "contentUrl": f"{address}data/two-roads-data.zip",
        },
    }
    return _linked(about)


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension; what it says of a page comes before what others guess."""
    app.connect("html-page-context", describe, priority=400)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
