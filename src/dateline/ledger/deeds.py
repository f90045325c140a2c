"""Deeds: the clauses of a story that make a promise or tell what became of one."""

from collections.abc import Iterator, Sequence

import msgspec

from dateline.extract.doc import Control, View
from dateline.extract.realis import RealisWords, Verdict, realis_of
from dateline.extract.when import event_date
from dateline.ids import content_id
from dateline.ledger.backref import Pointer, pointer_at, reference_to
from dateline.ledger.clause import Clauses
from dateline.ledger.hints import loose_deeds, with_hints
from dateline.ledger.promises import bare_promises, holder_of, promise_of
from dateline.ledger.replaced import with_replaced
from dateline.ledger.words import LedgerWords
from dateline.match import children
from dateline.resolve.amounts.numbers import NumberReader
from dateline.resolve.amounts.words import QuantityWords
from dateline.resolve.dates import add_months, iso, parse_day
from dateline.types import Actor, BackReference, Coding, Deed, Event, Interval, Layer, Outcome, Span, Why

__all__ = ["DeedStage", "deeds_of"]

_OBJECTS = frozenset({"obj", "nsubj:pass", "xcomp", "nsubj", "obl:on", "obl:in"})  # where a deed may be named as a noun
_NO_DEADLINE = Interval(basis="none")


class DeedStage:
    """Stage of the ``deeds`` layer."""

    layer: Layer = "deeds"
    needs: frozenset[Layer] = frozenset({"sentences", "entities", "times", "statements", "events", "commitments"})

    def __init__(
        self, words: LedgerWords, realis: RealisWords, quantities: QuantityWords, control: Control, first_person: frozenset[str]
    ) -> None:
        self._words, self._realis, self._control = words, realis, control
        self._acts_of = words.acts_of()
        self._numbers, self._first_person = NumberReader(quantities), first_person

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Deed, ...]]:
        """Return the deeds of each coding: the promises first, then what is told of promises, in text order."""
        found = []
        for coding in codings:
            clauses = Clauses(View(coding, self._control), self._words, self._acts_of, self._numbers, self._first_person)
            found.append(tuple(deeds_of(clauses, self._realis)))
        return found


def deeds_of(clauses: Clauses, realis: RealisWords) -> list[Deed]:
    """Return the promises a coding makes and the deeds it tells."""
    told = list(_Reader(clauses, realis).run())
    behind = [deed.back.span for deed in told if deed.back is not None]
    done = {span for deed in told for span in deed.why.evidence}
    promises = [promise_of(clauses, one) for one in clauses.view.coding.commitments if not done & set(one.why.evidence)]
    promises = [*promises, *bare_promises(clauses, realis, promises)]
    kept = [one for one in promises if not any(_touches(span, other) for span in one.why.evidence[:1] for other in behind)]
    kept = with_replaced(clauses, kept)
    if any(one.replaces for one in kept):
        told = [deed for deed in told if deed.outcome != "replaced"]  # the new promise says it
    strict = [*kept, *told]
    return [with_hints(clauses, deed) for deed in (*strict, *loose_deeds(clauses, realis, strict))]


