"""What leaves as a PLOVER event: the codebook's rules on plans, threats, requests and unnamed actors."""

import msgspec

from dateline.codebook import Ontology
from dateline.types import Event

__all__ = ["exportability", "recode"]

_PLANNED_TO_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_TO_CONCEDE = frozenset({"RETREAT"})
# willingness is what these two are about: a deal to be signed is agreed, a curfew to be lifted is conceded
_WILLING = {"AGREE": "030", "CONCEDE": "080"}
_INTENT_CAMEO = {"CONSULT": "036", "SUPPORT": "032", "COOPERATE": "031", "AID": "033"}
# verbal acts whose content is told by the act itself: what is inside them is not a second event
_PARTIES = 2  # who must take part where a recipient is required; of a mutual act all are actors
_VERBAL = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})


def recode(event: Event, parent: Event | None, ontology: Ontology) -> Event:
    """Return ``event`` as the codebook wants it told: planned cooperation is AGREE, a planned retreat CONCEDE."""
    if parent is not None and parent.type in _VERBAL:
        return event  # the governing act carries it
    if event.realis == "PLANNED" and event.type in _PLANNED_TO_AGREE:
        return _as(event, "AGREE", _INTENT_CAMEO[event.type], ontology)
    if event.realis == "PLANNED" and event.type in _WILLING:
        return _as(event, event.type, _WILLING[event.type], ontology)
    if event.realis in {"PLANNED", "CONDITIONAL"} and event.type in _TO_CONCEDE:
        return _as(event, "CONCEDE", "080", ontology)
    return event


def _as(event: Event, kind: str, cameo: str, ontology: Ontology) -> Event:
    why = msgspec.structs.replace(event.why, note=f"{event.why.note} recoded from {event.type}".strip())
    actors = event.actors
    return msgspec.structs.replace(
        event,
        type=kind,
        mode=None,
        cameo=cameo,
        quad=ontology.types[kind].quad,
        score=ontology.score(kind, None),
        goldstein=ontology.cameo[cameo].goldstein,
        realis="ACTUAL",
        actors=actors,
        why=why,
    )


def exportability(event: Event, parent: Event | None, ontology: Ontology) -> tuple[bool, str]:
    """Return whether ``event`` leaves as a PLOVER event, and if not why not."""
    if event.realis != "ACTUAL":
        return False, f"not actual: {event.realis}"
    if parent is not None and parent.type in {"THREATEN", "REQUEST", "REJECT", "AGREE", "CONCEDE"}:
        return False, f"content of a {parent.type}"
    if not event.actors:
        return False, "no actor"
    if not any(actor.codable for actor in event.actors):
        return False, "actor is a bloc without a code"
    if ontology.types[event.type].recipient_required and not event.recipients and len(event.actors) < _PARTIES:
        return False, "recipient required"
    return True, ""
