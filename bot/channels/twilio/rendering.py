"""A reply as WhatsApp and SMS can show it: text in parts that fit, options as buttons, a list or numbers.

On WhatsApp options are content templates of the account that need no approval while the customer's 24 hours
last. `numbered` is the same for whoever sees no buttons; "2", the words or a misspelling all answer it. A button
answers with itself alone, so where several may be chosen the options are numbered, and the text says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.channels.twilio.segments import Style, for_sms, segments_of
from bot.channels.twilio.splitting import split_text
from bot.messages import Option, Reply, is_one_of_several

SMS_SEGMENTS = 10
WHATSAPP_TEXT = 1_600
BUTTONS, BUTTON_TITLE = 3, 20
LIST_ITEMS, LIST_TITLE = 10, 24
OPTION_ID = 200
VARIABLE = 255
_SEVERAL = {
    "en": "You can name several, for example 1 and {last}.",
    "es": "Puedes elegir varias, por ejemplo 1 y {last}.",
    "pt": "Pode escolher mais de uma, por exemplo 1 e {last}.",
}
"""Letters of GSM-7 only: this line must not make an SMS longer than its own length."""
_CHOOSE = {"en": "Choose", "es": "Elegir", "pt": "Escolher"}


@dataclass(frozen=True, slots=True)
class Part:
    """One message to send. `body` is always the whole of it as plain text; content, where given, shows it better."""

    body: str
    content_sid: str | None = None
    content_variables: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class OptionTemplates:
    """The account's ContentSids for options: by number of buttons, and by number of items of a list.

    Variables of both: 1 the text; a list's 2 its button; then for each option its title and its id.
    """

    quick_replies: Mapping[int, str] = field(default_factory=dict)
    lists: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Renderer:
    """How this installation shows replies on Twilio's channels."""

    options: OptionTemplates = field(default_factory=OptionTemplates)
    sms_style: Style = "lossless"

    def __call__(self, channel: str, reply: Reply, language: str) -> Sequence[Part]:
        """The parts of a reply, in order; none for a reply without words."""
        if channel == "sms":
            return self._sms(reply, language)
        return self._whatsapp(reply, language)

    def _sms(self, reply: Reply, language: str) -> Sequence[Part]:
        text = for_sms(numbered(reply.text, reply.options, language), self.sms_style)
        return tuple(Part(part) for part in split_text(text, _fits_sms))

    def _whatsapp(self, reply: Reply, language: str) -> Sequence[Part]:
        if shown := self._shown(reply, language):
            return shown
        text = numbered(reply.text, reply.options, language)
        return tuple(Part(part) for part in split_text(text, lambda part: len(part) <= WHATSAPP_TEXT))

    def _shown(self, reply: Reply, language: str) -> Sequence[Part] | None:
        """With buttons or a list; None where these options do not fit either or the account has no template."""
        options, count = reply.options, len(reply.options)
        if not options or any(len(one.payload) > OPTION_ID or is_one_of_several(one) for one in options):
            return None
        if not reply.text.strip() or len({option.title for option in options}) < count:
            return None
        titles = max(len(option.title) for option in options)
        if count <= BUTTONS and titles <= BUTTON_TITLE and (sid := self.options.quick_replies.get(count)):
            return _with_content(reply, sid, ())
        if count <= LIST_ITEMS and titles <= LIST_TITLE and (sid := self.options.lists.get(count)):
            return _with_content(reply, sid, (_CHOOSE.get(language, _CHOOSE["en"]),))
        return None


def numbered(text: str, options: Sequence[Option], language: str = "en") -> str:
    """The text with its options below, one a line: '1. Europe'; then how to name several, where that is possible."""
    lines = [f"{number}. {option.title}" for number, option in enumerate(options, 1)]
    several = sum(is_one_of_several(option) for option in options)
    if several > 1:
        lines.append(_SEVERAL.get(language, _SEVERAL["en"]).format(last=min(several, 3)))
    return "\n".join([text.strip(), *lines]).strip()


def _with_content(reply: Reply, sid: str, button: tuple[str, ...]) -> Sequence[Part]:
    """What is too long for a template's variable goes before it as plain text; the end comes with the options."""
    *before, last = split_text(reply.text, lambda part: len(part) <= VARIABLE)
    texts = split_text("\n".join(before), lambda part: len(part) <= WHATSAPP_TEXT) if before else ()
    values = [last, *button]
    for option in reply.options:
        values += [option.title, option.payload]
    variables = {str(number): value for number, value in enumerate(values, 1)}
    return (*map(Part, texts), Part(numbered(last, reply.options), sid, variables))


def _fits_sms(text: str) -> bool:
    return segments_of(text).count <= SMS_SEGMENTS
