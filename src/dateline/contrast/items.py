"""What a document mentions, as items that can be set beside those of another."""

from collections.abc import Iterator, Sequence

import msgspec

from dateline.types import Actor, Coding, Event, Item, Sentence, Span

__all__ = ["ContrastWords", "items_of"]

_OFFICE = "resolve:role noun"
_MODIFIERS = frozenset({"amod", "compound", "nmod:poss"})


class ContrastWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``contrast.yaml`` of a language."""

    topic_places: frozenset[str]
    raising: frozenset[str]
    empty: frozenset[str]


def items_of(coding: Coding, words: ContrastWords) -> list[Item]:
    """Return the events, commitments, topics and contested wordings of a coding, in text order within each kind."""
    found = [*_events(coding, words), *_commitments(coding, words), *_topics(coding, words), *_wordings(coding)]
    return sorted(found, key=lambda item: (item.kind, item.span.start, item.id))


def _events(coding: Coding, words: ContrastWords) -> Iterator[Item]:
    for event in coding.events:
        if event.exportable:
            label = event.type if event.mode is None else f"{event.type}/{event.mode}"
            spans = (event.trigger, *(event.content or _clause(coding, event)))
            yield Item(
                kind="event", id=event.id, label=label, parties=_parties((*event.actors, *event.recipients)),
                words=_nouns(coding, spans, words), span=event.trigger,
            )  # fmt: skip


def _clause(coding: Coding, event: Event) -> tuple[Span, ...]:
    """For an event without a content of its own, its sentence."""
    return (coding.sentences[event.sent].span,)


def _commitments(coding: Coding, words: ContrastWords) -> Iterator[Item]:
    for one in coding.commitments:
        due = one.deadline.latest or ""
        yield Item(
            kind="commitment", id=one.id, label=f"strength {one.strength}" + (f", due {due}" if due else ""),
            parties=_parties(one.committers), words=_nouns(coding, (one.action.span,), words), span=one.action.span,
        )  # fmt: skip


def _wordings(coding: Coding) -> Iterator[Item]:
    for one in coding.wordings:
        yield Item(
            kind="wording", id=one.id, label=one.concept, parties=(), words=(one.span.text.lower(), one.voice), span=one.span
        )


def _topics(coding: Coding, words: ContrastWords) -> Iterator[Item]:
    """The noun phrases that a verb of raising has as its matter, and those coordinated with them."""
    seen: set[tuple[str, ...]] = set()
    times = [(time.span.start, time.span.end) for time in coding.times]
    parties = _party_heads(coding)
    for number, sent in enumerate(coding.sentences):
        for head in _matters(sent, words):
            at = sent.starts[head]
            if sent.lemmas[head] in words.empty or any(start <= at < end for start, end in times) or (number, head) in parties:
                continue
            tokens = [head, *(k for k, h in enumerate(sent.heads) if h == head and sent.deps[k] in _MODIFIERS and k < head)]
            inner = [k for k, h in enumerate(sent.heads) if h == head and sent.deps[k].startswith("nmod") and k > head]
            key = tuple(sorted({sent.lemmas[k].lower() for k in (*tokens, *inner) if sent.pos[k] in {"NOUN", "PROPN", "ADJ"}}))
            if not key or key in seen:
                continue
            seen.add(key)
            first, last = sent.starts[min(tokens)], max(sent.ends[k] for k in (head, *inner))
            span = Span(first, last, coding.document.text[first:last])
            yield Item(kind="topic", id=f"topic-{first}-{last}", label=sent.lemmas[head], parties=(), words=key, span=span)


def _matters(sent: Sentence, words: ContrastWords) -> Iterator[int]:
    """Heads of the phrases brought up: what stands under a verb of raising, through empty heads ("views on X")."""
    for token in range(len(sent.words)):
        top, steps = token, 0
        while sent.deps[top] == "conj" and sent.heads[top] >= 0 and sent.pos[sent.heads[top]] in {"NOUN", "PROPN"}:
            top = sent.heads[top]
        if top != token and sent.pos[top] == "PROPN" and sent.pos[token] == "NOUN" and sent.deps[top].startswith("nmod"):
            top = sent.heads[top]  # "security in the Gulf and the war": a thing is not coordinated with a place
        head = sent.heads[top]
        inside = head >= 0 and sent.lemmas[head] in words.empty and sent.deps[top].startswith("nmod:")
        if sent.pos[token] not in {"NOUN", "PROPN"} or not (inside or sent.deps[top] in words.topic_places):
            continue
        while head >= 0 and sent.pos[head] == "NOUN" and sent.lemmas[head] in words.empty and steps < len(sent.words):
            head, steps = sent.heads[head], steps + 1
        if head >= 0 and sent.lemmas[head] in words.raising:
            yield token


def _party_heads(coding: Coding) -> frozenset[tuple[int, int]]:
    """Sentence and token of the heads of mentions that stand for a country, a person or an office."""
    named = {entity.chain for entity in coding.entities if entity.kind in {"country", "person"} or entity.why.rule == _OFFICE}
    mentions = {mention for chain in coding.chains if chain.id in named for mention in chain.mentions}
    return frozenset((mention.sent, mention.head) for mention in coding.mentions if mention.id in mentions)


def _parties(actors: Sequence[Actor]) -> tuple[str, ...]:
    """Countries, and those known by name."""
    known = (actor for actor in actors if actor.country or (actor.entity or "").startswith(("per:", "org:")))
    return tuple(sorted({actor.country or actor.name for actor in known}))


def _nouns(coding: Coding, spans: Sequence[Span], words: ContrastWords) -> tuple[str, ...]:
    """Lemmas of the nouns and adjectives inside ``spans``, parties and empty ones left out."""
    found, parties = set(), _party_heads(coding)
    for number, sent in enumerate(coding.sentences):
        for token, start in enumerate(sent.starts):
            telling = sent.pos[token] in {"NOUN", "PROPN", "ADJ"} and (number, token) not in parties
            if telling and any(span.start <= start < span.end for span in spans):
                found.add(sent.lemmas[token].lower())
    return tuple(sorted(found - words.empty))
