"""The data dictionary: every table and field as datapackage.json declares them."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from analysis.display import places
from analysis.display.cells import Shown
from analysis.facts import evidence, tables

HEADS = ("Field", "Type", "Meaning", "Allowed", "Filled")


def overview() -> pd.DataFrame:
    """Return one row a table: ``table``, ``title``, ``rows``, ``fields``, ``sources`` (number), ``years``, ``what``."""
    records = []
    for name, resource in tables.package().items():
        frame = tables.load(name)
        sources = frame["source"].nunique() if "source" in frame else 0
        records.append((name, resource["title"], len(frame), frame.shape[1], sources, _years(name), resource["description"]))
    return pd.DataFrame(records, columns=["table", "title", "rows", "fields", "sources", "years", "what"])


def _years(name: str) -> str:
    frame = tables.load(name)
    columns = [field["name"] for field in tables.fields(name) if field.get("x-format") == "edtf"]
    found = [int(year) for column in columns for text in frame[column] for year in re.findall(r"\d{4}", text)]
    return f"{min(found)}–{max(found)}" if found else ""


def fields(name: str) -> pd.DataFrame:
    """Return the dictionary of one table: ``field``, ``type``, ``meaning``, ``allowed``, ``filled`` (share of rows)."""
    frame, keys = tables.load(name), _foreign(name)
    records = []
    for field in tables.fields(name):
        filled = (frame[field["name"]].astype(str).replace({"nan": "", "<NA>": ""}) != "").mean() if len(frame) else 0.0
        records.append((field["name"], field["type"], field["description"], _allowed(field, keys), filled))
    return pd.DataFrame(records, columns=["field", "type", "meaning", "allowed", "filled"])


def dictionary() -> Shown:
    """Return the whole dictionary as folded sections, one a table, each with a link to its CSV."""
    sections = ""
    for row in overview().itertuples():
        lines = "".join(
            f'<tr><th scope="row" data-label="{HEADS[0]}"><code>{escape(f.field)}</code></th> '
            f'<td data-label="{HEADS[1]}">{escape(f.type)}</td> <td data-label="{HEADS[2]}">{places.marked(f.meaning)}</td> '
            f'<td data-label="{HEADS[3]}">{escape(f.allowed)}</td> '
            f'<td class="number" data-label="{HEADS[4]}">{f.filled:.0%}</td></tr>'
            for f in fields(row.table).itertuples()
        )
        heads = " ".join(f'<th scope="col">{head}</th>' for head in HEADS)
        sections += (
            f'<details class="statements" id="table-{row.table}"><summary>{escape(row.title)}: <code>{row.table}.csv</code> '
            f'({row.rows} rows)</summary><p>{escape(row.what)} <a href="../data/{row.table}.csv" download>CSV</a></p>'
            '<div class="data-table cards"><div class="scroll" tabindex="0" role="region" '
            f'aria-label="Fields of {row.table}"><table>'
            f"<caption>Fields of {row.table}</caption>"
            f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div></div></details>"
        )
    return Shown(sections, f"Data dictionary of {len(tables.package())} tables")


def bibliography() -> Shown:
    """Return what the founding documents cite, one entry a reference, each with an anchor and its address."""
    items = ""
    for row in tables.load("references").itertuples():
        words = [
            row.authors,
            f"“{row.title}”" if row.title else "",
            row.publisher,
            row.date,
            f"p. {row.pages}" if row.pages else "",
        ]
        link = f' <a href="{escape(row.url)}">{escape(row.url)}</a>' if row.url else ""
        text = places.marked(", ".join(word for word in words if word))
        items += (
            f'<li id="{row.key}"><code>{row.key}</code> ({_document(row.source)}, {escape(row.locator)}): {text}.{link}</li>'
        )
    return Shown(f'<ul class="bibliography">{items}</ul>', f"Bibliography of {len(tables.load('references'))} references")


def _document(key: str) -> str:
    """The name of a document, with a link to its page."""
    return places.with_links(evidence.called(key))


def _foreign(name: str) -> dict[str, str]:
    declared = tables.package()[name]["schema"].get("foreignKeys", [])
    return {key["fields"][0]: key["reference"]["resource"] for key in declared}


def _allowed(field: dict, keys: dict[str, str]) -> str:
    rules = field.get("constraints", {})
    if field["name"] in keys:
        return f"a key of {keys[field['name']]}"
    if "x-list-of" in field:
        named = sorted({target.split(".")[0] for target in field["x-list-of"]})
        return f"keys of {', '.join(named) if len(named) < 6 else 'any statement table'}"
    if "x-format" in field:
        return "EDTF"
    return ", ".join(rules.get("enum", [])) or ("required" if rules.get("required") else "")
