"""What a phrase was found to stand for."""

import msgspec

from dateline.types import Candidate

__all__ = ["Resolution"]


class Resolution(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a phrase stands for; empty fields are unknown. ``route`` says how it was found."""

    name: str
    kind: str = "other"
    country: str = ""
    sectors: tuple[str, ...] = ()
    entity: str = ""
    office: str = ""
    qid: str = ""
    gender: str = ""
    plural: bool = False
    codable: bool = True
    place_like: bool = False
    score: float = 0.0
    route: str = "unresolved"
    candidates: tuple[Candidate, ...] = ()
