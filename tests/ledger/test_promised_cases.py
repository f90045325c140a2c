"""The sentences S7 and S8 and the wire story's C3, read from the acceptance page; skipped where that is absent."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.build import Parts
from dateline.coder import Coder
from dateline.ledger import link
from dateline.ledger.table import rows_on
from dateline.ledger.words import LedgerWords
from dateline.read import compose
from dateline.store import Store
from dateline.types import Coding


@pytest.fixture(scope="module")
def page(shared: Path) -> str:
    return (shared / "spec/acceptance.md").read_text("utf-8")


@pytest.fixture
def linked(tmp_path: Path, parts: Parts) -> Callable[[Coding], Store]:
    def run(coding: Coding) -> Store:
        store = Store(tmp_path / "n.duckdb")
        store.write([coding])
        link(store.ledger, parts.codebook.table("ledger", LedgerWords))
        return store

    return run


def sentence(page: str, name: str) -> str:
    match = re.search(rf'\*\*{name}\*\* "(.+?)" →', page)
    assert match is not None
    return match.group(1)


def test_s7(page: str, code: Callable[..., Coding], linked: Callable[[Coding], Store]) -> None:
    text = sentence(page, "S7")
    with linked(code(text, publisher="O")) as store:
        (promise,), log = store.ledger.promises(), store.ledger.entries()
    deed = promise.told.deed
    assert promise.origin == "retrospective"
    assert (deed.date.earliest, deed.date.latest) == ("2023-05-01", "2023-05-31")
    assert [actor.country for actor in deed.actors] == ["DEU"]
    assert [actor.country for actor in deed.recipients] == ["UKR"]
    assert (log[-1].value, log[-1].inference, log[-1].date) == ("fulfilled", "reported", "2024-05-14")
    assert log[-1].evidence.text == text.removesuffix(".")


def test_s8(page: str, code: Callable[..., Coding], linked: Callable[[Coding], Store]) -> None:
    with linked(code(sentence(page, "S8"), publisher="O")) as store:
        (promise,), log = store.ledger.promises(), store.ledger.entries()
    deed = promise.told.deed
    assert (promise.origin, deed.polarity, deed.strength) == ("retrospective", "negative", 4)
    assert (deed.date.earliest, deed.date.latest) == ("2021-01-01", "2021-12-31")
    assert (log[-1].value, log[-1].inference, log[-1].holder) == ("breach_reported", "derived", "O")


def test_c3_is_overdue_the_day_after_its_deadline(page: str, coder: Coder, linked: Callable[[Coding], Store]) -> None:
    headline = re.search(r'headline "([^"]+)"', page)
    assert headline is not None
    block = page[page.index('P1 "') : page.index("Codes follow")].replace("\n", " ")
    parts = [part.strip().removesuffix('"') for part in re.split(r'\s*P\d "', block) if part.strip()]
    coding = coder(compose("\n\n".join(parts), title=headline.group(1), published="2022-09-27", publisher="WireX"))
    with linked(coding) as store:
        promises, log = store.ledger.promises(), store.ledger.entries()
    for day, status in (("2022-12-31", "pending"), ("2023-01-01", "overdue_no_evidence")):
        rows = rows_on(promises, log, day, actor="IND", due_before="2022-12-31")
        assert [(row.deadline, row.status, row.evidence) for row in rows] == [("2022-12-31", status, "")]
    open_ended = {row.status for row in rows_on(promises, log, "2023-01-01", actor="IND") if not row.deadline}
    assert open_ended <= {"pending", "not_assessable"}
