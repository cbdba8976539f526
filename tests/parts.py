"""What the book consists of: found in the package, not listed a second time."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import nbformat

from analysis import chapters


def chapter_modules() -> list[ModuleType]:
    """Every chapter module of the package."""
    names = [module.name for module in pkgutil.iter_modules(chapters.__path__)]
    found = [importlib.import_module(f"analysis.chapters.{name}") for name in names]
    return [module for module in found if hasattr(module, "WORDS")]  # what has words of its own is a chapter


def specified(kind: type) -> Iterator[tuple[ModuleType, Callable]]:
    """Every public function of a chapter that returns a specification of `kind`."""
    for module in chapter_modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and get_type_hints(function).get("return") == kind:
                yield module, function


@cache
def cells_of(path: Path) -> list[nbformat.NotebookNode]:
    """The cells of a notebook, read once a run: tests read them and leave them as they are."""
    return nbformat.read(path, as_version=4).cells


@cache
def specification(make: Callable) -> Any:
    """What a chapter's function specifies, computed once a run: tests read it and leave it as it is."""
    return make()
