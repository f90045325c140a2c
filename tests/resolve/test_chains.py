"""Who is meant: surnames wherever they stand in a name, and whose army it is."""

from collections.abc import Callable

import pytest

from dateline.know import KnowledgeBase
from dateline.know.entry import Known
from dateline.types import Coding


def last_actor(coding: Coding) -> tuple[str, str]:
    actor = coding.events[-1].actors[0]
    return actor.name, actor.country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Xi Jinping met Vladimir Putin in Moscow. Xi praised Putin.", "Xi Jinping", "CHN"),
        ("Chinese spokesman Zhao Minghua rejected the report. Zhao accused Japan of spying.", "Zhao Minghua", "CHN"),
        ("Pentagon spokeswoman Laura Bentley met reporters. Bentley condemned Russia.", "Laura Bentley", "USA"),
        # the family name in the middle
        ("Peruvian Minister Rosa Quispe Mamani met miners. Quispe condemned Chile.", "Rosa Quispe Mamani", "PER"),
    ],
)
def test_a_word_of_a_full_name_is_that_person_again(code: Callable[..., Coding], text: str, name: str, country: str) -> None:
    coding = code(text, "2022-05-05")
    again = coding.events[-1].actors[0]
    chain = next(one for one in coding.chains if name in one.name)
    assert next(one.chain for one in coding.entities if one.id == again.entity) == chain.id
    assert again.country == country


def test_a_word_of_two_persons_names_is_neither(code: Callable[..., Coding]) -> None:
    text = "Chinese spokesman Wang Qiao met Chinese official Wang Bolin. Wang condemned Japan."
    assert last_actor(code(text, "2022-05-05")) == ("Wang", "")


def test_a_bare_surname_of_two_office_holders_needs_the_country(code: Callable[..., Coding]) -> None:
    assert last_actor(code("Kim condemned Japan.", "2022-05-05")) == ("Kim", "")
    assert last_actor(code("North Korea fired missiles. Kim condemned Japan.", "2022-05-05"))[1] == "PRK"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The army shelled Chad on Monday.", ""),  # Chad is the other side
        ("The president met the French ambassador.", ""),
        ("The minister said he would visit Spain.", ""),
        ("General Quiroga praised the Bolivian envoy.", ""),
        ("Judge Amaru Quiroga fined a Bolivian governor.", "BOL"),  # courts act at home
        ("The army shelled rebels in Mali.", "MLI"),  # Mali is where it happened
        ("NAIROBI, March 3 (WireX) - The army shelled Somalia.", "KEN"),
    ],
)
def test_the_country_of_the_other_side_is_not_ones_own(code: Callable[..., Coding], text: str, country: str) -> None:
    coding = code(text, "2022-05-05")
    assert coding.events[0].actors[0].country == country


def test_family_names_stand_first_where_the_facts_say_so() -> None:
    base = KnowledgeBase(frozenset({"CHN"}))
    base.add(Known(id="per:a", name="Deng Wei", kind="person", country="CHN"), ["Deng Wei"])
    base.add(Known(id="per:b", name="Otto Deng", kind="person", country="DEU"), ["Otto Deng"])
    base.finish()
    assert base._surnames["deng"] == ("per:a", "per:b")
    assert "wei" not in base._surnames


def test_who_is_sent_is_of_the_state_that_sends(code: Callable[..., Coding]) -> None:
    coding = code("Norway's U.N. ambassador met the Omani envoy. The U.N. envoy for Syria left.")
    found = {entity.name: entity.country for entity in coding.entities}
    assert found["Norway's U.N. ambassador"] == "NOR"
    assert "SYR" not in {country for name, country in found.items() if "envoy for Syria" in name}
