"""What stands before every request: who may ask, how much may be sent, what the browser may do with the answer."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

__all__ = ["LARGEST_BODY", "Guard"]

LARGEST_BODY = 512 * 1024  # bytes of a request; a text of 50,000 characters in JSON escapes fits

_HEADERS = {
    # no script and no style of others runs, nor any written into a page; no form leaves; no frame holds it
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - the user asked to be reachable under any name


class Guard:
    """ASGI middleware: refuses other hosts, requests from other sites that change something, and large bodies.

    Args:
        app: what is guarded.
        hosts: names under which it may be asked, besides this machine's own.
    """

    def __init__(self, app: Any, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = None if _EVERYWHERE & set(hosts) else _HERE | set(hosts)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Any) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        refused = self._refused(scope["method"], headers)
        if refused is not None:
            await refused(scope, receive, send_guarded)
            return
        await self._app(scope, _Limited(receive), send_guarded)

    def _refused(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if self._hosts is not None and _hostname(host) not in self._hosts:
            return PlainTextResponse("Unknown host; start the explorer with --host to be asked under this name.", 421)
        if method == "POST" and not _same_origin(headers, host):
            return PlainTextResponse("Sent from another site; refused.", 403)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return PlainTextResponse(f"At most {LARGEST_BODY} bytes can be sent.", 413)
        return None


class _Limited:
    """A body without a stated length ends in an error once it is too large."""

    def __init__(self, receive: Any) -> None:
        self._receive, self._seen = receive, 0

    async def __call__(self) -> Any:
        from starlette.exceptions import HTTPException

        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > LARGEST_BODY:
            raise HTTPException(413, f"At most {LARGEST_BODY} bytes can be sent.")
        return message


def _hostname(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _same_origin(headers: Headers, host: str) -> bool:
    """A browser says where a form comes from; what says nothing is a program of the user's own."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == host
    except ValueError:
        return False
