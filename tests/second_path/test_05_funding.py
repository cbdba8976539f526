"""Chapter 05 recomputed from the CSV files with plain Python and SQL."""

from tests.second_path.pages import database, findings, founding, numbers, rows, titles

STEM = "05_funding"
PROMISED = {"award", "task order"}


def parts(cell):
    return cell.split("; ") if cell else []


def tens(share):
    return round(share * 10) * 10


def percent(share):
    return round(share * 100)


def station_suits():
    """The amounts that a reviewed judgement keeps apart from lunar money, and what later sources say of the same."""
    (apart,) = [row for row in rows("judgements") if "space station suits" in row["finding"]]
    known = {key for key in parts(apart["statements"]) if key.startswith("fun-")}
    return known | {row["id"] for row in rows("funding") if known & set(parts(row["part_of"]))}


def promised(table):
    """Contracts for the Moon, each once."""
    return [
        row
        for row in table
        if row["kind"] in PROMISED and row["relation"] != "restates" and row["low"] and row["id"] not in station_suits()
    ]


def dollars(table, **having):
    return sum(float(row["low"]) for row in table if all(row[name] == value for name, value in having.items()))


def by(table, column):
    return {key: dollars(table, **{column: key}) for key in {row[column] for row in table}}


def test_where_the_money_went():
    kept = promised(founding("funding"))
    landers = dollars(kept, programme="hls")
    (largest,) = [who for who, held in by(kept, "recipients").items() if held == max(by(kept, "recipients").values())]
    shares = [percent(landers / dollars(kept)), percent(dollars(kept, programme="hls", recipients=largest) / landers)]
    assert len({row["recipients"] for row in kept if row["programme"] == "hls"}) == 2, "two crewed landers"
    assert largest == "spacex"
    total = round(dollars(kept) / 1e9, 2)
    printed = int(
        next(row["published"] for row in rows("sources") if row["subjects"] == "market" and row["class"] == "founding")[:4]
    )
    assert numbers(findings(STEM)[0]) == [total, printed, *shares]
    assert numbers(titles(STEM)["fig-funding"]) == [total, shares[0]]
    rest = {row["programme"] for row in kept} - {"hls"}
    assert rest == {"clps", "xevas"}, "cargo and spacesuits share the rest"


def test_the_sum_of_the_contracts_in_sql():
    query = """
        select sum(f.low) from funding f join sources s on s.key = f.source
        where s.class = 'founding' and f.kind in ('award', 'task order') and f.relation <> 'restates'
        and f.label not like '%station%'
    """
    ((total,),) = database("funding", "sources").execute(query).fetchall()
    assert numbers(findings(STEM)[0])[0] == round(total / 1e9, 2)


def test_price_against_cost():
    said = {row["id"]: row for row in founding("funding")}
    starship, moon = said["fun-starship-cost"], said["fun-blue-moon-cost"]
    price = by(promised(said.values()), "recipients")
    assert starship["low"] == starship["high"], "one value for Starship"
    shares = [price["spacex"] / float(starship["low"])]
    shares += [price["blue-origin"] / float(moon[end]) for end in ("high", "low")]
    assert numbers(findings(STEM)[1]) == [tens(share) for share in shares]
    assert not starship["cites"] and not moon["cites"], "the estimates name no origin"
    assert titles(STEM)["fig-price"] == "For both crewed landers the price is below the estimated cost"
    assert all(share < 1 for share in shares)


def test_ceilings_in_place_of_orders():
    said, kept = founding("funding"), promised(founding("funding"))
    ceilings = [row for row in said if row["kind"] == "ceiling"]
    keys = {row["id"] for row in ceilings}
    whole = dollars(ceilings) + dollars([row for row in kept if not keys & set(parts(row["part_of"]))])
    landers = dollars(kept, programme="hls")
    wanted = [len(ceilings), round(dollars(kept) / 1e9, 2), round(whole / 1e9, 2), percent(landers / dollars(kept))]
    assert numbers(findings(STEM)[2]) == [*wanted, percent(landers / whole)]
    assert all("kind" in parts(row["inferred"]) for row in ceilings), "that they are ceilings is ours"
    again = [row for row in rows("funding") if row["kind"] == "ceiling" and row["relation"] == "restates"]
    assert keys == {key for row in again for key in parts(row["part_of"])}, "and that of later sources"


def test_how_much_of_the_growth_is_prices():
    said = {row["period"]: float(row["low"]) for row in founding("funding") if row["label"] == "Commercial space revenue"}
    first, last = sorted(said)
    level = {row["fiscal_year"]: float(row["level"]) for row in rows("deflators") if row["index"] == "gdp"}
    years = int(last) - int(first)
    rise = said[last] / said[first]
    nominal, real = rise ** (1 / years) - 1, (rise * level[first] / level[last]) ** (1 / years) - 1
    assert 0.22 < (nominal - real) / nominal < 0.28, "a quarter"


def later_contracts():
    """What only later sources print: cargo order by order, the rest amount by amount; no options, nothing up to."""
    known = {row["key"] for row in rows("sources") if row["class"] == "later"}
    amounts = [row for row in promised(rows("funding")) if row["source"] in known]
    amounts = [row for row in amounts if row["programme"] != "clps" or row["relation"] == "part"]  # the base of an order
    amounts = [row for row in amounts if row["qualifier"] != "up to"]
    gone = {"orbit-beyond", "masten"}  # their orders stand in the study
    cargo = [row for row in rows("clps") if row["source"] in known and row["amount"] and row["company"] not in gone]
    cargo = [row for row in cargo if "ceiling_not_spend" not in parts(row["caveats"])]
    as_amounts = [
        {"low": row["amount"], "programme": "clps", "recipients": row["company"], "date": row["award_date"]}
        | {"ended": row["outcome"] == "cancelled"}
        for row in cargo
    ]
    return amounts + as_amounts


def test_what_later_sources_add():
    study, more = promised(founding("funding")), later_contracts()
    until = next(row["as_of"] for row in rows("sources") if row["key"] == "cir2023")
    same = study + [row for row in more if row["date"] and row["date"][: len(until)] <= until]
    since = study + more
    shares = [percent(dollars(table, programme="hls") / dollars(table)) for table in (study, same, since)]
    cargo = [row for row in since if row["programme"] == "clps"]
    held = by(cargo, "recipients")
    largest = max(held, key=held.get)
    live = {row["recipients"] for row in cargo if not row.get("ended") and row.get("fate") not in ("cancelled", "bankrupt")}
    told = [*shares[1:], len(held), len(set(held) - live), percent(held[largest] / sum(held.values()))]
    sentence = findings(STEM)[3]
    assert numbers(sentence) == told and largest == "firefly" and "Firefly the largest" in sentence
    assert numbers(titles(STEM)["fig-wider"]) == [shares[0], shares[2]]


def test_who_holds_most_in_each_programme():
    kept = promised(founding("funding"))
    landers, suits = (by([row for row in kept if row["programme"] == key], "recipients") for key in ("hls", "xevas"))
    short = {row["key"]: row["short"] for row in rows("parties")}
    first, second = (short[key] for key in sorted(landers, key=landers.get, reverse=True))
    title = titles(STEM)["fig-companies-share"]
    assert title == f"{first} and {second} share crewed landers; {short[max(suits, key=suits.get)]} leads in lunar suits"


def test_every_figure_with_a_number_in_its_title_is_recomputed_here():
    assert {name for name, title in titles(STEM).items() if numbers(title)} == {"fig-funding", "fig-wider"}
    assert len(findings(STEM)) == 4
