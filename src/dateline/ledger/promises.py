"""The promises of a story as the ledger reads them: its commitments, and binding words that no commitment was made of."""

from collections.abc import Iterable, Iterator

from dateline.extract.actors import innermost
from dateline.extract.doc import View
from dateline.extract.realis import RealisWords, realis_of
from dateline.extract.when import event_date
from dateline.ids import content_id
from dateline.ledger.clause import Clauses
from dateline.ledger.provisos import proviso_of
from dateline.ledger.replaced import earlier_from
from dateline.match import children
from dateline.types import Actor, Commitment, Deed, Interval, Why

__all__ = ["bare_promises", "holder_of", "promise_of"]

_FIRST = 4  # tokens of a content among which its verb stands
_PLEDGED = 4  # the strength of a promise in plain words


def promise_of(clauses: Clauses, one: Commitment) -> Deed:
    """A commitment as the ledger reads it; the only place that knows the fields of :class:`Commitment`."""
    view = clauses.view
    event = next((other for other in view.coding.events if other.id == one.event), None)
    sent = event.sent if event else 0
    columns = view.sentences[sent]
    at = event.trigger.start if event else one.action.span.start
    trigger = next((n for n, start in enumerate(columns.starts) if start == at), 0)
    turn = earlier_from(clauses, sent)
    end = one.action.span.end if turn is None or turn <= one.action.span.start else min(turn, one.action.span.end)
    tokens = [n for n, start in enumerate(columns.starts) if one.action.span.start <= start < end]
    verbs = [n for n in tokens if columns.pos[n] == "VERB" and clauses.acts(sent, n)]
    if columns.lemmas[trigger] not in clauses.words.promise_verbs and columns.pos[trigger] == "VERB":
        verbs = [trigger, *verbs]
    acts = frozenset().union(*(clauses.acts(sent, n) for n in [n for n in verbs if clauses.acts(sent, n)][:1]))
    acts = acts or frozenset(clauses.own_act(sent, n) for n in tokens[:_FIRST] if columns.pos[n] == "VERB")
    below = [n for n in view.subtree(sent, trigger) if turn is None or columns.starts[n] < turn]
    whole = [*tokens, *(n for n in below if n not in tokens)]
    holder, outlet = holder_of(view, at)
    content = clauses.content(sent, tokens, acts)
    return Deed(
        id=content_id("ded", one.id, "promised"),
        outcome="promised",
        span=one.action.span,
        sent=sent,
        actors=one.committers,
        recipients=_others(one) or clauses.beneficiaries(sent, whole, one.committers),
        content=content,
        date=one.made,
        deadline=one.deadline if turn is None or _timed(view, sent, turn) else Interval(basis="none"),
        polarity=one.polarity,
        proviso=proviso_of(clauses, one, sent, content),
        background=_pluperfect(clauses, sent, trigger) or bool(event and event.historical),
        restated=one.novelty == "restated",
        fresh=bool({columns.lemmas[n] for n in whole} & clauses.words.fresh),
        testable=one.specificity > 0,
        strength=one.strength,
        valence=one.valence,
        commitment=one.id,
        event=one.event,
        type=one.action.type,
        holder=holder,
        told_by_outlet=outlet,
        why=Why(rule="ledger:promise", evidence=one.why.evidence, score=one.why.score),
    )


def _others(one: Commitment) -> tuple[Actor, ...]:
    """Beneficiaries that are not the committers themselves."""
    mine = {actor.country or actor.name for actor in one.committers}
    return tuple(actor for actor in one.beneficiaries if (actor.country or actor.name) not in mine)


def _timed(view: View, sent: int, turn: int) -> bool:
    """Whether the sentence tells a time before it turns to the earlier promise."""
    return any(time.span.start < turn for time in view.times_of.get(sent, ()))


def holder_of(view: View, at: int) -> tuple[str, bool]:
    """Return who tells what stands at character ``at``, and whether that is the publisher."""
    statement = innermost(view.coding.statements, at)
    link = statement.chain[-1] if statement else None
    if link is None or link.kind == "outlet" or not link.name:
        return view.coding.document.publisher, True
    return link.name, False


def bare_promises(clauses: Clauses, realis: RealisWords, known: Iterable[Deed]) -> Iterator[Deed]:
    """Yield the promises made by a binding verb and its infinitive of which ``known`` has none."""
    view, taken = clauses.view, [(deed.sent, deed.span) for deed in known]
    for sent, columns in enumerate(view.sentences):
        for verb, lemma in enumerate(columns.lemmas):
            if columns.pos[verb] != "VERB" or lemma not in clauses.words.binding_verbs:
                continue
            inner = next((k for k in children(columns.heads)[verb] if columns.deps[k] == "xcomp"), None)
            actors = clauses.subject(sent, verb)
            if inner is None or not actors or realis_of(view.graph(sent), verb, realis).realis != "ACTUAL":
                continue
            tokens = clauses.own(sent, inner)
            span = clauses.span(sent, tokens)
            if not any(at == sent and other.start < span.end and span.start < other.end for at, other in taken):
                yield _bare(clauses, sent, verb, inner)


def _bare(clauses: Clauses, sent: int, verb: int, inner: int) -> Deed:
    view, columns, tokens = clauses.view, clauses.view.sentences[sent], clauses.own(sent, inner)
    actors, at = clauses.subject(sent, verb), columns.starts[verb]
    published = (view.coding.document.published or "")[:10]
    times = [t for t in view.times_of.get(sent, ()) if any(t.span.start <= columns.starts[n] < t.span.end for n in tokens)]
    ahead = [t.interval for t in times if t.interval.latest and t.interval.latest > published]
    negative = any(label == "advmod:neg" for label, _ in view.graph(sent).kids[inner])
    holder, outlet = holder_of(view, at)
    trigger = view.token_span(sent, verb, verb)
    return Deed(
        id=content_id("ded", at, "bare promise"), outcome="promised", span=clauses.span(sent, tokens), sent=sent, actors=actors,
        recipients=clauses.beneficiaries(sent, tokens, actors),
        content=clauses.content(sent, tokens, clauses.acts(sent, inner) or [clauses.own_act(sent, inner)]),
        date=event_date(view, sent, verb, present=False), deadline=ahead[0] if ahead else Interval(basis="none"),
        polarity="negative" if negative else "positive", background=_pluperfect(clauses, sent, verb),
        fresh=bool({columns.lemmas[n] for n in tokens} & clauses.words.fresh), strength=_PLEDGED, holder=holder,
        told_by_outlet=outlet, why=Why(rule="ledger:binding verb", evidence=(trigger,)),
    )  # fmt: skip


def _pluperfect(clauses: Clauses, sent: int, verb: int) -> bool:
    """Whether the verb stands with "had": told as past."""
    columns = clauses.view.sentences[sent]
    return any(
        columns.deps[k] == "aux" and columns.words[k].lower() in clauses.words.past_perfect for k in children(columns.heads)[verb]
    )
