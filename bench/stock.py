"""Made-up news in any number, from real stories: their sentences, lengths and names, exchanged so that no two are alike.

A story takes its lead and most of its sentences from one real story and the rest from two others. Countries, rare names and
figures become others throughout, and in each sentence two long words give way to others of the same ending. Copies are made as
desks make them: cut, re-headed, a figure changed. A wire day is the same with more of them.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dateline.codebook.files import DATA, read_csv
from dateline.identity.text import page_of
from dateline.read import read
from dateline.types import Document

__all__ = ["FEW", "MANY", "Made", "stories"]

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "stories" / "voa.jsonl"
SEED = 20
FEW, MANY = 0.05, 0.6  # share of copies: an archive of one outlet, a day of thirty
A_DAY = 500  # stories: an archive that grows has more days, not fuller ones
OUTLETS = 12
RECENT = 400  # stories back to which a copy's text may lie
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][a-z]{3,}\b")
_FIGURE = re.compile(r"\b\d{2,3}\b(?![-/:,.]\d)")
_LONG = re.compile(r"\b[a-z]{7,}\b")
_SYLLABLES = ("ka", "lo", "mi", "ren", "ta", "su", "vo", "del", "ni", "bar", "o", "che", "gor", "ya", "pel", "zi")


class Made(NamedTuple):
    """A made-up story as ``dateline code`` reads it."""

    id: str
    title: str
    text: str
    published: str
    publisher: str


class _Source(NamedTuple):
    """What the stories are made of: titles and sentences of the real ones, and words that may stand for each other."""

    titles: list[str]
    sentences: list[list[str]]
    rare: frozenset[str]
    endings: dict[str, list[str]]
    countries: list[str]


def stories(count: int, copies: float = FEW, source: Path | None = None) -> Iterator[Made]:
    """Yield made-up stories; the first are the same whatever the count."""
    found = _source(source or (SHARED if SHARED.exists() else HERE.parent / "corpus" / "validation" / "day.jsonl"))
    dice = random.Random(SEED)  # noqa: S311 - no secret, a seed
    recent: list[tuple[str, list[str]]] = []
    for number in range(count):
        if recent and dice.random() < copies:
            title, lines = _edited(*dice.choice(recent[-RECENT:]), dice)
        else:
            title, lines = _told(found, dice)
            recent = [*recent[-RECENT:], (title, lines)]
        paragraphs = [" ".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]
        day = number // A_DAY
        published = f"20{day // 336 % 24 + 1:02d}-{day // 28 % 12 + 1:02d}-{day % 28 + 1:02d}"
        yield Made(f"s{number:06}", title, "\n\n".join([title, *paragraphs]), published, f"Outlet {dice.randrange(OUTLETS)}")


def _source(path: Path) -> _Source:
    documents = [one for one in read([str(path)]) if isinstance(one, Document)]
    countries = [row["name"] for row in read_csv(DATA / "entities/countries.csv", ("name", "iso3")) if row["iso3"]]
    countries = [name for name in countries if " " not in name]
    seen = Counter(word for one in documents for word in set(_NAME.findall(one.text)))
    endings: defaultdict[str, set[str]] = defaultdict(set)
    for one in documents:
        for word in _LONG.findall(one.text):
            endings[word[-3:]].add(word)
    return _Source(
        [one.title or one.text.partition(".")[0][:70] for one in documents],
        [[line.text for line in page_of(one.text, one.title).lines] for one in documents],
        frozenset(word for word, times in seen.items() if times <= 2) - frozenset(countries),
        {ending: sorted(words) for ending, words in endings.items()},
        sorted(countries),
    )


def _told(source: _Source, dice: random.Random) -> tuple[str, list[str]]:
    """A story of its own, as long as a real one."""
    main, *others = (dice.randrange(len(source.sentences)) for _ in range(3))
    length = max(6, len(source.sentences[dice.randrange(len(source.sentences))]))
    lines = list(source.sentences[main][: max(3, length * 2 // 3)])
    for other in others:
        rest = source.sentences[other]
        start = dice.randrange(max(1, len(rest) - 3))
        lines += rest[start : start + max(0, length - len(lines))]
    swap = _Exchange(source, dice)
    return swap(source.titles[main], words=False), [swap(line) for line in lines]


class _Exchange:
    """Other names and figures, the same throughout a story; other words, anew in each sentence."""

    def __init__(self, source: _Source, dice: random.Random) -> None:
        self._source, self._dice, self._names = source, dice, dict[str, str]()
        self._known = dict(zip(source.countries, dice.sample(source.countries, len(source.countries)), strict=True))

    def __call__(self, text: str, *, words: bool = True) -> str:
        text = _NAME.sub(lambda match: self._name(match.group()), text)
        text = _FIGURE.sub(lambda match: str(max(10, int(int(match.group()) * self._dice.uniform(0.5, 1.9)))), text)
        return self._words(text) if words else text

    def _name(self, name: str) -> str:
        if name in self._known:
            return self._known[name]
        if name not in self._source.rare:
            return name
        if name not in self._names:
            made = "".join(self._dice.choices(_SYLLABLES, k=3)).capitalize()
            self._names[name] = name if self._dice.random() < 0.4 else made
        return self._names[name]

    def _words(self, text: str) -> str:
        found = list(_LONG.finditer(text))
        for match in sorted(self._dice.sample(found, min(2, len(found))), key=lambda one: -one.start()):
            word = self._dice.choice(self._source.endings.get(match.group()[-3:], [match.group()]))
            text = text[: match.start()] + word + text[match.end() :]
        return text


def _edited(title: str, lines: Sequence[str], dice: random.Random) -> tuple[str, list[str]]:
    """A copy: some of the end cut, a sentence dropped, now and then another head or toll."""
    kept = list(lines[: max(4, int(len(lines) * dice.uniform(0.5, 1.0)))])
    if len(kept) > 5 and dice.random() < 0.5:
        del kept[dice.randrange(1, len(kept))]
    if dice.random() < 0.3:
        kept[0] = _FIGURE.sub(lambda match: str(int(match.group()) + 1), kept[0])
    return (f"{title.partition(',')[0]}, officials say" if dice.random() < 0.5 else title), kept
