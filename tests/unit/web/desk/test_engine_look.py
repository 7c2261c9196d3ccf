import asyncio

from bot.engine_client import Understood
from bot.web.desk.engine_look import EngineLook


class Engine:
    """Answers when it is let; counts how often it was asked."""

    def __init__(self, *, is_up: bool) -> None:
        self.is_up = is_up
        self.asked = 0
        self.may_answer = asyncio.Event()

    async def is_ready(self) -> bool:
        self.asked += 1
        await self.may_answer.wait()
        return self.is_up

    async def parse(self, text: str) -> Understood:
        return Understood()


async def test_many_desks_ask_once() -> None:
    engine = Engine(is_up=True)
    engine.may_answer.set()
    look = EngineLook(engine)
    assert [await look.is_up() for _ in range(20)] == [True] * 20
    assert engine.asked == 1


async def test_while_one_waits_for_a_dead_engine_the_others_go_on() -> None:
    engine = Engine(is_up=True)
    engine.may_answer.set()
    look = EngineLook(engine)
    await look.is_up()
    engine.is_up = False
    engine.may_answer.clear()
    look._asked_at = -100.0
    waiting = asyncio.create_task(look.is_up())
    await asyncio.sleep(0)
    assert await look.is_up() is True
    engine.may_answer.set()
    assert await waiting is False
    assert await look.is_up() is False
