"""Compare the program with the judge on some seeds, and print each difference."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.judge.agreement import disagreements
from tests.judge.generator import drawn


def main() -> int:
    """Print the differences of the seeds that were asked for; 1 where there is any."""
    parser = argparse.ArgumentParser(prog="python -m tests.judge", description=__doc__)
    parser.add_argument("seeds", nargs="*", type=int)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="end", type=int, default=25)
    parser.add_argument("--keep", type=Path, help="leave the plans below this folder")
    arguments = parser.parse_args()
    os.environ["JINJIANG_NOW"] = "2031-01-10T09:00:00+08:00"
    count = 0
    for seed in arguments.seeds or range(arguments.first, arguments.end):
        with tempfile.TemporaryDirectory() as folder:
            root = arguments.keep / str(seed) if arguments.keep else Path(folder)
            for line in disagreements(drawn(seed), root):
                count += 1
                sys.stdout.write(f"seed {seed}: {line}\n")
    sys.stdout.write(f"{count} differences\n")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
