"""Hold our office holders against the reference tenures and print every disagreement.

    python bench/tenures.py [--quiet]

A row of ours is covered if the reference has the person in that office in an overlapping term. It agrees if start and end are
within a week, or within the coarser precision of the two; an end the reference does not know is not held against us. Terms of
one person that follow each other within two months are joined on both sides (cabinets are reshuffled under the same
minister, with a caretaker's weeks between).
"""

import argparse
import csv
import re
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parent.parent / "shared" / "reference"
OURS = HERE.parent / "src/dateline/data/entities/office_holders"
WEEK, MONTH, JOIN = timedelta(days=7), timedelta(days=31), timedelta(days=60)
_OTHER = re.compile(r"security|SSR|interim|transitional|council")
BAR, ALIKE = 0.97, 75
_CODES = {"XKX": "KOS"}
_TITLES = {
    "head_of_state": r"president(?: of [\w ]+)?",
    "head_of_government": r"prime minister(?: of [\w ]+)?|premier",
    "foreign_minister": r"minister (?:of|for) foreign affairs|foreign minister|minister of external affairs|secretary of state"
    r"|foreign secretary",
    "defence_minister": r"minister (?:of|for) (?:national )?defen[cs]e|defen[cs]e minister|secretary of defen[cs]e",
    "interior_minister": r"minister (?:of|for) (?:the )?interior|interior minister|minister of home affairs|home secretary"
    r"|minister of internal affairs|minister of the interior",
    "finance_minister": r"minister (?:of|for) finance|finance minister|chancellor of the exchequer|secretary of the treasury",
}


class Term(NamedTuple):
    person: str
    start: str
    end: str


Key = tuple[str, str, str]


def name_key(name: str) -> str:
    """First and last word of a name in plain letters: what spellings mostly share."""
    words = re.sub(r"[^a-z ]", "", anyascii(name).lower().replace("-", " ")).split()
    return f"{words[0][:3]} {words[-1]}" if words else ""


def day(text: str, *, last: bool = False) -> date | None:
    """The first (or last) day that a date of any precision may be."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    try:
        if len(parts) == 3:
            return date(*parts)
        if len(parts) == 2:
            first = date(parts[0], parts[1], 1)
            return first if not last else (first + MONTH).replace(day=1) - timedelta(days=1)
        return date(parts[0], 12, 31) if last else date(parts[0], 1, 1)
    except ValueError:
        return None


def ours() -> dict[Key, list[Term]]:
    """Our plain terms by office and person; a title of its own ("president of the … SSR") is another office."""
    by_person: dict[Key, list[Term]] = defaultdict(list)
    for path in sorted(OURS.glob("*.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            if row["role"] in _TITLES and row["acting"] != "true":
                office = f"{row['role']} {row['title']}" if _OTHER.search(row["title"]) else row["role"]
                by_person[row["country"], office, row["person"]].append(Term(row["person"], row["start"], row["end"]))
    return by_name(by_person)


def reference() -> dict[Key, list[Term]]:
    by_person: dict[Key, list[Term]] = defaultdict(list)
    for row in csv.DictReader((REFERENCE / "tenures.csv").open(encoding="utf-8")):
        country = _CODES.get(row["iso3"], row["iso3"])
        if row["position_id"] == "Q5468326":  # India's Foreign Secretary, a civil servant, under the minister's title
            continue
        for role, pattern in _TITLES.items():
            if re.fullmatch(pattern, row["position"].lower()):
                by_person[country, role, row["person"]].append(Term(row["person"], row["start"], row["end"]))
    return by_name(by_person)


def by_name(by_person: dict[Key, list[Term]]) -> dict[Key, list[Term]]:
    found: dict[Key, list[Term]] = defaultdict(list)
    for (country, role, person), terms in joined(by_person).items():
        found[country, role, name_key(person)].extend(terms)
    return found


def joined(terms: dict[Key, list[Term]]) -> dict[Key, list[Term]]:
    made: dict[Key, list[Term]] = {}
    for key, listed in terms.items():
        kept: list[Term] = []
        for term in sorted(listed, key=lambda one: one.start):
            before = day(kept[-1].end, last=True) if kept else None
            start = day(term.start)
            if kept and (not kept[-1].end or (before and start and start - before <= JOIN)):
                kept[-1] = kept[-1]._replace(end=term.end if not term.end or term.end > kept[-1].end else kept[-1].end)
            else:
                kept.append(term)
        made[key] = kept
    return made


def near(one: str, other: str) -> bool:
    """Within a week, or within the coarser precision."""
    a, b, c, d = day(one), day(one, last=True), day(other), day(other, last=True)
    return bool(a and b and c and d) and a - WEEK <= d and c - WEEK <= b  # type: ignore[operator]


def alike(one: str, other: str) -> bool:
    """Whether two spellings can be one person: Han Duck-soo is not Han Seung-soo."""
    return fuzz.token_set_ratio(anyascii(one).lower(), anyascii(other).lower()) >= ALIKE


def overlap(one: Term, other: Term) -> bool:
    start, end = day(one.start) or date.min, day(one.end, last=True) or date.max
    return start <= (day(other.end, last=True) or date.max) and (day(other.start) or date.min) <= end


def disagreements() -> tuple[int, list[tuple[Key, Term, Term]]]:
    covered, wrong = 0, []
    truth = reference()
    for key, terms in sorted(ours().items()):
        for term in terms:
            there = [other for other in truth.get(key, []) if overlap(term, other) and alike(term.person, other.person)]
            if not there:
                continue
            covered += 1
            if not any(near(term.start, o.start) and (not o.end or (bool(term.end) and near(term.end, o.end))) for o in there):
                wrong.append((key, term, there[0]))
    return covered, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quiet", action="store_true", help="only the count")
    options = parser.parse_args()
    if not REFERENCE.is_dir():
        print(f"tenures: skipped, the reference is not at {REFERENCE}")
        return 0
    covered, wrong = disagreements()
    for (country, role, _), mine, theirs in [] if options.quiet else wrong:
        print(f"{country} {role:<18} {mine.person:<32} ours [{mine.start}, {mine.end})  reference [{theirs.start}, {theirs.end})")
    share = 1 - len(wrong) / max(1, covered)
    print(f"{covered} terms covered, {len(wrong)} disagree: {share:.1%} agree (bar {BAR:.0%})")
    return 0 if share >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
