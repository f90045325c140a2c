"""Text to sentences as columns: Universal Dependencies labels only; no type of a parser leaves this folder."""

from dateline.parse.dateline import Dateline, dateline_of
from dateline.parse.paragraphs import paragraph_lines, paragraphs
from dateline.parse.plain import PlainParser
from dateline.parse.quotes import CLOSING, MARKS, ONLY_OPENING, OPENING, quoted_intervals
from dateline.parse.spacy import SpacyParser

__all__ = [
    "CLOSING",
    "MARKS",
    "ONLY_OPENING",
    "OPENING",
    "Dateline",
    "PlainParser",
    "SpacyParser",
    "dateline_of",
    "paragraph_lines",
    "paragraphs",
    "quoted_intervals",
]
