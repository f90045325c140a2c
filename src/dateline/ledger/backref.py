"""Words that point back to an earlier promise: a relative clause, "as promised", "its pledge", "despite a pledge"."""

from typing import NamedTuple

from dateline.ledger.clause import Clauses
from dateline.match import children
from dateline.types import Actor, BackReference, Interval

__all__ = ["Pointer", "pointer_at", "reference_to"]

_CONTENT = ("xcomp", "acl", "acl:to", "ccomp", "advcl:to")
_RELATIVE = frozenset({"acl", "acl:relcl", "amod"})


class Pointer(NamedTuple):
    """A back-reference with its token: ``named`` when the promise itself is what the verb is about ("broke its pledge")."""

    reference: BackReference
    token: int
    named: bool


def pointer_at(clauses: Clauses, sent: int, verb: int) -> Pointer | None:
    """Return the promise that the clause of ``verb`` points back to, the closest to the verb first."""
    columns = clauses.view.sentences[sent]
    words = clauses.words
    for token in clauses.promise_tokens(sent):
        lemma = columns.lemmas[token]
        if token == verb:
            continue
        if columns.pos[token] in {"VERB", "ADJ"} and lemma in words.promise_verbs:
            found = _by_verb(clauses, sent, verb, token)
        elif columns.pos[token] == "NOUN" and lemma in words.promise_nouns:
            found = _by_noun(clauses, sent, verb, token)
        else:
            continue
        if found is not None:
            return found
    return None


def _by_verb(clauses: Clauses, sent: int, verb: int, token: int) -> Pointer | None:
    """A promise told as a verb: on a noun of the clause, in a clause of its own, or set before a "but"."""
    columns = clauses.view.sentences[sent]
    label, head = columns.deps[token], columns.heads[token]
    contrast: bool | None = None
    if _denied(clauses, sent, token):
        return None
    if label in _RELATIVE and head >= 0 and _verb_over(clauses, sent, head) == verb:
        contrast = False if _of_thing(clauses, sent, token) and not _tells_who(clauses, sent, token) else None
    elif label.startswith("advcl") and _reaches(clauses, sent, head, verb):
        contrast = _by_mark(clauses, sent, token)
    elif columns.deps[verb] == "conj" and head != verb and columns.heads[verb] == token:
        joined = {columns.lemmas[k] for k in children(columns.heads)[token] if columns.deps[k] == "cc"}
        before = {columns.words[k].lower() for k in children(columns.heads)[token] if columns.deps[k] == "aux"}
        set_against = joined & clauses.words.contrast_conjunctions and before & clauses.words.past_perfect
        contrast = True if set_against else None
    if contrast is None or (contrast and not _binds(clauses, sent, token)):
        return None
    return Pointer(reference_to(clauses, sent, verb, token, contrast=contrast), token, named=False)


def _of_thing(clauses: Clauses, sent: int, token: int) -> bool:
    """Whether the verb says that its noun was promised: "the pumps it promised", not "the offence he committed"."""
    columns, words = clauses.view.sentences[sent], clauses.words
    if columns.tags[token] not in words.past_tags:
        return False
    if columns.lemmas[token] in words.object_verbs:
        return True
    auxiliaries = {columns.words[k].lower() for k in children(columns.heads)[token] if columns.deps[k] == "aux"}
    told_as_past = _made(clauses, sent, token).earliest is not None or auxiliaries & words.past_perfect
    return columns.lemmas[token] in words.dated_object_verbs and bool(told_as_past)


def _denied(clauses: Clauses, sent: int, token: int) -> bool:
    """ "has not agreed", "no pledge": there is no promise."""
    graph, columns = clauses.view.graph(sent), clauses.view.sentences[sent]
    kids = graph.kids[token]
    return any(label == "advmod:neg" or (label == "det" and columns.lemmas[kid] in clauses.words.none) for label, kid in kids)


def _binds(clauses: Clauses, sent: int, token: int) -> bool:
    """Whether a verb binds its subject to an act: "pledged to", not "agreed with", "announced"."""
    lemma = clauses.view.sentences[sent].lemmas[token]
    return lemma in clauses.words.binding_verbs and _content_head(clauses, sent, token) is not None


