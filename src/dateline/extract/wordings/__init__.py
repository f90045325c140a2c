"""Contested wording: which variant stands in the text, for which concept, in whose voice."""

from dateline.extract.wordings.finder import Hit, VariantFinder
from dateline.extract.wordings.neutral import NeutralReader
from dateline.extract.wordings.stage import WordingStage
from dateline.extract.wordings.voice import VoiceWords

__all__ = ["Hit", "NeutralReader", "VariantFinder", "VoiceWords", "WordingStage"]
