"""What moves from one page to another between two builds is told once."""

import io

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from analysis.book import extension

TOLD = ".. py:function:: moved()\n"


def built(folder, forgetting: bool) -> str:
    """The warnings of a build of the pages in `folder`."""
    warnings = io.StringIO()
    with docutils_namespace():
        app = Sphinx(folder, None, folder / "out", folder / "trees", "dummy", {}, status=None, warning=warnings)
        if forgetting:
            app.connect("env-before-read-docs", extension.forget_changed)
        app.build()
    return warnings.getvalue()


def moved(folder, forgetting: bool) -> str:
    """The warnings of the build after a function has moved from the last page to the first."""
    folder.mkdir()
    pages = {"index": "T\n=\n\n.. toctree::\n\n   a\n   z\n", "a": "A\n=\n", "z": f"Z\n=\n\n{TOLD}"}
    for name, text in pages.items():
        (folder / f"{name}.rst").write_text(text)
    assert built(folder, forgetting) == ""
    (folder / "a.rst").write_text(f"A\n=\n\n{TOLD}")
    (folder / "z.rst").write_text("Z\n=\n")
    return built(folder, forgetting)


def test_a_function_that_moved_to_an_earlier_page_is_told_once(tmp_path):
    assert "duplicate object description" in moved(tmp_path / "kept", forgetting=False)
    assert moved(tmp_path / "forgotten", forgetting=True) == ""
