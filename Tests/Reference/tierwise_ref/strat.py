"""Like-for-like comparison: overlap-weighted stratification and absorbed regression (Methods 11)."""
from __future__ import annotations
import math
from .numeric import nsum
from .special import t_ppf, t_sf2


def bkey(t):
    if isinstance(t, tuple):
        return tuple(str(x).encode() for x in t)
    return str(t).encode()


def ckeys(it):
    return sorted(it, key=bkey)


def _result(est, d, homeA, hA, hB, level, log, extra):
    """d: dict creator -> theta_(-c) - theta over creators in the overlap."""
    G = len(d)
    v = nsum(d[c] * d[c] for c in ckeys(d)) * (G - 1) / G
    vA = nsum(d[c] ** 2 for c in ckeys(d) if homeA[c]) * (G - 1) / G
    vB = nsum(d[c] ** 2 for c in ckeys(d) if not homeA[c]) * (G - 1) / G
    ga = 1 / nsum(h * h for h in hA.values())
    gb = 1 / nsum(h * h for h in hB.values())
    na, nb = max(1.0, ga - 1), max(1.0, gb - 1)
    out = {"estimate": est, "clusters": G, "g_eff_a": ga, "g_eff_b": gb}
    out.update(extra)
    if v <= 0:
        out.update(se=None, df=None, p=None, ci=None)
        return out
    df = (vA + vB) ** 2 / (vA ** 2 / na + vB ** 2 / nb)
    se = math.sqrt(v)
    q = t_ppf(1 - (1 - level) / 2, df) * se
    out.update(se=se, df=df, t=est / se, p=t_sf2(est / se, df), ci=[est - q, est + q])
    if log:
        out["ratio"] = math.exp(est)
        out["ratio_ci"] = [math.exp(est - q), math.exp(est + q)] if abs(est) + q <= 700 else None
    return out


def typical_rows(cells):
    """cells: dict (creator, group, stratum) -> (n, Y, X, Q); Q may be left out for cells of one post.  -> rows (creator, group, stratum, y, w)."""
    tot = {}
    for (c, g, s), v in cells.items():
        tot[(c, g)] = tot.get((c, g), 0) + v[0]
    rows = []
    for (c, g, s) in ckeys(cells):
        v = cells[(c, g, s)]
        y = v[3] / (1e9 * v[0]) if len(v) > 3 else math.log((v[1] + 0.5) / v[2])
        rows.append((c, g, s, y, v[0] / tot[(c, g)]))
    return rows


def _typ_est(rows, A, B, skip=None):
    W = {}
    S = {}
    for c, g, s, y, w in rows:
        if c == skip:
            continue
        W.setdefault((g, s), []).append(w)
        S.setdefault((g, s), []).append(w * y)
    strata = ckeys({s for (_, s) in W})
    num, den = [], []
    for s in strata:
        if (A, s) in W and (B, s) in W:
            wa, wb = nsum(W[(A, s)]), nsum(W[(B, s)])
            om = wa * wb / (wa + wb)
            num.append(om * (nsum(S[(A, s)]) / wa - nsum(S[(B, s)]) / wb))
            den.append(om)
    if not den:
        return None
    return nsum(num) / nsum(den)


def overlap(rows, A, B):
    """(strata in overlap, coverage A, coverage B, creators A, creators B) from (c, g, s, _, w) rows."""
    inA = {r[2] for r in rows if r[1] == A}
    inB = {r[2] for r in rows if r[1] == B}
    ov = inA & inB
    def cov(g):
        t = nsum(r[4] for r in rows if r[1] == g)
        return nsum(r[4] for r in rows if r[1] == g and r[2] in ov) / t if t > 0 else 0.0
    cr = lambda g: len({r[0] for r in rows if r[1] == g and r[2] in ov})
    return ov, cov(A), cov(B), cr(A), cr(B)


def _home(rows_units, A, B):
    """rows_units: iterable (creator, group, units)."""
    u = {}
    for c, g, n in rows_units:
        u.setdefault(c, {A: 0, B: 0})
        u[c][g] += n
    return {c: v[A] >= v[B] for c, v in u.items()}


