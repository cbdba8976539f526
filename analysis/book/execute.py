"""Execute the notebooks in place with stable metadata: ``python -m analysis.book.execute [name ...]``."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from jupyter_client.manager import AsyncKernelManager

from analysis.book.forked import manager
from analysis.book.kernels import run, side_by_side

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


def execute(path: Path, starter: type[AsyncKernelManager]) -> float:
    """Execute one notebook in place, in a kernel that `starter` starts; return the seconds it took.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    OSError
        If it cannot be written. The file is then left as it was.
    """
    notebook = nbformat.read(path, as_version=4)
    taken = run(notebook, path.parent, starter)
    written = path.with_suffix(".part")  # no notebook, should it be left
    try:
        nbformat.write(settle(notebook, path.stem), written)
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)
    return taken


def main(names: list[str]) -> None:
    """Execute the named notebooks, or all, and say how far it is."""
    paths = sorted(p for p in NOTEBOOKS.glob("*.ipynb") if not names or p.stem in names)
    unknown = set(names) - {p.stem for p in paths}
    if unknown:
        known = ", ".join(sorted(p.stem for p in NOTEBOOKS.glob("*.ipynb")))
        sys.exit(f"no notebook {', '.join(sorted(unknown))}; there are {known}")
    failed, starter = {}, manager(nbformat.read(path, as_version=4) for path in paths)
    for number, (path, taken) in enumerate(side_by_side(paths, lambda path: execute(path, starter)), 1):
        print(
            f"[{number}/{len(paths)}] {path.stem}: " + (f"{taken:.1f} s" if isinstance(taken, float) else "failed"),
            flush=True,
        )
        failed |= {} if isinstance(taken, float) else {path.stem: taken}
    if failed:
        sys.exit("\n".join(f"{name}: {why}" for name, why in failed.items()))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        print("interrupted; each notebook is as it was, or executed and whole", file=sys.stderr)
        sys.exit(130)
