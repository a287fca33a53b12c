"""How much nearer shrunk returns are to the truth than creators' own (Methods 26.3): drawn brands of 60 and 20 creators.

usage: simulate_shrunk_returns.py [BRANDS]
Columns: mean further deals, spread of creators, share of deals without a sale, spread of deals; then mean distance from the true place
as a share of all creators, and root mean square error of ln(1 + ROAS), each own / shrunk.
"""
import itertools, sys
import numpy as np
import scipy.stats as st
from make_shrunk_returns import shrink


def tier(r, creators, level, further, tau, zero, sd):
    deals, truth = {}, []
    for i in range(creators):
        true = level * np.exp(r.normal(0, tau) - tau * tau / 2)
        n = 1 + r.poisson(further)
        cost = np.exp(r.normal(6, 0.6, n)) * 10_000
        net = np.where(r.random(n) < zero, 0, cost * true / (1 - zero) * np.exp(r.normal(-sd * sd / 2, sd, n)))
        deals[f"{i:03d}"] = [(int(c), int(v)) for c, v in zip(cost, net)]
        truth.append(true)
    return deals, truth


def brands(r, count, further, tau, zero, sd):
    """Mean distance of places and mean square error of logs, (own, shrunk) each."""
    place, square = np.zeros(2), np.zeros(2)
    for _ in range(count):
        truth, values = [], [[], []]
        for creators, level in ((60, 1.8), (20, 1.2)):
            deals, true = tier(r, creators, level, further, tau, zero, sd)
            truth += true
            result = shrink(deals) or {"creators": {k: {"value": sum(v for _, v in d) / sum(c for c, _ in d)} for k, d in deals.items()}}
            for c in result["creators"].values():
                values[0].append(c["value"])
                values[1].append(c.get("shrunk", c["value"]))
        for k in (0, 1):
            place[k] += np.abs(st.rankdata(values[k]) - st.rankdata(truth)).mean() / len(truth) / count
            square[k] += ((np.log1p(values[k]) - np.log1p(truth)) ** 2).mean() / count
    return place, square


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    r = np.random.default_rng(171)
    for further, tau, (zero, sd) in itertools.product((0.6, 2, 6), (0, 0.35, 0.7, 1.0), ((0.4, 0.8), (0.7, 1.2))):
        p, s = brands(r, count, further, tau, zero, sd)
        e = np.sqrt(s)
        print(f"{further:4} {tau:5} {zero:4} {sd:4}   {p[0]:.3f} / {p[1]:.3f}   {e[0]:.2f} / {e[1]:.2f}")
