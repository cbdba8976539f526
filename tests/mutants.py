"""Mutation testing: small changes of the computing code, one at a time; which do the unit tests of its folder notice?

``python -m tests.mutants facts.relations`` makes every change of that module, ``... facts`` of a folder, and without names
a seeded `FEW` of each module. It works in a temporary copy, prints a line a module, at the end what survived, and leaves
with 1 when less than `LEAST` is noticed. mutmut changes functions and runs, for each change, the tests that reach it. What
stands outside functions (tables of words, limits, expressions) it leaves alone: `_constants` makes those changes, with its
operators. Not changed: docstrings, annotations, texts of errors, False to None (both are false). Not run: tests marked
``book``, which hold for the book's own data and give no worked value. Changes that change nothing stand in
``equivalent_mutants.toml``, each with its reason.
"""

from __future__ import annotations

import ast
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import libcst as cst
import pytest
from mutmut.configuration import reset_config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import create_mutations
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

LEAST = 0.9
FOLDERS = ("facts", "topics")
FEW, SEED = 40, 20261121  # changes of each kind that are drawn of a module when none is named
ROOT = Path(__file__).resolve().parents[1]
NOTICED, SURVIVED = {"killed", "timeout", "segfault"}, {"survived", "no tests"}  # mutmut's words; any other is no verdict
SKIPPED = [r"\braise \w", r"sys\.exit\(", r"print\(", r"^if __name__"]  # lines whose text is for people
# imported once, before forking
SLOW = ("hypothesis", "krippendorff", "matplotlib.figure", "networkx", "pandas", "scipy.stats")
IDLE = ("cacheprovider", "doctest", "threadexception", "unraisableexception")  # of pytest: each run would pay for them
PYTEST = ["-m", "not book", "-W", "ignore", *(word for name in IDLE for word in ("-p", f"no:{name}"))]
CONFIG = """
[tool.mutmut]
source_paths = ["analysis"]
only_mutate = {files}
do_not_mutate_patterns = {skipped}
also_copy = ["data"]
pytest_add_cli_args = {pytest}
pytest_add_cli_args_test_selection = ["tests/{folder}"]
process_isolation = "forkserver"  # else what one test has cached is there for the next mutant
use_git_change_detection = false
timeout_multiplier = 5.0
timeout_constant = 4.0
"""


class Mutant(NamedTuple):
    """One change: the line as it stands, as changed, and whether a test failed (or ran for too long)."""

    module: str
    line: int
    before: str
    after: str
    noticed: bool

    @property
    def change(self) -> tuple[str, str, str]:
        """What `equivalent_mutants.toml` lists."""
        return self.module, self.before, self.after


