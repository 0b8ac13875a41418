"""What a shell does with completions: the real zsh and bash, at a terminal, on plans of hostile texts."""

import os
import pty
import select
import shutil
import sys
from pathlib import Path
from time import monotonic

import pytest

from tests.build import PLAN_HEAD, STATIONS, clean_environment, write_plan

HOSTILE = (
    "$(touch ran)",
    "`touch ran`",
    "\\$(touch ran)",
    "\\\\$(touch ran)",
    "\\`touch ran\\`",
    "'; touch ran; '",
    '"; touch ran; "',
    "a; touch ran",
    "a && touch ran",
    "a | touch ran",
    "a > ran",
    "[/b] $(touch ran)",
    "x' $(touch ran) '",
    '""$(touch ran)""',
    ":$(touch ran)",
    "\\:`touch ran`",
    "${x:-$(touch ran)}",
    "a\\\\\\`touch ran\\\\\\`",
)
SET_UP = {
    "zsh": 'autoload -Uz compinit && compinit -u -d .zcompdump; eval "$(_JINJIANG_PLAN_COMPLETE=source_zsh jinjiang-plan)"',
    "bash": 'eval "$(_JINJIANG_PLAN_COMPLETE=source_bash jinjiang-plan)"',
}
START = {"zsh": ["zsh", "-f", "-i"], "bash": ["bash", "--norc", "--noprofile", "-i"]}


class Shell:
    """An interactive shell on a terminal of its own, in a folder in which `jinjiang-plan` is the program."""

    def __init__(self, name: str, folder: Path) -> None:
        tool = folder / "bin" / "jinjiang-plan"
        tool.parent.mkdir(exist_ok=True)
        tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m jinjiang_plan "$@"\n', encoding="utf-8")
        tool.chmod(0o755)
        environment = {**clean_environment(), "TERM": "dumb", "LC_ALL": "C.UTF-8", "PS1": "> "}
        environment["PATH"] = f"{tool.parent}{os.pathsep}{environment['PATH']}"
        self._child, self._master = pty.fork()
        if self._child == 0:
            os.chdir(folder)
            os.execvpe(START[name][0], START[name], environment)  # noqa: S606 - the shell under test
        self.type(f"{SET_UP[name]}; echo rea''dy\n", until="ready")

    def type(self, keys: str, until: str = "", patience: float = 30) -> str:
        """Type, and give what is shown until a text comes or nothing more does."""
        os.write(self._master, keys.encode())
        shown, end = "", monotonic() + patience
        while monotonic() < end and not (until and until in shown):
            if not select.select([self._master], [], [], 1.5)[0]:
                if not until:
                    break
                continue
            shown += os.read(self._master, 1 << 16).decode(errors="replace")
        return shown

    def end(self) -> None:
        """End the shell."""
        os.close(self._master)
        os.kill(self._child, 9)
        os.waitpid(self._child, 0)


@pytest.mark.parametrize("name", ["zsh", "bash"])
def test_a_tab_runs_nothing_and_inserts_nothing_unquoted(tmp_path: Path, name: str) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name}")
    texts = [each.replace("\\", "\\\\").replace('"', '\\"') for each in HOSTILE]
    targets = "".join(
        STATIONS.replace("[target.stations]", f'[target.t{place}]\nlead = "{text}"').replace(
            '{ zh = "5G基站", en = "5G stations" }', f'"{text}"'
        )
        for place, text in enumerate(texts)
    )
    good = STATIONS.replace("[target.stations]", '[target.spaced]\nlead = "New Economy Bureau"')
    write_plan(tmp_path / "plans", head=PLAN_HEAD + targets + good)
    shell = Shell(name, tmp_path)
    try:
        for words in (
            "show t",
            "status --lead ",
            "show t1",
            "list --lead a",
            "list --lead x",
            "status --lead '",
        ):
            shell.type(f"jinjiang-plan {words}\t\t", patience=5)
            shell.type("\x03", patience=2)
            shell.type("\n\n: ; echo don''e\n", until="done", patience=10)
        assert not (tmp_path / "ran").exists()
        shell.type("jinjiang-plan list --lead New\t", until="Bureau", patience=20)
        shown = shell.type(" --format plain -o held.txt; echo en''d\n", until="end")
        assert (tmp_path / "held.txt").exists(), shown
        assert "spaced" in (tmp_path / "held.txt").read_text(encoding="utf-8")
        assert not (tmp_path / "ran").exists()
    finally:
        shell.end()
