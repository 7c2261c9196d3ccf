import asyncio
import time

from anyio.to_thread import run_sync

from bot.store.session import Database
from bot.web.live import Broker, Watch


async def waited(bell: object, seconds: float = 1.0) -> float:
    started = time.monotonic()
    await bell.wait(seconds)  # type: ignore[attr-defined]
    return time.monotonic() - started


async def test_a_bell_rings_for_its_topic_only() -> None:
    broker = Broker()
    broker.start()
    with broker.subscribe("v1") as bell:
        broker.publish("v2")
        assert await waited(bell, 0.05) >= 0.04
        broker.publish("v1")
        assert await waited(bell) < 0.5


async def test_a_ring_before_the_wait_is_heard() -> None:
    broker = Broker()
    broker.start()
    with broker.subscribe("v1") as bell:
        bell.watch("c1")
        await run_sync(broker.publish, "c1")
        await asyncio.sleep(0)
        assert await waited(bell) < 0.5


async def test_who_left_is_forgotten() -> None:
    broker = Broker()
    broker.start()
    with broker.subscribe("v1"):
        assert broker.has_listeners
    assert not broker.has_listeners


async def test_closing_wakes_everyone() -> None:
    broker = Broker()
    broker.start()
    with broker.subscribe("v1") as bell:
        broker.close()
        assert await waited(bell) < 0.5
        assert broker.is_closed


async def test_a_change_of_another_process_rings_once() -> None:
    broker = Broker()
    broker.start()
    watch = Watch(Database("sqlite:///unused.db"), broker)
    with broker.subscribe("v1") as bell:
        watch.tell({"m1": ("c1", "v1")})
        assert await waited(bell) < 0.5
        watch.tell({"m1": ("c1", "v1")})
        assert await waited(bell, 0.05) >= 0.04
