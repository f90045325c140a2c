"""Recipients that only the content names: "rejected an Indian proposal" is done to India."""

from collections.abc import Iterable, Sequence

from dateline.extract.doc import View
from dateline.match import children
from dateline.types import Actor

__all__ = ["implied_recipient"]

_COMPLEMENTS = ("obj", "ccomp", "xcomp", "obl:against", "obl:for", "obl:into", "obl:on", "obl:over", "nmod")
_MODIFIER = "resolve:modifier"  # "Iraqi towns": whose they are tells whom it is done to
_WHERE = (":in", ":at", ":near", ":inside", ":within")  # "the war in Ukraine": where it is, not with whom
# Where a party stands: "crimes by Croat forces", "an Indian proposal"; not the victim in "the invasion of Ukraine", whom a
# condemnation or a call is not addressed to, nor the thing in "an end to the military operation".
_DOERS = frozenset({"nsubj", "nsubj:pass", "obl:agent", "nmod:by", "nmod:from", "nmod:poss", "amod", "compound"})
_PARTY = _DOERS | {"obl:against", "obl:with", "nmod:against", "nmod:with"}
_ASIDES = ("acl", "advcl", "appos", "parataxis")


def implied_recipient(view: View, sent: int, trigger: int, content: Iterable[int], actors: Sequence[Actor]) -> int | None:
    """Return the token of the first party of another country in what the act is about, None if there is none.

    Only where all actors' countries are known: else nothing tells another country from their own.
    """
    own = {actor.country for actor in actors}
    if not own or "" in own:
        return None
    tops = list(dict.fromkeys((*content, *_complements(view, sent, trigger))))
    asides = _asides(view, sent, tops)
    for token in sorted({token for top in tops for token in view.subtree(sent, top, without=trigger)} - asides):
        dep, entity = view.sentences[sent].deps[token], view.entity(sent, token)
        if entity is None or dep.endswith(_WHERE) or (entity.why.rule != _MODIFIER and dep not in _PARTY):
            continue
        if entity.kind != "place" and entity.codable and entity.country and entity.country not in own:
            return token
    return None


def _complements(view: View, sent: int, trigger: int) -> list[int]:
    columns = view.sentences[sent]
    return [kid for kid in children(columns.heads)[trigger] if columns.deps[kid].startswith(_COMPLEMENTS)]


def _asides(view: View, sent: int, tops: Sequence[int]) -> set[int]:
    """Clauses that tell something else about a word of the content; participles of the deed itself stay."""
    columns, found = view.sentences[sent], set[int]()
    for top in tops:
        for token in view.subtree(sent, top):
            relative = columns.deps[token] == "acl:relcl"
            if token not in tops and (relative or (columns.deps[token].startswith(_ASIDES) and columns.deps[token] != "acl")):
                found |= set(view.subtree(sent, token))
    return found
