"""What a page asks for: of the theme's styles the rules that some page can use, of scripts only those the book uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import tinycss2

SHEET = "theme.css"  # the one sheet pages link in place of the theme's and the extensions' own
THEME = ("basic.css", "styles/pydata-sphinx-theme.css")  # the theme names these in its layout, not as page styles
# Scripts besides the book's own that pages may ask for; the last two let a page's code be copied.
SCRIPTS = ("documentation_options.js",)
COPYING = ("clipboard.min.js", "copybutton.js")
THEME_SCRIPT = "scripts/pydata-sphinx-theme.js"
ICON_FONT = re.compile(r"\.fa[bsr]?\b|\.fa-|font-?awesome|font awesome", re.IGNORECASE)


def named(page: str) -> set[str]:
    """Return the classes and ids that `page` names.

    >>> sorted(named('<p class="a-b c" id=d><a data-class="e" href="#f">g</a>'))
    ['a-b', 'c', 'd']
    """
    return {name for a, b in re.findall(r"""\s(?:class|id)=(?:["']([^"']*)|([^\s>]*))""", page) for name in (a or b).split()}


def words(script: str) -> set[str]:
    """Return what `script` may name: all its words.

    >>> sorted(words("x.classList.add('a-b')"))
    ['a-b', 'add', 'classList', 'x']
    """
    return set(re.findall(r"[A-Za-z_][\w-]*", script))


def usable(selector: str, there: set[str]) -> bool:
    """Return whether a page made of words `there` can have what `selector` asks for.

    >>> usable("div.cell > p:not(.gone)", {"cell", "p"}), usable(".btn.gone", {"btn"}), usable(".fa-bars", {"fa-bars"})
    (True, False, False)
    """
    asked = re.sub(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]", "", selector.replace("\\", ""))
    return not ICON_FONT.search(asked) and all(name in there for name in re.findall(r"[.#](-?[A-Za-z_][\w-]*)", asked))


def pruned(css: str, there: set[str]) -> str:
    """Return style sheet `css` without the rules that no page made of words `there` can use.

    >>> pruned("a, .b{top:0} .c{top:1px} @media print{.c{top:0}} @font-face{font-family:'Font Awesome'}", {"b"})
    'a,.b{top:0}'
    """
    parsed = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_kept(rule, there) for rule in parsed)


def without_idle(css: str, others: str = "") -> str:
    """Return `css` without the variables that neither it nor `others` (other sheets and scripts) asks for.

    >>> without_idle(":root{--a:1px;--b:url('x;y');--c:0}", "p{top:var(--a)} --c")
    ':root{--a:1px;--c:0}'
    """
    asked = set(re.findall(r"var\(\s*(--[\w-]+)", css)) | set(re.findall(r"--[\w-]+", others))
    value = r"(?:\"[^\"]*\"|'[^']*'|[^;{}\"'])*"
    return re.sub(rf"(?<=[{{;\s])(--[\w-]+)\s*:{value};?", lambda found: found[0] if found[1] in asked else "", css).replace(
        ";}", "}"
    )


def _kept(rule: tinycss2.ast.Node, there: set[str]) -> str:
    if rule.type == "qualified-rule":
        kept = ",".join(one for one in _selectors(rule.prelude) if usable(one, there))
        return f"{kept}{{{_text(rule.content)}}}" if kept else ""
    if rule.type != "at-rule" or rule.lower_at_keyword in ("charset", "import"):
        return ""
    head, body = tinycss2.serialize(rule.prelude).strip(), rule.content
    if rule.lower_at_keyword in ("media", "supports"):
        inner = "".join(
            _kept(one, there) for one in tinycss2.parse_rule_list(body, skip_comments=True, skip_whitespace=True)
        )
        return f"@{rule.lower_at_keyword} {head}{{{inner}}}" if inner else ""
    text = _text(body or [])
    return "" if ICON_FONT.search(text) or "fa-" in head else f"@{rule.lower_at_keyword} {head}{{{text}}}"


def _selectors(prelude: list[tinycss2.ast.Node]) -> list[str]:
    parts: list[list[tinycss2.ast.Node]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        elif token.type != "comment":
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def _text(tokens: list[tinycss2.ast.Node]) -> str:
    body = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return re.sub(r"\s+", " ", body).strip()


def asked_for(script: str, body: str) -> bool:
    """Return whether a page with text `body` needs the foreign script at `script`.

    >>> asked_for("_static/doctools.js", ""), asked_for("_static/documentation_options.js", "")
    (False, True)
    >>> [asked_for("_static/copybutton.js", body) for body in ("", '<div class="highlight">', "cell_input highlight")]
    [False, True, False]
    """
    name = script.rpartition("/")[2]
    return name in SCRIPTS or (name in COPYING and "highlight" in body and "cell_input" not in body)


def _pages(out: Path) -> list[Path]:
    return [path for path in out.rglob("*.html") if "_static" not in path.relative_to(out).parts]


def merge(out: Path, sheets: Iterable[str], own: Iterable[str]) -> None:
    """Write the one sheet of the pages in folder `out`.

    Parameters
    ----------
    sheets : the theme's and the extensions' sheets, as they are named in ``_static``
    own : the book's own styles and scripts there, which name classes and variables too
    """
    static = out / "_static"
    mine = {name: (static / name).read_text(encoding="utf-8") for name in own}
    scripts = [text for name, text in mine.items() if name.endswith(".js")]
    scripts += [(static / name).read_text(encoding="utf-8") for name in (THEME_SCRIPT, *COPYING) if (static / name).exists()]
    there = words("\n".join(scripts))
    for page in _pages(out):
        there |= named(page.read_text(encoding="utf-8"))
    foreign = [(static / name).read_text(encoding="utf-8") for name in dict.fromkeys([*THEME, *sheets])]
    css = "\n".join(pruned(text, there) for text in foreign)
    (static / SHEET).write_text(without_idle(css, "\n".join([*mine.values(), *scripts])), encoding="utf-8")


def drop_idle(out: Path, own: Iterable[str]) -> None:
    """Remove from ``_static`` of folder `out` what no page links and no style of the book's `own` asks for."""
    static = out / "_static"
    linked = {SHEET, *own}
    for page in _pages(out):
        linked.update(re.findall(r"_static/([^\"'?#<>\s]+)", page.read_text(encoding="utf-8")))
    for sheet in linked & {path.name for path in static.glob("*.css")}:
        linked.update(re.findall(r"url\([\"']?([^\"')]+)", (static / sheet).read_text(encoding="utf-8")))
    for path in sorted(static.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(static).as_posix() not in linked:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def drop_gone(out: Path) -> None:
    """Remove from folder `out` the files and pages of figures and long tables that no chapter shows any more."""
    shown = {name for page in out.glob("notebooks/*.html") for name in _beside(page.read_text(encoding="utf-8"))}
    for path in [*out.glob("figures/*"), *out.glob("tables/*")]:
        if f"{path.parent.name}/{path.name.partition('.')[0]}" not in shown:
            path.unlink()


def _beside(page: str) -> set[str]:
    return set(re.findall(r"\b((?:figures|tables)/[\w-]+)\.", page))
