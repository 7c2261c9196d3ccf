from bot.understanding.message import listen
from bot.understanding.statement_clauses import Clause
from bot.understanding.statement_match import places
from bot.understanding.statement_reading import statements_of
from bot.understanding.statement_sureness import Heard, is_hardly_more, is_sure, signs_of, sureness
from bot.understanding.statements import Statements


def heard(said: str, *phrases: str, language: str = "en") -> list[Heard]:
    read = [one for phrase in phrases for one in statements_of("bill", "app", phrase, language)]
    clause = Clause(said, language)
    return [Heard(one, clause, match) for one in read for match in places(one, clause, Statements(read))]


def counts(said: str, found: list[Heard]) -> bool:
    message = listen(said)
    signs = signs_of(found, message)
    return is_sure(signs, is_phrase=is_hardly_more(found, signs, message))


def surely(said: str, *phrases: str, language: str = "en") -> float:
    return sureness(signs_of(heard(said, *phrases, language=language), listen(said)))


def test_a_message_that_is_the_phrase_always_counts() -> None:
    assert counts("bills in the app", heard("bills in the app", "bills in the app"))


def test_several_phrases_of_one_value_are_surer_than_one() -> None:
    said = "well the bill in the app suits whoever likes that kind of thing"
    assert surely(said, "bill in the app", "bill & app", "app & suits") > surely(said, "bill & app")


def test_who_speaks_makes_it_surer_and_somebody_else_less_sure() -> None:
    assert surely("for me the bill in the app", "bill & app") > surely(
        "he opens the bill in the app", "bill & app"
    )


def test_a_verb_of_the_speaker_is_a_speaker() -> None:
    mine = surely("la factura la miro en la app", "factura & app", language="es")
    assert mine > surely("la factura la mira en la app", "factura & app", language="es")


def test_loose_words_far_apart_in_a_message_of_others_do_not_count() -> None:
    said = (
        "the app of my sister crashed while she was opening a letter that she took for a bill, is that known?"
    )
    assert not counts(said, heard(said, "bill & app"))
