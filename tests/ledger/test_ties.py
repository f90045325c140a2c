"""Linking: promises and deeds of several stories, the log, and that the order of stories does not matter."""

import itertools
from collections.abc import Callable, Sequence

import pytest

from dateline.build import Parts
from dateline.ledger.log import entries_of, holding, promises_of, standing
from dateline.ledger.ties import Tied, order_of, tie
from dateline.ledger.words import LedgerWords
from dateline.types import Coding, Entry, Told

PLEDGE = ("pledge", "2024-02-07", "Latvia promised on Tuesday to send six drones to Moldova by June.")
PART = (
    "part",
    "2024-04-10",
    "Latvia handed over the first two of the six drones it had promised Moldova in February.",
)
LATE = ("late", "2024-05-15", "Latvia has delayed the delivery of the six drones to Moldova until October, Moldova's army said.")
LAST = (
    "last",
    "2024-09-11",
    "Latvia delivered the last of the six drones it had promised Moldova in February, Moldova's army said.",
)
OTHER = ("other", "2024-06-12", "Estonia sent six drones to Moldova on Monday.")
STORY = (PLEDGE, PART, LATE, OTHER, LAST)

Story = tuple[str, str, str]


@pytest.fixture(scope="module")
def words(parts: Parts) -> LedgerWords:
    found: LedgerWords = parts.codebook.table("ledger", LedgerWords)
    return found


@pytest.fixture(scope="module")
def read(code: Callable[..., Coding]) -> Callable[[Sequence[Story]], list[Told]]:
    def run(stories: Sequence[Story]) -> list[Told]:
        codings = [code(text, day, id=name, publisher="O") for name, day, text in stories]
        return [
            Told(deed=deed, document=coding.document.id, published=coding.document.published or "", publisher="O")
            for coding in codings
            for deed in coding.deeds
        ]

    return run


Read = Callable[[Sequence[Story]], list[Told]]


def log(tied: Tied, words: LedgerWords, decisions: dict[str, bool] | None = None) -> list[Entry]:
    return entries_of(promises_of(tied), holding(tied.links, decisions or {}), words)


def statuses(tied: Tied, words: LedgerWords) -> list[tuple[str | None, str]]:
    return [(entry.as_of, entry.value) for entry in log(tied, words)]


def test_the_course_of_a_promise(read: Read, words: LedgerWords) -> None:
    tied = tie(read(STORY), words)
    assert len(tied.promises) == 1
    assert statuses(tied, words) == [
        ("2024-02-07", "pending"), ("2024-04-10", "partly_fulfilled"), ("2024-05-15", "pending"), ("2024-09-11", "fulfilled"),
    ]  # fmt: skip
    last = log(tied, words)[-1]
    assert (last.inference, last.holder, last.document) == ("reported", "Moldova's army", "last")
    assert last.evidence.text.startswith("Latvia delivered the last")


def test_any_order_gives_the_same_ledger(read: Read, words: LedgerWords) -> None:
    told = read(STORY)
    first = tie(told, words)
    for order in itertools.islice(itertools.permutations(told), 0, 120, 7):
        again = tie(order, words)
        assert (sorted(again.promises), again.threads, again.links) == (sorted(first.promises), first.threads, first.links)


def test_going_on_from_before_is_linking_all_at_once(read: Read, words: LedgerWords) -> None:
    told = sorted(read(STORY), key=order_of)
    tied: Tied | None = None
    for name, _, _ in sorted(STORY, key=lambda story: story[1]):
        tied = tie([one for one in told if one.document == name], words, before=tied)
    assert tied == tie(told, words)


def test_silence_breaks_nothing(read: Read, words: LedgerWords) -> None:
    entries = log(tie(read([PLEDGE]), words), words)
    assert standing(entries, "2024-06-30").value == "pending"
    assert standing(entries, "2024-07-01")[:2] == ("overdue_no_evidence", None)
    assert standing(entries, None).value == "pending"


def test_a_day_knows_nothing_of_later_days(read: Read, words: LedgerWords) -> None:
    entries = log(tie(read(STORY), words), words)
    assert standing(entries, "2024-04-30").value == "partly_fulfilled"
    assert standing(entries, "2024-07-01").value == "partly_fulfilled"  # put off until October
    assert standing(entries, "2024-07-01").deadline == "2024-10-31"
    assert standing(entries, "2024-12-31").value == "fulfilled"


def test_without_a_pointer_or_a_name_a_person_decides(read: Read, words: LedgerWords) -> None:
    plain = ("plain", "2024-05-08", "Latvia sent six drones to Moldova on Tuesday.")
    told = read([PLEDGE, plain])
    tied = tie(told, words)
    assert [(link.relation, link.automatic) for link in tied.links] == [("fulfils", False)]
    assert [value for _, value in statuses(tied, words)] == ["pending"]
    name = tied.links[0].id
    assert [entry.value for entry in log(tie(told, words, {name: True}), words, {name: True})] == ["pending", "fulfilled"]
    assert tie(told, words, {name: False}).links == ()


def test_what_only_a_later_story_tells_is_back_filled(read: Read, words: LedgerWords) -> None:
    tied = tie(read([LAST]), words)
    (promise,) = promises_of(tied)
    assert (promise.origin, promise.told.deed.date.earliest, promise.action) == ("retrospective", "2024-02-01", "the six drones")
    assert [entry.value for entry in log(tied, words)] == ["pending", "fulfilled"]
    assert log(tied, words)[0].note == "known only from a later story"


def test_an_earlier_story_that_comes_late_takes_the_place_of_the_back_filled(read: Read, words: LedgerWords) -> None:
    tied = tie([*read([LAST]), *read([PLEDGE])], words)
    assert [promise.origin for promise in promises_of(tied)] == ["reported"]


NOT_LINKED = [
    ("another committer", "Estonia delivered the last of the six drones it had promised Moldova in February."),
    ("another beneficiary", "Latvia delivered the six drones it had promised Georgia in February."),
    ("another month", "Latvia delivered the six drones it had promised Moldova in November."),
    ("another thing", "Latvia delivered the ambulances it had promised Moldova in February."),
    ("planned again", "Latvia plans to deliver the six drones to Moldova soon."),
]


@pytest.mark.parametrize(("name", "text"), NOT_LINKED, ids=[name for name, _ in NOT_LINKED])
def test_another_promise_is_not_taken_for_this(read: Read, words: LedgerWords, name: str, text: str) -> None:
    tied = tie(read([PLEDGE, (name, "2024-05-15", text)]), words)
    mine = {key for key, told in tied.promises.items() if told.document == "pledge"}
    assert [link for link in tied.links if link.promise in mine and link.relation != "restates" and link.automatic] == []


def test_one_says_kept_another_says_broken(read: Read, words: LedgerWords) -> None:
    denial = ("denial", "2024-10-02", "Latvia broke its promise to send six drones to Moldova, Moldova's president said.")
    entries = log(tie(read([PLEDGE, LAST, denial]), words), words)
    assert standing(entries, "2024-10-02").value == "disputed"
    assert standing(entries, "2024-10-01").value == "fulfilled"


def test_a_negative_promise_is_broken_by_the_act_itself(read: Read, words: LedgerWords) -> None:
    vow = ("vow", "2024-02-07", "Tonga vowed on Tuesday not to send trawlers to the Minerva reef.")
    act = ("act", "2024-04-10", "Tonga sent trawlers to the Minerva reef on Monday, Fiji's navy said.")
    (link,) = tie(read([vow, act]), words).links
    assert (link.relation, link.inference, link.automatic) == ("breaches", "derived", True)
    assert link.holder == "Fiji's navy"
