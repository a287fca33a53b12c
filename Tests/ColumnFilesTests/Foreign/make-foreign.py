#!/usr/bin/env python3
"""Writes the Parquet files of this folder with pyarrow, DuckDB, Polars and Spark, and expected.json with their values as pyarrow reads them.

    python3 -m venv venv && venv/bin/pip install pyarrow duckdb polars pyspark && venv/bin/python make-foreign.py

Without pyspark, which needs Java, its files stay as they are. The files here were made with pyarrow 26.0.1, DuckDB 2.0.1,
Polars 2.1.0 and Spark 4.3.0.
"""
import datetime
import decimal
import glob
import json
import os
import random
import shutil
import tempfile

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq

try:
    from pyspark.sql import SparkSession
except ImportError:
    SparkSession = None

os.chdir(os.path.dirname(os.path.abspath(__file__)))
for old in glob.glob("*.parquet"):
    if SparkSession or not old.startswith("spark"):
        os.remove(old)

ROWS = 150
rng = random.Random(11)
UTC = datetime.timezone.utc


def some(value, share=0.2):
    return None if rng.random() < share else value


def table():
    start = datetime.datetime(2026, 1, 1, tzinfo=UTC)
    return pa.table(
        {
            "post_id": pa.array([str(3_000_000_000 + rng.randrange(10**9)) for _ in range(ROWS)], pa.string()),
            "likes": pa.array([some(int(rng.lognormvariate(6, 2))) for _ in range(ROWS)], pa.int64()),
            "extremes": pa.array([rng.choice([-(2**63), 2**63 - 1, 0, -1, 1]) for _ in range(ROWS)], pa.int64()),
            "posted_at": pa.array([start + datetime.timedelta(seconds=i * 977) for i in range(ROWS)], pa.timestamp("ms", tz="UTC")),
            "day": pa.array([some(datetime.date(1969, 12, 25) + datetime.timedelta(days=i * 151)) for i in range(ROWS)], pa.date32()),
            "small": pa.array([some(rng.randrange(-(2**31), 2**31), 0.5) for _ in range(ROWS)], pa.int32()),
            "fee": pa.array([some(decimal.Decimal(rng.randrange(-(10**9), 10**9)).scaleb(-4)) for _ in range(ROWS)], pa.decimal128(18, 4)),
            "niche": pa.array([some(rng.choice(["Beauty", "Küche", "食べ物", "", "Reisen"])) for _ in range(ROWS)], pa.string()),
            "constant": pa.array(["the same"] * ROWS, pa.string()),
            "nothing": pa.array([None] * ROWS, pa.string()),
            "raw": pa.array([some(bytes(rng.randrange(256) for _ in range(rng.randrange(20)))) for _ in range(ROWS)], pa.binary()),
            "sponsored": pa.array([some(rng.random() < 0.2) for _ in range(ROWS)], pa.bool_()),
            "boosted": pa.array([i > 100 for i in range(ROWS)], pa.bool_()),
            "rate": pa.array([some(rng.randrange(10**6) / 1024) for _ in range(ROWS)], pa.float64()),
        }
    )


DATA = table()
COMMON = dict(row_group_size=90, store_decimal_as_integer=True, write_page_checksum=True)


def arrow(name, data=DATA, **options):
    pq.write_table(data, f"pyarrow-{name}.parquet", **{**COMMON, **options})


arrow("plain", compression="none", use_dictionary=False)
arrow("dictionary-zstd-v2", compression="zstd", data_page_version="2.0")
arrow("dictionary-lz4", compression="lz4")
# Pages of some rows, dictionaries given up after a few entries: pages of codes and pages of values in one chunk.
arrow("small-pages", compression="none", data_page_size=48, write_batch_size=7, dictionary_pagesize_limit=60)
arrow("small-pages-v2", compression="zstd", data_page_size=48, write_batch_size=7, dictionary_pagesize_limit=60, data_page_version="2.0")
integers = ["likes", "extremes", "posted_at", "day", "small"]
arrow(
    "delta-v2", compression="lz4", data_page_version="2.0", use_dictionary=False,
    column_encoding={**{c: "DELTA_BINARY_PACKED" for c in integers}, "sponsored": "RLE", "boosted": "RLE"},
)
required = pa.schema([pa.field(f.name, f.type, nullable=False) for f in DATA.schema if DATA.column(f.name).null_count == 0])
arrow("required", DATA.select(required.names).cast(required), compression="zstd")

