"""The examples of a page, played: each command with what it prints, one after the other in one empty folder."""

import re
import shlex
import subprocess
import tempfile
from pathlib import Path

from tests.build import clean_environment, run
from tests.repositories import IDENTITY

NOW = "2021-08-10T09:00:00+08:00"
BY = {"en": "Li", "zh": "李"}
_COMMIT = re.compile("@[0-9a-f]{7}:")
"""The commit in a place at the base, which changes with every file of the example."""
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def played(text: str, lang: str, columns: int) -> str:
    """The page with its console blocks played anew; where one leaves off the next goes on.

    A check against a base is an example of one that fails; every other command ends well.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = [Path(folder)]
        return _BLOCK.sub(lambda found: f"```console\n{_block(found[1], here, lang, columns)}```", text)


def _block(block: str, here: list[Path], lang: str, columns: int) -> str:
    lines = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        lines.append(line)
        words = shlex.split(line[2:])
        if words[0] == "cd":
            here.append(here[-1] / words[1])
            continue
        if words[0] in ("git", "sed"):
            subprocess.run(words, check=True, cwd=here[-1], env={**clean_environment(), **IDENTITY})
            continue
        if words[0] == "printf":  # makes a file
            text, _, file = words[1:]
            (here[-1] / file).write_text(text.replace("\\n", "\n"), encoding="utf-8")
            continue
        more = {"COLUMNS": f"{columns}", "JINJIANG_BY": BY[lang], "JINJIANG_LANG": lang}
        outcome = run(*words[1:], cwd=here[-1], now=NOW, environment=more)
        assert outcome.code == int("--against" in words), outcome.err
        lines += re.sub(_COMMIT, "@1a2b3c4:", outcome.out).splitlines()
    return "".join(f"{line}\n" for line in lines)
