"""Builds for which there is too little space."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.unhealthy.book import Book, back
from tests.unhealthy.builds import build, clear
from tests.unhealthy.verdicts import Result, next_is_right

# Bytes of disks that are full when notebooks are executed (1), pages written (2-4), they are indexed (5-6).
DISKS = (100_000, 300_000, 5_000_000, 7_300_000, 8_300_000, 8_700_000)
FILES = (20_000, 60_000, 200_000)  # bytes that a file may have


def _mount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True, capture_output=True)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """Have ``_build`` of the book on a disk of `size` bytes."""
    place = folder / "_build"
    place.mkdir(exist_ok=True)
    _mount(place, f"size={size}")
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


def full(book: Book) -> Iterator[Result]:
    """Builds that fill the disk; then there is space again."""
    for size in DISKS:
        case = f"disk full at {size:,} bytes"
        back(book, None)
        try:
            with small_disk(book.folder, size):
                how = build(book.folder)
                _mount(book.folder / "_build", "remount,size=1g")
                yield next_is_right(book, case, how.last, clear(how))
        except subprocess.CalledProcessError:
            yield Result(case, "no small disk can be made here", None)


@contextmanager
def short_files(size: int) -> Iterator[None]:
    """Have no file written beyond `size` bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def cut(book: Book) -> Iterator[Result]:
    """Builds whose files are cut off at a size."""
    for size in FILES:
        back(book, None)
        with short_files(size):
            how = build(book.folder)
        yield next_is_right(book, f"files cut off at {size:,} bytes", how.last, clear(how))
