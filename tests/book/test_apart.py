"""Heavy pages give their heaviest parts pages of their own: first rows stay, nothing is lost, links lead there."""

from analysis.book import apart


def table(name, rows, cell="x", row="<tr>"):
    body = "".join(row.format(number) + f"<th scope=row>{number}<td>{cell}" for number in range(rows))
    return (
        f'<p>before</p><div class="data-table long tall" id="table-{name}"><div class="scroll"><table>'
        f"<caption>All of them, in order; sort them</caption><thead><tr><th>n<th>x<tbody>{body}</table></div>"
        '<p class="source-note">Source: s.</p></div><p>after</p>'
    )


def cards(name, count, words="x"):
    items = "".join(f'<li id="mem-{number}"><dl><dt>Party<dd>{words}</dl></li>' for number in range(count))
    return (
        f'<details class="statements"><summary>What is said ({count} statements)</summary><div class="said-box">'
        f'<ul class="said">{items}</ul><p class="source-note">Download: <a download href="../tables/{name}.csv">CSV</a></p>'
        "</div></details>"
    )


def test_a_page_with_room_stays_whole():
    parts = [table("a", 20), cards("b", 20)]
    assert apart.parted(parts, "notebooks/11", "Eleven") == (parts, [])


def test_the_heaviest_part_goes_first_and_no_more_than_must():
    heavy, light = table("a", 1000, "x" * 99), table("b", 200, "x" * 99)
    parts, moved = apart.parted([heavy, light], "notebooks/11", "Eleven", room=len(light) + 5000)
    assert [one.name for one in moved] == ["a"] and parts[1] == light
    assert (
        parts[0].count("<th scope=row>") == apart.KEPT
        and '"../tables/a.html">All 1000 rows, to sort and search</a>' in parts[0]
    )
    assert parts[0].startswith("<p>before</p>") and parts[0].endswith("<p>after</p>") and 'id="table-a"' in parts[0]
    assert parts[0].count("<div") == parts[0].count("</div>") and parts[0].count("<table") == parts[0].count("</table>") == 1
    page = moved[0].body
    assert page.count("<th scope=row>") == 1000 and "<h1>All of them, in order</h1>" in page
    assert '<a href="../notebooks/11.html#table-a">Back to the chapter: Eleven</a>' in page


def test_a_list_keeps_its_first_cards_and_what_leads_to_others_leads_to_its_page():
    mark = (
        '<a href="#mem-7">stays</a><a href="#mem-8">goes</a><a href="r.html#mem-9" data-rows="mem-2 mem-9">2 statements</a>'
    )
    parts, (one,) = apart.parted([mark, cards("said", 500, "y" * 50)], "notebooks/08", "Eight", room=9000)
    assert parts[0].startswith('<a href="#mem-7">stays</a><a href="../tables/said.html#mem-8">goes</a>')
    assert '<a href="../tables/said.html#mem-9" data-rows="mem-2 mem-9">2 statements</a>' in parts[0]
    assert parts[1].count("<li ") == apart.KEPT and "All 500 statements, to search" in parts[1]
    assert parts[1].startswith('<details class="statements">') and parts[1].endswith("</div></details>")
    assert one.title == "What is said" and one.body.count("<li ") == 500 and 'href="../tables/said.csv"' in one.body


def test_links_lead_from_the_new_place():
    cell = '<a href="#fig-a">a</a><a href="12_data.html#b">b</a><a href="../reference/c.html">c</a><a href="#row-3">d</a>'
    _, (one,) = apart.parted([table("a", 1000, cell, '<tr id="row-{}">')], "notebooks/11", "Eleven", room=5000)
    assert '"../notebooks/11.html#fig-a"' in one.body and '"../notebooks/12_data.html#b"' in one.body
    assert '"../reference/c.html"' in one.body and '"#row-3"' in one.body


def test_what_stays_elsewhere_on_the_page_is_its_place():
    parts, _ = apart.parted(
        ['<tr id="mem-9"><td>here</tr>', cards("said", 500, "y" * 50)], "notebooks/08", "Eight", room=9000
    )
    assert "".join(parts).count('id="mem-9"') == 1 and '<span class="moved" id="mem-8"></span>' in parts[1]
