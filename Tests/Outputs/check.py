"""Referees of what data teams take away: frictionless, jsonschema, SQLite, DuckDB and a notebook look at the samples' reports.

    python check.py TIERWISE FOLDER PIPELINE...

Runs each pipeline into FOLDER and looks at: the data package of its tables (frictionless: every cell of every table is of its
field's type), its SQLite export (against the published tables cell by cell, and against the Parquet facts by counts and sums),
and the notebook of pipelines/notebook (its numbers against the report's). Then holds all pipeline and format files of the
repository against `tierwise schema`, and wrong ones, which `tierwise lint` has to refuse as well.
"""

import csv
import decimal
import json
import math
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

import duckdb
import frictionless
import jsonschema
import nbclient
import nbformat
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENTITIES = ("posts", "snapshots", "creators", "deals", "orders")
mistakes = []


def expect(condition, what):
    if not condition:
        mistakes.append(what)
        print(f"  WRONG: {what}")


def run(*arguments, cwd=None):
    return subprocess.run([str(argument) for argument in arguments], cwd=cwd, capture_output=True, text=True)


# --- the data package -------------------------------------------------------------------------------------------------


def check_package(report):
    """frictionless reads every table with its schema and finds nothing; what it read is what csv reads."""
    tables = report / "tables"
    result = frictionless.validate(str(tables / "datapackage.json"))
    for row in result.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:10]:
        expect(False, f"frictionless: {row}")
    expect(result.valid, "frictionless finds the data package valid")
    package = json.loads((tables / "datapackage.json").read_text())
    paths = {resource["path"] for resource in package["resources"]}
    expect(paths == {path.name for path in tables.glob("*.csv")}, "the package has every table and no other")
    outputs = json.loads((report / "manifest.json").read_text())["outputs"]
    listed = [output for output in outputs if output["path"] == "tables/datapackage.json"]
    expect(len(listed) == 1, "the manifest lists the data package")
    return {resource["name"]: resource for resource in package["resources"]}


# --- the SQLite export ------------------------------------------------------------------------------------------------


def unprotected(text):
    return text[1:] if text.startswith("'") else text


