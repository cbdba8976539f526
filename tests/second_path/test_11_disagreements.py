"""Chapter 11 recomputed in plain Python: conflicts, tone, and every pair of statements, by rules written anew."""

import calendar
import datetime as dt
from collections import Counter
from itertools import combinations

from tests.second_path import pages

SOURCES = {row["key"]: row for row in pages.rows("sources")}
DOCUMENTS = [key for key, row in SOURCES.items() if row["class"] == "founding"]
TABLES = ["claims", "companies", "contributions", "events", "facilities", "funding", "links", "member_counts", "memberships"]
TABLES += ["missions", "names", "objectives", "phases", "quantities", "provisions", "arguments"]
ROWS = {table: pages.founding(table) for table in TABLES}
SOURCE_OF = {row["id"]: row["source"] for rows in ROWS.values() for row in rows}
# What is compared: table, what it is about, the value, how.
ASPECTS = [
    ("memberships", ["bloc", "party"], "date", "moment"), ("memberships", ["bloc", "party"], "status", "word"),
    ("memberships", ["bloc", "party"], "instrument", "word"), ("memberships", ["bloc", "party"], "agency", "word"),
    ("memberships", ["bloc"], "first_claim", "first"), ("member_counts", ["bloc", "counted", "as_of"], "low", "amount"),
    ("member_counts", ["bloc", "counted"], "as_of", "growth"), ("missions", ["craft", "record"], "date", "moment"),
    ("missions", ["craft"], "phase_position", "word"), ("missions", ["craft"], "site", "word"),
    ("missions", ["craft", "date"], "status", "word"), ("phases", ["position"], "date", "extent"),
    ("events", ["title"], "date", "moment"), ("events", ["title"], "actor", "word"), ("events", ["title"], "status", "word"),
    ("funding", ["label", "period"], "low", "amount"), ("quantities", ["subject", "measure", "unit"], "low", "amount"),
    ("objectives", ["objective"], "objective", "naming"), ("facilities", ["facility"], "facility", "naming"),
    ("facilities", ["facility"], "place", "word"), ("links", ["from", "to"], "relation", "word"),
    ("links", ["from", "relation", "to"], "date", "occasion"), ("claims", ["question"], "answer", "word"),
    ("companies", ["company"], "fate", "word"), ("companies", ["company", "fate"], "date", "moment"),
    ("contributions", ["party", "craft"], "contribution", "naming"), ("names", ["entity"], "as_printed", "spelling"),
]  # fmt: skip
LESS = {
    "instrument": [("none named", None), ("agreement", "cooperation agreement"), ("cooperation document", "agreement")],
    "place": [("unstated", None)],
    "status": [("participating", "joined"), ("participating", "signed"), ("participating", "founded"), ("joined", "signed"),
               ("joined", "founded"), ("announced", "planned"), ("proposed", "planned"), ("signed", "founded")],
}  # fmt: skip
SEVERAL = {"place", "relation", "agency", "counterpart", "instrument", "fate"}
FLOOR, ROOF = {"over", "at least"}, {"under", "up to", "nearly"}


def span(text):
    """First and last day of a date; None where it is open."""
    if "/" in text:
        start, end = text.split("/")
        return (None if start in ("", "..") else span(start)[0], None if end in ("", "..") else span(end)[1])
    plain = text.rstrip("~?%")
    if "X" in plain:
        return dt.date(int(plain.replace("X", "0")), 1, 1), dt.date(int(plain.replace("X", "9")), 12, 31)
    parts = [int(part) for part in plain.split("-")]
    first = dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    month = parts[1] if len(parts) > 1 else 12
    return first, dt.date(parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1])


def meet(a, b):
    (a0, a1), (b0, b1) = span(a), span(b)
    return not (a1 and b0 and a1 < b0) and not (b1 and a0 and b1 < a0)


def relation(how, what, one, other):
    """Class of two rows, and whether one bears the other out."""
    a, b = one[what], other[what]
    if how == "moment":
        if a.strip("~?") == b.strip("~?"):
            return "same", True
        return ("compatible", ".." not in a + b) if meet(a, b) else ("incompatible", False)
    if how == "extent":
        both = [(x, y) for x, y in zip(span(a), span(b), strict=True) if x and y]
        if not meet(a, b) or any(x != y for x, y in both):
            return "incompatible", False
        return [("different", False), ("compatible", True), ("same", True)][len(both)]
    if how == "amount":
        return sizes(one, other)
    if how == "word":
        return worded(what, a, b)
    if how == "first":
        return ("same", True) if one["party"] == other["party"] else ("incompatible" if a == b else "different", False)
    plain = {
        "naming": (("same", True), ("same", True)),
        "spelling": (("same", False), ("compatible", False)),
        "growth": (("same", False), ("superseded", False)),
        "occasion": (("same", True), ("different", False)),
    }
    equal, unequal = plain[how]
    return equal if a == b else unequal


