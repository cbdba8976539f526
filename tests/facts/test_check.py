"""A faulty row gives one message with file, row, column, what is wrong and what is allowed."""

import shutil

import pytest

from analysis.facts import check, tables

FAULTS = {
    "unknown party": ("memberships", "party", "Atlantis", "'Atlantis' is unknown; allowed: a key of parties.csv"),
    "wrong date": ("memberships", "date", "mid-2023", "'mid-2023' is no date; allowed: EDTF"),
    "text in an amount": ("funding", "low", "a lot", "'a lot' is not allowed; allowed: a number"),
    "missing source": ("memberships", "source", "", "column source: nothing stands here; allowed: a string (required)"),
    "unknown source": ("memberships", "source", "rumour", "'rumour' is unknown; allowed: a key of sources.csv"),
    "unknown kind": ("funding", "kind", "gift", "'gift' is not allowed; allowed: award, task order, ceiling"),
    "unknown recipient": ("funding", "recipients", "acme", "'acme' is unknown; allowed: a value of parties.key"),
    "unknown caveat": ("funding", "caveats", "odd", "'odd' is unknown; allowed: a value of caveats.code"),
}


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(tables.DATA, tmp_path / "data")
    return tmp_path / "data"


def spoil(data, name, column, value, row=3):
    """Write `value` into one cell; `row` is the line of the file."""
    path = data / f"{name}.csv"
    frame = tables.pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[row - 2, column] = value
    frame.to_csv(path, index=False)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_cell_is_named_with_what_is_allowed(fault, copy):
    name, column, value, message = FAULTS[fault]
    spoil(copy, name, column, value)
    with pytest.raises(check.DataError) as caught:
        tables.load("sources", copy)
    assert f"{name}.csv, row 3, column {column}" in str(caught.value)
    assert message in str(caught.value)


def test_a_duplicate_key_is_named(copy):
    key = tables.load("funding")["id"].iloc[0]
    spoil(copy, "funding", "id", key)
    with pytest.raises(check.DataError, match=r"funding\.csv, row 3.*primary key"):
        tables.load("funding", copy)


def test_all_faults_come_in_one_message(copy):
    spoil(copy, "funding", "kind", "gift")
    spoil(copy, "memberships", "party", "Atlantis")
    with pytest.raises(check.DataError, match="2 fault") as caught:
        tables.load("funding", copy)
    assert "'gift'" in str(caught.value) and "'Atlantis'" in str(caught.value)


def test_high_below_low_is_a_fault(copy):
    spoil(copy, "funding", "low", "9e99")
    with pytest.raises(check.DataError, match=r"funding\.csv, row 3, column high: .* is below low"):
        tables.load("funding", copy)


def test_an_unknown_table_lists_those_there_are():
    with pytest.raises(KeyError, match=r"no table .fundings.*funding"):
        tables.load("fundings")


@pytest.mark.book
def test_the_data_package_has_no_fault():
    assert check.faults() == ()


@pytest.mark.book
def test_every_csv_is_declared_and_every_declared_table_exists():
    assert {path.stem for path in tables.DATA.glob("*.csv")} == set(tables.package())


@pytest.mark.book
def test_keys_of_entities_are_shared_by_no_two_tables():
    keys = [key for name in ("parties", "programmes", "craft", "concepts") for key in tables.load(name)["key"]]
    assert len(keys) == len(set(keys))
