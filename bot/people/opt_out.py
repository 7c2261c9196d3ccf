"""What a message says about being written to: no more, again, or how it works; and what follows from it.

Twilio's verdict on a keyword stands above ours. A bare STOP ends messages on WhatsApp and SMS; on the web chat, where
the customer began, it only ends what we are doing, and whoever means more says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.people.consent import Consent, is_allowed, is_refused, latest_word
from bot.people.opt_out_doubts import is_doubtful
from bot.people.opt_out_phrases import (
    CHANNELS,
    EVERYTHING,
    MARKETING,
    NEVER_AGAIN,
    START,
    STOP,
    THIS_SENDER,
    TROUBLE,
)

Kind = Literal["stop", "start", "help"]
Scope = Literal["sender", "channel", "marketing", "all"]
Purpose = Literal["service", "follow_up", "marketing"]

LEAST_CONFIDENCE = 0.25
"""From here on the engine's guess of a wish to hear no more counts: to miss one costs more than one too many, which a
word takes back."""
MESSAGES, MARKETING_SCOPE = "messages", "marketing"
PUSH_CHANNELS = frozenset({"sms", "whatsapp"})
# A keyword is the whole message. Twilio answers the first three sets itself on SMS, in English, unless told not to.
_TWILIO: dict[str, Kind] = {
    **dict.fromkeys(("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"), "stop"),
    **dict.fromkeys(("start", "unstop"), "start"),
    **dict.fromkeys(("help", "info"), "help"),
}
_OURS: dict[str, Kind] = {
    **dict.fromkeys(("stop", "stop all", "stopall", "unsubscribe", "opt out", "optout", "revoke"), "stop"),
    **dict.fromkeys(
        ("parar", "pare", "paren", "parem", "alto", "baja", "sair", "remover", "suspender"), "stop"
    ),
    **dict.fromkeys(
        ("detener", "darse de baja", "cancelar suscripcion", "cancelar inscricao", "arret"), "stop"
    ),
    **dict.fromkeys(
        ("start", "unstop", "subscribe", "opt in", "optin", "alta", "suscribir", "inscrever"), "start"
    ),
    **dict.fromkeys(("reactivar", "reativar", "reanudar", "retomar mensagens"), "start"),
    **dict.fromkeys(("help", "info", "ayuda", "ajuda"), "help"),
}
_KEYWORD_LANGUAGES = {
    "es": frozenset(
        {"paren", "alto", "baja", "alta", "detener", "suscripcion", "suscribir", "reactivar", "ayuda"}
    ),
    "pt": frozenset({"pare", "parem", "sair", "inscricao", "inscrever", "reativar", "ajuda"}),
}
_POLITE = re.compile(
    r"\b(?:please|thanks|thank you|por favor|porfa|porfavor|gracias|obrigad[oa]|pfv|pf|now|ya|ja|ok|hi|hello"
    r"|hola|oi|no)\b"
)
_SPELLINGS = {
    "u": "you",
    "ur": "your",
    "pls": "please",
    "plz": "please",
    "txt": "text",
    "txts": "texts",
    "txting": "texting",
    "txted": "texted",
    "kiero": "quiero",
    "kieren": "quieren",
    "w": "with",
    "msgin": "messaging",
    "textin": "texting",
    "callin": "calling",
    "msg": "message",
    "msgs": "messages",
    "msging": "messaging",
    "msj": "mensaje",
    "msjs": "mensajes",
    "stpo": "stop",
    "stp": "stop",
    "stopp": "stop",
    "unsuscribe": "unsubscribe",
    "unsubcribe": "unsubscribe",
    "n": "nao",
    "m": "me",
    "num": "number",
    "d": "de",
    "q": "que",
    "vc": "voce",
    "vcs": "voces",
    "pra": "para",
    "pro": "para o",
    "wanna": "want to",
    "watsapp": "whatsapp",
    "wapp": "whatsapp",
}
_OFTEN_MISSPELT = (
    "message", "messages", "messaging", "unsubscribe", "unsubscribed", "promotion", "promotions",
    "marketing", "notification", "notifications",
    "newsletter", "advertising", "mensaje", "mensajes", "promocion", "promociones",
    "publicidad", "notificaciones", "desuscribirme", "mensagem", "mensagens", "promocao", "promocoes",
    "propaganda", "propagandas", "descadastrar", "notificacoes",
)  # fmt: skip
_LONG_ENOUGH = 7
_FEW = 6


@dataclass(frozen=True, slots=True)
class Word:
    """What the person said about being written to. `channel` is the one that is meant; None means every channel.

    `is_answered_by_provider`: Twilio confirmed it already, so that we say nothing. `languages` are those in which it
    was said, as far as its words tell.
    """

    kind: Kind
    scope: Scope
    channel: str | None = None
    is_answered_by_provider: bool = False
    languages: tuple[str, ...] = field(default=(), compare=False)


@lru_cache(maxsize=256)
def word_in(
    text: str, channel: str, opt_out_type: str | None = None, *, provider_answers: bool = False
) -> Word | None:
    """The word on messages in a text, or None when it is about something else.

    `opt_out_type` is Twilio's own reading; `provider_answers` says that Twilio replies to its keywords on SMS.
    """
    own: str | None = channel if channel in PUSH_CHANNELS else None
    if kind := _twilio_kind(opt_out_type):
        return Word(kind, "channel" if own else "all", own, is_answered_by_provider=True)
    said = plain(text)
    if own is not None and (found := _keyword(said)):
        is_theirs = provider_answers and channel == "sms" and _TWILIO.get(said) == found
        spoken = tuple(lang for lang, keywords in _KEYWORD_LANGUAGES.items() if keywords & set(said.split()))
        return Word(found, "channel", own, is_theirs, spoken)
    clauses = _clauses(text)
    if any(TROUBLE.search(clause) for clause in (said, *clauses)):
        return None
    if spoken := _wished(text, said, clauses):
        return replace(_stop(said, own), languages=spoken)
    if any(START.search(clause) for clause in clauses) and not re.search(
        r"\b(?:dont|not|no|nao|never|nunca|jamas)\b", said
    ):
        return _start(said, own)
    return None


def is_keyword_elsewhere(text: str, channel: str) -> bool:
    """A bare STOP where no messages are pushed: it ends what is under way, whatever the engine makes of it."""
    return channel not in PUSH_CHANNELS and _keyword(plain(text)) == "stop"


def guessed(text: str, channel: str) -> Word:
    """What is refused, where only the engine understood that something is."""
    return _stop(plain(text), channel if channel in PUSH_CHANNELS else None)


def _clauses(text: str) -> list[str]:
    return [plain(clause) for clause in re.split(r"[.,;:!?\n…¡¿]+|\s-\s", text)]


def _wished(text: str, said: str, clauses: Sequence[str]) -> tuple[str, ...]:
    """The languages in which silence is plainly wished for; none where the engine has to say what is meant."""
    spoken = tuple(lang for lang, way in STOP.items() if any(way.search(clause) for clause in clauses))
    if not spoken or _words_beside(clauses) > _FEW or is_doubtful(text, said):
        return ()
    return spoken


def _words_beside(clauses: Sequence[str]) -> int:
    """How much else is said than the wish: who explains at length may mean something else."""
    for way in STOP.values():
        clauses = [way.sub(" ", clause) for clause in clauses]
    return sum(len(clause.split()) for clause in clauses)


def plain(text: str) -> str:
    """Lower case, without accents, apostrophes, punctuation; the commonest short spellings written out."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", re.sub(r"['’`´]", "", letters))
    said = " ".join(_SPELLINGS.get(word) or _spelt_right(word) for word in words)
    return re.sub(r"\b(do|did|does|is|are|wo|ca|could|have)n? t\b", r"\1nt", said)


