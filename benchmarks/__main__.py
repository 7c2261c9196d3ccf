"""Stock Rasa and ours side by side, in one run: `make bench`, or `.venv/bin/python -m benchmarks --quick`."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.bots import ROOM, ours, quiet, stock, stock_model
from benchmarks.client import Block, talk_at_length, talk_for, talk_in_turns
from benchmarks.customers import make_csv, make_ours, make_stock, senders
from benchmarks.desk import clicked
from benchmarks.figures import compared, late_against_early, of_sizes
from benchmarks.machine import describe
from benchmarks.processes import Bot, free_port
from benchmarks.report import RESULTS, as_markdown, save
from bot.store.imports import import_customers, load_map
from bot.store.migrate import upgrade
from bot.store.session import Database


@dataclass(frozen=True)
class Size:
    """How much is measured. `seconds` is of one block; a round has one for each side and concurrency."""

    rounds: int
    seconds: float
    long_conversations: int
    turns_at_length: int
    pairs: int
    small: int
    large: int
    rows: int
    calls: int


FULL = Size(5, 7.0, 5, 200, 300, 1_000, 1_000_000, 20_000, 3)
QUICK = Size(1, 2.0, 1, 40, 20, 1_000, 20_000, 1_000, 1)
_AGENTS = 20
CONCURRENT = (1, 8)
_CUSTOMERS = 20_000
"""In both stores of the comparison with stock: one for each conversation, none used twice."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a minute instead of eight; results go to var/bench"
    )
    is_quick = parser.parse_args().quick
    started = time.monotonic()
    ROOM.mkdir(parents=True, exist_ok=True)
    machine, disturbed = describe(), quiet()
    results = measure(QUICK if is_quick else FULL)
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    seconds = round(time.monotonic() - started)
    results = {"date": date, "seconds": seconds, "machine": machine, "disturbed_by": disturbed, **results}
    page = save(results, ROOM if is_quick else RESULTS)
    print(f"\n{as_markdown(results)}\nKept in {page} and {page.with_suffix('.json').name}.")


def measure(size: Size) -> dict[str, Any]:
    with _saying("training stock Rasa, once"):
        model = stock_model()
    with _saying(f"making {_CUSTOMERS:,} customers for each side"):
        make_ours(ROOM / "ours.db", _CUSTOMERS)
        make_stock(ROOM / "stock.db", _CUSTOMERS)
    results: dict[str, Any] = {"turns_at_length": size.turns_at_length}
    results |= _beside_stock(size, ours("ours", ROOM / "ours.db"), stock("stock", ROOM / "stock.db", model))
    results |= _with_many_customers(size)
    with _saying(f"importing {size.rows:,} customers"):
        results["import_rows_per_second"] = _import(size.rows)
    with _saying(f"clicking at the desk, {_AGENTS} agents, {size.calls} calls each"):
        results["desk"] = clicked(_AGENTS, size.calls, port=free_port())
    return results


def _beside_stock(size: Size, our_bot: Bot, stock_bot: Bot) -> dict[str, Any]:
    bots = {"stock": stock_bot, "ours": our_bot}
    with ExitStack() as running:
        _start(our_bot, running)
        _start(stock_bot, running)
        fresh = {side: senders(_CUSTOMERS) for side in bots}
        with _saying(f"talking to both, {CONCURRENT} at once, {size.rounds} rounds"):
            blocks = asyncio.run(_rounds(size, bots, fresh))
        with _saying(f"talking to both, {size.turns_at_length} turns"):
            late = asyncio.run(_at_length(size, bots, fresh))
        return {
            "compared": {
                str(many): compared(blocks["ours", many], blocks["stock", many]) for many in CONCURRENT
            },
            "long_conversation": late,
            "resident_mb": {side: _rounded(bot.resident_mb()) for side, bot in bots.items()},
            "start_seconds": {side: round(bot.seconds_to_start, 1) for side, bot in bots.items()},
        }


async def _rounds(
    size: Size, bots: dict[str, Bot], fresh: dict[str, Iterator[str]]
) -> dict[tuple[str, int], list[Block]]:
    """Each round talks to one side and at once to the other, for each concurrency; the first to come changes."""
    blocks: dict[tuple[str, int], list[Block]] = {pair: [] for pair in itertools.product(bots, CONCURRENT)}
    for side, bot in bots.items():
        await talk_for(bot, 1.0, max(CONCURRENT), fresh[side])
    for number, many in itertools.product(range(size.rounds), CONCURRENT):
        for side in sorted(bots, reverse=number % 2 == 0):
            blocks[side, many].append(await talk_for(bots[side], size.seconds, many, fresh[side]))
    return blocks


async def _at_length(
    size: Size, bots: dict[str, Bot], fresh: dict[str, Iterator[str]]
) -> dict[str, dict[str, float]]:
    turns: dict[str, list[list[float]]] = {side: [] for side in bots}
    for _, (side, bot) in itertools.product(range(size.long_conversations), bots.items()):
        turns[side].append(await talk_at_length(bot, next(fresh[side]), size.turns_at_length))
    return {side: late_against_early(conversations) for side, conversations in turns.items()}


def _with_many_customers(size: Size) -> dict[str, Any]:
    """The same two of ours, one over a small and one over a large store, a conversation of each by turns.

    Those of the large store are spread over all of it, so that nothing they need happens to lie together.
    """
    sizes = {"small": size.small, "large": size.large}
    with ExitStack() as running:
        bots = []
        for name, count in sizes.items():
            path = ROOM / f"{name}.db"
            running.callback(_remove, path)
            with _saying(f"making {count:,} customers"):
                make_ours(path, count)
            bots.append(ours(name, path))
        for bot in bots:
            _start(bot, running)
        fresh = [senders(count, count // size.small) for count in sizes.values()]
        with _saying(f"talking to both by turns, {size.pairs} conversations each"):
            asyncio.run(talk_in_turns(bots, fresh, size.pairs // 10))
            small, large = asyncio.run(talk_in_turns(bots, fresh, size.pairs))
    return {"customers": sizes, "store_size": of_sizes(small, large)}


def _import(rows: int) -> int:
    """Rows a second into an empty store, with the demo's own map."""
    file, path = ROOM / "customers.csv", ROOM / "import.db"
    make_csv(file, rows)
    _remove(path)
    upgrade(f"sqlite:///{path}")
    database = Database(f"sqlite:///{path}")
    started = time.perf_counter()
    report = import_customers(database, file, load_map(Path("content/customers.map.yml")))
    seconds = time.perf_counter() - started
    database.close()
    if report.created != rows:
        raise SystemExit(f"{rows - report.created} of {rows} rows were not imported: {report.rejections[:3]}")
    return round(rows / seconds)


def _start(bot: Bot, running: ExitStack) -> None:
    with _saying(f"starting {bot.name}"):
        running.callback(bot.stop)
        bot.start()


def _rounded(parts: dict[str, float]) -> dict[str, int]:
    return {part: round(value) for part, value in parts.items()}


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _saying(doing: str) -> Iterator[None]:
    started = time.monotonic()
    print(f"{doing} …", flush=True)
    yield
    print(f"{doing}: {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
