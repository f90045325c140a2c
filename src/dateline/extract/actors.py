"""Event participants: from tokens to actor records."""

from collections.abc import Iterable

import msgspec

from dateline.extract.doc import View
from dateline.resolve.mentions import extended_phrase, noun_phrase
from dateline.types import Actor, Entity, Sentence, Span, Statement

__all__ = ["ActorFinder"]

_FIRST_PERSON_TAGS = frozenset({"PRP", "PRP$"})
_GOVERNMENT = ("GOV",)
_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY"})  # these act abroad too: where it was does not tell whose


class ActorFinder:
    """Decide who can be an actor and write the records.

    Args:
        view: the coding.
        first_person: pronouns of a speaker ("we", "our").
    """

    def __init__(self, view: View, first_person: frozenset[str]) -> None:
        self._view, self._first_person = view, first_person
        self._statements = view.coding.statements

    def accepts(self, sent: int, token: int, *, acting: bool = True) -> bool:
        """Tell whether ``token`` can be an actor: resolved, a name, or a pronoun that stands for one.

        A place can be acted on; it acts only where it stands for a government.
        """
        columns = self._view.sentences[sent]
        if self._is_speaker(columns, token):
            return self._speaker(sent, token) is not None
        entity = self._view.entity(sent, token)
        if entity is not None:
            if entity.why.rule == "resolve:modifier" and columns.pos[token] != "PROPN":
                return False  # "Serbian proposals": a thing of somebody's, not somebody
            if acting and entity.kind == "place":
                return False
            return bool(entity.country or entity.sectors or entity.parts or entity.id.startswith(("per:", "org:")))
        if self._is_time(sent, token) or columns.deps[token] in {"compound", "amod"}:
            return False
        chain = self._view.chain(sent, token)
        return chain is not None and chain.kind in {"person", "organisation"} and columns.pos[token] == "PROPN"

    def _is_speaker(self, columns: Sentence, token: int) -> bool:
        """Whether the word is "we" or "our"; "US" in capitals is a country."""
        word = columns.words[token]
        return word.lower() in self._first_person and not (len(word) > 1 and word.isupper())

    def records(self, sent: int, tokens: Iterable[int], *, acting: bool) -> tuple[Actor, ...]:
        """Return actors for ``tokens``; "the two leaders" gives its members. ``acting``: in the actor slot."""
        found: list[Actor] = []
        for token in tokens:
            for actor in self._of(sent, token, acting=acting):
                if not any(_same(actor, other) or _within(actor, other) for other in found):
                    found.append(actor)
        return tuple(found)

    def _of(self, sent: int, token: int, *, acting: bool) -> list[Actor]:
        columns = self._view.sentences[sent]
        span = self.span(sent, token)
        if self._is_speaker(columns, token):
            speaker = self._speaker(sent, token)
            entity = self._view.entity_by_id.get(speaker.chain[-1].holder_entity or "") if speaker else None
            return [self._actor(span, entity, acting=acting)] if entity else []
        entity = self._view.entity(sent, token)
        if entity is not None and entity.parts:
            members = [self._view.entity_by_id[part] for part in entity.parts if part in self._view.entity_by_id]
            return [self._actor(span, member, acting=acting, name=member.name) for member in members]
        return [self._actor(span, entity, acting=acting)]

    def speaker(self, statement: Statement | None, sectors: frozenset[str]) -> tuple[Actor, ...]:
        """Return who makes ``statement`` as an actor, if of one of ``sectors`` ("*": any)."""
        if statement is None or statement.source is None:
            return ()
        entity = self._view.entity_by_id.get(statement.chain[-1].holder_entity or "")
        if entity is None or not (entity.country or entity.sectors) or not ("*" in sectors or sectors & set(entity.sectors)):
            return ()
        return (self._actor(statement.source, entity, acting=True),)

    def located(self, actors: tuple[Actor, ...], country: str) -> tuple[Actor, ...]:
        """Give generic actors without a country ("protesters", "gunmen") the country where it took place."""
        return tuple(
            msgspec.structs.replace(actor, country=country)
            if not actor.country and (actor.entity or "").startswith("ent-") and actor.sectors and not set(actor.sectors) & _STATE
            else actor
            for actor in actors
        )

    def span(self, sent: int, token: int) -> Span:
        """Return the noun phrase of ``token``, with its "of/in/from" part if that is what names the country."""
        columns = self._view.sentences[sent]
        first, last = noun_phrase(columns, token)
        if columns.pos[token] == "NOUN":
            wide_first, wide_last = extended_phrase(columns, token, (first, last))
            if wide_last - last <= 5:
                first, last = min(first, wide_first), wide_last
        if columns.pos[first] == "DET" and columns.pos[last] == "PROPN" and last > first:
            first += 1
        return self._view.token_span(sent, first, last)

    def _actor(self, span: Span, entity: Entity | None, *, acting: bool, name: str = "") -> Actor:
        if entity is None:
            return Actor(name=span.text, span=span, country="", sectors=(), entity=None)
        sectors = entity.sectors
        if acting and entity.kind == "country" and not sectors:
            sectors = _GOVERNMENT  # a state acts through its government
        known = not entity.id.startswith("ent-")
        return Actor(
            name=name or (entity.name if known else span.text),
            span=span,
            country=entity.country,
            sectors=sectors,
            entity=entity.id,
            codable=entity.codable,
        )

    def _speaker(self, sent: int, token: int) -> Statement | None:
        at = self._view.sentences[sent].starts[token]
        return innermost(self._statements, at)

    def _is_time(self, sent: int, token: int) -> bool:
        at = self._view.sentences[sent].starts[token]
        return any(time.span.start <= at < time.span.end for time in self._view.times_of.get(sent, ()))


def innermost(statements: Iterable[Statement], at: int) -> Statement | None:
    """Return the deepest statement whose content covers character ``at``."""
    best: Statement | None = None
    for statement in statements:
        if best is not None and len(statement.chain) <= len(best.chain):
            continue
        for span in statement.content:
            if span.start <= at < span.end:
                best = statement
                break
    return best


def _within(one: Actor, other: Actor) -> bool:
    """ "people" inside "tens of thousands of people" is not a second party."""
    inside = other.span.start <= one.span.start and one.span.end <= other.span.end and one.span != other.span
    return inside and one.sectors == other.sectors


def _same(one: Actor, other: Actor) -> bool:
    if one.entity and other.entity:
        return one.entity == other.entity
    return one.span == other.span and one.name == other.name
