"""The web application: routes, errors, static files."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from threading import Thread
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from dateline.config import Config
from dateline.explore import data, pages
from dateline.explore.guard import Guard
from dateline.explore.paste import Typist
from dateline.explore.render import Pages
from dateline.explore.reports import ReportFile
from dateline.explore.script import ChartScript
from dateline.explore.snapshot import Snapshot
from dateline.ids import digest
from dateline.version import VERSION

__all__ = ["create_app"]

_DATA_ENDINGS = (".json", ".csv")


def create_app(
    snapshot: Snapshot, *, reports: Path, hosts: Collection[str] = (), config: Config | None = None, typist: Any = None
) -> FastAPI:
    """Return the application over ``snapshot``.

    Args:
        snapshot: what is shown.
        reports: the file that takes readers' reports of wrong records.
        hosts: names under which it may be asked, besides this machine's own.
        config: settings for coding pasted texts.
        typist: codes pasted texts (one made from ``config`` by default).
    """
    typist, script = typist or Typist(config), ChartScript()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        # made while the first page is read, so that its charts do not wait
        Thread(target=script.body, daemon=True).start()
        yield
        typist.close()

    app = FastAPI(
        title="dateline", version=VERSION, lifespan=life, docs_url=None, redoc_url=None,
        description="Coded political events with their evidence, read-only. Every page has these data behind it: "
        "the address of a page with .json after its path, filters and all.",
    )  # fmt: skip
    render = Pages()
    app.include_router(data.router(snapshot, typist))
    app.include_router(pages.router(snapshot, render, ReportFile(reports), typist, app.openapi))

    @app.get("/static/vega.js", include_in_schema=False)
    def vega(request: Request) -> Response:
        return _script(script, request)

    app.mount("/static", StaticFiles(directory=str(resources.files("dateline.explore") / "static")), name="static")
    app.add_middleware(Guard, hosts=hosts)
    _add_errors(app, render)
    return app


def _script(script: ChartScript, request: Request) -> Response:
    """The charts' JavaScript, sent once to a browser that keeps it."""
    body = script.body()
    tag = f'"{digest(body.decode("utf-8"))}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="text/javascript", headers=headers)


def _add_errors(app: FastAPI, render: Pages) -> None:
    def answer(request: Request, status: int, detail: Any, headers: dict[str, str]) -> Response:
        if request.url.path.endswith(_DATA_ENDINGS) or request.url.path == "/code":
            response = data.json_answer({"detail": detail})
            response.status_code = status
        else:
            told = detail if isinstance(detail, list) else [{"parameter": "", "message": detail}]
            response = HTMLResponse(render("error", status=status, told=told), status)
        response.headers.update(headers)
        return response

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        # what was sent is not sent back: it may be what no answer can hold
        told = [{"parameter": str(one["loc"][1]) if len(one["loc"]) > 1 else "", "message": one["msg"]} for one in error.errors()]
        return answer(request, 422, told, {})

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, error.detail, dict(error.headers or {}))
