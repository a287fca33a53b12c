"""Seeded damage to files, through the real programs: no crash, no hang, and no exit code that is not documented."""
import gzip
import os
import pathlib
import random

import ground

WORDS = [b'"', b'""', b"\n", b"\r\n", b"\r", b",", b";", b"\t", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"{", b"}", b"[", b"]", b"\\u0000", b"\\ud800",
         b"-1", b"99999999999999999999", b"1e400", b"NaN", b"1,234", b"\xe2\x80\xae", b"\xf0\x9f\x92\xaa", b": ", b"- ", b"&a ", b"*a", b"!!binary ", b"|\n", b"\x1f\x8b\x08"]


def mutated(data, generator):
    """One to eight changes of the kinds that disks, editors and enemies make."""
    data = bytearray(data)
    for _ in range(generator.randint(1, 8)):
        place = generator.randrange(len(data) + 1)
        span = min(len(data) - place, generator.choice((1, 1, 2, 8, 64, 512)))
        kind = generator.randrange(7)
        if kind == 0 and place < len(data):
            data[place] ^= 1 << generator.randrange(8)
        elif kind == 1:
            del data[place:place + span]
        elif kind == 2:
            data[place:place] = data[place:place + span] * generator.choice((1, 2, 50))
        elif kind == 3:
            data[place:place] = generator.choice(WORDS)
        elif kind == 4:
            data[place:place + span] = generator.randbytes(span)
        elif kind == 5 and generator.random() < 0.3:
            del data[place:]
        else:
            data[place:place + span] = bytes(generator.choice((0, 255, 0x22, 0x0A)) for _ in range(span))
    return bytes(data)



def damaged(data, inside, generator):
    """A file with changes: of its bytes, or of what is packed in it."""
    if inside is None:
        return mutated(data, generator)
    if inside == "gzip":
        return gzip.compress(mutated(gzip.decompress(data), generator), mtime=0)
    members = ground.members(data)
    name = generator.choice(sorted(members))
    return ground.zipped({**members, name: mutated(members[name], generator)})


# What is damaged: a name, the scene, the files, what packs the bytes that are, the programs that then run.
RUN = ("tierwise", "run", "p.yml")
READERS = ((("tierwise", "facts", "p.yml", "posts")), ("tierwise", "facts", "p.yml", "orders", "--staged"), RUN)
TARGETS = {
    "csv": ("empty", ("exports/night-1.csv", "exports/posts-youtube.csv", "exports/deals.csv", "exports/orders-1.csv", "exports/rates.csv"), None, (RUN,)),
    "csv-in-gzip": ("empty", ("exports/Content-josina_lab294.csv.gz", "exports/creators.csv.gz"), "gzip", (RUN,)),
    "ndjson": ("empty", ("exports/posts-tiktok.ndjson.gz",), "gzip", (RUN,)),
    "gzip": ("empty", ("exports/posts-tiktok.ndjson.gz", "exports/creators.csv.gz"), None, (RUN,)),
    "xlsx": ("workbook", ("exports/deals.xlsx",), None, (RUN,)),
    "xlsx-in-zip": ("workbook", ("exports/deals.xlsx",), "zip", (RUN,)),
    "yaml": ("empty", ("p.yml",), None, (("tierwise", "lint", "p.yml"), RUN)),
    "parquet-staged": ("done", (".tierwise/small/staged/*/*.parquet",), None, READERS),
    "parquet-facts": ("done", (".tierwise/small/facts/*.parquet",), None, READERS),
    "state": ("done", (".tierwise/small/*.ndjson", ".tierwise/small/*.json", ".tierwise/small/facts/*.json"), None, READERS),
}
# 70 is our fault, and signals are.
DOCUMENTED = {0, 1, 2, 65, 66, 78}
CRASHES = ("Fatal error", "AddressSanitizer", "UndefinedBehaviorSanitizer", "internal check failed")


class Mutations:
    """Damages files of a ground."""

    def __init__(self, place):
        self.place = place

    def attempt(self, target, seed):
        """What is wrong with one draw."""
        scene, patterns, inside, programs = TARGETS[target]
        generator = random.Random(seed)
        folder = self.place.copy(scene)
        try:
            files = sorted(path for pattern in patterns for path in pathlib.Path(folder).glob(pattern) if path.stat().st_size)
            file = generator.choice(files)
            times = os.stat(file)
            file.write_bytes(damaged(file.read_bytes(), inside, generator))
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
            for program, *arguments in programs:
                result = self.place.say(program, *arguments, folder=folder, seconds=60)
                if result.code not in DOCUMENTED or any(word in result.err for word in CRASHES):
                    yield f"{file.relative_to(folder)}, {' '.join(arguments)}: {result}"
                if result.code and not result.err.strip():
                    yield f"{file.relative_to(folder)}, {' '.join(arguments)}: exit {result.code} without a word"
                if left := ground.strays(folder):
                    yield f"{file.relative_to(folder)}, {' '.join(arguments)}: left: {', '.join(left)}"
        finally:
            self.place.remove(folder)
