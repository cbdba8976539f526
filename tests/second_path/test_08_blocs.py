"""Chapter 08 by a second path: every number of its findings and figure titles from the tables, in plain Python."""

import datetime as dt
import math
import re

from scipy.stats import poisson

from tests.second_path.pages import findings, founding, numbers, rows, titles

CHAPTER = "08_blocs"
ILRS, ACCORDS = "ilrs", "artemis-accords"


def later(table):
    keys = {row["key"] for row in rows("sources") if row["class"] == "later"}
    return [row for row in rows(table) if row["source"] in keys]


def last_day(text):
    """The last day of a date such as 2024-04, ../2023-09, 2026-01-26/2026-04-23, 2026-09-14?."""
    text = text.split("/")[-1].rstrip("?~")
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


KINDS = {row["key"]: row["kind"] for row in rows("parties")}
SIGNED = [row for row in later("memberships") if row["status"] == "signed"]


def signers(bloc, *kinds):
    """Party -> last day of its signature, for signed statements; kinds as in the table of parties, all if none is given."""
    return {
        row["party"]: last_day(row["date"])
        for row in SIGNED
        if row["bloc"] == bloc and (not kinds or KINDS[row["party"]] in kinds)
    }


def known(bloc):
    spoken = {row["source"] for table in ("memberships", "member_counts") for row in later(table) if row["bloc"] == bloc}
    return max(last_day(row["as_of"]) for row in rows("sources") if row["key"] in spoken and row["as_of"])


STATES = {bloc: signers(bloc, "state") for bloc in (ILRS, ACCORDS)}
BOTH = set(STATES[ILRS]) & set(STATES[ACCORDS])
TITLES = titles(CHAPTER)


def months(party):
    return abs((STATES[ACCORDS][party] - STATES[ILRS][party]).days) / 365.25 * 12


def test_who_stands_on_both():
    gaps = sorted(months(party) for party in BOTH)
    assert all(STATES[ILRS][party] < STATES[ACCORDS][party] for party in BOTH)
    opened, end = min(STATES[ILRS].values()), known(ILRS)
    free = [party for party, day in STATES[ACCORDS].items() if max(day, opened) < min(STATES[ILRS].get(party, end), end)]
    assert not set(free) & set(STATES[ILRS])
    sentence = findings(CHAPTER)[0]
    assert numbers(sentence) == [len(BOTH), round(gaps[0]), round(gaps[-1]), len(free), end.year]
    assert f"by {end:%B %Y}" in sentence and "none is known" in sentence
    told = {row["source"] for row in founding("memberships") if (row["party"], row["bloc"]) == ("ARE", ILRS)}
    assert told and "ARE" not in STATES[ILRS] and "United Arab Emirates" in sentence
    names = {row["key"]: row["short"] for row in rows("parties")}
    assert all(names[party] in sentence for party in BOTH)


def test_sizes():
    common = min(known(ILRS), known(ACCORDS))

    def by_then(found):
        return sum(day <= common for day in found.values())

    accords, ilrs = by_then(STATES[ACCORDS]), by_then(STATES[ILRS])
    all_accords, all_ilrs = by_then(signers(ACCORDS)), by_then(signers(ILRS))
    ratio, ratio_all = round(accords / ilrs, 1), round(all_accords / all_ilrs, 1)
    wanted = [common.day, common.year, accords, ilrs, ratio, 1, all_accords, all_ilrs, ratio_all, 1]
    counted = [
        int(row["low"]) for row in later("member_counts") if (row["bloc"], row["counted"]) == (ACCORDS, "signatories")
    ]
    assert numbers(findings(CHAPTER)[1]) == [*wanted, known(ACCORDS).year, len(STATES[ACCORDS]), max(counted)]
    assert f"By {common.day} {common:%B %Y}" in findings(CHAPTER)[1]
    assert numbers(TITLES["fig-joined"]) == [len(STATES[ACCORDS]), len(STATES[ILRS]), len(BOTH)]
    assert numbers(TITLES["fig-definitions"]) == [ratio, ratio_all]
    assert numbers(TITLES["fig-overlap"]) == [len(BOTH)]


