"""The README is true: its examples print what it shows, its Python runs, its commands are the ones CI calls.

`python -m tests.test_readme` writes the outputs into it anew.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jinjiang_plan.model.codes import Status
from tests.build import clean_environment, run

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
NOW = "2021-08-10T09:00:00+08:00"
PARTING = "\n## 中文\n"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def played(text: str) -> str:
    """A half of the README with its console blocks played anew, one after the other in one empty folder.

    Each command stands with what it prints to stdout; where one leaves off the next goes on.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = [Path(folder)]
        return _BLOCK.sub(lambda found: f"```console\n{_block(found[1], here)}```", text)


def _block(block: str, here: list[Path]) -> str:
    lines = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        lines.append(line)
        words = shlex.split(line[2:])
        if words[0] == "cd":
            here.append(here[-1] / words[1])
            continue
        more = {"COLUMNS": "100", "JINJIANG_BY": "李"}
        outcome = run(*words[1:], cwd=here[-1], now=NOW, environment=more)
        assert outcome.code == 0, outcome.err
        lines += outcome.out.splitlines()
    return "".join(f"{line}\n" for line in lines)


def halves(text: str) -> list[str]:
    """The English and the Chinese half, each with examples of its own."""
    english, chinese = text.split(PARTING)
    return [english, chinese]


def rewritten(text: str) -> str:
    """The README with every console block played anew."""
    return PARTING.join(map(played, halves(text)))


@pytest.mark.parametrize("half", halves(README.read_text(encoding="utf-8")), ids=["en", "zh"])
def test_the_examples_print_what_the_readme_shows(half: str) -> None:
    assert played(half) == half


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=tmp_path, env=clean_environment()
    )
    assert finished.stdout.decode().split()[-1] == "unreported"


def test_the_two_commands_set_everything_up_and_the_second_is_what_ci_calls() -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    main, tests = block.splitlines()
    assert main.endswith("jinjiang-plan status")
    assert tests.endswith("-m pytest")
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in (main, tests))
    assert "grep -F -- '-m pytest' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_command_stands_in_the_table_and_every_exit_code_too() -> None:
    from jinjiang_plan.cli.app import COMMANDS

    text = README.read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+)", text, re.MULTILINE) == list(COMMANDS)
    assert re.findall(r"^\| ([0-9]+) \|", text, re.MULTILINE) == ["0", "1", "2", "3", "130"]


def test_the_toml_of_the_readme_is_what_the_program_reads(tmp_path: Path) -> None:
    from jinjiang_plan import load

    action, ledger, profile = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    folder = tmp_path / "plan"
    (folder / "progress").mkdir(parents=True)
    title = 'title = { zh = "计划", en = "Plan" }\nstart = 2020-01-01\ndue = 2022-12-31\n'
    (folder / "plan.toml").write_text(
        f'format = 1\n[plan]\nprofile = "ours"\n{title}[source.action-plan]\ntitle = "文件"\n{profile}',
        encoding="utf-8",
    )
    extra = '\n[target.investment]\ntitle = "投资"\nkind = "cumulative"\n'
    text = f'format = 1\n[action]\ntitle = "行动"\n{action.replace("sensing.", "network.")}{extra}'
    (folder / "network.toml").write_text(text, encoding="utf-8")
    (folder / "progress" / "network.5g-stations.toml").write_text(ledger, encoding="utf-8")
    portfolio = load(tmp_path)
    assert portfolio.findings == ()
    assert portfolio.plans[0].judged_by.words[Status.BEHIND].en == "lagging"
    assert len(portfolio.ledgers["plan/network.5g-stations"].reports) == 2


if __name__ == "__main__":
    README.write_text(rewritten(README.read_text(encoding="utf-8")), encoding="utf-8")
