"""Loss of power: from the log of one undisturbed run, what the disk may hold at each moment, and what a rerun makes of it.

Promised by a file system is only: the bytes of a file that `fsync` has returned for, and the names in a folder that `fsync` has
returned for. Of everything else each part may have come to the disk or not. Three ways of it are tried: `none` of the rest is
there; `names` are all there and bytes are not, as with late allocation; `some` of either, drawn."""
import os
import random

import ground
import points

WAYS = ("none", "names", "some")
O_TRUNC, EXCHANGE = 0o1000, 2


class File:
    """A file's bytes: those on the disk, and as programs see them."""

    def __init__(self, content=b""):
        self.durable, self.now = content, bytearray(content)

    def survivor(self, way, generator):
        if way == "some" and self.now != self.durable:
            # A part of what was written, or its length without its bytes.
            kind = generator.randrange(4)
            length = generator.randint(0, len(self.now))
            return (self.durable, bytes(self.now), bytes(self.now[:length]), bytes(len(self.now)))[kind]
        return self.durable


class Folder:
    """A folder's names: those on the disk, and the changes since, in order. A change is one step, however many names it has."""

    def __init__(self):
        self.durable, self.now, self.pending = {}, {}, []


class Disk:
    """Replays a log over a copy of what stood there before."""

    def __init__(self, start):
        self.root = Folder()
        for path, content in sorted(start.items()):
            folder, name = self.place(path)
            entry = Folder() if content is None else File(content)
            folder.now[name] = folder.durable[name] = entry
        self.files = {}

    def place(self, path):
        """The folder and the name of a path."""
        folder = self.root
        *parents, name = [part for part in path.split("/") if part not in ("", ".")] or [""]
        for part in parents:
            folder = folder.now[part]
        return folder, name

    def at(self, path):
        folder, name = self.place(path)
        return folder.now.get(name) if name else self.root

    def change(self, *names):
        """One step: names of folders that now mean something else, or nothing."""
        step = []
        for path, entry in names:
            folder, name = self.place(path)
            step.append((folder, name, entry))
        for folder, name, entry in step:
            if entry is None:
                folder.now.pop(name, None)
            else:
                folder.now[name] = entry
        for folder in {id(folder): folder for folder, _, _ in step}.values():
            folder.pending.append(step)

    def replay(self, fields):
        """One line of the log."""
        kind, _, result, *rest = fields
        if int(result) < 0:
            return
        if kind == "open":
            flags, created, inode, path = int(rest[0]), rest[1] == "1", rest[2], rest[3]
            if created:
                self.change((path, File()))
            entry = self.at(path)
            if isinstance(entry, File):
                self.files[inode] = entry
                if flags & O_TRUNC:
                    entry.now.clear()
        elif kind == "write" and rest[0] in self.files:
            file, offset, data = self.files[rest[0]], int(rest[1]), bytes.fromhex(rest[2])
            if len(file.now) < offset:
                file.now.extend(bytes(offset - len(file.now)))
            file.now[offset:offset + len(data)] = data
        elif kind == "truncate" and rest[0] in self.files:
            del self.files[rest[0]].now[int(rest[1]):]
        elif kind == "sync":
            entry = self.at(rest[1]) if rest[0] not in self.files else self.files[rest[0]]
            if isinstance(entry, File):
                entry.durable = bytes(entry.now)
            elif entry is not None:
                self.settle(entry)
        elif kind == "rename":
            flags, source, target = int(rest[0]), rest[1], rest[2]
            moved, other = self.at(source), self.at(target)
            self.change((source, other if flags == EXCHANGE else None), (target, moved))
        elif kind == "link":
            self.change((rest[1], self.at(rest[0])))
        elif kind == "unlink":
            self.change((rest[0], None))
        elif kind == "mkdir":
            self.change((rest[0], Folder()))

    @staticmethod
    def settle(folder):
        """Brings a folder's changes to the disk; one that is about two folders is whole in both."""
        for step in folder.pending:
            for place, name, entry in step:
                apply(place.durable, name, entry)
        for step in folder.pending:
            for place, _, _ in step:
                if place is not folder and step in place.pending:
                    place.pending.remove(step)
        folder.pending = []

    def write(self, target, way, generator):
        """What a crash now leaves, below a folder that is not there yet."""
        names = {}

        def of(folder):
            return names.setdefault(id(folder), dict(folder.durable))

        done = set()

        def walk_changes(folder, seen):
            if id(folder) in seen:
                return
            seen.add(id(folder))
            for step in folder.pending:
                if id(step) not in done:
                    done.add(id(step))
                    if way == "names" or (way == "some" and generator.random() < 0.5):
                        for place, name, entry in step:
                            apply(of(place), name, entry)
            for entry in [*folder.now.values(), *folder.durable.values()]:
                if isinstance(entry, Folder):
                    walk_changes(entry, seen)

        walk_changes(self.root, set())

        def put(folder, path):
            os.makedirs(path, exist_ok=True)
            for name, entry in of(folder).items():
                if isinstance(entry, Folder):
                    put(entry, f"{path}/{name}")
                else:
                    with open(f"{path}/{name}", "wb") as file:
                        file.write(entry.survivor(way, generator))

        put(self.root, target)


