"""Starting, keeping alive and stopping, with small real processes."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.supervisor import DidNotStart, PortTaken, Process, Step, TookTooLong, run
from tests.contract.engine_process import free_port

PROGRAM = """
import sys
from pathlib import Path
from bot.supervisor import Process, Step, run

folder = Path(sys.argv[1])

def is_ready(name):
    async def is_there():
        return (folder / f"ready-{name}").exists()
    return is_there

script = f'''
import os, signal, sys, time
from pathlib import Path
folder = Path({str(folder)!r})
name = sys.argv[1]
def stop(*_):
    with (folder / "stopped").open("a") as log: log.write(name + " ")
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
with (folder / f"pids-{{name}}").open("a") as log: log.write(f"{{os.getpid()}} ")
(folder / f"ready-{{name}}").touch()
time.sleep(60)
'''
processes = [
    Process(name, [sys.executable, "-c", script, name], int(port), "PORT", is_ready(name))
    for name, port in (("engine", sys.argv[2]), ("app", sys.argv[3]))
]
steps = [Step("Counting", lambda say: say("one") or "two")]
sys.exit(run(steps, processes, lambda: print("READY", flush=True)))
"""


@pytest.fixture
def supervisor(tmp_path: Path):
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(free_port()), str(free_port())]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    yield process
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()


def until_ready(process: subprocess.Popen[str]) -> str:
    said = []
    for line in process.stdout or ():
        said.append(line)
        if "READY" in line:
            break
    return "".join(said)


def pids(folder: Path, name: str) -> list[int]:
    return [int(pid) for pid in (folder / f"pids-{name}").read_text().split()]


def is_running(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    return False


def eventually(holds, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_steps_and_processes_are_numbered_timed_and_then_ready(supervisor):
    said = until_ready(supervisor)
    assert "[1/3] Counting: two (" in said
    assert "[2/3] Starting the engine: port" in said
    assert "[3/3] Starting the app: port" in said


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_stops_the_app_before_the_engine(supervisor, tmp_path: Path, name: signal.Signals):
    until_ready(supervisor)
    supervisor.send_signal(name)
    assert supervisor.wait(20) == 0
    assert (tmp_path / "stopped").read_text().split() == ["app", "engine"]


def test_a_process_that_is_killed_is_started_again(supervisor, tmp_path: Path):
    until_ready(supervisor)
    os.kill(pids(tmp_path, "engine")[0], signal.SIGKILL)
    assert eventually(lambda: len(pids(tmp_path, "engine")) == 2)
    assert len(pids(tmp_path, "app")) == 1


def test_children_do_not_outlive_a_supervisor_that_is_killed(supervisor, tmp_path: Path):
    until_ready(supervisor)
    children = [*pids(tmp_path, "engine"), *pids(tmp_path, "app")]
    assert all(is_running(pid) for pid in children)
    supervisor.kill()
    assert eventually(lambda: not any(is_running(pid) for pid in children))


async def _never() -> bool:
    return False


def _process(script: str, port: int, seconds: float = 20) -> Process:
    return Process(
        "engine", [sys.executable, "-c", script], port, "DRIPLINE_ENGINE_PORT", _never, {}, seconds
    )


def test_a_port_that_is_taken_stops_before_anything_is_done():
    done: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = _process("", taken.getsockname()[1])
        with pytest.raises(PortTaken, match="set DRIPLINE_ENGINE_PORT to another"):
            run([Step("Long work", lambda _: done.append("done") or "")], [process], lambda: None)
    assert done == []


def test_a_process_that_ends_while_starting_is_reported():
    with pytest.raises(DidNotStart, match="exit code 7"):
        run([], [_process("raise SystemExit(7)", free_port())], lambda: None)


def test_a_process_that_is_never_ready_is_stopped_and_reported():
    with pytest.raises(TookTooLong, match="not ready after 1 seconds"):
        run([], [_process("import time; time.sleep(60)", free_port(), 1.0)], lambda: None)
