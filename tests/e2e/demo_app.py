"""The whole demo in a process of its own: web, worker, outbox and phones, with the stand-in engine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bot.simulate.workers import Workers
from bot.store.imports import import_customers, load_map
from bot.store.session import Database
from tests.product import CONTENT, phrases, settings


@contextmanager
def running_demo(database_url: str, folder: Path) -> Iterator[str]:
    """With the demo company's customers. Gives its address."""
    database = Database(database_url)
    columns = load_map(CONTENT / "customers.map.yml", "BR")
    import_customers(database, CONTENT / "customers.csv", columns)
    database.close()
    workers = Workers(settings(database_url, rate_limit="100000/minute"), phrases(), 1, folder)
    # The browser's event loop is this thread's.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(workers.start())).result()
    try:
        yield workers.url(0)
    finally:
        workers.stop()