def check_tables(database, report, resources):
    """Every published cell stands in the database, typed as the data package says; an empty one is NULL."""
    compared = 0
    for name, resource in resources.items():
        fields = resource["schema"]["fields"]
        with open(report / "tables" / resource["path"], newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        columns = ", ".join(f'"{field["name"]}"' for field in fields)
        stored = database.execute(f'select {columns} from "{name}" order by rowid').fetchall()
        expect(len(stored) == len(rows) - 1, f"{name}: {len(stored)} rows, published are {len(rows) - 1}")
        amounts = {column for (column,) in database.execute("select column_name from columns where table_name = ? and type = 'TEXT'", (name,))}
        for published, row in zip(rows[1:], stored):
            for field, text, value in zip(fields, published, row):
                compared += 1
                if text == "":
                    wanted = None
                elif field["type"] in ("integer", "boolean"):
                    wanted = int(text)
                elif field["type"] == "number" and field["name"] not in amounts:
                    wanted = float(text)
                elif field["type"] == "number":
                    wanted = text
                else:
                    wanted = unprotected(text)
                if value != wanted or type(value) is not type(wanted):
                    expect(False, f"{name}.{field['name']}: {value!r}, published is {text!r}")
        # Exact amounts as whole numbers.
        for field in fields:
            exact = f"{field['name']}_e4"
            if any(row[1] == exact for row in database.execute(f'pragma table_info("{name}")')):
                for text, number in database.execute(f'select "{field["name"]}", "{exact}" from "{name}"'):
                    wanted = None if text is None else int(decimal.Decimal(text).scaleb(4))
                    if number != wanted:
                        expect(False, f"{name}.{exact}: {number}, the text is {text}")
    return compared


def check_facts(database, workspace):
    """Counts and sums of every column, as DuckDB reads them out of the Parquet files."""
    con, compared = duckdb.connect(), 0
    con.sql("set timezone = 'UTC'")
    for entity in ENTITIES:
        path = workspace / "facts" / f"{entity}.parquet"
        columns = con.execute("describe select * from read_parquet(?)", [str(path)]).fetchall()
        stored = [row[1] for row in database.execute(f'pragma table_info("facts_{entity}")')]
        expect([c for c in stored if not c.endswith("_e4")] == [c[0] for c in columns], f"facts_{entity}: columns {stored}")
        for name, kind, *_ in columns:
            if kind.startswith("DECIMAL"):
                ours = f'count("{name}"), sum("{name}_e4")'
                theirs = f'count("{name}"), sum("{name}" * 10000)::hugeint'
            elif kind in ("BIGINT", "BOOLEAN"):
                ours, theirs = f'count("{name}"), sum("{name}")', f'count("{name}"), sum("{name}"::bigint)::hugeint'
            elif kind.startswith("TIMESTAMP"):
                ours = f"count(\"{name}\"), sum(unixepoch(\"{name}\"))"
                theirs = f'count("{name}"), sum(epoch_ms("{name}") // 1000)::hugeint'
            elif kind == "DATE":
                ours = f'count("{name}"), sum(cast(julianday("{name}") - 2440587.5 as integer))'
                theirs = f'count("{name}"), sum("{name}" - date \'1970-01-01\')::hugeint'
            else:
                ours = f'count("{name}"), sum(length(cast("{name}" as blob)))'
                theirs = f'count("{name}"), sum(strlen("{name}"))::hugeint'
                if [row[2] for row in database.execute(f'pragma table_info("facts_{entity}")') if row[1] == name] == ["REAL"]:
                    ours, theirs = f'count("{name}"), round(sum("{name}"), 3)', f'count("{name}"), round(sum("{name}"::double), 3)'
            mine = database.execute(f'select count(*), {ours} from "facts_{entity}"').fetchone()
            other = con.execute(f"select count(*), {theirs} from read_parquet(?)", [str(path)]).fetchone()
            compared += 1
            expect(mine == other, f"facts_{entity}.{name}: {mine}, DuckDB reads {other}")
    return compared


def check_views(database):
    """A view per claim, each with the rows of its claim and no other."""
    claims = [row[0] for row in database.execute("select distinct claim from claims")]
    for claim in claims:
        rows = database.execute(f'select distinct question, verdict from "claim_{claim}"').fetchall()
        expect(rows == database.execute("select question, verdict from claims where claim = ?", (claim,)).fetchall(), f"claim_{claim}: {rows}")
    for claim, metric in (("engagement", "er_followers%"), ("return", "roas")):
        beside = database.execute(f"select count(distinct comparison_analysis) from \"claim_{claim}\" where question = 'headline'").fetchone()[0]
        there = database.execute(
            "select count(distinct k.analysis) from comparisons k join headlines h using (metric, a, b) "
            "where k.metric like ? and k.segment = 'all' and k.analysis <> 'without_top_creator' "
            "and k.scheme = (select json_extract(value, '$.scheme') from metadata where key = 'definition')", (metric,)).fetchone()[0]
        expect(beside == there, f"claim_{claim}: {beside} analyses beside it, the tables have {there}")
    return len(claims)


def check_database(tierwise, pipeline, workspace, report, resources):
    path = report.parent / "export.sqlite"
    done = run(tierwise, "export", pipeline, "--sqlite", path, "--force", "--workspace", workspace, "--output", report)
    expect(done.returncode == 0, f"export: {done.returncode} {done.stderr}")
    if done.returncode != 0:
        return
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    expect(database.execute("pragma integrity_check").fetchall() == [("ok",)], "SQLite finds its file whole")
    metadata = dict(database.execute("select key, value from metadata"))
    expect(metadata["program"] == "tierwise" and json.loads(metadata["definition"])["name"] == metadata["pipeline"], f"metadata: {metadata}")
    cells, columns, views = check_tables(database, report, resources), check_facts(database, workspace), check_views(database)
    print(f"  SQLite: {cells} cells of tables, {columns} columns of facts, {views} views")
    database.close()


# --- the notebook -----------------------------------------------------------------------------------------------------


def close(one, other, tolerance):
    if one is None or other is None:
        return one is None and other is None
    return math.isclose(one, other, rel_tol=tolerance, abs_tol=0)


def check_notebook(workspace, report):
    """The numbers that it computes from facts are the report's."""
    path = ROOT / "pipelines/notebook/first-chart.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    expect(all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells if cell.cell_type == "code"),
           "the notebook is kept without outputs")
    os.environ.update(TIERWISE_WORKSPACE=str(workspace), TIERWISE_REPORT=str(report), MPLBACKEND="module://matplotlib_inline.backend_inline")
    nbclient.NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}, extra_arguments=["--log-level=ERROR"]).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    expect(any("image/png" in output.get("data", {}) for output in outputs), "the notebook draws a chart")
    numbers = json.loads(next(output["text"] for output in reversed(outputs) if output.get("name") == "stdout"))
    definition = json.loads((report / "findings.json").read_text())["definition"]
    with open(report / "tables/money.csv", newline="") as file:
        money = {(row["tier"], row["item"]): float(row["value"]) if row["value"] else None for row in csv.DictReader(file)}
    with open(report / "tables/estimates.csv", newline="") as file:
        typical = {row["tier"]: row for row in csv.DictReader(file)
                   if (row["metric"], row["statistic"], row["segment"], row["scheme"]) == (numbers["metric"], "typical", "all", definition["scheme"])}
    compared = 0
    for tier in (band["name"] for band in definition["tiers"]):
        for item in ("deals", "cost", "net"):
            ours, published = numbers[item][tier] or 0, money.get((tier, item))
            compared += 1
            # Without any order nobody knows what was sold, and the table is empty.
            expect(published is None and item == "net" or close(ours, published or 0, 1e-12), f"notebook, {tier}, {item}: {ours}, published is {published}")
        roi = money.get((tier, "roi"))
        brought = None if roi is None else roi + 1
        expect(close(numbers["brought_back"][tier], brought, 1e-10), f"notebook, {tier}: brought back {numbers['brought_back'][tier]}, published is {brought}")
        row = typical.get(tier)
        published = float(row["value"]) if row and row["value"] else None
        # Logarithms of posts are rounded to 1e-9 before they are added.
        expect(close(numbers["rate"][tier], published, 1e-8), f"notebook, {tier}: rate {numbers['rate'][tier]}, published is {published}")
        for item, column in (("posts", "units"), ("creators", "creators")):
            expect((numbers[item][tier] or 0) == int(row[column] if row else 0), f"notebook, {tier}: {item} {numbers[item][tier]}, published is {row}")
        compared += 4
    print(f"  notebook: {compared} numbers, metric {numbers['metric']}")


