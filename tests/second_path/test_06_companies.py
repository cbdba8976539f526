"""Chapter 06 recomputed from the tables alone: who sells, what a loss does, whose money it was, what became of them."""

from tests.second_path.pages import findings, founding, numbers, rows, titles

STEM = "06_companies"
KEPT = {row["key"] for row in rows("programmes") if row["kind"] == "contract vehicle" and row["parent"] == "artemis"}
PARTIES = {row["key"]: row for row in rows("parties")}
LEFT = {
    row["company"] for row in founding("companies") if row["fate"] in {"bankrupt", "contract cancelled", "left the field"}
}


def split(cell):
    return [part for part in cell.split("; ") if part]


def later(table):
    classes = {row["key"]: row["class"] for row in rows("sources")}
    return [row for row in rows(table) if classes[row["source"]] == "later"]


def sold():
    """Company -> purchase -> statuses, whichever way the sentence goes."""
    found = {}
    for row in founding("links"):
        for one, other in ((row["from"], row["to"]), (row["to"], row["from"])):
            if row["graph"] == "market" and one in KEPT and PARTIES.get(other, {}).get("kind") == "company":
                found.setdefault(other, {}).setdefault(one, set()).add(row["status"])
    return found


def live(purchase=None):
    """The companies with a purchase that is more than planned, and that had not left."""
    return {
        company
        for company, purchases in sold().items()
        for key, statuses in purchases.items()
        if company not in LEFT and statuses != {"planned"} and purchase in (None, key)
    }


def gone():
    return {company for company in sold() if company in LEFT}


def test_who_sells():
    named = {row["company"] for row in founding("companies")}
    countries = {PARTIES[company]["iso3"] for company in named}
    sellers = [len(live(purchase)) for purchase in ("hls", "xevas", "clps")]
    counts = [row for row in founding("quantities") if (row["subject"], row["measure"]) == ("clps", "companies taking part")]
    counted = max(float(row["low"]) for row in counts)
    printed = {
        company
        for row in founding("links")
        for company in {row["from"], row["to"]} & live()
        if {row["from"], row["to"]} & KEPT and whole(row)
    }
    told = [len(named), len(countries), len(live()), 2023, *sellers, counted, len(printed), len(live())]
    assert numbers(findings(STEM)[0]) == told
    assert {PARTIES[company]["iso3"] for company in live()} == {"USA"} and "all of them American" in findings(STEM)[0]


def whole(row):
    """Whether a link prints both ends and the relation."""
    return not {"from", "relation", "to"} & set(split(row["inferred"]))


LANDINGS = {"artemis-3", "artemis-4", "artemis-5", "artemis-14"}


def possibilities():
    """One for each way to meet a need of a landing: whether it is printed."""
    kinds = {row["key"]: row["kind"] for row in rows("craft")}
    flying = [
        row for row in founding("links")
        if row["relation"] in {"flies on", "serves"} and row["to"] in LANDINGS and kinds.get(row["from"]) != "rover"
    ]  # fmt: skip
    own = {row["craft"]: row for row in founding("missions") if row["id"] in {"mis-065", "mis-066", "mis-067"}}
    assert set(own) == {"sls", "orion", "gateway"} and not any(row["inferred"] for row in own.values())
    ways = [True] * len(own) * len(LANDINGS) + [False] * len(LANDINGS)  # the service module follows from the ship
    ways += [whole(row) for row in flying]
    later_landers = next(row for row in founding("missions") if row["id"] == "mis-075")
    ways += [not later_landers["inferred"]] * len(live("hls"))
    suited = {row["to"] for row in flying if kinds[row["from"]] == "suit"}
    return ways + [False] * len(LANDINGS - suited) * len(live("xevas"))


def test_who_could_stop_a_landing():
    sentence = findings(STEM)[1]
    ways = possibilities()
    assert numbers(sentence) == [len(live("hls")), len(live("xevas")), len(ways), sum(ways)]
    assert min(len(live("hls")), len(live("xevas"))) > 1  # so the loss of one leaves another
    assert not live("epoc")  # nobody else flies the rocket under a contract that stands
    turned = {
        split(row["statement"])[0]
        for row in later("outcomes")
        if row["verdict"] in {"reversed", "changed"} and row["statement"]
    }
    left = {row["company"] for row in founding("companies") if row["id"] in turned}
    assert [PARTIES[company]["short"] for company in live("xevas") & left] == ["Collins"] and "Collins has left" in sentence
    assert [PARTIES[company]["short"] for company in live("xevas") - left] == [
        "Axiom"
    ] and "beside Axiom no maker" in sentence
    assert len(live("hls") - left) > 1
    station = [row["craft"] for row in founding("missions") if row["id"] in turned]
    assert "gateway" in station and "orion" not in station and "sls" not in station


