"""A coding as rows of the store's tables."""

from collections.abc import Iterator
from typing import Any

from dateline.ids import digest
from dateline.store.layers import layer_rows
from dateline.store.ledger import deed_row
from dateline.types import Coding, Commitment, Event, Statement

__all__ = ["Row", "rows_of"]

Row = tuple[str, dict[str, Any]]


def rows_of(coding: Coding, body: str) -> Iterator[Row]:
    """Yield (table, row) for all of ``coding``; ``body`` is its JSON line, kept whole."""
    document, run = coding.document, coding.run
    key = {
        "document_id": document.id,
        "digest": digest(document.text, document.title, document.published or "", document.publisher, document.url),
        "run_id": run.id if run else "",
    }
    if run is not None:
        yield (
            "run",
            {
                "id": run.id,
                "version": run.version,
                "codebook": run.codebook,
                "model": run.model,
                "settings": run.settings,
            },
        )
    refused = [failure for failure in coding.failures if failure.stage == "read"]
    for failure in refused:
        yield "rejection_row", {
            "id": document.id, "run_id": key["run_id"], "place": document.title, "kind": failure.error,
            "reason": failure.message,
        }  # fmt: skip
    if refused:
        return  # what was not taken is no document
    yield "document_version", {
        "id": document.id, "digest": key["digest"], "title": document.title, "text": document.text,
        "published": document.published, "publisher": document.publisher, "url": document.url,
        "language": document.language,
    }  # fmt: skip
    yield "coding", {**key, "body": body}
    for event in coding.events:
        yield "event_row", {**key, **_event(event, coding)}
        for role, actors in (("actor", event.actors), ("recipient", event.recipients)):
            for position, actor in enumerate(actors):
                yield "participant_row", {
                    **key, "event_id": event.id, "role": role, "position": position, "name": actor.name,
                    "country": actor.country, "sectors": list(actor.sectors), "entity": actor.entity,
                    "span_start": actor.span.start, "span_end": actor.span.end,
                }  # fmt: skip
    for statement in coding.statements:
        yield "statement_row", {**key, **_statement(statement)}
    for commitment in coding.commitments:
        yield "commitment_row", {**key, **_commitment(commitment)}
    for deed in coding.deeds:
        yield "deed_row", {**key, **deed_row(deed)}
    yield from layer_rows(coding, key)
    for failure in coding.failures:
        yield (
            "failure_row",
            {
                **key,
                "stage": failure.stage,
                "error": failure.error,
                "message": failure.message,
                "place": document.title,
            },
        )


def _event(event: Event, coding: Coding) -> dict[str, Any]:
    place = next((one for one in coding.places if one.id == event.place), None)
    return {
        "event_id": event.id, "date_earliest": event.date.earliest, "date_latest": event.date.latest,
        "date_granularity": event.date.granularity, "date_basis": event.date.basis, "type": event.type, "mode": event.mode,
        "contexts": list(event.contexts), "cameo": event.cameo, "quad": event.quad, "score": event.score,
        "goldstein": event.goldstein, "place": place.name if place else None,
        "place_country": place.country if place else None, "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None, "geonameid": place.geonameid if place else None,
        "realis": event.realis, "historical": event.historical, "statement_id": event.statement,
        "trigger": event.trigger.text, "trigger_start": event.trigger.start, "trigger_end": event.trigger.end,
        "confidence": event.confidence, "exportable": event.exportable, "withheld": event.withheld, "rule": event.why.rule,
    }  # fmt: skip


def _statement(statement: Statement) -> dict[str, Any]:
    inner = statement.chain[-1]
    return {
        "statement_id": statement.id, "holder": inner.name, "holder_country": inner.country, "holder_kind": inner.kind,
        "cue": statement.cue.text, "cue_class": statement.cue_class, "directness": statement.directness,
        "polarity": statement.polarity, "parent": statement.parent,
        "chain": " > ".join(link.name or "?" for link in statement.chain),
        "content": " … ".join(span.text for span in statement.content), "cue_start": statement.cue.start,
        "cue_end": statement.cue.end,
    }  # fmt: skip


def _commitment(commitment: Commitment) -> dict[str, Any]:
    return {
        "commitment_id": commitment.id, "event_id": commitment.event,
        "committers": [actor.country or actor.name for actor in commitment.committers],
        "beneficiaries": [actor.country or actor.name for actor in commitment.beneficiaries],
        "action": commitment.action.text, "action_type": commitment.action.type, "valence": commitment.valence,
        "polarity": commitment.polarity, "strength": commitment.strength, "novelty": commitment.novelty,
        "specificity": commitment.specificity, "condition": commitment.condition.text if commitment.condition else None,
        "deadline_earliest": commitment.deadline.earliest, "deadline_latest": commitment.deadline.latest,
        "deadline_basis": commitment.deadline.basis,
    }  # fmt: skip
