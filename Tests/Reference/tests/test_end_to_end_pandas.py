"""The end-to-end case recomputed by a second route: pandas + statsmodels + scipy, no code of tierwise_ref."""
import json, math
import numpy as np
import pandas as pd
import pytest
import scipy.stats as st
import places

D = places.case("21_end_to_end")
EXP = json.loads((D / "case.json").read_text())["expected"]


@pytest.fixture(scope="module")
def posts():
    p = pd.read_csv(D / "posts.csv", dtype={"post_id": str, "sponsored": str}, keep_default_na=True)
    p["niche"] = p["niche"].fillna("")
    for c in ("posted_at", "exported_at"):
        p[c] = pd.to_datetime(p[c])
    cols = ["followers_at_post", "likes", "comments", "shares", "saves", "views", "reach", "impressions"]
    p = p.sort_values(["exported_at"] + cols, na_position="first").drop_duplicates(["platform", "post_id"], keep="last")
    s = pd.read_csv(D / "snapshots.csv"); s["observed_at"] = pd.to_datetime(s["observed_at"])
    pr = pd.read_csv(D / "profiles.csv").set_index(["creator_id", "platform"])["followers"].to_dict()
    F, den = [], []
    for r in p.itertuples():
        f = r.followers_at_post
        ok = True
        if pd.isna(f) or f <= 0:
            a = s[(s.creator_id == r.creator_id) & (s.platform == r.platform)].sort_values("observed_at")
            b = a[(a.observed_at <= r.posted_at) & (r.posted_at - a.observed_at <= pd.Timedelta(days=90))]
            c = a[(a.observed_at > r.posted_at) & (a.observed_at - r.posted_at <= pd.Timedelta(days=30))]
            if len(b): f = b.followers.iloc[-1]
            elif len(c): f = c.followers.iloc[0]
            else:
                f = pr.get((r.creator_id, r.platform), np.nan); ok = False
        F.append(f); den.append(f if ok else np.nan)
    p["F"], p["den"] = F, den
    p["tier"] = pd.cut(p["F"], [-1, 999, 99999, 999999, 1e12], labels=["nano", "micro", "macro", "mega"]).astype(object)
    p.loc[p.likes == -1, "likes"] = np.nan
    neg = (p[["likes", "comments", "shares", "saves"]] < 0).any(axis=1)
    p["E"] = np.where(p.likes.isna() | p.comments.isna() | neg, np.nan, p.likes + p.comments + p.shares.fillna(0) + p.saves.fillna(0))
    p["month"] = p.posted_at.dt.strftime("%Y-%m")
    p = p[p.tier.isin(["micro", "macro"]) & p.E.notna() & (p.den > 0)].copy()
    p["q"] = [math.floor(1e9 * math.log((y + .5) / x) + .5) for y, x in zip(p.E, p.den)]
    return p


def test_raw(posts):
    g = posts.groupby(["creator_id", "tier"]).agg(q=("q", "sum"), n=("E", "size")).reset_index()
    g["l"] = g.q / (1e9 * g.n)
    a, b = g[g.tier == "micro"], g[g.tier == "macro"]
    e = EXP["engagement"]
    assert (len(a), len(b)) == (e["n_a"], e["n_b"])
    assert np.exp(a.l.mean()) == pytest.approx(e["typical_a"], rel=1e-12)
    assert a.l.mean() - b.l.mean() == pytest.approx(e["raw"]["estimate"], rel=1e-11)
    w = st.ttest_ind(a.l, b.l, equal_var=False)
    crossing = set(a.creator_id) & set(b.creator_id)
    tol = 1e-10 if not crossing else .15
    assert w.df == pytest.approx(e["raw"]["df"], rel=1e-9)
    assert abs(w.statistic) == pytest.approx(abs(e["raw"]["t"]), rel=tol)


