"""Single changed bits in the workspace: `verify` finds each, and a run makes good what it finds and says so."""
import os
import random

import ground

# Bytes up to which a file is small: every byte of it can be tried.
SMALL = 4096


def flip(path, offset, bit):
    """Changes one bit of a file and gives it its old times, as a failing disk would."""
    times = os.stat(path)
    with open(path, "r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1 << bit]))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


class Flips:
    """Rounds over the workspace of a finished run."""

    def __init__(self, faults, seed):
        self.faults, self.place, self.seed = faults, faults.place, seed
        folder = self.place.folder / "done"
        self.files = {path: len(content) for path, content in ground.tree(folder, ground.WORKSPACE).items() if content}
        self.report = ground.report(folder)
        self.state = ground.state(folder)

    def rounds(self, wanted):
        """In each round one bit of every file; small files get each of their bytes in turn, others drawn ones.

        - wanted: how many rounds, None for as many as the largest small file has bytes."""
        generator = random.Random(self.seed)
        orders = {path: generator.sample(range(size), size) for path, size in self.files.items() if size <= SMALL}
        most = max(len(order) for order in orders.values())
        for number in range(min(wanted or most, most)):
            yield {path: (orders[path][number % size] if path in orders else generator.randrange(size), generator.randrange(8))
                   for path, size in self.files.items()}

    def found(self, bits):
        """What `verify` misses of a round: each changed file has to be named."""
        folder = self.place.copy("done")
        try:
            # The books last: what they speak for is known by them.
            books = [path for path in bits if path.endswith(("ledger.ndjson", "summary.json", "findings.json"))]
            for some in ([path for path in bits if path not in books], books):
                for path in some:
                    flip(os.path.join(folder, path), *bits[path])
                result = self.place.say("tierwise", "verify", ground.OUTPUT, "--workspace", ground.WORKSPACE, folder=folder)
                if result.code != 65:
                    yield f"verify: {result}"
                for path in some:
                    name = os.path.relpath(path, ground.WORKSPACE)
                    if f"workspace {name}: " not in result.err:
                        yield f"verify does not name {path}, byte {bits[path][0]}, bit {bits[path][1]}"
                if some is not books:
                    for path in some:
                        flip(os.path.join(folder, path), *bits[path])
        finally:
            self.place.remove(folder)

    def healed(self, path, offset, bit):
        """What a run does not make good of one changed bit."""
        folder = self.place.copy("done")
        try:
            flip(os.path.join(folder, path), offset, bit)
            result = self.place.say("tierwise", "run", "p.yml", "--jobs", "1", folder=folder)
            if result.code != 0:
                yield f"run: {result}"
            # The hashes were remembered under other inodes than the copy has: lost lines cost nothing and are said all the same.
            # The history of runs can be made of nothing else.
            if ("history of runs" if path.endswith("runs.ndjson") else "made anew") not in result.err:
                yield f"run says nothing: {result}"
            # With what the last run came to goes what was new against it: that part of the pages and the hashes over them.
            lost = ("report.html", "report.md", "manifest.json", ".tierwise-report", "last-run.json") if path.endswith("last-run.json") else ()

            def kept(files):
                return {name: content for name, content in files.items() if os.path.basename(name) not in lost}

            if different := ground.difference(kept(ground.report(folder)), kept(self.report)):
                yield f"the report after it: {different}"
            if different := ground.difference(kept(ground.state(folder)), kept(self.state)):
                yield f"the workspace after it: {different}"
            check = self.place.say("tierwise", "verify", ground.OUTPUT, "--workspace", ground.WORKSPACE, folder=folder)
            if check.code != 0:
                yield f"verify after it: {check}"
        finally:
            self.place.remove(folder)
