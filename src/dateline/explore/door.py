"""The socket that is listened on."""

import socket

from dateline.errors import ConfigError

__all__ = ["listen"]


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to ``host`` and ``port``; ConfigError if that cannot be had."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        door = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise ConfigError(f"--host {host}: {error.strerror}") from error
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen()  # who comes before the pages are ready waits
    except (OSError, OverflowError) as error:
        door.close()
        raise ConfigError(f"cannot listen on {host} port {port}: {error}; choose another with --port") from error
    return door
