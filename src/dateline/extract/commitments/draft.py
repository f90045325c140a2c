"""A commitment before its fields are known, and what it is found with."""

from typing import NamedTuple

from dateline.extract.commitments.words import CommitmentWords
from dateline.extract.doc import View
from dateline.extract.realis import RealisWords
from dateline.match import Graph
from dateline.types import Sentence

__all__ = ["Draft", "Scene", "clause_kids"]

_CLAUSE = ("xcomp", "ccomp", "acl", "acl:to", "advcl", "advcl:to", "obl:to", "dep", "parataxis")


class Draft(NamedTuple):
    """A binding word (``cue``), the head of what it binds to (``top``), and the words for who binds himself.

    ``implied``: nobody is named; the speaker binds himself.  ``own``: must be the committer's own words to bind fully.
    """

    sent: int
    cue: int
    top: int
    by: tuple[int, ...]
    rule: str
    strength: int
    implied: bool = False
    plan: bool = False
    threat: bool = False
    negative: bool = False


class Scene(NamedTuple):
    """One sentence with the words to read it by."""

    view: View
    number: int
    sent: Sentence
    graph: Graph
    words: CommitmentWords
    realis: RealisWords

    def auxiliaries(self, token: int) -> set[str]:
        """Return the auxiliaries of ``token`` in lower case."""
        return {self.sent.words[kid].lower() for label, kid in self.graph.kids[token] if label in {"aux", "aux:pass", "cop"}}

    def lemma(self, token: int) -> str:
        """Return the lemma of ``token``, with its particle if it has one ("rule_out")."""
        particle = self.graph.find(token, "compound:prt")
        lemma = self.sent.lemmas[token].lower()
        return f"{lemma}_{self.sent.words[particle].lower()}" if particle is not None else lemma

    def negated(self, token: int) -> bool:
        """Tell whether ``token`` is negated, by a word of its own or by its subject ("no reporter will")."""
        negative = self.words.negative
        for label, kid in self.graph.kids[token]:
            if self.sent.words[kid].lower() in negative and label not in {"cc", "nsubj"}:
                return True
            if label.startswith("nsubj") and any(
                self.sent.words[one].lower() in negative for deep, one in self.graph.kids[kid] if deep == "det"
            ):
                return True
        return False

    def none(self, token: int) -> bool:
        """Tell whether ``token`` is nothing: "offered no evidence"."""
        return any(
            label == "det" and self.sent.words[kid].lower() in self.realis.negative_determiners
            for label, kid in self.graph.kids[token]
        )

    def asked(self, token: int) -> bool:
        """Tell whether the clause headed by ``token`` is a question in another: "how it will pay", "whether to leave"."""
        if self.sent.deps[token].startswith("acl"):
            return False  # "the envoy who pledged to"
        first = [kid for _, kid in self.graph.kids[token] if kid < token]
        first += [deep for kid in first for label, deep in self.graph.kids[kid] if label in {"det", "advmod"}]  # "which ports"
        asking = self.words.asking | (frozenset() if self.sent.deps[token].startswith("advcl") else self.words.asking_when)
        return self.sent.heads[token] >= 0 and any(self.sent.words[kid].lower() in asking for kid in first)

    def future(self, token: int) -> bool:
        """Tell whether a finite clause headed by ``token`` is about the future."""
        helpers = self.auxiliaries(token)
        return bool(helpers & (self.words.futures | self.words.past_futures)) and not helpers & self.words.perfect

    def subjects(self, token: int) -> tuple[int, ...]:
        """Return the subject of ``token`` with what is coordinated with it; of a passive the agent."""
        if self.graph.passive(token):
            agent = self.graph.find(token, "obl:agent")
            return tuple(self.graph.coordinated(agent)) if agent is not None else ()
        subject = self.graph.subject(token)
        return tuple(self.graph.coordinated(subject)) if subject is not None else ()


def clause_kids(scene: Scene, token: int) -> list[int]:
    """Return what ``token`` binds to as a clause: an infinitive, a gerund after "to", a clause about the future."""
    found = []
    for label, kid in scene.graph.kids[token]:
        if label not in _CLAUSE or kid < token or scene.asked(kid):
            continue
        tag = scene.sent.tags[kid]
        gerund = tag == "VBG" and label in {"advcl:to", "acl:to", "xcomp", "obl:to", "ccomp"} and not scene.auxiliaries(kid)
        passive_infinitive = scene.graph.infinitive(kid) and tag in {"VB", "VBN", "JJ", "NN"}
        if gerund or passive_infinitive or (label in {"ccomp", "acl", "dep"} and scene.future(kid)):
            found.append(kid)
    return found
