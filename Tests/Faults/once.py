"""Every row counts once, however it comes: one property, drawn again and again.

The exports of a night are given in another way, in one run or two; the numbers have to be those of the plain way."""
import gzip
import os
import pathlib
import random

import ground

# Tables that tell of files, or of how often a row was met; where rows come twice their counts are other ones.
OF_FILES = {"tables/quality.csv", "tables/losses.csv"}
OF_COPIES = {"tables/duplicates.csv", "findings.json"}


def rows(path):
    data = path.read_bytes()
    text = gzip.decompress(data).decode() if path.name.endswith(".gz") else data.decode()
    return text.splitlines()


def write(path, content):
    text = "\n".join(content) + "\n"
    path.write_bytes(ground.packed(text) if path.name.endswith(".gz") else text.encode())


def renamed(exports, path, generator, _):
    """Another name that its source's pattern takes too."""
    stem, ending = path.name.split(".", 1)
    path.rename(exports / f"{stem}-{generator.randrange(1000)}.{ending}")


def beside_gzip(exports, path, *_):
    """The same file packed, beside it."""
    target = exports / (path.name[:-3] if path.name.endswith(".gz") else path.name + ".gz")
    data = path.read_bytes()
    target.write_bytes(gzip.decompress(data) if path.name.endswith(".gz") else gzip.compress(data, mtime=0))


def copied(exports, path, generator, _):
    """The same bytes under a second name."""
    stem, ending = path.name.split(".", 1)
    (exports / f"{stem}-copy.{ending}").write_bytes(path.read_bytes())


def shuffled(_, path, generator, __):
    head, *rest = rows(path)
    generator.shuffle(rest)
    write(path, [head, *rest])


def split(exports, path, generator, _):
    head, *rest = rows(path)
    cut = generator.randint(1, len(rest) - 1)
    stem, ending = path.name.split(".", 1)
    write(path, [head, *rest[:cut]])
    write(exports / f"{stem}-rest.{ending}", [head, *rest[cut:]])


def late(_, path, __, run):
    """A run without the file, then it comes."""
    data = path.read_bytes()
    path.unlink()
    run()
    path.write_bytes(data)


def removed(exports, path, generator, run):
    """A run with a file of other rows beside it, then that is gone."""
    stem, ending = path.name.split(".", 1)
    more = exports / f"{stem}-more.{ending}"
    write(more, altered(rows(path)))
    run()
    more.unlink()


def changed(_, path, generator, run):
    """A run with other rows in the file, then it is what it is, in its place and with its size and times if need be."""
    data = path.read_bytes()
    write(path, altered(rows(path)))
    run()
    path.write_bytes(data)


def altered(lines):
    """Rows with other digits."""
    return [lines[0]] + [line.replace("7", "3") for line in lines[1:-1]]


WAYS = {way.__name__: way for way in (renamed, beside_gzip, copied, shuffled, split, late, removed, changed)}
# Files whose rows are lines under a header; NDJSON and platforms' own exports are given whole.
TABLES = ("night-1.csv", "night-2.csv", "posts-youtube.csv", "deals.csv", "codes.csv", "creators.csv.gz", "orders-1.csv")
WHOLE = ("posts-tiktok.ndjson.gz", "Content-josina_lab294.csv.gz")


class Once:
    """Draws ways and files on a ground."""

    def __init__(self, place):
        self.place = place
        self.plain = self.published(place.folder / "old")

    @staticmethod
    def published(folder):
        """What has to be equal: numbers, charts and findings, not the lists of files."""
        found = {os.path.relpath(path, ground.OUTPUT): content for path, content in ground.report(folder).items()}
        return {path: content for path, content in found.items() if path == "findings.json" or path.startswith(("tables/", "charts/"))}

    def attempt(self, seed):
        """What is wrong with one draw."""
        generator = random.Random(seed)
        folder = self.place.copy("empty")
        exports = pathlib.Path(folder) / "exports"
        done = []

        def run():
            return self.place.say("tierwise", "run", "p.yml", "--jobs", str(generator.choice((1, 2))), folder=folder)

        try:
            for name in generator.sample(TABLES + WHOLE, generator.choice((1, 1, 2, 3))):
                ways = [way for way in WAYS if name in TABLES or way in ("renamed", "beside_gzip", "copied", "late")]
                way = generator.choice(ways)
                done.append(f"{name} {way}")
                WAYS[way](exports, exports / name, generator, run)
            result = run()
            if result.code not in (0, 1):
                yield f"{', '.join(done)}: {result}"
            now = self.published(folder)
            leave_out = OF_FILES | (OF_COPIES if any("beside_gzip" in way for way in done) else set())
            pick = lambda files: {path: content for path, content in files.items() if path not in leave_out}
            if different := ground.difference(pick(now), pick(self.plain)):
                yield f"{', '.join(done)}: {different}"
        finally:
            self.place.remove(folder)
