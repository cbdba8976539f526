"""A build counts only when it is complete: an interrupted, failed or undermined one leaves nothing to trust."""

from analysis.book import complete


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
