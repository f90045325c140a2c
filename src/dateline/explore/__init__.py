"""The web explorer and the HTTP API over a store: read-only, offline, server-rendered.

It needs the extra ``explore`` (``pip install 'dateline[explore]'``); nothing of it is imported before it is used.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from dateline.config import Config
from dateline.errors import ConfigError

__all__ = ["serve"]


def serve(
    store: str | Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8350,
    config: Config | None = None,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Serve ``store`` until interrupted, from a snapshot taken now.

    Args:
        store: the DuckDB file, or ``postgresql://user@host/database``; it is only read.
        host: the address to listen on; the default is reachable from this machine alone.
        port: the port; 0 takes a free one.
        config: settings for coding pasted texts; the defaults if None.
        progress: told what is being done and where the pages are.

    Raises:
        ConfigError: if the extra ``explore`` is not installed, or the port is taken.
        StoreError: if the file is no store or is in use by a writer.
    """
    try:
        import altair as _altair  # noqa: F401, ICN001 - looked for here, before a snapshot is made
        import uvicorn
        import vl_convert  # noqa: F401

        from dateline.explore.app import create_app
    except ImportError as error:
        raise ConfigError(f"the explorer needs {error.name}: pip install 'dateline[explore]'") from error
    from dateline.explore.door import listen
    from dateline.explore.snapshot import Snapshot
    from dateline.store.address import beside, shown

    tell = progress or (lambda _: None)
    with closing(listen(host, port)) as door:
        tell(f"reading {shown(store)}")
        with Snapshot(store) as snapshot:
            app = create_app(snapshot, reports=Path(f"{beside(store)}.reports.jsonl"), hosts=(host,), config=config)
            tell(f"http://{host if ':' not in host else f'[{host}]'}:{door.getsockname()[1]}/  (Ctrl-C ends it)")
            uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[door])
