"""Heavy tables get a page of their own: the first rows stay, nothing is lost, links lead from the new place."""

from analysis.book import apart


def shown(rows, cell="x", row="<tr>"):
    body = "".join(f"{row}<th scope=row>{number}<td>{cell}" for number in range(rows))
    return (
        '<p>before</p><div class="data-table long tall" id="table-a-b"><div class="scroll"><table>'
        f"<caption>All of them, in order; sort them</caption><thead><tr><th>n<th>x<tbody>{body}</table></div>"
        '<p class="source-note">Source: s.</p></div><p>after</p>'
    )


def test_a_light_table_stays_whole_and_one_whose_rows_are_linked_to():
    for html in (shown(20), shown(1000, "x" * 99, '<tr id="mem-1">')):
        assert apart.parted(html, "notebooks/11", "Eleven") == (html, [])


def test_a_heavy_table_keeps_its_first_rows_and_its_page_has_all():
    html = shown(1000, "x" * 99)
    short, (table,) = apart.parted(html, "notebooks/11", "Eleven")
    assert short.count("<th scope=row>") == apart.KEPT
    assert short.startswith("<p>before</p>") and short.endswith("<p>after</p>")
    assert 'id="table-a-b"' in short and '<a href="../tables/a-b.html">All 1000 rows, to sort and search</a>' in short
    assert short.count("<div") == short.count("</div>") and short.count("<table") == short.count("</table>") == 1
    assert table.body.count("<th scope=row>") == 1000 and "<h1>All of them, in order</h1>" in table.body
    assert '<a href="../notebooks/11.html#table-a-b">Back to the chapter: Eleven</a>' in table.body


def test_links_lead_from_the_new_place():
    cell = '<a href="#fig-a">a</a><a href="12_data.html#b">b</a><a href="../reference/c.html">c</a><a href="https://d.org">d</a>'
    _, (table,) = apart.parted(shown(1000, cell), "notebooks/11", "Eleven")
    assert '"../notebooks/11.html#fig-a"' in table.body and '"../notebooks/12_data.html#b"' in table.body
    assert '"../reference/c.html"' in table.body and '"https://d.org"' in table.body
