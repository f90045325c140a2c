"""Proper names: where they begin and end, and what they name."""

import pytest

from dateline.build import Parts, build_coder, name_finder, toponym_finder
from dateline.config import Config
from dateline.resolve.names import NameFinder
from dateline.resolve.places import PlaceStage
from dateline.types import Document


@pytest.fixture(scope="module")
def finder(parts: Parts) -> NameFinder:
    return name_finder(parts)


def names(parts: Parts, finder: NameFinder, text: str) -> list[tuple[str, str]]:
    coding = build_coder(Config(), parts)(Document(text=text, published="2023-05-04"))
    places = PlaceStage(parts.base, toponym_finder(parts), parts.grammar.locative)
    found = finder.find(coding, places.toponyms(coding))
    assert all(text[one.start : one.end] == one.text for one in found)
    return [(one.text, one.kind) for one in found]


CASES = [
    # titles, peoples and acronyms before a name are no part of it
    ("Kenyan Foreign Minister Alfred Mutua flew home.", [("Kenyan", "people"), ("Alfred Mutua", "person")]),
    ("He met OPCW Director Lena Brandt in Vienna.", [("OPCW", "organisation"), ("Lena Brandt", "person"), ("Vienna", "place")]),
    ("Mr Okonjo refused to answer.", [("Okonjo", "person")]),
    # heads and what follows "of"
    (
        "The Ministry of Trade and Industry sued the Bank of Valletta.",
        [("Ministry of Trade and Industry", "organisation"), ("Bank of Valletta", "organisation")],
    ),
    ("They swam in Lake Tana.", [("Lake Tana", "place")]),
    ("Judges struck down the Press Freedom Act 2011.", [("Press Freedom Act 2011", "thing")]),
    ("She stood in the 2019 Malawi local elections.", [("2019 Malawi local elections", "thing")]),
    # a body with a people in front is one name
    ("The Latvian Union of Beekeepers lost a seat.", [("Latvian Union of Beekeepers", "organisation")]),
    ("Planes land at King Faisal International Airport.", [("King Faisal International Airport", "place")]),
    # given names of two syllables
    ("Mayor Wu Jian-min resigned.", [("Wu Jian-min", "person")]),
    ("A Cairo-based company closed.", [("Cairo", "place")]),
    # what only has a capital letter
    ("Records show a loss.", []),
    ("The vote is on Tuesday, April 4.", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_names(parts: Parts, finder: NameFinder, text: str, wanted: list[tuple[str, str]]) -> None:
    assert names(parts, finder, text) == wanted


def test_a_surname_is_a_person_once_the_full_name_was_told(parts: Parts, finder: NameFinder) -> None:
    text = "Anna Brezovski won the race. The prize went to Brezovski for the third time."
    assert names(parts, finder, text) == [("Anna Brezovski", "person"), ("Brezovski", "person")]


def test_the_place_of_the_dateline_is_a_name(parts: Parts, finder: NameFinder) -> None:
    assert ("TUNIS", "place") in names(parts, finder, "TUNIS (WireX) - The president slept.")
