"""From turns to figures: percentiles, turns a second, CPU time a turn, and how one side compares with the other."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.client import SCRIPT, Block


@dataclass(frozen=True)
class Speed:
    """Of all blocks of one side. Latencies are milliseconds as the client saw them; CPU is of all its processes."""

    turns: int
    turns_per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ms_per_turn: float
    cpu_ms_per_turn_of: dict[str, float]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Speed:
        turns = [turn for block in blocks for turn in block.turns]
        cut = statistics.quantiles(turns, n=100, method="inclusive")
        cpu = {part: sum(block.cpu[part] for block in blocks) * 1000 / len(turns) for part in blocks[0].cpu}
        return cls(
            len(turns),
            round(len(turns) / sum(block.seconds for block in blocks), 1),
            round(cut[49], 2),
            round(cut[94], 2),
            round(cut[98], 2),
            round(sum(cpu.values()), 2),
            {part: round(value, 2) for part, value in cpu.items()},
        )


def compared(ours: Sequence[Block], stock: Sequence[Block]) -> dict[str, Any]:
    """Both sides, and how many times better ours is; `turns_per_second_by_round` shows how far the rounds differ."""
    our_speed, their_speed = Speed.of(ours), Speed.of(stock)
    by_round = [
        Speed.of([a]).turns_per_second / Speed.of([b]).turns_per_second
        for a, b in zip(ours, stock, strict=True)
    ]
    return {
        "stock": asdict(their_speed),
        "ours": asdict(our_speed),
        "ratios": {
            "turns_per_second": round(our_speed.turns_per_second / their_speed.turns_per_second, 2),
            "turns_per_second_by_round": [round(ratio, 2) for ratio in sorted(by_round)],
            "p50": round(our_speed.p50_ms / their_speed.p50_ms, 3),
            "p95": round(our_speed.p95_ms / their_speed.p95_ms, 3),
            "p99": round(our_speed.p99_ms / their_speed.p99_ms, 3),
            "cpu_per_turn": round(our_speed.cpu_ms_per_turn / their_speed.cpu_ms_per_turn, 3),
        },
    }


def late_against_early(conversations: Sequence[Sequence[float]]) -> dict[str, float]:
    """The second time that the script is said (turns 5 to 8) against the last time (197 to 200 of 200).

    The same four messages both times: the median over the conversations, the mean over the messages.
    """
    length, cycle = len(conversations[0]), len(SCRIPT)
    early = _cycle([turns[cycle : 2 * cycle] for turns in conversations])
    late = _cycle([turns[length - cycle :] for turns in conversations])
    return {
        "turn_5_ms": round(early, 2),
        f"turn_{length}_ms": round(late, 2),
        "ratio": round(late / early, 3),
    }


def _cycle(cycles: Sequence[Sequence[float]]) -> float:
    return statistics.fmean(statistics.median(turns) for turns in zip(*cycles, strict=True))


def of_sizes(small: Sequence[float], large: Sequence[float]) -> dict[str, float]:
    """Medians of turns that were taken alternately."""
    p50 = statistics.median(small), statistics.median(large)
    return {
        "small_p50_ms": round(p50[0], 2),
        "large_p50_ms": round(p50[1], 2),
        "ratio": round(p50[1] / p50[0], 3),
    }
