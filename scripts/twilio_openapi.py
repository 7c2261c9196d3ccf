"""Cut Twilio's OpenAPI down to what we call, for the tests: python scripts/twilio_openapi.py FOLDER

FOLDER has twilio_api_v2010.json, twilio_messaging_v1.json and twilio_content_v1.json of https://github.com/twilio/twilio-oai
(spec/json), and its LICENSE. The cuts are in tests/twilio_openapi/, and nothing in them is changed.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CUTS = Path(__file__).resolve().parent.parent / "tests" / "twilio_openapi"
_ACCOUNT = "/2010-04-01/Accounts/{AccountSid}"
WANTED = {
    "twilio_api_v2010": [
        "/2010-04-01/Accounts/{Sid}.json",
        f"{_ACCOUNT}/IncomingPhoneNumbers.json",
        f"{_ACCOUNT}/Messages.json",
        f"{_ACCOUNT}/Messages/{{Sid}}.json",
    ],
    "twilio_messaging_v1": ["/v1/Services/{Sid}", "/v1/Services/{ServiceSid}/PhoneNumbers"],
    "twilio_content_v1": ["/v1/Content/{Sid}", "/v1/Content/{Sid}/ApprovalRequests"],
}


def main(source: Path) -> None:
    CUTS.mkdir(exist_ok=True)
    for name, paths in WANTED.items():
        whole = json.loads((source / f"{name}.json").read_text("utf-8"))
        cut = json.dumps(cut_down(whole, paths), indent=1, ensure_ascii=False)
        (CUTS / f"{name}.json").write_text(f"{cut}\n", "utf-8")
    shutil.copyfile(source / "LICENSE", CUTS / "LICENSE")


def cut_down(spec: dict[str, Any], paths: list[str]) -> dict[str, Any]:
    """Only these paths, with every component that they refer to, directly or not."""
    kept = {path: spec["paths"][path] for path in paths}
    components: dict[str, dict[str, Any]] = {}
    open_ends: list[Any] = [kept, spec.get("security")]
    while open_ends:
        for kind, name in _references(open_ends.pop()):
            if name not in components.setdefault(kind, {}):
                components[kind][name] = spec["components"][kind][name]
                open_ends.append(components[kind][name])
    components["securitySchemes"] = spec["components"].get("securitySchemes", {})
    return {**spec, "paths": kept, "components": components}


def _references(part: Any) -> Iterator[tuple[str, str]]:
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str):
            _, _, kind, name = reference.split("/")
            yield kind, name
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
