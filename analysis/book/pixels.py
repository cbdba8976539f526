"""PNGs of drawings, made beside the build while it writes pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from resvg_py import svg_to_bytes


def drawn(drawings: Iterable[Path]) -> Iterator[None]:
    """Write the PNG of each SVG of `drawings` beside it, on white, at twice its size; yield nothing."""
    for path in drawings:
        svg = path.read_text(encoding="utf-8")
        pixels = svg_to_bytes(svg_string=svg, background="#ffffff", skip_system_fonts=True, dpi=96, zoom=2)
        path.with_suffix(".png").write_bytes(bytes(pixels))
    yield from ()
