"""Names by row: order, wrapping, marks, links, words."""

import pandas as pd
import pytest

from analysis.charts import style
from analysis.charts.roster import LINE_HIGH, MARKS, _flow, _lines, alt_roster, draw_roster

WORDS = {"title": "t", "subtitle": "", "source": ""}


def table(*rows):
    return pd.DataFrame(rows, columns=["row", "label", "mark"])


def texts(figure):
    return {text.get_text(): text for text in figure.axes[0].texts}


def test_names_stand_beside_their_heading_at_a_desk_and_below_it_on_a_phone():
    rows = table(("rover", "Astrolab", "round"), ("rover", "PTS (Germany)", "diamond"))
    wide, phone = (texts(draw_roster(rows, width=width, **WORDS)) for width in (7.3, 3.4))
    assert wide["rover"].get_position()[1] == wide["Astrolab"].get_position()[1] == wide["PTS (Germany)"].get_position()[1]
    pitch = (LINE_HIGH + style.TOUCH) / 2  # from the middle of a heading to that of a line that can be touched
    assert phone["Astrolab"].get_position()[1] == pytest.approx(phone["rover"].get_position()[1] + pitch)
    assert wide["Astrolab"].get_position()[0] > wide["rover"].get_position()[0]


def test_a_line_that_is_full_wraps():
    names = _flow([{"label": "Intuitive Machines", "mark": "round"}] * 3, 0.0, 3.0)
    assert [name.line for name in names] == [0, 0, 1] and names[2].x == 0.0 and _lines(names) == 2
    assert _lines([]) == 0


def test_marks_are_told_apart_by_shape_and_filling():
    assert len({shape for shape, _, _ in MARKS.values()}) == len(MARKS)
    rows = table(("lander", "A", "round"), ("lander", "B", "diamond"), ("lander", "C", "cross"))
    drawn = [line.get_marker() for line in draw_roster(rows, **WORDS).axes[0].lines]
    assert drawn == ["o", "D", "x"]
    assert len({line.get_markeredgecolor() for line in draw_roster(rows, **WORDS).axes[0].lines}) == 1


def test_a_key_explains_the_marks_above_the_rows():
    figure = draw_roster(table(("lander", "A", "round")), key={"round": "American"}, **WORDS)
    shown = texts(figure)
    assert list(shown) == ["American", "lander", "A"]
    assert shown["American"].get_position()[1] < shown["lander"].get_position()[1]


def test_a_name_with_a_statement_links_to_it():
    rows = table(("lander", "A", "round"), ("lander", "B", "round")).assign(url=["#com-1", None])
    figure = draw_roster(rows, **WORDS)
    assert [text.get_url() for text in figure.axes[0].texts] == [None, "#com-1", None]
    assert [line.get_url() for line in figure.axes[0].lines] == ["#com-1", None]


def test_an_unknown_mark_is_named():
    with pytest.raises(ValueError, match="star"):
        draw_roster(table(("lander", "A", "star")), **WORDS)
    with pytest.raises(ValueError, match="heart"):
        draw_roster(table(("lander", "A", "round")), key={"heart": "x"}, **WORDS)


def test_the_alternative_lists_every_name():
    rows = table(("lander", "A", "round"), ("rover", "B", "diamond"), ("rover", "C", "round"))
    assert alt_roster(rows, {"round": "American", "diamond": "other"}, "Point.") == (
        "Names by row: 2 rows, 3 names (American 2, other 1). lander: A; rover: B, C. Point."
    )
