"""The results as a page, and what each had to reach."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RESULTS = Path("benchmarks/results")


def save(results: dict[str, Any], folder: Path) -> Path:
    """As JSON and as Markdown under the day's date; a second run of a day takes the first one's place."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{results['date']}.md"
    page.write_text(as_markdown(results), encoding="utf-8")
    page.with_suffix(".json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return page


def as_markdown(results: dict[str, Any]) -> str:
    return "\n".join((*_head(results), *_targets(results), *_speeds(results), *_rest(results), ""))


def reached(results: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """What must be reached: the figure, and whether it is."""
    at_8 = results["compared"]["8"]["ratios"]
    length, size = results["long_conversation"]["ours"]["ratio"], results["store_size"]["ratio"]
    memory = sum(results["resident_mb"]["ours"].values())
    return {
        "turns/s at 8 concurrent: at least 5 times stock's, aim 8": (
            f"{at_8['turns_per_second']} times",
            at_8["turns_per_second"] >= 5,
        ),
        "p99 at 8 concurrent: at most a quarter of stock's": (f"{at_8['p99']}", at_8["p99"] <= 0.25),
        f"turn {results['turns_at_length']}: at most 1.3 times turn 5": (f"{length} times", length <= 1.3),
        f"{results['customers']['large']:,} customers: at most 1.1 times {results['customers']['small']:,}": (
            f"{size} times",
            size <= 1.1,
        ),
        "app and engine resident: under 1 GB": (f"{memory:.0f} MB", memory < 1000),
        "a second start: under 45 s": (
            f"{results['start_seconds']['ours']} s",
            results["start_seconds"]["ours"] < 45,
        ),
        **_at_the_desk(results),
    }


def _at_the_desk(results: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """Results of before the desk have no such figures."""
    desk = results.get("desk")
    if desk is None:
        return {}
    target = f"a click at the desk with {desk['agents']} agents at work: under 100 ms at the median"
    figure = f"p50 {desk['p50_ms']} ms, p95 {desk['p95_ms']} ms, p99 {desk['p99_ms']} ms of {desk['clicks']}"
    return {target: (figure, desk["p50_ms"] < 100)}


def _head(results: dict[str, Any]) -> Iterator[str]:
    machine = results["machine"]
    yield f"# Benchmark of {results['date']}\n"
    yield f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}; "
    yield f"commit {machine['commit']}; the run took {results['seconds']} s."
    if results["disturbed_by"]:
        yield f"\n**Not a quiet machine:** {results['disturbed_by']}."
        yield "Both sides were measured by turns and suffered alike; compare ratios and CPU time, not seconds."
    yield "\nApp: " + ", ".join(f"{name} {version}" for name, version in machine["app"].items()) + "."
    yield (
        "Engine and stock: Python 3.10, " + ", ".join(f"{n} {v}" for n, v in machine["engine"].items()) + "."
    )


def _targets(results: dict[str, Any]) -> Iterator[str]:
    yield "\n| what must be reached | measured | |\n|---|---|---|"
    for target, (figure, is_reached) in reached(results).items():
        yield f"| {target} | {figure} | {'yes' if is_reached else '**no**'} |"


def _speeds(results: dict[str, Any]) -> Iterator[str]:
    yield "\n## Conversations of four turns\n"
    yield "| concurrent | | turns/s | p50 ms | p95 ms | p99 ms | CPU ms a turn | turns measured |"
    yield "|---|---|---|---|---|---|---|---|"
    for concurrent, both in results["compared"].items():
        for side in ("stock", "ours"):
            speed = both[side]
            parts = ", ".join(f"{part} {value}" for part, value in speed["cpu_ms_per_turn_of"].items())
            yield (
                f"| {concurrent} | {side} | {speed['turns_per_second']} | {speed['p50_ms']} | {speed['p95_ms']} | "
                f"{speed['p99_ms']} | {speed['cpu_ms_per_turn']} ({parts}) | {speed['turns']} |"
            )
        ratios = both["ratios"]
        yield (
            f"| {concurrent} | ours : stock | {ratios['turns_per_second']} | {ratios['p50']} | {ratios['p95']} | "
            f"{ratios['p99']} | {ratios['cpu_per_turn']} | by round: "
            f"{', '.join(map(str, ratios['turns_per_second_by_round']))} |"
        )


def _rest(results: dict[str, Any]) -> Iterator[str]:
    last = results["turns_at_length"]
    yield f"\n## One long conversation\n\n| | turn 5 | turn {last} | ratio |\n|---|---|---|---|"
    for side, figures in results["long_conversation"].items():
        yield f"| {side} | {figures['turn_5_ms']} ms | {figures[f'turn_{last}_ms']} ms | {figures['ratio']} |"
    size, customers = results["store_size"], results["customers"]
    yield "\n## Customers in the store\n\n| customers | p50 of a turn |\n|---|---|"
    for name, count in customers.items():
        yield f"| {count:,} | {size[f'{name}_p50_ms']} ms |"
    yield f"| ratio | {size['ratio']} |"
    yield "\n## Memory, start and import\n\n| | |\n|---|---|"
    for side, parts in results["resident_mb"].items():
        yield f"| resident, {side} | " + ", ".join(f"{part} {mb:.0f} MB" for part, mb in parts.items()) + " |"
    for side, seconds in results["start_seconds"].items():
        yield f"| start until ready, {side} | {seconds} s |"
    yield f"| import of customers | {results['import_rows_per_second']:,} rows/s |"
