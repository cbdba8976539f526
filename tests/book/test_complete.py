"""A build counts only when it is complete: an interrupted, failed or undermined one leaves nothing to trust."""

import os
import subprocess
import sys

import pytest
from myst_nb.core.execute.base import ExecutionError
from sphinx.errors import SphinxError

from analysis.book import build, complete


def book(folder):
    for name, text in {
        "data/a.csv": "1",
        "data/datapackage.json": "{}",
        "analysis/x.py": "pass",
        "requirements.txt": "",
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def built(folder):
    """A build folder with a page, an environment and executed notebooks."""
    for name in ("html/page.html", ".doctrees/environment.pickle", "executed/cache.db"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("old")
    return folder


def test_the_digest_changes_with_data_and_code_and_not_otherwise(tmp_path):
    before = complete.digest(book(tmp_path))
    (tmp_path / "unrelated.txt").write_text("x")
    (tmp_path / "data/.backup.csv~").write_text("x")
    assert complete.digest(tmp_path) == before
    for name in ("data/a.csv", "analysis/x.py", "data/datapackage.json"):
        (tmp_path / name).write_text("2")
        after = complete.digest(tmp_path)
        assert after != before, name
        before = after


def test_a_file_that_only_changes_its_name_changes_the_digest(tmp_path):
    before = complete.digest(book(tmp_path))
    (tmp_path / "data/a.csv").rename(tmp_path / "data/b.csv")
    assert complete.digest(tmp_path) != before


def test_a_build_without_a_stamp_is_dropped_but_what_was_executed_is_kept(tmp_path):
    assert not complete.begin(built(tmp_path))
    assert not (tmp_path / "html/page.html").exists() and not (tmp_path / ".doctrees/environment.pickle").exists()
    assert (tmp_path / "executed/cache.db").exists()


def test_a_stamped_build_is_kept_and_its_stamp_is_gone_until_the_next_ends(tmp_path):
    assert complete.end(built(tmp_path), "a", False, 0) == ""
    assert complete.begin(tmp_path)
    assert (tmp_path / "html/page.html").exists()
    assert not complete.begin(tmp_path), "the second began before the first had ended"
    assert not (tmp_path / "html/page.html").exists()


def test_a_complete_build_says_what_it_was_made_of(tmp_path):
    complete.end(built(tmp_path), "a", False, 0)
    assert complete.whole(tmp_path) == "a"
    assert complete.whole(tmp_path / "nowhere") == ""


def test_a_page_lost_cut_or_added_makes_a_build_start_from_nothing(tmp_path):
    for spoil in (
        lambda page: page.unlink(),
        lambda page: page.write_text("ol"),
        lambda page: page.with_name("more.html").write_text(""),
    ):
        complete.end(built(tmp_path), "a", False, 0)
        spoil(tmp_path / "html/page.html")
        assert complete.whole(tmp_path) == "" and not complete.begin(tmp_path)
        assert not list((tmp_path / "html").iterdir())


def test_a_warning_or_a_change_under_the_build_leaves_no_stamp(tmp_path):
    assert "changed while it was built" in complete.end(built(tmp_path), "a", True, 0)
    assert "1 warning(s)" in complete.end(tmp_path, "a", False, 1)
    assert not (tmp_path / complete.STAMP).exists()


def test_what_is_changed_and_put_back_was_touched(tmp_path):
    table = book(tmp_path) / "data/a.csv"
    before, digest = complete.touched(tmp_path), complete.digest(tmp_path)
    kept = table.stat()
    table.write_text("2")
    table.write_text("1")
    os.utime(table, ns=(kept.st_atime_ns, kept.st_mtime_ns))  # with its time, too
    assert complete.digest(tmp_path) == digest and complete.touched(tmp_path) != before


HOLD = """import sys
from pathlib import Path
from analysis.book import complete
complete.alone(Path(sys.argv[1]))
print(1, flush=True)
"""


def test_a_second_build_waits_until_the_first_has_ended_however_it_ends(tmp_path):
    first = subprocess.Popen(
        [sys.executable, "-c", f"{HOLD}input()", tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert first.stdout.readline() == b"1\n"
    second = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE)
    assert b"another build is under way" in second.stdout.readline()
    assert second.poll() is None
    first.kill()
    assert second.communicate(timeout=20)[0] == b"1\n" and second.returncode == 0
    first.communicate()


def test_a_folder_that_cannot_be_written_is_an_error_with_its_name(tmp_path):
    (tmp_path / "lock").mkdir()
    with pytest.raises(OSError, match="lock"):
        complete.alone(tmp_path)


def test_a_build_that_failed_says_why_in_one_line_and_of_a_cell_in_which_notebook():
    cell = ValueError(
        "An error occurred while executing the following cell:\n---\n1/0\n\n\x1b[31mZeroDivisionError\x1b[39m: by zero\n"
    )
    failed = ExecutionError("05_funding.ipynb")
    failed.__cause__ = cell
    assert build.why(failed) == "05_funding.ipynb: ZeroDivisionError: by zero"
    step = SphinxError("the search index could not be made")
    step.__cause__ = OSError("no space left\nreally")
    assert (build.why(step), build.why(KeyError()), build.why(1)) == (
        "no space left",
        "KeyError",
        "look above for the cause",
    )
