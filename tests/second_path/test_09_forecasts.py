"""Chapter 09 recomputed from the CSV files with plain Python."""

import calendar
from datetime import date
from statistics import median

from tests.second_path.pages import findings, founding, numbers, rows, titles

STEM = "09_forecasts"
STUDY = "cir2023"
SOURCES = {row["key"]: row for row in rows("sources")}
CRAFT = {row["key"]: row for row in rows("craft")}
AGENCIES = {row["key"] for row in rows("parties") if row["kind"] == "agency"}
OUTCOMES = [row for row in rows("outcomes") if SOURCES[row["source"]]["class"] == "later"]
JUDGES = {key: row for row in OUTCOMES for key in row["statement"].split("; ") if key}


def later(table):
    return [row for row in rows(table) if SOURCES[row["source"]]["class"] == "later"]


def end(text):
    """The last day a date allows, None if it has none."""
    text = text.rpartition("/")[2].rstrip("~?")
    if text in ("", ".."):
        return None
    if "X" in text:
        return date(int(text.replace("X", "9")), 12, 31)
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    return date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])


def start(text):
    """The first day a date allows, None if it has none."""
    text = text.partition("/")[0].rstrip("~?")
    if text in ("", ".."):
        return None
    parts = [int(part) for part in text.replace("X", "0").split("-")]
    return date(*[*parts, 1, 1][:3])


def told(row):
    return row.get("announced") or SOURCES[row["source"]]["as_of"]


TODAY = max(
    start(SOURCES[row["source"]]["as_of"]) or date.min
    for table in ("missions", "phases", "clps", "outcomes", "funding")
    for row in later(table)
)
FLOWN = {}
for one in rows("missions"):
    if one["record"] in ("flown", "failed") and one["date"]:
        FLOWN[one["craft"]] = min(end(one["date"]), FLOWN.get(one["craft"], date.max))


def years(later_day, day):
    return (later_day - day).days / 365.25


# --- forecasts --------------------------------------------------------------------------------------------------------


def dated():
    """One entry a forecast with a last day: document, last day, what became of it, months."""
    found = {}
    statements = [
        (row, row["craft"]) for row in founding("missions") if row["status"] in ("planned", "proposed")
        or row["record"] in ("planned", "phase") or row["id"] in JUDGES
    ]  # fmt: skip
    statements += [(row, row["label"]) for row in founding("phases")]
    statements += [(row, row["title"]) for row in founding("events") if row["status"] == "planned" or row["id"] in JUDGES]
    for row, thing in statements:
        spoke = start(SOURCES[row["source"]]["as_of"])
        day = end(row["date"])
        if day is None or day < spoke or FLOWN.get(row.get("craft"), date.max) < spoke:
            continue
        judged = JUDGES.get(row["id"])
        key = judged["id"] if judged else (row["source"], thing, row["date"])
        found.setdefault(key, (row["source"], day, judged, row["locator"], row["inferred"]))
    return list(found.values())


def months(day, to):
    return round((to - day).days / (365.25 / 12))


def verdicts(forecasts):
    return [judged["verdict"] if judged else "open" for _, _, judged, *_ in forecasts]


def test_what_became_of_dates_that_have_passed_and_of_those_to_come():
    every = dated()
    past = [one for one in every if one[1] <= TODAY]
    ahead = [one for one in every if one[1] > TODAY]
    said, to_come = verdicts(past), verdicts(ahead)
    late = [
        months(day, end(judged["outcome_date"])) for _, day, judged, *_ in past if judged and judged["verdict"] == "late"
    ]
    lines = {}
    for source, _, _, locator, _ in past:
        lines[source, locator] = lines.get((source, locator), 0) + 1
    gone = sum(word in ("slipped", "changed", "reversed", "contradicted", "failed", "missed") for word in to_come)
    sentence = findings(STEM)[0]
    (kept,) = [judged["subject"] for _, _, judged, *_ in past if judged and judged["verdict"] == "kept"]
    (early,) = [judged["subject"] for _, _, judged, *_ in ahead if judged and judged["verdict"] == "kept"]
    assert kept in sentence and early in sentence
    wanted = [len(past), TODAY.day, TODAY.year, said.count("kept"), 6, 2024, said.count("late"), min(late), max(late)]
    wanted += [said.count("slipped"), said.count("partly"), said.count("not found"), max(lines.values())]
    ours = sum("date" in inferred.split("; ") for *_, inferred in every)
    assert numbers(sentence) == [*wanted, len(ahead), gone, to_come.count("kept"), 2026, ours, len(every)]
    assert numbers(titles(STEM)["fig-tally"]) == [len(past), said.count("kept")]


# --- plans ------------------------------------------------------------------------------------------------------------


def plan(row):
    """Day told, last day planned, and whether it is only the earliest; None for what is no plan with such a day."""
    least = "not_before" in row["caveats"]
    if row["record"] != "planned" or not row["date"] or (least and "contested" in row["caveats"]):
        return None
    by = start(row["date"]) if least else end(row["date"])
    return None if by is None else (min(end(told(row)), TODAY), by, least)


