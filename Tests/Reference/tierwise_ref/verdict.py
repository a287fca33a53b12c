"""Verdict rule (Methods 12)."""
DEFAULTS = dict(alpha=0.05, min_creators=10, min_eff=5.0, min_positive=10, min_overlap=0.5, min_overlap_creators=10)


def excludes(ci, null=0.0):
    return ci is not None and (ci[0] > null or ci[1] < null)


def simpson(raw, adj):
    """raw, adj: {'estimate', 'ci'}; categories in Methods 12.4."""
    if raw is None or adj is None or raw.get("ci") is None or adj.get("ci") is None:
        return "not_assessed"
    rc, ac = excludes(raw["ci"]), excludes(adj["ci"])
    opposite = raw["estimate"] * adj["estimate"] < 0
    if rc and ac and opposite:
        return "reversal"
    if rc and not ac:
        return "explained_by_mix"
    if ac and not rc:
        return "masked_by_mix"
    if opposite:
        return "sign_change"
    return "none"


def decide(x, cfg=None):
    c = dict(DEFAULTS)
    c.update(cfg or {})
    why = []
    if x["n_a"] < c["min_creators"] or x["n_b"] < c["min_creators"]:
        why.append("few_creators")
    if x["g_eff_a"] < c["min_eff"] or x["g_eff_b"] < c["min_eff"]:
        why.append("few_effective_creators")
    if x["kind"] == "money" and (x["pos_a"] < c["min_positive"] or x["pos_b"] < c["min_positive"]):
        why.append("few_creators_with_sales")
    if x["raw"] is None or x["raw"].get("ci") is None or x["raw"].get("p") is None:
        why.append("not_estimable")
    if x.get("separated"):
        why.append("separated")
    adj = x.get("adjusted")
    ok = (adj is not None and adj.get("ci") is not None and adj.get("p") is not None
          and adj["coverage_a"] >= c["min_overlap"] and adj["coverage_b"] >= c["min_overlap"]
          and adj["creators_a"] >= c["min_overlap_creators"] and adj["creators_b"] >= c["min_overlap_creators"])
    basis = "adjusted" if ok else "raw"
    out = {"basis": basis, "simpson": simpson(x["raw"], adj if ok else None), "reasons": why}
    if why:
        out.update(verdict="not enough data", basis=None, simpson="not_assessed")
        return out
    d = adj if ok else x["raw"]
    clear = x["p_holm"] <= c["alpha"] and excludes(d["ci"])
    if clear:
        out["verdict"] = (x["name_a"] if d["estimate"] > 0 else x["name_b"]) + " higher"
    else:
        out["verdict"] = "no clear difference"
    return out


def decide_extended(x, cfg=None):
    """12.3 with repeated looks (24) and the difference that matters (27). x['raw'] and x['adjusted'] also hold 'se', 'p_av', 'ci_av'."""
    c = dict(DEFAULTS, looks="once", margin={"engagement": 0.09531017980432493, "money": 0.10})
    c.update(cfg or {})
    y = dict(x)
    if c["looks"] == "repeated":
        for k in ("raw", "adjusted"):
            if y.get(k) is not None:
                y[k] = dict(y[k], ci=y[k].get("ci_av"), p=y[k].get("p_av"))
        y["p_holm"] = x["p_holm_av"]
    out = decide({k: y[k] for k in y}, {k: c[k] for k in DEFAULTS})
    if out["basis"] is not None and y[out["basis"]].get("ci") is not None:
        ci = y[out["basis"]]["ci"]
        m = c["margin"][x["kind"]]
        if -m < ci[0] and ci[1] < m:
            out["verdict"] = "no relevant difference"
    return out
