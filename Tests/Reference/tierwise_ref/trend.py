"""Monthly tier shares and their trend (Methods 13)."""
from __future__ import annotations
import math
from .numeric import nsum
from .ratio import kish
from .special import t_ppf, t_sf2, norm_cdf


def _shares(vals, months, tier, skip=None):
    out = []
    for i, m in months:
        tot = num = 0
        for (c, mm, t), v in vals.items():
            if mm == m and c != skip:
                tot += v
                if t == tier:
                    num += v
        if tot > 0:
            out.append((float(i), float(num) / float(tot)))
    return out


def _slope(pts):
    n = len(pts)
    if n < 2:
        return None
    mx = nsum(x for x, _ in pts) / n
    my = nsum(y for _, y in pts) / n
    sxx = nsum((x - mx) ** 2 for x, _ in pts)
    return nsum((x - mx) * (y - my) for x, y in pts) / sxx if sxx > 0 else None


def mann_kendall(ys):
    n = len(ys)
    S = sum((ys[j] > ys[i]) - (ys[j] < ys[i]) for i in range(n) for j in range(i + 1, n))
    ties = {}
    for y in ys:
        ties[y] = ties.get(y, 0) + 1
    var = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties.values())) / 18
    if var <= 0:
        return S, var, None, None
    z = (S - (S > 0) + (S < 0)) / math.sqrt(var)
    return S, var, z, 2 * norm_cdf(-abs(z))


def theil_sen(pts):
    s = sorted((pts[j][1] - pts[i][1]) / (pts[j][0] - pts[i][0])
               for i in range(len(pts)) for j in range(i + 1, len(pts)))
    n = len(s)
    if n == 0:
        return None
    return s[n // 2] if n % 2 else s[n // 2 - 1] + (s[n // 2] - s[n // 2 - 1]) / 2


def month_index(m):
    y, mm = m.split("-")
    return int(y) * 12 + int(mm) - 1


def share_trend(vals, tier, level=0.95):
    """vals: dict (creator, 'YYYY-MM', tier) -> integer amount."""
    ms = sorted({m for (_, m, _) in vals}, key=month_index)
    base = month_index(ms[0])
    months = [(month_index(m) - base, m) for m in ms]
    pts = _shares(vals, months, tier)
    b = _slope(pts)
    cl = sorted({c for (c, _, _) in vals}, key=lambda s: s.encode())
    G = len(cl)
    d = []
    for c in cl:
        e = _slope(_shares(vals, months, tier, skip=c))
        if e is None:
            return None
        d.append(e - b)
    v = nsum(x * x for x in d) * (G - 1) / G
    tot = {c: 0 for c in cl}
    for (c, _, _), x in vals.items():
        tot[c] += x
    ge = kish([float(tot[c]) for c in cl])
    df = max(1.0, ge - 1)
    se = math.sqrt(v)
    q = t_ppf((1 + level) / 2, df) * se
    S, var, z, pmk = mann_kendall([y for _, y in pts])
    return {"months": len(pts), "clusters": G, "shares": [y for _, y in pts], "slope_per_month": b, "se": se, "df": df,
            "t": b / se if se > 0 else None, "p": t_sf2(b / se, df) if se > 0 else None,
            "ci": [b - q, b + q] if se > 0 else None,
            "mk_s": S, "mk_z": z, "mk_p": pmk, "theil_sen": theil_sen(pts)}
