"""Fields read off the words: valence, polarity, novelty, specificity, condition, the words of the action."""

from dateline.extract.commitments.draft import Draft, Scene
from dateline.extract.commitments.targets import Target
from dateline.types import Condition, Event, Span

__all__ = ["condition_of", "is_negative", "is_threat", "novelty_of", "object_of", "specificity_of"]

_VAGUE_VALUES = 2  # a promise of nothing but values has at least two of them, or is headed by one


def is_threat(scene: Scene, draft: Draft, target: Target, event: Event | None) -> bool:
    """Tell whether it is meant to harm whom it is said to: by its cue, its event, or the act itself."""
    if draft.threat or (event is not None and event.type in scene.words.threat_types):
        return True
    lemmas = {scene.lemma(target.head)}
    obj = object_of(scene, target)
    answer = obj is not None and scene.sent.lemmas[obj] in scene.words.threat_objects and draft.plan
    return (draft.plan and bool(lemmas & scene.words.threat_actions)) or answer


def is_negative(scene: Scene, draft: Draft, target: Target) -> bool:
    """Tell whether it binds not to do something."""
    refrains = scene.sent.lemmas[target.head] in scene.words.refraining
    return draft.negative != (scene.negated(target.head) or (scene.negated(draft.top) and draft.top != target.head)) or refrains


def novelty_of(scene: Scene, draft: Draft, target: Target) -> str:
    """Return ``restated`` under a cue of restating, ``new`` where the text says so, else ``unknown``."""
    head = scene.sent.heads[draft.cue]
    cues = {scene.lemma(draft.cue)} | ({scene.sent.lemmas[head]} if head >= 0 else set())
    if cues & scene.words.restated:
        return "restated"
    lemmas = {scene.sent.lemmas[token] for token in target.tokens}
    return "new" if lemmas & scene.words.new or (cues & scene.words.new and draft.rule.startswith("noun")) else "unknown"


def object_of(scene: Scene, target: Target) -> int | None:
    """Return the object of the action, for a passive its subject."""
    labels = {"obj", "nsubj:pass"} if scene.graph.passive(target.head) else {"obj"}
    for token in target.tokens:
        if scene.sent.heads[token] == target.head and scene.sent.deps[token] in labels:
            return token
    kids = [kid for label, kid in scene.graph.kids[target.head] if label in {"obj", "xcomp"} and kid in target.tokens]
    return kids[0] if kids else None


def specificity_of(scene: Scene, draft: Draft, target: Target, *, dated: bool, counted: bool) -> int:
    """Return 0 for values, 1 for an action nobody could check, 2 with a target, 3 with a quantity or a date.

    A single visible deed ("set up", "expel") has a target as soon as it has an object; of another action the target must be
    a concrete thing, named or new ("make a law"): "strengthen the health system" is 1.
    """
    sent, words = scene.sent, scene.words
    lemmas = {sent.lemmas[token].lower() for token in target.tokens if sent.pos[token] in {"NOUN", "VERB", "ADJ", "PROPN"}}
    nominal = sent.pos[target.head] in {"NOUN", "PROPN", "ADJ"}
    vague = _inner(scene, target) in words.vague_verbs
    if len(lemmas & words.vague_values) >= _VAGUE_VALUES and (nominal or vague):
        return 0
    if dated or counted or _numbered(scene, target):
        return 3
    if draft.rule.startswith("sign"):
        return 2
    concrete = bool(lemmas & words.concrete_objects)
    if nominal:
        return 2 if concrete or lemmas & words.done_things else 1
    if is_negative(scene, draft, target):
        return 2 if object_of(scene, target) is not None else 1  # what one will not do can be seen
    if _inner(scene, target) in words.firm_verbs and _has_target(scene, target):
        return 2
    fresh = any(sent.words[token].lower() in words.indefinite for token in target.tokens)
    named = any(sent.pos[token] == "PROPN" for token in target.tokens) and not vague
    return 2 if concrete and (fresh or named) else 1


def _numbered(scene: Scene, target: Target) -> bool:
    """Whether a figure stands in it that is no part of a name."""
    sent = scene.sent
    return any(
        n > 0
        and sent.pos[n] == "NUM"
        and sent.lemmas[n].lower() not in scene.words.indefinite
        and not sent.deps[n].startswith("compound")
        for n in target.tokens
    )


def _has_target(scene: Scene, target: Target) -> bool:
    if object_of(scene, target) is not None:
        return True
    return any(scene.sent.heads[token] == target.head and scene.sent.deps[token].startswith("obl") for token in target.tokens)


def _inner(scene: Scene, target: Target) -> str:
    """The verb that says what is done: "continue to share" shares."""
    head, lemma = target.head, scene.lemma(target.head)
    inner = scene.graph.find(head, "xcomp")
    if inner is not None and lemma in scene.realis.continuing | scene.realis.inchoative:
        return scene.sent.lemmas[inner]
    return lemma


def condition_of(scene: Scene, draft: Draft) -> tuple[Condition | None, tuple[int, ...]]:
    """Return what the commitment hangs on, with its tokens."""
    sent, words = scene.sent, scene.words
    for token, label in enumerate(sent.deps):
        word = sent.words[token].lower()
        kind, top = None, sent.heads[token]
        if label in {"mark", "advmod"} and word in words.conditions and top >= 0 and sent.deps[top].startswith("advcl"):
            kind = words.conditions[word]
        elif word in words.provisos and label.startswith(("advcl", "acl", "prep", "mark", "conj", "xcomp", "case")):
            kind, top = words.proviso, token
        elif word in words.subject_to and any(sent.lemmas[n] in words.approvals for n in scene.view.subtree(scene.number, token)):
            kind, top = words.approved, token
        if kind is None or top <= 0 or token == draft.cue or top in {draft.cue, draft.top}:
            continue
        tokens = scene.view.subtree(scene.number, top)
        if draft.top in tokens or draft.cue in tokens or not any(sent.pos[n] == "VERB" or kind == words.approved for n in tokens):
            continue
        runs = scene.view.runs(scene.number, tokens)
        span: Span = scene.view.span(runs[0].start, runs[-1].end)
        return Condition(text=span.text, span=span, type=kind), tuple(tokens)  # type: ignore[arg-type]
    return None, ()
