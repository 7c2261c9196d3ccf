from __future__ import annotations

import unittest

import numpy as np

from engine.components.weights import weights_of


class Machines(unittest.TestCase):
    def test_what_no_machine_weighs_is_left_out_and_changes_nothing(self) -> None:
        random = np.random.RandomState(7)
        weights = random.standard_normal((40, 3)) * (random.uniform(size=(40, 1)) < 0.3)
        machines = weights_of(weights, np.array([0.5, -1.0, 0.0]))
        self.assertEqual(len(machines.table), int(weights.any(axis=1).sum()))
        for _ in range(20):
            columns = np.unique(random.randint(40, size=9))
            values = random.uniform(size=len(columns)).astype(np.float32)
            wanted = values @ weights[columns] + np.array([0.5, -1.0, 0.0])
            self.assertTrue(np.allclose(machines.decide(columns, values), wanted, atol=1e-5))

    def test_of_unknown_n_grams_alone_the_intercepts_decide(self) -> None:
        machines = weights_of(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([0.25, -0.25]))
        scores = machines.decide(np.array([0]), np.array([1.0], dtype=np.float32))
        self.assertEqual(scores.tolist(), [0.25, -0.25])


if __name__ == "__main__":
    unittest.main()