def _tells_who(clauses: Clauses, sent: int, token: int) -> bool:
    """Whether the clause does not tell of a thing promised: "Japan, which promised …", "news that Japan promised …"."""
    columns = clauses.view.sentences[sent]
    kids = children(columns.heads)[token]
    told = any(columns.tags[kid] in {"WDT", "WP"} and columns.deps[kid].startswith("nsubj") for kid in kids)
    things = any(columns.deps[kid] == "obj" and columns.pos[kid] == "NOUN" for kid in kids)
    marked = any(columns.deps[kid] == "mark" for kid in kids)
    return told or (marked and (columns.deps[token] != "acl:relcl" or things))


def _by_mark(clauses: Clauses, sent: int, token: int) -> bool | None:
    """Whether a clause is set against the main one (True), with it (False), or neither: "although", "as"."""
    columns, words = clauses.view.sentences[sent], clauses.words
    kids = [kid for kid in children(columns.heads)[token] if columns.deps[kid] in {"mark", "advmod"}]
    marks = {columns.words[kid].lower() for kid in kids} | {columns.deps[token].partition(":")[2]}
    if marks & words.as_marks:
        inner = _content_head(clauses, sent, token)
        bare = (inner is None or columns.lemmas[inner] in words.pro_verbs) and columns.tags[token] in words.past_tags
        objects = any(columns.deps[kid] == "obj" for kid in children(columns.heads)[token])
        return False if bare and not objects else None  # "as it pledged aid" tells the time, "as pledged" the promise
    return True if marks & words.contrast_marks or columns.deps[token] in words.contrast_prepositions else None


def _by_noun(clauses: Clauses, sent: int, verb: int, token: int) -> Pointer | None:
    columns, words = clauses.view.sentences[sent], clauses.words
    over = _verb_over(clauses, sent, token)
    if over != verb:
        return _aside(clauses, sent, verb, token, over)
    label, top = columns.deps[token], token
    while columns.heads[top] >= 0 and columns.heads[top] != verb:
        top = columns.heads[top]
    owned = any(columns.deps[k] in {"nmod:poss", "nmod:by"} for k in children(columns.heads)[token])
    if _denied(clauses, sent, token):
        return None
    told = owned or _content_head(clauses, sent, token) is not None or _made(clauses, sent, token).earliest is not None
    if not told:
        return None
    against = columns.deps[top] in words.contrast_prepositions or (top != token and columns.lemmas[top] in words.contrast_nouns)
    if against and columns.lemmas[token] in words.binding_nouns:
        return Pointer(reference_to(clauses, sent, verb, token, contrast=True), token, named=False)
    direct = top == token and columns.deps[top] in words.accordance
    if direct or (top != token and columns.lemmas[top] in words.accordance_nouns):
        return Pointer(reference_to(clauses, sent, verb, token, contrast=False), token, named=False)
    if label in {"obj", "nsubj:pass", "obl:on", "obl:to", "obl:from", "obl:of", "nmod:on"}:
        return Pointer(reference_to(clauses, sent, verb, token, contrast=False), token, named=True)
    return None


def _aside(clauses: Clauses, sent: int, verb: int, token: int, over: int) -> Pointer | None:
    """ "…, keeping a promise it made in May": the participle says what the main verb means for the promise."""
    columns, words = clauses.view.sentences[sent], clauses.words
    if over < 0 or columns.heads[over] != verb or columns.tags[over] != "VBG" or not columns.deps[over].startswith("advcl"):
        return None
    names = clauses.lemmas(sent, over)
    if not names & (words.honouring | words.breaking):
        return None
    return Pointer(reference_to(clauses, sent, verb, token, contrast=bool(names & words.breaking)), token, named=False)


def _verb_over(clauses: Clauses, sent: int, token: int) -> int:
    """The nearest verb above a noun, through the phrases it stands in."""
    columns, steps = clauses.view.sentences[sent], 0
    token = columns.heads[token] if columns.pos[token] not in {"VERB", "AUX"} else token
    while token >= 0 and columns.pos[token] not in {"VERB", "AUX"} and steps < len(columns.words):
        if columns.deps[token] == "appos":
            return -1
        token, steps = columns.heads[token], steps + 1
    return token


