"""Rows -> tiers -> exact integer cells -> metrics (Methods 1-6)."""
from __future__ import annotations
import csv
import math
from datetime import datetime, timezone, timedelta
from decimal import Decimal, ROUND_HALF_EVEN

from .numeric import nsum
from .ratio import Pooled, Typical, mean_of_ratios, median_block

UNIT = Decimal(10_000)          # money is in 1/10,000 of the reporting currency
DEFAULT_TIERS = [("nano", 0, 1_000), ("micro", 1_000, 100_000), ("macro", 100_000, 1_000_000), ("mega", 1_000_000, None)]


def money(s):
    return int((Decimal(s) * UNIT).quantize(Decimal(1), rounding=ROUND_HALF_EVEN)) if s not in ("", None) else None


def integer(s):
    return int(s) if s not in ("", None) else None


def ts(s):
    return datetime.strptime(s, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc) if s else None


def read(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def tier_of(f, tiers=DEFAULT_TIERS):
    if f is None or f <= 0:
        return None                      # an account with no followers is an export artefact
    for name, lo, hi in tiers:
        if f >= lo and (hi is None or f < hi):
            return name
    return None


def resolve_followers(own, at, creator, platform, snaps, profiles, before_days=90, after_days=30):
    """-> (followers, source). own: the count on the row itself."""
    f = integer(own)
    if f is not None and f > 0:
        return f, "post"
    t = ts(at)
    key = (creator, platform)
    prev = [(s, v) for s, v in snaps.get(key, []) if s <= t and t - s <= timedelta(days=before_days)]
    if prev:
        return prev[-1][1], "snapshot_before"
    nxt = [(s, v) for s, v in snaps.get(key, []) if s > t and s - t <= timedelta(days=after_days)]
    if nxt:
        return nxt[0][1], "snapshot_after"
    if profiles.get(key, 0) > 0:
        return profiles[key], "profile"
    return None, "unknown"


METRICS = {
    # id: (numerator, denominator)
    "er_followers": ("engagements", "followers"),
    "er_reach": ("engagements", "reach"),
    "er_impressions": ("engagements", "impressions"),
    "er_views": ("engagements", "views"),
    "comment_rate": ("comments", "followers"),
    "save_rate": ("saves", "reach"),
    "share_rate": ("shares", "reach"),
    "reach_rate": ("reach", "followers"),
    "view_rate": ("views", "followers"),
    "comment_like_ratio": ("comments", "likes"),
}


NUM_COLS = ("followers_at_post", "likes", "comments", "shares", "saves", "views", "reach", "impressions")
TEXT_COLS = ("creator_id", "posted_at", "niche", "post_type", "sponsored")


def _post_rank(p):
    """Total order used to choose among duplicate rows; independent of file order."""
    return (p["exported_at"].encode(), tuple(-1 if p[c] in ("", None) else int(p[c]) for c in NUM_COLS),
            tuple((p.get(c) or "").encode() for c in TEXT_COLS))


def dedupe(posts):
    """Same (platform, post_id): keep the greatest row by _post_rank. Output sorted by that key."""
    best = {}
    for p in posts:
        k = (p["platform"].encode(), p["post_id"].encode())
        if k not in best or _post_rank(p) > _post_rank(best[k]):
            best[k] = p
    return [best[k] for k in sorted(best)], len(posts) - len(best)


def dedupe_orders(orders):
    """Same order_id: keep the greatest (refund, revenue, ordered_at, promo_code, utm_creator)."""
    best = {}
    rank = lambda o: (money(o["refund"]) or 0, money(o["revenue"]) or 0, o["ordered_at"], o["promo_code"].encode(), o["utm_creator"].encode())
    for o in orders:
        k = o["order_id"]
        if k not in best or rank(o) > rank(best[k]):
            best[k] = o
    return [best[k] for k in sorted(best, key=lambda s: s.encode())]


def accounts(snapshots=(), profiles=()):
    snaps = {}
    for s in snapshots:
        snaps.setdefault((s["creator_id"], s["platform"]), []).append((ts(s["observed_at"]), int(s["followers"])))
    for k, v in snaps.items():
        d = {}
        for t, f in v:
            if f > 0:
                d[t] = max(f, d.get(t, f))      # same instant twice: the larger count
        snaps[k] = sorted(d.items())
    prof = {}
    for r in profiles:
        k = (r["creator_id"], r["platform"])
        prof[k] = max(int(r["followers"]), prof.get(k, 0))
    return snaps, prof


def prepare(posts, snapshots=(), profiles=(), min_age_days=7, tiers=DEFAULT_TIERS):
    snaps, prof = accounts(snapshots, profiles)
    rows, dup = dedupe(posts)
    out = []
    counts = {"duplicates": dup, "too_young": 0, "unknown_tier": 0}
    for p in rows:
        if p["exported_at"] and ts(p["exported_at"]) - ts(p["posted_at"]) < timedelta(days=min_age_days):
            counts["too_young"] += 1
            continue
        f, src = resolve_followers(p["followers_at_post"], p["posted_at"], p["creator_id"], p["platform"], snaps, prof)
        t = tier_of(f, tiers)
        v = {k: integer(p[k]) for k in ("likes", "comments", "shares", "saves", "views", "reach", "impressions")}
        v["followers"] = f if src in ("post", "snapshot_before", "snapshot_after") else None
        if v["likes"] == -1:
            v["likes"] = None                    # hidden likes
        if v["likes"] is None or v["comments"] is None:
            e = None
        elif min(v[k] or 0 for k in ("likes", "comments", "shares", "saves")) < 0:
            e = -1                               # negative_count
        else:
            e = v["likes"] + v["comments"] + (v["shares"] or 0) + (v["saves"] or 0)
        v["engagements"] = e
        if t is None:
            counts["unknown_tier"] += 1
        out.append({"post_id": p["post_id"], "creator": p["creator_id"], "platform": p["platform"],
                    "niche": p.get("niche", ""), "post_type": p.get("post_type", ""), "sponsored": p.get("sponsored", ""),
                    "month": p["posted_at"][:7], "followers_resolved": f, "source": src, "tier": t, "v": v})
    return out, counts


def metric_value(row, metric):
    """-> (numerator, denominator) or reason string."""
    a, b = METRICS[metric]
    y, x = row["v"][a], row["v"][b]
    if y is None:
        return "missing_numerator"
    if x is None:
        return "missing_denominator"
    if y < 0 or x < 0:
        return "negative_count"
    if x == 0:
        return "zero_denominator"
    return y, x


def cells(rows, metric, key=lambda r: (r["creator"], r["tier"])):
    """Exact integer cells. -> (dict key -> [n, Y, X, parts, Q, low], exclusion counts by (tier, reason))."""
    out, exc = {}, {}
    for r in rows:
        if r["tier"] is None:
            continue
        m = metric_value(r, metric)
        if isinstance(m, str):
            exc[(r["tier"], m)] = exc.get((r["tier"], m), 0) + 1
            continue
        c = out.setdefault(key(r), [0, 0, 0, 0, 0, 0])
        c[0] += 1
        c[1] += m[0]
        c[2] += m[1]
        c[3] += post_rate(*m)
        c[4] += post_log(*m)
        c[5] += m[0] < LOW
    return out, exc


LOW = 3                          # a post with fewer is too small for a log
MAX_LOW_SHARE = 0.01


def post_log(y, x):
    """ln of one post's rate in parts per 10^9, rounded half up (Methods 6.2)."""
    return math.floor(1e9 * math.log((y + 0.5) / x) + 0.5)


def logs(cellmap, tier):
    """l_c: mean over a creator's posts, canonical order."""
    ks = sorted((k[0] for k in cellmap if k[1] == tier), key=lambda s: s.encode())
    return [cellmap[(k, tier)][4] / (1e9 * cellmap[(k, tier)][0]) for k in ks]


def low_share(cellmap, tier):
    """Share of posts below LOW, each creator weighing 1."""
    ks = sorted((k[0] for k in cellmap if k[1] == tier), key=lambda s: s.encode())
    return nsum(cellmap[(k, tier)][5] / cellmap[(k, tier)][0] for k in ks) / len(ks) if ks else None


def post_rate(y, x):
    """One post's rate in parts per 10^9, rounded half up, exact integers."""
    return (2 * 10 ** 9 * y + x) // (2 * x)


def group(cellmap, tier):
    """-> (keys, n, Y, X) lists in canonical creator order for one tier; cellmap keyed (creator, tier)."""
    ks = sorted((k[0] for k in cellmap if k[1] == tier), key=lambda s: s.encode())
    return ks, [cellmap[(k, tier)][0] for k in ks], [cellmap[(k, tier)][1] for k in ks], [cellmap[(k, tier)][2] for k in ks]


def post_mean(cellmap, tier, level=0.95):
    """Mean of post rates with the clustered interval of section 7 (Y = sum of parts, X = posts)."""
    ks = sorted((k[0] for k in cellmap if k[1] == tier), key=lambda s: s.encode())
    p = Pooled(ks, [cellmap[(k, tier)][3] for k in ks], [cellmap[(k, tier)][0] for k in ks])
    ci = p.ci(level)
    return {"sum_parts": sum(cellmap[(k, tier)][3] for k in ks), "value": p.theta / 1e9, "ci": [c / 1e9 for c in ci] if ci else None}


def level_stats(ks, n, Y, X, l, low, level=0.95):
    p = Pooled(ks, Y, X)
    t = Typical(ks, Y, X, l)
    m, s2, mci = mean_of_ratios(Y, X, level)
    q, medci, k = median_block(Y, X, level)
    return {
        "posts": sum(n), "creators": len(ks), "numerator": sum(Y), "denominator": sum(X),
        "zero_creators": sum(1 for y in Y if y == 0), "g_eff": p.g_eff,
        "pooled": {"value": p.theta, "ci": p.ci(level), "df": p.df,
                   "se_cr1": p.var_cr1 ** 0.5 if p.var_cr1 is not None else None,
                   "se_cr2": p.var_cr2 ** 0.5 if p.var_cr2 is not None else None,
                   "se_cr3": p.var_cr3 ** 0.5 if p.var_cr3 is not None else None},
        "typical": {"value": t.value, "ci": t.ci(level), "log_mean": t.m, "log_var": t.s2,
                    "low_share": low, "valid": low <= MAX_LOW_SHARE},
        "mean_of_creators": {"value": m, "ci": mci},
        "median_creator": {"value": q["p50"], "ci": medci, "k": k, "quantiles": q},
    }


# --- deals and orders -------------------------------------------------------
def attribute_orders(orders, codes, deals, utm_window_days=30):
    """Order -> deal_id (Methods 4.3)."""
    by_code = {}
    for c in codes:
        by_code.setdefault(c["promo_code"].strip().upper(), []).append(c)
    out, why = {}, {"promo_code": 0, "utm": 0, "ambiguous_code": 0, "unattributed": 0}
    owner = {d["deal_id"]: d["creator_id"] for d in deals}
    for o in orders:
        t = ts(o["ordered_at"])
        hit = None
        code = (o["promo_code"] or "").strip().upper()
        cand = [c for c in by_code.get(code, []) if code and ts(c["valid_from"]) <= t and (not c["valid_to"] or t < ts(c["valid_to"]))]
        if len({owner.get(c["deal_id"]) for c in cand}) > 1:
            why["ambiguous_code"] += 1           # valid for two creators at once: credited to nobody
            out[o["order_id"]] = None
            continue
        if len(cand) >= 1:
            start = {d["deal_id"]: ts(d["started_at"]) for d in deals if d["started_at"]}
            begun = lambda c: start[c["deal_id"]] if start.get(c["deal_id"], t + 1) <= t else 0
            cand.sort(key=lambda c: (ts(c["valid_from"]), begun(c), c["deal_id"].encode()))
            hit = cand[-1]["deal_id"]
            why["promo_code"] += 1
        elif o["utm_creator"]:
            ds = [d for d in deals if d["creator_id"] == o["utm_creator"] and ts(d["started_at"]) <= t
                  and t - ts(d["started_at"]) <= timedelta(days=utm_window_days)]
            if ds:
                ds.sort(key=lambda d: (ts(d["started_at"]), d["deal_id"].encode()))
                hit = ds[-1]["deal_id"]
                why["utm"] += 1
        if hit is None:
            why["unattributed"] += 1
        out[o["order_id"]] = hit
    return out, why


def dedupe_deals(deals):
    """Same deal_id: keep the greatest (fee, missing = -1; then started_at, creator_id, campaign_id bytes)."""
    best = {}
    def rank(d):
        m = money(d["fee"])
        return (-1 if m is None else m, d["started_at"].encode(), d["creator_id"].encode(), d["campaign_id"].encode())
    for d in deals:
        k = d["deal_id"]
        if k not in best or rank(d) > rank(best[k]):
            best[k] = d
    return [best[k] for k in sorted(best, key=lambda s: s.encode())]


def deal_table(deals, orders, codes, as_of, window_days=30, tiers=DEFAULT_TIERS, utm_window_days=30, snapshots=(), profiles=()):
    snaps, prof = accounts(snapshots, profiles)
    orders = dedupe_orders(orders)
    deals = dedupe_deals(deals)
    att, why = attribute_orders(orders, codes, deals, utm_window_days)
    agg = {}
    for o in orders:
        d = att[o["order_id"]]
        if d is None:
            continue
        a = agg.setdefault(d, [0, 0, 0])
        a[0] += 1
        a[1] += money(o["revenue"]) or 0
        a[2] += money(o["refund"]) or 0
    rows, exc = [], {"immature": 0, "cost_missing": 0, "unpaid": 0, "unknown_tier": 0}
    for d in deals:
        n, g, r = agg.get(d["deal_id"], [0, 0, 0])
        cost = money(d["fee"])
        f, src = resolve_followers(d["followers_at_booking"], d["started_at"], d["creator_id"], d["platform"], snaps, prof)
        t = tier_of(f, tiers)
        st = "ok"
        if ts(as_of) - ts(d["started_at"]) < timedelta(days=window_days):
            st = "immature"
        elif cost is None:
            st = "cost_missing"
        elif cost == 0:
            st = "unpaid"
        elif t is None:
            st = "unknown_tier"
        if st != "ok":
            exc[st] += 1
        rows.append({"deal_id": d["deal_id"], "creator": d["creator_id"], "tier": t, "platform": d["platform"],
                     "niche": d["niche"], "month": d["started_at"][:7], "cost": cost, "orders": n, "gross": g,
                     "refund": r, "net": g - r, "status": st})
    return rows, exc, why


def money_cells(rows, key=lambda r: (r["creator"], r["tier"])):
    out = {}
    for r in rows:
        if r["status"] != "ok":
            continue
        c = out.setdefault(key(r), [0, 0, 0])
        c[0] += 1
        c[1] += r["net"]
        c[2] += r["cost"]
    return out
