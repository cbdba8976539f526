"""What a page is told of a drawn thing: by what it may be chosen, where it leads, what it is called; the line of the day."""

from urllib.parse import parse_qs

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.charts import style
from analysis.charts.matrix import draw_matrix
from analysis.charts.plans import draw_plans
from analysis.charts.roster import draw_roster

DAY = pd.Timestamp
PLANS = pd.DataFrame(
    {
        "label": ["A", "B"],
        "planned_from": [DAY("2021-01-01")] * 2,
        "planned_to": [DAY("2021-12-31")] * 2,
        "end": [DAY("2022-07-01"), DAY("2026-09-30")],
        "state": ["flown", "waiting"],
        "note": ["late", "waits"],
        "group": ["Orders", "Own"],
    }
)
WORDS = {"title": "t", "subtitle": "", "source": ""}


def told(artists) -> list[dict[str, list[str]]]:
    """What is said of things, by their ids."""
    ids = [artist.get_gid() for artist in artists]
    return [parse_qs(key.removeprefix("data?")) for key in ids if key]


def test_a_thing_counts_once_whatever_its_parts():
    ax = Figure().add_subplot()
    line, mark = ax.plot([0, 1], [0, 1]), ax.plot(1, 1)
    style.choice([*line, *mark], "Orders", "flown; late", n=3)
    first, second = told([*line, *mark])
    assert first == {"lane": ["Orders"], "status": ["flown; late"], "n": ["3"]}
    assert second == {"lane": ["Orders"], "status": ["flown; late"]}


def test_what_has_neither_lane_nor_status_says_nothing():
    (line,) = Figure().add_subplot().plot([0, 1], [0, 1])
    style.choice([line])
    assert line.get_gid() is None


def test_an_address_is_followed_by_the_name():
    ax = Figure().add_subplot()
    (named,), (bare,), (none,) = ax.plot(0, 0), ax.plot(1, 1), ax.plot(2, 2)
    style.answer([named], "#mem-1", "Kenya, signed")
    style.answer([bare], "#mem-2")
    style.answer([none], "", "Kenya")
    assert [mark.get_url() for mark in (named, bare, none)] == ["#mem-1 Kenya, signed", "#mem-2", None]


def test_a_cell_is_called_by_row_column_and_what_stands_in_it():
    cells = pd.DataFrame({"row": ["Crews", "Crews"], "column": ["a", "b"], "state": "yes", "text": ["2", ""], "url": "#x"})
    ax = draw_matrix(cells, columns={"a": "Wiki", "b": "Paper"}, **WORDS).axes[0]
    assert [patch.get_url() for patch in ax.patches] == ["#x Crews, Wiki: 2", "#x Crews, Paper"]


def test_a_row_of_plans_is_chosen_by_its_group_and_what_became_of_it():
    ax = draw_plans(PLANS, start="2021", end="2028", key={"flown": "flown", "waiting": "waits"}, **WORDS).axes[0]
    said = told([*ax.lines, *ax.patches, *ax.texts])
    assert sum(int(words["n"][0]) for words in said if "n" in words) == 2
    assert {(*words["lane"], *words["status"]) for words in said} == {("Orders", "flown"), ("Own", "waits")}


def test_the_line_of_the_day_stands_where_the_day_is_and_its_words_above():
    options = {"start": "2021-01-01", "end": "2027-01-01", "as_of": (DAY("2026-09-30"), "as of September 2026")}
    ax = draw_plans(PLANS, **options, **WORDS).axes[0]
    words = next(text for text in ax.texts if text.get_text().startswith("as of"))
    line = next(line for line in ax.lines if line.get_zorder() == -0.5)
    waits = next(line for line in ax.lines if line.get_linestyle() == "--")
    assert line.get_xdata()[0] == waits.get_xdata()[1]
    assert words.get_position()[1] < min(line.get_ydata()) < max(line.get_ydata())


def test_words_across_the_line_stand_on_paper_and_others_do_not():
    ax = Figure(figsize=(6, 4)).add_subplot()
    across, beside, below = ax.text(2.9, 1, "across"), ax.text(4, 1, "beside"), ax.text(2.9, 3, "below")
    style.as_of(ax, 3, (0.5, 2), "as of today", 6)
    assert [text.get_bbox_patch() is not None for text in (across, beside, below)] == [True, False, False]


def test_names_on_a_phone_stand_a_finger_apart():
    rows = pd.DataFrame({"row": "rover", "label": [f"Company {n}" for n in range(9)], "mark": "round"})
    heights = sorted({mark.get_ydata()[0] for mark in draw_roster(rows, width=style.PHONE, **WORDS).axes[0].lines})
    assert len(heights) > 1 and heights[1] - heights[0] == pytest.approx(24 / 96)