def adjusted_typical(cells, A, B, level=0.95):
    cells = {k: v for k, v in cells.items() if k[1] in (A, B)}
    rows = typical_rows(cells)
    ov, covA, covB, nA, nB = overlap(rows, A, B)
    extra = {"strata_overlap": len(ov), "coverage_a": covA, "coverage_b": covB, "creators_a": nA, "creators_b": nB}
    est = _typ_est(rows, A, B)
    if est is None:
        return None
    cl = ckeys({r[0] for r in rows if r[2] in ov})
    d = {}
    for c in cl:
        e = _typ_est(rows, A, B, skip=c)
        if e is None:
            return None
        d[c] = e - est
    home = _home(((c, g, v[0]) for (c, g, s), v in cells.items()), A, B)
    # overlap weights
    W = {}
    for c, g, s, y, w in rows:
        W.setdefault((g, s), []).append(w)
    W = {k: nsum(v) for k, v in W.items()}
    om = {s: W[(A, s)] * W[(B, s)] / (W[(A, s)] + W[(B, s)]) for s in ov}
    tot = nsum(om[s] for s in ckeys(ov))
    h = {A: {}, B: {}}
    for c, g, s, y, w in rows:
        if s in ov:
            h[g][c] = h[g].get(c, 0.0) + om[s] * w / W[(g, s)] / tot
    return _result(est, d, home, h[A], h[B], level, True, extra)


def _mh_est(cells, A, B, kind, skip=None):
    Y, X = {}, {}
    for (c, g, s), (n, y, x, *_) in cells.items():
        if c == skip:
            continue
        Y[(g, s)] = Y.get((g, s), 0) + y
        X[(g, s)] = X.get((g, s), 0) + x
    R, Q, O = [], [], []
    for s in ckeys({s for (_, s) in X}):
        xa, xb = X.get((A, s), 0), X.get((B, s), 0)
        if xa > 0 and xb > 0:
            t = float(xa + xb)
            R.append(float(Y[(A, s)]) * (float(xb) / t))
            Q.append(float(Y[(B, s)]) * (float(xa) / t))
            O.append(float(xa) * (float(xb) / t))
    if not R:
        return None
    r, q, o = nsum(R), nsum(Q), nsum(O)
    if kind == "log":
        return math.log(r / q) if r > 0 and q > 0 else None
    return (r - q) / o


def mantel_haenszel(cells, A, B, kind, level=0.95):
    """cells: dict (creator, group, stratum) -> (n, Y, X) integers. kind 'log' or 'linear'."""
    cells = {k: v for k, v in cells.items() if k[1] in (A, B)}
    est = _mh_est(cells, A, B, kind)
    if est is None:
        return None
    inA = {k[2] for k in cells if k[1] == A}
    inB = {k[2] for k in cells if k[1] == B}
    ov = inA & inB
    XA = {}
    for (c, g, s), (n, y, x, *_) in cells.items():
        XA[(g, s)] = XA.get((g, s), 0) + x
    cl = ckeys({k[0] for k in cells if k[2] in ov})
    d = {}
    for c in cl:
        e = _mh_est(cells, A, B, kind, skip=c)
        if e is None:
            return None
        d[c] = e - est
    home = _home(((c, g, v[0]) for (c, g, s), v in cells.items()), A, B)
    om = {s: float(XA[(A, s)]) * (float(XA[(B, s)]) / float(XA[(A, s)] + XA[(B, s)])) for s in ov}
    tot = nsum(om[s] for s in ckeys(ov))
    h = {A: {}, B: {}}
    for (c, g, s) in ckeys(cells):
        if s in ov:
            x = cells[(c, g, s)][2]
            h[g][c] = h[g].get(c, 0.0) + om[s] * (float(x) / float(XA[(g, s)])) / tot
    def cov(g):
        t = sum(v[2] for k, v in cells.items() if k[1] == g)
        return float(sum(v[2] for k, v in cells.items() if k[1] == g and k[2] in ov)) / float(t)
    cr = lambda g: len({k[0] for k in cells if k[1] == g and k[2] in ov})
    extra = {"strata_overlap": len(ov), "coverage_a": cov(A), "coverage_b": cov(B),
             "creators_a": cr(A), "creators_b": cr(B)}
    return _result(est, d, home, h[A], h[B], level, kind == "log", extra)


