"""Which chapters show a statement: read from the pages as they are built, so that each link has its target."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

Usage = dict[str, list[str]]  # id of a statement -> the pages that show it

ANCHOR = re.compile(r'<(?:li|tr|details|section)[^>]* id="([a-z]+-[^"]+)"')
PARTED = re.compile(r'<p class="crumb"><a href="\.\./notebooks/(\w+)\.html[^>]*>Back to the chapter: ([^<]+)</a>')


def usage(out: Path) -> tuple[Usage, dict[str, str]]:
    """Return for each anchor of a statement the pages that have it, and the titles of pages parted from chapters.

    A page is named by its address as seen from the chapters, without ending: ``08_blocs``, ``../tables/blocs-joined``.
    What a chapter has parted with counts where the chapter has it no more.

    Parameters
    ----------
    out : folder of the built book
    """
    found: Usage = {}
    titles: dict[str, str] = {}
    for path in sorted((out / "notebooks").glob("*.html")):
        for key in dict.fromkeys(ANCHOR.findall(path.read_text(encoding="utf-8"))):
            found.setdefault(key, []).append(path.stem)
    for path in sorted((out / "tables").glob("*.html")):
        page = path.read_text(encoding="utf-8")
        chapter, title = PARTED.search(page).groups()
        titles[f"../tables/{path.stem}"] = unescape(title)
        for key in dict.fromkeys(ANCHOR.findall(page)):
            if chapter not in found.setdefault(key, []):
                found[key].append(f"../tables/{path.stem}")
    return found, titles
