"""Addresses of stores, and that no password gets out of one; without a server."""

import builtins
from typing import Any

import pytest

from dateline.cli import main
from dateline.errors import StoreError
from dateline.store import Store
from dateline.store.address import beside, check_address, is_postgres, shown
from dateline.store.duck import Duck
from dateline.store.postgres import Postgres


def test_a_file_is_shown_as_it_is() -> None:
    assert not is_postgres("news.duckdb")
    assert shown("a/news.duckdb") == beside("a/news.duckdb") == "a/news.duckdb"


@pytest.mark.parametrize(("address", "name", "near"), [
    ("postgresql://ann@db.example/news", "postgresql://ann@db.example/news", "news"),
    ("postgres://ann:hush@db.example:5433/news?sslmode=require", "postgresql://ann@db.example:5433/news", "news"),
    ("postgresql:///news?host=%2Ftmp&password=hush", "postgresql:///news", "news"),
    ("postgresql://ann:hu%40sh@[::1]/n%2Fe ws", "postgresql://ann@[::1]/n%2Fe ws", "n_e_ws"),
    ("postgresql://ann:hu:sh@db.example/news", "postgresql://ann@db.example/news", "news"),
    ("postgresql://", "postgresql://", "postgres"),
    ("postgresql://h1,h2:5433/..", "postgresql://h1,h2:5433/..", "postgres"),
])  # fmt: skip
def test_an_address_is_shown_without_its_secrets(address: str, name: str, near: str) -> None:
    check_address(address)
    assert (shown(address), beside(address)) == (name, near)


@pytest.mark.parametrize("address", [
    "postgresql://ann:hu@sh@db.example/news",
    "postgresql://ann:hu/sh@db.example/news",
    "postgresql://ann:hu?sh@db.example/news",
    "postgresql://ann:hu#sh@db.example/news",
    "postgresql://ann:hush@db.example:hush/news",
    "postgresql://ann@db.example/news?passwrod=hush",
    "postgresql://ann:hu%zzsh@db.example/news",
    "postgresql://ann@db.example/news?hush",
    "postgresql+psycopg://ann:hush@db.example/news",
    "mysql://ann:hush@db.example/news",
])  # fmt: skip
def test_an_address_that_cannot_be_read_is_refused_untold(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as told:
        Store(address)
    assert main(["query", address, "select 1"]) == 2
    for text in (str(told.value), capsys.readouterr().err, repr(told.value.__cause__)):
        assert "sh@" not in text
        assert "hu" not in text
    assert "postgresql://USER@HOST" in str(told.value)


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match=r"postgresql://ann@127\.0\.0\.1:1/news: .*refused") as told:
        Store("postgresql://ann:hush@127.0.0.1:1/news")
    assert "hush" not in str(told.value)


def test_without_psycopg_the_error_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "psycopg":
            raise ImportError(name)
        return found(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(StoreError, match=r"pip install 'dateline\[postgres\]'"):
        Store("postgresql://ann@127.0.0.1:1/news")


def test_every_migration_has_its_twin() -> None:
    """A new file of the schema needs one in schema/postgres, or is named as fit for both."""
    own = Postgres.migrations.fget(object())  # type: ignore[attr-defined]
    assert own.keys() == Duck.migrations.fget(object()).keys()  # type: ignore[attr-defined]
    for number, entry in own.items():
        text = entry.read_text("utf-8")
        assert "VARCHAR" not in text, number
        assert "MACRO" not in text, number
