"""The folders of a plans folder that are plans: those with a `plan.toml`, and one that has lost it."""

from collections.abc import Iterator
from pathlib import Path

from jinjiang_plan.files.layout import FOLDER as LEDGERS
from jinjiang_plan.files.layout import HEAD, real_path
from jinjiang_plan.model.refusal import NOT_JUDGED, WRONG_CALL, Refusal, reason


def plan_folders(root: Path) -> list[Path]:
    """The folders of a plans folder that hold a plan, by name; the folder itself where it is one."""
    try:
        if _has_head(root):
            return [real_path(root) if root.is_symlink() else root]
        folders = folders_below(root)
        return sorted([*folders, *_headless(root)]) if folders else []
    except OSError as error:
        raise Refusal(
            f"无法读取计划目录 {root}：{reason(error).zh}",
            f"the plans folder {root} cannot be read: {reason(error).en}",
            WRONG_CALL if isinstance(error, FileNotFoundError) else NOT_JUDGED,
        ) from error


def _has_head(folder: Path) -> bool:
    """Whether a plan's head is there, be it a link that leads nowhere: what is wrong with it shows when it is read."""
    try:
        (folder / HEAD).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _headless(root: Path) -> Iterator[Path]:
    """The folders beside plans that hold ledgers but no head: a plan that lost it must not pass unseen."""
    for each in root.iterdir():
        if not each.name.startswith(".") and not _has_head(each) and any((each / LEDGERS).glob("*.toml")):
            yield each


def folders_below(root: Path) -> list[Path]:
    """The folders right below a folder that hold a plan, by name."""
    return sorted(each for each in root.iterdir() if not each.name.startswith(".") and _has_head(each))
