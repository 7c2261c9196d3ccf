from __future__ import annotations

import unittest

import numpy as np

from engine.components.judge import Evidence, fit_judge, sharpness_of, spread


def _evidence(lead: float, outside: float = -1.0) -> Evidence:
    return Evidence(np.array([lead, 0.0, -0.5]), outside, 1.0, 4)


class Confidences(unittest.TestCase):
    def test_right_answers_far_ahead_make_the_softmax_sharper(self) -> None:
        right = np.array([0, 1, 2, 0])
        sure = np.eye(3)[right]
        unsure = sure + np.random.default_rng(7).normal(0, 1.5, sure.shape)
        self.assertGreater(sharpness_of(sure, right), sharpness_of(unsure, right))

    def test_two_that_are_equally_likely_stay_close(self) -> None:
        first, second, _ = spread(0.45, np.array([0.48, 0.47, 0.05]))
        self.assertEqual(first, 0.45)
        self.assertLess(first - second, 0.02)

    def test_who_is_surer_than_the_softmax_leaves_the_others_what_is_left(self) -> None:
        self.assertAlmostEqual(sum(spread(0.9, np.array([0.5, 0.3, 0.2]))), 1.0)


class AJudge(unittest.TestCase):
    def test_believes_a_wide_lead_and_doubts_a_narrow_one(self) -> None:
        tried = [_evidence(1.0 + at / 100) for at in range(40)] + [
            _evidence(0.01 * at) for at in range(1, 41)
        ]
        judge = fit_judge(tried, [0] * 40 + [1] * 40, 0.15)
        self.assertGreater(judge.confidence(_evidence(1.2))[0], 0.8)
        self.assertLess(judge.confidence(_evidence(0.05))[0], 0.3)

    def test_doubts_what_looks_like_none_of_ours(self) -> None:
        tried = [_evidence(0.6, -1.0 - at / 100) for at in range(40)]
        tried += [_evidence(0.6, 0.5 + at / 100) for at in range(40)]
        judge = fit_judge(tried, [0] * 40 + [-1] * 40, 0.5)
        self.assertGreater(
            judge.confidence(_evidence(0.6, -1.0))[0], judge.confidence(_evidence(0.6, 0.7))[0] + 0.5
        )

    def test_without_a_mistake_to_learn_from_it_is_sure(self) -> None:
        judge = fit_judge([_evidence(1.0)] * 5, [0] * 5, 0.15)
        self.assertGreater(judge.confidence(_evidence(0.2))[0], 0.95)


if __name__ == "__main__":
    unittest.main()
