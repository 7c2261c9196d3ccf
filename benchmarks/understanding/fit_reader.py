"""Runs in the engine's environment: lets the readers of engine/components/reader.py learn, and keeps them.

    engine/.venv/bin/python benchmarks/understanding/fit_reader.py

Eight readers, each of which learns seven eighths of all phrases and is then tried on the last eighth. What all have
thus read without having learned it tells how much they count beside the words, and is printed: the precision at a
recall, by the words alone and by both. Takes some twenty-three minutes on two cores.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from rasa.shared.nlu.training_data.loading import load_data
from sklearn.linear_model import LogisticRegression

from engine.components.phrase_learning import ngrams_of
from engine.components.reader import FILE, Reader
from engine.components.sentence_vectors import TOKEN_SIZE, sentence
from engine.components.wish import WISH, examples, fit_wish, is_side

_PHRASES = Path("data/nlu")
_READERS, _ROUNDS, _BATCH = 8, 8, 64
_WIDTH, _UNITS, _HIDDEN = 96, 64, 64
_DROPPED = 0.3
_FASTEST = 1.5e-3
_MOST_TOKENS = 56
_ALIKE = 4096
_RECALLS = (0.9, 0.95, 0.98, 0.99)
_FAR_BELOW = -1e4
_SEED = 7


@dataclass(frozen=True)
class Phrases:
    """`tokens` of each text as Sentence has them, `names` as in wish.py or intents."""

    texts: Sequence[str]
    names: np.ndarray
    tokens: Sequence[np.ndarray]

    @property
    def is_wish(self) -> np.ndarray:
        found: np.ndarray = self.names == WISH
        return found


def main() -> None:
    phrases = _phrases()
    fold = np.random.RandomState(_SEED).randint(_READERS, size=len(phrases.texts))
    by_words, read, learned = np.zeros(len(fold)), np.zeros(len(fold)), []
    for number in range(_READERS):
        known, tried = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        by_words[tried] = _by_words(phrases, known, tried)
        network = network_of_nothing()
        _learn(network, phrases, known, number)
        read[tried] = _logits(network, phrases, tried)
        learned.append(weights_of(network))
        print(f"reader {number + 1} of {_READERS} has learned {len(known)} phrases", flush=True)
    both = np.stack([by_words, read], axis=1)
    regression = LogisticRegression(C=100.0).fit(both, phrases.is_wish)
    _print("words alone", phrases, by_words)
    _print("with readers", phrases, regression.decision_function(both))
    weighing = np.array([regression.intercept_[0], *regression.coef_[0]])
    print("bias, of words, of readers:", weighing.round(3).tolist())
    _keep(learned, weighing)


def _phrases() -> Phrases:
    ours = load_data(str(_PHRASES)).intent_examples
    pairs = [(one.get("text"), one.get("intent")) for one in ours] + list(examples())
    texts, names = zip(*pairs, strict=True)
    tokens = [sentence(text).tokens[:_MOST_TOKENS].astype(np.float16) for text in texts]
    return Phrases(texts, np.array(names), tokens)


def _by_words(phrases: Phrases, known: np.ndarray, tried: np.ndarray) -> np.ndarray:
    ngrams = ngrams_of()
    wish = fit_wish(ngrams.fit([phrases.texts[at] for at in known]), phrases.names[known])
    scores: np.ndarray = ngrams.transform([phrases.texts[at] for at in tried]) @ wish.weights
    return scores + wish.intercept


class Network(tf.keras.Model):
    """What Reader computes, one reader of it, as it learns."""

    def __init__(self) -> None:
        super().__init__()
        layers = tf.keras.layers
        self.drop = layers.Dropout(_DROPPED)
        self.project = layers.Dense(_WIDTH)
        self.read = layers.Bidirectional(layers.GRU(_UNITS, return_sequences=True))
        self.hidden = layers.Dense(_HIDDEN, activation="relu")
        self.out = layers.Dense(1)

    def call(self, batch: tuple[tf.Tensor, tf.Tensor], training: bool = False) -> tf.Tensor:
        tokens, is_token = batch
        there = tf.cast(is_token, tf.float32)[:, :, None]
        narrow = self.project(self.drop(tokens, training=training))
        read = self.read(narrow, mask=is_token, training=training)
        largest = tf.reduce_max(read + _FAR_BELOW * (1 - there), axis=1)
        summed = tf.reduce_sum(read * there, axis=1) / tf.sqrt(tf.reduce_sum(there, axis=1))
        judged = self.drop(tf.concat([largest, summed], axis=1), training=training)
        return self.out(self.drop(self.hidden(judged), training=training))[:, 0]


def network_of_nothing() -> Network:
    """With weights, and before it has learned anything."""
    network = Network()
    network((tf.zeros((1, 2, TOKEN_SIZE)), tf.ones((1, 2), dtype=tf.bool)))
    return network


def _learn(network: Network, phrases: Phrases, known: np.ndarray, seed: int) -> None:
    tf.random.set_seed(seed)
    random = np.random.RandomState(seed)
    wanted = phrases.is_wish.astype(np.float32)
    optimizer = tf.keras.optimizers.legacy.Adam(_FASTEST, clipnorm=1.0)

    @tf.function(reduce_retracing=True, autograph=False)
    def step(tokens: tf.Tensor, is_token: tf.Tensor, meant: tf.Tensor) -> None:
        with tf.GradientTape() as tape:
            logits = network((tokens, is_token), training=True)
            loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(meant, logits))
        variables = network.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))

    steps, done = _ROUNDS * len(known) / _BATCH, 0
    for _ in range(_ROUNDS):
        for chosen in _batches(phrases, known, random):
            optimizer.learning_rate.assign(_FASTEST * max(0.02, 1 - done / steps))
            step(*_padded(phrases, chosen), wanted[chosen])
            done += 1


def _batches(phrases: Phrases, known: np.ndarray, random: np.random.RandomState) -> Iterator[np.ndarray]:
    """All, in any order, but texts of about one length together: what is padded costs time."""
    shuffled = random.permutation(known)
    batches = []
    for some in np.array_split(shuffled, max(1, len(shuffled) // _ALIKE)):
        by_length = some[np.argsort([len(phrases.tokens[at]) for at in some], kind="stable")]
        batches += [by_length[at : at + _BATCH] for at in range(0, len(by_length), _BATCH)]
    return (batches[at] for at in random.permutation(len(batches)))


def _padded(phrases: Phrases, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows = [phrases.tokens[at] for at in chosen]
    tokens = np.zeros((len(rows), max(map(len, rows)), TOKEN_SIZE), dtype=np.float32)
    is_token = np.zeros(tokens.shape[:2], dtype=bool)
    for at, row in enumerate(rows):
        tokens[at, : len(row)], is_token[at, : len(row)] = row, True
    return tokens, is_token


def _logits(network: Network, phrases: Phrases, tried: np.ndarray) -> np.ndarray:
    apply = tf.function(network, reduce_retracing=True, autograph=False)
    by_length = np.argsort([len(phrases.tokens[at]) for at in tried], kind="stable")
    logits = np.zeros(len(tried))
    for some in np.array_split(by_length, max(1, len(tried) // (4 * _BATCH))):
        logits[some] = apply(_padded(phrases, tried[some])).numpy()
    return logits


def weights_of(network: Network) -> Mapping[str, np.ndarray]:
    """As Reader names them, each without its axis of readers."""
    project, project_bias = network.project.get_weights()
    forwards, backwards = network.read.forward_layer.get_weights(), network.read.backward_layer.get_weights()
    inputs, states, biases = (np.stack(both) for both in zip(forwards, backwards, strict=True))
    hidden, hidden_bias = network.hidden.get_weights()
    out, out_bias = network.out.get_weights()
    return {
        "project": project,
        "project_bias": project_bias,
        "inputs": inputs,
        "input_bias": biases[:, 0],
        "states": states,
        "state_bias": biases[:, 1],
        "hidden": hidden,
        "hidden_bias": hidden_bias,
        "out": out[:, 0],
        "out_bias": out_bias[0],
    }


def _print(by: str, phrases: Phrases, scores: np.ndarray) -> None:
    sides = np.flatnonzero(is_side(phrases.names))
    best_first = sides[np.argsort(-scores[sides], kind="stable")]
    right = np.cumsum(phrases.is_wish[best_first])
    precision, recall = right / np.arange(1, len(sides) + 1), right / right[-1]
    line = "   ".join(f"{precision[np.argmax(recall >= least)]:.3f} at {least}" for least in _RECALLS)
    print(f"{by:14} precision {line}")


def _keep(learned: Sequence[Mapping[str, np.ndarray]], weighing: np.ndarray) -> None:
    arrays = {one.name: np.stack([weights[one.name] for weights in learned]) for one in fields(Reader)}
    np.savez_compressed(
        FILE, weighing=weighing, **{name: array.astype(np.float16) for name, array in arrays.items()}
    )


if __name__ == "__main__":
    main()
