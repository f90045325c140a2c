"""Stable ids from content: same text, same codebook, same id."""

import hashlib

__all__ = ["content_id", "digest"]


def digest(*parts: str, size: int = 16) -> str:
    """Return a hex digest of ``parts``, ``size`` characters long; parts cannot run into each other."""
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    framed = b"".join([piece for data in encoded for piece in (len(data).to_bytes(8, "big"), data)])
    return hashlib.sha256(framed).hexdigest()[:size]


def content_id(prefix: str, *parts: object) -> str:
    """Return ``prefix`` and a digest of ``parts``: the id of a record that depends on nothing else."""
    return f"{prefix}-{digest(*map(str, parts))}"
