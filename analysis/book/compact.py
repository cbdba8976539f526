"""A drawing in the fewest bytes that look and behave the same, as it stands on a page; files keep the drawing as it is.

The style of lines that every drawing of matplotlib begins with stands in ``figures.css``, once for all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from string import ascii_letters, digits
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from analysis.book import paths

SIGNS = ascii_letters + digits
IDLE = {"version", "width", "height", "style"}  # of a drawing: the style sheet says its size and typeface
WHERE = {"x", "y", "cx", "cy"}  # zero unless given
FINE = 2  # places of a mark that is drawn many times
LONG = 30  # letters of a name that are worth a reference
BEGIN = "begin"
Box = tuple[float, float, float, float]


def compact(drawings: list[str], known: dict[str, str]) -> str:
    """Return the drawings of a figure in few bytes, with names (`known`) that are short and the page's only ones.

    Parameters
    ----------
    drawings : SVG markup, colours as they shall be
    known : long name or style -> the short name that the page already has for it; gains those of this figure. Under `BEGIN`
        may stand what its names begin with: pages that are bound into one share none.

    >>> compact(['<svg><g><path d="M 0 0 5 0" style="fill: red"/></g></svg>'], {})
    '<svg><path style="fill:red" d="m0 0h5"/></svg>'
    """
    trees = [_plain(drawing) for drawing in drawings]
    for tree in trees:
        _free(tree)
        _apart(tree)
        _flat(tree)
        _hide_together(tree)
        _place(tree)
    _say_once(trees, known)
    _define_once(trees, known)
    _name(trees, known)
    rules = _style_once(trees, known)
    if rules:
        style = Element("style")
        style.text = rules
        trees[0].insert(0, style)
    return "".join(ElementTree.tostring(tree, encoding="unicode").replace(" />", "/>") for tree in trees)


def _plain(drawing: str) -> Element:
    """A drawing as a tree whose elements are in no namespace and carry their own style, and no rule."""
    tree = ElementTree.fromstring(drawing)
    for part in tree.iter():
        part.tag = part.tag.rpartition("}")[2]
        attributes = {name.rpartition("}")[2]: value for name, value in part.attrib.items()}
        part.attrib = {name: value for name, value in attributes.items() if part is not tree or name not in IDLE}
    styles = {}
    for parent in tree.iter():
        for style in parent.findall("style"):
            styles.update(re.findall(r"\.(\w+) ?\{([^}]*)\}", style.text or ""))
            parent.remove(style)
    for part in tree.iter():
        style = styles[part.attrib.pop("class")] if part is not tree and "class" in part.attrib else part.get("style")
        if style:
            part.set("style", trimmed(style))
    return tree


def trimmed(style: str) -> str:
    """Return a style without blanks and defaults.

    >>> trimmed("stroke: #ffffff; stroke-dashoffset: 0; stroke-width: 0.8")
    'stroke:#fff;stroke-width:.8'
    """
    style = re.sub(r"\s*([:;,])\s*", r"\1", style.replace("stroke-dashoffset: 0;", ""))
    style = re.sub(r"#(\w)\1(\w)\2(\w)\3\b", r"#\1\2\3", style)
    return re.sub(r"(?<=[:,\s])0\.(?=\d)", ".", style)


def _free(tree: Element) -> None:
    """Take the clip from what lies inside it; what is left of it becomes part of the style."""
    rects = {clip.get("id"): _rect(clip[0]) for clip in tree.iter("clipPath")}
    marks = {part.get("id"): part for part in tree.iter("path") if part.get("id")}
    used = set()
    for part in tree.iter():
        clip = part.attrib.pop("clip-path", "")[5:-1]
        if clip and not all(within(box, rects[clip]) for box in _boxes(part, marks)):
            used.add(clip)
            part.set("style", ";".join(filter(None, [part.get("style"), f"clip-path:url(#{clip})"])))
    for parent in list(tree.iter()):
        for child in [child for child in parent if child.tag == "clipPath" and child.get("id") not in used]:
            parent.remove(child)


def within(inner: Box, outer: Box) -> bool:
    """Return whether one box lies in the other.

    >>> within((1, 1, 2, 2), (0, 0, 2, 2)), within((1, 1, 2, 2.1), (0, 0, 2, 2))
    (True, False)
    """
    return all(a >= b for a, b in zip(inner[:2], outer[:2], strict=True)) and all(
        a <= b for a, b in zip(inner[2:], outer[2:], strict=True)
    )


def _rect(rect: Element) -> Box:
    x, y, width, height = (float(rect.get(name, 0)) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def _boxes(part: Element, marks: dict[str, Element]) -> Iterator[Box]:
    """What each path and mark in `part` covers, its line included."""
    for shape in part.iter():
        mark = marks.get(shape.get("href", "")[1:]) if shape.tag == "use" else shape
        if mark is None or mark.tag not in ("path", "use"):
            continue
        x, y = (float(shape.get(name, 0)) if shape.tag == "use" else 0 for name in "xy")
        edge = max(_line(shape), _line(mark))
        left, low, right, high = paths.bounds(mark.get("d"))
        yield left + x - edge, low + y - edge, right + x + edge, high + y + edge


def _line(part: Element) -> float:
    """How wide the line around a part is."""
    style = part.get("style", "")
    if not re.search("stroke:(?!none)", style):
        return 0
    width = re.search(r"stroke-width:([\d.]+)", style)
    return float(width[1]) if width else 1


def _apart(tree: Element) -> None:
    """Make the lines of each hatch a mark without a colour, which hatches of all colours can share."""
    for pattern in tree.iter("pattern"):
        for lines in pattern.findall("path"):
            mark = Element("path", {"id": f"hatch {lines.get('d')}", "d": lines.attrib.pop("d")})
            lines.tag = "use"
            lines.set("href", f"#{mark.get('id')}")
            defined = Element("defs")
            defined.append(mark)
            pattern.insert(0, defined)


def _flat(part: Element) -> None:
    """Put in the place of each group that says nothing what is in it; make one path of lines that follow in one style."""
    children: list[Element] = []
    for child in part:
        _flat(child)
        children += list(child) if child.tag == "g" and not child.attrib else [child]
    part[:] = children
    for before, child in pairwise(children):
        if _lines(before) and _lines(child) and before.get("style") == child.get("style"):
            child.set("d", f"{before.get('d')} {child.get('d')}")
            part.remove(before)


def _hide_together(tree: Element) -> None:
    """Hide links that follow each other as one group, where none of them is spoken."""
    for parent in list(tree.iter()):
        children = []
        for hidden, run in groupby(list(parent), lambda child: child.get("aria-hidden")):
            together = list(run)
            if hidden and len(together) > 1:
                for link in together:
                    link.attrib.pop("aria-hidden")
                group = Element("g", {"aria-hidden": hidden})
                group.extend(together)
                together = [group]
            children += together
        parent[:] = children


def _lines(part: Element) -> bool:
    """Whether a part is only lines, so that it matters to nobody which of them were one path."""
    style = part.get("style", "")
    return part.tag == "path" and set(part.attrib) == {"d", "style"} and "fill:none" in style and "opacity" not in style


def _place(tree: Element) -> None:
    """Write numbers with the places that show, a circle as one, where a text stands as x and y."""
    marks = {part for defined in tree.iter("defs") for part in defined.iter()}
    for part in tree.iter():
        places = FINE if part in marks else 1
        moved = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\)", part.get("transform", ""))
        if moved and part.tag == "text" and "x" not in part.attrib:
            part.attrib.pop("transform")
            part.attrib |= {"x": moved[1], "y": moved[2]}
        if part.tag == "path":
            _shape(part, places)
        for name in WHERE & set(part.attrib):
            part.set(name, paths.short(float(part.get(name)), places))
            if part.get(name) == "0":
                part.attrib.pop(name)


def _shape(part: Element, places: int) -> None:
    path = part.attrib.pop("d")
    around = paths.circle(path)
    if around:
        part.tag = "circle"
        part.attrib |= dict(zip(("cx", "cy", "r"), (paths.short(number, FINE) for number in around), strict=True))
    else:
        part.set("d", paths.shortest(path, places))


def _say_once(trees: list[Element], known: dict[str, str]) -> None:
    """Let what has the name of another thing of the page refer to it."""
    said: dict[str, Element] = {}
    for part in _parts(trees):
        label = f"says {part.get('aria-label', '')}"
        if len(label) < LONG:
            continue
        if label in said and label not in known:
            said[label].set("id", label)
        if label in said or label in known:
            part.attrib.pop("aria-label")
            part.set("aria-labelledby", named(label, known))
        said.setdefault(label, part)


def _define_once(trees: list[Element], known: dict[str, str]) -> None:
    """Let marks that are the same on a page be one: the first, with what it is for a name."""
    same, met = {}, set(known)
    for parent in _parts(trees):
        for mark in [part for part in parent if parent.tag == "defs" and part.tag in ("path", "circle")]:
            long = mark.attrib.pop("id")
            same[f"#{long}"] = what = ElementTree.tostring(mark, encoding="unicode")
            mark.set("id", what)
            if what in met:
                parent.remove(mark)
            met.add(what)
    for part in _parts(trees):
        if part.get("href") in same:
            part.set("href", f"#{same[part.get('href')]}")
        for empty in [child for child in part if child.tag == "defs" and not len(child)]:
            part.remove(empty)


def _name(trees: list[Element], known: dict[str, str]) -> None:
    """Give what is referred to a short name of the page's own, all else none."""
    parts = list(_parts(trees))
    used = {part.get("href", "")[1:] for part in parts if part.tag == "use"}
    used |= {name for part in parts for name in re.findall(r"url\(#([^)]*)\)", part.get("style", ""))}
    for part in parts:
        own = part.attrib.pop("id", "")
        if own in used or own.startswith("says "):
            part.set("id", named(own, known))
        if part.tag == "use":
            part.set("href", f"#{named(part.get('href')[1:], known)}")
        if "url(" in part.get("style", ""):
            part.set("style", re.sub(r"url\(#([^)]*)", lambda found: f"url(#{named(found[1], known)}", part.get("style")))


def _parts(trees: list[Element]) -> Iterator[Element]:
    return (part for tree in trees for part in list(tree.iter()))


def named(long: str, known: dict[str, str]) -> str:
    """Return the short name of `long`, a new one if it is not `known`; all begin with what stands under `BEGIN`.

    >>> known = {}
    >>> named("fig-a-wide-m1", known), named("fig-a-wide-m2", known), named("fig-a-wide-m1", known)
    ('fa', 'fb', 'fa')
    """
    if long not in known:
        number, signs = len(known), ""
        while number or not signs:
            number, sign = divmod(number, len(SIGNS))
            signs = SIGNS[sign] + signs
        known[long] = f"{known.get(BEGIN, 'f')}{signs}"
    return known[long]


def _style_once(trees: list[Element], known: dict[str, str]) -> str:
    """Make a style that occurs more than once a class of the page; return the rules of those that are new to it."""
    parts = list(_parts(trees))
    counted = Counter(part.get("style") for part in parts if "style" in part.attrib)
    rules = "".join(
        f".{named(style, known)}{{{style}}}" for style, times in counted.items() if times > 1 and style not in known
    )
    for part in parts:
        if part.get("style") in known:
            part.set("class", known[part.attrib.pop("style")])
    return rules
