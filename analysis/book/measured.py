"""What was measured last: ``notebooks/measured.toml``, a section for each command, shown by ``{measured} section``.

`record` writes a section anew and leaves the others; each says on which machine it was taken.
"""

from __future__ import annotations

import json
import os
import platform
import tomllib
from collections.abc import Iterable
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

KEPT = Path(__file__).resolve().parents[2] / "notebooks" / "measured.toml"


def machine() -> str:
    """Return on what this runs: cores, processor, system, Python."""
    told = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in told.read_text().splitlines() if line.startswith("model name")] \
        if told.exists() else []  # fmt: skip
    model = names[0] if names else platform.processor() or platform.machine()
    return f"{os.cpu_count()} cores, {model}, {platform.system()}, Python {platform.python_version()}"


def read(kept: Path = KEPT) -> dict[str, dict]:
    """Return what is kept: section -> caption, machine, columns, rows."""
    return tomllib.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}


def record(section: str, caption: str, columns: Iterable[str], rows: Iterable[Iterable[object]], kept: Path = KEPT) -> None:
    """Keep a table as `section`, in place of what it was, with the machine it was taken on.

    Parameters
    ----------
    columns, rows : the words of its head, and what stands in its cells, as a reader is to see it
    """
    table = {"caption": caption, "machine": machine(), "columns": [*columns], "rows": [[*map(str, row)] for row in rows]}
    every = read(kept) | {section: table}
    text = "# Written by the commands that measure (see measured.md), not by hand.\n"
    for name, said in sorted(every.items()):
        lines = [f"{key} = {json.dumps(said[key], ensure_ascii=False)}" for key in ("caption", "machine", "columns")]
        cells = "".join(f"    {json.dumps(row, ensure_ascii=False)},\n" for row in said["rows"])
        text += "\n".join([f"\n[{name}]", *lines, f"rows = [\n{cells}]\n"])
    kept.write_text(text, encoding="utf-8")


def table(said: dict) -> str:
    """Return a section as the page shows it.

    >>> said = {"caption": "Times", "machine": "2 cores", "columns": ["what", "s"], "rows": [["build", "3"]]}
    >>> table(said).partition("<tbody>")[2].partition("</tbody>")[0]
    '<tr><th scope="row" data-label="what">build</th> <td data-label="s">3</td></tr>'
    """
    caption = escape(f"{said['caption']} ({said['machine']})")
    head = " ".join(f'<th scope="col">{escape(name)}</th>' for name in said["columns"])
    body = "\n".join(
        "<tr>" + " ".join(_cell(*cell) for cell in enumerate(zip(said["columns"], row, strict=True))) + "</tr>"
        for row in said["rows"]
    )
    return (
        f'<div class="data-table cards"><div class="scroll" tabindex="0" role="region" aria-label="{caption}">'
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></div>"
    )


def _cell(place: int, cell: tuple[str, str]) -> str:
    tag, kind = ("td", "td") if place else ('th scope="row"', "th")
    return f'<{tag} data-label="{escape(cell[0])}">{escape(cell[1])}</{kind}>'


class Measured(Directive):
    """``{measured} bench``: the last figures of a section."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table; a section that was never measured is an error."""
        self.state.document.settings.env.note_dependency(str(KEPT))
        every = read()
        if self.arguments[0] not in every:
            raise self.error(f"{KEPT.name} has no section {self.arguments[0]!r}; there are {', '.join(every)}")
        return [nodes.raw("", table(every[self.arguments[0]]), format="html")]


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.add_directive("measured", Measured)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
