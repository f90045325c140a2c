"""Speech acts that bind: verbs, nouns and adjectives of promising, intending, threatening, signing."""

from collections.abc import Iterator

from dateline.extract.commitments.asserted import takes_place
from dateline.extract.commitments.draft import Draft, Scene, clause_kids

__all__ = ["acts"]

_PLAN = 2
_PLEDGE = 4
_RESTATED = 1
_OF_CLAUSE = ("obl", "nmod")


def acts(scene: Scene) -> Iterator[Draft]:
    """Yield a draft for each binding act in the sentence."""
    for token, pos in enumerate(scene.sent.pos):
        lemma = scene.sent.lemmas[token].lower()
        if lemma in scene.words.adjectives and (pos == "ADJ" or scene.sent.tags[token] in {"VBN", "JJ"}):
            yield from _adjective(scene, token, lemma)
        if pos == "VERB":
            yield from _verb(scene, token)
        elif pos == "NOUN":
            yield from _noun(scene, token, lemma)


def _verb(scene: Scene, token: int) -> Iterator[Draft]:
    lemma, words = scene.lemma(token), scene.words
    if lemma in words.signs:
        yield from _sign(scene, token, lemma)
        return
    passive = scene.graph.passive(token)
    if passive and lemma in words.passive_plans and lemma not in words.adjectives:
        subject = scene.graph.subject(token)
        contents = clause_kids(scene, token)
        if subject is not None and contents and lemma in words.adjectives | words.acts and takes_place(scene, token):
            by = tuple(scene.graph.coordinated(subject))
            yield Draft(scene.number, token, contents[0], by, f"passive:{lemma}", words.level(lemma) or _PLAN)
        return
    if lemma not in words.acts | words.refusals or passive:
        return
    if lemma in words.told_now and scene.sent.tags[token] not in {"VBZ", "VBP"}:
        return
    subjects = scene.subjects(token)
    aim = (words.level(lemma) or _PLEDGE) <= _PLAN
    background = aim and scene.sent.deps[token].startswith(("acl", "advcl"))  # "raids villages, aiming to": what for
    if not subjects or background or not takes_place(scene, token):
        return
    strength = _principle(scene, token) or words.level(lemma) or _PLEDGE
    negative = lemma in words.refusals
    for top in _contents(scene, token, lemma):
        if (aim and scene.lemma(top) in words.minding) or (lemma in words.by_clause | words.agreeing and _outcome(scene, top)):
            continue  # "aims to understand", "agreed that it would have no effect"
        if lemma in words.told_of and not _own_deed(scene, token, top):
            continue  # "warned that the other side would"
        yield Draft(
            scene.number, token, top, subjects, f"act:{lemma}", strength, threat=lemma in words.threats, negative=negative
        )


def _contents(scene: Scene, token: int, lemma: str) -> list[int]:
    """What the act binds to, the clause before the noun."""
    words, sent = scene.words, scene.sent
    clauses = clause_kids(scene, token)
    if lemma in words.by_clause:
        clauses = [kid for kid in clauses if scene.future(kid)]
    if lemma in words.by_infinitive:
        clauses = [kid for kid in clauses if scene.graph.infinitive(kid)]
        if not clauses:
            return []
    if clauses:
        return [] if sent.lemmas[clauses[0]] in words.talk else clauses[:1]
    promised = sent.heads[token] if sent.deps[token] == "acl:relcl" else -1  # "the howitzers it had promised"
    for label, kid in sorted(scene.graph.kids[token], key=lambda edge: edge[0] == "iobj"):
        if lemma in words.offering and not sent.headline and sent.tags[token] in {"VBG", "VBZ", "VBP", "VB"}:
            continue  # "the fund offers loans": what it always does
        if label in {"obj", "iobj"} and lemma in words.gives | words.refusals and sent.pos[kid] in {"NOUN", "NUM"}:
            if sent.lemmas[kid].lower() in words.nouns | words.aims | words.nothing or (kid < token and kid != promised):
                continue
            inner = clause_kids(scene, kid)
            if lemma in words.refusals and sent.lemmas[kid] in words.talk:
                continue
            return inner[:1] or [kid]
        if label == "obj" and lemma in words.refusals and sent.pos[kid] in {"VERB", "PROPN"}:
            return [kid]
        if label == "obl:to" and (lemma in words.to_nouns or _settled(scene, lemma, kid)):
            return [kid]
        if lemma in words.threats and sent.lemmas[kid].lower() in words.measures and label in {"obj", "obl:with"}:
            return [kid]  # "threatened Oslo with a boycott"
    given = lemma in words.gives and (lemma not in words.offering or sent.tags[token] in {"VBD", "VBN"})
    return [promised] if promised >= 0 and given and sent.pos[promised] == "NOUN" else []


