"""How sure events are: the calibration map, and who and where moves it."""

import pytest

from dateline.coder import Coder
from dateline.extract.confidence import FEATURES, Confidence, ConfidenceTable
from dateline.types import Document, Event

TABLE = ConfidenceTable(weights={"base": 0.0}, calibration=((0.2, 0.3), (0.6, 0.7)), political=frozenset({"GOV"}))


def sure(coder: Coder, text: str, kind: str) -> float:
    (event,) = (one for one in coder(Document(text=text)).events if one.type == kind)
    return event.confidence


@pytest.fixture(scope="module")
def event(coder: Coder) -> tuple[Event, Document]:
    document = Document(text="France accused Iran of spying.")
    return coder(document).events[0], document


def test_the_map_runs_in_lines_between_points(coder: Coder, event: tuple[Event, Document]) -> None:
    one, document = event
    sentence = coder(document).sentences[0]
    trigger = sentence.starts.index(one.trigger.start)
    assert Confidence(TABLE)(one, sentence, trigger, 0) == (0.5, 0.6)


def test_a_feature_that_there_is_not_is_refused() -> None:
    table = ConfidenceTable(weights={"good weather": 1.0}, calibration=((0.0, 0.0),), political=frozenset())
    with pytest.raises(ValueError, match="good weather"):
        Confidence(table)


def test_governments_are_surer_than_strangers(coder: Coder) -> None:
    assert sure(coder, "France accused Iran of spying.", "ACCUSE") > sure(
        coder, "Villagers accused a teacher of spying.", "ACCUSE"
    )


def test_the_main_clause_is_surer_than_an_aside(coder: Coder) -> None:
    text = "Kenya, which accused Somalia of piracy in 2021, signed a trade treaty with Ethiopia."
    assert sure(coder, text, "SUPPORT") > sure(coder, text, "ACCUSE")


def test_names_of_features_are_unique() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
