"""The search index is the same for the same pages, whatever order Pagefind's program hits upon."""

import gzip
import resource

import pytest

from analysis.book import steady

# A filter "n" whose values "a" to "x" are of the pages 0 to 23: more than 23, so that lengths take two bytes.
NAMES = [
    bytes([0x82, 0x61, letter]) + (b"\x81\x00" if letter % 2 else b"\x81\x18\x64")
    for letter in b"abcdefghijklmnopqrstuvwxyz"
]
META = b"\x86\x61v\x80\x80\x82"  # version, no pages, no words, two filters
FILTERS = [b"\x82\x61kjen_7654321", b"\x82\x61njen_1234567"]
HEAD = b"\x82\x61n\x98\x1a"


def index(folder, values, filters):
    """An index in `folder` with two filters, the second of no value."""
    (folder / "filter").mkdir(parents=True)
    (folder / "filter/en_7654321.pf_filter").write_bytes(gzip.compress(steady.SIGN + b"\x82\x61k\x80"))
    (folder / "filter/en_1234567.pf_filter").write_bytes(gzip.compress(steady.SIGN + HEAD + b"".join(values)))
    (folder / "pagefind.en_0123456789.pf_meta").write_bytes(
        gzip.compress(steady.SIGN + META + b"".join(filters) + b"\x80\x80")
    )
    (folder / "pagefind-entry.json").write_text('{"languages":{"en":{"hash":"en_0123456789"}}}')
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_values_of_more_than_one_length_and_number_of_pages_are_put_in_order():
    assert steady.ordered(HEAD + b"".join(reversed(NAMES)), before=1) == HEAD + b"".join(NAMES)


def test_two_orders_give_one_index_whose_files_name_each_other(tmp_path):
    for name, values, filters in (("one", NAMES, FILTERS), ("other", NAMES[13:] + NAMES[:13], FILTERS[::-1])):
        steady.settle(index(tmp_path / name, values, filters))
    made = contents(tmp_path / "one")
    assert made == contents(tmp_path / "other")
    kept = {
        name.removeprefix("filter/").removesuffix(".pf_filter"): held for name, held in made.items() if "filter/" in name
    }
    (meta,) = (name for name in made if name.endswith(".pf_meta"))
    assert meta.split(".")[1].encode() in made["pagefind-entry.json"]
    assert all(name.encode() in made[meta] for name in kept) and len(kept) == 2
    assert max(kept.values()) == steady.SIGN + HEAD + b"".join(NAMES)


def test_an_index_of_which_a_file_is_empty_or_cut_is_an_error_with_its_name(tmp_path):
    whole = index(tmp_path / "index", NAMES, FILTERS)
    steady.require_whole(whole)
    cut = whole / "filter/en_7654321.pf_filter"
    kept = cut.read_bytes()
    for part in (b"", kept[:15], kept[:-4]):
        cut.write_bytes(part)
        with pytest.raises(OSError, match=cut.name):
            steady.require_whole(whole)


def test_an_index_that_was_written_where_there_is_no_room_is_an_error(tmp_path):
    whole = index(tmp_path / "index", NAMES, FILTERS)
    before = contents(whole)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            steady.require_whole(whole)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert contents(whole) == before
