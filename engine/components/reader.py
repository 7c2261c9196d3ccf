"""Reads a message token by token, forwards and backwards: who is to stop what, and who says so, is in the order.

Gated recurrent units (Cho et al. 2014, arXiv:1406.1078) over the tokens of the sentence encoder. They learn from the
examples of wishes to hear no more, which are the product's and not a company's; that takes minutes, so they learned
beforehand (`engine/.venv/bin/python benchmarks/understanding/fit_reader.py`) and come with it, like the encoder.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).resolve().parent / "opt_outs" / "reader.npz"


@dataclass(frozen=True)
class Reader:
    """Several readers side by side, the first axis of each array; each learned from other examples than the next.

    `project` and its bias narrow a token's row. `inputs`, `states` and their biases have a second axis for the two
    directions, and in the last one the update gate, the reset gate and the candidate of each unit side by side.
    `hidden` and `out`, with their biases, judge the largest and the summed states.
    """

    project: np.ndarray
    project_bias: np.ndarray
    inputs: np.ndarray
    input_bias: np.ndarray
    states: np.ndarray
    state_bias: np.ndarray
    hidden: np.ndarray
    hidden_bias: np.ndarray
    out: np.ndarray
    out_bias: np.ndarray

    def logits(self, tokens: np.ndarray) -> np.ndarray:
        """What each reader makes of a message, a row a token: above 0 is a wish, below is none."""
        narrow = tokens @ self.project + self.project_bias[:, None]
        both_ways = np.stack([narrow, narrow[:, ::-1]], axis=1)
        read = self._read(both_ways @ self.inputs + self.input_bias[:, :, None])
        largest, summed = read.max(axis=2), read.sum(axis=2) / np.sqrt(np.float32(len(tokens)))
        judged = np.concatenate([largest, summed], axis=1).reshape(len(self.out), 1, -1)
        hidden = np.maximum(judged @ self.hidden + self.hidden_bias[:, None], 0)
        logits: np.ndarray = (hidden[:, 0] * self.out).sum(axis=1) + self.out_bias
        return logits

    def _read(self, gates: np.ndarray) -> np.ndarray:
        """(reader, direction, token, unit): the states after each token, from what the tokens alone say."""
        readers, ways, tokens, width = gates.shape
        units = width // 3
        state = np.zeros((readers, ways, 1, units), dtype=np.float32)
        read = np.empty((readers, ways, tokens, units), dtype=np.float32)
        for at in range(tokens):
            from_before = state @ self.states + self.state_bias[:, :, None]
            from_token = gates[:, :, at : at + 1]
            opened = from_token[..., : 2 * units] + from_before[..., : 2 * units]
            update, reset = np.split(1 / (1 + np.exp(-opened)), 2, axis=-1)
            candidate = np.tanh(from_token[..., 2 * units :] + reset * from_before[..., 2 * units :])
            state = update * state + (1 - update) * candidate
            read[:, :, at] = state[:, :, 0]
        return read


@dataclass(frozen=True)
class Weighing:
    """How much the words count and how much the readers, in the logit of a wish."""

    bias: float
    of_words: float
    of_readers: float


@lru_cache(maxsize=1)
def reader() -> tuple[Reader, Weighing]:
    """As they come with the product."""
    with np.load(FILE) as kept:
        arrays = {one.name: kept[one.name].astype(np.float32) for one in fields(Reader)}
        weighing = Weighing(*kept["weighing"].tolist())
    return Reader(**arrays), weighing
