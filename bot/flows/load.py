"""Files of content become a Pack. Every mistake is reported with its place, not only the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.errors import ContentError
from bot.flows.domain import CALM_SLOTS, DomainSlot, load_domain_actions, load_domain_slots, with_domain
from bot.flows.errors import ContentErrors
from bot.flows.findings import Finding, did_you_mean
from bot.flows.flow_loader import load_flow
from bot.flows.model import Flow, Pack, Response, Step, Treatment
from bot.flows.reader import Reader
from bot.flows.response_loader import load_response
from bot.flows.steps.call import Call
from bot.flows.steps.link import Link
from bot.flows.steps.treatment import TreatmentStep
from bot.flows.texts import Texts
from bot.yaml_source import LocatedDict, Position, read_yaml

TREATMENT_KEYS = frozenset(
    {"when", "need", "because", "say", "grant", "desk_priority", "follow_up", "description"}
)


def load_pack(files: Mapping[str, str]) -> Pack:
    """`files` maps a name relative to content/ to its text. Reads `flows:`, `treatments:`, and of a
    domain `responses:`, `slots:` and `actions:`, wherever they stand, and leaves the rest alone.
    Raises ContentErrors with every finding.
    """
    findings: list[Finding] = []
    flows: dict[str, Flow] = {}
    treatments: dict[str, Treatment] = {}
    responses: dict[str, Response] = {}
    slots: dict[str, DomainSlot] = {}
    actions: set[str] = set()
    for name in sorted(files):
        data = _read(files[name], name, findings)
        for flow in _section(data, "flows", flows, findings):
            flows[flow.data_name] = load_flow(flow.data_name, flow)
        for treatment in _section(data, "treatments", treatments, findings):
            treatments[treatment.data_name] = _treatment(treatment.data_name, treatment)
        for key, value, where in _responses(data, findings):
            responses[key] = load_response(key, value, where, findings)
        slots |= load_domain_slots(data, findings)
        actions |= load_domain_actions(data)
    typed = {**CALM_SLOTS, **slots}
    flows = {name: with_domain(flow, typed) for name, flow in flows.items()}
    pack = Pack(flows, treatments, responses, slots, frozenset(actions), tuple(findings))
    findings += _dangling(pack)
    if errors := [finding for finding in findings if finding.level == "error"]:
        raise ContentErrors(errors)
    return pack


class _Named(Reader):
    data_name: str


def _read(text: str, file: str, findings: list[Finding]) -> LocatedDict | None:
    try:
        data = read_yaml(text, file)
    except ContentError as error:
        where, problem = error.details["where"], str(error.details["problem"])
        findings.append(Finding(where, "error", "broken-yaml", f"{problem}."))
        return None
    if isinstance(data, LocatedDict):
        return data
    if file.startswith(("flows/", "treatments/")) and data is not None:
        where, hint = Position(file, 1, 1), "Begin it with 'flows:' or 'treatments:'."
        findings.append(Finding(where, "error", "wrong-type", "the file is not a mapping.", hint))
    return None


def _section(
    data: LocatedDict | None, key: str, taken: Mapping[str, Any], findings: list[Finding]
) -> list[_Named]:
    """A reader for each named mapping below a top-level key."""
    section = data.get(key) if data else None
    if data is None or section is None:
        return []
    if not isinstance(section, LocatedDict):
        where = data.where_value(key)
        findings.append(Finding(where, "error", "wrong-type", f"'{key}' must map names to their contents."))
        return []
    found = []
    for name, value in section.items():
        where = section.where(name)
        if name in taken:
            other = taken[name].where
            findings.append(Finding(where, "error", "duplicate", f"'{name}' is already in {other}."))
        elif not isinstance(value, LocatedDict):
            findings.append(Finding(where, "error", "wrong-type", f"'{name}' is empty or not a mapping."))
        else:
            value.position = where
            reader = _Named(value, findings)
            reader.data_name = name
            found.append(reader)
    return found


def _responses(data: LocatedDict | None, findings: list[Finding]) -> list[tuple[str, Any, Position]]:
    section = data.get("responses") if data else None
    if data is None or section is None:
        return []
    if not isinstance(section, LocatedDict):
        where = data.where_value("responses")
        findings.append(Finding(where, "error", "wrong-type", "'responses' must map names to texts."))
        return []
    return [(name, value, section.where(name)) for name, value in section.items()]


def _treatment(name: str, reader: Reader) -> Treatment:
    reader.known(TREATMENT_KEYS, f"the treatment '{name}'")
    return Treatment(
        name,
        reader.condition("when"),
        reader.string("need"),
        reader.names("because"),
        reader.texts("say") if "say" in reader else Texts(),
        reader.name("grant"),
        int(reader.number("desk_priority") or 0),
        reader.follow_up("follow_up") if "follow_up" in reader else None,
        reader.data.position,
        reader.data,
    )


def _dangling(pack: Pack) -> list[Finding]:
    """Flows and treatments that are named but not there."""
    findings = []
    for step in pack.steps():
        if isinstance(step, (Call, Link)) and not getattr(step, "is_agent", False):
            findings += _missing(step, step.kind, step.target, pack.flows, "flow")
        elif isinstance(step, TreatmentStep):
            for name in step.names:
                findings += _missing(step, step.kind, name, pack.treatments, "treatment")
    return findings


def _missing(step: Step, key: str, name: str, known: Mapping[str, Any], what: str) -> list[Finding]:
    if not name or name in known or name.startswith("pattern_"):
        return []
    where = step.source.where_value(key) if step.source else step.where
    return [
        Finding(where, "error", f"unknown-{what}", f"there is no {what} '{name}'.", did_you_mean(name, known))
    ]
