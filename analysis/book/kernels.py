"""Notebooks executed side by side, one kernel for each core, while other pages are read; Sphinx finds them in its cache."""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError
from traitlets.config import Config

from analysis.book import complete, forked
from analysis.book.beside import Beside

if TYPE_CHECKING:
    from jupyter_cache.cache.main import JupyterCacheBase

TIMEOUT = 120  # seconds a cell may take
COVER = "index"
SHORT = 90  # bytes of a folder's name in which a socket may have its file: systems allow its whole name a hundred


def run(notebook: nbformat.NotebookNode, folder: Path, starter: type[AsyncKernelManager] = AsyncKernelManager) -> float:
    """Execute `notebook` as if it stood in `folder`, in a kernel that `starter` starts; return the seconds it took.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails.
    """
    started = time.perf_counter()
    resources = {"metadata": {"path": str(folder)}}
    with TemporaryDirectory() as sockets:  # a kernel is asked by files of its own rather than by ports, where there are such
        files = os.name == "posix" and len(os.fsencode(sockets)) < SHORT
        own = {"transport": "ipc", "ip": f"{sockets}/k"} if files else {}
        config = Config({"KernelManager": own})
        told = {"timeout": TIMEOUT, "record_timing": False, "kernel_manager_class": starter}
        client = NotebookClient(notebook, resources=resources, config=config, **told)
        try:
            client.execute()
        finally:  # what it leaves to be done at the end fails then if no kernel started
            atexit.unregister(client._cleanup_kernel)
    return time.perf_counter() - started


def side_by_side(paths: list[Path], work: Callable[[Path], float]) -> Iterator[tuple[Path, float | Exception]]:
    """Yield each path with what `work` returned for it, or with what it raised, as they end; as many at once as cores."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {pool.submit(work, path): path for path in in_order(paths)}
        try:
            for done in as_completed(running):
                yield running[done], done.exception() or done.result()
        finally:  # who is interrupted waits for no notebook
            pool.shutdown(wait=False, cancel_futures=True)
            while left := [one for one in running if not one.done()]:
                forked.stop()  # again, since one may just have been about to start
                wait(left, timeout=0.2)


def opened(folder: str) -> JupyterCacheBase:
    """Return the cache of executed notebooks in `folder`, emptied if it cannot be read."""
    from jupyter_cache import get_cache  # not needed where nothing is read anew

    cache = get_cache(folder)
    try:
        cache.list_cache_records()
    except Exception:  # of the database, which was cut off when it was made
        cache.clear_cache()
    return cache


def cached(cache: JupyterCacheBase, notebook: nbformat.NotebookNode) -> bool:
    """Return whether `cache` holds `notebook` executed, and whole: its file is written after it is listed."""
    try:
        cache.get_cache_bundle(cache.match_cache_notebook(notebook).pk)
    except (KeyError, ValueError):
        return False
    return True


def in_order(paths: Iterable[Path]) -> list[Path]:
    """Return the order in which notebooks are begun.

    Long ones come first, so that no core waits for the last: the cover, which asks all chapters, then by size.
    """
    return sorted(paths, key=lambda path: (path.stem != COVER, -path.stat().st_size))


def executed(told: object, folder: str, paths: list[Path], root: Path, touched: list) -> Iterator[tuple[Path, float]]:
    """Execute notebooks into the cache in `folder`; yield each with the seconds it took. One that fails is not yielded.

    It is work for `Beside`, which needs to be told nothing.

    Raises
    ------
    sphinx.errors.SphinxError
        If inputs of the book under `root` are no longer as `touched` says: what was executed meanwhile is not kept.
    """
    from jupyter_cache.base import CacheBundleIn

    cache, notebooks = opened(folder), {path: nbformat.read(path, as_version=4) for path in paths}
    starter = forked.manager(notebooks.values())
    ended = side_by_side(paths, lambda path: run(notebooks[path], path.parent, starter))
    for number, (path, taken) in enumerate(ended, 1):
        if complete.touched(root) != touched:
            raise SphinxError(complete.CHANGED)
        if isinstance(taken, float):
            bundle = CacheBundleIn(notebooks[path], str(path), data={"execution_seconds": taken})
            cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
            print(f"executed [{number}/{len(paths)}] {path.stem}: {taken:.1f} s", flush=True)
            yield path, taken


def begin(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Begin to execute what the cache lacks of the notebooks about to be read; those are read last."""
    paths = {Path(env.doc2path(name)): name for name in docnames}
    notebooks = [path for path in paths if path.suffix == ".ipynb"]
    if not notebooks or app.config.nb_execution_mode != "cache":
        return
    folder = app.config.nb_execution_cache_path
    cache = opened(folder)
    app.awaited = in_order(path for path in notebooks if not cached(cache, nbformat.read(path, as_version=4)))
    if app.awaited:
        app.executing = Beside(executed, folder, list(app.awaited), Path(app.srcdir), app.inputs_touched)
        last = [paths[path] for path in app.awaited]
        docnames[:] = [name for name in docnames if name not in last] + last


def wait_for(app: Sphinx, docname: str, content: list[str]) -> None:
    """Wait until the notebook about to be read is executed; one that fails is left for Sphinx to report."""
    path = Path(app.env.doc2path(docname))
    for done, _ in app.executing if path in app.awaited else ():
        app.executed.append(done.stem)
        app.awaited.remove(done)
        if done == path:
            break
    if app.executing and not app.awaited:
        app.executing.stop()


def say(app: Sphinx, failure: Exception | None) -> None:
    """Say what was executed, and where the book is."""
    if app.executing:
        app.executing.stop()
    if failure is None:
        print(f"notebooks executed: {len(app.executed)}; the book: {app.outdir}", flush=True)


def setup(app: Sphinx) -> dict[str, object]:
    """Register the extension."""
    app.executed, app.awaited, app.executing = [], [], None
    app.connect("env-before-read-docs", begin)
    app.connect("source-read", wait_for)
    app.connect("build-finished", say, priority=950)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
