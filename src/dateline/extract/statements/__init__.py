"""Who says so: attributions with source, cue and content, nested into chains from the outlet inwards."""

from dateline.extract.statements.stage import StatementStage, statements_of

__all__ = ["StatementStage", "statements_of"]
