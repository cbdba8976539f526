"""A page asks for what it uses: one sheet without idle rules, no script of others, nothing left over beside the pages."""

import re
from types import SimpleNamespace

import pytest

from analysis.book import extension, weight


def context(*names, body=""):
    files = [SimpleNamespace(filename=f"_static/{name}") for name in names]
    inline = SimpleNamespace(filename=None, attributes={"body": "let toggleHintShow = 1"})
    sheets = [SimpleNamespace(filename=f"_static/{name}") for name in ("page.css", "sphinx-design.min.css")]
    return {"script_files": [*files, inline], "css_files": sheets, "body": body}


def scripts_left(*names, page="notebooks/01_station", body=""):
    app, given = SimpleNamespace(foreign_sheets={}), context(*names, body=body)
    extension.only_what_is_used(app, page, "page.html", given, None)
    assert [file.filename for file in given["css_files"]] == ["_static/page.css"]
    assert list(app.foreign_sheets) == ["sphinx-design.min.css"]
    return [file.filename.removeprefix("_static/") for file in given["script_files"]]


@pytest.mark.parametrize(
    "name", ["thebe.js", "togglebutton.js", "doctools.js", "design-tabs.js", "scripts/bootstrap.js", "jquery.js"]
)
def test_scripts_of_others_and_scripts_written_into_the_page_are_left_out(name):
    assert scripts_left(name, "tables.js", "documentation_options.js") == ["tables.js", "documentation_options.js"]


def test_the_script_of_the_search_page_is_asked_for_there_alone():
    assert scripts_left("search.js", "furniture.js") == ["furniture.js"]
    assert scripts_left("search.js", "furniture.js", page="search") == ["search.js", "furniture.js"]


def test_copying_is_offered_where_code_is_always_in_sight():
    assert scripts_left("copybutton.js", body='<div class="highlight">') == ["copybutton.js"]
    assert scripts_left("copybutton.js", body='<div class="cell_input"><div class="highlight">') == []


def test_templates_name_no_script_but_the_themes_one():
    named = {name for path in extension.TEMPLATES.glob("*.html") for name in re.findall(r"[\w./-]+\.js", path.read_text())}
    assert {name.rpartition("_static/")[2] for name in named - {"search.js"}} == {weight.THEME_SCRIPT}


@pytest.fixture
def built(tmp_path):
    files = {
        "page.html": '<html><link href="_static/theme.css"><p class="shown">x</p><img src="_static/a.png">',
        "_static/basic.css": ".shown{color:red} .gone{color:red} .opened{top:0}",
        "_static/styles/pydata-sphinx-theme.css": ":root{--used:1px;--idle:2px} .shown{top:var(--used)} .fa-bars{top:0} "
        "@font-face{font-family:'Font Awesome 6 Free';src:url(x.woff2)} @media (max-width:9px){.gone{top:0}}",
        "_static/own.css": "p{background:url('b.png')}",
        "_static/own.js": "p.classList.add('opened')",
        weight.THEME_SCRIPT.join(["_static/", ""]): "",
        "_static/macros.html": '<script src="_static/vendor/fonts/x.woff2">',
        "_static/a.png": "a",
        "_static/b.png": "b",
        "_static/vendor/fonts/x.woff2": "x",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_one_sheet_keeps_what_pages_and_scripts_can_use_and_nothing_else(built):
    weight.merge(built, ["basic.css"], ["own.css", "own.js"])
    sheet = (built / "_static/theme.css").read_text()
    assert ".shown{color:red}" in sheet and ".opened{top:0}" in sheet and "--used:1px" in sheet
    assert not re.search(r"gone|--idle|fa-bars|font-face|media", sheet)


def test_a_class_that_a_page_gains_is_back_in_the_sheet(built):
    weight.merge(built, [], ["own.css", "own.js"])
    (built / "other.html").write_text('<p class="gone">')
    weight.merge(built, [], ["own.css", "own.js"])
    assert ".gone{color:red}" in (built / "_static/theme.css").read_text()


def test_what_no_page_and_no_style_asks_for_is_dropped(built):
    weight.merge(built, [], ["own.css", "own.js"])
    weight.drop_idle(built, ["own.css", "own.js"])
    left = {path.relative_to(built / "_static").as_posix() for path in (built / "_static").rglob("*")}
    assert left == {"theme.css", "own.css", "own.js", "a.png", "b.png"}


def test_the_page_of_a_document_that_is_gone_goes_with_it(tmp_path):
    (tmp_path / "old.html").write_text("x")
    (tmp_path / "kept.html").write_text("x")
    builder = SimpleNamespace(name="html", get_outfilename=lambda docname: str(tmp_path / f"{docname}.html"))
    assert extension.drop_removed(SimpleNamespace(builder=builder), None, set(), {"kept"}, {"old", "never"}) == []
    assert [path.name for path in tmp_path.iterdir()] == ["kept.html"]


def test_what_no_chapter_shows_any_more_is_dropped(tmp_path):
    kept = ["figures/fig-a.html", "figures/fig-a.png", "tables/long.csv"]
    for name in [*kept, "figures/fig-gone.svg", "figures/fig-a-b.csv", "tables/gone.html"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/01.html").write_text('<a href="../figures/fig-a.html"> <a href="../tables/long.csv">')
    weight.drop_gone(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*s/*.*")}
    assert left == {*kept, "notebooks/01.html"}
