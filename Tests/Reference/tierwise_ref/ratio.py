"""Clustered inference for one group: pooled ratio, typical (log mean), mean of ratios, median (Methods 6-7)."""
from __future__ import annotations
import math
from .numeric import nsum, mean_var, quantile7
from .special import t_ppf, binom_cdf_half


def kish(xs):
    s = nsum(xs)
    q = nsum(x * x for x in xs)
    return s * s / q if q > 0 else None


class Pooled:
    """Ratio of sums over clusters with CR1 / CR2 / CR3 variances.

    keys: cluster ids in canonical order; Y, X per cluster (X > 0).
    """

    def __init__(self, keys, Y, X):
        self.keys = list(keys)
        self.Y = [float(v) for v in Y]
        self.X = [float(v) for v in X]
        self.G = len(self.X)
        exact = all(isinstance(v, int) for v in Y) and all(isinstance(v, int) for v in X)
        self.SY = float(sum(Y)) if exact else nsum(self.Y)
        self.SX = float(sum(X)) if exact else nsum(self.X)
        self.theta = self.SY / self.SX if self.SX > 0 else None
        self.var_cr1 = self.var_cr2 = self.var_cr3 = self.df = None
        if self.theta is None:
            return
        G, SX, th = self.G, self.SX, self.theta
        self.h = h = [x / SX for x in self.X]
        self.e = e = [(y - th * x) / SX for y, x in zip(self.Y, self.X)]
        self.S2 = S2 = nsum(v * v for v in h)
        self.g_eff = 1.0 / S2
        if G < 2:
            return
        c = [1.0 - 2.0 * v + S2 for v in h]
        self.u = [ei / math.sqrt(ci) for ei, ci in zip(e, c)]          # CR2 influence
        self.var_cr1 = nsum(v * v for v in e) * G / (G - 1)
        self.var_cr2 = nsum(v * v for v in self.u)
        self.var_cr3 = nsum((ei / (1 - hi)) ** 2 for ei, hi in zip(e, h)) * (G - 1) / G
        A0 = nsum(hi ** 2 / ci for hi, ci in zip(h, c))
        A1 = nsum(hi ** 3 / ci for hi, ci in zip(h, c))
        A2 = nsum(hi ** 4 / ci for hi, ci in zip(h, c))
        D = nsum(hi ** 4 * (S2 - 2 * hi) ** 2 / ci ** 2 for hi, ci in zip(h, c))
        H4 = nsum(hi ** 4 for hi in h)
        off = S2 * S2 * A0 * A0 + 2 * A2 * A0 - 4 * S2 * A1 * A0 + 2 * A1 * A1 - D
        self.df = min(max(S2 * S2 / (H4 + off), 1.0), float(G - 1))

    def ci(self, level=0.95, scale="auto"):
        """scale: 'log' (theta>0), 'linear', or 'auto' (log if theta > 0)."""
        if self.var_cr2 is None:
            return None
        q = t_ppf(1 - (1 - level) / 2, self.df)
        s = math.sqrt(self.var_cr2)
        if scale == "auto":
            scale = "log" if self.theta > 0 else "linear"
        if s == 0.0:
            return None
        if scale == "log":
            r = q * s / self.theta
            if r > 700:
                return None
            return [self.theta * math.exp(-r), self.theta * math.exp(r)]
        return [self.theta - q * s, self.theta + q * s]

    def jackknife(self):
        return [(self.SY - y) / (self.SX - x) for y, x in zip(self.Y, self.X)]


class Typical:
    """Geometric mean over creators (Methods 6.2). l: mean log of each creator's posts; without it one post each, (y + 1/2)/x."""

    def __init__(self, keys, Y, X, l=None):
        self.keys = list(keys)
        self.l = list(l) if l is not None else [math.log((float(y) + 0.5) / float(x)) for y, x in zip(Y, X)]
        self.n = len(self.l)
        self.m, self.s2 = mean_var(self.l) if self.n else (None, None)

    @property
    def value(self):
        return None if self.m is None else math.exp(self.m)

    def ci(self, level=0.95):
        if self.n < 2 or self.s2 == 0:
            return None
        q = t_ppf(1 - (1 - level) / 2, self.n - 1)
        w = q * math.sqrt(self.s2 / self.n)
        return [math.exp(self.m - w), math.exp(self.m + w)]


def mean_of_ratios(Y, X, level=0.95):
    r = [float(y) / float(x) for y, x in zip(Y, X)]
    n = len(r)
    m, s2 = mean_var(r)
    if n < 2 or s2 == 0:
        return m, s2, None
    w = t_ppf(1 - (1 - level) / 2, n - 1) * math.sqrt(s2 / n)
    return m, s2, [m - w, m + w]


def median_block(Y, X, level=0.95):
    """Type-7 quantiles of creator ratios and the order-statistic interval for the median."""
    r = sorted(float(y) / float(x) for y, x in zip(Y, X))
    n = len(r)
    q = {f"p{int(p*100):02d}": quantile7(r, p) for p in (0.10, 0.25, 0.50, 0.75, 0.90)}
    a = (1 - level) / 2
    k = 0
    while k + 1 <= (n + 1) // 2 and binom_cdf_half(k, n) <= a:
        k += 1
    ci = [r[k - 1], r[n - k]] if k >= 1 else None
    return q, ci, k
