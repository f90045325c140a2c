"""Contested wording: which variant stands in the text, for which concept, in whose voice."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from dateline.extract.actors import innermost
from dateline.extract.doc import Control, View
from dateline.ids import content_id
from dateline.types import Coding, Layer, Span, Statement, Why, Wording

__all__ = ["Concept", "WordingStage"]

_EXPLAINS = re.compile(
    r"\b(?:call|calls|called|calling|term|terms|termed|dub|dubs|dubbed|describes? as|so-called)\W+(?:\w+\W+){0,3}$"
)


Voice = Literal["outlet", "quoted", "indirect", "scare-quoted", "explained"]


class Variant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to say it, and who is documented to say it so."""

    text: str
    users: tuple[str, ...] = ()


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A contested thing with its variants; the gloss states acts, not law or motive."""

    id: str
    type: str
    gloss: str
    variants: tuple[Variant, ...]


class WordingStage:
    """Stage of the ``wordings`` layer; event coding never reads it."""

    layer: Layer = "wordings"
    needs: frozenset[Layer] = frozenset({"sentences", "statements"})

    def __init__(self, concepts: Sequence[Concept], control: Control) -> None:
        self._by_text = {v.text.lower(): (concept, v.text) for concept in concepts for v in concept.variants}
        ordered = sorted(self._by_text, key=lambda text: (-len(text), text))
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b", re.IGNORECASE)
        self._control = control

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Wording, ...]]:
        """Return the wordings of each coding in text order."""
        return [tuple(self._find(View(coding, self._control))) for coding in codings]

    def _find(self, view: View) -> list[Wording]:
        found = []
        for match in self._pattern.finditer(view.text):
            concept, variant = self._by_text[match.group().lower()]
            if variant[0].isupper() and not match.group()[0].isupper():
                continue
            if variant.startswith("the ") and not match.group().startswith(("the W", "The W")):
                continue
            found.append(_wording(view, view.span(match.start(), match.end()), concept, variant))
        return found


def _wording(view: View, span: Span, concept: Concept, variant: str) -> Wording:
    statement = innermost(view.coding.statements, span.start)
    voice = _voice(view, span, statement)
    holder = statement.chain[-1].name if statement and voice != "outlet" else ""
    return Wording(
        id=content_id("wor", span.start, span.end),
        span=span,
        concept=concept.id,
        variant=variant,
        gloss=concept.gloss,
        voice=voice,
        holder=holder,
        statement=statement.id if statement else None,
        why=Why(rule=f"wording:{concept.id}", evidence=(span,)),
    )


def _voice(view: View, span: Span, statement: Statement | None) -> Voice:
    quoted = _quoted(view, span)
    around = view.text[max(0, span.start - 60) : span.start]
    if _EXPLAINS.search(around):
        return "explained"
    if quoted:
        before, after = view.text[span.start - 1 : span.start], view.text[span.end : span.end + 1]
        tight = bool(before.strip()) and bool(after.strip()) and before in "\"'“‘«" and after in "\"'”’»"
        return "scare-quoted" if tight else "quoted"
    return "indirect" if statement is not None else "outlet"


def _quoted(view: View, span: Span) -> bool:
    for sent in view.sentences:
        if sent.span.start <= span.start < sent.span.end:
            return any(flag for flag, start in zip(sent.quoted, sent.starts, strict=True) if start == span.start)
    return False
