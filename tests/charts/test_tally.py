"""Marks counted one by one: order, looks, counts."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.tally import LOOKS, alt_tally, draw_tally

KEY = {"kept": "kept", "late": "came late", "moved": "planned later now", "open": "open"}
ROWS = pd.DataFrame(
    [("Paper", "date past", kind) for kind in ("late", "kept", "late")]
    + [("Paper", "no last day", "open")] * 40
    + [("Essay", "date to come", "moved")],
    columns=["group", "row", "kind"],
)


def drawn(width=style.WIDE, rows=ROWS, key=KEY):
    return draw_tally(rows, title="Tally", subtitle="made up", source="made up", key=key, width=width)


@pytest.mark.parametrize("width", style.WIDTHS)
def test_labels_do_not_overlap(width, assert_no_overlap):
    assert_no_overlap(drawn(width))


def marks(figure):
    return [line for line in figure.axes[0].lines][len(KEY) :]


@pytest.mark.parametrize("width", style.WIDTHS)
def test_a_mark_a_thing_in_the_order_of_the_key(width):
    found = marks(drawn(width))
    assert [(line.get_marker(), line.get_fillstyle()) for line in found[:3]] == [LOOKS["kept"], LOOKS["late"], LOOKS["late"]]
    assert len(found) == len(ROWS)
    places = {(line.get_xdata()[0], line.get_ydata()[0]) for line in found}
    assert len(places) == len(ROWS), "two marks on one place hide one"
    assert max(x for x, _ in places) < width


def test_long_rows_wrap_and_counts_stand_behind():
    texts = [text.get_text() for text in drawn().axes[0].texts]
    assert {"3", "40", "1", "Paper", "Essay"} <= set(texts) and texts.count("Paper") == 1
    tall = [line.get_ydata()[0] for line in marks(drawn())[3:43]]
    assert len(set(tall)) == 2


def test_alt_text_and_faults():
    assert alt_tally(ROWS.iloc[:3], KEY, "So.") == "Marks counted one by one. Paper, date past: 1 kept, 2 came late. So."
    with pytest.raises(ValueError, match=r"no look or no words for \['moved'\]"):
        drawn(key={name: words for name, words in KEY.items() if name != "moved"})
    with pytest.raises(ValueError, match=r"no look or no words for \['lost'\]"):
        drawn(key=KEY | {"lost": "lost"})
    with pytest.raises(ValueError, match="missing: kind"):
        drawn(rows=ROWS.drop(columns="kind"))