# Outside the subset, column by column.
outside = pa.table(
    {
        "likes": DATA["likes"],
        "float": DATA["rate"].cast(pa.float32()),
        "list": pa.array([[i, i + 1] for i in range(ROWS)]),
        "struct": pa.array([{"a": i, "b": str(i)} for i in range(ROWS)]),
        "fixed": pa.array([b"abcd"] * ROWS, pa.binary(4)),
        "unsigned": pa.array([2**32 - 1] * ROWS, pa.uint32()),
        "time": pa.array([datetime.time(1, 2, 3)] * ROWS, pa.time64("us")),
        "post_id": DATA["post_id"],
    }
)
arrow("outside", outside, compression="none", use_dictionary=False, column_encoding={"post_id": "DELTA_BYTE_ARRAY"})
for codec in ["snappy", "gzip", "brotli"]:
    arrow(codec, DATA.select(["likes", "niche"]), compression=codec)

duck = duckdb.connect()
duck.execute("set timezone = 'UTC'")
duck.register("data", DATA)
for name, options in [
    ("plain", "compression uncompressed, parquet_version v1"),
    ("zstd", "compression zstd, parquet_version v1"),
    ("lz4-v2", "compression lz4_raw, parquet_version v2"),
]:
    duck.execute(f"copy data to 'duckdb-{name}.parquet' (format parquet, row_group_size 2048, {options})")

frame = polars.from_arrow(DATA)
for name, options in [
    ("plain", dict(compression="uncompressed")),
    ("zstd", dict(compression="zstd", row_group_size=90)),
    ("lz4-pages", dict(compression="lz4", data_page_size=64)),
]:
    frame.write_parquet(f"polars-{name}.parquet", **options)


if SparkSession:
    settings = {
        "spark.sql.session.timeZone": "UTC", "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MILLIS", "spark.ui.enabled": "false",
    }
    spark = SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    frame = spark.read.parquet("pyarrow-plain.parquet")
    for name, options in [
        ("plain-v2", {"compression": "none", "parquet.writer.version": "v2"}),
        ("zstd", {"compression": "zstd"}),
        ("lz4", {"compression": "lz4_raw"}),
    ]:
        with tempfile.TemporaryDirectory() as folder:
            frame.coalesce(1).write.options(**options).parquet(folder + "/out")
            shutil.copy(glob.glob(folder + "/out/*.parquet")[0], f"spark-{name}.parquet")
    spark.stop()


def text(value):
    if value is None:
        return None
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (int, float, str)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def values(array):
    if pa.types.is_timestamp(array.type):
        array = array.cast(pa.int64())
    return [text(v) for v in array.to_pylist()]


# What most files hold stands once; a column that a file has otherwise (times in microseconds) has its own values.
common = {name: values(DATA[name]) for name in DATA.column_names}
files = {}
for path in sorted(glob.glob("*.parquet")):
    file = pq.ParquetFile(path)
    metadata = file.metadata
    columns = []
    for index in range(metadata.num_columns):
        schema = metadata.schema.column(index)
        chunks = [metadata.row_group(group).column(index) for group in range(metadata.num_row_groups)]
        reasons = []
        if "." in schema.path:
            reasons.append("nested")
        elif schema.physical_type in ("INT96", "FLOAT", "FIXED_LEN_BYTE_ARRAY"):
            reasons.append(schema.physical_type)
        elif schema.path in ("unsigned", "time"):
            reasons.append({"unsigned": "UINT_32", "time": "TIME"}[schema.path])
        else:
            for chunk in chunks:
                if chunk.compression in ("SNAPPY", "GZIP", "BROTLI"):
                    reasons.append(chunk.compression)
                reasons += [e for e in chunk.encodings if e in ("DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY", "BYTE_STREAM_SPLIT")]
        if reasons:
            columns.append({"name": schema.path, "refused": reasons[0]})
            continue
        try:
            array = file.read(columns=[schema.path]).column(0)
        except OSError:
            # pyarrow 26 cannot read DuckDB's packed differences where rows are null: the table that DuckDB was given, then.
            assert path.startswith("duckdb")
            array = DATA[schema.path]
        columns.append({"name": schema.path})
        if values(array) != common.get(schema.path):
            columns[-1]["values"] = values(array)
    files[path] = {"rows": metadata.num_rows, "row_groups": metadata.num_row_groups, "columns": columns}

with open("expected.json", "w", encoding="utf-8") as out:
    json.dump({"values": common, "files": files}, out, ensure_ascii=False, separators=(",", ":"))
    out.write("\n")
