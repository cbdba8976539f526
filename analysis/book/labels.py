"""Tables and statements without what a page need not say: the label of each cell once, ends that HTML lets be left out."""

from __future__ import annotations

import re
from html import escape, unescape

from docutils import nodes
from sphinx.application import Sphinx

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
LABEL = re.compile(r' data-label="([^"]*)"')
ENDS = re.compile(r"</(?:t[dhr]|thead|tbody|d[dt])>")
BETWEEN = re.compile(r"\s+(?=<(?:t[dhr]|tbody)\b|</table>)")
MOST = 16  # columns for which tables.css has a rule


def lean(html: str) -> str:
    """Return `html` with its labels `once` and without the ends of cells, rows and fields: what follows ends them.

    >>> lean('<table><tr><td data-label="A">1</td></tr></table><dl><dt>A</dt><dd> 1 </dd></dl>')
    '<table style="--c1: \\'A: \\'"><tr><td>1</table><dl><dt>A<dd> 1 </dl>'

    A cell with nothing in it stays empty.

    >>> lean("<tr><td></td> <td>2</td>\\n<td></td></tr></table>")
    '<tr><td><td>2<td></table>'
    """
    return BETWEEN.sub("", ENDS.sub("", once(html)))


def once(html: str) -> str:
    """Return `html` in which each table, not each of its cells, says what its columns are called; tables.css shows it.

    >>> once('<table><tr><td data-label="A">1</td></tr><tr><td data-label="A">2</td></tr></table>')
    '<table style="--c1: \\'A: \\'"><tr><td>1</td></tr><tr><td>2</td></tr></table>'

    A cell that heads its row with no word is a cell like others.

    >>> once('<table><tr><th scope="row" data-label="A"></th></tr></table>')
    '<table style="--c1: \\'A: \\'"><tr><td></td></tr></table>'

    Raises
    ------
    ValueError
        If a table has more columns than the style has rules.
    """
    return TABLE.sub(lambda found: _named(found[0]), html)


def _named(table: str) -> str:
    labels = next((found for row in table.split("</tr>") if (found := LABEL.findall(row))), [])
    if len(labels) > MOST:
        raise ValueError(f"a table has {len(labels)} columns; tables.css has rules for {MOST}")
    names = "; ".join(f"--c{i}: '{_quoted(label)}: '" for i, label in enumerate(labels, 1))
    table = LABEL.sub("", table).replace('<th scope="row"></th>', "<td></td>")
    return table.replace("<table>", f'<table style="{names}">' if names else "<table>", 1)


def _quoted(label: str) -> str:
    """A label as it stands in a string of a style: neither sign that could end the string is left."""
    return escape(unescape(label).replace("\\", "\\5c ").replace("'", "\\27 "))


def shorten(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Lighten the tables and statements of a page."""
    if app.builder.format != "html":
        return
    for node in doctree.findall(nodes.raw):
        text = node.astext()
        if ENDS.search(text):
            node.children = [nodes.Text(lean(text))]


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.connect("doctree-resolved", shorten)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
