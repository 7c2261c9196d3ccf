"""What can go wrong in flows. The first three are a marketer's to mend, the others a caller's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import DriplineError
from bot.flows.findings import Finding


class FlowError(DriplineError):
    """A flow could not go on."""


class ContentErrors(FlowError):
    """{summary}"""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(summary="\n".join(str(finding) for finding in findings))


class ConditionError(FlowError):
    """Column {column}: {problem}"""


class TemplateError(FlowError):
    """{flow}.{step}: this text cannot be filled in: {problem}. Give the value a default."""


class MissingText(FlowError):
    """{flow}.{step}: there is no response '{response}'. Write it under 'responses:'."""


class FlowLoop(FlowError):
    """{flow}.{step}: the flow ran {steps} steps without waiting for anybody. Give the loop a way out."""


class UnknownFlow(FlowError):
    """There is no flow '{flow}'. The flows are: {known}."""