@lru_cache(maxsize=4096)
def _spelt_right(word: str) -> str:
    """A long word that is one slip away from one that matters here is that word."""
    if len(word) < _LONG_ENOUGH or word in _OFTEN_MISSPELT:
        return word
    found = process.extractOne(word, _OFTEN_MISSPELT, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else word


def consent_of(
    word: Word, evidence: str, now: datetime, conversation_id: str, sender: str | None = None
) -> Consent:
    """The line that a word on stopping or starting leaves in the register of consents."""
    scope = MARKETING_SCOPE if word.scope == "marketing" else MESSAGES
    if word.scope == "sender" and sender is not None:
        scope = sender_scope(sender)
    return Consent(scope, word.kind == "start", evidence, now, word.channel, conversation_id)


def stands_against(
    consents: Iterable[Consent],
    purpose: Purpose,
    channel: str,
    *,
    sender: str | None = None,
    has_open_case: bool = False,
) -> str | None:
    """Why the person's own word forbids a contact, or None.

    An answer to what they write is always allowed. Marketing needs a yes. Who refused marketing hears of us
    only about a case of theirs that is still open.
    """
    if purpose == "service":
        return None
    words = tuple(consents)
    if is_refused(words, MESSAGES, channel):
        return f"wants no messages on {channel}"
    if refused := _refused_sender(words, channel, sender):
        return f"wants no {refused}"
    if is_refused(words, MARKETING_SCOPE, channel) and not (purpose == "follow_up" and has_open_case):
        return "wants no marketing"
    if purpose == "marketing" and not is_allowed(words, MARKETING_SCOPE, channel):
        return f"never agreed to marketing on {channel}"
    return None


def _refused_sender(words: Iterable[Consent], channel: str, sender: str | None) -> str | None:
    """The refusal of this sender, unless the channel was opened again since. Not knowing who sends, any counts."""
    said = tuple(words)
    scopes = {one.scope for one in said if one.scope.startswith(f"{MESSAGES} from ")}
    reopened = latest_word(said, MESSAGES, channel)
    for scope in sorted(scopes if sender is None else scopes & {sender_scope(sender)}):
        word = latest_word(said, scope, channel)
        if word and not word.is_given and not (reopened and reopened.recorded_at > word.recorded_at):
            return scope
    return None


def sender_scope(sender: str) -> str:
    return f"{MESSAGES} from {sender}"


def _twilio_kind(opt_out_type: str | None) -> Kind | None:
    match (opt_out_type or "").strip().upper():
        case "STOP":
            return "stop"
        case "START":
            return "start"
        case "HELP":
            return "help"
        case _:
            return None


def _keyword(said: str) -> Kind | None:
    """A keyword alone, with at most a few polite words around it."""
    if said in _OURS or said in _TWILIO:
        return _OURS.get(said) or _TWILIO[said]
    bare = " ".join(_POLITE.sub(" ", said).split())
    return _OURS.get(bare) if len(said.split()) <= 4 and _OURS.get(bare) == "stop" else None


def _stop(said: str, own: str | None) -> Word:
    if NEVER_AGAIN.search(said):
        return Word("stop", "all")
    named = _named(said, own)
    if MARKETING.search(said):
        return Word("stop", "marketing", named if named in PUSH_CHANNELS else None)
    if own and THIS_SENDER.search(said):
        return Word("stop", "sender", own)
    if named:
        return Word("stop", "channel", named)
    if own is None or EVERYTHING.search(said):
        return Word("stop", "all")
    return Word("stop", "channel", own)


def _named(said: str, own: str | None) -> str | None:
    """The one channel that is named; two of them are as good as all. 'Text me' is also said of WhatsApp."""
    names = [name for name, words in CHANNELS.items() if words.search(said)]
    if "sms" in names and "sms" not in said and (own == "whatsapp" or "whatsapp" in names):
        names = [name for name in names if name != "sms"] or ["whatsapp"]
    return names[0] if len(names) == 1 else None


def _start(said: str, own: str | None) -> Word:
    if MARKETING.search(said):
        return Word("start", "marketing", own)
    return Word("start", "channel" if own else "all", own)
