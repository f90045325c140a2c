"""Patterns as people write them, and their compilation for the engine."""

from pathlib import Path
from typing import Literal

import msgspec

from dateline.codebook.files import read_yaml
from dateline.codebook.lexicon import Lexicon
from dateline.codebook.ontology import Ontology
from dateline.errors import CodebookError
from dateline.match.engine import Condition, Rule
from dateline.match.path import Path as RolePath
from dateline.match.path import parse_path

NOT_PATTERNS = frozenset({"frames.yaml", "defaults.yaml"})
_TAGS = frozenset({"PROPN", "NOUN", "PRON", "NUM", "ADJ", "ADV", "VERB", "DET"})  # lemmas are never written in capitals

__all__ = ["Codes", "Example", "Frame", "Pattern", "compile_pattern", "load_patterns"]


class Codes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a pattern codes: PLOVER type, mode and contexts, and the CAMEO leaf beside them."""

    type: str
    cameo: str = ""
    mode: str | None = None
    contexts: tuple[str, ...] = ()


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The word that fires the pattern: lemmas (or ``@class``) and part of speech."""

    lemma: tuple[str, ...]
    pos: Literal["VERB", "NOUN", "ADJ", "AUX"] = "VERB"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A test on what stands at the end of a path."""

    lemma: tuple[str, ...] = ()
    pos: tuple[str, ...] = ()


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Named role paths that many patterns share.

    As a type's default, ``speaker`` lists the sectors ("*": any) of a speaker who is the actor if none is named,
    ``habit`` says that the simple present tells a habit, not an event, and ``implied`` that a party of another country
    in what the act is about is its recipient if no path finds one.
    """

    actor: str = ""
    recipient: str = ""
    reciprocal: bool = False
    speaker: tuple[str, ...] = ()
    habit: bool = False
    implied: bool = False


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"negative": "not"}):
    """A test of its pattern: a sentence that matches, with its roles, or one that does not (``not``)."""

    text: str = ""
    actor: str | None = None
    recipient: str | None = None
    negative: str = ""


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern; paths are as in :mod:`dateline.match.path`.

    ``require``/``forbid`` map a path to words (``["@weapon", missile]``), to ``"*"`` (anything) or to a
    mapping with ``lemma`` and ``pos``, both of which must hold; among words a part of speech in capitals
    stands for any word of it (``[government, PROPN]``: "government" or a name).
    ``priority`` settles which of two types a shared trigger is;
    ``content`` leads to the clause or noun that is promised, demanded …
    """

    id: str
    codes: Codes
    trigger: Trigger
    examples: tuple[Example, ...]
    frame: str = ""
    actor: str = ""
    recipient: str = ""
    reciprocal: bool = False
    content: str = ""
    priority: int = 0
    require: dict[str, list[str] | Words | Literal["*"]] = {}
    forbid: dict[str, list[str] | Words | Literal["*"]] = {}
    note: str = ""


def load_patterns(folder: Path, ontology: Ontology) -> list[tuple[Path, Pattern]]:
    """Return the patterns of all type files in ``folder`` with their file; ids unique, codes known."""
    found: list[tuple[Path, Pattern]] = []
    seen: dict[str, Path] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name in NOT_PATTERNS:
            continue
        for pattern in read_yaml(path, list[Pattern]):
            if pattern.id in seen:
                raise CodebookError(f"{path}: pattern id {pattern.id!r} is used twice (also in {seen[pattern.id]})")
            seen[pattern.id] = path
            codes = pattern.codes
            ontology.check(codes.type, codes.mode, codes.cameo, codes.contexts, f"{path}: {pattern.id}")
            found.append((path, pattern))
    return found


def compile_pattern(
    pattern: Pattern, order: int, lexicon: Lexicon, frames: dict[str, Frame], defaults: dict[str, Frame] | None = None
) -> Rule:
    """Return the engine's rule for ``pattern``; CodebookError names the pattern and the fault."""
    if pattern.frame and pattern.frame not in frames:
        raise CodebookError(f"{pattern.id}: frame {pattern.frame!r} is not in frames.yaml ({', '.join(frames)})")
    frame = frames.get(pattern.frame, Frame())
    default = (defaults or {}).get(pattern.codes.type, Frame())
    try:
        roles = {
            "actor": _path(pattern.actor or frame.actor, default.actor),
            "recipient": _path(pattern.recipient or frame.recipient, default.recipient),
            "content": _path(pattern.content, ""),
        }
        return Rule(
            id=pattern.id,
            lemmas=lexicon.expand(pattern.trigger.lemma),
            pos=pattern.trigger.pos,
            require=tuple(_test(path, words, lexicon) for path, words in pattern.require.items()),
            forbid=tuple(_test(path, words, lexicon) for path, words in pattern.forbid.items()),
            roles=roles,
            order=order,
            deep=("recipient",),
            priority=pattern.priority,
        )
    except CodebookError as error:
        raise CodebookError(f"{pattern.id}: {error}") from error


def _path(own: str, default: str) -> RolePath:
    """The pattern's own alternatives, then those of its type."""
    return (*(parse_path(own) if own else ()), *(parse_path(default) if default else ()))


def is_reciprocal(pattern: Pattern, frames: dict[str, Frame]) -> bool:
    """Tell whether all participants of ``pattern`` are actors."""
    return pattern.reciprocal or frames.get(pattern.frame, Frame()).reciprocal


def _test(path: str, words: list[str] | Words | str, lexicon: Lexicon) -> Condition:
    if isinstance(words, str):
        return Condition.at(parse_path(path))
    if isinstance(words, list):
        tags = _TAGS.intersection(words)
        lemmas = lexicon.expand(word for word in words if word not in tags)
        return Condition.at(parse_path(path), lemmas, tags, either=bool(tags))
    return Condition.at(parse_path(path), lexicon.expand(words.lemma), frozenset(words.pos))
