"""Putting the parts together: one tier pair, both primary metrics (Methods 9-12)."""
from __future__ import annotations
import math
from . import boot, contrast, rank, ratio, strat
from .model import MAX_LOW_SHARE, cells, metric_value, group, logs, low_share, money_cells
from .multi import holm
from .verdict import DEFAULTS, decide, excludes

QUARTER = lambda m: f"{m[:4]}-Q{(int(m[5:7]) + 2) // 3}"
POST_LADDER = [
    ("platform+niche+post_type+sponsored+month", lambda r: (r["platform"], r["niche"], r["post_type"], r["sponsored"], r["month"])),
    ("platform+niche+post_type+sponsored+quarter", lambda r: (r["platform"], r["niche"], r["post_type"], r["sponsored"], QUARTER(r["month"]))),
    ("platform+niche+post_type+sponsored", lambda r: (r["platform"], r["niche"], r["post_type"], r["sponsored"])),
    ("platform+post_type+sponsored", lambda r: (r["platform"], r["post_type"], r["sponsored"])),
    ("platform+sponsored", lambda r: (r["platform"], r["sponsored"])),
    ("platform", lambda r: (r["platform"],)),
]
DEAL_LADDER = [
    ("platform+niche+quarter", lambda r: (r["platform"], r["niche"], QUARTER(r["month"]))),
    ("platform+niche", lambda r: (r["platform"], r["niche"])),
    ("platform+quarter", lambda r: (r["platform"], QUARTER(r["month"]))),
    ("platform", lambda r: (r["platform"],)),
]


def adequate(a, cfg=DEFAULTS):
    return (a is not None and a["coverage_a"] >= cfg["min_overlap"] and a["coverage_b"] >= cfg["min_overlap"]
            and a["creators_a"] >= cfg["min_overlap_creators"] and a["creators_b"] >= cfg["min_overlap_creators"])


def climb(ladder, make_cells, estimator):
    """First adequate rung. -> (rung name or None, result or None, trace)."""
    trace = []
    last = None
    for name, key in ladder:
        res = estimator(make_cells(key))
        trace.append({"rung": name, "coverage_a": None if res is None else res["coverage_a"],
                      "coverage_b": None if res is None else res["coverage_b"],
                      "creators_a": None if res is None else res["creators_a"],
                      "creators_b": None if res is None else res["creators_b"]})
        last = (name, res)
        if adequate(res):
            return name, res, trace
    return None, last[1], trace


def compare_engagement(rows, metric, A, B, level=0.95):
    cm, _ = cells(rows, metric)
    ka, na, Ya, Xa = group(cm, A)
    kb, nb, Yb, Xb = group(cm, B)
    ta, tb = ratio.Typical(ka, Ya, Xa, logs(cm, A)), ratio.Typical(kb, Yb, Xb, logs(cm, B))
    pa, pb = ratio.Pooled(ka, Ya, Xa), ratio.Pooled(kb, Yb, Xb)
    valid = low_share(cm, A) <= MAX_LOW_SHARE and low_share(cm, B) <= MAX_LOW_SHARE
    pooled = contrast.pooled_contrast(pa, pb, "log", level)
    raw = contrast.typical_contrast(ta, tb, level) if valid else pooled
    ua, ub = dict(zip(ka, na)), dict(zip(kb, nb))
    keep_a = [k for k in ka if k not in ub or ua[k] >= ub[k]]            # crossing creators: home value only
    keep_b = [k for k in kb if k not in ua or ua[k] < ub[k]]
    ra, rb = {k: y / x for k, y, x in zip(ka, Ya, Xa)}, {k: y / x for k, y, x in zip(kb, Yb, Xb)}
    bm = rank.brunner_munzel([ra[k] for k in keep_a], [rb[k] for k in keep_b], level)
    mk = lambda key: {(c, t, s): (v[0], v[1], v[2], v[4]) for (c, t, s), v in cells(rows, metric, lambda r: (r["creator"], r["tier"], key(r)))[0].items()}
    est = (lambda c: strat.adjusted_typical(c, A, B, level)) if valid else (lambda c: strat.mantel_haenszel(c, A, B, "log", level))
    rung, adj, trace = climb(POST_LADDER, mk, est)
    used = [r for r in rows if r["tier"] in (A, B) and not isinstance(metric_value(r, metric), str)]
    n_of = {(k, t): v[0] for (k, t), v in cm.items()}
    overlaps = strat.separation([(r["tier"], 1 / n_of[r["creator"], r["tier"]], dict(platform=r["platform"], niche=r["niche"], post_type=r["post_type"], sponsored=r["sponsored"], quarter=QUARTER(r["month"]))) for r in used],
                                A, B, ("platform", "niche", "post_type", "sponsored", "quarter"))
    return {"metric": metric, "estimand": "typical" if valid else "pooled", "a": A, "b": B, "n_a": len(ka), "n_b": len(kb),
            "g_eff_a": float(len(ka)) if valid else pa.g_eff, "g_eff_b": float(len(kb)) if valid else pb.g_eff,
            "typical_a": ta.value, "typical_b": tb.value, "raw": raw, "pooled": pooled, "brunner_munzel": bm,
            "magnitude": rank.magnitude(bm["cliffs_delta"]), "low_share_a": low_share(cm, A), "low_share_b": low_share(cm, B),
            "overlaps": overlaps, "separated": strat.separated(overlaps, rung), "rung": rung, "adjusted": adj, "ladder": trace,
            "fragile": fragile_typical(ta, tb, raw, level) if valid else None,
            "mde": None if raw["se"] == 0 else contrast.mde_log(raw["se"], raw["df"])}