# --- the schemas ------------------------------------------------------------------------------------------------------


class Loader(yaml.SafeLoader):
    """YAML as the program reads it: what looks like a day is a text."""


Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

PIPELINE = "name: p\ncurrency: EUR\nsources:\n  - files: posts.csv\n"
# Each is wrong in its shape alone, so that the schema and `lint` both refuse it.
WRONG_PIPELINES = {
    "an unknown key": PIPELINE + "curency: USD\n",
    "no sources": "name: p\ncurrency: EUR\n",
    "no name": "currency: EUR\nsources:\n  - files: posts.csv\n",
    "a source without files": "name: p\ncurrency: EUR\nsources:\n  - format: native-posts\n",
    "an unknown key in a source": PIPELINE + "    fromat: native-posts\n",
    "a source that is a text": "name: p\ncurrency: EUR\nsources: [posts.csv]\n",
    "a currency that is none": PIPELINE.replace("EUR", "euro"),
    "a name with blanks": PIPELINE.replace("name: p", "name: a b"),
    "a language that there is not": PIPELINE + "language: fr\n",
    "an unknown segment": PIPELINE + "by: [colour]\n",
    "a mapping for a text": PIPELINE + "timezone: {name: UTC}\n",
    "an unknown key in statistics": PIPELINE + "statistics: {resample: 10}\n",
}
FORMAT = "format: f\ntitle: F\ndetect: {columns: [A, B]}\nentity: deals\ncolumns:\n  deal_id: A\n"
WRONG_FORMATS = {
    "an unknown key": FORMAT + "entitty: deals\n",
    "no entity": FORMAT.replace("entity: deals\n", ""),
    "an unknown entity": FORMAT.replace("entity: deals", "entity: dealz"),
    "an unknown column": FORMAT + "  deal_ids: B\n",
    "an unknown key of a value": FORMAT.replace("deal_id: A", "deal_id: {form: A}"),
    "no format name": FORMAT.replace("format: f\n", ""),
}


