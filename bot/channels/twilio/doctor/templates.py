"""Whether each template of content/templates exists at Twilio, says the same, and is approved by WhatsApp."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from bot.channels.twilio.doctor.account import AccountReader
from bot.channels.twilio.doctor.diagnosis import Diagnosis, advice, ok, wrong
from bot.channels.twilio.templates import Templates, Translation

_SPACES = re.compile(r"\s+")
_WAITS = frozenset({"received", "pending", "unsubmitted"})


async def check_templates(reader: AccountReader, templates: Templates) -> AsyncIterator[Diagnosis]:
    if not templates.approved:
        mend = "Write one for any flow in content/templates: without it nobody is reached after 24 hours of silence."
        yield advice("templates", "there are none", mend)
    for template in templates.approved:
        for language, translation in template.languages.items():
            about = f"template {template.name} ({language})"
            for diagnosis in await _template(reader, about, translation):
                yield diagnosis
    for kind, sids in (("quick replies", templates.options.quick_replies), ("list", templates.options.lists)):
        for count, sid in sids.items():
            yield await _exists(reader, f"{kind} of {count}", sid)


async def _template(reader: AccountReader, about: str, translation: Translation) -> list[Diagnosis]:
    sid = translation.content_sid
    if sid is None:
        mend = (
            "Create it as a content template, have WhatsApp approve it, and write its ContentSid beside it."
        )
        return [advice(about, "it has no content_sid, so it is never sent", mend)]
    status, content = await reader.get("content", f"/v1/Content/{sid}")
    if status != 200:
        mend = "Copy its ContentSid again from Messaging, Content Template Builder."
        return [wrong(about, f"the account has no content {sid}", mend)]
    _, approval = await reader.get("content", f"/v1/Content/{sid}/ApprovalRequests")
    return [_approval(about, approval.get("whatsapp") or {}), *_differences(about, content, translation)]


def _approval(about: str, whatsapp: Mapping[str, Any]) -> Diagnosis:
    status = str(whatsapp.get("status") or "unsubmitted").lower()
    if status == "approved":
        return ok(about, "approved")
    if status in _WAITS:
        mend = (
            "Submit it for approval in the console."
            if status == "unsubmitted"
            else "WhatsApp needs up to two days."
        )
        return wrong(about, f"not approved yet ({status})", mend)
    reason = str(whatsapp.get("rejection_reason") or "").strip()
    told = f"WhatsApp says {status}" + (f": {reason}" if reason else "")
    return wrong(
        about, told, "Change it, submit it again, and put the new ContentSid into content/templates."
    )


def _differences(about: str, content: Mapping[str, Any], translation: Translation) -> Iterator[Diagnosis]:
    bodies = [
        str(one["body"])
        for one in (content.get("types") or {}).values()
        if isinstance(one, dict) and one.get("body")
    ]
    if bodies and _plain(translation.body) not in {_plain(body) for body in bodies}:
        mend = (
            "Copy the approved text into 'body': history shows what it says, customers read what Twilio has."
        )
        yield wrong(about, "its 'body' is not what Twilio has", mend)
    theirs = set(content.get("variables") or {})
    if theirs and theirs != set(translation.variables):
        named = ", ".join(sorted(theirs)) or "none"
        yield wrong(
            about, f"Twilio's text has the variables {named}", "Give the same ones under 'variables'."
        )


async def _exists(reader: AccountReader, about: str, sid: str) -> Diagnosis:
    status, _ = await reader.get("content", f"/v1/Content/{sid}")
    if status == 200:
        return ok(f"options as {about}", "there")
    mend = "Copy its ContentSid again, or remove it: options are numbered lines then."
    return wrong(f"options as {about}", f"the account has no content {sid}", mend)


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
