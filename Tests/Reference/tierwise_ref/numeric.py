"""Sums, moments, quantiles and the log-linear histogram (Methods 6.4, 17)."""
from __future__ import annotations
import math
import struct


def nsum(xs):
    """Neumaier compensated sum, in the order given."""
    s = 0.0
    c = 0.0
    for x in xs:
        t = s + x
        if abs(s) >= abs(x):
            c += (s - t) + x
        else:
            c += (x - t) + s
        s = t
    return s + c


def mean(xs):
    xs = list(xs)
    return nsum(xs) / len(xs)


def mean_var(xs):
    """Two-pass mean and variance (n-1) with the correction term. var is None if n < 2."""
    xs = list(xs)
    n = len(xs)
    m0 = nsum(xs) / n
    r = nsum(x - m0 for x in xs) / n      # refinement
    m = m0 + r
    if n < 2:
        return m, None
    d = [x - m for x in xs]
    ss = nsum(x * x for x in d)
    sd = nsum(d)
    return m, (ss - sd * sd / n) / (n - 1)


class Moments:
    """Welford / Chan-Golub-LeVeque mergeable moments (Methods 17.3)."""

    __slots__ = ("n", "mean", "m2")

    def __init__(self, n=0, mean_=0.0, m2=0.0):
        self.n, self.mean, self.m2 = n, mean_, m2

    def add(self, x):
        self.n += 1
        d = x - self.mean
        self.mean += d / self.n
        self.m2 += d * (x - self.mean)
        return self

    def merge(self, o):
        if o.n == 0:
            return self
        if self.n == 0:
            self.n, self.mean, self.m2 = o.n, o.mean, o.m2
            return self
        n = self.n + o.n
        d = o.mean - self.mean
        self.m2 += o.m2 + d * d * (self.n * o.n / n)
        self.mean += d * (o.n / n)
        self.n = n
        return self

    @property
    def var(self):
        return self.m2 / (self.n - 1) if self.n > 1 else None


def quantile7(sorted_xs, p):
    """Type 7 on an ascending list (Methods 6.4)."""
    n = len(sorted_xs)
    if n == 0:
        return None
    h = (n - 1) * p
    j = math.floor(h)
    if j >= n - 1:
        return sorted_xs[n - 1]
    lo, hi = sorted_xs[j], sorted_xs[j + 1]
    if lo == hi:
        return lo
    g = h - j
    return lo + g * (hi - lo)


# --- log-linear histogram -------------------------------------------------
HIST_SHIFT = 42  # keep 10 mantissa bits


def hist_bucket(v: float) -> int:
    if v <= 0.0:
        return 0
    return struct.unpack("<Q", struct.pack("<d", v))[0] >> HIST_SHIFT


def hist_value(b: int) -> float:
    if b == 0:
        return 0.0
    lo = struct.unpack("<d", struct.pack("<Q", b << HIST_SHIFT))[0]
    hi = struct.unpack("<d", struct.pack("<Q", (b + 1) << HIST_SHIFT))[0]
    return lo + (hi - lo) / 2.0


def hist_quantile(counts: dict, p: float):
    n = sum(counts.values())
    if n == 0:
        return None
    rank = max(1, math.ceil(p * n))
    acc = 0
    for b in sorted(counts):
        acc += counts[b]
        if acc >= rank:
            return hist_value(b)
    raise AssertionError
