"""Contested wording on our own sentences: what is found, in whose voice, and that no event hangs on the word chosen."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.codebook.wording import Concept, ConceptBook
from dateline.coder import Coder
from dateline.evaluate.own import Outcome
from dateline.types import Actor, Coding, Document, Event, Wording

__all__ = ["coded_alike", "contexts_alike", "frames_alike", "hard_alike", "voices"]

Row = dict[str, Any]
_SLOT = "{X}"
_PUBLISHED = "2024-05-15"
_SPEECH = {"outlet": "outlet", "quoted": "direct", "scare-quoted": "direct", "indirect": "indirect", "explained": "indirect"}


def voices(folder: Path, coder: Coder) -> list[Outcome]:
    """Return recall and precision of variants, voice accuracy by outlet, direct and indirect, and holders named right.

    A row without a concept is a trap: nothing may be found in it.
    """
    rows = _rows(folder / "wordings.jsonl")
    texts = list(dict.fromkeys(row["text"] for row in rows))
    codings = dict(zip(texts, coder.pipe(Document(text=text, published=_PUBLISHED) for text in texts), strict=True))
    missed, wrong, holders = [], defaultdict(list), []
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        if not row["concept"]:
            continue
        found = next((one for one in codings[row["text"]].wordings if _is(one, row)), None)
        kind = _SPEECH[row["voice"]]
        counts[kind] += 1
        if found is None:
            missed.append((row["id"], f"{row['variant']!r} not found: {row['text']}"))
        if found is None or found.voice != row["voice"]:
            wrong[kind].append((row["id"], f"{found.voice if found else 'not found'}, not {row['voice']}: {row['text']}"))
        elif row["holder"] and found.holder.lower() != row["holder"].lower():
            holders.append((row["id"], f"{found.holder!r}, not {row['holder']!r}: {row['text']}"))
    given = [(text, one) for text in texts for one in codings[text].wordings]
    extra = [
        (text[:40], f"{one.variant!r} of {one.concept}: {text}")
        for text, one in given
        if not any(row["text"] == text and _is(one, row) for row in rows)
    ]
    wanted, named = sum(counts.values()), sum(bool(row["holder"]) for row in rows)
    return [
        Outcome("variant recall", 1 - len(missed) / wanted, wanted, missed),
        Outcome("variant precision", 1 - len(extra) / max(1, len(given)), len(given), extra),
        *(Outcome(f"voice: {kind}", 1 - len(wrong[kind]) / counts[kind], counts[kind], wrong[kind]) for kind in sorted(counts)),
        Outcome("voice: holder", 1 - len(holders) / named, named, holders),
    ]


def coded_alike(folder: Path, coder: Coder) -> Outcome:
    """Return the share of sentences whose events stay the same when one variant takes the place of another."""
    return _alike(folder, coder, "wording invariance", contexts=False)


def contexts_alike(folder: Path, coder: Coder) -> Outcome:
    """Return the share of sentences whose contexts too stay the same; contexts follow the words of the sentence."""
    return _alike(folder, coder, "invariance with contexts", contexts=True)


def hard_alike(folder: Path, coder: Coder) -> Outcome:
    """Return the share of the swaps that were kept apart at first because some of them changed the coding."""
    return _alike(folder, coder, "invariance, hard", contexts=False, file="invariance_hard.jsonl")


def frames_alike(folder: Path, coder: Coder, book: ConceptBook, most: int = 0) -> Outcome:
    """Return the share of all variants that are coded like the first of their concept, put into plain sentences.

    Left out: variants that are told apart on purpose (``apart``), those that tell more or less than the others (a ``coded`` form
    of their own), and those that a sentence without their context does not bring out. ``most``: take that many sentences for
    each type of concept, 0 for all.
    """
    frames = _rows(folder / "invariance_frames.jsonl")
    plan = [(concept, frame, variant) for concept in book.concepts for frame, variant in _framed(concept, frames, most)]
    texts = [_framed_text(frame["text"], variant) for _, frame, variant in plan]
    codings = coder.pipe(Document(text=text, published=_PUBLISHED) for text in texts)
    first: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    wrong, asked = [], 0
    for (concept, frame, _), text, coding in zip(plan, texts, codings, strict=True):
        if not any(one.concept == concept.id for one in coding.wordings):
            continue
        asked += 1
        events = [_signature(event, coding, contexts=True) for event in coding.events if event.exportable]
        if events != first.setdefault((concept.id, frame["id"]), events):
            wrong.append((concept.id, f"{events}, not {first[concept.id, frame['id']]}: {text}"))
    return Outcome("invariance, all variants", 1 - len(wrong) / max(1, asked), asked, wrong)


def _framed(concept: Concept, frames: Iterable[Row], most: int) -> Iterator[tuple[Row, str]]:
    """The sentences for a concept's type, with each of its variants that is a noun phrase and is not told apart."""
    mine = [frame for frame in frames if concept.type in frame["types"]]
    for frame in mine[: most or None] if not concept.apart else ():
        yield from ((frame, one.text) for one in concept.variants if not (one.apart or one.coded) and one.pos != "VERB")


def _framed_text(frame: str, variant: str) -> str:
    text = frame.replace(_SLOT, variant)
    return text[:1].upper() + text[1:]


def _alike(folder: Path, coder: Coder, name: str, *, contexts: bool, file: str = "invariance.jsonl") -> Outcome:
    rows = _rows(folder / file)
    texts = [(row, row["text"].replace(_SLOT, variant)) for row in rows for variant in row["variants"]]
    codings = coder.pipe(Document(text=text, published=_PUBLISHED) for _, text in texts)
    first: dict[str, list[tuple[Any, ...]]] = {}
    wrong = []
    for (row, text), coding in zip(texts, codings, strict=True):
        events = [_signature(event, coding, contexts=contexts) for event in coding.events if event.exportable]
        if not events:
            wrong.append((row["id"], f"no event: {text}"))
        elif events != first.setdefault(row["id"], events):
            wrong.append((row["id"], f"{events}, not {first[row['id']]}: {text}"))
    return Outcome(name, 1 - len(wrong) / len(texts), len(texts), wrong)


def _signature(event: Event, coding: Coding, *, contexts: bool) -> tuple[Any, ...]:
    """All that is coded but spans and names as written."""
    place = next(((one.country, one.geonameid, one.admin1) for one in coding.places if one.id == event.place), None)
    codes = (event.type, event.mode, event.cameo, event.quad, event.contexts if contexts else ())
    when = (event.realis, event.date.earliest, event.date.latest, event.date.basis)
    return (*codes, _parties(event.actors), _parties(event.recipients), *when, place)


def _parties(actors: Sequence[Actor]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((actor.country, actor.sectors) for actor in actors)


def _is(found: Wording, row: Row) -> bool:
    return bool(found.concept == row["concept"] and found.variant == row["variant"])


def _rows(path: Path) -> list[Row]:
    lines: Iterable[str] = path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]
