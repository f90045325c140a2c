"""Coded events: patterns matched, roles filled, realis judged, dated, and told apart from what is only said."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from dateline.codebook import Codebook
from dateline.codebook.pattern import Codes
from dateline.extract.actors import ActorFinder, innermost
from dateline.extract.confidence import Confidence
from dateline.extract.contexts import ContextFinder
from dateline.extract.doc import Control, View
from dateline.extract.export import exportability, recode
from dateline.extract.implied import implied_recipient
from dateline.extract.merge import merge_events
from dateline.extract.realis import RealisWords, Verdict, realis_of
from dateline.extract.when import event_date, open_date
from dateline.ids import content_id
from dateline.match import Match, children
from dateline.resolve.dates import parse_day
from dateline.types import Actor, Coding, Discard, Event, Interval, Layer, Place, Span, Why

__all__ = ["EventSettings", "EventStage"]

_HISTORICAL_DAYS = 30  # an actual event that ended longer ago than this before publication is background
_COARSENESS = {"site": 0, "city": 0, "admin1": 1, "region": 1, "country": 2}


_WITHIN = frozenset({"obj", "nsubj:pass", "obl:in", "obl:during"})  # launched, ended, killed in: the act is where the war is


class EventSettings(msgspec.Struct, frozen=True):
    """Choices the codebook leaves to the project; ``denial_as_reject`` codes a denial as REJECT."""

    denial_as_reject: bool = False


class EventStage:
    """Stage of the ``events`` layer; what is considered and not kept goes to ``discards``."""

    layer: Layer = "events"
    needs: frozenset[Layer] = frozenset({"sentences", "mentions", "chains", "entities", "times", "statements"})

    def __init__(
        self,
        codebook: Codebook,
        realis: RealisWords,
        contexts: ContextFinder,
        first_person: frozenset[str],
        confidence: Confidence,
        control: Control,
    ) -> None:
        self._means = _Means(codebook, realis, contexts, first_person, confidence)
        self._control = control

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Event | Discard, ...]]:
        """Return events, and as discards the candidates not kept, for each coding."""
        return [tuple(self._code(coding)) for coding in codings]

    def _code(self, coding: Coding) -> list[Event | Discard]:
        events, discards = _DocumentCoder(View(coding, self._control), self._means).run()
        return [*events, *discards]


class _Means(NamedTuple):
    """What the events of every document are coded with."""

    codebook: Codebook
    realis: RealisWords
    contexts: ContextFinder
    first_person: frozenset[str]
    confidence: Confidence


class _Found(NamedTuple):
    """An event with the tokens it was made of."""

    event: Event
    match: Match
    sent: int
    verdict: Verdict


class _DocumentCoder:
    def __init__(self, view: View, means: _Means) -> None:
        self.view, self.codebook, self.realis, self.confidence = view, means.codebook, means.realis, means.confidence
        self.contexts, self.by_sentence = means.contexts, means.contexts.bind(view)
        self.actors = ActorFinder(view, means.first_person)
        self._which = means.codebook.lexicon.words("which_not_where")
        self.discards: list[Discard] = []

    def run(self) -> tuple[list[Event], list[Discard]]:
        found: list[_Found] = []
        for number in range(len(self.view.sentences)):
            in_sentence = self._sentence(number)
            found.extend(self._without_shadows(number, in_sentence))
        events = self._linked(found)
        events = self._dated_by_lead(events)
        merged = merge_events(events, self.codebook.ontology.types)
        return merged, self.discards

    def _sentence(self, number: int) -> list[_Found]:
        graph = self.view.graph(number)

        def acts(token: int) -> bool:
            return self.actors.accepts(number, token)

        def receives(token: int) -> bool:
            return self.actors.accepts(number, token, acting=False)

        found = []
        for match in self.codebook.engine.match(graph, {"actor": acts, "recipient": receives}):
            made = self._event(number, match)
            if made is not None:
                found.append(made)
        return found

    def _event(self, number: int, match: Match) -> _Found | None:
        view, pattern = self.view, self.codebook.patterns[match.rule.id]
        trigger = view.token_span(number, match.trigger, match.trigger)
        actors = self.actors.records(number, match.slots.get("actor", ()), acting=True)
        recipients = self.actors.records(number, match.slots.get("recipient", ()), acting=False)
        recipients = tuple(one for one in recipients if not _among(one, actors))
        if pattern.id in self.codebook.reciprocal:
            actors, recipients = (*actors, *(self._acting(one) for one in recipients)), ()
        statement = innermost(view.coding.statements, trigger.start)
        talk = self.codebook.ontology.types[pattern.codes.type].quad.startswith("verbal")
        place, place_basis = self._place(number, match.trigger, talk=talk)
        speakers = self.codebook.speakers.get(pattern.codes.type)
        if not actors and speakers and not self._suffered(number, match.trigger):
            actors = self.actors.speaker(statement, speakers)
        if not actors and not recipients:
            self.discards.append(Discard(layer="events", reason="no participant", span=trigger, rule=pattern.id))
            return None
        note = ""
        if actors and not recipients and pattern.codes.type in self.codebook.implied:
            recipients, note = self._implied(number, match, actors)
        present = self._present(number, match.trigger)
        verdict = realis_of(view.graph(number), match.trigger, self.realis, own=not match.rule.reads_negation)
        date = event_date(view, number, match.trigger, present=present and verdict.realis in {"ACTUAL", "PLANNED"})
        verdict = self._as_dated(verdict, date, pattern.codes.type, number, match.trigger)
        codes = pattern.codes
        if place is not None and place.country:
            actors = self.actors.located(actors, place.country)
            recipients = self.actors.located(recipients, place.country)
        event = Event(
            id=content_id("evt", trigger.start, trigger.end, codes.type),
            type=codes.type,
            mode=codes.mode,
            contexts=self._contexts(number, codes),
            cameo=codes.cameo,
            quad=self.codebook.ontology.types[codes.type].quad,
            score=self.codebook.ontology.score(codes.type, codes.mode),
            goldstein=self.codebook.ontology.cameo[codes.cameo].goldstein if codes.cameo else 0.0,
            actors=actors,
            recipients=recipients,
            date=date,
            place=place.id if place else None,
            place_basis=place_basis,
            trigger=trigger,
            realis=verdict.realis,
            ongoing=verdict.ongoing,
            inchoative=verdict.inchoative,
            statement=statement.id if statement else None,
            content=self._content(number, match),
            sent=number,
            evidence=(trigger,),
            why=Why(
                rule=pattern.id,
                evidence=(trigger, *(actor.span for actor in (*actors, *recipients))),
                note=f"{verdict.note} {note}".strip(),
            ),
        )
        return _Found(self._judged(event), match, number, verdict)

    def _implied(self, number: int, match: Match, actors: tuple[Actor, ...]) -> tuple[tuple[Actor, ...], str]:
        """The party that only the content names, and a note that says so."""
        token = implied_recipient(self.view, number, match.trigger, match.slots.get("content", ()), actors)
        if token is None:
            return (), ""
        return self.actors.records(number, [token], acting=False), "recipient implied by what the act is about"

    def _contexts(self, number: int, codes: Codes) -> tuple[str, ...]:
        """The contexts the pattern proves, then those its CAMEO code implies, then those the sentence speaks of."""
        told = (*codes.contexts, *self.contexts.of_code(codes.cameo), *self.by_sentence.of(number))
        return tuple(dict.fromkeys(told))

    def _acting(self, actor: Actor) -> Actor:
        """A participant of a reciprocal event found in the recipient slot acts as much as the others."""
        if actor.entity and not actor.sectors:
            entity = self.view.entity_by_id.get(actor.entity)
            if entity is not None and entity.kind == "country":
                return msgspec.structs.replace(actor, sectors=("GOV",))
        return actor

    def _judged(self, event: Event) -> Event:
        """Tell background from news: what ended long before publication is historical."""
        published = parse_day(self.view.coding.document.published)
        last = parse_day(event.date.latest)
        old = bool(published and last and event.date.basis != "open" and (published - last).days > _HISTORICAL_DAYS)
        return msgspec.structs.replace(event, historical=old and event.realis == "ACTUAL")

    def _sure(self, event: Event, one: _Found) -> Event:
        """Give the finished event its confidence; ``why.score`` is the figure before calibration."""
        sure = self.confidence(event, self.view.sentences[one.sent], one.match.trigger, one.match.rule.specificity)
        why = msgspec.structs.replace(event.why, score=sure.raw)
        return msgspec.structs.replace(event, confidence=sure.share, why=why)

    def _suffered(self, number: int, trigger: int) -> bool:
        """Whether who tells it tells what others suffer: "is threatened by drought"; not "will be met with force"."""
        graph = self.view.graph(number)
        will = any(
            graph.sent.words[kid].lower() in self.realis.modal_planned for label, kid in graph.kids[trigger] if label == "aux"
        )
        return graph.passive(trigger) and not will

    def _present(self, number: int, trigger: int) -> bool:
        sent = self.view.sentences[number]
        return sent.headline and sent.tags[trigger] in {"VBZ", "VBP", "VB", "NNS", "NN"}

    def _as_dated(self, verdict: Verdict, date: Interval, kind: str, number: int, trigger: int) -> Verdict:
        """What is dated wholly after publication has not happened; a habit told in the present is no event of a day."""
        if verdict.realis != "ACTUAL":
            return verdict
        published, sent = self.view.coding.document.published, self.view.sentences[number]
        if published and date.earliest and date.earliest > published[:10]:
            return verdict._replace(realis="PLANNED", note=f"{verdict.note} dated after publication".strip())
        habit = kind in self.codebook.habits and sent.tags[trigger] in {"VBP", "VBZ"} and not sent.headline
        if habit and not verdict.ongoing and sent.deps[trigger] != "root":
            return verdict._replace(realis="GENERIC", note=f"{verdict.note} told as a habit".strip())
        return verdict

    def _place(self, number: int, trigger: int, *, talk: bool) -> tuple[Place | None, str]:
        """The event's place and why it: in the event's own clause first, the finer one first, then the nearest."""
        sent = self.view.sentences[number]
        near = [place for place in self.view.coding.places if sent.span.start <= place.span.start < sent.span.end]
        near = [place for place in near if not self._tells_which(number, trigger, place, talk=talk)]
        if not near:
            return None, ""
        clause = set(self.view.subtree(number, self._predicate(number, trigger)))
        starts = {sent.starts[token] for token in clause}
        inside = [place for place in near if place.span.start in starts]
        at = sent.starts[trigger]
        chosen = min(inside or near, key=lambda place: (_COARSENESS[place.precision], abs(place.span.start - at), place.id))
        return chosen, "in the event's clause" if inside else "in the sentence"

    def _tells_which(self, number: int, trigger: int, place: Place, *, talk: bool) -> bool:
        """Whether ``place`` tells which war or government is meant ("offered to mediate in the war in Gaza"), not where it was.

        What happened in a war happened where the war is; what was said of it (``talk``) did not.
        """
        sent = self.view.sentences[number]
        if place.span.start not in sent.starts:
            return False
        token = next(t for t, end in enumerate(sent.ends) if end >= place.span.end)
        head = sent.heads[token]
        if head in {-1, trigger} or not sent.deps[token].startswith(("nmod", "compound", "amod")):
            return False
        within = not talk and sent.heads[head] == trigger and sent.deps[head] in _WITHIN
        return sent.lemmas[head].lower() in self._which and not within

    def _predicate(self, number: int, trigger: int) -> int:
        """The trigger, or for a noun the verb that it is an argument of."""
        sent = self.view.sentences[number]
        head = sent.heads[trigger]
        return head if sent.pos[trigger] == "NOUN" and head >= 0 and sent.pos[head] == "VERB" else trigger

    def _content(self, number: int, match: Match) -> tuple[Span, ...]:
        spans: list[Span] = []
        for token in match.slots.get("content", ()):
            spans.extend(self.view.runs(number, self.view.subtree(number, token, without=match.trigger)))
        return tuple(dict.fromkeys(spans))

    # --- one sentence's events against each other ------------------------------------------------------------

    def _without_shadows(self, number: int, found: list[_Found]) -> list[_Found]:
        """Drop the weaker of two readings of one act: a light verb beside its noun, the noun beside its verb."""
        kept: list[_Found] = []
        heads = self.view.sentences[number].heads
        for one in found:
            rival = next((other for other in found if other is not one and self._same_act(one, other, heads)), None)
            if rival is not None and self._weaker(one, rival):
                self.discards.append(
                    Discard(
                        layer="events",
                        reason=f"same act as {rival.match.rule.id}",
                        span=one.event.trigger,
                        rule=one.match.rule.id,
                    )
                )
                continue
            kept.append(one)
        return kept

    def _same_act(self, one: _Found, other: _Found, heads: Sequence[int]) -> bool:
        """Same type, and one trigger hangs directly on the other."""
        if one.event.type != other.event.type:
            return False
        first, second = one.match.trigger, other.match.trigger
        linked = heads[first] == second or heads[second] == first
        return linked and self.view.sentences[one.sent].deps[max(first, second)] != "conj"

    def _weaker(self, one: _Found, rival: _Found) -> bool:
        mine = (len(one.event.actors) + len(one.event.recipients), one.match.rule.specificity, -one.match.trigger)
        theirs = (
            len(rival.event.actors) + len(rival.event.recipients),
            rival.match.rule.specificity,
            -rival.match.trigger,
        )
        return mine < theirs

    # --- events against each other ---------------------------------------------------------------------------

    def _linked(self, found: list[_Found]) -> list[Event]:
        """Give inner events their governing event, then apply the export rules."""
        out: list[Event] = []
        for one in found:
            parent = self._parent(one, found)
            event = msgspec.structs.replace(one.event, parent=parent.event.id if parent else None)
            if not one.verdict.aim:  # "sold land to help a neighbour": what an act is for is nobody's promise
                event = recode(event, parent.event if parent else None, self.codebook.ontology)
            recoded = event.realis != one.event.realis
            if recoded and not event.content:
                event = msgspec.structs.replace(event, content=self._plan(one))
            if recoded:
                event = msgspec.structs.replace(event, date=self._act_date(told=event.statement is not None))
            exportable, withheld = exportability(event, parent.event if parent else None, self.codebook.ontology)
            out.append(self._sure(msgspec.structs.replace(event, exportable=exportable, withheld=withheld), one))
        return out

    def _act_date(self, *, told: bool) -> Interval:
        """A plan of the outlet's own telling is made public on the day of publication; one that is ``told``, before it."""
        published = self.view.coding.document.published
        if told or not published:
            return open_date(self.view)
        day = published[:10]
        return Interval(earliest=day, latest=day, granularity="day", basis="inferred: announced by publication")

    def _plan(self, one: _Found) -> tuple[Span, ...]:
        """The words of a plan: the verb's clause without its subject, or the whole noun phrase around a noun."""
        sent, top = self.view.sentences[one.sent], one.match.trigger
        while sent.pos[top] == "NOUN" and sent.deps[top].startswith(("nmod", "compound")) and sent.heads[top] >= 0:
            top = sent.heads[top]
        tokens = set(self.view.subtree(one.sent, top))
        for kid in children(sent.heads)[top]:
            if sent.deps[kid].startswith("nsubj") or sent.deps[kid] in {"aux", "mark", "conj", "cc"}:
                tokens -= set(self.view.subtree(one.sent, kid))
        return self.view.runs(one.sent, sorted(tokens))

    def _parent(self, one: _Found, found: list[_Found]) -> _Found | None:
        """The event in whose content this one's trigger lies, the closest around it."""
        at = one.event.trigger.start
        around = [
            other
            for other in found
            if other is not one and other.sent == one.sent and any(span.start <= at < span.end for span in other.event.content)
        ]
        return min(around, key=lambda other: sum(span.end - span.start for span in other.event.content), default=None)

    def _dated_by_lead(self, events: list[Event]) -> list[Event]:
        """An undated act of the lead event's own participants is dated by it, and says so."""
        dated = [event for event in events if event.exportable and event.actors and event.date.basis.startswith("own time")]
        lead = next((event for event in dated if not event.historical), None)
        if lead is None:
            return events
        anchor = {actor.entity or actor.name for actor in lead.actors}
        return [self._by_lead(event, lead, anchor) for event in events]

    def _by_lead(self, event: Event, lead: Event, anchor: set[str]) -> Event:
        mine = {actor.entity or actor.name for actor in event.actors}
        if event.date.basis != "open" or event.realis != "ACTUAL" or not mine or not mine <= anchor or (event.sent < lead.sent):
            return event
        date = Interval(
            earliest=lead.date.earliest,
            latest=lead.date.latest,
            granularity=lead.date.granularity,
            basis="inferred: date of the lead event",
        )
        return msgspec.structs.replace(event, date=date)


def _among(actor: Actor, others: Sequence[Actor]) -> bool:
    return any(actor.entity == other.entity if actor.entity and other.entity else actor.span == other.span for other in others)
