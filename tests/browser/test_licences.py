"""Every file that the built book carries from elsewhere stands in the table of licences, and nothing else does."""

from __future__ import annotations

from fnmatch import fnmatch

from tests.browser.conftest import HTML
from tests.licences import ROOT, parts

# What the build makes of the book: pages and their sources, data, figures; the search's index; Sphinx's notes of the whole.
MADE = ("*.html", "data/*", "tables/*", "figures/*", "_sources/*", "_downloads/*", "notebooks/*", "reference/*", "reports/*")
MADE += (
    "pagefind/fragment/*",
    "pagefind/index/*",
    "pagefind/filter/*",
    "pagefind/*.pf_meta",
    "pagefind/pagefind-entry.json",
)
MADE += ("pagefind/digest",)
MADE += ("objects.inv", ".buildinfo")


def test_every_foreign_file_has_a_licence_and_every_named_file_is_there(site):
    own = {f"_static/{path.name}" for path in (ROOT / "analysis" / "book" / "static").iterdir()}
    there = {path.relative_to(HTML).as_posix() for path in HTML.rglob("*") if path.is_file()}
    foreign = {name for name in there - own if not any(fnmatch(name, pattern) for pattern in MADE)}
    patterns = {pattern for part in parts() for pattern in part.files}
    assert {name for name in foreign if not any(fnmatch(name, pattern) for pattern in patterns)} == set()
    assert {pattern for pattern in patterns if not any(fnmatch(name, pattern) for name in there)} == set()
