"""Cold build against what its parts must cost: ``python -m analysis.book.cost``.

The parts are a kernel start and the imports for each notebook, plus the book build with execution off; all are
measured in one run, on copies, so that nothing built before helps.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from analysis.book.execute import NOTEBOOKS

ROOT = NOTEBOOKS.parent
LEFT_OUT = shutil.ignore_patterns("_build", ".venv", ".git", ".*_cache", "*.egg-info")


def imports(path: Path) -> float:
    """Return the seconds a kernel start and the imports of notebook `path` take."""
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    lines = [line for cell in cells for line in cell.splitlines() if line.startswith(("import ", "from "))]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(lines))])
    start = time.perf_counter()
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    return time.perf_counter() - start


def build(execution: str) -> float:
    """Return the seconds a book build takes on a fresh copy, with notebooks executed (``cache``) or not (``off``).

    Raises
    ------
    subprocess.CalledProcessError
        If the build fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(ROOT, Path(folder) / "book", ignore=LEFT_OUT))
        config = copy / "_config.yml"
        config.write_text(config.read_text().replace("execute_notebooks: cache", f"execute_notebooks: '{execution}'"))
        start = time.perf_counter()
        command = [Path(sys.executable).parent / "jupyter-book", "build", str(copy)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start


def main() -> None:
    """Measure and print the ratio."""
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    starts = 0.0
    for number, path in enumerate(paths, 1):
        print(f"[{number}/{len(paths)}] kernel start and imports of {path.stem}", flush=True)
        starts += imports(path)
    print("book build with execution off ...", flush=True)
    still = build("off")
    shutil.rmtree(ROOT / "_build" / "checked", ignore_errors=True)  # the data check is part of a cold build
    print("cold build ...", flush=True)
    cold = build("cache")
    must = starts + still
    print(f"cold build {cold:.1f} s; parts {must:.1f} s ({starts:.1f} s kernels and imports, {still:.1f} s pages)")
    print(f"ratio {cold / must:.2f}")


if __name__ == "__main__":
    main()