def _outcome(scene: Scene, top: int) -> bool:
    """Whether a clause about somebody or something else tells what is not in anybody's hands."""
    subject = scene.graph.subject(top)
    named = subject is not None and scene.sent.pos[subject] != "PRON" and scene.sent.lemmas[top] != scene.words.be
    return named and scene.sent.deps[top] == "ccomp" and scene.lemma(top) in scene.words.uncontrolled - scene.words.voiced


def _own_deed(scene: Scene, token: int, top: int) -> bool:
    """Whether he who warns would do it: the clause has no other subject, or one that stands for him or his side."""
    if scene.sent.deps[top] != "ccomp" or scene.graph.passive(top):
        return True
    subject, view, number = scene.graph.subject(top), scene.view, scene.number
    if subject is None or scene.sent.pos[subject] == "PRON":
        return True
    theirs = view.entity(number, subject)
    mine = [view.entity(number, one) for one in scene.subjects(token)]
    return theirs is not None and any(one and (one.id == theirs.id or one.country == theirs.country != "") for one in mine)


def _settled(scene: Scene, lemma: str, kid: int) -> bool:
    """ "agreed to a truce": a deed that the parties themselves do, not a text of others."""
    return lemma in scene.words.agreeing and scene.sent.lemmas[kid].lower() in scene.words.joint_deeds


def _principle(scene: Scene, token: int) -> int | None:
    """ "agreed in principle" binds less than "agreed"."""
    for label, kid in scene.graph.kids[token]:
        if label == "obl:in" and (level := scene.words.level(scene.sent.lemmas[kid])) is not None:
            return level
    return None


def _sign(scene: Scene, token: int, lemma: str) -> Iterator[Draft]:
    """Signing and ratifying bind to what the text is for."""
    subjects, words = scene.subjects(token), scene.words
    if not subjects or not takes_place(scene, token):
        return
    for label, kid in scene.graph.kids[token]:
        if label in {"obj", "obl:into", "obl:to"} and scene.sent.lemmas[kid].lower() in words.texts:
            yield Draft(scene.number, token, kid, subjects, f"sign:{lemma}", words.level(lemma) or _PLEDGE)
            return


def _adjective(scene: Scene, token: int, lemma: str) -> Iterator[Draft]:
    """ "is ready to", "is committed to"."""
    subject = scene.graph.subject(token)
    if subject is None and scene.sent.deps[token] == "xcomp":
        subject = scene.graph.subject(scene.sent.heads[token])  # "remains committed"
    if subject is None or (scene.sent.pos[token] == "VERB" and not scene.graph.passive(token)):
        return
    contents = clause_kids(scene, token)
    if not contents and lemma in scene.words.to_nouns:
        contents = [kid for label, kid in scene.graph.kids[token] if label == "obl:to"]
    if not contents or not takes_place(scene, token):
        return
    if scene.words.level(lemma) == _PLAN and scene.lemma(contents[0]) in scene.words.uncontrolled - scene.words.voiced:
        return  # "is due to expire", "is set to appear in court"
    restated = _governed_by(scene, token, scene.words.restated)
    level = _RESTATED if restated else scene.words.level(lemma) or _PLEDGE
    yield Draft(scene.number, token, contents[0], tuple(scene.graph.coordinated(subject)), f"adjective:{lemma}", level)


