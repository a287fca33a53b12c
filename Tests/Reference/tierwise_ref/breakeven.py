"""Share of creators whose deals paid for themselves (Methods 26)."""
from __future__ import annotations
import math
from fractions import Fraction
from .special import norm_ppf


def paid_off(net, cost, margin):
    """net, cost integers (1/10,000 of the currency), margin exact."""
    return Fraction(margin) * net >= cost


def wilson(k, n, level=0.95):
    if n == 0:
        return None
    z = norm_ppf(1 - (1 - level) / 2)
    p = k / n
    d = 1 + z * z / n
    m = (p + z * z / (2 * n)) / d
    w = z / d * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return [0.0 if k == 0 else m - w, 1.0 if k == n else m + w]


def newcombe(ka, na, kb, nb, level=0.95):
    if na == 0 or nb == 0:
        return None
    pa, pb = ka / na, kb / nb
    la, ua = wilson(ka, na, level)
    lb, ub = wilson(kb, nb, level)
    d = pa - pb
    return {"estimate": d, "ci": [d - math.hypot(pa - la, ub - pb), d + math.hypot(ua - pa, pb - lb)]}


def half_even(q: Fraction) -> int:
    f = math.floor(q)
    r = q - f
    if r > Fraction(1, 2) or (r == Fraction(1, 2) and f % 2):
        return f + 1
    return f


def tier_money(net, cost, deals, margin, roas_ci):
    """profit, its interval given the spend, and the cost per deal that nobody recorded which would erase it."""
    m = Fraction(margin)
    profit = half_even(m * net) - cost
    ci = None if roas_ci is None else [(float(m) * v - 1) * cost for v in roas_ci]
    return {"profit": profit, "profit_ci": ci, "headroom_per_deal": half_even(Fraction(profit, deals)) if deals else None}