def _drop_typ(t, k):
    i = t.keys.index(k)
    n = ratio.Typical.__new__(ratio.Typical)
    n.keys = t.keys[:i] + t.keys[i + 1:]
    n.l = t.l[:i] + t.l[i + 1:]
    n.n = len(n.l)
    from .numeric import mean_var
    n.m, n.s2 = mean_var(n.l)
    return n


def fragile_typical(ta, tb, raw, level):
    """True when deleting the most influential creator of either tier removes a clear raw result."""
    if raw is None or raw.get("ci") is None or not excludes(raw["ci"]):
        return False      # nothing clear to lose
    for side in (0, 1):
        t = (ta, tb)[side]
        k = max(t.keys, key=lambda c: (abs(t.l[t.keys.index(c)] - t.m), [-b for b in c.encode()]))
        a2 = _drop_typ(ta, k) if k in ta.keys else ta
        b2 = _drop_typ(tb, k) if k in tb.keys else tb
        r = contrast.typical_contrast(a2, b2, level)
        if r is None or r["ci"] is None or not excludes(r["ci"]) or r["estimate"] * raw["estimate"] < 0:
            return True
    return False


def hull(*cis):
    cis = [c for c in cis if c is not None]
    return [min(c[0] for c in cis), max(c[1] for c in cis)] if cis else None


def compare_money(deals, A, B, seed, Bn=4999, level=0.95):
    alpha = 1 - level
    cm = money_cells(deals)
    ka, na, Ya, Xa = group(cm, A)
    kb, nb, Yb, Xb = group(cm, B)
    pa, pb = ratio.Pooled(ka, Ya, Xa), ratio.Pooled(kb, Yb, Xb)
    lin = contrast.pooled_contrast(pa, pb, "linear", level)
    mover = contrast.mover_log_difference(pa, pb, level)
    bt = boot.bootstrap_contrast({k: (y, x) for k, y, x in zip(ka, Ya, Xa)}, {k: (y, x) for k, y, x in zip(kb, Yb, Xb)},
                                 "linear", seed, "roas", A, B, B=Bn, alpha=0.05,
                                 units=(dict(zip(ka, na)), dict(zip(kb, nb))))
    raw = None
    if lin is not None and lin["ci"] is not None:
        ci = hull(lin["ci"], bt["ci_studentised"], mover) if bt["ci_studentised"] is not None else None
        pm = strat.mover_p(pa.theta, math.sqrt(pa.var_cr2), pa.df, pb.theta, math.sqrt(pb.var_cr2), pb.df)
        raw = {"estimate": lin["estimate"], "p": max([lin["p"], bt["p"]] + ([pm] if pm is not None else [])), "ci": ci, "p_mover": pm,
               "ci_cr2": lin["ci"], "ci_boot": bt["ci_studentised"], "ci_mover": mover, "p_cr2": lin["p"], "p_boot": bt["p"],
               "se": lin["se"], "df": lin["df"]}
    mk = lambda key: {(c, t, s): tuple(v) for (c, t, s), v in money_cells(deals, lambda r: (r["creator"], r["tier"], key(r))).items()}
    rung, adj, trace = climb(DEAL_LADDER, mk, lambda c: strat.money_hull(c, A, B, level))
    ok = [r for r in deals if r["status"] == "ok" and r["tier"] in (A, B)]
    overlaps = strat.separation([(r["tier"], float(r["cost"]), dict(platform=r["platform"], niche=r["niche"], quarter=QUARTER(r["month"]))) for r in ok], A, B, ("platform", "niche", "quarter"))
    sold = lambda t: len({r["creator"] for r in ok if r["tier"] == t and r["gross"] > 0})
    return {"metric": "roas", "a": A, "b": B, "n_a": len(ka), "n_b": len(kb), "pos_a": sold(A), "pos_b": sold(B), "overlaps": overlaps, "separated": strat.separated(overlaps, rung),
            "g_eff_a": pa.g_eff, "g_eff_b": pb.g_eff, "roas_a": pa.theta, "roas_b": pb.theta,
            "raw": raw, "rung": rung, "adjusted": adj, "ladder": trace,
            "mde": None if raw is None else contrast.mde_log(raw["se"], raw["df"])}


