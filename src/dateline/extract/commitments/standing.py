"""Whether what is read as a promise can be one: can that party bind itself, does it say so, does it still stand?"""

from collections.abc import Iterator
from typing import NamedTuple

from dateline.extract.commitments.deadline import deadline_of
from dateline.extract.commitments.draft import Draft, Scene
from dateline.extract.commitments.targets import Target
from dateline.extract.commitments.words import CommitmentWords
from dateline.parse import CLOSING, OPENING
from dateline.types import Actor, Statement

__all__ = ["Case", "is_party", "nameless", "objection"]

_MARKS = OPENING | CLOSING
_INTENTION = 2  # up to this strength a cue tells what somebody means to do, not that he gave his word
_DISPOSITIONS = ("adjective", "passive")  # "is willing to": told of now, not of then
_NARROWING = ("det", "amod", "nmod", "compound", "nummod", "acl", "appos", "conj")  # what tells which ones
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
    if sent.pos[token] in {"NOUN", "PROPN"} and word in words.papers:
        return entity is not None and entity.country != "" and sent.pos[token] == "PROPN" and not entity.id.startswith("ent-")
    if entity is not None and not entity.id.startswith("ent-"):
        return True
    if sent.pos[token] == "NOUN" and entity is not None:
        return not {word, lemma}.isdisjoint(agents | words.bodies)
    return True


def nameless(actor: Actor, words: CommitmentWords) -> bool:
    """Tell whether nobody could say who it is: a pronoun or a number that stands for nobody known."""
    return not actor.country and set(actor.sectors) <= words.unknown and actor.name.lower() in words.nameless


class Case(NamedTuple):
    """A candidate with who would be bound, the statement that tells it, and its targets.

    ``own``: whether the committer says it himself; None: the outlet tells it; False: somebody else does.
    """

    scene: Scene
    draft: Draft
    committers: tuple[Actor, ...]
    told: Statement | None
    own: bool | None
    aimed: list[Target]


def objection(case: Case) -> str:
    """Return why the candidate binds nobody, "" if it does."""
    if case.own is True and case.told is None:
        return ""  # a programme: the document is the committer's own words
    return next((reason for holds, reason in _objections(case) if holds), "")


def _objections(case: Case) -> Iterator[tuple[bool, str]]:
    """Yield what may stand against it, each looked at only if none before holds."""
    scene, draft, committers, told, own, aimed = case
    plan, disposed = draft.plan, draft.rule.startswith(_DISPOSITIONS)
    intended = plan or draft.strength == _INTENTION
    yield intended and own is False, "foretold by somebody else"
    yield (intended or disposed) and _doubted(scene, draft, own=own), "told as likely only"
    yield intended and all(_unknown(scene, one, draft, own=own) for one in committers), "nobody known who could bind himself"
    yield plan and own is None and _anybody(scene, draft, committers, aimed), "what such people do, not who will"
    yield plan and _conditional(scene, draft, told), "what would be, not what will"
    yield _private(scene, draft, committers, own=own) or (plan and _polled(scene, told)), "a private plan"
    yield (plan or disposed) and _some(scene, draft), "whoever it may be"
    yield plan and own is not True and _norm(scene, draft), "what a rule asks"
    yield plan and _presided(scene, draft), "who is chosen for it, not who binds himself"
    yield _lapsed(scene, draft, told, aimed), "an intention of the past"


def _doubted(scene: Scene, draft: Draft, *, own: bool | None) -> bool:
    """ "will probably", "apparently intends"; "will certainly" is a forecast where he does not say so himself."""
    adverbs = scene.words.unsure | (frozenset() if own is True else scene.words.predicting)
    return any(
        scene.sent.words[below].lower() in adverbs
        for token in (draft.cue, draft.top)
        for label, kid in scene.graph.kids[token]
        if label in _UNSURE_WORDS
        for below in (kid, *(deep for _, deep in scene.graph.kids[kid]))
    )


def _unknown(scene: Scene, actor: Actor, draft: Draft, *, own: bool | None) -> bool:
    """A name that no knowledge has: of a private person, or with an article ("the Marlin") of a ship, a treaty, a storm."""
    known = actor.country or set(actor.sectors) - scene.words.unknown or (actor.entity and not actor.entity.startswith("ent-"))
    names = [token for token in draft.by if scene.sent.pos[token] == "PROPN" and not _body(scene, token)]
    if known or not names:
        return False
    return own is None or any(label == "det" for token in names for label, _ in scene.graph.kids[token])


def _body(scene: Scene, token: int) -> bool:
    return not {scene.sent.words[token].lower(), scene.sent.lemmas[token].lower()}.isdisjoint(scene.words.bodies)


def _anybody(scene: Scene, draft: Draft, committers: tuple[Actor, ...], aimed: list[Target]) -> bool:
    """ "Governments will never solve it": a bare plural without a country or a day is none in particular."""
    bare = all(
        scene.sent.tags[token] == "NNS" and not any(label.startswith(_NARROWING) for label, _ in scene.graph.kids[token])
        for token in draft.by
    )
    return bare and bool(draft.by) and not any(one.country for one in committers) and not _ahead(scene, draft, aimed)


def _some(scene: Scene, draft: Draft) -> bool:
    """ "a leader who will listen", "firms that will offer rooms": nobody in particular is told of."""
    sent = scene.sent
    verb = draft.top if draft.plan else draft.cue
    noun = sent.heads[verb]
    if sent.deps[verb] != "acl:relcl" or noun not in draft.by:
        return False
    which = {sent.words[kid].lower() for label, kid in scene.graph.kids[noun] if label in {"det", "nmod:poss"}}
    return sent.pos[noun] == "NOUN" and which <= scene.words.indefinite


def _polled(scene: Scene, told: Statement | None) -> bool:
    """ "two thirds of voters say they will"."""
    said = told.source.text.lower().split() if told is not None and told.source is not None else []
    return not scene.words.polled.isdisjoint(said)


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


def _conditional(scene: Scene, draft: Draft, told: Statement | None) -> bool:
    """ "I would answer": in somebody's own words "would" is no "will" told of the past."""
    would = scene.sent.words[draft.cue].lower() in scene.words.past_futures
    if not would or told is None or told.directness != "direct":
        return False
    at = scene.sent.starts[draft.cue]
    return at < told.cue.start or not _MARKS.isdisjoint(scene.view.text[told.cue.end : at])


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
    meant = draft.strength == _INTENTION or draft.plan or draft.rule.startswith(_DISPOSITIONS)
    if not meant or sent.pos[cue] not in {"VERB", "ADJ"}:
        return False
    helpers = scene.auxiliaries(cue)
    if helpers & words.pluperfect:
        return True
    slip = (
        draft.rule.startswith("act") and sent.tags[cue] == "VBN" and not helpers
    )  # a past tense that the tagger took for a participle
    past = sent.tags[cue] == "VBD" or slip or bool(helpers & words.was)
    backshifted = told is not None and told.directness in {"indirect", "mixed"}
    return past and not backshifted and not _ahead(scene, draft, aimed)


def _ahead(scene: Scene, draft: Draft, aimed: list[Target]) -> bool:
    """ "was due to arrive on Friday" still stands on Wednesday."""
    return any(deadline_of(scene, draft, target, ())[0].latest is not None for target in aimed)
