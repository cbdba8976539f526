"""Tables and statements on a page: a source note, a CSV; long ones can be sorted and searched, names lead to their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape

import pandas as pd

from analysis.chapters.spec import Statements, Table, first_of
from analysis.display import naming, places, said
from analysis.display.cells import Shown, address, as_csv, download
from analysis.facts import dates, evidence, tables

WORDY, PHONE = 30, 46  # characters of a cell that is prose; characters beside each other on a phone
MOST = 600  # rows or statements that a page shows of a table or list; all of them are in its download
LONG, TALL = 8, 16  # rows beyond which a table gets sorting and search; beyond which it scrolls in its own box
ANCHORS = ["id", "row"]  # columns that say what the rows of a table are called in addresses
REFERENCES = "12_data.html"  # the page of the book that lists what the sources cite
EVIDENCE = ["source", "locator", "as_printed", "caveats", "inferred", "cites"]
HEADINGS = {
    "as_printed": "As printed",
    "locator": "Where",
    "cites": "Its sources",
    "source": "Source",
    "inferred": "Ours, not printed",
    "title_zh": "Chinese title",
    "url": "Address",
}


def table(spec: Table) -> Shown:
    """Return a table for a page, with caption, source note and CSV download.

    Examples
    --------
    >>> spec = Table("counts", pd.DataFrame({"n": [1200]}), "Counts", "made up")
    >>> "1,200" in table(spec).html, table(spec)
    (True, Counts: 1 row x 1 column (n))
    """
    frame, headings = spec.frame.head(MOST), HEADINGS | dict(spec.headings)
    shown = [column for column in frame.columns if column not in ANCHORS]
    numeric = {column for column in shown if pd.api.types.is_numeric_dtype(frame[column])}
    head = " ".join(f'<th scope="col"{_right(c, numeric)}>{escape(headings.get(c, _title(c)))}</th>' for c in shown)
    body = "\n".join(_row(row, shown, numeric, spec.digits, headings) for row in frame.to_dict("records"))
    size_class = (" long" if len(frame) > LONG else "") + (" tall" if len(frame) > TALL else "")
    size_class += " cards" if _for_cards(frame[shown], headings, numeric, spec.digits) else ""
    label, data = escape(spec.caption), spec.frame.drop(columns=ANCHORS[1:], errors="ignore")
    html = (
        f'<div class="data-table{size_class}" id="table-{escape(spec.name)}">'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<caption>{places.marked(spec.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f'<p class="source-note">Source: {escape(spec.source)}. {_download(spec.name, data, "rows")}</p></div>'
    )
    rows, columns = len(data), len(shown)
    size = f"{rows} row{'s' * (rows != 1)} x {columns} column{'s' * (columns != 1)}"
    return Shown(html, f"{spec.caption}: {size} ({', '.join(map(str, shown))})")


def statements(spec: Statements) -> Shown:
    """Return the statements behind a chapter, folded, each a card that figures and tables link to."""
    about = [column for column in spec.about if column not in EVIDENCE]
    shown = [*about, *(column for column in EVIDENCE if column in spec.frame)]
    kept = in_words(spec.frame[["id", *shown]])
    rows = zip(*(every.head(MOST).to_dict("records") for every in (kept, spec.frame)), strict=True)
    cards = [said.card(told["id"], _told(about, told, row), told) for told, row in rows]
    count = f"{len(kept)} statement{'s' * (len(kept) != 1)}"
    label = escape(spec.caption)
    html = (
        f'<details class="statements"><summary>{label} ({count})</summary><div class="said-box">'
        f'{said.cards(cards)}<p class="source-note">{_download(spec.name, kept, "statements")}</p></div></details>'
    )
    size = f"{len(kept)} row{'s' * (len(kept) != 1)} x {len(shown)} column{'s' * (len(shown) != 1)}"
    return Shown(html, f"{spec.caption}: {size} ({', '.join(shown)})")


def _told(about: list[str], told: dict, row: dict) -> Iterator[said.Field]:
    """What a statement says, as labels and HTML; `told` is its `row` in words."""
    kind = places.table(row["id"])
    for column in naming.gathered(about):
        if column == "amount":
            text = escape(naming.amount(row))
        elif column == "connection":
            text = f"{filled(told['from'])} {escape(str(naming.coded('relation', row['relation'])))} {filled(told['to'])}"
        else:
            text = filled(naming.coded(column, told[column]), column)
        yield naming.label(column, kind), text


def _download(name: str, frame: pd.DataFrame, what: str) -> str:
    """The download of a table or list, after what the page leaves out of it."""
    told = first_of(len(frame), MOST, what, "all of them in the download")
    csv = download(f"{name}.csv", as_csv(frame), "text/csv", "CSV")
    return f"<strong>{told}</strong> " * bool(told) + f"Download: {csv}"


def in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Return statements with names for readers in place of keys and codes: documents, dates, parties, caveats, fields.

    >>> rows = pd.DataFrame({"source": ["spacewiki"], "date": ["2024~"], "caveats": ["reported_speech"]})
    >>> in_words(rows).values.tolist()
    [['Space Wiki (2024)', 'around 2024', 'reported speech']]
    """
    words = {name: frame[name].map(TO_WORDS[name]) for name in TO_WORDS if name in frame}
    return frame.assign(**words)


