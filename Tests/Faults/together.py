"""Several at once: fifty starts of one pipeline, and readers while reports are published."""
import collections
import os
import pathlib
import subprocess
import threading
import time

import ground
import points

STARTS = 50


def parallel_starts(faults):
    """One works and waits a while in the middle; the others end with 75 within a second and touch nothing."""
    place = faults.place
    folder = place.copy("new")
    environment = {"PATH": "/usr/bin:/bin", **points.environment(faults.shim, folder, fault="sync:1:wait")}
    is_idle = os.getloadavg()[0] < (os.cpu_count() or 1) / 2
    began = time.monotonic()
    running = {}
    for _ in range(STARTS):
        process = subprocess.Popen([place.program("tierwise"), "run", "p.yml", "--jobs", "1"], cwd=folder, env=environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        running[process] = time.monotonic()
    seconds, codes, words = [], collections.Counter(), []
    while running:
        for process in [process for process in running if process.poll() is not None]:
            started = running.pop(process)
            codes[process.returncode] += 1
            if process.returncode == 75:
                seconds.append(time.monotonic() - started)
                words.append(process.stderr.read().decode())
            process.stderr.close()
        time.sleep(0.002)
    wrong = []
    if codes != {0: 1, 75: STARTS - 1}:
        wrong.append(f"exit codes {dict(codes)}, wanted one 0 and {STARTS - 1} times 75")
    # Where others keep the processors busy, how long fifty programs take says nothing.
    if is_idle and max(seconds, default=0) > 1:
        wrong.append(f"75 came after {max(seconds):.2f} s, wanted within a second")
    if any("in use by another run (process " not in text for text in words):
        wrong.append("a message does not say who holds the workspace")
    if different := ground.difference(ground.report(folder), faults.scenes["done"][1]):
        wrong.append(f"the report: {different}")
    if different := ground.difference(ground.state(folder), faults.scenes["done"][0]):
        wrong.append(f"the workspace: {different}")
    place.remove(folder)
    return wrong, f"{codes[0]} worked, {codes[75]} ended with 75, the slowest after {max(seconds, default=0):.2f} s{'' if is_idle else ' on busy processors'} ({time.monotonic() - began:.0f} s in all)"


class Reader(threading.Thread):
    """Reads a report again and again while it is replaced."""

    def __init__(self, folder, versions):
        super().__init__()
        self.folder = pathlib.Path(folder) / ground.OUTPUT
        self.versions = [{os.path.relpath(path, ground.OUTPUT): content for path, content in version.items() if content is not None}
                         for version in versions]
        self.names = sorted(set(self.versions[0]) & set(self.versions[1]))
        self.is_over = threading.Event()
        self.wrong, self.sweeps, self.mixed, self.outlived = set(), 0, 0, 0

    def of(self, name, content):
        """Which runs a file can be of."""
        return {number for number, version in enumerate(self.versions) if version[name] == content}


class ByPath(Reader):
    """Opens every file by its path: each is whole, and two can be of two runs."""

    def run(self):
        while not self.is_over.is_set():
            runs = {0, 1}
            for name in self.names:
                try:
                    found = self.of(name, (self.folder / name).read_bytes())
                except OSError as error:
                    self.wrong.add(f"{name}: {error.strerror}")
                    continue
                if not found:
                    self.wrong.add(f"{name}: is of no run")
                runs &= found
            self.sweeps += 1
            self.mixed += not runs


class ByFolder(Reader):
    """Opens the folder once and every file in it: all are of one run, for as long as that is kept."""

    def run(self):
        while not self.is_over.is_set():
            handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
            runs = {0, 1}
            try:
                for name in self.names:
                    with open(os.open(name, os.O_RDONLY, dir_fd=handle), "rb") as file:
                        found = self.of(name, file.read())
                    if not found:
                        self.wrong.add(f"{name}: is of no run")
                    runs &= found
                self.sweeps += 1
                if not runs:
                    self.wrong.add("the files of one folder are of two runs")
            except FileNotFoundError:
                # Two publications later the folder is gone: whoever is so slow opens it anew.
                self.outlived += 1
            finally:
                os.close(handle)


def readers(faults, publications):
    """Readers by path and by folder while two reports take turns."""
    place = faults.place
    folder = place.copy("done")
    extra = pathlib.Path(folder) / "exports/night-3.csv"
    data = extra.read_bytes()

    def publish(has_extra):
        if has_extra:
            extra.write_bytes(data)
        else:
            extra.unlink()
        place.must(folder, "tierwise", "run", "p.yml", codes=(0, 1))
        return ground.report(folder)

    # Each says what is new against the other, so both are published once before they are known.
    versions = [publish(False), publish(True)]
    threads = [ByPath(folder, versions), ByFolder(folder, versions)]
    for thread in threads:
        thread.start()
    for number in range(publications):
        publish(number % 2 == 1)
    for thread in threads:
        thread.is_over.set()
        thread.join()
    place.remove(folder)
    by_path, by_folder = threads
    return sorted(by_path.wrong | by_folder.wrong), (
        f"{publications} publications; {by_path.sweeps} readings by path, {by_path.mixed} of them of two runs; "
        f"{by_folder.sweeps} by folder, none of two runs, {by_folder.outlived} begun anew")
