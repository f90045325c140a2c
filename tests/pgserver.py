"""A Postgres server of the tests' own, in a temporary folder, on a socket there, without fsync; skips where there is none."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")  # one folder a version, or the installation itself
SECRET = "pä55@w/rd"
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en-US")  # one that does not order by bytes


class Server(NamedTuple):
    """A running server: its socket's folder, and how to make databases."""

    socket: Path

    def address(self, base: str, user: str = "postgres", password: str = "", **more: str) -> str:
        login = user + (":" + quote(password, safe="") if password else "")
        options = "".join(f"&{name}={quote(value, safe='')}" for name, value in more.items())
        return f"postgresql://{login}@/{base}?host={quote(str(self.socket), safe='')}{options}"

    def run(self, sql: str, base: str = "postgres") -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(self.address(base), autocommit=True) as connection:
            found = connection.execute(sql)
            return found.fetchall() if found.description else []

    def fresh(self) -> str:
        """Make an empty database and return its address."""
        (count,) = self.run("SELECT count(*) FROM pg_database")[0]
        self.run(f"CREATE DATABASE news{count} TEMPLATE template0")
        return self.address(f"news{count}")


def programs() -> Path | None:
    """The folder of initdb and postgres, the newest version first."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for place in map(Path, PLACES):
        found += [*sorted(place.glob("*/bin"), key=lambda path: path.parent.name.rjust(20), reverse=True), place / "bin"]
    return next((path for path in found if (path / "initdb").exists() and (path / "postgres").exists()), None)


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server; skip the test where none can be."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'dateline[postgres]'")
    where = programs()
    if where is None:
        pytest.skip("no Postgres server here (initdb, postgres): apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-"))
    owner: dict[str, object] = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    if os.geteuid() == 0:  # the server refuses to be root
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        owner |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    process = None
    try:
        make = [where / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-N"]
        if subprocess.run([*make, *LOCALE], check=False, **owner).returncode:  # type: ignore[call-overload]
            shutil.rmtree(folder / "data", ignore_errors=True)
            if subprocess.run([*make, "--encoding=UTF8"], check=False, **owner).returncode:  # type: ignore[call-overload]
                pytest.skip(f"{where}/initdb makes no server here")
        login = folder / "data" / "pg_hba.conf"
        login.write_text("local all locked scram-sha-256\n" + login.read_text())
        settings = ("fsync=off", "listen_addresses=", "max_connections=30", "shared_buffers=32MB", "autovacuum=off")
        flags = [part for one in settings for part in ("-c", one)]
        process = subprocess.Popen([where / "postgres", "-D", folder / "data", "-k", folder, *flags], **owner)  # type: ignore[call-overload]
        server = Server(folder)
        _await(server)
        yield server
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)  # the fast way to end: sessions are cut off
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _await(server: Server) -> None:
    import psycopg

    until = time.monotonic() + 30
    while True:
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            if time.monotonic() > until:
                pytest.skip("the Postgres server does not start here")
            time.sleep(0.05)
        else:
            return
