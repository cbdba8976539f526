"""Chapter 01 by a second path: every number of its findings and titles, from the CSV files with plain Python."""

import itertools
from collections import defaultdict

from tests.second_path.pages import findings, founding, numbers, rows, titles

STEM = "01_station"


def items(cell):
    return [item for item in cell.split("; ") if item]


DOCUMENTS = {
    row["key"]: row for row in rows("sources") if row["class"] == "founding" and "station" in items(row["subjects"])
}
LATER = {row["key"] for row in rows("sources") if row["class"] == "later"}
KIND = {row["key"]: row["kind"] for row in rows("concepts")}


def named(source_rows, later=False):
    """(thing, source) -> whether the source prints it somewhere, for aims and facilities."""
    found = defaultdict(bool)
    for table, column in (("objectives", "objective"), ("facilities", "facility")):
        for row in source_rows(table):
            found[row[column], row["source"]] |= column not in items(row["inferred"])
    return found


NAMED = named(founding)


def documents_of(thing):
    return {source for key, source in NAMED if key == thing}


def test_the_core_is_what_every_document_names():
    core = {thing for thing, _ in NAMED if documents_of(thing) == set(DOCUMENTS)}
    namings = [printed for (thing, _), printed in NAMED.items() if thing in core]
    odd = [len(documents_of(thing)) for thing in ("f-orbital-station", "f-reactor", "o-resources")]
    rare = [printed for (thing, _), printed in NAMED.items() if thing in ("f-orbital-station", "f-reactor", "o-resources")]
    expected = [len(DOCUMENTS), *odd, sum(namings), len(namings), sum(rare), len(rare)]
    assert numbers(findings(STEM)[0]) == expected
    aims = sum(KIND[thing] == "objective" for thing in core)
    assert numbers(titles(STEM)["fig-station"]) == [aims, len(core) - aims, len(DOCUMENTS)]


def links():
    """One row a pair of ends, for the links of the station's parts."""
    for row in founding("links"):
        if row["graph"] == "system":
            for start in items(row["from"]):
                for end in items(row["to"]):
                    yield row | {"from": start, "to": end}


def placings():
    """(thing, document, phase) -> whether it is printed in the place where the document describes that phase."""
    phase = {(row["source"], row["locator"]): row["position"] for row in founding("phases")}
    found = defaultdict(bool)
    for table, column in (("objectives", "objective"), ("facilities", "facility")):
        for row in founding(table):
            if (row["source"], row["locator"]) in phase:
                where = phase[row["source"], row["locator"]]
                found[row[column], row["source"], where] |= column not in items(row["inferred"])
    for row in links():
        for end in ("from", "to"):
            if KIND.get(row[end]) == "technology" and (row["source"], row["locator"]) in phase:
                thing = "o-isru" if row[end] == "t-isru" else row[end]  # the same words say the aim and its test
                where = phase[row["source"], row["locator"]]
                found[thing, row["source"], where] |= end not in items(row["inferred"])
    return found


def test_functions_stand_in_phases_and_few_have_one_in_common():
    phases = defaultdict(lambda: defaultdict(set))
    found = placings()
    for thing, source, phase in found:
        phases[thing][source].add(phase)
    compared = {thing: by for thing, by in phases.items() if len(by) >= 2}
    shared = [thing for thing, by in compared.items() if set.intersection(*by.values())]
    pairs, alike, opposite = 0, 0, 0
    for one, other in itertools.combinations(compared, 2):
        both = [(compared[one][s], compared[other][s]) for s in compared[one] if s in compared[other]]
        if len(both) >= 2:
            before, after = sum(max(a) < min(b) for a, b in both), sum(min(a) > max(b) for a, b in both)
            pairs += 1
            opposite += before > 0 and after > 0
            alike += max(before, after) >= 2 and min(before, after) == 0
    sentence = findings(STEM)[1]
    assert opposite == 0 and "none in opposite order" in sentence
    put = [printed for (thing, *_), printed in found.items() if thing in compared]
    expected = [len(compared), len(shared), pairs, alike, pairs - alike, sum(put), len(put)]
    assert numbers(sentence) == expected
    assert numbers(titles(STEM)["fig-functions"]) == [len(compared) - len(shared), len(compared)]


