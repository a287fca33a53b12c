"""Write the case of creators' returns shrunk towards their tier (Methods 26.3).  usage: make_shrunk_returns.py OUT_DIR

Numpy only, and no code of tierwise_ref: y is laid out as a ragged table, and the variance components come from sums of squares.
"""
import csv, json, pathlib, sys
import numpy as np

MIN_CREATORS, MIN_REPEATS = 10, 10


def shrink(deals):
    """deals: creator -> list of (cost, net). Creators in canonical order. None where the variances cannot be told apart."""
    names = sorted(deals, key=lambda s: s.encode())
    n = np.array([len(deals[c]) for c in names])
    if len(names) < MIN_CREATORS or n.sum() - len(names) < MIN_REPEATS:
        return None
    cost = np.array([c for k in names for c, _ in deals[k]], dtype=np.longdouble)
    net = np.array([v for k in names for _, v in deals[k]], dtype=np.longdouble)
    owner = np.repeat(np.arange(len(names)), n)
    y = np.log1p(np.maximum(net / cost, 0))
    means = np.bincount(owner, y.astype(float)) / n
    sigma2 = float(((y - means[owner]) ** 2).sum() / (n.sum() - len(names)))
    roas = np.array([sum(v for _, v in deals[k]) / sum(c for c, _ in deals[k]) for k in names])
    yc = np.log1p(np.maximum(roas, 0))
    tau2 = float(np.var(yc, ddof=1) - sigma2 * np.mean(1 / n))
    tau2 = tau2 if tau2 > 1e-18 else 0.0          # below it is rounding of equal returns
    theta = sum(v for k in names for _, v in deals[k]) / sum(c for k in names for c, _ in deals[k])
    t = np.log1p(max(theta, 0))
    b = tau2 / (tau2 + sigma2 / n) if tau2 > 0 else np.zeros(len(names))
    out = np.expm1(t + b * (yc - t))
    return {"tier": theta, "deal_variance": sigma2, "creator_variance": tau2,
            "creators": {k: {"value": v, "reliability": float(r), "shrunk": float(s)} for k, v, r, s in zip(names, roas.tolist(), b, out)}}


def draw(r, creators, extra, tau, zero, loss=0.0):
    out = {}
    for i in range(creators):
        quality = r.normal(0, tau)
        deals = []
        for _ in range(1 + r.poisson(extra)):
            cost = int(np.exp(r.normal(6, 0.7)) * 10_000)
            net = 0 if r.random() < zero else int(cost * np.exp(r.normal(0.4 + quality, 0.8)))
            deals.append((cost, -cost // 3 if r.random() < loss else net))
        out[f"cr{i:03d}" if i % 7 else f"crÉ{i:03d}"] = deals
    return out


def main(out):
    r = np.random.default_rng(161)
    sets = {
        "spread": draw(r, 40, 2.0, 1.2, 0.2), "rare": draw(r, 60, 0.7, 0.6, 0.6), "alike": draw(r, 30, 3.0, 0.0, 0.3),
        "losses": draw(r, 25, 1.5, 0.8, 0.3, 0.25), "few_creators": draw(r, 9, 4.0, 0.8, 0.2),
        "few_repeats": {f"x{i:02d}": [(10_000, 5_000 * i)] * (2 if i < 9 else 1) for i in range(30)},
        "identical": {f"i{i:02d}": [(20_000, 30_000)] * 2 for i in range(12)},
        "all_lost": {f"l{i:02d}": [(20_000, -1_000)] * 2 for i in range(12)},
    }
    folder = pathlib.Path(out) / "shrunk_returns"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "deals.csv", "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["set", "creator", "order", "cost", "net"])
        w.writerows((s, c, i, *d) for s, v in sets.items() for c, ds in v.items() for i, d in enumerate(ds))
    doc = {"case": "shrunk_returns", "spec": "26.3", "note": "Money is in 1/10,000 of the currency (integers).", "inputs": ["deals.csv"],
           "params": {"min_creators": MIN_CREATORS, "min_repeats": MIN_REPEATS}, "tolerance": {"rel": 1e-9, "abs": 1e-12},
           "expected": {k: shrink(v) for k, v in sets.items()}}
    (folder / "case.json").write_text(json.dumps(doc, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
