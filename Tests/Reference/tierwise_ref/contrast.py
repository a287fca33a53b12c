"""Two-group contrasts with creators possibly in both groups (Methods 9)."""
from __future__ import annotations
import math
from .numeric import nsum
from .ratio import Pooled, Typical
from .special import t_ppf, t_sf2


def _welch_df(va, na, vb, nb):
    """na, nb: reference df of each part."""
    if va == 0 and vb == 0:
        return None
    return (va + vb) ** 2 / (va * va / na + vb * vb / nb)


def typical_contrast(a: Typical, b: Typical, level=0.95):
    """ln ratio of typical values, A relative to B."""
    if a.n < 2 or b.n < 2:
        return None
    fa = math.sqrt(a.n / (a.n - 1)) / a.n
    fb = math.sqrt(b.n / (b.n - 1)) / b.n
    pa = {k: (l - a.m) * fa for k, l in zip(a.keys, a.l)}
    pb = {k: (l - b.m) * fb for k, l in zip(b.keys, b.l)}
    return _finish(a.m - b.m, pa, pb, a.n - 1, b.n - 1, level, log=True)


def pooled_contrast(a: Pooled, b: Pooled, kind, level=0.95):
    """kind: 'log' (ln theta_A - ln theta_B) or 'linear' (theta_A - theta_B), CR2 influences."""
    if a.var_cr2 is None or b.var_cr2 is None:
        return None
    if kind == "log" and not (a.theta > 0 and b.theta > 0):
        return None
    sa = 1 / a.theta if kind == "log" else 1.0
    sb = 1 / b.theta if kind == "log" else 1.0
    pa = {k: u * sa for k, u in zip(a.keys, a.u)}
    pb = {k: u * sb for k, u in zip(b.keys, b.u)}
    d = math.log(a.theta / b.theta) if kind == "log" else a.theta - b.theta
    return _finish(d, pa, pb, a.df, b.df, level, log=kind == "log")


def _finish(d, pa, pb, dfa, dfb, level, log):
    keys = sorted(set(pa) | set(pb), key=lambda s: s.encode())
    v = nsum((pa.get(k, 0.0) - pb.get(k, 0.0)) ** 2 for k in keys)
    va = nsum(x * x for x in pa.values())
    vb = nsum(x * x for x in pb.values())
    df = _welch_df(va, dfa, vb, dfb)
    out = {"estimate": d, "se": math.sqrt(v), "df": df}
    if v == 0:
        out.update(t=None, p=None, ci=None)
        return out
    t = d / math.sqrt(v)
    q = t_ppf(1 - (1 - level) / 2, df)
    ci = [d - q * math.sqrt(v), d + q * math.sqrt(v)]
    out.update(t=t, p=t_sf2(t, df), ci=ci)
    if log:
        out["ratio"] = math.exp(d)
        out["ratio_ci"] = [math.exp(x) for x in ci] if max(map(abs, ci)) <= 700 else None
    return out


def mover_log_difference(a: Pooled, b: Pooled, level=0.95):
    """MOVER limits for theta_A - theta_B from each group's own log-scale CR2 limits (Methods 9.3)."""
    ca, cb = (x.ci(level, "log") if x.theta and x.theta > 0 else None for x in (a, b))
    if ca is None or cb is None:
        return None
    d = a.theta - b.theta
    lo = d - math.hypot(a.theta - ca[0], cb[1] - b.theta)
    hi = d + math.hypot(ca[1] - a.theta, b.theta - cb[0])
    return [lo, hi]


def mde_log(se, df, alpha=0.05, power=0.8):
    return (t_ppf(1 - alpha / 2, df) + t_ppf(power, df)) * se
