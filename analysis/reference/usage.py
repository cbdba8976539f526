"""Which chapters show a statement: read from the pages as they are built, so that each link has its target."""

from __future__ import annotations

import re
from pathlib import Path

Usage = dict[str, list[str]]  # id of a statement -> the pages that show it

ANCHOR = re.compile(r'<(?:li|tr|details|section)[^>]* id="([a-z]+-[^"]+)"')


def usage(pages: Path) -> Usage:
    """Return for each anchor of a statement the pages in folder `pages` that have it, by their names without ending."""
    found: Usage = {}
    for path in sorted(pages.glob("*.html")):
        for key in dict.fromkeys(ANCHOR.findall(path.read_text(encoding="utf-8"))):
            found.setdefault(key, []).append(path.stem)
    return found