def headline(eng, mon, cfg=None):
    """Holm over the two primary questions, then the verdict rule."""
    c = dict(DEFAULTS); c.update(cfg or {})
    ps = []
    for x in (eng, mon):
        d = x["adjusted"] if x["rung"] is not None else x["raw"]
        ps.append(1.0 if d is None or d.get("p") is None else d["p"])
    adj = holm(ps)
    out = []
    for x, p, kind in ((eng, adj[0], "engagement"), (mon, adj[1], "money")):
        inp = {"kind": kind, "name_a": x["a"], "name_b": x["b"], "n_a": x["n_a"], "n_b": x["n_b"],
               "g_eff_a": x.get("g_eff_a", float(x["n_a"])), "g_eff_b": x.get("g_eff_b", float(x["n_b"])),
               "pos_a": x.get("pos_a"), "pos_b": x.get("pos_b"), "raw": x["raw"],
               "adjusted": x["adjusted"] if x["rung"] is not None else None, "p_holm": p, "separated": x["separated"]}
        v = decide(inp, c)
        v["p_holm"] = p
        out.append(v)
    return {"engagement": out[0], "money": out[1]}


def threshold_sweep(rows, deals, boundaries, lo, hi, metric="er_followers", level=0.95, cfg=None, valid=True):
    """Screening verdicts (raw, analytic, unadjusted p) as the A/B boundary moves."""
    c = dict(DEFAULTS); c.update(cfg or {})
    out = []
    for b in boundaries:
        tier = lambda f: None if f is None or f < lo or (hi is not None and f >= hi) else ("A" if f < b else "B")
        rr = [dict(r, tier=tier(r["followers_resolved"])) for r in rows]
        cm, _ = cells(rr, metric)
        ka, na, Ya, Xa = group(cm, "A"); kb, nb, Yb, Xb = group(cm, "B")
        rec = {"boundary": b, "n_a": len(ka), "n_b": len(kb), "estimate": None, "ci": None, "p": None, "verdict": "not enough data"}
        if len(ka) >= 2 and len(kb) >= 2:
            x = (contrast.typical_contrast(ratio.Typical(ka, Ya, Xa, logs(cm, "A")), ratio.Typical(kb, Yb, Xb, logs(cm, "B")), level) if valid
                 else contrast.pooled_contrast(ratio.Pooled(ka, Ya, Xa), ratio.Pooled(kb, Yb, Xb), "log", level))
            rec.update(estimate=x["estimate"], ci=x["ci"], p=x["p"])
            if min(len(ka), len(kb)) >= c["min_creators"] and x["p"] is not None:
                rec["verdict"] = "no clear difference" if x["p"] > c["alpha"] else ("A higher" if x["estimate"] > 0 else "B higher")
        out.append(rec)
    vs = [r["verdict"] for r in out]
    return out, vs
