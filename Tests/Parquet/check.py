"""Referees of the Parquet files: pyarrow, DuckDB and Polars read every staged and fact file of a workspace.

    python check.py TIERWISE PIPELINE WORKSPACE

Rows of staged files must be those of the ledger, types those of `tierwise formats columns`, and rows, nulls and sums those of
`tierwise facts --as ndjson`, which is Tierwise's own reader.
"""

import collections
import datetime
import decimal
import json
import pathlib
import subprocess
import sys

import duckdb
import polars
import pyarrow
import pyarrow.parquet

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
TYPES = {
    "whole number": pyarrow.int64(),
    "decimal amount": pyarrow.decimal128(18, 4),
    "UTC, `2025-03-18T09:48:00Z`": pyarrow.timestamp("ms", tz="UTC"),
    "day, `2025-03-18`": pyarrow.date32(),
    "1 or 0": pyarrow.bool_(),
}


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def column_types(tierwise, entity, staged):
    """Names and Arrow types of the columns of a file, from the documentation that the program prints."""
    types, sections = {}, run(tierwise, "formats", "columns", entity).split("\nFacts (")
    for number, section in enumerate(sections):
        if number == 1 and staged:
            break
        for line in section.splitlines():
            if line.startswith("| `"):
                name, spelling = [cell.strip() for cell in line.split("|")[1:3]]
                if not staged and name.strip("`") in ("input", "line"):
                    continue
                types[name.strip("`")] = TYPES.get(spelling, pyarrow.string())
    return types


def number(value, kind):
    """A value as a whole number, so that sums are exact; of a text its length in bytes."""
    if pyarrow.types.is_decimal(kind):
        return int(decimal.Decimal(str(value)).scaleb(4))
    if pyarrow.types.is_timestamp(kind):
        if isinstance(value, str):
            value = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
        elif value.tzinfo is None:
            value = value.replace(tzinfo=UTC)
        return (value - EPOCH) // datetime.timedelta(seconds=1)
    if pyarrow.types.is_date(kind):
        value = datetime.date.fromisoformat(value) if isinstance(value, str) else value
        return (value - EPOCH.date()).days
    if pyarrow.types.is_string(kind):
        return len(value.encode())
    return int(value)


def summary(rows, types):
    """Rows, and for each column nulls and sum."""
    result, count = {name: [0, 0] for name in types}, 0
    for row in rows:
        count += 1
        for name, kind in types.items():
            if row[name] is None:
                result[name][0] += 1
            else:
                result[name][1] += number(row[name], kind)
    return count, result


def readers(path):
    yield "pyarrow", pyarrow.parquet.read_table(path)
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    yield "DuckDB", connection.sql(f"SELECT * FROM read_parquet('{path}')").to_arrow_table()
    yield "Polars", polars.read_parquet(path).to_arrow()


def check(path, types, expected, ledger_rows):
    mistakes = []
    stored = pyarrow.parquet.read_schema(path)
    for name, kind in types.items():
        if stored.field(name).type != kind:
            mistakes.append(f"{path}: {name} is {stored.field(name).type}, not {kind}")
    if stored.names != list(types):
        mistakes.append(f"{path}: columns {stored.names}, not {list(types)}")
    if ledger_rows is not None and expected[0] != ledger_rows:
        mistakes.append(f"{path}: {expected[0]} rows, and {ledger_rows} in the ledger")
    for reader, table in readers(path):
        found = summary((dict(zip(table.column_names, row)) for row in zip(*(column.to_pylist() for column in table.columns))), types)
        if found[0] != expected[0]:
            mistakes.append(f"{path}: {reader} finds {found[0]} rows, not {expected[0]}")
        for name in types:
            if found[1][name] != expected[1][name]:
                mistakes.append(f"{path}: {reader} finds nulls and sum {found[1][name]} in {name}, not {expected[1][name]}")
    return mistakes


def main():
    tierwise, pipeline, workspace = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    mistakes, files = [], 0

    def rows(entity, *options):
        lines = run(tierwise, "facts", pipeline, entity, "--as", "ndjson", "--workspace", str(workspace), *options).splitlines()
        return [json.loads(line, parse_float=decimal.Decimal) for line in lines]

    for path in sorted((workspace / "facts").glob("*.parquet")):
        types = column_types(tierwise, path.stem, staged=False)
        mistakes += check(path, types, summary(rows(path.stem), types), None)
        files += 1
    staged = collections.defaultdict(list)
    for line in (workspace / "ledger.ndjson").read_text().splitlines():
        entry = json.loads(line).get("entry")
        for file in entry["staged"] if entry and not entry["summary"].get("refused") else []:
            staged[file["entity"]].append((entry["key"], entry["summary"]["sha256"][:12], file["rows"]))
    for entity, inputs in staged.items():
        types = column_types(tierwise, entity, staged=True)
        of_input = collections.defaultdict(list)
        for row in rows(entity, "--staged"):
            of_input[row["input"]].append(row)
        for key, name, count in inputs:
            path = workspace / "staged" / entity / f"{key}.parquet"
            mistakes += check(path, types, summary(of_input[name], types), count)
            files += 1
    print("\n".join(mistakes) or f"{files} files read alike by pyarrow {pyarrow.__version__}, DuckDB {duckdb.__version__}, Polars {polars.__version__}")
    sys.exit(1 if mistakes or not files else 0)


main()
