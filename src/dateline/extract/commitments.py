"""Commitments: promises and threats with their deadline, from the AGREE, CONCEDE and THREATEN events."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from dateline.extract.doc import Control, View
from dateline.ids import content_id
from dateline.resolve.dates import iso, parse_day
from dateline.types import (
    Action,
    Coding,
    Commitment,
    Condition,
    Event,
    Interval,
    Layer,
    Span,
    StatusEntry,
    Time,
    Why,
)

__all__ = ["CommitmentStage", "CommitmentWords", "commitments_of"]

_PROMISES = frozenset({"AGREE", "CONCEDE"})
_THREATS = frozenset({"THREATEN"})
_DEFAULT_STRENGTH = 4
_TESTABLE = 2


class CommitmentWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``commitments.yaml`` of a language."""

    strength: dict[int, frozenset[str]]
    restated: frozenset[str]
    negative_content: frozenset[str]
    not_commitments: frozenset[str]
    vague_values: frozenset[str]
    concrete_verbs: frozenset[str]
    conditions: dict[str, str]
    act_of_conflict: frozenset[str]


class CommitmentStage:
    """Stage of the ``commitments`` layer."""

    layer: Layer = "commitments"
    needs: frozenset[Layer] = frozenset({"sentences", "times", "events"})

    def __init__(self, words: CommitmentWords, control: Control) -> None:
        self._words, self._control = words, control

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Commitment, ...]]:
        """Return the commitments of each coding, in the order of their events."""
        return [tuple(commitments_of(View(coding, self._control), self._words)) for coding in codings]


def commitments_of(view: View, words: CommitmentWords) -> list[Commitment]:
    """Return one commitment for each distinct target of a promise or threat that did take place."""
    found: list[Commitment] = []
    for event in view.coding.events:
        if event.type not in _PROMISES | _THREATS or event.realis != "ACTUAL" or not event.actors:
            continue
        found.extend(_commitment(view, event, number, target, words) for number, target in enumerate(_targets(view, event)))
    return found


def _targets(view: View, event: Event) -> list[list[int]]:
    """The content's tokens, split where two targets are coordinated ("expanding X and Y cooperation")."""
    sent = view.sentences[event.sent]
    tokens = [n for n, start in enumerate(sent.starts) if any(s.start <= start < s.end for s in event.content)]
    if not tokens:
        return [[n for n, start in enumerate(sent.starts) if event.trigger.start <= start < event.trigger.end]]
    top = next((n for n in tokens if sent.heads[n] not in tokens), tokens[0])
    obj = next((n for n in tokens if sent.heads[n] == top and sent.deps[n] == "obj"), None)
    members = [] if obj is None else _coordinated(view, event.sent, obj)
    if len(members) < 2:
        return [tokens]
    trees = {member: _own_subtree(view, event.sent, member, members) for member in members}
    split = []
    for member in members:
        drop = set().union(*(tree for other, tree in trees.items() if other != member)) - trees[member]
        drop |= {n for n in tokens if sent.deps[n] in {"cc", "punct"} and sent.heads[n] in members}
        split.append([n for n in tokens if n not in drop])
    return split


def _own_subtree(view: View, sent: int, member: int, members: list[int]) -> set[int]:
    """The subtree of a coordinated word without the others that hang on it."""
    tokens = set(view.subtree(sent, member))
    for other in members:
        if other != member and other in tokens:
            tokens -= set(view.subtree(sent, other))
    return tokens


def _coordinated(view: View, sent: int, obj: int) -> list[int]:
    """Coordinated objects; in "information-sharing and logistics cooperation" also the coordinated modifiers."""
    columns = view.sentences[sent]
    found = view.graph(sent).coordinated(obj)
    if len(found) > 1:
        return found
    for kid, head in enumerate(columns.heads):
        if head == obj and columns.deps[kid] in {"nmod", "compound", "amod"}:
            partners = [n for n, h in enumerate(columns.heads) if h == kid and columns.deps[n] == "conj"]
            if partners:
                return [kid, *partners]
    return found


