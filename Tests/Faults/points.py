"""Single faults: the n-th call of a kind fails, or the process ends there; then what stands, what is said, and what a rerun makes."""
import collections
import pathlib
import random
import re
import signal
import subprocess

import ground

# A command, the scene it starts on, the scene that it leads to. A new command needs a row. `@ROUND` is the first task of a plan. Who holds
# no lock may not tidy up after others: `tidy` is the driver's next command, which does.
Command = collections.namedtuple("Command", "name program arguments start end tidy", defaults=(None,))
ONE_JOB = ("--jobs", "1")
COMMANDS = {
    command.name: command
    for command in [
        Command("ingest", "ingest", ("p.yml", *ONE_JOB), "new", "ingested"),
        Command("normalize", "normalize", ("p.yml", *ONE_JOB), "ingested", "normalized"),
        Command("aggregate", "aggregate", ("p.yml", *ONE_JOB), "normalized", "aggregated"),
        Command("report", "report", ("p.yml", *ONE_JOB), "aggregated", "reported"),
        Command("run", "tierwise", ("run", "p.yml", *ONE_JOB), "new", "done"),
        Command("first-run", "tierwise", ("run", "p.yml", *ONE_JOB), "empty", "old"),
        Command("idle-run", "tierwise", ("run", "p.yml", *ONE_JOB), "done", "done"),
        Command("plan-ingest", "tierwise", ("cluster", "plan", "p.yml", "--round", "ingest", *ONE_JOB), "new", "planned"),
        Command("work-ingest", "tierwise", ("cluster", "work", "@ingest", *ONE_JOB), "planned", "read-one", ("cluster", "plan", "p.yml", "--round", "ingest")),
        Command("plan-aggregate", "tierwise", ("cluster", "plan", "p.yml", "--round", "aggregate", "--tasks", "2", *ONE_JOB), "read", "facts-planned"),
        Command("work-aggregate", "tierwise", ("cluster", "work", "@aggregate", *ONE_JOB), "facts-planned", "added-one", ("cluster", "plan", "p.yml", "--round", "aggregate")),
        Command("finish", "tierwise", ("cluster", "finish", "p.yml", *ONE_JOB), "added", "finished"),
        Command("export", "tierwise", ("export", "p.yml", "--sqlite", ground.DATABASE, "--force"), "done", "exported"),
    ]
}

# Kinds of calls and what can happen to them.
DEATHS = ("kill-before", "kill-after")
FAILURES = ("eio", "eio-on")
ACTIONS = {
    "open": DEATHS[:1] + FAILURES + ("emfile", "emfile-on", "eintr", "enospc"),
    "read": DEATHS[:1] + FAILURES + ("eintr", "short"),
    "write": DEATHS + FAILURES + ("enospc", "enospc-on", "eintr", "short", "torn"),
    "sync": DEATHS + FAILURES + ("enospc", "eintr"),
    "rename": DEATHS + FAILURES + ("enospc", "late-eio"),
    "unlink": DEATHS + FAILURES + ("late-eio",),
    "mkdir": DEATHS + FAILURES + ("enospc", "late-eio"),
    "link": DEATHS + FAILURES + ("late-eio",),
    "lock": DEATHS + FAILURES + ("eintr",),
    "truncate": DEATHS + FAILURES + ("enospc",),
    "close": DEATHS + FAILURES + ("eintr",),
    "map": DEATHS[:1] + FAILURES,
    "stat": DEATHS[:1] + FAILURES,
    "list": DEATHS[:1] + FAILURES,
}
# Calls that a signal's handler may interrupt and that are then made again.
RESTARTED = {"open", "read", "write", "lock", "close"}

# What tells news against the report before: after one that lacked a file, that it is back is news.
NEWS = {f"{ground.OUTPUT}/{name}" for name in ("report.html", "report.md", "manifest.json", ".tierwise-report")} | {
    f"{ground.WORKSPACE}/{name}" for name in ("manifest.json", "last-run.json")}

