"""Bootstrap over creators with the counter-based generator (Methods 8)."""
from __future__ import annotations
import math
from . import rng
from .numeric import quantile7
from .special import norm_cdf, norm_ppf


def canon(keys):
    return sorted(keys, key=lambda s: s.encode())


def order_index(alpha, B):
    """1-based order statistic used for the symmetric critical value."""
    return B + 1 - math.floor(alpha * (B + 1) + 1e-9)


class Group:
    """Per-creator doubles for one group: dict key -> (Y, X)."""

    def __init__(self, data):
        self.data = {k: (float(y), float(x)) for k, (y, x) in data.items()}


def _home(A, B, units):
    """Home group per creator: more units; ties go to A (the lower tier)."""
    home = {}
    for k in canon(set(A.data) | set(B.data)):
        if k in A.data and k in B.data:
            home[k] = "A" if units[0].get(k, 0) >= units[1].get(k, 0) else "B"
        else:
            home[k] = "A" if k in A.data else "B"
    return home


def weights_multinomial(seed, label, keys, b):
    K = rng.stream_key(seed, label)
    w = rng.multinomial_weights(K, b, len(keys))
    return {k: int(v) for k, v in zip(keys, w)}


def weights_poisson(seed, label, keys, b):
    K = rng.stream_key(seed, label)
    return {k: rng.poisson_weight(K, b, rng.entity_hash(k)) for k in keys}


def _theta(data, keys, w):
    sy = sx = 0.0
    g = 0
    for k in keys:
        if k in data and w[k]:
            y, x = data[k]
            sy += w[k] * y
            sx += w[k] * x
            g += w[k]
    return sy, sx, g


def _psi_terms(data, keys, th, sx, g, scale):
    f = math.sqrt(g / (g - 1)) if g > 1 else math.nan
    return {k: f * (data[k][0] - th * data[k][1]) / sx * scale for k in keys if k in data}


def contrast_stat(A, B, keys, w, kind):
    """(estimate, CR1 se) for weights w; None entries when undefined."""
    ya, xa, ga = _theta(A.data, keys, w)
    yb, xb, gb = _theta(B.data, keys, w)
    if xa <= 0 or xb <= 0:
        return None, None
    ta, tb = ya / xa, yb / xb
    if kind == "log":
        if ta <= 0 or tb <= 0:
            return None, None
        d = math.log(ta / tb)
        sa, sb = 1 / ta, 1 / tb
    else:
        d, sa, sb = ta - tb, 1.0, 1.0
    if ga < 2 or gb < 2:
        return d, None
    pa = _psi_terms(A.data, keys, ta, xa, ga, sa)
    pb = _psi_terms(B.data, keys, tb, xb, gb, sb)
    v = 0.0
    for k in keys:
        if w[k]:
            z = pa.get(k, 0.0) - pb.get(k, 0.0)
            v += w[k] * (z * z)
    return d, math.sqrt(v)


def single_stat(A, keys, w, kind):
    y, x, g = _theta(A.data, keys, w)
    if x <= 0:
        return None, None
    th = y / x
    if kind == "log":
        if th <= 0:
            return None, None
        d, s = math.log(th), 1 / th
    else:
        d, s = th, 1.0
    if g < 2:
        return d, None
    p = _psi_terms(A.data, keys, th, x, g, s)
    v = 0.0
    for k in keys:
        if w[k]:
            v += w[k] * (p[k] * p[k])
    return d, math.sqrt(v)


def _studentised(d0, s0, reps, alpha, B):
    ts = []
    for d, s in reps:
        if d is None or s is None:
            ts.append(math.inf)
        elif s == 0.0:
            ts.append(0.0 if d == d0 else math.inf)
        else:
            ts.append(abs(d - d0) / s)
    k = order_index(alpha, B)
    srt = sorted(ts)
    c = srt[k - 1] if k <= B else math.inf
    ci = [d0 - c * s0, d0 + c * s0] if math.isfinite(c) else None
    return ts, c, ci


