"""Chains resolved in the knowledge base as of the document's date."""

from collections.abc import Sequence

from dateline.resolve.chains import Linking
from dateline.resolve.link import Link
from dateline.types import Coding, Entity, Layer, Why

__all__ = ["EntityStage"]


class EntityStage:
    """Stage of the ``entities`` layer: one entity a chain that resolves to anything."""

    layer: Layer = "entities"
    needs: frozenset[Layer] = frozenset({"sentences", "mentions", "chains"})

    def __init__(self, linking: Linking) -> None:
        self._linking = linking

    def __call__(self, codings: Sequence[Coding]) -> Sequence[tuple[Entity, ...]]:
        """Return the entities of each coding, in the order of its chains."""
        found = []
        for coding in codings:
            links = self._linking.links(coding)
            made = {link.id: _entity(link) for link in links if _known(link)}
            found.append(tuple(_with_parts(link, made) for link in links if link.id in made))
        return found


def _known(link: Link) -> bool:
    resolution = link.resolution
    return bool(resolution.entity or resolution.country or resolution.sectors or link.parts)


def _entity(link: Link) -> Entity:
    found = link.resolution
    return Entity(
        id=found.entity or link.id.replace("chn-", "ent-"),
        chain=link.id,
        name=link.name,
        kind=link.kind,
        country=found.country,
        sectors=found.sectors,
        office=found.office,
        qid=found.qid,
        codable=found.codable,
        candidates=found.candidates,
        why=Why(rule=f"resolve:{found.route}", evidence=(link.mentions[0].span,), score=found.score),
    )


def _with_parts(link: Link, made: dict[str, Entity]) -> Entity:
    entity = made[link.id]
    if not link.parts:
        return entity
    parts = tuple(made[part.id].id for part in link.parts if part.id in made)
    return Entity(id=entity.id, chain=entity.chain, name=entity.name, kind=entity.kind, parts=parts, why=entity.why)
