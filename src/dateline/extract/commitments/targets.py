"""The words of what is promised, one set for each distinct target."""

from typing import NamedTuple

from dateline.extract.commitments.draft import Draft, Scene
from dateline.match import children

__all__ = ["Target", "targets"]

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_SPLIT_MODIFIERS = frozenset({"nmod", "compound", "amod"})


class Target(NamedTuple):
    """The head of one target and its words in order."""

    head: int
    tokens: tuple[int, ...]


def targets(scene: Scene, draft: Draft) -> list[Target]:
    """Split the content where verbs, objects or their modifiers are coordinated ("expanding X and Y cooperation")."""
    heads = [draft.top, *_strays(scene, draft)]
    heads += [kid for head in heads for label, kid in scene.graph.kids[head] if _beside(scene, head, label, kid)]
    found: list[Target] = []
    for head in heads:
        own = _clause(scene, head, draft, [other for other in heads if other != head])
        found.extend(_by_object(scene, head, own))
    return found


def _strays(scene: Scene, draft: Draft) -> list[int]:
    """Bare verbs of a list that the parser hung on the act: "pledged to lift the ban, reopen the port and …"."""
    sent = scene.sent
    if draft.plan or sent.tags[draft.top] != "VB":
        return []
    return [
        kid
        for kid in children(sent.heads)[draft.cue]
        if kid > draft.top
        and sent.deps[kid] == "advcl"
        and sent.tags[kid] == "VB"
        and not any(sent.deps[k].startswith(("mark", "nsubj", "aux")) for k in children(sent.heads)[kid])
    ]


def _beside(scene: Scene, top: int, label: str, kid: int) -> bool:
    """A verb coordinated with the first in the same form; one with a subject of its own is another matter."""
    joined = label == "conj" or (label == "advcl:to" and any(deep == "cc" for deep, one in scene.graph.kids[top] if one < kid))
    if not joined or scene.sent.pos[top] not in {"VERB", "AUX"} or scene.sent.pos[kid] != "VERB":
        return False
    own = any(
        scene.sent.heads[k] == kid and scene.sent.deps[k].startswith(("nsubj", "aux")) for k in range(len(scene.sent.words))
    )
    voice = not scene.graph.passive(top) or scene.sent.tags[kid] == "VBN"  # "be taught and change lives": the second is no deed
    return not own and voice and scene.sent.tags[kid] in {"VB", "VBG", "VBN"} and not scene.negated(kid)


def _clause(scene: Scene, head: int, draft: Draft, others: list[int]) -> list[int]:
    """The subtree of ``head`` without subject, auxiliaries, the cue's own words and the other targets."""
    sent, number, view = scene.sent, scene.number, scene.view
    tokens = set(view.subtree(number, head, without=draft.cue if draft.cue != head else None))
    for other in others:
        if other != draft.top and other in tokens and head not in (below := set(view.subtree(number, other))):
            tokens -= below
    for kid in children(sent.heads)[head]:
        if _outside(scene, kid, head):
            tokens -= set(view.subtree(number, kid))
    if sent.tags[head] != "VBN":
        tokens -= {kid for kid in children(sent.heads)[head] if sent.deps[kid] == "aux"}
    found = sorted(tokens)
    while found and (sent.deps[found[0]] == "mark" or (sent.deps[found[0]] == "case" and sent.heads[found[0]] == head)):
        found.pop(0)
    return found


def _outside(scene: Scene, kid: int, head: int) -> bool:
    label, sent = scene.sent.deps[kid], scene.sent
    if label == "punct":
        return sent.tags[kid] != "HYPH"
    if label.startswith("nsubj") or label in {"cc", "parataxis"}:
        return not (label.startswith("nsubj") and scene.graph.passive(head))
    if label.startswith("conj") and sent.pos[kid] == "VERB" and sent.pos[head] == "VERB":
        return True
    return label.startswith("advcl") and any(
        sent.heads[k] == kid and sent.words[k].lower() in scene.words.conditions for k in range(len(sent.words))
    )


def _by_object(scene: Scene, head: int, tokens: list[int]) -> list[Target]:
    """One target, or one for each coordinated object or object's modifier."""
    obj = next((n for n in tokens if scene.sent.heads[n] == head and scene.sent.deps[n] == "obj"), None)
    members = [] if obj is None else [one for one in _members(scene, obj) if one in tokens]
    if len(members) < 2:
        return [Target(head, tuple(tokens))] if tokens else []
    trees = {member: _alone(scene, member, members) for member in members}
    found = []
    for member in members:
        drop = set().union(*(tree for other, tree in trees.items() if other != member)) - trees[member]
        drop |= {n for n in tokens if _joint(scene, n) and scene.sent.heads[n] in members}
        found.append(Target(head, tuple(n for n in tokens if n not in drop)))
    return found


def _joint(scene: Scene, token: int) -> bool:
    """Whether ``token`` only joins: "and", a comma, but not the hyphen of a compound."""
    return scene.sent.deps[token] == "cc" or (scene.sent.deps[token] == "punct" and scene.sent.tags[token] != "HYPH")


def _members(scene: Scene, obj: int) -> list[int]:
    """Coordinated objects; in "information-sharing and logistics cooperation" the coordinated modifiers."""
    sent = scene.sent
    found = scene.graph.coordinated(obj)
    if len(found) > 1:
        return found if all(sent.pos[one] in _NOMINAL for one in found) else []
    for kid in children(sent.heads)[obj]:
        if sent.deps[kid] in _SPLIT_MODIFIERS:
            partners = [n for n in children(sent.heads)[kid] if sent.deps[n] == "conj"]
            if partners and sent.pos[kid] == "NOUN":
                return [kid, *partners]
    return found


def _alone(scene: Scene, member: int, members: list[int]) -> set[int]:
    """The subtree of a coordinated word without the others that hang on it."""
    tokens = set(scene.view.subtree(scene.number, member))
    for other in members:
        if other != member and other in tokens:
            tokens -= set(scene.view.subtree(scene.number, other))
    return tokens