def absorbed_slope(rows, level=0.95):
    """rows: (creator, stratum, y, x, w). Weighted slope of y on x with stratum effects, clustered by creator."""
    def fit(skip=None):
        g = {}
        for c, s, y, x, w in rows:
            if c == skip:
                continue
            g.setdefault(s, []).append((y, x, w))
        sxx, sxy = [], []
        mu = {}
        for s in ckeys(g):
            W = nsum(r[2] for r in g[s])
            yb = nsum(r[2] * r[0] for r in g[s]) / W
            xb = nsum(r[2] * r[1] for r in g[s]) / W
            mu[s] = (yb, xb)
            sxx.append(nsum(r[2] * (r[1] - xb) ** 2 for r in g[s]))
            sxy.append(nsum(r[2] * (r[1] - xb) * (r[0] - yb) for r in g[s]))
        a = nsum(sxx)
        return (nsum(sxy) / a if a > 0 else None), a, mu
    beta, sxx, mu = fit()
    if beta is None:
        return None
    cl = ckeys({r[0] for r in rows})
    G, N = len(cl), len(rows)
    K = 1 + len(mu)
    sc = {c: [] for c in cl}
    om = {c: [] for c in cl}
    for c, s, y, x, w in rows:
        xt = x - mu[s][1]
        sc[c].append(w * xt * (y - mu[s][0] - beta * xt))
        om[c].append((w * xt) ** 2)
    u = [nsum(sc[c]) / sxx for c in cl]
    o = [nsum(om[c]) for c in cl]
    v1 = nsum(x * x for x in u) * (G / (G - 1)) * ((N - 1) / (N - K)) if N > K else None
    d = []
    for c in cl:
        b, _, _ = fit(skip=c)
        if b is None:
            return None
        d.append(b - beta)
    v3 = nsum(x * x for x in d) * (G - 1) / G
    geff = nsum(o) ** 2 / nsum(x * x for x in o)
    df = max(1.0, geff - 1)
    se = math.sqrt(v3)
    q = t_ppf(1 - (1 - level) / 2, df) * se
    return {"estimate": beta, "clusters": G, "rows": N, "strata": len(mu), "se_cr1": math.sqrt(v1) if v1 else None,
            "se": se, "df": df, "t": beta / se, "p": t_sf2(beta / se, df), "ci": [beta - q, beta + q],
            "per_tenfold": 10 ** beta - 1}


