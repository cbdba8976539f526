"""Chinese words in the text of pages say that they are Chinese, so that they are spoken and drawn as such."""

from __future__ import annotations

import re
from html import escape

from docutils import nodes
from sphinx.application import Sphinx

LEFT_ALONE = nodes.raw | nodes.FixedTextElement | nodes.title
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def marked(text: str) -> list[nodes.Node]:
    """Return `text` as nodes, runs of Chinese marked as such.

    >>> [node.astext() for node in marked("Apollo (阿波罗).")]
    ['Apollo (', '<span lang="zh">阿波罗</span>', ').']
    """
    found, end = [], 0
    for run in HAN.finditer(text):
        marked_run = nodes.raw("", f'<span lang="zh">{escape(run[0])}</span>', format="html")
        found += [nodes.Text(text[end : run.start()]), marked_run]
        end = run.end()
    return [node for node in [*found, nodes.Text(text[end:])] if node.astext()]


def mark(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Mark the Chinese words of a page that is about to be written."""
    if app.builder.format != "html":
        return
    for parent in [*doctree.findall(lambda node: isinstance(node, nodes.TextElement) and not isinstance(node, LEFT_ALONE))]:
        for text in [child for child in parent.children if isinstance(child, nodes.Text) and HAN.search(child)]:
            parent.replace(text, marked(text))


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.connect("doctree-resolved", mark)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
