"""The dependency-pattern engine; it knows trees and lemmas, and nothing of any ontology."""

from dateline.match.engine import Engine, Match
from dateline.match.graph import Graph
from dateline.match.path import Path, parse_path
from dateline.match.tree import children, subtree

__all__ = ["Engine", "Graph", "Match", "Path", "children", "parse_path", "subtree"]
