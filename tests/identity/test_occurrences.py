import random
from pathlib import Path

import msgspec
import pytest

from dateline.coder import Coder
from dateline.evaluate.identity import day, read_rows
from dateline.identity import join, join_reports, reports_of
from dateline.identity.decisions import standing_of
from dateline.identity.features import FEATURES
from dateline.types import Coding, Decision, Document, Occurrence

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "validation"
TELLINGS = (
    ("Gunmen killed 14 people at a bus station in Kaduna on Tuesday, police said.", "A"),
    ("Nigeria said attackers shot dead at least 17 people at a bus station in Kaduna on Tuesday.", "B"),
    ("Gunmen killed 6 people in Lahore on Tuesday, police said.", "C"),
    ("Gunmen killed 9 people at a bus station in Kaduna on 2 May, police said.", "D"),
)


@pytest.fixture(scope="module")
def codings(coder: Coder) -> list[Coding]:
    rows = read_rows(CORPUS / "day.jsonl")
    documents = [Document(id=row["id"], text=row["text"], published=row["published"], publisher=row["publisher"]) for row in rows]
    return list(coder.pipe(documents[:70]))


@pytest.fixture(scope="module")
def told(coder: Coder) -> list[Coding]:
    return list(coder.pipe(Document(id=by, text=text, published="2024-05-15", publisher=by) for text, by in TELLINGS))


def with_documents(occurrences: list[Occurrence], codings: list[Coding]) -> set[frozenset[str]]:
    where = {report.id: report.document for coding in codings for report in reports_of(coding)}
    return {frozenset(where[name] for name in one.reports) for one in occurrences}


def test_one_made_up_day(coder: Coder) -> None:
    found = day(read_rows(CORPUS / "day.jsonl"), coder)
    assert found.per_event <= 1.2, found.split
    assert found.main >= 0.98
    assert found.purity >= 0.97


def test_tellings_join_and_look_alikes_do_not(told: list[Coding]) -> None:
    assert with_documents(join(told).occurrences, told) == {frozenset("AB"), frozenset("C"), frozenset("D")}


def test_rival_values_stand_side_by_side(told: list[Coding]) -> None:
    one = next(one for one in join(told).occurrences if len(one.reports) == 2)
    killed = [(held.value, held.low, held.high, held.independent) for held in one.values if held.field == "killed"]
    assert killed == [("14", 14, 14, 1), ("17..", 17, None, 1)]
    assert "killed" in one.disputed
    assert one.independent == 2
    (merge,) = one.merges
    assert merge.by == "dateline"
    assert merge.score > 0.28
    assert {reason.feature for reason in merge.reasons} >= {feature.name for feature in FEATURES}
    assert any(reason.feature == "place" and "Kaduna" in reason.note for reason in merge.reasons)


def test_copies_count_as_one_independent_report(coder: Coder) -> None:
    text = TELLINGS[0][0] + " The attackers fled on motorcycles before soldiers came, a driver said."
    again = list(coder.pipe(Document(id=name, text=text, published="2024-05-15", publisher=name) for name in ("wire", "paper")))
    one = max(join(again).occurrences, key=lambda one: len(one.reports))
    assert (len(one.reports), one.independent) == (2, 1)


def test_order_does_not_matter(codings: list[Coding]) -> None:
    once = join(codings)
    assert any(len(one.reports) > 2 for one in once.occurrences)
    for seed in range(3):
        mixed = list(codings)
        random.Random(seed).shuffle(mixed)
        again = join(mixed)
        assert again.groups == once.groups
        assert again.occurrences == once.occurrences


def test_each_report_stands_in_one_occurrence(codings: list[Coding]) -> None:
    found = join(codings)
    listed = [name for one in found.occurrences for name in one.reports]
    assert len(listed) == len(set(listed))
    assert set(listed) <= {report.id for report in found.reports}
    assert all(len(one.merges) == len(one.reports) - 1 for one in found.occurrences)


def test_people_decide(told: list[Coding]) -> None:
    found = join(told)
    kaduna = next(one for one in found.occurrences if len(one.reports) == 2)
    lahore = next(one for one in found.occurrences if len(one.reports) == 1)
    split = Decision(number=1, action="split", reports=kaduna.reports[:1], others=kaduna.reports[1:], by="Ann")
    merge = Decision(number=2, action="merge", reports=(kaduna.reports[0], lahore.reports[0]), by="Ann")
    apart = join(told, [split])
    assert len(apart.occurrences) == 4
    both = join(told, [split, merge])
    joined = next(one for one in both.occurrences if len(one.reports) == 2)
    assert set(joined.reports) == set(merge.reports)
    assert joined.merges[0].by == "Ann"
    undone = [split, merge, Decision(number=3, action="undo", reports=(), undoes=1),
              Decision(number=4, action="undo", reports=(), undoes=2)]  # fmt: skip
    assert join(told, undone).occurrences == found.occurrences


def test_an_undone_undo_has_no_effect() -> None:
    log = [
        Decision(number=1, action="merge", reports=("a", "b"), by="Ann"),
        Decision(number=2, action="undo", reports=(), undoes=1),
        Decision(number=3, action="undo", reports=(), undoes=2),
    ]
    assert standing_of(log[:2]).together == {}
    assert standing_of(log).together == {("a", "b"): "Ann"}


def test_what_was_only_denied_is_no_occurrence(told: list[Coding]) -> None:
    reports = [msgspec.structs.replace(report, realis="DENIED") for report in reports_of(told[2])]
    assert join_reports(reports, [], []) == []