def spaced(cell: str) -> str:
    """Return codes as words.

    >>> spaced("reported_speech; translated")
    'reported speech, translated'
    """
    return cell.replace("_", " ").replace("; ", ", ")


def _known(cell: str) -> str:
    return evidence.called(cell) if set(tables.split(cell)) <= set(tables.named("sources", "called")) else cell


def _dated(cell: str) -> str:
    return dates.label(cell) if cell and dates.is_date(cell) else cell


# Columns of statements whose cells hold keys or codes -> how a reader meets them.
TO_WORDS: dict[str, Callable[[str], str]] = {
    "source": _known,
    "caveats": spaced,
    **dict.fromkeys(["date", "as_of", "period", "fate_date", "award_date", "planned_date", "launch_date"], _dated),
    **dict.fromkeys(
        [
            "party",
            "agency",
            "counterpart",
            "company",
            "actor",
            "recipients",
            "payer",
            "programme",
            "craft",
            "subject",
            "bloc",
        ],
        evidence.subject,
    ),
}


def _row(row: dict, shown: list[str], numeric: set[str], digits: Mapping[str, int], headings: Mapping[str, str]) -> str:
    cells = []
    for column in shown:
        label = escape(headings.get(column, _title(column)))
        text = filled(row[column], column, digits.get(column, 0))
        tag, scope = ("th", ' scope="row"') if column == shown[0] else ("td", "")
        cells.append(f'<{tag}{scope}{_right(column, numeric)} data-label="{label}">{text}</{tag}>')
    return f"<tr{_row_id(row)}>{' '.join(cells)}</tr>"


def _for_cards(frame: pd.DataFrame, headings: Mapping[str, str], numeric: set[str], digits: Mapping[str, int]) -> bool:
    """Return whether a phone shows rows as cards: a cell holds many words, or columns do not fit beside each other."""
    if frame.shape[1] > 3 and any(len(str(value)) > WORDY for column in frame for value in frame[column]):
        return True
    return sum(2 + _least(frame[c], headings.get(c, _title(c)), c in numeric, digits.get(c, 0)) for c in frame) > PHONE


def _least(column: pd.Series, heading: str, number: bool, digits: int) -> int:
    """How many characters a column takes at least: its longest word, or number."""
    cells = [filled(value, str(column.name), digits) if number else str(value) for value in column]
    return max(map(len, [*heading.split(), *(word for cell in cells for word in cell.split())]), default=0)


def _title(column: str) -> str:
    words = str(column).replace("_", " ")
    return words[:1].upper() + words[1:]


def _right(column: str, numeric: set[str]) -> str:
    return ' class="number"' if column in numeric else ""


def _row_id(row: dict) -> str:
    return next((f' id="{escape(str(row[column]))}"' for column in ANCHORS if column in row), "")


def filled(value: object, column: str = "", digits: int = 0) -> str:
    """Return what stands in a cell, as HTML: numbers with separators but for years, names with links to their pages.

    >>> filled(1234.5, digits=1), filled(1962, "year"), filled(None)
    ('1,234.5', '1962', '')
    """
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)) or value is pd.NaT:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:.0f}" if "year" in column and 1900 <= value < 2200 else f"{value:,.{digits}f}"
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    text = str(value)
    if text.startswith(("https://", "http://")):
        return address(text)
    if column == "cites":
        return cited(text)
    return said.quoted(text) if column == "as_printed" else places.with_links(text)


def cited(cell: str, up: str = "") -> str:
    """Return what a document cites, each with a link to the bibliography; `up` is the way to its page."""
    links = (f'<a href="{up}{REFERENCES}#{escape(key)}">{escape(_note(key))}</a>' for key in tables.split(cell))
    return "; ".join(links)


@lru_cache
def _note(key: str) -> str:
    """Where a document cites: "p. 92, note a" for a footnote, "reference 3" for a numbered one."""
    place = tables.named("references", "locator").get(key, key)
    return place.replace(" n. ", ", note ").replace("ref ", "reference ")
