"""What the benchmark of public sets says, from what it counted."""

from __future__ import annotations

from benchmarks.understanding.__main__ import public_figures


def test_the_promise_is_about_the_larger_split_and_seeds_are_counted_together() -> None:
    counts = {"noticed": 30, "count": 40}
    found = {
        "accuracy": {"80/20": {"right": 19, "count": 20}, "90/10": {"right": 9, "count": 10}},
        "near": [counts, {"noticed": 0, "count": 40}],
        "far": [counts],
    }
    split, smaller, near, far = public_figures(found)
    assert (split.value, split.target, smaller.target) == (0.95, 0.92, None)
    assert (near.value, near.count, near.is_reached) == (0.375, 80, False)
    assert far.is_reached
