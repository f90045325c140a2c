"""A chain while it is being built, and where those of a document are found again by name."""

from collections.abc import Iterable

from dateline.ids import content_id
from dateline.resolve.resolution import Resolution
from dateline.types import Chain, Mention, MentionKind, Why

__all__ = ["Link", "Links", "surname_of"]


class Link:
    """A chain while it is being built."""

    __slots__ = ("gender", "id", "kind", "lemma", "mentions", "names", "order", "parts", "plural", "resolution", "rule",
                 "subject_at", "surnames")  # fmt: skip

    def __init__(self, mention: Mention, resolution: Resolution, kind: MentionKind, plural: bool) -> None:
        self.id = content_id("chn", mention.span.start, mention.span.end)
        self.mentions = [mention]
        self.resolution = resolution
        self.kind: MentionKind = kind
        self.plural = plural
        self.parts: tuple[Link, ...] = ()
        self.rule = "first mention"
        self.gender = ""
        self.subject_at = -1
        self.order = -1
        self.names: tuple[str, ...] = ()
        self.surnames: tuple[str, ...] = ()
        self.lemma = ""

    @property
    def last(self) -> Mention:
        """The latest mention."""
        return self.mentions[-1]

    @property
    def name(self) -> str:
        """The name of what it resolved to, else the longest mention."""
        if self.resolution.entity:
            return self.resolution.name
        named = [m for m in self.mentions if m.kind != "pronoun"] or self.mentions
        return max(named, key=lambda m: len(m.span.text)).span.text

    def add(self, mention: Mention, rule: str) -> None:
        """Take ``mention`` in, by ``rule``."""
        self.mentions.append(mention)
        self.rule = rule

    def chain(self) -> Chain:
        """Return the finished record."""
        return Chain(
            id=self.id,
            mentions=tuple([mention.id for mention in self.mentions]),
            kind=self.kind,
            name=self.name,
            parts=tuple([part.id for part in self.parts]),
            why=Why(rule=f"chain:{self.rule}", evidence=(self.mentions[0].span,), score=self.resolution.score or 0.5),
        )


class Links:
    """The links of a document in the order of their making, found again by what they are called."""

    def __init__(self) -> None:
        self.all: list[Link] = []
        self._by_entity: dict[str, list[Link]] = {}
        self._by_name: dict[str, list[Link]] = {}
        self._by_surname: dict[str, list[Link]] = {}
        self._by_part: dict[str, list[Link]] = {}

    def put(self, link: Link, name: str) -> None:
        """Take in a new link, called ``name``."""
        link.order = len(self.all)
        self.all.append(link)
        self.call(link, name)

    def call(self, link: Link, name: str) -> None:
        """Note that ``link`` is called ``name`` too, and what it resolves to by now."""
        if name not in link.names:
            link.names = (*link.names, name)
            self._by_name.setdefault(name, []).append(link)
            surname = surname_of(name)
            if link.kind == "person" and surname not in link.surnames:
                link.surnames = (*link.surnames, surname)
                self._by_surname.setdefault(surname, []).append(link)
        if link.resolution.entity:
            self._by_entity.setdefault(link.resolution.entity, []).append(link)

    def part(self, link: Link, words: Iterable[str]) -> None:
        """Note the words of a person's full name: the family name may be any of them ("Wang Wenbin", "Maduro Moros")."""
        for word in words:
            links = self._by_part.setdefault(word, [])
            if link not in links:
                links.append(link)

    def called_by_part(self, word: str) -> Link | None:
        """Return the only person in whose full name ``word`` stands, None if there is none or several."""
        links = self._by_part.get(word, ())
        return links[0] if len(links) == 1 else None

    def alike(self, entity: str, name: str | None) -> list[Link]:
        """Return the links that have stood for ``entity``, are called ``name`` or persons of its surname, the latest first."""
        found = list(self._by_entity.get(entity, ()))
        if name is not None:
            found += self._by_name.get(name, ())
            found += self._by_surname.get(surname_of(name), ())
        return sorted(found, key=lambda link: link.order, reverse=True)


def surname_of(name: str) -> str:
    """Return the last word of a normalised name."""
    return name.rpartition(" ")[2]
