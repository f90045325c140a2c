"""All records of dateline, frozen; this module imports nothing of ours.

Offsets: every :class:`Span` is a half-open interval of characters into ``Document.text``; ``text`` repeats the
slice so that each record can be checked where it stands.  Token indices are local to their sentence.
Dates are ISO 8601 strings; countries are PLOVER codes (ISO 3166 alpha-3 and the codebook's special codes).
"""

from dateline.types.base import Document, Interval, Layer, MentionKind, Quad, Realis, Record, Span, Why
from dateline.types.claims import Action, Actor, Attribution, Commitment, Condition, Event, Statement, StatusEntry, Wording
from dateline.types.coding import Coding, Counts, Discard, Failure, Run
from dateline.types.contrast import Aligned, Comparison, Item, ItemKind
from dateline.types.identity import (
    Change,
    CopyGroup,
    CopyLink,
    Decision,
    Held,
    Merge,
    Occurrence,
    Party,
    Reason,
    Report,
    Site,
    Story,
    Tally,
)
from dateline.types.ledger import BackReference, Content, Deed, Entry, Hints, Link, Outcome, Promise, Proviso, Relation, Told
from dateline.types.text import Candidate, Chain, Entity, Mention, Place, Quantity, Sentence, Time

__all__ = [
    "Action", "Actor", "Aligned", "Attribution", "BackReference", "Candidate", "Chain", "Change", "Coding",
    "Commitment", "Comparison", "Condition", "Content", "CopyGroup", "CopyLink", "Counts", "Decision", "Deed",
    "Discard", "Document", "Entity", "Entry", "Event", "Failure", "Held", "Hints", "Interval", "Item", "ItemKind", "Layer",
    "Link", "Mention", "MentionKind", "Merge", "Occurrence", "Outcome", "Party", "Place", "Promise", "Proviso", "Quad",
    "Quantity", "Realis", "Reason", "Record", "Relation", "Report", "Run", "Sentence", "Site", "Span", "Statement",
    "StatusEntry", "Story", "Tally", "Time", "Told", "Why", "Wording",
]  # fmt: skip
