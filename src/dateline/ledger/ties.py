"""Deeds tied to earlier promises. The outcome depends on the set of deeds alone, not on the order they came in."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from dateline.ids import content_id
from dateline.ledger.likely import keys_of_deed, keys_of_promise, likely
from dateline.ledger.pair import Match, Pair, party_keys, score
from dateline.ledger.provisos import unmet
from dateline.ledger.relation import other_figure, relation_of
from dateline.ledger.words import LedgerWords
from dateline.types import Deed, Interval, Link, Relation, Told, Why

__all__ = ["Tied", "link_id", "order_of", "promise_id", "tie"]

# Set on half "a" of corpus/validation/links.jsonl; `python bench/links.py` measures both halves.
_AUTOMATIC = 6.0  # a link from here on holds by itself, if the words point back or name the object
_QUEUED = 4.5  # from here on it is shown to a person
_SAME_PROMISE = 4.5  # two promises are one
_SAME_WORDS = 0.5  # share of nouns that two tellings of one promise have in common
_SHARED_NOUNS = 2  # nouns in common that make two promises one where neither name, number nor "again" does
_ASKED = 4.0  # from here on a deed told in other words is shown to a person; set on half "e" of links_reworded.jsonl
_COURSE_TOLD = frozenset({"done", "partial"})
_TERMINAL = frozenset({"fulfils", "breaches", "cancels", "supersedes", "lapses"})


class Tied(NamedTuple):
    """What came of it: promises by id, the thread each belongs to (by its first promise), the links."""

    promises: dict[str, Told]
    threads: dict[str, str]
    links: tuple[Link, ...]


def link_id(commitment: str, document: str, deed: str) -> str:
    """Return the id of the link of a deed to a commitment."""
    return content_id("lnk", commitment, document, deed)


def promise_id(document: str, commitment: str) -> str:
    """Return the id under which the ledger keeps a commitment of a document."""
    return content_id("prm", document, commitment)


def tie(
    told: Iterable[Told], words: LedgerWords, decisions: Mapping[str, bool] | None = None, before: Tied | None = None
) -> Tied:
    """Tie deeds to promises.

    Args:
        told: the deeds of all documents, in any order.
        words: the ledger's words.
        decisions: by link id, whether a person accepted it.
        before: what earlier documents gave; all of ``told`` must come behind them in the order of :func:`order_of`.
    """
    ties = _Ties(words, decisions or {}, before)
    for one in sorted(told, key=order_of):
        if one.deed.outcome == "promised":
            ties.promise(one)
        else:
            ties.deed(one)
    links = tuple(sorted(ties.links.values(), key=lambda link: link.id))
    return Tied(ties.promises, {name: ties.root(name) for name in ties.promises}, links)


def order_of(one: Told) -> tuple[str, str, bool, int, int, str]:
    """Return the order in which deeds are read: by day and document; inside a document promises first."""
    return (one.published, one.document, one.deed.outcome != "promised", one.deed.sent, one.deed.span.start, one.deed.id)


class _Ties:
    """Promises met so far and the links made to them."""

    def __init__(self, words: LedgerWords, decisions: Mapping[str, bool], before: Tied | None) -> None:
        self._words, self._decisions = words, decisions
        self.promises: dict[str, Told] = {}
        self.links: dict[str, Link] = {link.id: link for link in before.links} if before else {}
        self._above: dict[str, str] = {}
        self._index: dict[str, list[str]] = {}
        self._likely: dict[str, list[str]] = {}
        self._asked = {(link.promise, link.document) for link in self.links.values()}
        self._replaced = {link.promise for link in self.links.values() if link.relation == "supersedes" and self._holds(link)}
        if before is not None:
            for name, told in before.promises.items():
                self._add(name, told)
            self._above = {name: root for name, root in before.threads.items() if name != root}

    def _holds(self, link: Link) -> bool:
        """Whether a link counts: as a person decided, else as it stands."""
        return self._decisions.get(link.id, link.automatic)

    def root(self, name: str) -> str:
        while name in self._above:
            name = self._above[name]
        return name

    def promise(self, told: Told) -> None:
        name = promise_id(told.document, told.deed.commitment or told.deed.id)
        matches = [(match, key) for key in self._near(told.deed) if (match := self._same(key, told)) is not None]
        best = max(matches, key=lambda one: (one[0].score, one[1]), default=None)
        self._add(name, told)
        if best is None:
            return
        match, key = best
        earlier = self.promises[key]
        if _overlap(earlier, told):
            self._above[name] = self.root(key)  # one clause read twice
            return
        relation = _restating(earlier.deed, told.deed, match)
        changed = relation == "amends" and not told.deed.restated  # another figure: perhaps another promise
        link = self._link(key, told, match, relation, automatic=not changed)
        self._keep(link)
        if not self._holds(link) or relation == "supersedes":
            return
        self._above[name] = self.root(key)

    def _keep(self, link: Link) -> None:
        """Enter a link, unless somebody refused it."""
        if self._decisions.get(link.id) is False:
            return
        self.links[link.id] = link
        self._asked.add((link.promise, link.document))
        if link.relation == "supersedes" and self._holds(link):
            self._replaced.add(link.promise)

    def _same(self, key: str, told: Told) -> Match | None:
        """Whether a promise is the one under ``key`` told again."""
        earlier = self.promises[key]
        if told.deed.fresh or earlier.deed.polarity != told.deed.polarity or earlier.deed.valence != told.deed.valence:
            return None
        match = score(Pair(earlier, told, self._words), spare=frozenset({"quantity", "window"}))
        if match is None or match.values["committer"] <= 0 or match.values["text"] < _SAME_WORDS:
            return None
        telling = (
            told.deed.restated
            or told.deed.replaces is not None
            or match.values["named object"] > 0
            or match.values["quantity"] > 0
        )
        if not telling and len(_about(earlier.deed) & _about(told.deed)) < _SHARED_NOUNS:
            return None
        dated = told.deed.background and (told.deed.date.latest or "9") < (earlier.deed.date.earliest or "0")
        return match if match.score >= _SAME_PROMISE and not dated else None

    def deed(self, told: Told) -> None:
        if told.deed.loose:
            self._ask(told)
            return
        self._lapse(told)
        if told.deed.outcome == "refused":
            return
        spare = frozenset({"act"}) if told.deed.outcome == "unmet" else frozenset()
        matches = []
        for key in self._near(told.deed):
            earlier = self.promises[key]
            if (earlier.document == told.document and not earlier.deed.background) or self.root(key) in self._replaced:
                continue
            if told.deed.outcome == "unmet" and earlier.deed.proviso is None:
                continue
            match = score(Pair(earlier, told, self._words), spare=spare)
            if match is not None and match.score >= _QUEUED and match.worth_asking:
                matches.append((-match.score, earlier.published, key, match))
        for _, _, key, match in sorted(matches, key=lambda one: one[:3]):
            if self._tied(key, told, match):
                return
        if told.deed.back is not None and told.deed.outcome != "unmet":
            self._back_fill(told)
        elif told.deed.outcome in _COURSE_TOLD:
            self._ask(told)

    def _ask(self, told: Told) -> None:
        """Queue the promise that a deed told in other words may keep, if one fits better than all others."""
        names = {name for key in keys_of_deed(told.deed, self._words) for name in self._likely.get(key, ())}
        asked = []
        for name in sorted(names):
            earlier, root = self.promises[name], self.root(name)
            apart = earlier.document == told.document or root in self._replaced or (root, told.document) in self._asked
            found = None if apart else likely(Pair(earlier, told, self._words))
            if found is not None and found.score >= _ASKED:
                asked.append((found.score, earlier.published, name, found))
        if not asked:
            return
        _, _, name, found = max(asked, key=lambda one: one[:3])
        relation: Relation = "partial" if (found.less or told.deed.outcome == "partial") and not told.deed.complete else "fulfils"
        link = self._linked(name, told, relation, found.score, found.note, automatic=False)
        self._keep(link)

    def _lapse(self, told: Told) -> None:
        """What a promise hung on did not come true."""
        keys = {name for word in _about(told.deed) for name in self._index.get(f"if {word}", ())}
        for key in sorted(keys):
            if self.root(key) != key or key in self._replaced:
                continue
            found = unmet(self.promises[key], told, self._words)
            if found is not None and found.score >= _QUEUED:
                self._keep(self._linked(key, told, "lapses", found.score, found.note, automatic=found.sure))

    def _tied(self, key: str, told: Told, match: Match) -> bool:
        earlier = self.promises[key]
        judged = relation_of(earlier.deed, told, match, self._words)
        if judged is None:
            return told.deed.back is None  # it is this promise, but nothing is told of its course
        enough = match.score >= _AUTOMATIC and match.alike and (match.settles or judged.relation not in _TERMINAL)
        link = self._link(key, told, match, judged.relation, automatic=enough and judged.sure, inference=judged.inference)
        if self._decisions.get(link.id) is False:
            return False
        self._keep(link)
        return True

    def _link(
        self, key: str, told: Told, match: Match, relation: Relation, *, automatic: bool, inference: str = "reported"
    ) -> Link:  # fmt: skip
        return self._linked(key, told, relation, match.score, match.note, automatic=automatic, inference=inference)

    def _linked(
        self, key: str, told: Told, relation: Relation, points: float, note: str, *, automatic: bool, inference: str = "reported"
    ) -> Link:  # fmt: skip
        deed, root = told.deed, self.root(key)
        derived = deed.back is not None and deed.back.contrast
        return Link(
            id=link_id(root, told.document, deed.id),
            promise=root,
            deed=deed.id,
            document=told.document,
            published=told.published,
            outcome=deed.outcome,
            relation=relation,
            score=points,
            automatic=automatic,
            evidence=deed.replaces if relation == "supersedes" and deed.replaces else deed.span,
            holder=told.publisher if derived else deed.holder,
            date=deed.date.latest or told.published or None,
            inference="derived" if inference == "derived" else "reported",
            deadline=deed.deadline,
            note=note,
        )

    def _back_fill(self, told: Told) -> None:
        """A promise that only this story tells of: it is entered as made then, known only now."""
        deed, back = told.deed, told.deed.back
        if back is None or not party_keys(back.committers):
            return
        name = promise_id(told.document, deed.id)
        content = back.content if back.content.keys or back.content.acts else deed.content
        if not content.acts:
            content = msgspec.structs.replace(content, acts=deed.content.acts if not back.contrast else ())
        promise = Deed(
            id=name, outcome="promised", span=back.span, sent=deed.sent, actors=back.committers, recipients=back.beneficiaries,
            content=content, date=back.made, deadline=Interval(basis="none"), polarity=back.polarity, background=True,
            strength=4, holder=deed.holder, told_by_outlet=deed.told_by_outlet,
            why=Why(rule="ledger:back-filled", evidence=(back.span,), note=back.action),
        )  # fmt: skip
        filled = msgspec.structs.replace(told, deed=promise)
        match = score(Pair(filled, told, self._words), spare=frozenset({"quantity", "beneficiary", "committer"}))
        judged = relation_of(promise, told, match, self._words) if match else None
        if match is None or judged is None:
            return
        if judged.relation == "fulfils" and not self._brings_about(deed):
            return  # something happened to the thing, "led by 300 pledged delegates": no promise is told as kept
        self._add(name, filled)
        sure = judged.sure and (judged.relation != "fulfils" or bool(party_keys(deed.actors)))  # "prices eased as he vowed"
        self._keep(self._link(name, told, match, judged.relation, automatic=sure, inference=judged.inference))

    def _brings_about(self, deed: Deed) -> bool:
        """Whether a deed can keep a promise that only its own words tell: it is of a kind that brings a thing about."""
        acts = set(deed.content.acts)
        kept = {act.removeprefix("=") for act in acts} & self._words.honouring  # "kept his promise"
        return deed.complete or bool(acts & self._words.keeping_acts or kept)

    def _add(self, name: str, told: Told) -> None:
        self.promises[name] = told
        proviso = told.deed.proviso
        words = {*proviso.content.keys, *proviso.content.names} if proviso else ()
        about = (f"about {word}" for word in _about(told.deed))
        for key in {*party_keys(told.deed.actors), *about, *(f"if {word}" for word in words)}:
            self._index.setdefault(key, []).append(name)
        for key in sorted(keys_of_promise(told.deed, self._words)):
            self._likely.setdefault(key, []).append(name)

    def _near(self, deed: Deed) -> list[str]:
        """Promises of the same parties; for a deed without any, those about the same things."""
        actors = (*deed.actors, *(deed.back.committers if deed.back else ()))
        keys = party_keys(actors) if actors else frozenset(f"about {word}" for word in _about(deed))
        return list(dict.fromkeys(name for key in sorted(keys) for name in self._index.get(key, ())))


def _about(deed: Deed) -> set[str]:
    return {*deed.content.keys, *deed.content.names}


def _overlap(one: Told, other: Told) -> bool:
    """Whether two promises are the same words of one story."""
    mine, theirs = one.deed.span, other.deed.span
    return one.document == other.document and mine.start < theirs.end and theirs.start < mine.end


def _restating(earlier: Deed, later: Deed, match: Match) -> Relation:
    if later.replaces is not None:
        return "supersedes"
    if match.values["quantity"] < 0 or other_figure(earlier, later):
        return "amends"
    first, second = earlier.deadline.latest, later.deadline.latest
    return "extends" if first and second and second > first else "restates"
