"""Chapter 07 recomputed from the files, without the package."""

import calendar
from itertools import product

from tests.second_path import pages

STEM = "07_risks"
SOURCES = {row["key"]: row for row in pages.rows("sources")}
CRAFT = {row["key"]: row for row in pages.rows("craft")}
MONTHS = list(calendar.month_name)[1:]


def first(text):
    """Months since the year 0 of the first month that a date or interval names."""
    year, _, rest = text.partition("/")[0].rstrip("~?").partition("-")
    return 12 * int(year) + (int(rest[:2]) - 1 if rest else 0)


def last(text):
    """The same of the last month."""
    year, _, rest = text.rpartition("/")[2].rstrip("~?").partition("-")
    return 12 * int(year) + (int(rest[:2]) if rest else 12) - 1


def later(table):
    return [row for row in pages.rows(table) if SOURCES[row["source"]]["class"] == "later"]


def programme_missions():
    """NASA's own missions and those of the station, as later sources tell of them."""
    told = []
    for row in later("missions"):
        craft = CRAFT[row["craft"]]
        if craft["bloc"] == "ilrs" or (craft["bloc"] == "artemis" and craft["operator"] == "nasa"):
            told.append(row | {"road": craft["bloc"]})
    return told


ORDERS, MISSIONS = later("clps"), programme_missions()
AS_OF = [SOURCES[row["source"]]["as_of"] for row in [*ORDERS, *MISSIONS]]
UNTIL = max(first(text) for text in AS_OF if text)
NAMED = {"ilrs": 12 * 2021, "artemis": 12 * 2019}


def fate(planned, launched, cancelled):
    """What became of a plan, and how many months late it is at least."""
    if launched:
        return "flown", max(0, first(launched) - last(planned))
    return ("cancelled", None) if cancelled else ("waiting", max(0, UNTIL - last(planned)))


def orders_due():
    fates = [
        (row["planned_date"], row["launch_date"], row["outcome"] == "cancelled")
        for row in ORDERS if row["planned_date"] and (row["launch_date"] or last(row["planned_date"]) <= UNTIL)
    ]  # fmt: skip
    return [fate(*told) for told in fates]


def missions_due(road):
    due = []
    for craft in {row["craft"] for row in MISSIONS if row["road"] == road}:
        said = [row for row in MISSIONS if row["craft"] == craft and row["date"]]
        plans = [
            row for row in said
            if row["record"] == "planned" and row["announced"] and not row["announced"].startswith("..")
            and first(row["announced"]) >= NAMED[road] and not row["date"].endswith("..")
            and "not_before" not in row["caveats"].split("; ")
        ]  # fmt: skip
        flights = sorted((row["date"] for row in said if row["record"] in ("flown", "failed")), key=first)
        if plans:
            earliest = min(row["announced"] for row in plans)
            plan = max((row["date"].replace("../", "") for row in plans if row["announced"] == earliest), key=last)
            if flights or last(plan) <= UNTIL:
                due.append(fate(plan, flights[0] if flights else "", False))
    return due


def in_time(fates):
    return fates.count(("flown", 0))


def fates(due):
    """In the order of the sentence: due, in time, late and by how many months, cancelled, waiting; none is no number."""
    late = [months for state, months in due if state == "flown" and months]
    states = [state for state, _ in due]
    told = [len(due), in_time(due), len(late), *sorted({min(late), max(late)})]
    return [n for n in [*told, states.count("cancelled"), states.count("waiting")] if n]


def test_how_late_the_flights_are():
    american, station = [*orders_due(), *missions_due("artemis")], missions_due("ilrs")
    sentence = pages.findings(STEM)[0]
    assert in_time(american) == 0 and "none flew by it" in sentence
    assert pages.numbers(sentence) == [*fates(american), *fates(station)]
    assert 2 * in_time(station) < len(station)  # most, on both roads


def test_the_title_of_the_plans():
    american = [*orders_due(), *missions_due("artemis")]
    station = missions_due("ilrs")
    expected = [in_time(american), len(american), in_time(station), len(station)]
    assert pages.numbers(pages.titles(STEM)["fig-plans"]) == expected


def counted(tipped, unflown):
    """(successes, orders) where tipped landers are 'success', 'failure' or left out, and `unflown` fates are failures."""
    wins = orders = 0
    for row in ORDERS:
        end = "redirected" if row["outcome"] == "pending" and row["redirected"] else row["outcome"]
        end = tipped if end == "partial" else "failure" if end in unflown else end
        wins += end == "success"
        orders += end in ("success", "failure")
    return wins, orders


RECORDS = [counted(*way) for way in product(("success", "failure", "-"), ((), ("cancelled",), ("cancelled", "redirected")))]


def stated(measure, ranged=False):
    """The one value (low, high) that founding documents print of the deliveries under a measure."""
    said = [row for row in pages.founding("quantities") if row["subject"] == "clps" and measure in row["measure"]]
    ends = {(float(row["low"]), float(row["high"])) for row in said}
    (value,) = {(low, high) for low, high in ends if not ranged or low < high}
    return value


