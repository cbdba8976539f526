"""The whole book as one PDF, printed by a browser that is there: ``python -m analysis.book.pdf``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "_build" / "pdf"
PDF = ROOT / "_build" / "two-roads-to-the-moon.pdf"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
QUIET = ("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")


def browser() -> str:
    """Return the path of a browser that prints, or of the one that variable BROWSER names.

    Raises
    ------
    SystemExit
        If there is none; the message says what to do.
    """
    named = [name for name in (os.environ.get("BROWSER"), *BROWSERS) if name]
    found = next(filter(None, map(shutil.which, named)), None)
    if not found:
        sys.exit(f"make pdf needs a browser that prints: {', '.join(BROWSERS)}; or name one: BROWSER=/path/to/it make pdf")
    return found


def one_page() -> Path:
    """Build the book as a single page and return it."""
    command = [Path(sys.executable).with_name("jupyter-book"), "build", ".", "--path-output", BUILD, "-W", "-n",
               "--keep-going", "--builder", "custom", "--custom-builder", "singlehtml"]  # fmt: skip
    subprocess.run([*map(str, command)], cwd=ROOT, check=True)
    return BUILD / "_build" / "singlehtml" / "notebooks" / "index.html"


def address() -> str:
    """Return where the book is published, for what a PDF cannot hold."""
    return yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["html"]["baseurl"]


def within(html: str, published: str) -> str:
    """Return the single page with links between pages as links within it, files as `published`, statements unfolded.

    >>> within('<a href="12_data.html#fig-x">a</a> <a href="04_policy.html">b</a>', "https://x.org/")
    '<a href="#fig-x">a</a> <a href="#document-notebooks/04_policy">b</a>'
    >>> within('<details class="statements"><a download href="../figures/fig-x.svg">SVG</a>', "https://x.org/")
    '<details open class="statements"><a download href="https://x.org/figures/fig-x.svg">SVG</a>'
    """
    html = re.sub(r'href="(?:\.\./)*((?:figures|tables|data|reference|_downloads)/[^"]+)"', rf'href="{published}\1"', html)
    html = re.sub(r'href="(?!https?:)[\w./]*\.html(#[^"]+)"', r'href="\1"', html)
    html = re.sub(r'href="(?!https?:)(?:[\w.]+/)*(\w+)\.html"', r'href="#document-notebooks/\1"', html)
    return html.replace('<details class="statements"', '<details open class="statements"')


def main() -> None:
    """Write the PDF with an outline, links that work and embedded fonts."""
    with_what = browser()
    built = one_page()
    page = built.parents[1] / "book.html"  # its styles are named from there
    page.write_text(within(built.read_text(encoding="utf-8"), address()), encoding="utf-8")
    for style in (page.parent / "_static").glob("*.css"):  # on paper no page waits for a typeface that comes late
        style.write_text(
            style.read_text(encoding="utf-8").replace("font-display: optional", "font-display: block"), encoding="utf-8"
        )
    with TemporaryDirectory() as profile:
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # a browser refuses root otherwise
        command = [with_what, *QUIET, *root, f"--user-data-dir={profile}", "--no-pdf-header-footer",
                   "--generate-pdf-document-outline", f"--print-to-pdf={PDF}", page.as_uri()]  # fmt: skip
        ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode or not PDF.exists():
        sys.exit(f"{with_what} could not print the book:\n{ran.stderr[-2000:]}")
    print(f"{PDF.relative_to(ROOT)}: {PDF.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
