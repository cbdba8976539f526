"""Chapter 02 by a second path: every number of its findings and titles, from the CSV files with plain Python."""

import calendar
import re
from collections import defaultdict
from datetime import date

from tests.second_path.pages import findings, founding, numbers, rows, titles

STEM = "02_roadmap"
JOINT = "2021-06-16"
SOURCES = {row["key"]: row for row in rows("sources")}
CRAFT = {row["key"]: row for row in rows("craft")}
AGENCIES = {row["key"] for row in rows("parties") if row["kind"] == "agency"}


def items(cell):
    return [item for item in cell.split("; ") if item]


def later(table):
    return [row for row in rows(table) if SOURCES[row["source"]]["class"] == "later"]


def end(text):
    """The last day of a date, or None where it has no end."""
    text = text.split("/")[-1].rstrip("~?")
    if text in ("", ".."):
        return None
    if text.endswith("X"):
        return date(int(text[:3] + "9"), 12, 31)
    year, month, day = [*map(int, text.split("-")), None, None][:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def beginning(text):
    """The first day of a date, or None where it has no beginning."""
    text = text.split("/")[0].rstrip("~?")
    if text in ("", ".."):
        return None
    if text.endswith("X"):
        return date(int(text[:3] + "0"), 1, 1)
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def told(row):
    return row["announced"] or SOURCES[row["source"]]["as_of"]


def in_order(found):
    return sorted(found, key=lambda row: end(told(row)) or date.max)


def basic(found):
    return in_order([row for row in found if "basic" in row["label"].lower() and row["date"]])


def printed_dates(found):
    """How many of some statements print their date, and how many there are."""
    found = list(found)
    return [sum("date" not in items(row["inferred"]) for row in found), len(found)]


def year(text):
    return int(re.findall(r"\d{4}", text)[-1])


def test_the_base_has_slipped():
    model = basic(founding("phases"))[0]
    base = in_order([row for row in founding("missions") if row["craft"] == "ilrs-surface" and row["date"]])[-1]
    between = (beginning(base["date"]) - end(model["date"])).days
    steps = []
    for row in basic(later("phases")):
        if not steps or year(row["date"]) != steps[-2]:
            steps += [year(row["date"]), year(told(row)[:4])]
    (construction,) = {year(row["date"]) for row in later("phases") if row["announced"] == JOINT and row["position"] == "2"}
    document = [year(told(model)[:4]), year(model["date"]), year(told(base)[:4]), year(base["date"])]
    plan = in_order([row for row in later("phases") if row["date"]])
    plan = [row for row in plan if told(row) == told(plan[-1])]
    first, last = (row for row in sorted(plan, key=lambda row: row["position"]))
    (built,) = [row for row in later("phases") if row["announced"] == JOINT and row["position"] == "2"]
    used = {row["id"]: row for row in [model, base, *basic(later("phases")), built, first, last]}
    assert last["date"].endswith("X")
    decade = int(last["date"].replace("X", "0"))
    told_first = [year(told(first)[:4]), year(first["date"])]
    expected = [
        *told_first,
        *document,
        int(between / 365.25),
        *steps,
        construction,
        decade,
        *printed_dates(used.values()),
    ]
    assert numbers(findings(STEM)[0]) == expected


def same_span(one, other):
    """Whether two spans have the bounds that both of them give."""
    given = [(bound(one), bound(other)) for bound in (beginning, end) if bound(one) and bound(other)]
    return bool(given) and all(a == b for a, b in given)


def test_who_carries_the_joint_roadmap():
    plan = [row for row in later("phases") if row["announced"] == JOINT]
    placed = {
        row["craft"]: row["phase_position"]
        for row in later("missions")
        if row["announced"] == JOINT and row["phase_position"]
    }
    spans, put = defaultdict(list), defaultdict(set)
    for row in founding("phases"):
        if row["date"]:
            spans[row["source"]].append(
                any(same_span(row["date"], p["date"]) for p in plan if p["position"] == row["position"])
            )
    for row in founding("missions"):
        if row["phase_position"] and row["craft"] in placed:
            put[row["source"]].add((row["craft"], row["phase_position"] == placed[row["craft"]]))
    documents = list(dict.fromkeys(row["source"] for row in founding("phases")))
    keeps = [source for source in documents if 2 * sum(spans[source]) > len(spans[source])]
    undated = [source for source in documents if not spans[source] and put[source]]
    own = [source for source in documents if spans[source] and source not in keeps]
    expected = [16, 2021, len(keeps) + len(undated)]
    for source in keeps:
        expected += [*numbers(SOURCES[source]["called"]), sum(spans[source]), len(spans[source])]
        expected += [sum(same for _, same in put[source]), len(put[source])]
    for source in undated:
        together = sum(same for _, same in put[source])
        expected += [*numbers(SOURCES[source]["called"]), together, len(put[source])]
    for source in own:
        expected += [sum(spans[source]), len(spans[source]), *numbers(SOURCES[source]["called"])]
        expected += [sum(same for _, same in put[source]), len(put[source])] if put[source] else []
    said = [row for row in founding("phases") if row["date"]]
    said += [row for row in founding("missions") if row["phase_position"] and row["craft"] in placed]
    ours = {"date", "position", "craft", "phase_position"}
    expected += [sum(not ours & set(items(row["inferred"])) for row in said), len(said)]
    assert numbers(findings(STEM)[1]) == expected
    assert numbers(titles(STEM)["fig-roadmap"]) == [len(keeps), sum(bool(found) for found in spans.values())]


def revisions():
    """thing -> its dated statements by later sources, in the order in which they were made."""
    found = defaultdict(list)
    for row in in_order(later("missions")):
        craft = CRAFT[row["craft"]]
        flies = (
            craft["kind"] == "mission" and set(items(craft["operator"])) & AGENCIES and craft["bloc"] in ("ilrs", "artemis")
        )
        if (
            flies
            and row["record"] in ("planned", "flown", "failed")
            and end(row["date"])
            and "not_before" not in items(row["caveats"])
        ):
            key = "luna-27" if row["craft"] == "luna-27a" else row["craft"]
            found[key].append(row)
    found["ilrs-surface"] = [row | {"record": "planned"} for row in basic(later("phases")) if end(row["date"])]
    flown_before = {
        key
        for key, group in found.items()
        if any(row["record"] != "planned" and end(row["date"]) < date(2021, 6, 16) for row in group)
    }
    return {key: group for key, group in found.items() if key not in flown_before and len(group) > 1}


def moved():
    """thing -> years from the end of the time first named to that of the last, whether it is kept, whether it flew."""
    result = {}
    for key, group in revisions().items():
        plans = [row for row in group if row["record"] == "planned"]
        flights = [row for row in group if row["record"] != "planned"]
        if plans:
            first, last = plans[0], (flights or plans)[-1]
            years = round((end(last["date"]) - end(first["date"])).days / 365.25, 1)
            within = end(last["date"]) <= end(first["date"]) and end(last["date"]) >= (beginning(first["date"]) or date.min)
            result[key] = (years, within, bool(flights))
    return result


def test_dates_slip_on_both_roads():
    found, expected = moved(), []
    for bloc in ("ilrs", "artemis"):
        years = [slip for key, (slip, _, _) in found.items() if CRAFT[key]["bloc"] == bloc]
        late = [slip for slip in years if slip > 0]
        expected += [len(late), len(years), min(late), max(late)]
    sentence = findings(STEM)[2]
    assert numbers(sentence)[:8] == expected
    assert numbers(titles(STEM)["fig-slips"]) == [*expected[:2], *expected[4:6]]
    flown = {CRAFT[key]["name"]: (slip, kept) for key, (slip, kept, flew) in found.items() if flew}
    told_of = sentence.split("have flown: ")[1]
    for name, (slip, kept) in flown.items():
        assert f"{name} within the time first named" in told_of if kept else f"{name} {slip:.1f} years later" in told_of
    assert len(re.findall(r"years later|within the time", told_of)) == len(flown)
    rows_of = [row for key, group in revisions().items() if key in found for row in group]
    assert numbers(sentence)[-2:] == printed_dates(rows_of)


CARRY = {
    "ilrs": {"ilrs-crewed"},
    "artemis": {key for key in CRAFT if key.startswith("artemis-") and key not in ("artemis-1", "artemis-base-camp")},
}


def test_when_people_come():
    dated, said = {bloc: [] for bloc in CARRY}, {bloc: [] for bloc in CARRY}
    for row in founding("missions"):
        for bloc, craft in CARRY.items():
            if row["craft"] in craft and row["date"] and row["record"] in ("planned", "flown", "failed"):
                dated[bloc].append(row["date"])
                said[bloc].append(row)
    first = min(beginning(text).year for text in dated["ilrs"])
    last = max(end(text).year for text in dated["artemis"])
    crewed = [row for row in later("missions") if row["craft"] in CARRY["artemis"]]
    (flown,) = [row for row in crewed if row["record"] == "flown"]
    plans = {row["craft"]: row for row in in_order([row for row in crewed if row["record"] == "planned"])}
    landing = min((row for row in plans.values() if row["milestone"] == "landing"), key=lambda row: end(row["date"]))
    (china,) = [row["date"] for row in later("missions") if row["craft"] == "china-crewed-landing"]
    when = [float(text) for text in re.findall(r"\d{4}", landing["date"])]
    documents = {bloc: len({row["source"] for row in found}) for bloc, found in said.items()}
    expected = [first, len(dated["ilrs"]), documents["ilrs"], last, len(dated["artemis"]), documents["artemis"]]
    expected += printed_dates([*said["ilrs"], *said["artemis"]])
    expected += [year(flown["date"][:4]), *when, year(china)]
    assert numbers(findings(STEM)[3]) == expected
    assert numbers(titles(STEM)["fig-crews"]) == [first]
    assert landing["craft"] == "artemis-4"