def money_hull(cells, A, B, level=0.95):
    """Like-for-like money (Methods 11.2): hull of the creator jackknife with kurtosis df and MOVER on standardised levels."""
    cells = {k: v for k, v in cells.items() if k[1] in (A, B)}
    base = mantel_haenszel(cells, A, B, "linear", level)
    if base is None or base["ci"] is None:
        return base
    est, se = base["estimate"], base["se"]
    ov = {k[2] for k in cells if k[1] == A} & {k[2] for k in cells if k[1] == B}
    X, Y = {}, {}
    for (c, g, s), (n, y, x, *_) in cells.items():
        if s in ov:
            X[g, s] = X.get((g, s), 0) + x
            Y[g, s] = Y.get((g, s), 0) + y
    o = ckeys(ov)
    T = {s: X[A, s] + X[B, s] for s in ov}
    R = nsum(float(Y[A, s]) * (float(X[B, s]) / float(T[s])) for s in o)
    Q = nsum(float(Y[B, s]) * (float(X[A, s]) / float(T[s])) for s in o)
    O = nsum(float(X[A, s]) * (float(X[B, s]) / float(T[s])) for s in o)
    home = _home(((c, g, v[0]) for (c, g, s), v in cells.items()), A, B)
    cl = ckeys({k[0] for k in cells if k[2] in ov})
    G = len(cl)
    d = {c: _mh_est(cells, A, B, "linear", skip=c) - est for c in cl}
    side = {True: [d[c] for c in cl if home[c]], False: [d[c] for c in cl if not home[c]]}
    V = {k: nsum(x * x for x in v) * (G - 1) / G for k, v in side.items()}

    def kurtosis_df(v):
        n = len(v)
        top = max(1.0, n - 1.0)
        m2 = nsum(x * x for x in v)
        if m2 <= 0:
            return top
        k = n * nsum(x ** 4 for x in v) / (m2 * m2)
        return min(max(2 * n / (k - 1), 1.0), top) if k > 1 else top

    nk = {k: kurtosis_df(v) for k, v in side.items()}
    tot = V[True] + V[False]
    nu = min(base["df"], tot ** 2 / (V[True] ** 2 / nk[True] + V[False] ** 2 / nk[False]))
    la, lb = R / O, Q / O
    na, nb = max(1.0, base["g_eff_a"] - 1), max(1.0, base["g_eff_b"] - 1)
    alpha = 1 - level
    q = t_ppf(1 - alpha / 2, nu) * se
    jack = [est - q, est + q]
    mover = mover_interval(la, math.sqrt(V[True]), na, lb, math.sqrt(V[False]), nb, alpha)
    p1 = t_sf2(est / se, nu)
    p2 = mover_p(la, math.sqrt(V[True]), na, lb, math.sqrt(V[False]), nb)
    cis = [jack] + ([mover] if mover else [])
    out = dict(base)
    out.update(df=nu, t=est / se, kurtosis_df_a=nk[True], kurtosis_df_b=nk[False], level_a=la, level_b=lb, variance_a=V[True], variance_b=V[False],
               ci_jackknife=jack, p_jackknife=p1, ci_mover=mover, p_mover=p2,
               ci=[min(c[0] for c in cis), max(c[1] for c in cis)], p=max([p1] + ([p2] if p2 is not None else [])))
    return out


def mover_interval(ta, sa, na, tb, sb, nb, alpha):
    """Limits of ta - tb from each level's log interval; None where a level is not positive."""
    if ta is None or tb is None or ta <= 0 or tb <= 0:
        return None
    ra, rb = t_ppf(1 - alpha / 2, na) * sa / ta, t_ppf(1 - alpha / 2, nb) * sb / tb
    if max(ra, rb) > 700:
        return None
    d = ta - tb
    return [d - math.hypot(ta - ta * math.exp(-ra), tb * math.exp(rb) - tb), d + math.hypot(ta * math.exp(ra) - ta, tb - tb * math.exp(-rb))]


def mover_p(ta, sa, na, tb, sb, nb):
    """The alpha at which the MOVER interval touches 0: 60 bisections on ln alpha in [ln 1e-12, 0]."""
    if ta is None or tb is None or ta <= 0 or tb <= 0:
        return None
    lo, hi = math.log(1e-12), 0.0
    for _ in range(60):
        m = (lo + hi) / 2
        i = mover_interval(ta, sa, na, tb, sb, nb, math.exp(m))
        if i is not None and (i[0] > 0 or i[1] < 0):
            hi = m
        else:
            lo = m
    return math.exp(hi)


def separation(units, A, B, covariates):
    """units: list of (group, weight, {covariate: level}). -> {covariate: overlap of the two tiers' distributions}."""
    out = {}
    for v in covariates:
        w = {A: {}, B: {}}
        for g, x, lv in units:
            if g in w:
                w[g][lv[v]] = w[g].get(lv[v], 0.0) + x
        ta, tb = nsum(w[A][k] for k in ckeys(w[A])), nsum(w[B][k] for k in ckeys(w[B]))
        out[v] = nsum(min(w[A].get(k, 0.0) / ta, w[B].get(k, 0.0) / tb) for k in ckeys(set(w[A]) | set(w[B]))) if ta > 0 and tb > 0 else 0.0
    return out


def separated(overlaps, rung):
    """Covariates outside the rung (None: raw) on which the tiers share less than half."""
    inside = set() if rung is None else {"quarter" if c == "month" else c for c in rung.split("+")}
    return [v for v in overlaps if v not in inside and overlaps[v] < 0.5]
