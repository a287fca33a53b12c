"""How unequal attribution may be before the answer turns (Methods 25)."""
from __future__ import annotations


def capture(ratio, ratio_ci):
    """ratio: ROAS of A over ROAS of B with its interval (9.2, log scale). c = share of B's sales that is credited / the same of A."""
    if ratio is None or ratio <= 0 or ratio_ci is None:
        return None
    return {"tipping": 1 / ratio, "a_clear_above": 1 / ratio_ci[0], "b_clear_below": 1 / ratio_ci[1]}


def hidden_cost(a, b, alpha=0.05):
    """Cost per deal that nobody recorded, the same in both tiers, at which A's lead ends (Methods 25.2).

    a, b: creator -> (deals, net, cost), integers. -> {'zero': h at which both return the same, 'unclear': smallest h at which 9.3 (i) is not clear}, None where A does not lead or never falls behind.
    """
    from .contrast import pooled_contrast
    from .ratio import Pooled

    def at(h):
        P = []
        for t in (a, b):
            ks = sorted(t, key=lambda s: s.encode())
            P.append(Pooled(ks, [float(t[k][1]) for k in ks], [float(t[k][2]) + h * t[k][0] for k in ks]))
        return pooled_contrast(P[0], P[1], "linear", 1 - alpha)

    na, nb = sum(v[1] for v in a.values()), sum(v[1] for v in b.values())
    ca, cb = sum(v[2] for v in a.values()), sum(v[2] for v in b.values())
    da, db = sum(v[0] for v in a.values()), sum(v[0] for v in b.values())
    start = at(0.0)
    if start is None or start["estimate"] <= 0:
        return None
    den = nb * da - na * db
    zero = (na * cb - nb * ca) / den if den > 0 else None      # net_A/(C_A + h D_A) = net_B/(C_B + h D_B)
    if zero is not None and zero <= 0:
        zero = None
    clear = lambda h: (lambda r: r is not None and r["p"] is not None and r["p"] <= alpha)(at(h))
    if not clear(0.0):
        return {"zero": zero, "unclear": 0.0}
    hi = zero
    if hi is None:
        hi = 10.0 * max(ca / da, cb / db)
        if clear(hi):
            return {"zero": None, "unclear": None}
    lo = 0.0
    for _ in range(60):
        m = (lo + hi) / 2
        if clear(m):
            lo = m
        else:
            hi = m
    return {"zero": zero, "unclear": hi}
