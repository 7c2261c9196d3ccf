"""The responses that every CALM assistant has without writing them. A file's own response of that name comes first."""

from __future__ import annotations

from collections.abc import Mapping

from bot.flows.model import Response, Variation
from bot.flows.texts import Texts

_NOW = "{{ context.new_slot_values | join: ', ' }}"
_OPTIONS = "{{ context.clarification_options }}"
_FLOWS = "{{ context.interrupted_flow_options }}"
_STOPPED = "{{ context.canceled_name }}"
_WORDS: Mapping[str, tuple[str, str, str]] = {
    "utter_ask_continue_conversation": (
        "Is there anything else I can do for you?",
        "¿Puedo ayudarte con algo más?",
        "Posso ajudar com mais alguma coisa?",
    ),
    "utter_ask_continue_interrupted_flow_confirmation": (
        f"Shall we go on with {_FLOWS}?",
        f"¿Seguimos con {_FLOWS}?",
        f"Vamos continuar com {_FLOWS}?",
    ),
    "utter_ask_interrupted_flow_to_continue": (
        f"Which one shall we go on with: {_FLOWS}?",
        f"¿Con cuál seguimos: {_FLOWS}?",
        f"Com qual continuamos: {_FLOWS}?",
    ),
    "utter_ask_csat_score": ("How was it today?", "¿Cómo te fue hoy?", "Como foi hoje?"),
    "utter_csat_thank_you_satisfied": (
        "Thank you, good to hear.",
        "Gracias, qué bueno.",
        "Obrigado, que bom.",
    ),
    "utter_csat_thank_you_unsatisfied": (
        "Thank you for telling us. We'll do better.",
        "Gracias por decirlo. Vamos a mejorar.",
        "Obrigado por dizer. Vamos melhorar.",
    ),
    "utter_ask_rephrase": (
        "Sorry, I didn't follow. Could you say it another way?",
        "Perdón, no te entendí. ¿Me lo dices de otra manera?",
        "Desculpe, não entendi. Pode dizer de outro jeito?",
    ),
    "utter_ask_still_there": ("Are you still there?", "¿Sigues ahí?", "Você ainda está aí?"),
    "utter_can_do_something_else": (
        "What else can I do for you?",
        "¿En qué más te ayudo?",
        "Em que mais posso ajudar?",
    ),
    "utter_cannot_handle": (
        "I'm sorry, that is not something I can do.",
        "Perdón, eso no lo puedo hacer.",
        "Desculpe, isso eu não posso fazer.",
    ),
    "utter_no_relevant_answer_found": (
        "I'm sorry, I found no answer to that.",
        "Perdón, no encontré una respuesta.",
        "Desculpe, não encontrei uma resposta.",
    ),
    "utter_no_knowledge_base": (
        "I'm sorry, I have nowhere to look that up.",
        "Perdón, no tengo dónde buscarlo.",
        "Desculpe, não tenho onde procurar isso.",
    ),
    "utter_free_chitchat_response": (
        "I'd rather stay with what I can do for you.",
        "Mejor sigamos con lo que puedo hacer por ti.",
        "Prefiro ficar com o que posso fazer por você.",
    ),
    "utter_clarification_no_options_rasa": (
        "Tell me a little more: what would you like to do?",
        "Cuéntame un poco más: ¿qué quieres hacer?",
        "Conte um pouco mais: o que você quer fazer?",
    ),
    "utter_clarification_options_rasa": (
        f"Which one do you mean: {_OPTIONS}?",
        f"¿A cuál te refieres: {_OPTIONS}?",
        f"Qual você quer dizer: {_OPTIONS}?",
    ),
    "utter_closing_words": (
        "All right. I'm here when you need me.",
        "Perfecto. Aquí estoy cuando me necesites.",
        "Certo. Estou aqui quando precisar.",
    ),
    "utter_corrected_previous_input": (
        f"Changed. It's {_NOW} now.",
        f"Cambiado. Ahora es {_NOW}.",
        f"Mudei. Agora é {_NOW}.",
    ),
    "utter_flow_cancelled_rasa": (
        f"All right, we leave {_STOPPED} there.",
        f"Bueno, dejamos {_STOPPED} ahí.",
        f"Certo, deixamos {_STOPPED} por aqui.",
    ),
    "utter_skip_question_answer": (
        "I need that answer to go on with this.",
        "Necesito esa respuesta para seguir.",
        "Preciso dessa resposta para continuar.",
    ),
    "utter_human_handoff_not_available": (
        "I'm sorry, I can't get you a person right now. What can I do myself?",
        "Perdón, ahora no puedo pasarte con una persona. ¿Qué puedo hacer yo?",
        "Desculpe, agora não consigo chamar uma pessoa. O que eu posso fazer?",
    ),
    "utter_inform_code_change": (
        "Something changed here. Let's begin again.",
        "Algo cambió por aquí. Empecemos de nuevo.",
        "Algo mudou por aqui. Vamos começar de novo.",
    ),
    "utter_inform_hangup": (
        "I don't hear you, so I'll close this for now.",
        "No te oigo, así que cierro por ahora.",
        "Não ouço você, então encerro por agora.",
    ),
    "utter_internal_error_rasa": (
        "Sorry, something went wrong here. Please try again in a few minutes.",
        "Perdón, algo falló. Prueba de nuevo en unos minutos.",
        "Desculpe, algo deu errado. Tente de novo em alguns minutos.",
    ),
    "utter_user_input_empty_error_rasa": (
        "That came without words. What can I do for you?",
        "Llegó sin texto. ¿En qué te ayudo?",
        "Chegou sem texto. Em que posso ajudar?",
    ),
    "utter_user_input_too_long_error_rasa": (
        "That is too long for me. Could you say it in fewer words?",
        "Es demasiado largo para mí. ¿Me lo dices más corto?",
        "É longo demais para mim. Pode dizer em menos palavras?",
    ),
}
_BUTTONS: Mapping[str, tuple[tuple[Texts, str], ...]] = {
    "utter_ask_csat_score": (
        (Texts({"en": "Good", "es": "Bien", "pt": "Bem"}), "/SetSlots(csat_score=satisfied)"),
        (Texts({"en": "Not good", "es": "Mal", "pt": "Mal"}), "/SetSlots(csat_score=unsatisfied)"),
    )
}


def _response(name: str) -> Response:
    texts = Texts(dict(zip(("en", "es", "pt"), _WORDS[name], strict=True)))
    return Response(name, (Variation(texts, (), _BUTTONS.get(name, ())),))


CALM_RESPONSES: Mapping[str, Response] = {name: _response(name) for name in _WORDS}
