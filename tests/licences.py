"""Licences of what the book carries from others: ``python -m tests.licences`` writes their texts beside the page of them."""

from __future__ import annotations

import re
from importlib.metadata import files
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGE, TEXTS = ROOT / "notebooks" / "licences.md", ROOT / "notebooks" / "licences.txt"
OWN = "this book"  # the text stands in LICENSE, since the package holds none


class Part(NamedTuple):
    """What is of one maker: patterns of its files, who made them, the licence, the package that holds its text."""

    files: list[str]
    maker: str
    licence: str
    package: str


def parts() -> list[Part]:
    """Return the rows of the page's table."""
    rows = re.findall(r"^\| (`.*) \| (.*) \| (.*) \| (.*) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [Part(re.findall("`([^`]+)`", files), *others) for files, *others in rows]


def licence(package: str) -> str:
    """Return the text of the licence that an installed package holds."""
    held = [path for path in files(package) or [] if re.match(r"LICEN[CS]E|COPYING", path.name)]
    return held[0].locate().read_text(encoding="utf-8").strip()


def texts() -> str:
    """Return the book's own licence and, under its name, that of each package of the page's table."""
    packages = dict.fromkeys(part.package for part in parts() if part.package != OWN)
    headed = [f"{'=' * 40}\n{package}\n{'=' * 40}\n\n{licence(package)}" for package in packages]
    return "\n\n".join([(ROOT / "LICENSE").read_text(encoding="utf-8").strip(), *headed]) + "\n"


if __name__ == "__main__":
    TEXTS.write_text(texts(), encoding="utf-8")
