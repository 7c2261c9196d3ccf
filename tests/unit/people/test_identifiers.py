"""Two spellings of one identifier are one; what cannot be an identifier is refused with the reason."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.identifiers import InvalidIdentifier, normalise


@pytest.mark.parametrize(
    ("kind", "raw", "region", "canonical"),
    [
        ("phone", "(11) 98765-4321", "BR", "+5511987654321"),
        ("phone", "+55 11 98765-4321", None, "+5511987654321"),
        ("phone", "0 11 98765 4321", "BR", "+5511987654321"),
        ("phone", "600 123 456", "ES", "+34600123456"),
        ("whatsapp", "whatsapp:+5511987654321", None, "+5511987654321"),
        ("email", " Ana.Souza@Example.COM ", None, "ana.souza@example.com"),
        ("email", "mailto:ana+phone@example.co.uk", None, "ana+phone@example.co.uk"),
        ("licence_plate", "abc-1d23", None, "ABC1D23"),
        ("licence_plate", "1234 BCD", None, "1234BCD"),
        ("loyalty_card", "6042 1234 5678 9012", None, "6042123456789012"),
        ("external", " 1001 ", None, "1001"),
        ("web_token", "Zk3_a-9", None, "Zk3_a-9"),
        ("rest_sender", "Ana on her phone", None, "Ana on her phone"),
    ],
)
def test_every_kind_has_one_canonical_form(kind: str, raw: str, region: str | None, canonical: str) -> None:
    assert normalise(kind, raw, region) == canonical
    assert normalise(kind, canonical, region) == canonical


@pytest.mark.parametrize(
    "without", ["+55 11 8765-4321", "+55 31 9123 4567", "+55 21 7765-4321", "+55 85 6765-4321"]
)
def test_a_brazilian_mobile_matches_with_and_without_its_ninth_digit(without: str) -> None:
    digits = without.replace(" ", "").replace("-", "")
    assert normalise("phone", without) == f"{digits[:5]}9{digits[5:]}"
    assert normalise("whatsapp", without) == f"{digits[:5]}9{digits[5:]}"


@pytest.mark.parametrize("landline", ["+551132654321", "+552125554321", "+553132654321", "+554140042000"])
def test_a_brazilian_landline_stays_as_it_is(landline: str) -> None:
    assert normalise("phone", landline) == landline


def test_other_countries_get_no_ninth_digit() -> None:
    assert normalise("phone", "+351 912 345 678") == "+351912345678"


@given(area=st.sampled_from([11, 21, 31, 41, 51, 61, 71, 81, 91]), rest=st.integers(60_000_000, 99_999_999))
def test_normalising_twice_is_normalising_once(area: int, rest: int) -> None:
    short, full = normalise("phone", f"+55{area}{rest}"), normalise("phone", f"+55{area}9{rest}")
    assert short == full == normalise("phone", full)
    assert phonenumbers.is_valid_number(phonenumbers.parse(full))


@pytest.mark.parametrize(
    ("kind", "raw", "says"),
    [
        ("phone", "call me", "start it with +"),
        ("phone", "11 98765-4321", "country code"),
        ("phone", "+55 11 123", "no such number"),
        ("email", "ana@", "name@example.com"),
        ("email", "ana souza@example.com", "name@example.com"),
        ("email", "ana@localhost", "name@example.com"),
        ("loyalty_card", "12", "4 to 32"),
        ("loyalty_card", "4111 1111 1111 1111", "payment card"),
        ("licence_plate", "ABCDEFGHIJK", "2 to 10"),
        ("external", "", "1 to 255"),
        ("external", "a\x00b", "control characters"),
        ("passport", "X1", "none of phone, whatsapp"),
    ],
)
def test_what_is_no_identifier_is_refused_with_the_reason(kind: str, raw: str, says: str) -> None:
    with pytest.raises(InvalidIdentifier, match=says.replace("+", r"\+")):
        normalise(kind, raw)


@given(
    st.sampled_from(["phone", "whatsapp", "email", "loyalty_card", "licence_plate", "external"]), st.text()
)
def test_whatever_is_written_gives_a_stable_form_or_a_clear_refusal(kind: str, raw: str) -> None:
    try:
        canonical = normalise(kind, raw, "BR")
    except InvalidIdentifier:
        return
    assert normalise(kind, canonical, "BR") == canonical
