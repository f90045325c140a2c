"""A coding opened up for extraction: graphs, and from a token to its mention, chain and entity."""

from collections.abc import Sequence
from functools import cached_property

from dateline.match import Graph, subtree
from dateline.parse import CLOSING, OPENING
from dateline.types import Chain, Coding, Entity, Mention, Sentence, Span, Time

__all__ = ["Control", "View"]


_STORIES = 32  # kept opened for the stages that read them: more than a batch


class _Opened:
    """What does not change while a coding goes through the stages that open it."""

    def __init__(self, coding: Coding) -> None:
        self._layers = (coding.sentences, coding.mentions, coding.chains)
        self.graphs: dict[int, Graph] = {}
        self.mention_at: dict[tuple[int, int], Mention] = {(m.sent, m.head): m for m in coding.mentions}
        self.chain_of: dict[str, Chain] = {mention: chain for chain in coding.chains for mention in chain.mentions}

    def of(self, coding: Coding) -> bool:
        """Tell whether ``coding`` still has the layers that were opened."""
        sentences, mentions, chains = self._layers
        return coding.sentences is sentences and coding.mentions is mentions and coding.chains is chains


class Control:
    """How sentences are opened up, and the stories at hand, opened once for all stages that share this.

    Args:
        objects: object-control verbs.
        partitive: partitive heads.
    """

    def __init__(self, objects: frozenset[str], partitive: frozenset[str]) -> None:
        self.objects, self.partitive = objects, partitive
        self._kept: dict[int, _Opened] = {}

    def opened(self, coding: Coding) -> _Opened:
        """Return the indexes of ``coding``, and its graphs made so far."""
        kept = self._kept.get(id(coding.sentences))
        if kept is None or not kept.of(coding):
            if len(self._kept) >= _STORIES:
                self._kept.clear()
            kept = self._kept[id(coding.sentences)] = _Opened(coding)
        return kept


class View:
    """Read-only indexes over one coding.

    Args:
        coding: with sentences, mentions, chains and entities.
        control: how graphs are made.
    """

    def __init__(self, coding: Coding, control: Control) -> None:
        self.coding = coding
        self.text = coding.document.text
        self.sentences: Sequence[Sentence] = coding.sentences
        self._control = control
        opened = control.opened(coding)
        self._graphs, self._chain_of, self.mention_at = opened.graphs, opened.chain_of, opened.mention_at

    def graph(self, sent: int) -> Graph:
        """Return the graph of a sentence, built once."""
        if sent not in self._graphs:
            self._graphs[sent] = Graph(self.sentences[sent], self._control.objects, self._control.partitive)
        return self._graphs[sent]

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by the chain they resolve."""
        return {entity.chain: entity for entity in self.coding.entities}

    @cached_property
    def entity_by_id(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.coding.entities}

    @cached_property
    def times_of(self) -> dict[int, list[Time]]:
        """Time expressions by sentence."""
        found: dict[int, list[Time]] = {}
        for time in self.coding.times:
            found.setdefault(time.sent, []).append(time)
        return found

    def chain(self, sent: int, token: int) -> Chain | None:
        """Return the chain of the mention headed by ``token``."""
        mention = self.mention_at.get((sent, token))
        return self._chain_of.get(mention.id) if mention else None

    def entity(self, sent: int, token: int) -> Entity | None:
        """Return the entity of the mention headed by ``token``."""
        chain = self.chain(sent, token)
        return self.entities.get(chain.id) if chain else None

    def span(self, start: int, end: int) -> Span:
        """Return the span of characters ``start`` to ``end`` of the document."""
        return Span(start, end, self.text[start:end])

    def token_span(self, sent: int, first: int, last: int) -> Span:
        """Return the span of tokens ``first`` to ``last`` (inclusive) of a sentence."""
        columns = self.sentences[sent]
        return self.span(columns.starts[first], columns.ends[last])

    def subtree(self, sent: int, top: int, *, without: int | None = None) -> list[int]:
        """Return the tokens under ``top`` in order, those under ``without`` left out."""
        return subtree(self.sentences[sent].heads, top, without)

    def runs(self, sent: int, tokens: Sequence[int]) -> tuple[Span, ...]:
        """Return ``tokens`` as spans of neighbours, punctuation at the edges of a span left out."""
        columns, spans = self.sentences[sent], []
        run: list[int] = []
        for token in [*tokens, -1]:
            if run and token != run[-1] + 1:
                while run and columns.pos[run[0]] == "PUNCT" and columns.words[run[0]] not in _OPENS:
                    run.pop(0)
                while run and columns.pos[run[-1]] == "PUNCT" and columns.words[run[-1]] not in _CLOSES:
                    run.pop()
                if run:
                    spans.append(self.token_span(sent, run[0], run[-1]))
                run = []
            if token >= 0:
                run.append(token)
        return tuple(spans)


_OPENS = OPENING | {"("}
_CLOSES = CLOSING | {")", "%"}
