"""Is it asserted that somebody binds himself, or only wished, asked, doubted, denied?"""

from dateline.extract.commitments.draft import Scene
from dateline.extract.realis import realis_of

__all__ = ["asserted", "takes_place"]

_CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "csubj")
_OPEN = frozenset({"requested", "possible", "denied", "negative"})


def asserted(scene: Scene, token: int) -> bool:
    """Tell whether nothing above ``token`` takes it back: a wish, a demand, a doubt, a denial, a condition, a question."""
    sent, steps = scene.sent, 0
    if sent.words[-1] == "?" or (len(sent.words) > 1 and sent.words[-2] == "?"):
        return False
    while sent.heads[token] >= 0 and steps < len(sent.words):
        steps += 1
        head, label = sent.heads[token], sent.deps[token]
        beside = label == "advcl" and sent.tags[token] == "VBG"  # "threatening to leave, it demanded": not what is demanded
        hedged = not beside and _hedged(scene, head, label)
        if label.startswith(_CLAUSES) and (hedged or _conditional(scene, token, label) or _lost(scene, label)):
            return False
        token = head
    return True


def _hedged(scene: Scene, head: int, label: str) -> bool:
    """What the word above does to the clause: "hopes to", "called on", "denied that", "did not say that"."""
    lemma = scene.lemma(head)
    if scene.sent.pos[head] in {"VERB", "AUX"}:
        if label == "xcomp" and lemma in scene.words.going and not _modal(scene, head):
            return False  # "is not going to yield" promises not to
        kind = None if lemma in scene.words.telling else scene.realis.verb_class(lemma)
        return (kind in _OPEN and lemma not in scene.words.refusals) or scene.negated(head) or _modal(scene, head)
    if scene.sent.pos[head] == "ADJ":
        return lemma in scene.words.believing or any(lemma in scene.realis.adjectives.get(kind, ()) for kind in _OPEN)
    return lemma in scene.realis.claims or any(lemma in scene.realis.nouns.get(kind, ()) for kind in _OPEN)


def _conditional(scene: Scene, token: int, label: str) -> bool:
    marks = {scene.sent.words[kid].lower() for deep, kid in scene.graph.kids[token] if deep in {"mark", "advmod"}}
    return label.startswith(("advcl", "ccomp", "acl")) and bool(marks & scene.realis.conditional_marks)


def _lost(scene: Scene, label: str) -> bool:
    """ "accused Kyiv of planning to": what hangs on a preposition is not told but charged."""
    return label.partition(":")[2] in scene.words.charged


def _modal(scene: Scene, token: int) -> bool:
    words = scene.realis
    return bool(
        scene.auxiliaries(token) & (words.modal_possible | words.modal_requested | words.modal_would | words.modal_planned)
    )


def takes_place(scene: Scene, cue: int) -> bool:
    """Tell whether the binding act at ``cue`` did take place."""
    if _modal(scene, cue) or scene.negated(cue):
        return False
    if scene.lemma(cue) in scene.words.refusals:
        return asserted(scene, cue)
    verdict = realis_of(scene.graph, cue, scene.realis)
    return verdict.realis in {"ACTUAL", "CONDITIONAL", "REQUESTED"} and asserted(scene, cue)
