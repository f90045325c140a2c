"""Runs at scale: shards of documents coded by worker processes or a cluster into parts, resumed where they stopped."""

from dateline.run.code import DEFAULTS, Scale, code
from dateline.run.recipe import Recipe, Standard
from dateline.run.task import News

__all__ = ["DEFAULTS", "News", "Recipe", "Scale", "Standard", "code"]
