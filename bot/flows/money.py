"""`{{ slots.bill_amount | money }}`: an amount as it is written in the language of the conversation."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_decimal
from liquid import RenderContext
from liquid.filter import with_context

_LARGEST = Decimal(10) ** 15


@with_context
def money(value: Any, currency: Any = None, *, context: RenderContext) -> str:
    """In the given currency, else in `company.currency`; a number alone where there is neither.

    Raises ValueError when the value is no amount.
    """
    language = str(_read(context, "context", "language") or _read(context, "company", "default_language"))
    code = str(currency or _read(context, "company", "currency") or "")
    return in_words(_amount(value), language, code)


@lru_cache(maxsize=4096)
def in_words(amount: Decimal, language: str, currency: str = "") -> str:
    locale = _locale(language)
    if not currency:
        return str(format_decimal(amount, format="#,##0.00", locale=locale))
    return str(format_currency(amount, currency, locale=locale)).replace("\xa0", " ")


def _amount(value: Any) -> Decimal:
    try:
        amount = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError(f"'{str(value)[:30]}' is no amount of money") from None
    if isinstance(value, bool) or not amount.is_finite() or abs(amount) > _LARGEST:
        raise ValueError(f"'{str(value)[:30]}' is no amount of money")
    return amount


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def _read(context: RenderContext, root: str, key: str) -> Any:
    namespace = context.scope.get(root)
    return namespace.get(key) if hasattr(namespace, "get") else None
