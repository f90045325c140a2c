"""The neutral reading: a story coded with each contested variant in one form of its concept, put back onto the text as written.

So no event hangs on the word chosen: whoever writes "Burma" or "Myanmar" gets the same coding, from the same parse.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import msgspec

from dateline.codebook.wording import ConceptBook
from dateline.extract.wordings.finder import Hit, VariantFinder
from dateline.extract.wordings.shift import Edit, Shift, rewritten
from dateline.extract.wordings.written import Written
from dateline.types import Coding, Document, Layer, Sentence, Span

__all__ = ["NeutralReader", "Parser", "Reading"]

_PLURAL = frozenset({"NNS", "NNPS"})
_MODIFIERS = frozenset({"compound", "amod"})
_BEFORE = frozenset({"det", "nmod:poss", "amod", "compound"})


class Parser(Protocol):
    """What parses parts of documents and leaves the others out."""

    def parts(self, documents: Sequence[tuple[Document, Sequence[tuple[int, int, int]]]]) -> Sequence[tuple[Sentence, ...]]:
        """Return the sentences in the given parts of each document: start, end and number of the paragraph."""
        ...


class Reading(NamedTuple):
    """A coding of the neutral text, and what leads back; without edits the text as written."""

    coding: Coding
    edits: tuple[Edit, ...]
    sentences: tuple[Sentence, ...]

    def restore(self, found: Coding, written: Document) -> Coding:
        """Return ``found``, a coding of the neutral text, with all spans on the text as written."""
        return Written(self.edits, written, self.sentences, found).coding() if self.edits else found


class NeutralReader:
    """Rewrites codings that have their sentences, and nothing else yet.

    Args:
        book: the concepts; only those with a ``coded`` form are rewritten.
        parser: parses the sentences that changed.
        article: the language's definite article, with which some forms are written.
    """

    as_written: frozenset[Layer] = frozenset({"sentences", "wordings"})

    def __init__(self, book: ConceptBook, parser: Parser, article: str) -> None:
        self._variants, self._parser, self._article = VariantFinder(book), parser, article

    def read(self, codings: Sequence[Coding]) -> list[Reading]:
        """Return the neutral reading of each coding; what would fall into other sentences than before stays as written."""
        drafts = {number: edits for number, coding in enumerate(codings) if (edits := self._edits(coding))}
        readings = [Reading(coding, (), coding.sentences) for coding in codings]
        while drafts:
            made = self._made([(codings[number], edits) for number, edits in drafts.items()])
            left: dict[int, list[Edit]] = {}
            for (number, edits), (reading, torn) in zip(drafts.items(), made, strict=True):
                readings[number] = reading if not torn else readings[number]
                if torn and (kept := [edit for edit in edits if edit.sent not in torn]):
                    left[number] = kept
            drafts = left
        return readings

    def _edits(self, coding: Coding) -> list[Edit]:
        text, sentences = coding.document.text, coding.sentences
        hits = self._variants.find(text, sentences) if sentences else ()
        edits = [_edit(hit, sentences[hit.sent], self._article) for hit in hits]
        return [edit for edit in edits if edit is not None and edit.text.lower() != text[edit.start : edit.end].lower()]

    def _made(self, drafts: Sequence[tuple[Coding, list[Edit]]]) -> list[tuple[Reading, set[int]]]:
        """Each reading, and the numbers of the sentences that are no longer one sentence."""
        documents = [_document(coding.document, edits) for coding, edits in drafts]
        wanted = [_parts(coding, edits) for coding, edits in drafts]
        found = self._parser.parts(list(zip(documents, wanted, strict=True)))
        made = []
        for (coding, edits), document, anew in zip(drafts, documents, found, strict=True):
            sentences, torn = _sentences(coding, edits, document, anew)
            changed = msgspec.structs.replace(coding, document=document, sentences=sentences)
            made.append((Reading(changed, tuple(edits), coding.sentences), torn))
        return made


def _parts(coding: Coding, edits: Sequence[Edit]) -> list[tuple[int, int, int]]:
    """Where the sentences with edits stand in the neutral text."""
    shift = Shift(edits)
    sentences = [coding.sentences[number] for number in dict.fromkeys(edit.sent for edit in edits)]
    return [(shift.forward(one.span.start), shift.forward(one.span.end), one.paragraph) for one in sentences]


def _sentences(
    coding: Coding, edits: Sequence[Edit], document: Document, anew: Sequence[Sentence]
) -> tuple[tuple[Sentence, ...], set[int]]:
    """The sentences of the neutral text, and the numbers of those whose new parse is not one whole sentence."""
    shift, changed = Shift(edits), {edit.sent for edit in edits}
    whole = {(one.span.start, one.span.end): one for one in anew}
    found, torn = [], set()
    for number, sentence in enumerate(coding.sentences):
        start, end = shift.forward(sentence.span.start), shift.forward(sentence.span.end)
        new = whole.get((start, end)) if number in changed else _moved(sentence, start, document.text)
        if new is None:
            torn.add(number)
        else:
            found.append(msgspec.structs.replace(new, headline=sentence.headline))
    return tuple(found), torn


def _edit(hit: Hit, sent: Sentence, article: str) -> Edit | None:
    """What to read in place of the variant: the concept's form in the same number, with the article and capital it has here."""
    forms = _forms(hit)
    tokens = [token for token, start in enumerate(sent.starts) if hit.start <= start < hit.end]
    if not forms or not tokens:
        return None
    if hit.concept.type != "place" and _in_other(sent, tokens[-1], forms):
        return None
    plural = sent.tags[tokens[-1]] in _PLURAL
    form, start = forms[0] if plural else forms[-1], hit.start
    if sent.span.text[hit.start - sent.span.start : hit.end - sent.span.start].lower() in {one.lower() for one in forms}:
        return None
    bare = form.removeprefix(f"{article} ")
    if hit.concept.type == "place" or bare != form:
        before = tokens[0] - 1
        if before >= 0 and sent.words[before].lower() == article and sent.heads[before] in tokens:
            start = sent.starts[before]
        written = sent.span.text[start - sent.span.start : hit.end - sent.span.start].lower()
        takes = bare != form and (written.startswith(f"{article} ") or _alone(sent, tokens))
        form = f"{article} {bare}" if takes else bare
    if start == sent.span.start:
        form = form[:1].upper() + form[1:]
    return Edit(start, hit.end, form, hit.sent)


