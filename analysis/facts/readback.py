"""Reading statements back: what a row says that its text does not, and what a text says that no row holds.

``python -m analysis.facts.readback`` lists every fault; it needs the texts (`analysis.facts.texts.folder`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from analysis.facts import evidence, printed, seal, tables, texts

LONGEST = 90  # characters of a fragment: a few, never a sentence
SHORTEST = 12  # characters, white space taken out, below which a piece of text is no sentence
# Units that hold no sentence of the document's own: headings, titles, captions, references, page furniture.
NO_SENTENCE = re.compile(
    r".*(heading|row 0|title|navigation|byline|caption|editor|ref \d+|n\. [a-f]|furniture|notice|head)$|§0 ¶[123]"
)

Document = dict[str, str]


def row_faults(row: pd.Series, document: Document) -> Iterator[str]:
    """Yield what is wrong with one statement beside its document: fragments, numbers, dates.

    Parameters
    ----------
    row : a statement with ``locator``, and what `printed.unprinted` reads
    document : locator -> text

    Examples
    --------
    >>> row = pd.Series({"locator": "¶1", "as_printed": "2023 | three", "low": 4.0, "date": "2024", "inferred": ""})
    >>> list(row_faults(row, {"¶1": "In 2023 three states signed."}))
    ["low 4 is not printed in '2023 | three'", "date 2024: the year 2024 is not printed in '2023 | three'"]
    """
    if any(name not in document for name in row["locator"].split("; ")):
        yield f"there is no place {row['locator']!r} in the document"
        return
    yield from (f"{part!r} does not stand there" for part in texts.missing(document, row["locator"], row["as_printed"]))
    too_long = [part for part in texts.fragments(row["as_printed"]) if len(part) > LONGEST]
    yield from (f"{part[:30]!r}... is longer than {LONGEST} characters" for part in too_long)
    yield from (f"{column} {fault}" for column, fault in printed.unprinted(row))


def moved(row: pd.Series, document: Document, sealed: Mapping[str, seal.Sealed]) -> Iterator[str]:
    """Yield what the seal says of a quotation that its text does not: the characters at which it stands."""
    place = texts.place(document, row["locator"], row["as_printed"])
    known = sealed[row["id"]].place if row["id"] in sealed else "nowhere"
    if place != known:
        yield f"it stands at {place} and is sealed at {known}: `make seal`"


def bare_figures(document: Document, cells: Iterable[tuple[str, str]]) -> list[str]:
    """Return the figures of a document that no statement holds, each with what stands around it.

    Parameters
    ----------
    document : locator -> text
    cells : (locator, as_printed) of every row; locator ``*`` is anywhere, as_printed "" the whole unit

    Examples
    --------
    >>> bare_figures({"¶1": "17 states, 50 institutes"}, [("¶1", "17 states")])
    ['¶1: 17states,50institutes']
    """
    plain = {locator: texts.squeeze(text) for locator, text in document.items()}
    covered = {locator: [False] * len(text) for locator, text in plain.items()}
    for where, as_printed in cells:
        for locator, text in plain.items():
            if where == "*" or locator in where.split("; "):
                _cover(covered[locator], text, as_printed)
    bare = []
    for locator, text in plain.items():
        for figure in re.finditer(r"\d+(?:[.,]\d+)*", text):
            if not all(covered[locator][figure.start() : figure.end()]):
                bare.append(f"{locator}: {text[max(0, figure.start() - 12) : figure.end() + 12]}")
    return bare


def _cover(flags: list[bool], plain: str, as_printed: str) -> None:
    for part in [texts.squeeze(fragment) for fragment in texts.fragments(as_printed)] if as_printed else [plain]:
        for match in re.finditer(re.escape(part), plain):
            flags[match.start() : match.end()] = [True] * len(part)


def bare_sentences(document: Document, cells: Iterable[tuple[str, str]]) -> list[str]:
    """Return the sentences of a document, headings and references apart, that carry no statement.

    >>> text = "Russia signed in Wuxi last year. Pakistan is said to follow."
    >>> bare_sentences({"¶1": text}, [("¶1", "Russia signed")])
    ['¶1: Pakistanissaidtofollow.']
    """
    cells, bare = list(cells), []
    for locator, text in document.items():
        here = [as_printed for where, as_printed in cells if locator in where.split("; ")]
        said = [texts.squeeze(part) for cell in here for part in texts.fragments(cell)]
        sentences = [] if NO_SENTENCE.fullmatch(locator) else re.split(r"(?<=[。；])|(?<=\. )", text)
        for sentence in map(texts.squeeze, sentences):
            long_enough = len(sentence) >= SHORTEST and not sentence.endswith(":")
            if long_enough and not any(part in sentence or sentence in part for part in said):
                bare.append(f"{locator}: {sentence[:60]}")
    return bare


def faults(where: Path) -> list[str]:
    """Return every fault between the tables and the texts of the founding documents in folder `where`, one line each."""
    found = []
    names = tables.statement_tables()
    sealed = seal.parsed((tables.DATA / seal.FILE).read_bytes())
    for source in evidence.founding():
        document = texts.read(source, where)
        own = {name: _of(name, source) for name in [*names, "not_facts"]}
        for name, rows in own.items():
            for _, row in rows[rows["locator"] != "*"].iterrows():
                checked = row if name in names else row[["id", "locator", "as_printed"]]
                here = list(row_faults(checked, document)) or list(moved(row, document, sealed.get(name, {})))
                found += [f"{name}.csv, {row['id']}: {fault}" for fault in here]
        references = [(place, "") for place in _of("references", source)["locator"]]
        all_cells = [cell for rows in own.values() for cell in zip(rows["locator"], rows["as_printed"], strict=True)]
        stated = [cell for name in names for cell in zip(own[name]["locator"], own[name]["as_printed"], strict=True)]
        found += [
            f"{source}, no row holds this figure (add one, or a line of not_facts.csv): {bare}"
            for bare in bare_figures(document, all_cells + references)
        ]
        found += [f"{source}, no row holds this sentence: {bare}" for bare in bare_sentences(document, stated)]
    return found


def _of(name: str, source: str) -> pd.DataFrame:
    rows = tables.load(name)
    return rows[rows["source"] == source]


def main() -> None:
    """Print every fault and leave with 1, or say how much was read back."""
    where = texts.folder()
    if where is None:
        sys.exit("SOURCE_TEXTS names no folder with the founding documents")
    try:
        found = faults(where)
    except ValueError as error:  # a folder or a text that is not what sources.csv says
        sys.exit(str(error))
    if found:
        print("\n".join(found), file=sys.stderr)
        sys.exit(f"{len(found)} fault(s) between the tables and the texts")
    print(f"read back from their texts: {len(evidence.statements())} statements, no fault")


if __name__ == "__main__":
    main()
