"""The ledger of commitments: what stories tell of promises made before, tied to them, with the reasons."""

from dateline.ledger.log import Standing, standing
from dateline.ledger.passes import Passed, link

__all__ = ["Passed", "Standing", "link", "standing"]
