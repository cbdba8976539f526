"""The words for what became of a thing, and how certain each makes it: one vocabulary for every table."""

from __future__ import annotations

# word -> done (it happened), announced (it is to happen), claimed (said, and not settled)
CERTAINTY = {
    "done": (
        "founded", "signed", "chosen", "passed", "issued", "released", "started", "ongoing", "in force", "flown",
        "attempted", "completed", "terminated", "superseded", "failed", "cancelled", "active", "bankrupt",
        "contract cancelled", "left the field", "success", "partial", "failure",
    ),
    "announced": ("proposed", "planned", "announced", "under negotiation", "joined", "pending"),
    "claimed": ("participating", "negotiating", "not awarded"),
}  # fmt: skip
ENDED_BADLY = {"failed", "cancelled", "failure", "bankrupt", "contract cancelled", "left the field"}
# Classes of the reviewed rows that set a later source against a founding document; `updates` reads those.
UPDATES = ("confirms", "supersedes", "contradicts", "leaves open")
_CERTAINTY_OF = {word: certainty for certainty, words in CERTAINTY.items() for word in words}


def certainty(status: str) -> str:
    """Return how certain a status makes a thing: done, announced or claimed.

    A party said to have joined, with no instrument named, is announced; one said only to take part is claimed.

    >>> certainty("flown"), certainty("planned"), certainty("participating")
    ('done', 'announced', 'claimed')

    Raises
    ------
    ValueError
        If the vocabulary has no such word; the message lists those it has.
    """
    return _CERTAINTY_OF[_known(status)]


def ended_badly(status: str) -> bool:
    """Return whether a status says that a thing failed, was cancelled or went under; "" is no status.

    >>> ended_badly("bankrupt"), ended_badly("flown"), ended_badly("")
    (True, False, False)

    Raises
    ------
    ValueError
        If the vocabulary has no such word.
    """
    return status != "" and _known(status) in ENDED_BADLY


def _known(status: str) -> str:
    if status not in _CERTAINTY_OF:
        raise ValueError(f"no status {status!r}; the vocabulary has {', '.join(_CERTAINTY_OF)}")
    return status
