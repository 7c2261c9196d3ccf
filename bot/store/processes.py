"""Who holds a lease: this process, and whether another of this machine still runs."""

from __future__ import annotations

import os
import socket
from uuid import uuid4

PROCESS = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
"""This process among all of all machines, as the owner of a lease."""


def is_gone(owner: str) -> bool:
    """Whether it was a process of this machine and has ended; of other machines' nobody here knows."""
    return owner.startswith(f"{socket.gethostname()}:") and not _is_alive(owner)


def _is_alive(owner: str) -> bool:
    try:
        os.kill(int(owner.split(":")[1]), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError, IndexError):
        return True
    return True
