"""Write the golden cases.  usage: make_golden.py OUT_DIR
"""
from __future__ import annotations
import itertools, json, math, pathlib, sys
import numpy as np
import gen
from tierwise_ref import analysis, boot, breakeven, capture, contrast, curve, flags, focus, looks, model, multi, numeric, ols, portfolio, rank, ratio, rng, special, strat, trend, verdict
OUT = pathlib.Path(sys.argv[1])
OUT.mkdir(parents=True, exist_ok=True)
SEED = 42

def clean(o):
    if isinstance(o, dict):
        return {str(k): clean(v) for k, v in o.items()}
    if isinstance(o, (list, tuple)):
        return [clean(v) for v in o]
    if isinstance(o, (np.integer,)):
        return int(o)
    if isinstance(o, (float, np.floating)):
        f = float(o)
        return None if math.isnan(f) else 'inf' if f == math.inf else '-inf' if f == -math.inf else f
    return o

def case(name, spec, expected, params=None, csvs=None, tol=None, note=''):
    d = OUT / name
    d.mkdir(parents=True, exist_ok=True)
    for f, (hdr, rows) in (csvs or {}).items():
        gen.write_csv(d / f, hdr, rows)
    doc = {'case': name, 'spec': spec, 'note': note, 'inputs': sorted((csvs or {}).keys()), 'params': params or {}, 'tolerance': tol or {'rel': 1e-11, 'abs': 1e-14}, 'expected': expected}
    (d / 'case.json').write_text(json.dumps(clean(doc), indent=1, ensure_ascii=False) + '\n', encoding='utf-8')
    print('wrote', name, flush=True)

