"""What a message consists of: words and pairs of neighbours, pieces of words, and pairs of words at any distance.

The third kind carries what a linear model otherwise misses: 'card' with 'arrive', however many words stand between.
Its words are cut to their beginnings, so that inflections and most typing errors at the end make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

_STEM = 5
_MOST_WORDS = 40
_WORD = re.compile(r"\w+")
_SHARED: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32}
# One-letter words count: n, q, u, y are whole words where people type on telephones.
_PLAIN: dict[str, Any] = {"strip_accents": "unicode", "lowercase": True, "token_pattern": r"(?u)\b\w+\b"}


def far_pairs(text: str) -> list[str]:
    """Every two words of a message, each cut to its beginning, whatever stands between them."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    words = sorted({word[:_STEM] for word in _WORD.findall(plain)[:_MOST_WORDS]})
    return [f"{one}|{other}" for at, one in enumerate(words) for other in words[at + 1 :]]


class PhraseFeatures:
    """TF-IDF of each kind, of length one; all kinds side by side, weighted, of length one again."""

    def __init__(self, words: Sequence[int], pieces: Sequence[int], pair_weight: float) -> None:
        """n-grams as (shortest, longest); `pair_weight` of the pairs beside the others' 1."""
        settings = {**_SHARED, **_PLAIN}
        pieces_settings = {key: value for key, value in settings.items() if key != "token_pattern"}
        self._vectorizers = [
            TfidfVectorizer(analyzer="word", ngram_range=tuple(words), **settings),
            TfidfVectorizer(analyzer="char_wb", ngram_range=tuple(pieces), **pieces_settings),
        ]
        self._weights = [1.0, 1.0]
        if pair_weight:
            self._vectorizers.append(TfidfVectorizer(analyzer=far_pairs, min_df=2, **_SHARED))
            self._weights.append(pair_weight)

    def fit(self, texts: Sequence[str]) -> csr_matrix:
        """The training matrix, a row a text."""
        blocks = [one.fit_transform(texts) for one in self._vectorizers]
        return self._beside(blocks)

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        return self._beside([one.transform(texts) for one in self._vectorizers])

    def rows(self) -> FeatureRows:
        """The same for one text at a time, without building a matrix."""
        return FeatureRows([_Row(one) for one in self._vectorizers], self._weights)

    def _beside(self, blocks: Sequence[csr_matrix]) -> csr_matrix:
        weighted = [weight * block for weight, block in zip(self._weights, blocks, strict=True)]
        return normalize(hstack(weighted).tocsr())


class FeatureRows:
    """One text at a time."""

    def __init__(self, rows: Sequence[_Row], weights: Sequence[float]) -> None:
        self._rows, self._weights = list(rows), list(weights)

    def of(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """(columns, values), of length one in the Euclidean sense."""
        columns, values, offset = [], [], 0
        for row, weight in zip(self._rows, self._weights, strict=True):
            at, tfidf = row.of(text)
            columns.append(at + offset)
            values.append(weight * tfidf)
            offset += len(row.vocabulary)
        together = np.concatenate(values)
        norm = np.sqrt(together @ together)
        return np.concatenate(columns), together / norm if norm else together

    def known(self, text: str) -> float:
        """The share of its words that the training phrases have."""
        return self._rows[0].known(text)


class _Row:
    """What TfidfVectorizer.transform does, for one text."""

    def __init__(self, fitted: TfidfVectorizer) -> None:
        self.vocabulary = fitted.vocabulary_
        self._idf = fitted.idf_.astype(np.float32)
        self._rarest = float(self._idf.max())
        self._settings = fitted.get_params()
        self._grams: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_grams": None}

    def of(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """(columns, values), of length one in the Euclidean sense."""
        vocabulary = self.vocabulary
        counts = Counter(at for gram in self._of(text) if (at := vocabulary.get(gram)) is not None)
        columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        values = np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts))) + 1
        values *= self._idf[columns]
        norm = np.sqrt(values @ values)
        return columns, values / norm if norm else values

    def known(self, text: str) -> float:
        """Weighed by rarity; a word nobody has seen weighs as much as the rarest."""
        found = [self.vocabulary.get(gram) for gram in self._of(text) if " " not in gram]
        weight = sum(float(self._idf[at]) for at in found if at is not None)
        unknown = self._rarest * sum(at is None for at in found)
        return weight / (weight + unknown) if weight else 0.0

    def _of(self, text: str) -> Sequence[str]:
        if self._grams is None:
            self._grams = TfidfVectorizer(**self._settings).build_analyzer()
        grams: Sequence[str] = self._grams(text)
        return grams
