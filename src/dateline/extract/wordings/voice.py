"""Whose word a variant is: the outlet's, quoted, told, held at arm's length, or explained."""

import re
from typing import Literal, NamedTuple

import msgspec

from dateline.extract.actors import innermost
from dateline.extract.doc import View
from dateline.extract.wordings.finder import Hit
from dateline.match import children
from dateline.parse import CLOSING, OPENING
from dateline.resolve.mentions import noun_phrase
from dateline.types import Statement

__all__ = ["Voice", "VoiceFinder", "VoiceWords"]

_MARKS = OPENING | CLOSING
_BESIDES = 1  # words beside the variant that a pair of marks may hold and still be about the word ("the")
_RELATIVE = frozenset({"WDT", "WP"})
_FULL_STOPS = frozenset(",.!?")
_HOLDER = r"(?P<holder>[^\s,.;:()\"“”«»][^,.;:()\"“”«»]{0,50}?)"
_MARK = r"[\"'“”‘’«»]{0,2}"

VoiceName = Literal["outlet", "quoted", "indirect", "scare-quoted", "explained"]


class VoiceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases of a language that say who calls it so.

    Attributes:
        definite: the definite article.
        classes: word lists that phrases refer to as ``{name}``.
        naming: the class of verbs that give a name; what they open is no report.
        before: phrases that end where the variant begins; ``{holder}`` is who calls it so, ``{gap}`` up to five words.
        after: phrases that begin where the variant ends.
        articles: words that may open the variant's phrase.
        gap_not: words that no gap holds: "called for an end to the war" calls nothing a war.
        not_holders: words that stand in the holder's place and name nobody ("they", "some").
    """

    definite: str
    classes: dict[str, list[str]]
    naming: str
    before: list[str]
    after: list[str]
    articles: list[str]
    gap_not: list[str]
    not_holders: list[str]


class Voice(NamedTuple):
    """A voice, who it belongs to as written ("" for the outlet), and the statement it is part of."""

    name: VoiceName
    holder: str
    statement: Statement | None


class VoiceFinder:
    """Decides the voice of hits by a language's phrases, the statements and the quotation marks."""

    def __init__(self, words: VoiceWords) -> None:
        self._articles = "|".join(map(re.escape, words.articles))
        self._before = [re.compile(self._made(phrase, words) + r"$", re.IGNORECASE) for phrase in words.before]
        self._after = [re.compile(self._made(phrase, words), re.IGNORECASE) for phrase in words.after]
        self._naming = frozenset(words.classes[words.naming])  # "which Tirana calls …" reports nothing
        self._nobody = frozenset(words.not_holders)
        self._leading = re.compile(rf"^(?:{self._articles})\s+", re.IGNORECASE)

    def _made(self, phrase: str, words: VoiceWords) -> str:
        """One phrase as an expression; marks and an article may stand between it and the variant."""
        gap = rf"(?:(?!(?:{'|'.join(map(re.escape, words.gap_not))})\b)[\w’'-]+\s+){{0,5}}"
        parts = {"holder": _HOLDER, "gap": gap, "article": rf"{_MARK}(?:(?:{self._articles})\s+)?{_MARK}", "mark": _MARK}
        parts |= {name: "(?:" + "|".join(map(re.escape, listed)) + ")" for name, listed in words.classes.items()}
        made = re.sub(r"\\\{(\w+)\\\}", lambda match: parts[match.group(1)], re.escape(phrase).replace(r"\ ", r"\s+"))
        return made if phrase[0] in "{," else r"\b" + made

    def of(self, view: View, hit: Hit) -> Voice:
        """Return the voice of ``hit``; a naming phrase outranks quotation marks, and marks outrank a report."""
        told = (one for one in view.coding.statements if one.cue.text.lower() not in self._naming)
        statement = innermost(told, hit.start)
        namer = self._namer(view, hit)
        if namer is not None:
            return Voice("explained", namer, statement)
        speaker = statement.chain[-1].name if statement else ""
        run = _quoted_run(view, hit)
        if run is not None:
            if statement is None and _about_the_word(view, hit, run):
                return Voice("scare-quoted", "", None)
            return Voice("quoted", speaker, statement)
        return Voice("indirect", speaker, statement) if statement else Voice("outlet", "", None)

    def _namer(self, view: View, hit: Hit) -> str | None:
        """Who is said to call it so ("" if nobody is named), or None if no phrase says that."""
        span = view.sentences[hit.sent].span if view.sentences else None
        first, last = (span.start, span.end) if span else (0, len(view.text))
        before, after = view.text[first : hit.start], view.text[hit.end : last]
        for pattern in self._before:
            if match := pattern.search(before):
                return self._holder(view, hit.sent, match, first)
        for pattern in self._after:
            if match := pattern.match(after):
                return self._holder(view, hit.sent, match, hit.end)
        return None

    def _holder(self, view: View, sent: int, match: re.Match[str], offset: int) -> str:
        if "holder" in match.re.groupindex:
            name = match.group("holder").strip()
        else:
            name = _subject(view, sent, match.start() + offset, match.end() + offset)
        name = self._leading.sub("", name)
        return "" if name.lower() in self._nobody else name


def _subject(view: View, number: int, start: int, end: int) -> str:
    """The subject of the verb that stands between two characters; for a relative pronoun, what it stands for."""
    if not view.sentences:
        return ""
    sent = view.sentences[number]
    for verb, at in enumerate(sent.starts):
        if not start <= at < end or sent.pos[verb] != "VERB":
            continue
        for token in children(sent.heads)[verb]:
            if sent.deps[token] == "nsubj":
                relative = sent.tags[token] in _RELATIVE and sent.deps[verb] == "acl:relcl"
                first, last = noun_phrase(sent, sent.heads[verb] if relative else token)
                return view.token_span(number, first, last).text
    return ""


def _quoted_run(view: View, hit: Hit) -> tuple[int, int] | None:
    """Tokens of the quotation that holds the hit within its sentence, or None if it is not quoted."""
    sent = view.sentences[hit.sent] if view.sentences else None
    if sent is None or hit.start not in sent.starts:
        return None
    first = last = sent.starts.index(hit.start)
    if not sent.quoted[first]:
        return None
    while first and sent.quoted[first - 1] and not (sent.words[first] in OPENING and sent.words[first - 1] in CLOSING):
        first -= 1
    while last + 1 < len(sent.words) and sent.quoted[last + 1]:
        last += 1
    return first, last


def _about_the_word(view: View, hit: Hit, run: tuple[int, int]) -> bool:
    """Marks around the variant and no more than a word besides, not set off as somebody's speech."""
    sent, (first, last) = view.sentences[hit.sent], run
    inside = [token for token in range(first, last + 1) if sent.words[token] not in _MARKS and sent.pos[token] != "PUNCT"]
    besides = [token for token in inside if sent.ends[token] <= hit.start or sent.starts[token] >= hit.end]
    if len(besides) > _BESIDES or sent.words[first] not in _MARKS or sent.words[last] not in _MARKS:
        return False
    stopped = sent.words[last - 1][-1] in _FULL_STOPS
    opened = first == 0 or sent.words[first - 1][-1] in ":,"
    return not (stopped and opened)
