"""The readout and the sentences of the acceptance page, read from where they lie; skipped where that is absent."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.coder import Coder
from dateline.read import compose
from dateline.types import Actor, Coding, Commitment, Event


@pytest.fixture(scope="module")
def readout(coder: Coder, shared: Path) -> Coding:
    text = (shared / "acceptance/readout.txt").read_text("utf-8")
    return coder(compose(text, published="2022-09-27", publisher="wire"))


@pytest.fixture(scope="module")
def wire(coder: Coder, shared: Path) -> Coding:
    page = (shared / "spec/acceptance.md").read_text("utf-8")
    headline = re.search(r'headline "([^"]+)"', page)
    block = page[page.index('P1 "') : page.index("Codes follow")].replace("\n", " ")
    parts = [part.strip().removesuffix('"') for part in re.split(r'\s*P\d "', block) if part.strip()]
    assert headline is not None
    assert len(parts) == 4
    return coder(compose("\n\n".join(parts), title=headline.group(1), published="2022-09-27", publisher="WireX"))


def exported(coding: Coding, kind: str) -> list[Event]:
    return [event for event in coding.events if event.exportable and event.type == kind]


def countries(event: Event) -> set[str]:
    return {actor.country for actor in event.actors}


def check_core(coding: Coding) -> None:
    consults = exported(coding, "CONSULT")
    assert any(countries(e) == {"USA", "IND"} and e.date.earliest == e.date.latest == "2022-09-26" for e in consults)
    assert all((e.date.latest or "") <= "2022-09-27" for e in consults)
    agrees = [e for e in exported(coding, "AGREE") if countries(e) == {"USA", "IND"}]
    assert len(agrees) >= 2
    assaults = exported(coding, "ASSAULT")
    assert [(countries(e), e.date.earliest, e.historical) for e in assaults] == [({"RUS"}, "2022-02-24", True)]
    holders = {link.kind for s in coding.statements for link in s.chain if link.country == "USA"}
    assert "spokesperson" in holders


def test_the_readout(readout: Coding) -> None:
    assert readout.document.text.count("US Defence Minister Meets") == 1
    check_core(readout)
    assert not exported(readout, "COOPERATE")


def test_the_readout_without_a_date_invents_none(coder: Coder, shared: Path) -> None:
    coding = coder(compose((shared / "acceptance/readout.txt").read_text("utf-8")))
    for event in coding.events:
        assert (event.date.earliest, event.date.latest) == (None, None)
    assert {time.value for time in coding.times} >= {"XXXX-WXX-1", "XXXX-02-24"}


def test_the_wire_story(wire: Coding) -> None:
    check_core(wire)
    agrees = exported(wire, "AGREE")
    assert len(agrees) == 3
    assert {e.date.earliest for e in agrees} == {"2022-09-26"}
    request = exported(wire, "REQUEST")
    assert [(countries(e), e.mode) for e in request] == [({"UKR"}, "assist")]
    withheld = {e.type: e.withheld for e in wire.events if not e.exportable}
    assert withheld["SANCTION"] == withheld["AID"] == "actor is a bloc without a code"
    deadlines = {(c.deadline.earliest, c.deadline.latest) for c in wire.commitments if c.deadline.latest}
    assert deadlines == {("2022-09-28", "2022-12-31")}
    assert {w.span.text for w in wire.wordings} >= {"special military operation", "Donbass republics", "the West", "Kiev"}


def test_what_must_not_appear_in_the_wire_story(wire: Coding) -> None:
    assert not exported(wire, "COOPERATE")
    assert not exported(wire, "SUPPORT")
    for event in wire.events:
        if event.exportable and event.type in {"CONSULT", "AGREE"}:
            assert countries(event) == {"USA", "IND"}
        for day in (event.date.earliest, event.date.latest):
            assert day is None or day.startswith("2022")
        for actor in event.actors:
            assert actor.country != "" or not event.exportable


def commitment(coding: Coding, *words: str) -> Commitment:
    found = [one for one in coding.commitments if all(word in one.action.text for word in words)]
    assert len(found) == 1, [one.action.text for one in coding.commitments]
    return found[0]


def parties(actors: tuple[Actor, ...]) -> set[str]:
    return {actor.country for actor in actors}


WIRE = [
    (("expanding", "information-sharing"), "COOPERATE", 4, "unknown", 1, "pending"),
    (("expanding", "logistics"), "COOPERATE", 4, "unknown", 1, "pending"),
    (("launch", "dialogue"), "CONSULT", 4, "new", 3, "pending"),
    (("free and open",), None, 1, "restated", 0, "not_assessable"),
]


@pytest.mark.parametrize(("words", "kind", "strength", "novelty", "specificity", "status"), WIRE)
def test_the_commitments_of_the_wire_story(
    wire: Coding, words: tuple[str, ...], kind: str | None, strength: int, novelty: str, specificity: int, status: str
) -> None:
    assert len(wire.commitments) == len(WIRE)
    found = commitment(wire, *words)
    assert parties(found.committers) == {"USA", "IND"}
    assert parties(found.beneficiaries) == ({"USA", "IND"} if specificity else set())
    assert (found.action.type, found.strength, found.novelty, found.specificity) == (kind, strength, novelty, specificity)
    assert (found.valence, found.polarity, found.condition) == ("promise", "positive", None)
    assert found.testable == (specificity >= 2)
    assert found.status[0].value == status
    assert (found.made.earliest, found.made.latest) == ("2022-09-26", "2022-09-26")
    assert found.deadline.basis == ("vague" if specificity == 3 else "none")
    assert next(s for s in wire.statements if s.id == found.statement).chain[-1].country == "USA"


def test_the_commitments_of_the_readout(readout: Coding) -> None:
    assert len(readout.commitments) == 3
    for words in (("information-sharing",), ("logistics",)):
        found = commitment(readout, *words)
        assert (parties(found.committers), found.strength, found.specificity) == ({"USA", "IND"}, 4, 1)
    steadfast = commitment(readout, "steadfast")
    assert (parties(steadfast.committers), steadfast.novelty, steadfast.specificity) == ({"USA", "IND"}, "restated", 0)


SENTENCES = [
    ("S1", "THREATEN", "expel", {"AZE"}, {"FRA"}, "2024-05-13"),
    ("S3", "CONCEDE", None, {"SAU"}, None, None),
    ("S4", "AGREE", None, {"KAZ", "UZB"}, None, "2024-05-15"),
    ("S6", "REJECT", "meet", {"PAK"}, {"PAK"}, None),
    ("S9", "THREATEN", "violence", {"SRB"}, None, None),
    ("S10", "COERCE", "restrict", {"AZE"}, None, "2024-05-12"),
    ("S11", "PROTEST", "demo", {"GEO"}, None, "2024-05-11"),
    ("S12", "ASSAULT", "aerial", {"RUS"}, {"GEO"}, "2008-08-01"),
]


@pytest.fixture(scope="module")
def sentence(shared: Path, code: Callable[..., Coding]) -> Callable[[str], Coding]:
    page = (shared / "spec/acceptance.md").read_text("utf-8")

    def run(name: str) -> Coding:
        match = re.search(rf'\*\*{name}\*\* (?:headline )?"(.+?)" →', page)
        assert match is not None
        return code(match.group(1), publisher="O")

    return run


@pytest.mark.parametrize(("name", "kind", "mode", "actors", "recipients", "day"), SENTENCES)
def test_hard_sentences(
    sentence: Callable[[str], Coding], name: str, kind: str, mode: str | None, actors: set[str], recipients: set[str] | None,
    day: str | None,
) -> None:  # fmt: skip
    found = [e for e in exported(sentence(name), kind) if e.mode == mode]
    assert len(found) == 1
    assert countries(found[0]) == actors
    if recipients is not None:
        assert {actor.country for actor in found[0].recipients} == recipients
    if day is not None:
        assert found[0].date.earliest == day


def test_the_threat_has_a_condition_and_a_deadline(sentence: Callable[[str], Coding]) -> None:
    found = commitment(sentence("S1"), "expel")
    assert (found.valence, found.strength, parties(found.committers)) == ("threat", 4, {"AZE"})
    assert found.condition is not None
    assert (found.condition.type, found.deadline.earliest, found.deadline.latest) == ("unless", None, "2024-05-17")
    assert (found.action.type, found.action.mode) == ("SANCTION", "expel")


def test_the_halt_hangs_on_attacks_that_stop(sentence: Callable[[str], Coding]) -> None:
    found = commitment(sentence("S3"), "halt")
    assert (found.valence, found.strength, parties(found.committers)) == ("promise", 4, {"SAU"})
    assert found.condition is not None
    assert (found.condition.type, found.deadline.basis, found.action.type) == ("once", "none", "RETREAT")


def test_the_planned_meeting_is_a_weak_commitment_for_june(sentence: Callable[[str], Coding]) -> None:
    coding = sentence("S4")
    assert len(coding.commitments) == 1
    found = commitment(coding, "meet")
    assert (found.strength, parties(found.committers), found.action.type) == (2, {"KAZ", "UZB"}, "CONSULT")
    assert (found.deadline.earliest, found.deadline.latest) == ("2024-06-01", "2024-06-30")


def test_the_promised_howitzers_are_a_promise_of_last_year(sentence: Callable[[str], Coding]) -> None:
    found = commitment(sentence("S7"), "howitzers")
    assert (found.retrospective, parties(found.committers), parties(found.beneficiaries)) == (True, {"DEU"}, {"UKR"})
    assert (found.made.earliest, found.made.latest) == ("2023-05-01", "2023-05-31")


def test_the_pledge_of_2021_is_negative(sentence: Callable[[str], Coding]) -> None:
    found = commitment(sentence("S8"), "third term")
    assert (found.polarity, found.strength, parties(found.committers)) == ("negative", 4, {"COM"})
    assert (found.retrospective, found.made.earliest, found.made.latest) == (True, "2021-01-01", "2021-12-31")


MUST_NOT = [
    ("S1", {"SANCTION", "RETREAT"}),
    ("S2", {"ASSAULT"}),
    ("S3", {"CONSULT", "ASSAULT"}),
    ("S4", {"SUPPORT", "CONSULT"}),
    ("S5", {"SANCTION"}),
    ("S9", {"ASSAULT"}),
]


@pytest.mark.parametrize(("name", "forbidden"), MUST_NOT)
def test_what_the_hard_sentences_do_not_say(sentence: Callable[[str], Coding], name: str, forbidden: set[str]) -> None:
    assert not {event.type for event in sentence(name).events if event.exportable} & forbidden


def test_a_negated_event_is_the_only_other_row(sentence: Callable[[str], Coding]) -> None:
    assert sum(event.exportable for event in sentence("S12").events) == 1


def test_rival_counts_stay_apart(sentence: Callable[[str], Coding]) -> None:
    arrested = [q for q in sentence("S11").quantities if q.kind == "arrested"]
    assert [(q.low, q.high, q.bound) for q in arrested] == [(17, 17, "exact")]


def test_the_chain_of_two_anonymous_people_and_an_envoy(sentence: Callable[[str], Coding]) -> None:
    coding = sentence("S3")
    event = exported(coding, "CONCEDE")[0]
    chain = next(s.chain for s in coding.statements if s.id == event.statement)
    assert [link.kind for link in chain] == ["outlet", "anonymous", "person"]
    assert chain[1].number == 2
    assert chain[1].basis == "briefed on the talks"
    assert chain[2].country == "SAU"


WORDINGS = [
    ("W1", "special military operation", "con:ukr-2022-entry"),
    ("W2", "Donbass republics", "con:donbas-authorities"),
    ("W3", "the West", "con:collective-west"),
    ("W5", "Kiev", "con:kyiv"),
]


@pytest.mark.parametrize(("name", "text", "concept"), WORDINGS)
def test_wordings_of_the_wire_story(wire: Coding, name: str, text: str, concept: str) -> None:
    found = [one for one in wire.wordings if one.span.text == text]
    assert [(one.concept, one.voice, one.holder) for one in found] == [(concept, "outlet", "")], name


def test_a_capital_that_stands_for_its_government_is_not_contested(wire: Coding) -> None:
    assert "Moscow" not in {one.span.text for one in wire.wordings}  # W4


def test_the_variant_is_logged(sentence: Callable[[str], Coding]) -> None:
    assert [(one.concept, one.variant) for one in sentence("S7").wordings] == [("con:kyiv", "Kyiv")]


def test_two_names_of_one_town(sentence: Callable[[str], Coding]) -> None:
    coding = sentence("S10")
    found = {one.variant: (one.concept, one.voice, one.holder) for one in coding.wordings}
    assert found["Khankendi"] == ("con:stepanakert", "indirect", "Residents")
    assert found["Stepanakert"] == ("con:stepanakert", "explained", "Armenians")
    towns = {(p.country, p.geonameid) for p in coding.places if p.span.text in {"Khankendi", "Stepanakert"}}
    assert len(towns) == 1
