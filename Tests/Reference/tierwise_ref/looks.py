"""Intervals and p values that hold however often somebody looks (Methods 24): normal mixture confidence sequence."""
from __future__ import annotations
import math
from .special import norm_ppf

TARGET = {"engagement": math.log(1.25), "money": 0.25}


def r_star(alpha=0.05):
    """1/(x - 1), x > 1 the root of x - ln x = 1 - 2 ln alpha: the mixture that is tightest at the target's information."""
    goal = 1 - 2 * math.log(alpha)
    x = goal + math.log(goal)
    for _ in range(100):
        step = (x - math.log(x) - goal) / (1 - 1 / x)
        x -= step
        if abs(step) <= 1e-15 * x:
            break
    return 1 / (x - 1)


def mixture(se, target, alpha=0.05):
    v = (norm_ppf(1 - alpha / 2) + norm_ppf(0.8)) / target
    return r_star(alpha) * v * v * se * se


def always_valid(estimate, se, ci, target, alpha=0.05):
    """Stretched interval, factor and p of Methods 24; None where the fixed interval is."""
    if ci is None or se is None or se <= 0:
        return None
    r = mixture(se, target, alpha)
    z = norm_ppf(1 - alpha / 2)
    k = math.sqrt((1 + r) * (math.log1p(1 / r) - 2 * math.log(alpha))) / z
    lo, hi = estimate - k * (estimate - ci[0]), estimate + k * (ci[1] - estimate)
    near = (estimate - ci[0]) if estimate > 0 else (ci[1] - estimate)
    if near <= 0:
        return None
    zz = z * abs(estimate) / near
    log_e = 0.5 * math.log(r / (1 + r)) + zz * zz / (2 * (1 + r))
    return {"r": r, "stretch": k, "ci": [lo, hi], "p": math.exp(-max(0.0, log_e))}
