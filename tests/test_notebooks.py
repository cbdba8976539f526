"""What the stored notebooks promise: every cell has run, every figure is described by its own alt text."""

import json
import re
from pathlib import Path

import nbformat
import pytest

from analysis.display import book, execute

NOTEBOOKS = sorted(execute.NOTEBOOKS.glob("*.ipynb"))


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_code_cell_has_run_and_stores_no_error(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))
    assert all(output.output_type != "error" for cell in code_cells(path) for output in cell.outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_figure_has_the_caption_and_alt_text_its_function_returns(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            if "image/svg+xml" in output.get("data", {}):
                stored = cell.metadata["mystnb"]
                assert stored["image"]["alt"] == output.data["text/plain"].strip()
                assert stored["figure"]["caption"] == output.metadata["figure"]["caption"]
                assert len(stored["image"]["alt"]) > 60


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_function_no_semicolon_no_address_and_short_cells(path):
    cells = code_cells(path)
    for cell in cells:
        assert not re.search(r"^\s*(def|class) ", cell.source, re.M), cell.source
        assert not cell.source.rstrip().endswith(";"), cell.source
        assert len(cell.source.splitlines()) <= 15, cell.source
        assert not set(cell.metadata.get("tags", [])) & {"nbval-skip", "nbval-ignore-output", "nbval-ignore"}
        assert not re.search(r" at 0x[0-9a-f]{6,}", json.dumps(cell.outputs, ensure_ascii=False))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_in_page_link_has_its_target(path):
    shown = "".join(
        str(value) for cell in code_cells(path) for out in cell.outputs for value in out.get("data", {}).values()
    )
    targets = set(re.findall(r'\bid="([^"]+)"', shown))
    wanted = set(re.findall(r'<a (?:class="[^"]*" )?(?:xlink:)?href="#([^"]+)"', shown))
    assert wanted <= targets, sorted(wanted - targets)[:10]


def test_settling_a_notebook_leaves_nothing_that_changes_from_run_to_run():
    cell = nbformat.v4.new_code_cell("1")
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"when": "now"})
    settled = execute.settle(notebook, "01_station")
    assert settled.metadata == execute.METADATA
    assert settled.cells[0].id == "01-station-00"


def test_the_digest_changes_with_data_and_code_and_not_otherwise(tmp_path):
    for name, text in {"data/a.csv": "1", "analysis/x.py": "pass", "requirements.txt": ""}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    before = book.digest(tmp_path)
    (tmp_path / "unrelated.txt").write_text("x")
    assert book.digest(tmp_path) == before
    Path(tmp_path / "data/a.csv").write_text("2")
    assert book.digest(tmp_path) != before
