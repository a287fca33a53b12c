"""Special functions: scipy for speed, mpmath (40 digits) for the golden values (Methods 18)."""
from __future__ import annotations
import functools
import math
import mpmath as mp
from scipy import special as sp

mp.mp.dps = 40


def norm_cdf(x):
    return float(mp.erfc(-mp.mpf(x) / mp.sqrt(2)) / 2)


@functools.lru_cache(maxsize=None)
def norm_ppf(p):
    if p <= 0 or p >= 1:
        return None
    x = mp.mpf(float(sp.ndtri(p)))
    P = mp.mpf(p)
    for _ in range(6):
        f = mp.erfc(-x / mp.sqrt(2)) / 2 - P
        d = mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)
        x -= f / d
    return float(x)


def betainc(a, b, x):
    return float(mp.betainc(a, b, 0, x, regularized=True))


def _t_cdf_mp(t, df):
    t = mp.mpf(t)
    df = mp.mpf(df)
    if t == 0:
        return mp.mpf("0.5")
    x = df / (df + t * t)
    tail = mp.betainc(df / 2, mp.mpf("0.5"), 0, x, regularized=True) / 2
    return tail if t < 0 else 1 - tail


@functools.lru_cache(maxsize=None)
def t_cdf(t, df):
    return float(_t_cdf_mp(t, df))


@functools.lru_cache(maxsize=None)
def t_sf2(t, df):
    """Two-sided p value P(|T| >= |t|)."""
    if math.isinf(t):
        return 0.0
    return float(2 * _t_cdf_mp(-abs(mp.mpf(t)), df))


@functools.lru_cache(maxsize=None)
def t_ppf(p, df):
    if p == 0.5:
        return 0.0
    x = mp.mpf(float(sp.stdtrit(df, p)))
    P = mp.mpf(p)
    v = mp.mpf(df)
    c = mp.gamma((v + 1) / 2) / (mp.sqrt(v * mp.pi) * mp.gamma(v / 2))
    for _ in range(8):
        f = _t_cdf_mp(x, df) - P
        d = c * (1 + x * x / v) ** (-(v + 1) / 2)
        step = f / d
        x -= step
        if abs(step) < mp.mpf(10) ** -30 * (1 + abs(x)):
            break
    return float(x)


def binom_cdf_half(k, n):
    """P(Bin(n, 1/2) <= k), exact integers."""
    if k < 0:
        return 0.0
    s = 0
    term = 1
    for i in range(0, k + 1):
        if i > 0:
            term = term * (n - i + 1) // i
        s += term
    return float(mp.mpf(s) / mp.mpf(2) ** n)
