"""What a data team would write instead, in DuckDB or Polars: peers.py duckdb|polars FOLDER [RESAMPLES]

Reads the exports that `MakeSamples --posts` wrote, by the same rules as Tierwise (Documentation/Methods.md): the latest row of each
post, followers of the post or of a snapshot (3.2), tiers, creators, posts and pooled engagement over followers by tier and platform,
quantiles of the posts' rates; deals, codes and orders to cost, revenue and return by tier; then resamples of creators for both
headlines. Prints one JSON object: the numbers, to be compared with Tierwise's tables.

With `check` in place of a tool: peers.py check FOLDER REPORT compares both tools' numbers with the tables of a report, to 1e-9 of each.
"""

import csv
import json
import math
import subprocess
import sys

import numpy as np

TIERS = ["nano", "micro", "macro", "mega"]
EDGES = [1_000, 100_000, 1_000_000]


def duckdb_numbers(folder):
    import duckdb

    tier = lambda column: f"case when {column} < 1000 then 'nano' when {column} < 100000 then 'micro' when {column} < 1000000 then 'macro' else 'mega' end"
    con = duckdb.connect()
    con.sql(f"""
        create temp table posts as with
          rows as (select platform, creator_id, posted_at, followers_at_post, likes + comments + coalesce(shares, 0) + coalesce(saves, 0) e
                   from read_csv('{folder}/posts-*.csv.gz')
                   qualify row_number() over (partition by platform, post_id order by exported_at desc) = 1),
          snapshots as (select * from read_csv('{folder}/snapshots.csv.gz')),
          earlier as (select r.*, s.followers before, s.observed_at before_at
                      from rows r asof left join snapshots s
                      on r.platform = s.platform and r.creator_id = s.creator_id and r.posted_at >= s.observed_at),
          both_ways as (select r.*, s.followers after, s.observed_at after_at
                        from earlier r asof left join snapshots s
                        on r.platform = s.platform and r.creator_id = s.creator_id and r.posted_at <= s.observed_at),
          known as (select *, coalesce(nullif(followers_at_post, 0),
                                       case when posted_at - before_at <= interval 90 day then before end,
                                       case when after_at - posted_at <= interval 30 day then after end) f from both_ways)
        select platform, creator_id, e::bigint e, f::bigint f, {tier("f")} tier from known where f > 0""")
    groups = con.sql("""select tier, coalesce(platform, '') platform, count(*) posts, count(distinct creator_id) creators, sum(e)::bigint y,
        sum(f)::bigint x, quantile_cont(e / f, [.1, .25, .5, .75, .9]) q from posts
        group by grouping sets ((tier), (tier, platform))""").fetchall()
    money = con.sql(f"""
        with orders as (select c.deal_id, sum(o.revenue - least(o.refund, o.revenue)) net
                        from read_csv('{folder}/orders.csv.gz') o join read_csv('{folder}/codes.csv.gz') c
                        on o.promo_code = c.promo_code and o.ordered_at >= c.valid_from and o.ordered_at < c.valid_to
                        where o.status not in ('cancelled', 'voided', 'failed') group by all)
        select {tier("followers_at_booking")} tier, d.creator_id, d.fee + coalesce(d.product_cost, 0) cost, coalesce(net, 0) net
        from read_csv('{folder}/deals.csv.gz') d left join orders using (deal_id)""").fetchnumpy()
    cells = con.sql("select tier, creator_id, sum(e)::double y, sum(f)::double x from posts group by all").fetchnumpy()
    return groups, [np.asarray(cells[key]) for key in ("tier", "y", "x")], [np.asarray(money[key]) for key in ("tier", "creator_id", "cost", "net")]


