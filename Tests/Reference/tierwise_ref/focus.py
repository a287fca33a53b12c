"""Niche focus and audience alignment (Methods 16)."""
import math
from .numeric import nsum


def hhi(counts):
    n = sum(counts)
    return nsum((c / n) * (c / n) for c in counts) if n > 0 else None


def hhi_unbiased(counts):
    n = sum(counts)
    return sum(c * (c - 1) for c in counts) / (n * (n - 1)) if n > 1 else None


def hhi_normalised(counts, K):
    h = hhi(counts)
    if h is None or K < 2:
        return None
    return (h - 1 / K) / (1 - 1 / K)


def entropy(counts):
    n = sum(counts)
    if n == 0:
        return None
    return -nsum((c / n) * math.log(c / n) for c in counts if c > 0) + 0.0


def focus(counts, K):
    e = entropy(counts)
    if e is None or K < 2:
        return None
    return 1 - e / math.log(K)


def cosine(a: dict, b: dict):
    dot = sum(a[k] * b[k] for k in a if k in b)
    na = sum(v * v for v in a.values())
    nb = sum(v * v for v in b.values())
    if na == 0 or nb == 0:
        return None
    return float(dot) / (math.sqrt(float(na)) * math.sqrt(float(nb)))


def overlap(p: dict, q: dict, tol=0.05):
    sp, sq = nsum(p[k] for k in sorted(p)), nsum(q[k] for k in sorted(q))
    if abs(sp - 1) > tol or abs(sq - 1) > tol:
        return None
    keys = sorted(set(p) | set(q), key=lambda s: s.encode())
    return nsum(min(p.get(k, 0.0) / sp, q.get(k, 0.0) / sq) for k in keys)