def apply(names, name, entry):
    if entry is None:
        names.pop(name, None)
    else:
        names[name] = entry


class Losses:
    """Moments of one command's run and what is left of them."""

    def __init__(self, faults, command):
        self.faults, self.place, self.command = faults, faults.place, command
        folder = self.place.copy(command.start)
        self.before = ground.tree(folder)
        faults.start(command, folder, environment=points.environment(faults.shim, folder, log=folder + "/log"))
        with open(folder + "/log", encoding="utf-8") as lines:
            # A task names its files by their whole paths, and SQLite its own.
            self.log = [[field.removeprefix(folder + "/") for field in line.rstrip("\n").split("\t")] for line in lines]
        start = self.place.folder / command.start
        self.times = {path: os.stat(start / path).st_mtime_ns for path in self.before}
        self.place.remove(folder)
        # Nothing changes on the disk but at these calls.
        self.moments = [number + 1 for number, fields in enumerate(self.log)
                        if fields[0] in ("write", "sync", "rename", "link", "unlink", "mkdir", "truncate") or fields[0] == "open" and fields[4] == "1"]

    def attempt(self, moment, way, seed):
        """What is wrong after a loss of power behind a line of the log."""
        disk = Disk(self.before)
        for fields in self.log[:moment]:
            disk.replay(fields)
        with self.place.lock:
            self.place.number += 1
            folder = str(self.place.folder / f"try-{self.place.number}")
        disk.write(folder, way, random.Random(seed))
        # When the report was published is a fact that an export tells.
        for path, time in self.times.items():
            if os.path.isfile(f"{folder}/{path}"):
                os.utime(f"{folder}/{path}", ns=(time, time))
        try:
            return list(self.judge(folder, moment))
        finally:
            self.place.remove(folder)

    def judge(self, folder, moment):
        (_, old), (new_state, new) = (self.faults.scenes[name] for name in (self.command.start, self.command.end))
        now = ground.report(folder)
        if now not in (old, new):
            yield f"the report is neither the old one nor the new one: {ground.difference(now, new)}"
        if moment == self.moments[-1] and now != new:
            yield "the command had ended with 0, and its report is gone"
        again = self.faults.start(self.command, folder)
        if again.code != 0:
            yield f"the rerun: {again}"
        if self.command.tidy:
            self.place.must(folder, "tierwise", *self.command.tidy)
        for line in self.faults.more(self.command, again):
            if points.MADE_ANEW not in line:
                yield f"the rerun said: {line}"
        if different := ground.difference(ground.report(folder), new):
            yield f"the rerun's report is not the undisturbed one: {different}"
        if different := ground.difference(ground.state(folder), new_state):
            yield f"the rerun's workspace is not the undisturbed one: {different}"
        if left := ground.strays(folder):
            yield f"left after the rerun: {', '.join(left)}"