def own_flights():
    """Thing -> (road, plans in order, day of its flight) for the flights of agencies, the base and the first landing."""
    things = {}
    reaimed = {row["craft"] for row in later("missions") if row["milestone"] == "docking test"}
    for row in later("missions"):
        craft = CRAFT[row["craft"]]
        own = AGENCIES & set(craft["operator"].split("; "))
        if craft["kind"] not in ("mission", "relay") or not own or craft["bloc"] == "other":
            continue
        if row["craft"] in reaimed or row["craft"] == "china-crewed-landing" or not plan(row):
            continue
        name = {"luna-27a": "luna-27"}.get(row["craft"], row["craft"])
        things.setdefault(name, (craft["bloc"], []))[1].append((*plan(row), row["id"]))
    base = [row | {"record": "planned"} for row in later("phases") if "basic" in row["label"].lower()]
    things["base"] = ("ilrs", [(*plan(row), row["id"]) for row in base])
    landings = [row for row in later("missions") if row["craft"].startswith("artemis") and row["record"] == "planned"]
    landings.sort(key=lambda row: end(told(row)))
    steps, held = [], {}
    for day in dict.fromkeys(told(row) for row in landings):
        held |= {row["craft"]: row for row in landings if told(row) == day}
        firsts = [row for row in held.values() if row["milestone"] == "landing" and plan(row)]
        first = min(firsts, key=lambda row: plan(row)[1])
        steps.append((min(end(day), TODAY), plan(first)[1], False, first["id"]))
    things["landing"] = ("artemis", steps)
    joint = date(2021, 6, 16)  # the partners' roadmap
    kept = {name: one for name, one in things.items() if FLOWN.get(name, date.max) >= joint}
    return {name: (road, sorted(plans, key=lambda one: one[0]), FLOWN.get(name)) for name, (road, plans) in kept.items()}


def orders():
    """The same of the orders for cargo that were not cancelled."""
    things, seen = {}, set()
    for row in later("clps"):
        name = (row["company"], row["mission"].partition(" (")[0])
        if not row["award_date"] or not row["planned_date"] or name in seen:
            continue
        seen.add(name)
        plans = [(end(row["award_date"]), end(row["planned_date"]), False, row["id"])]
        for other in later("missions"):
            same = set(CRAFT[other["craft"]]["name"].split()) <= set(row["mission"].split())
            if same and CRAFT[other["craft"]]["kind"] == "mission" and plan(other) and told(other) != row["award_date"]:
                plans.append((*plan(other), other["id"]))
        plans.sort(key=lambda one: one[0])
        things[row["id"]] = ("artemis", plans, end(row["launch_date"]) if row["launch_date"] else None)
    cancelled = {row["id"] for row in later("clps") if row["outcome"] == "cancelled"}
    return {key: one for key, one in things.items() if key not in cancelled}


def slips(things):
    """Thing -> (road, years moved, years for each year of lead, whether it flew)."""
    found = {}
    for name, (road, plans, flown) in things.items():
        firm = [one for one in plans if not one[2]]
        if not firm:
            continue
        said, first = firm[0][:2]
        if len(plans) == 1 and not flown and first > TODAY:
            continue
        least = [one[1] for one in plans if one[2]]
        moved = years(flown or max(firm[-1][1], TODAY, *least), first)
        found[name] = (road, moved, moved / years(first, said), bool(flown))
    return found


def middle(values):
    return round(median(values) + 1e-12, 1)


def test_how_far_dates_moved_on_both_roads():
    own, cargo = slips(own_flights()), slips(orders())
    every = list(own.values()) + list(cargo.values())
    wanted, rates = [], []
    for road in ("ilrs", "artemis"):
        side = [one for one in every if one[0] == road]
        wanted += [middle([one[1] for one in side]), sum(one[1] > 0 for one in side), len(side)]
        rates.append(middle([one[2] for one in side]))
    nasa = [one[1] for one in own.values() if one[0] == "artemis"]
    furthest = max({**own, **cargo}.items(), key=lambda item: item[1][1])
    assert furthest[0] == "base"
    wanted += [*rates, len(nasa), sum(one > 0 for one in nasa), round(max(nasa), 1)]
    wanted += [sum(one < 0 for one in nasa), round(-min(nasa), 1), round(furthest[1][1])]
    wanted += [sum(not one[3] for one in every), len(every)]
    assert numbers(findings(STEM)[1]) == wanted
    shown = titles(STEM)
    assert numbers(shown["fig-lead"]) == rates
    sides = [[one for one in own.values() if one[0] == road] for road in ("ilrs", "artemis")]
    assert numbers(shown["fig-announced"]) == [n for side in sides for n in (sum(one[1] > 0 for one in side), len(side))]
    firsts = {name: one[1][0][1] for name, one in orders().items() if name in cargo}
    due = [name for name, first in firsts.items() if first <= TODAY]
    late = [name for name in due if cargo[name][1] > 0]
    assert numbers(shown["fig-cargo"]) == [len(late), len(due), len(cargo) - len(due)]
    assert all(cargo[name][1] > 0 for name in firsts if name not in due)


