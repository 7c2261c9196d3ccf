"""A text in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ANY_LANGUAGE = "*"


@dataclass(frozen=True, slots=True)
class Texts:
    """Liquid templates by language. A text written without a language is for all of them."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def find(self, language: str, default: str = "en") -> str:
        """The text in the language ('pt-BR' is served by 'pt'), else in the default one, else in any."""
        texts = self.by_language
        for key in (language, language.partition("-")[0], default, ANY_LANGUAGE):
            if key in texts:
                return texts[key]
        return next(iter(texts.values()), "")

    def has(self, language: str) -> bool:
        return language in self.by_language or ANY_LANGUAGE in self.by_language