def worded(what, a, b):
    if a == b:
        return "same", True
    for less, more in LESS.get(what, []):
        for x, y in ((a, b), (b, a)):
            if x == less and more in (None, y):
                return "compatible", more is not None
    return ("different" if what in SEVERAL else "incompatible"), False


def sizes(one, other):
    (a0, a1, qa), (b0, b1, qb) = ((float(r["low"]), float(r["high"] or r["low"]), r["qualifier"]) for r in (one, other))
    bound = FLOOR | ROOF
    if (a0, a1) == (b0, b1):
        return ("same", True) if qa == qb or not {qa, qb} & bound else ("different", False)
    if qa in bound and qb in bound:
        return "different", False
    if qb in bound:
        (a0, a1, qa), (b0, b1, qb) = (b0, b1, qb), (a0, a1, qa)
    if qa in bound:
        return ("compatible", False) if (b0 >= a0 if qa in FLOOR else b1 <= a1) else ("incompatible", False)
    inside = (a0 <= b0 and b1 <= a1) or (b0 <= a0 and a1 <= b1)
    return ("compatible", True) if inside else ("incompatible", False)


def replaced(what, one, other):
    """A plan that a document of a later day states anew, or says what became of."""
    days = [span(SOURCES[row["source"]]["as_of"])[1] for row in (one, other)]
    if what not in ("date", "status") or days[0] == days[1]:
        return False
    return (one if days[0] < days[1] else other).get("status") in ("planned", "announced", "proposed")


def all_pairs():
    for table, about, what, how in ASPECTS:
        groups = {}
        for row in ROWS[table]:
            if all(row[column] for column in [*about, what]):
                groups.setdefault(tuple(row[column] for column in about), []).append(row)
        for group in groups.values():
            for one, other in combinations(group, 2):
                kind, confirms = relation(how, what, one, other)
                if kind == "incompatible" and replaced(what, one, other):
                    kind = "superseded"
                yield one["id"], other["id"], one["source"], other["source"], kind, confirms


def silences():
    """Members that a whole list of that kind of party, of a later day, leaves out."""
    kinds = {row["key"]: row["kind"] for row in pages.rows("parties")}
    founders = {row["party"] for row in ROWS["memberships"] if row["status"] == "founded"}
    members = [row for row in ROWS["memberships"] if row["status"] != "negotiating" and row["party"] not in founders]
    for document in DOCUMENTS:
        listed = {(row["bloc"], row["party"]) for row in members if row["source"] == document}
        until = span(SOURCES[document]["as_of"])[1]
        for row in members:
            early = not row["date"] or span(row["date"])[1] <= until
            kind = kinds[row["party"]] in SOURCES[document]["whole_list"].split("; ")
            covered = any(bloc == row["bloc"] for bloc, _ in listed)
            if kind and covered and early and (row["bloc"], row["party"]) not in listed:
                told = row["date"] or span(SOURCES[row["source"]]["as_of"])[1] <= until
                yield row["id"], "", row["source"], document, "incompatible" if told else "different", False


ACROSS = [pair for pair in [*all_pairs(), *silences()] if pair[2] != pair[3]]
AMONG = ("agree", "precision", "superseded", "conflict", "different", "tone")  # classes of documents among themselves
JUDGED = sorted((row for row in pages.rows("judgements") if row["class"] in AMONG), key=lambda row: int(row["weight"]))
CONFLICTS = [row for row in JUDGED if row["class"] == "conflict"]


def finding(n):
    return pages.numbers(pages.findings("11_disagreements")[n])


def within(row):
    return len({SOURCE_OF[key] for key in row["statements"].split("; ")}) == 1


