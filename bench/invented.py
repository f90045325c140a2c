"""Make the invented news of the identity benches from corpus/stories/events.yaml, always the same from the same seed.

python bench/invented.py copies > corpus/validation/copies.jsonl     200 pairs: near-copies and hard look-alikes
python bench/invented.py day > corpus/validation/day.jsonl           one day: 30 outlets report 12 events
python bench/invented.py twins                                       the same, each event in three places
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

EVENTS = Path(__file__).resolve().parents[1] / "corpus" / "stories" / "events.yaml"
SEED = 7
COPIES, LOOKALIKES = 110, 90
OUTLETS = 30
Row = dict[str, Any]
_TAIL = (
    "{outlet} is a member of the network of independent newsrooms. Our reporters keep the rules of the press council, and "
    "readers may report errors to the duty editor at any hour of the day.",
    "Sign up for the morning letter of {outlet} to get the news that matters before breakfast. All rights reserved; this "
    "material may not be published, broadcast, rewritten or redistributed without leave of {outlet}.",
)
_BYLINES = ("By Ann Hollis and Tom Berg", "Staff reporters, {outlet}", "Reporting by L. Marek; editing by P. Osei")
_SWAPS = (
    (" said.", " said in a statement."),
    (" on {day}", " {day}"),
    ("more than", "over"),
    ("about ", "around "),
    ("evening", "night"),
    ("wounded", "injured"),
)


def events() -> list[Row]:
    made: list[Row] = yaml.safe_load(EVENTS.read_text("utf-8"))
    return made


def fill(sentence: str, facts: Row) -> str:
    text = sentence.format(**facts)
    return text[0].upper() + text[1:]


def other_number(text: str, rng: random.Random) -> str:
    """Another toll: digits move by a little, words stay."""
    return str(int(text) + rng.choice([1, 2, 3])) if text.isdigit() else text


def updated(facts: Row, rng: random.Random) -> Row:
    return {**facts, "n": other_number(facts["n"], rng), "m": other_number(facts.get("m", "x"), rng)}


def body(event: Row, manner: str, facts: Row, lead: int = 0) -> list[str]:
    """A story in one manner: a lead, its details, the background."""
    return [fill(one, facts) for one in [event[manner][lead], *event[manner][2:], *event["background"]]]


def story(paragraphs: list[str], outlet: str, title: str = "", published: str = "2024-05-15") -> Row:
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    return {"title": title, "text": text, "publisher": outlet, "published": published}


Edit = Callable[[list[str], Row, Row, random.Random], list[str]]


def cut_tail(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    del event, facts
    return parts[: rng.randint(3, max(3, len(parts) - 2))]


def reorder(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    del event, facts
    rest = parts[1:]
    rng.shuffle(rest)
    return [parts[0], *rest]


def new_lead(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    del rng
    return [fill(event["a"][1], facts), *parts[1:]]


def byline(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    del event, facts
    return [rng.choice(_BYLINES).format(outlet="the Herald"), *parts]


def tail(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    del event, facts
    return [*parts, rng.choice(_TAIL).format(outlet="the Herald")]


def drop_one(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    del event, facts
    gone = rng.randrange(1, len(parts))
    return parts[:gone] + parts[gone + 1 :]


def joined(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    del event, facts, rng
    return [" ".join(parts[:2]), *parts[2:]]


def reword(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    del event
    for before, after in rng.sample(_SWAPS, 3):
        parts = [part.replace(before.format(**facts), after.format(**facts)) for part in parts]
    return parts


def context(parts: list[str], event: Row, facts: Row, rng: random.Random) -> list[str]:
    """A desk adds a paragraph of its own."""
    return [*parts[:2], fill(rng.choice(event["b"][2:]), facts), *parts[2:]]


EDITS: tuple[Edit, ...] = (reorder, new_lead, byline, tail, drop_one, joined, reword, context, cut_tail)


def copy_pair(event: Row, rng: random.Random) -> tuple[str, Row, Row]:
    facts = rng.choice(event["facts"])
    base = body(event, "a", facts)
    toll = rng.random() < 0.4
    told = updated(facts, rng) if toll else facts
    parts = body(event, "a", told)
    chosen = sorted(rng.sample(range(len(EDITS)), rng.randint(1, 4)))
    for number in chosen:
        parts = EDITS[number](parts, event, told, rng)
    names = [*(["new_toll"] if toll else []), *(EDITS[number].__name__ for number in chosen)]
    heads = ("", f"News from {facts.get('city', facts['country'])}")
    return "+".join(names), story(base, "Examplewire"), story(parts, "the Herald", rng.choice(heads))


def independent(event: Row, rng: random.Random) -> tuple[Row, Row]:
    facts = rng.choice(event["facts"])
    told = updated(facts, rng)
    other = body(event, "b", told, rng.choice([0, 1]))
    return story(body(event, "a", facts, rng.choice([0, 1])), "Examplewire"), story(other[: rng.choice([5, 6, 7])], "the Herald")


def follow_up(event: Row, rng: random.Random) -> tuple[Row, Row]:
    """The next days' story repeats the background, and perhaps a detail."""
    facts = rng.choice(event["facts"])
    later = [fill(one, facts) for one in event["later"]]
    old = [fill(one, facts) for one in rng.sample(event["a"], rng.choice([0, 1]))]
    parts = [*later, *old, *(fill(one, facts) for one in event["background"])]
    return story(body(event, "a", facts), "Examplewire"), story(parts, "Examplewire", published="2024-05-18")


