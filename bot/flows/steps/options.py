"""The options of types that bring their own, for steps that write none."""

from __future__ import annotations

from bot.flows.model import FlowOption
from bot.flows.texts import Texts


def _option(value: str, en: str, es: str, pt: str) -> FlowOption:
    return FlowOption(value, Texts({"en": en, "es": es, "pt": pt}))


YES_NO = (_option("yes", "Yes", "Sí", "Sim"), _option("no", "No", "No", "Não"))
SATISFACTION = (
    _option("5", "Completely satisfied", "Totalmente satisfecho", "Totalmente satisfeito"),
    _option("4", "Satisfied", "Satisfecho", "Satisfeito"),
    _option("3", "Neutral", "Ni bien ni mal", "Nem bem nem mal"),
    _option("2", "Dissatisfied", "Insatisfecho", "Insatisfeito"),
    _option("1", "Completely dissatisfied", "Totalmente insatisfecho", "Totalmente insatisfeito"),
)
