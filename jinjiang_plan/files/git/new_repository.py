"""A repository for a new plan."""

import os
import subprocess
from pathlib import Path

from jinjiang_plan.model.refusal import NOT_WRITTEN, Refusal


def start_repository(folder: Path) -> None:
    """Make a folder a git repository.

    Raises:
        Refusal: git is not there, or refuses (exit 1); the plan is written all the same.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        finished = subprocess.run(  # noqa: S603 - no shell, the folder is one argument
            ["git", "init", "-q", "--", str(folder)],  # noqa: S607 - the git of the path, as everywhere
            capture_output=True,
            check=False,
            env=kept,
        )
    except FileNotFoundError:
        finished = None
    if finished is None or finished.returncode:
        said = "" if finished is None else finished.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise Refusal(
            f"计划已写好，但 git init 没有成功{f'：{said}' if said else '：没有 git'}",
            f"the plan is written, but git init failed: {said or 'there is no git'}",
            NOT_WRITTEN,
        )
