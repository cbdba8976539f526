"""How two values about the same thing relate: same, compatible (one is vaguer), different, incompatible."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from analysis.facts import dates

CLASSES = ("same", "compatible", "superseded", "different", "incompatible")  # from least to most at odds


@dataclass(frozen=True)
class Relation:
    """The class of a pair of values, and whether one can confirm the other."""

    kind: str
    confirms: bool = False


SAME, VAGUER, NO_WITNESS = Relation("same", True), Relation("compatible", True), Relation("compatible")
DIFFERENT, INCOMPATIBLE = Relation("different"), Relation("incompatible")

# Per field: words that say less than every other word ("*") or than one other word, and so agree with it.
SAYS_LESS = {
    "instrument": {("none named", "*"), ("agreement", "cooperation agreement"), ("cooperation document", "agreement")},
    "place": {("unstated", "*")},
    "status": {("participating", "joined"), ("participating", "signed"), ("participating", "founded"), ("joined", "signed"),
               ("joined", "founded"), ("announced", "planned"), ("proposed", "planned"), ("signed", "founded")},
}  # fmt: skip
# Fields in which two different words can both be true of one thing.
MANY_VALUED = {"place", "relation", "agency", "counterpart", "instrument", "fate"}


def unlike(one: str, other: str, alike: str, otherwise: str) -> Relation:
    """Return a relation of class `alike` for equal values and of class `otherwise` for others; neither confirms.

    >>> unlike("i space", "ispace", "same", "compatible")
    Relation(kind='compatible', confirms=False)
    """
    return Relation(alike if one == other else otherwise)


def moments(one: str, other: str) -> Relation:
    """Return how two dates (EDTF) of one event relate.

    About a year is that year; a date inside a longer span is compatible with it; an open bound ("before 2028") that
    contains the other date contains nearly everything and so confirms nothing; dates that share no day are incompatible.

    >>> [moments("2028", b).kind for b in ("2028~", "2026/2035", "../2027", "2029")]
    ['same', 'compatible', 'incompatible', 'incompatible']
    >>> moments("2030", "../2035").confirms
    False
    """
    if re.sub("[~?%]", "", one) == re.sub("[~?%]", "", other):
        return SAME
    if not dates.overlap(one, other):
        return INCOMPATIBLE
    return NO_WITNESS if ".." in one + other else VAGUER


def extents(one: str, other: str) -> Relation:
    """Return how two spans (EDTF), each said to be how long one thing lasts, relate: by the bounds that both give.

    >>> [extents("2026/2035", b).kind for b in ("2026/2035", "2026/..", "2030/2035", "2036/..")]
    ['same', 'compatible', 'incompatible', 'incompatible']
    >>> extents("../2027", "2021/..").kind
    'different'
    """
    compared = [
        (bound(one), bound(other))
        for bound in (dates.earliest, dates.latest)
        if pd.notna(bound(one)) and pd.notna(bound(other))
    ]
    if any(a != b for a, b in compared) or not dates.overlap(one, other):
        return INCOMPATIBLE
    if not compared:
        return DIFFERENT
    return SAME if len(compared) == 2 else VAGUER


@dataclass(frozen=True)
class Amount:
    """A number or range as a source hedges it."""

    low: float
    high: float
    qualifier: str = ""


ABOVE, BELOW = {"over", "at least"}, {"under", "up to", "nearly"}  # hedges that make a number a bound


def amounts(one: Amount, other: Amount) -> Relation:
    """Return how two numbers of the same unit and date relate.

    About n is n; n inside a printed range is compatible with it; a bound ("over 50") is not the number 50, and one that
    holds for the other number confirms nothing.

    >>> exact, over = Amount(50, 50), Amount(50, 50, "over")
    >>> [amounts(exact, b).kind for b in (Amount(50, 50, "about"), over, Amount(40, 60), Amount(51, 51))]
    ['same', 'different', 'compatible', 'incompatible']
    >>> amounts(over, Amount(60, 60)).kind, amounts(over, Amount(40, 40)).kind
    ('compatible', 'incompatible')
    """
    bounds = [amount for amount in (one, other) if amount.qualifier in ABOVE | BELOW]
    if one.low == other.low and one.high == other.high:
        alike = one.qualifier == other.qualifier or not bounds
        return SAME if alike else DIFFERENT
    if len(bounds) == 2:
        return DIFFERENT
    if bounds:
        (bound,) = bounds
        value = other if bound is one else one
        holds = value.low >= bound.low if bound.qualifier in ABOVE else value.high <= bound.high
        return NO_WITNESS if holds else INCOMPATIBLE
    contained = (one.low <= other.low and other.high <= one.high) or (other.low <= one.low and one.high <= other.high)
    return VAGUER if contained else INCOMPATIBLE


def words(field: str, one: str, other: str) -> Relation:
    """Return how two words for `field` of one thing relate, by what each says.

    >>> [words("instrument", "none named", "agreement").kind, words("place", "orbit", "surface").kind]
    ['compatible', 'different']
    >>> words("status", "flown", "planned").kind
    'incompatible'
    """
    if one == other:
        return SAME
    pairs = SAYS_LESS.get(field, set())
    for a, b in ((one, other), (other, one)):
        if (a, b) in pairs:
            return VAGUER
        if (a, "*") in pairs:
            return NO_WITNESS
    return DIFFERENT if field in MANY_VALUED else INCOMPATIBLE
