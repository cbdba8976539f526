"""Notebooks executed side by side, and what is kept of them."""

import json
import multiprocessing
import tempfile
import threading
from types import SimpleNamespace

import nbformat
import pytest
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from sphinx.errors import SphinxError

from analysis.book import complete, forked, kernels


def notebook(code="1 + 1"):
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])


@pytest.fixture
def cache(tmp_path):
    """A cache that holds one notebook."""
    made = get_cache(tmp_path / "executed")
    made.cache_notebook_bundle(CacheBundleIn(notebook(), "a.ipynb", data={}), check_validity=False)
    return made


def test_a_notebook_is_cached_if_its_code_is_the_same(cache):
    assert kernels.cached(cache, notebook())
    assert not kernels.cached(cache, notebook("1 + 2"))


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:50])])
def test_a_notebook_whose_file_is_lost_or_cut_is_not_cached(cache, spoil):
    (path,) = cache.path.glob("executed/*/base.ipynb")
    spoil(path)
    assert not kernels.cached(cache, notebook())


@pytest.mark.parametrize("left", [0, 100, 5000])
def test_a_cache_whose_list_is_cut_is_emptied(cache, left):
    listed = cache.path / "global.db"
    listed.write_bytes(listed.read_bytes()[:left])
    opened = kernels.opened(str(cache.path))
    assert opened.list_cache_records() == [] and not kernels.cached(opened, notebook())


def test_who_is_interrupted_waits_for_what_runs_and_not_for_all(tmp_path, monkeypatch):
    monkeypatch.setattr(kernels.os, "cpu_count", lambda: 1)
    paths = [tmp_path / name for name in "abc"]
    for path in paths:
        path.touch()
    begun, go = [], threading.Event()

    def work(path):
        begun.append(path)
        if len(begun) > 1:
            go.wait()
        return 1.0

    executed = kernels.side_by_side(paths, work)
    next(executed)
    threading.Timer(0.2, go.set).start()
    executed.close()
    assert len(begun) <= 2


def test_what_was_executed_while_data_changed_is_not_kept(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.csv").write_text("1")
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(notebook()))

    def run(*told):
        (tmp_path / "data/a.csv").write_text("2")
        return 1.0

    monkeypatch.setattr(kernels, "run", run)
    folder = str(tmp_path / "executed")
    with pytest.raises(SphinxError, match="changed while it was built"):
        next(kernels.executed(None, folder, [path], tmp_path, complete.touched(tmp_path)))
    assert not kernels.cached(kernels.opened(folder), notebook())


def read(folder, **notebooks):
    """Read the pages of `notebooks` and one without as a build does; return what it notes of it, and in which order."""
    for name, code in notebooks.items():
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook(code)))
    config = SimpleNamespace(nb_execution_mode="cache", nb_execution_cache_path=str(folder / "executed"))
    env = SimpleNamespace(doc2path=lambda name: str(folder / name))
    noted = {"awaited": [], "executed": [], "executing": None}
    app = SimpleNamespace(config=config, env=env, srcdir=folder, inputs_touched=complete.touched(folder), **noted)
    docnames = [*(f"{name}.ipynb" for name in notebooks), "words.md"]
    kernels.begin(app, env, docnames)
    for name in docnames:
        kernels.wait_for(app, name, [])
    if app.executing:
        app.executing.stop()
    return app, docnames


def test_what_needs_no_notebook_is_read_while_they_are_executed_and_each_waits_for_its_own(tmp_path):
    app, order = read(tmp_path, a="1 + 1", b="2 + 2  # and more", c="1 / 0")
    assert order == ["words.md", "b.ipynb", "a.ipynb", "c.ipynb"]
    assert sorted(app.executed) == ["a", "b"], "the one that fails is left for Sphinx to report"
    kept = kernels.opened(str(tmp_path / "executed"))
    assert [kernels.cached(kept, notebook(code)) for code in ("1 + 1", "2 + 2  # and more", "1 / 0")] == [True, True, False]
    again, order = read(tmp_path, a="1 + 1", b="2 + 2  # and more")
    assert (again.executing, again.executed, order) == (None, [], ["a.ipynb", "b.ipynb", "words.md"])


def test_who_is_interrupted_ends_the_kernels_that_run(tmp_path):
    made = {name: notebook(code) for name, code in (("a", "1 + 1"), ("b", "import time\ntime.sleep(99)"))}
    for name in made:
        (tmp_path / name).touch()
    starter = forked.manager(made.values())
    executed = kernels.side_by_side(sorted(tmp_path.iterdir()), lambda path: kernels.run(made[path.name], tmp_path, starter))
    assert next(executed)[0].name == "a"
    executed.close()
    assert multiprocessing.active_children() == []


def test_a_kernel_is_asked_by_ports_where_the_name_of_its_file_would_be_too_long(tmp_path, monkeypatch):
    deep = tmp_path / ("long" * 30)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    monkeypatch.delenv("JUPYTER_DEFAULT_PROVISIONER_NAME", raising=False)  # a kernel that is not forked, too
    asked = notebook("print(get_ipython().kernel.parent.transport)")
    kernels.run(asked, tmp_path)
    assert asked.cells[0].outputs[0]["text"].endswith("tcp\n")
