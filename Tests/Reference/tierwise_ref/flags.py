"""Transparent authenticity heuristics (Methods 15)."""
from __future__ import annotations
import math
import unicodedata
from .numeric import quantile7
from .curve import BIN_EDGES


def median(xs):
    return quantile7(sorted(xs), 0.5)


def robust_z(xs):
    if not xs:
        return None
    m = median(xs)
    mad = median([abs(x - m) for x in xs])
    if mad == 0:
        return None
    s = 1.4826 * mad
    return [(x - m) / s for x in xs]


def bin_index(f):
    """Largest k with BIN_EDGES[k] <= f."""
    k = 0
    while k + 1 < len(BIN_EDGES) and f >= BIN_EDGES[k + 1]:
        k += 1
    return k


def merge_bins(idx_list, min_n=20):
    """Ascending greedy merge; a short remainder joins the previous block. Returns bin -> block number."""
    counts = {}
    for i in idx_list:
        counts[i] = counts.get(i, 0) + 1
    blocks = []
    cur, n = [], 0
    for b in sorted(counts):
        cur.append(b)
        n += counts[b]
        if n >= min_n:
            blocks.append(cur)
            cur, n = [], 0
    if cur:
        if blocks:
            blocks[-1] += cur
        else:
            blocks.append(cur)
    return {b: i for i, bl in enumerate(blocks) for b in bl}


def size_residual_z(rows, min_n=20):
    """rows: (creator, platform, mean_followers, l). -> dict creator -> z or None."""
    out = {}
    for pf in sorted({r[1] for r in rows}, key=lambda s: s.encode()):
        sub = [r for r in rows if r[1] == pf]
        mp = merge_bins([bin_index(r[2]) for r in sub], min_n)
        for blk in sorted(set(mp.values())):
            g = [r for r in sub if mp[bin_index(r[2])] == blk]
            z = robust_z([r[3] for r in g]) if len(g) >= min_n else None
            for i, r in enumerate(g):
                out[(r[0], pf)] = z[i] if z else None
    return out


def follower_jumps(snaps):
    """snaps: ascending list (t_seconds, followers). Absolute rule, integers only."""
    out = []
    for i in range(len(snaps) - 1):
        (t0, f0), (t1, f1) = snaps[i], snaps[i + 1]
        if t1 - t0 <= 7 * 86400 and f1 - f0 >= 500 and 10 * f1 >= 11 * f0:
            rev = any(t1 < t <= t1 + 30 * 86400 and 2 * f < f0 + f1 for t, f in snaps)
            out.append({"index": i, "from": f0, "to": f1, "reversed": rev})
    return out


def normal_comment(s):
    return " ".join(unicodedata.normalize("NFKC", s).lower().split())


def repeated_share(comments):
    c = [normal_comment(s) for s in comments]
    c = [s for s in c if s]
    return 1 - len(set(c)) / len(c) if c else None


def comment_like_z(rows, min_n=20):
    """rows: (creator, platform, comments, likes) totals. z of ln((C+1/2)/(L+1/2)) within platform."""
    out = {}
    for pf in sorted({r[1] for r in rows}, key=lambda s: s.encode()):
        g = [r for r in rows if r[1] == pf]
        z = robust_z([math.log((r[2] + 0.5) / (r[3] + 0.5)) for r in g]) if len(g) >= min_n else None
        for i, r in enumerate(g):
            out[(r[0], pf)] = z[i] if z else None
    return out