def c_special():
    P = [1e-10, 0.0001, 0.005, 0.025, 0.1, 0.25, 0.5, 0.6, 0.8, 0.9, 0.95, 0.975, 0.995, 0.9999]
    DF = [1, 1.5, 2, 3.7, 5, 9.25, 19, 48.6, 120, 10000.0, 1000000.0]
    T = [-30, -6.5, -2.1, -0.4, 0, 0.1, 1, 1.96, 3.3, 12]
    X = [-37.5, -10, -5, -1.96, -0.5, 0, 0.3, 1, 2.5, 6, 8.2]
    e = {'norm_cdf': [{'x': x, 'value': special.norm_cdf(x)} for x in X], 'norm_ppf': [{'p': p, 'value': special.norm_ppf(p)} for p in P], 't_cdf': [{'t': t, 'df': d, 'value': special.t_cdf(t, d)} for t in T for d in DF], 't_ppf': [{'p': p, 'df': d, 'value': special.t_ppf(p, d)} for p in P for d in DF if not (p < 1e-06 and d < 2)], 't_two_sided_p': [{'t': t, 'df': d, 'value': special.t_sf2(t, d)} for t in T for d in DF], 'betainc': [{'a': a, 'b': b, 'x': x, 'value': special.betainc(a, b, x)} for a, b in ((0.5, 0.5), (2, 3), (10, 0.5), (50, 60), (500.5, 0.5)) for x in (1e-06, 0.1, 0.35, 0.5, 0.77, 0.99)], 'binom_cdf_half': [{'k': k, 'n': n, 'value': special.binom_cdf_half(k, n)} for n in (1, 5, 6, 20, 101, 1000) for k in sorted({0, n // 4, n // 2 - 1, n // 2}) if k >= 0]}
    case('01_special', '18', e, tol={'rel': 1e-11, 'abs': 1e-300}, note='mpmath at 40 digits. Quantiles: relative 1e-10 is enough; tails must keep relative, not absolute, accuracy.')

def c_rng():
    labels = ['boot/v1/roas/micro~macro/micro', 'boot/v1/roas/micro~macro/macro', 'perm/v1/er_followers/micro~macro', 'é漢🙂', '']
    H = lambda v: f'0x{v:016x}'
    e = {'fnv1a64': [{'text': t, 'value': H(rng.fnv1a64(t))} for t in labels + ['a', 'foobar']], 'mix64': [{'in': H(v), 'out': H(rng.mix64(v))} for v in (0, 1, 3735928559, (1 << 64) - 1, 81985529216486895)], 'splitmix_from_1234567': [H(rng.draw(1234567, k)) for k in range(5)], 'streams': [], 'poisson_thresholds': [H(v) for v in rng.POISSON_T], 'poisson': [], 'permutation': [], 'bounded': []}
    for t in labels:
        K = rng.stream_key(SEED, t)
        for b in (0, 1, 4998):
            R = rng.replicate_key(K, b)
            e['streams'].append({'seed': SEED, 'label': t, 'replicate': b, 'stream_key': H(K), 'replicate_key': H(R), 'draws': [H(rng.draw(R, k)) for k in (0, 1, 2, 999)], 'unit_0': rng.unit(rng.draw(R, 0)), 'bounded_first_8_n7': [rng.bounded(rng.draw(R, k), 7) for k in range(8)], 'multinomial_weights_n12': [int(v) for v in rng.multinomial_weights(K, b, 12)]})
            e['poisson'].append({'seed': SEED, 'label': t, 'replicate': b, 'keys': ['alice', 'bob', 'crÉ0007'], 'entity_hash': [H(rng.entity_hash(k)) for k in ('alice', 'bob', 'crÉ0007')], 'weights': [rng.poisson_weight(K, b, rng.entity_hash(k)) for k in ('alice', 'bob', 'crÉ0007')], 'first_40': [rng.poisson_weight(K, b, rng.entity_hash(f'c{i}')) for i in range(40)]})
            e['permutation'].append({'seed': SEED, 'label': t, 'replicate': b, 'N': 15, 'm': 6, 'prefix': rng.permutation_prefix(K, b, 15, 6)})
    for u, n in ((0, 5), ((1 << 64) - 1, 5), (1 << 63, 1000), (81985529216486895, 4294967291)):
        e['bounded'].append({'u': H(u), 'n': n, 'value': rng.bounded(u, n)})
    case('02_rng', '8.1', e, tol={'rel': 0, 'abs': 0}, note='All exact.')

def c_quantiles():
    r = np.random.default_rng(3)
    sets = {'seven': [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0], 'one': [2.5], 'two': [1.0, 2.0], 'heavy': [float(v) for v in np.exp(r.normal(-3, 1.5, 101))], 'ties': [0.0] * 6 + [1.0] * 3 + [7.5]}
    rows = [(k, repr(v)) for k, vs in sets.items() for v in vs]
    e = {}
    for k, vs in sets.items():
        s = sorted(vs)
        h = {}
        for v in vs:
            b = numeric.hist_bucket(v)
            h[b] = h.get(b, 0) + 1
        m, v = numeric.mean_var(vs)
        q, mci, kk = ratio.median_block([x for x in vs], [1.0] * len(vs))
        e[k] = {'type7': {repr(p): numeric.quantile7(s, p) for p in (0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1)}, 'mean': m, 'variance': v, 'median_ci': mci, 'median_k': kk, 'histogram': [{'bucket': b, 'count': c} for b, c in sorted(h.items())], 'histogram_quantiles': {repr(p): numeric.hist_quantile(h, p) for p in (0.1, 0.5, 0.9, 0.99)}}
    e['bucket_examples'] = [{'value': v, 'bucket': numeric.hist_bucket(v), 'representative': numeric.hist_value(numeric.hist_bucket(v))} for v in (0.0, 1e-09, 0.03, 0.5, 1.0, 1.0009765625, 2.0, 123456.789)]
    case('03_quantiles', '6.3-6.4, 17.5', e, csvs={'values.csv': (['set', 'value'], rows)})

def c_tiers():
    f = [None, -1, 0, 1, 999, 1000, 1001, 99999, 100000, 100001, 999999, 1000000, 25000000]
    e = {'default': [{'followers': x, 'tier': model.tier_of(x), 'bin': None if x is None or x < 0 else flags.bin_index(x)} for x in f], 'bin_edges': curve.BIN_EDGES, 'custom': [{'followers': x, 'tier': model.tier_of(x, [('small', 500, 20000), ('big', 20000, 300000)])} for x in (499, 500, 19999, 20000, 299999, 300000)]}
    case('04_tiers', '3', e, tol={'rel': 0, 'abs': 0}, params={'custom': [['small', 500, 20000], ['big', 20000, 300000]]})

def posts_case(name, seed, n, mp, note, metrics):
    rows, snaps, profs = gen.make_posts(seed, n, mp, messy=0.12)
    d = OUT / name
    d.mkdir(parents=True, exist_ok=True)
    gen.write_csv(d / 'posts.csv', gen.POST_COLS, rows)
    gen.write_csv(d / 'snapshots.csv', ['creator_id', 'platform', 'observed_at', 'followers'], snaps)
    gen.write_csv(d / 'profiles.csv', ['creator_id', 'platform', 'followers'], profs)
    R, cnt = model.prepare(model.read(d / 'posts.csv'), model.read(d / 'snapshots.csv'), model.read(d / 'profiles.csv'))
    e = {'counts': cnt, 'posts_used': len(R), 'sources': {}, 'tiers': {}, 'metrics': {}}
    for r in R:
        e['sources'][r['source']] = e['sources'].get(r['source'], 0) + 1
        t = r['tier'] or 'unknown'
        e['tiers'][t] = e['tiers'].get(t, 0) + 1
    e['first_rows'] = [{'post_id': r['post_id'], 'tier': r['tier'], 'source': r['source'], 'followers': r['followers_resolved'], 'engagements': r['v']['engagements']} for r in R[:25]]
    cross = {}
    for r in R:
        if r['tier']:
            cross.setdefault(r['creator'], set()).add(r['tier'])
    e['creators_in_more_than_one_tier'] = sum((len(v) > 1 for v in cross.values()))
    for m in metrics:
        cm, exc = model.cells(R, m)
        e['metrics'][m] = {'excluded': {f'{a}/{b}': v for (a, b), v in sorted(exc.items())}, 'tiers': {}}
        for t in ('nano', 'micro', 'macro', 'mega'):
            g = model.group(cm, t)
            if g[0]:
                e['metrics'][m]['tiers'][t] = dict(model.level_stats(*g, model.logs(cm, t), model.low_share(cm, t)), mean_of_posts=model.post_mean(cm, t))
    case(name, '1-7', e, csvs=None, note=note)
    doc = json.loads((d / 'case.json').read_text())
    doc['inputs'] = ['posts.csv', 'profiles.csv', 'snapshots.csv']
    (d / 'case.json').write_text(json.dumps(doc, indent=1, ensure_ascii=False) + '\n')

def c_money():
    name = '06_money'
    d = OUT / name
    d.mkdir(parents=True, exist_ok=True)
    dl, od, cd = gen.make_deals(11, 60)
    dl += [['d0003', 'crX9', 'campX', 'instagram', 'food', '2025-02-01T00:00:00Z', '1.00', 5000], ['dX01', 'crX1', 'campX', 'instagram', 'food', '2025-02-01T00:00:00Z', '100.00', 5000], ['dX02', 'crX1', 'campX', 'instagram', 'food', '2025-02-20T00:00:00Z', '100.00015', 5000], ['dX03', 'crX2', 'campX', 'tiktok', 'food', '2025-02-01T00:00:00Z', '250.12345', 100000], ['dX04', 'crX3', 'campX', 'tiktok', '', '2025-02-01T00:00:00Z', '80', '']]
    cd += [['BOTH', 'dX01', '2025-02-01T00:00:00Z', '2025-03-01T00:00:00Z'], ['both ', 'dX02', '2025-02-15T00:00:00Z', ''], ['LATE', 'dX03', '2025-02-10T00:00:00Z', '2025-02-11T00:00:00Z']]
    cd += [['SHARED', 'dX01', '2025-02-01T00:00:00Z', '2025-02-12T00:00:00Z'], ['shared', 'dX03', '2025-02-05T00:00:00Z', '']]
    od += [['oX8', '2025-02-06T00:00:00Z', 'Shared', 'crX1', '70', '0'], ['oX9', '2025-02-13T00:00:00Z', 'SHARED', '', '80', '0'], ['oXa', '2025-02-02T00:00:00Z', 'SHARED', '', '90', '0'], ['oX1', '2025-02-10T00:00:00Z', 'Both', '', '10.00', '0'], ['oX2', '2025-02-16T00:00:00Z', 'BOTH', '', '20.00', ''], ['oX3', '2025-02-11T00:00:00Z', 'LATE', '', '30.00', '0'], ['oX4', '2025-02-10T23:59:59Z', 'late', '', '40.00', '50.00'], ['oX5', '2025-02-25T00:00:00Z', '', 'crX1', '7.77', '0'], ['oX6', '2025-03-22T00:00:01Z', '', 'crX1', '9.99', '0'], ['oX7', '2025-02-05T00:00:00Z', 'NOPE', 'crX2', '5.5', '0']]
    gen.write_csv(d / 'deals.csv', gen.DEAL_COLS, dl)
    gen.write_csv(d / 'orders.csv', gen.ORDER_COLS, od)
    gen.write_csv(d / 'codes.csv', gen.CODE_COLS, cd)
    as_of = '2025-07-01T00:00:00Z'
    rows, exc, why = model.deal_table(model.read(d / 'deals.csv'), model.read(d / 'orders.csv'), model.read(d / 'codes.csv'), as_of)
    cm = model.money_cells(rows)
    e = {'attribution': why, 'excluded': exc, 'deals': [{k: r[k] for k in ('deal_id', 'creator', 'tier', 'cost', 'orders', 'gross', 'refund', 'net', 'status')} for r in rows], 'tiers': {}}
    for t in ('nano', 'micro', 'macro', 'mega'):
        g = model.group(cm, t)
        if not g[0]:
            continue
        p = ratio.Pooled(g[0], g[2], g[3])
        m, s2, mci = ratio.mean_of_ratios(g[2], g[3])
        q, medci, k = ratio.median_block(g[2], g[3])
        e['tiers'][t] = {'deals': sum(g[1]), 'creators': len(g[0]), 'net': sum(g[2]), 'cost': sum(g[3]), 'roas': p.theta, 'roi': p.theta - 1, 'roi_margin_0.6': 0.6 * p.theta - 1, 'roas_ci': p.ci(), 'df': p.df, 'g_eff': p.g_eff, 'zero_sale_creators': sum((y <= 0 for y in g[2])), 'mean_creator_roas': m, 'mean_ci': mci, 'median_creator_roas': q['p50'], 'median_ci': medci}
    doc = {'case': name, 'spec': '4.2-4.3, 7', 'note': 'Money is in 1/10,000 of the currency (integers).', 'inputs': ['codes.csv', 'deals.csv', 'orders.csv'], 'params': {'as_of': as_of, 'maturity_days': 30, 'utm_window_days': 30}, 'tolerance': {'rel': 1e-11, 'abs': 1e-14}, 'expected': clean(e)}
    (d / 'case.json').write_text(json.dumps(doc, indent=1, ensure_ascii=False) + '\n')
    print('wrote', name)
RATIO_HDR = ['group', 'creator', 'n', 'y', 'x']

def c_ratio():
    gs = {'typical': gen.clusters(21, 18), 'dominated': gen.clusters(22, 9, 2, 6.8, sd=1.1), 'zeros': gen.clusters(23, 25, zero=0.6, er=0.002, lo=2, hi=3.5), 'two': gen.clusters(24, 2), 'one': gen.clusters(25, 1), 'all_zero': [(f'z{i}', 1, 0, 1000 + i) for i in range(5)], 'equal_x': [(f'e{i}', 2, v, 5000) for i, v in enumerate([100, 220, 90, 10, 400, 150, 151])], 'negative': [(f'n{i}', 1, v, 100) for i, v in enumerate([-50, 20, -10, -30, 5, -60])], 'large': [(f'b{i:04d}', 3, int(1000000000000000.0) + 7 * i * i, int(9000000000000000.0) + 13 * i) for i in range(40)]}
    rows = [(g, *r) for g, rs in gs.items() for r in rs]
    e = {}
    for g, rs in gs.items():
        rs = sorted(rs, key=lambda t: t[0].encode())
        k, n, Y, X = [list(v) for v in zip(*rs)]
        st = model.level_stats(k, n, Y, X, None, sum((y < model.LOW for y in Y)) / len(Y)) if g != 'negative' else None
        p = ratio.Pooled(k, Y, X)
        e[g] = {'level': st, 'pooled': {'theta': p.theta, 'var_cr1': p.var_cr1, 'var_cr2': p.var_cr2, 'var_cr3': p.var_cr3, 'df': p.df, 'g_eff': p.g_eff, 'ci_auto': p.ci(), 'ci_linear': p.ci(scale='linear'), 'ci90': p.ci(0.9)}}
    case('07_ratio', '6-7', e, csvs={'clusters.csv': (RATIO_HDR, rows)}, tol={'rel': 1e-10, 'abs': 1e-13}, note='var_cr2/df agree with R clubSandwich 0.5.8 (CR2, Satterthwaite) for the weighted-mean model.')

def pair_sets():
    mk = lambda rs: sorted(rs, key=lambda t: t[0].encode())
    A = gen.clusters(31, 16, 3, 5, 0.035, prefix='a')
    B = gen.clusters(32, 11, 5, 6, 0.02, prefix='b')
    A2 = gen.clusters(33, 12, 3, 5, 0.03, prefix='a') + [('x1', 9, 5200, 880000), ('x2', 2, 900, 190000)]
    B2 = gen.clusters(34, 10, 5, 6, 0.02, prefix='b') + [('x1', 4, 2500, 450000), ('x2', 7, 4000, 770000)]
    r = np.random.default_rng(35)

    def money(n, pz, roas, p):
        out = []
        for i in range(n):
            c = int(np.exp(r.normal(6, 0.7)) * 10000.0)
            y = 0 if r.random() < pz else int(c * roas / (1 - pz) * np.exp(r.normal(-0.5, 1)))
            out.append((f'{p}{i:03d}', int(r.integers(1, 4)), y, c))
        return out
    A3, B3 = (money(24, 0.5, 1.9, 'm'), money(15, 0.35, 1.2, 'q'))
    return {'plain': (mk(A), mk(B), 'log'), 'crossing': (mk(A2), mk(B2), 'log'), 'money': (mk(A3), mk(B3), 'linear')}

def c_contrast_boot():
    ps = pair_sets()
    rows = [(n, g, *r) for n, (A, B, k) in ps.items() for g, rs in (('A', A), ('B', B)) for r in rs]
    hdr = ['pair', 'group', 'creator', 'n', 'y', 'x']
    e, eb = ({}, {})
    BN = 399
    for n, (A, B, kind) in ps.items():
        ka, na, Ya, Xa = [list(v) for v in zip(*A)]
        kb, nb, Yb, Xb = [list(v) for v in zip(*B)]
        pa, pb = (ratio.Pooled(ka, Ya, Xa), ratio.Pooled(kb, Yb, Xb))
        x = {'pooled_linear': contrast.pooled_contrast(pa, pb, 'linear'), 'mover': contrast.mover_log_difference(pa, pb)}
        if kind == 'log':
            x['pooled_log'] = contrast.pooled_contrast(pa, pb, 'log')
            ta, tb = (ratio.Typical(ka, Ya, Xa), ratio.Typical(kb, Yb, Xb))
            x['typical'] = contrast.typical_contrast(ta, tb)
            x['typical']['mde'] = contrast.mde_log(x['typical']['se'], x['typical']['df'])
        e[n] = x
        da = {k: (y, xx) for k, y, xx in zip(ka, Ya, Xa)}
        db = {k: (y, xx) for k, y, xx in zip(kb, Yb, Xb)}
        u = (dict(zip(ka, na)), dict(zip(kb, nb)))
        eb[n] = {'kind': kind, 'contrast_multinomial': boot.bootstrap_contrast(da, db, kind, SEED, 'm', 'A', 'B', B=BN, units=u), 'contrast_poisson': boot.bootstrap_contrast(da, db, kind, SEED, 'm', 'A', 'B', B=BN, units=u, method='poisson'), 'single_a': boot.bootstrap_single(da, 'linear' if kind == 'linear' else 'log', SEED, 'm', 'A', B=BN)}
    case('08_contrast', '9', e, csvs={'pairs.csv': (hdr, rows)}, tol={'rel': 1e-10, 'abs': 1e-13})
    case('09_bootstrap', '8', eb, params={'seed': SEED, 'B': BN, 'alpha': 0.05, 'metric': 'm'}, csvs={'pairs.csv': (hdr, rows)}, tol={'rel': 1e-10, 'abs': 1e-13}, note='Same pairs as 08. Replicate values are exact up to libm rounding; p is a count over B+1.')

def c_rank():
    r = np.random.default_rng(41)
    sets = {'small': ([5, 1, 7, 7, 3, 9, 2.5], [4, 4, 1, 0, 7, 2, 2, 1]), 'separated': ([5.0, 6, 7, 8], [1.0, 2, 3, 4, 4]), 'identical': ([1.0, 1, 1], [1.0, 1, 1, 1]), 'one_a': ([3.0], [1.0, 2, 5]), 'big': ([round(float(v), 3) for v in np.exp(r.normal(-3, 0.9, 40))], [round(float(v), 3) for v in np.exp(r.normal(-3.4, 1.2, 27))]), 'even': ([1.0, 2, 3, 4], [1.0, 2, 3, 4])}
    e = {}
    for k, (x, y) in sets.items():
        b = rank.brunner_munzel(x, y)
        e[k] = dict(b, magnitude=rank.magnitude(b['cliffs_delta']))
    rows = [(k, g, repr(float(v))) for k, (x, y) in sets.items() for g, vs in (('A', x), ('B', y)) for v in vs]
    case('10_rank', '10.1-10.2', e, csvs={'values.csv': (['set', 'group', 'value'], rows)}, note='Sign: positive when A tends to be larger (scipy.stats.brunnermunzel(A, B) has the opposite sign).')

def c_perm():
    r = np.random.default_rng(51)
    x1, y1 = ([1.2, 3.4, 2.2, 5.1], [0.3, 1.1, 2.0, 0.7, 0.9])
    x2 = [round(float(v), 4) for v in r.normal(0, 1, 14)]
    y2 = [round(float(v), 4) for v in r.normal(0.7, 1.8, 11)]
    B = 799
    e = {'exact_welch': rank.permutation(x1, y1, rank.welch_t, SEED, 'perm/v1/t/A~B'), 'exact_bm': rank.permutation(x1, y1, rank.bm_t, SEED, 'perm/v1/t/A~B'), 'mc_welch': rank.permutation(x2, y2, rank.welch_t, SEED, 'perm/v1/t/A~B', B=B), 'mc_bm': rank.permutation(x2, y2, rank.bm_t, SEED, 'perm/v1/t/A~B', B=B)}
    rows = [(k, g, repr(v)) for k, x, y in (('small', x1, y1), ('large', x2, y2)) for g, vs in (('A', x), ('B', y)) for v in vs]
    case('11_permutation', '10.3', e, params={'seed': SEED, 'label': 'perm/v1/t/A~B', 'B': B, 'exact_limit': 10000}, csvs={'values.csv': (['set', 'group', 'value'], rows)}, note='exact_* use set small, mc_* set large.')

def c_multi():
    fam = {'mixed': [0.01, 0.04, 0.03, 0.005, 0.5, 0.04, 0.0001, 1.0], 'one': [0.03], 'ties': [0.02, 0.02, 0.02], 'all_big': [0.6, 0.9, 1.0], 'zeros': [0.0, 0.0, 0.04]}
    case('12_multiplicity', '10.4', {k: {'holm': multi.holm(p), 'bh': multi.bh(p)} for k, p in fam.items()}, params=fam, tol={'rel': 1e-14, 'abs': 0})

def c_ols():
    r = np.random.default_rng(71)
    n, G = (90, 11)
    cl = [f'g{int(v):02d}' for v in r.integers(0, G, n)]
    ge = {c: r.normal() for c in sorted(set(cl))}
    x = r.normal(4, 1, n) + np.array([ge[c] for c in cl])
    z = (r.random(n) < 0.4).astype(float)
    w = np.round(r.uniform(0.2, 3, n), 3)
    y = np.round(-3 - 0.15 * x + 0.4 * z + np.array([ge[c] for c in cl]) * 0.8 + r.normal(0, 0.5, n), 6)
    x = np.round(x, 6)
    X = np.column_stack([np.ones(n), x, z])
    rows = [(c, repr(float(a)), repr(float(b)), int(d), repr(float(v))) for c, a, b, d, v in zip(cl, y, x, z, w)]
    case('13_ols_cluster', '11.5', {'unweighted': ols.cluster_ols(X, y, cl), 'weighted': ols.cluster_ols(X, y, cl, w)}, params={'columns': ['1', 'x', 'z']}, csvs={'data.csv': (['cluster', 'y', 'x', 'z', 'w'], rows)}, tol={'rel': 1e-09, 'abs': 1e-12}, note="CR1 equals statsmodels cov_type='cluster'; CR2 and its Satterthwaite df equal R clubSandwich; CR3 = clubSandwich CR3 * sqrt((G-1)/G). p_cr1 uses t with G-1 df.")

def strat_cells(seed, nA, nB, strata, cross):
    r = np.random.default_rng(seed)
    cells = {}
    for g, n in (('A', nA), ('B', nB)):
        for i in range(n):
            u = r.normal(0, 0.6)
            for s in range(strata):
                if r.random() < (0.7 - 0.4 * (s / strata) if g == 'A' else 0.3 + 0.4 * (s / strata)):
                    k = int(r.integers(1, 7))
                    X = int(10 ** (r.uniform(3, 5) if g == 'A' else r.uniform(5, 6))) * k
                    cells[f'{g.lower()}{i:02d}', g, (f's{s}',)] = (k, int(r.poisson(X * 0.02 * math.exp(u + 0.35 * s + (0.2 if g == 'A' else 0)))), X)
    for i in range(cross):
        for g in 'AB':
            X = 98000 if g == 'A' else 104000
            cells[f'x{i}', g, ('s1',)] = (2 + i, int(r.poisson(X * 0.03)) * (2 + i), X * (2 + i))
    return cells

def c_strat():
    sets = {'mixed': strat_cells(81, 20, 17, 4, 0), 'crossing': strat_cells(82, 15, 14, 3, 2), 'no_overlap': {('a1', 'A', ('s0',)): (1, 3, 100), ('a2', 'A', ('s0',)): (1, 5, 120), ('b1', 'B', ('s1',)): (1, 3, 900), ('b2', 'B', ('s1',)): (1, 8, 700)}}
    rows = [(n, c, g, s[0], *v) for n, cs in sets.items() for (c, g, s), v in sorted(cs.items())]
    e = {}
    for n, cs in sets.items():
        sl = [(c, s, y, math.log(cs[c, g, s][2] / cs[c, g, s][0]), w) for c, g, s, y, w in strat.typical_rows(cs)] if n != 'no_overlap' else None
        e[n] = {'adjusted_typical': strat.adjusted_typical(cs, 'A', 'B'), 'mh_log': strat.mantel_haenszel(cs, 'A', 'B', 'log'), 'mh_linear': strat.mantel_haenszel(cs, 'A', 'B', 'linear'), 'absorbed_slope': strat.absorbed_slope(merge_slope(cs)) if n != 'no_overlap' else None}
    case('14_adjusted', '11', e, csvs={'cells.csv': (['set', 'creator', 'group', 'stratum', 'n', 'y', 'x'], rows)}, tol={'rel': 1e-09, 'abs': 1e-12}, note='adjusted_typical equals the weighted least squares coefficient with stratum dummies (checked against statsmodels).')

def merge_slope(cs):
    """Rows of the elasticity regression: cells summed over tiers (Methods 11.3)."""
    m = {}
    for (c, g, s), v in cs.items():
        t = m.setdefault((c, s), [0, 0, 0, 0])
        t[0] += v[0]
        t[1] += v[1]
        t[2] += v[2]
        t[3] += v[3] if len(v) > 3 else 0
    with_q = all((len(v) > 3 for v in cs.values()))
    tot = {}
    for (c, s), t in m.items():
        tot[c] = tot.get(c, 0) + t[0]
    return [(c, s, t[3] / (1000000000.0 * t[0]) if with_q else math.log((t[1] + 0.5) / t[2]), math.log(t[2] / t[0]), t[0] / tot[c]) for (c, s), t in ((k, m[k]) for k in strat.ckeys(m))]

def c_curve():
    pts = gen.clusters(91, 120, 2.2, 6.4, 0.03, sd=0.6, prefix='v')
    pts = [(k, n, max(1, int(y * (x / n / 10000.0) ** (-0.15))), x) for k, n, y, x in pts]
    P = [(k, math.log10(x / n), math.log((y + 0.5) / x)) for k, n, y, x in sorted(pts, key=lambda t: t[0].encode())]
    Q = [(k, math.log10(x / n), y, x) for k, n, y, x in sorted(pts, key=lambda t: t[0].encode())]
    bins = {}
    for k, n, y, x in sorted(pts, key=lambda t: t[0].encode()):
        bins.setdefault(flags.bin_index(x // n), []).append((k, n, y, x))
    eb = []
    for b in sorted(bins):
        ks, ns, Y, X = [list(v) for v in zip(*bins[b])]
        t = ratio.Typical(ks, Y, X)
        eb.append({'bin': b, 'creators': len(ks), 'typical': t.value, 'ci': t.ci()})
    case('15_curve', '12.1', {'local_linear': curve.local_linear(P), 'local_ratio': curve.local_ratio(Q), 'bins': eb}, params={'bandwidth': curve.BANDWIDTH, 'grid': curve.GRID, 'n_min': 10}, csvs={'clusters.csv': (['creator', 'n', 'y', 'x'], pts)}, tol={'rel': 1e-09, 'abs': 1e-12})

def c_verdict():
    base = {'kind': 'engagement', 'name_a': 'micro', 'name_b': 'macro', 'n_a': 40, 'n_b': 22, 'g_eff_a': 40.0, 'g_eff_b': 22.0, 'pos_a': None, 'pos_b': None, 'raw': {'estimate': 0.4, 'p': 0.001, 'ci': [0.2, 0.6]}, 'adjusted': {'estimate': 0.3, 'p': 0.004, 'ci': [0.1, 0.5], 'coverage_a': 0.8, 'coverage_b': 0.9, 'creators_a': 30, 'creators_b': 20}, 'p_holm': 0.008}
    adj = lambda **k: dict(base['adjusted'], **k)
    cs = [base, dict(base, n_b=9), dict(base, g_eff_a=4.9), dict(base, p_holm=0.06), dict(base, adjusted=adj(ci=[-0.1, 0.5])), dict(base, adjusted=adj(coverage_b=0.49)), dict(base, adjusted=adj(creators_a=9)), dict(base, adjusted=None), dict(base, adjusted=adj(estimate=-0.3, ci=[-0.5, -0.1])), dict(base, raw={'estimate': 0.1, 'p': 0.3, 'ci': [-0.1, 0.3]}), dict(base, raw={'estimate': 0.1, 'p': 0.3, 'ci': [-0.1, 0.3]}, adjusted=adj(estimate=-0.05, p=0.7, ci=[-0.3, 0.2]), p_holm=0.7), dict(base, raw=None), dict(base, kind='money', pos_a=9, pos_b=30), dict(base, kind='money', pos_a=10, pos_b=30), dict(base, adjusted=adj(estimate=-0.3, ci=[-0.5, -0.1]), p_holm=0.0500001), dict(base, n_a=3, n_b=2, g_eff_a=1.2, raw=None)]
    case('16_verdict', '12.3-12.4', [verdict.decide(c) for c in cs], params={'config': verdict.DEFAULTS, 'cases': cs}, tol={'rel': 0, 'abs': 0})

def c_trend():
    r = np.random.default_rng(101)
    vals = {}
    for i in range(30):
        t = 'micro' if i < 18 else 'macro'
        for m in range(9):
            if r.random() < 0.6:
                mm = f'{2024 + (m + 8) // 12}-{(m + 8) % 12 + 1:02d}'
                vals[f'c{i:02d}', mm, t] = int(np.exp(r.normal(6 if t == 'micro' else 7.5, 0.6)) * (1 + (0.09 * m if t == 'micro' else 0)) * 10000.0)
    rows = [(*k, v) for k, v in sorted(vals.items())]
    case('17_trend', '13', {t: trend.share_trend(vals, t) for t in ('micro', 'macro')}, csvs={'spend.csv': (['creator', 'month', 'tier', 'amount'], rows)}, tol={'rel': 1e-09, 'abs': 1e-13})

def c_portfolio():
    r = np.random.default_rng(111)
    deals = {'micro': {}, 'macro': {}}
    for t, n, c0, pz, ro in (('micro', 25, 6.0, 0.55, 1.8), ('macro', 12, 8.6, 0.3, 1.2)):
        for i in range(n):
            deals[t][f'{t[:2]}{i:02d}'] = [(int(np.exp(r.normal(c0, 0.5)) * 10000.0), 0 if r.random() < pz else int(np.exp(r.normal(c0 + math.log(ro / (1 - pz)) - 0.5, 1)) * 10000.0)) for _ in range(int(r.integers(1, 4)))]
    budget = 400000000
    B = 299
    sim = {t: portfolio.simulate(deals[t], t, budget, SEED, B) for t in deals}
    pr = {t: [p for p, _ in sim[t]] for t in deals}
    used = {t: numeric.quantile7(sorted((float(k) for _, k in sim[t])), 0.5) for t in deals}
    mix = {}
    for w in (0, 25, 50, 75, 100):
        ba = budget * w // 100
        pa = [p for p, _ in portfolio.simulate(deals['micro'], 'micro', ba, SEED, B)] if ba else [0.0] * B
        pb = [p for p, _ in portfolio.simulate(deals['macro'], 'macro', budget - ba, SEED, B)] if budget - ba else [0.0] * B
        mix[str(w)] = portfolio.summary([a + b for a, b in zip(pa, pb)], budget)
    rows = [(t, c, i, *d) for t in deals for c in sorted(deals[t]) for i, d in enumerate(deals[t][c])]
    case('18_portfolio', '14', {'tiers': {t: dict(portfolio.summary(pr[t], budget), first_profits=pr[t][:5], deals_used_p50=used[t]) for t in deals}, 'p_micro_beats_macro': portfolio.compare(pr['micro'], pr['macro']), 'mix_percent_micro': mix}, params={'seed': SEED, 'B': B, 'budget': budget, 'margin': 1.0}, csvs={'deals.csv': (['tier', 'creator', 'order', 'cost', 'net'], rows)})

def c_flags():
    r = np.random.default_rng(121)
    rows = []
    for i in range(90):
        pf = 'instagram' if i % 3 else 'tiktok'
        F = int(10 ** r.uniform(2.5, 6))
        l = round(float(-3 - 0.1 * math.log(F / 10000.0) + r.normal(0, 0.5)), 6)
        if i in (7, 40):
            l = -8.5
        if i == 55:
            l = 1.5
        L = int(r.integers(500, 90000))
        C = int(L * math.exp(r.normal(-3.5, 0.4))) if i != 33 else L * 2
        rows.append((f'c{i:02d}', pf, F, repr(l), C, L))
    z = flags.size_residual_z([(a, b, c, float(d)) for a, b, c, d, _, _ in rows])
    zc = flags.comment_like_z([(a, b, c, l) for a, b, _, _, c, l in rows])
    sn = {'steady': [(i * 86400, 10000 + 30 * i) for i in range(20)], 'jump': [(0, 10000), (86400, 10050), (2 * 86400, 16000), (10 * 86400, 15900), (20 * 86400, 12000)], 'small': [(0, 900), (86400, 1350)], 'slow': [(0, 10000), (8 * 86400, 14000)], 'edge': [(0, 5000), (7 * 86400, 5500)]}
    cm = {'spam': ['Nice!', 'nice! ', 'ＮＩＣＥ!', 'great  pic', 'Great pic', 'love it', ''], 'clean': ['a', 'b', 'c'], 'empty': ['', '  ']}
    e = {'er_for_size_z': [{'creator': c, 'platform': p, 'z': v, 'flag': None if v is None else 'low' if v <= -3.5 else 'high' if v >= 3.5 else None} for (c, p), v in sorted(z.items())], 'comment_like_z': [{'creator': c, 'platform': p, 'z': v} for (c, p), v in sorted(zc.items())], 'follower_jumps': {k: flags.follower_jumps(v) for k, v in sn.items()}, 'repeated_comment_share': {k: flags.repeated_share(v) for k, v in cm.items()}}
    case('19_flags', '15', e, params={'snapshots': {k: [list(x) for x in v] for k, v in sn.items()}, 'comments': cm}, csvs={'creators.csv': (['creator', 'platform', 'mean_followers', 'log_er', 'comments', 'likes'], rows)})

def c_focus():
    cs = {'even': ([4, 4, 4, 4], 4), 'single': ([9], 6), 'mixed': ([5, 3, 0, 2], 8), 'empty': ([], 5), 'one_post': ([1], 5), 'k1': ([3], 1), 'big': ([1200, 340, 77, 12, 3, 1, 1], 40)}
    e = {k: {'hhi': focus.hhi(c), 'hhi_unbiased': focus.hhi_unbiased(c), 'hhi_normalised': focus.hhi_normalised(c, K), 'entropy': focus.entropy(c), 'focus': focus.focus(c, K)} for k, (c, K) in cs.items()}
    tags = [({'a': 3, 'b': 1}, {'a': 2, 'c': 5}), ({'a': 1}, {'b': 1}), ({}, {'a': 1}), ({'x': 10, 'y': 20, 'z': 5}, {'x': 1, 'y': 2, 'z': 0})]
    aud = [({'18-24': 0.5, '25-34': 0.5}, {'18-24': 0.25, '25-34': 0.5, '35-44': 0.25}), ({'f': 0.6, 'm': 0.38}, {'f': 0.9, 'm': 0.1}), ({'f': 0.6}, {'f': 1.0}), ({'a': 1.0}, {'b': 1.0})]
    case('20_focus_alignment', '16', {'focus': e, 'cosine': [focus.cosine(a, b) for a, b in tags], 'audience_overlap': [focus.overlap(a, b) for a, b in aud]}, params={'topics': {k: {'counts': c, 'K': K} for k, (c, K) in cs.items()}, 'tags': tags, 'audiences': aud}, tol={'rel': 1e-13, 'abs': 1e-15})

def c_end_to_end():
    name = '21_end_to_end'
    d = OUT / name
    d.mkdir(parents=True, exist_ok=True)
    n = 130
    rows, snaps, profs = gen.make_posts(201, n, 14, messy=0.03, tiers=((0.05, 2.3, 3.0), (0.55, 3.0, 5.0), (0.35, 5.0, 6.0), (0.05, 6.0, 6.9)), effect=-0.22)
    dl, od, cd = gen.make_deals(202, 150, pz=(0.45, 0.3), sd=0.8)
    gen.write_csv(d / 'posts.csv', gen.POST_COLS, rows)
    gen.write_csv(d / 'snapshots.csv', ['creator_id', 'platform', 'observed_at', 'followers'], snaps)
    gen.write_csv(d / 'profiles.csv', ['creator_id', 'platform', 'followers'], profs)
    gen.write_csv(d / 'deals.csv', gen.DEAL_COLS, dl)
    gen.write_csv(d / 'orders.csv', gen.ORDER_COLS, od)
    gen.write_csv(d / 'codes.csv', gen.CODE_COLS, cd)
    R, cnt = model.prepare(model.read(d / 'posts.csv'), model.read(d / 'snapshots.csv'), model.read(d / 'profiles.csv'))
    D, exc, why = model.deal_table(model.read(d / 'deals.csv'), model.read(d / 'orders.csv'), model.read(d / 'codes.csv'), '2025-09-01T00:00:00Z', snapshots=model.read(d / 'snapshots.csv'), profiles=model.read(d / 'profiles.csv'))
    B = 499
    eng = analysis.compare_engagement(R, 'er_followers', 'micro', 'macro')
    mon = analysis.compare_money(D, 'micro', 'macro', SEED, Bn=B)
    hl = analysis.headline(eng, mon)
    bds = [20000, 30000, 50000, 75000, 100000, 150000, 200000, 300000, 500000]
    sw, vs = analysis.threshold_sweep(R, D, bds, 1000, 1000000, valid=eng['estimand'] == 'typical')
    sc = {}
    for r in R:
        if r['tier'] and (not isinstance(model.metric_value(r, 'er_followers'), str)):
            y, x = model.metric_value(r, 'er_followers')
            k = (r['creator'], (r['platform'], r['niche'], r['post_type'], r['sponsored']))
            t = sc.setdefault((k[0], 'all', k[1]), [0, 0, 0, 0])
            t[0] += 1
            t[1] += y
            t[2] += x
            t[3] += model.post_log(y, x)
    slope = strat.absorbed_slope(merge_slope({k: tuple(v) for k, v in sc.items()}))

    def slim(x):
        return x
    e = {'counts': cnt, 'deal_exclusions': exc, 'attribution': why, 'engagement': slim(eng), 'money': slim(mon), 'headline': hl, 'threshold': {'rows': sw, 'verdicts': vs, 'stability': vs.count(vs[4]) / len(vs)}, 'elasticity': slope}
    doc = {'case': name, 'spec': '1-12', 'note': 'Whole path from exports to the verdict, micro against macro.', 'inputs': sorted((p.name for p in d.glob('*.csv'))), 'params': {'seed': SEED, 'B': B, 'as_of': '2025-09-01T00:00:00Z', 'boundaries': bds}, 'tolerance': {'rel': 1e-09, 'abs': 1e-12}, 'expected': clean(e)}
    (d / 'case.json').write_text(json.dumps(doc, indent=1, ensure_ascii=False) + '\n')
    print('wrote', name, hl['engagement']['verdict'], hl['engagement']['basis'], eng['rung'], hl['money']['verdict'], hl['money']['basis'], mon['rung'], mon['n_a'], mon['n_b'], mon['pos_a'], mon['pos_b'], set(vs))

def c_looks():
    cs = []
    for kind in ('engagement', 'money'):
        for d, se, q in ((0.4, 0.1, 2.0), (0.4, 0.1, 2.7), (-0.25, 0.08, 2.01), (0.02, 0.5, 2.2), (0.0, 0.1, 2.0), (-3.0, 0.0004, 1.97), (0.7, 0.2, 3.2), (1e-09, 1e-06, 1.96)):
            for skew in (0.0, 0.3):
                ci = [d - q * se * (1 + skew), d + q * se * (1 - skew)]
                cs.append({'kind': kind, 'estimate': d, 'se': se, 'ci': ci, 'target': looks.TARGET[kind], 'alpha': 0.05 if skew == 0 else 0.1})
    cs += [{'kind': 'money', 'estimate': 0.1, 'se': 0.0, 'ci': None, 'target': 0.25, 'alpha': 0.05}]
    case('22_looks', '24', {'r_star': {str(a): looks.r_star(a) for a in (0.01, 0.05, 0.1, 0.2)}, 'cases': [looks.always_valid(c['estimate'], c['se'], c['ci'], c['target'], c['alpha']) for c in cs]}, params={'cases': cs}, tol={'rel': 1e-09, 'abs': 1e-300})

def c_capture():
    cs = [(2.58, [1.2, 5.5]), (0.8, [0.5, 1.3]), (0.4, [0.2, 0.9]), (1.0, [0.99, 1.01]), (None, None), (1.7, None)]
    case('23_capture', '25', [capture.capture(r, ci) for r, ci in cs], params={'cases': [{'ratio': r, 'ratio_ci': ci} for r, ci in cs]}, tol={'rel': 1e-12, 'abs': 0})

def c_break_even():
    r = np.random.default_rng(121)
    margin = '0.55'
    rows = []
    for t, n, c0, pz, ro in (('micro', 41, 6.0, 0.55, 1.9), ('macro', 17, 8.6, 0.3, 1.4), ('mega', 1, 10, 0, 2)):
        for i in range(n):
            for k in range(int(r.integers(1, 4))):
                cost = int(np.exp(r.normal(c0, 0.5)) * 10000.0)
                net = 0 if r.random() < pz else int(np.exp(r.normal(c0 + math.log(ro / (1 - pz)) - 0.5, 1)) * 10000.0)
                rows.append((t, f'{t[:2]}{i:02d}', k, cost, net))
    rows.append(('micro', 'mi00', 9, 10000000, -3000000))
    rows.append(('macro', 'exact', 0, 11 * 10 ** 6, 20 * 10 ** 6))
    out = {}
    for t in ('micro', 'macro', 'mega'):
        per = {}
        for tt, c, _, cost, net in rows:
            if tt == t:
                a = per.setdefault(c, [0, 0])
                a[0] += net
                a[1] += cost
        k = sum((breakeven.paid_off(n, c, margin) for n, c in per.values()))
        keys = sorted(per, key=lambda s: s.encode())
        P = ratio.Pooled(keys, [per[c][0] for c in keys], [per[c][1] for c in keys])
        money = breakeven.tier_money(sum((v[0] for v in per.values())), sum((v[1] for v in per.values())), sum((1 for x in rows if x[0] == t)), margin, P.ci())
        out[t] = {'creators': len(per), 'paid_off': k, 'share': k / len(per), 'ci': breakeven.wilson(k, len(per)), **money}
    diff = breakeven.newcombe(out['micro']['paid_off'], out['micro']['creators'], out['macro']['paid_off'], out['macro']['creators'])
    case('24_break_even', '26', {'break_even_roas': 1 / float(margin), 'tiers': out, 'difference': diff, 'wilson': [{'k': k, 'n': n, 'ci': breakeven.wilson(k, n)} for k, n in ((0, 5), (5, 5), (1, 1), (37, 100), (250, 999))]}, params={'margin': margin, 'a': 'micro', 'b': 'macro'}, csvs={'deals.csv': (['tier', 'creator', 'order', 'cost', 'net'], rows)}, tol={'rel': 1e-10, 'abs': 1e-13})

def c_verdict_extended():
    base = {'kind': 'engagement', 'name_a': 'micro', 'name_b': 'macro', 'n_a': 400, 'n_b': 220, 'g_eff_a': 400.0, 'g_eff_b': 220.0, 'pos_a': 200, 'pos_b': 90, 'raw': {'estimate': 0.4, 'p': 0.001, 'ci': [0.2, 0.6], 'p_av': 0.03, 'ci_av': [0.05, 0.75]}, 'adjusted': {'estimate': 0.3, 'p': 0.004, 'ci': [0.1, 0.5], 'p_av': 0.2, 'ci_av': [-0.05, 0.65], 'coverage_a': 0.8, 'coverage_b': 0.9, 'creators_a': 30, 'creators_b': 20}, 'p_holm': 0.008, 'p_holm_av': 0.2}
    adj = lambda **k: dict(base['adjusted'], **k)
    cs = []
    for lk in ('once', 'repeated'):
        cs += [(lk, base), (lk, dict(base, adjusted=adj(p_av=0.01, ci_av=[0.02, 0.6]), p_holm_av=0.02)), (lk, dict(base, adjusted=None)), (lk, dict(base, adjusted=adj(estimate=0.01, p=0.6, ci=[-0.05, 0.07], p_av=1.0, ci_av=[-0.08, 0.1]), p_holm=0.6, p_holm_av=1.0)), (lk, dict(base, kind='money', adjusted=adj(estimate=0.01, p=0.6, ci=[-0.05, 0.0999], p_av=1.0, ci_av=[-0.08, 0.12]), p_holm=0.6, p_holm_av=1.0)), (lk, dict(base, kind='money', adjusted=adj(estimate=0.05, p=0.001, ci=[0.02, 0.08], p_av=0.01, ci_av=[0.01, 0.09]), p_holm=0.002, p_holm_av=0.02)), (lk, dict(base, n_b=4)), (lk, dict(base, adjusted=adj(p_av=None, ci_av=None))), (lk, dict(base, separated=['niche'])), (lk, dict(base, separated=[]))]
    case('25_verdict_extended', '12.3, 24, 27', [dict(looks=lk, **verdict.decide_extended(c, {'looks': lk})) for lk, c in cs], params={'config': dict(verdict.DEFAULTS, margin={'engagement': 'ln 1.1', 'money': 0.1}), 'cases': [dict(looks=lk, **c) for lk, c in cs]}, tol={'rel': 0, 'abs': 0})

def c_money_hull():
    import random
    out, rows = ({}, [])
    for name, seed, GA, GB in (('few', 1, 30, 15), ('even', 2, 12, 12), ('many', 3, 120, 40), ('loss', 4, 20, 14)):
        rng = random.Random(seed)
        cells = {}
        for g, G in (('micro', GA), ('macro', GB)):
            for i in range(G):
                for st in ('instagram', 'tiktok', 'youtube'):
                    if rng.random() < 0.6:
                        x = int(rng.lognormvariate(6, 0.7) * 10000)
                        y = 0 if rng.random() < 0.5 else int(x * 2.5 * rng.lognormvariate(-0.5, 1))
                        if name == 'loss' and g == 'macro':
                            y = -abs(y) - 1
                        cells[f'{g[:2]}{i:02d}', g, st] = (1, y, x)
        for i in range(2):
            cells[f'mi{i:02d}', 'macro', 'instagram'] = (1, 123456 * (i + 1), 234567)
        out[name] = strat.money_hull(cells, 'micro', 'macro')
        rows += [(name, c, g, st, *v) for (c, g, st), v in sorted(cells.items())]
    case('26_money_hull', '11.2', out, params={'a': 'micro', 'b': 'macro'}, csvs={'cells.csv': (['set', 'creator', 'group', 'stratum', 'n', 'y', 'x'], rows)}, tol={'rel': 1e-09, 'abs': 1e-12})

def c_post_logs():
    r = np.random.default_rng(131)
    rows = []
    for g, n, lo, hi, rate in (('micro', 14, 2, 5, 0.02), ('macro', 9, 15, 25, 0.012), ('small', 12, 3, 9, 0.0004), ('mixed', 10, 4, 8, 0.004)):
        for i in range(n):
            f = int(np.exp(r.normal(9 if g != 'macro' else 12, 0.6))) + 1
            q = math.exp(r.normal(0, 0.4))
            for k in range(int(r.integers(lo, hi))):
                rows.append((g, f'{g[:2]}{i:02d}', k, int(r.poisson(f * rate * q * math.exp(r.normal(0, 0.8)))), f))
    out = {}
    tp = {}
    for g in ('micro', 'macro', 'small', 'mixed'):
        cm = {}
        for gg, c, k, y, x in rows:
            if gg == g:
                v = cm.setdefault((c, g), [0, 0, 0, 0, 0, 0])
                v[0] += 1
                v[1] += y
                v[2] += x
                v[4] += model.post_log(y, x)
                v[5] += y < model.LOW
        ks, n, Y, X = model.group(cm, g)
        t = ratio.Typical(ks, Y, X, model.logs(cm, g))
        tp[g] = t
        low = model.low_share(cm, g)
        out[g] = {'creators': {k: {'posts': cm[k, g][0], 'log_sum': cm[k, g][4], 'low': cm[k, g][5], 'l': l} for k, l in zip(ks, t.l)}, 'typical': t.value, 'ci': t.ci(), 'low_share': low, 'valid': low <= model.MAX_LOW_SHARE}
    case('27_post_logs', '6.2, 9.1', {'tiers': out, 'micro_to_macro': contrast.typical_contrast(tp['micro'], tp['macro']), 'log_of_post': [{'y': y, 'x': x, 'q': model.post_log(y, x)} for y, x in ((0, 1), (3, 100), (12345, 987654321), (1, 3), (10 ** 12, 7))]}, params={'low': model.LOW, 'max_low_share': model.MAX_LOW_SHARE}, csvs={'posts.csv': (['tier', 'creator', 'post', 'y', 'x'], rows)}, tol={'rel': 1e-11, 'abs': 1e-14})

def c_separation():
    r = np.random.default_rng(141)
    cs = []
    for k, (pa, pb) in enumerate((((0.5, 0.3, 0.2), (0.4, 0.4, 0.2)), ((0.9, 0.1, 0), (0.1, 0.2, 0.7)), ((1, 0, 0), (0, 0, 1)), ((0.6, 0.4, 0), (0.3, 0.2, 0.5)))):
        units = []
        for g, p, n in (('micro', pa, 40), ('macro', pb, 25)):
            for i in range(n):
                units.append((g, float(r.integers(1, 9)) / 8, {'platform': ['instagram', 'tiktok', 'youtube'][int(r.choice(3, p=p))], 'niche': ['beauty', ''][int(r.random() < 0.5)], 'quarter': '2024-Q1' if g == 'micro' or k % 2 == 0 else '2024-Q3'}))
        o = strat.separation(units, 'micro', 'macro', ('platform', 'niche', 'quarter'))
        cs.append(({'units': [[g, w, lv] for g, w, lv in units]}, {'overlaps': o, 'separated': {str(rg): strat.separated(o, rg) for rg in (None, 'platform', 'platform+niche', 'platform+niche+quarter', 'platform+niche+month')}}))
    case('28_separation', '11.5, 12.3', [e for _, e in cs], params={'cases': [c for c, _ in cs]}, tol={'rel': 1e-12, 'abs': 1e-14})

def c_hidden_cost():
    r = np.random.default_rng(151)
    rows = []
    for t, n, c0, pz, ro in (('micro', 45, 6.0, 0.4, 3.0), ('macro', 22, 8.4, 0.2, 1.0)):
        for i in range(n):
            for k in range(int(r.integers(1, 3))):
                cost = int(np.exp(r.normal(c0, 0.5)) * 10000.0)
                rows.append((t, f'{t[:2]}{i:02d}', k, cost, 0 if r.random() < pz else int(np.exp(r.normal(c0 + math.log(ro / (1 - pz)) - 0.3, 0.8)) * 10000.0)))
    per = {t: {} for t in ('micro', 'macro')}
    for t, c, k, cost, net in rows:
        v = per[t].setdefault(c, [0, 0, 0])
        v[0] += 1
        v[1] += net
        v[2] += cost
    case('29_hidden_cost', '25.2', capture.hidden_cost({c: tuple(v) for c, v in per['micro'].items()}, {c: tuple(v) for c, v in per['macro'].items()}), params={'a': 'micro', 'b': 'macro', 'unit': '1/10,000 of the currency'}, csvs={'deals.csv': (['tier', 'creator', 'order', 'cost', 'net'], rows)}, tol={'rel': 1e-08, 'abs': 1})
NEW = [c_looks, c_capture, c_break_even, c_verdict_extended, c_money_hull, c_post_logs, c_separation, c_hidden_cost]
if __name__ == '__main__':
    c_special()
    c_rng()
    c_quantiles()
    c_tiers()
    posts_case('05_metrics', 5, 40, 8, 'Messy export: missing likes, comments, followers, reach; zero reach; duplicates; creators near a boundary.', list(model.METRICS))
    c_money()
    c_ratio()
    c_contrast_boot()
    c_rank()
    c_perm()
    c_multi()
    c_ols()
    c_strat()
    c_curve()
    c_verdict()
    c_trend()
    c_portfolio()
    c_flags()
    c_focus()
    c_end_to_end()
    for f in NEW:
        f()