def _reaches(clauses: Clauses, sent: int, token: int, verb: int) -> bool:
    """Whether ``verb`` is ``token`` or hangs on it as its infinitive ("failed to deliver")."""
    columns = clauses.view.sentences[sent]
    aspect = clauses.words.failing | clauses.words.beginning
    return token == verb or (columns.heads[verb] == token and columns.deps[verb] == "xcomp" and columns.lemmas[token] in aspect)


def _content_head(clauses: Clauses, sent: int, token: int) -> int | None:
    columns = clauses.view.sentences[sent]
    graph = clauses.view.graph(sent)
    found = [k for k in children(columns.heads)[token] if columns.deps[k] in _CONTENT]
    return next((k for k in found if columns.deps[k] == "ccomp" or graph.infinitive(k)), None)


def _made(clauses: Clauses, sent: int, token: int) -> Interval:
    """When the promise was made: a time beside it, not one inside what was promised."""
    view, columns = clauses.view, clauses.view.sentences[sent]
    inner = _content_head(clauses, sent, token)
    tokens = set(view.subtree(sent, token, without=inner))
    published = (view.coding.document.published or "")[:10] or None
    for time in view.times_of.get(sent, ()):
        at = [t for t in tokens if time.span.start <= columns.starts[t] < time.span.end]
        if at and time.type in {"DATE", "TIME"} and time.role == "at" and time.interval.earliest:
            return time.interval
    return Interval(earliest=None, latest=published, basis="open")


def _by_pronoun(clauses: Clauses, sent: int, verb: int, token: int) -> bool:
    """Whether "it" or "they" promised, in a clause on the object ("X built the road it promised"): who does the main verb.

    Not where the subject gets the thing: "Chad received the tents they promised".
    """
    columns = clauses.view.sentences[sent]
    subject = clauses.view.graph(sent).find(token, "nsubj")
    if subject is None or columns.lemmas[subject] not in clauses.words.neuter or columns.deps[token] != "acl:relcl":
        return False
    top = columns.heads[token]
    inside = top in clauses.view.subtree(sent, verb) and top > verb
    return inside and not clauses.acts(sent, verb) & clauses.words.inverse.keys()


def reference_to(clauses: Clauses, sent: int, verb: int, token: int, *, contrast: bool) -> BackReference:
    """Return what the clause of ``verb`` says of the promise that ``token`` names."""
    view, columns = clauses.view, clauses.view.sentences[sent]
    graph, inner = view.graph(sent), _content_head(clauses, sent, token)
    noun = columns.pos[token] == "NOUN"
    committers: tuple[Actor, ...] = clauses.owner(sent, token) if noun else clauses.subject(sent, token)
    committers = committers or clauses.subject(sent, verb)
    if not noun and _by_pronoun(clauses, sent, verb, token):
        committers = clauses.subject(sent, verb) or committers
    under = [t for t in view.subtree(sent, token) if t != verb and t not in view.subtree(sent, verb)] \
        if columns.heads[verb] == token else view.subtree(sent, token)  # fmt: skip
    object_ = columns.heads[token] if columns.deps[token] in _RELATIVE else None
    about = under if object_ is None else [*clauses.own(sent, object_, without=[token]), *under]
    acts = (clauses.acts(sent, inner) or [clauses.own_act(sent, inner)]) if inner is not None else ()
    negative = inner is not None and any(label == "advmod:neg" for label, _ in graph.kids[inner])
    shown = under if object_ is None else clauses.own(sent, object_, without=[token])
    action = under if inner is None else view.subtree(sent, inner)
    return BackReference(
        span=clauses.span(sent, under or [token]),
        made=_made(clauses, sent, token),
        polarity="negative" if negative else "positive",
        contrast=contrast,
        committers=committers,
        beneficiaries=clauses.beneficiaries(sent, about, committers),
        content=clauses.content(sent, about, acts),
        action=clauses.span(sent, shown if object_ is not None else action or [token]).text,
    )
