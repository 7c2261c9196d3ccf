"""How long flows take: loading and checking two hundred of them, and one step of the interpreter.

    .venv/bin/python -m benchmarks.flows

Seconds are those of the processor, so that what else runs on the machine counts little. Nothing is cached between
rounds: each has flows of its own, so that conditions and texts are parsed anew.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from bot.answers import Answer
from bot.content_check import check_files
from bot.dialogue.content import Content, load_content
from bot.flows.effects import Effects, StepEntered
from bot.flows.interpreter import Interpreter
from bot.flows.load import load_pack
from bot.flows.scope import Scope
from bot.flows.state import FlowState
from bot.store.content import read_files

CONTENT = Path(__file__).parent.parent / "content"
_FLOW = """
flows:
  flow_{n}:
    name: Flow {n}
    description: Number {n}, to be measured.
    steps:
      - id: who
        noop: true
        next:
          - {{if: customer.tier = "most_valuable" and customer.lines > {n}, then: valued}}
          - {{if: customer.plan is null or customer.segment is not "business", then: greet}}
          - else: many
      - id: valued
        say: {{en: "{{{{ customer.city }}}}, {n}?", es: "{{{{ customer.city }}}}", pt: "{{{{ customer.city }}}}"}}
        next: many
      - id: greet
        say: {{en: "Hi, number {n}.", es: "Hola, número {n}.", pt: "Oi, número {n}."}}
      - id: many
        collect: amount_{n}
        type: number
        minimum: 1
        ask: {{en: "How many of {n}?", es: "¿Cuántos de {n}?", pt: "Quantos de {n}?"}}
        rejections: [{{if: slots.amount_{n} > 90, say: {{en: "Fewer.", es: "Menos.", pt: "Menos."}}}}]
      - id: color
        collect: color_{n}
        type: choice
        ask: {{en: "Which?", es: "¿Cuál?", pt: "Qual?"}}
        options:
          red: {{title: {{en: "Red", es: "Rojo", pt: "Vermelho"}}, synonyms: {{en: [ruby], es: [rubí], pt: [rubi]}}}}
          blue: {{title: {{en: "Blue", es: "Azul", pt: "Azul"}}, synonyms: {{en: [navy], es: [marino], pt: [marinho]}}}}
      - id: counted
        set_slots: [{{counted_{n}: true}}]
        next:
          - {{if: slots.amount_{n} >= 10 and slots.color_{n} = "red", then: a_lot}}
          - else: sure
      - id: a_lot
        say: {{en: "{{{{ slots.amount_{n} }}}} reds!", es: "Son {{{{ slots.amount_{n} }}}}", pt: "Muitos"}}
      - id: sure
        collect: sure_{n}
        type: yes_no
        ask: {{en: "{{{{ slots.amount_{n} }}}}, sure?", es: "{{{{ slots.color_{n} }}}}, ¿sí?", pt: "Certo?"}}
        next:
          - {{if: not slots.sure_{n}, then: END}}
          - else: done
      - id: moment
        question: here
      - id: done
        say: {{en: "Done.", es: "Listo.", pt: "Pronto."}}
"""
_ANSWERS: Mapping[str, Any] = {"amount": 12, "color": "red", "sure": True}


def made(flows: int, first: int) -> dict[str, str]:
    """Flows of ten steps in three languages, each in its own file, beside the demo company's content."""
    return {f"flows/{n}.yml": _FLOW.format(n=n) for n in range(first, first + flows)}


def timed(work: Callable[[], Any]) -> float:
    started = process_time()
    work()
    return process_time() - started


def loading(flows: int, rounds: int) -> Iterator[tuple[float, float]]:
    """Seconds to load alone, and to load and check with everything else that is content."""
    demo = read_files(CONTENT)
    for number in range(rounds):
        own, other = made(flows, 2 * number * flows), made(flows, (2 * number + 1) * flows)
        yield timed(lambda own=own: load_pack(own)), timed(lambda other=other: check_files({**demo, **other}))


def stepping(content: Content, times: int) -> Iterator[float]:
    """Seconds for one step: those of a turn, shared among the steps that it entered."""
    interpreter = Interpreter(content.pack)
    company = content.company.namespace()
    for number in range(times):
        scope = Scope(
            "en", {"tier": "most_valuable", "lines": 999, "city": "Lima"}, {"channel": "webchat"}, company
        )
        flow = number % 20
        state = FlowState()
        for act in (None, *_ANSWERS):
            started = process_time()
            effects = _act(interpreter, state, flow, act, scope)
            took = process_time() - started
            entered = sum(isinstance(event, StepEntered) for event in effects.events)
            yield from [took / max(entered, 1)] * max(entered, 1)
            state = effects.state


def _act(interpreter: Interpreter, state: FlowState, flow: int, slot: str | None, scope: Scope) -> Effects:
    if slot is None:
        return interpreter.start(state, f"flow_{flow}", scope)
    return interpreter.answer(state, {f"{slot}_{flow}": Answer("value", _ANSWERS[slot])}, scope)


def measure(flows: int, rounds: int, conversations: int) -> dict[str, Any]:
    loaded = list(loading(flows, rounds))
    content = load_content({**read_files(CONTENT), **made(20, 0)})
    steps = sorted(stepping(content, conversations))
    return {
        "flows": flows,
        "steps": flows * 10,
        "load_seconds": round(median(load for load, _ in loaded), 3),
        "load_and_check_seconds": round(median(check for _, check in loaded), 3),
        "step_microseconds_median": round(1e6 * median(steps), 1),
        "step_microseconds_p99": round(1e6 * steps[int(len(steps) * 0.99)], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flows", description=__doc__)
    parser.add_argument("--flows", type=int, default=200, help="how many flows of ten steps")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--conversations", type=int, default=2000, help="for the interpreter's step")
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.flows, chosen.rounds, chosen.conversations), indent=2))


if __name__ == "__main__":
    main()
