"""The demo's content with a flow more, one of whose steps takes several options."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.product import CONTENT

_FLOW = """\
flows:
  moving:
    title: {en: Moving house, es: Una mudanza, pt: Uma mudança}
    description: Takes services along to another house.
    nlu_trigger: [{intent: moving}]
    steps:
      - id: services
        collect: services
        type: choices
        remember: services
        ask: {en: "What comes along?", es: "¿Qué te llevas?", pt: "O que vai junto?"}
        options:
          internet: {title: {en: Internet, es: Internet, pt: Internet}}
          calls: {title: {en: Calls, es: Llamadas, pt: Ligações}}
          tv: {title: {en: Television, es: Televisión, pt: Televisão}}
        next:
          - if: slots.services contains "tv"
            then:
              - say: {en: "We bring a cable.", es: "Llevamos un cable.", pt: "Levamos um cabo."}
                next: day
          - else: day
      - id: day
        collect: moving_day
        type: text
        ask: {en: "When do you move?", es: "¿Cuándo te mudas?", pt: "Quando é a mudança?"}
"""
_ATTRIBUTE = """
  services:
    label: {en: services, es: los servicios, pt: os serviços}
    type: choices
    purpose: {en: "to move them", es: "para mudarlos", pt: "para mudá-los"}
    retention: 24 months
    options:
      internet: {en: Internet, es: Internet, pt: Internet}
      calls: {en: Calls, es: Llamadas, pt: Ligações}
      tv: {en: Television, es: Televisión, pt: Televisão}
"""


def moving_content(folder: Path) -> Path:
    """The content folder, written below `folder`. A message of the intent 'moving' begins the flow."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    (content / "flows/moving.yml").write_text(_FLOW, "utf-8")
    company = content / "company.yml"
    told = company.read_text("utf-8")
    company.write_text(told.replace("\nattributes:\n", f"\nattributes:{_ATTRIBUTE}"), "utf-8")
    return content
