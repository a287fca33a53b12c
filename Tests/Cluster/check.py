"""Tierwise on a standalone Spark cluster on this machine: the report must have the bytes of one machine's.

    python check.py TIERWISE DATA [--posts N] [--quick]

Starts a master and two workers: each in a network namespace of its own where the machine allows that (root, iproute2), else all on the
loopback. Every case runs a pipeline through pipelines/cluster/tierwise_spark.py, with tasks in
another order, and compares the whole report folder with that of `tierwise run`. DATA is a folder of MakeSamples; without it, or with
--quick, only samples/ are run. Ends with 1 at the first difference.
"""

import argparse
import contextlib
import decimal
import filecmp
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import pyspark

ROOT = pathlib.Path(__file__).resolve().parents[2]
SPARK = pathlib.Path(pyspark.__file__).parent
DRIVER = ROOT / "pipelines/cluster/tierwise_spark.py"
WORKERS = 2
CORES = 2

# Stands in for the program: other orders, tasks done twice at once, slow ones. What it starts is the program itself.
WRAPPER = """#!/bin/bash
program={program}
if [ "$1 $2" = "cluster plan" ]; then
  lines=$("$program" "$@") || exit $?
  [ -z "$lines" ] || printf '%s\\n' "$lines" | shuf
  exit 0
fi
[ "$1 $2" = "cluster work" ] || exec "$program" "$@"
task=$(cat)
round=${{task##*\\"round\\":\\"}}; round=${{round%%\\"*}}
touch {marks}/$round
{work}
"""
ONCE = '''"$program" "$@" <<< "$task"'''
# Both must end well.
TWICE = '''"$program" "$@" <<< "$task" & first=$!
"$program" "$@" <<< "$task" || exit $?
wait $first'''
# Some are slow the first time, so that speculation starts a second one beside it.
SLOW = '''mark={marks}/$(printf %s "$task" | cksum | cut -d ' ' -f 1)
if [ $((RANDOM % 4)) = 0 ] && mkdir "$mark" 2> /dev/null; then sleep 6; fi
"$program" "$@" <<< "$task"'''
# A job without work.
EMPTY = """
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
spark.range(0, 8, 1, 8).mapInPandas(lambda batches: batches, "id long").collect()
spark.stop()
"""
# Long enough that an executor can be killed in the middle.
SLEEPY = 'sleep 0.5\n' + ONCE


def environment(host):
    return dict(
        os.environ, SPARK_LOCAL_IP=host, SPARK_MASTER_HOST=host, PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable,
        PYTHONWARNINGS="ignore")


class Loopback:
    """All processes on one address."""

    driver = "127.0.0.1"
    words = "on the loopback"

    def worker(self, number):
        """Its address, and what its command line begins with."""
        return self.driver, []

    def close(self):
        pass