def test_the_record_under_the_strictest_and_the_kindest_reading():
    years = [first(row["launch_date"]) // 12 for row in ORDERS if row["launch_date"]]
    paced = [value for year in range(min(years), UNTIL // 12 + 1) for value in (years.count(year), year)]
    strict, kind = min(RECORDS, key=lambda r: r[0] / r[1]), max(RECORDS, key=lambda r: r[0] / r[1])
    sentence = pages.findings(STEM)[1]
    assert pages.numbers(sentence) == [stated("success")[0], *stated("missions a year", ranged=True), *paced, *strict, *kind]
    assert f"up to {MONTHS[UNTIL % 12]};" in sentence


def test_the_title_of_the_rate():
    means = [(1 + wins) / (2 + orders) for wins, orders in RECORDS]  # an even guess is worth one success and one failure
    expected = [round(100 * min(means)), round(100 * max(means))]
    assert pages.numbers(pages.titles(STEM)["fig-rate"]) == expected


LEVELS = {
    "NASA's missions": {"r-mission"},
    "the companies": {"r-commercial"},
    "the world": {"r-international", "r-competition", "r-inequality", "r-geopolitics"},
}


def ways_of_the_study():
    """Every pair that the study links so that one leads to the other, with whether it prints the link."""
    ways = {}
    for row in pages.founding("links"):
        described = SOURCES[row["source"]]["subjects"]
        if row["graph"] == "risk" and described == "market" and row["relation"] != "mitigates":
            for start, end in product(row["from"].split("; "), row["to"].split("; ")):
                if row["relation"] != "part of" or not end.startswith("r-"):
                    ours = set(row["inferred"].split("; ")) & {"from", "relation", "to"}
                    ways[start, end] = ways.get((start, end), False) or not ours
    return ways


def after(ways, start):
    reached, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        new = {end for tail, end in ways if tail == here} - reached
        reached |= new
        ahead += new
    return reached


def joining(ways):
    """What lies behind risks of two levels, without the policy itself and what drives it."""
    policy = "c-commercialisation"
    kinds = {row["key"]: row["kind"] for row in pages.rows("concepts")}
    nodes = {tail for tail, _ in ways if kinds.get(tail) in {"cause", "challenge", "driver"}}
    others = {node for node in nodes if node != policy and policy not in after(ways, node)}
    return {node: [name for name, risks in LEVELS.items() if risks & after(ways, node)] for node in others}


def test_what_joins_two_levels_of_risk():
    ways = ways_of_the_study()
    found = {node: levels for node, levels in joining(ways).items() if len(levels) > 1}
    ((node, levels),) = found.items()
    direct = {tail for tail, end in ways if end.startswith("r-") and tail != "c-commercialisation"}
    risks = set().union(*LEVELS.values())
    on_the_way = {n for n in after(ways, node) | {node} if n in risks or after(ways, n) & risks}
    counted = []
    for level in levels:
        there = {n for n in on_the_way if n in LEVELS[level] or after(ways, n) & LEVELS[level]}
        steps = [printed for (tail, end), printed in ways.items() if {tail, end} <= there and tail not in risks]
        counted += [sum(steps), len(steps)]
    straight = [
        printed
        for (tail, end), printed in ways.items()
        if end.startswith("r-") and tail in direct and end != "r-international"
    ]
    named = next(row["short"] for row in pages.rows("concepts") if row["key"] == node)
    sentence = pages.findings(STEM)[2]
    assert named.lower() in sentence and all(level in sentence for level in levels)
    assert all(len(held) < 2 for tail, held in joining(ways).items() if tail in direct)
    assert pages.numbers(sentence) == [len(levels), len(LEVELS), *counted, len(straight), sum(straight)]
    assert pages.titles(STEM)["fig-risks"] == f"{named} alone joins two levels of risk, one by our reading"
    assert len(levels) == 2 and counted[0] == counted[1] and counted[2] < counted[3]  # printed to one, read to the other


def critical(subject, road):
    """For each document that describes a subject: its warnings, the critical ones, another's word, critical by a word."""
    keys = [key for key, row in SOURCES.items() if row["class"] == "founding" and subject in row["subjects"].split("; ")]
    table = pages.database("claims")
    query = """select sum(topic in ('challenge', 'criticism') or stance = 'critical'), sum(stance = 'critical'),
               sum(stance = 'critical' and voice <> ''),
               sum(stance = 'critical' and '; ' || inferred || ';' not like '%; stance;%')
               from claims where source = ? and about = ?"""
    return [tuple(value or 0 for value in table.execute(query, (key, road)).fetchone()) for key in keys]


def test_who_says_what_may_go_wrong():
    station, study = critical("station", "ilrs"), critical("market", "artemis")
    assert len(study) == 1
    ((_, every, reported, worded),) = study
    others = [sum(row[i] for row in station) for i in (1, 2, 3)]
    silent = sum(warned == 0 for warned, *_ in station)
    expected = [every - reported, every, len(station), silent, others[0], others[1], worded, every, others[2], others[0]]
    assert pages.numbers(pages.findings(STEM)[3]) == expected
    assert others[1] > others[0] / 2 and reported < every / 2  # the heading
