"""The cases by group: each is given a book with an amount changed since it was built, and yields results."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.unhealthy.book import Book
from tests.unhealthy.disks import cut, full
from tests.unhealthy.kills import bereft, felled, stopped, whole
from tests.unhealthy.meddling import damaged, edited, page_edited, together, warned
from tests.unhealthy.places import elsewhere, homeless, offline, unwritable
from tests.unhealthy.pythons import old_python
from tests.unhealthy.verdicts import Result

CASES: dict[str, Callable[[Book], Iterator[Result]]] = {
    "stopped": stopped,
    "bereft": bereft,
    "felled": felled,
    "whole": whole,
    "full": full,
    "cut": cut,
    "edited": edited,
    "page": page_edited,
    "warned": warned,
    "together": together,
    "unwritable": unwritable,
    "elsewhere": elsewhere,
    "homeless": homeless,
    "offline": offline,
    "damaged": damaged,
    "old": old_python,
}