def _governed_by(scene: Scene, token: int, lemmas: frozenset[str]) -> bool:
    """Whether a verb of ``lemmas`` stands above ``token`` in the clause chain."""
    sent, steps = scene.sent, 0
    while sent.heads[token] >= 0 and steps < len(sent.words):
        token, steps = sent.heads[token], steps + 1
        if sent.pos[token] == "VERB" and sent.lemmas[token] in lemmas:
            return True
    return False


def _noun(scene: Scene, token: int, lemma: str) -> Iterator[Draft]:
    words, sent = scene.words, scene.sent
    head, label = sent.heads[token], sent.deps[token]
    verb = sent.lemmas[head] if head >= 0 and label == "obj" else ""
    if lemma in words.starts and verb in words.unveils:
        if (subjects := scene.subjects(head)) and takes_place(scene, head):
            yield Draft(scene.number, head, token, subjects, f"noun:{verb} {lemma}", words.level(verb) or _PLEDGE)
        return
    if lemma not in words.nouns:
        return
    contents = clause_kids(scene, token)
    if not contents and lemma not in words.threat_nouns:  # "threats to shipping" threaten nothing that is told
        contents = [kid for deep, kid in scene.graph.kids[token] if deep == "nmod:to"]
    if not contents and verb in words.of_nouns:
        contents = clause_kids(scene, head) or [kid for deep, kid in scene.graph.kids[head] if deep == "obl:to"]
    if not contents or sent.lemmas[contents[0]] in words.talk or not _given(scene, token, head, label):
        return
    if lemma in words.carried_out and verb not in words.of_nouns | words.unveils:
        return  # "criticised its decision to": by then it was done
    by = _holder(scene, token, head, label)
    level = words.level(lemma) or _PLEDGE
    if verb in words.restated:
        level = _RESTATED
    elif verb in words.unveils:
        level = max(level, _PLEDGE)
    if by:
        threat = lemma in words.threat_nouns
        yield Draft(scene.number, token, contents[0], by, f"noun:{verb or 'of'} {lemma}", level, threat=threat)


def _given(scene: Scene, token: int, head: int, label: str) -> bool:
    """Whether the promise was given: the verb that it is the object of took place, and the noun is not denied."""
    if scene.negated(token) or (label == "nmod:for" and head >= 0 and scene.sent.pos[head] == "NOUN"):
        return False  # "an argument for a commitment"
    if label == "obj" and head >= 0:
        return takes_place(scene, head) or scene.sent.lemmas[head] in scene.words.restated
    return takes_place(scene, token)


def _holder(scene: Scene, token: int, head: int, label: str) -> tuple[int, ...]:
    """Whose promise it is: the possessor, "by" or "from" whom, else the subject of the verb beside it."""
    graph, words = scene.graph, scene.words
    owner = graph.find(token, "nmod:poss", "nmod:by", "nmod:from")
    if owner is not None and scene.sent.pos[owner] != "PRON":
        return tuple(graph.coordinated(owner))
    beside = head >= 0 and (
        (label == "obj" and (scene.sent.lemmas[head] in words.of_nouns or owner is not None))
        or label.partition(":")[2] in words.noun_cases
        or owner is not None
    )
    if beside and (subjects := scene.subjects(head)):
        return subjects
    return (owner,) if owner is not None else _nation(scene, token)


def _nation(scene: Scene, token: int) -> tuple[int, ...]:
    """Whose it is by an adjective or name before it: "a Latvian plan to", "the U.S. offer to"."""
    entity = scene.view.entity(scene.number, token)
    if entity is None or not entity.country:
        return ()
    before = (kid for label, kid in scene.graph.kids[token] if label in {"amod", "compound"})
    return tuple(kid for kid in before if scene.sent.words[kid][0].isupper())[:1]
