"""Whether what is read as a promise can be one: can that party bind itself, does it say so, does it still stand?"""

from dateline.extract.commitments.deadline import deadline_of
from dateline.extract.commitments.draft import Draft, Scene
from dateline.extract.commitments.targets import Target
from dateline.extract.commitments.words import CommitmentWords
from dateline.types import Actor, Statement

__all__ = ["is_party", "nameless", "objection"]

_INTENTION = 2  # up to this strength a cue tells what somebody means to do, not that he gave his word
_UNSURE_WORDS = ("advmod", "advmod:neg")


def is_party(scene: Scene, token: int, agents: frozenset[str]) -> bool:
    """Tell whether the noun at ``token`` is one for somebody who acts: not a plan, a law, a case, a ship.

    Args:
        scene: the sentence.
        token: the head of the phrase.
        agents: nouns of persons, groups and bodies.
    """
    sent, words = scene.sent, scene.words
    entity, word, lemma = scene.view.entity(scene.number, token), sent.words[token].lower(), sent.lemmas[token].lower()
    if entity is not None and not entity.id.startswith("ent-"):
        return True
    if sent.pos[token] == "NOUN" and entity is not None:
        return not {word, lemma}.isdisjoint(agents | words.bodies)
    return sent.pos[token] != "PROPN" or word not in words.papers


def nameless(actor: Actor, words: CommitmentWords) -> bool:
    """Tell whether nobody could say who it is: a pronoun or a number that stands for nobody known."""
    return not actor.country and not actor.sectors and actor.name.lower() in words.nameless


def objection(
    scene: Scene, draft: Draft, committers: tuple[Actor, ...], told: Statement | None, own: bool | None, aimed: list[Target]
) -> str:
    """Return why ``draft`` binds nobody, "" if it does.

    Args:
        scene: the sentence.
        draft: the candidate.
        committers: who would be bound.
        told: the statement that tells it.
        own: whether the committer says it himself; None: the outlet tells it.
        aimed: its targets.
    """
    intended = draft.plan or draft.strength == _INTENTION
    if intended and own is False:
        return "foretold by somebody else"
    if intended and _doubted(scene, draft):
        return "told as likely only"
    if intended and all(_unknown(scene, one, draft) for one in committers):
        return "nobody known who could bind himself"
    if _private(scene, draft, committers, own=own):
        return "a private plan"
    if draft.plan and _norm(scene, draft):
        return "what a rule asks"
    if draft.plan and _presided(scene, draft):
        return "who is chosen for it, not who binds himself"
    return "an intention of the past" if _lapsed(scene, draft, told, aimed) else ""


def _doubted(scene: Scene, draft: Draft) -> bool:
    """ "will probably", "apparently intends"."""
    return any(
        scene.sent.words[below].lower() in scene.words.unsure
        for token in (draft.cue, draft.top)
        for label, kid in scene.graph.kids[token]
        if label in _UNSURE_WORDS
        for below in (kid, *(deep for _, deep in scene.graph.kids[kid]))
    )


def _unknown(scene: Scene, actor: Actor, draft: Draft) -> bool:
    """A name with an article that no knowledge has ("the Marlin"): it may be a ship, a treaty, a storm."""
    if actor.country or actor.sectors or (actor.entity and not actor.entity.startswith("ent-")):
        return False
    return any(
        scene.sent.pos[token] == "PROPN"
        and any(label == "det" for label, _ in scene.graph.kids[token])
        and scene.sent.lemmas[token].lower() not in scene.words.bodies
        for token in draft.by
    )


def _private(scene: Scene, draft: Draft, committers: tuple[Actor, ...], *, own: bool | None) -> bool:
    """Private persons bind themselves to the public only by an outright promise, or many of them in their own words."""
    words = scene.words
    if not committers or any(one.country and not one.sectors for one in committers):
        return False
    if not all(one.sectors and set(one.sectors) <= words.private for one in committers):
        return False
    outright = not draft.plan and draft.strength > _INTENTION and scene.lemma(draft.cue) not in words.resolving
    return not outright and not (own is True and _many(scene, draft))


def _many(scene: Scene, draft: Draft) -> bool:
    return any(
        scene.sent.tags[token] in {"NNS", "NNPS"} or scene.sent.words[token].lower() in scene.words.plural for token in draft.by
    )


def _norm(scene: Scene, draft: Draft) -> bool:
    """ "under the law, captains will": a duty that a rule lays down for anybody."""
    sent = scene.sent
    return any(
        sent.lemmas[kid].lower() in scene.words.rules
        for token in {draft.top, draft.cue, *draft.by}
        for label, kid in scene.graph.kids[token]
        if label.partition(":")[2] in scene.words.under
    )


def _presided(scene: Scene, draft: Draft) -> bool:
    """ "will be chaired by": who does so is told, not who promised it."""
    return scene.graph.passive(draft.top) and bool(draft.by) and scene.lemma(draft.top) in scene.words.presiding


def _lapsed(scene: Scene, draft: Draft, told: Statement | None, aimed: list[Target]) -> bool:
    """ "had planned to", "was going to", "initially agreed": what was meant once need not be meant now."""
    words, sent, cue = scene.words, scene.sent, draft.cue
    if any(sent.words[kid].lower() in words.formerly for label, kid in scene.graph.kids[cue] if label == "advmod"):
        return True
    if (draft.strength != _INTENTION and not draft.plan) or sent.pos[cue] not in {"VERB", "ADJ"}:
        return False
    helpers = scene.auxiliaries(cue)
    if helpers & words.pluperfect:
        return True
    past = sent.tags[cue] == "VBD" or bool(helpers & words.was)
    backshifted = told is not None and told.directness in {"indirect", "mixed"}
    return past and not backshifted and not _ahead(scene, draft, aimed)


def _ahead(scene: Scene, draft: Draft, aimed: list[Target]) -> bool:
    """ "was due to arrive on Friday" still stands on Wednesday."""
    return any(deadline_of(scene, draft, target, ())[0].latest is not None for target in aimed)
