"""Promises that take the place of earlier ones, and conditions that did not come true."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dateline.build import Parts
from dateline.ledger import link
from dateline.ledger.log import entries_of, holding, promises_of, standing
from dateline.ledger.ties import Tied, tie
from dateline.ledger.words import LedgerWords
from dateline.store import Store
from dateline.types import Coding, Told

Story = tuple[str, str, str]
FIRST = ("first", "2023-02-08", "Oman promised on Tuesday to send 12 diesel generators to Tanzania.")
SECOND = (
    "second",
    "2023-06-14",
    "Oman promised on Tuesday to send 20 generators to Tanzania. The pledge replaces an earlier one of 12.",
)
MORE = ("more", "2023-06-14", "Oman promised on Tuesday to send a further 20 generators to Tanzania.")
OTHER = ("other", "2023-06-14", "Oman promised on Tuesday to send 20 diesel generators to Tanzania.")
KEPT = ("kept", "2023-09-20", "Oman delivered the last of the 20 generators it had promised Tanzania in June.")
OFFER = ("offer", "2023-03-15", "Chile offered on Tuesday to reopen the Tacora railway once Peru signs the Arica port treaty.")
REFUSED = ("refused", "2023-08-16", "Peru's congress on Tuesday rejected the Arica port treaty.")
SIGNED = ("signed", "2023-08-16", "Peru signed the Arica port treaty on Tuesday.")
NOT_YET = ("not", "2023-04-19", "Peru has not signed the Arica port treaty, its foreign ministry said on Tuesday.")
THREAT = (
    "threat",
    "2023-05-10",
    "Togo threatened on Tuesday to close the Aflao crossing unless Ghana frees the fishing boat Sefula by June.",
)
FREED = ("freed", "2023-05-24", "Ghana freed the fishing boat Sefula on Tuesday.")
KEPT_BACK = ("back", "2023-05-24", "Ghana has not freed the fishing boat Sefula, its navy said on Tuesday.")


@pytest.fixture(scope="module")
def words(parts: Parts) -> LedgerWords:
    found: LedgerWords = parts.codebook.table("ledger", LedgerWords)
    return found


@pytest.fixture(scope="module")
def run(code: Callable[..., Coding], words: LedgerWords) -> Callable[[Sequence[Story]], Tied]:
    def tied(stories: Sequence[Story]) -> Tied:
        codings = [code(text, day, id=name, publisher="O") for name, day, text in stories]
        told = [
            Told(deed=d, document=c.document.id, published=c.document.published or "", publisher="O")
            for c in codings
            for d in c.deeds
        ]
        return tie(told, words)

    return tied


Run = Callable[[Sequence[Story]], Tied]


def statuses(tied: Tied, words: LedgerWords) -> dict[str, str]:
    """The status of each promise by the document that made it."""
    promises, log = promises_of(tied), entries_of(promises_of(tied), holding(tied.links, {}), words)
    return {
        one.told.document: standing([e for e in log if e.promise == one.id], "2024-12-31").value
        for one in promises
        if one.thread == one.id
    }


def relations(tied: Tied) -> list[tuple[str, bool]]:
    return [(one.relation, one.automatic) for one in tied.links]


def test_a_promise_in_the_place_of_another(run: Run, words: LedgerWords) -> None:
    tied = run([FIRST, SECOND])
    assert statuses(tied, words) == {"first": "superseded", "second": "pending"}
    assert tied.links[0].evidence.text == "The pledge replaces an earlier one of 12"


def test_what_is_kept_afterwards_is_the_later_promise(run: Run, words: LedgerWords) -> None:
    assert statuses(run([FIRST, SECOND, KEPT]), words) == {"first": "superseded", "second": "fulfilled"}


def test_a_further_promise_replaces_nothing(run: Run, words: LedgerWords) -> None:
    assert statuses(run([FIRST, MORE]), words) == {"first": "pending", "more": "pending"}


def test_another_figure_alone_waits_for_a_person(run: Run, words: LedgerWords) -> None:
    tied = run([FIRST, OTHER])
    assert relations(tied) == [("amends", False)]
    assert statuses(tied, words) == {"first": "pending", "other": "pending"}


def test_instead_of_what_it_promised(run: Run, words: LedgerWords) -> None:
    later = ("later", "2023-06-14", "Oman will send Tanzania 20 generators instead of the 12 it promised in February.")
    assert statuses(run([FIRST, later]), words) == {"first": "superseded", "later": "pending"}


def test_a_condition_refused(run: Run, words: LedgerWords) -> None:
    tied = run([OFFER, REFUSED])
    assert statuses(tied, words)["offer"] == "condition_not_met"
    assert tied.links[0].evidence.text.startswith("Peru's congress")


@pytest.mark.parametrize("later", [SIGNED, NOT_YET])
def test_a_condition_that_came_true_or_still_can(run: Run, words: LedgerWords, later: Story) -> None:
    assert statuses(run([OFFER, later]), words)["offer"] == "pending"


def test_unless_it_is_done(run: Run, words: LedgerWords) -> None:
    assert statuses(run([THREAT, FREED]), words)["threat"] == "condition_not_met"
    assert statuses(run([THREAT, KEPT_BACK]), words)["threat"] != "condition_not_met"


def test_conditions_told_as_not_met(run: Run, words: LedgerWords) -> None:
    told = (
        "told",
        "2023-09-06",
        "Chile said on Tuesday the conditions of its offer to reopen the Tacora railway had not been met.",
    )
    assert statuses(run([OFFER, told]), words)["offer"] == "condition_not_met"


def test_the_same_words_in_two_documents_are_two_promises(
    tmp_path: Path, code: Callable[..., Coding], words: LedgerWords
) -> None:
    """Ids of a coding's records hold in their document; the ledger's ids hold everywhere."""
    wire = "Fiji promised on Monday to send Samoa 20 ferries."
    codings = [code(wire, "2023-05-02", id=name, publisher=name) for name in ("one", "two")]
    first, second = (coding.commitments[0].id for coding in codings)
    assert first == second
    with Store(tmp_path / "n.duckdb") as store:
        store.write(codings)
        link(store.ledger, words)
        rows = store.query("SELECT promise_id, document_id, commitment_id FROM promise ORDER BY document_id")[1]
        joined = store.query("SELECT count(*) FROM promise p JOIN commitment c USING (document_id, commitment_id)")[1]
    assert [row[1] for row in rows] == ["one", "two"]
    assert len({row[0] for row in rows}) == 2
    assert joined == [(2,)]
