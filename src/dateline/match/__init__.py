"""The dependency-pattern engine; it knows trees and lemmas, and nothing of any ontology."""

from dateline.match.engine import Engine, Match
from dateline.match.graph import Graph
from dateline.match.path import Path, parse_path

__all__ = ["Engine", "Graph", "Match", "Path", "parse_path"]
