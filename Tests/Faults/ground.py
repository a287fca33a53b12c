"""The ground that faults are tried on: a small pipeline made of samples/, in the states that a night goes through."""
import csv
import gzip
import io
import os
import pathlib
import re
import shutil
import subprocess
import threading
import xml.sax.saxutils
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "samples"
WORKSPACE = ".tierwise/small"
OUTPUT = "reports/small"
DATABASE = "small.sqlite"

PIPELINE = """name: small
title: Small
currency: EUR
timezone: Europe/Berlin
as_of: 2025-02-01T00:00:00Z
sources:
  - files: [exports/posts-*, exports/night-*]
  - files: exports/Content-*
    timezone: Europe/Berlin
    set: {exported_at: "2025-01-10T06:00:00Z"}
  - files: [exports/deals*, exports/codes*, exports/creators*]
  - files: exports/orders*
    set: {store: landing}
rates: exports/rates.csv
rejects: {warn: 50%, refuse: 90%}
compare: {a: micro, b: macro}
statistics: {resamples: 200, minimum_creators: 3}
output: reports/small
"""

# Names of files and folders that a run makes for itself and takes away again.
STRAYS = (".tierwise-tmp-", ".tierwise-new", ".tierwise-lock")
# The lock says who held it; the hashes hold inodes and times; every run leaves its line, those that failed, too.
OWN_WORDS = {f"{WORKSPACE}/lock", f"{WORKSPACE}/hashes.ndjson", f"{WORKSPACE}/runs.ndjson"}
# What became of an input on another machine, with its whole path.
OUTCOMES = f"{WORKSPACE}/outcomes/"
# What the sanitizers read.
KEPT = ("ASAN_OPTIONS", "UBSAN_OPTIONS")
# For a run to end; those of programs with a sanitizer take many times as long.
SECONDS = 600 if any(name in os.environ for name in KEPT) else 60
# Stands for a scene's folder in the tasks that it keeps.
PLACE = "@FOLDER@"


class Result:
    """How a program ended: its exit code (negative: by a signal, None: not at all), and what it said."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f"exit {self.code}: {self.err.strip()[:600]}"


def run(program, arguments, folder, environment=None, seconds=SECONDS):
    """Runs a program in a folder to its end, as cron would."""
    everything = {"PATH": "/usr/bin:/bin", **{name: os.environ[name] for name in KEPT if name in os.environ}, **(environment or {})}
    try:
        done = subprocess.run([program, *arguments], cwd=folder, env=everything, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        return Result(None, "", f"not over after {seconds} s: {(late.stderr or b'').decode(errors='replace')}")
    return Result(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))


def tree(folder, *places):
    """What stands below places of a folder: bytes by path, None for a folder."""
    found = {}
    for place in places or ("",):
        start = os.path.join(folder, place)
        for path, folders, files in os.walk(start):
            for name in folders:
                found[os.path.relpath(os.path.join(path, name), folder)] = None
            for name in files:
                file = os.path.join(path, name)
                with open(file, "rb") as handle:
                    found[os.path.relpath(file, folder)] = handle.read()
    return found


def report(folder):
    """What is published: the report, whole, and the database that is exported from it."""
    database = pathlib.Path(folder, DATABASE)
    return tree(folder, OUTPUT) | ({DATABASE: database.read_bytes()} if database.exists() else {})


def state(folder):
    """The workspace but for what it says about the process and the files' places."""
    return {path: None if path in OWN_WORDS or path.startswith(OUTCOMES) else content for path, content in tree(folder, WORKSPACE).items()}


def strays(folder):
    """Temporary names that are left."""
    return sorted(path for path in tree(folder) if any(word in path for word in STRAYS))


def difference(now, wanted, besides=frozenset()):
    """The first paths but some in which two trees differ, in words; empty where they are equal."""
    paths = [path for path in sorted({*now, *wanted} - besides) if now.get(path, "") != wanted.get(path, "")]
    words = [f"{path} {'is missing' if path not in now else 'is too much' if path not in wanted else 'differs'}" for path in paths]
    return ", ".join(words[:4]) + (f" and {len(words) - 4} more" if len(words) > 4 else "")