def check_schemas(tierwise):
    schemas = {kind: json.loads(run(tierwise, "schema", kind).stdout) for kind in ("pipeline", "format")}
    validators = {kind: jsonschema.Draft202012Validator(schema) for kind, schema in schemas.items()}
    for validator in validators.values():
        type(validator).check_schema(validator.schema)

    def errors(kind, text):
        return list(validators[kind].iter_errors(yaml.load(text, Loader)))

    files = {"pipeline": sorted(ROOT.glob("pipelines/*.yml")), "format": sorted((ROOT / "Sources/ExportFormats/Catalogue").glob("*.yml"))}
    # What the documents show as whole files counts, too.
    shown = [("README.md", block) for block in re.findall(r"```yaml\n(.*?)```", re.sub(r"(?m)^   ", "", (ROOT / "README.md").read_text()), re.S)]
    for kind, paths in files.items():
        texts = [(path.name, path.read_text()) for path in paths]
        texts += [(name, block) for name, block in shown if block.startswith("name:" if kind == "pipeline" else "format:")]
        expect(len(texts) > 2, f"there are {kind} files")
        for name, text in texts:
            for error in errors(kind, text)[:3]:
                expect(False, f"{name}: {error.json_path}: {error.message}")
        print(f"schemas: {len(texts)} {kind} files are right")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "posts.csv").write_text("post_id,creator_id,platform,posted_at,likes\np1,c1,instagram,2025-03-01T00:00:00Z,1\n")

        def lint(text, more=""):
            (folder / "p.yml").write_text(text + more)
            return run(tierwise, "lint", "p.yml", cwd=folder)

        expect(not errors("pipeline", PIPELINE) and lint(PIPELINE).returncode == 0, f"the pipeline that the wrong ones are made of is right: {lint(PIPELINE)}")
        (folder / "f.yml").write_text(FORMAT)
        expect(not errors("format", FORMAT) and lint(PIPELINE, "formats: [f.yml]\n").returncode == 0, f"so is the format: {lint(PIPELINE, 'formats: [f.yml]')}")
        for what, text in WRONG_PIPELINES.items():
            expect(errors("pipeline", text), f"the schema accepts a pipeline with {what}")
            expect(lint(text).returncode == 78, f"lint accepts a pipeline with {what}")
        for what, text in WRONG_FORMATS.items():
            (folder / "f.yml").write_text(text)
            expect(errors("format", text), f"the schema accepts a format with {what}")
            expect(lint(PIPELINE, "formats: [f.yml]\n").returncode == 78, f"lint accepts a format with {what}")
    print(f"schemas: {len(WRONG_PIPELINES) + len(WRONG_FORMATS)} wrong files are refused, by lint too")


def main(tierwise, folder, *pipelines):
    tierwise, folder = pathlib.Path(tierwise).resolve(), pathlib.Path(folder).resolve()
    for pipeline in map(pathlib.Path, pipelines):
        print(pipeline.stem)
        workspace, report = folder / pipeline.stem / "state", folder / pipeline.stem / "report"
        done = run(tierwise, "run", pipeline, "--workspace", workspace, "--output", report, "--quiet")
        expect(done.returncode in (0, 1), f"run: {done.returncode} {done.stderr}")
        resources = check_package(report)
        print(f"  frictionless: {len(resources)} tables")
        check_database(tierwise, pipeline, workspace, report, resources)
        check_notebook(workspace, report)
    check_schemas(tierwise)
    print("all is as it should be" if not mistakes else f"{len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
