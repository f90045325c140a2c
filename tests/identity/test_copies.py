import random
from pathlib import Path

import pytest

from dateline.evaluate.identity import copies, read_rows
from dateline.identity import changes, copy_groups
from dateline.identity.bases import MOST, NEAR, Bases
from dateline.types import Story

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "validation"
LEAD = "Gunmen attacked a village near Sokoto on Sunday and killed nine people, the Nigerian police said."
REST = (
    "The attackers came on motorcycles at dusk and set fire to grain stores, witnesses told reporters.",
    "Commissioner Ali Garba said officers had been sent to the area and would stay for a week.",
    "Two wounded boys were brought to the hospital in Sokoto, a nurse there said.",
)
TAIL = "The region has seen raids by armed gangs for years, and thousands of farmers have left their fields behind."


def story(name: str, *lines: str, title: str = "", published: str = "2024-05-15") -> Story:
    return Story(id=name, key=name, title=title, text="\n\n".join([*([title] if title else []), *lines]), published=published)


def members(*stories: Story) -> list[tuple[str, ...]]:
    return [group.members for group in copy_groups(stories)]


def test_own_gold() -> None:
    found = copies(read_rows(CORPUS / "copies.jsonl"))
    assert found.pairs == 200
    assert found.f1 >= 0.95, found.wrong


@pytest.mark.parametrize(
    "edited",
    [
        (LEAD, *REST[:2]),
        (LEAD, REST[2], REST[0], REST[1], TAIL),
        (LEAD.replace("nine", "11"), *REST, TAIL),
        ("By Ann Hollis", LEAD, *REST, "The Herald is read in nine countries and printed in four of them every day."),
    ],
)
def test_edits_of_desks_are_copies(edited: tuple[str, ...]) -> None:
    base = story("a", LEAD, *REST, TAIL)
    assert members(base, story("b", *edited, title="Raid in the north", published="2024-05-16")) == [("a", "b")]


def test_shared_background_or_template_is_no_copy() -> None:
    base = story("a", LEAD, *REST, TAIL)
    later = story("b", "Mourners in Sokoto asked the governor for arms on Thursday.", "He promised them a new police post.", TAIL)
    again = [
        line.replace("Sokoto", "Zamfara").replace("Sunday", "Monday").replace("Ali Garba", "Musa Bello") for line in (LEAD, *REST)
    ]
    assert members(base, later, story("c", *again, TAIL)) == []


def test_order_does_not_matter_and_no_chain_is_made() -> None:
    rows = read_rows(CORPUS / "copies.jsonl")[:60]
    stories = [
        Story(id=f"{row['id']}-{side}", key=f"{row['id']}-{side}", **row[side]) for row in rows for side in ("one", "other")
    ]
    once = copy_groups(stories)
    assert len(once) > 5
    for seed in range(3):
        random.Random(seed).shuffle(stories)
        assert copy_groups(stories) == once
    assert all(link.one == group.members[0] for group in once for link in group.links)


def test_edits_are_told() -> None:
    base = story("a", LEAD, *REST)
    copy = story("b", LEAD.replace("nine", "eleven"), REST[1].replace("Ali Garba", "Musa Bello"), REST[0], TAIL, title="Raid")
    found = changes(base, copy, frozenset({"nine", "eleven"}))
    kinds = [(one.kind, one.before, one.after) for one in found]
    assert kinds[0] == ("headline", "", "Raid")
    assert ("number", "nine", "eleven") in kinds
    assert ("name", "Ali Garba", "Musa Bello") in kinds
    assert ("added", "", TAIL) in kinds
    assert ("dropped", REST[2], "") in kinds
    assert [one.kind for one in found].count("moved") == 1
    assert changes(base, base) == []


def test_a_text_that_all_run_is_one_group_and_a_line_that_all_carry_is_none() -> None:
    base = story("a", LEAD, *REST, TAIL)
    runs = [story(f"b{number:02}", LEAD, *REST, published="2024-05-16") for number in range(30)]
    others = [story(f"c{number:02}", f"Report {number} of the day from the town of Place{number} told of nothing new.", TAIL)
              for number in range(30)]  # fmt: skip
    (group,) = copy_groups([*others, *runs, base])
    assert group.members == ("a", *(one.key for one in runs))


def test_a_story_is_compared_with_few_bases_and_a_key_keeps_few() -> None:
    bases = Bases()
    for number in range(100):
        bases.add(number, [1, 1000 + number])
    assert len(bases.most_alike([1])) == MOST
    assert bases.most_alike([1])[:NEAR] == list(range(NEAR))  # the first stay; then come the latest
    assert bases.most_alike([1, 1099])[0] == 99  # who shares most comes first
    assert bases.most_alike([2]) == []
