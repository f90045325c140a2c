"""Stage of the ``commitments`` layer: drafts of each sentence to records, one row a distinct target."""

from collections.abc import Callable, Iterator, Sequence

from dateline.extract.actors import ActorFinder
from dateline.extract.commitments.acts import acts
from dateline.extract.commitments.draft import Draft, Scene
from dateline.extract.commitments.parties import Parties
from dateline.extract.commitments.plans import plans
from dateline.extract.commitments.record import Bound, commitment
from dateline.extract.commitments.same import merged
from dateline.extract.commitments.targets import Target, targets
from dateline.extract.commitments.words import CommitmentWords
from dateline.extract.doc import Control, View
from dateline.extract.realis import RealisWords
from dateline.types import Actor, Coding, Commitment, Event, Layer, Sentence, Span

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
    """

    layer: Layer = "commitments"
    needs: frozenset[Layer] = frozenset({"sentences", "times", "statements", "events", "quantities"})

    def __init__(self, words: CommitmentWords, realis: RealisWords, control: Control, resolve: Resolver) -> None:
        self._words, self._realis, self._control, self._resolve = words, realis, control, resolve

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Commitment, ...]]:
        """Return the commitments of each coding in text order."""
        return [
            tuple(commitments_of(View(coding, self._control), self._words, self._realis, self._speaker(coding)))
            for coding in codings
        ]

    def _speaker(self, coding: Coding) -> Actor | None:
        said = coding.document.speaker
        if not said:
            return None
        name, country, sectors = self._resolve(said, coding.document.published)
        return Actor(name=name, span=Span(0, 0, ""), country=country, sectors=sectors, entity=None)


def commitments_of(view: View, words: CommitmentWords, realis: RealisWords, speaker: Actor | None = None) -> list[Commitment]:
    """Return the commitments of one coding; ``speaker``: whose own words the document is."""
    parties = Parties(ActorFinder(view, words.first_person), speaker)
    cues, own = words.cues(), speaker is not None
    found: list[Commitment] = []
    for number, sent in enumerate(view.sentences):
        if not own and not _worth(sent, cues, words.be):
            continue
        scene = Scene(view, number, sent, view.graph(number), words, realis)
        for draft in _drafts(scene, own=own):
            found.extend(_records(scene, draft, parties))
    return merged(found)


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


def _records(scene: Scene, draft: Draft, parties: Parties) -> Iterator[Commitment]:
    if scene.none(draft.top):
        return
    committers = parties.committers(scene, draft)
    if not committers:
        return
    strength = draft.strength
    if draft.plan:
        own = parties.own(scene, draft, committers)
        if own is False:
            return
        strength = _OWN if own else _TOLD
    for target in targets(scene, draft):
        event = _event(scene, draft, target)
        acting = committers
        if event is not None and event.actors and not draft.implied and _names_more(event, committers):
            acting = event.actors
        bound = Bound(acting, parties.statement(scene, draft), event, strength)
        yield commitment(scene, draft, target, bound)


def _names_more(event: Event, committers: tuple[Actor, ...]) -> bool:
    """Whether the event resolved the same parties further."""
    return {one.span for one in committers} <= {one.span for one in event.actors} or len(event.actors) > len(committers)


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
