"""Magnitudes as intervals: victims, arrests, participants, money, materiel, each bound to its event and estimator."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from dateline.ids import content_id
from dateline.types import Coding, Event, Layer, Quantity, Sentence, Span, Statement, Why

__all__ = ["QuantityStage", "QuantityWords", "read_number"]


class QuantityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``quantities.yaml`` of a language."""

    numbers: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, tuple[float, float]]
    bounds: dict[str, list[str]]
    approximate: list[str]
    currencies: dict[str, str]
    kinds: dict[str, frozenset[str]]
    people: frozenset[str]
    materiel: frozenset[str]
    cumulative: list[str]


class QuantityStage:
    """Stage of the ``quantities`` layer; after events, so that each figure is bound to one."""

    layer: Layer = "quantities"
    needs: frozenset[Layer] = frozenset({"sentences", "times", "statements", "events"})

    def __init__(self, words: QuantityWords) -> None:
        self._words = words
        self._pattern = _pattern(words)

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Quantity, ...]]:
        """Return the quantities of each coding in text order."""
        return [tuple(self._find(coding)) for coding in codings]

    def _find(self, coding: Coding) -> Iterator[Quantity]:
        for number, sent in enumerate(coding.sentences):
            taken = [time.span for time in coding.times if time.sent == number]
            for match in self._pattern.finditer(sent.span.text):
                start = sent.span.start + match.start("all")
                if any(span.start <= sent.span.start + match.start("num") < span.end for span in taken):
                    continue
                found = self._quantity(coding, number, sent, match, start)
                if found is not None:
                    yield found

    def _quantity(self, coding: Coding, number: int, sent: Sentence, match: re.Match[str], start: int) -> Quantity | None:
        words, text = self._words, coding.document.text
        interval = read_number(match["num"], words)
        if interval is None:
            return None
        token = next((n for n, s in enumerate(sent.starts) if s >= sent.span.start + match.start("num")), -1)
        currency = self._currency(match)
        kind, unit = ("money", "") if currency else self._kind(sent, token)
        if not kind:
            return None
        span = Span(start, sent.span.start + match.end(), text[start : sent.span.start + match.end()])
        lead = (match["lead"] or "").strip().lower()
        bound = next((name for name, leads in words.bounds.items() if lead in leads), None)
        vague = interval[0] != interval[1]
        statement = _innermost(coding.statements, span.start)
        return Quantity(
            id=content_id("qty", span.start, span.end),
            span=span,
            kind=kind,
            low=interval[0],
            high=None if bound in {"at_least", "more_than"} else interval[1],
            bound=bound or ("range" if vague else "exact"),  # type: ignore[arg-type]
            approx=lead in words.approximate or vague,
            cumulative=any(phrase in sent.span.text.lower() for phrase in words.cumulative),
            unit=unit,
            currency=currency,
            sent=number,
            event=_event(coding.events, number, span),
            estimator=statement.id if statement else None,
            why=Why(rule=f"quantity:{kind}", evidence=(span,)),
        )

    def _currency(self, match: re.Match[str]) -> str:
        for group in ("sign", "unit"):
            word = (match[group] or "").strip().lower()
            for key in (word, word.upper(), word.removesuffix("s")):
                if key and key in self._words.currencies:
                    return self._words.currencies[key]
        return ""

    def _kind(self, sent: Sentence, token: int) -> tuple[str, str]:
        """The kind of a count from the noun it counts and the verb above it."""
        noun = sent.heads[token] if token >= 0 and sent.deps[token] in {"nummod", "advmod", "det", "compound"} else token
        noun = _counted(sent, noun)
        lemma = sent.lemmas[noun] if noun >= 0 else ""
        if lemma in self._words.materiel:
            return "materiel", lemma
        people = lemma in self._words.people or lemma.replace(",", "").isdigit() or noun == token
        at, steps = noun, 0
        while at >= 0 and steps < 4:
            for name, lemmas in self._words.kinds.items():
                if sent.lemmas[at] in lemmas or (at == noun and lemma in lemmas):
                    return (name, lemma) if people or lemma in lemmas else ("", "")
            near = [k for k, h in enumerate(sent.heads) if h == at and sent.deps[k] in {"acl", "amod", "xcomp"}]
            for kid in near:
                for name, lemmas in self._words.kinds.items():
                    if sent.lemmas[kid] in lemmas and people:
                        return name, lemma
            at, steps = sent.heads[at], steps + 1
        return "", ""


def _counted(sent: Sentence, noun: int) -> int:
    """ "dozens of people": the noun after "of" is what is counted."""
    for kid, head in enumerate(sent.heads):
        if head == noun and sent.deps[kid] == "nmod:of":
            return kid
    return noun


def read_number(text: str, words: QuantityWords) -> tuple[float, float] | None:
    """Return the interval ``text`` stands for, None if it is no number; exact numbers have low = high."""
    low = re.sub(r"\s+", " ", text.strip().lower())
    if low in words.vague:
        return words.vague[low]
    if low.endswith(" of") and low[:-3] in words.vague:
        return words.vague[low[:-3]]
    total, current, seen = 0.0, 0.0, False
    for part in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", low):
        if part[0].isdigit():
            current, seen = current + float(part.replace(",", "")), True
        elif part in words.scales:
            scale = words.scales[part]
            if scale == 100:
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
            seen = True
        elif part in words.numbers:
            current, seen = current + words.numbers[part], True
        elif part != "and":
            return None
    return (total + current, total + current) if seen else None


def _pattern(words: QuantityWords) -> re.Pattern[str]:
    def any_of(items: Sequence[str]) -> str:
        return "(?:" + "|".join(re.escape(i) for i in sorted(items, key=lambda i: (-len(i), i))) + ")"

    leads = [lead for group in words.bounds.values() for lead in group]
    small = any_of([n for n in words.numbers if n not in {"a", "an"}])
    scale = any_of(list(words.scales))
    spelled = rf"(?:(?:{small}|an?)(?:[ -]{small})?(?: (?:and )?{scale})+|{small}(?:[ -]{small})?)"
    digits = rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?: ?{scale}\b)?|\d+(?:\.\d+)?(?: ?{scale}\b)?"
    signs = any_of([c for c in words.currencies if not c[0].isalpha() or c.endswith("$")])
    units = any_of([c for c in words.currencies if c.isalpha() and c.islower()])
    return re.compile(
        rf"(?<![\w.,-])(?P<all>(?:(?P<lead>{any_of(leads)}) )?(?P<sign>{signs})?"
        rf"(?P<num>{any_of(list(words.vague))}|{digits}|{spelled})"
        rf"(?: of)?(?: (?P<unit>{units}s?))?)(?![\w%-])",
        re.IGNORECASE,
    )


def _innermost(statements: Sequence[Statement], at: int) -> Statement | None:
    inside = [s for s in statements if any(span.start <= at < span.end for span in s.content)]
    return max(inside, key=lambda s: len(s.chain), default=None)


def _event(events: Sequence[Event], sent: int, span: Span) -> str | None:
    near = [event for event in events if event.sent == sent]
    best = min(near, key=lambda event: abs(event.trigger.start - span.start), default=None)
    return best.id if best else None