class Namespaces:
    """Each worker with a network stack of its own, all on a bridge: nothing of another's loopback or ports is seen."""

    driver = "10.213.77.1"
    words = "each worker in a network namespace of its own"

    def __init__(self):
        self.names = [f"tierwise-{os.getpid()}-{number}" for number in range(WORKERS)]
        self.bridge = f"tw{os.getpid() % 100000}"
        try:
            self.run(f"ip link add {self.bridge} type bridge", f"ip address add {self.driver}/24 dev {self.bridge}", f"ip link set {self.bridge} up")
            for number, name in enumerate(self.names):
                inside = f"ip -n {name}"
                self.run(
                    f"ip netns add {name}", f"ip link add {self.bridge}v{number} type veth peer name eth0 netns {name}",
                    f"ip link set {self.bridge}v{number} master {self.bridge} up", f"{inside} address add {self.worker(number)[0]}/24 dev eth0",
                    f"{inside} link set lo up", f"{inside} link set eth0 up")
        except (OSError, subprocess.CalledProcessError):
            self.close()
            raise

    @staticmethod
    def run(*lines):
        for line in lines:
            subprocess.run(line.split(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def worker(self, number):
        return f"10.213.77.{number + 2}", ["ip", "netns", "exec", self.names[number]]

    def close(self):
        for line in [*(f"ip netns delete {name}" for name in self.names), f"ip link delete {self.bridge}"]:
            with contextlib.suppress(OSError, subprocess.CalledProcessError):
                self.run(line)


def network():
    try:
        return Namespaces()
    except (OSError, subprocess.CalledProcessError):
        return Loopback()


@contextlib.contextmanager
def cluster(folder):
    """A master and its workers; ends exactly those."""
    started = []
    net = network()

    def start(name, host, prefix, *arguments):
        log = open(folder / f"{name}.log", "w")
        started.append(subprocess.Popen([*prefix, SPARK / "bin/spark-class", *arguments, "--host", host], stdout=log, stderr=log, env=environment(host)))

    try:
        start("master", net.driver, [], "org.apache.spark.deploy.master.Master", "--port", "0", "--webui-port", "0")
        wait_for(folder / "master.log", "I have been elected leader")
        master = re.search(rf"spark://{re.escape(net.driver)}:\d+", (folder / "master.log").read_text())[0]
        for number in range(WORKERS):
            host, prefix = net.worker(number)
            start(
                f"worker{number}", host, prefix, "org.apache.spark.deploy.worker.Worker", master, "--webui-port", "0", "--cores", str(CORES),
                "--memory", "2g", "--work-dir", str(folder / f"work{number}"))
            wait_for(folder / f"worker{number}.log", "Successfully registered with master")
        print(f"a master and {WORKERS} workers, {net.words}", flush=True)
        yield master, [process.pid for process in started[1:]], net.driver
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()
        net.close()


def wait_for(log, words):
    for _ in range(600):
        if words in log.read_text():
            return
        time.sleep(0.2)
    sys.exit(f"{log}: never said '{words}'")


def executors(workers):
    """Processes of executors below our workers."""
    parents, found = {}, []
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            pid = int(entry.name)
            parents[pid] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if b"CoarseGrainedExecutorBackend" in (entry / "cmdline").read_bytes():
                found.append(pid)

    def is_ours(pid):
        while pid in parents and pid not in workers:
            pid = parents[pid]
        return pid in workers

    return [pid for pid in found if is_ours(pid)]


def kill_one_in_every_round(workers, marks, killed, stop):
    for round in ["ingest", "aggregate"]:
        while not stop.is_set() and not (marks / round).exists():
            time.sleep(0.05)
        time.sleep(0.3)
        running = executors(workers)
        if running and not stop.is_set():
            os.kill(running[0], signal.SIGKILL)
            killed.append(round)


def differences(one, other):
    compared = filecmp.dircmp(one, other, ignore=[])
    found = [*compared.left_only, *compared.right_only]
    found += filecmp.cmpfiles(one, other, compared.common_files, shallow=False)[1]
    for name in compared.common_dirs:
        found += [f"{name}/{other}" for other in differences(pathlib.Path(one) / name, pathlib.Path(other) / name)]
    return found


class Case:
    def __init__(self, arguments, folder, master, workers, host):
        self.arguments, self.folder, self.master, self.workers, self.host = arguments, folder, master, workers, host
        self.number = 0

    def one_machine(self, pipeline, name):
        began = time.monotonic()
        code = subprocess.run([
            self.arguments.tierwise, "run", pipeline, "--workspace", self.folder / f"{name}-one", "--output", self.folder / f"{name}-whole", "--quiet",
        ]).returncode
        if code not in (0, 1, 2):
            sys.exit(f"{name}: tierwise run ended with {code}")
        return code, time.monotonic() - began

    def submit(self, executors, log, settings, *command):
        """Starts spark-submit of a script on the cluster."""
        settings = [
            f"spark.driver.bindAddress={self.host}", f"spark.driver.host={self.host}", "spark.ui.enabled=false", "spark.executor.memory=512m",
            "spark.executor.cores=1", f"spark.cores.max={executors}", *settings,
        ]
        options = [part for setting in settings for part in ("--conf", setting)]
        with open(log, "w") as file:
            return subprocess.Popen(
                [SPARK / "bin/spark-submit", "--master", self.master, *options, *command], stdout=file, stderr=file, env=environment(self.host))

    def driver(self, pipeline, program, workspace, output, number, executors, settings=()):
        return self.submit(
            executors, self.folder / f"driver{number}.log", settings, DRIVER, "--program", program, "--workspace", workspace, "--output", output,
            "--tasks", "16", "--verbose", pipeline, "--", "--quiet")

    def empty(self, executors):
        """Seconds that Spark takes for tasks in which nothing is done: its own share of a case."""
        script = self.folder / "empty.py"
        script.write_text(EMPTY)
        began = time.monotonic()
        if self.submit(executors, self.folder / "empty.log", (), script).wait():
            sys.exit(f"an empty job of Spark failed:\n{(self.folder / 'empty.log').read_text()[-4000:]}")
        return time.monotonic() - began

    def xargs(self, pipeline, name, expected, workers):
        """The same rounds without Spark."""
        workspace, output = self.folder / f"{name}-state-xargs", self.folder / f"{name}-report-xargs"
        options = ["--workspace", workspace, "--output", output, "--quiet"]
        began = time.monotonic()
        for round in ["ingest", "aggregate", "aggregate"]:
            tasks = subprocess.run([self.arguments.tierwise, "cluster", "plan", pipeline, "--round", round, *options], check=True, stdout=subprocess.PIPE).stdout
            subprocess.run(["xargs", "-d", "\\n", "-r", "-n", "1", "-P", str(workers), self.arguments.tierwise, "cluster", "work"], input=tasks, check=True)
        code = subprocess.run([self.arguments.tierwise, "cluster", "finish", pipeline, *options]).returncode
        seconds = time.monotonic() - began
        if code != expected or (different := differences(self.folder / f"{name}-whole", output)):
            sys.exit(f"{name}, xargs -P {workers}: ended with {code}, not {expected}" if code != expected else f"{name}, xargs -P {workers}: differs in {different}")
        print(f"{name}, xargs -P {workers}: {seconds:.1f} s, the same bytes", flush=True)
        shutil.rmtree(workspace)
        shutil.rmtree(output)
        return seconds

    def two_drivers(self, pipeline, name, expected):
        """Two drivers on one workspace: each ends well or says why not, and what is published is right at any time."""
        workspace, output = self.folder / f"{name}-state-two", self.folder / f"{name}-report-two"
        drivers = [self.driver(pipeline, self.arguments.tierwise, workspace, output, f"-two{number}", 1) for number in range(2)]
        codes = sorted(driver.wait() for driver in drivers)
        # Who meets the other's lock ends with 75; who finds that the other planned anew, with 66.
        if not set(codes) <= {expected, 66, 75}:
            sys.exit(f"{name}, two drivers: ended with {codes}\n{(self.folder / 'driver-two0.log').read_text()[-3000:]}")
        if expected not in codes and self.driver(pipeline, self.arguments.tierwise, workspace, output, "-two2", 2).wait() != expected:
            sys.exit(f"{name}, two drivers: the one after them failed\n{(self.folder / 'driver-two2.log').read_text()[-3000:]}")
        if different := differences(self.folder / f"{name}-whole", output):
            sys.exit(f"{name}, two drivers: differs in {different}")
        print(f"{name}, two drivers at once: ended with {codes}, the same bytes", flush=True)

    def spark(self, pipeline, name, what, expected, executors=2, work=ONCE, settings=(), kills=False):
        self.number += 1
        workspace, output, marks = (self.folder / f"{name}-{part}{self.number}" for part in ["state", "report", "marks"])
        marks.mkdir()
        program = self.folder / f"program{self.number}"
        program.write_text(WRAPPER.format(program=self.arguments.tierwise, marks=marks, work=work.replace("{marks}", str(marks))))
        program.chmod(0o755)
        stop, killed = threading.Event(), []
        killer = threading.Thread(target=kill_one_in_every_round, args=(self.workers, marks, killed, stop))
        if kills:
            killer.start()
        began = time.monotonic()
        code = self.driver(pipeline, program, workspace, output, self.number, executors, settings).wait()
        seconds = time.monotonic() - began
        stop.set()
        if kills:
            killer.join()
        rounds = [line for line in (self.folder / f"driver{self.number}.log").read_text().splitlines() if line.startswith('{"round"')]
        failed = []
        if code != expected:
            failed.append(f"ended with {code}, not {expected}")
        elif different := differences(self.folder / f"{name}-whole", output):
            failed.append(f"differs in {different}")
        if kills and len(killed) < 2:
            failed.append(f"executors were killed in {killed} only")
        print(f"{name}, {what}: {seconds:.1f} s, {'; '.join(failed) or 'the same bytes'}", flush=True)
        for line in rounds:
            print(f"    {line}", flush=True)
        if failed:
            print((self.folder / f"driver{self.number}.log").read_text()[-4000:], file=sys.stderr)
            sys.exit(1)
        shutil.rmtree(workspace)
        shutil.rmtree(output)
        return seconds


POSTS = """
    SELECT *, CASE WHEN followers >= 1000 AND followers < 100000 THEN 'micro' WHEN followers >= 100000 AND followers < 1000000 THEN 'macro' END AS band,
      CASE WHEN followers_source = 'profile' THEN NULL ELSE followers END AS audience,
      CASE WHEN least(likes, comments, coalesce(shares, 0), coalesce(saves, 0)) >= 0 THEN likes + comments + coalesce(shares, 0) + coalesce(saves, 0) END
        AS engagement
    FROM posts WHERE excluded IS NULL AND NOT coalesce(boosted, false)"""
DEALS = """
    SELECT *, CASE WHEN followers >= 1000 AND followers < 100000 THEN 'micro' WHEN followers >= 100000 AND followers < 1000000 THEN 'macro' END AS band
    FROM deals WHERE excluded IS NULL"""
# Metric, its numerator and its denominator; for posts, then for deals.
CELLS = [
    ("used_posts", "er_followers", "engagement", "audience"), ("used_posts", "comment_like_ratio", "comments", "likes"),
    ("used_posts", "er_views", "engagement", "views"), ("used_deals", "roas", "gross - refund", "cost"), ("used_deals", "aov", "gross", "orders"),
]


def oracle(case, pipeline, name):
    """Ten cells, made by Spark SQL of the facts: units, creators and exact totals as in tables/estimates.csv."""
    import csv

    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    facts = case.folder / f"{name}-one/facts"
    for entity in ["posts", "deals"]:
        spark.read.parquet(str(facts / f"{entity}.parquet")).createOrReplaceTempView(entity)
    spark.sql(POSTS).createOrReplaceTempView("used_posts")
    spark.sql(DEALS).createOrReplaceTempView("used_deals")
    for table in ["used_posts", "used_deals"]:
        # The pipelines divide by the same bands on every platform.
        other = spark.sql(f"SELECT count(*) AS n FROM {table} WHERE (tier IN ('micro', 'macro') OR band IS NOT NULL) AND NOT band <=> tier").first().n
        if other:
            sys.exit(f"{name}: {other} rows of {table} stand in another tier than their followers say")
    with open(case.folder / f"{name}-whole/tables/estimates.csv", newline="") as file:
        published = {
            (row["tier"], row["metric"]): row for row in csv.DictReader(file)
            if row["segment"] == "all" and row["statistic"] == "pooled" and row["scheme"] == "essay"
        }
    compared = 0
    for table, metric, numerator, denominator in CELLS:
        enters = f"({numerator}) IS NOT NULL AND ({denominator}) IS NOT NULL"
        if table == "used_posts":
            enters += f" AND ({numerator}) >= 0 AND ({denominator}) > 0"
        rows = spark.sql(
            f"SELECT band, count(*) AS units, count(DISTINCT creator) AS creators, sum({numerator}) AS numerator, sum({denominator}) AS denominator "
            f"FROM {table} WHERE band IS NOT NULL AND {enters} GROUP BY band").collect()
        for row in rows:
            wanted = published[row.band, metric]
            found = [decimal.Decimal(value) for value in (row.units, row.creators, row.numerator, row.denominator)]
            said = [decimal.Decimal(wanted[column] or 0) for column in ("units", "creators", "numerator", "denominator")]
            if found != said:
                sys.exit(f"{name}: {row.band} {metric}: Spark SQL has {found}, the table {said}")
            compared += 1
    spark.stop()
    print(f"{name}: {compared} cells are what Spark SQL makes of the facts", flush=True)
    if compared < 10:
        sys.exit(f"{name}: only {compared} cells were compared")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tierwise", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("data", nargs="?", type=pathlib.Path, help="a folder of MakeSamples with a pipeline.yml")
    parser.add_argument("--quick", action="store_true", help="samples/micro-vs-macro alone, a case of each kind")
    arguments = parser.parse_args()
    # What was started is ended, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    speculation = [
        "spark.speculation=true", "spark.speculation.interval=100ms", "spark.speculation.quantile=0.3", "spark.speculation.multiplier=1.1",
        "spark.speculation.minTaskRuntime=100ms",
    ]
    with tempfile.TemporaryDirectory(prefix="tierwise-cluster-") as folder, cluster(pathlib.Path(folder)) as (master, workers, host):
        case = Case(arguments, pathlib.Path(folder), master, workers, host)
        samples = [ROOT / "pipelines/micro-vs-macro.yml"] if arguments.quick else sorted((ROOT / "pipelines").glob("*.yml"))
        for pipeline in samples:
            name = pipeline.stem
            code, _ = case.one_machine(pipeline, name)
            for executors in [2] if arguments.quick or name != "micro-vs-macro" else [1, 2, 4]:
                case.spark(pipeline, name, f"{executors} executors", code, executors)
        pipeline, name = ROOT / "pipelines/micro-vs-macro.yml", "micro-vs-macro"
        code = case.one_machine(pipeline, name)[0]
        case.spark(pipeline, name, "each task twice at once", code, 4, TWICE)
        case.spark(pipeline, name, "speculation, some tasks slow", code, 4, SLOW, speculation)
        case.spark(pipeline, name, "an executor killed in every round", code, 2, SLEEPY, kills=True)
        case.two_drivers(pipeline, name, code)
        oracle(case, pipeline, name)
        if arguments.data and not arguments.quick:
            pipeline, name = arguments.data.resolve() / "pipeline.yml", "standard-job"
            code, alone = case.one_machine(pipeline, name)
            print(f"{name}, one machine: {alone:.1f} s", flush=True)
            print(f"    {case.xargs(pipeline, name, code, WORKERS) / alone:.2f} times one machine", flush=True)
            for executors in [1, 2, 4]:
                empty = case.empty(executors)
                seconds = case.spark(pipeline, name, f"{executors} executors", code, executors)
                print(
                    f"    {seconds / alone:.2f} times one machine, {(seconds - empty) / alone:.2f} without the {empty:.1f} s that Spark takes for a job without work",
                    flush=True)
            case.spark(pipeline, name, "speculation, and an executor killed in every round", code, 2, SLEEPY, speculation, kills=True)


if __name__ == "__main__":
    main()
