"""Where the vectors stand: TIERWISE_GOLDEN, else Tests/Golden."""
import os, pathlib

REFERENCE = pathlib.Path(__file__).resolve().parents[1]
SETS = [pathlib.Path(p) for p in (os.environ.get("TIERWISE_GOLDEN"), REFERENCE.parent / "Golden") if p]


def case(name):
    """The folder of one case."""
    return next(s / name for s in SETS if (s / name).is_dir())
