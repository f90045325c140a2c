"""Actions told as to come: "will", "is to", a headline's infinitive, the bare list of a programme."""

from collections.abc import Iterator

from dateline.extract.commitments.asserted import asserted
from dateline.extract.commitments.draft import Draft, Scene

__all__ = ["plans"]

_PLAN, _PLEDGE = 2, 4


def plans(scene: Scene, taken: set[int], *, own: bool) -> Iterator[Draft]:
    """Yield a draft for each action to come that no act in ``taken`` binds to.

    Args:
        scene: the sentence.
        taken: heads of contents that acts have.
        own: the document is its speaker's own words, so that a list of measures binds him.
    """
    for token, tag in enumerate(scene.sent.tags):
        if token in taken or not tag.startswith(("VB", "JJ")):
            continue
        draft = _future(scene, token, own=own) or _infinitive(scene, token, own=own) or (_listed(scene, token) if own else None)
        if draft is not None and asserted(scene, token):
            yield draft


def _future(scene: Scene, token: int, *, own: bool) -> Draft | None:
    """ "will send", "will be sent", and "would send" where a word of saying in the past stands above."""
    words, sent = scene.words, scene.sent
    helpers = scene.auxiliaries(token)
    if not helpers & (words.futures | words.past_futures) or sent.pos[token] != "VERB" or _perfect(scene, helpers):
        return None
    if _with(scene, token, words.advised):
        return None
    if not helpers & words.futures and not (own and scene.graph.passive(token)) and not _backshifted(scene, token):
        return None
    if _action(scene, token) in words.uncontrolled or (not own and _only_happens(scene, token)):
        return None
    cue = next(
        kid
        for label, kid in scene.graph.kids[token]
        if label in {"aux", "aux:pass"} and sent.words[kid].lower() in words.futures | words.past_futures
    )
    top = token
    if scene.lemma(token) in words.reluctant:
        inner = scene.graph.find(token, "xcomp")
        if inner is None or not scene.negated(token):
            return None
        top = inner  # "will not hesitate to shut"
    passive = scene.graph.passive(token)
    subjects = scene.subjects(token)
    if passive and not subjects and (sent.deps[token].startswith("acl") or _suffered(scene, token)):
        return None  # "the crews that will be deported": who will deport them is not told
    return Draft(scene.number, cue, top, subjects, "future:will", _PLAN, implied=not subjects and passive, plan=True)


def _action(scene: Scene, token: int) -> str:
    """The lemma of what is to be done: "will continue to share" is about sharing, "will continue to be open" about being."""
    inner = scene.graph.find(token, "xcomp")
    lemma = scene.lemma(token)
    if inner is None or lemma not in scene.realis.continuing | scene.realis.inchoative:
        return lemma
    return scene.words.be if any(label == "cop" for label, _ in scene.graph.kids[inner]) else scene.sent.lemmas[inner]


def _suffered(scene: Scene, token: int) -> bool:
    """ "we will be attacked": what is done to the speaker is not his to promise."""
    subject = scene.graph.subject(token)
    return subject is not None and scene.sent.words[subject].lower() in scene.words.first_person


def _only_happens(scene: Scene, token: int) -> bool:
    """Whether the verb tells what only happens: it has no object ("will work out well"), takes time, is undergone."""
    if scene.lemma(token) in scene.words.undergone:
        return True
    obj = scene.graph.find(token, "obj")
    if obj is not None and scene.lemma(token) in scene.words.taking:
        subject = scene.graph.subject(token)
        needs = subject is not None and scene.sent.words[subject].lower() in scene.words.things
        needed = needs and scene.graph.find(token, "xcomp", "advcl:to", "advcl") is not None  # "it will take courage to"
        return needed or scene.sent.lemmas[obj].lower() in scene.words.periods
    if (
        scene.lemma(token) not in scene.words.happen_alone
        or scene.graph.passive(token)
        or scene.graph.find(token, "obj", "xcomp") is not None
    ):
        return False
    subject = scene.graph.subject(token)
    return subject is None or scene.sent.words[subject].lower() not in scene.words.first_person


