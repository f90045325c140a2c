"""Time expressions: found with one grammar, normalised to TIMEX3 values and closed intervals.

Nothing is invented: without a publication date the parts that depend on it stay unknown (``XXXX-02-24``) and the
interval stays open.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dateline.ids import content_id
from dateline.match import children
from dateline.parse import dateline_of
from dateline.resolve.dates import parse_day
from dateline.resolve.timex import Reading, Tense, TimeGrammar
from dateline.types import Coding, Document, Interval, Layer, Sentence, Span, Time, Why

__all__ = ["TimeStage", "times_of"]

_DATELINE_WITHIN = 1000  # characters in which a dateline may stand: after a long headline, before the body


class TimeStage:
    """Stage of the ``times`` layer."""

    layer: Layer = "times"
    needs: frozenset[Layer] = frozenset({"sentences"})

    def __init__(self, words: Mapping[str, object]) -> None:
        self._grammar = TimeGrammar(words)

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Time, ...]]:
        """Return the time expressions of each coding in text order."""
        return [tuple(times_of(coding.document, coding.sentences, self._grammar)) for coding in codings]


def times_of(document: Document, sentences: Sequence[Sentence], grammar: TimeGrammar) -> list[Time]:
    """Return the time expressions of ``document``; the anchor is its publication date."""
    anchor = parse_day(document.published)
    found: list[Time] = []
    line = _dateline(document, grammar)
    if line is not None:
        found.append(line)
        anchor = anchor or parse_day(line.interval.earliest)
    previous: date | None = None
    for number, sent in enumerate(sentences):
        for start, end, reading in grammar.find(sent.span.text, anchor, previous, _tense_at(sent, grammar)):
            first = sent.span.start + start
            last = sent.span.start + end
            span = Span(first, last, document.text[first:last])
            found.append(_time(span, reading, number, anchor, previous))
            exact = parse_day(reading.earliest)
            if exact is not None and reading.earliest == reading.latest:
                previous = exact
    return found


def _dateline(document: Document, grammar: TimeGrammar) -> Time | None:
    """The date of the dateline; with its year it anchors a document that carries no publication date."""
    for line in re.finditer(r"[^\n]+", document.text[:_DATELINE_WITHIN]):
        found = dateline_of(document.text, line.start(), line.end())
        if found is None:
            continue
        if not found.date:
            return None
        for _, _, reading in grammar.find(found.date, parse_day(document.published), None, lambda _: "past"):
            span = Span(found.date_start, found.date_start + len(found.date), found.date)
            return _time(span, reading._replace(rule=f"dateline {reading.rule}"), -1, parse_day(document.published), None)
    return None


def _time(span: Span, reading: Reading, sent: int, anchor: date | None, previous: date | None) -> Time:
    used = {"published": anchor, "previous time": previous}.get(reading.anchor)
    return Time(
        id=content_id("tim", span.start, span.end),
        span=span,
        type=reading.type,
        value=reading.value,
        interval=Interval(earliest=reading.earliest, latest=reading.latest, granularity=reading.granularity, basis=reading.basis),
        anchor=f"{reading.anchor} {used}" if used else reading.anchor,
        sent=sent,
        role=reading.role,
        why=Why(rule=f"time:{reading.rule}", evidence=(span,), note=reading.note),
    )


def _tense_at(sent: Sentence, grammar: TimeGrammar) -> Tense:
    """Return a function from a character of the sentence to "past" or "future", by the clause around it."""

    def tense(at: int) -> str:
        position = sent.span.start + at
        token = next((n for n, (s, e) in enumerate(zip(sent.starts, sent.ends, strict=True)) if s <= position < e), -1)
        steps = 0
        while token >= 0 and steps < len(sent.words):
            steps += 1
            if sent.pos[token] in {"VERB", "AUX"} or sent.deps[token] == "root":
                verdict = _clause_tense(sent, token, grammar)
                if verdict:
                    return verdict
            token = sent.heads[token]
        return ""

    return tense


def _clause_tense(sent: Sentence, verb: int, grammar: TimeGrammar) -> str:
    auxiliaries = [n for n in children(sent.heads)[verb] if sent.deps[n] in {"aux", "cop", "mark", "aux:pass"}]
    words = {sent.words[n].lower() for n in auxiliaries}
    if words & grammar.future_aux:
        return "future"
    lemma = sent.lemmas[verb]
    infinitive = "to" in words
    if infinitive:
        head = sent.heads[verb]
        if head < 0 or sent.lemmas[head] in grammar.future_verbs or sent.deps[verb] in {"xcomp", "ccomp"}:
            return "future"
        return ""
    if sent.tags[verb] == "VBN" and lemma in grammar.future_verbs and "aux:pass" in {sent.deps[n] for n in auxiliaries}:
        return "future"
    if sent.tags[verb] == "VBG" and any(sent.words[n].lower() in {"is", "are"} for n in auxiliaries):
        return "future"
    if words & grammar.past_aux or sent.tags[verb] == "VBD" or (sent.tags[verb] == "VBN" and not words & grammar.present_aux):
        return "past"
    if words & grammar.conditional:
        return "future"
    return ""
