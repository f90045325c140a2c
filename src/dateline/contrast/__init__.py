"""Two readouts of one meeting side by side: what one mentions and the other leaves out."""

from dateline.contrast.side import ContrastWords, compare

__all__ = ["ContrastWords", "compare"]