def test_adjusted_is_weighted_fixed_effects(posts):
    sm = pytest.importorskip("statsmodels.api")
    k = ["creator_id", "tier", "platform", "niche", "post_type", "sponsored", "month"]
    c = posts.groupby(k).agg(q=("q", "sum"), n=("E", "size")).reset_index()
    c["w"] = c.n / c.groupby(["creator_id", "tier"]).n.transform("sum")
    c["s"] = c[k[2:]].agg("|".join, axis=1)
    ov = set(c[c.tier == "micro"].s) & set(c[c.tier == "macro"].s)
    e = EXP["engagement"]["adjusted"]
    assert len(ov) == e["strata_overlap"]
    assert c[(c.tier == "micro") & c.s.isin(ov)].w.sum() / c[c.tier == "micro"].w.sum() == pytest.approx(e["coverage_a"], rel=1e-12)
    c = c[c.s.isin(ov)]
    X = pd.get_dummies(c.s).astype(float); X.insert(0, "A", (c.tier == "micro").astype(float))
    y = c.q / (1e9 * c.n)
    f = sm.WLS(y, X, weights=c.w).fit()
    assert f.params["A"] == pytest.approx(e["estimate"], rel=1e-9)
    d = []
    for cr in sorted(c.creator_id.unique()):
        m = c.creator_id != cr
        Xm = X[m]; Xm = Xm.loc[:, (Xm != 0).any()]
        q = np.sqrt(c.w[m].values)
        d.append(np.linalg.lstsq(Xm.values * q[:, None], y[m].values * q, rcond=None)[0][0] - f.params["A"])
    G = len(d)
    assert G == e["clusters"]
    assert np.sqrt((G - 1) / G * np.sum(np.square(d))) == pytest.approx(e["se"], rel=1e-7)


def test_money(posts):
    dl = pd.read_csv(D / "deals.csv", dtype=str); od = pd.read_csv(D / "orders.csv", dtype=str).fillna(""); cd = pd.read_csv(D / "codes.csv", dtype=str).fillna("")
    m = EXP["money"]
    od["rev"], od["ref"] = od.revenue.astype(float), od.refund.replace("", "0").astype(float)
    od = od.sort_values(["ref", "rev"]).drop_duplicates("order_id", keep="last")
    cd["k"] = cd.promo_code.str.strip().str.upper()
    by = cd.set_index("k")
    T = pd.to_datetime
    hit = []
    for o in od.itertuples():
        k = o.promo_code.strip().upper(); h = None
        if k and k in by.index:
            r = by.loc[k]
            if T(r.valid_from) <= T(o.ordered_at) and (r.valid_to == "" or T(o.ordered_at) < T(r.valid_to)): h = r.deal_id
        if h is None and o.utm_creator:
            z = dl[(dl.creator_id == o.utm_creator)]
            z = z[(T(z.started_at) <= T(o.ordered_at)) & (T(o.ordered_at) - T(z.started_at) <= pd.Timedelta(days=30))]
            if len(z): h = z.sort_values(["started_at", "deal_id"]).deal_id.iloc[-1]
        hit.append(h)
    od["deal"] = hit
    assert od.deal.isna().sum() == EXP["attribution"]["unattributed"]
    net = od.groupby("deal").apply(lambda x: (x.rev - x.ref).sum(), include_groups=False)
    dl["net"] = dl.deal_id.map(net).fillna(0); dl["cost"] = dl.fee.astype(float); dl["F"] = dl.followers_at_booking.astype(float)
    ok = dl[(dl.cost > 0) & dl.F.notna()]
    a, b = ok[(ok.F >= 1e3) & (ok.F < 1e5)], ok[(ok.F >= 1e5) & (ok.F < 1e6)]
    # deals resolved through snapshots or profiles are the only rows this route leaves out
    if len(ok) == len(dl[dl.cost > 0]):
        assert a.net.sum() / a.cost.sum() == pytest.approx(m["roas_a"], rel=1e-9)
    else:
        assert a.net.sum() / a.cost.sum() == pytest.approx(m["roas_a"], rel=.1)
    assert b.net.sum() / b.cost.sum() == pytest.approx(m["roas_b"], rel=.1)
