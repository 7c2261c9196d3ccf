"""Ids are ordered by creation: who sorts by id sorts by time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.store.schema import new_id


def test_a_later_id_is_greater_even_within_a_millisecond() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(made)
    assert {len(one) for one in made} == {26}


def test_threads_never_make_the_same_id() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: new_id(), range(5_000)))
    assert len(set(made)) == 5_000
