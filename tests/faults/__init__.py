"""Seeded faults in copies of the data, one at a time: does the check of the package name each by file, row and column?

``python -m tests.faults`` makes a few faults of every kind in every table, ``... funding clps`` in these tables only, and
asks `check.found_in`, the function behind ``make check-data``: first without the seal, so that one sees what the rules know;
what they let pass is asked once more with it. The shares are printed by kind and by table. It leaves with 1 when a fault is
accepted that changes what is read, or rejected without its place.
"""
