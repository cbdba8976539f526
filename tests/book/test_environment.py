"""What is installed is pinned, with hashes, and the same in every list."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = {
    ".": PROJECT["project"]["dependencies"],
    "tests": PROJECT["dependency-groups"]["checks"],
    "tests/browser": PROJECT["dependency-groups"]["browser"],
    "notebooks": PROJECT["dependency-groups"]["lab"],
    ".ci": PROJECT["dependency-groups"]["upkeep"],
}
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)[^\n]*((?:\\\n    --hash=sha256:[0-9a-f]{64} ?)+)$", re.MULTILINE)


def pins(folder: str) -> dict[str, str]:
    """Return what the list in `folder` pins: name -> version; every line of it must belong to a pin with hashes."""
    text = (ROOT / folder / "requirements.txt").read_text(encoding="utf-8")
    assert PIN.sub("", text).split() == []
    return {name: version for name, version, _ in PIN.findall(text)}


@pytest.mark.parametrize("folder", GROUPS)
def test_every_dependency_is_pinned_with_hashes_and_nothing_else_stands_in_the_list(folder):
    asked = {re.match(r"[a-z0-9-]+", dependency)[0] for dependency in GROUPS[folder]}
    assert asked <= set(pins(folder))


@pytest.mark.parametrize("folder", [folder for folder in GROUPS if folder != "."])
def test_no_list_asks_for_another_version_than_the_book_does(folder):
    book = pins(".")
    assert {name: version for name, version in pins(folder).items() if book.get(name, version) != version} == {}


def test_building_needs_neither_checks_nor_jupyterlab():
    assert set(pins(".")) & {"pytest", "nbval", "ruff", "jupyterlab", "notebook", "hypothesis", "playwright"} == set()
