"""Who binds himself, in whose words, and for whom."""

import re

import msgspec

from dateline.extract.actors import ActorFinder, innermost
from dateline.extract.commitments.draft import Draft, Scene
from dateline.extract.commitments.standing import is_party, nameless
from dateline.extract.commitments.words import CommitmentWords
from dateline.types import Actor, Attribution, Span, Statement

__all__ = ["Parties"]

_WORD = re.compile(r"\w[\w-]*")
_MODIFIER = "resolve:modifier"
_GOVERNMENT = ("GOV",)
_ANY = frozenset({"*"})
_WHOLE = ("cty:", "col:", "per:")  # ids of states, their unions, persons


class Parties:
    """Find the committers of drafts in one coding.

    Args:
        finder: who can be an actor.
        speaker: whose own words the document is, None for news.
        agents: nouns of persons, groups and bodies.
    """

    def __init__(self, finder: ActorFinder, speaker: Actor | None, agents: frozenset[str]) -> None:
        self._finder, self._speaker, self._agents = finder, speaker, agents

    def committers(self, scene: Scene, draft: Draft) -> tuple[Actor, ...]:
        """Return the parties that bind themselves; () if there is nobody who could."""
        told = self.statement(scene, draft)
        if draft.implied or not draft.by:
            return self._implied(scene, draft, told)
        found = self._each(scene, draft.by, told)
        if draft.plan and _set_going(scene, draft.top) and not any(one.country for one in found):
            found = list(self._implied(scene, draft, told)) or found  # "the crossing will reopen, the ministry said"
        if bound := self._bound(scene, draft, told, found):
            return bound
        if not found and (scene.graph.passive(draft.top) or (draft.plan and self._speaker is not None)):
            return self._implied(scene, draft, told)
        return tuple(found)

    def _bound(self, scene: Scene, draft: Draft, told: Statement | None, found: list[Actor]) -> tuple[Actor, ...]:
        """The state or person that somebody promises will do it: "the minister pledged that Algeria would"; not its troops."""
        if draft.plan or not scene.future(draft.top):
            return ()
        tokens = tuple(token for token in scene.subjects(draft.top) if scene.sent.pos[token] != "PRON")
        bound = self._each(scene, tokens, told)
        if not bound or not all((one.entity or "").startswith(_WHOLE) for one in bound):
            return ()
        countries = {one.country for one in found if one.country}
        return tuple(bound) if not countries or {one.country for one in bound} <= countries else ()

    def _each(self, scene: Scene, tokens: tuple[int, ...], told: Statement | None) -> list[Actor]:
        found: list[Actor] = []
        for token in tokens:
            found.extend(one for one in self._of(scene, token, told) if one not in found)
        return found

    def statement(self, scene: Scene, draft: Draft) -> Statement | None:
        """Return the innermost statement that tells that it was promised, as an event's does."""
        return innermost(scene.view.coding.statements, scene.sent.starts[_told_at(scene, draft)])

    def own(self, scene: Scene, draft: Draft, committers: tuple[Actor, ...]) -> bool | None:
        """Tell whether the committer says it himself; None: the outlet tells it; False: somebody else does."""
        told = self.statement(scene, draft)
        if draft.by and scene.sent.words[draft.by[0]].lower() in scene.words.first_person:
            return True
        if told is None or (not told.source and told.directness == "headline"):
            return True if self._speaker is not None else None
        if not told.source:
            return self._speaker is not None or draft.implied
        if draft.plan and draft.by and told.source.start <= scene.sent.starts[draft.by[0]] < told.source.end:
            return False  # who says it would not speak of himself by name: another subject stands before the quotation
        link = told.chain[-1]
        words = _words(told.source)
        if words & scene.words.press or (scene.words.carriers & set(link.sectors) and not set(link.sectors) & scene.words.state):
            return False
        if any(one.entity and one.entity == link.holder_entity for one in committers) or link.holder in {
            c.span for c in committers
        }:
            return True
        stranger = not link.country and words & scene.words.bystanders
        if stranger or (words & scene.words.outside_sources and not set(link.sectors) & scene.words.state):
            return False
        if draft.implied:
            return True
        official = bool(words & scene.words.official_sources) or link.kind in {"spokesperson", "document"}
        official = official or bool(set(link.sectors) & scene.words.state)
        if link.country and any(one.country for one in committers):
            speaks = official or link.kind == "body" or any(set(one.sectors) & set(link.sectors) for one in committers)
            return speaks and any(one.country == link.country for one in committers)
        kin = set(link.sectors) | scene.words.state
        return official and (not link.sectors or all(not one.sectors or kin & set(one.sectors) for one in committers))

    def _implied(self, scene: Scene, draft: Draft, told: Statement | None) -> tuple[Actor, ...]:
        """Nobody is named: the speaker of the document, else the official who says it."""
        if self._speaker is not None:
            span = scene.view.token_span(scene.number, draft.cue, draft.cue)
            return (msgspec.structs.replace(self._speaker, span=span),)
        if told is None or told.source is None or draft.rule == "future:headline":
            return ()
        source = _source(told)
        words = _words(told.source)
        official = bool(set(source.sectors) & scene.words.state or words & scene.words.official_sources)
        body = bool(source.country) and not source.sectors and told.chain[-1].kind in {"body", "spokesperson"}
        mute = told.chain[-1].kind == "document" and not source.country
        return (source,) if (official or body) and not mute else ()

    def _of(self, scene: Scene, token: int, told: Statement | None) -> tuple[Actor, ...]:
        sent, number, words = scene.sent, scene.number, scene.words
        word, lemma = sent.words[token].lower(), sent.lemmas[token].lower()
        if word in words.first_person and not (len(word) > 1 and sent.words[token].isupper()):
            return self._first_person(scene, token, told)
        if sent.pos[token] != "PRON" and not is_party(scene, token, self._agents):
            return ()
        entity = scene.view.entity(number, token)
        if self._speaker is not None and lemma in words.speakers and (entity is None or not entity.country):
            return (msgspec.structs.replace(self._speaker, span=self._finder.span(number, token)),)
        adjective = sent.pos[token] == "ADJ"
        aside = self._nation(scene, token) if adjective else self._retold(scene, token, told)
        if aside or adjective:
            return aside
        if self._finder.accepts(number, token):
            return self._finder.records(number, (token,), acting=True)
        if sent.pos[token] == "PRON":
            if told is not None and told.source is not None and sent.tags[token].startswith("PRP"):
                return _named(_source(told), words) if self._may_be(scene, word, told) else ()
            return self._main_subject(scene, token) if sent.tags[token].startswith("PRP") else ()
        if lemma in words.bodies or word in words.bodies:
            return self._finder.records(number, (token,), acting=True)
        named = sent.pos[token] == "PROPN" and entity is None and sent.deps[token].startswith("nsubj")
        if named and not any(
            time.span.start <= sent.starts[token] < time.span.end for time in scene.view.times_of.get(number, ())
        ):
            return self._finder.records(number, (token,), acting=True)
        return ()

    def _nation(self, scene: Scene, token: int) -> tuple[Actor, ...]:
        """The government that an adjective before a promise names: "a Latvian plan"."""
        owned = scene.view.entity(scene.number, scene.sent.heads[token])
        if owned is None or owned.why.rule != _MODIFIER:
            return ()
        span = scene.view.token_span(scene.number, token, token)
        state = scene.view.entity_by_id.get(f"cty:{owned.country.lower()}")
        name, known = (state.name, state.id) if state is not None else (span.text, None)
        return (Actor(name=name, span=span, country=owned.country, sectors=_GOVERNMENT, entity=known),)

    def _main_subject(self, scene: Scene, token: int) -> tuple[Actor, ...]:
        """An unresolved pronoun of a subordinate clause stands for the subject of the main one."""
        top, steps = token, 0
        while scene.sent.heads[top] >= 0 and steps < len(scene.sent.words):
            top, steps = scene.sent.heads[top], steps + 1
        subject = scene.graph.subject(top)
        if (
            subject is None
            or subject == token
            or scene.sent.heads[token] == top
            or not self._finder.accepts(scene.number, subject)
            or not is_party(scene, subject, self._agents)
        ):
            return ()
        return self._finder.records(scene.number, (subject,), acting=True)

    def _may_be(self, scene: Scene, word: str, told: Statement) -> bool:
        """Whether a pronoun of nobody else can be the source: "it" only for a body, "they" for several, "you" never."""
        words, body = scene.words, told.chain[-1].kind in {"body", "spokesperson"}
        if word in words.plural:
            return body or _several(scene, told)
        return word not in words.addressed and (word not in words.things or body)

    def _retold(self, scene: Scene, token: int, told: Statement | None) -> tuple[Actor, ...]:
        """The source, of "it" and "they" as subject of what it says: "the bloc stated it will", whatever "it" was before."""
        sent, word = scene.sent, scene.sent.words[token].lower()
        verb = sent.heads[token]
        while verb >= 0 and sent.deps[verb] == "conj":
            verb = sent.heads[verb]
        cue = sent.heads[verb] if verb >= 0 and sent.deps[verb].startswith("ccomp") else -1
        if told is None or told.source is None or cue < 0 or word not in scene.words.plural | {*scene.words.things}:
            return ()
        beneath = sent.deps[token].startswith("nsubj") and told.cue.start <= sent.starts[cue] < told.cue.end
        known = scene.view.entity(scene.number, token)
        if not beneath or not self._may_be(scene, word, told) or (known and known.id == told.chain[-1].holder_entity):
            return ()
        return self._finder.speaker(told, _ANY) or _named(_source(told), scene.words)

    def _first_person(self, scene: Scene, token: int, told: Statement | None) -> tuple[Actor, ...]:
        span = scene.view.token_span(scene.number, token, token)
        if told is not None and told.source is not None:
            return _named(_source(told), scene.words)
        if self._speaker is not None:
            return (msgspec.structs.replace(self._speaker, span=span),)
        if scene.view.coding.statements:
            return ()  # in a text that quotes others, "we" without a source is its writer
        return (Actor(name=span.text, span=span, country="", sectors=(), entity=None),)


