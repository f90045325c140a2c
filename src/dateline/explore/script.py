"""The JavaScript that draws Vega-Lite, out of the package vl-convert-python: nothing comes from a network."""

from threading import Lock

__all__ = ["ChartScript"]


_SNIPPET = "window.vegaEmbed = vegaEmbed;"  # what app.js calls


class ChartScript:
    """Vega, Vega-Lite and their embedding as one file, made when it is first asked for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._body: bytes | None = None

    def body(self) -> bytes:
        """Return the script (about 0.9 MB); the first call takes a second or two."""
        with self._lock:
            if self._body is None:
                import vl_convert

                self._body = vl_convert.javascript_bundle(_SNIPPET).encode()
            return self._body
