"""A call runs another flow to its end, with the same slots, and then goes on here."""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.model import NEXT, Here, Outcome, Step
from bot.flows.reader import Reader, StepBase
from bot.flows.steps.action import Action


@dataclass(frozen=True, kw_only=True)
class Call(Step):
    kind = "call"
    keys = frozenset({"exit_if", "mcp_server", "mapping"})

    target: str
    is_agent: bool = False

    def enter(self, here: Here) -> Outcome:
        """A sub agent needs a language model, so it is passed by."""
        return NEXT if self.is_agent else Outcome("call", flow=self.target)


def load(base: StepBase, reader: Reader) -> Call | Action:
    """A tool of an MCP server is an action by that name, for the caller to do."""
    name = reader.flow_name("call")
    if "mcp_server" in reader:
        return Action(**base, action=name)
    if "exit_if" in reader:
        message = f"'{name}' is a sub agent, which needs a language model; the step is passed by."
        reader.report(reader.data.where("exit_if"), "warning", "sub-agent", message)
    return Call(**base, target=name, is_agent="exit_if" in reader)