def main(names: list[str]) -> None:
    """Run every mutant of `names` (modules, or a folder), or a few of each module; print the shares and what survives."""
    known = [f"{folder}.{path.stem}" for folder in FOLDERS for path in sorted((ROOT / "analysis" / folder).glob("[!_]*.py"))]
    chosen = [module for module in known if not names or module in names or module.split(".")[0] in names]
    if unknown := set(names) - {*known, *FOLDERS}:
        sys.exit(f"no module {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    equivalent = tomllib.loads((ROOT / "tests" / "equivalent_mutants.toml").read_text(encoding="utf-8"))["mutant"]
    same = {(m["module"], m["line"], change) for m in equivalent if m["module"] in chosen for change in m["changes"]}
    found: list[Mutant] = []
    for folder in FOLDERS:
        modules = [module for module in chosen if module.startswith(folder)]
        for module, mutants in _run(folder, modules, None if names else FEW) if modules else ():
            left = [mutant for mutant in mutants if mutant.noticed or mutant.change not in same]
            print(_line(module, left, len(mutants)), flush=True)
            found += left
            same -= {mutant.change for mutant in mutants if not mutant.noticed}
    for mutant in found:
        if not mutant.noticed:
            print(f"analysis/{mutant.module.replace('.', '/')}.py:{mutant.line}\n  - {mutant.before}\n  + {mutant.after}")
    for module, before, after in sorted(same) if names else ():
        print(f"equivalent_mutants.toml, {module}: noticed, or not there any more:\n  - {before}\n  + {after}")
    print(_line("all", found, len(found)))
    sys.exit(sum(mutant.noticed for mutant in found) < LEAST * len(found))


def _line(name: str, mutants: list[Mutant], made: int) -> str:
    noticed = sum(mutant.noticed for mutant in mutants)
    share = noticed / len(mutants) if mutants else 1
    return f"{name:<20} noticed {noticed:>4} of {len(mutants):>4} {share:>7.1%}   equivalent {made - len(mutants):>3}"


def _run(folder: str, modules: list[str], few: int | None) -> Iterator[tuple[str, list[Mutant]]]:
    """Yield each module of one folder with its mutants; the working directory is the copy meanwhile, as mutmut wants."""
    home, left_out = Path.cwd(), shutil.ignore_patterns("__pycache__", "_build")
    with TemporaryDirectory() as copy:
        for part in ("analysis", "data", "tests/faults", f"tests/{folder}"):
            shutil.copytree(ROOT / part, Path(copy, part), ignore=left_out)
        conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
        Path(copy, "tests", "conftest.py").write_text(f"{conftest}\nimport {', '.join(SLOW)}\n", encoding="utf-8")
        files = {module: Path("analysis", module.replace(".", "/") + ".py") for module in modules}
        only = json.dumps([str(file) for file in files.values()])
        config = CONFIG.format(files=only, folder=folder, skipped=json.dumps(SKIPPED), pytest=json.dumps(PYTEST))
        Path(copy, "pyproject.toml").write_text(config)
        for file in files.values():  # mutmut passes by decorated functions: the cache is put on below, on the same lines
            source = Path(copy, file).read_text(encoding="utf-8")
            cached = re.findall(r"^@lru_cache\ndef (\w+)", source, re.M)
            plain = re.sub(r"^@lru_cache$", "", source, flags=re.M) + "".join(
                f"{name} = lru_cache({name})\n" for name in cached
            )
            Path(copy, file).write_text(plain, encoding="utf-8")
        os.chdir(copy)
        try:
            reset_config()
            from mutmut.__main__ import copy_also_copy_files, copy_src_dir, create_mutants  # reads the settings of the copy

            Path("mutants").mkdir()
            with redirect_stdout(io.StringIO()):
                copy_src_dir()
                copy_also_copy_files()
                create_mutants(1)
            for module, file in files.items():
                yield module, [*_functions(module, file, few), *_constants(module, file, few)]
        finally:
            os.chdir(home)


def _some(changes: list, few: int | None) -> list:
    return changes if few is None else random.Random(SEED).sample(changes, min(few, len(changes)))


def _functions(module: str, file: Path, few: int | None) -> Iterator[Mutant]:
    """What mutmut changes in functions, and finds noticed."""
    data, lines = SourceFileMutationData(path=file), [line.strip() for line in file.read_text(encoding="utf-8").split("\n")]
    data.load()
    starts, changes = _starts(file), {}
    for key in data.exit_code_by_key:
        diff = get_diff_for_mutant(key, path=file).split("\n")[2:]
        before, after = ("\n".join(line[1:].strip() for line in diff if line[0] == sign) for sign in "-+")
        if before.lower() != after.lower() and before.replace("=False", "=None") != after:  # of a word one change, not three
            first = lines.index(before.split("\n")[0], starts[orig_function_and_class_names_from_key(key)] - 1)
            changes[key] = (first + 1, before, after)
    chosen = _some(list(changes), few)
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", "1", *chosen]
    ran = subprocess.run(command, capture_output=True, text=True) if chosen else None
    if ran and ran.returncode:
        sys.exit(f"mutmut could not run the tests of {module}:\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}")
    data.load()
    statuses = {key: status_by_exit_code[data.exit_code_by_key[key]] for key in chosen}
    if strange := {key: status for key, status in statuses.items() if status not in NOTICED | SURVIVED}:
        sys.exit(f"mutmut gave no verdict on {strange}")
    for key, status in statuses.items():
        yield Mutant(module, *changes[key], status in NOTICED)


def _starts(file: Path) -> dict[tuple[str, str | None], int]:
    """(function, its class or None) -> its first line."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    owners = [(None, tree), *((node.name, node) for node in tree.body if isinstance(node, ast.ClassDef))]
    return {(node.name, owner): node.lineno for owner, at in owners for node in at.body if isinstance(node, ast.FunctionDef)}


def _constants(module: str, file: Path, few: int | None) -> Iterator[Mutant]:
    """What stands outside functions: each literal and operator changed once in the file, and the module's own tests run."""
    source = file.read_text(encoding="utf-8")
    tree, mutations, *_ = create_mutations(str(file), source)
    outside = [m for m in mutations if not isinstance(m.contained_by_top_level_function, cst.FunctionDef)]
    changes = {}
    for old, new in [(m.original_node, m.mutated_node) for m in outside]:
        if not isinstance(old, cst.Assign | cst.AnnAssign | cst.Call):  # but each literal in them
            changed = tree.deep_replace(old, new).code
            pairs = zip(source.split("\n"), changed.split("\n"), strict=True)
            line, before, after = next((n, a.strip(), b.strip()) for n, (a, b) in enumerate(pairs, 1) if a != b)
            if before.lower() != after.lower():
                changes[line, before, after] = changed
    folder = Path("tests", module.split(".")[0])
    own = folder / f"test_{file.stem}.py"
    tests = own if own.exists() else folder
    started = time.monotonic()
    if changes and _fails(tests, limit=600):
        sys.exit(f"{tests} fails without any change")
    limit = 4 + 5 * (time.monotonic() - started)
    for change in _some(list(changes), few):
        file.write_text(changes[change], encoding="utf-8")
        yield Mutant(module, *change, _fails(tests, limit))
    file.write_text(source, encoding="utf-8")


def _fails(tests: Path, limit: float) -> bool:
    """Whether a test fails or takes more than `limit` seconds; in a fork, which has what is slow to import."""
    for slow in SLOW:
        import_module(slow)

    def run() -> None:
        sys.path.insert(0, os.getcwd())
        with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            sys.exit(pytest.main(["-x", "-q", *PYTEST, str(tests)]))

    process = get_context("fork").Process(target=run)
    process.start()
    process.join(limit)
    process.kill()
    process.join()
    return process.exitcode != 0


if __name__ == "__main__":
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # plugins of others (nbval, xdist, anyio) take a second a run
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and the copy is removed
    main(sys.argv[1:])