MADE_ANEW = "unfinished, damaged, replaced or written by another version, and made anew"

SINGLE = re.compile(r"tmp-\d+-\d+")

Point = collections.namedtuple("Point", "command kind number action deaths seed")


def text(point):
    """What `--only` takes."""
    return ":".join(map(str, point))


def parse(words):
    """A point from its text."""
    command, kind, number, action, deaths, seed = words.split(":")
    return Point(command, kind, int(number), action, int(deaths), int(seed))


def build(folder):
    """Compiles the shim."""
    shim = pathlib.Path(folder) / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-o", shim, ground.HERE / "shim.c", "-ldl", "-pthread"], check=True)
    return str(shim)


def environment(shim, folder, **settings):
    """The variables that load the shim."""
    names = {f"TIERWISE_FAULT_{name.upper()}" if name != "fault" else "TIERWISE_FAULT": value for name, value in settings.items()}
    return {"LD_PRELOAD": shim, "TIERWISE_FAULT_ROOT": folder, **names}


class Faults:
    """Tries points on a ground."""

    def __init__(self, place, shim):
        self.place, self.shim = place, shim
        self.scenes = {name: (ground.state(place.folder / name), ground.report(place.folder / name))
                       for name in {scene for command in COMMANDS.values() for scene in (command.start, command.end)}}
        self.words = {name: self.undisturbed(command) for name, command in COMMANDS.items()}

    def undisturbed(self, command):
        """What a command says before and after it has worked: the lines that a rerun may say."""
        folder = self.place.copy(command.start)
        said = {line for _ in range(2) for line in self.start(command, folder).err.splitlines()}
        self.place.remove(folder)
        return said

    def more(self, command, result):
        """Lines that an undisturbed run does not say."""
        return [line for line in result.err.splitlines() if line not in self.words[command.name]]

    def start(self, command, folder, **more):
        arguments = [self.place.tasks(folder, word[1:])[0] if word.startswith("@") else word for word in command.arguments]
        return self.place.say(command.program, *arguments, folder=folder, **more)

    def calls(self, command):
        """The calls that a command makes: by kind, the numbers of those about each file."""
        folder = self.place.copy(command.start)
        log = folder + "/log"
        self.start(command, folder, environment=environment(self.shim, folder, log=log))
        calls = collections.defaultdict(lambda: collections.defaultdict(list))
        with open(log, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                kind, number, _, *_, last = line.rstrip("\n").split("\t")
                # Temporary names hold the number of the process; of bytes written, half of the calls stand for themselves.
                calls[kind][SINGLE.sub("*", last[:300]) if kind != "write" else number].append(int(number))
        self.place.remove(folder)
        return calls

    def draw(self, commands, wanted, seed):
        """Points for all commands, kinds and actions: a share by the root of the number of calls, each at a file drawn first, so
        that one that is asked for once is met as often as one that is asked for a thousand times. Every fifth dies again
        while it recovers."""
        generator = random.Random(seed)
        rows = [(name, kind, action, sorted(files.values())) for name in commands for kind, files in sorted(self.calls(COMMANDS[name]).items())
                for action in ACTIONS[kind]]
        weights = [len(files) ** 0.5 for *_, files in rows]
        scale = wanted / sum(weights)
        points = set()
        for (name, kind, action, files), weight in zip(rows, weights):
            for _ in range(int(scale * weight + generator.random())):
                number = generator.choice(generator.choice(files))
                deaths = generator.choice((1, 2, 3)) if generator.random() < 0.2 else 0
                points.add(Point(name, kind, number, action, deaths, generator.randrange(1 << 30)))
        points = sorted(points)
        generator.shuffle(points)
        return points

    def attempt(self, point):
        """What is wrong at a point: a list of sentences."""
        folder = self.place.copy(COMMANDS[point.command].start)
        try:
            wrong = list(self.judge(point, folder))
        finally:
            self.place.remove(folder)
        return wrong

    def judge(self, point, folder):
        command = COMMANDS[point.command]
        (old_state, old), (new_state, new) = self.scenes[command.start], self.scenes[command.end]
        note = folder + "/note"
        result = self.start(command, folder, environment=environment(
            self.shim, folder, note=note, fault=f"{point.kind}:{point.number}:{point.action}"))
        path = pathlib.Path(note).read_text().split(" ", 2)[2].strip() if pathlib.Path(note).exists() else None
        if path is not None:
            pathlib.Path(note).unlink()
        now = ground.report(folder)
        yield from self.ended(point, result, path, now, old, new)
        if result.code == 0 and (different := ground.difference(ground.state(folder), new_state)):
            yield f"ended with {result.code}, and the workspace is not as undisturbed: {different}"
        generator = random.Random(point.seed)
        for _ in range(point.deaths):
            kind = generator.choice(("write", "sync", "rename", "open", "unlink", "mkdir"))
            self.start(command, folder, environment=environment(
                self.shim, folder, fault=f"{kind}:{generator.randint(1, 60)}:{generator.choice(DEATHS)}"))
            stands = ground.report(folder)
            # After a report that lacked a file: that one, or the new one with the news that it is back.
            is_whole = stands in (old, new) or result.code == 2 and (stands == now or not ground.difference(stands, new, NEWS))
            if not is_whole:
                yield "killed while it recovered, the report is neither the old one nor the new one"
        again = self.start(command, folder)
        if again.code != 0:
            yield f"the rerun: {again}"
        if command.tidy:
            self.place.must(folder, "tierwise", *command.tidy)
        for line in self.more(command, again):
            # What an aborted run left unfinished is made anew, and that is said.
            if result.code == 0 or MADE_ANEW not in line:
                yield f"the rerun said: {line}"
        news = NEWS if result.code == 2 else set()
        if different := ground.difference(ground.report(folder), new, news):
            yield f"the rerun's report is not the undisturbed one: {different}"
        state = ground.state(folder)
        if result.code == 2:
            # What was compacted without that file is what it was compacted of, and stays in use.
            news |= {path for path in state if path.startswith(f"{ground.WORKSPACE}/staged/compacted/")}
        if different := ground.difference(state, new_state, news):
            yield f"the rerun's workspace is not the undisturbed one: {different}"
        if left := ground.strays(folder):
            yield f"left after the rerun: {', '.join(left)}"

    def ended(self, point, result, path, now, old, new):
        """Exit code, words and report of the disturbed run."""
        killed = point.action in DEATHS or point.action == "torn"
        if path is None:
            if result.code != 0 or now != new:
                yield f"the call never came, and: {result}"
            return
        if killed:
            if result.code != -signal.SIGKILL:
                yield f"not killed at {path}: {result}"
        elif result.code is None or result.code < 0:
            yield f"at {path}: {result}"
        elif point.action == "short" or (point.action == "eintr" and point.kind in RESTARTED):
            if result.code != 0 or self.more(COMMANDS[point.command], result):
                yield f"at {path}, which is no fault: {result}"
        elif result.code == 1:
            # Done, and something old could not be put away, or the run not be written down.
            done = ("is published; the report before it could not be put away", "what the run was cannot be noted")
            if not any(words in result.err for words in done) or now != new:
                yield f"at {path}: {result}"
        elif result.code not in (0, 2, 73, 74):
            yield f"at {path}: {result}"
        elif result.code and not result.err.strip():
            yield f"at {path}: exit {result.code} without a word"
        if result.code == 2 and not (path.startswith("exports/") and "refused" in result.err):
            yield f"at {path}: {result}"
        if result.code == 0 and now != new:
            yield f"at {path}: ended with 0 and the report is not the new one: {ground.difference(now, new)}"
        if result.code != 2 and now not in (old, new):
            yield f"at {path}: the report is neither the old one nor the new one ({ground.difference(now, new)}); {result}"