def test_whose_cargo_money_and_what_became_of_the_others():
    ordered = [
        row
        for row in founding("funding")
        if row["programme"] == "clps" and row["kind"] in {"award", "task order"} and row["relation"] != "restates"
    ]
    assert {row["recipients"] for row in ordered} == gone() and not live("clps") & {row["recipients"] for row in ordered}
    total = sum(float(row["low"]) for row in ordered) / 1e6
    there, orders = live("clps"), later("clps")
    flown = {row["company"] for row in orders if row["launch_date"]} & there
    landed = {row["company"] for row in orders if row["outcome"] in {"success", "partial"}} & there
    new = {row["company"] for row in orders if row["award_date"] and row["award_date"][:7] > "2023-10"} & there
    upright = {row["company"] for row in orders if row["outcome"] == "success"} & there
    then = [row for row in orders if row["amount"] and row["award_date"] and row["award_date"][:7] <= "2023-10"]
    share = round(100 * total / sum(float(row["amount"]) / 1e6 for row in then))
    named = len(gone()) + len(there)
    counted = [named, len(gone()), 2023, len(there), len(flown), len(landed), len(upright), len(new), len(gone())]
    assert numbers(findings(STEM)[2]) == [*counted, round(total, 2), share, len(then)]


def state_of(party):
    while party and PARTIES[party]["kind"] != "state":
        party = PARTIES[party]["parent"]
    return party


def waiting():
    """Craft of the station that has not flown -> the states that run it."""
    over = {row["craft"] for row in founding("missions") if row["record"] in {"flown", "failed"}}
    craft = {
        row["key"]: row for row in rows("craft") if row["bloc"] == "ilrs" and row["operator"] and row["key"] not in over
    }
    return {key: {state_of(party) for party in split(row["operator"])} for key, row in craft.items()}


def does():
    """The links by which such a craft does a task."""
    system = [row for row in founding("links") if row["graph"] == "system"]
    doing = {"serves", "verifies", "provides"}
    return [row for row in system if row["relation"] in doing and set(split(row["from"])) & set(waiting())]


def tasks():
    """Document -> task -> what each craft that could do it hangs on."""
    hangs = waiting()
    system = [row for row in founding("links") if row["graph"] == "system"]
    pairs = [(row, one, other) for row in system for one in split(row["from"]) for other in split(row["to"])]
    carried = {one: hangs[one] | hangs[other] for row, one, other in pairs if row["relation"] == "flies on" and one in hangs}
    found = {}
    for row in does():
        for one, other in ((one, other) for one in split(row["from"]) for other in split(row["to"])):
            if one in hangs:
                found.setdefault(row["source"], {}).setdefault(other, []).append(carried.get(one, hangs[one]))
    return found


def undone(doing, state):
    return {task for task, ways in doing.items() if all(state in way for way in ways)}


def test_what_the_station_hangs_on():
    without = {source: (undone(doing, "CHN"), undone(doing, "RUS")) for source, doing in tasks().items()}
    either = [source for source, (china, russia) in without.items() if not china and not russia]
    alone = [source for source, (china, russia) in without.items() if china and not russia]
    assert all(without[source][0] == set(tasks()[source]) for source in alone)  # all that they list
    called = {row["key"]: row["called"] for row in rows("sources")}
    sentence, years = findings(STEM)[3], [numbers(" ".join(called[key] for key in sorted(kind))) for kind in (alone, either)]
    signed = [row["party"] for row in later("memberships") if row["bloc"] == "ilrs"]
    signed = {party for party in signed if PARTIES[party]["kind"] == "company"}
    tasked = sum(len(without[source][0]) for source in alone)
    reading = [whole(row) for row in does() if row["source"] in alone]
    assert numbers(sentence) == [len(signed), *years[0], tasked, sum(reading), len(reading), *years[1]]
    assert len(either) + len(alone) == len(without)  # no task is Russia's alone
    assert all("CHN" in way for source in alone for ways in tasks()[source].values() for way in ways)
    assert all(called[source] in sentence for source in [*either, *alone])


def test_titles():
    shown = titles(STEM)
    landers = {row["company"] for row in founding("companies") if row["activity"] in {"lander", "crewed vehicle"}}
    abroad = {company for company in landers if PARTIES[company]["iso3"] != "USA"}
    assert numbers(shown["fig-activities"]) == [len(landers), len(abroad)]
    assert numbers(shown["fig-market"]) == [len(live()), len(gone())]
    assert numbers(shown["fig-needs"]) == []
