from __future__ import annotations

import logging
import unittest

from patches.logs import _is_no_rejection, _without_words


class Logs(unittest.TestCase):
    def test_a_customers_words_are_left_out(self) -> None:
        event = {
            "event": "rest.message.received.failure",
            "text": "my number is 555",
            "user_text": "x",
            "n": 1,
        }
        self.assertEqual(
            _without_words(None, "error", event), {"event": "rest.message.received.failure", "n": 1}
        )

    def test_a_rejected_loop_is_no_error(self) -> None:
        def record(text: str) -> logging.LogRecord:
            return logging.LogRecord("rasa", logging.ERROR, "", 0, text, None, None)

        self.assertFalse(_is_no_rejection(record("'action_next_step' rejected to run")))
        self.assertTrue(_is_no_rejection(record("Failed to run custom action")))