def _told_at(scene: Scene, draft: Draft) -> int:
    """The word that is told: of a noun the verb that it is the object of ("reaffirmed their commitment")."""
    cue = draft.cue
    return scene.sent.heads[cue] if scene.sent.pos[cue] == "NOUN" and scene.sent.deps[cue] == "obj" else cue


def _words(source: Span) -> set[str]:
    """The words of a source in lower case, plurals also as singulars."""
    words = set(_WORD.findall(source.text.lower()))
    return words | {word.removesuffix("s") for word in words}


def _set_going(scene: Scene, token: int) -> bool:
    """Whether the verb tells of a thing what somebody does with it: "the ferry will resume"."""
    return scene.lemma(token) in scene.words.set_going and scene.graph.find(token, "obj", "xcomp") is None


def _named(source: Actor, words: CommitmentWords) -> tuple[Actor, ...]:
    return () if nameless(source, words) else (source,)


def _several(scene: Scene, told: Statement) -> bool:
    """Whether the source is a plural noun."""
    source, sent = told.source, scene.view.sentences[told.sent]
    return source is not None and any(
        source.start <= start < source.end and tag in {"NNS", "NNPS"} for start, tag in zip(sent.starts, sent.tags, strict=True)
    )


def _source(told: Statement) -> Actor:
    """The source of a statement as an actor."""
    link: Attribution = told.chain[-1]
    span = told.source or link.holder or told.cue
    return Actor(name=link.name or span.text, span=span, country=link.country, sectors=link.sectors, entity=link.holder_entity)