def lines(name, count, keep=lambda line: True):
    """The header and the first rows of a sample that are wanted."""
    file = SAMPLES / name
    data = gzip.decompress(file.read_bytes()) if name.endswith(".gz") else file.read_bytes()
    head, *rows = data.decode().splitlines()
    return [head] + [row for row in rows if keep(row)][:count]


def is_whole(row):
    """Whether a row of posts ends in its line and can be read: the samples have some that cannot."""
    return row.startswith("youtube,") and row.count('"') % 2 == 0 and "02-30T" not in row and "hidden" not in row


def packed(text):
    """Gzip with no clock in it."""
    return gzip.compress(text.encode(), mtime=0)


def zipped(members):
    """An archive with no clock in it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook(rows):
    """The least that is a workbook: one sheet, its texts shared, numbers as numbers."""
    texts = sorted({cell for row in rows for cell in row if not is_number(cell)})
    places = {text: number for number, text in enumerate(texts)}
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"

    def cell(text):
        return "<c/>" if not text else f"<c><v>{text}</v></c>" if is_number(text) else f'<c t="s"><v>{places[text]}</v></c>'

    def relations(*targets):
        lines = (f'<Relationship Id="r{number}" Type="{office}/{kind}" Target="{target}"/>' for number, (kind, target) in enumerate(targets, 1))
        return f'{head}<Relationships xmlns="{package}/relationships">{"".join(lines)}</Relationships>'

    sheet = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    shared = "".join(f"<si><t>{xml.sax.saxutils.escape(text)}</t></si>" for text in texts)
    return zipped({
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Deals" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")),
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{main}">{shared}</sst>',
    })


def is_number(text):
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None


class Ground:
    """Folders with the pipeline before and after each stage, made once with the programs under test."""

    def __init__(self, programs, folder):
        self.programs = pathlib.Path(programs).resolve()
        self.folder = pathlib.Path(folder).resolve()
        self.number = 0
        self.lock = threading.Lock()

    def program(self, name):
        return str(self.programs / name)

    def copy(self, scene):
        """A copy of a scene, to be spoilt."""
        with self.lock:
            self.number += 1
            target = self.folder / f"try-{self.number}"
        shutil.copytree(self.folder / scene, target, symlinks=True)
        return str(target)

    def remove(self, folder):
        shutil.rmtree(folder, ignore_errors=True)

    def say(self, name, *arguments, folder, **more):
        """Runs one of the programs on the pipeline of a folder."""
        return run(self.program(name), arguments, folder, **more)

    def must(self, folder, name, *arguments, codes=(0,)):
        result = self.say(name, *arguments, folder=folder)
        if result.code not in codes:
            raise SystemExit(f"{name} {' '.join(arguments)} on undisturbed ground: {result}")
        return result

    def make(self):
        """The scenes: `empty`, `old` (a night published), `new` (the next night's exports have come), then after each stage."""
        self.folder.mkdir(parents=True, exist_ok=True)
        first = self.folder / "empty"
        (first / "exports").mkdir(parents=True)
        (first / "p.yml").write_text(PIPELINE)
        first_night(first / "exports")
        previous = first
        steps = [("old", ["tierwise", "run"], None), ("new", None, next_night), ("ingested", ["ingest"], None),
                 ("normalized", ["normalize"], None), ("aggregated", ["aggregate"], None), ("reported", ["report"], None)]
        for name, command, change in steps:
            scene = self.folder / name
            shutil.copytree(previous, scene)
            if change:
                change(scene / "exports")
            if command:
                self.must(scene, command[0], *command[1:], "p.yml", "--jobs", "1")
            previous = scene
        done = self.folder / "done"
        shutil.copytree(self.folder / "new", done)
        self.must(done, "tierwise", "run", "p.yml", "--jobs", "1")
        if different := difference(report(done), report(self.folder / "reported")):
            raise SystemExit(f"the stages one by one publish another report than `tierwise run`: {different}")
        exported = self.folder / "exported"
        shutil.copytree(done, exported)
        self.must(exported, "tierwise", "export", "p.yml", "--sqlite", DATABASE)
        shutil.copytree(first, self.folder / "workbook")
        deals = self.folder / "workbook/exports/deals.csv"
        deals.with_suffix(".xlsx").write_bytes(workbook(list(csv.reader(deals.read_text().splitlines()))))
        deals.unlink()
        self.make_cluster()
        for scene in ("old", "done", "finished"):
            self.must(self.folder / scene, "tierwise", "verify", OUTPUT, "--workspace", WORKSPACE)

    def make_cluster(self):
        """The same night by tasks: after each plan, after the first task of each, after all of them."""
        def scene(name, previous):
            shutil.copytree(self.folder / previous, self.folder / name)
            return self.folder / name

        def plan(folder, round):
            planned = self.must(folder, "tierwise", "cluster", "plan", "p.yml", "--round", round, "--tasks", "2", "--jobs", "1").out
            (folder / f"tasks-{round}").write_text(planned.replace(str(folder), PLACE))
            return self.tasks(folder, round)

        def work(folder, tasks):
            for task in tasks:
                self.must(folder, "tierwise", "cluster", "work", task)

        for round, planned, one, every in (("ingest", "planned", "read-one", "read"), ("aggregate", "facts-planned", "added-one", "added")):
            plan(scene(planned, "new" if round == "ingest" else "read"), round)
            for name, count in ((one, 1), (every, None)):
                folder = scene(name, planned)
                work(folder, self.tasks(folder, round)[:count])
        # What is exported unevenly asks for a second plan.
        folder = self.folder / "added"
        work(folder, plan(folder, "aggregate"))
        finished = scene("finished", "added")
        self.must(finished, "tierwise", "cluster", "finish", "p.yml", "--jobs", "1")
        if unlike := difference(report(finished), report(self.folder / "done")):
            raise SystemExit(f"the cluster's commands publish another report than `tierwise run`: {unlike}")

    @staticmethod
    def tasks(folder, round):
        """The tasks of a plan, as they are in a folder: they hold whole paths."""
        return pathlib.Path(folder, f"tasks-{round}").read_text().replace(PLACE, str(folder)).splitlines()


def night(number):
    """An export of the same posts as every night, with higher counts."""
    head, *rows = lines("native/posts-x.csv.gz", 40)
    names = head.split(",")
    exported, likes = names.index("exported_at"), names.index("likes")
    text = [head]
    for row in rows:
        fields = row.split(",")
        fields[exported] = f"2025-01-{20 + number}T03:30:00Z"
        fields[likes] = str(int(fields[likes] or 0) + number)
        text.append(",".join(fields))
    return "\n".join(text) + "\n"


def first_night(exports):
    """CSV plain and packed, NDJSON, a platform's own export, the directory, deals, codes, orders, rates; a row set aside."""
    (exports / "night-1.csv").write_text(night(1))
    (exports / "night-2.csv").write_text(night(2))
    (exports / "posts-tiktok.ndjson.gz").write_bytes(packed("\n".join(lines("native/posts-tiktok.ndjson.gz", 15)) + "\n"))
    (exports / "posts-youtube.csv").write_text("\n".join(lines("native/posts-youtube.csv.gz", 20, is_whole)) + "\n")
    for name in ("Content-josina_lab294", "Content-noradaily229"):
        shutil.copy(SAMPLES / f"tiktok/{name}.csv.gz", exports)
    (exports / "creators.csv.gz").write_bytes(packed("\n".join(lines("native/creators.csv.gz", 60)) + "\n"))
    (exports / "deals.csv").write_text("\n".join(lines("native/deals.csv.gz", 60)) + "\n")
    (exports / "codes.csv").write_text("\n".join(lines("native/codes.csv.gz", 60)) + "\n")
    (exports / "orders-1.csv").write_text("\n".join(lines("native/orders-landing.csv.gz", 60)) + "\n")
    (exports / "rates.csv").write_text("\n".join(lines("rates/eurofxref-hist.csv.gz", 60, lambda line: line.startswith("2024-"))) + "\n")


def next_night(exports):
    """One file more, one changed, one renamed, one gone."""
    (exports / "night-3.csv").write_text(night(3))
    (exports / "deals.csv").write_text("\n".join(lines("native/deals.csv.gz", 59)) + "\nd,broken\n")
    (exports / "orders-1.csv").rename(exports / "orders-again.csv")
    (exports / "Content-noradaily229.csv.gz").unlink()
