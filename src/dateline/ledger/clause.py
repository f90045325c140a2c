"""One clause read for comparison: its verb, its parties, what it is about."""

import re
from collections.abc import Iterable, Mapping

from dateline.extract.actors import ActorFinder
from dateline.extract.doc import View
from dateline.ledger.words import LedgerWords
from dateline.match import children
from dateline.resolve.amounts.numbers import Figure, NumberReader
from dateline.types import Actor, Content, Entity, Span

__all__ = ["Clauses"]

_APART = ("conj", "parataxis", "advcl", "ccomp")  # clauses that tell something else
_TO_WHOM = frozenset({"iobj", "obj", "obl:to", "obl:for", "nmod:to", "nmod:for", "obl:with", "nmod:with", "obl:in", "nmod:in"})
_BY_WHOM = ("obl:agent", "obl:by")
_DESIGNATION = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w.-]+")  # "F-16", "M777"
_SHORTEST_NAME = 3


class Clauses:
    """Reads clauses of one coding.

    Args:
        view: the coding.
        words: the ledger's words.
        acts_of: the classes of acts of each verb (:meth:`LedgerWords.acts_of`).
        numbers: finds figures.
        first_person: pronouns of a speaker.
    """

    def __init__(
        self,
        view: View,
        words: LedgerWords,
        acts_of: Mapping[str, frozenset[str]],
        numbers: NumberReader,
        first_person: frozenset[str],
    ) -> None:
        self.view, self.words = view, words
        self._acts_of, self._numbers = acts_of, numbers
        self._with_preposition = words.rejecting | words.honouring
        self._promises: dict[int, list[int]] = {}
        self._figures: dict[int, list[Figure]] = {}
        self._finder = ActorFinder(view, first_person)

    def promise_tokens(self, sent: int) -> list[int]:
        """Return the tokens of a sentence that can name a promise."""
        if sent not in self._promises:
            verbs, nouns = self.words.promise_verbs, self.words.promise_nouns
            lemmas = self.view.sentences[sent].lemmas
            self._promises[sent] = [token for token, lemma in enumerate(lemmas) if lemma in verbs or lemma in nouns]
        return self._promises[sent]

    def lemmas(self, sent: int, verb: int) -> frozenset[str]:
        """Return the names a verb goes by: its lemma, or with its particle or object ("call_off", "take_place")."""
        columns = self.view.sentences[sent]
        lemma = columns.lemmas[verb]
        found = {lemma}
        for kid in children(columns.heads)[verb]:
            if columns.deps[kid] in {"compound:prt", "advmod"}:
                found.add(f"{lemma}_{columns.lemmas[kid]}")
                if columns.deps[kid] == "compound:prt":
                    found.discard(lemma)
            elif columns.deps[kid] in {"obj", "xcomp", "acomp"}:
                found.add(f"{lemma}_{columns.lemmas[kid]}")
            elif (named := f"{lemma}_{columns.deps[kid].removeprefix('obl:')}") in self._with_preposition:
                found = found - {lemma} | {named}  # "voted down the bill", "delivered on its pledge"
        return frozenset(found)

    def acts(self, sent: int, verb: int) -> frozenset[str]:
        """Return the classes of acts of a verb."""
        columns = self.view.sentences[sent]
        found = frozenset().union(*(self._acts_of.get(name, ()) for name in self.lemmas(sent, verb)))
        return found or self._acts_of.get(columns.lemmas[verb], frozenset())

    def act_names(self, sent: int, tokens: Iterable[int]) -> set[str]:
        """Return the classes of the acts that nouns among ``tokens`` name: "delivery", "approval"."""
        lemmas, named = self.view.sentences[sent].lemmas, self.words.act_nouns
        return {named[lemmas[token]] for token in tokens if lemmas[token] in named}

    def own_act(self, sent: int, verb: int) -> str:
        """Return the act of a verb that belongs to no class: it can only be met by itself."""
        return f"={self.view.sentences[sent].lemmas[verb]}"

    def own(self, sent: int, top: int, without: Iterable[int] = ()) -> list[int]:
        """Return the tokens of the clause or phrase of ``top``: what hangs on it, other clauses left out."""
        columns, drop = self.view.sentences[sent], set(without)
        tokens = set(self.view.subtree(sent, top))
        for token in list(tokens):
            apart = columns.deps[token].partition(":")[0] in _APART and columns.pos[token] in {"VERB", "AUX"}
            if token != top and (token in drop or apart):
                tokens -= set(self.view.subtree(sent, token))
        return sorted(tokens)

    def subject(self, sent: int, verb: int) -> tuple[Actor, ...]:
        """Return who does it: the subject, of a passive the agent."""
        graph = self.view.graph(sent)
        labels = _BY_WHOM if graph.passive(verb) else ("nsubj",)
        return self.parties(sent, [kid for label, kid in graph.kids[verb] if label in labels], acting=True)

    def parties(self, sent: int, tokens: Iterable[int], *, acting: bool) -> tuple[Actor, ...]:
        """Return actors for those of ``tokens`` (and the nouns beside them) that can be one."""
        graph = self.view.graph(sent)
        heads = [other for token in tokens for other in graph.coordinated(token)]
        chosen = [token for token in dict.fromkeys(heads) if self._finder.accepts(sent, token, acting=acting)]
        return self._finder.records(sent, chosen, acting=acting)

    def owner(self, sent: int, noun: int) -> tuple[Actor, ...]:
        """Return whose the noun is: "Japan's pledge", "a pledge by Japan", "the Japanese pledge"."""
        graph = self.view.graph(sent)
        kids = [kid for label, kid in graph.kids[noun] if label in {"nmod:poss", "nmod:by", "nmod:from", "compound"}]
        return self.parties(sent, kids, acting=True)

    def beneficiaries(self, sent: int, tokens: Iterable[int], besides: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return the parties that something is given to, opened with or done for among ``tokens``."""
        columns = self.view.sentences[sent]
        heads = [token for token in tokens if columns.deps[token] in _TO_WHOM]
        mine = {actor.country or actor.name for actor in besides}
        found = self.parties(sent, heads, acting=True)
        return tuple(actor for actor in found if actor.country not in mine and (actor.country or _named(actor)))

    def content(self, sent: int, tokens: Iterable[int], acts: Iterable[str]) -> Content:
        """Return what ``tokens`` are about."""
        columns = self.view.sentences[sent]
        open_ = [token for token in tokens if not self._in_time(sent, token)]
        party = {token for token in open_ if self._is_party(sent, token) and not self._is_thing(sent, token)}
        nouns = [t for t in open_ if t not in party and columns.pos[t] in {"NOUN", "PROPN"}]
        names = {columns.words[t].lower() for t in nouns if self._is_name(sent, t)}
        keys = {columns.lemmas[t].lower() for t in nouns if columns.pos[t] == "NOUN"} - self.words.generic
        found = {*acts, *self.act_names(sent, nouns)}
        return Content(
            acts=tuple(sorted(found)),
            keys=tuple(sorted(keys - names)),
            names=tuple(sorted(names)),
            numbers=tuple(sorted(self._counted(sent, open_))),
        )

    def _is_thing(self, sent: int, token: int) -> bool:
        """Whether a party's common noun is what the act is done to: "release 30 Yemeni fishermen"."""
        columns = self.view.sentences[sent]
        while columns.pos[token] == "NOUN" and columns.deps[token] == "compound":  # "the fish market"
            token = columns.heads[token]
        return columns.pos[token] == "NOUN" and columns.deps[token] in {"obj", "nsubj:pass", "nmod:of"}

    def _is_name(self, sent: int, token: int) -> bool:
        word = self.view.sentences[sent].words[token]
        return bool(_DESIGNATION.fullmatch(word)) or (
            self.view.sentences[sent].pos[token] == "PROPN" and len(word) >= _SHORTEST_NAME and word[0].isupper()
        )

    def _is_party(self, sent: int, token: int) -> bool:
        """Whether the word names somebody who acts: a country, a person, an organisation with a place in the world."""
        columns, at, steps = self.view.sentences[sent], token, 0
        while steps < 4:  # a name's words hang on its head within a few steps
            mention = self.view.mention_at.get((sent, at))
            if mention is not None and mention.first <= token <= mention.last:
                entity, chain = self.view.entity(sent, at), self.view.chain(sent, at)
                if entity is not None and self._acts(entity, common=columns.pos[at] == "NOUN"):
                    return True
                if entity is None and chain is not None and chain.kind == "person" and columns.pos[at] == "PROPN":
                    return True
            if columns.heads[at] < 0:
                return False
            at, steps = columns.heads[at], steps + 1
        return False

    def _acts(self, entity: Entity, *, common: bool) -> bool:
        """Whether an entity is somebody; a common noun only with a country ("officials"), not "two patrol vessels"."""
        if entity.kind == "place" or entity.why.rule == "resolve:modifier":
            return False
        known = entity.kind in {"country", "person"} or bool(entity.sectors) or entity.id.startswith(("per:", "org:"))
        return known and bool(entity.country or not common) and entity.kind != "other"

    def _in_time(self, sent: int, token: int) -> bool:
        at = self.view.sentences[sent].starts[token]
        return any(time.span.start <= at < time.span.end for time in self.view.times_of.get(sent, ()))

    def _counted(self, sent: int, tokens: list[int]) -> set[str]:
        columns, span, found = self.view.sentences[sent], self.view.sentences[sent].span, set()
        for figure in self._figures_of(sent):
            at = [t for t in tokens if columns.starts[t] <= span.start + figure.number[0] < columns.ends[t]]
            if not at or figure.interval[0] != figure.interval[1]:
                continue
            head = columns.heads[at[0]]
            while head >= 0 and columns.pos[head] in {"NUM", "SYM"}:
                head = columns.heads[head]
            noun = figure.currency or (columns.lemmas[head].lower() if head >= 0 and columns.pos[head] == "NOUN" else "")
            if noun:
                found.add(f"{figure.interval[0]:g} {noun}")
        return found

    def _figures_of(self, sent: int) -> list[Figure]:
        """The figures of a sentence, looked for once and only where it has something that can be one."""
        if sent not in self._figures:
            columns = self.view.sentences[sent]
            self._figures[sent] = list(self._numbers(columns.span.text)) if "NUM" in columns.pos else []
        return self._figures[sent]

    def span(self, sent: int, tokens: Iterable[int]) -> Span:
        """Return the span from the first to the last of ``tokens``, the full stop left out."""
        columns = self.view.sentences[sent]
        kept = [token for token in tokens if columns.pos[token] != "PUNCT"]
        kept = kept[1:] if columns.deps[kept[0]] == "case" and len(kept) > 1 and columns.heads[kept[0]] == kept[-1] else kept
        return self.view.token_span(sent, kept[0], kept[-1])


def _named(actor: Actor) -> bool:
    return (actor.entity or "").startswith(("per:", "org:"))
