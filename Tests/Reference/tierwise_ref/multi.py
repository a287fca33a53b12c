"""Multiplicity (Methods 10.4)."""


def holm(p):
    m = len(p)
    idx = sorted(range(m), key=lambda i: (p[i], i))
    out = [0.0] * m
    run = 0.0
    for k, i in enumerate(idx):
        run = max(run, min(1.0, (m - k) * p[i]))
        out[i] = run
    return out


def bh(p):
    m = len(p)
    idx = sorted(range(m), key=lambda i: (p[i], i))
    out = [0.0] * m
    run = 1.0
    for k in range(m - 1, -1, -1):
        i = idx[k]
        run = min(run, m * p[i] / (k + 1))
        out[i] = run
    return out
