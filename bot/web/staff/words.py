"""What the pages before the desk say, in the browser's language."""

from __future__ import annotations

from collections.abc import Mapping

from babel import negotiate_locale

from bot.errors import DriplineError
from bot.staff.errors import LinkSpent, WaitFirst, WeakPassword, WrongCode, WrongSignIn

LANGUAGES = ("en", "es", "pt")

WORDS: dict[str, dict[str, str]] = {
    "sign_in": {"en": "Sign in", "es": "Iniciar sesión", "pt": "Entrar"},
    "for_staff": {
        "en": "For everybody who works at {company}.",
        "es": "Para quienes trabajan en {company}.",
        "pt": "Para quem trabalha na {company}.",
    },
    "email": {"en": "E-mail", "es": "Correo electrónico", "pt": "E-mail"},
    "password": {"en": "Password", "es": "Contraseña", "pt": "Senha"},
    "forgotten": {
        "en": "Forgot it, or new here? An admin can send you a sign-in link.",
        "es": "¿La olvidaste o eres nuevo? Un administrador puede enviarte un enlace de acceso.",
        "pt": "Esqueceu ou é novo aqui? Um administrador pode enviar um link de acesso.",
    },
    "or": {"en": "or", "es": "o", "pt": "ou"},
    "with_passkey": {
        "en": "Sign in with a passkey",
        "es": "Entrar con una llave de acceso",
        "pt": "Entrar com uma chave de acesso",
    },
    "with_openid": {"en": "Sign in with {name}", "es": "Entrar con {name}", "pt": "Entrar com {name}"},
    "demo": {
        "en": "Sign in as a demo agent",
        "es": "Entrar como agente de demostración",
        "pt": "Entrar como agente de demonstração",
    },
    "demo_note": {
        "en": "This is a demo: no account is needed. Or be a",
        "es": "Esto es una demostración: no hace falta cuenta. O entra como",
        "pt": "Esta é uma demonstração: não precisa de conta. Ou entre como",
    },
    "supervisor": {"en": "supervisor", "es": "supervisor", "pt": "supervisor"},
    "marketer": {"en": "marketer", "es": "responsable de marketing", "pt": "responsável de marketing"},
    "ended": {
        "en": "Your session has ended. Sign in to go on where you were.",
        "es": "Tu sesión terminó. Inicia sesión para seguir donde estabas.",
        "pt": "Sua sessão terminou. Entre para continuar de onde parou.",
    },
    "signed_out": {"en": "You are signed out.", "es": "Cerraste la sesión.", "pt": "Você saiu."},
    "one_more_step": {"en": "One more step", "es": "Un paso más", "pt": "Mais um passo"},
    "code": {"en": "Code", "es": "Código", "pt": "Código"},
    "code_note": {
        "en": "The six digits that your authenticator app shows now.",
        "es": "Los seis dígitos que muestra ahora tu aplicación de autenticación.",
        "pt": "Os seis dígitos que o seu aplicativo autenticador mostra agora.",
    },
    "go_on": {"en": "Go on", "es": "Continuar", "pt": "Continuar"},
    "start_over": {"en": "Start over", "es": "Empezar de nuevo", "pt": "Começar de novo"},
    "welcome": {"en": "Welcome, {name}", "es": "Hola, {name}", "pt": "Olá, {name}"},
    "choose_password": {
        "en": "Choose a password for {email}. The link works once.",
        "es": "Elige una contraseña para {email}. El enlace funciona una sola vez.",
        "pt": "Escolha uma senha para {email}. O link funciona uma única vez.",
    },
    "new_password": {"en": "New password", "es": "Contraseña nueva", "pt": "Nova senha"},
    "password_note": {
        "en": "Twelve characters or more. A few words that only you would put together do well.",
        "es": "Doce caracteres o más. Sirven bien unas palabras que solo tú juntarías.",
        "pt": "Doze caracteres ou mais. Algumas palavras que só você juntaria servem bem.",
    },
    "save_and_sign_in": {
        "en": "Save and sign in",
        "es": "Guardar y entrar",
        "pt": "Salvar e entrar",
    },
    "wrong": {
        "en": "E-mail and password do not go together. Try again.",
        "es": "El correo y la contraseña no coinciden. Inténtalo de nuevo.",
        "pt": "O e-mail e a senha não combinam. Tente de novo.",
    },
    "wrong_code": {
        "en": "That is not the code of this moment. Look at the app again; each code works once.",
        "es": "Ese no es el código de este momento. Mira otra vez la aplicación; cada código sirve una vez.",
        "pt": "Esse não é o código deste momento. Olhe o aplicativo de novo; cada código serve uma vez.",
    },
    "wait": {
        "en": "Too many wrong tries. Wait {seconds} seconds, then try again.",
        "es": "Demasiados intentos fallidos. Espera {seconds} segundos y vuelve a intentarlo.",
        "pt": "Tentativas demais. Espere {seconds} segundos e tente de novo.",
    },
    "spent": {
        "en": "This link was used already, or is too old. Ask an admin for a new one.",
        "es": "Este enlace ya se usó o es demasiado antiguo. Pide otro a un administrador.",
        "pt": "Este link já foi usado ou é antigo demais. Peça outro a um administrador.",
    },
    "short": {
        "en": "That is too short: twelve characters or more.",
        "es": "Es demasiado corta: doce caracteres o más.",
        "pt": "É curta demais: doze caracteres ou mais.",
    },
    "long": {
        "en": "That is too long: 200 characters at most.",
        "es": "Es demasiado larga: 200 caracteres como máximo.",
        "pt": "É longa demais: no máximo 200 caracteres.",
    },
    "guessable": {
        "en": "That would be guessed soon. Take a few words that do not belong together.",
        "es": "Se adivinaría pronto. Usa unas palabras que no tengan relación.",
        "pt": "Seria adivinhada logo. Use algumas palavras sem relação entre si.",
    },
    "stranger": {
        "en": "{name} knows you, but you do not work here yet. Ask an admin to add your e-mail address.",
        "es": "{name} te conoce, pero todavía no trabajas aquí. Pide a un administrador que añada tu correo.",
        "pt": "{name} conhece você, mas você ainda não trabalha aqui. Peça a um administrador que inclua o seu e-mail.",
    },
    "openid_failed": {
        "en": "{name} did not let you in. Try again, or sign in with your password.",
        "es": "{name} no te dejó entrar. Inténtalo de nuevo o usa tu contraseña.",
        "pt": "{name} não deixou você entrar. Tente de novo ou use a sua senha.",
    },
    "passkey_failed": {
        "en": "That passkey was not accepted. Try again, or sign in with your password.",
        "es": "Esa llave de acceso no fue aceptada. Inténtalo de nuevo o usa tu contraseña.",
        "pt": "Essa chave de acesso não foi aceita. Tente de novo ou use a sua senha.",
    },
}


class Words:
    """`words("email")` in one language; `words.problem(error)` for what went wrong."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, name: str, /, **details: object) -> str:
        return WORDS[name][self.language].format(**details)

    def problem(self, error: DriplineError) -> str:
        match error:
            case WaitFirst(seconds=seconds):
                return self("wait", seconds=seconds)
            case WeakPassword(reason=reason):
                return self(reason)
            case WrongCode():
                return self("wrong_code")
            case LinkSpent():
                return self("spent")
            case WrongSignIn():
                return self("wrong")
            case _:
                return str(error)


def language_of(headers: Mapping[str, str]) -> str:
    """The first language of the browser that we speak, else English."""
    wanted = [part.partition(";")[0].strip() for part in headers.get("accept-language", "").split(",")]
    return negotiate_locale([one.replace("-", "_") for one in wanted if one], LANGUAGES) or LANGUAGES[0]
