"""Brunner-Munzel, Vargha-Delaney A / Cliff's delta, permutation tests (Methods 10)."""
from __future__ import annotations
import itertools
import math
from . import rng
from .numeric import nsum, mean_var
from .special import t_ppf, t_sf2


def midranks(xs):
    idx = sorted(range(len(xs)), key=lambda i: xs[i])
    r = [0.0] * len(xs)
    i = 0
    while i < len(idx):
        j = i
        while j + 1 < len(idx) and xs[idx[j + 1]] == xs[idx[i]]:
            j += 1
        v = (i + j) / 2 + 1
        for k in range(i, j + 1):
            r[idx[k]] = v
        i = j + 1
    return r


def placements(x, y):
    """P_i for x in A (share of y below + half ties) and Q_j for y in B (share of x below + half ties)."""
    nx, ny = len(x), len(y)
    rc = midranks(list(x) + list(y))
    rx, ry = midranks(x), midranks(y)
    P = [(rc[i] - rx[i]) / ny for i in range(nx)]
    Q = [(rc[nx + j] - ry[j]) / nx for j in range(ny)]
    return P, Q


def brunner_munzel(x, y, level=0.95):
    """Positive statistic: A tends to be larger. P(A>B)+P(tie)/2 = prob."""
    nx, ny = len(x), len(y)
    P, Q = placements(x, y)
    prob = nsum(P) / nx
    _, vp = mean_var(P) if nx > 1 else (None, None)
    _, vq = mean_var(Q) if ny > 1 else (None, None)
    out = {"prob": prob, "cliffs_delta": 2 * prob - 1, "statistic": None, "df": None, "p": None,
           "se": None, "prob_ci": None, "delta_ci": None}
    if vp is None or vq is None or vp + vq == 0:
        return out
    va, vb = vp / nx, vq / ny
    se = math.sqrt(va + vb)
    df = (va + vb) ** 2 / (va * va / (nx - 1) + vb * vb / (ny - 1))
    t = (prob - 0.5) / se
    out.update(statistic=t, df=df, se=se, p=t_sf2(t, df))
    if 0 < prob < 1:
        L = math.log(prob / (1 - prob))
        w = t_ppf(1 - (1 - level) / 2, df) * se / (prob * (1 - prob))
        ci = [1 / (1 + math.exp(-(L - w))), 1 / (1 + math.exp(-(L + w)))]
        out["prob_ci"] = ci
        out["delta_ci"] = [2 * c - 1 for c in ci]
    return out


def magnitude(delta):
    d = abs(delta)
    return "negligible" if d < 0.147 else "small" if d < 0.33 else "medium" if d < 0.474 else "large"


def welch_t(x, y):
    ma, va = mean_var(x)
    mb, vb = mean_var(y)
    s = va / len(x) + vb / len(y)
    if s == 0:
        return 0.0 if ma == mb else math.copysign(math.inf, ma - mb)
    return (ma - mb) / math.sqrt(s)


def bm_t(x, y):
    r = brunner_munzel(x, y)
    if r["statistic"] is None:
        return 0.0 if r["prob"] == 0.5 else math.copysign(math.inf, r["prob"] - 0.5)
    return r["statistic"]


def permutation(x, y, stat, seed, label, B=9999, exact_limit=10000):
    """Studentised permutation test; x, y in canonical creator order."""
    nx, N = len(x), len(x) + len(y)
    z = list(x) + list(y)
    t0 = abs(stat(x, y))
    thr = t0 * (1 - 1e-10)
    total = math.comb(N, nx)
    if total <= exact_limit:
        cnt = 0
        for c in itertools.combinations(range(N), nx):
            cs = set(c)
            t = abs(stat([z[i] for i in c], [z[i] for i in range(N) if i not in cs]))
            cnt += t >= thr
        return {"t": t0, "exact": True, "count": cnt, "total": total, "p": cnt / total}
    K = rng.stream_key(seed, label)
    cnt = 0
    first = []
    for b in range(B):
        c = rng.permutation_prefix(K, b, N, nx)
        cs = set(c)
        cc = sorted(c)
        t = abs(stat([z[i] for i in cc], [z[i] for i in range(N) if i not in cs]))
        if b < 5:
            first.append({"a_indices": cc, "t": t})
        cnt += t >= thr
    return {"t": t0, "exact": False, "count": cnt, "total": B, "p": (1 + cnt) / (B + 1), "first": first}
