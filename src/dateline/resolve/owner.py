"""Whose a phrase's head is: the country or body named beside it."""

from dateline.know import Known
from dateline.resolve.grammar import Grammar
from dateline.resolve.parts import HeadNoun, Parts

__all__ = ["owner_of"]

_BEHIND, _STATE, _BODY = 1, 2, 3  # what names the country: after a preposition, a country before the head, a body before it


def owner_of(
    parts: Parts, grammar: Grammar, noun: HeadNoun | None = None, *, phrase_only: bool = False
) -> tuple[str, Known | None]:
    """Return the country that the phrase names beside its head ("" if none), and the entry that named it.

    A name that is only the role noun itself ("Defense Department") does not count beside another.
    """
    ranked: list[tuple[int, int, Known]] = []
    named = {hit.entries[0].country for hit in parts.hits if hit.entries[0].kind == "country" and parts.in_head(hit)}
    ethnic = any(word.low == "ethnic" for word in parts.words)
    for number, hit in enumerate(parts.hits):
        entry = hit.entries[0]
        if entry.kind == "person" or (noun and len(parts.hits) > 1 and parts.is_noun(hit, noun)):
            continue
        in_head = parts.in_head(hit)
        if not entry.country or (ethnic and entry.role == "demonym"):
            continue  # "ethnic Albanians" are not Albania's
        if named and entry.country not in named and entry.kind in {"party", "institution"}:
            continue  # "Serbian Labour Minister" is not of Britain's Labour
        rank = (_STATE if entry.kind in {"country", "region"} else _BODY) if in_head else _BEHIND
        ranked.append((rank, -number, entry))
    if not ranked:
        return "", None
    body = [item for item in ranked if item[2].kind not in {"country", "region"}]
    state = [item for item in ranked if item[0] == _STATE]
    if noun is not None and state and noun.text.rpartition(" ")[2] in grammar.sent:
        ranked, body = state, []  # "Norway's U.N. ambassador" is Norway's
    best = max(body or ranked)[2] if not phrase_only else max(ranked)[2]
    return best.country, best
