"""What the stored notebooks promise, and that nothing of a chapter is forgotten: contents, specifications, links."""

import json
import re

import nbformat
import pytest
import yaml

from analysis.book import execute
from analysis.chapters.spec import Figure
from tests.parts import cells_of, chapter_modules, specified

ROOT = execute.NOTEBOOKS.parent
NOTEBOOKS = sorted(execute.NOTEBOOKS.glob("*.ipynb"))
by_name = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code_cells(path):
    return [cell for cell in cells_of(path) if cell.cell_type == "code"]


def chapter_of(path):
    found = re.search(r"from analysis\.chapters import (\w+) as chapter", code_cells(path)[0].source)
    return found.group(1) if found else ""


@by_name
def test_every_code_cell_has_run_and_stores_no_error(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1)), f"run: make notebooks ONLY={path.stem}"
    assert all(output.output_type != "error" for cell in code_cells(path) for output in cell.outputs)


@by_name
def test_every_figure_travels_with_its_caption_and_alternative(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            if "image/svg+xml" in output.get("data", {}):
                described = output.metadata["figure"]
                assert described["alt"] == output.data["text/plain"].strip()
                assert described["caption"] and described["name"].startswith("fig-")
                assert "mystnb" not in cell.metadata, "captions come with the output, not from the cell"


@by_name
def test_a_cell_is_one_short_line(path):
    for cell in code_cells(path)[1:]:
        assert "\n" not in cell.source.strip(), cell.source
        assert not cell.source.rstrip().endswith(";"), cell.source
        assert not cell.metadata.get("tags"), "the page keeps code out of the way, and nothing is left out of the comparison"
        assert not re.search(r" at 0x[0-9a-f]{6,}", json.dumps(cell.outputs, ensure_ascii=False))


def linked_text(path):
    return "".join(str(value) for cell in code_cells(path) for out in cell.outputs for value in out.get("data", {}).values())


def figures_of(path):
    outputs = [out for cell in code_cells(path) for out in cell.outputs]
    return {out.metadata["figure"]["name"] for out in outputs if "figure" in out.get("metadata", {})}


@by_name
def test_every_in_page_link_has_its_target(path):
    shown = linked_text(path)
    targets = set(re.findall(r'\bid="([^"]+)"', shown)) | figures_of(path)
    wanted = set(re.findall(r'<a (?:class="[^"]*" )?(?:xlink:)?href="#([^"]+)"', shown))
    assert wanted <= targets, sorted(wanted - targets)[:10]


def test_every_page_stands_in_the_contents():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    chapters = [chapter for part in toc["parts"] for chapter in part["chapters"]]
    listed = {toc["root"], *(page["file"] for chapter in chapters for page in [chapter, *chapter.get("sections", [])])}
    there = {f"notebooks/{path.stem}" for path in execute.NOTEBOOKS.iterdir() if path.suffix in {".ipynb", ".md"}}
    assert there == listed, f"add to _toc.yml: {sorted(there - listed)}; no such file: {sorted(listed - there)}"


def test_every_chapter_module_has_a_notebook_and_every_notebook_a_chapter():
    shown = {chapter_of(path) for path in NOTEBOOKS}
    made = {module.__name__.rpartition(".")[2] for module in chapter_modules()}
    assert shown == made, f"without a notebook: {sorted(made - shown)}; without analysis/chapters: {sorted(shown - made)}"


def test_every_figure_on_a_page_has_a_specification_and_every_specification_a_page():
    calls = {
        (chapter_of(path), name) for path in NOTEBOOKS for cell in code_cells(path)
        for name in re.findall(r"\bfigure\((?:chapter\.(\w+)\(\))?", cell.source)
    }  # fmt: skip
    made = {(module.__name__.rpartition(".")[2], function.__name__) for module, function in specified(Figure)}
    assert calls == made, f"shown but not specified as a Figure: {calls - made}; specified but on no page: {made - calls}"


def test_settling_a_notebook_leaves_nothing_that_changes_from_run_to_run():
    cell = nbformat.v4.new_code_cell("1")
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"when": "now"})
    settled = execute.settle(notebook, "01_station")
    assert settled.metadata == execute.METADATA
    assert settled.cells[0].id == "01-station-00"


def test_every_module_that_computes_or_draws_stands_among_the_functions():
    shown = set(re.findall(r"automodule:: (\S+)", "".join(page.read_text() for page in execute.NOTEBOOKS.glob("api_*.md"))))
    there = {f"analysis.{part}.{path.stem}" for part in ("facts", "topics", "charts")
             for path in (ROOT / "analysis" / part).glob("[!_]*.py")}  # fmt: skip
    assert there <= shown, f"add to notebooks/api_*.md: {sorted(there - shown)}"


def test_a_notebook_that_cannot_be_written_is_left_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "01_station.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")]), path)
    before = path.read_bytes()

    def write(notebook, file):
        file.write_text('{"cells": [')
        raise OSError("no space left")

    monkeypatch.setattr(execute, "run", lambda *told: 1.0)
    with monkeypatch.context() as full, pytest.raises(OSError, match="no space left"):
        full.setattr(nbformat, "write", write)
        execute.execute(path, None)
    assert path.read_bytes() == before and [*tmp_path.iterdir()] == [path]
    assert execute.execute(path, None) == 1.0
    assert nbformat.read(path, as_version=4).cells[0].id == "01-station-00" and [*tmp_path.iterdir()] == [path]
