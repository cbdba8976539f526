"""The book's typeface for browsers: of each weight the letters that pages need, small enough to be served with them."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path

WEIGHTS = ("Regular", "Semibold")
# Latin with its marks, punctuation, currencies, arrows, minus and comparison; other letters come from the reader's machine.
LETTERS = "U+20-7E,U+A0-17F,U+2BC-2DD,U+2010-2044,U+2070-208E,U+20AC,U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265"


PRELOAD = """<script>
  if (location.protocol !== "file:") {{ // from a folder a browser refuses the question, not the typeface
    for (const weight of {weights}) {{
      const ask = {{ rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" }};
      ask.href = `{up}_static/fonts/SourceSansPro-${{weight}}.woff2`;
      document.head.append(Object.assign(document.createElement("link"), ask));
    }}
  }}
</script>
"""


def preloads(up: str) -> str:
    """Return what asks a browser for the typeface before it has read the style; `up`: path from the page to the root.

    >>> "`../_static/fonts/SourceSansPro-${weight}.woff2`" in preloads("../"), '["Regular", "Semibold"]' in preloads("")
    (True, True)
    """
    return PRELOAD.format(up=up, weights=json.dumps(WEIGHTS))


def write(folder: Path) -> None:
    """Write ``SourceSansPro-<weight>.woff2`` into `folder` for each weight that is not there yet."""
    lacking = [weight for weight in WEIGHTS if not (folder / f"SourceSansPro-{weight}.woff2").exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for weight in lacking:
        from fontTools import subset  # takes a while, and only a first build needs it

        target = folder / f"SourceSansPro-{weight}.woff2"
        with as_file(files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf") as source:
            # Its licence reserves the name "Source" for the typeface as a whole.
            how = [f"--unicodes={LETTERS}", "--flavor=woff2", "--obfuscate-names", f"--output-file={target}"]
            subset.main([str(source), *how])
