"""Continuous views over log10 followers (Methods 12)."""
from __future__ import annotations
import math
from .numeric import nsum
from .ratio import Pooled, kish
from .special import t_ppf

BIN_EDGES = [0, 100, 178, 317, 563, 1000, 1779, 3163, 5624, 10000, 17783, 31623, 56235, 100000,
             177828, 316228, 562342, 1000000, 1778280, 3162278, 5623414, 10000000]
GRID = [2.0 + 0.25 * j for j in range(21)]
BANDWIDTH = 0.5


def tricube(u):
    a = abs(u)
    if a >= 1:
        return 0.0
    t = 1 - a * a * a
    return t * t * t


def local_linear(points, grid=GRID, h=BANDWIDTH, level=0.95, n_min=10.0):
    """points: list (key, x, y). Local linear fit with sandwich se; rows in canonical key order."""
    out = []
    for g in grid:
        pts = [(x - g, y, tricube((x - g) / h)) for _, x, y in points]
        pts = [p for p in pts if p[2] > 0]
        rec = {"x": g, "n": len(pts), "n_eff": None, "estimate": None, "se": None, "ci": None}
        out.append(rec)
        if len(pts) < 3:
            continue
        ne = kish([p[2] for p in pts])
        rec["n_eff"] = ne
        if not (min(x for _, x, _ in points) <= g <= max(x for _, x, _ in points)):
            continue
        S0 = nsum(k for _, _, k in pts); S1 = nsum(k * z for z, _, k in pts); S2 = nsum(k * z * z for z, _, k in pts)
        T0 = nsum(k * y for _, y, k in pts); T1 = nsum(k * z * y for z, y, k in pts)
        D = S0 * S2 - S1 * S1
        if ne < n_min or D <= 1e-9 * S0 * S2:
            continue
        a = (S2 * T0 - S1 * T1) / D
        b = (S0 * T1 - S1 * T0) / D
        v = nsum(((k * (S2 - S1 * z) / D) * (y - a - b * z)) ** 2 for z, y, k in pts) * ne / (ne - 2)
        se = math.sqrt(v)
        q = t_ppf(1 - (1 - level) / 2, ne - 2) * se
        rec.update(estimate=a, se=se, ci=[a - q, a + q])
    return out


def local_ratio(points, grid=GRID, h=BANDWIDTH, level=0.95, n_min=10.0):
    """points: list (key, x, Y, X). Kernel-weighted ratio of sums with the CR2 rule of section 7."""
    out = []
    for g in grid:
        pts = [(key, Y, X, tricube((x - g) / h)) for key, x, Y, X in points]
        pts = [p for p in pts if p[3] > 0]
        rec = {"x": g, "n": len(pts), "n_eff": None, "estimate": None, "ci": None}
        out.append(rec)
        if len(pts) < 3:
            continue
        P = Pooled([p[0] for p in pts], [p[3] * float(p[1]) for p in pts], [p[3] * float(p[2]) for p in pts])
        ne = kish([p[3] for p in pts])
        rec["n_eff"] = ne
        if ne < n_min or not (min(x for _, x, _, _ in points) <= g <= max(x for _, x, _, _ in points)):
            continue
        rec["estimate"] = P.theta
        rec["ci"] = P.ci(level, "linear")
    return out
