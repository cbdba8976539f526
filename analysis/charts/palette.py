"""Roles and their colours: the only place where one becomes the other. Needs no plotting library."""

from __future__ import annotations

PAPER, INK, MUTED, RULE = "#ffffff", "#1c1f24", "#636a75", "#d3d7dd"
# Colour is a role, the same on every page. All keep 3:1 against both paper colours of the book.
ROLES = {
    "plain": INK,  # a thing without a side
    "muted": MUTED,
    "other": "#8a9099",  # the rest
    "ilrs": "#c8452f",
    "artemis": "#1f77b8",
    "both": "#7b55b0",
    "filled": "#4f6272",  # a cell that is filled, a shade that means more
    "risk": "#8c6d1f",
    "clps": "#cc7f14",  # the programmes, on every page: cargo, crewed landers, spacesuits, rovers and the base
    "hls": "#2f8f5b",
    "xevas": "#b8487b",
    "base": "#1f8a8a",
    "battery": "#8f5a3a",  # ways to keep the power on in the dark, beside the reactor, which is plain
    "cell": "#76831a",
}
# Certainty is drawn: solid is done, outlined is announced, dashed is claimed or negotiating.
CERTAINTY = {
    "done": {"fill": True, "linestyle": "solid"},
    "announced": {"fill": False, "linestyle": "solid"},
    "claimed": {"fill": False, "linestyle": (0, (3, 2))},
}


def colour(role: str) -> str:
    """Return the colour of a role.

    >>> colour("plain")
    '#1c1f24'

    Raises
    ------
    ValueError
        If there is no such role; the message lists those there are.
    """
    if role not in ROLES:
        raise ValueError(f"no role {role!r}; roles are {', '.join(ROLES)}")
    return ROLES[role]


def look(role: str, certainty: str) -> dict[str, object]:
    """Return how a mark of `role` and `certainty` is drawn: facecolor, edgecolor, linestyle.

    >>> look("ilrs", "announced")
    {'facecolor': '#ffffff', 'edgecolor': '#c8452f', 'linestyle': 'solid'}

    Raises
    ------
    ValueError
        If there is no such role or certainty.
    """
    if certainty not in CERTAINTY:
        raise ValueError(f"no certainty {certainty!r}; there are {', '.join(CERTAINTY)}")
    drawn, line = CERTAINTY[certainty], colour(role)
    return {"facecolor": line if drawn["fill"] else PAPER, "edgecolor": line, "linestyle": drawn["linestyle"]}
