"""Compiled patterns, looked up by the lemma of their trigger."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import msgspec

from dateline.match.graph import Graph
from dateline.match.path import Path, parse_path

__all__ = ["Condition", "Engine", "Match", "Rule"]

Accept = Callable[[int], bool]
NEGATION = (parse_path("advmod:neg"), parse_path("advmod:neg | advmod"))
AUXILIARY = (parse_path("aux"),)
_ASKED = 10  # one thing asked for outweighs any number of things forbidden
_NEGATION = 5  # a reading that needs the negation beats any that ignores it


class Condition(msgspec.Struct, frozen=True, gc=False):
    """What must (or must not) stand at the end of ``path``: one of ``lemmas`` (empty: anything), in one of ``pos``.

    ``first`` holds the labels one of which must hang on the trigger for the path to lead anywhere, None if it can go other ways;
    ``either``: one of ``lemmas`` or a word in one of ``pos``, not both.
    """

    path: Path
    lemmas: frozenset[str]
    pos: frozenset[str]
    first: frozenset[str] | None
    either: bool = False

    @classmethod
    def at(
        cls, path: Path, lemmas: frozenset[str] = frozenset(), pos: frozenset[str] = frozenset(), *, either: bool = False
    ) -> "Condition":
        """Return the condition on what stands at the end of ``path``."""
        steps = [alternative[0] for alternative in path]
        plain = not any(star or up for _, star, up in steps)
        return cls(path, lemmas, pos, frozenset(label for label, _, _ in steps) if plain else None, either)

    def holds(self, graph: Graph, token: int) -> bool:
        """Tell whether some token on the path (or coordinated with it) passes."""
        if self.first is not None and self.first.isdisjoint(graph.labelled(token)):
            return False
        if self.either:
            return self._either(graph, token)
        sent, lemmas, pos = graph.sent, self.lemmas, self.pos
        for reached in graph.resolve(token, self.path):
            for one in reached:
                for other in graph.coordinated(one):
                    if (not lemmas or sent.lemmas[other] in lemmas) and (not pos or sent.pos[other] in pos):
                        return True
        return False

    def _either(self, graph: Graph, token: int) -> bool:
        sent, lemmas, pos = graph.sent, self.lemmas, self.pos
        for reached in graph.resolve(token, self.path):
            for one in reached:
                for other in graph.coordinated(one):
                    if sent.lemmas[other] in lemmas or sent.pos[other] in pos:
                        return True
        return False


class Rule(NamedTuple):
    """One compiled pattern: trigger, tests and role paths, all ontology-blind.

    ``deep`` names roles that may be found inside a phrase that cannot fill them itself ("the demands of the union").
    """

    id: str
    lemmas: frozenset[str]
    pos: str
    require: tuple[Condition, ...]
    forbid: tuple[Condition, ...]
    roles: Mapping[str, Path]
    order: int
    deep: tuple[str, ...] = ()
    priority: int = 0

    @property
    def specificity(self) -> int:
        """How much the rule asks for; between two that match one trigger the one that asks more wins.

        A test for named words counts more than a test that something is there at all; what a rule forbids only
        breaks ties.
        """
        asked = sum(_NEGATION if test.path in NEGATION else 3 if test.lemmas else 1 for test in self.require)
        return _ASKED * (asked + 3 * self.priority) + min(len(self.forbid), _ASKED - 1)

    @property
    def reads_negation(self) -> bool:
        """Whether the rule asks for the trigger's own negation or auxiliary, and so has read it."""
        return any(test.path in (*NEGATION, *AUXILIARY) for test in self.require)

    def holds(self, graph: Graph, token: int) -> bool:
        """Tell whether all that is asked for stands by ``token`` and nothing that is forbidden."""
        for test in self.require:
            if not test.holds(graph, token):
                return False
        for test in self.forbid:  # noqa: SIM110 - a generator costs more than most of these tests
            if test.holds(graph, token):
                return False
        return True


class Match(NamedTuple):
    """A rule that holds at ``trigger``; ``slots`` maps its roles to token indices."""

    rule: Rule
    trigger: int
    slots: Mapping[str, tuple[int, ...]]


class Engine:
    """All rules, indexed by trigger lemma.

    Args:
        rules: compiled rules in the order of the codebook (earlier wins a tie).
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._by_trigger: dict[tuple[str, str], list[Rule]] = {}
        for rule in self.rules:
            for lemma in sorted(rule.lemmas):
                self._by_trigger.setdefault((lemma, rule.pos), []).append(rule)
        for found in self._by_trigger.values():
            found.sort(key=lambda rule: (-rule.specificity, rule.order))

    def candidates(self, graph: Graph, token: int) -> list[Rule]:
        """Return the rules that hold at ``token``, the most specific first."""
        rules = self._by_trigger.get((graph.sent.lemmas[token], graph.sent.pos[token]), ())
        return [rule for rule in rules if rule.holds(graph, token)]

    def match(self, graph: Graph, accept: Mapping[str, Accept]) -> list[Match]:
        """Return one match per trigger token: its most specific rule, roles filled.

        Args:
            graph: the sentence.
            accept: for a role, whether a token may fill it; roles not named take anything.
        """
        found = []
        for token, trigger in enumerate(zip(graph.sent.lemmas, graph.sent.pos, strict=True)):
            rules = self._by_trigger.get(trigger)
            rule = next((rule for rule in rules if rule.holds(graph, token)), None) if rules else None
            if rule is not None:
                found.append(fill(graph, rule, token, accept))
        return found


def fill(graph: Graph, rule: Rule, token: int, accept: Mapping[str, Accept]) -> Match:
    """Return ``rule`` at ``token`` with its roles filled."""
    slots = {role: _fillers(graph, token, path, accept.get(role)) for role, path in rule.roles.items()}
    for role in rule.deep:
        if not slots.get(role):
            slots[role] = _inner_fillers(graph, token, rule.roles.get(role, ()), accept.get(role))
    return Match(rule, token, slots)


def _fillers(graph: Graph, token: int, path: Path, accept: Accept | None) -> tuple[int, ...]:
    for reached in graph.resolve(token, path):
        expanded = [other for one in reached for other in graph.coordinated(one)]
        kept = tuple(dict.fromkeys(one for one in expanded if accept is None or accept(one)))
        if kept:
            return kept
    return ()


def _inner_fillers(graph: Graph, token: int, path: Path, accept: Accept | None) -> tuple[int, ...]:
    """Fillers among the modifiers of what ``path`` reaches."""
    if accept is None:
        return ()
    for reached in graph.resolve(token, path):
        for one in reached:
            inner = [kid for label, kid in graph.kids[one] if label.startswith(("nmod:", "amod", "compound")) and accept(kid)]
            if inner:
                return tuple(dict.fromkeys(other for kid in inner[:1] for other in graph.coordinated(kid) if accept(other)))
    return ()
