"""Findings about a codebook, each with a code; errors must be mended, warnings are places to look."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dateline.codebook.load import Codebook
from dateline.codebook.pattern import Pattern
from dateline.match.engine import Rule

__all__ = ["Finding", "lint"]

_FEWEST_MATCHING, _FEWEST_NOT = 2, 1


class Finding(NamedTuple):
    """One finding: level, code (C001 …), the pattern or class, and what is wrong."""

    level: Literal["error", "warning"]
    code: str
    where: str
    message: str


def lint(book: Codebook) -> Iterator[Finding]:
    """Yield the findings about ``book``; undefined references were errors at load already.

    C001 too few matching examples; C002 no example that must not match; C003 two patterns that cannot be told apart
    but code differently; C004 a pattern that can never win; C005 an unused word class; C006 an example that names a
    role its pattern does not fill; C007 no CAMEO code beside the PLOVER type.
    """
    for pattern in book.patterns.values():
        yield from _examples(pattern)
        if not pattern.codes.cameo:
            yield Finding("warning", "C007", pattern.id, "no CAMEO code")
    yield from _rivals(book)
    yield from _unused(book)


def _examples(pattern: Pattern) -> Iterator[Finding]:
    matching = [example for example in pattern.examples if example.text]
    if len(matching) < _FEWEST_MATCHING:
        yield Finding("error", "C001", pattern.id, f"{len(matching)} matching examples; give at least {_FEWEST_MATCHING}")
    if sum(bool(example.negative) for example in pattern.examples) < _FEWEST_NOT:
        yield Finding("error", "C002", pattern.id, "no example that must not match; give at least one with 'not:'")
    for example in matching:
        for role in ("actor", "recipient"):
            if getattr(example, role) and not (getattr(pattern, role) or pattern.frame):
                yield Finding("error", "C006", pattern.id, f"an example names the {role}, the pattern has no path to it")


def _conditions(rule: Rule) -> tuple[object, ...]:
    return rule.pos, frozenset(rule.require), frozenset(rule.forbid)


def _rivals(book: Codebook) -> Iterator[Finding]:
    """Same trigger word, same conditions: the first always wins, the second never fires there."""
    groups: dict[tuple[object, ...], list[Rule]] = defaultdict(list)
    for rule in book.engine.rules:
        for lemma in rule.lemmas:
            groups[lemma, *_conditions(rule)].append(rule)
    shadowed: dict[str, set[str]] = defaultdict(set)
    for key, rules in groups.items():
        lemma = str(key[0])
        for rule in rules[1:]:
            one, other = book.patterns[rules[0].id].codes, book.patterns[rule.id].codes
            if (one.type, one.mode) != (other.type, other.mode):
                yield Finding(
                    "error",
                    "C003",
                    rule.id,
                    f"{lemma!r} is coded {one.type}/{one.mode} by {rules[0].id} and "
                    f"{other.type}/{other.mode} here under the same conditions",
                )
            shadowed[rule.id].add(lemma)
    for rule in book.engine.rules:
        if rule.lemmas and shadowed[rule.id] >= rule.lemmas:
            yield Finding("error", "C004", rule.id, "every trigger word is taken by an earlier pattern: it never fires")


def _unused(book: Codebook) -> Iterator[Finding]:
    used = {word[1:] for pattern in book.patterns.values() for word in _references(pattern)}
    for name in book.lexicon.names():
        inside = any(f"@{name}" in book.lexicon.raw(other) for other in book.lexicon.names())
        if name not in used and not inside and name not in _READ_BY_CODE:
            yield Finding("warning", "C005", f"@{name}", "no pattern uses this word class")


_READ_BY_CODE = frozenset({"object_control", "partitive", "which_not_where"})


def _references(pattern: Pattern) -> Iterator[str]:
    groups = [pattern.trigger.lemma]
    for words in (*pattern.require.values(), *pattern.forbid.values()):
        if isinstance(words, list):
            groups.append(tuple(words))
        elif not isinstance(words, str):
            groups.append(words.lemma)
    for group in groups:
        yield from (word for word in group if word.startswith("@"))
