"""Runs pipelines on Apache Spark: Spark places the tasks, Tierwise computes them.

    spark-submit tierwise_spark.py [--program tierwise] [--workspace FOLDER] [--output FOLDER] PIPELINE|FOLDER ...

A folder stands for the pipeline files (*.yml) in it; all pipelines share the executors, and one that fails stops no other. The
report has the bytes of `tierwise run`. Exports, pipeline files, workspaces and the program must be seen by all executors by the same
paths; nothing else has to be there. See README.md beside this file.

A task may be done twice or by two executors at once, so retries and speculation change nothing. Options of `tierwise` itself
(--jobs, --force, ...) go behind `--`.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time

from pyspark.sql import SparkSession

ROUNDS = ["ingest", "aggregate"]
# A round is planned again until nothing is left of it: what an input that changed, or a lost part, needs.
PLANS_OF_ROUND = 4
# Another executor would end the same way: the command line, the input, the program or the plan is another one.
FINAL_CODES = {0, 64, 65, 66, 70, 73, 77, 78}
# The gravest first, as `tierwise` itself orders them.
GRAVITY = [74, 73, 77, 75, 78, 70, 66, 65, 64, 2, 1, 0]
RESULT = "brand string, code int, seconds double, message string"


def worker(program, jobs, tasks, attempts):
    """What an executor does with the numbers of some tasks."""

    def work(batches):
        import pandas
        from pyspark import TaskContext

        for batch in batches:
            rows = []
            for number in batch["id"]:
                brand, line = tasks[number]
                began = time.monotonic()
                done = subprocess.run(
                    [program, "cluster", "work", "--jobs", str(jobs)], input=line + "\n", capture_output=True, text=True)
                message = done.stderr.strip()
                if done.returncode not in FINAL_CODES and TaskContext.get().attemptNumber() + 1 < attempts:
                    # A full disk, a killed process: somebody else may have more luck.
                    raise RuntimeError(f"tierwise ended with {done.returncode}: {message}")
                rows.append((brand, done.returncode, time.monotonic() - began, message))
            yield pandas.DataFrame(rows, columns=["brand", "code", "seconds", "message"])

    return work


def gravest(codes):
    return min(codes, key=lambda code: GRAVITY.index(code) if code in GRAVITY else -1, default=0)


class Brand:
    """A pipeline on its way."""

    def __init__(self, path, options):
        self.path = str(path)
        self.options = options
        self.code = 0
        self.failed = False

    def tierwise(self, program, *arguments):
        done = subprocess.run([program, *arguments, self.path, *self.options], stdout=subprocess.PIPE, text=True)
        return done.returncode, done.stdout

    def fail(self, code, message=""):
        self.code, self.failed = code, True
        print(f"{self.path}: ended with {code}{': ' if message else ''}{message}", file=sys.stderr)

    def plan(self, program, round, tasks):
        code, lines = self.tierwise(program, "cluster", "plan", "--round", round, "--tasks", str(tasks))
        if code:
            self.fail(code)
            return []
        return lines.splitlines()


def run_tasks(spark, program, jobs, tasks):
    """Does the tasks; the rows that came of them. One partition each: Spark repeats and moves single tasks."""
    attempts = int(spark.conf.get("spark.task.maxFailures", "4"))
    numbers = spark.range(0, len(tasks), 1, len(tasks))
    return numbers.mapInPandas(worker(program, jobs, tasks, attempts), RESULT).collect()


def run_round(spark, arguments, brands, round):
    messages = {}
    for _ in range(PLANS_OF_ROUND):
        began = time.monotonic()
        tasks = []
        for brand in brands:
            if not brand.failed:
                tasks += [(brand.path, line) for line in brand.plan(arguments.program, round, arguments.tasks)]
        planned = time.monotonic() - began
        if not tasks:
            return
        began = time.monotonic()
        rows = run_tasks(spark, arguments.program, arguments.task_jobs, tasks)
        if arguments.verbose:
            print(json.dumps({
                "round": round, "tasks": len(tasks), "plan_seconds": round_off(planned), "wall_seconds": round_off(time.monotonic() - began),
                "task_seconds": round_off(sum(row.seconds for row in rows)), "slowest_seconds": round_off(max(row.seconds for row in rows)),
            }), file=sys.stderr)
        messages = {}
        for row in rows:
            if row.code:
                messages.setdefault(row.brand, (row.code, row.message))
                print(f"{row.brand}: {row.message}", file=sys.stderr)
    for brand in brands:
        if not brand.failed and brand.path in messages:
            brand.fail(*messages[brand.path])


def round_off(seconds):
    return round(seconds, 2)


def pipelines(names):
    for name in names:
        path = pathlib.Path(name).resolve()
        # A format file may lie beside the pipelines that use it; no pipeline file has its key.
        yield from (file for file in sorted(path.glob("*.yml")) if "\nformat:" not in "\n" + file.read_text()) if path.is_dir() else [path]


def main(parameters):
    place = parameters.index("--") if "--" in parameters else len(parameters)
    own, passed = parameters[:place], parameters[place + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipelines", nargs="+", metavar="PIPELINE")
    parser.add_argument("--program", default="tierwise", help="the program, by a path that all executors have")
    parser.add_argument("--workspace", help="as of `tierwise run`; for a single pipeline")
    parser.add_argument("--output", help="as of `tierwise run`; for a single pipeline")
    parser.add_argument("--tasks", type=int, default=64, help="tasks that the creator shards are divided among, at most 64")
    parser.add_argument("--task-jobs", type=int, default=1, help="things that one task does at once; spark.task.cpus of Spark")
    parser.add_argument("--verbose", action="store_true", help="a line of JSON for each round on stderr")
    arguments = parser.parse_args(own)
    paths = list(pipelines(arguments.pipelines))
    options = list(passed)
    for name in ["workspace", "output"]:
        value = getattr(arguments, name)
        if value and len(paths) != 1:
            parser.error(f"--{name} is for a single pipeline")
        if value:
            options += [f"--{name}", str(pathlib.Path(value).resolve())]
    spark = SparkSession.builder.appName("tierwise").getOrCreate()
    brands = [Brand(path, options) for path in paths]
    for round in ROUNDS:
        run_round(spark, arguments, brands, round)
    for brand in brands:
        if not brand.failed:
            brand.code, _ = brand.tierwise(arguments.program, "cluster", "finish")
            if len(brands) > 1:
                print(f"{brand.path}: ended with {brand.code}", file=sys.stderr)
    spark.stop()
    return gravest(brand.code for brand in brands)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