def template(event: Row, rng: random.Random) -> tuple[Row, Row]:
    one, other = rng.sample(event["facts"], 2)
    return story(body(event, "a", one), "Examplewire"), story(body(event, "a", other), "Examplewire", published="2024-05-22")


def same_place(event: Row, rng: random.Random) -> tuple[Row, Row]:
    """The same kind of thing happened again in the same place: the agency's form, another day, other figures and names."""
    one, other = rng.sample(event["facts"], 2)
    keep = {key: one[key] for key in ("country", "nation", "city", "other", "others", "area", "group", "weapon") if key in one}
    again = {**other, **keep}
    return story(body(event, "a", one), "Examplewire"), story(body(event, "a", again), "Examplewire", published="2024-05-29")


def boilerplate(event: Row, rng: random.Random) -> tuple[Row, Row]:
    other = rng.choice([one for one in events() if one["id"] != event["id"]])
    tails = [part.format(outlet="the Herald") for part in _TAIL]
    mine = [*body(event, "a", event["facts"][0])[:3], *tails]
    return story(mine, "the Herald"), story([*body(other, "a", other["facts"][0])[:3], *tails], "the Herald")


NEGATIVES = (independent, follow_up, template, same_place, boilerplate)


def copies(seed: int = SEED) -> Iterator[Row]:
    rng, known = random.Random(seed), events()  # noqa: S311
    for number in range(COPIES):
        kind, one, other = copy_pair(known[number % len(known)], rng)
        yield {"id": f"copy-{number:03}", "copy": True, "kind": kind, "one": one, "other": other}
    for number in range(LOOKALIKES):
        make = NEGATIVES[number % len(NEGATIVES)]
        one, other = make(known[(number // len(NEGATIVES)) % len(known)], rng)
        yield {"id": f"alike-{number:03}", "copy": False, "kind": make.__name__, "one": one, "other": other}


def day(seed: int = SEED, *, twins: bool = False) -> Iterator[Row]:
    """Each outlet reports three to seven of the twelve events, in a telling of its own, with tolls of its own.

    With ``twins`` each event happens three times on that day, in three places, and outlets report seven to twelve of all.
    """
    rng, known = random.Random(seed), events()  # noqa: S311
    happened = [(one, number) for one in known for number in range(3 if twins else 1)]
    for outlet in range(OUTLETS):
        chosen = rng.sample(range(len(happened)), rng.randint(7, 12) if twins else rng.randint(3, 7))
        for event, number in (happened[one] for one in sorted(chosen)):
            facts = {**event["facts"][number], "day": event["facts"][0]["day"]}
            parts = telling(event, updated(facts, rng) if rng.random() < 0.35 else facts, rng)
            made = story(parts, f"Outlet {outlet + 1}", published=rng.choice(["2024-05-15", "2024-05-16"]))
            name = f"{event['id']}-{number}"
            yield {"id": f"day-{outlet + 1:02}-{name}", "event": name, "type": event["type"], **made}


def telling(event: Row, facts: Row, rng: random.Random) -> list[str]:
    """A lead of any manner and some details: partial, and reworded here and there."""
    leads = [*event["a"][:2], *event["b"][:2], *event["leads"]]
    rest = rng.sample([*event["a"][2:], *event["b"][2:]], rng.randint(1, 4))
    lines = [rng.choice(leads), *rest, *rng.sample(event["background"], rng.randint(0, 1))]
    return reword([fill(one, facts) for one in lines], event, facts, rng)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["copies", "day", "twins"])
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    rows = copies(options.seed) if options.what == "copies" else day(options.seed, twins=options.what == "twins")
    for row in rows:
        print(json.dumps(row, ensure_ascii=False, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
