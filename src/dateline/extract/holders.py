"""Who a source is: named person, spokesperson, body, document with its issuer, or unnamed."""

from typing import Literal

from dateline.extract.cues import Cues
from dateline.extract.doc import View
from dateline.resolve.mentions import noun_phrase
from dateline.types import Attribution, Span

__all__ = ["Holders"]

HolderKind = Literal["person", "spokesperson", "body", "document", "anonymous", "outlet"]


class Holders:
    """Turn source tokens into attribution links; remembers who issued the last document.

    Args:
        view: the coding.
        cues: the cue lexicon.
    """

    def __init__(self, view: View, cues: Cues) -> None:
        self._view, self._table = view, cues.table
        self._issuer: Attribution | None = None

    def outlet(self) -> Attribution:
        """Return depth 0: the publisher of the document."""
        publisher = self._view.coding.document.publisher
        return Attribution(
            holder=None,
            holder_entity=None,
            name=publisher,
            country="",
            sectors=(),
            kind="outlet",
            cue=None,
            cue_class="say",
        )

    def attribution(self, sent: int, source: int | None, cue: Span, cue_class: str, cue_token: int) -> Attribution:
        """Return the link for ``source`` (None: unstated) in sentence ``sent``."""
        artefact = self._artefact(sent, cue_token)
        if source is None:
            return Attribution(
                holder=None,
                holder_entity=None,
                name="",
                country="",
                sectors=(),
                kind="anonymous",
                cue=cue,
                cue_class=cue_class,
                artefact=artefact,
            )
        columns = self._view.sentences[sent]
        first, last = noun_phrase(columns, source)
        span = self._view.token_span(sent, first, last)
        lemma = columns.lemmas[source]
        if lemma in self._table.documents and columns.pos[source] == "NOUN":
            return self._document(span, cue, cue_class, lemma)
        entity = self._view.entity(sent, source)
        named = any(columns.pos[token] == "PROPN" for token in range(first, last + 1))
        anonymous = (
            lemma in self._table.anonymous and not (entity and entity.id.startswith("per:")) and (columns.pos[last] != "PROPN")
        )
        return Attribution(
            holder=span,
            holder_entity=entity.id if entity else None,
            name=entity.name if entity and not anonymous else span.text,
            country=entity.country if entity else "",
            sectors=entity.sectors if entity else (),
            kind="anonymous" if anonymous and self._indefinite(sent, first, source) else self._kind(sent, source, named=named),
            cue=cue,
            cue_class=cue_class,
            artefact=artefact,
            number=self._number(sent, source),
            basis=self._basis(sent, source) if anonymous else "",
        )

    def remember(self, _sent: int, _source: int | None, link: Attribution) -> None:
        """Keep ``link`` as the issuer of the document it speaks through, for "the statement reads"."""
        if link.artefact and link.kind != "document":
            self._issuer = link

    def _document(self, span: Span, cue: Span, cue_class: str, lemma: str) -> Attribution:
        issuer = self._issuer
        return Attribution(
            holder=span,
            holder_entity=issuer.holder_entity if issuer else None,
            name=issuer.name if issuer else span.text,
            country=issuer.country if issuer else "",
            sectors=issuer.sectors if issuer else (),
            kind="document",
            cue=cue,
            cue_class=cue_class,
            artefact=lemma,
            basis=f"issued by {issuer.name}" if issuer else "",
        )

    def _kind(self, sent: int, source: int, *, named: bool) -> HolderKind:
        columns, chain = self._view.sentences[sent], self._view.chain(sent, source)
        first, last = noun_phrase(columns, source)
        words = {columns.lemmas[token] for token in range(first, last + 1)}
        if chain is not None:
            words |= set(chain.name.lower().split())
        if words & (self._table.spokesperson - {"secretary"}) or {"press", "secretary"} <= words:
            return "spokesperson"
        entity = self._view.entity(sent, source)
        if entity is not None:
            return "person" if entity.kind in {"person", "role"} else "body"
        return "person" if named or columns.pos[source] == "PRON" else "body"

    def _indefinite(self, sent: int, first: int, source: int) -> bool:
        """Unnamed for good: "two officials", "a source"; "the official" points back to somebody named."""
        chain = self._view.chain(sent, source)
        back = chain is not None and len(chain.mentions) > 1 and chain.why.rule == "chain:role noun"
        return not back or self._view.sentences[sent].words[first].lower() not in {"the", "that"}

    def _number(self, sent: int, source: int) -> int | None:
        graph = self._view.graph(sent)
        number = graph.find(source, "nummod")
        if number is None:
            return None
        word = self._view.sentences[sent].words[number].lower()
        return int(word) if word.isdigit() else self._table.counts.get(word)

    def _basis(self, sent: int, source: int) -> str:
        clause = self._view.graph(sent).find(source, "acl", "acl:relcl")
        if clause is None:
            return ""
        tokens = self._view.subtree(sent, clause)
        return self._view.token_span(sent, tokens[0], tokens[-1]).text

    def _artefact(self, sent: int, cue: int) -> str:
        columns = self._view.sentences[sent]
        for label, kid in self._view.graph(sent).kids[cue]:
            if label in {"obl:in", "obl:on", "obl:during", "obl:at", "obl:via"} and columns.lemmas[kid] in (
                self._table.artefacts
            ):
                return columns.lemmas[kid]
        return ""
