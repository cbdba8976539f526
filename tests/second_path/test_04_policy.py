"""Chapter 04 recomputed from the CSV files with plain Python and SQL."""

from tests.second_path.pages import database, findings, founding, numbers, rows, titles

STEM = "04_policy"
STUDY = "cir2023"
AMERICAN = {row["key"] for row in rows("parties") if row["iso3"] == "USA" or row["parent"] == "white-house"}


def parts(cell):
    return cell.split("; ") if cell else []


def acts():
    """The acts that stand in the text of the study, not only in a footnote."""
    return [row for row in rows("events") if row["source"] == STUDY and any(" n. " not in p for p in parts(row["locator"]))]


def actors(subject):
    """Who acts where a provision names an act, a programme or a body."""
    events = {row["id"]: row["actor"] for row in rows("events")}
    owners = {row["key"]: row["owner"] for row in rows("programmes")}
    return [who for key in parts(subject) for who in parts(events.get(key) or owners.get(key) or key)]


def year(row):
    return int(row["date"].lstrip("./")[:4])


def test_one_agency_pays():
    told = [row for row in founding("provisions") if row["source"] == STUDY and row["does"] in ("funds", "buys")]
    american = [row for row in told if AMERICAN & set(actors(row["subject"]))]
    assert american == told, "nobody else on any side pays, in this document"
    assert {who for row in american for who in actors(row["subject"])} == {"nasa"}
    printed = [row for row in american if not {"does", "subject"} & set(parts(row["inferred"]))]
    sentence = findings(STEM)[0]
    assert numbers(sentence) == [len(american), len(printed)] and "NASA" in sentence
    assert titles(STEM)["fig-provisions"] == "Only NASA's provisions fund or buy; other money is told otherwise"
    others = [row for row in founding("provisions") if row["source"] != STUDY and row["does"] in ("funds", "buys")]
    assert not others


def later(act):
    """What a later source says became of an act."""
    (row,) = [row for row in rows("outcomes") if act in parts(row["statement"])]
    return row


def test_what_was_bought_and_what_became_of_plans():
    query = """
        select e.id, e.status, e.date from events e join programmes p on p.key = e.programme
        where e.source = 'cir2023' and p.parent = 'artemis' and e.locator not like '% n. %'
        and (e.kind = 'contract' or (e.kind = 'programme' and e.instrument = 'fixed-price service contract'))
    """
    found = database("events", "programmes").execute(query).fetchall()
    done = [row for row in found if row[1] in ("signed", "started")]
    planned = {row[0]: row[2] for row in found if row[1] == "planned"}
    assert len(done) + len(planned) == len(found)
    first = min(int(row[2][:4]) for row in found)
    as_of = int(next(row["as_of"] for row in rows("sources") if row["key"] == STUDY)[:4])
    (rover,) = [act for act in planned if later(act)["verdict"] == "late"]
    (launch,) = [act for act in planned if later(act)["verdict"] == "not found"]
    assert "LTV" in later(rover)["subject"]
    assert "no award found" in later(launch)["happened"]
    (from_year, from_month), (to_year, to_month) = (
        [int(part) for part in date.split("-")[:2]] for date in (planned[rover], later(rover)["outcome_date"])
    )
    months = 12 * (to_year - from_year) + to_month - from_month
    station = [row for row in founding("events") if row["source"] == "stdaily2023" and row["status"] == "planned"]
    (agreements,) = [later(row["id"]) for row in station if row["kind"] == "agreement"]
    (body,) = [later(row["id"]) for row in station if row["kind"] == "institution"]
    assert agreements["verdict"] == "late" and body["verdict"] == "open" and body["outcome_date"] == "2024-04"
    buying = {key for row in founding("provisions") if row["does"] == "buys" for key in parts(row["subject"])}
    programme = {row["id"]: row["programme"] for row in rows("events")}
    funded = [row[0] for row in done if not {row[0], programme[row[0]]} & buying]
    assert {programme[key] for key in funded} == {"hls"}
    kinds = ["law", "directive", "strategy", "study", "treaty", "programme", "prize", "contract", "agreement", "institution"]
    plans = [row for row in founding("events") if row["status"] == "planned" and row["kind"] in kinds]
    plans = [row for row in plans if row["source"] != STUDY or any(" n. " not in p for p in parts(row["locator"]))]
    judged = {key: row["verdict"] for row in rows("outcomes") for key in parts(row["statement"])}
    verdicts = sorted(judged.get(row["id"], "") for row in plans)
    assert verdicts == ["", "late", "late", "not found", "open"], "none in its time, one not yet due"
    sentence = findings(STEM)[1]
    assert numbers(sentence) == [first, len(done), as_of, len(funded), len(plans), months, 2024]
    assert "April 2024" in sentence


def test_who_followed():
    following = [row for row in acts() if row["driver"] == "followers" and "driver" not in parts(row["inferred"])]
    laws = sorted((row for row in following if row["kind"] == "law"), key=year)
    (first,) = [
        year(row) for row in acts() if row["kind"] == "law" and row["actor"] == "USA" and "resource" in row["instrument"]
    ]
    contests = [row for row in following if row["kind"] == "prize"]
    assert not AMERICAN & {who for row in following for who in parts(row["actor"])}
    programmes = {row["programme"] for row in following} - {""}
    budgets = [row for row in founding("funding") if row["kind"] == "programme budget" and row["programme"] in programmes]
    (each,) = {float(row["low"]) / 1e6 for row in budgets}
    wanted = [len(following), len(laws), *(year(row) for row in laws), first, len(contests), len(budgets), each]
    sentence = findings(STEM)[2]
    assert numbers(sentence) == wanted and all(name in sentence for name in ("Luxembourg", "UAE", "Japan"))
    assert {row["payer"] for row in budgets} == {"CAN", "AUS"} and "Canada, Australia" in sentence
    paid = {key for row in rows("provisions") if row["does"] in ("funds", "buys") for key in parts(row["subject"])}
    assert not paid & ({row["id"] for row in following} | programmes)


def test_the_station_is_told_without_law_contest_contract_or_money():
    station = {row["key"] for row in rows("sources") if row["class"] == "founding" and row["key"] != STUDY}
    told = [row for row in founding("events") if row["source"] in station]
    assert not {"law", "prize", "contract"} & {row["kind"] for row in told}
    money = [row for row in founding("funding") if row["source"] in station]
    assert {row["payer"] for row in money} <= {"USA"}
    assert numbers(findings(STEM)[3]) == []


def test_the_title_of_the_dots():
    years = [year(row) for row in acts() if row["instrument"]]
    recent = [one for one in years if one >= 2017]
    assert numbers(titles(STEM)["fig-instruments"]) == [len(recent), len(years), 2017, max(years)]


def test_the_other_titles_hold_no_number():
    assert [numbers(title) for name, title in titles(STEM).items() if name != "fig-instruments"] == [[], []]
