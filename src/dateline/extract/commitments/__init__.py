"""Commitments: who binds itself to what, by when, on what condition; ``docs/commitments.md`` defines them."""

from dateline.extract.commitments.stage import CommitmentStage, Resolver, commitments_of
from dateline.extract.commitments.words import CommitmentWords

__all__ = ["CommitmentStage", "CommitmentWords", "Resolver", "commitments_of"]
