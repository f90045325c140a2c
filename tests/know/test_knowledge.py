import time
from pathlib import Path

import pytest

from dateline.build import Parts
from dateline.know import KnowledgeBase, Known
from dateline.know.ask import ask_office
from dateline.know.entry import in_period

HELD = [
    ("USA", "defence_minister", "2022-09-27", "Lloyd Austin"),
    ("IND", "foreign_minister", "2022-09-26", "Subrahmanyam Jaishankar"),
    ("RUS", "head_of_state", "2022-02-24", "Vladimir Putin"),
    ("DEU", "head_of_government", "2017-04-01", "Angela Merkel"),
    ("UNO", "igo_head", "2003-03-20", "Kofi Annan"),
    ("org:nato", "igo_head", "2022-09-27", "Jens Stoltenberg"),
    ("FRA", "head_of_state", "1999-06-01", "Jacques Chirac"),
    ("ZAF", "head_of_state", "1995-01-01", "Nelson Mandela"),
]


@pytest.mark.parametrize(("country", "role", "date", "person"), HELD)
def test_who_held_it(parts: Parts, country: str, role: str, date: str, person: str) -> None:
    answer = ask_office(parts.base, country, role, date)
    assert person in {parts.base.entries[tenure.person].name for tenure in answer.held}


def test_a_gap_names_the_neighbours(parts: Parts) -> None:
    answer = ask_office(parts.base, "DEU", "head_of_government", "1950-01-01")
    assert answer.gap
    assert answer.after is not None


def test_an_office_is_answered_in_under_a_millisecond(parts: Parts) -> None:
    start = time.process_time()
    for _ in range(200):
        ask_office(parts.base, "USA", "defence_minister", "2022-09-27")
    assert (time.process_time() - start) / 200 < 0.001


def test_matching_names_takes_under_a_millisecond_a_story(parts: Parts) -> None:
    story = "US Secretary of Defence Lloyd Austin met the Malian and Russian presidents in New Delhi. " * 40
    start = time.process_time()
    for _ in range(50):
        parts.base.scan(story, "2022-09-27")
    per_500_words = (time.process_time() - start) / 50 * 500 / len(story.split())
    assert per_500_words < 0.001


@pytest.mark.parametrize(
    ("date", "period", "inside"),
    [
        ("2021-01-22", ("2021-01-22", ""), True),
        ("2021-01-21", ("2021-01-22", ""), False),
        ("2021-05-01", ("2020", "2021"), True),
        ("2022-01-01", ("2020", "2021"), False),
        ("2021-01-22", ("2020", "2021-01-22"), False),
        (None, ("2020", "2021"), True),
    ],
)
def test_periods(date: str | None, period: tuple[str, str], inside: bool) -> None:
    assert in_period(date, period) is inside


# the mentions that a resolver must get right, as of their day
MENTIONS = [
    ("the Pentagon", "2022-09-27", "USA", "MIL"),
    ("Hamas", "2022-09-27", "PSE", "REB"),
    ("ASEAN", "2022-09-27", "IGO", ""),
    ("Secretary Austin", "2022-09-27", "USA", "GOV"),
    ("New Delhi", "2022-09-27", "IND", "GOV"),
    ("the Indian foreign minister", "2022-09-27", "IND", "GOV"),
    ("Kiev", "2022-09-27", "UKR", "GOV"),
    ("leaders of the Donbass republics", "2022-09-27", "UKR", "GOV"),
    ("the West", "2022-09-27", "", "GOV"),
    ("protesters in Lima", "2022-09-27", "PER", "CVL"),
    ("Angela Merkel", "2022-09-27", "DEU", "ELI"),
    ("Moscow", "2022-09-27", "RUS", "GOV"),
    ("a former CIA official", "2022-09-27", "USA", "ELI"),
    ("Taliban", "2010-01-01", "AFG", "REB"),
    ("Taliban", "2023-01-01", "AFG", "GOV"),
    ("Houthi negotiators", "2022-09-27", "YEM", "REB"),
]


@pytest.mark.parametrize(("phrase", "date", "country", "sector"), MENTIONS)
def test_mentions(parts: Parts, phrase: str, date: str, country: str, sector: str) -> None:
    found = parts.resolver.resolve(phrase, date)
    assert found.country == country
    assert (found.sectors[0] if found.sectors else "") == sector


def test_the_west_is_not_codable(parts: Parts) -> None:
    assert not parts.resolver.resolve("the West", "2022-09-27").codable


def test_members_of_a_group_on_a_day(parts: Parts) -> None:
    assert "GBR" in parts.base.members("col:eu", "2019-01-01")
    assert "GBR" not in parts.base.members("col:eu", "2021-01-01")
    assert set(parts.base.members("col:quad", "2022-09-27")) == {"AUS", "IND", "JPN", "USA"}


def test_a_near_name_is_found_only_with_guards(parts: Parts) -> None:
    assert parts.resolver.resolve("President Abdelaziz Bouteflicka", "2005-01-01").country == "DZA"
    assert parts.base.similar("Li Kiang") == []
    assert parts.base.similar("Kim Jong Um") == []


def test_facts_name_known_countries(parts: Parts) -> None:
    folder = parts.codebook.data / "entities"
    assert sum(1 for _ in (folder / "countries.csv").open()) > 270
    assert Path(folder / "agents.csv").exists()
    countries = {entry.country for entry in parts.base.entries.values() if entry.kind == "country"}
    special = {"", "UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC", "YUG", "SUN", "CSK", "DDR", "SCG"}
    used = {entry.country for entry in parts.base.entries.values() if ":" not in entry.country}
    assert not {code for code in used - countries - special if len(code) == 3 and code.isupper()}


def test_a_mention_takes_under_a_millisecond(parts: Parts) -> None:
    phrases = [phrase for phrase, _, _, _ in MENTIONS] * 20
    start = time.process_time()
    for phrase in phrases:
        parts.resolver.resolve(phrase, "2022-09-27")
    assert (time.process_time() - start) / len(phrases) < 0.001


def test_two_hundred_thousand_names_are_matched_in_under_a_millisecond_a_story() -> None:
    base = KnowledgeBase()
    for number in range(200_000):
        name = f"Name{number:06d} Example{number % 977}"
        base.add(Known(id=f"x:{number}", name=name, kind="organisation", country="KEN"), [name])
    base.finish()
    story = "The president met Name000123 Example123 in the capital and spoke about trade with many others. " * 31
    base.scan(story)
    start = time.process_time()
    for _ in range(20):
        hits = base.scan(story)
    assert (time.process_time() - start) / 20 < 0.001
    assert len(hits) == 31
