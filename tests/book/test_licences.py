"""The licences of what the book carries from others."""

from __future__ import annotations

import pytest

from tests.licences import OWN, ROOT, TEXTS, parts, texts

# The words that tell each licence from the others.
SAYS = {
    "BSD-2-Clause": "Redistribution and use in source and binary forms",
    "BSD-3-Clause": "Neither the name of",
    "MIT": "Permission is hereby granted, free of charge",
    "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1",
    "ISC": "Permission to use, copy, modify, and/or distribute",
}


def test_the_published_texts_are_those_of_what_is_installed():
    assert TEXTS.read_text(encoding="utf-8") == texts(), "run: python -m tests.licences"


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.maker)
def test_the_text_is_of_the_licence_that_the_table_names(part):
    of_each = texts().split("=" * 40 + "\n")
    held = of_each[0] if part.package == OWN else of_each[of_each.index(f"{part.package}\n") + 1]
    assert SAYS[part.licence] in " ".join(held.split())


@pytest.mark.parametrize("part", [part for part in parts() if part.package == OWN], ids=lambda part: part.maker)
def test_what_has_no_text_of_its_own_is_named_in_the_licence_of_this_book(part):
    assert part.maker.partition(",")[0] in (ROOT / "LICENSE").read_text(encoding="utf-8")