def polars_numbers(folder):
    import polars as pl

    def tier(column):
        return pl.when(column < 1_000).then(pl.lit("nano")).when(column < 100_000).then(pl.lit("micro")).when(column < 1_000_000).then(pl.lit("macro")).otherwise(pl.lit("mega"))

    def read(name):
        return pl.scan_csv(f"{folder}/{name}.csv.gz", try_parse_dates=True, infer_schema_length=10_000)

    key = ["platform", "creator_id"]
    count = lambda name: pl.col(name).fill_null(0)
    snapshots = read("snapshots").sort("observed_at").collect()
    rows = (
        read("posts-*").select(*key, "post_id", "posted_at", "exported_at", pl.col.followers_at_post.cast(pl.Int64), e=pl.col.likes + pl.col.comments + count("shares") + count("saves"))
        .sort("exported_at", descending=True).unique(["platform", "post_id"], keep="first").sort("posted_at").collect(engine="streaming")
    )
    before = snapshots.rename({"followers": "before"}).with_columns(before_at="observed_at")
    after = snapshots.rename({"followers": "after"}).with_columns(after_at="observed_at")
    posts = (
        rows.join_asof(before, left_on="posted_at", right_on="observed_at", by=key, strategy="backward", check_sortedness=False).drop("observed_at", strict=False)
        .join_asof(after, left_on="posted_at", right_on="observed_at", by=key, strategy="forward", check_sortedness=False)
        .with_columns(f=pl.coalesce(
            pl.when(pl.col.followers_at_post > 0).then(pl.col.followers_at_post),
            pl.when(pl.col.posted_at - pl.col.before_at <= pl.duration(days=90)).then(pl.col.before),
            pl.when(pl.col.after_at - pl.col.posted_at <= pl.duration(days=30)).then(pl.col.after)))
        .filter(pl.col.f > 0).with_columns(tier=tier(pl.col.f))
    )
    rate = pl.col.e / pl.col.f
    quantiles = [rate.quantile(q, "linear").alias(str(q)) for q in (0.1, 0.25, 0.5, 0.75, 0.9)]
    sums = [pl.len().alias("posts"), pl.col.creator_id.n_unique().alias("creators"), pl.col.e.sum(), pl.col.f.sum(), *quantiles]
    groups = [(*row[:6], list(row[6:])) for row in posts.group_by("tier", "platform").agg(sums).rows()]
    groups += [(row[0], "", *row[1:5], list(row[5:])) for row in posts.group_by("tier").agg(sums).rows()]
    orders = (
        read("orders").join(read("codes"), on="promo_code")
        .filter((pl.col.ordered_at >= pl.col.valid_from) & (pl.col.ordered_at < pl.col.valid_to) & ~pl.col.status.is_in(["cancelled", "voided", "failed"]))
        .group_by("deal_id").agg(net=(pl.col.revenue - pl.min_horizontal("refund", "revenue")).sum())
    )
    money = (
        read("deals").join(orders, on="deal_id", how="left")
        .select("creator_id", tier=tier(pl.col.followers_at_booking), cost=pl.col.fee + pl.col.product_cost.fill_null(0), net=pl.col.net.fill_null(0)).collect()
    )
    cells = posts.group_by("tier", "creator_id").agg(y=pl.col.e.sum(), x=pl.col.f.sum())
    return groups, [cells[key].to_numpy() for key in ("tier", "y", "x")], [money[key].to_numpy() for key in ("tier", "creator_id", "cost", "net")]


def resampled(numerators, denominators, resamples, random):
    """The 95% interval of the ratio of sums over resampled creators."""
    count = len(numerators)
    ratios = np.empty(resamples)
    for index in range(resamples):
        drawn = random.integers(0, count, count)
        ratios[index] = numerators[drawn].sum() / denominators[drawn].sum()
    return np.quantile(ratios, [0.025, 0.975]).tolist()


def numbers(tool, folder, resamples):
    groups, (tier, y, x), (deal_tier, _, cost, net) = {"duckdb": duckdb_numbers, "polars": polars_numbers}[tool](folder)
    cost, net, y, x = (np.asarray(column, float) for column in (cost, net, y, x))
    random = np.random.default_rng(1)
    result = {"engagement": {}, "return": {}, "resampled": {}}
    for name, platform, posts, creators, numerator, denominator, _ in groups:
        result["engagement"][f"{name} {platform}".strip()] = [int(posts), int(creators), int(numerator), int(denominator), numerator / denominator]
    for name in TIERS:
        chosen = tier == name
        if chosen.any():
            result["resampled"][f"engagement {name}"] = resampled(y[chosen], x[chosen], resamples, random)
        chosen = deal_tier == name
        if chosen.any():
            spent, earned = math.fsum(cost[chosen]), math.fsum(net[chosen])
            result["return"][name] = [int(chosen.sum()), spent, earned, earned / spent]
            result["resampled"][f"return {name}"] = resampled(net[chosen], cost[chosen], resamples, random)
    return result


def published(report):
    """The same numbers from a report's tables."""
    result = {"engagement": {}, "return": {}}
    with open(f"{report}/tables/estimates.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["metric"] != "er_followers" or row["statistic"] != "pooled":
                continue
            segment = row["segment"]
            if segment != "all" and not segment.startswith("platform=") or "," in segment:
                continue
            key = f"{row['tier']} {segment.removeprefix('platform=') if segment != 'all' else ''}".strip()
            counts = [int(row[column]) for column in ("units", "creators", "numerator", "denominator")]
            result["engagement"][key] = [*counts, float(row["value"])]
    with open(f"{report}/tables/money.csv", newline="") as file:
        money = {(row["tier"], row["item"]): row["value"] for row in csv.DictReader(file)}
    for tier in {tier for tier, _ in money}:
        result["return"][tier] = [int(money[tier, "deals"]), *(float(money[tier, item]) for item in ("cost", "net", "roas"))]
    return result


def check(folder, report):
    ours, wrong = published(report), 0
    for tool in ("duckdb", "polars"):
        printed = subprocess.run([sys.executable, __file__, tool, folder, "1"], check=True, capture_output=True, text=True).stdout
        theirs, compared = json.loads(printed), 0
        for part in ("engagement", "return"):
            for key in sorted(set(ours[part]) | set(theirs[part])):
                left, right = ours[part].get(key), theirs[part].get(key)
                compared += len(right or [])
                if left is None or right is None or any(abs(a - b) > 1e-9 * max(abs(a), abs(b)) for a, b in zip(left, right)):
                    wrong += 1
                    print(f"{tool}, {part} {key}: Tierwise says {left}, {tool} {right}")
        print(f"{tool}: {compared} numbers compared")
    print("all alike to 1e-9" if not wrong else f"{wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("duckdb", "polars", "check"):
        sys.exit(__doc__)
    if sys.argv[1] == "check":
        sys.exit(check(*sys.argv[2:4]))
    json.dump(numbers(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 2_000), sys.stdout, indent=1)
