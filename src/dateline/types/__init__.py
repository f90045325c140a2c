"""All records of dateline, frozen; this module imports nothing of ours.

Offsets: every :class:`Span` is a half-open interval of characters into ``Document.text``; ``text`` repeats the
slice so that each record can be checked where it stands.  Token indices are local to their sentence.
Dates are ISO 8601 strings; countries are PLOVER codes (ISO 3166 alpha-3 and the codebook's special codes).
"""

from dateline.types.base import Document, Interval, Layer, MentionKind, Quad, Realis, Span, Why
from dateline.types.claims import Action, Actor, Attribution, Commitment, Condition, Event, Statement, StatusEntry, Wording
from dateline.types.coding import Coding, Discard, Failure, Run
from dateline.types.text import Candidate, Chain, Entity, Mention, Place, Quantity, Sentence, Time

__all__ = [
    "Action", "Actor", "Attribution", "Candidate", "Chain", "Coding", "Commitment", "Condition", "Discard", "Document",
    "Entity", "Event", "Failure", "Interval", "Layer", "Mention", "MentionKind", "Place", "Quad", "Quantity", "Realis",
    "Run", "Sentence", "Span", "Statement", "StatusEntry", "Time", "Why", "Wording",
]  # fmt: skip
