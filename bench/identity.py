"""Identity across stories: our own gold, and what it costs as stories grow.

    python bench/identity.py             near-copies, the made-up day, the same with look-alikes, cost
    python bench/identity.py --no-cost   without the cost

Cost: the stories of the made-up day over and over, each time with other names and dates; identity alone, coding left out.
"""

import argparse
import re
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec
from invented import day as invented_day

from dateline.build import build_coder, load_parts
from dateline.coder import Coder
from dateline.config import Config
from dateline.evaluate.identity import Day, copies, day, read_rows
from dateline.identity import copy_groups, join_reports, reports_of, story_of
from dateline.types import Document, Party, Report, Story

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "validation"
SIZES = (1000, 5000, 20000)
T = TypeVar("T", Story, Report)


def told(name: str, found: Day) -> None:
    print(
        f"{name:<22} occurrences an event {found.per_event:.2f}  purity {found.purity:.3f} (main act {found.main:.3f}, "
        f"event and type {found.acts:.3f})  {found.reports} reports, {found.occurrences} occurrences; split: {found.split}"
    )


def renamed(text: str, number: int) -> str:
    """Other names: a syllable of its own at the end of each capitalised word."""
    tail = "".join(chr(97 + int(digit)) for digit in str(number))
    return re.sub(r"\b([A-Z][a-z]{3,})", rf"\1{tail}", text)


def later(day_: str, number: int) -> str:
    return (date.fromisoformat(day_) + timedelta(days=number // 4)).isoformat() if day_ else day_


def varied(stories: list[Story], reports: list[Report], size: int) -> tuple[list[Story], list[Report]]:
    """``size`` stories: the given ones again and again, names and dates changed."""
    made: list[Story] = []
    told_: list[Report] = []
    by_story: dict[str, list[Report]] = {}
    for report in reports:
        by_story.setdefault(report.story, []).append(report)
    for number in range(size // len(stories) + 1):
        for story in stories[: size - len(made)]:
            key = f"{story.key}-{number}"
            made.append(
                msgspec.structs.replace(
                    story, id=key, key=key, text=renamed(story.text, number), published=later(story.published, number)
                )
            )
            told_ += [_report(report, key, number) for report in by_story.get(story.key, ())]
    return made, told_


def _report(report: Report, key: str, number: int) -> Report:
    site = report.site and msgspec.structs.replace(report.site, name=renamed(report.site.name, number))
    return msgspec.structs.replace(
        report,
        id=f"{report.id}-{number}",
        story=key,
        document=key,
        sentence=renamed(report.sentence, number),
        earliest=later(report.earliest, number),
        latest=later(report.latest, number),
        published=later(report.published, number),
        site=site,
        around=tuple(renamed(name, number) for name in report.around),
        actors=tuple(_party(party, number) for party in report.actors),
        recipients=tuple(_party(party, number) for party in report.recipients),
    )


def _party(party: Party, number: int) -> Party:
    return msgspec.structs.replace(party, entity=party.entity and f"{party.entity}-{number}", name=renamed(party.name, number))


def cost(coder: Coder) -> Iterator[str]:
    rows = read_rows(CORPUS / "day.jsonl")
    documents = [Document(id=r["id"], text=r["text"], published=r["published"], publisher=r["publisher"]) for r in rows]
    codings = list(coder.pipe(documents))
    stories, reports = [story_of(one) for one in codings], [report for one in codings for report in reports_of(one)]
    yield "| stories | reports | near-copies s | occurrences s | ms a story | peak MB | occurrences |"
    yield "|---|---|---|---|---|---|---|"
    for size in SIZES:
        many, told_ = varied(stories, reports, size)
        begin = time.process_time()
        groups = copy_groups(many)
        middle = time.process_time()
        found = join_reports(told_, many, groups)
        end = time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield (
            f"| {size} | {len(told_)} | {middle - begin:.1f} | {end - middle:.1f} | {1000 * (end - begin) / size:.2f} "
            f"| {peak:.0f} | {len(found)} |"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-cost", action="store_true")
    options = parser.parse_args()
    found = copies(read_rows(CORPUS / "copies.jsonl"))
    figures = f"P {found.precision:.3f} R {found.recall:.3f} F1 {found.f1:.3f}"
    print(f"near-copies: {figures} of {found.pairs} pairs; wrong: {found.wrong}")
    coder = build_coder(Config(), load_parts(Config()))
    told("made-up day", day(read_rows(CORPUS / "day.jsonl"), coder))
    for seed in (1, 2):
        told(f"another day, seed {seed}", day(invented_day(seed), coder))
        told(f"look-alikes, seed {seed}", day(invented_day(seed, twins=True), coder))
    if not options.no_cost:
        for line in cost(coder):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