def edges(document=""):
    """(what is wanted, what it rests on) -> whether one statement prints both ends and the relation."""
    found = defaultdict(bool)
    for row in links():
        ends = [{"t-isru": "o-isru"}.get(row[end], row[end]) for end in ("to", "from")]  # one thing, aim and test
        if (
            row["relation"] in ("serves", "part of", "verifies", "provides")
            and ends[0] != ends[1]
            and document in ("", row["source"])
        ):
            found[tuple(ends)] |= not {"from", "relation", "to"} & set(items(row["inferred"]))
    return dict(found)


MISSIONS = {row["key"] for row in rows("craft") if row["kind"] == "mission" and row["bloc"] == "ilrs" and row["operator"]}
AIMS = {thing for thing, _ in NAMED if KIND[thing] == "objective"}


def behind(aim, pairs):
    """The missions that one comes to from an aim, step by step."""
    seen, ahead = set(), [aim]
    while ahead:
        here = ahead.pop()
        for above, below in pairs:
            if above == here and below not in seen:
                seen.add(below)
                ahead.append(below)
    return seen & MISSIONS


def with_missions(pairs):
    return {aim for aim in AIMS if behind(aim, pairs)}


def test_chains_from_aims_to_missions():
    pairs = edges()
    some, printed = with_missions(pairs), with_missions([pair for pair, is_printed in pairs.items() if is_printed])
    ours = [pair for pair, is_printed in pairs.items() if not is_printed]
    hinge = max(len(some) - len(with_missions([pair for pair in pairs if pair != one])) for one in ours)
    none = len(AIMS) - len(some)
    expected = [len(printed), len(AIMS), len(some - printed), hinge, none]
    assert numbers(findings(STEM)[2])[-5:] == expected
    assert numbers(titles(STEM)["fig-system"]) == [none, len(AIMS)]


def test_which_document_alone_prints_a_chain():
    found = {}
    for document in DOCUMENTS:
        own = [pair for pair, is_printed in edges(document).items() if is_printed]
        found |= {(document, aim): behind(aim, own) for aim in with_missions(own)}
    ((document, aim),) = found
    (concept,) = [row["short"] for row in rows("concepts") if row["key"] == aim]
    missions = [row["name"] for row in rows("craft") if row["key"] in found[document, aim]]
    sentence = findings(STEM)[2].split(". ")[0]
    assert DOCUMENTS[document]["called"] in sentence and f"({' and '.join(missions)}: {concept.lower()})" in sentence


def test_what_the_documents_carry_of_the_agencies_lists():
    listed = {}
    for table, column in (("objectives", "objective"), ("facilities", "facility")):
        for row in rows(table):
            if row["source"] in LATER and "as_cited" not in items(row["caveats"]):
                listed[row[column]] = (column, row["as_printed"].split(" | ")[-1])
    aims = {thing for thing, (column, _) in listed.items() if column == "objective"}
    facilities = set(listed) - aims
    days = {column: max(day for kind, day in listed.values() if kind == column)[:4] for column in ("objective", "facility")}
    carried = {source: {thing for thing in listed if (thing, source) in NAMED} for source in DOCUMENTS}
    order = sorted(DOCUMENTS, key=lambda source: (-len(carried[source]), source))
    expected = [len(facilities), int(days["facility"]), len(aims), int(days["objective"])]
    for source in order:
        expected += [*numbers(DOCUMENTS[source]["called"]), len(carried[source] & aims), len(carried[source] & facilities)]
    namings = [NAMED[thing, source] for source in DOCUMENTS for thing in carried[source]]
    second = days["objective"] + "-01-01"
    older = [row["called"] for row in sorted(DOCUMENTS.values(), key=lambda row: row["key"]) if row["as_of"] < second]
    ends = [number for name in older for number in numbers(name)]
    assert numbers(findings(STEM)[3]) == [*expected, sum(namings), len(namings), *ends]
    most, least = len(carried[order[0]]), len(carried[order[-1]])
    assert numbers(titles(STEM)["fig-lists"]) == [most, len(listed), least]
