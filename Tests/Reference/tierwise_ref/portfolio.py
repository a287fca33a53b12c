"""Equal-budget predictive comparison (Methods 14)."""
from __future__ import annotations
from . import rng
from .numeric import quantile7, nsum


def simulate(deals, tier, budget, seed, B, margin=1.0, cap=1_000_000):
    """deals: dict creator -> list of (cost, net) integers in deal order. Returns (profit, deals used) per replicate."""
    keys = sorted(deals, key=lambda s: s.encode())
    n = len(keys)
    Kb = rng.stream_key(seed, f"portfolio/v1/{tier}/boot")
    Kd = rng.stream_key(seed, f"portfolio/v1/{tier}/draw")
    out = []
    for b in range(B):
        Rb = rng.replicate_key(Kb, b)
        pool = []
        for k in range(n):
            pool.extend(deals[keys[rng.bounded(rng.draw(Rb, k), n)]])
        M = len(pool)
        Rd = rng.replicate_key(Kd, b)
        spent = 0
        rev = 0
        part = 0.0
        i = 0
        while spent < budget and i < cap:
            c, v = pool[rng.bounded(rng.draw(Rd, i), M)]
            i += 1
            if spent + c <= budget:
                spent += c
                rev += v
            else:
                part = float(v) * (float(budget - spent) / float(c))
                spent = budget
        out.append((margin * (float(rev) + part) - float(budget), i))
    return out


def summary(profits, budget):
    roi = [p / float(budget) for p in profits]
    s = sorted(roi)
    return {"roi_mean": nsum(roi) / len(roi), "roi_p05": quantile7(s, 0.05), "roi_p50": quantile7(s, 0.5),
            "roi_p95": quantile7(s, 0.95), "p_loss": sum(1 for p in profits if p < 0) / len(profits)}


def compare(pa, pb):
    w = sum(1 for a, b in zip(pa, pb) if a > b) + 0.5 * sum(1 for a, b in zip(pa, pb) if a == b)
    return w / len(pa)