def test_hardware():
    roads = {row["key"]: row["bloc"] for row in rows("craft")}
    given = [*founding("contributions"), *later("contributions")]
    for row in [*founding("links"), *later("links")]:
        if row["relation"] == "carries payload of":
            given.append({"craft": row["from"], "party": row["to"], "contribution": row["content"], "source": row["source"]})
    states = {
        road: {row["party"] for row in given if roads[row["craft"]] == road and KINDS[row["party"]] == "state"}
        for road in ("ilrs", "artemis")
    }
    alone = set(STATES[ACCORDS]) - BOTH
    own = set(STATES[ILRS]) - BOTH
    american = [row for row in given if roads[row["craft"]] == "artemis"]
    gateway = [row for row in american if "Gateway" in row["contribution"]]
    assert states["artemis"] <= alone
    spoke = {row["key"]: row["as_of"] for row in rows("sources")}
    late = {
        row["party"]
        for row in american
        if row["party"] in alone and STATES[ACCORDS][row["party"]] > last_day(spoke[row["source"]])
    }
    names = {row["key"]: row["short"] for row in rows("parties")}
    assert f"{', '.join(sorted(names[party] for party in late))} only after the payload was named" in findings(CHAPTER)[2]
    (halted,) = [row["outcome_date"] for row in later("outcomes") if row["id"] == "out-2014"]
    assert numbers(findings(CHAPTER)[2]) == [
        len(states["ilrs"]),
        len(states["ilrs"] & alone),
        len(states["ilrs"] & own),
        len(states["artemis"]),
        len(gateway),
        len(american),
        int(halted[:4]),
    ]


DAYS = sorted(STATES[ACCORDS].values())
OPENED = DAYS[0]
CAME = [day for day in DAYS if day > OPENED]
END = known(ACCORDS)


def years(one, other):
    return (other - one).days / 365.25


def fit(ages, age, ahead):
    """The expected number by the best factor a year, found on a grid that is made finer around its best point."""

    def area(b, start, end):
        return end - start if abs(b) < 1e-9 else (math.exp(b * end) - math.exp(b * start)) / b

    low, high = -5.0, 5.0
    for _ in range(12):
        grid = [low + (high - low) * i / 40 for i in range(41)]
        best = max(grid, key=lambda b: b * sum(ages) - len(ages) * math.log(area(b, 0, age)))
        step = (high - low) / 40
        low, high = best - step, best + step
    return len(ages) * area(best, age, age + ahead) / area(best, 0, age)


def expected(cut, end):
    ages = [years(OPENED, day) for day in CAME if day <= cut]
    age, ahead = years(OPENED, cut), years(cut, end)
    return {
        "fitted": fit(ages, age, ahead),
        "constant": len(ages) / age * ahead,
        "linear": len(ages) * ((age + ahead) ** 2 - age**2) / age**2,
        "last year": sum(a > age - 1 for a in ages) * ahead,
    }


def came(cut, end):
    return sum(cut < day <= end for day in CAME)


def test_pace():
    n, span = len(CAME), years(OPENED, END)
    cuts, year = [], END.year - 1
    while sum(day <= END.replace(year=year) for day in CAME) >= 5:
        cuts.append(END.replace(year=year))
        year -= 1
    off, each = {"fitted": [], "last year": []}, []
    for cut in cuts:
        told, real = expected(cut, cut.replace(year=cut.year + 1)), came(cut, cut.replace(year=cut.year + 1))
        each.append(real)
        for rule, errors in off.items():
            errors.append(abs(told[rule] - real))
    means = {rule: round(sum(errors) / len(errors), 1) for rule, errors in off.items()}
    assert numbers(findings(CHAPTER)[3]) == [
        round(n / span, 1), min(each), max(each), len(cuts), means["fitted"], means["last year"], len(cuts),
    ]  # fmt: skip


def test_the_long_forecast():
    (counted,) = [row for row in founding("member_counts") if row["id"] == "cnt-011"]
    cut = last_day(counted["as_of"])
    real = came(cut, END)
    inside = {
        rule: poisson.ppf(0.025, mean) <= real <= poisson.ppf(0.975, mean) for rule, mean in expected(cut, END).items()
    }
    title = TITLES["fig-pace"]
    assert numbers(title) == [cut.year, sum(not held for held in inside.values()), len(inside)]
    assert f"{cut:%B %Y}" in title


def test_the_joint_network():
    assert numbers(TITLES["fig-joint"]) == [len(BOTH)]
    parties = {bloc: set(signers(bloc, "state", "organisation")) for bloc in (ILRS, ACCORDS)}
    assert parties[ILRS] & parties[ACCORDS] == BOTH, "only states tie them"


def test_titles_without_a_number_hold():
    region = {row["iso3"]: row["region"] for row in rows("places")}
    signed = set(STATES[ILRS]) | set(STATES[ACCORDS])

    def of(name):
        return [state for state, where in region.items() if where == name]

    assert not re.search(r"\d", TITLES["fig-world"])
    assert sum(state in STATES[ACCORDS] for state in of("Europe")) > len(of("Europe")) / 2
    assert sum(state not in signed for state in of("Africa")) > len(of("Africa")) / 2
