"""The cards of the cover: each finding has a number, the fates come most first, a part is told with its whole."""

import re

from analysis.chapters import index


def test_cards_say_a_number_sort_what_came_of_dates_and_tell_parts_of_their_wholes():
    cards = {card.page: card for card in index.cards()}
    assert all(re.search(r"\d", card.headline) for card in cards.values())
    assert cards["09_forecasts"].bars["value"].is_monotonic_decreasing
    flights = cards["07_risks"].bars
    assert (flights["value"] <= flights["of"]).all() and flights["role"].tolist() == ["clps", "artemis", "ilrs"]
