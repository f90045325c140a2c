"""Which mentions mean the same: names and surnames, pronouns, role nouns, "the two leaders"."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from dateline.ids import content_id
from dateline.know import KnowledgeBase
from dateline.know.normal import key_of
from dateline.match import children
from dateline.parse import dateline_of, paragraph_lines
from dateline.resolve.context import document_countries
from dateline.resolve.grammar import Grammar
from dateline.resolve.link import Link, Links, surname_of
from dateline.resolve.mentions import extended_phrase
from dateline.resolve.phrase import PhraseResolver
from dateline.resolve.resolution import Resolution
from dateline.types import Chain, Coding, Document, Layer, Mention, MentionKind, Sentence

__all__ = ["ChainStage", "Linking", "link_mentions"]

_PRONOUN_REACH = 3  # sentences back that a pronoun may look
_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
_DOMESTIC = frozenset({"JUD", "COP"})  # courts and police act at home, on people of their own country
_KEPT = 32  # codings whose links are kept between two stages: more than a batch
_ROLE_REACH = 12  # sentences back that "the minister" may look
_PERSONAL = frozenset({"person", "role"})
_COLLECTIVE_KINDS = frozenset({"person", "country", "organisation", "group", "role"})


class Linking:
    """Links the mentions of a coding, once for the stages that need it.

    Args:
        base: what is known.
        resolver: phrases to what they stand for.
        grammar: words of the language.
        names: given names with their gender.
    """

    def __init__(self, base: KnowledgeBase, resolver: PhraseResolver, grammar: Grammar, names: Mapping[str, str]) -> None:
        self._base, self._resolver, self._grammar, self._names = base, resolver, grammar, names
        self._kept: dict[int, tuple[Coding, list[Link]]] = {}

    def links(self, coding: Coding) -> "list[Link]":
        """Return the chains of ``coding`` with what each resolved to."""
        kept = self._kept.get(id(coding.mentions))
        if kept is not None and kept[0].mentions is coding.mentions:
            return kept[1]
        countries = document_countries(coding.document, self._base)
        links = link_mentions(coding, self._resolver, self._grammar, countries, self._names)
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[id(coding.mentions)] = (coding, links)
        return links


class ChainStage:
    """Stage of the ``chains`` layer."""

    layer: Layer = "chains"
    needs: frozenset[Layer] = frozenset({"sentences", "mentions"})

    def __init__(self, linking: Linking) -> None:
        self._linking = linking

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Chain, ...]]:
        """Return the chains of each coding in order of first mention."""
        return [tuple(link.chain() for link in self._linking.links(coding)) for coding in codings]


def link_mentions(
    coding: Coding,
    resolver: PhraseResolver,
    grammar: Grammar,
    countries: Sequence[str],
    names: Mapping[str, str],
) -> list[Link]:
    """Return the chains of one coding, with what each mention resolved to."""
    linker = _Linker(coding.document, coding.sentences, resolver, grammar, countries)
    linker.names = names
    for mention in coding.mentions:
        linker.take(mention)
    return [*linker.members, *linker.links.all]


def _home(document: Document, resolver: PhraseResolver, countries: Sequence[str]) -> str:
    """The country of the dateline, else the one the document speaks of most, "" if two compete."""
    for start, end in paragraph_lines(document.text):
        line = dateline_of(document.text, start, end)
        if line is not None:
            return resolver.resolve(line.place.title(), document.published, countries).country
    return countries[0] if len(countries) == 1 else ""


class _Linker:
    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        resolver: PhraseResolver,
        grammar: Grammar,
        countries: Sequence[str],
    ) -> None:
        self.document, self.sentences, self.grammar = document, sentences, grammar
        self.resolver, self.countries = resolver, countries
        self.names: Mapping[str, str] = {}
        self.home = _home(document, resolver, countries)
        self.links = Links()
        self.members: list[Link] = []
        self.by_head: dict[tuple[int, int], Link] = {}

    def take(self, mention: Mention) -> None:
        sent = self.sentences[mention.sent]
        link = self._pronoun(mention, sent) if mention.kind == "pronoun" else self._noun(mention, sent)
        if link is not None:
            self.by_head[mention.sent, mention.head] = link
            if sent.deps[mention.head].startswith("nsubj"):
                link.subject_at = mention.sent

    # --- nouns and names -------------------------------------------------------------------------------------

    def _noun(self, mention: Mention, sent: Sentence) -> Link:
        lemma = sent.lemmas[mention.head]
        collective = self._collective(mention, sent, lemma)
        if collective is not None:
            return collective
        resolution = self._resolve(mention, sent)
        appos = self.by_head.get((mention.sent, sent.heads[mention.head])) if sent.deps[mention.head] == "appos" else None
        if appos is not None and self._may_rename(appos, resolution):
            appos.add(mention, "apposition")
            _better(appos, resolution)
            self.links.call(appos, mention.norm)
            return appos
        known = (
            self._part_of_name(mention, resolution, sent)
            or self._same_name(mention, resolution, sent)
            or self._role_again(mention, sent, lemma, resolution)
        )
        if known is not None:
            return known
        gender = self._given(mention, sent)
        link = Link(mention, resolution, _kind(mention, resolution, sent, given=gender), _plural(sent, mention, resolution))
        link.gender = resolution.gender or (gender if gender in {"m", "f"} else "")
        link.lemma = lemma
        link.parts = self._several_countries(mention, sent)
        self.links.put(link, mention.norm)
        if link.kind in _PERSONAL and sent.pos[mention.head] == "PROPN":
            self.links.part(link, self._name_words(mention, sent))
        return link

    def _name_words(self, mention: Mention, sent: Sentence) -> list[str]:
        """The words of a full name, normalised, from its title on ("Lusaka police chief Ana Banda": two); none of one word."""
        words, titles = list[str](), self.resolver.base.titles
        for token in range(mention.head, mention.first - 1, -1):
            if sent.pos[token] != "PROPN" or sent.words[token].lower() in titles:
                break
            words.append(key_of(sent.words[token]))
        return words if len(words) > 1 else []

    def _part_of_name(self, mention: Mention, resolution: Resolution, sent: Sentence) -> Link | None:
        """ "Xi" after "Xi Jinping", "Maduro" after "Nicolás Maduro Moros": a word of one person's full name."""
        alone = mention.first == mention.head and sent.pos[mention.head] == "PROPN"
        subject = sent.deps[mention.head].startswith("nsubj")  # "in Paris" is the town even after "Paris Jones"
        weak = resolution.route == "surname" or (resolution.kind == "place" and subject)
        if not alone or ((resolution.entity or resolution.country) and not weak):
            return None
        link = self.links.called_by_part(mention.norm)
        if link is not None:
            link.add(mention, "part of the name")
            self.links.call(link, mention.norm)
        return link

    def _several_countries(self, mention: Mention, sent: Sentence) -> tuple[Link, ...]:
        """ "the Kazakh and Uzbek presidents": one member a country, under the mention they share."""
        if sent.pos[mention.head] != "NOUN" or sent.tags[mention.head] != "NNS":
            return ()
        head = sent.words[mention.head]
        span = self.document.text[mention.span.start : sent.starts[mention.head]]
        if " and " not in span:
            return ()
        found: list[Link] = []
        for name in re.findall(r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*", span):
            resolution = self.resolver.resolve(f"{name} {head}", self.document.published, self.countries)
            if resolution.country and resolution.country not in {one.resolution.country for one in found}:
                member = Link(mention, resolution, "role", plural=True)
                member.id = content_id("chn", mention.span.start, mention.span.end, resolution.country)
                found.append(member)
        if len(found) < 2:
            return ()
        self.members.extend(found)
        return tuple(found)

    def _resolve(self, mention: Mention, sent: Sentence) -> Resolution:
        first, last = extended_phrase(sent, mention.head, (mention.first, mention.last))
        first = min(first, mention.first)
        text = self.document.text[sent.starts[first] : sent.ends[last]]
        found = self.resolver.resolve(text, self.document.published, self.countries)
        if found.route.endswith("of the document") and self._is_counterpart(mention, sent, found):
            return msgspec.structs.replace(found, country="", score=0.5, route="role noun")
        if found.country:
            return found
        found = self._of_owner(found, mention, sent)
        return found if found.country else self._at_home(found, mention, sent)

    def _at_home(self, found: Resolution, mention: Mention, sent: Sentence) -> Resolution:
        """ "the government", "the army" without a country: that of the document, if it plainly has one."""
        definite = sent.words[mention.first].lower() == "the" or mention.first == mention.head
        if not self.home or not definite or found.entity or not set(found.sectors) & _STATE or found.plural:
            return found
        if self._is_counterpart(mention, sent, found):
            return found
        return msgspec.structs.replace(found, country=self.home, score=0.4, route="the document's country")

    def _is_counterpart(self, mention: Mention, sent: Sentence, found: Resolution) -> bool:
        """Whether the document's country is named only as the other side of what ``mention`` does: "the army shelled Chad"."""
        if set(found.sectors) & _DOMESTIC:
            return False
        hits = [
            hit for hit in self.resolver.base.scan_story(self.document.text, self.document.published)
            if hit.entries[0].kind == "country" and hit.entries[0].country == self.countries[0]
        ]  # fmt: skip
        if not hits or any(not sent.span.start <= hit.start < sent.span.end for hit in hits):
            return False
        verb = _clause_of(sent, mention.head)[0]
        sides = [_clause_of(sent, next((n for n, end in enumerate(sent.ends) if end > hit.start), 0)) for hit in hits]
        return verb >= 0 and all(not used & self.grammar.settings and _is_under(sent, top, verb) for top, used in sides)

    def _of_owner(self, found: Resolution, mention: Mention, sent: Sentence) -> Resolution:
        """ "its troops": the country of whoever "its" is."""
        owner = next((n for n in children(sent.heads)[mention.head] if sent.deps[n] == "nmod:poss"), None)
        link = None if owner is None or sent.pos[owner] != "PRON" else self.by_head.get((mention.sent, owner))
        if link is None or not link.resolution.country or not found.sectors:
            return found
        return msgspec.structs.replace(found, country=link.resolution.country, route="owner")

    def _given(self, mention: Mention, sent: Sentence) -> str:
        """The gender of the given name in a name of several words ("u": either), "" if there is none."""
        for token in range(mention.first, mention.last):
            if sent.pos[token] == "PROPN" and sent.words[token] in self.names:
                return self.names[sent.words[token]]
        return ""

    def _may_rename(self, link: Link, resolution: Resolution) -> bool:
        """An apposition names the same thing unless both are known and differ."""
        if link.resolution.entity and resolution.entity:
            return link.resolution.entity == resolution.entity
        return not (link.resolution.country and resolution.country and link.resolution.country != resolution.country)

    def _same_name(self, mention: Mention, resolution: Resolution, sent: Sentence) -> Link | None:
        proper = sent.pos[mention.head] == "PROPN"
        if not proper and not resolution.entity:
            return None
        surname = surname_of(mention.norm)
        for link in self.links.alike(resolution.entity, mention.norm if proper else None):
            same_entity = bool(resolution.entity) and resolution.entity == link.resolution.entity
            same_norm = proper and mention.norm in link.names
            same_surname = proper and surname in link.surnames and not _clash(resolution, link.resolution)
            if same_entity or same_norm or same_surname:
                link.add(mention, "same entity" if same_entity else "same name" if same_norm else "surname")
                _better(link, resolution)
                self.links.call(link, mention.norm)
                return link
        return None

    def _role_again(self, mention: Mention, sent: Sentence, lemma: str, resolution: Resolution) -> Link | None:
        """ "the official", "the minister": the last person whose role or title it can be."""
        if lemma not in self.grammar.person_roles or sent.tags[mention.head] in {"NNS", "NNPS"}:
            return None
        first = sent.words[mention.first].lower()
        if first not in {"the", "that", "this"} or resolution.country:
            return None
        for link in sorted(self.links.all, key=lambda one: one.last.span.start, reverse=True):
            if link.kind not in _PERSONAL or link.plural or mention.sent - link.last.sent > _ROLE_REACH:
                continue
            described = " ".join([*link.names, link.resolution.office.replace("_", " ")])
            if lemma in described or lemma == link.lemma or (lemma == "official" and _official(link)):
                link.add(mention, "role noun")
                return link
        return None

    def _collective(self, mention: Mention, sent: Sentence, lemma: str) -> Link | None:
        """ "the two leaders", "both sides", "the two": the last two compatible actors."""
        words = {word.lower() for word in sent.words[mention.first : mention.last + 1]}
        bare = sent.pos[mention.head] == "NUM" or (lemma in self.grammar.pair_words and mention.first < mention.head)
        if not words & self.grammar.pair_words or not (bare or lemma in self.grammar.collective_anaphora):
            return None
        if sent.pos[mention.head] != "NUM" and len(words - self.grammar.pair_words) > 2:
            return None  # "the two Indian soldiers" names its own
        pair = self._last_two(mention.sent)
        if pair is None:
            return None
        known = next((one for one in self.links.all if one.parts and {id(p) for p in one.parts} == {id(p) for p in pair}), None)
        if known is not None:
            known.add(mention, "the last two actors")
            return known
        link = Link(mention, Resolution(name=mention.span.text, kind="group", score=0.6), "group", plural=True)
        link.parts, link.rule = pair, "the last two actors"
        self.links.put(link, mention.norm)
        return link

    def _last_two(self, sent: int) -> tuple[Link, ...] | None:
        """The two actors that stood together last, else the last two subjects."""
        for number in range(sent, max(-1, sent - _ROLE_REACH), -1):
            columns = self.sentences[number]
            for token, label in enumerate(columns.deps):
                if label != "conj":
                    continue
                pair = [self.by_head.get((number, columns.heads[token])), self.by_head.get((number, token))]
                links = [one for one in pair if one and one.kind in _COLLECTIVE_KINDS and _actor_like(one)]
                if len(links) == 2 and links[0] is not links[1]:
                    return tuple(links)
        recent = [one for one in reversed(self.links.all) if one.subject_at >= 0 and _actor_like(one)]
        return (recent[1], recent[0]) if len(recent) > 1 else None

    # --- pronouns --------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, sent: Sentence) -> Link | None:
        word, table = sent.words[mention.head].lower(), self.grammar.pronouns
        if word in table["third_singular"]:
            gender = "m" if word in table["masculine"] else "f"
            fits = [one for one in self.links.all if one.kind in _PERSONAL and not one.plural and one.gender in {"", gender}]
        elif word in table["plural"]:
            fits = [one for one in self.links.all if one.plural or one.parts]
            pair = self._last_two(mention.sent) if not fits or fits[-1].last.sent < mention.sent - 1 else None
            if pair is not None and pair[1].last.sent >= mention.sent - 1:
                return self._pair_link(mention, pair)
        else:
            fits = [one for one in self.links.all if not one.plural and one.kind in {"country", "organisation", "group"}]
        near = [one for one in fits if mention.sent - one.last.sent <= _PRONOUN_REACH]
        if not near:
            return None
        best = max(near, key=lambda one: self._salience(one, mention))
        best.add(mention, "pronoun")
        return best

    def _pair_link(self, mention: Mention, pair: tuple[Link, ...]) -> Link:
        link = Link(mention, Resolution(name=mention.span.text, kind="group", score=0.5), "group", plural=True)
        link.parts, link.rule = pair, "the last two actors"
        self.links.put(link, mention.norm)
        return link

    def _salience(self, link: Link, mention: Mention) -> tuple[float, int]:
        """Subjects of this or the last sentence first, then the nearest."""
        distance = mention.sent - link.last.sent
        subject = 1.5 if link.subject_at >= max(0, mention.sent - 1) else 0.0
        return subject - distance, link.last.span.start


def _is_under(sent: Sentence, token: int, top: int) -> bool:
    while token >= 0 and token != top:
        token = sent.heads[token]
    return token == top


def _clause_of(sent: Sentence, token: int) -> tuple[int, set[str]]:
    """The verb above a token, -1 without one, and the prepositions on the way to it."""
    used: set[str] = set()
    while sent.heads[token] >= 0:
        used.add(sent.deps[token].partition(":")[2])
        token = sent.heads[token]
        if sent.pos[token] == "VERB":
            return token, used
    return -1, used


def _actor_like(link: Link) -> bool:
    return bool(link.resolution.country or link.resolution.sectors or link.resolution.entity)


def _official(link: Link) -> bool:
    return bool({"GOV", "MIL", "COP"} & set(link.resolution.sectors)) or "spokes" in " ".join((*link.names, link.lemma))


def _clash(one: Resolution, other: Resolution) -> bool:
    return bool(one.entity and other.entity and one.entity != other.entity)


def _better(link: Link, resolution: Resolution) -> None:
    """Keep the richer resolution of a chain: a known entity first, then the one with country and sectors."""

    def richness(found: Resolution) -> tuple[bool, int, float]:
        return bool(found.entity), bool(found.country) + bool(found.sectors), found.score

    if richness(resolution) > richness(link.resolution):
        link.resolution = resolution


def _kind(mention: Mention, resolution: Resolution, sent: Sentence, *, given: str) -> MentionKind:
    proper = sent.pos[mention.head] == "PROPN" and mention.kind != "other"  # "Tuesday" is nobody that "it" could mean
    if resolution.kind in {"person", "country", "place", "organisation", "group", "role"} and resolution.score > 0:
        return resolution.kind  # type: ignore[return-value]
    return "person" if proper and given else "organisation" if proper else "other"


def _plural(sent: Sentence, mention: Mention, resolution: Resolution) -> bool:
    return resolution.plural or sent.tags[mention.head] in {"NNS", "NNPS"} or sent.pos[mention.head] == "NUM"