def _perfect(scene: Scene, helpers: set[str]) -> bool:
    return bool(helpers & scene.words.perfect)


def _backshifted(scene: Scene, token: int) -> bool:
    """ "said it would": the clause hangs on a word of saying; "would" by itself is no plan."""
    sent = scene.sent
    head, label = sent.heads[token], sent.deps[token]
    while label == "conj" and head >= 0:
        head, label = sent.heads[head], sent.deps[head]
    if head < 0:
        return False
    parenthetical = label in {"ccomp", "acl", "dep", "parataxis"}
    return parenthetical and sent.lemmas[head] in scene.words.past_cues | scene.words.nouns


def _infinitive(scene: Scene, token: int, *, own: bool) -> Draft | None:
    """ "is to visit", "is going to", "Our goal is to"; in a headline the bare infinitive."""
    sent, words = scene.sent, scene.words
    if not scene.graph.infinitive(token) or scene.lemma(token) in words.uncontrolled | words.talk:
        return None
    state = any(deep == "cop" for deep, _ in scene.graph.kids[token])  # "is going to be hard"
    if not own and (state or _only_happens(scene, token)):
        return None
    head, label = sent.heads[token], sent.deps[token]
    to = next(kid for deep, kid in scene.graph.kids[token] if deep == "mark")
    if head < 0:
        if not own and not sent.headline and sent.words[-1] in {".", "!"}:
            return None
        return Draft(scene.number, to, token, scene.subjects(token), "future:headline", _PLAN, implied=own, plan=True)
    if label not in {"xcomp", "ccomp"} or not (_be(scene, head) or _going(scene, head)) or _with(scene, head, words.undone):
        return None
    subject = scene.graph.subject(head)
    if subject is None:
        return None
    if sent.pos[subject] == "NOUN" and sent.lemmas[subject].lower() in words.aims:
        owner = scene.graph.find(subject, "nmod:poss", "nmod:of")
        return Draft(scene.number, subject, token, (owner,), "future:aim", _PLAN) if owner is not None else None
    passive = scene.graph.passive(token)
    said = sent.deps[head].startswith("ccomp") and sent.lemmas[sent.heads[head]] in words.past_cues
    purpose = sent.words[subject].lower() in words.things and not said and not _going(scene, head)  # "it is to deter others"
    if purpose or (passive and _suffered(scene, head)):
        return None
    by = scene.subjects(token) if passive else tuple(scene.graph.coordinated(subject))
    denied = scene.negated(head)  # "is not going to yield"
    return Draft(scene.number, head, token, by, "future:is to", _PLAN, implied=passive and not by, plan=True, negative=denied)


def _with(scene: Scene, token: int, adverbs: frozenset[str]) -> bool:
    return any(label == "advmod" and scene.sent.words[kid].lower() in adverbs for label, kid in scene.graph.kids[token])


def _be(scene: Scene, head: int) -> bool:
    return scene.sent.lemmas[head] == scene.words.be and scene.sent.tags[head] in {"VBZ", "VBP"} and not scene.negated(head)


def _going(scene: Scene, head: int) -> bool:
    return scene.sent.tags[head] == "VBG" and scene.sent.lemmas[head] in scene.words.going and bool(scene.auxiliaries(head))


def _listed(scene: Scene, token: int) -> Draft | None:
    """A measure in a list: "Launch a scheme for …"; the speaker binds himself."""
    sent = scene.sent
    first = next((n for n, word in enumerate(sent.words) if word[:1].isalpha() and len(word) > 1), None)
    if first != token or scene.graph.subject(token) is not None or sent.tags[token] not in {"VB", "VBP", "VBG", "VBN", "VBD"}:
        return None
    if sent.tags[token] in {"VBN", "VBD"} and (sent.heads[token] >= 0 or scene.graph.find(token, "obj") is None):
        return None
    if sent.heads[token] >= 0 and sent.deps[token] not in {"ccomp", "advcl", "dep"}:
        return None
    if scene.auxiliaries(token) or scene.lemma(token) in scene.words.uncontrolled:
        return None
    return Draft(scene.number, token, token, (), "future:measure", _PLEDGE, implied=True)