# --- documents --------------------------------------------------------------------------------------------------------


def beside():
    """(printed last day, plan that stood) of each dated founding statement on a thing with plans by later sources."""
    things = own_flights() | orders()
    dates = {row["id"]: row["date"] for table in ("missions", "phases") for row in rows(table)}
    dates |= {row["id"]: row["planned_date"] for row in rows("clps")}
    statements = [(row, row["craft"]) for row in founding("missions") if row["record"] in ("planned", "phase")]
    statements += [(row, "base") for row in founding("phases") if "basic" in row["label"].lower()]
    alias = {"ilrs-surface": "base", "im-1": "clps-002"}
    for row, craft in statements:
        spoke = start(SOURCES[row["source"]]["as_of"])
        _, plans, flown = things.get(alias.get(craft, craft), ("", [], None))
        stood = [one for one in plans if one[0] <= spoke and not one[2]]
        day = end(row["date"])
        if not stood or day is None or day < spoke or (flown and flown < spoke) or stood[-1][1] < spoke:
            continue
        yield day, start(dates[stood[-1][3]])


def test_how_the_documents_held():
    past = [one for one in dated() if one[1] <= TODAY]
    documents = [row["key"] for row in rows("sources") if row["class"] == "founding"]
    due = {key: [one for one in past if one[0] == key] for key in documents}
    held = {key: verdicts(ones).count("kept") for key, ones in due.items()}
    leads = {key: [years(one[1], end(SOURCES[key]["as_of"])) for one in ones] for key, ones in due.items() if ones}
    order = sorted(leads, key=lambda key: median(leads[key]))
    compared = list(beside())
    sentence = findings(STEM)[2]
    wanted = [len(leads), len(documents)]
    for key in order:
        assert SOURCES[key]["called"] in sentence
        wanted += [*numbers(SOURCES[key]["called"]), held[key], len(due[key])]
    wanted += [round(max(max(ones) for ones in leads.values()), 1), len(compared)]
    assert numbers(sentence) == [*wanted, sum(stood is not None and stood > day for day, stood in compared)]


# --- money ------------------------------------------------------------------------------------------------------------


def stood(ends):
    """How many contracts for the Moon, each once, were made up to a day and had not ended early by then."""
    paper = [
        row for row in founding("funding")
        if row["kind"] in ("award", "task order") and row["relation"] != "restates" and "station" not in row["label"].lower()
    ]  # fmt: skip
    more = [
        row for row in later("funding")
        if row["kind"] in ("award", "task order") and row["relation"] not in ("restates", "part") and row["low"]
        and row["qualifier"] != "up to" and row["programme"] != "clps" and start(row["date"]) <= ends
    ]  # fmt: skip
    same = {(row["recipients"], end(row["date"])) for row in paper}
    cargo = [
        row for row in later("clps")
        if row["amount"] and "ceiling_not_spend" not in row["caveats"] and row["award_date"]
        and start(row["award_date"]) <= ends and (row["company"], end(row["award_date"][:7])) not in same
    ]  # fmt: skip
    return sum(not row["fate"] for row in paper) + len(more) + len(cargo)


def test_contracts_since_the_study():
    ends = end(SOURCES[STUDY]["as_of"])
    awards = [
        row for row in later("funding")
        if row["kind"] in ("award", "task order") and row["relation"] != "restates" and row["qualifier"] != "up to"
        and row["low"] and (row["programme"] != "clps" or row["relation"] == "part") and row["date"]
        and start(row["date"]) > ends
    ]  # fmt: skip
    cargo = [
        row for row in later("clps")
        if row["amount"] and "ceiling_not_spend" not in row["caveats"] and row["award_date"]
        and start(row["award_date"]) > ends
    ]  # fmt: skip
    assert not {row["programme"] for row in awards} & {"hls", "xevas"}
    money = sum(float(row["amount"]) for row in cargo)
    money += sum(float(row["low"]) for row in awards if row["programme"] == "clps")  # the base of an order with options
    base = sum(float(row["low"]) for row in awards if row["programme"] == "moon-base")
    whole = money + sum(float(row["low"]) for row in awards if row["programme"] != "clps")
    gone = [row for row in later("clps") if row["outcome"] == "cancelled" and end(row["outcome_date"]) > ends]
    stopped = [row for row in later("funding") if row["fate"] == "cancelled" and row["programme"] == "xevas"]
    orders = {key for row in stopped for key in row["part_of"].split("; ")}
    moon = [row for row in founding("funding") if row["id"] in orders and "station" not in row["label"].lower()]
    sentence = findings(STEM)[3]
    wanted = [2023, len(awards) + len(cargo), round(whole / 1e9, 2), round(100 * money / whole), round(100 * base / whole)]
    assert numbers(sentence) == [*wanted, stood(ends), len(gone) + len(moon)]
    assert "Collins" in sentence and "Draper" in sentence
    assert numbers(titles(STEM)["fig-since"]) == []
