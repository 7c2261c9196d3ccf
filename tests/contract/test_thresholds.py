"""config.yml has the thresholds that phrases give which no model learned: whoever changes phrases sets them anew."""

from __future__ import annotations

import pytest

from bot.evaluation.models import rankings
from bot.evaluation.thresholds import lowest, read_thresholds, tried
from bot.training import ROOT, train

pytestmark = pytest.mark.system
_ROUNDING = 0.02


def test_config_has_the_thresholds_that_dripline_nlu_thresholds_finds():
    """Another processor adds up in another order: a hundredth or two of confidence is no change."""
    model = train()
    found = lowest(tried(lambda texts: rankings(model, texts)))
    kept = read_thresholds(ROOT / "config.yml")
    assert abs(found.least_confidence - kept.least_confidence) <= _ROUNDING
    assert found.least_lead == kept.least_lead
