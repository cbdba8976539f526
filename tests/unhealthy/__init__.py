"""Unhealthy machines: what becomes of a book that is built on one, case by case: ``python -m tests.unhealthy [word ...]``.

Every case is tried on a small book of the whole machinery (reference pages apart), with an amount in its data changed since
it was built; some on the whole book. What the next healthy build makes is compared byte for byte with what a clean one
makes of the same data. Words choose among the groups of cases; a run of all is kept for the page of what was measured.
"""
