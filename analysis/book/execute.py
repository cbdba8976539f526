"""Execute the notebooks in place with stable metadata: ``python -m analysis.book.execute [name ...]``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def settle(notebook: nbformat.NotebookNode, stem: str) -> nbformat.NotebookNode:
    """Return `notebook` with nothing in it that differs from run to run: metadata fixed, cell ids by place."""
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(notebook.cells):
        cell.id = f"{stem.replace('_', '-')}-{number:02d}"
    return notebook


def execute(path: Path) -> float:
    """Execute one notebook in place; return the seconds it took.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails; the file is then left as it was.
    """
    start = time.perf_counter()
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, record_timing=False, resources={"metadata": {"path": str(path.parent)}}).execute()
    nbformat.write(settle(notebook, path.stem), path)
    return time.perf_counter() - start


def main(names: list[str]) -> None:
    """Execute the named notebooks, or all, and say how far it is."""
    paths = sorted(p for p in NOTEBOOKS.glob("*.ipynb") if not names or p.stem in names)
    unknown = set(names) - {p.stem for p in paths}
    if unknown:
        known = ", ".join(sorted(p.stem for p in NOTEBOOKS.glob("*.ipynb")))
        sys.exit(f"no notebook {', '.join(sorted(unknown))}; there are {known}")
    for number, path in enumerate(paths, 1):
        print(f"[{number}/{len(paths)}] {path.stem} ...", end=" ", flush=True)
        print(f"{execute(path):.1f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