def _touches(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


class _Reader:
    """Reads the deeds of one coding, verb by verb."""

    def __init__(self, clauses: Clauses, realis: RealisWords) -> None:
        self._clauses, self._view, self._words, self._realis = clauses, clauses.view, clauses.words, realis
        self._events = {(event.trigger.start): event for event in clauses.view.coding.events}

    def run(self) -> Iterator[Deed]:
        for sent, columns in enumerate(self._view.sentences):
            for verb, pos in enumerate(columns.pos):
                if pos == "VERB" and columns.lemmas[verb] not in self._words.promise_verbs and not self._promised(sent, verb):
                    yield from self._verb(sent, verb)

    def _promised(self, sent: int, verb: int) -> bool:
        """Whether the verb is what somebody promises: "a pledge not to seek", "agreed to reopen"."""
        columns, steps = self._view.sentences[sent], 0
        while columns.deps[verb].partition(":")[0] in {"xcomp", "ccomp", "acl", "conj", "advcl"} and steps < len(columns.words):
            label, verb, steps = columns.deps[verb], columns.heads[verb], steps + 1
            promise = columns.lemmas[verb] in self._words.promise_nouns or columns.lemmas[verb] in self._words.promise_verbs
            if promise and label in {"xcomp", "ccomp", "acl", "acl:to", "advcl:to"}:
                return True
        return False

    def _verb(self, sent: int, verb: int) -> Iterator[Deed]:
        names, words = self._clauses.lemmas(sent, verb), self._words
        acts = self._clauses.acts(sent, verb)
        pointer = pointer_at(self._clauses, sent, verb)
        if pointer is not None and pointer.named and self._aside(sent, verb, names):
            return
        unmet = self._unmet(sent, verb, names)
        if unmet is not None:
            yield from unmet
            return
        told = self._told(sent, verb, names, pointer)
        if told is None and names & words.rejecting:
            told = ("refused", words.rejected_acts)
        if told is None and names & (words.failing | words.beginning):
            return  # "failed to deliver": the deed is the delivery
        if told is None and not acts and pointer is None:
            return
        verdict = realis_of(self._view.graph(sent), verb, self._realis)
        reference = pointer.reference if pointer else None
        if told is not None:
            outcome, acts = told
            if outcome == "replaced" and not (pointer and pointer.named):
                return
            if verdict.realis == "NEGATED" and outcome == "done":
                outcome = "undone"
            elif verdict.realis != "ACTUAL" or self._unfinished(sent, verb):
                return
        else:
            outcome_of = self._outcome(sent, verb, verdict)
            if outcome_of is None:
                return
            outcome = outcome_of
        if reference is not None and pointer is not None and pointer.named and told is None:
            return  # "discussed its pledge": nothing is told of how it went
        acts = acts or frozenset({self._clauses.own_act(sent, verb)})
        yield self._deed(sent, verb, outcome, acts, reference, words.inverse)

    def _unmet(self, sent: int, verb: int, names: frozenset[str]) -> list[Deed] | None:
        """ "the conditions of its offer had not been met"; an empty list if they were, None if it is not about conditions."""
        words, columns, graph = self._words, self._view.sentences[sent], self._view.graph(sent)
        things = [kid for label, kid in graph.kids[verb] if label in {"obj", "nsubj:pass"}]
        things = [kid for kid in things if columns.lemmas[kid] in words.condition_nouns]
        if not things or not names & words.meeting_conditions:
            return None
        failed = columns.deps[verb] == "xcomp" and columns.lemmas[columns.heads[verb]] in words.failing
        if not failed and realis_of(graph, verb, self._realis).realis != "NEGATED":
            return []
        below = self._view.subtree(sent, things[0])
        token = next((t for t in self._clauses.promise_tokens(sent) if t in below), None)
        if token is None:
            return []
        reference = reference_to(self._clauses, sent, verb, token, contrast=False)
        if not reference.committers and columns.deps[verb] == "ccomp":  # "its offer", told by whom it is of
            reference = msgspec.structs.replace(reference, committers=self._clauses.subject(sent, columns.heads[verb]))
        return [self._deed(sent, verb, "unmet", frozenset(), reference, words.inverse)]

    def _aside(self, sent: int, verb: int, names: frozenset[str]) -> bool:
        """Whether the verb only comments on the main one: "…, keeping a promise it made in May"."""
        columns = self._view.sentences[sent]
        comments = columns.tags[verb] == "VBG" and columns.deps[verb].startswith("advcl")
        return comments and bool(names & (self._words.honouring | self._words.breaking))

    def _told(
        self, sent: int, verb: int, names: frozenset[str], pointer: Pointer | None
    ) -> tuple[Outcome, frozenset[str]] | None:
        """What a verb of course says ("broke its pledge", "put off the delivery") and of which acts; None for other verbs."""
        words, columns = self._words, self._view.sentences[sent]
        named = pointer is not None and pointer.named
        if pointer is not None and not named and pointer.reference.contrast:
            return None  # "cut deliveries in spite of its pledge" breaks it and changes nothing in it
        if named and names & words.honouring:
            going_on = columns.tags[verb] == "VBG" and any(label == "aux" for label, _ in self._view.graph(sent).kids[verb])
            return "progress" if going_on else "done", frozenset(pointer.reference.content.acts) if pointer else frozenset()
        if named and names & words.breaking and not names & words.cancelling:
            return "undone", frozenset(pointer.reference.content.acts) if pointer else frozenset()
        heads = [k for k in children(columns.heads)[verb] if columns.deps[k] in _OBJECTS]
        acts = frozenset(words.act_nouns[columns.lemmas[k]] for k in heads if columns.lemmas[k] in words.act_nouns)
        infinitives = [k for k in heads if columns.deps[k] == "xcomp"]
        if infinitives and names & (words.beginning | words.completing):
            return None  # "began rebuilding": the deed is the rebuilding
        acts |= frozenset().union(*(self._clauses.acts(sent, k) for k in infinitives))
        if not acts and not named and names & (words.extending | words.cancelling | words.suspending | words.amending):
            return None  # "raised 57 of the 64 million it pledged": not the promise is raised
        acts = acts or (frozenset(pointer.reference.content.acts) if pointer else frozenset())
        table: tuple[tuple[frozenset[str], Outcome], ...] = (
            (words.extending, "extended"), (words.cancelling, "cancelled"), (words.suspending, "suspended"),
            (words.replacing, "replaced"), (words.amending, "amended"), (words.completing, "done"), (words.beginning, "progress"),
            (words.taking_place, "done"),
        )  # fmt: skip
        if not acts and not named:
            return None
        return next(((outcome, acts) for verbs, outcome in table if names & verbs), None)

    def _outcome(self, sent: int, verb: int, verdict: Verdict) -> Outcome | None:
        columns, graph, words = self._view.sentences[sent], self._view.graph(sent), self._words
        head = columns.heads[verb]
        near = {columns.lemmas[kid] for at in (verb, head) if at >= 0 for label, kid in graph.kids[at] if label == "advmod"}
        if near & words.not_yet and (verdict.realis == "NEGATED" or (columns.deps[verb] == "xcomp" and graph.infinitive(verb))):
            return "not_yet"
        if verdict.realis == "NEGATED":
            refused = columns.deps[verb] == "xcomp" and columns.lemmas[head] in words.failing
            plain = any(label == "advmod:neg" for label, _ in graph.kids[verb])
            plain = plain and not any(columns.tags[kid] == "MD" for _, kid in graph.kids[verb])  # "will not" is a plan
            return "undone" if refused or plain else None
        if verdict.realis != "ACTUAL":
            return None
        lemmas = self._parts(sent, verb)
        if verdict.inchoative or (head >= 0 and columns.deps[verb] == "xcomp" and columns.lemmas[head] in words.beginning):
            return "progress"
        if self._unfinished(sent, verb):
            return None
        if columns.tags[verb] == "VBG" and any(label == "aux" for label, _ in graph.kids[verb]):
            return "progress"
        if lemmas & words.completing_part:
            return "done"
        some = any(columns.pos[t] == "NUM" and any(label == "nmod:of" for label, _ in graph.kids[t]) for _, t in graph.kids[verb])
        return "partial" if some or lemmas & words.partial else "done"

    def _unfinished(self, sent: int, verb: int) -> bool:
        """ "to deliver on its promise": an infinitive tells an aim, not a deed."""
        return self._view.sentences[sent].tags[verb] == "VB" and self._view.graph(sent).infinitive(verb)

    def _parts(self, sent: int, verb: int) -> set[str]:
        """Words of the clause that may say which part of it was done; "a third term" does not."""
        columns = self._view.sentences[sent]
        return {columns.lemmas[t] for t in self._clauses.own(sent, verb)}

    def _deed(
        self, sent: int, verb: int, outcome: Outcome, acts: frozenset[str], back: BackReference | None,
        inverse: dict[str, frozenset[str]],
    ) -> Deed:  # fmt: skip
        clauses, view, columns = self._clauses, self._view, self._view.sentences[sent]
        behind = back.span if back else Span(0, 0, "")
        away = [t for t, start in enumerate(columns.starts) if behind.start <= start < behind.end and t != verb]
        tokens = clauses.own(sent, verb, without=away)
        if columns.deps[verb] in {"acl", "acl:relcl"} and columns.pos[columns.heads[verb]] in {"NOUN", "PROPN"}:
            tokens = [*clauses.own(sent, columns.heads[verb], without=[*away, verb]), *tokens]
        tokens = [*self._meant(sent, verb), *tokens]
        actors = clauses.subject(sent, verb)
        recipients = clauses.beneficiaries(sent, tokens, actors)
        turned = acts & inverse.keys()
        if turned:
            sources = [t for t in tokens if columns.deps[t] in {"obl:from", "nmod:from"}]
            actors, recipients = clauses.parties(sent, sources, acting=True), actors
            acts |= frozenset().union(*(inverse[name] for name in turned))
        at = columns.starts[verb]
        event: Event | None = self._events.get(at)
        holder, outlet = holder_of(view, at)
        return Deed(
            id=content_id("ded", at, columns.ends[verb], outcome),
            outcome=outcome,
            span=self._evidence(sent, verb),
            sent=sent,
            actors=actors or self._coded(event),
            recipients=recipients,
            content=clauses.content(sent, [verb, *tokens], acts),
            complete=bool(self._parts(sent, verb) & clauses.words.completing_part),
            date=event_date(view, sent, verb, present=False),
            deadline=self._new_deadline(sent, tokens) if outcome == "extended" else _NO_DEADLINE,
            back=back,
            event=event.id if event else None,
            type=event.type if event else None,
            holder=holder,
            told_by_outlet=outlet,
            why=Why(rule=f"ledger:{outcome}", evidence=(view.token_span(sent, verb, verb),), note="+".join(sorted(acts))),
        )

    def _meant(self, sent: int, verb: int) -> list[int]:
        """What "it" is in "crossed the bridge after Colombia reopened it": the object of the main clause."""
        columns, graph = self._view.sentences[sent], self._view.graph(sent)
        main, own = columns.heads[verb], graph.find(verb, "obj")
        if own is None or columns.lemmas[own] not in self._words.neuter or not columns.deps[verb].startswith("advcl"):
            return []
        thing = graph.find(main, "obj")
        return self._clauses.own(sent, thing) if thing is not None and thing < verb else []

    def _coded(self, event: Event | None) -> tuple[Actor, ...]:
        return event.actors if event else ()

    def _evidence(self, sent: int, verb: int) -> Span:
        """The clause, with what governs it ("failed to") and what it points back to."""
        columns, top = self._view.sentences[sent], verb
        while columns.deps[top] in {"xcomp", "conj"} and columns.heads[top] >= 0:
            top = columns.heads[top]
        if columns.deps[top] == "acl":
            top = columns.heads[top]  # "The crossing reopened", read as a crossing that was reopened
        tokens = self._view.subtree(sent, top)
        return self._clauses.span(sent, tokens)

    def _new_deadline(self, sent: int, tokens: list[int]) -> Interval:
        """The day something is put off to: the last time of the clause, never one that lies behind the story."""
        columns, published = self._view.sentences[sent], (self._view.coding.document.published or "")[:10]
        for time in reversed(self._view.times_of.get(sent, ())):
            inside = any(time.span.start <= columns.starts[t] < time.span.end for t in tokens)
            latest = time.interval.latest
            if not inside or latest is None or not published:
                continue
            if latest > published:
                return time.interval
            if time.role == "until" and not any(letter.isdigit() for letter in time.span.text):
                return _next_year(time.interval)  # "delayed until December", told in the past tense, read as last year's
        return _NO_DEADLINE


def _next_year(interval: Interval) -> Interval:
    def moved(day: str | None) -> str | None:
        found = parse_day(day)
        return iso(add_months(found, 12)) if found else None

    return msgspec.structs.replace(interval, earliest=moved(interval.earliest), latest=moved(interval.latest))
