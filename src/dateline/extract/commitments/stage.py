"""Stage of the ``commitments`` layer: drafts of each sentence to records, one row a distinct target."""

from collections.abc import Callable, Iterator, Sequence

from dateline.extract.actors import ActorFinder
from dateline.extract.commitments.acts import acts
from dateline.extract.commitments.draft import Draft, Scene
from dateline.extract.commitments.parties import Parties
from dateline.extract.commitments.plans import plans
from dateline.extract.commitments.record import Bound, commitment
from dateline.extract.commitments.same import merged
from dateline.extract.commitments.standing import Case, objection
from dateline.extract.commitments.targets import Target, targets
from dateline.extract.commitments.words import CommitmentWords
from dateline.extract.doc import Control, View
from dateline.extract.realis import RealisWords
from dateline.types import Actor, Coding, Commitment, Discard, Event, Layer, Sentence, Span

__all__ = ["CommitmentStage", "Resolver", "commitments_of"]

Resolver = Callable[[str, str | None], tuple[str, str, tuple[str, ...]]]
_OWN, _TOLD = 4, 2


class CommitmentStage:
    """Stage of the ``commitments`` layer.

    Args:
        words: the words of commitments.
        realis: the words that turn an event away from "happened".
        control: word classes of the sentence graph.
        resolve: a document's speaker and date to name, country and sectors.
        agents: nouns of persons, groups and bodies.
    """

    layer: Layer = "commitments"
    needs: frozenset[Layer] = frozenset({"sentences", "times", "statements", "events", "quantities"})

    def __init__(
        self, words: CommitmentWords, realis: RealisWords, control: Control, resolve: Resolver, agents: frozenset[str]
    ) -> None:
        self._words, self._realis, self._control, self._resolve, self._agents = words, realis, control, resolve, agents

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Commitment | Discard, ...]]:
        """Return the commitments of each coding in text order, and as discards the candidates that bind nobody."""
        return [tuple(self._code(coding)) for coding in codings]

    def _code(self, coding: Coding) -> list[Commitment | Discard]:
        view = View(coding, self._control)
        return commitments_of(view, self._words, self._realis, self._agents, self._speaker(coding))

    def _speaker(self, coding: Coding) -> Actor | None:
        said = coding.document.speaker
        if not said:
            return None
        name, country, sectors = self._resolve(said, coding.document.published)
        return Actor(name=name, span=Span(0, 0, ""), country=country, sectors=sectors, entity=None)


def commitments_of(
    view: View, words: CommitmentWords, realis: RealisWords, agents: frozenset[str], speaker: Actor | None = None
) -> list[Commitment | Discard]:
    """Return the commitments of one coding, then the candidates not kept; ``speaker``: whose own words the document is."""
    parties = Parties(ActorFinder(view, words.first_person), speaker, agents)
    cues, own = words.cues(), speaker is not None
    found: list[Commitment] = []
    discards: list[Discard] = []
    for number, sent in enumerate(view.sentences):
        if not own and not _worth(sent, cues, words.be):
            continue
        scene = Scene(view, number, sent, view.graph(number), words, realis)
        for draft in _drafts(scene, own=own):
            for record in _records(scene, draft, parties):
                (found if isinstance(record, Commitment) else discards).append(record)  # type: ignore[arg-type]
    return [*merged(found), *discards]


def _worth(sent: Sentence, cues: frozenset[str], be: str) -> bool:
    """Whether a word that binds stands in the sentence at all; the graph is built only then."""
    if not cues.isdisjoint(sent.lemmas) or not cues.isdisjoint(sent.words):
        return True
    return sent.headline or be in sent.lemmas


def _drafts(scene: Scene, *, own: bool) -> Iterator[Draft]:
    """Acts first; what they bind to is not told again as a plan."""
    found: list[Draft] = []
    for draft in acts(scene):
        if not any(other.top in {draft.top, draft.cue} for other in found):
            found.append(draft)
    taken = {token for draft in found for token in (draft.top, draft.cue)}
    taken |= {kid for token in taken for label, kid in scene.graph.kids[token] if label in {"xcomp", "conj"}}
    yield from found
    yield from plans(scene, taken, own=own)


def _records(scene: Scene, draft: Draft, parties: Parties) -> Iterator[Commitment | Discard]:
    if scene.none(draft.top):
        return
    if scene.asked(draft.cue):
        yield _discard(scene, draft, "a question within a sentence")
        return
    committers = parties.committers(scene, draft)
    if not committers:
        yield _discard(scene, draft, "nobody who could bind himself")
        return
    own = parties.own(scene, draft, committers)
    aimed = targets(scene, draft)
    if reason := objection(Case(scene, draft, committers, parties.statement(scene, draft), own, aimed)):
        yield _discard(scene, draft, reason)
        return
    strength = (_OWN if own else _TOLD) if draft.plan else draft.strength
    for target in aimed:
        event = _event(scene, draft, target)
        acting = committers
        if event is not None and event.actors and not draft.implied and _names_more(scene, draft, event, committers):
            acting = event.actors
        bound = Bound(acting, parties.statement(scene, draft), event, strength)
        yield commitment(scene, draft, target, bound)


def _discard(scene: Scene, draft: Draft, reason: str) -> Discard:
    span = scene.view.token_span(scene.number, min(draft.cue, draft.top), max(draft.cue, draft.top))
    return Discard(layer="commitments", reason=reason, span=span, rule=f"commitment:{draft.rule}")


def _names_more(scene: Scene, draft: Draft, event: Event, committers: tuple[Actor, ...]) -> bool:
    """Whether the event resolved the same parties further; whom they will do it with has not bound himself."""
    known = {one.span for one in committers}
    if not known <= {one.span for one in event.actors}:
        return len(event.actors) > len(committers) and not draft.plan
    below = {scene.sent.starts[token] for top in draft.by for token in scene.view.subtree(scene.number, top)}
    return all(one.span in known or any(one.span.start <= at < one.span.end for at in below) for one in event.actors)


def _event(scene: Scene, draft: Draft, target: Target) -> Event | None:
    """The event that is the act: at the cue, else at the action, at the verb above the cue, or recoded from the action."""
    words, above = scene.words, scene.sent.heads[draft.cue]
    acting = [one for one in scene.view.coding.events if one.type in words.act_types and one.realis == "ACTUAL"]
    for token in (draft.cue, target.head, draft.top, above, *target.tokens):
        if token < 0:
            continue
        at = scene.sent.starts[token]
        for event in acting:
            inside = token in target.tokens and token != target.head
            if any(span.start == at for span in event.evidence) and (not inside or event.cameo in words.intents):
                return event
    return None
