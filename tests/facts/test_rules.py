"""Rules of the package beyond its schema: each fault of a kind is found, and nothing else."""

import shutil

import pytest

from analysis.facts import check, tables


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(tables.DATA, tmp_path / "data")
    return tmp_path / "data"


def spoil(data, name, column, value, line=3):
    path = data / f"{name}.csv"
    frame = tables.pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[line - 2, column] = value
    frame.to_csv(path, index=False)


FAULTS = {
    "an item twice": ("events", "caveats", "translated; translated", "'translated' stands there 2 times; allowed: once"),
    "an unknown own field": ("events", "inferred", "colour", "'colour' is no filled field of this row"),
    "an empty own field": ("claims", "inferred", "question", "'question' is no filled field of this row"),
    "a part of itself": ("funding", "part_of", "fun-revenue-2021", "'fun-revenue-2021' leads back to itself"),
    "its own parent": ("parties", "parent", "RUS", "'RUS' leads back to itself; allowed: no circle"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_once_with_file_row_and_column(fault, copy):
    name, column, value, message = FAULTS[fault]
    spoil(copy, name, column, value)
    found = check.faults(copy)
    assert len(found) == 1, found
    assert found[0].startswith(f"{name}.csv, row 3, column {column}: ") and message in found[0]


def test_a_circle_of_two_is_named_at_both_its_rows(copy):
    spoil(copy, "parties", "parent", "RUS", line=2)
    spoil(copy, "parties", "parent", "CHN", line=3)
    assert [fault.split(":")[0] for fault in check.faults(copy)] == [
        "parties.csv, row 2, column parent",
        "parties.csv, row 3, column parent",
    ]


def test_several_faults_come_together_and_a_sound_package_is_stamped(copy):
    assert check.faults(copy) == ()
    assert len(list((copy.parent / "_build" / "checked").iterdir())) == 1
    spoil(copy, "events", "date", "soon")
    spoil(copy, "parties", "parent", "Mars")
    check.faults.cache_clear()
    assert len(check.faults(copy)) == 2


def test_the_command_lists_the_faults_and_fails(monkeypatch, capsys):
    monkeypatch.setattr(check, "faults", lambda: ("events.csv, row 3: no",))
    with pytest.raises(SystemExit, match=r"1 fault\(s\) in data/"):
        check.main()
    assert "events.csv, row 3" in capsys.readouterr().err
