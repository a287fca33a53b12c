"""Shrunk returns (Methods 26.3) against truth that is known."""
import numpy as np
import pytest
from make_shrunk_returns import shrink
from simulate_shrunk_returns import brands


@pytest.mark.parametrize("further,tau", [(0.6, 0.5), (2, 0.5), (2, 0.0)])
def test_nearer_to_the_truth_than_own_returns(further, tau):
    place, square = brands(np.random.default_rng(5), 30, further, tau, 0.5, 0.9)
    assert place[1] < place[0] and square[1] < square[0]


def test_between_own_return_and_tier():
    deals = {f"{i:02d}": [(10_000, 4_000 * i), (20_000, 9_000 * (i % 5))] for i in range(20)}
    result = shrink(deals)
    for c in result["creators"].values():
        low, high = sorted((c["value"], result["tier"]))
        assert low - 1e-12 <= c["shrunk"] <= high + 1e-12 and 0 <= c["reliability"] <= 1
