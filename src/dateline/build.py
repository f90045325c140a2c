"""Config to coder: which stages there are and in which order they run, in plain sight."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from dateline.codebook import Codebook, load_codebook
from dateline.codebook.files import DATA, read_csv
from dateline.codebook.wording import ConceptBook, load_concepts
from dateline.coder import Coder, Stage
from dateline.config import Config
from dateline.extract.commitments import CommitmentStage, CommitmentWords
from dateline.extract.confidence import Confidence, ConfidenceTable
from dateline.extract.contexts import ContextFinder
from dateline.extract.cues import Cues, CueTable
from dateline.extract.doc import Control
from dateline.extract.events import EventStage
from dateline.extract.realis import RealisWords
from dateline.extract.statements import StatementStage
from dateline.extract.wordings import NeutralReader, VoiceWords, WordingStage
from dateline.ids import content_id
from dateline.know import KnowledgeBase, load_knowledge, open_gazetteer
from dateline.know.gazetteer import Gazetteer, as_known
from dateline.know.open import AS_OF, alpha2
from dateline.ledger.deeds import DeedStage
from dateline.ledger.words import LedgerWords
from dateline.parse import SpacyParser
from dateline.parse.lemmas import dictionary
from dateline.parse.model import MODEL
from dateline.resolve.amounts import QuantityStage, QuantityWords
from dateline.resolve.chains import ChainStage, Linking
from dateline.resolve.entities import EntityStage
from dateline.resolve.grammar import Grammar, PersonNames
from dateline.resolve.mentions import MentionStage
from dateline.resolve.names import NameFinder, NameWords
from dateline.resolve.phrase import PhraseResolver
from dateline.resolve.places import PlaceStage
from dateline.resolve.times import TimeStage
from dateline.resolve.toponyms import PlaceTable, ToponymFinder
from dateline.types import Run
from dateline.version import VERSION

__all__ = ["ORDER", "STAGES", "Parts", "build_coder", "coding_run", "load_parts", "name_finder", "toponym_finder"]


class Parts(NamedTuple):
    """What stages are made of."""

    codebook: Codebook
    base: KnowledgeBase
    grammar: Grammar
    resolver: PhraseResolver
    gazetteer: Gazetteer
    linking: Linking
    concepts: ConceptBook
    control: Control


def load_parts(config: Config, progress: Callable[[str], None] | None = None) -> Parts:
    """Load codebook, knowledge and resolver for ``config``; ``progress`` is told when the knowledge base is built."""
    data = Path(config.data) if config.data else DATA
    codebook = load_codebook(data, language=config.language)
    base = load_knowledge(data, Path(config.kb) if config.kb else None, progress)
    grammar: Grammar = codebook.table("resolve", Grammar)
    roles = {
        row["role"]: tuple(part for part in row["sectors"].split("|") if part)
        for row in read_csv(data / "entities/roles.csv", ("role", "sectors"))
    }
    gazetteer = open_gazetteer(data)
    resolver = PhraseResolver(base, grammar, roles, lambda name: as_known(gazetteer.find(name)))
    names: PersonNames = codebook.table("names", PersonNames)
    linking = Linking(base, resolver, grammar, names.given_names)
    control = Control(codebook.lexicon.words("object_control"), codebook.lexicon.words("partitive"))
    return Parts(codebook, base, grammar, resolver, gazetteer, linking, load_concepts(data, config.wording.concepts), control)


def _parser(parts: Parts) -> Stage:
    return SpacyParser(**parts.codebook.table("parse", dict[str, Any]), names=parts.base.name_words())


def _events(parts: Parts) -> Stage:
    cameo = {
        row["code"]: tuple(part for part in row["plover_context"].split(";") if part)
        for row in read_csv(parts.codebook.data / "ontologies/cameo/cameo.csv", ("code", "plover_context"))
    }
    contexts = ContextFinder(parts.codebook.table("contexts", dict[str, list[str]]), cameo)
    realis = parts.codebook.table("factuality", RealisWords)
    confidence = Confidence(parts.codebook.table("confidence", ConfidenceTable))
    return EventStage(parts.codebook, realis, contexts, parts.grammar.first_person, confidence, parts.control)


def _places(parts: Parts) -> Stage:
    return PlaceStage(parts.base, toponym_finder(parts), parts.grammar.locative)


def toponym_finder(parts: Parts) -> ToponymFinder:
    """Return the finder of place names."""
    entities = parts.codebook.data / "entities"
    points = {
        row["iso3"]: (float(row["latitude"]), float(row["longitude"]))
        for row in read_csv(entities / "country_points.csv", ("iso3", "latitude", "longitude"))
    }
    table: PlaceTable = parts.codebook.table("places", PlaceTable)
    return ToponymFinder(
        parts.base, parts.gazetteer, points, table.words(alpha2(parts.codebook.data), _division_codes(parts.codebook.data))
    )


def name_finder(parts: Parts) -> NameFinder:
    """Return the finder of proper names."""
    given: PersonNames = parts.codebook.table("names", PersonNames)
    words: NameWords = parts.codebook.table("proper_names", NameWords)
    return NameFinder(parts.base, words, given.given_names, dictionary())


def _division_codes(data: Path) -> dict[str, tuple[str, str]]:
    """Names and press abbreviations of first-level divisions to country and GeoNames admin1 code."""
    found = {}
    for row in read_csv(data / "entities/divisions.csv", ("country", "code", "name", "abbreviations")):
        for name in (row["name"], *row["abbreviations"].split("|")):
            if name and row["code"]:
                found[name] = (row["country"], row["code"])
    return found


def _commitments(parts: Parts) -> Stage:
    def resolve(name: str, date: str | None) -> tuple[str, str, tuple[str, ...]]:
        found = parts.resolver.resolve(name, date)
        return found.name, found.country, found.sectors

    words: CommitmentWords = parts.codebook.table("commitments", CommitmentWords)
    return CommitmentStage(words, parts.codebook.table("factuality", RealisWords), parts.control, resolve, _agents(parts))


def _agents(parts: Parts) -> frozenset[str]:
    """Head words of role nouns and titles, singular and plural: "company" of "oil company"."""
    entities = parts.codebook.data / "entities"
    found: set[str] = set()
    for name, singular in (("agents.csv", "noun"), ("titles.csv", "title")):
        for row in read_csv(entities / name, (singular, "plural")):
            found.update(part.split()[-1].lower() for part in (row[singular], row["plural"]) if part)
            found.update(part.split(" of ")[0].split()[-1].lower() for part in (row[singular], row["plural"]) if part)
    return frozenset(found)


def _persons(parts: Parts) -> frozenset[str]:
    """Nouns of persons: "farmer", "insurgent"."""
    rows = read_csv(parts.codebook.data / "entities/agents.csv", ("noun", "kind"))
    return frozenset(row["noun"].lower() for row in rows if row["kind"] == "person")


def _deeds(parts: Parts) -> Stage:
    book = parts.codebook
    return DeedStage(
        book.table("ledger", LedgerWords),
        book.table("factuality", RealisWords),
        book.table("quantities", QuantityWords),
        parts.control,
        parts.grammar.first_person,
    )


STAGES: dict[str, Callable[[Parts], Stage]] = {
    "sentences": _parser,
    "mentions": lambda p: MentionStage(p.grammar),
    "chains": lambda p: ChainStage(p.linking),
    "entities": lambda p: EntityStage(p.linking),
    "places": _places,
    "times": lambda p: TimeStage(p.codebook.table("times", dict[str, Any])),
    "statements": lambda p: StatementStage(Cues(p.codebook.table("cues", CueTable)), p.control),
    "events": _events,
    "quantities": lambda p: QuantityStage(p.codebook.table("quantities", QuantityWords), _persons(p)),
    "commitments": _commitments,
    "deeds": _deeds,
    "wordings": lambda p: WordingStage(p.concepts, p.codebook.table("wording", VoiceWords), p.control),
}
ORDER = tuple(STAGES)


def build_coder(config: Config | None = None, parts: Parts | None = None, progress: Callable[[str], None] | None = None) -> Coder:
    """Return the coder for ``config`` (default settings if None)."""
    config = config or Config()
    parts = parts or load_parts(config, progress)
    stages = [STAGES[name](parts) for name in ORDER]
    parser = next(stage for stage in stages if isinstance(stage, SpacyParser))
    reader = NeutralReader(parts.concepts, parser, parts.codebook.table("wording", VoiceWords).definite)
    return Coder(stages, _run(config, parts.codebook), as_of=AS_OF, reader=reader)


def coding_run(config: Config) -> Run:
    """Return what a coder of ``config`` writes into its codings, without the models."""
    return _run(config, load_codebook(Path(config.data) if config.data else DATA, language=config.language))


def _run(config: Config, codebook: Codebook) -> Run:
    settings = {"language": config.language, "min_confidence": config.min_confidence, "kb": config.kb}
    if config.wording.concepts:
        settings["wording.concepts"] = content_id("wfi", *(Path(own).read_text("utf-8") for own in config.wording.concepts))
    return Run(
        id=content_id("run", VERSION, codebook.digest, MODEL, sorted(settings.items())),
        version=VERSION,
        codebook=codebook.digest,
        model=MODEL,
        settings=settings,
    )
