"""The same search index for the same pages, and whole: Pagefind leaves the order of a filter's values to chance, and says
nothing of a file that it could not write.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path

SIGN = b"pagefind_dcd"  # begins what a file of the index holds; one that begins with it is read as it is
ROOM = 1 << 20  # bytes, more than any file of the index has


def end(cbor: bytes, at: int) -> int:
    """Return where the item of `cbor` (RFC 8949) that begins at `at` ends: a number, a text, an array of such.

    >>> end(bytes([0x82, 0x61, 0x61, 0x18, 0xFF, 0x00]), 0)
    5
    """
    kind, size = divmod(cbor[at], 32)
    at += 1
    if size >= 24:
        wide = 1 << (size - 24)
        size, at = int.from_bytes(cbor[at : at + wide], "big"), at + wide
    if kind == 3:
        return at + size
    for _ in range(size if kind == 4 else 0):
        at = end(cbor, at)
    return at


def ordered(cbor: bytes, before: int) -> bytes:
    """Return an array whose item behind the first `before` is an array too, with that one's items in order.

    >>> ordered(b"\\x83\\x61n\\x82\\x61b\\x61a\\x00", before=1) == b"\\x83\\x61n\\x82\\x61a\\x61b\\x00"
    True
    """
    start = 1
    for _ in range(before):
        start = end(cbor, start)
    behind = end(cbor, start)
    at = start + end(bytes([cbor[start] % 32]) + cbor[start + 1 : start + 9], 0)  # behind the array's length
    head, items = cbor[:at], []
    while at < behind:
        items.append(cbor[at : (at := end(cbor, at))])
    return head + b"".join(sorted(items)) + cbor[behind:]


def require_whole(folder: Path) -> None:
    """Raise an OSError if Pagefind may have cut a file of the index in `folder`.

    A disk that was full when it wrote is full still; what is compressed tells by itself.
    """
    probe = folder / "room"
    try:
        probe.write_bytes(bytes(ROOM))
    finally:
        probe.unlink(missing_ok=True)
    for path in sorted(folder.rglob("*.pf_*")):
        try:
            sound = gzip.decompress(path.read_bytes()).startswith(SIGN)
        except (EOFError, OSError, zlib.error):
            sound = False
        if not sound:
            raise OSError(f"Pagefind has cut off {path.name}")


def settle(folder: Path) -> None:
    """Put the filters of the index in `folder` in order, and name them and what names them by what they hold."""
    (meta,), entry = folder.glob("*.pf_meta"), folder / "pagefind-entry.json"
    told = _held(meta)
    for path in sorted(folder.glob("filter/*.pf_filter")):
        held = SIGN + ordered(_held(path), before=1)  # the filter's name
        named = _named(path.stem, held)
        told = told.replace(path.stem.encode(), named.encode())
        path.unlink()
        path.with_stem(named).write_bytes(held)
    told = SIGN + ordered(told, before=3)  # version, pages, words
    old = meta.name.split(".")[1]
    named = _named(old, told)
    meta.unlink()
    (folder / f"pagefind.{named}.pf_meta").write_bytes(told)
    entry.write_text(entry.read_text(encoding="utf-8").replace(old, named), encoding="utf-8")


def _held(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(SIGN)


def _named(old: str, held: bytes) -> str:
    """A name like `old`, a language and a digest, for what is `held`."""
    language, _, digest = old.partition("_")
    return f"{language}_{hashlib.sha256(held).hexdigest()[: len(digest)]}"
