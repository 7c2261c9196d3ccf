from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.message import fold, listen
from bot.understanding.numbers import numbers, read_digits


def words(row: str) -> list[str]:
    return row.split()


TENS_EN = words("twenty thirty forty fifty sixty seventy eighty ninety")
ONES_EN = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
HUNDREDS_PT = words(
    "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
)
TENS_PT = words("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa")
ONES_PT = words(
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete "
    "dezoito dezenove"
)


def english(n: int) -> str:
    if n >= 1000:
        return english(n // 1000) + " thousand" + (f" {english(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        return ONES_EN[n // 100] + " hundred" + (f" and {english(n % 100)}" if n % 100 else "")
    if n >= 20:
        return TENS_EN[n // 10 - 2] + (f"-{ONES_EN[n % 10]}" if n % 10 else "")
    return ONES_EN[n]


def portuguese(n: int) -> str:
    if n >= 1000:
        head = "mil" if n < 2000 else f"{portuguese(n // 1000)} mil"
        return head + (f" e {portuguese(n % 1000)}" if n % 1000 else "")
    if n == 100:
        return "cem"
    if n >= 100:
        return HUNDREDS_PT[n // 100 - 1] + (f" e {portuguese(n % 100)}" if n % 100 else "")
    if n >= 20:
        return TENS_PT[n // 10 - 2] + (f" e {ONES_PT[n % 10]}" if n % 10 else "")
    return ONES_PT[n]


def said(text: str, language: str) -> list[float]:
    return [one.value for one in numbers(listen(text), language)]


@given(st.integers(0, 99_999))
def test_every_number_spelt_in_english_is_read(n: int) -> None:
    assert said(english(n), "en") == [n]


@given(st.integers(0, 99_999))
def test_every_number_spelt_in_portuguese_is_read(n: int) -> None:
    assert said(portuguese(n), "pt") == [n]


@given(st.integers(1000, 999_999), st.sampled_from(["en", "es", "pt"]))
def test_grouped_digits_are_read_as_each_language_writes_them(n: int, language: str) -> None:
    grouped = f"{n:,}" if language == "en" else f"{n:,}".replace(",", ".")
    assert read_digits(grouped, language) == n
    assert read_digits(str(n), language) == n


@given(st.from_regex(r"\A\d{1,9}([.,]\d{1,9}){0,4}\Z"), st.sampled_from(["en", "es", "pt"]))
def test_any_digits_are_some_number(text: str, language: str) -> None:
    assert read_digits(text, language) >= 0


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_two_numbers_in_a_row_are_two() -> None:
    assert said("three four", "en") == [3, 4]
    assert said("dois e três", "pt") == [2, 3]
    assert said("the second one", "en") == []
