"""From the neutral reading back: every span on the text as written, every name in its words."""

from collections.abc import Sequence
from functools import cache
from typing import Any, get_args

import msgspec

from dateline.extract.wordings.shift import Edit, Shift
from dateline.types import Actor, Attribution, Chain, Coding, Document, Entity, Mention, Sentence, Span

__all__ = ["Written"]

_MADE_UP = "ent-"  # ids of what the knowledge base does not know: its name is the words of the text


class Written:
    """Puts a coding of the neutral text onto the text as written.

    Args:
        edits: what was read otherwise than written, in text order.
        document: the story as written.
        sentences: its sentences as written.
        found: the coding of the neutral text.
    """

    def __init__(self, edits: Sequence[Edit], document: Document, sentences: Sequence[Sentence], found: Coding) -> None:
        self._shift, self._document, self._sentences, self._found = Shift(edits), document, tuple(sentences), found
        self._edits = tuple(edits)
        self._first = min(edit.start for edit in edits)
        self._changed = {edit.sent for edit in edits}
        self._words: dict[str, str] = {}
        for mention in found.mentions:  # the first mention of a chain gives it its name
            self._words.setdefault(mention.id, self._span(mention.span).text)
        self._read = {mention.id: mention.span.text for mention in found.mentions}

    def coding(self) -> Coding:
        """Return the coding with the document and sentences as written."""
        layers = {name: self._of(getattr(self._found, name)) for name in self._found.__struct_fields__}
        return Coding(**{**layers, "document": self._document, "sentences": self._sentences})

    def _span(self, span: Span) -> Span:
        if span.end <= self._first:
            return span  # before all edits: most of a story stays where it is
        start, end = self._shift.back(span.start, span.end)
        return Span(start, end, self._document.text[start:end])

    def _of(self, value: Any) -> Any:
        """Any value with the spans in it moved; records that hold none stay what they are."""
        if isinstance(value, Span):
            return self._span(value)
        if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
            return tuple(self._of(one) for one in value)
        if not isinstance(value, msgspec.Struct) or isinstance(value, (Document, Sentence)):
            return value
        moved = {}
        for field in _holding(type(value)):
            old = getattr(value, field)
            new = self._of(old) if isinstance(old, (msgspec.Struct, tuple)) else old
            if new is not old:
                moved[field] = new
        moved.update(self._named(value))
        return msgspec.structs.replace(value, **moved) if moved else value

    def _named(self, record: msgspec.Struct) -> dict[str, Any]:
        """Names that are words of the text, and token numbers, as written."""
        match record:
            case Mention():
                return self._tokens(record)
            case Actor(entity=entity, span=span, name=name) if (entity or _MADE_UP).startswith(_MADE_UP):
                return {"name": self._span(span).text} if name == span.text else {}
            case Attribution(holder_entity=entity, holder=Span() as span, name=name):
                known = not (entity or _MADE_UP).startswith(_MADE_UP)
                return {} if known or name != span.text else {"name": self._span(span).text}
            case Chain(mentions=mentions, name=name):
                return self._first_name(mentions, name)
            case Entity(id=id_, chain=chain, name=name) if id_.startswith(_MADE_UP):
                mentions = next((one.mentions for one in self._found.chains if one.id == chain), ())
                return self._first_name(mentions, name)
            case _:
                return self._phrase(record)

    def _first_name(self, mentions: Sequence[str], name: str) -> dict[str, Any]:
        of = next((one for one in mentions if self._read.get(one) == name), None)
        return {"name": self._words[of]} if of else {}

    def _phrase(self, record: msgspec.Struct) -> dict[str, Any]:
        """The words of an action or condition: edits inside its span undone."""
        text, span = getattr(record, "text", None), getattr(record, "span", None)
        if text is None or span is None:
            return {}
        start, end = self._shift.back(span.start, span.end)
        for edit in self._edits:
            if start <= edit.start and edit.end <= end:
                text = text.replace(edit.text, self._document.text[edit.start : edit.end], 1)
        return {"text": text}

    def _tokens(self, mention: Mention) -> dict[str, Any]:
        """The mention's tokens in the sentence as written; inside a rewritten variant its head is the variant's own."""
        if mention.sent not in self._changed:
            return {}
        read, sent = self._found.sentences[mention.sent], self._sentences[mention.sent]
        first, last = self._covered(mention.span.start, mention.span.end, sent)
        over = self._covered(read.starts[mention.head], read.ends[mention.head], sent)
        inside = range(over[0], over[1] + 1)
        head = next((token for token in inside if sent.heads[token] not in inside), over[1])
        return {"first": first, "last": last, "head": head}

    def _covered(self, start: int, end: int, sent: Sentence) -> tuple[int, int]:
        start, end = self._shift.back(start, end)
        tokens = [n for n, (a, b) in enumerate(zip(sent.starts, sent.ends, strict=True)) if a < end and start < b]
        return tokens[0], tokens[-1]


@cache
def _holding(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a record that may hold records: only there are spans."""
    return tuple(field.name for field in msgspec.structs.fields(kind) if _records(field.type))


def _records(kind: Any) -> bool:
    if isinstance(kind, type):
        return issubclass(kind, msgspec.Struct)
    return any(_records(part) for part in get_args(kind))
