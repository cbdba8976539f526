"""Who gives hardware, and whether a signature came before: worked by hand, and swapped."""

import pandas as pd

from analysis.topics import blocs, contributing

ILRS, ACCORDS = blocs.BLOCS


PARTIES = pd.DataFrame(
    {
        "key": ["EGY", "THA", "ITA", "ARE", "CHN", "apsco", "uni", "firm", "club", "latin"],
        "short": ["Egypt", "Thailand", "Italy", "UAE", "China", "APSCO", "University", "Firm", "Club", "Latin states"],
        "kind": ["state"] * 5 + ["organisation", "institute", "company", "institute", "bloc"],
        "iso3": ["EGY", "THA", "ITA", "ARE", "CHN", "", "ARE", "ITA", "", ""],
    }
).set_index("key")


def said(party, bloc=ILRS, status="signed", date="2024-01-01", id="x", **other):
    row = {"instrument": "memorandum", "counterpart": "", "source": "s", "ordinal": "", "caveats": ""} | other
    return row | {"party": party, "bloc": bloc, "status": status, "date": date, "id": id}


def read(*rows):
    return blocs.graded(pd.DataFrame(list(rows)), PARTIES)


def swapped(rows):
    return rows.assign(bloc=rows["bloc"].map(dict(zip(blocs.BLOCS, blocs.BLOCS[::-1], strict=True))))


TWO = read(
    said("CHN", date="2021-03-01"),
    said("THA", date="2024-01-01"),
    said("EGY", date="2023-01-01"),
    said("uni", date="2023-06-01"),
    said("ITA", ACCORDS, date="2020-10-13"),
    said("ARE", ACCORDS, date="2020-10-13"),
    said("THA", ACCORDS, date="2025-01-01"),
)


GIVEN = pd.DataFrame(
    {
        "id": list("abcdef"),
        "party": ["ITA", "ITA", "EGY", "apsco", "THA", "firm"],
        "craft": ["probe", "probe", "probe", "probe", "ship", "probe"],
        "contribution": "thing",
        "status": "planned",
        "source": "s",
    }
)


CRAFT = pd.DataFrame({"name": ["Probe", "Ship"], "bloc": ["ilrs", "artemis"]}, index=["probe", "ship"])


def test_contributions_say_where_the_state_of_the_giver_stands():
    rows = contributing.contributions(GIVEN, CRAFT, PARTIES, blocs.standing(TWO))
    italy, organisation, firm = rows.iloc[0], rows.iloc[3], rows.iloc[5]
    assert italy[["bloc", "mission", "name", "level", "standing"]].tolist() == [
        "ilrs", "Probe", "Italy", "state", "only artemis-accords",
    ]  # fmt: skip
    assert organisation[["level", "standing"]].tolist() == ["organisation", ""]
    assert firm[["level", "home", "standing"]].tolist() == ["body", "ITA", ""]
    nowhere = contributing.contributions(GIVEN, CRAFT, PARTIES, blocs.standing(TWO).drop("ITA"))
    assert nowhere["standing"].tolist() == ["neither", "neither", "only ilrs", "", "both", ""]


def test_givers_of_swapped_blocs_are_swapped():
    craft = CRAFT.assign(bloc=CRAFT["bloc"].map({"ilrs": "artemis", "artemis": "ilrs"}))
    plain = contributing.contributors(contributing.contributions(GIVEN, CRAFT, PARTIES, blocs.standing(TWO)))
    turned = contributing.contributors(contributing.contributions(GIVEN, craft, PARTIES, blocs.standing(swapped(TWO))))
    columns = {"only " + ILRS: "only " + ACCORDS, "only " + ACCORDS: "only " + ILRS}
    swap = turned.rename(index={"ilrs": "artemis", "artemis": "ilrs"}, columns=columns)
    assert swap.loc[plain.index, plain.columns].equals(plain)


def test_a_giver_signed_after_the_source_spoke_or_before():
    rows = contributing.contributions(GIVEN, CRAFT, PARTIES, blocs.standing(TWO)).assign(source="s")
    rows = rows[rows["level"] == "state"]
    members = {"ilrs": blocs.joined(TWO, ILRS), "artemis": blocs.joined(TWO, ACCORDS)}

    def found(day):
        return (
            contributing.signed_after(rows, members, {"s": pd.Timestamp(day)})[["party", "bloc"]]
            .drop_duplicates()
            .values.tolist()
        )

    assert found("2024-12-31") == [["THA", "artemis"]] and found("2025-01-01") == []
    assert ["EGY", "ilrs"] in found("2022-12-31")


def test_a_state_that_gives_twice_counts_once_and_a_firm_is_not_its_state():
    table = contributing.contributors(contributing.contributions(GIVEN, CRAFT, PARTIES, blocs.standing(TWO)))
    assert table.loc["ilrs"].to_dict() == {
        "only ilrs": 1, "both": 0, "only artemis-accords": 1, "neither": 0, "states": 2,
    }  # fmt: skip
    assert table.loc["artemis", ["both", "states"]].tolist() == [1, 1]
