"""What rules out that two reports are one occurrence, and which stories are compared at all."""

from collections.abc import Iterable

import pytest

from dateline.coder import Coder
from dateline.identity import join
from dateline.identity.neighbours import STORIES, neighbours
from dateline.identity.vectors import Vectors
from dateline.types import Coding, Document

DAY = "2024-05-15"


def coded(coder: Coder, texts: Iterable[str], day: str = DAY) -> list[Coding]:
    return list(coder.pipe(Document(id=str(at), text=text, published=day, publisher=str(at)) for at, text in enumerate(texts)))


def sizes(codings: list[Coding]) -> list[int]:
    return sorted(len(one.reports) for one in join(codings).occurrences)


def test_troops_killing_insurgents_is_not_insurgents_killing_troops(coder: Coder) -> None:
    one = "Soldiers killed nine insurgents near Damboa on Tuesday."
    assert sizes(coded(coder, [one, "Troops killed nine rebels in Damboa on Tuesday."])) == [2]
    assert sizes(coded(coder, [one, "Insurgents killed nine soldiers near Damboa on Tuesday."])) == [1, 1]


def test_two_who_demand_the_same_make_two_demands(coder: Coder) -> None:
    one = "Germany urged Serbia on Monday to release the two detained miners."
    assert sizes(coded(coder, [one, "Berlin urged Serbia on Monday to release the two detained miners at once."])) == [2]
    assert sizes(coded(coder, [one, "Brazil urged Serbia on Monday to release the two detained miners."])) == [1, 1]


def test_acts_told_in_one_sentence_stay_two(coder: Coder) -> None:
    codings = coded(coder, ["Kenya condemned the raid on Monday and threatened Ethiopia with sanctions."])
    assert len(codings[0].events) > 1
    assert set(sizes(codings)) == {1}


@pytest.mark.parametrize(("figure", "joined"), [("14", True), ("16", True), ("900", False)])
def test_a_raid_is_not_a_year_of_raids(coder: Coder, figure: str, joined: bool) -> None:
    one = "Gunmen killed 14 people at a bus station in Kaduna on Tuesday."
    assert (sizes(coded(coder, [one, f"Gunmen killed {figure} people in Kaduna on Tuesday."])) == [2]) is joined


def test_weeks_apart_is_another_event(coder: Coder) -> None:
    one = "Gunmen killed 14 people at a bus station in Kaduna on 13 May."
    assert sizes(coded(coder, [one, "Gunmen killed 14 people at a bus station in Kaduna on 14 May."])) == [2]
    assert sizes(coded(coder, [one, "Gunmen killed 14 people at a bus station in Kaduna on 2 May."])) == [1, 1]


TOPICS = ("glacier melt floods valley bridges", "harbour crane strike idles ferries", "orchard frost ruins apricot harvest")


def test_neighbours_share_rare_words_and_days() -> None:
    texts = {f"{topic[:3]}{at}": f"{topic} {topic[:3]}number{at}" for topic in TOPICS for at in range(4)}
    found = neighbours(dict.fromkeys(texts, 738_000), Vectors(texts))
    assert found == {(a, b) for a in texts for b in texts if a < b and a[:3] == b[:3]}
    apart = {name: 738_000 + 40 * int(name[-1]) for name in texts}
    assert neighbours(apart, Vectors(texts)) == set()


def test_a_story_has_few_neighbours_however_many_are_alike() -> None:
    for count in (40, 80):
        texts = {f"{at:03}": f"{TOPICS[0]} {TOPICS[1]} word{at % 7} word{at % 11} word{at}" for at in range(count)}
        found = neighbours(dict.fromkeys(texts, None), Vectors(texts))
        assert count / 2 < len(found) <= STORIES * count
