"""Days of the month in words: 'third', 'twenty-fifth', 'treinta y uno', 'vinte e cinco'."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_UNITS: Mapping[str, tuple[str, ...]] = {
    "en": ("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
           "eight eighth", "nine ninth"),
    "es": ("uno un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    "pt": ("um", "dois", "tres", "quatro", "cinco", "seis", "sete", "oito", "nove"),
}  # fmt: skip
_OTHERS: Mapping[str, Mapping[int, str]] = {
    "en": {10: "ten tenth", 11: "eleven eleventh", 12: "twelve twelfth", 13: "thirteen thirteenth",
           14: "fourteen fourteenth", 15: "fifteen fifteenth", 16: "sixteen sixteenth", 17: "seventeen seventeenth",
           18: "eighteen eighteenth", 19: "nineteen nineteenth", 20: "twenty twentieth", 30: "thirty thirtieth"},
    "es": {1: "primero", 10: "diez", 11: "once", 12: "doce", 13: "trece", 14: "catorce", 15: "quince", 16: "dieciseis",
           17: "diecisiete", 18: "dieciocho", 19: "diecinueve", 20: "veinte", 21: "veintiuno", 22: "veintidos",
           23: "veintitres", 24: "veinticuatro", 25: "veinticinco", 26: "veintiseis", 27: "veintisiete",
           28: "veintiocho", 29: "veintinueve", 30: "treinta"},
    "pt": {1: "primeiro", 10: "dez", 11: "onze", 12: "doze", 13: "treze", 14: "quatorze catorze", 15: "quinze",
           16: "dezesseis dezasseis", 17: "dezessete dezassete", 18: "dezoito", 19: "dezenove dezanove", 20: "vinte",
           30: "trinta"},
}  # fmt: skip
_JOINS = {"en": " ", "es": " y ", "pt": " e "}


@cache
def day_numbers(language: str) -> Mapping[str, int]:
    """Each way of saying 1 to 31, folded; the value of digits is not among them."""
    found = {word: unit for unit, row in enumerate(_UNITS[language], 1) for word in row.split()}
    found |= {word: number for number, row in _OTHERS[language].items() for word in row.split()}
    for tens in (20, 30):
        start = _OTHERS[language][tens].split()[0]
        for unit, row in enumerate(_UNITS[language], 1):
            if tens + unit <= 31:
                found |= {f"{start}{_JOINS[language]}{word}": tens + unit for word in row.split()}
    return found


def day_of(text: str, language: str) -> int:
    """The day that digits or words name; 0 when they name none."""
    return int(text) if text.isdecimal() else day_numbers(language).get(text, 0)
