"""What a clause names however it stands there, and deeds told by a noun or by a verb that only suggests them."""

from collections.abc import Iterator, Sequence

import msgspec

from dateline.extract.actors import innermost
from dateline.extract.realis import RealisWords, realis_of
from dateline.extract.when import event_date
from dateline.ids import content_id
from dateline.ledger.clause import Clauses
from dateline.ledger.promises import holder_of
from dateline.types import Deed, Hints, Interval, Why

__all__ = ["loose_deeds", "with_hints"]

_TOLD_OF = frozenset({"nsubj", "nsubj:pass", "obj"})  # where a noun of an act tells the act


def with_hints(clauses: Clauses, deed: Deed) -> Deed:
    """Return ``deed`` with the countries and the things that its clause names."""
    view, columns, span = clauses.view, clauses.view.sentences[deed.sent], deed.span
    lands = {place.country for place in view.coding.places if span.start <= place.span.start < span.end}
    inside = [t for t, start in enumerate(columns.starts) if deed.span.start <= start < deed.span.end]
    entities = [view.entity(deed.sent, token) for token in inside]
    lands |= {entity.country for entity in entities if entity is not None}
    said = innermost(view.coding.statements, span.start)  # an official tells what his own country did
    lands |= {said.chain[-1].country} if said is not None and said.chain else set()
    things = {columns.lemmas[t].lower() for t in inside if columns.pos[t] == "NOUN"} - clauses.words.generic
    hints = Hints(lands=tuple(sorted(lands - {""})), things=tuple(sorted(things)))
    return msgspec.structs.replace(deed, hints=hints)


def loose_deeds(clauses: Clauses, realis: RealisWords, known: Sequence[Deed]) -> Iterator[Deed]:
    """Yield what is told of an act by its noun ("the arrival of …") or by a verb that suggests it, where ``known`` is silent."""
    view, words = clauses.view, clauses.words
    for sent, columns in enumerate(view.sentences):
        taken = [deed.span for deed in known if deed.sent == sent]
        for token, lemma in enumerate(columns.lemmas):
            act, verb = "", token
            if columns.pos[token] == "VERB":
                act = next(
                    (words.loose_acts[name] for name in sorted(clauses.lemmas(sent, token)) if name in words.loose_acts), ""
                )
            elif columns.pos[token] == "NOUN" and columns.deps[token] in _TOLD_OF:
                act, verb = words.act_nouns.get(lemma) or words.loose_nouns.get(lemma, ""), columns.heads[token]
            at = columns.starts[token]
            told = any(span.start <= at < span.end for span in taken)
            if act and verb >= 0 and not told and realis_of(view.graph(sent), verb, realis).realis == "ACTUAL":
                yield _loose(clauses, sent, token, verb, act)


def _loose(clauses: Clauses, sent: int, token: int, verb: int, act: str) -> Deed:
    columns = clauses.view.sentences[sent]
    tokens = clauses.own(sent, verb)
    actors, at = clauses.subject(sent, verb), columns.starts[token]
    some = {columns.lemmas[t] for t in tokens} & clauses.words.partial
    holder, outlet = holder_of(clauses.view, at)
    return Deed(
        id=content_id("ded", at, columns.ends[token], "loose"),
        outcome="partial" if some else "done",
        span=clauses.span(sent, tokens),
        sent=sent,
        actors=actors,
        recipients=clauses.beneficiaries(sent, tokens, actors),
        content=clauses.content(sent, tokens, [act]),
        date=event_date(clauses.view, sent, verb, present=False),
        deadline=Interval(basis="none"),
        loose=True,
        holder=holder,
        told_by_outlet=outlet,
        why=Why(rule="ledger:suggested", evidence=(clauses.view.token_span(sent, token, token),), note=act),
    )
