"""What must be read again and yet not lie open in a copy of the database: sealed with the installation's secret key."""

from __future__ import annotations

import base64
import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken


class Seal:
    def __init__(self, secret_key: str, purpose: str) -> None:
        key = hmac.new(secret_key.encode(), f"seal {purpose}".encode(), sha256).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def close(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, sealed: str) -> str | None:
        """None when it was sealed with another key."""
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except InvalidToken:
            return None
