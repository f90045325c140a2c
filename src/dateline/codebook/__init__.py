"""Codebooks are data: ontologies, lexicons, patterns and crosswalks, loaded, validated and compiled."""

from dateline.codebook.load import Codebook, load_codebook
from dateline.codebook.ontology import Ontology
from dateline.codebook.pattern import Example, Pattern

__all__ = ["Codebook", "Example", "Ontology", "Pattern", "load_codebook"]
