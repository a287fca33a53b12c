"""Counter-based random numbers (Methods 8.1).  Pure-int and numpy versions."""
from __future__ import annotations
import math
import mpmath as mp
import numpy as np

M = (1 << 64) - 1
GAMMA = 0x9E3779B97F4A7C15
C1 = 0xBF58476D1CE4E5B9
C2 = 0x94D049BB133111EB


def mix64(z: int) -> int:
    z &= M
    z = ((z ^ (z >> 30)) * C1) & M
    z = ((z ^ (z >> 27)) * C2) & M
    return z ^ (z >> 31)


def fnv1a64(s: str) -> int:
    h = 0xCBF29CE484222325
    for b in s.encode("utf-8"):
        h = ((h ^ b) * 0x100000001B3) & M
    return h


def stream_key(seed: int, label: str) -> int:
    return mix64(mix64((seed + GAMMA) & M) ^ fnv1a64(label))


def replicate_key(K: int, b: int) -> int:
    return mix64((K + GAMMA * (b + 1)) & M)


def draw(R: int, k: int) -> int:
    return mix64((R + GAMMA * (k + 1)) & M)


def bounded(u: int, n: int) -> int:
    return (u * n) >> 64


def unit(u: int) -> float:
    return (u >> 11) * (1.0 / (1 << 53))


def entity_hash(key: str) -> int:
    return mix64(fnv1a64(key))


def poisson_thresholds():
    """T[k] = floor(2^64 * P(Poisson(1) <= k)), k = 0..; stop when it reaches 2^64 - 1 in practice."""
    mp.mp.dps = 60
    T = []
    s = mp.mpf(0)
    for k in range(0, 30):
        s += mp.exp(-1) / mp.factorial(k)
        v = int(mp.floor(s * mp.mpf(2) ** 64))
        if v >= M:
            break
        T.append(v)
    mp.mp.dps = 40
    return T


POISSON_T = poisson_thresholds()


def poisson1(u: int) -> int:
    w = 0
    for t in POISSON_T:
        if u >= t:
            w += 1
        else:
            break
    return w


# --- numpy ----------------------------------------------------------------
def mix64_np(z):
    z = z.astype(np.uint64)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(C1)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(C2)
    return z ^ (z >> np.uint64(31))


def draws_np(K: int, b: int, n: int):
    R = replicate_key(K, b)
    with np.errstate(over="ignore"):
        k = np.arange(1, n + 1, dtype=np.uint64)
        return mix64_np(np.uint64(R) + np.uint64(GAMMA) * k)


def bounded_np(u, n: int):
    assert n < (1 << 32)
    n = np.uint64(n)
    hi = (u >> np.uint64(32)) * n
    lo = ((u & np.uint64(0xFFFFFFFF)) * n) >> np.uint64(32)
    return ((hi + lo) >> np.uint64(32)).astype(np.int64)


def multinomial_weights(K: int, b: int, n: int):
    """Multiplicity of each of n units in replicate b."""
    idx = bounded_np(draws_np(K, b, n), n)
    return np.bincount(idx, minlength=n)


def poisson_weight(K: int, b: int, ehash: int) -> int:
    return poisson1(mix64(replicate_key(K, b) ^ ehash))


def permutation_prefix(K: int, b: int, N: int, m: int):
    """First m entries of a partial Fisher-Yates shuffle of 0..N-1."""
    R = replicate_key(K, b)
    a = list(range(N))
    for i in range(m):
        j = i + bounded(draw(R, i), N - i)
        a[i], a[j] = a[j], a[i]
    return a[:m]
