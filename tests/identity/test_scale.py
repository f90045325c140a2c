"""What a story costs does not depend on how many days the archive has; many at once say what one by one says."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from unittest.mock import patch

import msgspec
import numpy as np
import pytest

from dateline.identity import copies, join_reports
from dateline.identity.align import Pair, Told, align
from dateline.identity.around import Around, load_confusions
from dateline.identity.bases import MOST
from dateline.identity.blocks import CROWD, WINDOW, candidates
from dateline.identity.features import FEATURES, compare
from dateline.identity.scores import Scores
from dateline.identity.sketches import Sketches
from dateline.identity.text import Line, Page
from dateline.identity.vectors import Vectors
from dateline.types import Party, Report, Site, Story, Tally

START = date(2024, 3, 1)
EVENTS, OUTLETS = 12, 4
TYPES = ("ASSAULT", "PROTEST", "CONSULT", "ACCUSE")


def told(days: int) -> list[Report]:
    """As many reports each day, of events that several outlets tell."""
    return [_report(day, event, outlet) for day in range(days) for event in range(EVENTS) for outlet in range(OUTLETS)]


def _report(day: int, event: int, outlet: int) -> Report:
    on, kind = (START + timedelta(days=day)).isoformat(), TYPES[event % len(TYPES)]
    name, country = f"{day:03}-{event:02}-{outlet}", ("NGA", "KEN", "MLI")[event % 3]
    actor = Party(entity=f"per:{event % 5}" if outlet % 2 else "", country=country, sectors=("MIL",), name="soldiers")
    other = Party(entity="", country=country, sectors=("CVL",) if outlet else (), name="farmers")
    return Report(
        id=name,
        document=name,
        story=f"{day:03}-{event // 2}-{outlet}",
        event="e",
        type=kind,
        mode="riot" if kind == "PROTEST" and outlet == 1 else "rally" if kind == "PROTEST" and outlet == 2 else "",
        quad="verbal cooperation" if kind == "CONSULT" else "material conflict",
        realis="ACTUAL",
        actors=(actor,),
        recipients=(other,) if event % 4 else (),
        earliest=on if outlet % 3 else "",
        latest=on,
        basis="open" if outlet == 0 else "stated",
        published=on,
        site=Site(name=f"Town{event}", country=country, latitude=10.0 + event / 9, longitude=8.0) if event % 2 else None,
        tallies=(Tally(kind="killed", low=event + outlet % 2, high=event + 1.0, holder="", words="some"),) if event % 3 else (),
        holder="",
        publisher=f"outlet {outlet}",
        trigger="stopped" if outlet == 3 else "came",
        sentence=f"Soldiers of Unit{event} came to Town{event} on the road of day {day} and Outlet{outlet} saw Farm{event % 7}.",
        around=(f"Town{event}",) if outlet else (f"Town{event}", "Kaduna"),
        lands=(country,),
    )


def around_of(reports: Sequence[Report]) -> Around:
    table = load_confusions()
    stories = {report.story: f"The paper of {report.publisher} on {report.published}: {report.sentence}" for report in reports}
    return Around(
        evidence=Vectors({report.id: report.sentence for report in reports}, lone=True),
        stories=Vectors(stories),
        group={report.story: f"cpy-{report.story[:5]}" for report in reports if report.publisher != "outlet 3"},
        types={(min(one.types), max(one.types)): one.score for one in table.pairs},
        mutual=table.mutual,
        told=table.told,
        sides={code: side for side, codes in table.sides.items() for code in codes},
    )


def compared(reports: Sequence[Report]) -> list[tuple[int, int]]:
    found = around_of(reports)
    parts = candidates(reports, found.evidence, found.stories)
    return [pair for part in parts for pair in zip(*(side.tolist() for side in part), strict=True)]


def test_pairs_of_reports_grow_with_the_days_not_with_their_square() -> None:
    few, many = (len(compared(told(days))) / days for days in (30, 60))
    assert few > EVENTS * OUTLETS  # more than one a report
    assert many < 1.05 * few


def test_reports_far_apart_in_time_do_not_meet() -> None:
    reports = told(20)
    pairs = compared(reports)
    apart = {
        abs(date.fromisoformat(reports[one].latest) - date.fromisoformat(reports[other].latest)).days for one, other in pairs
    }
    assert max(apart) <= 2 * WINDOW + 3  # without a first day a report may be of three days before
    assert len(pairs) == len(set(pairs))
    assert all(one < other for one, other in pairs)


def test_all_that_share_a_key_meet_if_they_are_no_crowd() -> None:
    reports = [report for report in told(1) if report.site]
    assert len(reports) < CROWD
    towns = defaultdict(list)
    for number, report in enumerate(reports):
        towns[report.site].append(number)
    together = {pair for town in towns.values() for pair in combinations(town, 2)}
    assert together <= set(compared(reports))


def test_many_pairs_at_once_score_as_each_does() -> None:
    reports = told(3)
    around = around_of(reports)
    scores = Scores(reports, around)
    ones, others = scores.fitting(*np.array(list(combinations(range(len(reports)), 2))).T)
    assert 0 < len(ones) < len(reports) ** 2 / 2
    found = scores(ones, others).tolist()
    for one, other, score in zip(ones.tolist(), others.tolist(), found, strict=True):
        assert score == compare(reports[one], reports[other], around)[0], (one, other)
    said: defaultdict[str, set[float]] = defaultdict(set)
    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        for reason in compare(reports[one], reports[other], around)[1]:
            said[reason.feature].add(reason.score)
    assert {name for name, told in said.items() if len(told) > 1} == {feature.name for feature in FEATURES}  # each was tried


def test_a_report_whose_story_is_not_there_is_like_no_other() -> None:
    reports = told(1)
    assert {name for one in join_reports(reports, [], []) for name in one.reports} == {report.id for report in reports}


def test_nothing_and_a_report_without_keys_are_no_fault() -> None:
    assert join_reports([], [], []) == []
    bare = msgspec.structs.replace(
        told(1)[0], actors=(), recipients=(), site=None, sentence="", earliest="", latest="", published=""
    )
    found = join_reports([bare], [Story(id="s", key=bare.story, title="", text="")], [])
    assert [one.reports for one in found] == [(bare.id,)]
    assert copies.copy_groups([]) == []
    assert copies.copy_groups([Story(id=name, key=name, title="", text="") for name in "ab"]) == []


def stories(days: int) -> list[Story]:
    """Stories of their own in a few templates, with a line that all carry."""
    found = []
    for day in range(days):
        for number in range(10):
            lines = [
                f"On day {day} the council of Town{number} met about road number {at} and put the vote of member {day * at} off."
                for at in range(6)
            ]
            text = "\n\n".join([*lines, "The town has had a council since the war, and its members are chosen each year."])
            published = (START + timedelta(days=day)).isoformat()
            found.append(Story(id=f"{day}-{number}", key=f"{day:03}-{number}", title="", text=text, published=published))
    return found


def test_a_story_is_compared_with_as_many_bases_in_a_longer_archive() -> None:
    counted = Counter[int]()

    def counting(ones: Sequence[Told], other: Told) -> list[list[Pair]]:
        counted[days] += len(ones)
        assert len(ones) <= MOST
        return align(ones, other)

    with patch.object(copies, "align", counting):
        for days in (10, 20):
            copies.copy_groups(stories(days))
    assert counted[10] > 0
    assert counted[20] / 20 <= 1.1 * counted[10] / 10


def by_hand(one: Sequence[str], other: Sequence[str]) -> float:
    mine, theirs = Counter(one), Counter(other)
    return 2 * sum((mine & theirs).values()) / (len(one) + len(other))


def test_sentences_are_paired_by_the_words_they_share() -> None:
    lines = [
        "the mayor of the town told the council that the road is closed",
        "Nine people died when the bus left the road near the town",
        "no no no no no no one came to the meeting",
        "nothing else was said about it by anyone at all",
    ]
    edited = [
        "Eleven people died when the bus left the old road near the town",
        "The mayor of the town told the council that a road is open",
        "no no no no no no we will never again",
    ]
    sketches = Sketches()
    for side in (lines, edited):
        sketches.add(Page([Line(line, line.split()) for line in side]))
    lower, _, _ = sketches.vocabulary.tables()
    mine, theirs = (Told.of(sketches[number], lower) for number in (0, 1))
    (pairs,) = align([mine], theirs)
    low = [[line.lower().split() for line in side] for side in (lines, edited)]
    assert [(pair.one, pair.other) for pair in pairs] == [(0, 1), (1, 0)]  # a word said six times makes no sentence one
    assert all(pair.score == pytest.approx(by_hand(low[0][pair.one], low[1][pair.other])) for pair in pairs)
    assert align([], theirs) == []
