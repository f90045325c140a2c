"""Commitments: what is one, what is none, and each field."""

from collections.abc import Callable

import pytest

from dateline.types import Coding, Commitment

Code = Callable[..., Coding]


def only(code: Code, text: str, **fields: str | None) -> Commitment:
    found = code(text, **fields).commitments
    assert len(found) == 1, [one.action.text for one in found]
    return found[0]


NONE = [
    "Latvia hopes to host the summit.",
    "Latvia was asked to host the summit.",
    "The premier expects exports to grow next year.",
    "Two economists said Latvia would cut its budget.",
    "The ministers discussed the opening of a consulate.",
    "Latvia lifted the ban last week.",
    "Will Latvia lift the ban?",
    "Latvia denied that it had pledged to lift the ban.",
    "Latvia has not pledged to lift the ban.",
    "Latvia may agree to lift the ban.",
    "The spokesman declined to say who would attend.",
    "Newspapers in Riga said that Latvia would lift the ban.",
    "The minister named the crews that will be deported.",
    "Heavy snow will close the pass on Friday.",
    "The reform will cut the deficit, Latvia's finance minister said.",
    "The fisheries case will go to the high court.",
    "Latvia's constitution guarantees free schooling.",
    "Tenants will pay the price, a housing economist said.",
    "The panel will be chaired by a Latvian judge.",
    "Latvia will probably close its consulate.",
    "Three lecturers said Latvia would leave the fund.",
    "Latvia had planned to buy two ferries.",
    "Latvia was going to host the fair.",
    "Latvia originally agreed to host the fair.",
    "The brothers plan to open a bakery.",
    "Under the law, drivers will carry a card.",
    "The militia burns crops, aiming to empty the valley.",
    "Everyone is certain that Latvia will lift the ban.",
    "The note describes how Latvia plans to lift the ban.",
    "Latvia offered its condolences to the pilot's family.",
    "The levy is due to expire on Friday.",
    "The Latvian premier warned that Estonia would close the border.",
    "Half of the voters say they will stay at home.",
    "Latvia needs a leader who will listen.",
    "Reports that Latvia would lift the ban moved the market.",
    "Unions criticised Latvia's decision to close the yard.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_commitment(text: str, code: Code) -> None:
    assert code(text).commitments == ()


REASONS = [
    ("Latvia will probably close its consulate.", "told as likely only"),
    ("Brazil's foreign minister said Latvia would send engineers.", "foretold by somebody else"),
    ("The brothers plan to open a bakery.", "a private plan"),
    ("Latvia had planned to buy two ferries.", "an intention of the past"),
    ("Under the law, the Latvian police will carry a card.", "what a rule asks"),
    ("The levy will raise the price of bread.", "nobody who could bind himself"),
    ("The panel will be chaired by a Latvian judge.", "who is chosen for it, not who binds himself"),
    ("The note describes how the ministry plans to lift the ban.", "a question within a sentence"),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_a_candidate_not_kept_is_told_with_its_reason(text: str, reason: str, code: Code) -> None:
    found = [one for one in code(text).discards if one.layer == "commitments"]
    assert [one.reason for one in found] == [reason]
    assert found[0].span is not None
    assert found[0].span.text in text


PROMISES = [
    ("Latvia will not hesitate to close the port, its prime minister said.", "LVA", "positive", "close the port"),
    ('"We are not going to sell the ferry," Latvia\'s transport minister said.', "LVA", "negative", "sell the ferry"),
    ("Crews were angered by a Latvian plan to close the port.", "LVA", "positive", "close the port"),
    ("Envoys hailed the news that Latvia had agreed to a truce.", "LVA", "positive", "a truce"),
    ("Latvia threatened Estonia with a boycott.", "LVA", "positive", "a boycott"),
    ("The port will reopen in June, Latvia's transport ministry said.", "LVA", "positive", "reopen in June"),
    ("Latvia's premier was due to arrive in Oslo on Friday.", "LVA", "positive", "arrive in Oslo on Friday"),
    ("After talks with Estonia, Latvia's army said it would keep its patrols.", "LVA", "positive", "keep its patrols"),
]


@pytest.mark.parametrize(("text", "country", "polarity", "action"), PROMISES)
def test_promises_told_in_other_words(text: str, country: str, polarity: str, action: str, code: Code) -> None:
    found = only(code, text)
    assert (found.committers[0].country, found.polarity, found.action.text) == (country, polarity, action)


def test_whom_he_will_meet_has_not_bound_himself(code: Code) -> None:
    found = only(code, "Latvia's prime minister will meet the Estonian president in Riga on Friday.")
    assert [one.country for one in found.committers] == ["LVA"]


def test_troops_do_not_bind_themselves_where_a_president_announces_it(code: Code) -> None:
    found = only(code, "The Latvian president announced that all Latvian troops would leave by October.")
    assert [one.sectors for one in found.committers] == [("GOV",)]


STRENGTH = [
    ("Latvia reaffirmed its commitment to lift the ban.", 1),
    ("Latvia intends to lift the ban.", 2),
    ("The Latvian government will lift the ban on Friday.", 2),
    ("Latvia and Estonia agreed in principle to lift the ban.", 3),
    ("Latvia pledged to lift the ban.", 4),
    ("Latvia said it would lift the ban.", 4),
    ("Latvia and Estonia signed an agreement to lift the ban.", 5),
    ("Latvia ratified the fisheries treaty.", 6),
]


@pytest.mark.parametrize(("text", "level"), STRENGTH)
def test_strength_is_by_the_cue(text: str, level: int, code: Code) -> None:
    assert only(code, text).strength == level


def test_a_plan_in_the_own_mouth_binds_more_than_one_the_outlet_tells(code: Code) -> None:
    own = only(code, '"We will send engineers," Latvia\'s defence minister said.')
    assert (own.strength, own.committers[0].country) == (4, "LVA")
    assert only(code, "Latvia will send engineers.").strength == 2


def test_somebody_elses_forecast_binds_nobody(code: Code) -> None:
    assert code("Brazil's foreign minister said Latvia would send engineers.").commitments == ()


DEADLINES = [
    ("by Friday", None, "2024-05-17"),
    ("on Friday", "2024-05-17", "2024-05-17"),
    ("next month", "2024-06-01", "2024-06-30"),
    ("before October", None, "2024-09-30"),
    ("by the end of 2026", None, "2026-12-31"),
    ("within three weeks", None, "2024-06-05"),
    ("over the next two years", "2024-05-16", "2026-05-15"),
    ("from July", "2024-07-01", None),
    ("this year", "2024-05-16", "2024-12-31"),
]


@pytest.mark.parametrize(("when", "earliest", "latest"), DEADLINES)
def test_deadlines_are_intervals(when: str, earliest: str | None, latest: str | None, code: Code) -> None:
    found = only(code, f"Latvia promised on Monday to cut the levy {when}.")
    assert (found.deadline.earliest, found.deadline.latest) == (earliest, latest)
    assert found.deadline.basis == "explicit"
    assert found.specificity == 3


def test_the_day_of_the_promise_is_no_deadline(code: Code) -> None:
    found = only(code, "Latvia promised on Monday to cut the levy.")
    assert (found.deadline.basis, found.made.latest) == ("none", "2024-05-13")


def test_without_a_publication_date_no_day_is_invented(code: Code) -> None:
    found = only(code, "Latvia promised to cut the levy by Friday.", published=None)
    assert (found.deadline.earliest, found.deadline.latest, found.deadline.basis) == (None, None, "none")


CONDITIONS = [
    ("Latvia will lift the ban if Estonia does, the Latvian prime minister said.", "if"),
    ("Latvia promised to lift the ban once the talks resume.", "once"),
    ("Latvia agreed to lift the ban, subject to parliament's approval.", "subject-to-approval"),
    ("Latvia threatened to extend the ban unless the crew is freed.", "unless"),
]


@pytest.mark.parametrize(("text", "kind"), CONDITIONS)
def test_conditions(text: str, kind: str, code: Code) -> None:
    condition = only(code, text).condition
    assert condition is not None
    assert condition.type == kind


def test_one_row_a_distinct_target(code: Code) -> None:
    found = code("Latvia pledged to lift the ban, reopen the port and repair the bridge.").commitments
    assert [one.action.text for one in found] == ["lift the ban", "reopen the port", "repair the bridge"]
    assert len({one.id for one in found}) == 3


def test_two_targets_of_one_verb(code: Code) -> None:
    found = code("Latvia pledged to supply tents and blankets.").commitments
    assert [one.action.text for one in found] == ["supply tents", "supply blankets"]


def test_a_promise_not_to(code: Code) -> None:
    found = only(code, "Latvia vowed not to extradite the editor.")
    assert (found.polarity, found.testable) == ("negative", True)
    assert only(code, "Latvia ruled out extraditing the editor.").polarity == "negative"


def test_threats_are_told_apart_from_promises(code: Code) -> None:
    assert only(code, "Latvia threatened to expel the attache.").valence == "threat"
    assert only(code, "Latvia promised to expel the attache.").valence == "promise"


def test_the_action_has_its_parts(code: Code) -> None:
    found = only(code, "Latvia pledged to send Moldova 12 ambulances.")
    action = found.action
    assert action.head is not None
    assert action.object is not None
    assert (action.head.text, action.object.text, action.type) == ("send", "12 ambulances", "AID")
    assert action.quantity is not None
    assert [one.country for one in found.beneficiaries] == ["MDA"]


def test_one_promise_told_twice_is_one_row(code: Code) -> None:
    text = "Latvia to reopen embassy in Tunis\n\nLatvia promised on Tuesday to reopen its embassy in Tunis by August."
    assert only(code, text).deadline.latest == "2024-08-31"


def test_an_old_promise_is_told_to_look_back(code: Code) -> None:
    found = only(code, "Latvia on Monday delivered the tents it had promised Chad in March last year.")
    assert (found.retrospective, found.made.earliest, found.made.latest) == (True, "2023-03-01", "2023-03-31")


def test_values_alone_cannot_be_checked(code: Code) -> None:
    found = only(code, "Latvia and Chad reaffirmed their commitment to peace and shared values.")
    assert (found.specificity, found.testable, found.novelty, found.status[0].value) == (0, False, "restated", "not_assessable")


SPECIFIC = [
    ("Strengthen the health system.", 1),
    ("Set up a clinic in each district.", 2),
    ("A hostel for nurses will be opened.", 2),
    ("The party will hire 900 midwives.", 3),
    ("We will ensure fairness.", 1),
]


@pytest.mark.parametrize(("text", "level"), SPECIFIC)
def test_a_programme_binds_the_document_s_speaker(text: str, level: int, code: Code) -> None:
    found = only(code, text, speaker="Latvian Harbour Party")
    assert ([one.name for one in found.committers], found.specificity) == (["Latvian Harbour Party"], level)


def test_a_bare_list_binds_nobody_without_a_speaker(code: Code) -> None:
    assert code("Set up a clinic in each district.").commitments == ()


@pytest.mark.parametrize(
    "text",
    [
        "The minister offered no proof of the charge, the court said.",
        "The admiral spoke of the flood wall and said it would keep the harbour dry.",  # it: what was spoken of
        '"You will find the road open by noon," the governor said.',
        "Pirates are the worst threat to Togo.",
        "Togo was supposed to ratify the treaty in June.",
        "The fishing accord is due to expire in May.",
    ],
)
def test_nobody_binds_himself(text: str, code: Code) -> None:
    assert code(text).commitments == ()