def test_conflicts_by_subject_and_within_one_document():
    topics = Counter(row["topic"] for row in CONFLICTS).most_common(3)
    inside = sum(map(within, CONFLICTS))
    behind = {key for row in CONFLICTS for key in row["statements"].split("; ")}
    printed = sum(row["id"] in behind and not row["inferred"] for rows in ROWS.values() for row in rows)
    assert finding(0) == [len(CONFLICTS), len(DOCUMENTS), *(n for _, n in topics), inside, len(behind), printed]
    assert pages.numbers(pages.titles("11_disagreements")["fig-contradictions"])[:2] == [inside, len(CONFLICTS)]


def test_the_tone_of_the_claims():
    sided = [row for row in ROWS["claims"] if row["stance"] != "neutral" and row["about"] in ("ilrs", "artemis")]
    count = Counter((row["about"], row["stance"]) for row in sided)
    critics = Counter(row["source"] for row in sided if (row["about"], row["stance"]) == ("artemis", "critical"))
    most, critical = critics.most_common(1)[0][1], sum(critics.values())
    printed = sum("stance" not in row["inferred"].split("; ") for row in sided) / len(sided)
    roads = [
        n
        for road in ("ilrs", "artemis")
        for n in (count[road, "favourable"], count[road, "favourable"] + count[road, "critical"])
    ]
    assert finding(1) == [*roads, most, critical, 2023, round(100 * printed)]
    assert pages.numbers(pages.titles("11_disagreements")["fig-stance"]) == [most, critical]


def test_what_another_document_bears_out():
    conflict, own = ({k for row in CONFLICTS if within(row) == w for k in row["statements"].split("; ")} for w in (0, 1))
    ids = {
        kind: {key for pair in ACROSS if pair[4] == kind for key in pair[:2]} - {""}
        for kind in ("incompatible", "superseded")
    }
    contradicted = conflict | ids["incompatible"]
    superseded = ids["superseded"] - contradicted
    confirmed = {key for pair in ACROSS if pair[5] for key in pair[:2]} - contradicted - superseded
    compared = ({key for pair in ACROSS for key in pair[:2]} - {""}) | contradicted
    n, rest = len(SOURCE_OF), len(compared) - len(contradicted) - len(confirmed)
    assert finding(2) == [
        len(compared),
        n,
        round(100 * len(compared) / n),
        len(confirmed),
        len(contradicted),
        rest,
        len(own - contradicted),
    ]


def test_pairs_by_class():
    kinds = Counter(pair[4] for pair in ACROSS)
    order = ["compatible", "superseded", "different", "incompatible"]
    assert finding(3) == [kinds["same"], len(ACROSS), *(kinds[kind] for kind in order)]


# Later sources, by the same rules over again: a founding statement and a later one about the same thing.
LATER = {
    table: [row for row in pages.rows(table) if SOURCES[row["source"]]["class"] == "later"] for table in [*TABLES, "clps"]
}
PLAIN = [aspect for aspect in ASPECTS if aspect[0] not in ("phases", "member_counts", "funding", "quantities")]
PLAIN = [aspect for aspect in PLAIN if (aspect[0], aspect[2]) not in (("missions", "date"), ("missions", "status"))]
AHEAD, PAST, PLANS = ("planned", "phase"), ("flown", "failed"), ("planned", "announced", "proposed")
DOES = {"kept": "confirms", "contradicted": "contradicts"}
DOES |= dict.fromkeys(["late", "slipped", "changed", "reversed", "missed", "failed", "exceeded"], "supersedes")
STRENGTH = ["contradicts", "supersedes", "confirms", "leaves open"]


def told(row):
    known = row.get("announced") or SOURCES[row["source"]]["as_of"]
    flown = row["date"] if row.get("record") in PAST else ""
    return span(known or flown) if known or flown else (None, None)


def items(cell):
    return cell.split("; ") if cell else []


def root(row):
    return row["part_of"] if row["relation"] == "restates" else row["id"]


def does(how, what, one, other):
    kind, confirms = relation(how, what, one, other)
    if "as_cited" in items(other["caveats"]) or (kind != "incompatible" and not confirms):
        return "leaves open"
    days = told(other)[1], told(one)[1]
    if confirms:
        vague = other.get("record") == "planned" and kind != "same" and all(days) and days[0] < days[1]
        return "leaves open" if vague else "confirms"
    if one.get("status") in PLANS or one.get("record") in AHEAD:
        return "supersedes" if all(days) and days[0] > days[1] else "leaves open"
    return None  # to be read


def matched(table, about):
    for one in ROWS[table]:
        for other in LATER[table]:
            if all(one[column] and one[column] == other[column] for column in about):
                yield one, other


