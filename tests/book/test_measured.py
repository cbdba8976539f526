"""What was measured is kept section by section, each with its machine."""

from analysis.book import measured


def test_a_section_is_written_anew_and_the_others_are_left(tmp_path):
    kept = tmp_path / "measured.toml"
    measured.record("bench", 'Times, "all"', ["what", "s"], [["build", 1.5]], kept)
    measured.record("faults", "Faults", ["kind"], [["lost row"]], kept)
    measured.record("bench", "Times", ["what", "s"], [["build", 2.5], ["tests", "3"]], kept)
    read = measured.read(kept)
    assert read["bench"]["rows"] == [["build", "2.5"], ["tests", "3"]]
    assert (read["faults"]["caption"], read["faults"]["rows"]) == ("Faults", [["lost row"]])
    assert "Python" in read["faults"]["machine"]


def test_a_book_never_measured_has_no_sections(tmp_path):
    assert measured.read(tmp_path / "measured.toml") == {}
