"""Order and shard invariance of the reference, and agreement of the stored cases with a fresh run."""
import json, random, subprocess, sys
import pytest
import places
from tierwise_ref import analysis, model, ratio, boot, verdict


def load(case):
    d = places.case(case)
    return [model.read(d / f) for f in ("posts.csv", "snapshots.csv", "profiles.csv")]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_row_order_does_not_matter(seed):
    p, s, f = load("05_metrics")
    R0, c0 = model.prepare(p, s, f)
    r = random.Random(seed)
    for x in (p, s, f):
        r.shuffle(x)
    R1, c1 = model.prepare(p, s, f)
    assert R0 == R1 and c0 == c1


@pytest.mark.parametrize("k", [2, 3, 7])
def test_cells_merge_by_integer_addition(k):
    R, _ = model.prepare(*load("05_metrics"))
    whole, _ = model.cells(R, "er_followers")
    parts = [model.cells(R[i::k], "er_followers")[0] for i in range(k)]
    random.Random(k).shuffle(parts)
    m = {}
    for p in parts:
        for key, v in p.items():
            t = m.setdefault(key, [0] * 6)
            for j in range(6):
                t[j] += v[j]
    assert m == whole


def test_order_table_shuffle():
    d = places.case("06_money")
    dl, od, cd = (model.read(d / f) for f in ("deals.csv", "orders.csv", "codes.csv"))
    a = model.deal_table(dl, od, cd, "2025-07-01T00:00:00Z")
    r = random.Random(5)
    for x in (dl, od, cd):
        r.shuffle(x)
    b = model.deal_table(dl, od, cd, "2025-07-01T00:00:00Z")
    assert a[1:] == b[1:] and sorted(a[0], key=lambda t: t["deal_id"]) == sorted(b[0], key=lambda t: t["deal_id"])


def test_swapping_tiers_flips_the_sign_only():
    R, _ = model.prepare(*load("21_end_to_end"))
    x = analysis.compare_engagement(R, "er_followers", "micro", "macro")
    y = analysis.compare_engagement(R, "er_followers", "macro", "micro")
    assert x["raw"]["estimate"] == pytest.approx(-y["raw"]["estimate"]) and x["raw"]["se"] == pytest.approx(y["raw"]["se"])
    # the home rule sends ties to the first tier, so only the degrees of freedom may move, and barely
    assert x["adjusted"]["estimate"] == pytest.approx(-y["adjusted"]["estimate"]) and x["adjusted"]["se"] == pytest.approx(y["adjusted"]["se"])
    assert x["adjusted"]["df"] == pytest.approx(y["adjusted"]["df"], rel=.02)


def test_follower_scale_invariance():
    """Multiplying every denominator by a constant moves the level, not the comparison."""
    k = ["a", "b", "c", "d"]
    p, q = ratio.Pooled(k, [5, 9, 2, 7], [100, 300, 80, 150]), ratio.Pooled(k, [5, 9, 2, 7], [1000, 3000, 800, 1500])
    assert p.df == pytest.approx(q.df) and p.theta == pytest.approx(10 * q.theta) and p.var_cr2 == pytest.approx(100 * q.var_cr2)


def test_goldens_are_reproducible(tmp_path):
    subprocess.run([sys.executable, "make_golden.py", str(tmp_path)], cwd=places.REFERENCE, check=True, capture_output=True)
    for d in sorted(p for p in tmp_path.iterdir() if p.is_dir()):
        for f in d.iterdir():
            same(f, places.case(d.name) / f.name)


def test_shrunk_returns_are_reproducible(tmp_path):
    subprocess.run([sys.executable, "make_shrunk_returns.py", str(tmp_path)], cwd=places.REFERENCE, check=True, capture_output=True)
    for f in (tmp_path / "shrunk_returns").iterdir():
        same(f, places.REFERENCE / "cases" / "shrunk_returns" / f.name)


def same(new, old):
    """Equal bytes, or numbers that differ in the last digits of another numpy."""
    if new.read_bytes() == old.read_bytes():
        return
    if new.suffix == ".json":
        close(json.loads(new.read_text()), json.loads(old.read_text()), new)
    else:
        a, b = (p.read_text().replace("\n", ",").split(",") for p in (new, old))
        assert len(a) == len(b)
        for x, y in zip(a, b):
            assert x == y or float(x) == pytest.approx(float(y), rel=1e-12)


def close(a, b, where):
    assert type(a) is type(b), where
    if isinstance(a, dict):
        assert a.keys() == b.keys()
        for k in a: close(a[k], b[k], (where, k))
    elif isinstance(a, list):
        assert len(a) == len(b)
        for x, y in zip(a, b): close(x, y, where)
    elif isinstance(a, float):
        assert a == pytest.approx(b, rel=1e-11, abs=1e-300), where
    else:
        assert a == b, where