def ruled():
    for table, about, what, how in PLAIN:
        for one, other in matched(table, about):
            if one[what] and other[what]:
                yield one, other, does(how, what, one, other)
    for one, other in matched("quantities", ["subject", "measure", "unit", "date"]):
        if one["low"] and other["low"]:
            yield one, other, does("amount", "low", one, other)
    for one, other in matched("missions", ["craft"]):
        flight = other["record"] in PAST or (one["record"] in AHEAD and other["record"] == "planned")
        if one["record"] in AHEAD + PAST and flight and one["date"] and other["date"]:
            yield one, other, does("moment", "date", one, other)
        if one["status"] in PLANS and other["record"] in PAST and other["date"] and span(other["date"])[1] < told(one)[0]:
            yield one, other, "contradicts"
    for one, other in matched("member_counts", ["bloc", "counted"]):
        if one["as_of"] and other["as_of"] and "planned" not in (one["qualifier"], other["qualifier"]):
            if meet(one["as_of"], other["as_of"]):
                yield one, other, does("amount", "low", one, other)
            else:
                start, end = span(other["as_of"])[0], span(one["as_of"])[1]
                grew = bool(start and end) and start > end
                differs = (float(one["low"]), float(one["high"])) != (float(other["low"]), float(other["high"]))
                yield one, other, "supersedes" if grew and differs else "leaves open"
    for one in ROWS["funding"]:
        for other in LATER["funding"]:
            if root(one) == root(other) and one["low"] and other["low"]:
                yield one, other, does("amount", "low", one, other)


def grade(caveats):
    held = set(items(caveats))
    if "confirmed_by_several" in held:
        return 0 if held <= {"confirmed_by_several", "page_read", "translated", "said_together"} else 1
    weak = {"single_source", "secondary", "unconfirmed", "unsourced", "absence", "reported_speech"}
    return 2 if held & weak else 1


def spoken_of():
    """Founding id -> (strength, how it was found, how sure, later source), the strongest first."""
    every = {row["id"]: row for rows in [*ROWS.values(), *LATER.values()] for row in rows}
    read, found = [], {}
    for row in pages.rows("judgements"):
        if row["class"] in STRENGTH:
            sides = [every[key] for key in items(row["statements"])]
            early = [side for side in sides if SOURCES[side["source"]]["class"] == "founding"]
            how_sure = ["high", "medium", "low"].index(row["sure"])
            read += [(one["id"], other, row["class"], 0, how_sure) for one in early for other in sides if other not in early]
    settled = {(one, other["id"]) for one, other, *_ in read}
    for row in pages.rows("outcomes"):
        verdict = DOES.get(row["verdict"], "leaves open")
        read += [(key, row, verdict, 1, grade(row["caveats"])) for key in items(row["statement"])]
    for one, other, verdict in ruled():
        if (one["id"], other["id"]) not in settled:
            assert verdict, (one["id"], other["id"])
            read.append((one["id"], other, verdict, 2, grade(other["caveats"])))
    for one, other, verdict, by, how_sure in read:
        found.setdefault(one, []).append((STRENGTH.index(verdict), by, how_sure, other["source"]))
    days = [SOURCES[other["source"]]["as_of"] for _, other, *_ in read]
    last = max(filter(None, days), key=lambda day: span(day)[0])
    return {one: min(held, key=lambda item: item[:3]) for one, held in found.items()}, last


def test_what_later_sources_do_to_the_statements():
    spoken, last = spoken_of()
    counts = Counter(STRENGTH[strength] for strength, *_ in spoken.values())
    named = sum(
        row["id"] in spoken and STRENGTH[spoken[row["id"]][0]] == "confirms"
        for table in ("objectives", "facilities")
        for row in ROWS[table]
    )
    own = sum(
        SOURCES[source]["kind"] in ("press release", "report") for strength, *_, source in spoken.values() if not strength
    )
    n, (year, _, day) = len(SOURCE_OF), map(int, last.split("-"))
    expected = [day, year, len(spoken), n, round(100 * len(spoken) / n), n - len(spoken)]
    expected += [counts["confirms"], named, counts["supersedes"], counts["contradicts"], own, counts["leaves open"]]
    assert finding(4) == expected
    assert pages.numbers(pages.titles("11_disagreements")["fig-later"]) == [counts["confirms"], len(spoken)]
