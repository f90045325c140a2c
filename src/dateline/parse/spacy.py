"""The real parser: spaCy's small English pipeline, read into columns."""

from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from dateline.parse.joined import Joiner
from dateline.parse.lemmas import Lemmas, lemma_tables
from dateline.parse.mends import Columns, mend
from dateline.parse.model import load_model
from dateline.parse.paragraphs import paragraphs
from dateline.parse.quotes import PAIRS, quoted_intervals
from dateline.parse.truecase import truecased
from dateline.parse.universal import to_universal
from dateline.types import Coding, Document, Layer, Sentence, Span

__all__ = ["SpacyParser"]

_MARKS = frozenset("'‘’“”„«»")
_BATCH = 8  # paragraphs a model call; larger batches gain nothing on a CPU and cost memory (64: +350 MB)
# Words the model keeps for good; later ones go with the batch they came in. Otherwise names and figures without end would add
# 5 MB a 1,000 stories. So many are the words of some 5,000 stories: what is met again and again is among them.
_VOCABULARY = 50_000
_AUXILIARY = frozenset({"aux", "auxpass"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_COPULA = "be"
_KEEP_WORD = frozenset({"ADP", "PART", "SCONJ"})


class SpacyParser:
    """Stage of the ``sentences`` layer.

    Args:
        labels: the model's dependency labels to Universal Dependencies (``parse.yaml``).
        tags: Penn tags to universal parts of speech (``parse.yaml``).
        abbreviations: words whose full stop ends no sentence ("Brig.").
        names: words that keep their capital when a title-case headline is lowered.
        infinitive_complements: verbs whose infinitive is a complement even where words stand between.
        clause_marks: prepositions that also begin a clause ("after").
        joined: hyphenated ``words`` that are one word to the grammar, ``articles`` and ``links`` of hyphenated names.
    """

    layer: Layer = "sentences"
    needs: frozenset[Layer] = frozenset()

    def __init__(
        self,
        labels: Mapping[str, str],
        tags: Mapping[str, str],
        abbreviations: Sequence[str] = (),
        names: Container[str] = (),
        infinitive_complements: Sequence[str] = (),
        clause_marks: Sequence[str] = (),
        joined: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._nlp = load_model()
        self._names, self._join = names, Joiner(**(joined or {}))
        self._complemented, self._marks = frozenset(infinitive_complements), frozenset(clause_marks)
        for short in abbreviations:
            self._nlp.tokenizer.add_special_case(short, [{"ORTH": short}])
        self._labels, self._tags = dict(labels), dict(tags)
        self._lemmas = Lemmas(lemma_tables())

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Sentence, ...]]:
        """Return the sentences of each document; paragraphs are parsed apart, so none crosses a break."""
        whole = [(coding.document, list(enumerate(paragraphs(coding.document.text)))) for coding in codings]
        return self.parts([(document, [(start, end, number) for number, (start, end) in spans]) for document, spans in whole])

    def parts(self, documents: Sequence[tuple[Document, Sequence[tuple[int, int, int]]]]) -> list[tuple[Sentence, ...]]:
        """Return the sentences in the given parts of each document: start, end and number of the paragraph."""
        parts, owners = [], []
        quotes = [quoted_intervals(document.text, paragraphs(document.text)) for document, _ in documents]
        for number, (document, wanted) in enumerate(documents):
            for start, end, index in wanted:
                shown, joined = self._join(self._source(document, start, end, quotes[number]))
                owners.append((number, index, start, joined))
                parts.append(shown)
        found: list[list[Sentence]] = [[] for _ in documents]
        with self._memory():
            for (number, index, offset, joined), doc in zip(owners, self._nlp.pipe(parts, batch_size=_BATCH), strict=True):
                for columns in self._columns(doc, joined):
                    sentence = _sentence(documents[number][0], columns, offset, index, quotes[number])
                    if sentence is not None:
                        found[number].append(sentence)
        return [tuple(sentences) for sentences in found]

    def words_known(self) -> int:
        """Return how many words and labels the model holds in memory."""
        return len(self._nlp.vocab.strings)

    def _memory(self) -> AbstractContextManager[Any]:
        """What the model learns of words inside is forgotten after it, once it knows enough of them."""
        zone: AbstractContextManager[Any] = self._nlp.memory_zone() if len(self._nlp.vocab) > _VOCABULARY else nullcontext()
        return zone

    def _columns(self, doc: Any, joined: Mapping[int, int]) -> Iterator[dict[str, list[Any]]]:
        """Yield the columns of each sentence of a parsed paragraph, white-space tokens left out."""
        for sent in doc.sents:
            tokens = [token for token in sent if not token.is_space]
            if not tokens:
                continue
            place = {token.i: number for number, token in enumerate(tokens)}
            heads = [place.get(t.head.i, -1) if t.head.i != t.i else -1 for t in tokens]
            deps = [token.dep_ for token in tokens]
            tags = [_tag(token) for token in tokens]
            pos = [self._pos(token, tag) for token, tag in zip(tokens, tags, strict=True)]
            words = [token.text for token in tokens]
            lemmas = [
                word.lower() if part in _KEEP_WORD else self._lemmas(word, part, plural=tag == "NNS")
                for word, part, tag in zip(words, pos, tags, strict=True)
            ]
            forms = [lemma if lemma == _COPULA else word for word, lemma in zip(words, lemmas, strict=True)]
            heads, deps = to_universal(forms, pos, heads, deps, self._labels)
            mend(Columns(lemmas, tags, pos, heads, deps), self._complemented, self._marks)
            yield {
                "starts": [token.idx for token in tokens],
                "ends": [joined.get(token.idx, token.idx + len(token.text)) for token in tokens],
                "words": words,
                "lemmas": lemmas,
                "tags": tags,
                "pos": pos,
                "heads": heads,
                "deps": deps,
            }

    def _source(self, document: Document, start: int, end: int, quotes: Sequence[tuple[int, int]]) -> str:
        """The paragraph as the parser shall see it, of the same length as stored.

        A title-case headline is put into sentence case, and all quotation marks become straight double ones:
        the model was trained on those and mistags words beside single marks.
        """
        part = document.text[start:end]
        if start == 0 and document.title and part == document.title:
            part = truecased(part, document.text[end:], self._names)
        chars = list(part)
        for first, last in ((a - start, b - start) for a, b in quotes if a >= start and b <= end):
            _straighten(chars, first, opening=True)
            _straighten(chars, last - 1, opening=False)
        return "".join(chars)

    def _pos(self, token: Any, tag: str) -> str:
        if token.dep_ in _AUXILIARY and tag.startswith("V"):
            return "AUX"
        return self._tags.get(tag, "X")


def _tag(token: Any) -> str:
    """The tag, mended where the tree contradicts it.

    An "adjective" in -ed with a subject or object is a verb; a participle with an article that is an argument
    ("the accused left") is a noun.
    """
    if token.tag_ == "JJ" and token.text.endswith("ed"):
        labels = {child.dep_ for child in token.children}
        if "auxpass" in labels or "nsubjpass" in labels:
            return "VBN"
        if "nsubj" in labels or "dobj" in labels:
            return "VBD"
    if token.tag_ == "VBN" and token.dep_ in _ARGUMENT and any(child.dep_ == "det" for child in token.children):
        return "NN"
    return str(token.tag_)


def _whole_mark(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a mark that stands for a pair of apostrophes both of them again."""
    if end - start == 1 and text[start] in "'`":
        if start > 0 and text[start - 1 : end] in PAIRS:
            return start - 1, end
        if text[start : end + 1] in PAIRS:
            return start, end + 1
    return start, end


def _straighten(chars: list[str], at: int, *, opening: bool) -> None:
    """Make the mark at ``at`` a straight double one; of a pair of apostrophes the outer becomes a space."""
    inner = at + 1 if opening else at - 1
    if 0 <= inner < len(chars) and chars[at] + chars[inner] in PAIRS:
        chars[inner], chars[at] = '"', " "
    elif chars[at] in _MARKS:
        chars[at] = '"'


def _sentence(
    document: Document, columns: dict[str, list[Any]], offset: int, paragraph: int, quotes: list[tuple[int, int]]
) -> Sentence | None:
    text = document.text
    spans = [
        _whole_mark(text, offset + start, offset + end) for start, end in zip(columns["starts"], columns["ends"], strict=True)
    ]
    starts, ends = tuple(start for start, _ in spans), tuple(end for _, end in spans)
    start, end = starts[0], ends[-1]
    return Sentence(
        span=Span(start, end, text[start:end]),
        starts=starts,
        ends=ends,
        words=tuple(text[s:e] for s, e in zip(starts, ends, strict=True)),
        lemmas=tuple(columns["lemmas"]),
        tags=tuple(columns["tags"]),
        pos=tuple(columns["pos"]),
        heads=tuple(columns["heads"]),
        deps=tuple(columns["deps"]),
        quoted=tuple(any(a <= s < b for a, b in quotes) for s in starts),
        paragraph=paragraph,
        headline=bool(document.title) and end <= len(document.title) and text.startswith(document.title),
    )
