"""Mutation testing: small changes of the computing code, one at a time; which do the unit tests of its folder notice?

``python -m tests.mutants [facts.relations ...]`` works in a temporary copy, prints a line a module and at the end what
survived, and leaves with 1 when less than `LEAST` is noticed. mutmut changes functions and runs, for each change, the tests
that reach it. It leaves alone what stands outside functions (tables of words, limits, expressions), so `_constants` makes
those changes, by mutmut's own operators. Not changed: docstrings, annotations, texts of errors. Not run: tests marked
``book``, which hold for the book's own data and give no worked value. Changes that change nothing stand, each with its
reason, in ``equivalent_mutants.toml``.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
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

import pytest

LEAST = 0.9
ROOT = Path(__file__).resolve().parents[1]
SKIPPED = [r"\braise \w", r"sys\.exit\(", r"print\(", r"^if __name__"]  # lines whose text is for people
SLOW = ("frictionless", "jsonschema", "krippendorff", "networkx", "pandas", "scipy.stats")  # imported once, before forking
PYTEST = ["-m", "not book", "-p", "no:nbval", "-p", "no:xdist", "-p", "no:cacheprovider", "-W", "ignore"]
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


def main(names: list[str]) -> None:
    """Run the mutants of `names` (all computing modules by default), print what the tests notice and what survives."""
    known = [f"{path.parent.name}.{path.stem}" for f in ("facts", "topics") for path in sorted(_modules(f))]
    if unknown := set(names) - set(known):
        sys.exit(f"no module {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    equivalent = tomllib.loads((ROOT / "tests" / "equivalent_mutants.toml").read_text(encoding="utf-8"))["mutant"]
    same = {(m["module"], m["line"], change) for m in equivalent for change in m["changes"]}
    found: list[Mutant] = []
    for folder in ("facts", "topics"):
        chosen = [name for name in names or known if name.startswith(folder)]
        for name, mutants in _run(folder, chosen) if chosen else ():
            found += [mutant for mutant in mutants if mutant.noticed or (name, mutant.before, mutant.after) not in same]
            print(_line(name, [m for m in found if m.module == name], len(mutants)), flush=True)
    for mutant in found:
        if not mutant.noticed:
            print(f"analysis/{mutant.module.replace('.', '/')}.py:{mutant.line}\n  - {mutant.before}\n  + {mutant.after}")
    print(_line("all", found, len(found)))
    sys.exit(sum(mutant.noticed for mutant in found) < LEAST * len(found))


def _modules(folder: str) -> list[Path]:
    return [path for path in (ROOT / "analysis" / folder).glob("*.py") if path.stem != "__init__"]


def _line(name: str, mutants: list[Mutant], made: int) -> str:
    noticed = sum(mutant.noticed for mutant in mutants)
    share = noticed / len(mutants) if mutants else 1
    return f"{name:<20} noticed {noticed:>4} of {len(mutants):>4} {share:>7.1%}   equivalent {made - len(mutants):>3}"


def _run(folder: str, names: list[str]) -> Iterator[tuple[str, list[Mutant]]]:
    """Yield each module of one folder with its mutants; the working directory is the copy meanwhile, as mutmut wants."""
    home, left_out = Path.cwd(), shutil.ignore_patterns("__pycache__", "_build")
    with TemporaryDirectory() as copy:
        for part in ("analysis", "data", f"tests/{folder}"):
            shutil.copytree(ROOT / part, Path(copy, part), ignore=left_out)
        conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
        Path(copy, "tests", "conftest.py").write_text(f"{conftest}\nimport {', '.join(SLOW)}\n", encoding="utf-8")
        files = {name: Path("analysis", name.replace(".", "/") + ".py") for name in names}
        only = json.dumps([str(file) for file in files.values()])
        config = CONFIG.format(files=only, folder=folder, skipped=json.dumps(SKIPPED), pytest=json.dumps(PYTEST))
        Path(copy, "pyproject.toml").write_text(config)
        for file in files.values():  # mutmut passes by decorated functions: the cache is put on below, on the same lines
            source = Path(copy, file).read_text(encoding="utf-8")
            cached = re.sub(r"^@lru_cache$", "", source, flags=re.M).rstrip("\n")
            cached += "".join(
                f"\n{name} = lru_cache({name})" for name in re.findall(r"^@lru_cache\ndef (\w+)", source, re.M)
            )
            Path(copy, file).write_text(cached + "\n", encoding="utf-8")
        os.chdir(copy)
        try:
            for name, file in files.items():
                yield name, [*_functions(name, file), *_constants(name, file)]
        finally:
            os.chdir(home)


def _functions(name: str, file: Path) -> Iterator[Mutant]:
    """What mutmut changes, and finds noticed, in functions."""
    mutmut = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", "1", f"analysis.{name}.*"]
    ran = subprocess.run(mutmut, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"mutmut could not run the tests of {name}:\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}")
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.stats import status_by_exit_code
    from mutmut.utils.format_utils import orig_function_and_class_names_from_key

    data, lines = SourceFileMutationData(path=file), [line.strip() for line in file.read_text(encoding="utf-8").split("\n")]
    data.load()
    starts = _starts(file)
    for key, code in data.exit_code_by_key.items():
        diff = get_diff_for_mutant(key, path=file).split("\n")[2:]
        before, after = (" / ".join(line[1:].strip() for line in diff if line[0] == sign) for sign in "-+")
        first = lines.index(before.split(" / ")[0], starts[orig_function_and_class_names_from_key(key)] - 1)
        yield Mutant(name, first + 1, before, after, status_by_exit_code[code] in {"killed", "timeout", "segfault"})


def _starts(file: Path) -> dict[tuple[str, str | None], int]:
    """(function, its class or None) -> its first line."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    owners = [(None, tree), *((node.name, node) for node in tree.body if isinstance(node, ast.ClassDef))]
    return {(node.name, owner): node.lineno for owner, at in owners for node in at.body if isinstance(node, ast.FunctionDef)}


def _constants(name: str, file: Path) -> Iterator[Mutant]:
    """What stands outside functions: each literal and operator changed once in the file, and the module's own tests run."""
    import libcst as cst
    from mutmut.mutation.file_mutation import create_mutations

    source = file.read_text(encoding="utf-8")
    module, mutations, *_ = create_mutations(str(file), source)
    outside = [m for m in mutations if not isinstance(m.contained_by_top_level_function, cst.FunctionDef)]
    folder = Path("tests", name.split(".")[0])
    own = folder / f"test_{file.stem}.py"
    tests = own if own.exists() else folder
    started = time.monotonic()
    if outside and _fails(tests, limit=600):
        sys.exit(f"{tests} fails without any change")
    limit = 5 * (time.monotonic() - started)
    for old, new in [(m.original_node, m.mutated_node) for m in outside]:
        if isinstance(old, cst.Assign | cst.AnnAssign | cst.Call):
            continue  # of a call only the arguments are changed, each by itself
        if isinstance(old, cst.SimpleString) and "XX" not in new.value:
            continue  # of a word one change, not three
        changed = module.deep_replace(old, new).code
        pairs = zip(source.split("\n"), changed.split("\n"), strict=True)
        line, before, after = next((n, a.strip(), b.strip()) for n, (a, b) in enumerate(pairs, 1) if a != b)
        file.write_text(changed, encoding="utf-8")
        yield Mutant(name, line, before, after, _fails(tests, limit))
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
    main(sys.argv[1:])
