"""Running the trained graph: its order is worked out once, not by Dask on every message."""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner


def apply() -> None:
    DaskGraphRunner.run = run  # type: ignore[method-assign]


def run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """Same inputs, same outputs: every node that the targets need, parents first, each exactly once."""
    wanted = tuple(targets or self._graph_schema.target_names)
    orders = self.__dict__.setdefault("_orders", {})
    if wanted not in orders:
        orders[wanted] = order(self._graph_schema, wanted)
    results = {name: (name, value) for name, value in (inputs or {}).items()}
    try:
        for name, parents in orders[wanted]:
            results[name] = self._instantiated_nodes[name](
                *[results.get(parent, parent) for parent in parents]
            )
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return {name: results[name][1] for name in wanted}


def order(schema: Any, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """(node, its parents), parents before children."""
    ordered: dict[str, tuple[str, ...]] = {}

    def visit(name: str) -> None:
        if name in ordered or name not in schema.nodes:
            return
        parents = tuple(schema.nodes[name].needs.values())
        for parent in parents:
            visit(parent)
        ordered[name] = parents

    for target in targets:
        visit(target)
    return list(ordered.items())
