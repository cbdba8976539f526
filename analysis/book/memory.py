"""Python's collector of idle memory, which takes a tenth of the time of a build and of the checks if it is left as it is."""

import gc

SELDOM = (50_000, 20, 20)  # objects made between two looks; rounds of that between looks at older ones, and at all


def look_seldom() -> None:
    """Look for idle memory less often, and never among what is there now: it is as good as sure to stay."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