def _commitment(view: View, event: Event, number: int, tokens: list[int], words: CommitmentWords) -> Commitment:
    sent = view.sentences[event.sent]
    lemmas = [sent.lemmas[token] for token in tokens]
    verbs = {sent.lemmas[token] for token in tokens if sent.pos[token] == "VERB"}
    span = view.token_span(event.sent, tokens[0], tokens[-1])
    cue = sent.lemmas[next((n for n, s in enumerate(sent.starts) if s == event.trigger.start), tokens[0])]
    deadline, has_date = _deadline(view, event, tokens)
    inner = _done(view, event, span)
    specificity = _specificity(lemmas, verbs, has_date, words)
    text = " ".join(view.text[run.start : run.end] for run in view.runs(event.sent, tokens))
    return Commitment(
        id=content_id("com", event.id, number, span.start, span.end),
        event=event.id,
        committers=event.actors,
        beneficiaries=event.recipients,
        action=Action(text=text, span=span, type=inner.type if inner else None, mode=inner.mode if inner else None),
        valence="threat" if event.type in words.act_of_conflict else "promise",
        polarity="negative" if set(lemmas) & {"not", "never"} else "positive",
        strength=_strength(view, cue, event, words),
        novelty="restated"
        if cue in words.restated or set(lemmas[:2]) & words.restated
        else "new"
        if set(lemmas) & {"new"}
        else "unknown",
        specificity=specificity,
        testable=specificity >= _TESTABLE or bool(verbs & words.concrete_verbs),
        condition=_condition(view, event, words),
        made=event.date,
        deadline=deadline,
        statement=event.statement,
        status=(StatusEntry(as_of=view.coding.document.published, value="pending" if specificity else "not_assessable"),),
        why=Why(rule=f"commitment:{event.why.rule}", evidence=(event.trigger, span), score=event.confidence),
    )


def _strength(view: View, cue: str, event: Event, words: CommitmentWords) -> int:
    if "recoded" in event.why.note:
        # "will" in the committer's own mouth binds; told by the outlet it is only a plan
        holder = next((s.chain[-1] for s in view.coding.statements if s.id == event.statement), None)
        own = holder is not None and holder.country in {actor.country for actor in event.actors if actor.country}
        return _DEFAULT_STRENGTH if own else 2
    return next((level for level, cues in sorted(words.strength.items()) if cue in cues), _DEFAULT_STRENGTH)


def _specificity(lemmas: list[str], verbs: set[str], has_date: bool, words: CommitmentWords) -> int:
    if has_date or any(lemma.isdigit() for lemma in lemmas):
        return 3
    vague = sum(lemma in words.vague_values for lemma in lemmas)
    if vague >= 2 and not verbs & words.concrete_verbs:
        return 0
    return 2 if verbs & words.concrete_verbs else 1


def _deadline(view: View, event: Event, tokens: list[int]) -> tuple[Interval, bool]:
    """The time inside the content, or a future time of the sentence; "by Friday" sets only the end."""
    sent = view.sentences[event.sent]
    inside = {sent.starts[token] for token in tokens}
    published = view.coding.document.published
    times = [time for time in view.times_of.get(event.sent, ()) if time.type in {"DATE", "TIME"}]
    chosen = next((time for time in times if time.span.start in inside or time.role == "until"), None)
    if chosen is None and "recoded" in event.why.note:
        chosen = next((time for time in times if _ahead(time, published)), None)
    if chosen is None or not _ahead(chosen, published):
        return Interval(basis="none"), False
    interval = chosen.interval
    earliest = interval.earliest
    today = parse_day(published)
    if chosen.role == "until":
        earliest = None
    elif today and earliest and earliest <= iso(today):
        earliest = iso(today + timedelta(days=1))
    basis = "vague" if interval.basis == "vague" else "explicit"
    return Interval(earliest=earliest, latest=interval.latest, granularity=interval.granularity, basis=basis), True


def _ahead(time: Time, published: str | None) -> bool:
    latest = time.interval.latest
    return bool(latest and published and latest > published[:10])


def _done(view: View, event: Event, span: Span) -> Event | None:
    """The event that the content would be when done: an inner event, by its own type."""
    inner = [other for other in view.coding.events if other.parent == event.id]
    near = [other for other in inner if span.start <= other.trigger.start < span.end]
    return near[0] if near else None


def _condition(view: View, event: Event, words: CommitmentWords) -> Condition | None:
    sent = view.sentences[event.sent]
    for token, label in enumerate(sent.deps):
        word = sent.words[token].lower()
        if label == "mark" and word in words.conditions and sent.deps[sent.heads[token]] == "advcl":
            tokens = view.subtree(event.sent, sent.heads[token])
            span = view.token_span(event.sent, tokens[0], tokens[-1])
            return Condition(text=span.text, span=span, type=words.conditions[word])  # type: ignore[arg-type]
    return None