def _p_value(d0, s0, ts, B):
    if s0 is None or s0 == 0:
        return None
    t0 = abs(d0) / s0
    return (1 + sum(1 for t in ts if t >= t0 * (1 - 1e-12))) / (B + 1)


def bootstrap_contrast(a, b, kind, seed, metric, ga, gb, B=4999, alpha=0.05, method="multinomial", units=None, keep=10):
    """a, b: dict key -> (Y, X). units: (dict key->posts or deals in A, same in B)."""
    A, Bg = Group(a), Group(b)
    units = units or ({k: 1 for k in a}, {k: 1 for k in b})
    home = _home(A, Bg, units)
    keys = canon(home)
    ka = [k for k in keys if home[k] == "A"]
    kb = [k for k in keys if home[k] == "B"]
    one = {k: 1 for k in keys}
    d0, s0 = contrast_stat(A, Bg, keys, one, kind)
    wf = weights_multinomial if method == "multinomial" else weights_poisson
    reps = []
    for r in range(B):
        w = wf(seed, f"boot/v1/{metric}/{ga}~{gb}/{ga}", ka, r)
        w.update(wf(seed, f"boot/v1/{metric}/{ga}~{gb}/{gb}", kb, r))
        reps.append(contrast_stat(A, Bg, keys, w, kind))
    ts, c, ci = _studentised(d0, s0, reps, alpha, B)
    vals = sorted(d for d, _ in reps if d is not None)
    out = {
        "estimate": d0, "se_cr1": s0,
        "critical": c if math.isfinite(c) else None,
        "ci_studentised": ci, "p": _p_value(d0, s0, ts, B),
        "ci_percentile": [quantile7(vals, alpha / 2), quantile7(vals, 1 - alpha / 2)] if vals else None,
        "degenerate": sum(1 for t in ts if math.isinf(t)),
        "first_replicates": [{"estimate": d, "se": s} for d, s in reps[:keep]],
    }
    return out


def bootstrap_single(a, kind, seed, metric, ga, B=4999, alpha=0.05, method="multinomial", keep=10):
    A = Group(a)
    keys = canon(a)
    one = {k: 1 for k in keys}
    d0, s0 = single_stat(A, keys, one, kind)
    wf = weights_multinomial if method == "multinomial" else weights_poisson
    reps = [single_stat(A, keys, wf(seed, f"boot/v1/{metric}/{ga}", keys, r), kind) for r in range(B)]
    ts, c, ci = _studentised(d0, s0, reps, alpha, B)
    vals = sorted(d for d, _ in reps if d is not None)
    # BCa
    bca = None
    n = len(keys)
    SY = sum(A.data[k][0] for k in keys)
    SX = sum(A.data[k][1] for k in keys)
    jk = []
    for k in keys:
        th = (SY - A.data[k][0]) / (SX - A.data[k][1])
        jk.append((math.log(th) if th > 0 else None) if kind == "log" else th)
    z0 = acc = None
    if len(vals) == B and None not in jk:
        m = sum(jk) / n
        num = sum((m - v) ** 3 for v in jk)
        den = sum((m - v) ** 2 for v in jk)
        below = sum(1 for v in vals if v < d0)
        ties = sum(1 for v in vals if v == d0)
        frac = (below + 0.5 * ties) / B
        if den > 0 and 0 < frac < 1:
            acc = num / (6 * den ** 1.5)
            z0 = norm_ppf(frac)
            q = []
            for p in (alpha / 2, 1 - alpha / 2):
                z = z0 + norm_ppf(p)
                q.append(norm_cdf(z0 + z / (1 - acc * z)))
            bca = [quantile7(vals, q[0]), quantile7(vals, q[1])]
    return {
        "estimate": d0, "se_cr1": s0, "critical": c if math.isfinite(c) else None,
        "ci_studentised": ci,
        "ci_percentile": [quantile7(vals, alpha / 2), quantile7(vals, 1 - alpha / 2)] if vals else None,
        "bca_z0": z0, "bca_a": acc, "ci_bca": bca,
        "degenerate": sum(1 for t in ts if math.isinf(t)),
        "first_replicates": [{"estimate": d, "se": s} for d, s in reps[:keep]],
    }
