"""What becomes of the cost as the data grows: ``make scale``.

`copies` makes the statements 10 and 100 times as many, seeded and of the same schema; `stages` is what is timed, in a
process of its own for each size; the figures stand on the page of what was measured.
"""