def _in_other(sent: Sentence, last: int, forms: tuple[str, ...]) -> bool:
    """Whether the variant is part of a longer name ("Third World Forum"), or a noun before a noun ("rebel commander").

    Pairs of common nouns are in the lists of nouns, which know more of them than their parts say.
    """
    head = sent.heads[last]
    if sent.deps[last] not in _MODIFIERS or head <= last:
        return False
    return sent.pos[head] == "PROPN" or (len(forms) > 1 and not forms[-1][:1].isupper())


def _alone(sent: Sentence, tokens: Sequence[int]) -> bool:
    """Whether the words are a phrase of their own, with nothing before them that stands in an article's place."""
    modifies = sent.deps[tokens[-1]] in _MODIFIERS and sent.heads[tokens[-1]] not in tokens
    return not modifies and not any(sent.heads[token] in tokens and sent.deps[token] in _BEFORE for token in range(tokens[0]))


def _forms(hit: Hit) -> tuple[str, ...]:
    variant, concept = hit.variant, hit.concept
    if variant.apart or concept.apart:
        return ()
    if hit.form in variant.coded_forms:
        own = variant.coded_forms[hit.form]
        return (own,) if own else ()
    return variant.coded or concept.coded


def _document(document: Document, edits: Sequence[Edit]) -> Document:
    text, title = rewritten(document.text, edits), document.title
    if title and document.text.startswith(title):
        title = text[: Shift(edits).forward(len(title))]
    return msgspec.structs.replace(document, text=text, title=title)


def _moved(sentence: Sentence, start: int, text: str) -> Sentence:
    """A sentence without edits at its place in the neutral text."""
    by = start - sentence.span.start
    if not by:
        return sentence
    return msgspec.structs.replace(
        sentence,
        span=Span(start, sentence.span.end + by, text[start : sentence.span.end + by]),
        starts=tuple(one + by for one in sentence.starts),
        ends=tuple(one + by for one in sentence.ends),
    )
